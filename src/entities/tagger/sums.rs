//! Sums of features that come again and again, kept under the facts that the features depend on.

use super::features::{Facts, Second};
use super::{LABELS, Part};
use crate::fetch::fetch;
use crate::sequence::hash::Spread;
use crate::sequence::{Batch, Model, Scores};

/// Where the sum of each fact stands.
pub(super) trait Places<F> {
    /// Asks memory for the place of these facts.
    fn fetch(&self, facts: &F);
    /// The place of these facts; `next` from now on where they were not known.
    fn place(&mut self, facts: F, next: u32) -> u32;
    /// Forgets all.
    fn clear(&mut self);
}

/// Facts that are too many to count.
pub(super) trait Hashable: Copy + Default + PartialEq {
    /// Much the same for no two of them.
    fn hash(&self) -> u64;
}

/// A place of a table, in one line of the processor's cache. The facts and one more than the place of their sum; 0: free.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Entry<F>(F, u32);

/// Places of facts, each at the place of its hash or the next that was free.
#[derive(Debug, Default)]
pub(super) struct Mapped<F> {
    table: Vec<Entry<F>>,
    used: usize,
    spread: Spread,
}

impl<F: Hashable> Mapped<F> {
    /// Where the search for these facts begins.
    #[inline(always)]
    fn home(&self, facts: &F) -> usize {
        self.spread.place(facts.hash()) as usize & self.table.len().wrapping_sub(1)
    }

    /// Makes room for one more; at least a quarter of the places stays free.
    fn make_room(&mut self) {
        if 4 * (self.used + 1) <= 3 * self.table.len() {
            return;
        }
        let places = (2 * self.table.len()).max(LEAST);
        let before = std::mem::replace(&mut self.table, vec![Entry::default(); places]);
        for entry in before.into_iter().filter(|entry| entry.1 != 0) {
            let at = self.find(&entry.0);
            self.table[at] = entry;
        }
    }

    /// Where these facts stand, or would.
    #[inline(always)]
    fn find(&self, facts: &F) -> usize {
        let mut at = self.home(facts);
        while self.table[at].1 != 0 && self.table[at].0 != *facts {
            at = (at + 1) & (self.table.len() - 1);
        }
        at
    }
}

/// Places of a table that holds little.
const LEAST: usize = 256;

impl<F: Hashable> Places<F> for Mapped<F> {
    #[inline(always)]
    fn fetch(&self, facts: &F) {
        self.table.get(self.home(facts)).into_iter().for_each(fetch);
    }

    #[inline(always)]
    fn place(&mut self, facts: F, next: u32) -> u32 {
        self.make_room();
        let at = self.find(&facts);
        let entry = &mut self.table[at];
        if entry.1 == 0 {
            *entry = Entry(facts, next + 1);
            self.used += 1;
        }
        entry.1 - 1
    }

    fn clear(&mut self) {
        (self.table, self.used) = (Vec::new(), 0);
    }
}

/// One more than the place of each fact by its number; 0: not known.
#[derive(Debug, Default)]
pub(super) struct Numbered(Vec<u32>);

impl Places<Second> for Numbered {
    #[inline(always)]
    fn fetch(&self, facts: &Second) {
        self.0.get(facts.number()).into_iter().for_each(fetch);
    }

    #[inline(always)]
    fn place(&mut self, facts: Second, next: u32) -> u32 {
        if self.0.is_empty() {
            self.0.resize(Second::SIZE, 0);
        }
        let place = &mut self.0[facts.number()];
        if *place == 0 {
            *place = next + 1;
        }
        *place - 1
    }

    fn clear(&mut self) {
        self.0.clear();
    }
}

/// The sums of some kind of facts.
#[derive(Debug, Default)]
pub(super) struct Sums<P> {
    places: P,
    sums: Vec<Part>,
}

impl<P> Sums<P> {
    /// Adds what facts say to the scores of the tokens that they are of.
    #[inline(always)]
    pub fn add<F: Facts, const N: usize>(
        &mut self,
        model: &Model<LABELS>,
        facts: impl Iterator<Item = [F; N]>,
        batch: &mut Batch,
        scores: &mut [Scores<LABELS>],
    ) where
        P: Places<F>,
    {
        batch.clear();
        let mut all = Vec::with_capacity(scores.len());
        for facts in facts {
            facts.iter().for_each(|facts| self.places.fetch(facts));
            all.push(facts);
        }
        let mut places = Vec::with_capacity(scores.len());
        for facts in all {
            places.push(facts.map(|facts| self.place(facts, batch)));
        }
        let mut found = vec![[0; LABELS]; batch.groups()];
        model.add_groups(batch, &mut found);
        self.sums.extend(found.into_iter().map(|found| found.map(|score| score as i16)));
        for (places, scores) in places.iter().zip(scores) {
            for &place in places {
                super::add(&self.sums[place as usize], scores);
            }
        }
    }

    /// Where the sum of these facts will stand when the features are summed that are handed to `batch`.
    #[inline(always)]
    fn place<F: Facts>(&mut self, facts: F, batch: &mut Batch) -> u32
    where
        P: Places<F>,
    {
        let next = (self.sums.len() + batch.groups()) as u32;
        let place = self.places.place(facts, next);
        if place == next {
            facts.features(&mut |feature| batch.push(feature));
            batch.end_group();
        }
        place
    }

    /// Number of sums.
    pub fn len(&self) -> usize {
        self.sums.len()
    }

    /// Forgets all.
    pub fn clear<F>(&mut self)
    where
        P: Places<F>,
    {
        self.places.clear();
        self.sums.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    struct Fact(u64);

    impl Hashable for Fact {
        /// All want one of three places.
        fn hash(&self) -> u64 {
            self.0 % 3
        }
    }

    #[test]
    fn facts_keep_their_places_however_many_there_are() {
        let mut places = Mapped::default();
        let first: Vec<u32> = (0..2 * LEAST as u32).map(|at| places.place(Fact(at.into()), at)).collect();
        let again: Vec<u32> = (0..2 * LEAST as u32).map(|at| places.place(Fact(at.into()), u32::MAX - 1)).collect();
        assert_eq!(first, (0..2 * LEAST as u32).collect::<Vec<_>>());
        assert_eq!(first, again);
        places.clear();
        assert_eq!(places.place(Fact(7), 0), 0);
    }
}
