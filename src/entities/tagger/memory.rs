//! What is kept of words from one article to the next, as news says most of its words again: what they look like, and
//! what model and network say of them wherever they stand. All of it follows from the spelling alone, so what is found
//! in an article never depends on those before it.

use std::sync::{Mutex, PoisonError};

use super::features::{Listings, Shapes};
use super::form::Form;
use super::lists::Lists;
use super::net::{Look, SPAN, Vector};
use super::sums::{Mapped, Numbered, Sums};
use super::{Part, Sketch};
use crate::document::Page;
use crate::sequence::hash::Hashed;

/// Different words after which all are forgotten, between two articles; some 20 MB.
const MOST: usize = 16384;

/// The words met so far.
#[derive(Debug)]
pub(super) struct Memory {
    /// Places in `words` by the hash of the spelling.
    places: Hashed<u32>,
    spellings: Vec<Spelling>,
    words: Vec<Word>,
    /// What words are to the network, and what they bring to its first layer: see [`Memory::look`].
    vectors: Vec<Vector>,
    looks: Vec<Look>,
    /// What facts say of a token that are not facts of its word.
    pub facts: Kept,
    /// The word of each form of the article that is read.
    forms: Vec<u32>,
    /// Room for a word in lower case.
    lower: String,
}

/// What facts say: see [`Sums`].
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub shapes: Sums<Mapped<Shapes>>,
    pub lists: Sums<Mapped<Listings>>,
    pub second: Sums<Numbered>,
}

impl Kept {
    /// Forgets what has grown large.
    fn forget_many(&mut self) {
        if self.shapes.len() > 2 * MOST {
            self.shapes.clear();
        }
        if self.lists.len() > 2 * MOST {
            self.lists.clear();
        }
    }
}

/// One word.
#[derive(Debug)]
struct Word {
    form: Form,
    /// What it says of the token two places before it, one before, its own, one behind, two behind.
    parts: [Option<Part>; SPAN],
    /// One more than the place of its vector, and for the same places of its looks; 0: not yet known.
    vector: u32,
    looks: [u32; SPAN],
}

/// A word's bytes and how many they are, where a comparison needs no second look into memory; none of a long word.
type Spelling = ([u8; LONGEST], u8);

/// Bytes of the longest word that is known again.
const LONGEST: usize = 23;

fn spelling(word: &str) -> Spelling {
    let mut bytes = [0; LONGEST];
    match bytes.get_mut(..word.len()) {
        Some(room) => room.copy_from_slice(word.as_bytes()),
        None => return (bytes, 0),
    }
    (bytes, word.len() as u8)
}

impl Word {
    fn new(form: Form) -> Self {
        Self { form, parts: [None; SPAN], vector: 0, looks: [0; SPAN] }
    }
}

impl Memory {
    /// Remembers nothing but the edge of a sentence, which is every article's first form.
    pub fn new() -> Self {
        let edge = Word::new(Form::edge());
        Self {
            places: Hashed::default(),
            spellings: vec![spelling("")],
            words: vec![edge],
            vectors: Vec::new(),
            looks: Vec::new(),
            facts: Kept::default(),
            forms: vec![0],
            lower: String::new(),
        }
    }

    /// Forgets all words but the edge of a sentence.
    fn forget(&mut self) {
        self.places.clear();
        self.spellings.truncate(1);
        self.words.truncate(1);
        self.vectors.clear();
        self.looks.clear();
        (self.words[0].vector, self.words[0].looks) = (0, [0; SPAN]);
    }

    /// A memory of one article's forms, for an article that was sketched without.
    #[cfg(feature = "train")]
    pub fn of(sketch: &Sketch) -> Self {
        let mut memory = Self::new();
        memory.words = sketch.forms.iter().cloned().map(Word::new).collect();
        memory.forms = (0..memory.words.len() as u32).collect();
        memory
    }

    /// Sketches an article, whose forms count from now on.
    pub fn sketch<'p>(&mut self, page: &'p Page, lists: &Lists) -> Sketch<'p> {
        self.forms.truncate(1);
        // All words are looked for before any is compared, so that the waits for memory overlap.
        let words = &page.text.words;
        let known: Vec<Option<u32>> = words.iter().map(|word| self.places.get(&word.hash).copied()).collect();
        for (word, known) in words.iter().zip(known) {
            let form = self.word(page.words(word.span), word.hash, known, lists);
            self.forms.push(form);
        }
        Sketch::with(page, self.forms[1..].iter().map(|word| self.words[*word as usize].form.clone()))
    }

    /// The place of a word in `words`, where it is put if it was not known.
    fn word(&mut self, word: &str, hash: u64, known: Option<u32>, lists: &Lists) -> u32 {
        let spelling = spelling(word);
        let is_same = |at: &u32| spelling.1 > 0 && self.spellings[*at as usize] == spelling;
        known.filter(is_same).unwrap_or_else(|| {
            self.spellings.push(spelling);
            self.words.push(Word::new(Form::new(word, lists, &mut self.lower)));
            let place = self.words.len() as u32 - 1;
            self.places.entry(hash).or_insert(place);
            place
        })
    }

    /// What a form of the article says of the token that stands `place - 2` before it.
    #[inline(always)]
    pub fn part(&mut self, form: usize, place: usize) -> &mut Option<Part> {
        &mut self.words[self.forms[form] as usize].parts[place]
    }

    /// What a form of the article brings to the network's first layer from this place, if it is known.
    #[inline(always)]
    pub fn look(&self, form: usize, place: usize) -> Option<&Look> {
        let at = self.words[self.forms[form] as usize].looks[place] as usize;
        self.looks.get(at.wrapping_sub(1))
    }

    /// What a form of the article is to the network; where that is not known, `find` tells.
    #[inline(always)]
    pub fn vector(&mut self, form: usize, find: impl FnOnce() -> Vector) -> Vector {
        let place = &mut self.words[self.forms[form] as usize].vector;
        if let Some(vector) = self.vectors.get((*place as usize).wrapping_sub(1)) {
            return *vector;
        }
        let vector = find();
        if self.vectors.len() < 2 * MOST {
            self.vectors.push(vector);
            *place = self.vectors.len() as u32;
        }
        vector
    }

    /// Remembers a look, unless there are more than words that come again have.
    #[inline(always)]
    pub fn keep_look(&mut self, form: usize, place: usize, look: Look) {
        if self.looks.len() >= SPAN * MOST {
            return;
        }
        self.looks.push(look);
        self.words[self.forms[form] as usize].looks[place] = self.looks.len() as u32;
    }
}

/// Memories that are not in use: one for each thread that ever read at the same time as others.
#[derive(Debug, Default)]
pub(super) struct Memories(Mutex<Vec<Memory>>);

impl Memories {
    /// A memory to read an article with.
    pub fn take(&self) -> Memory {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_else(Memory::new)
    }

    /// Keeps a memory for the next article; what has grown large is forgotten, and the room of a huge article given back.
    pub fn keep(&self, mut memory: Memory) {
        if memory.words.len() > 2 * MOST {
            return;
        }
        if memory.words.len() > MOST {
            memory.forget();
        }
        memory.facts.forget_many();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
    }
}

#[cfg(test)]
mod tests {
    use super::super::LISTS;
    use super::*;
    use crate::{Analyzer, Source};

    #[test]
    fn forms_are_those_of_the_words() {
        let lists = Lists::read(LISTS).expect("embedded");
        let analyzer = Analyzer::new();
        let page = |text: &str| analyzer.page(Source::from_text("test", text));
        let (first, second) = (page("The bank met Gow."), page("Gow left the bank; antidisestablishmentarianism won."));
        let mut memory = Memory::new();
        for page in [&first, &second, &second] {
            let forms = memory.sketch(page, &lists).forms;
            let fresh = Memory::new().sketch(page, &lists).forms;
            assert_eq!(format!("{forms:?}"), format!("{fresh:?}"));
        }
        let long = 1;
        assert_eq!(
            memory.words.len(),
            1 + ["The", "bank", "met", "Gow", ".", "left", "the", ";", "won"].len() + 2 * long
        );
        memory.forget();
        assert_eq!((memory.words.len(), memory.places.len()), (1, 0));
    }
}
