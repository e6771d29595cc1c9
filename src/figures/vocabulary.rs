//! What the word lists say of the words of a page. Each different spelling is looked up once.

use std::cell::OnceCell;

use crate::document::Page;
use crate::figures::cues::{self, Cues};
use crate::figures::lexicon::{self, NumberWord};
use crate::figures::numeral;

/// The different words of a page, in step with `page.text.words`.
pub(super) struct Vocabulary<'a> {
    pub page: &'a Page,
    words: Vec<Word<'a>>,
}

/// A word and what is known of it.
pub(super) struct Word<'a> {
    pub spelling: &'a str,
    /// What it does in a number.
    pub number: Option<NumberWord>,
    /// Whether a number can begin with it.
    pub opens: bool,
    /// Known once somebody asks: few words stand near numbers.
    cues: OnceCell<Cues>,
}

impl<'a> Vocabulary<'a> {
    pub fn of(page: &'a Page) -> Self {
        let word = |spelling: &'a str| {
            let number = lexicon::look_up(spelling);
            Word { spelling, number, opens: numeral::opens(spelling, number), cues: OnceCell::new() }
        };
        Self { page, words: page.text.words.iter().map(|one| word(page.words(one.span))).collect() }
    }

    /// The word that this token is.
    #[inline]
    pub fn at(&self, token: usize) -> &Word<'a> {
        &self.words[self.page.text.word_of[token] as usize]
    }
}

impl Word<'_> {
    /// What the lists of cues say of it.
    pub fn cues(&self) -> Cues {
        *self.cues.get_or_init(|| cues::of(self.spelling))
    }
}
