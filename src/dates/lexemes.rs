//! Lexemes: what a pattern sees. Takes the tokens of a sentence; gives words, listed phrases and numbers (`twenty-one`,
//! `2.5`, `3rd`, `1990s`, `'80s`, `nineteen ninety-six`), each with the slots it can fill.

use std::ops::Range;

use crate::document::Page;
use crate::text::{Kept, Token, TokenKind};

use super::shapes::{fiscal_code, fraction, is_decade, shape};
use super::words::{Slot, Slots, UNKNOWN, WordId, Words};

/// A word, phrase or number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme {
    /// Its first token.
    pub start: u32,
    /// One past its last token.
    pub end: u32,
    /// The word or phrase; [`UNKNOWN`] for numbers and other words.
    pub word: WordId,
    /// What it can stand for.
    pub slots: Slots,
    /// The value of a number: years and days as they are, amounts in hundredths.
    pub number: i32,
    /// Whether white space stands before it.
    pub spaced: bool,
}

impl Lexeme {
    /// Its value in a slot.
    pub(super) fn value(&self, words: &Words, slot: Slot) -> Option<i32> {
        if !self.slots.has(slot) {
            return None;
        }
        match slot {
            Slot::N => Some(self.number),
            Slot::Ord | Slot::Decade | Slot::Year if self.word == UNKNOWN => Some(self.number / 100),
            Slot::Day | Slot::Mm | Slot::Yy | Slot::Hour | Slot::Minute | Slot::Hhmm => Some(self.number / 100),
            Slot::Clock | Slot::Dotted | Slot::Fy => Some(self.number),
            _ => words.value(self.word, slot),
        }
    }
}

/// What the spelling of a token says of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spelled {
    id: WordId,
    /// Whether it begins with a capital letter.
    capital: bool,
    /// Whether it begins with a digit.
    digit: bool,
    /// Whether it begins with an apostrophe.
    apostrophe: bool,
    /// Whether it is a code as `FY19`.
    fiscal: bool,
    /// Whether it tells that its sentence may hold an expression.
    tells: bool,
}

impl Spelled {
    /// The letter that a word begins with matters only where a list has the word.
    fn of(written: &str, words: &Words) -> Self {
        let id = words.look_up(written);
        let fiscal =
            matches!(written.as_bytes(), [b'F' | b'Q' | b'H', .., b'0'..=b'9']) && fiscal_code(written).is_some();
        if id == UNKNOWN {
            return Self { fiscal, tells: fiscal, ..Self::default() };
        }
        Self {
            id,
            capital: written.starts_with(char::is_uppercase),
            digit: written.starts_with(|c: char| c.is_ascii_digit()),
            apostrophe: written.starts_with(['\'', '’', '‘']),
            fiscal,
            tells: fiscal || !words.is_idle(id),
        }
    }
}

/// Cuts the sentences of a page into lexemes.
pub(super) struct Lexer<'a> {
    page: &'a Page,
    words: &'a Words,
    /// In step with the words of the page.
    spelled: Vec<Spelled>,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(page: &'a Page, words: &'a Words, kept: &mut Kept<Spelled>) -> Self {
        let spelled = page.text.of_words(&page.source.text, kept, |written| Spelled::of(written, words));
        Self { page, words, spelled }
    }

    /// Whether a sentence can hold an expression: every rule asks for a number or a word that is not idle.
    pub(super) fn tells(&self, tokens: Range<usize>) -> bool {
        let text = &self.page.text;
        let mut words = text.word_of[tokens.clone()].iter().zip(&text.tokens[tokens]);
        words.any(|(word, token)| self.spelled[*word as usize].tells || token.kind == TokenKind::Number)
    }

    /// Cuts the tokens of a sentence into lexemes, appended to `lexemes`.
    pub(super) fn lex(&self, tokens: Range<usize>, lexemes: &mut Vec<Lexeme>) {
        let reader = Reader { page: self.page, words: self.words, spelled: &self.spelled, end: tokens.end };
        let mut at = tokens.start;
        while at < tokens.end {
            let lexeme = reader.lexeme(at);
            at = lexeme.end as usize;
            lexemes.push(lexeme);
        }
    }
}

/// One sentence being cut.
struct Reader<'a> {
    page: &'a Page,
    words: &'a Words,
    spelled: &'a [Spelled],
    end: usize,
}

impl Reader<'_> {
    fn lexeme(&self, at: usize) -> Lexeme {
        let token = &self.page.text.tokens[at];
        let Spelled { id, capital, apostrophe, fiscal, .. } = self.spelled(at);
        if token.kind == TokenKind::Number {
            return self.phrase(at, id).unwrap_or_else(|| self.figures(at, token));
        }
        if id == UNKNOWN && !fiscal {
            return self.made(at, at + 1, UNKNOWN, Slots::default(), 0);
        }
        if fiscal && let Some(code) = fiscal_code(self.page.word(at)) {
            return self.made(at, at + 1, UNKNOWN, Slots::of(Slot::Fy), code);
        }
        if apostrophe && let Some(decade) = self.short_decade(at) {
            return decade;
        }
        if let Some(phrase) = self.phrase(at, id) {
            return phrase;
        }
        let slots = self.words.slots(id, capital);
        if slots.has(Slot::Num) {
            return self.in_words(at, capital);
        }
        self.plain(at, id, capital)
    }

    fn spelled(&self, at: usize) -> Spelled {
        self.spelled[self.page.text.word_of[at] as usize]
    }

    fn id(&self, at: usize) -> WordId {
        self.spelled(at).id
    }

    fn plain(&self, at: usize, word: WordId, capital: bool) -> Lexeme {
        let slots = self.words.slots(word, capital);
        self.made(at, at + 1, word, slots, 0)
    }

    fn made(&self, start: usize, end: usize, word: WordId, slots: Slots, number: i32) -> Lexeme {
        let spaced = self.page.text.tokens[start].spaced;
        Lexeme { start: start as u32, end: end as u32, word, slots, number, spaced }
    }

    /// The longest listed phrase of two or more words that begins here; few words open one.
    #[inline]
    fn phrase(&self, at: usize, first: WordId) -> Option<Lexeme> {
        if self.words.opens(first) { self.longest_phrase(at, first) } else { None }
    }

    fn longest_phrase(&self, at: usize, first: WordId) -> Option<Lexeme> {
        let (mut so_far, mut best) = (first, None);
        let mut next = at + 1;
        while next < self.end && self.words.opens(so_far) {
            let word = self.id(next);
            if word == UNKNOWN {
                break;
            }
            let Some(longer) = self.words.longer(so_far, word) else { break };
            (so_far, next) = (longer, next + 1);
            let Spelled { capital, digit, .. } = self.spelled(at);
            let slots = self.words.slots(so_far, capital || digit);
            if let Some(number) = self.words.value(so_far, Slot::Num) {
                // `a dozen` is a number like those in figures.
                best = Some(self.made(at, next, UNKNOWN, Slots::of(Slot::N), number * 100));
            } else if !slots.is_empty() {
                best = Some(self.made(at, next, so_far, slots, 0));
            }
        }
        best
    }

    /// `'80s`.
    fn short_decade(&self, at: usize) -> Option<Lexeme> {
        if at + 2 >= self.end {
            return None;
        }
        let number = self.two_digits(at + 1)?;
        let glued = !self.page.text.tokens[at + 1].spaced && !self.page.text.tokens[at + 2].spaced;
        let decade = glued && number % 10 == 0 && self.page.word(at + 2) == "s";
        decade.then(|| self.made(at, at + 3, UNKNOWN, Slots::of(Slot::Decade), number * 100))
    }

    fn two_digits(&self, at: usize) -> Option<i32> {
        let word = self.page.word(at);
        (word.len() == 2).then(|| word.parse().ok()).flatten()
    }

    /// A number in figures, with what is written onto it.
    fn figures(&self, at: usize, token: &Token) -> Lexeme {
        let written = self.page.words(token.span);
        let Some((slots, number)) = shape(written) else { return self.made(at, at + 1, UNKNOWN, Slots::default(), 0) };
        let glued = (at + 1 < self.end && !self.page.text.tokens[at + 1].spaced).then(|| self.page.word(at + 1));
        match glued {
            // `6½`, where the tokenizer cuts it.
            Some(sign @ ("½" | "¼" | "¾")) => {
                let part = fraction(sign).map_or(0, |(_, part)| part);
                self.made(at, at + 2, UNKNOWN, Slots::of(Slot::N), number.saturating_add(part))
            }
            Some("st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH") => {
                self.made(at, at + 2, UNKNOWN, Slots::of(Slot::Ord), number)
            }
            Some("s") if is_decade(slots, number) => self.made(at, at + 2, UNKNOWN, Slots::of(Slot::Decade), number),
            Some("'" | "’") if self.at_word(at + 2, "s") && is_decade(slots, number) => {
                self.made(at, at + 3, UNKNOWN, Slots::of(Slot::Decade), number)
            }
            Some("'s" | "’s") if is_decade(slots, number) && number >= 5_000 && self.decade_follows(at + 2) => {
                self.made(at, at + 2, UNKNOWN, Slots::of(Slot::Decade), number)
            }
            _ => self.with_half(at, slots, number),
        }
    }

    /// `1990's`, `80's` is a decade only behind an article or `early`, `mid`, `late`.
    fn decade_follows(&self, behind: usize) -> bool {
        let before = behind.checked_sub(3).map(|at| self.page.word(at));
        matches!(before, Some("the" | "early" | "late" | "mid" | "-"))
    }

    fn at_word(&self, at: usize, word: &str) -> bool {
        at < self.end && !self.page.text.tokens[at].spaced && self.page.word(at) == word
    }

    /// `2 1/2`, `2-1/2`.
    fn with_half(&self, at: usize, slots: Slots, number: i32) -> Lexeme {
        let one = at + 1 + usize::from(self.at_word(at + 1, "-"));
        let half = slots.has(Slot::N)
            && one + 2 < self.end
            && (one > at + 1 || self.page.text.tokens[one].spaced)
            && self.page.word(one) == "1"
            && self.at_word(one + 1, "/")
            && self.at_word(one + 2, "2");
        if half {
            return self.made(at, one + 3, UNKNOWN, Slots::of(Slot::N), number.saturating_add(50));
        }
        self.made(at, at + 1, UNKNOWN, slots, number)
    }

    /// A number in words.
    fn in_words(&self, at: usize, capital: bool) -> Lexeme {
        let num = |at: usize| (at < self.end).then(|| self.words.value(self.id(at), Slot::Num)).flatten();
        let scale = |at: usize| (at < self.end).then(|| self.words.value(self.id(at), Slot::Scale)).flatten();
        let hyphen = |at: usize| at < self.end && self.page.word(at) == "-";
        // `ninety`, `ninety-six`, `ninety six`; `two-thirds` is none of these.
        let tens = |at: usize| -> Option<(i32, usize)> {
            let first = num(at)?;
            let next = at + 1 + usize::from(hyphen(at + 1));
            match num(next) {
                Some(unit) if first >= 20 && (1..10).contains(&unit) => Some((first + unit, next + 1)),
                _ => Some((first, at + 1)),
            }
        };
        let Some((first, mut next)) = tens(at) else { return self.plain(at, UNKNOWN, capital) };
        let mut slots = Slots::of(Slot::N);
        let mut number = first;
        if let Some(times) = scale(next) {
            number *= times;
            let rest = next + 1 + usize::from(next + 1 < self.end && self.page.word(next + 1) == "and");
            next += 1;
            if let Some((small, behind)) = tens(rest).filter(|(small, _)| *small > 0 && *small < times) {
                (number, next) = (number + small, behind);
            }
            if times == 1000 && (1..=2).contains(&first) {
                slots = slots.or(Slots::of(Slot::Year));
            }
        } else if (10..=20).contains(&first)
            && let Some((small, behind)) = tens(next).filter(|(small, _)| *small >= 10)
        {
            (number, next) = (first * 100 + small, behind);
            slots = Slots::of(Slot::Year);
        } else if let Some(ordinal) = self.ordinal_behind(first, next) {
            return self.made(at, ordinal.1, UNKNOWN, Slots::of(Slot::Ord), ordinal.0);
        }
        self.made(at, next, UNKNOWN, slots, number.saturating_mul(100))
    }

    /// `twenty-third`, read behind `twenty`.
    fn ordinal_behind(&self, tens: i32, next: usize) -> Option<(i32, usize)> {
        if tens < 20 || next + 1 >= self.end || self.page.word(next) != "-" {
            return None;
        }
        let unit = self.words.value(self.id(next + 1), Slot::Ord).filter(|unit| *unit < 10)?;
        Some(((tens + unit) * 100, next + 2))
    }
}
