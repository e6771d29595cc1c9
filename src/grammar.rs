//! Parts of speech. Takes tokens and sentences; gives a Penn Treebank tag for each token.
//!
//! Numbers and marks follow from their spelling. Words known to have one tag get it from the lexicon; the others are
//! decided left to right by a linear model over the word, its neighbours and the tags before it. Marks have the tag
//! [`Tag::Punct`], signs of money and arithmetic [`Tag::SYM`], the per cent sign [`Tag::NN`].

#[cfg(test)]
mod damage;
mod features;
mod fixed;
mod forms;
mod model;

#[cfg(feature = "train")]
pub mod train;

use std::hint::black_box;

use crate::text::{Kept, Text, TokenKind};
use features::{Candidates, Context, OF_WORDS};
use forms::{Form, Forms, Style};
use model::{Line, Model, Sums};

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
pub struct Memory {
    forms: Kept<Form>,
    /// What words say by themselves of their tags, where these are in doubt.
    sums: Kept<Sums>,
}

fn tag(model: &Model, source: &str, text: &Text, memory: &mut Memory) -> Vec<Tag> {
    let known = Forms::new(model, source, text, &mut memory.forms);
    let (mut forms, mut tags) = (Vec::with_capacity(SENTENCE), Vec::with_capacity(text.tokens.len()));
    let mut reading = Reading::new(model);
    for sentence in &text.sentences {
        known.read(sentence, &mut forms);
        let tokens = &text.tokens[sentence.tokens.clone()];
        let first =
            Context { source, tokens, forms: &forms, tags: &[], style: Style::of(source, tokens, &forms), at: 0 };
        reading.look(first);
        reading.weigh(first, text, &text.word_of[sentence.tokens.clone()], &mut memory.sums);
        reading.decide(first, &mut tags);
    }
    tags
}

/// Tokens of a long sentence, for which there is room at once.
const SENTENCE: usize = 64;

/// A sentence whose tags are to be decided. What does not depend on tags comes first: asked for one after the other,
/// without a decision in between, the lines of many tokens come together.
struct Reading<'m> {
    model: &'m Model<'m>,
    /// What each token may be.
    candidates: Vec<Candidates>,
    /// The tokens that may be several things.
    doubts: Vec<Doubt<'m>>,
    /// What words say of each tag of each of these.
    scores: Vec<i16>,
}

/// A token that may have several tags.
struct Doubt<'m> {
    at: usize,
    set: u64,
    /// What the words around say.
    lines: [Line<'m>; OF_WORDS],
}

impl<'m> Reading<'m> {
    fn new(model: &'m Model<'m>) -> Self {
        let (candidates, doubts) = (Vec::with_capacity(SENTENCE), Vec::with_capacity(SENTENCE));
        Self { model, candidates, doubts, scores: Vec::with_capacity(4 * SENTENCE) }
    }

    /// Finds what the tokens of a sentence may be.
    fn look(&mut self, first: Context) {
        self.candidates.clear();
        self.doubts.clear();
        for at in 0..first.tokens.len() {
            let context = Context { at, ..first };
            let found = context.candidates(self.model);
            if let Candidates::Many(set) = found {
                self.doubts.push(Doubt { at, set, lines: self.model.lines(context.of_words()) });
            }
            self.candidates.push(found);
        }
    }

    /// Adds up what words say of the tokens in doubt. `words` are those of the sentence.
    fn weigh(&mut self, first: Context, text: &Text, words: &[u32], kept: &mut Kept<Sums>) {
        let lines = self.doubts.iter().flat_map(|doubt| &doubt.lines);
        black_box(lines.fold(0, |touched, (_, line)| touched ^ line[0]));
        text.touch_words(self.doubts.iter().map(|doubt| words[doubt.at]), kept, |sums| {
            u32::from(sums[ALL.len() - 1] as u16)
        });
        self.scores.clear();
        for Doubt { at, set, lines } in &self.doubts {
            let find = || self.model.sums(&Context { at: *at, ..first }.own());
            let own = text.of_word(words[*at], kept, find);
            self.scores.extend(members(*set).map(|tag| own[tag.number()] + model::sum(lines, tag)));
        }
    }

    /// Decides the tags of a sentence, from its first token to its last.
    fn decide(&self, first: Context, tags: &mut Vec<Tag>) {
        let (before, mut scores) = (tags.len(), self.scores.iter());
        for (at, found) in self.candidates.iter().enumerate() {
            let tag = match *found {
                Candidates::One(tag) => tag,
                Candidates::Many(set) => {
                    let context = Context { at, tags: &tags[before..], ..first };
                    let lines = self.model.lines(context.of_tags());
                    best(set, |tag| scores.next().copied().unwrap_or_default() + model::sum(&lines, tag))
                }
            };
            tags.push(tag);
        }
    }
}

/// The tag of the set with the highest score; the first of equals.
fn best<S: PartialOrd>(set: u64, mut score: impl FnMut(Tag) -> S) -> Tag {
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
