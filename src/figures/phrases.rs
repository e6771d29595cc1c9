//! Lookup of listed phrases of several words in a sentence, longest first, whatever their case, with or without a
//! plural -s, joined by blanks or hyphens.

use crate::figures::fold::Caseless;
use crate::figures::line::Line;
use crate::sequence::hash::Listed;

/// Phrases by their first word.
#[derive(Debug)]
pub(super) struct Phrases<T>(Caseless<Vec<(Vec<&'static str>, T)>>);

impl<T: Copy> Phrases<T> {
    /// The lists' phrases, each of words set apart by blanks.
    pub fn new(phrases: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut by_first: Listed<Vec<(Vec<&str>, T)>> = Listed::with_capacity_and_hasher(512, Default::default());
        for (phrase, meaning) in phrases.filter(|(phrase, _)| !phrase.is_empty()) {
            let mut words = phrase.split(' ');
            let first = words.next().unwrap_or_default();
            by_first.entry(first).or_default().push((words.collect(), meaning));
        }
        Self(Caseless::new(by_first))
    }

    /// Whether any begins with this word.
    pub fn have(&self, word: &str) -> bool {
        self.starting_with(word).is_some()
    }

    /// The phrases that begin at this token: their meanings and the tokens behind them.
    pub fn at(&self, line: &Line, at: usize) -> impl Iterator<Item = (T, usize)> {
        let found = self.starting_with(line.word(at));
        found.into_iter().flatten().filter_map(move |(rest, meaning)| Some((*meaning, end_of(line, at + 1, rest)?)))
    }

    /// The longest phrase that begins at this token.
    pub fn longest(&self, line: &Line, at: usize) -> Option<(T, usize)> {
        self.at(line, at).reduce(|best, found| if found.1 > best.1 { found } else { best })
    }

    fn starting_with(&self, word: &str) -> Option<&Vec<(Vec<&'static str>, T)>> {
        self.0.get(word).or_else(|| match word.as_bytes().last()? {
            b'.' => {
                let stem = word.trim_end_matches('.');
                self.0.get(stem).or_else(|| self.0.get(stem.strip_suffix(['s', 'S'])?))
            }
            b's' | b'S' => self.0.get(&word[..word.len() - 1]),
            _ => None,
        })
    }
}

/// The token behind the words of `rest`, if they stand from `at` on.
fn end_of(line: &Line, at: usize, rest: &[&str]) -> Option<usize> {
    let mut at = at;
    for word in rest {
        at += usize::from(line.is_hyphen(at));
        let found = line.word(at);
        let found = if found.len() > 1 { found.trim_end_matches('.') } else { found };
        let stem = found.strip_suffix(['s', 'S']).unwrap_or(found);
        if !found.eq_ignore_ascii_case(word) && !stem.eq_ignore_ascii_case(word) {
            return None;
        }
        at += 1;
    }
    Some(at)
}
