//! The best label sequence (Viterbi), in whole numbers, so that it is the same on every machine.

use super::{Model, Scores};

/// Most labels: a multiple of what a processor adds at once.
pub(super) const LANES: usize = 24;

/// The score of what cannot be. What can be scores far above its half, whatever is added to it.
const WORST: i32 = -(1 << 28);

/// Scores beyond this count as this: no sum of weights comes near.
const LIMIT: i32 = 1 << 24;

/// One number a label.
pub(super) type Lanes = [i32; LANES];

/// The scores of label sequences.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    /// Number of labels.
    pub labels: usize,
    /// Each label as the first of a sentence.
    first: Lanes,
    /// For each label, each behind it.
    behind: Vec<Lanes>,
    /// Each label as the last of a sentence.
    last: Lanes,
}

impl Steps {
    /// From the numbers of a file: each label as the first, after each, as the last; none: never.
    pub fn new(labels: usize, scores: &[Option<i16>]) -> Self {
        let score = |at: usize| scores.get(at).copied().flatten().map_or(WORST, i32::from);
        let lanes = |place: &dyn Fn(usize) -> usize| {
            std::array::from_fn(|label| if label < labels { score(place(label)) } else { WORST })
        };
        Self {
            labels,
            first: lanes(&|to| to),
            behind: (0..labels).map(|from| lanes(&|to| labels + to * labels + from)).collect(),
            last: lanes(&|label| labels * (labels + 1) + label),
        }
    }
}

/// Room for decoding, used again from sentence to sentence.
#[derive(Debug, Default)]
pub struct Decoder {
    back: Vec<Lanes>,
    labels: Vec<u8>,
}

impl<const W: usize> Model<'_, W> {
    /// The best labels for a sentence with these scores; a token without any has label 0. Of equal sequences that with
    /// the lower labels wins, from the last token on.
    #[inline(always)]
    pub fn decode<'d, 's>(
        &self,
        scores: impl Iterator<Item = Option<&'s Scores<W>>>,
        decoder: &'d mut Decoder,
    ) -> &'d [u8] {
        decoder.back.clear();
        let mut best = [WORST; LANES];
        for scores in scores {
            let mut back = [0; LANES];
            let ways = if decoder.back.is_empty() { self.steps.first } else { self.ways(&best, &mut back) };
            best = arrive(&ways, scores);
            decoder.back.push(back);
        }
        self.trace(&best, decoder);
        &decoder.labels
    }

    /// The scores of the best ways to each label of the next token, and the labels that they come from.
    #[inline(always)]
    fn ways(&self, best: &Lanes, back: &mut Lanes) -> Lanes {
        let mut ways = [i32::MIN; LANES];
        for (from, behind) in self.steps.behind.iter().enumerate() {
            if best[from] <= WORST / 2 {
                continue;
            }
            for to in 0..LANES {
                let way = best[from] + behind[to];
                let is_better = way > ways[to];
                back[to] = if is_better { from as i32 } else { back[to] };
                ways[to] = if is_better { way } else { ways[to] };
            }
        }
        ways
    }

    fn trace(&self, best: &Lanes, decoder: &mut Decoder) {
        let ended = |label: &usize| best[*label] + self.steps.last[*label];
        let reached = (0..self.steps.labels).rev().filter(|label| best[*label] > WORST / 2);
        let mut label = reached.max_by_key(ended).unwrap_or(0);
        decoder.labels.clear();
        decoder.labels.resize(decoder.back.len(), 0);
        for (at, back) in decoder.back.iter().enumerate().rev() {
            decoder.labels[at] = label as u8;
            label = back[label % LANES] as usize;
        }
    }
}

/// The scores of the best ways to a token with those of its labels, less the best of all, so that they never grow. Where
/// no legal sequence remains, the token has label 0.
#[inline(always)]
fn arrive<const W: usize>(ways: &Lanes, scores: Option<&Scores<W>>) -> Lanes {
    let mut best = [WORST; LANES];
    best[0] = ways[0].max(WORST);
    if let Some(scores) = scores {
        for label in 0..W {
            best[label + 1] = (ways[label + 1] + scores[label].clamp(-LIMIT, LIMIT)).max(WORST);
        }
    }
    let top = best.iter().copied().fold(WORST, i32::max);
    if top <= WORST / 2 {
        // No legal sequence remains.
        return std::array::from_fn(|label| if label == 0 { 0 } else { WORST });
    }
    best.map(|score| (score - top).max(WORST))
}
