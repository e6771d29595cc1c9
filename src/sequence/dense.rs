//! A table of hashed keys in static bytes, read in place: open addressing, where empty slots take one bit.
//!
//! | bytes | what |
//! |---|---|
//! | 4 + 4 | slots; those that are used |
//! | 12 for each 64 slots | which are used, as bits; 4 bytes: how many used ones stand before |
//! | 3 for each used slot | the low 24 bits of the key's hash, never zero |
//! | `V` for each used slot | the value |
//!
//! Most keys of a text are not in the table. The bits of all slots fit a processor's nearest memory and answer a third
//! of the questions; the short hashes answer nearly all others, and only values that are found are fetched from afar.

use std::hint::black_box;

use super::table::{fingerprint, home};

/// Keys looked up together.
const BATCH: usize = 64;
/// Slots of a block.
const BLOCK: usize = 64;

/// A first look for a key.
#[derive(Clone, Copy, Default)]
struct Look {
    /// The key's place among those looked up.
    at: u32,
    slot: u32,
    /// Where what the slot holds stands, and its short hash.
    place: u32,
    print: [u8; 3],
}

/// A table whose values have `V` bytes.
#[derive(Clone, Copy, Debug)]
pub struct Dense<const V: usize> {
    slots: usize,
    blocks: &'static [[u8; 12]],
    prints: &'static [[u8; 3]],
    values: &'static [[u8; V]],
}

impl<const V: usize> Dense<V> {
    /// The table in these bytes; `None` when they are none.
    pub fn new(bytes: &'static [u8]) -> Option<Self> {
        let (sizes, bytes) = bytes.split_first_chunk::<8>()?;
        let [slots, used] = [0, 4].map(|at| u32_at(sizes, at) as usize);
        let (blocks, bytes) = bytes.split_at_checked(slots.div_ceil(BLOCK) * 12)?;
        let (prints, values) = bytes.split_at_checked(used * 3)?;
        let (blocks, prints) = (blocks.as_chunks().0, prints.as_chunks().0);
        let (values, rest) = values.as_chunks();
        (slots > 0 && values.len() == used && rest.is_empty()).then_some(Self { slots, blocks, prints, values })
    }

    /// The bytes of the same table with its empty slots written out, as the trainer packs them.
    pub fn pack(table: &[u8]) -> Vec<u8> {
        let slots = table.chunks_exact(3 + V);
        let is_used = |slot: &&[u8]| slot[..3] != [0; 3];
        let used = slots.clone().filter(is_used);
        let mut bytes = (slots.len() as u32).to_le_bytes().to_vec();
        bytes.extend((used.clone().count() as u32).to_le_bytes());
        let mut before = 0u32;
        for block in table.chunks(BLOCK * (3 + V)) {
            let slots = block.chunks_exact(3 + V).enumerate();
            let bits = slots.fold(0u64, |bits, (at, slot)| bits | u64::from(is_used(&slot)) << at);
            bytes.extend(bits.to_le_bytes());
            bytes.extend(before.to_le_bytes());
            before += bits.count_ones();
        }
        used.clone().for_each(|slot| bytes.extend(&slot[..3]));
        used.for_each(|slot| bytes.extend(&slot[3..]));
        bytes
    }

    /// The value stored under this hash. One miss in some millions finds the value of another key.
    #[inline(always)]
    pub fn get(&self, key: u64) -> Option<&'static [u8; V]> {
        let slot = home(key, self.slots);
        if !self.is_used(slot) {
            return None;
        }
        let place = self.place(slot);
        let look = Look { at: 0, slot: slot as u32, place: place as u32, print: self.print(place) };
        self.search(&look, key).and_then(|place| self.values.get(place))
    }

    /// Hands on the values stored under these keys, each with the key's place among them. Faster than one by one: the
    /// first looks at many keys come before any decision, so that the waits for memory overlap.
    #[inline(always)]
    pub fn get_all(&self, keys: &[u64], mut found: impl FnMut(usize, &'static [u8; V])) {
        for (batch, keys) in keys.chunks(BATCH).enumerate() {
            let (mut looks, mut count) = ([Look::default(); BATCH], 0);
            for (at, &key) in keys.iter().enumerate() {
                let slot = home(key, self.slots);
                looks[count] = Look { at: at as u32, slot: slot as u32, ..Look::default() };
                count += usize::from(self.is_used(slot));
            }
            for look in &mut looks[..count] {
                look.place = self.place(look.slot as usize) as u32;
                look.print = self.print(look.place as usize);
            }
            let (mut hits, mut hit) = ([(0, 0); BATCH], 0);
            for look in &looks[..count] {
                if let Some(place) = self.search(look, keys[look.at as usize]) {
                    hits[hit] = (look.at as usize, place);
                    hit += 1;
                }
            }
            // Asked for one after the other, without a decision in between, the values come together.
            let values = hits[..hit].iter().filter_map(|(_, place)| self.values.get(*place));
            black_box(values.fold(0, |touched, value| touched ^ value[0]));
            for &(at, place) in &hits[..hit] {
                if let Some(value) = self.values.get(place) {
                    found(batch * BATCH + at, value);
                }
            }
        }
    }

    /// The place of a key that would stand first in a used slot.
    #[inline(always)]
    fn search(&self, first: &Look, key: u64) -> Option<usize> {
        let wanted = fingerprint(key);
        let (mut slot, mut place, mut print) = (first.slot as usize, first.place as usize, first.print);
        for _ in 0..=self.prints.len() {
            if print == wanted {
                return Some(place);
            }
            (slot, place) = if slot + 1 == self.slots { (0, 0) } else { (slot + 1, place + 1) };
            if !self.is_used(slot) {
                return None;
            }
            print = self.print(place);
        }
        None
    }

    /// The short hash at a place; zero, which is none, beyond the end.
    #[inline(always)]
    fn print(&self, place: usize) -> [u8; 3] {
        self.prints.get(place).copied().unwrap_or_default()
    }

    #[inline(always)]
    fn is_used(&self, slot: usize) -> bool {
        self.bits(slot) >> (slot % BLOCK) & 1 == 1
    }

    /// Where what a used slot holds stands.
    #[inline(always)]
    fn place(&self, slot: usize) -> usize {
        let before = self.bits(slot) & ((1 << (slot % BLOCK)) - 1);
        u32_at(&self.blocks[slot / BLOCK], 8) as usize + before.count_ones() as usize
    }

    #[inline(always)]
    fn bits(&self, slot: usize) -> u64 {
        let block = &self.blocks[slot / BLOCK];
        u64::from(u32_at(block, 0)) | u64::from(u32_at(block, 4)) << 32
    }
}

#[inline(always)]
fn u32_at<const N: usize>(bytes: &[u8; N], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sequence::hash::feature;

    /// Slots as a search for a free one from home fills them, with what runs over the end at the beginning.
    fn table(keys: &[u64], slots: usize) -> Vec<u8> {
        let mut bytes = vec![0; 4 * slots];
        for (at, &key) in keys.iter().enumerate() {
            let mut slot = home(key, slots);
            while bytes[4 * slot..][..3] != [0; 3] {
                slot = (slot + 1) % slots;
            }
            bytes[4 * slot..][..3].copy_from_slice(&fingerprint(key));
            bytes[4 * slot + 3] = at as u8;
        }
        bytes
    }

    #[test]
    fn every_key_is_found_and_no_other() {
        for slots in [201, 256, 400] {
            let keys: Vec<u64> = (0..200).map(|at| feature(1, at)).chain([u64::MAX << 24]).collect();
            let dense = Dense::<1>::new(Dense::<1>::pack(&table(&keys, slots)).leak()).expect("whole");
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
        let whole = Dense::<1>::pack(&table(&[7, 9], 5));
        for length in 0..whole.len() {
            assert!(Dense::<1>::new(whole[..length].to_vec().leak()).is_none(), "{length}");
        }
        assert!(Dense::<1>::new(&[0; 8]).is_none());
    }
}
