//! What the quoted words say: whether they make a clause, who speaks in them, whether they are a term of the article.

use std::collections::HashMap;
use std::ops::Range;

use super::super::lexicon::Lexicon;
use super::super::marks::Quoted;
use super::super::words;
use super::mix;
use crate::document::Page;
use crate::grammar::Tag;
use crate::sequence::hash::Spread;

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
type Keyed<T> = HashMap<u32, T, Spread>;

/// What each quote says.
pub(super) fn read(page: &Page, lexicon: &Lexicon, quoted: &[Quoted]) -> Vec<Inside> {
    let tokens: Vec<Range<usize>> = quoted.iter().map(|quoted| page.text.tokens_in(quoted.inner)).collect();
    let terms: Vec<&Range<usize>> = tokens.iter().filter(|tokens| is_term(page, tokens)).collect();
    let unquoted = unquoted(page, lexicon, quoted, &terms);
    let twice = twice(page, quoted, &tokens);
    let one = |(tokens, twice): (&Range<usize>, bool)| one(page, lexicon, tokens, &unquoted, twice);
    tokens.iter().zip(twice).map(one).collect()
}

/// Of each quote that is a term, whether it is there more than once.
fn twice(page: &Page, quoted: &[Quoted], tokens: &[Range<usize>]) -> Vec<bool> {
    let all = || quoted.iter().map(|quoted| plain(page, quoted)).zip(tokens);
    let longest = all().filter(|(_, tokens)| is_term(page, tokens)).map(|(words, _)| words.len()).max();
    let keys: Vec<Option<u32>> =
        all().map(|(words, _)| (Some(words.len()) <= longest).then(|| words::key(words))).collect();
    let mut times: Keyed<u32> = Keyed::default();
    keys.iter().flatten().for_each(|key| *times.entry(*key).or_default() += 1);
    keys.iter().map(|key| key.is_some_and(|key| times[&key] > 1)).collect()
}

/// The words of a quote, whatever mark ends them.
fn plain<'p>(page: &'p Page, quoted: &Quoted) -> &'p str {
    page.words(quoted.inner).trim_matches(|c: char| !c.is_alphanumeric())
}

/// Of each word of the quoted terms, whether it stands outside the quotes too.
fn unquoted(page: &Page, lexicon: &Lexicon, quoted: &[Quoted], terms: &[&Range<usize>]) -> Keyed<bool> {
    let terms = terms.iter().flat_map(|tokens| content(page, lexicon, tokens));
    let mut keys: Keyed<bool> = terms.map(|key| (key, false)).collect();
    if keys.is_empty() {
        return keys;
    }
    let mut stands = Vec::new();
    // Of most words the last bits tell that their key is none of them.
    let ends = keys.keys().fold(0u64, |ends, key| ends | 1 << (key % 64));
    let mut next = 0;
    for token in lexicon.tokens(|word| ends >> (word.key % 64) & 1 == 1 && keys.contains_key(&word.key)) {
        let span = page.text.tokens[token].span;
        while quoted.get(next).is_some_and(|quoted| quoted.outer.end() <= span.start()) {
            next += 1;
        }
        if !quoted.get(next).is_some_and(|quoted| quoted.outer.overlaps(span)) {
            stands.push(lexicon.key(token));
        }
    }
    stands.into_iter().for_each(|key| _ = keys.insert(key, true));
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
fn content(page: &Page, lexicon: &Lexicon, tokens: &Range<usize>) -> impl Iterator<Item = u32> {
    let spellings = tagged(page, tokens.clone()).map(|token| lexicon.at(token));
    spellings.filter(|spelling| spelling.closed.is_none()).map(|spelling| spelling.key)
}

fn one(page: &Page, lexicon: &Lexicon, tokens: &Range<usize>, unquoted: &Keyed<bool>, twice: bool) -> Inside {
    let tagged = || tagged(page, tokens.clone());
    let mut inside = Inside::default();
    for token in tokens.clone().take(40) {
        let tag = page.tags[token];
        inside.clause |= u32::from(matches!(tag, Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD));
        inside.clause |= 2 * u32::from(lexicon.at(token).is_spoken);
        inside.clause |= 4 * u32::from(tag.is_verb());
    }
    let number = |token: Option<usize>| token.map_or(99, |token| page.tags[token] as u32);
    inside.ends = [number(tagged().next()), number(tagged().next_back())];
    if is_term(page, tokens) {
        inside.tags = tagged().fold(7, |hash, token| mix(hash, page.tags[token] as u32)) | 1;
        let known = content(page, lexicon, tokens).all(|key| unquoted.get(&key) == Some(&true));
        inside.term = u32::from(known) + 2 * u32::from(twice);
    }
    inside
}
