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

use crate::fetch::fetch;
use crate::text::{Kept, Text, TokenKind};
use features::{Candidates, Context, Lasts, OF_TAGS, OF_WORDS};
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
    let mut known = Forms::new(model, source, text, &mut memory.forms);
    let (mut forms, mut tags) = (Vec::with_capacity(SENTENCE), Vec::with_capacity(text.tokens.len()));
    let mut reading = Reading { model, doubts: Vec::with_capacity(SENTENCE) };
    for sentence in &text.sentences {
        known.read(sentence, &mut forms);
        let tokens = &text.tokens[sentence.tokens.clone()];
        let first =
            Context { source, tokens, forms: &forms, tags: &[], style: Style::of(source, tokens, &forms), at: 0 };
        let before = tags.len();
        reading.look(first, &mut tags);
        reading.weigh(first, text, &text.word_of[sentence.tokens.clone()], &mut memory.sums);
        reading.guess(first, &mut tags[before..]);
        reading.decide(first, &mut tags[before..]);
    }
    tags
}

/// Tokens of a long sentence, for which there is room at once.
const SENTENCE: usize = 64;

/// A sentence whose tags are to be decided. What does not depend on tags comes first: asked for one after the other, and
/// used later, the lines of many tokens come from memory together.
struct Reading<'m> {
    model: &'m Model<'m>,
    /// The tokens that may be several things.
    doubts: Vec<Doubt<'m>>,
}

/// A token that may have several tags.
struct Doubt<'m> {
    at: usize,
    set: u64,
    shape: u64,
    /// What the words around say.
    lines: [Line<'m>; OF_WORDS],
    /// What all words say of each tag of the set.
    scores: Sums,
    /// What the tags before say, and these tags: guesses first.
    of_tags: [Line<'m>; OF_TAGS],
    lasts: Lasts,
}

impl<'m> Reading<'m> {
    /// Finds what the tokens of a sentence may be, and adds their tags; those in doubt have any.
    fn look(&mut self, first: Context, tags: &mut Vec<Tag>) {
        self.doubts.clear();
        for at in 0..first.tokens.len() {
            let context = Context { at, ..first };
            tags.push(match context.candidates(self.model) {
                Candidates::One(tag) => tag,
                Candidates::Many(set) => {
                    let lines = self.model.lines(context.of_words());
                    lines.iter().for_each(|line| fetch(line.weights));
                    let (shape, scores, of_tags) = (context.shape(), [0; ALL.len()], [lines[0]; OF_TAGS]);
                    self.doubts.push(Doubt { at, set, shape, lines, scores, of_tags, lasts: Lasts::default() });
                    Tag::NN
                }
            });
        }
    }

    /// Adds up what words say of the tokens in doubt. `words` are those of the sentence.
    fn weigh(&mut self, first: Context, text: &Text, words: &[u32], kept: &mut Kept<Sums>) {
        self.doubts.iter().for_each(|doubt| text.fetch_word(words[doubt.at], kept));
        for Doubt { at, set, lines, scores, .. } in &mut self.doubts {
            let find = || self.model.sums(&Context { at: *at, ..first }.own());
            let own = text.of_word(words[*at], kept, find);
            for tag in members(*set) {
                scores[tag] = own[tag] + model::sum(lines, tag);
            }
        }
    }

    /// Guesses the tags of a sentence by the words alone, and asks for what the guesses say of the tags behind: most are
    /// right, and no decision waits for memory then.
    fn guess(&mut self, first: Context, tags: &mut [Tag]) {
        for doubt in &mut self.doubts {
            let context = Context { at: doubt.at, tags, ..first };
            doubt.lasts = context.lasts();
            doubt.of_tags = self.model.lines(context.of_tags(doubt.lasts, doubt.shape));
            doubt.of_tags.iter().for_each(|line| fetch(line.weights));
            tags[doubt.at] = best(doubt.set, |tag| doubt.scores[tag]);
        }
    }

    /// Decides the tags of a sentence, from its first token to its last.
    fn decide(&mut self, first: Context, tags: &mut [Tag]) {
        for doubt in &mut self.doubts {
            let context = Context { at: doubt.at, tags, ..first };
            let lasts = context.lasts();
            if lasts != doubt.lasts {
                doubt.of_tags = self.model.lines(context.of_tags(lasts, doubt.shape));
            }
            tags[doubt.at] = best(doubt.set, |tag| doubt.scores[tag] + model::sum(&doubt.of_tags, tag));
        }
    }
}

/// The tag of the set with the highest score; the first of equals.
#[inline]
fn best<S: PartialOrd>(set: u64, mut score: impl FnMut(usize) -> S) -> Tag {
    let mut tags = members(set);
    let Some(mut best) = tags.next() else { return Tag::NN };
    let mut top = score(best);
    for tag in tags {
        let score = score(tag);
        if score > top {
            (best, top) = (tag, score);
        }
    }
    ALL[best]
}

/// The numbers of the tags of a set, in order.
#[inline]
fn members(mut set: u64) -> impl Iterator<Item = usize> {
    set &= (1 << ALL.len()) - 1;
    std::iter::from_fn(move || {
        let number = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(number)
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
