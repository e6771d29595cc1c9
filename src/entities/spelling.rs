//! Names told apart by numbers for their words. Takes tokens; gives what they spell as a hash, or marks words of the
//! page, so that the other parts compare and look up without a copy of any word.

use std::borrow::Cow;
use std::ops::Range;

use super::merge::Name;
use crate::document::Page;
use crate::sequence::hash::{self, Hashed, Spread};

/// A set of spellings by their hashes.
pub(super) type Spellings = std::collections::HashSet<u64, Spread>;

/// What a token spells.
pub(super) fn word(page: &Page, at: usize) -> u64 {
    page.text.words[page.text.word_of[at] as usize].hash
}

/// What these tokens spell, with the blanks between them. Of one token alone it is that of [`word`].
pub(super) fn of(page: &Page, tokens: &Range<usize>) -> u64 {
    if tokens.len() == 1 { word(page, tokens.start) } else { hash::text(words(page, tokens)) }
}

/// The text of these tokens.
pub(super) fn words<'p>(page: &'p Page, tokens: &Range<usize>) -> &'p str {
    page.words(page.text.span_of(tokens.clone()))
}

/// Some of the different words of a page.
#[derive(Debug, Default)]
pub(super) struct Marked(Vec<bool>);

impl Marked {
    /// The words of all these tokens.
    pub fn of(page: &Page, tokens: impl Iterator<Item = usize>) -> Self {
        let mut marked = vec![false; page.text.words.len()];
        tokens.for_each(|at| marked[page.text.word_of[at] as usize] = true);
        Self(marked)
    }

    /// Whether the word of this token is one of them.
    pub fn has(&self, page: &Page, at: usize) -> bool {
        self.0[page.text.word_of[at] as usize]
    }

    /// Whether a name is one of them and nothing more.
    pub fn is(&self, page: &Page, tokens: &Range<usize>) -> bool {
        tokens.len() == 1 && self.has(page, tokens.start)
    }
}

/// The different spellings of names, white space made single, each with a number.
#[derive(Debug)]
pub(super) struct Texts<'p> {
    texts: Vec<Cow<'p, str>>,
    /// Number of each name's spelling.
    of: Vec<u32>,
}

impl<'p> Texts<'p> {
    pub fn of(page: &'p Page, names: &[Name]) -> Self {
        let mut known = Hashed::<u32>::with_capacity_and_hasher(names.len(), Default::default());
        let mut texts = Vec::new();
        let number = |name: &Name| {
            *known.entry(of(page, &name.tokens)).or_insert_with(|| {
                let words = words(page, &name.tokens);
                texts.push(if name.tokens.len() == 1 { Cow::Borrowed(words) } else { single_spaced(words) });
                texts.len() as u32 - 1
            })
        };
        let of = names.iter().map(number).collect();
        Self { texts, of }
    }

    /// How many different spellings there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// The number of a name's spelling.
    pub fn number(&self, name: usize) -> usize {
        self.of[name] as usize
    }

    /// The spelling of a name.
    pub fn text(&self, name: usize) -> &str {
        &self.texts[self.number(name)]
    }
}

/// These words with one blank between each two.
fn single_spaced(words: &str) -> Cow<'_, str> {
    let bytes = words.as_bytes();
    let plain = bytes.iter().all(|byte| matches!(byte, b' '..=b'~')) && !bytes.windows(2).any(|pair| pair == b"  ");
    if !plain && (words.contains("  ") || words.contains(|c: char| c != ' ' && c.is_whitespace())) {
        Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(words)
    }
}
