//! What a figure is reckoned by: `share` in "65 cents a share", `hour` in "90 miles per hour".

use crate::figures::cues;
use crate::figures::fold::Folded;
use crate::figures::line::Line;
use crate::figures::quantity::{Quantity, Sense};
use crate::figures::words::words;
use crate::figures::{approximation, noun, units};

/// What a figure that ends before `end` is reckoned by.
pub(super) fn of(line: &Line, quantity: &Quantity, end: usize) -> Option<String> {
    let end = approximation::after(line, end).map_or(end, |found| found.1);
    match quantity.sense {
        Sense::Age(..) | Sense::Score | Sense::Share => None,
        _ => at(line, end).or_else(|| behind(line, end)),
    }
}

/// "200,000 barrels of crude oil a day", "28 grams gold per tonne": behind what is measured.
fn behind(line: &Line, end: usize) -> Option<String> {
    if line.is(end + 1, "per") && line.is_word(end) && !line.cues(end).has(cues::STOP) {
        return at(line, end + 1);
    }
    let first = end + 1;
    let behind = (first..first + 4).find(|at| !line.tag(*at).is_noun() && !line.tag(*at).is_adjective())?;
    (line.is(end, "of") && behind > first && line.any(behind, words!["a", "an", "per"])).then(|| at(line, behind))?
}

/// The rate that begins at a token.
fn at(line: &Line, at: usize) -> Option<String> {
    let hyphen = usize::from(line.is_hyphen(at));
    let word = Folded::new(line.word(at + hyphen))?;
    let next = at + hyphen + 1;
    let next = next + usize::from(line.is_hyphen(next));
    match word.as_str() {
        "a" | "an" => listed(line, next),
        "per" => any(line, next),
        "each" | "every" => listed(line, next).or_else(|| (word.as_str() == "each").then(|| "each".into())),
        "apiece" => Some("apiece".into()),
        "/" if line.glued(at) => listed(line, next).or_else(|| unit(line, next)),
        "daily" => Some("day".into()),
        "annually" | "yearly" | "p.a." => Some("year".into()),
        "monthly" => Some("month".into()),
        "weekly" => Some("week".into()),
        _ => None,
    }
}

/// "a share", "a common share", "a square foot": only nouns that rates are given in.
fn listed(line: &Line, at: usize) -> Option<String> {
    // "$3 a year earlier" compares, it gives no rate
    if line.any(at + 1, words!["ago", "earlier", "before", "later", "after"]) {
        return None;
    }
    if !line.cues(at).has(cues::RATE) {
        return unit(line, at);
    }
    let is_pair = line.any(at, words!["common", "preferred", "square", "cubic", "metric", "troy"]);
    let head = if is_pair { at + 1 } else { at };
    line.cues(head).has(cues::RATE).then(|| {
        let from = if line.any(at, words!["square", "cubic"]) { at } else { head };
        line.text(line.span_of(from..head + 1)).to_lowercase()
    })
}

fn unit(line: &Line, at: usize) -> Option<String> {
    units::at_token(line, at).filter(|(unit, _)| unit.name != "percent").map(|(unit, _)| unit.name.to_owned())
}

/// "per 100,000 people", "per head", "per capita".
fn any(line: &Line, at: usize) -> Option<String> {
    if line.is(at, "cent") {
        return None;
    }
    let mut end = at;
    while line.is_number(end) || end > at && line.any(end, words!["million", "thousand", "hundred"]) {
        end += 1;
    }
    if end > at {
        let head = noun::after(line, end).map_or(end, |noun| noun.head + 1);
        return Some(line.text(line.span_of(at..head)).to_owned());
    }
    // `per diluted share` is by the share.
    let kinds = words!["diluted", "basic", "common", "ordinary", "adjusted"];
    let at = (at..at + 2).find(|at| !line.any(*at, kinds)).unwrap_or(at);
    let head = noun::after(line, at).map(|noun| noun.head).filter(|head| *head < at + 3);
    let head = head.or_else(|| line.is_word(at).then_some(at))?;
    Some(line.text(line.span_of(at..head + 1)).to_lowercase())
}
