//! Decades of a life: `in her fifties`, `his mid-30s`, `their 20s and 30s`. Nothing else that ends so is a number.

use crate::figures::decimal::Decimal;
use crate::figures::lexicon::NumberWord;
use crate::figures::line::Line;
use crate::figures::numeral::{Form, Numeral};
use crate::figures::words::words;

/// Most decades that are told of in one list.
const LISTED: usize = 3;

/// `fifties`, where it is somebody's.
pub(super) fn read(line: &Line, at: usize, first: u32) -> Option<Numeral> {
    is_owned(line, at).then(|| Numeral::new(line, at..at + 1, Decimal::from(first), Form::Words))
}

/// Whether the decade that begins at a token is one of somebody's life.
pub(in crate::figures) fn is_owned(line: &Line, mut start: usize) -> bool {
    for _ in 0..LISTED {
        let before = before_part(line, start);
        if line.any(before, words!["his", "her", "their", "my", "your", "our"]) {
            return true;
        }
        let joined = line.any(before, words!["and", "or", "to", ","]);
        match decade_ending_at(line, before).filter(|_| joined) {
            Some(first) => start = first,
            None => return false,
        }
    }
    false
}

/// The token before `mid-`, `early` and the like.
fn before_part(line: &Line, start: usize) -> usize {
    let dash = start.wrapping_sub(1);
    let part = dash.wrapping_sub(usize::from(line.is_dash(dash)));
    part.wrapping_sub(usize::from(line.any(part, words!["mid", "early", "late"])))
}

/// Where the decade before a token begins: `20s`, `twenties`.
fn decade_ending_at(line: &Line, end: usize) -> Option<usize> {
    let last = end.wrapping_sub(1);
    if matches!(line.number_word(last), Some(NumberWord::Life(_))) {
        return Some(last);
    }
    (line.is(last, "s") && line.glued(last) && line.is_number(last - 1)).then(|| last - 1)
}
