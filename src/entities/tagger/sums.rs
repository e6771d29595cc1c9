//! Sums of features that come again and again, kept under the facts that the features depend on.

use super::features::{Facts, Second};
use super::{LABELS, Part};
use crate::fetch::fetch;
use crate::sequence::{Batch, Key, Model, Scores, Table};

/// Where the sum of each fact stands.
pub(super) trait Places<F> {
    /// Asks memory for the place of these facts.
    fn fetch(&self, facts: &F);
    /// Makes room for so many more facts.
    fn make_room(&mut self, more: usize);
    /// The place of these facts; `next` from now on where they were not known.
    fn place(&mut self, facts: F, next: u32) -> u32;
    /// Forgets all.
    fn clear(&mut self);
}

/// One more than the place of each fact, where there are too many to count.
pub(super) type Mapped<F> = Table<F>;

impl<F: Key> Places<F> for Mapped<F> {
    #[inline(always)]
    fn fetch(&self, facts: &F) {
        self.fetch(facts.hash());
    }

    fn make_room(&mut self, more: usize) {
        self.make_room(more);
    }

    #[inline(always)]
    fn place(&mut self, facts: F, next: u32) -> u32 {
        self.number(facts, facts.hash(), next + 1) - 1
    }

    fn clear(&mut self) {
        self.clear();
    }
}

/// One more than the place of each fact by its number; 0: not known.
#[derive(Debug, Default)]
pub(super) struct Numbered(Vec<u32>);

impl Places<Second> for Numbered {
    fn make_room(&mut self, _more: usize) {
        self.0.resize(Second::SIZE, 0);
    }

    #[inline(always)]
    fn fetch(&self, facts: &Second) {
        self.0.get(facts.number()).into_iter().for_each(fetch);
    }

    #[inline(always)]
    fn place(&mut self, facts: Second, next: u32) -> u32 {
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
        self.places.make_room(N * all.len());
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
