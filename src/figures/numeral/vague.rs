//! Vague numbers: `tens of thousands`, `several hundred`, `a couple of dozen`, `dozens`. The value is the least that
//! the words allow.

use crate::figures::decimal::Decimal;
use crate::figures::lexicon::NumberWord;
use crate::figures::line::Line;
use crate::figures::numeral::{Form, Numeral};
use crate::figures::words::words;

/// The vague number that begins here.
pub(super) fn read(line: &Line, at: usize) -> Option<Numeral> {
    match line.number_word(at)? {
        NumberWord::Plural(digits, zeros) => plural(line, at, digits, zeros),
        NumberWord::Couple => scaled(line, at, 2, Form::Words),
        NumberWord::Few => scaled(line, at, 1, Form::Vague),
        _ => None,
    }
}

/// `thousands`, `tens of thousands`, `hundreds and hundreds`.
fn plural(line: &Line, at: usize, digits: u32, zeros: i32) -> Option<Numeral> {
    let mut numeral = Numeral::new(line, at..at + 1, Decimal::new(i128::from(digits), zeros), Form::Vague);
    if line.is(at + 1, "of") {
        if let Some(NumberWord::Plural(1, more)) = line.number_word(at + 2) {
            numeral.value = numeral.value.scaled(more)?;
            numeral.reach(line, at + 3);
        }
    } else if line.any(at + 1, words!["and", "upon"]) && line.word(at + 2).eq_ignore_ascii_case(line.word(at)) {
        numeral.reach(line, at + 3);
    }
    let is_vague =
        numeral.tokens.len() > 1 || line.is(numeral.tokens.end, "of") || !line.any(at, words!["scores", "tens"]);
    is_vague.then_some(numeral)
}

/// `several thousand`, `a couple of hundred`: nothing without the scale word.
fn scaled(line: &Line, at: usize, times: u32, form: Form) -> Option<Numeral> {
    let first = if line.is(at + 1, "of") { at + 2 } else { at + 1 };
    let mut value = Decimal::from(times);
    let mut end = first;
    while end < first + 3 {
        value = match line.number_word(end) {
            Some(NumberWord::Power(power)) => value.scaled(power)?,
            Some(NumberWord::Dozen) => value.checked_mul(Decimal::from(12))?,
            _ => break,
        };
        end += 1;
    }
    (end > first).then(|| Numeral::new(line, at..end, value, form))
}
