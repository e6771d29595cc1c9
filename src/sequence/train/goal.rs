//! What the model should say of a sentence: its labels, or what a teacher thinks of it, or a part of each.
//!
//! Distillation (Hinton, Vinyals and Dean 2015) for a chain: the teacher's scores of single tokens are put through the
//! same lattice of legal sequences, so that the goals are probabilities of labels and of transitions that fit together.

use super::corpus::{Corpus, Sentence};
use super::lattice::{Lattice, Legal};

/// The goals of one sentence, in the order of [`Lattice`].
#[derive(Debug)]
pub struct Goal {
    teacher: Lattice,
    labels: usize,
    /// Probability of each label at each token.
    pub marginals: Vec<f32>,
    pub(super) expected: Vec<f32>,
}

impl Goal {
    /// For sequences of these labels.
    pub fn new(legal: &Legal) -> Self {
        let mut teacher = Lattice::new(legal);
        let row = legal.row();
        teacher.set_steps(&vec![0.0; row.len()], &row);
        Self { teacher, labels: legal.labels, marginals: Vec::new(), expected: vec![0.0; row.len()] }
    }

    /// Works out the goals of a sentence.
    pub fn set(&mut self, corpus: &Corpus, sentence: &Sentence) {
        self.marginals.clear();
        match corpus.taught(sentence, self.labels) {
            Some(scores) => {
                self.teacher.run(scores);
                self.marginals.extend(self.teacher.marginals.iter().map(|p| p * sentence.trust));
                self.expected.clear();
                self.expected.extend(self.teacher.expected.iter().map(|p| p * sentence.trust));
                self.add_labels(corpus, sentence, 1.0 - sentence.trust);
            }
            None => {
                self.marginals.resize(sentence.tokens.len() * self.labels, 0.0);
                self.expected.fill(0.0);
                self.add_labels(corpus, sentence, 1.0);
            }
        }
    }

    fn add_labels(&mut self, corpus: &Corpus, sentence: &Sentence, part: f32) {
        if part <= 0.0 {
            return;
        }
        let labels = self.labels;
        let mut before = None;
        for (at, token) in sentence.tokens.clone().enumerate() {
            let label = corpus.label(token);
            self.marginals[at * labels + label] += part;
            self.expected[before.map_or(label, |before| labels + label * labels + before)] += part;
            before = Some(label);
        }
        self.expected[labels + labels * labels + before.unwrap_or(0)] += part;
    }
}
