//! Fitting the weights.

use super::corpus::{Corpus, Sentence};
use super::goal::Goal;
use super::lattice::{Lattice, Legal};
use super::random::Random;

/// How to fit.
#[derive(Clone, Debug)]
pub struct Options {
    /// Times through the corpus.
    pub epochs: usize,
    /// Size of the steps.
    pub rate: f32,
    /// Pull of every weight towards zero: absolute.
    pub l1: f32,
    /// Pull of every weight towards zero: squared.
    pub l2: f32,
    /// Part of the features that is hidden at each sight of a token.
    pub dropout: f32,
    /// Part of the sights of a sentence without its extra features.
    pub without_extra: f32,
    /// Start of the pseudo-random numbers.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { epochs: 6, rate: 0.1, l1: 0.02, l2: 0.5, dropout: 0.4, without_extra: 0.4, seed: 1 }
    }
}

/// Fitted weights.
#[derive(Clone, Debug)]
pub struct Weights<const W: usize> {
    /// One row a feature, in the order of [`Corpus::hashes`].
    pub rows: Vec<[f32; W]>,
    /// Scores of transitions: first, between (to * labels + from), last.
    pub steps: Vec<f32>,
    /// Which transitions there are.
    pub legal: Legal,
}

impl<const W: usize> Weights<W> {
    /// The mean of two fits of one corpus.
    #[must_use]
    pub fn mean(mut self, other: &Self) -> Self {
        for (row, other) in self.rows.iter_mut().zip(&other.rows) {
            row.iter_mut().zip(other).for_each(|(a, b)| *a = (*a + b) / 2.0);
        }
        self.steps.iter_mut().zip(&other.steps).for_each(|(a, b)| *a = (*a + b) / 2.0);
        self
    }
}

/// Fits weights to the sentences of the corpus for which `wanted` holds.
pub fn fit<const W: usize>(
    corpus: &Corpus,
    legal: &Legal,
    options: &Options,
    wanted: impl Fn(usize) -> bool,
) -> Weights<W> {
    let mut order: Vec<usize> = (0..corpus.sentences.len()).filter(|&at| wanted(at)).collect();
    let mut fitter = Fitter::<W>::new(corpus, legal, options);
    for _ in 0..options.epochs {
        fitter.random.shuffle(&mut order);
        for &at in &order {
            fitter.learn(&corpus.sentences[at]);
        }
    }
    fitter.finish()
}

/// What FTRL-proximal keeps of a row besides its weights.
#[derive(Clone, Debug)]
struct State<const W: usize> {
    /// Sum of gradients, corrected.
    z: [f32; W],
    /// Root of the sum of squared gradients.
    root: [f32; W],
}

struct Fitter<'a, const W: usize> {
    corpus: &'a Corpus,
    options: &'a Options,
    legal: Legal,
    legal_row: Vec<bool>,
    random: Random,
    rows: Vec<[f32; W]>,
    states: Vec<State<W>>,
    steps: Vec<f32>,
    step_states: Vec<(f32, f32)>,
    lattice: Lattice,
    goal: Goal,
    kept: Vec<u32>,
    ends: Vec<usize>,
    scores: Vec<f32>,
}

impl<'a, const W: usize> Fitter<'a, W> {
    fn new(corpus: &'a Corpus, legal: &Legal, options: &'a Options) -> Self {
        let legal_row = legal.row();
        Self {
            corpus,
            options,
            lattice: Lattice::new(legal),
            goal: Goal::new(legal),
            legal: legal.clone(),
            random: Random::new(options.seed),
            rows: vec![[0.0; W]; corpus.kinds()],
            states: vec![State { z: [0.0; W], root: [0.0; W] }; corpus.kinds()],
            steps: vec![0.0; legal_row.len()],
            step_states: vec![(0.0, 0.0); legal_row.len()],
            legal_row,
            kept: Vec::new(),
            ends: Vec::new(),
            scores: Vec::new(),
        }
    }

    fn learn(&mut self, sentence: &Sentence) {
        self.choose(sentence);
        self.score();
        self.lattice.set_steps(&self.steps, &self.legal_row);
        self.lattice.run(&self.scores);
        self.goal.set(self.corpus, sentence);
        self.update(sentence);
        self.update_steps(sentence);
    }

    /// Which features of each token are seen this time.
    fn choose(&mut self, sentence: &Sentence) {
        let Options { dropout, without_extra, .. } = *self.options;
        self.kept.clear();
        self.ends.clear();
        let with_extra = !self.random.happens(without_extra);
        for token in sentence.tokens.clone() {
            let (plain, extra) = self.corpus.features(token);
            let extra = if with_extra { extra } else { &[] };
            for &feature in plain.iter().chain(extra) {
                if !self.random.happens(dropout) {
                    self.kept.push(feature);
                }
            }
            self.ends.push(self.kept.len());
        }
    }

    fn score(&mut self) {
        self.scores.clear();
        let mut start = 0;
        for &end in &self.ends {
            let mut sums = [0.0; W];
            for &feature in &self.kept[start..end] {
                sums.iter_mut().zip(&self.rows[feature as usize]).for_each(|(sum, weight)| *sum += weight);
            }
            self.scores.push(0.0);
            self.scores.extend(sums);
            start = end;
        }
    }

    fn update(&mut self, sentence: &Sentence) {
        let mut start = 0;
        for at in 0..sentence.tokens.len() {
            let end = self.ends[at];
            let marginals = &self.lattice.marginals[at * (W + 1) + 1..][..W];
            let goal = &self.goal.marginals[at * (W + 1) + 1..][..W];
            let gradient: [f32; W] = std::array::from_fn(|label| (marginals[label] - goal[label]) * sentence.weight);
            if gradient.iter().any(|g| g.abs() > 0.001) {
                for &feature in &self.kept[start..end] {
                    let (row, state) = (&mut self.rows[feature as usize], &mut self.states[feature as usize]);
                    step_row(row, state, &gradient, self.options);
                }
            }
            start = end;
        }
    }

    fn update_steps(&mut self, sentence: &Sentence) {
        let places = (0..self.legal_row.len()).filter(|&at| self.legal_row[at]);
        for at in places {
            let gradient = self.lattice.expected[at] - self.goal.expected[at];
            let (z, root) = &mut self.step_states[at];
            step(&mut self.steps[at], z, root, gradient * sentence.weight, self.options);
        }
    }

    /// The weights, as they count when no feature is hidden.
    fn finish(self) -> Weights<W> {
        let scale = 1.0 - self.options.dropout;
        let mut rows = self.rows;
        rows.iter_mut().flatten().for_each(|weight| *weight *= scale);
        Weights { rows, steps: self.steps, legal: self.legal }
    }
}

fn step_row<const W: usize>(row: &mut [f32; W], state: &mut State<W>, gradient: &[f32; W], options: &Options) {
    for label in 0..W {
        step(&mut row[label], &mut state.z[label], &mut state.root[label], gradient[label], options);
    }
}

/// One FTRL-proximal step (McMahan et al. 2013) of one weight.
#[inline(always)]
fn step(weight: &mut f32, z: &mut f32, root: &mut f32, gradient: f32, options: &Options) {
    let next = (*root * *root + gradient * gradient).sqrt();
    *z += gradient - (next - *root) / options.rate * *weight;
    *root = next;
    let pulled = z.abs() - options.l1;
    let size = pulled.max(0.0) / ((1.0 + next) / options.rate + options.l2);
    *weight = if *z > 0.0 { -size } else { size };
}
