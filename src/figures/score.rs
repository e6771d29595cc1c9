//! Scores, votes and shares of so many: `3-1`, `2-to-1`, `a 52 to 48 vote`, `two-nil`, `one in five`.

use crate::figures::cues;
use crate::figures::decimal::Decimal;
use crate::figures::line::Line;
use crate::figures::numeral::Form;
use crate::figures::quantity::{Quantity, Sense};
use crate::figures::scene::Scene;
use crate::figures::words::words;
use crate::figures::{Amount, approximation, noun};

/// The score or share that two bare numbers make.
pub(super) fn of_pair(scene: &Scene, first: &Quantity, second: &Quantity) -> Option<Quantity> {
    if !first.is_bare() || !second.is_bare() || scene.facts.is_dated(first.span.to(second.span)) {
        return None;
    }
    share_of(&scene.line, first, second).or_else(|| result(scene, first, second))
}

/// `one in five`, `nine out of 10`, `one in every three`, `one of every three`.
fn share_of(line: &Line, first: &Quantity, second: &Quantity) -> Option<Quantity> {
    let between = first.tokens.end..second.tokens.start;
    let words = [0, 1, 2].map(|at| line.word(between.start + at));
    let joint = &words[..between.len().min(3)];
    let is_hyphened = matches!(joint, ["-", "in", "-"]);
    if !matches!(joint, ["in"] | ["in", "every"] | ["out", "of"] | ["out", "of", "every"] | ["of", "every"])
        && !is_hyphened
    {
        return None;
    }
    let (part, whole) = (small(first)?, small(second)?);
    let value = Decimal::ratio(i128::from(part), i128::from(whole)).filter(|_| (1..whole).contains(&part))?;
    let is_rate =
        is_hyphened || joint[0] == "out" || part == 1 || part < 10 && matches!(whole, 3..=10 | 20 | 100 | 1000);
    is_rate.then(|| pair(line, first, second, Amount::Exact(value), Sense::Share))
}

fn small(quantity: &Quantity) -> Option<u64> {
    quantity.value()?.whole().filter(|n| *n <= 10_000_000)
}

/// A score: by its form, unless what follows says that it is a range.
fn result(scene: &Scene, first: &Quantity, second: &Quantity) -> Option<Quantity> {
    let line = &scene.line;
    let dashed = joint_dashes(line, first, second)?;
    let (home, away) = (small(first).filter(|n| *n < 1000)?, small(second).filter(|n| *n < 1000)?);
    let is_plain = |quantity: &Quantity| quantity.form != Form::Fraction && quantity.scale == 0;
    if !is_plain(first) || !is_plain(second) || is_chain(line, first, second) || is_numbered(line, first) {
        return None;
    }
    let is_result = match dashed {
        Dashes::One => {
            // Cricket puts the wickets first in Australia: `were 1-17`.
            let wickets =
                home <= 10 && line.mentions(cues::CRICKET) || away <= 10 && home >= 200 && line.is_on_cricket();
            let tells = wickets || tells_result(line, first, second) || is_set(line, first, second);
            (home >= away && home < 200 || tells || is_record(line, first, second)) && !counts(line, second)
        }
        Dashes::Slash => (home <= 10 || away <= 10) && line.mentions(cues::BATTING),
        Dashes::For => {
            (away <= 10 && home >= away || home <= 10 && is_bowling(line, first)) && is_innings(line, second)
        }
        Dashes::To => home > away || tells_result(line, first, second),
        Dashes::None => home > away && tells_result(line, first, second) && has_vote(line, first, second),
    };
    is_result.then(|| pair(line, first, second, Amount::Text(format!("{home}-{away}")), Sense::Score))
}

/// `Hull (3-6)`, `Hull 98 (3-6)`: games won and lost; `is 3-6 on the season`, `3-6 from the field`.
fn is_record(line: &Line, first: &Quantity, second: &Quantity) -> bool {
    let (opens, end) = (first.tokens.start.wrapping_sub(1), second.tokens.end);
    let team = opens.wrapping_sub(1 + usize::from(line.is_number(opens.wrapping_sub(1))));
    let in_brackets = line.is(opens, "(") && line.is(end, ")") && line.is_capitalized(team);
    let is_tally = line.any(end, words!["on", "from", "this", "in", "against", "at"]);
    in_brackets
        || is_tally && (end + 1..end + 3).any(|at| line.any(at, words!["season", "field", "floor", "3-pointers"]))
}

/// `287 for six`: runs for wickets, with a word of cricket near, or in an article on it.
fn is_innings(line: &Line, second: &Quantity) -> bool {
    let end = second.tokens.end;
    let mut near = end.saturating_sub(20).max(line.tokens().start)..end + 20;
    noun::after(line, end).is_none() && (line.is_on_cricket() || near.any(|at| line.cues(at).has(cues::CRICKET)))
}

/// `2-6 6-3, 7-6 (7-4)`: beside another score, as the sets of a match stand.
fn is_set(line: &Line, first: &Quantity, second: &Quantity) -> bool {
    let scored = |at: usize| {
        let dashed = line.is_dash(at + 1) && line.glued(at + 1) && line.glued(at + 2);
        line.is_number(at) && dashed && line.is_number(at + 2)
    };
    let (start, end) = (first.tokens.start, second.tokens.end);
    // across the points of a tie-break: `(4)`, `(7-4)`
    let past = |open: usize| (open + 2..open + 5).find(|at| line.is(*at, ")")).map_or(open, |close| close + 1);
    let ahead = |close: usize| (1..5).map(|n| close.wrapping_sub(n)).find(|at| line.is(*at, "(")).unwrap_or(close + 1);
    let behind = if line.is(end, "(") { past(end) } else { end };
    let comma = usize::from(line.is(start.wrapping_sub(1), ","));
    let last = start.wrapping_sub(1 + comma);
    let before = if line.is(last, ")") { ahead(last) } else { start - comma };
    scored(behind + usize::from(line.is(behind, ","))) || scored(before.wrapping_sub(3))
}

/// `took four for 37`: wickets for runs.
fn is_bowling(line: &Line, first: &Quantity) -> bool {
    line.any(
        first.tokens.start.wrapping_sub(1),
        words!["took", "take", "takes", "taking", "with", "claimed", "claiming"],
    )
}

/// How two numbers of a score are joined.
enum Dashes {
    /// `3-1`
    One,
    /// `196/2`, as runs for wickets
    Slash,
    /// `287 for six`
    For,
    /// `2-to-1`
    To,
    /// `52 to 48`
    None,
}

fn joint_dashes(line: &Line, first: &Quantity, second: &Quantity) -> Option<Dashes> {
    let (at, end) = (first.tokens.end, second.tokens.start);
    match end.checked_sub(at)? {
        1 if line.is_dash(at) && line.glued(at) && line.glued(at + 1) => Some(Dashes::One),
        1 if line.is(at, "/") && line.glued(at) && line.glued(at + 1) => Some(Dashes::Slash),
        1 if line.is(at, "to") => Some(Dashes::None),
        1 if line.is(at, "for") => Some(Dashes::For),
        3 if line.is_dash(at) && line.is(at + 1, "to") && line.is_dash(at + 2) => Some(Dashes::To),
        _ => None,
    }
}

/// `Nos. 1-3`, `grades 6-11`.
fn is_numbered(line: &Line, first: &Quantity) -> bool {
    line.any(
        first.tokens.start.wrapping_sub(1),
        words!["nos.", "nos", "grades", "grade", "pages", "ages", "rooms", "chapters"],
    )
}

/// A third number on another dash: a formation, a telephone number, a date.
fn is_chain(line: &Line, first: &Quantity, second: &Quantity) -> bool {
    let before = first.tokens.start.wrapping_sub(1);
    line.is_dash(second.tokens.end) && line.glued(second.tokens.end) && line.is_number(second.tokens.end + 1)
        || line.is_dash(before) && line.glued(before)
        || [first, second].iter().any(|part| {
            let digits = line.word(part.number.start);
            digits.len() > 1 && digits.starts_with('0')
        })
}

/// Whether things are counted behind: "10-15 people". A result noun is none: "a 3-1 lead".
fn counts(line: &Line, second: &Quantity) -> bool {
    let end = second.tokens.end;
    let next = if line.is_hyphen(end) { end + 1 } else { end };
    if line.cues(next).has(cues::RESULT) && !noun::is_plural(line, next) {
        return false;
    }
    line.cues(next).has(cues::TIME) || noun::after(line, end).is_some_and(|noun| noun.is_plural)
}

fn tells_result(line: &Line, first: &Quantity, second: &Quantity) -> bool {
    let before = first.tokens.start.saturating_sub(10)..first.tokens.start;
    let after = second.tokens.end..second.tokens.end + 3;
    before.chain(after).any(|at| line.cues(at).has(cues::RESULT))
}

/// "voted 52 to 48", "a vote of 52 to 48", "won by 52 to 48".
fn has_vote(line: &Line, first: &Quantity, second: &Quantity) -> bool {
    let start = first.tokens.start;
    let before = approximation::before(line, start).map_or(start, |found| found.1).wrapping_sub(1);
    line.any(before, words!["of", "by", "voted", "vote", "won", "lost", "score", "ruled", "beat"])
        || line.cues(before).has(cues::RESULT)
        || line.cues(second.tokens.end).has(cues::RESULT)
}

/// `3-nil`, `two-nil`.
pub(super) fn to_nil(line: &Line, quantity: &Quantity) -> Option<Quantity> {
    let end = quantity.tokens.end;
    let goals = quantity.value()?.whole().filter(|_| quantity.is_bare())?;
    let is_nil = line.is_hyphen(end) && line.any(end + 1, words!["nil", "love"]);
    is_nil.then(|| {
        let mut score = quantity.clone();
        score.reach(line, end + 2);
        score.amount = Amount::Text(format!("{goals}-0"));
        score.sense = Sense::Score;
        score
    })
}

fn pair(line: &Line, first: &Quantity, second: &Quantity, amount: Amount, sense: Sense) -> Quantity {
    let mut pair = first.clone();
    pair.reach(line, second.tokens.end);
    pair.number.end = second.number.end;
    pair.amount = amount;
    pair.sense = sense;
    pair
}
