//! Units that measure no stretch of time: ages (`two years old`), rates (`$10 a day`), ordinals (`a second term`), and
//! those that count from what is not said. Takes a match in its surroundings; says whether it stands.

use crate::grammar::Tag;

use super::super::calendar::Unit;
use super::super::events::event;
use super::super::form::{Amount, Form};
use super::super::words::Slot;
use super::{Surroundings, is, is_near, listed};

/// `the morning` alone; `in the morning`.
pub(super) fn part(s: &Surroundings, _: &Form) -> bool {
    s.end - s.at == 1 || s.is_before(&["in", "by", "during", "until", "through", "on", "into"])
}

/// `at dusk`; `the dawn of an era` is a manner of speaking.
pub(super) fn headed_part(s: &Surroundings, _: &Form) -> bool {
    let heads = ["at", "before", "after", "until", "till", "since", "by", "from", "around", "near", "to", "just"];
    s.is_before(&heads) && !s.is_after(&["of"])
}

/// `overnight`, not the `overnight 84-5` or `overnight score` of a match.
pub(super) fn overnight(s: &Surroundings, _: &Form) -> bool {
    let number = s.after(1).starts_with(|c: char| c.is_ascii_digit());
    !number && !s.is_after(&["score", "scores", "total", "lead", "leader", "leaders", "batsman", "batsmen", "batter"])
}

/// `the end of the day` is a manner of speaking.
pub(super) fn not_day(_: &Surroundings, form: &Form) -> bool {
    !matches!(form, Form::Relative(Unit::Day, ..))
}

/// `the third day-long meeting` numbers meetings.
pub(super) fn no_hyphen(s: &Surroundings, _: &Form) -> bool {
    s.after(1) != "-"
}

/// `it is the second day of the strike`, `today is the eighth day`.
pub(super) fn day_now(s: &Surroundings, _: &Form) -> bool {
    s.is_before(&["is", "'s", "’s"]) && is(s.before(2), &["it", "today", "this"])
}

/// `the next month he left`; `over the next month` is a length.
pub(super) fn not_spanned(s: &Surroundings, form: &Form) -> bool {
    let spans =
        ["over", "in", "for", "during", "within", "of", "through", "throughout", "into", "by", "about", "until"];
    matches!(form, Form::Relative(Unit::Day, ..)) || !(s.is_before(&spans) || s.is_after(&["or", "and"]))
}

/// `the day after his death`, `the day before Christmas`, `the day of the crash`.
pub(super) fn beside(s: &Surroundings, _: &Form) -> bool {
    let gerund = s.tag_after(2) == Some(Tag::VBG);
    let named = matches!(s.tag_after(2), Some(Tag::DT | Tag::PRPS)) && event(s.after(3)).is_some();
    let opens = s.after(2).starts_with(char::is_alphabetic) && !gerund;
    s.is_after(&["before", "after"]) && opens || s.is_after(&["of"]) && named
}

/// `She resigned that Friday.`; in `said that Friday was quiet` the word `that` opens a clause.
pub(super) fn told(s: &Surroundings, form: &Form) -> bool {
    ends(s, form)
        || s.before(1).is_empty()
        || s.is_before(&[",", ";", "and", "but", "in", "on", "of", "early", "late", "("])
}

/// `for another year`; `another day of rain` counts days, and says how long.
pub(super) fn another(s: &Surroundings, _: &Form) -> bool {
    s.is_before(&["for", "in", "by", "after", "within", "take", "takes", "took", "wait", "last", "spend", "serve"])
        && !s.is_after(&["of", "-"])
}

/// `served three years here and another two in Leeds`: no noun follows.
pub(super) fn alone(s: &Surroundings, _: &Form) -> bool {
    let small = matches!(s.tag_after(1), Some(Tag::IN | Tag::TO | Tag::CC | Tag::Punct | Tag::RB) | None);
    small
        && !s.is_after(&["of", "percent", "per", "%", "-", "or", "to", "million", "billion"])
        && !s.glued_after() | (s.after(1) == "." || s.after(1) == ",")
}

/// `half hour`, `the half year`; of other units half is a match's or a ball's.
pub(super) fn half_unit(s: &Surroundings, form: &Form) -> bool {
    is(s.word(s.end - 1), &["hour", "year", "day", "decade"]) && length(s, form)
}

/// `by 2 percent for the month.`: the one that the report is of.
pub(super) fn of_report(s: &Surroundings, form: &Form) -> bool {
    matches!(form, Form::Relative(Unit::Week | Unit::Month, ..)) && s.is_before(&["for"]) && ends(s, form)
}

/// `the past decade` is a length, `the current decade` is not.
pub(super) fn not_past(s: &Surroundings, _: &Form) -> bool {
    !is(s.word(s.end - 2), &["past"])
}

/// What stands before a plural unit alone.
#[rustfmt::skip]
const HEADS: [&str; 20] = [
    "for", "in", "within", "after", "over", "of", "many", "the", "took", "take", "takes", "taken", "lasted", "by",
    "follows", "followed", "following", "despite", "amid", "spent",
];

/// Plural units alone: `for years`, `within weeks`, `the weeks before`.
pub(super) fn units(s: &Surroundings, form: &Form) -> bool {
    let Form::Length(_, unit, _) = *form else { return true };
    // `in the months of July and August`
    if s.is_after(&["of"]) && s.lexemes.get(s.end + 1).is_some_and(|lexeme| lexeme.slots.has(Slot::Month)) {
        return false;
    }
    if is_step(s) && unit >= Unit::Minute && unit != Unit::Quarter {
        return true;
    }
    let short = is(s.before(1), &["for", "within", "in", "took", "take", "takes", "lasted"]) && !s.is_after(&["of"]);
    // `a matter of days` is a manner of speaking; `as many weeks` tells no length.
    !(s.is_before(&["of"]) && is(s.before(2), &["matter"]))
        && !(s.is_before(&["many"]) && is(s.before(2), &["as"]))
        && (unit >= Unit::Day || (unit >= Unit::Minute && short))
        && unit != Unit::Quarter
        && unit != Unit::Weekend
        && is(s.before(1), &HEADS)
        && !s.is_after(&["old", "-"])
        && (!is(s.before(1), &["the", "of"])
            || is(s.after(1), &["before", "after", "since", "ahead", "of", "leading"])
            || (s.is_after(&["that"]) && is(s.after(2), &["followed", "preceded", "follow", "precede", "passed"]))
            || (s.is_after(&["to"]) && is(s.after(2), &["come"])))
}

/// `weeks after his retirement`, `just days before the vote`; `two days after` is counted, `the first days after` not.
fn is_step(s: &Surroundings) -> bool {
    let counted = matches!(s.tag_before(1), Some(Tag::JJ | Tag::CD | Tag::DT | Tag::PRPS | Tag::NN));
    let counted = counted || s.is_before(&["of"]);
    s.is_after(&["after", "before"]) && !counted && s.after(2).starts_with(char::is_alphabetic)
}

/// `over the years`, `down the decades`.
pub(super) fn course(s: &Surroundings, form: &Form) -> bool {
    let is_long = matches!(*form, Form::Length(_, unit, _) if unit >= Unit::Year);
    is_long && s.is_before(&["over", "through", "down"]) && !s.is_after(&["of", "-"])
}

/// `20 people a day`, `$15 an hour`, a repetition; `60 miles an hour` is a speed, `24 hours a day` a length.
pub(super) fn rate_of(s: &Surroundings, _: &Form) -> bool {
    if !rate(s, Amount(Some(100))) {
        return false;
    }
    let last = s.at - 1;
    let measured = is(s.before(1), &["hours", "days", "weeks", "months", "percent", "cent", "%", "points"]);
    let number = |at: usize| s.word(at).starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let figures = (last.saturating_sub(3)..=last).rev().skip_while(|at| !number(*at)).find(|at| !number(*at));
    let price = figures.is_some_and(|at| s.word(at).ends_with(['$', '£', '€', '¥', '₹']))
        || is(s.before(1), &["dollars", "pounds", "euros", "cents", "pence", "p", "rupees", "yen"]);
    let speed = is(s.word(s.end - 1), &["hour", "minute", "second"]) && !price;
    !measured && !speed
}

/// `the Friday`, of a week that the story tells of; a noun behind makes it any Friday's.
pub(super) fn the_weekday(s: &Surroundings, _: &Form) -> bool {
    let noun = matches!(s.tag_after(1), Some(Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::JJ | Tag::CD));
    !noun && !s.is_after(&["'s", "’s", "-"]) && !is(s.after(1), &["morning", "afternoon", "evening", "night"])
}

/// Before these `last` and `over` are no part of a length: `is expected to last`, `paid over two years`.
const AUXILIARIES: &[&str] =
    &["to", "will", "would", "could", "can", "may", "might", "should", "must", "not", "'ll", "’ll", "n't", "n’t"];
pub(super) fn length(s: &Surroundings, form: &Form) -> bool {
    if is(s.first(), &["last"]) && s.is_before(AUXILIARIES)
        || is(s.first(), &["over"]) && !(s.before(1).is_empty() || listed("before-over", s.before(1)))
    {
        return false;
    }
    // `the third in as many weeks`, `two SEC officials`
    if is(s.first(), &["many"]) && s.is_before(&["as"]) || s.word(s.end - 1) == "SEC" {
        return false;
    }
    let Form::Length(amount, unit, anchored) = *form else { return true };
    let last = s.word(s.end - 1);
    // `the last day of the sale` is one day of it.
    if anchored != 0 && amount == Amount(Some(100)) && !last.ends_with('s') && s.is_after(&["of"]) {
        return false;
    }
    // `a weekend total of $30 million`
    let is_attribute = unit == Unit::Weekend && s.tag_after(1) == Some(Tag::NN);
    if is_attribute || is_how_often(s) || is_age_or_title(s) {
        return false;
    }
    match unit {
        Unit::Century => !is_scored(s),
        // `a second term`, `one second half`: an ordinal.
        Unit::Second => last.ends_with('s') || (amount != Amount(Some(100)) && !s.is_after(&["half", "term"])),
        // `three quarters of them`, `a quarter of an hour`.
        Unit::Quarter => anchored != 0 || last.ends_with('s') && amount.whole() != Some(3) && !is_part(s, amount),
        _ => !rate(s, amount),
    }
}

/// Whether quarters are part of something, not of a year: `several quarters of the city`; not `two quarters of growth`,
/// which would be half of it.
fn is_part(s: &Surroundings, amount: Amount) -> bool {
    let are_periods = amount.whole().is_some_and(|count| count == 2 || count > 3);
    s.is_after(&["of"]) && (!are_periods || s.after(2).starts_with(|c: char| c.is_ascii_digit()))
}

/// `24 hours a day`, `three days a week`.
fn is_how_often(s: &Surroundings) -> bool {
    s.is_after(&["a", "an", "per", "each", "every"])
        && matches!(s.after(2), "hour" | "day" | "night" | "week" | "month" | "year")
}

/// `6-year-old`, `two years old`; `60 Minutes`.
fn is_age_or_title(s: &Surroundings) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    s.is_after(&["old", "olds"])
        || s.is_after(&["of"]) && is(s.after(2), &["age"])
        || s.is_before(&["aged", "ages"])
        || s.is_before(&["to", "and", "-", "–"]) && is(s.before(3), &["aged", "ages"])
        || s.after(1) == "-" && s.glued_after()
        || capital(s.word(s.end - 1)) && s.at > 0 && !capital(s.before(1))
}

/// `$10 a day`, `three times a week`: a rate is no duration.
fn rate(s: &Surroundings, amount: Amount) -> bool {
    if amount != Amount(Some(100)) || !is(s.first(), &["a", "an"]) || s.end - s.at > 2 {
        return false;
    }
    let before = s.at.checked_sub(1).map(|at| s.lexemes[at].start as usize);
    let Some(token) = before else { return false };
    let word = s.page.word(token);
    let tag = s.page.tags.get(token).copied();
    let noun = matches!(tag, Some(Tag::NNS | Tag::CD));
    // `tonnes of oil a day`, `2.3 per patient a year`.
    let of_noun = tag == Some(Tag::NN) && is(s.before(2), &["of", "per"]);
    noun || of_noun || word.ends_with(|c: char| c.is_ascii_digit()) || listed("rated", word)
}

/// The clause ends here: `the day before.`, `a year later,`.
pub(super) fn ends(s: &Surroundings, _: &Form) -> bool {
    !s.after(1).starts_with(|c: char| c.is_alphanumeric()) || is(s.after(1), &["and", "but", "when", "in"])
}

/// `the day before.`, `had met him the day before at a fair`; `the day before the fair` is another matter.
pub(super) fn adverb(s: &Surroundings, form: &Form) -> bool {
    ends(s, form) || s.is_after(&["at", "by", "on", "for", "with", "from", "over", "during", "near", "outside"])
}

/// `in the corresponding period.`: compared with, and nothing else says when; `over the same period` is the one told of.
pub(super) fn year_ago_alone(s: &Surroundings, form: &Form) -> bool {
    let is_told = is(s.word(s.at + 1), &["same"]) && s.is_before(&["over", "for"]);
    ends(s, form) && s.is_before(&["in", "for", "from", "with", "over"]) && !is_told
}

/// Not the head of a longer unit: `last minute`, `the next quarter-final`, `this second`.
pub(super) fn unit_noun(s: &Surroundings, form: &Form) -> bool {
    let hyphen = s.after(1) == "-" && s.glued_after() && !matches!(form, Form::InYear(..));
    // `told This Week on Friday`: a title.
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let title = capital(s.first()) && capital(s.word(s.end - 1)) && s.at > 0 && !capital(s.before(1));
    // `the last day of the sale`.
    let one_of = is(s.first(), &["last"]) && s.is_before(&["the", "its", "his", "her", "their", "our", "my"]);
    !hyphen && !title && !one_of
}

/// `the first quarter` of a match is played, that of a year reported: words of play near it tell, and three on the page.
pub(super) fn quarter(s: &Surroundings, _: &Form) -> bool {
    let knockout = s.after(1) == "-" && is(s.after(2), &["final", "finals", "century", "mile"]);
    !knockout && !s.is_after(&["final", "finals", "century"]) && !is_near(s, "of-play") && !s.tells.played(s.page)
}

/// `scored a century`, `an unbeaten half-century`: a hundred runs, and half as many; `in a century` is a length anywhere.
fn is_scored(s: &Surroundings) -> bool {
    !is(s.before(1), &["in", "for", "over", "than", "nearly", "almost", "after", "within"]) && is_near(s, "of-cricket")
}

/// `two years before the war` counts from the war, not from the date told of.
pub(super) fn earlier(s: &Surroundings, form: &Form) -> bool {
    // `two days earlier than planned` is a length
    !s.is_after(&["than"]) && (!is(s.word(s.end - 1), &["before", "prior"]) || ends(s, form))
}

pub(super) fn later(s: &Surroundings, form: &Form) -> bool {
    // `a year later than planned` is a length.
    if s.is_after(&["than"]) {
        return false;
    }
    !is(s.word(s.end - 1), &["after", "on"]) || (ends(s, form) && !s.is_after(&["the", "a"]))
}
