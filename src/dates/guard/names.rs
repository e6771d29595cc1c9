//! Words that are also something else: months and seasons as names and verbs (`May`, `spring a surprise`), days in titles
//! (`Sunday Times`), vague words. Takes a match in its surroundings; says whether it stands.

use crate::grammar::Tag;

use super::super::form::{Form, Part, Year};
use super::super::names::NAMES;
use super::super::words::Slot;
use super::lengths::ends;
use super::{Surroundings, is, listed};

/// `May` and `March` are also a name and verbs; other months need no more than their capital.
pub(super) fn month_name(s: &Surroundings, _: &Form) -> bool {
    let word = s.word(s.end - 1);
    // `June, 57, his wife`.
    let number = s.after(2).len() == 2 && s.after(2).bytes().all(|b| b.is_ascii_digit());
    if NAMES.contains(&word) && s.after(1) == "," && number && s.after(3) == "," && !listed("before-month", s.before(1))
    {
        return false;
    }
    // `I rang our June and said …`
    let noun_follows = matches!(s.tag_after(1), Some(Tag::NN | Tag::NNS | Tag::JJ));
    if NAMES.contains(&word) && s.end - s.at == 1 && s.is_before(&["our", "my"]) && !noun_follows {
        return false;
    }
    if is(word, &["May", "March"]) {
        // `the year to March`, `March's pace`
        let ends_year = s.is_before(&["to"]) && is(s.before(2), &["year", "months", "quarter", "weeks", "period"]);
        let owns = word == "March" && s.is_after(&["'s", "’s"]);
        return ends_year
            || owns
            || months_around(s)
            || listed("before-month", s.before(1))
            || followed_as_month(s, word);
    }
    // April, June, August as first names: `April Ludgate`, `Mr August`.
    let name_follows = s.tag_after(1) == Some(Tag::NNP) && is(word, &["April", "June", "August", "Jan"]);
    let surname = is(s.before(1), &["mr", "mrs", "ms", "miss", "dr"]);
    let first_name = name_follows && s.at == 0 && s.before(1).is_empty();
    !surname && !first_name
}

/// `March to May`, `April and May`.
fn months_around(s: &Surroundings) -> bool {
    let joined = |word: &str| is(word, &["and", "to", "or", "-", "–", ",", "through", "until", "till"]);
    let month = |at: Option<usize>| at.and_then(|at| s.lexemes.get(at)).is_some_and(|l| l.slots.has(Slot::Month));
    (joined(s.before(1)) && month(s.at.checked_sub(2))) || (joined(s.after(1)) && month(Some(s.end + 1)))
}

/// `the March accession`, `May's 2 per cent`, `a May deadline`.
fn followed_as_month(s: &Surroundings, word: &str) -> bool {
    let attributive = is(s.before(1), &["the", "a", "its", "their", "his", "her", "our"])
        && s.after(1).starts_with(|c: char| c.is_lowercase())
        && !matches!(s.tag_after(1), Some(Tag::VBD | Tag::VBZ | Tag::MD));
    // `the coldest March day`; `a long march` has no capital.
    let described =
        matches!(s.tag_before(1), Some(Tag::JJ | Tag::JJS)) && matches!(s.tag_after(1), Some(Tag::NN | Tag::NNS));
    // `the March` is a walk as often as a month.
    described || attributive && (word == "May" || s.after(1) != "of")
}

pub(super) fn season(s: &Surroundings, form: &Form) -> bool {
    let Form::InYear(Part::Season(_), Year::Open) = form else { return true };
    let word = s.word(s.end - 1);
    let article = s.end - s.at > 1;
    // `a winter storm warning`
    if listed("of-a-season", s.after(1)) {
        return false;
    }
    if is(word, &["fall"]) {
        let noun_use = s.is_after(&["of", "in", "from", "guy", "behind", "back", "by", "to"]);
        return (article || is(s.before(1), &["in", "late", "early", "mid", "by", "until", "since", "of"]))
            && !noun_use
            && !s.counts_as_verb();
    }
    if is(word, &["spring"]) && s.is_after(&["water", "roll", "rolls", "onion", "onions", "up", "back", "a"]) {
        return false;
    }
    let headed =
        is(s.before(1), &["in", "by", "since", "until", "through", "during", "late", "early", "mid", "of", "-"]);
    article || headed || (is(word, &["summer", "winter", "autumn"]) && is(s.before(1), &["a", "one", "over", "each"]))
}

/// `the year in which`, `the year he left` say which year only afterwards; `Airline of the Year` is a title.
pub(super) fn the_year(s: &Surroundings, _: &Form) -> bool {
    let told_later = ["he", "she", "they", "it", "we", "i", "when", "that", "of", "which", "was"];
    let which = s.is_after(&["in"]) && is(s.after(2), &["which"]);
    // `the year-end rush`.
    let end = s.after(1) == "-" && s.glued_after();
    // `the year after their wedding`
    let beside = s.is_after(&["after", "before"]) && s.after(2).starts_with(char::is_alphabetic);
    !which && !end && !beside && !s.is_after(&told_later) && s.word(s.end - 1) != "Year"
}

/// `Christmas trees` are no day.
pub(super) fn holiday(s: &Surroundings, _: &Form) -> bool {
    !s.is_after(&["tree", "trees", "card", "cards", "carol", "carols", "present", "presents", "egg", "eggs", "bunny"])
}

/// Papers and programmes are not days.
pub(super) fn weekday(s: &Surroundings, form: &Form) -> bool {
    let today = matches!(form, Form::Relative(..));
    if today {
        let capital = s.first().starts_with(char::is_uppercase);
        let after_name = s.before(1).starts_with(char::is_uppercase) && s.at > 0 || s.is_before(&["'s", "’s"]);
        // `the "Today" show`
        let quoted = is(s.before(1), &["\"", "“", "‘"]) && is(s.after(1), &["\"", "”", "’"]);
        return !(capital && (after_name || quoted || s.is_after(&["programme", "show"]))) && !is_an_age(s);
    }
    // `Super Tuesday` falls in some years, on a day of its own.
    !listed("behind-weekday-in-title", s.after(1)) && s.before(1) != "Super"
}

/// `today's youth`, `the leaders of tomorrow`: an age, not a day.
fn is_an_age(s: &Surroundings) -> bool {
    let owner = s.is_after(&["'s", "’s"]);
    let behind = if matches!(s.tag_after(2), Some(Tag::JJ)) && !listed("of-an-age", s.after(2)) { 3 } else { 2 };
    let owned = owner && !is(s.first(), &["yesterday"]) && listed("of-an-age", s.after(behind));
    let noun = matches!(s.tag_before(2), Some(Tag::NN | Tag::NNS));
    let headed = is(s.first(), &["tomorrow"]) && s.is_before(&["of"]) && noun && ends(s, &Form::Vague(""));
    owned || headed && !is(s.before(2), &["morning", "afternoon", "evening", "night", "end", "start"])
}

pub(super) fn vague(s: &Surroundings, form: &Form) -> bool {
    let first = s.first();
    let Form::Vague(value) = *form else { return true };
    match value {
        "FUTURE_REF" if is(first, &["soon"]) => {
            // `that soon became a flood`, `was soon released`: after what is told, not after publication.
            let told = s.tag_after(1) == Some(Tag::VBD) || s.is_before(&["was", "were", "had"]);
            !told && !s.is_after(&["after", "as"]) && !is(s.before(1), &["as", "too", "how"])
        }
        "FUTURE_REF" => s.after(1) != "'s" && !is(s.before(1), &["u.s."]),
        // `as recently as 2009`.
        "PAST_REF" if s.end - s.at == 1 => !s.is_after(&["as"]),
        "PRESENT_REF" if is(first, &["current"]) => !s.is_after(&["account", "accounts", "of"]),
        // `Now, he says, …` opens a paragraph and says no time.
        "PRESENT_REF" => {
            let opens = first == "Now" && (s.is_after(&[","]) || s.is_after(&["for"]));
            let glued = is(first, &["now"]) && s.is_after(&["-"]) && s.glued_after();
            !opens && !glued
        }
        _ => !s.after(1).starts_with(char::is_alphabetic) || !is(first, &["the"]) || is_function(s.after(1)),
    }
}

/// Small words that cannot continue `the past`, `the future` as its noun.
fn is_function(word: &str) -> bool {
    is(
        word,
        &[
            "and", "of", "to", "in", "is", "was", "as", "by", "with", "has", "that", "when", "but", "for", "or", "on",
            "at", "he", "she", "they", "it", "we",
        ],
    )
}

/// `peace will one day come`; `one day of talks` is a length.
pub(super) fn one_day(s: &Surroundings, _: &Form) -> bool {
    is(s.first(), &["one"])
        && s.is_before(&["will", "would", "may", "might", "could", "can", "shall", "'ll", "’ll", "should"])
}

/// `21st Century Fox` is a firm.
pub(super) fn century(s: &Surroundings, _: &Form) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    !(capital(s.word(s.end - 1)) && capital(s.after(1)))
}

pub(super) fn set(s: &Surroundings, _: &Form) -> bool {
    // `10,000 units annually`, `by 20% annually` state a rate.
    let measured = s.is_before(&["%", "percent", "cent", "million", "billion", "trillion"])
        || matches!(s.tag_before(1), Some(Tag::NNS | Tag::CD));
    if s.first() == "annually" && measured {
        return false;
    }
    // `its half-yearly report`
    if s.glued_before() && s.before(1) == "-" && is(s.before(2), &["half"]) {
        return false;
    }
    // `Daily Mail`, `the Weekly Standard`.
    let capital = s.first().starts_with(char::is_uppercase);
    !(capital && (s.at > 0 || s.after(1).starts_with(char::is_uppercase)))
}
