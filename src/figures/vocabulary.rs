//! What the word lists say of the words of a page.

use std::cell::OnceCell;

use crate::document::Page;
use crate::figures::cues::{self, Cues};
use crate::figures::lexicon::{self, NumberWord};
use crate::figures::numeral;
use crate::text::{Kept, TokenKind};

/// The different words of a page, in step with `page.text.words`.
pub(super) struct Vocabulary<'a> {
    pub page: &'a Page,
    words: Vec<Word<'a>>,
    /// Whether a number can begin with the word.
    opens: Vec<bool>,
}

/// A word and what is known of it.
pub(super) struct Word<'a> {
    pub spelling: &'a str,
    /// What it does in a number.
    pub number: Option<NumberWord>,
    /// Known once somebody asks: few words stand near numbers.
    cues: OnceCell<Cues>,
}

/// What is kept of a spelling.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    number: Option<NumberWord>,
    opens: bool,
}

impl Known {
    fn of(spelling: &str) -> Self {
        let number = lexicon::look_up(spelling);
        Self { number, opens: numeral::opens(spelling, number) }
    }
}

impl<'a> Vocabulary<'a> {
    pub fn of(page: &'a Page, kept: &mut Kept<Known>) -> Self {
        let known = page.text.of_words(&page.source.text, kept, Known::of);
        let spellings = page.text.words.iter().map(|one| page.words(one.span));
        let word =
            |(spelling, known): (&'a str, &Known)| Word { spelling, number: known.number, cues: OnceCell::new() };
        let words = spellings.zip(&known).map(word).collect();
        Self { page, words, opens: known.iter().map(|known| known.opens).collect() }
    }

    /// Whether a number can begin with this token.
    #[inline]
    pub fn opens_number(&self, token: usize) -> bool {
        let text = &self.page.text;
        self.opens[text.word_of[token] as usize] || text.tokens[token].kind == TokenKind::Number
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
