//! Spellings that come again from one article to the next, as news says most of its words again: each has a number, and
//! what a stage finds out of it is kept under that. All that is kept follows from the spelling alone, and from lists
//! and models that never change, so that what is found in an article never depends on those before it.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::sequence::hash::{self, Spread};

/// Numbers for spellings. The first, 0, is that of no letters: what stands beyond the ends of a sentence.
#[derive(Debug)]
pub struct Vocabulary {
    numbering: Numbering,
    numbers: HashMap<Spelling, u32, Spread>,
    /// How many numbers there are.
    count: u32,
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

/// A spelling's bytes and, as the last byte, how many they are: what is looked for and what tells it from others come from
/// memory together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spelling([u64; 3]);

/// Bytes of the longest word that is known again.
const LONGEST: usize = 23;

/// Different spellings after which all are forgotten, between two articles; some 40 MB with what is known of them.
pub const MANY: usize = 32768;

impl Spelling {
    /// That of a word, unless it is too long.
    fn of(word: &str) -> Option<Self> {
        let mut bytes = [0; LONGEST + 1];
        bytes[..LONGEST].get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        bytes[LONGEST] = word.len() as u8;
        Some(Self([0, 8, 16].map(|at| u64::from_le_bytes(std::array::from_fn(|byte| bytes[at + byte])))))
    }
}

impl Hash for Spelling {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.into_iter().fold(0, hash::join));
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { numbering: Numbering::new(), numbers: HashMap::default(), count: 1 }
    }
}

impl Vocabulary {
    /// The number of a word; a new one where the word is not known or long.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        let next = self.count;
        let number = Spelling::of(word).map_or(next, |spelling| *self.numbers.entry(spelling).or_insert(next));
        self.count += u32::from(number == next);
        number
    }

    /// Which numbers these are.
    pub(super) fn numbering(&self) -> Numbering {
        self.numbering
    }

    /// How many spellings are known.
    pub fn count(&self) -> usize {
        self.count as usize
    }

    /// Forgets all spellings; the numbers will mean others.
    pub fn forget(&mut self) {
        self.numbering = Numbering::new();
        self.numbers.clear();
        self.count = 1;
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

    /// Whether something is kept under a number.
    #[inline]
    pub(super) fn has(&self, number: u32) -> bool {
        self.found.get(number as usize).is_some_and(Option::is_some)
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
        assert_eq!(["bank", "Bank", "bank", "bank\0"].map(|word| words.number(word)), [1, 2, 1, 3]);
        let long = "antidisestablishmentarianism";
        assert_ne!(words.number(long), words.number(long), "a long word is not known again");
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
