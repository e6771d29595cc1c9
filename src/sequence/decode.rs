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

/// The scores of a token that can have label 0 alone.
const OUTSIDE: Lanes = {
    let mut lanes = [WORST; LANES];
    lanes[0] = 0;
    lanes
};

/// The scores of label sequences.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    /// Each label as the first of a sentence.
    first: Lanes,
    /// For each label, each behind it.
    behind: Vec<Lanes>,
    /// Those that may stand before each label, and those that may be the last of a sentence.
    before: Vec<Vec<Step>>,
    last: Vec<Step>,
}

/// A label that may lead on, with the score of doing so.
type Step = (u8, i32);

impl Steps {
    /// From the numbers of a file: each label as the first, after each, as the last; none: never.
    pub fn new(labels: usize, scores: &[Option<i16>]) -> Self {
        let score = |at: usize| scores.get(at).copied().flatten().map_or(WORST, i32::from);
        let lanes = |place: &dyn Fn(usize) -> usize| {
            std::array::from_fn(|label| if label < labels { score(place(label)) } else { WORST })
        };
        let legal = |place: &dyn Fn(usize) -> usize| {
            (0..labels).map(|label| (label as u8, score(place(label)))).filter(|step| is_reached(step.1)).collect()
        };
        Self {
            first: lanes(&|to| to),
            behind: (0..labels).map(|from| lanes(&|to| labels + to * labels + from)).collect(),
            before: (0..labels).map(|to| legal(&|from| labels + to * labels + from)).collect(),
            last: legal(&|label| labels * (labels + 1) + label),
        }
    }
}

/// Room for decoding, used again from sentence to sentence.
#[derive(Debug, Default)]
pub struct Decoder {
    /// The scores of the best ways to each label of each token that has scores.
    best: Vec<Lanes>,
    labels: Vec<u8>,
}

/// Stands for the label of a token that has scores until it is found.
const OPEN: u8 = u8::MAX;

impl<const W: usize> Model<'_, W> {
    /// The best labels for a sentence with these scores; a token without any has label 0. Of equal sequences that with
    /// the lower labels wins, from the last token on.
    ///
    /// Where the best ways come from is not noted on the way: it is asked on the way back, of the labels of the best
    /// sequence alone.
    #[inline(always)]
    pub fn decode<'d, 's>(
        &self,
        scores: impl Iterator<Item = Option<&'s Scores<W>>>,
        decoder: &'d mut Decoder,
    ) -> &'d [u8] {
        let Decoder { best: all, labels } = decoder;
        all.clear();
        labels.clear();
        let mut best = OUTSIDE;
        for scores in scores {
            if let Some(scores) = scores {
                let ways = if labels.is_empty() { self.steps.first } else { self.ways(&best) };
                best = arrive(&ways, scores);
                all.push(best);
            } else {
                best = OUTSIDE;
            }
            labels.push(if scores.is_some() { OPEN } else { 0 });
        }
        self.trace(decoder);
        &decoder.labels
    }

    /// The scores of the best ways to each label of the next token.
    #[inline(always)]
    fn ways(&self, best: &Lanes) -> Lanes {
        let mut ways = [i32::MIN; LANES];
        for (best, behind) in best.iter().zip(&self.steps.behind).filter(|(best, _)| is_reached(**best)) {
            for to in 0..LANES {
                ways[to] = ways[to].max(best + behind[to]);
            }
        }
        ways
    }

    /// Goes back from the best last label.
    #[inline(always)]
    fn trace(&self, decoder: &mut Decoder) {
        let mut steps = &self.steps.last;
        let mut best = decoder.best.iter().rev();
        for label in decoder.labels.iter_mut().rev() {
            if *label == OPEN {
                *label = best.next().map_or(0, |best| origin(best, steps));
            }
            steps = &self.steps.before[usize::from(*label)];
        }
    }
}

/// The label from which the best way leads on by one of these steps; 0 where there is none.
#[inline(always)]
fn origin(best: &Lanes, steps: &[Step]) -> u8 {
    let (mut top, mut origin) = (WORST / 2, 0);
    for &(from, step) in steps {
        let way = best[usize::from(from) % LANES] + step;
        (top, origin) = if way > top { (way, from) } else { (top, origin) };
    }
    origin
}

/// Whether a label can be reached at all.
#[inline(always)]
fn is_reached(best: i32) -> bool {
    best > WORST / 2
}

/// The scores of the best ways to a token with those of its labels, less the best of all, so that they never grow. Where
/// no legal sequence remains, the token has label 0.
#[inline(always)]
fn arrive<const W: usize>(ways: &Lanes, scores: &Scores<W>) -> Lanes {
    let mut best = [WORST; LANES];
    best[0] = ways[0].max(WORST);
    for label in 0..W {
        best[label + 1] = (ways[label + 1] + scores[label].clamp(-LIMIT, LIMIT)).max(WORST);
    }
    let top = best.iter().copied().fold(WORST, i32::max);
    if !is_reached(top) {
        // No legal sequence remains.
        return OUTSIDE;
    }
    best.map(|score| (score - top).max(WORST))
}

#[cfg(test)]
mod tests {
    use super::super::{Dense, hash};
    use super::*;

    /// Labels of the sentences below.
    const ALL: usize = 3;

    /// Numbers that look like chance, from -9 to 9; the same in every run.
    fn number(seed: u64, at: usize) -> i16 {
        (hash::join(seed, at as u64) % 19) as i16 - 9
    }

    /// What a sequence scores with these steps: each label as the first, after each, as the last; none: not legal.
    fn total(labels: &[u8], steps: &[Option<i16>], scores: &[Option<Scores<2>>]) -> Option<i32> {
        let label = |at: usize| usize::from(labels[at]);
        let own = |at: usize| match (label(at), scores[at]) {
            (0, _) => Some(0),
            (label, Some(scores)) => Some(scores[label - 1]),
            (_, None) => None,
        };
        let step = |at: usize| if at == 0 { steps[label(0)] } else { steps[ALL + label(at) * ALL + label(at - 1)] };
        let inside = (0..labels.len()).try_fold(0, |sum, at| Some(sum + own(at)? + i32::from(step(at)?)))?;
        Some(inside + i32::from(steps[ALL * (ALL + 1) + label(labels.len() - 1)]?))
    }

    #[test]
    fn no_sequence_scores_higher() {
        let table = Dense::<2>::pack(&[], 0.5);
        let mut decoder = Decoder::default();
        for seed in 0..300 {
            // One step in four is not legal; label 0 may stand anywhere.
            let step = |at: usize| (number(seed, at) < 5 || at.is_multiple_of(ALL)).then(|| number(seed + 1000, at));
            let mut steps: Vec<_> = (0..ALL * (ALL + 2)).map(step).collect();
            steps[ALL..2 * ALL].iter_mut().for_each(|step| *step = step.or(Some(-3)));
            let model = Model { steps: Steps::new(ALL, &steps), table: Dense::new(&table).expect("whole") };
            let score = |at: usize| (number(seed, at) < 6).then(|| [0, 1].map(|label| number(at as u64, label).into()));
            let scores: Vec<Option<Scores<2>>> = (100..105).map(score).collect();
            let found = model.decode(scores.iter().map(Option::as_ref), &mut decoder).to_vec();
            let every = (0..ALL.pow(5)).map(|code| [81, 27, 9, 3, 1].map(|place| (code / place % ALL) as u8));
            let best = every.filter_map(|labels| total(&labels, &steps, &scores)).max();
            assert_eq!(total(&found, &steps, &scores), best, "{seed}: {found:?}");
        }
    }
}
