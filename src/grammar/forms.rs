//! What the tagger needs to know of each token: the hash of its spelling, its case, its lexicon classes. Found out once
//! for each spelling.

use super::features::{alone, behind_is};
use super::model::Model;
use super::{Tag, fixed};
use crate::sequence::hash;
use crate::text::{Kept, Sentence, Text, Token, TokenKind};

/// Longer spellings are hashed by their first bytes.
const LONGEST: usize = 48;

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// Hash of the spelling in small letters.
    pub low: u64,
    /// How it is written.
    pub case: Case,
    /// Its class in the lexicon as it is written; 0 where it is not listed.
    pub class: u8,
    /// For a word with a capital, its class in small letters.
    pub small: u8,
    /// The tag of a mark that is spelled so; that of a possessive where it may be one.
    pub mark: Tag,
    /// The tags that a word may have where it begins a line, or capitals say nothing.
    pub alone: u64,
    /// What it says of the word before.
    pub behind: u64,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// No letters.
    None,
    /// `dog`
    Lower,
    /// `Dog`
    Title,
    /// `DOG`, `I`
    Upper,
    /// `iPhone`, `McRae` is `Title`
    Mixed,
}

impl Case {
    /// Whether the word begins with a capital.
    pub fn capital(self) -> bool {
        matches!(self, Self::Title | Self::Upper)
    }
}

/// How a line is written: text, a headline with capitals on its words, or capitals throughout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Text,
    Headline,
    Capitals,
}

impl Style {
    pub fn of(source: &str, tokens: &[Token], forms: &[Form]) -> Self {
        let (mut lower, mut title, mut upper) = (0, 0, 0);
        for (token, form) in tokens.iter().zip(forms) {
            match form.case {
                Case::Lower if token.span.len() > 4 => lower += 1,
                Case::Title => title += 1,
                Case::Upper if token.span.len() > 1 => upper += 1,
                _ => {}
            }
        }
        let stops = tokens.last().is_some_and(|token| token.span.of(source) == ".");
        match () {
            () if upper > 2 && upper > 2 * (lower + title) => Self::Capitals,
            () if !stops && title > 2 && title + upper > 3 * lower => Self::Headline,
            () => Self::Text,
        }
    }
}

/// The forms of an article's spellings.
#[derive(Debug)]
pub(super) struct Forms<'a> {
    model: &'a Model<'a>,
    source: &'a str,
    text: &'a Text,
    kept: &'a mut Kept<Form>,
}

impl<'a> Forms<'a> {
    pub fn new(model: &'a Model, source: &'a str, text: &'a Text, kept: &'a mut Kept<Form>) -> Self {
        text.fetch_words(kept);
        Self { model, source, text, kept }
    }

    /// Reads the tokens of a sentence.
    pub fn read(&mut self, sentence: &Sentence, forms: &mut Vec<Form>) {
        let tokens = self.text.tokens[sentence.tokens.clone()].iter();
        forms.clear();
        forms.extend(tokens.zip(&self.text.word_of[sentence.tokens.clone()]).map(|(token, word)| match token.kind {
            TokenKind::Number => number(token.span.of(self.source)),
            TokenKind::Word | TokenKind::Mark => {
                *self.text.of_word(*word, self.kept, || form(self.model, token.span.of(self.source)))
            }
        }));
    }
}

/// All numbers have one form but for what they say of the word before.
fn number(number: &str) -> Form {
    let behind = behind_is(number, Case::None, 0);
    Form { low: hash::text("0"), case: Case::None, class: 0, small: 0, mark: Tag::CD, alone: 0, behind }
}

#[cold]
fn form(model: &Model, word: &str) -> Form {
    let mut buffer = [0; LONGEST];
    let low = hash::bytes(lower(word, &mut buffer));
    let case = case(word);
    let class = model.class(low, case.capital());
    let small = if case.capital() { model.class(low, false) } else { 0 };
    let alone = alone(word, case, model.set(class), model.set(small));
    Form { low, case, class, small, mark: fixed::mark(word), alone, behind: behind_is(word, case, class) }
}

/// The word in small letters.
fn lower<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> &'b [u8] {
    let len = word.len().min(LONGEST);
    buffer[..len].copy_from_slice(&word.as_bytes()[..len]);
    buffer[..len].make_ascii_lowercase();
    // One apostrophe for all: ’s is 's.
    if len > 3 && buffer[..3] == *"’".as_bytes() {
        buffer[..len].copy_within(2.., 0);
        buffer[0] = b'\'';
        return &buffer[..len - 2];
    }
    if len == 5 && buffer[..len] == *"n’t".as_bytes() {
        buffer[..3].copy_from_slice(b"n't");
        return &buffer[..3];
    }
    &buffer[..len]
}

fn case(word: &str) -> Case {
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    let rest = chars.as_str();
    if first.is_ascii_lowercase() && rest.bytes().all(|b| !b.is_ascii_uppercase()) {
        Case::Lower
    } else if first.is_uppercase() {
        let capitals = rest.bytes().all(|b| !b.is_ascii_lowercase()) && rest.is_ascii();
        if capitals { Case::Upper } else { Case::Title }
    } else if !word.chars().any(char::is_alphabetic) {
        Case::None
    } else if rest.chars().any(char::is_uppercase) {
        Case::Mixed
    } else {
        Case::Lower
    }
}
