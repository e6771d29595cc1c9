//! What the word lists say of the words of a page.

use std::cell::OnceCell;
use std::ops::Range;

use crate::document::Page;
use crate::figures::cues::{self, Cues};
use crate::figures::lexicon::{self, NumberWord};
use crate::figures::words::Shape;
use crate::figures::{approximation, currency, numeral, units};
use crate::text::{Kept, TokenKind};

/// The different words of a page, in step with `page.text.words`.
pub(super) struct Vocabulary<'a> {
    pub page: &'a Page,
    words: Vec<Known>,
    /// Whether a number can begin with the word.
    opens: Vec<bool>,
    /// What the page tells of, once somebody asks.
    is_on_cricket: OnceCell<bool>,
    is_on_athletics: OnceCell<bool>,
    is_on_a_game: OnceCell<bool>,
    is_on_drilling: OnceCell<bool>,
    is_on_boeing: OnceCell<bool>,
    has_metric_and_million: OnceCell<(bool, bool)>,
}

/// What is kept of a spelling.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// What it does in a number.
    pub number: Option<NumberWord>,
    /// What tells it from most words of a list.
    pub shape: Shape,
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
    /// Whether it may be a currency's sign or code, or the end of one.
    pub is_sign: bool,
}

/// What is known of no word.
pub(super) static NOTHING: Known = Known {
    number: None,
    shape: Shape::of(""),
    cues: Cues::NONE,
    opens: false,
    loosens_before: false,
    loosens_behind: false,
    is_unit: false,
    is_money: false,
    is_sign: false,
};

impl Known {
    fn of(spelling: &str) -> Self {
        let number = lexicon::look_up(spelling);
        Self {
            number,
            shape: Shape::of(spelling),
            cues: cues::of(spelling),
            opens: numeral::opens(spelling, number),
            loosens_before: approximation::may_end_with(spelling),
            loosens_behind: approximation::may_begin_with(spelling),
            is_unit: units::may_begin_with(spelling),
            is_money: currency::may_begin_with(spelling),
            is_sign: currency::may_sign(spelling),
        }
    }
}

impl<'a> Vocabulary<'a> {
    pub fn of(page: &'a Page, kept: &mut Kept<Known>) -> Self {
        let words = page.text.of_words(&page.source.text, kept, Known::of);
        let opens = words.iter().map(|known| known.opens).collect();
        Self {
            page,
            words,
            opens,
            is_on_cricket: OnceCell::new(),
            is_on_athletics: OnceCell::new(),
            is_on_a_game: OnceCell::new(),
            is_on_drilling: OnceCell::new(),
            is_on_boeing: OnceCell::new(),
            has_metric_and_million: OnceCell::new(),
        }
    }

    pub fn is_on_cricket(&self) -> bool {
        *self.is_on_cricket.get_or_init(|| self.has(2, cues::BATTING))
    }

    pub fn is_on_athletics(&self) -> bool {
        *self.is_on_athletics.get_or_init(|| self.has(3, cues::ATHLETICS))
    }

    pub fn is_on_a_game(&self) -> bool {
        *self.is_on_a_game.get_or_init(|| self.has(2, cues::PLAY))
    }

    pub fn is_on_drilling(&self) -> bool {
        *self.is_on_drilling.get_or_init(|| self.has(3, cues::DRILLING))
    }

    pub fn is_on_boeing(&self) -> bool {
        *self.is_on_boeing.get_or_init(|| self.spellings().any(|spelling| spelling == "Boeing"))
    }

    /// Whether it has the words `metric` and `million`.
    pub fn has_metric_and_million(&self) -> (bool, bool) {
        let has = |word: &str| self.spellings().any(|spelling| spelling.eq_ignore_ascii_case(word));
        *self.has_metric_and_million.get_or_init(|| (has("metric"), has("million")))
    }

    /// The different words, as written.
    fn spellings(&self) -> impl Iterator<Item = &'a str> {
        self.page.text.words.iter().map(|word| self.page.words(word.span))
    }

    /// Whether the page has at least so many different words with this cue.
    fn has(&self, count: usize, cue: Cues) -> bool {
        self.words.iter().filter(|known| known.cues.has(cue)).nth(count - 1).is_some()
    }

    /// The first of these tokens with which a number can begin.
    #[inline]
    pub fn opening(&self, tokens: Range<usize>) -> Option<usize> {
        let text = &self.page.text;
        let mut words = text.word_of[tokens.clone()].iter().zip(&text.tokens[tokens.clone()]);
        let first = words.position(|(word, token)| self.opens[*word as usize] || token.kind == TokenKind::Number)?;
        Some(tokens.start + first)
    }

    /// What is known of the word that this token is.
    #[inline]
    pub fn at(&self, token: usize) -> &Known {
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
        let signs = ["$", "Rs", "Dollars", ".", "EUR", "the", "%"].map(|word| Known::of(word).is_sign);
        assert_eq!(signs, [true, true, true, true, true, false, false]);
        assert!(Known::of("or").loosens_behind && !known[5].loosens_behind);
    }
}
