//! Fractions: `two-thirds`, `half`, `a quarter of a million`, `6½`, `12 3/4`, `one and a half`.

use crate::figures::decimal::Decimal;
use crate::figures::lexicon::NumberWord;
use crate::figures::line::Line;
use crate::figures::numeral::{Form, Numeral, scale};
use crate::figures::words::words;

/// Denominators that news writes with a slash; others are dates, scores and names (9/11, 24/7).
const SLASHED: [u64; 9] = [2, 3, 4, 5, 8, 10, 16, 32, 64];

/// The value of a one-character fraction.
pub(super) fn vulgar(word: &str) -> Option<Decimal> {
    if word.bytes().next().is_none_or(|first| first.is_ascii()) {
        return None;
    }
    let (numerator, denominator) = match word {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Decimal::ratio(numerator, denominator)
}

/// `½` on its own.
pub(super) fn read_vulgar(line: &Line, at: usize) -> Option<Numeral> {
    Some(Numeral::new(line, at..at + 1, vulgar(line.word(at))?, Form::Fraction))
}

/// `3/4` on its own.
pub(super) fn slashed(line: &Line, at: usize) -> Option<Numeral> {
    let (value, end) = slash(line, at)?;
    Some(Numeral::new(line, at..end, value, Form::Fraction))
}

/// `half`, `third`, `quarter`: with an article before it, or `half` alone.
pub(super) fn read(line: &Line, at: usize) -> Option<Numeral> {
    let NumberWord::Part(denominator) = line.number_word(at)? else { return None };
    let after_article = line.any(at.wrapping_sub(1), words!["a", "an"]);
    let is_half = denominator == 2;
    let scaled = matches!(line.number_word(at + 1), Some(NumberWord::Power(_)));
    if !is_half && !after_article && !(line.is(at, "quarter") && (scaled || line.is_hyphen(at + 1))) {
        return None;
    }
    let value = Decimal::ratio(1, i128::from(denominator))?;
    let mut numeral = Numeral::new(line, at..at + 1, value, Form::Fraction);
    take_scale(line, &mut numeral);
    Some(numeral)
}

/// `two-thirds`, `three quarters`, `one-eighth`, `one half`.
pub(super) fn read_counted(line: &Line, at: usize) -> Option<Numeral> {
    let (NumberWord::Unit(count) | NumberWord::Teen(count)) = line.number_word(at)? else { return None };
    let part_at = if line.is_hyphen(at + 1) { at + 2 } else { at + 1 };
    let denominator = match line.number_word(part_at)? {
        NumberWord::Part(n) if count == 1 => n,
        NumberWord::Parts(n) if count > 1 => n,
        NumberWord::Part(n) if count > 1 && part_at == at + 2 && count < n && line.is(at + 3, "of") => n,
        _ => return None,
    };
    // "three quarters in a row", "two quarters of growth" are of a year; with a hyphen, or of one thing, three are parts
    let is_period = denominator == 4 && part_at == at + 1 && (count != 3 && count != 1 || !line.is(part_at + 1, "of"));
    let value = Decimal::ratio(i128::from(count), i128::from(denominator))?;
    let mut numeral = Numeral::new(line, at..part_at + 1, value, Form::Fraction);
    take_scale(line, &mut numeral);
    (!is_period || numeral.scale > 0).then_some(numeral)
}

/// `half a million`, `a quarter of a billion`, `half a dozen`: a fraction of a scale is a plain number.
fn take_scale(line: &Line, numeral: &mut Numeral) {
    let mut at = numeral.tokens.end;
    at += usize::from(line.is(at, "of"));
    at += usize::from(line.any(at, words!["a", "an"]));
    at += usize::from(line.is_hyphen(at));
    match line.number_word(at) {
        Some(NumberWord::Power(power)) => scale::multiply(line, numeral, power, at + 1),
        Some(NumberWord::Dozen) => {
            let Some(value) = numeral.value.checked_mul(Decimal::from(12)) else { return };
            numeral.value = value;
            numeral.reach(line, at + 1);
        }
        _ => return,
    }
    numeral.form = Form::Words;
}

/// Adds the fraction behind a whole number: `6½`, `12 3/4`, `12-3/4`, `one and a half`, `one-and-a-half`.
pub(super) fn take_mixed(line: &Line, numeral: &mut Numeral) {
    let end = numeral.tokens.end;
    let Some((part, part_end)) = sign_part(line, end).or_else(|| word_part(line, end)) else { return };
    // "a million and a half" is half a million more
    let part = if numeral.scale > 0 { part.scaled(numeral.scale) } else { Some(part) };
    if let Some(sum) = part.and_then(|part| numeral.value.checked_add(part)) {
        numeral.value = sum;
        numeral.reach(line, part_end);
    }
}

fn sign_part(line: &Line, at: usize) -> Option<(Decimal, usize)> {
    if let Some(value) = vulgar(line.word(at)) {
        return Some((value, at + 1));
    }
    let at = if line.is_hyphen(at) { at + 1 } else { at };
    slash(line, at)
}

/// `and a half`, `and three-quarters`.
fn word_part(line: &Line, at: usize) -> Option<(Decimal, usize)> {
    let and = if line.is_hyphen(at) { at + 1 } else { at };
    if !line.is(and, "and") {
        return None;
    }
    let mut part = and + 1 + usize::from(line.is_hyphen(and + 1));
    // "$19 and one-eighth share" is two amounts; digits only take "and a half"
    if line.is_number(at.wrapping_sub(1)) && !line.is(part, "a") {
        return None;
    }
    if line.any(part, words!["a", "one"]) {
        part += 1;
        part += usize::from(line.is_hyphen(part));
        return match line.number_word(part)? {
            NumberWord::Part(n) if !line.is(part + 1, "of") => Some((Decimal::ratio(1, i128::from(n))?, part + 1)),
            _ => None,
        };
    }
    let fraction = read_counted(line, part)?;
    (fraction.form == Form::Fraction && !line.is(fraction.tokens.end, "of"))
        .then_some((fraction.value, fraction.tokens.end))
}

/// `3/4`, written together.
fn slash(line: &Line, at: usize) -> Option<(Decimal, usize)> {
    let together = || line.glued(at + 1) && line.glued(at + 2) && line.is(at + 1, "/");
    let more = || line.glued(at + 3) && line.is(at + 3, "/");
    if !line.is_number(at) || !line.is_number(at + 2) || !together() || more() {
        return None;
    }
    let (numerator, denominator): (u64, u64) = (line.word(at).parse().ok()?, line.word(at + 2).parse().ok()?);
    // `1/6 of his sentence`; `1/6` alone is a day as often
    let is_of = || denominator < 13 && line.is(at + 3, "of");
    let listed = (SLASHED.contains(&denominator) || is_of()) && (1..denominator).contains(&numerator);
    listed.then(|| Decimal::ratio(i128::from(numerator), i128::from(denominator)))?.map(|value| (value, at + 3))
}
