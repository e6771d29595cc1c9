//! Numbers that are no date: counts (`2000 troops`), scores, prices, models, ages, times without a cue. Takes a match in
//! its surroundings; says whether it stands.

use crate::grammar::Tag;

use super::super::form::{Clock, Form, Part, Year};
use super::super::words::Slot;
use super::{Surroundings, is, is_near, listed};

/// Words in -s that are not counted nouns.
pub(super) const NOT_COUNTED: &[&str] =
    &["as", "is", "was", "has", "his", "its", "this", "thus", "does", "says", "unless", "towards", "besides"];
/// Plurals without -s.
pub(super) const PLURALS: &[&str] =
    &["people", "men", "women", "children", "troops", "police", "feet", "km", "dlrs", "euros"];

pub(super) fn year(s: &Surroundings, form: &Form) -> bool {
    let Form::InYear(Part::Whole, Year::Given(year)) = *form else { return true };
    if !number_stands_alone(s) {
        return false;
    }
    let clear = listed("before-year", s.before(1));
    if is_model_year(s) && !clear {
        return false;
    }
    let owned = ["the", "since", "of", "its", "by", "'s", "’s", "their", "his", "her", "our", "my", "your"];
    // `post-1959 politics`.
    let compound = s.glued_before() && s.before(1) == "-";
    // `relative to 1990 levels`
    let counts = s.counts() && !listed("behind-year", s.after(1));
    // `one of 1090 homes`
    if s.is_before(&["of"]) && is(s.before(2), &["one", "some", "all", "most", "each", "none", "many"]) {
        return false;
    }
    if counts && !compound && !is(s.before(1), &owned) {
        return false;
    }
    if matches!(year, 1750..=1899) && is_of_one_thing(s) {
        return true;
    }
    if matches!(year, 1900..=2050) {
        // `from about 2015`, `in around 1980`.
        let about =
            is(s.before(1), &["about", "around", "roughly", "approximately"]) && listed("before-year", s.before(2));
        return clear || about || !listed("before-count", s.before(1));
    }
    clear && !s.after(1).starts_with(|c: char| c.is_alphabetic() && s.counts()) && !s.after(1).is_empty()
        || (clear && s.after(1).is_empty())
}

/// `her 1888 portrait`, `the renowned 1888 portrait`: no measure, and not several things.
fn is_of_one_thing(s: &Surroundings) -> bool {
    let headed = ["the", "a", "an", "his", "her", "its", "their", "'s", "’s"];
    let described = matches!(s.tag_before(1), Some(Tag::JJ | Tag::VBN)) && is(s.before(2), &headed);
    let noun = matches!(s.tag_after(1), Some(Tag::NN)) && s.after(1).starts_with(char::is_lowercase);
    noun && !listed("measure", s.after(1)) && (described || s.is_before(&headed))
}

/// `his 2004 Honda Civic`: what a car is called.
fn is_model_year(s: &Surroundings) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    capital(s.after(1)) && listed("behind-model-year", s.after(1)) && !is(s.before(1), &["the", "since", ","])
}

/// Not in a price, a model, a phone number, a score, an address.
fn number_stands_alone(s: &Surroundings) -> bool {
    let before = s.before(1);
    if s.glued_before()
        && !matches!(before, "(" | "\"" | "“" | "‘" | "'" | "’" | "[" | "—" | "--" | "/" | "–" | "-" | "")
    {
        return false;
    }
    if ends_a_model(s) || matches!(before, "$" | "£" | "€" | "¥" | "#" | "No." | "Nos.") {
        return false;
    }
    let units = ["%", "°", "/", ":", "x", "km", "m", "bn", "mn", "cc", "p", "GMT"];
    let measured = s.glued_after() && units.contains(&s.after(1));
    // `the 1900-plus homes`
    let loosened = s.after(1) == "-" && is(s.after(2), &["plus", "odd", "strong"]);
    !measured
        && !loosened
        && !s.is_after(&["gmt", "per", "percent", "million", "billion", "dlrs", "dollars", "hours", "utc", "block"])
}

/// `F-2000`, `post-1959`: a word or a year may stand before the hyphen, a letter or another number may not.
fn ends_a_model(s: &Surroundings) -> bool {
    if !s.glued_before() || !matches!(s.before(1), "-" | "–" | "/") || s.lexemes[s.at - 1].spaced {
        return false;
    }
    let stem = s.before(2);
    let word = stem.len() > 2 && stem.chars().all(|c| c.is_lowercase());
    let year = stem.len() == 4 && stem.bytes().all(|b| b.is_ascii_digit());
    !word && !year
}

/// `at 9.30 last night`.
pub(super) fn at(s: &Surroundings, _: &Form) -> bool {
    s.is_before(&["at", "around", "about", "until", "by", "from", "since", "before", "after"])
}

/// `10:35` needs a cue; `3.20pm` and `5 a.m.` have it.
pub(super) fn clock(s: &Surroundings, form: &Form) -> bool {
    let Form::Clock(Clock::At(hour, _)) = *form else { return true };
    if s.is_before(&["$", "£", "€", "high"]) || hour > 24 || is_of_play(s) {
        return false;
    }
    let last = s.word(s.end - 1);
    let figures_only = last.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    !figures_only
        || s.is_before(&[
            "at", "by", "around", "about", "from", "until", "till", "to", "before", "after", "since", "between",
        ])
}

/// `at 7:23 of the second period`: on the clock of a game.
fn is_of_play(s: &Surroundings) -> bool {
    let parts = ["period", "quarter", "half", "overtime", "frame"];
    s.is_after(&["of", "in", "into"]) && is(s.after(2), &["the"]) && (3..=5).any(|n| is(s.after(n), &parts))
}

/// `2:10.62`, `1:23:45`, `29:20`: how long somebody ran, or how long is left to play; seconds in parts are always that.
pub(super) fn race(s: &Surroundings, _: &Form) -> bool {
    if s.glued_before() && !matches!(s.before(1), "(" | "[" | "“" | "\"" | "-" | "–") || is_of_play(s) {
        return false;
    }
    let is_left = s.is_after(&["left", "remaining"]) || s.is_after(&["to"]) && is(s.after(2), &["play", "go", "spare"]);
    let is_timed = s.end - s.at > 3 || s.is_before(&["in", "of", "clocked", "clocking", "ran", "running", "swam", "("]);
    // `1 minute 3.5 km` from here
    let is_measured = listed("measure", s.after(1)) || s.is_after(&["million", "%", "m"]);
    is_left
        || s.word(s.end - 1).contains('.') && !is_measured
        || is_timed && !s.is_before(&["at"]) && is_near(s, "of-a-race")
}

/// `from 7.30 to 10.30`, `between 9.15 and 10`, with a word of opening near: times of day, no rates.
pub(super) fn open_hours(s: &Surroundings, _: &Form) -> bool {
    let joined = s.is_before(&["from"]) && s.is_after(&["to", "until", "till", "-", "–"])
        || s.is_before(&["between"]) && s.is_after(&["and"]);
    let until =
        || s.lexemes.get(s.end + 1).is_some_and(|next| next.slots.has(Slot::Clock) || next.slots.has(Slot::Hour));
    let tells = |at: usize| {
        s.lexemes.get(at).is_some_and(|near| near.slots.has(Slot::Weekday) || near.slots.has(Slot::Weekdays))
    };
    let is_day = || (s.at.saturating_sub(8)..s.end + 10).any(tells);
    joined && until() && !is(s.after(3), &["%", "per", "percent", "points"]) && (is_day() || is_near(s, "of-hours"))
}

/// `ten past four`, not `got 2 past 3 defenders`.
pub(super) fn clock_past(s: &Surroundings, _: &Form) -> bool {
    !s.counts() && !s.is_after(&["-", "–"])
}

/// `at ten to four`; a vote is ten to four, too.
pub(super) fn clock_to(s: &Surroundings, form: &Form) -> bool {
    let five = matches!(*form, Form::Clock(Clock::At(_, Some(minute))) if minute % 5 == 0);
    // `outnumbered them by about 5 to 3`
    let is_vote = is(s.before(2), &["by", "of", "ratio"]);
    five && !is_vote
        && clock_past(s, form)
        && s.is_before(&["at", "around", "about", "until", "nearly", "almost", "just"])
}

/// `17.42 The minister has resigned`: the entry of a live blog, at the head of a paragraph among others like it.
pub(super) fn stamp(s: &Surroundings, _: &Form) -> bool {
    let first = s.lexemes[s.at].start as usize;
    let sentence = s.page.text.sentence_of(first);
    let sentences = &s.page.text.sentences;
    let opens = sentences[sentence].tokens.start == first
        && sentence.checked_sub(1).is_none_or(|before| sentences[before].block != sentences[sentence].block);
    opens && s.tells.stamped && !s.glued_after()
}

/// `on the 18th.`
pub(super) fn day_of_month(s: &Surroundings, form: &Form) -> bool {
    let Form::DayOfMonth(day) = *form else { return true };
    let figures = s.word(s.end - 1).starts_with(|c: char| c.is_ascii_digit());
    let closes = !s.after(1).starts_with(char::is_alphabetic);
    // `the morning of the 20th`.
    let part = s.is_before(&["of"]) && is(s.before(2), &["morning", "afternoon", "evening", "night", "hours"]);
    figures && closes && day <= 31 && (part || s.is_before(&["on", "until", "by", "from", "before", "since"]))
}

pub(super) fn decade(s: &Surroundings, _: &Form) -> bool {
    let ages = ["his", "her", "their", "my", "your", "our", "whose", "mid", "early", "late"];
    let own = ["his", "her", "their", "my", "your", "our"];
    let word = s.word(s.end - 1);
    let full = word.len() >= 5 || s.first().starts_with(|c: char| c.is_ascii_digit()) && s.first().len() == 4;
    // `in the 70s` may be a temperature; `in his thirties` is an age.
    let warm = ["highs", "lows", "temperatures", "mercury", "degrees"];
    let temperature =
        s.is_after(&["fahrenheit", "celsius", "degrees", "per", "percent"]) || (1..=8).any(|n| is(s.before(n), &warm));
    let aged = is(s.before(1), &own) || (is(s.before(1), &ages) && is(s.before(2), &own));
    let figures = s.first().starts_with(|c: char| c.is_ascii_digit()) && s.first().len() == 4;
    let headed = figures || is(s.first(), &["the", "'", "’", "‘"]) || s.first().starts_with(['\'', '’', '‘']);
    !aged && !temperature && (full | headed && headed || is_part_of_decade(s) || is_further_decade(s))
}

/// `the 70s and 80s`.
fn is_further_decade(s: &Surroundings) -> bool {
    let before = s.at.checked_sub(2).and_then(|at| s.lexemes.get(at));
    let after_article = s.at.checked_sub(3).is_some_and(|at| matches!(s.word(at), "the" | "'" | "’" | "‘"));
    s.is_before(&["and", "or", "to"]) && after_article && before.is_some_and(|lexeme| lexeme.slots.has(Slot::Decade))
}

/// `the mid-90s`, `the late 80s and early 90s`; small numbers are degrees and ages.
fn is_part_of_decade(s: &Surroundings) -> bool {
    let hyphen = usize::from(s.is_before(&["-"]));
    let part = is(s.before(1 + hyphen), &["early", "mid", "late"]);
    part && is(s.before(2 + hyphen), &["the", "and", "to", "or"]) && s.first().starts_with(['5', '6', '7', '8', '9'])
}

pub(super) fn month_day(s: &Surroundings, _: &Form) -> bool {
    // `May 20 people`, `March 3.5 per cent`; digits in a longer number.
    let clock = s.after(1) == ":" && s.after(2).starts_with(|c: char| c.is_ascii_digit());
    let glued = s.glued_after() && (clock || matches!(s.after(1), "%" | "mn" | "bn" | "m" | "km" | "p"));
    !glued && !s.is_after(&["people", "percent", "per", "million", "billion"])
}

pub(super) fn day_month(s: &Surroundings, form: &Form) -> bool {
    !matches!(s.before(1), "$" | "£" | "€") && month_day(s, form)
}
