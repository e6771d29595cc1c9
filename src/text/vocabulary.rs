//! Spellings that come again from one article to the next, as news says most of its words again: each has a number, and
//! what a stage finds out of it is kept under that. All that is kept follows from the spelling alone, and from lists
//! and models that never change, so that what is found in an article never depends on those before it.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::sequence::hash::Hashed;

/// Numbers for spellings. The first, 0, is that of no letters: what stands beyond the ends of a sentence.
#[derive(Debug)]
pub struct Vocabulary {
    numbering: Numbering,
    /// Numbers by the hash of the spelling.
    numbers: Hashed<u32>,
    spellings: Vec<Spelling>,
}

/// Tells the numbers of one vocabulary from those of others, and from its own before it forgot all words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbering(u64);

impl Numbering {
    /// One that never was.
    fn new() -> Self {
        static LAST: AtomicU64 = AtomicU64::new(0);
        Self(LAST.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

/// A spelling's bytes and how many they are, where a comparison needs no second look into memory; none of a long word.
type Spelling = ([u8; LONGEST], u8);

/// Bytes of the longest word that is known again.
const LONGEST: usize = 23;

/// Different spellings after which all are forgotten, between two articles; some 40 MB with what is known of them.
pub const MANY: usize = 32768;

fn spelling(word: &str) -> Spelling {
    let mut bytes = [0; LONGEST];
    match bytes.get_mut(..word.len()) {
        Some(room) => room.copy_from_slice(word.as_bytes()),
        None => return (bytes, 0),
    }
    (bytes, word.len() as u8)
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { numbering: Numbering::new(), numbers: Hashed::default(), spellings: vec![spelling("")] }
    }
}

impl Vocabulary {
    /// The number of a word with this hash; a new one where the word is not known or long.
    pub(super) fn number(&mut self, word: &str, hash: u64) -> u32 {
        let spelling = spelling(word);
        let is_same = |number: &u32| spelling.1 > 0 && self.spellings[*number as usize] == spelling;
        if let Some(known) = self.numbers.get(&hash).copied().filter(is_same) {
            return known;
        }
        let number = self.spellings.len() as u32;
        self.spellings.push(spelling);
        // Of two words with one hash only the first is known again.
        self.numbers.entry(hash).or_insert(number);
        number
    }

    /// Which numbers these are.
    pub(super) fn numbering(&self) -> Numbering {
        self.numbering
    }

    /// How many spellings are known.
    pub fn count(&self) -> usize {
        self.spellings.len()
    }

    /// Forgets all spellings; the numbers will mean others.
    pub fn forget(&mut self) {
        self.numbering = Numbering::new();
        self.numbers.clear();
        self.spellings.truncate(1);
    }
}

/// What a stage found out of words, by their numbers.
#[derive(Debug)]
pub struct Kept<T> {
    numbering: Numbering,
    found: Vec<Option<T>>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { numbering: Numbering::default(), found: Vec::new() }
    }
}

impl<T: Copy> Kept<T> {
    /// Forgets all if these are other numbers than before.
    pub(super) fn turn_to(&mut self, numbering: Numbering) {
        if self.numbering != numbering {
            self.numbering = numbering;
            self.found.clear();
        }
    }

    /// What is kept under a number; where nothing is, what `find` says.
    #[inline]
    pub(super) fn of(&mut self, number: u32, find: impl FnOnce() -> T) -> &T {
        let at = number as usize;
        if at >= self.found.len() {
            self.found.resize(at + 1, None);
        }
        self.found[at].get_or_insert_with(find)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_keeps_its_number() {
        let mut words = Vocabulary::default();
        assert_eq!([("bank", 7), ("Bank", 8), ("bank", 7)].map(|(word, hash)| words.number(word, hash)), [1, 2, 1]);
        let long = "antidisestablishmentarianism";
        assert_ne!(words.number(long, 9), words.number(long, 9), "a long word is not known again");
    }

    #[test]
    fn spellings_with_one_hash_are_told_apart() {
        let mut words = Vocabulary::default();
        let first = words.number("bank", 7);
        assert!(words.number("money", 7) != first && words.number("bank", 7) == first);
    }

    #[test]
    fn what_is_kept_is_asked_once_and_forgotten_with_the_numbers() {
        let (mut kept, mut words) = (Kept::default(), Vocabulary::default());
        kept.turn_to(words.numbering());
        assert_eq!((*kept.of(3, || 'a'), *kept.of(0, || 'b'), *kept.of(3, || 'c')), ('a', 'b', 'a'));
        words.forget();
        kept.turn_to(words.numbering());
        assert_eq!((*kept.of(3, || 'd'), *kept.of(3, || 'e')), ('d', 'd'));
    }
}
