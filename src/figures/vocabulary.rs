//! What the word lists say of the words of a page.

use crate::document::Page;
use crate::figures::cues::{self, Cues};
use crate::figures::lexicon::{self, NumberWord};
use crate::figures::{approximation, currency, numeral, units};
use crate::text::{Kept, TokenKind};

/// The different words of a page, in step with `page.text.words`.
pub(super) struct Vocabulary<'a> {
    pub page: &'a Page,
    words: Vec<Word<'a>>,
    /// Whether a number can begin with the word.
    opens: Vec<bool>,
    /// Whether the page tells of cricket, and of athletics.
    pub is_on_cricket: bool,
    pub is_on_athletics: bool,
}

/// A word and what is known of it.
pub(super) struct Word<'a> {
    pub spelling: &'a str,
    pub known: Known,
}

/// What is kept of a spelling.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// What it does in a number.
    pub number: Option<NumberWord>,
    /// The cues that it carries.
    pub cues: Cues,
    opens: bool,
    /// Whether words that loosen a number may end with it, before the number.
    pub loosens_before: bool,
    /// Whether words that loosen a number may begin with it, behind the number.
    pub loosens_behind: bool,
    /// Whether the name of a unit may begin with it.
    pub is_unit: bool,
    /// Whether the name of a currency may begin with it.
    pub is_money: bool,
}

/// What is known of no word.
pub(super) static NOTHING: Known = Known {
    number: None,
    cues: Cues::NONE,
    opens: false,
    loosens_before: false,
    loosens_behind: false,
    is_unit: false,
    is_money: false,
};

impl Known {
    fn of(spelling: &str) -> Self {
        let number = lexicon::look_up(spelling);
        Self {
            number,
            cues: cues::of(spelling),
            opens: numeral::opens(spelling, number),
            loosens_before: approximation::may_end_with(spelling),
            loosens_behind: approximation::may_begin_with(spelling),
            is_unit: units::may_begin_with(spelling),
            is_money: currency::may_begin_with(spelling),
        }
    }
}

impl<'a> Vocabulary<'a> {
    pub fn of(page: &'a Page, kept: &mut Kept<Known>) -> Self {
        let known = page.text.of_words(&page.source.text, kept, Known::of);
        let opens = known.iter().map(|known| known.opens).collect();
        let tells_of =
            |cue: Cues, words: usize| known.iter().filter(|known| known.cues.has(cue)).nth(words - 1).is_some();
        let (is_on_cricket, is_on_athletics) = (tells_of(cues::BATTING, 2), tells_of(cues::ATHLETICS, 3));
        let spellings = page.text.words.iter().map(|one| page.words(one.span));
        let words = spellings.zip(known).map(|(spelling, known)| Word { spelling, known }).collect();
        Self { page, words, opens, is_on_cricket, is_on_athletics }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_what_the_lists_say() {
        let known = ["about", "so", "Kilometres", "Hong", "euro", "table"].map(Known::of);
        assert_eq!(known.map(|known| known.loosens_before), [true, false, false, false, false, false]);
        assert_eq!(known.map(|known| known.is_unit), [false, false, true, false, false, false]);
        assert_eq!(known.map(|known| known.is_money), [false, false, false, true, true, false]);
        assert!(Known::of("or").loosens_behind && !known[5].loosens_behind);
    }
}
