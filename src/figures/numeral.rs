//! Numbers, before anyone asks what they are numbers of. Takes a sentence; gives every number in it with its exact
//! value: digits, words, fractions, with their scale. Leaves signs, units and nouns to others.

mod digits;
pub(super) mod life;
mod parts;
mod scale;
mod spelled;
mod vague;

use std::ops::Range;

use crate::figures::currency;
use crate::figures::decimal::Decimal;
use crate::figures::lexicon::NumberWord;
use crate::figures::line::Line;
use crate::figures::words::words;
use crate::span::Span;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `3.2mn`.
    Digits,
    /// `two hundred and five`, `a dozen`.
    Words,
    /// `two-thirds`, `half`, `3/4`: less than one.
    Fraction,
    /// `twice`, `tenfold`, `10x`.
    Multiple,
    /// `tens of thousands`, `several hundred`: the value is the least it can be.
    Vague,
}

/// A number as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its place: a part of the first token where a currency is written onto it (`Rs14bn`).
    pub span: Span,
    /// How much.
    pub value: Decimal,
    /// How it is written.
    pub form: Form,
    /// Power of ten of its scale words and letters; 0 for none.
    pub scale: i32,
    /// The currency in its first token.
    pub sign: Option<&'static str>,
}

impl Numeral {
    fn new(line: &Line, tokens: Range<usize>, value: Decimal, form: Form) -> Self {
        let span = line.span_of(tokens.clone());
        Self { tokens, span, value, form, scale: 0, sign: None }
    }

    /// Takes in the tokens up to `end`.
    fn reach(&mut self, line: &Line, end: usize) {
        if end > self.tokens.end {
            self.tokens.end = end;
            self.span = self.span.to(line.span(end - 1));
        }
    }

    /// Takes in the token before: an article, a sign.
    fn reach_back(&mut self, line: &Line) {
        self.tokens.start -= 1;
        self.span = line.span(self.tokens.start).to(self.span);
    }
}

/// All numbers of a sentence, in order, in the place of those of another.
pub(super) fn find(line: &Line, numerals: &mut Vec<Numeral>) {
    numerals.clear();
    let mut start = line.tokens().start;
    while let Some(at) = line.opening(start) {
        start = at + 1;
        if let Some(mut numeral) = read(line, at) {
            let free_from = numerals.last().map_or(0, |last| last.tokens.end);
            take_article(line, &mut numeral, free_from);
            start = numeral.tokens.end;
            numerals.push(numeral);
        }
    }
}

/// Whether a number can begin with this word, given what it does in one. Those in digits begin with any number token.
pub(super) fn opens(word: &str, number: Option<NumberWord>) -> bool {
    match number {
        Some(NumberWord::Letter(_) | NumberWord::Ordinal) => false,
        Some(_) => true,
        None => digits::is_glued(word) || spelled::is_fold(word) || parts::vulgar(word).is_some(),
    }
}

fn read(line: &Line, at: usize) -> Option<Numeral> {
    let word = line.word(at);
    if line.is_number(at) && parts::vulgar(word).is_none() {
        return digits::read(line, at);
    }
    match line.number_word(at) {
        Some(NumberWord::Unit(_) | NumberWord::Teen(_) | NumberWord::Ten(_)) => {
            parts::read_counted(line, at).or_else(|| spelled::read(line, at))
        }
        // `XYZ500 billion` is no billion
        Some(NumberWord::Power(_)) if line.word(at.wrapping_sub(1)).ends_with(|c: char| c.is_ascii_digit()) => None,
        Some(NumberWord::Power(2)) if is_innings(line, at) => None,
        Some(NumberWord::Power(_) | NumberWord::Dozen) => spelled::read(line, at),
        Some(NumberWord::Part(_) | NumberWord::Parts(_)) => parts::read(line, at),
        Some(NumberWord::Plural(..) | NumberWord::Few | NumberWord::Couple) => vague::read(line, at),
        Some(NumberWord::Times(times)) => Some(Numeral::new(line, at..at + 1, Decimal::from(times), Form::Multiple)),
        Some(NumberWord::Life(first)) => life::read(line, at, first),
        Some(NumberWord::Letter(_) | NumberWord::Ordinal) => None,
        None if parts::vulgar(word).is_some() => parts::read_vulgar(line, at),
        None if spelled::is_fold(word) => spelled::read_fold(line, at),
        None => digits::read_glued(line, at),
    }
}

/// `his third hundred`, `brought up his hundred`: an innings, not so many of something.
fn is_innings(line: &Line, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let is_ranked = matches!(line.number_word(before), Some(NumberWord::Ordinal | NumberWord::Part(_)));
    is_ranked || line.any(before, words!["his", "her", "maiden"]) && line.is_on_cricket()
}

/// `a` in "a dozen", "a third", "a couple of hundred" is part of the number.
fn take_article(line: &Line, numeral: &mut Numeral, free_from: usize) {
    let first = numeral.tokens.start;
    let wants = match line.number_word(first) {
        Some(NumberWord::Power(_) | NumberWord::Dozen | NumberWord::Part(_) | NumberWord::Couple) => true,
        Some(NumberWord::Few) => line.is(first, "few"),
        _ => false,
    };
    if wants && first > free_from && line.any(first.wrapping_sub(1), words!["a", "an"]) {
        numeral.reach_back(line);
    }
}

/// Whether a currency sign or code stands right before this token.
fn after_sign(line: &Line, at: usize) -> bool {
    currency::before(line, at).is_some()
}
