//! A number with the sign or unit written on it. Takes numbers; gives quantities, which are money, a percentage or a
//! measure already, or bare numbers still.

use std::ops::Range;

use crate::document::RuleId;
use crate::figures::currency::{self, Currency};
use crate::figures::decimal::Decimal;
use crate::figures::line::Line;
use crate::figures::numeral::{Form, Numeral};
use crate::figures::units::{self, Unit};
use crate::figures::words::words;
use crate::figures::{Amount, points};
use crate::span::Span;

/// What a number is a number of, as far as the words next to it tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// Nothing is written on it.
    Bare,
    Money(Currency),
    Unit(Unit),
    /// Units of age: `year`, `month`.
    Age(&'static str, RuleId),
    Score,
    /// One in so many.
    Share,
}

/// A number with what is written on it.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    /// From its sign to its unit.
    pub tokens: Range<usize>,
    /// The tokens of the number alone.
    pub number: Range<usize>,
    pub span: Span,
    pub amount: Amount,
    pub sense: Sense,
    pub form: Form,
    /// Power of ten of the scale words.
    pub scale: i32,
}

impl Quantity {
    /// Takes in what is written on a number.
    pub fn of(line: &Line, numeral: &Numeral) -> Self {
        let mut quantity = Self {
            tokens: numeral.tokens.clone(),
            number: numeral.tokens.clone(),
            span: numeral.span,
            amount: Amount::Exact(numeral.value),
            sense: Sense::Bare,
            form: numeral.form,
            scale: numeral.scale,
        };
        let found = quantity.take_sign(line, numeral) || quantity.take_magnitude(line);
        if !found && !quantity.take_unit(line, numeral) {
            quantity.take_currency(line, numeral);
        }
        quantity
    }

    /// The one value.
    pub fn value(&self) -> Option<Decimal> {
        match self.amount {
            Amount::Exact(value) => Some(value),
            _ => None,
        }
    }

    /// The least value.
    pub fn low(&self) -> Option<Decimal> {
        match self.amount {
            Amount::Exact(value) | Amount::Range(value, _) => Some(value),
            Amount::Text(_) => None,
        }
    }

    /// Whether it is written as digits without separators or scale: `812`, not `1,200` or `six`.
    pub fn is_plain_digits(&self, line: &Line) -> bool {
        self.form == Form::Digits && line.text(self.span).bytes().all(|b| b.is_ascii_digit())
    }

    pub fn is_bare(&self) -> bool {
        self.sense == Sense::Bare
    }

    /// Takes in the tokens up to `end`.
    pub fn reach(&mut self, line: &Line, end: usize) {
        if end > self.tokens.end {
            self.tokens.end = end;
            self.span = self.span.to(line.span(end - 1));
        }
    }

    /// Takes in the tokens from `start` on.
    pub fn reach_back(&mut self, line: &Line, start: usize) {
        if start < self.tokens.start {
            self.tokens.start = start;
            self.span = line.span(start).to(self.span);
        }
    }

    fn take_sign(&mut self, line: &Line, numeral: &Numeral) -> bool {
        if let Some(currency) = numeral.sign.and_then(currency::of_sign) {
            self.sense = Sense::Money(currency);
            self.span = line.span_of(self.tokens.clone());
            return true;
        }
        let Some((currency, start)) = currency::before(line, self.tokens.start) else { return false };
        self.sense = Sense::Money(currency);
        self.reach_back(line, start);
        if let Some((named, end)) = currency::named_after(line, numeral) {
            self.sense = Sense::Money(named);
            self.reach(line, end);
        } else if let Some(named) = currency::nation_behind(line, numeral.tokens.end) {
            self.sense = Sense::Money(named);
        }
        let before = start.wrapping_sub(1);
        let is_minus = line.any(before, words!["-", "−", "–"]) && line.glued(start) && !line.glued(before);
        if is_minus || line.any(before, words!["minus", "negative"]) {
            self.amount = Amount::Exact(numeral.value.negated());
            self.reach_back(line, before);
        }
        true
    }

    /// `magnitude 6.5`, `magnitude-6.5`, `6.5 on the Richter scale`.
    fn take_magnitude(&mut self, line: &Line) -> bool {
        let start = self.tokens.start;
        let hyphen = usize::from(line.is_dash(start.wrapping_sub(1)) && line.glued(start));
        let named = line.any(start.wrapping_sub(1 + hyphen), words!["magnitude", "magnitude-"]);
        if named {
            self.reach_back(line, start - 1 - hyphen);
        }
        let end = self.tokens.end;
        let on_scale = line.reads(end, &["on", "the"]) && (end + 2..end + 5).any(|at| line.is(at, "Richter"));
        if named || on_scale {
            self.sense = Sense::Unit(units::MAGNITUDE);
        }
        named || on_scale
    }

    fn take_unit(&mut self, line: &Line, numeral: &Numeral) -> bool {
        let Some((unit, end)) = units::after(line, numeral).or_else(|| points::after(line, numeral)) else {
            return false;
        };
        if unit.power > 0
            && let Some(value) = numeral.value.scaled(unit.power)
        {
            self.amount = Amount::Exact(value);
            self.scale += unit.power;
        }
        self.sense = Sense::Unit(unit);
        self.reach(line, end);
        true
    }

    fn take_currency(&mut self, line: &Line, numeral: &Numeral) {
        let Some((currency, end)) = currency::after(line, numeral) else { return };
        self.sense = Sense::Money(currency);
        if currency.is_cent {
            self.amount = Amount::Exact(numeral.value.scaled(-2).unwrap_or(numeral.value));
        }
        self.reach(line, end);
    }
}
