//! What the quoted words say: whether they make a clause, who speaks in them, whether they are a term of the article.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::super::marks::Quoted;
use super::super::words::{self, Class};
use super::mix;
use crate::document::Page;
use crate::grammar::Tag;
use crate::sequence::hash::Ready;

/// A term, a title or a nickname has at most so many words.
const TERM: usize = 4;

/// What the words of a quote say.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Inside {
    /// Bit 0: a finite verb; then a first or second person, a verb of any form.
    pub clause: u32,
    /// The parts of speech of a term, in order; 0 for anything longer.
    pub tags: u32,
    /// Part of speech of the first and of the last word.
    pub ends: [u32; 2],
    /// Bit 0: the reporter uses all the words of the term too; then whether it is quoted twice.
    pub term: u32,
}

impl Inside {
    /// Whether they make a clause, or somebody speaks of himself in them.
    pub fn says(self) -> bool {
        self.clause & 3 != 0
    }
}

/// What is known of words, by their keys.
type Keyed<T> = HashMap<u32, T, BuildHasherDefault<Ready>>;

/// What each quote says.
pub(super) fn read(page: &Page, quoted: &[Quoted]) -> Vec<Inside> {
    let unquoted = unquoted(page, quoted);
    let mut times: Keyed<u32> = Keyed::default();
    quoted.iter().for_each(|quoted| *times.entry(whole(page, quoted)).or_default() += 1);
    quoted.iter().map(|quoted| one(page, quoted, &unquoted, times[&whole(page, quoted)] > 1)).collect()
}

/// Of each word of the quoted terms, whether it stands outside the quotes too.
fn unquoted(page: &Page, quoted: &[Quoted]) -> Keyed<bool> {
    let terms = quoted.iter().map(|quoted| page.text.tokens_in(quoted.inner)).filter(|tokens| is_term(page, tokens));
    let mut keys: Keyed<bool> = terms.flat_map(|tokens| content(page, tokens)).map(|key| (key, false)).collect();
    if keys.is_empty() {
        return keys;
    }
    let mut next = 0;
    for token in &page.text.tokens {
        while quoted.get(next).is_some_and(|quoted| quoted.outer.end() <= token.span.start()) {
            next += 1;
        }
        if !quoted.get(next).is_some_and(|quoted| quoted.outer.overlaps(token.span)) {
            keys.entry(words::key(page.words(token.span))).and_modify(|stands| *stands = true);
        }
    }
    keys
}

/// The words of a stretch of tokens, without marks.
fn tagged(page: &Page, tokens: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
    tokens.filter(|token| page.tags[*token] != Tag::Punct)
}

/// Whether a quote is short enough for a term.
fn is_term(page: &Page, tokens: &Range<usize>) -> bool {
    tagged(page, tokens.clone()).take(TERM + 1).count() <= TERM
}

/// The words of a term that say something.
fn content(page: &Page, tokens: Range<usize>) -> impl Iterator<Item = u32> {
    tagged(page, tokens).map(|token| words::key(page.word(token))).filter(|key| words::closed(*key).is_none())
}

/// The words of a quote as one number, whatever mark ends them.
fn whole(page: &Page, quoted: &Quoted) -> u32 {
    words::key(page.words(quoted.inner).trim_matches(|c: char| !c.is_alphanumeric()))
}

fn one(page: &Page, quoted: &Quoted, unquoted: &Keyed<bool>, twice: bool) -> Inside {
    let tokens = page.text.tokens_in(quoted.inner);
    let tagged = || tagged(page, tokens.clone());
    let mut inside = Inside::default();
    for token in tokens.clone().take(40) {
        let tag = page.tags[token];
        inside.clause |= u32::from(matches!(tag, Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD));
        inside.clause |= 2 * u32::from(is_spoken(page.word(token)));
        inside.clause |= 4 * u32::from(tag.is_verb());
    }
    let number = |token: Option<usize>| token.map_or(99, |token| page.tags[token] as u32);
    inside.ends = [number(tagged().next()), number(tagged().next_back())];
    if is_term(page, &tokens) {
        inside.tags = tagged().fold(7, |hash, token| mix(hash, page.tags[token] as u32)) | 1;
        let known = content(page, tokens).all(|key| unquoted.get(&key) == Some(&true));
        inside.term = u32::from(known) + 2 * u32::from(twice);
    }
    inside
}

/// Whether a word shows that somebody speaks: I, we, you.
fn is_spoken(word: &str) -> bool {
    const WORDS: [u32; 12] =
        words::keys(["i", "me", "my", "we", "us", "our", "you", "your", "yes", "please", "mine", "ours"]);
    let key = words::key(word);
    WORDS.contains(&key)
        && word != "US"
        && matches!(words::closed(key), None | Some(Class::Pronoun | Class::Owner | Class::Adverb))
}
