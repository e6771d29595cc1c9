//! Articles as the network sees them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::documents::Document;
use super::super::{gold, teacher};
use crate::entities::tagger::features;
use crate::entities::tagger::lists::Lists;
use crate::entities::tagger::memory::Memory;
use crate::entities::tagger::net::SPAN;
use crate::entities::tagger::sketch::Sketch;
use crate::sequence::hash::Hashed;
use crate::sequence::train::Corpus;

/// No stem.
pub(super) const NONE: u32 = u32::MAX;

/// All articles.
pub(super) struct Examples {
    pub articles: Vec<Article>,
    /// The hashes of the parts of words that have a row.
    pub keys: Vec<u64>,
    /// Labels and opinions of all tokens in segments; no features.
    pub corpus: Corpus,
}

pub(super) struct Article {
    /// For each form its rows.
    pub forms: Vec<Vec<u32>>,
    pub tokens: Vec<Token>,
    /// Segments as ranges of tokens.
    pub segments: Vec<Range<usize>>,
    /// The first of them among the sentences of the corpus.
    pub first_sentence: usize,
    /// Number of stems.
    pub stems: usize,
}

pub(super) struct Token {
    /// The forms around.
    pub forms: [u32; SPAN],
    pub marks: Vec<u8>,
    /// The stem, if the token is capitalised.
    pub stem: u32,
}

impl Examples {
    /// Keeps the rows of the `most` parts of words that the most documents hold.
    pub fn new(documents: &[Document], lists: &Lists, most: usize) -> Self {
        let keys = commonest(documents, lists, most);
        let numbers: Hashed<u32> = keys.iter().enumerate().map(|(at, key)| (*key, at as u32)).collect();
        let mut corpus = Corpus::default();
        let articles = documents.iter().map(|document| article(document, lists, &numbers, &mut corpus)).collect();
        Self { articles, keys, corpus }
    }
}

fn commonest(documents: &[Document], lists: &Lists, most: usize) -> Vec<u64> {
    let mut counts = BTreeMap::<u64, u32>::new();
    for document in documents {
        let memory = Memory::of(&document.page, lists);
        let sketch = Sketch::whole(&document.page, &memory.forms, lists);
        let mut parts = Vec::new();
        for (form, affixes) in (0..sketch.forms.len()).map(|form| sketch.spelled(form)) {
            features::parts(form, affixes, &mut |part| parts.push(part));
        }
        parts.sort_unstable();
        parts.dedup();
        parts.into_iter().for_each(|part| *counts.entry(part).or_default() += 1);
    }
    let mut keys: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 2).collect();
    keys.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), *key));
    keys.truncate(most);
    keys.into_iter().map(|(key, _)| key).collect()
}

fn article(document: &Document, lists: &Lists, numbers: &Hashed<u32>, corpus: &mut Corpus) -> Article {
    let memory = Memory::of(&document.page, lists);
    let sketch = Sketch::whole(&document.page, &memory.forms, lists);
    let gold = gold(document, &sketch);
    let forms = (0..sketch.forms.len()).map(|form| {
        let mut rows = Vec::new();
        let (form, affixes) = sketch.spelled(form);
        features::parts(form, affixes, &mut |part| rows.extend(numbers.get(&part)));
        rows
    });
    let mut article = Article {
        forms: forms.collect(),
        tokens: Vec::new(),
        segments: Vec::new(),
        first_sentence: corpus.sentences.len(),
        stems: sketch.stems.len(),
    };
    for segment in &sketch.segments {
        let start = article.tokens.len();
        for token in segment.tokens.clone() {
            let form = |place: usize| sketch.form_at(token, place as isize - 2, &segment.sentence) as u32;
            let mut marks = Vec::new();
            features::marks(&sketch, token, segment, &mut |mark| marks.push(mark as u8));
            let stem = if sketch.form(token).is_capital() { sketch.stem_at(token) as u32 } else { NONE };
            article.tokens.push(Token { forms: std::array::from_fn(form), marks, stem });
            corpus.push([], gold[token]);
        }
        article.segments.push(start..article.tokens.len());
        corpus.end_sentence(document.weight);
        if let Some(taught) = document.taught.get(segment.tokens.clone()) {
            corpus.teach(taught.iter().flat_map(teacher::scores), document.trust);
        }
    }
    article
}
