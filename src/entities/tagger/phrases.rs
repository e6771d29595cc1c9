//! The listed phrases of an article. Takes a sketch whose tokens are open or closed; notes the lists of its open tokens.

use std::ops::Range;

use super::form::Form;
use super::lists::{LONGEST, Lists, NAMES, each_bit, extend};
use super::sketch::Sketch;

impl Sketch<'_> {
    /// Finds listed phrases of open tokens: at every place, for every list, the longest.
    pub fn find_phrases(&mut self, lists: &Lists) {
        for segment in 0..self.segments.len() {
            let tokens = self.segments[segment].tokens.clone();
            self.fetch_pairs(&tokens, lists);
            let (mut taken, mut end) = ([0; NAMES.len()], tokens.start);
            for start in tokens.clone() {
                if end <= start {
                    end = (start..tokens.end).find(|token| !self.is_open(*token)).unwrap_or(tokens.end);
                }
                if self.careless || self.form(start).is_capital() {
                    self.phrases_from(start, end, lists, &mut taken);
                }
            }
        }
    }

    /// Asks memory for the phrases of two words, which are most of those that are looked for.
    fn fetch_pairs(&self, tokens: &Range<usize>, lists: &Lists) {
        let pairs = tokens.clone().zip(tokens.clone().skip(1));
        for (first, second) in pairs.filter(|(first, _)| self.form(*first).is_capital()) {
            lists.fetch_phrase(extend(extend(0, self.form(first).lower), self.form(second).lower));
        }
    }

    fn phrases_from(&mut self, start: usize, limit: usize, lists: &Lists, taken: &mut [usize; NAMES.len()]) {
        let mut longest = [0; NAMES.len()];
        let &Form { lower, alone, .. } = self.form(start);
        let (mut phrase, mut found) = (extend(0, lower), alone);
        each_bit(alone, |list| longest[list] = start + 1);
        for end in start + 2..=limit.min(start + LONGEST) {
            phrase = extend(phrase, self.form(end - 1).lower);
            let bits = lists.phrase(phrase);
            found |= bits;
            each_bit(bits, |list| longest[list] = end);
        }
        each_bit(found, |list| {
            if taken[list] <= start {
                self.list(start..longest[list], list);
                taken[list] = longest[list];
            }
        });
    }

    fn list(&mut self, tokens: Range<usize>, list: usize) {
        let bit = 1 << list;
        if tokens.len() == 1 {
            self.listed[tokens.start][3] |= bit;
            return;
        }
        for token in tokens.clone() {
            let place = if token == tokens.start {
                0
            } else if token + 1 == tokens.end {
                2
            } else {
                1
            };
            self.listed[token][place] |= bit;
        }
    }
}
