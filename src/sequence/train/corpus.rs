//! The sentences to learn from, with their features as small numbers.

use std::ops::Range;

use crate::sequence::hash::Hashed;

/// A sentence of the corpus.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its tokens, numbered through the corpus.
    pub tokens: Range<usize>,
    /// How much it counts.
    pub weight: f32,
    /// The scores that a teacher gave to all labels of its tokens, as a place among those of the corpus.
    pub(super) taught: Option<usize>,
    /// Part of its weight that goes to the teacher's opinion; the rest goes to its labels.
    pub trust: f32,
}

/// Training sentences. Every feature gets a number on its first sight; those seen too rarely are left out of training.
#[derive(Debug, Default)]
pub struct Corpus {
    numbers: Hashed<u32>,
    counts: Vec<u32>,
    features: Vec<u32>,
    /// For each token the end of its features.
    ends: Vec<usize>,
    extra: Vec<u32>,
    extra_ends: Vec<usize>,
    labels: Vec<u8>,
    /// Scores by a teacher.
    taught: Vec<f32>,
    /// The sentences, in the order of their addition.
    pub sentences: Vec<Sentence>,
}

impl Corpus {
    /// Adds a token to the sentence that is being built.
    pub fn push(&mut self, features: impl IntoIterator<Item = u64>, label: u8) {
        for feature in features {
            let number = self.number(feature);
            self.features.push(number);
        }
        self.ends.push(self.features.len());
        self.labels.push(label);
    }

    /// Adds the extra features of the next token in order, those of a second pass: a part of the time the model learns
    /// without them. For corpora that have any, to be called once for each token, after or between the pushes.
    pub fn push_extra(&mut self, features: impl IntoIterator<Item = u64>) {
        for feature in features {
            let number = self.number(feature);
            self.extra.push(number);
        }
        self.extra_ends.push(self.extra.len());
    }

    /// Ends the sentence that is being built.
    pub fn end_sentence(&mut self, weight: f32) {
        let start = self.sentences.last().map_or(0, |sentence| sentence.tokens.end);
        if start < self.ends.len() {
            self.sentences.push(Sentence { tokens: start..self.ends.len(), weight, taught: None, trust: 0.0 });
        }
    }

    /// Tells for the sentence that was ended last what a teacher thinks of it: scores (log-probabilities) of all labels
    /// of the first token, then of the second, and so on; `trust` is the part of the weight that they get.
    pub fn teach(&mut self, scores: impl IntoIterator<Item = f32>, trust: f32) {
        if let Some(sentence) = self.sentences.last_mut() {
            (sentence.taught, sentence.trust) = (Some(self.taught.len()), trust);
            self.taught.extend(scores);
        }
    }

    /// Forgets the features that were seen less than `least` times.
    pub fn prune(&mut self, least: u32) {
        let mut next = 0;
        let renumber = |count: &u32| {
            (*count >= least).then(|| {
                next += 1;
                next - 1
            })
        };
        let new: Vec<Option<u32>> = self.counts.iter().map(renumber).collect();
        self.counts.retain(|count| *count >= least);
        self.numbers.retain(|_, number| match new[*number as usize] {
            Some(renumbered) => {
                *number = renumbered;
                true
            }
            None => false,
        });
        keep(&mut self.features, &mut self.ends, &new);
        keep(&mut self.extra, &mut self.extra_ends, &new);
    }

    /// Number of tokens.
    pub fn tokens(&self) -> usize {
        self.ends.len()
    }

    /// Number of different features.
    pub fn kinds(&self) -> usize {
        self.counts.len()
    }

    /// The hashes of all features, at their numbers.
    pub fn hashes(&self) -> Vec<u64> {
        let mut hashes = vec![0; self.counts.len()];
        self.numbers.iter().for_each(|(hash, number)| hashes[*number as usize] = *hash);
        hashes
    }

    pub(super) fn label(&self, token: usize) -> usize {
        usize::from(self.labels[token])
    }

    /// What a teacher thinks of a sentence, over this many labels.
    pub(super) fn taught(&self, sentence: &Sentence, labels: usize) -> Option<&[f32]> {
        sentence.taught.map(|at| &self.taught[at..][..sentence.tokens.len() * labels])
    }

    /// The features of a token, then its extra ones.
    pub(super) fn features(&self, token: usize) -> (&[u32], &[u32]) {
        (slice(&self.features, &self.ends, token), slice(&self.extra, &self.extra_ends, token))
    }

    fn number(&mut self, feature: u64) -> u32 {
        let next = self.counts.len() as u32;
        let number = *self.numbers.entry(feature).or_insert(next);
        if number == next {
            self.counts.push(0);
        }
        self.counts[number as usize] += 1;
        number
    }
}

fn slice<'a>(features: &'a [u32], ends: &[usize], token: usize) -> &'a [u32] {
    let Some(&end) = ends.get(token) else { return &[] };
    let start = if token == 0 { 0 } else { ends[token - 1] };
    &features[start..end]
}

/// Renumbers features, leaving out those without a new number.
fn keep(features: &mut Vec<u32>, ends: &mut [usize], new: &[Option<u32>]) {
    let (mut read, mut written) = (0, 0);
    for end in ends {
        while read < *end {
            if let Some(number) = new[features[read] as usize] {
                features[written] = number;
                written += 1;
            }
            read += 1;
        }
        *end = written;
    }
    features.truncate(written);
}
