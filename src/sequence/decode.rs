//! The best label sequence (Viterbi), in whole numbers, so that it is the same on every machine.

use super::{Model, Scores};

const WORST: i32 = i32::MIN / 2;

/// Room for decoding, used again from sentence to sentence.
#[derive(Debug, Default)]
pub struct Decoder {
    best: Vec<i32>,
    next: Vec<i32>,
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
        if scores.is_empty() {
            return &decoder.labels;
        }
        let labels = self.steps.labels;
        decoder.back.clear();
        decoder.back.resize(labels * scores.len(), 0);
        decoder.best.clear();
        decoder.best.resize(labels, WORST);
        decoder.next.clear();
        decoder.next.resize(labels, WORST);
        let mut live = self.begin(&scores[0], allowed(0), &mut decoder.best);
        for (at, scores) in scores.iter().enumerate().skip(1) {
            let back = &mut decoder.back[at * labels..][..labels];
            live = self.step(scores, allowed(at), live, &decoder.best, &mut decoder.next, back);
            std::mem::swap(&mut decoder.best, &mut decoder.next);
        }
        self.trace(scores.len(), live, decoder);
        &decoder.labels
    }

    fn begin(&self, scores: &Scores<W>, allowed: u64, best: &mut [i32]) -> u64 {
        let mut live = 0;
        for label in bits(allowed & all(W + 1)) {
            if let Some(first) = self.steps.first[label] {
                best[label] = first + score(scores, label);
                live |= 1 << label;
            }
        }
        if live == 0 {
            best[0] = 0;
            live = 1;
        }
        live
    }

    /// One token further: fills `next` and `back`; gives the labels that can be reached.
    fn step(
        &self,
        scores: &Scores<W>,
        allowed: u64,
        live: u64,
        best: &[i32],
        next: &mut [i32],
        back: &mut [u8],
    ) -> u64 {
        let labels = self.steps.labels;
        let mut reached = 0;
        for label in bits(allowed & all(W + 1)) {
            let between = &self.steps.between[label * labels..][..labels];
            let mut top = (WORST, 0);
            for from in bits(live & self.steps.before[label]) {
                let sum = best[from] + between[from];
                if sum > top.0 {
                    top = (sum, from);
                }
            }
            if top.0 > WORST {
                next[label] = top.0 + score(scores, label);
                back[label] = top.1 as u8;
                reached |= 1 << label;
            }
        }
        if reached == 0 {
            let from = bits(live).max_by_key(|&from| best[from]).unwrap_or(0);
            next[0] = best[from];
            back[0] = from as u8;
            reached = 1;
        }
        reached
    }

    fn trace(&self, tokens: usize, live: u64, decoder: &mut Decoder) {
        let labels = self.steps.labels;
        let ended = |label: usize| self.steps.last[label].map_or(WORST, |last| last + decoder.best[label]);
        let mut label = bits(live).rev_max_by(ended);
        decoder.labels.resize(tokens, 0);
        for at in (0..tokens).rev() {
            decoder.labels[at] = label as u8;
            label = usize::from(decoder.back[at * labels + label]);
        }
    }
}

#[inline]
fn score<const W: usize>(scores: &Scores<W>, label: usize) -> i32 {
    if label == 0 { 0 } else { scores[label - 1] }
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

impl Bits {
    /// The first place with the highest value.
    fn rev_max_by(self, value: impl Fn(usize) -> i32) -> usize {
        let mut top = (i32::MIN, 0);
        for place in self {
            let value = value(place);
            if value > top.0 {
                top = (value, place);
            }
        }
        top.1
    }
}

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
