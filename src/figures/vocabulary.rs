//! What the word lists say of the words of a page. Each different spelling is looked up once.

use std::cell::OnceCell;

use crate::document::Page;
use crate::figures::cues::{self, Cues};
use crate::figures::lexicon::{self, NumberWord};
use crate::figures::numeral;
use crate::text::TokenKind;

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

impl<'a> Vocabulary<'a> {
    pub fn of(page: &'a Page) -> Self {
        let word = |spelling: &'a str| Word { spelling, number: lexicon::look_up(spelling), cues: OnceCell::new() };
        let words: Vec<_> = page.text.words.iter().map(|one| word(page.words(one.span))).collect();
        let opens = words.iter().map(|word| numeral::opens(word.spelling, word.number)).collect();
        Self { page, words, opens }
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
