//! A table of hashed keys in static bytes, read in place: open addressing, where empty slots take one bit.
//!
//! | bytes | what |
//! |---|---|
//! | 4 + 4 | slots; those that are used |
//! | 12 for each 64 slots | which are used, as bits; 4 bytes: how many used ones stand before |
//! | 1 for each used slot | the first byte of the key's short hash, which has 24 bits and is never zero |
//! | 2 for each used slot | the other bytes of the short hash |
//! | `V` for each used slot | the value |
//!
//! Most keys of a text are not in the table. The bits of all slots answer a third of the questions, and first bytes, of
//! which sixteen are compared at once, nearly all others: both fit the memory next to the processor. Only what is likely
//! to be found is fetched from afar.

use std::hint::black_box;

/// Keys looked up together.
const BATCH: usize = 64;
/// Slots of a block.
const BLOCK: usize = 64;
/// First bytes that are compared at once.
const LANES: u32 = 16;
/// Says of a look that the run of used slots is longer.
const MORE: u32 = 1 << LANES;

/// Where a key may stand.
#[derive(Clone, Copy, Default)]
struct Look {
    /// The key's place among those looked up.
    at: u32,
    /// The first place where it may stand.
    place: u32,
    /// The places from there that have its first byte, as bits, and [`MORE`].
    lanes: u32,
    /// The other bytes of the short hash at the first of them.
    tail: [u8; 2],
}

impl Look {
    /// The first place that has the key's first byte.
    #[inline(always)]
    fn first(&self) -> usize {
        self.place as usize + self.lanes.trailing_zeros() as usize
    }

    /// Whether the key can stand at one place only.
    #[inline(always)]
    fn is_plain(&self) -> bool {
        self.lanes & (self.lanes - 1) == 0 && self.lanes & MORE == 0
    }
}

/// A table whose values have `V` bytes.
#[derive(Clone, Copy, Debug)]
pub struct Dense<const V: usize> {
    slots: usize,
    blocks: &'static [[u8; 12]],
    /// The first bytes of short hashes, and all that follows.
    heads: &'static [u8],
    tails: &'static [[u8; 2]],
    values: &'static [[u8; V]],
}

impl<const V: usize> Dense<V> {
    /// The table in these bytes; `None` when they are none.
    pub fn new(bytes: &'static [u8]) -> Option<Self> {
        let (sizes, bytes) = bytes.split_first_chunk::<8>()?;
        let [slots, used] = [0, 4].map(|at| u32_at(sizes, at) as usize);
        let (blocks, heads) = bytes.split_at_checked(slots.div_ceil(BLOCK) * 12)?;
        let (tails, values) = heads.get(used..)?.split_at_checked(used * 2)?;
        let (blocks, tails) = (blocks.as_chunks().0, tails.as_chunks().0);
        let (values, rest) = values.as_chunks();
        let is_whole = slots > 0 && values.len() == used && rest.is_empty();
        is_whole.then_some(Self { slots, blocks, heads, tails, values })
    }

    /// The bytes of a table of these keys, filled to the part `fill`. Of two values of one key the first stays.
    #[cfg(any(test, feature = "train"))]
    pub fn pack(rows: &[(u64, [u8; V])], fill: f64) -> Vec<u8> {
        let mut rows = rows.to_vec();
        rows.sort_by_key(|(key, _)| *key);
        let mut slots = vec![None; (rows.len() as f64 / fill) as usize + 1];
        for (key, value) in rows {
            let print = fingerprint(key);
            let mut slot = home(key, slots.len());
            while slots[slot].is_some_and(|(other, _)| other != print) {
                slot = (slot + 1) % slots.len();
            }
            slots[slot].get_or_insert((print, value));
        }
        Self::write(&slots)
    }

    #[cfg(any(test, feature = "train"))]
    fn write(slots: &[Option<([u8; 3], [u8; V])>]) -> Vec<u8> {
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
        bytes.extend(used.iter().map(|(print, _)| print[0]));
        bytes.extend(used.iter().flat_map(|(print, _)| &print[1..]));
        bytes.extend(used.iter().flat_map(|(_, value)| value));
        bytes
    }

    /// The value stored under this hash. One miss in some millions finds the value of another key.
    #[inline(always)]
    pub fn get(&self, key: u64) -> Option<&'static [u8; V]> {
        let slot = home(key, self.slots);
        let run = self.run(slot);
        if run & 1 == 0 {
            return None;
        }
        let lanes = self.lanes(self.place(slot), key, run);
        self.find(&Look { place: self.place(slot) as u32, lanes, ..Look::default() }, key)
            .and_then(|place| self.values.get(place))
    }

    /// Hands on the values stored under these keys, each with the key's place among them. Faster than one by one: the
    /// first looks at many keys come before any decision, so that the waits for memory overlap.
    #[inline(always)]
    pub fn get_all(&self, keys: &[u64], mut found: impl FnMut(usize, &'static [u8; V])) {
        for (batch, keys) in keys.chunks(BATCH).enumerate() {
            let (mut likely, count) = self.likely(keys);
            for look in &mut likely[..count] {
                look.tail = self.tail(look.first());
            }
            let (mut hits, mut hit) = ([(0, 0); BATCH], 0);
            for look in &likely[..count] {
                let key = keys[look.at as usize];
                let place = if look.is_plain() { look.first() } else { self.find(look, key).unwrap_or(usize::MAX) };
                hits[hit] = (look.at as usize, place);
                hit += usize::from(place != usize::MAX && (!look.is_plain() || look.tail == tail(key)));
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

    /// The keys, at most [`BATCH`], whose home is used and whose first byte stands there or behind; their number.
    #[inline(always)]
    fn likely(&self, keys: &[u64]) -> ([Look; BATCH], usize) {
        let (mut looks, mut runs, mut used) = ([Look::default(); BATCH], [0; BATCH], 0);
        for (at, &key) in keys.iter().enumerate() {
            let slot = home(key, self.slots);
            let run = self.run(slot);
            looks[used] = Look { at: at as u32, place: self.place(slot) as u32, ..Look::default() };
            runs[used] = run;
            used += (run & 1) as usize;
        }
        let mut count = 0;
        for (at, &run) in runs[..used].iter().enumerate() {
            let look = looks[at];
            looks[count] = Look { lanes: self.lanes(look.place as usize, keys[look.at as usize], run), ..look };
            count += usize::from(looks[count].lanes != 0);
        }
        (looks, count)
    }

    /// Where in a run of used slots, given as bits, whose first is at this place, the first byte of a key stands.
    #[inline(always)]
    fn lanes(&self, place: usize, key: u64, run: u64) -> u32 {
        let heads: [u8; LANES as usize] =
            self.heads.get(place..).and_then(|heads| heads.first_chunk()).copied().unwrap_or_default();
        let head = u64::from(fingerprint(key)[0]);
        let [same, behind] = [0, 8].map(|half| equal(std::array::from_fn(|at| heads[half + at]), head));
        let same = same | behind << 8;
        let length = run.trailing_ones();
        let more = if length > LANES { MORE } else { 0 };
        same & ((1 << length.min(LANES)) - 1) | more
    }

    /// The place of a key.
    #[inline(always)]
    fn find(&self, look: &Look, key: u64) -> Option<usize> {
        let mut lanes = look.lanes & (MORE - 1);
        while lanes != 0 {
            let place = look.place as usize + lanes.trailing_zeros() as usize;
            if place < self.tails.len() && self.tail(place) == tail(key) {
                return Some(place);
            }
            lanes &= lanes - 1;
        }
        if look.lanes & MORE == 0 { None } else { self.search(key) }
    }

    /// The place of a key that may be far from its home, searched slot by slot.
    #[inline(never)]
    fn search(&self, key: u64) -> Option<usize> {
        let mut slot = home(key, self.slots);
        for _ in 0..=self.tails.len() {
            if self.run(slot) & 1 == 0 {
                return None;
            }
            let place = self.place(slot);
            if place < self.tails.len() && self.tail(place) == tail(key) && self.heads[place] == fingerprint(key)[0] {
                return Some(place);
            }
            slot = if slot + 1 == self.slots { 0 } else { slot + 1 };
        }
        None
    }

    /// The other bytes of the short hash at a place; zero beyond the last.
    #[inline(always)]
    fn tail(&self, place: usize) -> [u8; 2] {
        self.tails.get(place).copied().unwrap_or_default()
    }

    /// Whether this slot and those behind it are used, as bits from the lowest; behind the last slot all count as used.
    #[inline(always)]
    fn run(&self, slot: usize) -> u64 {
        let (block, at) = (slot / BLOCK, slot % BLOCK);
        let next = self.blocks.get(block + 1).map_or(0, bits);
        let run = bits(&self.blocks[block]) >> at | next << 1 << (BLOCK - 1 - at);
        let left = self.slots - slot;
        if left < BLOCK { run | u64::MAX << left } else { run }
    }

    /// Where what a used slot holds stands.
    #[inline(always)]
    fn place(&self, slot: usize) -> usize {
        let block = &self.blocks[slot / BLOCK];
        let before = bits(block) & ((1 << (slot % BLOCK)) - 1);
        u32_at(block, 8) as usize + before.count_ones() as usize
    }
}

/// Which of eight bytes equal one, as bits.
#[inline(always)]
fn equal(bytes: [u8; 8], one: u64) -> u32 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let other = u64::from_le_bytes(bytes) ^ one * ONES;
    // Lanes that are not zero get their high bit, without a carry from one to the next.
    let lanes = ((other & !(ONES << 7)) + (ONES * 0x7f)) | other;
    let zero = (!lanes >> 7) & ONES;
    (zero.wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32
}

/// The slot where the search for a key begins.
#[inline(always)]
fn home(key: u64, slots: usize) -> usize {
    (((key >> 32) * slots as u64) >> 32) as usize
}

/// What tells keys of neighbouring slots apart; never zero.
#[inline(always)]
fn fingerprint(key: u64) -> [u8; 3] {
    let [a, b, c, ..] = (key | u64::from(key & 0xff_ffff == 0)).to_le_bytes();
    [a, b, c]
}

/// A short hash without its first byte.
#[inline(always)]
fn tail(key: u64) -> [u8; 2] {
    let [_, tail @ ..] = fingerprint(key);
    tail
}

#[inline(always)]
fn bits(block: &[u8; 12]) -> u64 {
    u64::from(u32_at(block, 0)) | u64::from(u32_at(block, 4)) << 32
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
            let dense = Dense::<1>::new(Dense::<1>::pack(&rows, fill).leak()).expect("whole");
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
            assert!(Dense::<1>::new(whole[..length].to_vec().leak()).is_none(), "{length}");
        }
        assert!(Dense::<1>::new(&[0; 8]).is_none());
    }
}
