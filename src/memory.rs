//! What is kept from one article to the next: what each stage found out of words, which news says again and again.

use std::sync::{Mutex, PoisonError};

use crate::text::{MANY, Vocabulary};
use crate::{dates, entities, figures, grammar, quotes};

/// The words met so far, and what the stages know of them, by the numbers of the words.
#[derive(Debug, Default)]
pub struct Memory {
    /// The numbers of the words.
    pub words: Vocabulary,
    /// What the tagger of parts of speech knows.
    pub grammar: grammar::Memory,
    /// What the search for entities knows.
    pub entities: entities::Memory,
    /// What the search for dates knows.
    pub dates: dates::Memory,
    /// What the search for figures knows.
    pub figures: figures::Memory,
    /// What the search for quotes knows.
    pub quotes: quotes::Memory,
}

/// Memories that are not in use: one for each thread that ever read at the same time as others.
#[derive(Debug, Default)]
pub(crate) struct Memories(Mutex<Vec<Memory>>);

impl Memories {
    /// A memory to read an article with.
    pub fn take(&self) -> Memory {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Keeps a memory for the next article; too many words are forgotten, and the room of a huge article given back.
    pub fn keep(&self, mut memory: Memory) {
        match memory.words.count() {
            0..=MANY => {}
            words if words <= 2 * MANY => memory.words.forget(),
            _ => return,
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
    }
}
