//! What stands around the names of an article. Takes a sketch with its runs; gives each stem that stands in one a bag.

use std::ops::Range;

use super::form::Form;
use super::sketch::{Run, Sketch};
use crate::sequence::hash;

/// Surroundings of the runs that hold a stem, as feature values.
#[derive(Clone, Debug)]
pub(super) struct Bag {
    values: [u64; BAG],
    count: usize,
}

impl Bag {
    fn new() -> Self {
        Self { values: [0; BAG], count: 0 }
    }

    /// The values, each once, in the order in which they came.
    pub fn values(&self) -> &[u64] {
        &self.values[..self.count]
    }

    /// Adds a value, unless the bag is full.
    fn push(&mut self, value: u64) {
        if self.count < BAG && !self.values().contains(&value) {
            self.values[self.count] = value;
            self.count += 1;
        }
    }
}

/// Most values of a bag.
const BAG: usize = 24;

impl Sketch<'_> {
    /// Fills the bags of all runs.
    pub fn fill_bags(&mut self) {
        let most = self.runs.iter().map(|run| run.tokens.len()).sum::<usize>().min(self.stems.len());
        self.bags.reserve_exact(most);
        for at in 0..self.runs.len() {
            self.fill_bags_of(at);
        }
    }

    /// Tells the words of a run what stands around it. Those of a long one, a line in capitals, are told nothing.
    fn fill_bags_of(&mut self, run: usize) {
        let Run { tokens, .. } = self.runs[run].clone();
        if tokens.len() > 8 {
            tokens.for_each(|token| _ = self.open_bag(token));
            return;
        }
        let beside = self.beside(&tokens);
        for token in tokens.clone() {
            let place = (token - tokens.start).min(3) as u64 * 4 + (tokens.end - token).min(3) as u64;
            let values = beside.into_iter().enumerate().chain([(8, Some(place))]);
            let bag = self.open_bag(token);
            for (which, value) in values {
                let Some(value) = value.map(|value| hash::join(which as u64, value)) else { continue };
                bag.push(value);
            }
        }
    }

    /// The bag of the stem of a token; a new one where it has none.
    fn open_bag(&mut self, token: usize) -> &mut Bag {
        let stem = self.stem_at(token);
        let place = &mut self.stems[stem].bag;
        if *place == 0 {
            self.bags.push(Bag::new());
            *place = self.bags.len() as u32;
        }
        &mut self.bags[*place as usize - 1]
    }

    /// Words and clusters before, after, at the start and the end of a run.
    fn beside(&self, tokens: &Range<usize>) -> [Option<u64>; 6] {
        let sentence = &self.page.text.sentences[self.page.text.sentence_of(tokens.start)].tokens;
        let before = &self.forms[self.form_at(tokens.start, -1, sentence)];
        let after = &self.forms[self.form_at(tokens.end - 1, 1, sentence)];
        let cluster = |form: &Form| form.clusters.map(|clusters| u64::from(clusters[1]));
        let (first, last) = (self.form(tokens.start), self.form(tokens.end - 1));
        [Some(before.lower), Some(after.lower), Some(first.lower), Some(last.lower), cluster(before), cluster(after)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bag_holds_each_value_once_and_no_more_than_it_has_room_for() {
        let mut bag = Bag::new();
        [7, 0, 7, 0].into_iter().for_each(|value| bag.push(value));
        assert_eq!(bag.values(), [7, 0]);
        (0..100).for_each(|value| bag.push(value));
        assert_eq!(bag.values().len(), BAG);
    }
}
