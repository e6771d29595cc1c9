//! Who bears a word of a name. Takes people by their words; gives those of a word, the one named last first.

use crate::sequence::hash::{self, Hashed};

/// Most people of one surname that a new full name is compared with.
const NAMESAKES: usize = 24;

/// Who bears a word of a name, by the hash of the word.
#[derive(Debug, Default)]
pub(super) struct Bearers {
    /// Where the last one of a word stands among all.
    last: Hashed<usize>,
    /// People, each with the place of the one before of the same word.
    people: Vec<(usize, Option<usize>)>,
}

impl Bearers {
    /// Adds a person, unless that is the last one.
    pub fn add(&mut self, word: &str, person: usize) {
        let word = hash::text(word);
        let before = self.last.get(&word).copied();
        if before.is_none_or(|before| self.people[before].0 != person) {
            self.last.insert(word, self.people.len());
            self.people.push((person, before));
        }
    }

    /// The people of a word, the last one first.
    pub fn of(&self, word: &str) -> impl Iterator<Item = usize> {
        let last = self.last.get(&hash::text(word)).copied();
        let all = std::iter::successors(last, |at| self.people[*at].1).map(|at| self.people[at].0);
        let mut seen = None;
        all.filter(move |person| seen.replace(*person) != Some(*person)).take(NAMESAKES)
    }

    /// Puts one person in the place of another.
    pub fn rename(&mut self, other: usize, one: usize) {
        self.people.iter_mut().filter(|(person, _)| *person == other).for_each(|(person, _)| *person = one);
    }
}
