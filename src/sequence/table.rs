//! A table of hashed keys in static bytes: open addressing, read in place.
//!
//! A slot is the low 24 bits of the key's hash, never zero, and `V` bytes of value; an empty slot is zero.

/// A table whose values have `V` bytes.
#[derive(Clone, Copy, Debug)]
pub struct Table<const V: usize> {
    bytes: &'static [u8],
    slots: usize,
}

impl<const V: usize> Table<V> {
    const SLOT: usize = 3 + V;

    /// The table in these bytes; `None` when they do not hold whole slots.
    pub fn new(bytes: &'static [u8]) -> Option<Self> {
        let slots = bytes.len() / Self::SLOT;
        (slots > 0 && slots * Self::SLOT == bytes.len()).then_some(Self { bytes, slots })
    }

    /// The value stored under this hash. One miss in some millions finds the value of another key.
    #[inline]
    pub fn get(&self, key: u64) -> Option<&'static [u8; V]> {
        let mut slot = home(key, self.slots);
        let print = fingerprint(key);
        for _ in 0..self.slots {
            let bytes = &self.bytes[slot * Self::SLOT..][..Self::SLOT];
            let found = [bytes[0], bytes[1], bytes[2]];
            if found == print {
                return bytes[3..].first_chunk::<V>();
            }
            if found == [0; 3] {
                return None;
            }
            slot = if slot + 1 == self.slots { 0 } else { slot + 1 };
        }
        None
    }

    /// The bytes of a table of these keys, filled to the part `fill`. Of two values of one key the first stays.
    #[cfg(feature = "train")]
    pub fn pack(rows: &[(u64, [u8; V])], fill: f64) -> Vec<u8> {
        let mut rows = rows.to_vec();
        rows.sort_by_key(|(key, _)| *key);
        let slots = (rows.len() as f64 / fill) as usize + 1;
        let mut bytes = vec![0; slots * Self::SLOT];
        for (key, value) in &rows {
            let print = fingerprint(*key);
            let mut slot = home(*key, slots);
            while bytes[slot * Self::SLOT..][..3] != [0; 3] && bytes[slot * Self::SLOT..][..3] != print {
                slot = (slot + 1) % slots;
            }
            let room = &mut bytes[slot * Self::SLOT..][..Self::SLOT];
            if room[..3] == [0; 3] {
                room[..3].copy_from_slice(&print);
                room[3..].copy_from_slice(value);
            }
        }
        bytes
    }
}

/// The slot where the search for a key begins.
#[inline(always)]
pub(super) fn home(key: u64, slots: usize) -> usize {
    (((key >> 32) * slots as u64) >> 32) as usize
}

/// What tells keys of neighbouring slots apart.
#[inline(always)]
pub(super) fn fingerprint(key: u64) -> [u8; 3] {
    let [a, b, c, ..] = (key | u64::from(key & 0xff_ffff == 0)).to_le_bytes();
    [a, b, c]
}
