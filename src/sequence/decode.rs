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
    /// The best labels for a sentence with these scores. `allowed(token)` gives the labels that a token may have, as
    /// bits; where no legal sequence remains, the token counts as label 0.
    pub fn decode<'d>(
        &self,
        scores: &[Scores<W>],
        allowed: impl Fn(usize) -> u64,
        decoder: &'d mut Decoder,
    ) -> &'d [u8] {
        decoder.labels.clear();
        let Some(first) = scores.first() else { return &decoder.labels };
        let labels = self.steps.labels;
        decoder.back.clear();
        decoder.back.resize(labels * scores.len(), 0);
        let mut best = self.begin(first, allowed(0));
        for (at, scores) in scores.iter().enumerate().skip(1) {
            best = self.step(scores, allowed(at), &best, &mut decoder.back[at * labels..][..labels]);
        }
        self.trace(scores.len(), &best, decoder);
        &decoder.labels
    }

    fn begin(&self, scores: &Scores<W>, allowed: u64) -> Best {
        let mut best = [WORST; MOST_LABELS];
        let mut is_stuck = true;
        for label in bits(allowed & all(W + 1)) {
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
    fn step(&self, scores: &Scores<W>, allowed: u64, best: &Best, back: &mut [u8]) -> Best {
        let mut next = [WORST; MOST_LABELS];
        let mut is_stuck = true;
        for label in bits(allowed & all(W + 1)) {
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

    fn trace(&self, tokens: usize, best: &Best, decoder: &mut Decoder) {
        let labels = self.steps.labels;
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
fn score<const W: usize>(scores: &Scores<W>, label: usize) -> i64 {
    if label == 0 { 0 } else { i64::from(scores[label - 1]) }
}

/// The lowest `labels` bits.
fn all(labels: usize) -> u64 {
    (1 << labels) - 1
}

/// The places of the set bits, lowest first.
#[inline]
fn bits(mask: u64) -> Bits {
    Bits(mask)
}

struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let place = self.0.trailing_zeros() as usize;
        (self.0 != 0).then(|| {
            self.0 &= self.0 - 1;
            place
        })
    }
}
