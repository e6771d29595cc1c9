//! Spellings that come again from one article to the next, as news says most of its words again: each has a number, and
//! what a stage finds out of it is kept under that. All that is kept follows from the spelling alone, and from lists
//! and models that never change, so that what is found in an article never depends on those before it.

use std::sync::atomic::{AtomicU64, Ordering};

use super::Word;
use crate::fetch::fetch;
use crate::sequence::{Key, Table, hash};

/// Numbers for spellings. The first, 0, is that of no letters: what stands beyond the ends of a sentence.
#[derive(Debug)]
pub struct Vocabulary {
    numbering: Numbering,
    /// Spellings with their numbers.
    table: Table<Spelling>,
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

/// A spelling's bytes and, as the last byte, how many they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Spelling([u64; 3]);

/// Bytes of the longest word that is known again.
const LONGEST: usize = 23;

/// Words whose places are asked for together.
const TOGETHER: usize = 64;

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

impl Key for Spelling {
    /// The hash of the word.
    fn hash(&self) -> u64 {
        let bytes: [u8; LONGEST + 1] = std::array::from_fn(|at| self.0[at / 8].to_le_bytes()[at % 8]);
        hash::bytes(&bytes[..usize::from(bytes[LONGEST]).min(LONGEST)])
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { numbering: Numbering::new(), table: Table::default(), count: 1 }
    }
}

impl Vocabulary {
    /// Gives words of a text their numbers; new ones to those that are not known or long.
    pub(super) fn number(&mut self, source: &str, words: &mut [Word]) {
        self.table.make_room(words.len());
        for words in words.chunks_mut(TOGETHER) {
            words.iter().for_each(|word| self.table.fetch(word.hash));
            for word in words {
                word.number = self.number_of(word.span.of(source), word.hash);
            }
        }
    }

    fn number_of(&mut self, word: &str, hash: u64) -> u32 {
        let known = Spelling::of(word).map(|spelling| self.table.number(spelling, hash, self.count));
        let number = known.unwrap_or(self.count);
        self.count += u32::from(number == self.count);
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
        self.table.clear();
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

    /// Asks memory for what is kept under these numbers.
    #[inline]
    pub(super) fn fetch(&self, numbers: impl Iterator<Item = u32>) {
        numbers.filter_map(|number| self.found.get(number as usize)).for_each(fetch);
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
    use crate::span::Span;

    /// The numbers of these words, which are parted by blanks.
    fn numbers(vocabulary: &mut Vocabulary, text: &str) -> Vec<u32> {
        let span = |word: &str| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            Span::new(start, start + word.len())
        };
        let words = text.split(' ').map(|word| Word { span: span(word), hash: hash::text(word), number: 0 });
        let mut words: Vec<Word> = words.collect();
        vocabulary.number(text, &mut words);
        words.iter().map(|word| word.number).collect()
    }

    #[test]
    fn a_spelling_keeps_its_number() {
        let mut words = Vocabulary::default();
        assert_eq!(numbers(&mut words, "bank Bank bank bank\0"), [1, 2, 1, 3]);
        let many: Vec<String> = (0..1000).map(|at| format!("word{at}")).collect();
        assert_eq!(numbers(&mut words, &many.join(" ")), (4..1004).collect::<Vec<_>>());
        assert_eq!(numbers(&mut words, "word999 bank word0 money"), [1003, 1, 4, 1004]);
    }

    #[test]
    fn a_long_word_is_not_known_again() {
        let long = "antidisestablishmentarianism";
        assert_eq!(numbers(&mut Vocabulary::default(), &[long, long].join(" ")), [1, 2]);
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
