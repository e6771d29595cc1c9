//! What the spelling of a word tells, worked out once for each different word.

use super::lists::{self, Clusters, Lists};
use crate::sequence::hash;

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Has no letter.
    None,
    /// `bank`, `iPhone`.
    Lower,
    /// `Bank`, `McDonald`.
    Capital,
    /// `BANK`, `U.S.`; at least two letters.
    Upper,
}

/// What a word or mark without a capital does beside names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// May stand among others inside a name: `of the`, `y de la`.
    Small,
    /// Joins what stands beside it.
    Joint,
    /// `(`
    Opening,
    /// `)`
    Closing,
    /// `.`
    Stop,
    /// A mark that stands around names, seldom in them.
    Outer,
    /// Digits.
    Number,
    /// Any other.
    Other,
}

impl Role {
    /// Bytes of the longest small word.
    const SMALL: usize = 3;

    fn of(word: &str, case: Case) -> Self {
        match word {
            "-" | "–" | "/" | "@" => Self::Joint,
            "(" => Self::Opening,
            ")" => Self::Closing,
            "." => Self::Stop,
            "," | ";" | ":" | "\"" | "'" | "“" | "”" | "‘" | "’" | "--" | "—" | "…" | "..." | "``" | "''" | "?"
            | "!" => Self::Outer,
            _ if case == Case::None && word.bytes().any(|byte| byte.is_ascii_digit()) => Self::Number,
            _ if case == Case::Lower && word.len() <= Self::SMALL => Self::Small,
            _ => Self::Other,
        }
    }
}

/// A word as the features see it, on one line of the processor's cache: hashes of its spelling.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub(super) struct Form {
    pub word: u64,
    /// In lower case, with every digit as 0.
    pub lower: u64,
    /// Kinds of characters, at most twelve.
    pub shape: u64,
    /// The same, runs of one kind as one.
    pub brief: u64,
    pub clusters: Option<Clusters>,
    /// The lists that hold the word as a phrase of its own, as bits.
    pub alone: u16,
    pub case: Case,
    pub role: Role,
    /// May join the parts of a name: `of`, `&`, `de`.
    pub joins: bool,
    /// A word of grammar or a day of the week, no name where it stands alone: `the`, `they`, `monday`.
    pub plain: bool,
    /// First letter of a capitalised word.
    pub initial: Option<char>,
    /// Whether this is the form of a word that was ever seen.
    pub is_known: bool,
}

/// Hashes of the first and last letters of a word in lower case, one to four of them. They are asked for once a word.
#[derive(Clone, Debug)]
pub(super) struct Affixes {
    pub prefixes: [u64; 4],
    pub suffixes: [u64; 4],
}

impl Affixes {
    fn new(lower: &str) -> Self {
        Self {
            prefixes: std::array::from_fn(|n| hash::text(head(lower, n + 1))),
            suffixes: std::array::from_fn(|n| hash::text(tail(lower, n + 1))),
        }
    }

    /// Those of the edge of a sentence.
    pub fn edge() -> Self {
        Self::new("")
    }
}

impl Form {
    /// Looks at a word; `lower` is room for it in lower case.
    pub fn new(word: &str, lists: &Lists, lower: &mut String) -> (Self, Affixes) {
        lower.clear();
        word.chars().for_each(|c| fold(c, lower));
        (Self::folded(word, lists, lower), Affixes::new(lower))
    }

    fn folded(word: &str, lists: &Lists, lower: &str) -> Self {
        let (mut shapes, mut brief) = ([0; SHAPES], [0; SHAPES]);
        let (mut length, mut different) = (0, 0);
        for kind in word.chars().map(shape).take(SHAPES) {
            if length == 0 || shapes[length - 1] != kind {
                brief[different] = kind;
                different += 1;
            }
            shapes[length] = kind;
            length += 1;
        }
        let hash = hash::text(lower);
        Self {
            word: hash::text(word),
            lower: hash,
            shape: hash::bytes(&shapes[..length]),
            brief: hash::bytes(&brief[..different]),
            clusters: lists.clusters(hash),
            alone: lists.phrase(lists::extend(0, hash)),
            case: case(word),
            role: Role::of(word, case(word)),
            joins: JOINING.contains(&lower),
            plain: PLAIN.binary_search(&lower).is_ok(),
            initial: word.chars().next().filter(|c| c.is_uppercase()),
            is_known: true,
        }
    }

    /// The edge of a sentence, seen as a word.
    pub fn edge() -> Self {
        let none = hash::text("");
        Self {
            word: none,
            lower: none,
            shape: none,
            brief: none,
            clusters: None,
            alone: 0,
            case: Case::None,
            role: Role::Other,
            joins: false,
            plain: false,
            initial: None,
            is_known: true,
        }
    }

    /// That of a word that was never seen.
    pub fn unknown() -> Self {
        Self { is_known: false, ..Self::edge() }
    }

    /// Whether the word begins like a name.
    pub fn is_capital(&self) -> bool {
        matches!(self.case, Case::Capital | Case::Upper)
    }
}

/// Most characters of a shape.
const SHAPES: usize = 12;

/// Small words inside names.
const JOINING: [&str; 12] = ["of", "&", "de", "-", "al", "bin", "van", "von", "da", "del", "el", "der"];

/// Words of grammar and days of the week, sorted. "Will" and "May" are names, too.
const PLAIN: [&str; 107] = [
    "a",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "before",
    "both",
    "but",
    "by",
    "could",
    "did",
    "do",
    "does",
    "during",
    "each",
    "even",
    "every",
    "few",
    "for",
    "friday",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "many",
    "meanwhile",
    "might",
    "monday",
    "more",
    "most",
    "must",
    "my",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "on",
    "once",
    "only",
    "or",
    "our",
    "saturday",
    "several",
    "she",
    "should",
    "since",
    "so",
    "some",
    "still",
    "sunday",
    "than",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "thursday",
    "to",
    "tuesday",
    "until",
    "was",
    "we",
    "wednesday",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "with",
    "without",
    "would",
    "yes",
    "yet",
    "you",
    "your",
];

/// Adds a character in lower case, digits as 0.
pub(super) fn fold(c: char, lower: &mut String) {
    match c {
        '0'..='9' => lower.push('0'),
        '’' => lower.push('\''),
        c if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
        c => lower.extend(c.to_lowercase()),
    }
}

fn shape(c: char) -> u8 {
    match c {
        '0'..='9' => b'0',
        'a'..='z' => b'a',
        'A'..='Z' => b'A',
        '’' => b'\'',
        c if c.is_ascii() => c as u8,
        c if c.is_uppercase() => b'A',
        c if c.is_alphabetic() => b'a',
        _ => b'?',
    }
}

fn case(word: &str) -> Case {
    let Some(first) = word.chars().find(|c| c.is_alphabetic()) else { return Case::None };
    let letters = word.chars().filter(|c| c.is_alphabetic());
    if !first.is_uppercase() {
        return Case::Lower;
    }
    if letters.clone().nth(1).is_some() && letters.clone().all(char::is_uppercase) {
        Case::Upper
    } else {
        Case::Capital
    }
}

/// The first `letters` letters.
fn head(word: &str, letters: usize) -> &str {
    word.char_indices().nth(letters).map_or(word, |(end, _)| &word[..end])
}

/// The last `letters` letters.
fn tail(word: &str, letters: usize) -> &str {
    word.char_indices().rev().nth(letters - 1).map_or(word, |(start, _)| &word[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_sorted() {
        assert!(PLAIN.is_sorted());
    }
}
