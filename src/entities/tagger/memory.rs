//! What is kept of words from one article to the next: what they look like, and what model and network say of them
//! wherever they stand.

use std::hint::black_box;

use super::features::{Listings, Shapes};
use super::form::{Affixes, Form};
use super::lists::Lists;
use super::net::{Brought, Look, SPAN, Vector};
use super::sketch::Around;
use super::sums::{Mapped, Numbered, Sums};
use super::{HERE, Part, STRONG};
use crate::document::Page;
use crate::fetch::fetch;
use crate::sequence::{Batch, Decoder};
use crate::text::{MANY, Numbering};

/// The words met so far, by their numbers in the vocabulary.
#[derive(Debug, Default)]
pub struct Memory {
    numbering: Numbering,
    pub(super) forms: Forms,
    pub(super) known: Known,
}

impl Memory {
    /// A memory of one page.
    #[cfg(feature = "train")]
    pub(super) fn of(page: &Page, lists: &Lists) -> Self {
        let mut memory = Self::default();
        memory.learn(page, lists);
        memory
    }

    /// Learns the words of a page, and forgets what facts say where that has grown large.
    pub(super) fn learn(&mut self, page: &Page, lists: &Lists) {
        if self.numbering != page.text.numbering {
            self.numbering = page.text.numbering;
            self.forget();
        }
        self.forms.learn(page, lists);
        self.known.words.resize_with(self.forms.forms.len(), Word::default);
        self.known.facts.forget_many();
        page.text.words.iter().for_each(|word| fetch(&self.known.words[word.number as usize]));
    }

    /// Forgets all words but the edge of a sentence.
    fn forget(&mut self) {
        self.forms.forget();
        self.known.words.clear();
        self.known.vectors.clear();
        self.known.brought.clear();
    }
}

/// What words look like.
#[derive(Debug)]
pub(super) struct Forms {
    forms: Vec<Form>,
    affixes: Vec<Affixes>,
    /// Room for a word in lower case.
    lower: String,
}

impl Default for Forms {
    /// None but that of the edge of a sentence.
    fn default() -> Self {
        Self { forms: vec![Form::edge()], affixes: vec![Affixes::edge()], lower: String::new() }
    }
}

impl Forms {
    /// Looks at those words of a page that are not known.
    pub fn learn(&mut self, page: &Page, lists: &Lists) {
        let numbers = page.text.words.iter().map(|word| word.number as usize);
        numbers.filter_map(|number| self.forms.get(number)).for_each(fetch);
        for word in &page.text.words {
            let number = word.number as usize;
            if number >= self.forms.len() {
                self.forms.resize_with(number + 1, Form::unknown);
                self.affixes.resize_with(number + 1, Affixes::edge);
            }
            if !self.forms[number].is_known {
                let found = Form::new(page.words(word.span), lists, &mut self.lower);
                (self.forms[number], self.affixes[number]) = found;
            }
        }
    }

    /// Forgets all but the edge of a sentence.
    fn forget(&mut self) {
        self.forms.truncate(1);
        self.affixes.truncate(1);
    }

    /// The forms by their numbers; nothing of use under those of words that were never seen.
    pub fn all(&self) -> &[Form] {
        &self.forms
    }

    /// The affixes of a form.
    pub fn affixes(&self, form: usize) -> &Affixes {
        &self.affixes[form]
    }
}

/// Most looks that there is room for after an article: 2 MB.
const ROOM: usize = 1 << 14;

/// What model and network say of words.
#[derive(Debug, Default)]
pub(super) struct Known {
    words: Vec<Word>,
    /// What words are to the network, and what they bring to its first layer: see [`Known::brought`].
    vectors: Vec<Vector>,
    brought: Vec<Brought>,
    /// What facts say of a token that are not facts of its word.
    pub facts: Facts,
    /// Room that is used again.
    pub batch: Batch,
    pub room: Vec<Look>,
    pub decoder: Decoder,
}

/// What facts say: see [`Sums`].
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub shapes: Sums<Mapped<Shapes>>,
    pub lists: Sums<Mapped<Listings>>,
    pub second: Sums<Numbered>,
}

impl Facts {
    /// Forgets what has grown large.
    fn forget_many(&mut self) {
        if self.shapes.len() > MANY {
            self.shapes.clear();
        }
        if self.lists.len() > MANY {
            self.lists.clear();
        }
    }
}

/// One word, in three lines of the processor's cache.
#[derive(Clone, Debug, Default)]
#[repr(align(64))]
struct Word {
    /// What it says of the token two places before it, one before, its own, one behind, two behind; nothing where that is
    /// not known.
    parts: [Part; SPAN],
    /// Which parts are known, as bits.
    known: u8,
    /// Whether by its own part it may belong to a name without a capital.
    strong: bool,
    /// One more than the place of its vector, and for the same places of what it brings; 0: not yet known.
    vector: u32,
    brought: [u32; SPAN],
}

impl Known {
    /// What a form says of the token that stands `place - 2` before it; nothing where that is not known.
    #[inline(always)]
    pub fn part(&self, form: usize, place: usize) -> &Part {
        &self.words[form].parts[place]
    }

    /// Gives back the room that a long article took.
    pub fn give_back(&mut self) {
        if self.room.capacity() > ROOM {
            (self.batch, self.room, self.decoder) = Default::default();
        }
    }

    /// Whether all parts of the forms around some tokens are known. Asked for one after the other, without a decision in
    /// between, they come together.
    #[inline(always)]
    pub fn has_parts(&self, around: &[Around]) -> bool {
        let (mut touched, mut known) = (0, u8::MAX);
        for forms in around {
            for (place, form) in forms.iter().enumerate() {
                let word = &self.words[*form as usize];
                touched ^= word.parts[place][0];
                known &= word.known | !(1 << place);
            }
        }
        black_box(touched);
        known == u8::MAX
    }

    /// Asks memory for what the forms around some tokens bring.
    #[inline(always)]
    pub fn fetch_brought<'a>(&self, around: impl Iterator<Item = &'a Around>) {
        for forms in around {
            for (place, form) in forms.iter().enumerate() {
                self.brought(*form as usize, place).into_iter().for_each(fetch);
            }
        }
    }

    /// Whether a form may be part of a name without a capital; no, where that is not known.
    #[inline(always)]
    pub fn is_strong(&self, form: usize) -> bool {
        self.words[form].strong
    }

    /// Whether [`Known::part`] is still to be found, which it is not from now on.
    #[inline(always)]
    pub fn wants_part(&mut self, form: usize, place: usize) -> bool {
        let known = &mut self.words[form].known;
        let before = *known;
        *known |= 1 << place;
        *known != before
    }

    /// Remembers what a form says.
    #[inline(always)]
    pub fn keep_part(&mut self, form: usize, place: usize, part: Part) {
        let word = &mut self.words[form];
        word.parts[place] = part;
        word.strong |= place == HERE && part.iter().any(|score| *score >= STRONG);
    }

    /// What a form brings to the network's first layer from this place, if it is known.
    #[inline(always)]
    pub fn brought(&self, form: usize, place: usize) -> Option<&Brought> {
        let at = self.words[form].brought[place] as usize;
        self.brought.get(at.wrapping_sub(1))
    }

    /// What a form is to the network; where that is not known, `find` tells.
    #[inline(always)]
    pub fn vector(&mut self, form: usize, find: impl FnOnce() -> Vector) -> Vector {
        let place = &mut self.words[form].vector;
        if let Some(vector) = self.vectors.get((*place as usize).wrapping_sub(1)) {
            return *vector;
        }
        let vector = find();
        if self.vectors.len() < MANY {
            self.vectors.push(vector);
            *place = self.vectors.len() as u32;
        }
        vector
    }

    /// Remembers what a form brings, unless there is more than words that come again have.
    #[inline(always)]
    pub fn keep_brought(&mut self, form: usize, place: usize, brings: Brought) {
        if self.brought.len() >= SPAN * MANY {
            return;
        }
        self.brought.push(brings);
        self.words[form].brought[place] = self.brought.len() as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::super::LISTS;
    use super::*;
    use crate::{Analyzer, Source};

    #[test]
    fn a_long_article_leaves_no_room_behind() {
        let page = Analyzer::new().page(Source::from_text("test", "Gow met Holm in Nurn.\n".repeat(ROOM)));
        let mut memory = Memory::default();
        super::super::Tagger::load().tag(&page, &mut memory);
        assert!(memory.known.room.capacity() <= ROOM);
    }

    #[test]
    fn forms_are_those_of_the_words() {
        let lists = Lists::read(LISTS).expect("embedded");
        let (analyzer, mut all) = (Analyzer::new(), crate::Memory::default());
        let mut page = |text: &str| analyzer.read(Source::from_text("test", text), &mut all);
        let (first, second) = (page("The bank met Gow."), page("Gow left the bank; antidisestablishmentarianism won."));
        let mut forms = Forms::default();
        // The second page alone, then with the first: some numbers are not known until then.
        for page in [&second, &first, &second] {
            forms.learn(page, &lists);
            for word in &page.text.words {
                let number = word.number as usize;
                let form = (&forms.all()[number], forms.affixes(number));
                let fresh = Form::new(page.words(word.span), &lists, &mut String::new());
                assert_eq!(format!("{form:?}"), format!("{fresh:?}"));
            }
        }
        assert!(forms.all().iter().all(|form| form.is_known));
    }
}
