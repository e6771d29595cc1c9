//! Hashes of words and features. Stable: trained weights are stored under them, so a change here needs new weights.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of a spelling.
pub fn text(word: &str) -> u64 {
    bytes(word.as_bytes())
}

/// The hash of a sequence of bytes, eight at a time.
pub fn bytes(bytes: &[u8]) -> u64 {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let hash = chunks.iter().fold(bytes.len() as u64, |hash, chunk| join(hash, u64::from_le_bytes(*chunk)));
    let last = match bytes.last_chunk() {
        Some(_) if rest.is_empty() => 0,
        Some(tail) => u64::from_le_bytes(*tail) >> (8 * (8 - rest.len())),
        None => short(rest),
    };
    join(hash, last)
}

/// Up to seven bytes as one number, without a copy of unknown length.
#[inline]
fn short(bytes: &[u8]) -> u64 {
    let length = bytes.len();
    if let (Some(head), Some(tail)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*tail)) << (8 * (length - 4));
    }
    let at = |place: usize| u64::from(bytes[place]) << (8 * place);
    if length == 0 { 0 } else { at(0) | at(length / 2) | at(length - 1) }
}

/// The hash of two values in this order.
#[inline]
pub fn join(first: u64, second: u64) -> u64 {
    let product = u128::from(first.rotate_left(29) ^ second ^ 0x2545_f491_4f6c_dd1d) * u128::from(MULTIPLIER);
    ((product >> 64) as u64 ^ product as u64).wrapping_add(first.wrapping_mul(0xd6e8_feb8_6659_fd93))
}

/// The feature that says: template number `template` has this value here.
#[inline]
pub fn feature(template: u64, value: u64) -> u64 {
    let mixed = join(template.wrapping_mul(0xa076_1d64_78bd_642f), value);
    mixed ^ (mixed >> 31)
}

/// A quick hash of a few numbers, of which none but a last one is small. Nothing is stored under it.
#[inline]
pub fn mix<const N: usize>(numbers: [u64; N]) -> u64 {
    let sum = numbers.iter().enumerate().fold(0u64, |sum, (at, number)| {
        sum.wrapping_add(number.rotate_left(9 * at as u32 + 1).wrapping_mul(MULTIPLIER))
    });
    sum ^ sum >> 32
}

/// A map whose keys are hashes already. Words of an article may be keys; nothing may follow from the order of entries.
pub type Hashed<T> = HashMap<u64, T, Spread>;

/// Spreads hashes over the places of a table, in each table otherwise, so that no article can be written whose words all
/// want one place. Where a hash stands changes nothing of what is found.
#[derive(Clone, Copy, Debug)]
pub struct Spread(u64);

impl Default for Spread {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0) | 1)
    }
}

impl Spread {
    /// The place of a hash: any bits of it will do.
    #[inline]
    pub fn place(self, hash: u64) -> u64 {
        let product = u128::from(hash) * u128::from(self.0);
        (product >> 64) as u64 ^ product as u64
    }
}

impl BuildHasher for Spread {
    type Hasher = Placed;

    #[inline]
    fn build_hasher(&self) -> Placed {
        Placed { spread: *self, place: 0 }
    }
}

/// Gives hashes their places.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    spread: Spread,
    place: u64,
}

impl Hasher for Placed {
    #[inline]
    fn finish(&self) -> u64 {
        self.place
    }

    fn write(&mut self, other: &[u8]) {
        self.write_u64(bytes(other));
    }

    #[inline]
    fn write_u32(&mut self, hash: u32) {
        self.write_u64(u64::from(hash));
    }

    #[inline]
    fn write_u64(&mut self, hash: u64) {
        self.place = self.spread.place(hash);
    }
}

/// Passes hashes through as they are, for tables whose keys no article can choose.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, other: &[u8]) {
        self.0 = bytes(other);
    }

    fn write_u32(&mut self, hash: u32) {
        self.0 = u64::from(hash).wrapping_mul(MULTIPLIER);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// A map from the words of an embedded list. Its keys never come from an article, so no article can make them collide.
pub type Listed<T> = HashMap<&'static str, T, BuildHasherDefault<Spelled>>;

/// Hashes spellings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spelled(u64);

impl Hasher for Spelled {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, spelling: &[u8]) {
        self.0 = join(self.0, bytes(spelling));
    }

    /// The mark behind a string tells nothing: lengths are in the hash.
    fn write_u8(&mut self, _: u8) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weights are stored under these.
    #[test]
    fn the_rest_counts_as_if_filled_with_zeros() {
        for length in 0..40 {
            let text: Vec<u8> = (1..=length).map(|at| at * 6 + 1).collect();
            let mut filled = text.clone();
            filled.resize(text.len() / 8 * 8 + 8, 0);
            let chunks = filled.as_chunks::<8>().0.iter();
            let plain = chunks.fold(u64::from(length), |hash, chunk| join(hash, u64::from_le_bytes(*chunk)));
            assert_eq!(bytes(&text), plain, "{length}");
        }
    }

    #[test]
    fn every_table_has_places_of_its_own() {
        assert_ne!(Spread::default().place(7), Spread::default().place(7));
        let mut numbers = Hashed::default();
        assert!((0..1000).all(|at| numbers.insert(at << 32, at).is_none()));
        assert!((0..1000).all(|at| numbers.get(&(at << 32)) == Some(&at)));
    }

    #[test]
    fn order_and_length_tell() {
        assert_ne!(join(1, 2), join(2, 1));
        assert_ne!(text("ab"), text("ab\0"));
        assert_ne!(text("Sunday Ti"), text("Sunday T"));
        assert_ne!(feature(1, 2), feature(2, 2));
    }
}
