//! A table of keys with a number each: open addressing, so that memory can be asked for the place of a key before it is
//! looked at.

use super::hash::Spread;
use crate::fetch::fetch;

/// What a table may have as keys.
pub trait Key: Copy + Default + PartialEq {
    /// Much the same for no two keys.
    fn hash(&self) -> u64;
}

/// Keys with numbers, each at the place of its hash or the next that was free.
#[derive(Debug, Default)]
pub struct Table<K> {
    entries: Vec<Entry<K>>,
    spread: Spread,
    /// Places that are not free.
    used: usize,
}

/// A place of the table: what is looked for and what tells it from others come from memory together.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Entry<K> {
    key: K,
    /// 0: free.
    number: u32,
}

impl<K: Key> Table<K> {
    /// Asks memory for the place of a hash.
    #[inline(always)]
    pub fn fetch(&self, hash: u64) {
        self.entries.get(self.home(hash)).into_iter().for_each(fetch);
    }

    /// Makes room for so many more keys; at least a third of the places stays free.
    pub fn make_room(&mut self, more: usize) {
        let places = (self.used + more + 1) * 3 / 2;
        if places <= self.entries.len() {
            return;
        }
        let before = std::mem::replace(&mut self.entries, vec![Entry::default(); places.next_power_of_two()]);
        for entry in before.into_iter().filter(|entry| entry.number != 0) {
            let place = self.find(&entry.key, entry.key.hash());
            self.entries[place] = entry;
        }
    }

    /// The number of a key with this hash, for which [`Table::make_room`] was asked; where it has none, `next`, which is
    /// not 0, from now on.
    #[inline(always)]
    pub fn number(&mut self, key: K, hash: u64, next: u32) -> u32 {
        let place = self.find(&key, hash);
        let entry = &mut self.entries[place];
        if entry.number == 0 {
            *entry = Entry { key, number: next };
            self.used += 1;
        }
        entry.number
    }

    /// Forgets all keys.
    pub fn clear(&mut self) {
        (self.entries, self.used) = (Vec::new(), 0);
    }

    /// Where the search for a hash begins.
    #[inline(always)]
    fn home(&self, hash: u64) -> usize {
        self.spread.place(hash) as usize & self.entries.len().wrapping_sub(1)
    }

    /// The place of a key, or the free one where it would stand.
    #[inline(always)]
    fn find(&self, key: &K, hash: u64) -> usize {
        let mut place = self.home(hash);
        while self.entries[place].number != 0 && self.entries[place].key != *key {
            place = (place + 1) & (self.entries.len() - 1);
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Key for u32 {
        /// All want one of three places.
        fn hash(&self) -> u64 {
            u64::from(self % 3)
        }
    }

    #[test]
    fn keys_keep_their_numbers_however_many_there_are() {
        let mut table = Table::default();
        let mut number = |key: u32, next| {
            table.make_room(1);
            table.number(key, key.hash(), next)
        };
        let first: Vec<u32> = (0..500).map(|key| number(key, key + 1)).collect();
        assert_eq!(first, (1..=500).collect::<Vec<_>>());
        assert!((0..500).all(|key| number(key, 999) == key + 1));
        table.clear();
        table.make_room(1);
        assert_eq!(table.number(7, 7.hash(), 1), 1);
    }
}
