//! Sums over all legal label sequences of a sentence (forward-backward), as scaled probabilities.

/// Which label sequences there are.
#[derive(Clone, Debug)]
pub struct Legal {
    /// Number of labels.
    pub labels: usize,
    /// May stand first.
    pub first: Vec<bool>,
    /// `between[to * labels + from]`: `to` may stand behind `from`.
    pub between: Vec<bool>,
    /// May stand last.
    pub last: Vec<bool>,
}

impl Legal {
    /// Every sequence of `labels` labels.
    pub fn any(labels: usize) -> Self {
        Self { labels, first: vec![true; labels], between: vec![true; labels * labels], last: vec![true; labels] }
    }

    /// All transitions as one row: first, between, last.
    pub(super) fn row(&self) -> Vec<bool> {
        [&self.first[..], &self.between[..], &self.last[..]].concat()
    }
}

/// Expectations under the model for one sentence.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    emit: Vec<f32>,
    forward: Vec<f32>,
    backward: Vec<f32>,
    /// Legal transitions as (to, from, place in the row of transitions).
    pairs: Vec<(u8, u8, u16)>,
    /// `exp` of the transition scores, 0 where illegal.
    steps: Vec<f32>,
    labels: usize,
    /// Probability of each label at each token.
    pub marginals: Vec<f32>,
    /// Expected count of each transition, in the order of [`Legal::row`].
    pub expected: Vec<f32>,
}

impl Lattice {
    pub fn new(legal: &Legal) -> Self {
        let labels = legal.labels;
        let places = (0..labels * labels).filter(|&at| legal.between[at]);
        let pairs = places.map(|at| ((at / labels) as u8, (at % labels) as u8, (labels + at) as u16)).collect();
        Self { pairs, labels, ..Self::default() }
    }

    /// Takes new transition scores.
    pub fn set_steps(&mut self, scores: &[f32], legal: &[bool]) {
        self.steps.clear();
        self.steps.extend(scores.iter().zip(legal).map(|(score, legal)| if *legal { score.exp() } else { 0.0 }));
    }

    /// Fills `marginals` and `expected` for a sentence of these scores (all labels of the first token, then of the
    /// second, ...).
    pub fn run(&mut self, scores: &[f32]) {
        let labels = self.labels;
        let tokens = scores.len() / labels;
        self.emit.clear();
        for row in scores.chunks(labels) {
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            self.emit.extend(row.iter().map(|score| (score - top).max(-60.0).exp()));
        }
        for room in [&mut self.forward, &mut self.backward, &mut self.marginals] {
            room.clear();
            room.resize(tokens * labels, 0.0);
        }
        self.go_forward(tokens);
        self.go_backward(tokens);
        self.expect(tokens);
    }

    fn go_forward(&mut self, tokens: usize) {
        let labels = self.labels;
        for label in 0..labels {
            self.forward[label] = self.emit[label] * self.steps[label];
        }
        normalise(&mut self.forward[..labels]);
        for at in 1..tokens {
            let (before, rest) = self.forward.split_at_mut(at * labels);
            let (before, here) = (&before[(at - 1) * labels..], &mut rest[..labels]);
            for &(to, from, step) in &self.pairs {
                here[usize::from(to)] += before[usize::from(from)] * self.steps[usize::from(step)];
            }
            here.iter_mut().zip(&self.emit[at * labels..]).for_each(|(sum, emit)| *sum *= emit);
            normalise(here);
        }
    }

    fn go_backward(&mut self, tokens: usize) {
        let labels = self.labels;
        let last = labels + labels * labels;
        self.backward[(tokens - 1) * labels..].copy_from_slice(&self.steps[last..last + labels]);
        normalise(&mut self.backward[(tokens - 1) * labels..]);
        let mut ahead = vec![0.0; labels];
        for at in (1..tokens).rev() {
            let scores = self.backward[at * labels..].iter().zip(&self.emit[at * labels..]);
            for (ahead, (behind, emit)) in ahead.iter_mut().zip(scores) {
                *ahead = behind * emit;
            }
            let here = &mut self.backward[(at - 1) * labels..at * labels];
            for &(to, from, step) in &self.pairs {
                here[usize::from(from)] += ahead[usize::from(to)] * self.steps[usize::from(step)];
            }
            normalise(here);
        }
    }

    fn expect(&mut self, tokens: usize) {
        let labels = self.labels;
        for (marginal, (forward, backward)) in self.marginals.iter_mut().zip(self.forward.iter().zip(&self.backward)) {
            *marginal = forward * backward;
        }
        self.marginals.chunks_mut(labels).for_each(normalise);
        self.expected.clear();
        self.expected.resize(self.steps.len(), 0.0);
        let last = labels + labels * labels;
        self.expected[..labels].copy_from_slice(&self.marginals[..labels]);
        self.expected[last..].copy_from_slice(&self.marginals[(tokens - 1) * labels..]);
        let mut joint = vec![0.0; self.pairs.len()];
        for at in 1..tokens {
            let (before, here) = (&self.forward[(at - 1) * labels..], at * labels);
            let mut sum = 0.0;
            for (joint, &(to, from, step)) in joint.iter_mut().zip(&self.pairs) {
                let (to, from) = (usize::from(to), usize::from(from));
                let ahead = self.emit[here + to] * self.backward[here + to];
                *joint = before[from] * self.steps[usize::from(step)] * ahead;
                sum += *joint;
            }
            let scale = if sum > 0.0 { 1.0 / sum } else { 0.0 };
            for (joint, pair) in joint.iter().zip(&self.pairs) {
                self.expected[usize::from(pair.2)] += joint * scale;
            }
        }
    }
}

fn normalise(row: &mut [f32]) {
    let sum: f32 = row.iter().sum();
    let scale = if sum > 0.0 { 1.0 / sum } else { 0.0 };
    row.iter_mut().for_each(|value| *value *= scale);
}
