//! Parts of speech. Takes tokens and sentences; gives a Penn Treebank tag for each token.
//!
//! Numbers and marks follow from their spelling. Words known to have one tag get it from the lexicon; the others are
//! decided left to right by a linear model over the word, its neighbours and the tags before it. Marks have the tag
//! [`Tag::Punct`], signs of money and arithmetic [`Tag::SYM`], the per cent sign [`Tag::NN`].

mod features;
mod fixed;
mod forms;
mod model;

#[cfg(feature = "train")]
pub mod train;

use crate::text::{Kept, Sentence, Text, TokenKind};
use features::Context;
use forms::{Form, Forms, Style};
use model::Model;

/// Penn Treebank part of speech (Marcus, Santorini and Marcinkiewicz 1993).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[rustfmt::skip]
#[allow(missing_docs, reason = "the tag set is documented by its authors")]
pub enum Tag {
    CC, CD, DT, EX, FW, IN, JJ, JJR, JJS, LS, MD, NN, NNS, NNP, NNPS, PDT, POS, PRP, PRPS, RB, RBR, RBS, RP, SYM, TO,
    UH, VB, VBD, VBG, VBN, VBP, VBZ, WDT, WP, WPS, WRB, Punct,
}

/// All tags, in the order of their numbers.
#[rustfmt::skip]
const ALL: [Tag; 37] = [
    Tag::CC, Tag::CD, Tag::DT, Tag::EX, Tag::FW, Tag::IN, Tag::JJ, Tag::JJR, Tag::JJS, Tag::LS, Tag::MD, Tag::NN,
    Tag::NNS, Tag::NNP, Tag::NNPS, Tag::PDT, Tag::POS, Tag::PRP, Tag::PRPS, Tag::RB, Tag::RBR, Tag::RBS, Tag::RP,
    Tag::SYM, Tag::TO, Tag::UH, Tag::VB, Tag::VBD, Tag::VBG, Tag::VBN, Tag::VBP, Tag::VBZ, Tag::WDT, Tag::WP,
    Tag::WPS, Tag::WRB, Tag::Punct,
];

impl Tag {
    fn number(self) -> usize {
        self as usize
    }

    /// The set that holds only this tag.
    const fn set(self) -> u64 {
        1 << self as u64
    }
    /// Any form of a verb, modals not included.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ)
    }

    /// A common or proper noun.
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
    }

    /// An adjective in any degree.
    pub fn is_adjective(self) -> bool {
        matches!(self, Tag::JJ | Tag::JJR | Tag::JJS)
    }
}

/// The part-of-speech tagger.
#[derive(Debug)]
pub struct Tagger {
    model: Model<'static>,
}

impl Tagger {
    /// Loads the embedded model.
    pub fn load() -> Self {
        Self { model: Model::embedded() }
    }

    /// The tag of each token of `text`.
    pub fn tag(&self, source: &str, text: &Text, memory: &mut Memory) -> Vec<Tag> {
        tag(&self.model, source, text, memory)
    }
}

/// What is kept of words from one article to the next.
#[derive(Debug, Default)]
pub struct Memory(Kept<Form>);

fn tag(model: &Model, source: &str, text: &Text, memory: &mut Memory) -> Vec<Tag> {
    let known = Forms::new(model, source, text, &mut memory.0);
    let mut tags = Vec::with_capacity(text.tokens.len());
    let mut forms = Vec::new();
    for sentence in &text.sentences {
        known.read(sentence, &mut forms);
        tag_sentence(model, source, text, sentence, &forms, &mut tags);
    }
    tags
}

/// Appends the tags of one sentence, whose tokens have these forms.
fn tag_sentence(model: &Model, source: &str, text: &Text, sentence: &Sentence, forms: &[Form], tags: &mut Vec<Tag>) {
    let tokens = &text.tokens[sentence.tokens.clone()];
    let style = Style::of(source, tokens, forms);
    let first = tags.len();
    for at in 0..tokens.len() {
        let context = Context { source, tokens, forms, tags: &tags[first..], style, at };
        let tag = decide(model, &context);
        tags.push(tag);
    }
}

/// The tag of one token.
fn decide(model: &Model, context: &Context) -> Tag {
    if let Some(tag) = fixed::tag(context) {
        return tag;
    }
    let set = context.candidates(model);
    if set.is_power_of_two() {
        return ALL[set.trailing_zeros() as usize % ALL.len()];
    }
    let lines = context.features().map(|feature| (feature, model.line(feature)));
    best(set, |tag| lines.iter().map(|(feature, line)| model::weight(line, *feature, tag)).sum::<i32>())
}

/// The tag of the set with the highest score; the first of equals.
fn best<S: PartialOrd>(set: u64, score: impl Fn(Tag) -> S) -> Tag {
    let mut best: Option<(Tag, S)> = None;
    for tag in members(set) {
        let score = score(tag);
        if best.as_ref().is_none_or(|(_, top)| score > *top) {
            best = Some((tag, score));
        }
    }
    best.map_or(Tag::NN, |(tag, _)| tag)
}

/// The tags of a set, in order.
fn members(mut set: u64) -> impl Iterator<Item = Tag> {
    std::iter::from_fn(move || {
        let number = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        ALL.get(number).copied()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_places() {
        assert!(ALL.iter().enumerate().all(|(at, tag)| tag.number() == at));
    }
}
