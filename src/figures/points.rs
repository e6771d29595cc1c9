//! Points: of an index, of a poll (percentage points), of a game. Takes a number; says which the sentence means.

use crate::figures::FigureKind;
use crate::figures::cues;
use crate::figures::decimal::Decimal;
use crate::figures::line::Line;
use crate::figures::numeral::{Form, Numeral};
use crate::figures::units::Unit;
use crate::figures::words::words;

const OF_PERCENT: Unit = Unit::new("percentage point", FigureKind::Percentage);
const OF_INDEX: Unit = Unit::new("point", FigureKind::Measure);

/// The points behind a number and the token behind them. Those of a game are counted things; `at one point` tells when.
pub(super) fn after(line: &Line, numeral: &Numeral) -> Option<(Unit, usize)> {
    let end = numeral.tokens.end;
    let mut at = end + usize::from(line.is_hyphen(end));
    let of = usize::from(line.is(at, "of"));
    at += if numeral.form == Form::Fraction && line.any(at + of, words!["a", "full"]) { of + 1 } else { 0 };
    let is_moment = || line.is(numeral.tokens.start.wrapping_sub(1), "at") && line.is(at, "point");
    if !line.any(at, words!["point", "points", "pt", "pts"]) || is_moment() {
        return None;
    }
    // `lost 1,874 points`: nothing else falls by so many
    let falls = numeral.value >= Decimal::from(100) && line.mentions(cues::CHANGE) && !line.mentions(cues::SPORT);
    let large = Some(OF_INDEX).filter(|_| falls);
    let unit = match numeral.form {
        Form::Fraction => OF_PERCENT,
        _ => unit(line, at, at > end).or(large)?,
    };
    Some((unit, at + 1))
}

fn unit(line: &Line, at: usize, is_compound: bool) -> Option<Unit> {
    if line.is_on_a_game() {
        return None;
    }
    if line.mentions(cues::SPORT)
        && !line.any(at + 1, words!["lead", "swing"])
        && !line.any(at + 2, words!["polls", "poll"])
    {
        return None;
    }
    if line.mentions(cues::LEVEL) {
        return Some(OF_INDEX);
    }
    let is_plan =
        is_compound && line.any(at + 1, words!["plan", "agenda", "program", "programme", "proposal", "manifesto"]);
    (line.mentions(cues::POLL) && !is_plan).then_some(OF_PERCENT)
}
