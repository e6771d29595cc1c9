//! A table of hashed keys in bytes that are read in place: open addressing, where rows stand only for used slots.
//!
//! | bytes | what |
//! |---|---|
//! | 4 + 4 | slots; those that are used |
//! | 12 for each 64 slots | which are used, as bits; 4 bytes: how many used ones stand before |
//! | 1 for each slot | the first byte of the key's short hash, 1 for 0; 0: not used |
//! | 2 + `V` for each used slot | the other bytes of the short hash, which has 24 bits, and the value |
//!
//! Most keys of a text are not in the table. First bytes, of which sixteen are compared at once, tell so of nearly all in
//! one look; only what is likely to be found is fetched from afar.

use wide::u8x16;

use crate::fetch::fetch;

/// Keys looked up together.
const BATCH: usize = 32;
/// Slots of a block.
const BLOCK: usize = 64;
/// First bytes that are compared at once.
const LANES: usize = 16;
/// Says of a look that the run of used slots is longer.
const MORE: u32 = 1 << LANES;

/// Where a key may stand.
#[derive(Clone, Copy, Default)]
struct Look {
    /// The key's place among those looked up.
    at: u32,
    /// The slots from its home that have its first byte, as bits, and [`MORE`].
    lanes: u32,
    /// The number of used slots before the first of these.
    place: u32,
}

/// A table whose values have `V` bytes.
#[derive(Clone, Copy, Debug)]
pub struct Dense<'m, const V: usize> {
    slots: usize,
    blocks: &'m [[u8; 12]],
    heads: &'m [u8],
    rows: &'m [u8],
}

impl<'m, const V: usize> Dense<'m, V> {
    /// Bytes of a used slot.
    const ROW: usize = 2 + V;

    /// The table in these bytes; `None` when they are none.
    pub fn new(bytes: &'m [u8]) -> Option<Self> {
        let (sizes, bytes) = bytes.split_first_chunk::<8>()?;
        let [slots, used] = [0, 4].map(|at| u32_at(sizes, at) as usize);
        let (blocks, bytes) = bytes.split_at_checked(slots.div_ceil(BLOCK) * 12)?;
        let (heads, rows) = bytes.split_at_checked(slots)?;
        let is_whole = slots > 0 && rows.len() == used * Self::ROW;
        is_whole.then_some(Self { slots, blocks: blocks.as_chunks().0, heads, rows })
    }

    /// The bytes of a table of these keys, filled to the part `fill`. Of two values of one key the first stays.
    #[cfg(any(test, feature = "train"))]
    pub fn pack(rows: &[(u64, [u8; V])], fill: f64) -> Vec<u8> {
        let mut rows = rows.to_vec();
        rows.sort_by_key(|(key, _)| *key);
        let mut slots = vec![None; (rows.len() as f64 / fill) as usize + 1];
        for (key, value) in rows {
            let mut slot = home(key, slots.len());
            while slots[slot].is_some_and(|(other, _)| print(other) != print(key)) {
                slot = (slot + 1) % slots.len();
            }
            slots[slot].get_or_insert((key, value));
        }
        Self::write(&slots)
    }

    #[cfg(any(test, feature = "train"))]
    fn write(slots: &[Option<(u64, [u8; V])>]) -> Vec<u8> {
        let used: Vec<_> = slots.iter().flatten().collect();
        let mut bytes: Vec<u8> =
            [slots.len(), used.len()].iter().flat_map(|size| (*size as u32).to_le_bytes()).collect();
        let mut before = 0u32;
        for block in slots.chunks(BLOCK) {
            let bits = block.iter().rev().fold(0u64, |bits, slot| bits << 1 | u64::from(slot.is_some()));
            bytes.extend(bits.to_le_bytes());
            bytes.extend(before.to_le_bytes());
            before += bits.count_ones();
        }
        bytes.extend(slots.iter().map(|slot| slot.map_or(0, |(key, _)| head(key))));
        bytes.extend(used.iter().flat_map(|(key, value)| tail(*key).into_iter().chain(*value)));
        bytes
    }

    /// The value stored under this hash. One miss in some millions finds the value of another key.
    #[inline(always)]
    pub fn get(&self, key: u64) -> Option<&'m [u8; V]> {
        let lanes = self.lanes(key);
        if lanes == 0 {
            return None;
        }
        self.find(&Look { at: 0, lanes, place: self.place(home(key, self.slots), lanes) }, key)
    }

    /// Asks memory for what tells whether this key is there.
    #[inline(always)]
    pub fn fetch(&self, key: u64) {
        self.heads.get(home(key, self.slots)).into_iter().for_each(fetch);
    }

    /// Hands on the values stored under these keys, each with the key's place among them. Faster than one by one: what is
    /// to be read is asked for a batch before, so that the waits for memory overlap.
    #[inline(always)]
    pub fn get_all(&self, keys: &[u64], mut found: impl FnMut(usize, &'m [u8; V])) {
        let (mut before, mut asked) = ([Look::default(); BATCH], 0);
        keys.iter().take(BATCH).for_each(|key| self.fetch(*key));
        for start in (0..keys.len()).step_by(BATCH) {
            keys[start..].iter().skip(BATCH).take(BATCH).for_each(|key| self.fetch(*key));
            let (mut looks, mut count) = ([Look::default(); BATCH], 0);
            for (at, &key) in keys[start..].iter().take(BATCH).enumerate() {
                let lanes = self.lanes(key);
                looks[count] = Look { at: (start + at) as u32, lanes, place: 0 };
                count += usize::from(lanes != 0);
            }
            for look in &mut looks[..count] {
                look.place = self.place(home(keys[look.at as usize], self.slots), look.lanes);
                self.rows.get(look.place as usize * Self::ROW).into_iter().for_each(fetch);
            }
            self.find_all(keys, &before[..asked], &mut found);
            (before, asked) = (looks, count);
        }
        self.find_all(keys, &before[..asked], &mut found);
    }

    /// Hands on the values of the keys that were looked at.
    #[inline(always)]
    fn find_all(&self, keys: &[u64], looks: &[Look], found: &mut impl FnMut(usize, &'m [u8; V])) {
        for look in looks {
            if let Some(value) = self.find(look, keys[look.at as usize]) {
                found(look.at as usize, value);
            }
        }
    }

    /// Where from its home the first byte of a key stands.
    #[inline(always)]
    fn lanes(&self, key: u64) -> u32 {
        let slot = home(key, self.slots);
        // Near its end the table goes on at its beginning.
        let Some(heads) = self.heads.get(slot..).and_then(|heads| heads.first_chunk::<LANES>()) else { return MORE };
        let [same, unused] = [head(key), 0].map(|byte| equal(heads, byte));
        let length = (unused | MORE).trailing_zeros();
        same & ((1 << length) - 1) | if unused == 0 { MORE } else { 0 }
    }

    /// The number of used slots before the first lane.
    #[inline(always)]
    fn place(&self, home: usize, lanes: u32) -> u32 {
        let slot = home + lanes.trailing_zeros() as usize % LANES;
        self.blocks.get(slot / BLOCK).map_or(0, |block| {
            let bits = u64::from(u32_at(block, 0)) | u64::from(u32_at(block, 4)) << 32;
            u32_at(block, 8) + (bits & ((1 << (slot % BLOCK)) - 1)).count_ones()
        })
    }

    /// The value of a key.
    #[inline(always)]
    fn find(&self, look: &Look, key: u64) -> Option<&'m [u8; V]> {
        let first = look.lanes & (MORE - 1);
        if first != 0
            && let Some(value) = self.value(look.place, key)
        {
            return Some(value);
        }
        // Other lanes, or those beyond, are seldom asked for.
        if look.lanes & look.lanes.wrapping_sub(1) == 0 && first != 0 { None } else { self.search(key) }
    }

    /// The value at a place, if it is that of a key.
    #[inline(always)]
    fn value(&self, place: u32, key: u64) -> Option<&'m [u8; V]> {
        let (tail, value) = self.rows.get(place as usize * Self::ROW..)?.split_first_chunk()?;
        (*tail == self::tail(key)).then(|| value.first_chunk()).flatten()
    }

    /// The value of a key, searched slot by slot.
    #[inline(never)]
    fn search(&self, key: u64) -> Option<&'m [u8; V]> {
        let mut slot = home(key, self.slots);
        for _ in 0..self.slots {
            match self.heads[slot] {
                0 => return None,
                byte if byte == head(key) => {
                    if let Some(value) = self.value(self.place(slot, 0), key) {
                        return Some(value);
                    }
                }
                _ => {}
            }
            slot = if slot + 1 == self.slots { 0 } else { slot + 1 };
        }
        None
    }
}

/// Which of sixteen bytes equal one, as bits.
#[inline(always)]
fn equal(bytes: &[u8; LANES], byte: u8) -> u32 {
    u8x16::new(*bytes).simd_eq(u8x16::splat(byte)).to_bitmask()
}

/// The slot where the search for a key begins.
#[inline(always)]
fn home(key: u64, slots: usize) -> usize {
    (((key >> 32) * slots as u64) >> 32) as usize
}

/// The short hash of a key, which tells it from others near its home; never zero.
#[inline(always)]
fn print(key: u64) -> [u8; 3] {
    let [a, b, c, ..] = (key | u64::from(key & 0xff_ffff == 0)).to_le_bytes();
    [a, b, c]
}

/// Its first byte, never zero.
#[inline(always)]
fn head(key: u64) -> u8 {
    print(key)[0].max(1)
}

/// Its other bytes.
#[inline(always)]
fn tail(key: u64) -> [u8; 2] {
    let [_, tail @ ..] = print(key);
    tail
}

#[inline(always)]
fn u32_at<const N: usize>(bytes: &[u8; N], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sequence::hash::feature;

    #[test]
    fn every_key_is_found_and_no_other() {
        for fill in [0.3, 0.5, 0.7, 0.9, 0.97] {
            let keys: Vec<u64> = (0..200).map(|at| feature(1, at)).chain([u64::MAX << 24]).collect();
            let rows: Vec<_> = keys.iter().enumerate().map(|(at, key)| (*key, [at as u8])).collect();
            let bytes = Dense::<1>::pack(&rows, fill);
            let dense = Dense::<1>::new(&bytes).expect("whole");
            let strangers: Vec<u64> = (0..200).map(|at| feature(2, at)).collect();
            let mut found = Vec::new();
            dense.get_all(&[keys.clone(), strangers.clone()].concat(), |at, value| found.push((at, value[0])));
            assert_eq!(found, (0..201).map(|at| (at, at as u8)).collect::<Vec<_>>());
            assert!(keys.iter().zip(0..).all(|(key, at)| dense.get(*key) == Some(&[at])));
            assert!(strangers.iter().all(|key| dense.get(*key).is_none()));
        }
    }

    #[test]
    fn other_bytes_are_refused() {
        let whole = Dense::<1>::pack(&[(7, [1]), (9, [2])], 0.4);
        for length in 0..whole.len() {
            assert!(Dense::<1>::new(&whole[..length]).is_none(), "{length}");
        }
        assert!(Dense::<1>::new(&[0; 8]).is_none());
    }
}
