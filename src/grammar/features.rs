//! The features a tag is decided by, the same in training and in use, and the tags a word may have.

use super::forms::{Case, Form, Style};
use super::model::Model;
use super::{ALL, Tag, fixed};
use crate::sequence::hash;
use crate::text::{Token, TokenKind};

/// Changes with the templates below, so that weights of other features are refused.
pub(super) const VERSION: u32 = 4;
/// Features of a word by itself.
pub(super) const OWN: usize = 5;
/// Features of the words around it.
pub(super) const OF_WORDS: usize = 5;
/// Features of the tags before it.
pub(super) const OF_TAGS: usize = 4;

/// What a word not in the lexicon may be.
const OPEN: u64 = Tag::NN.set()
    | Tag::NNS.set()
    | Tag::JJ.set()
    | Tag::JJR.set()
    | Tag::JJS.set()
    | Tag::RB.set()
    | Tag::VB.set()
    | Tag::VBD.set()
    | Tag::VBG.set()
    | Tag::VBN.set()
    | Tag::VBP.set()
    | Tag::VBZ.set()
    | Tag::FW.set()
    | Tag::UH.set()
    | Tag::CD.set();
const NAMES: u64 = Tag::NNP.set() | Tag::NNPS.set();

/// The tags that a word not in the lexicon may have by its last letter: some endings stand with one letter only, but for
/// words too few to count.
fn by_ending(word: &str) -> u64 {
    const OF_S: u64 = Tag::VBZ.set();
    const OF_G: u64 = Tag::VBG.set();
    const OF_D: u64 = Tag::VBD.set() | Tag::VBN.set();
    const OF_R: u64 = Tag::JJR.set();
    const OF_T: u64 = Tag::JJS.set();
    const ALL: u64 = OF_S | OF_G | OF_D | OF_R | OF_T;
    let may_be = match word.as_bytes().last().map(u8::to_ascii_lowercase) {
        Some(b's') => OF_S,
        Some(b'g') => OF_G,
        Some(b'd' | b'n' | b'w' | b'e' | b'k') => OF_D,
        Some(b't') => OF_D | OF_T,
        Some(b'r') => OF_R,
        _ => 0,
    };
    may_be | !ALL
}

/// The tags that a token may have.
#[derive(Clone, Copy)]
pub(super) enum Candidates {
    /// No other than this.
    One(Tag),
    /// Those of a set.
    Many(u64),
}

/// The numbers of the tag before a token and of that before it.
pub(super) type Lasts = (u64, u64);

/// A token to be tagged, with all that is known around it.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub source: &'a str,
    /// The tokens of the sentence.
    pub tokens: &'a [Token],
    /// Their forms.
    pub forms: &'a [Form],
    /// The tags of the tokens before `at`.
    pub tags: &'a [Tag],
    pub style: Style,
    pub at: usize,
}

impl<'a> Context<'a> {
    /// The spelling of a neighbour; empty outside the sentence.
    pub fn word(&self, offset: isize) -> &'a str {
        let at = self.at.checked_add_signed(offset);
        at.and_then(|at| self.tokens.get(at)).map_or("", |token| token.span.of(self.source))
    }

    /// The tags this token may have.
    pub fn candidates(&self, model: &Model) -> Candidates {
        if let Some(tag) = fixed::tag(self) {
            return Candidates::One(tag);
        }
        match self.set(model) {
            set if set.is_power_of_two() => Candidates::One(ALL[set.trailing_zeros() as usize % ALL.len()]),
            set => Candidates::Many(set),
        }
    }

    /// The tags this word may have, where its spelling does not decide.
    fn set(&self, model: &Model) -> u64 {
        let form = &self.forms[self.at];
        match self.tokens[self.at].kind {
            TokenKind::Mark => Tag::POS.set() | Tag::Punct.set(),
            _ if form.case.capital() && self.style == Style::Text && !self.is_first() => within(form, model),
            _ => form.alone,
        }
    }

    /// Whether no word stands before this one in its sentence or quotation.
    fn is_first(&self) -> bool {
        let before = self.tokens[..self.at].iter().rev().take(3).take_while(|token| token.kind == TokenKind::Mark);
        let marks = before.count();
        marks == self.at || marks > 0 && matches!(self.word(-1), "“" | "\"" | "‘" | ":" | "``")
    }

    /// The hashes of the features of the word by itself: its spelling in small letters, and its endings.
    pub fn own(&self) -> [u64; OWN] {
        let [end1, end2, end3, end4] = ends(self.word(0).as_bytes());
        let values = [self.forms[self.at].low, end1, end2, end3, end4];
        std::array::from_fn(|at| hash::feature(at as u64 + 1, values[at]))
    }

    // Numbers are missing of templates that did not help.

    /// The hashes of the features of the words around, the word with them.
    pub fn of_words(&self) -> [u64; OF_WORDS] {
        let low = |at: Option<&Form>| at.map_or(1, |form| form.low);
        let (before, rest) = self.forms.split_at(self.at);
        let (word, left, right) = (rest[0].low, low(before.last()), low(rest.get(1)));
        let left2 = low(before.len().checked_sub(2).map(|at| &before[at]));
        let behind = rest.get(1).map_or_else(|| behind(END), |form| form.behind);
        let [left_word, word_right] = [hash::join(left, word), hash::join(word, right)];
        let [f10, f12, f18, f19] = [(10, left), (12, left2), (18, left_word), (19, word_right)]
            .map(|(template, value)| hash::feature(template, value));
        [f10, f12, behind, f18, f19]
    }

    /// How the word is written, and where.
    pub fn shape(&self) -> u64 {
        self.forms[self.at].case as u64 | u64::from(self.is_first()) << 3 | (self.style as u64) << 4
    }

    /// The hashes of the features of the tags before, the word and its shape with them.
    pub fn of_tags(&self, (last, last2): Lasts, shape: u64) -> [u64; OF_TAGS] {
        let form = &self.forms[self.at];
        let lasts = last << 8 | last2;
        [
            (8, lasts),
            (9, hash::join(form.low, last)),
            (20, hash::join(lasts, u64::from(form.class))),
            (21, shape << 8 | last),
        ]
        .map(|(template, value)| hash::feature(template, value))
    }

    /// The tags of the two tokens before.
    pub fn lasts(&self) -> Lasts {
        (self.tag(1), self.tag(2))
    }

    fn tag(&self, back: usize) -> u64 {
        self.at.checked_sub(back).map_or(63, |at| self.tags[at].number() as u64)
    }
}

/// What stands for the class of the word behind the last.
const END: u64 = 1 << 9;

/// The hash of the feature of the word behind: its lexicon class, or the look of a word that is not listed.
fn behind(class: u64) -> u64 {
    hash::feature(14, class)
}

/// The same, of a word.
pub(super) fn behind_is(word: &str, case: Case, class: u8) -> u64 {
    behind(match class {
        0 => (case as u64 + 1) << 32 ^ ends(word.as_bytes())[1] << 8,
        class => u64::from(class),
    })
}

/// The tags that a word with a capital may have within a line of text.
fn within(form: &Form, model: &Model) -> u64 {
    match (form.class, form.small) {
        (0, 0) => form.alone & !Tag::CD.set(),
        (0, _) => form.alone,
        (class, _) => model.set(class),
    }
}

/// The tags that a word of this case may have, whose classes hold these as it is written and in small letters, where it
/// begins a line or capitals say nothing.
pub(super) fn alone(word: &str, case: Case, written: u64, small: u64) -> u64 {
    let names = if case.capital() || case == Case::Mixed { NAMES } else { 0 };
    match written | small {
        0 => names | OPEN & by_ending(word),
        listed => names | listed,
    }
}

/// The last one, two, three and four bytes of a word, in lower case.
fn ends(word: &[u8]) -> [u64; 4] {
    let tail = &word[word.len().saturating_sub(4)..];
    let bytes = tail.iter().fold(0, |bytes, byte| bytes << 8 | u64::from(byte.to_ascii_lowercase()));
    [1, 2, 3, 4].map(|length| {
        let first = 1 << (8 * tail.len().min(length));
        first | bytes & (first - 1)
    })
}
