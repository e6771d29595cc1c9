//! What multiplies a number: scale words (`million`, `lakh crore`) and letters (`bn`, `k`).

use crate::figures::cues;
use crate::figures::decimal::Decimal;
use crate::figures::lexicon::{NumberWord, look_up};
use crate::figures::line::Line;
use crate::figures::noun;
use crate::figures::numeral::Numeral;
use crate::figures::words::{Words, words};

/// Takes in the scale behind a number. Letters that also are units (`m`, `t`) count as scale behind a currency sign.
pub(super) fn take(line: &Line, numeral: &mut Numeral, is_money: bool) {
    let mut end = numeral.tokens.end;
    let mut scale = 0;
    // `$16M B round`: one letter is enough
    let is_word = |at: usize| matches!(line.number_word(at), Some(NumberWord::Power(_)));
    let fits = |scale: i32, power: i32, next: usize| scale + power <= 24 && (scale == 0 || is_word(next - 1));
    while let Some((power, next)) = one(line, end, is_money).filter(|(power, next)| fits(scale, *power, *next)) {
        scale += power;
        end = next;
        if next > numeral.tokens.end + 6 {
            break;
        }
    }
    if scale > 0 {
        multiply(line, numeral, scale, end);
    }
    if line.is(end, "dozen")
        && scale == 0
        && let Some(value) = numeral.value.checked_mul(Decimal::from(12))
    {
        numeral.value = value;
        numeral.reach(line, end + 1);
    }
}

/// Multiplies a number by a power of ten and takes in the tokens up to `end`.
pub(super) fn multiply(line: &Line, numeral: &mut Numeral, scale: i32, end: usize) {
    if let Some(value) = numeral.value.scaled(scale) {
        numeral.value = value;
        numeral.scale += scale;
        numeral.reach(line, end);
    }
}

/// The power of a glued run of letters that is nothing but a scale.
pub(super) fn letters(letters: &str) -> Option<i32> {
    match look_up(letters)? {
        NumberWord::Letter(power) | NumberWord::Power(power) => Some(power),
        _ => None,
    }
}

/// One scale word or letter, hyphenated or not, and the token behind it.
fn one(line: &Line, at: usize, is_money: bool) -> Option<(i32, usize)> {
    let word_at = if line.is_hyphen(at) { at + 1 } else { at };
    match line.number_word(word_at)? {
        NumberWord::Power(power) => Some((power, word_at + 1)),
        NumberWord::Plural(1, zeros) if zeros > 2 && word_at == at => Some((zeros, at + 1)),
        NumberWord::Letter(power) if word_at == at && is_scale(line, at, is_money) => Some((power, at + 1)),
        _ => None,
    }
}

fn is_scale(line: &Line, at: usize, is_money: bool) -> bool {
    let word = line.word(at);
    let glued = line.glued(at);
    match word {
        "bn" | "mn" | "tn" | "mln" | "bln" | "trn" | "tln" | "Bn" | "Mn" | "BN" | "MN" | "Tn" => true,
        "m" => glued && (is_money || !is_metres(line, at)) || is_money && !line.any(at + 1, words!["."]),
        "k" | "K" => glued && !line.any(at + 1, words!["run", "race", "resolution", "video", "display"]),
        "M" | "B" | "b" | "t" | "T" | "mm" | "mil" | "MM" => is_money || glued && matches!(word, "M" | "B"),
        "cr" | "Cr" => is_money || glued,
        _ => glued || is_money,
    }
}

/// Distances that are raced over.
const RACES: &Words = words![
    "50", "60", "100", "110", "200", "400", "800", "1500", "1,500", "3000", "3,000", "5000", "5,000", "10000",
    "10,000", "4x100",
];

/// Whether `m` behind a number means metres: "a 100m sprint", "30m high", "5m x 3m".
fn is_metres(line: &Line, at: usize) -> bool {
    let next = if line.is_hyphen(at + 1) { at + 2 } else { at + 1 };
    let number = at.wrapping_sub(1);
    let is_race = line.any(number, RACES);
    // "the 100m in 9.87 seconds", "the women's 400m final"
    let raced = is_race && line.any(number.wrapping_sub(1), words!["the", "'s", "’s", "in", "over"]);
    let is_leap = || (is_race || is_leap(line.word(number))) && !line.is(next, "of") && line.is_on_athletics();
    let measured = !noun::is_plural(line, next) && (is_leap() || line.is_on_drilling());
    raced
        || measured
        || line.cues(next).has(cues::LONG)
        || line.is(next, "x")
        || line.is(next, "by") && line.is_number(next + 1)
}

/// `1.92`, `54.04`: so far is jumped or thrown; crowds are told in one decimal.
fn is_leap(number: &str) -> bool {
    number.split_once('.').is_some_and(|(metres, more)| metres.len() <= 2 && more.len() == 2)
}
