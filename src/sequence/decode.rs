//! The best label sequence (Viterbi), in whole numbers, so that it is the same on every machine.

use super::model::MOST_LABELS;
use super::{Model, Scores};

/// The score of what cannot be. All that can be scores far above its half, whatever is added to it.
const WORST: i64 = i64::MIN >> (WAY + 2);

/// Scores are compared together with the label they come from, which takes these bits below them: of equal scores that
/// from the lower label wins.
const WAY: u32 = 8;

/// A step from a label, with its score.
pub(super) fn way(from: u8, score: i64) -> i64 {
    score << WAY | i64::from(!from)
}

/// Scores of the best way to each label.
type Best = [i64; MOST_LABELS];

/// Room for decoding, used again from sentence to sentence.
#[derive(Debug, Default)]
pub struct Decoder {
    back: Vec<u8>,
    labels: Vec<u8>,
}

impl<const W: usize> Model<W> {
    /// The best labels for a sentence with these scores; a token without any has label 0. Where no legal sequence
    /// remains, the token counts as label 0.
    pub fn decode<'d, 's>(
        &self,
        scores: impl Iterator<Item = Option<&'s Scores<W>>>,
        decoder: &'d mut Decoder,
    ) -> &'d [u8] {
        decoder.labels.clear();
        decoder.back.clear();
        let labels = self.steps.labels;
        let mut best = None;
        for scores in scores {
            let start = decoder.back.len();
            decoder.back.resize(start + labels, 0);
            best = Some(match &best {
                None => self.begin(scores),
                Some(best) => self.step(scores, best, &mut decoder.back[start..]),
            });
        }
        if let Some(best) = best {
            self.trace(&best, decoder);
        }
        &decoder.labels
    }

    /// How many labels a token may have.
    fn may_be(&self, scores: Option<&Scores<W>>) -> usize {
        scores.map_or(1, |_| W + 1)
    }

    fn begin(&self, scores: Option<&Scores<W>>) -> Best {
        let mut best = [WORST; MOST_LABELS];
        let mut is_stuck = true;
        for label in 0..self.may_be(scores) {
            if let Some(first) = self.steps.first[label] {
                best[label] = first + score(scores, label);
                is_stuck = false;
            }
        }
        if is_stuck {
            best[0] = 0;
        }
        best
    }

    /// One token further: gives the best ways to its labels, and in `back` where they come from.
    fn step(&self, scores: Option<&Scores<W>>, best: &Best, back: &mut [u8]) -> Best {
        let mut next = [WORST; MOST_LABELS];
        let mut is_stuck = true;
        for label in 0..self.may_be(scores) {
            let ways = self.steps.before[label].iter();
            let top = ways.map(|&(from, way)| (best[usize::from(from) % MOST_LABELS] << WAY) + way).max();
            if let Some(top) = top.filter(|top| top >> WAY > WORST / 2) {
                next[label] = (top >> WAY) + score(scores, label);
                back[label] = !top as u8;
                is_stuck = false;
            }
        }
        if is_stuck {
            let from = (0..=W).max_by_key(|&from| best[from]).unwrap_or(0);
            next[0] = best[from];
            back[0] = from as u8;
        }
        next
    }

    fn trace(&self, best: &Best, decoder: &mut Decoder) {
        let labels = self.steps.labels;
        let tokens = decoder.back.len() / labels;
        let ended = |label: &usize| self.steps.last[*label].map_or(WORST, |last| last + best[*label]);
        let reached = (0..labels).rev().filter(|label| best[*label] > WORST / 2);
        let mut label = reached.max_by_key(ended).unwrap_or(0);
        decoder.labels.resize(tokens, 0);
        for at in (0..tokens).rev() {
            decoder.labels[at] = label as u8;
            label = usize::from(decoder.back[at * labels + label]);
        }
    }
}

#[inline]
fn score<const W: usize>(scores: Option<&Scores<W>>, label: usize) -> i64 {
    scores.filter(|_| label > 0).map_or(0, |scores| i64::from(scores[label - 1]))
}
