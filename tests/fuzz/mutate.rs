//! Damage to inputs, the same for the same seed.

/// Most bytes of a mutated input, but for what one mutation adds.
pub const LONGEST: usize = 60_000;

/// SplitMix64 (Steele, Lea and Flood 2014).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// The input after one to eight mutations, now and then many. `other` is another input, to take pieces from; `tokens`
/// are words of the input's language.
pub fn mutate(input: &[u8], other: &[u8], tokens: &[&[u8]], random: &mut Random) -> Vec<u8> {
    let mut bytes = input.to_vec();
    let times = if random.below(50) == 0 { 100 } else { 1 + random.below(8) };
    for _ in 0..times {
        once(&mut bytes, other, tokens, random);
        bytes.truncate(LONGEST);
    }
    bytes
}

fn once(bytes: &mut Vec<u8>, other: &[u8], tokens: &[&[u8]], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let longest = 1 << random.below(12);
    let end = at + random.below((bytes.len() - at).min(longest) + 1);
    match random.below(14) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
        1 if at < bytes.len() => bytes[at] = random.next() as u8,
        2 => drop(bytes.drain(at..end)),
        3 => {
            let piece = bytes[at..end].to_vec();
            let to = random.below(bytes.len() + 1);
            insert(bytes, to, &piece);
        }
        4 => bytes[at..end].reverse(),
        5 if random.below(8) == 0 => bytes.truncate(at),
        6 => {
            let from = random.below(other.len() + 1);
            let length = random.below((other.len() - from).min(2000) + 1);
            insert(bytes, at, &other[from..from + length]);
        }
        7 if random.below(8) == 0 => {
            // The head of one and the tail of the other.
            bytes.truncate(at);
            bytes.extend(&other[random.below(other.len() + 1)..]);
        }
        8 if random.below(8) == 0 => {
            let digits = [10, 100, 10_000][random.below(3)];
            let number: Vec<u8> = (0..digits).map(|_| b'0' + random.below(10) as u8).collect();
            insert(bytes, at, &number);
        }
        9 if random.below(8) == 0 => {
            let times = [10, 100, 2000][random.below(3)];
            let token = random.of(tokens).repeat(times);
            insert(bytes, at, &token);
        }
        10 => drop(bytes.splice(at..end, random.of(tokens).iter().copied())),
        11 => {
            // Swaps a token for another that stands somewhere: marks of the wrong kind, names in the wrong place.
            let token = random.of(tokens).to_vec();
            let found = (at..bytes.len().saturating_sub(token.len())).find(|at| bytes[*at..].starts_with(&token));
            if let Some(found) = found {
                bytes.splice(found..found + token.len(), random.of(tokens).iter().copied());
            }
        }
        _ => {
            let token = random.of(tokens).to_vec();
            insert(bytes, at, &token);
        }
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    bytes.splice(at..at, piece.iter().copied());
}
