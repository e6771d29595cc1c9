//! Numbers that are no figures: dates, ranks, names, addresses, labels, list numbers, "one" as a pronoun. Takes a bare
//! quantity; says whether to leave it out.

use crate::entities::EntityKind;
use crate::figures::cues::{self, Cues};
use crate::figures::decimal::Decimal;
use crate::figures::line::Line;
use crate::figures::noun::{self, Noun};
use crate::figures::numeral::Form;
use crate::figures::quantity::Quantity;
use crate::figures::scene::Scene;
use crate::figures::words::words;
use crate::figures::{Amount, approximation};
use crate::grammar::Tag;

/// Each says why a bare number is no figure.
const REASONS: [fn(&Scene, &Quantity) -> bool; 21] = [
    in_date,
    in_name,
    with_suffix,
    in_compound_name,
    with_slash_or_colon,
    behind_label,
    capitalized,
    in_address,
    as_list_number,
    as_year,
    as_serial,
    as_calibre,
    as_emergency,
    as_jet,
    in_reference,
    in_company,
    as_one,
    in_title,
    beside_month,
    as_name_before_noun,
    in_figures,
];

/// Whether a bare number states no quantity.
pub(super) fn is_no_figure(scene: &Scene, quantity: &Quantity) -> bool {
    REASONS.iter().any(|reason| reason(scene, quantity))
}

/// Whether the noun behind a number makes it a duration or a time.
pub(super) fn is_time(line: &Line, quantity: &Quantity, noun: Option<Noun>) -> bool {
    let end = quantity.tokens.end;
    let next = if line.is_dash(end) && line.glued(end) { end + 1 } else { end };
    let hung = line.any(next, words!["to", "or", "and"]) && next > end && line.cues(next + 3).has(cues::TIME)
        || is_time_in_list(line, end);
    hung || line.cues(next).has(cues::TIME)
        || noun.is_some_and(|noun| line.cues(noun.head).has(cues::TIME))
        || line.any(next, words!["o'clock", "o’clock", "am", "pm", "a.m.", "p.m.", "a.m", "p.m", "gmt", "hours"])
}

/// `the last 20, 40, 60 years`
fn is_time_in_list(line: &Line, end: usize) -> bool {
    let goes_on = |at: &usize| line.any(*at, words![",", "and", "or"]) && line.is_number(at + 1);
    let last = (0..3).map(|n| end + 2 * n).take_while(goes_on).last();
    last.is_some_and(|at| line.is(end, ",") && line.cues(at + 2).has(cues::TIME))
}

fn noun_of(line: &Line, quantity: &Quantity) -> Option<Noun> {
    noun::after(line, quantity.tokens.end)
}

fn counts_many(line: &Line, quantity: &Quantity) -> bool {
    noun_of(line, quantity).is_some_and(|noun| noun.is_plural) && quantity.low() != Some(Decimal::ONE)
}

fn is_loosened(line: &Line, quantity: &Quantity) -> bool {
    approximation::before(line, quantity.tokens.start).is_some()
}

fn in_date(scene: &Scene, quantity: &Quantity) -> bool {
    scene.facts.is_dated(quantity.span)
}

/// A name that holds the number: "49ers", "Fortune 500", "10 Downing Street".
fn in_name(scene: &Scene, quantity: &Quantity) -> bool {
    scene.facts.name_at(quantity.span).is_some()
}

/// `25th`, `1990s`, `5G`, `76ers`.
fn with_suffix(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let end = quantity.tokens.end;
    line.glued(end) && line.is_word(end) && quantity.form == Form::Digits
}

/// `F-16`, `COVID-19`, `mid-30`, and the other side: `737-800`, `7-Eleven`, `16-bit`.
fn in_compound_name(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let before = start.wrapping_sub(1);
    let is_tail = start > line.tokens().start && line.is_hyphen(before);
    let is_head = line.is_hyphen(end) && (line.is_number(end + 1) || line.is_capitalized(end + 1));
    is_tail || is_head && quantity.form == Form::Digits
}

/// `24/7`, `10:30`.
fn with_slash_or_colon(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let ties =
        |mark: usize| line.any(mark, words!["/", ":", "'", "’", "′"]) && line.glued(mark) && line.glued(mark + 1);
    ties(end) && line.is_number(end + 1) || ties(start.wrapping_sub(1)) && line.is_number(start.wrapping_sub(2))
}

/// "page 12", "Category 4", "Fortune 500", "per 100,000".
pub(super) fn behind_label(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let before = quantity.tokens.start.wrapping_sub(1);
    let before = if line.any(before, words!["#", "№", "°"]) { before.wrapping_sub(1) } else { before };
    let cues = line.cues(before);
    let is_plain = quantity.form != Form::Vague && quantity.scale == 0;
    let is_number_sign =
        line.any(before, words!["no.", "nos."]) || line.spells(before, "No") || line.spells(before, "Nos");
    let is_war = line.spells(before, "War") && line.spells(before.wrapping_sub(1), "World");
    let is_label = is_number_sign || is_war || cues.has(cues::LABEL) && !line.is(before, "no");
    let listed = is_listed_label(line, before);
    line.any(before, words!["per", "#", "№"])
        || is_plain && is_label
        || is_plain && is_rank(line, quantity, before)
        || is_plain && (cues.has(cues::WEAK_LABEL) || listed) && !is_count_of_things(line, quantity)
        || is_plain && (cues.has(cues::INDEX) || is_of_poor(line, before)) && quantity.is_plain_digits(line)
}

/// `in week 14 states voted`; behind a label a capital begins another name: `on day 3 West Indies batted`.
fn is_count_of_things(line: &Line, quantity: &Quantity) -> bool {
    counts_many(line, quantity) && !line.is_capitalized(quantity.tokens.end)
}

/// `in the top 10`, `reached the last four`: nothing is counted, as in `three of the top seven`.
fn is_rank(line: &Line, quantity: &Quantity, top: usize) -> bool {
    let of_all = line.reads(top.wrapping_sub(2), &["of", "the"]);
    let is_round = || [4, 8, 16, 32].map(Decimal::from).iter().any(|round| quantity.value() == Some(*round));
    let is_of_cup = || is_round() && (line.mentions(cues::SPORT) || line.is_on_a_game() || line.is_on_cricket());
    (line.is(top, "top") || line.is(top, "last") && is_of_cup())
        && !of_all
        && quantity.form != Form::Fraction
        && !counts_many(line, quantity)
}

/// `Standard & Poor's 500`.
fn is_of_poor(line: &Line, at: usize) -> bool {
    line.any(at, words!["'s", "’s"]) && line.spells(at.wrapping_sub(1), "Poor")
}

/// "pages 12, 14 and 16": the label stands before the first of the numbers.
fn is_listed_label(line: &Line, joint: usize) -> bool {
    let joints = (0..5).map(|n| joint.wrapping_sub(2 * n));
    let joined = |at: &usize| line.any(*at, words!["and", "or", ",", "to", "-"]) && line.is_number(at.wrapping_sub(1));
    let is_label = |at: usize| line.cues(at).has(cues::LABEL) || line.cues(at).has(cues::WEAK_LABEL);
    joints.take_while(joined).any(|at| is_label(at.wrapping_sub(2)))
}

/// "Apollo 11", "Group of Seven", "the Big Three": a name, where nothing is counted.
fn capitalized(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    if quantity.scale > 0 || quantity.form == Form::Vague {
        return false;
    }
    let before = start.wrapping_sub(1);
    let is_first = start == line.tokens().start || line.is_mark(before);
    if quantity.form == Form::Words && line.is_capitalized(start) && !is_first {
        // `both World Wars, One and Two`
        return !line.is_headline();
    }
    let in_group = line.is(before, "of") && line.spells(before.wrapping_sub(1), "Group");
    let named = in_group || line.is_capitalized(before) && before > line.tokens().start && !line.is(before, "I");
    named
        && quantity.is_plain_digits(line)
        // `(Cole 73)`: the minute, in a line-up of names
        && (!line.is_headline() || line.is(end, ")"))
        && noun_of(line, quantity).is_none()
        && !scene.is_dated(before)
}

/// "350 Fifth Avenue", "12 Elm St.", "the 2500 block of Elm Street"
fn in_address(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let end = quantity.tokens.end;
    let is_house = quantity.is_plain_digits(line) && line.is_capitalized(end);
    line.reads(end, &["block", "of"])
        || is_house && line.any(end, words!["ave", "ave.", "st.", "blvd", "blvd."])
        || is_house && (end + 1..end + 4).any(|at| line.is_capitalized(at) && line.cues(at).has(cues::STREET))
}

/// `1.` or `2)` at the head of an item, `(3)`, `[12]`.
fn as_list_number(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    if !quantity.is_plain_digits(line) {
        return false;
    }
    let opens = start == line.tokens().start || line.any(start.wrapping_sub(1), words!["(", "[", "•", "*"]);
    let bracketed = line.any(start.wrapping_sub(1), words!["(", "["]) && line.any(end, words![")", "]"]);
    // `4 Chris Rowe`: the places of a list
    let is_place = scene.name_kind(end) == Some(EntityKind::Person);
    // `Cole (34)`: a batter's runs
    let is_batter = line.is_capitalized(start.wrapping_sub(2)) && line.mentions(cues::BATTING);
    !is_batter && (bracketed || opens && (line.any(end, words![".", ")"]) || !line.holds(end) || is_place))
}

/// A year that the dates have missed.
fn as_year(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let Some(value) = quantity.value().and_then(Decimal::whole) else { return false };
    let looks = (1500..=2100).contains(&value) && quantity.is_plain_digits(line);
    let before = quantity.tokens.start.wrapping_sub(1);
    let named = line.any(before, words!["the", "in", "since", "of", "by", "'s", "’s", "its", "until", "from", "a"]);
    let is_base = line.any(quantity.tokens.end, words!["level", "levels", "election", "elections"]);
    looks && (is_base || (named || !counts_many(line, quantity)) && !is_loosened(line, quantity))
}

/// Telephone and serial numbers: a leading nought, many digits, a number right beside.
fn as_serial(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    if !quantity.is_plain_digits(line) {
        return false;
    }
    let digits = line.text(quantity.span);
    digits.len() > 1 && digits.starts_with('0')
        || digits.len() > 6 && !counts_many(line, quantity)
        // `11 3-pointers` are of a kind
        || line.is_number(end) && !(line.is_hyphen(end + 1) && line.is_word(end + 2))
        || line.is_number(start.wrapping_sub(1))
        || line.is(start.wrapping_sub(1), "+")
}

/// "called 911", "a 999 call", "by calling 105", "police on 101"
fn as_emergency(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let (before, end) = (quantity.tokens.start.wrapping_sub(1), quantity.tokens.end);
    let called = line.any(before, words!["call", "called", "calls", "calling", "phoned", "rang", "ring"]);
    let reached = called || line.is(before, "on") && line.is(before.wrapping_sub(1), "police");
    if reached && quantity.is_plain_digits(line) && quantity.span.len() == 3 && !counts_many(line, quantity) {
        return true;
    }
    let calls = line
        .any(end, words!["call", "calls", "caller", "callers", "operator", "operators", "dispatcher", "dispatchers"]);
    matches!(line.text(quantity.span), "911" | "999") && (called || calls)
}

/// "the 787", "two 747s", "737 Max": what Boeing calls its jets, where an article tells of it.
fn as_jet(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let end = quantity.tokens.end;
    let is_model =
        matches!(line.text(quantity.span), "707" | "717" | "727" | "737" | "747" | "757" | "767" | "777" | "787");
    let counts =
        || counts_many(line, quantity) && !line.is_capitalized(end) && !line.any(end, words!["jets", "aircraft"]);
    is_model && line.is_on_boeing() && !counts()
}

/// "a .380 pistol", ".45-calibre"
fn as_calibre(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let end = quantity.tokens.end;
    let next = end + usize::from(line.is_hyphen(end));
    let behind_point = line.text(quantity.span).starts_with('.');
    behind_point && (next..next + 2).any(|at| line.cues(at).has(cues::WEAPON))
}

/// `10.1038/nature`, `ngeo.2024.0117`, `+44 20 7946`: the address of a paper, a telephone number.
fn in_reference(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let digits = line.text(quantity.span);
    let path = digits.contains('.') && line.is(end, "/") && line.glued(end) && line.glued(end + 1);
    let stem = line.is(start.wrapping_sub(1), ".") && line.glued(start) && line.glued(start.wrapping_sub(1));
    path || stem || digits.starts_with('+') && line.is_number(end)
}

/// `1187 Ontario Inc.`: a company without another name.
fn in_company(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let end = quantity.tokens.end;
    let forms = words!["inc", "inc.", "ltd", "ltd.", "corp", "corp.", "limited", "llc"];
    quantity.is_plain_digits(line)
        && line.is_capitalized(end)
        && (end + 1..end + 3).any(|at| line.any(at, forms) && line.is_capitalized(at))
}

/// "one" and "zero" are numbers only where they are set against others.
fn as_one(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let at = quantity.number.start;
    if quantity.number.len() != 1 || quantity.form != Form::Words || !matches!(quantity.amount, Amount::Exact(_)) {
        return false;
    }
    if line.is(at, "zero") {
        return !counts_many(line, quantity);
    }
    line.is(at, "one") && !is_counted_one(scene, at)
}

fn is_counted_one(scene: &Scene, at: usize) -> bool {
    let line = &scene.line;
    if line.is_hyphen(at + 1) {
        return line.cues(at + 2).has(cues::SOLO);
    }
    let Some(noun) = noun::after(line, at + 1).filter(|_| !line.is(at + 1, "of")) else { return false };
    if line.cues(noun.head).has(cues::TIME) {
        return false;
    }
    approximation::before(line, at).is_some() || noun::is_listed(scene, at)
}

/// "April 6", "6 April", where the dates have left it.
fn beside_month(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let is_day = quantity.is_plain_digits(line) && quantity.low() <= Some(Decimal::from(31));
    let (before, end) = (quantity.tokens.start.wrapping_sub(1), quantity.tokens.end);
    is_day && (line.cues(before).has(cues::MONTH) || line.cues(end).has(cues::MONTH)) && !line.is(end, "may")
}

/// "the 486 chip", "a 747 jet": one thing, named by a number.
fn as_name_before_noun(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let end = quantity.tokens.end;
    let is_one = line.any(quantity.tokens.start.wrapping_sub(1), words!["the", "a", "an", "this", "that"]);
    let singular = line.tag(end) == Tag::NN && !noun::is_plural(line, end) && line.cues(end) == Cues::default();
    is_one && singular && quantity.is_plain_digits(line) && noun_of(line, quantity).is_some_and(|noun| !noun.is_plural)
}

/// "six figures", "five digits".
fn in_figures(scene: &Scene, quantity: &Quantity) -> bool {
    quantity.form == Form::Words && scene.line.any(quantity.tokens.end, words!["figures", "digits"])
}

/// A title in quotation marks, all of its words in capitals: "Hard Lines (12 Songs)".
fn in_title(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let back = (1..10).map(|i| quantity.tokens.start.wrapping_sub(i));
    let before = back.take_while(|at| line.holds(*at) && is_title_word(line, *at));
    let Some(first) = before.last().filter(|at| line.any(at.wrapping_sub(1), words!["“", "\"", "‘", "``"])) else {
        return false;
    };
    line.is_capitalized(first) && line.is_capitalized(quantity.tokens.end)
}

fn is_title_word(line: &Line, at: usize) -> bool {
    let is_small = line.any(at, words!["of", "the", "a", "an", "and", "in", "for", "to", "on", "with", "(", ":"]);
    line.is_capitalized(at) || is_small
}
