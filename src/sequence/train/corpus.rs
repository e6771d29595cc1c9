//! The sentences to learn from, with their features as small numbers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// A sentence of the corpus.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its tokens, numbered through the corpus.
    pub tokens: Range<usize>,
    /// How much it counts.
    pub weight: f32,
}

/// Training sentences. Every feature gets a number on its first sight; those seen too rarely are left out of training.
#[derive(Debug, Default)]
pub struct Corpus {
    numbers: HashMap<u64, u32, BuildHasherDefault<Ready>>,
    counts: Vec<u32>,
    features: Vec<u32>,
    /// For each token: end of its plain features, end of its extra features.
    ends: Vec<[usize; 2]>,
    labels: Vec<u8>,
    /// The sentences, in the order of their addition.
    pub sentences: Vec<Sentence>,
}

impl Corpus {
    /// Adds a token to the sentence that is being built. `extra` features are those of a second pass: a part of the
    /// time the model learns without them.
    pub fn push(&mut self, plain: &[u64], extra: &[u64], label: u8) {
        for &feature in plain {
            self.number(feature);
        }
        let end = self.features.len();
        for &feature in extra {
            self.number(feature);
        }
        self.ends.push([end, self.features.len()]);
        self.labels.push(label);
    }

    /// Ends the sentence that is being built.
    pub fn end_sentence(&mut self, weight: f32) {
        let start = self.sentences.last().map_or(0, |sentence| sentence.tokens.end);
        if start < self.ends.len() {
            self.sentences.push(Sentence { tokens: start..self.ends.len(), weight });
        }
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

    /// How often the feature of this number stands in the corpus.
    pub fn count(&self, number: usize) -> u32 {
        self.counts[number]
    }

    pub(super) fn label(&self, token: usize) -> usize {
        usize::from(self.labels[token])
    }

    /// The plain and the extra features of a token.
    pub(super) fn features(&self, token: usize) -> (&[u32], &[u32]) {
        let start = if token == 0 { 0 } else { self.ends[token - 1][1] };
        let [plain, extra] = self.ends[token];
        (&self.features[start..plain], &self.features[plain..extra])
    }

    fn number(&mut self, feature: u64) {
        let next = self.counts.len() as u32;
        let number = *self.numbers.entry(feature).or_insert(next);
        if number == next {
            self.counts.push(0);
        }
        self.counts[number as usize] += 1;
        self.features.push(number);
    }
}

/// Passes hashes through as they are.
#[derive(Debug, Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = crate::sequence::hash::bytes(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
