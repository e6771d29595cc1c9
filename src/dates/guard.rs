//! What is not a date. Takes a match and the words around it; says whether it stands. The column `guard` of
//! `rules.tsv` names the guard of a rule: names of people and papers (`May`, `Sunday Times`), verbs (`spring a
//! surprise`), counts (`2000 troops`), scores, ages and rates pass no further than here.

use crate::document::Page;
use crate::grammar::Tag;

use super::calendar::Unit;
use super::form::{Amount, Clock, Form, Part, Year};
use super::lexemes::Lexeme;

/// Whether a match stands.
pub(super) type Guard = fn(&Surroundings, &Form) -> bool;

/// The guard of this name; the empty name lets everything pass.
pub(super) fn named(name: &str) -> Option<Guard> {
    GUARDS.iter().find(|(known, _)| *known == name).map(|(_, guard)| *guard)
}

#[rustfmt::skip]
const GUARDS: &[(&str, Guard)] = &[
    ("", |_, _| true), ("month-name", month_name), ("year", year), ("season", season), ("clock", clock),
    ("part", part), ("units", units), ("length", length), ("day-of-month", day_of_month), ("weekday", weekday),
    ("decade", decade), ("vague", vague), ("month-day", month_day), ("day-month", day_month), ("ends", ends),
    ("unit-noun", unit_noun), ("quarter", quarter), ("earlier", earlier), ("later", later), ("set", set), ("not-past", not_past), ("not-day", not_day),
    ("no-hyphen", no_hyphen), ("holiday", holiday), ("the-year", the_year),
];

/// A match among the words around it.
pub(super) struct Surroundings<'a> {
    page: &'a Page,
    lexemes: &'a [Lexeme],
    at: usize,
    end: usize,
}

impl<'a> Surroundings<'a> {
    /// The match of the lexemes `at..end`.
    pub(super) fn new(page: &'a Page, lexemes: &'a [Lexeme], at: usize, end: usize) -> Self {
        Self { page, lexemes, at, end }
    }

    fn word(&self, at: usize) -> &'a str {
        self.lexemes.get(at).map_or("", |lexeme| self.page.word(lexeme.start as usize))
    }

    /// The `n`th word before the match, 1 the nearest.
    fn before(&self, n: usize) -> &'a str {
        self.at.checked_sub(n).map_or("", |at| self.word(at))
    }

    /// The `n`th word behind the match, 1 the nearest.
    fn after(&self, n: usize) -> &'a str {
        self.word(self.end + n - 1)
    }

    fn tag_after(&self, n: usize) -> Option<Tag> {
        let token = self.lexemes.get(self.end + n - 1)?.start as usize;
        self.page.tags.get(token).copied()
    }

    fn first(&self) -> &'a str {
        self.word(self.at)
    }

    fn is_before(&self, words: &[&str]) -> bool {
        is(self.before(1), words)
    }

    fn is_after(&self, words: &[&str]) -> bool {
        is(self.after(1), words)
    }

    /// Whether what follows is written onto the match.
    fn glued_after(&self) -> bool {
        self.lexemes.get(self.end).is_some_and(|lexeme| !lexeme.spaced)
    }

    fn glued_before(&self) -> bool {
        !self.lexemes[self.at].spaced
    }

    /// Whether a plain noun in the plural follows, as behind a count.
    fn counts(&self) -> bool {
        let word = self.after(1);
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
        let low = word.starts_with(|c: char| c.is_lowercase());
        let noun = !matches!(self.tag_after(1), Some(Tag::VBZ | Tag::VBD | Tag::IN | Tag::RB | Tag::POS));
        low && noun && (plural && !is(word, NOT_COUNTED) || is(word, PLURALS))
    }
}

/// Words in -s that are not counted nouns.
const NOT_COUNTED: &[&str] =
    &["as", "is", "was", "has", "his", "its", "this", "thus", "does", "says", "unless", "towards", "besides"];
/// Plurals without -s.
const PLURALS: &[&str] = &["people", "men", "women", "children", "troops", "police", "feet", "km", "dlrs", "euros"];

fn is(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// `May` and `March` are also a name and verbs; other months need no more than their capital.
fn month_name(s: &Surroundings, _: &Form) -> bool {
    let word = s.word(s.end - 1);
    if is(word, &["May", "March"]) {
        return months_around(s) || is(s.before(1), CLEAR_BEFORE_MONTH) || followed_as_month(s, word);
    }
    // April, June, August as first names: `April Ludgate`, `Mr August`.
    let name_follows = s.tag_after(1) == Some(Tag::NNP) && is(word, &["April", "June", "August", "Jan"]);
    !is(s.before(1), &["mr", "mrs", "ms", "miss", "dr"]) && !(name_follows && s.at == 0 && s.before(1).is_empty())
}

const CLEAR_BEFORE_MONTH: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "from",
    "during",
    "through",
    "throughout",
    "early",
    "mid",
    "late",
    "last",
    "next",
    "this",
    "every",
    "each",
    "of",
    "between",
    "before",
    "following",
    "previous",
    "around",
    "for",
    "late-",
    "mid-",
    "into",
    "ending",
    "ended",
    "past",
    "coming",
];

/// `March to May`, `April and May`.
fn months_around(s: &Surroundings) -> bool {
    let joined = |word: &str| is(word, &["and", "to", "or", "-", "–", ","]);
    let month =
        |at: Option<usize>| at.and_then(|at| s.lexemes.get(at)).is_some_and(|l| l.slots.has(super::words::Slot::Month));
    (joined(s.before(1)) && month(s.at.checked_sub(2))) || (joined(s.after(1)) && month(Some(s.end + 1)))
}

/// `the March accession`, `May's 2 per cent`, `a May deadline`.
fn followed_as_month(s: &Surroundings, word: &str) -> bool {
    let attributive = is(s.before(1), &["the", "a", "its", "their", "his", "her", "our"])
        && s.after(1).starts_with(|c: char| c.is_lowercase())
        && !matches!(s.tag_after(1), Some(Tag::VBD | Tag::VBZ | Tag::MD));
    // `the March` is a walk as often as a month.
    attributive && (word == "May" || s.after(1) != "of")
}

fn year(s: &Surroundings, form: &Form) -> bool {
    let Form::InYear(Part::Whole, Year::Given(year)) = *form else { return true };
    if !number_stands_alone(s) {
        return false;
    }
    let clear = is(s.before(1), BEFORE_YEAR);
    if s.counts() && !is(s.before(1), &["the", "since", "of", "its", "by", "'s", "’s"]) {
        return false;
    }
    if matches!(year, 1900..=2050) {
        return clear || !is(s.before(1), COUNT_WORDS);
    }
    clear && !s.after(1).starts_with(|c: char| c.is_alphabetic() && s.counts()) && !s.after(1).is_empty()
        || (clear && s.after(1).is_empty())
}

const BEFORE_YEAR: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "from",
    "of",
    "during",
    "through",
    "throughout",
    "before",
    "after",
    "between",
    "circa",
    "early",
    "mid",
    "late",
    "and",
];

/// Behind these a number counts.
const COUNT_WORDS: &[&str] = &[
    "about",
    "than",
    "nearly",
    "almost",
    "some",
    "least",
    "another",
    "exceed",
    "exceeds",
    "only",
    "just",
    "no",
    "number",
    "nos",
    "highway",
    "route",
    "flight",
    "channel",
    "room",
    "page",
    "x",
    "times",
    "approximately",
    "roughly",
    "point",
    "points",
    "hit",
    "reached",
];

/// Not in a price, a model, a phone number, a score, an address.
fn number_stands_alone(s: &Surroundings) -> bool {
    let before = s.before(1);
    if s.glued_before()
        && !matches!(before, "(" | "\"" | "“" | "‘" | "'" | "’" | "[" | "—" | "--" | "/" | "–" | "-" | "")
    {
        return false;
    }
    // `F-2000`, `post-1959`: a word may stand before the hyphen, a letter or a number may not.
    if s.glued_before() && matches!(before, "-" | "–" | "/") && !s.lexemes[s.at - 1].spaced {
        let stem = s.before(2);
        let word = stem.len() > 2 && stem.chars().all(|c| c.is_lowercase());
        let year = stem.len() == 4 && stem.bytes().all(|b| b.is_ascii_digit());
        if !word && !year {
            return false;
        }
    }
    if matches!(before, "$" | "£" | "€" | "¥" | "#" | "No." | "Nos.") {
        return false;
    }
    !(s.glued_after()
        && matches!(s.after(1), "%" | "°" | "/" | ":" | "x" | "km" | "m" | "bn" | "mn" | "cc" | "p" | "GMT"))
        && !s.is_after(&["gmt", "per", "percent", "million", "billion", "dlrs", "dollars", "hours", "utc", "block"])
}

fn season(s: &Surroundings, form: &Form) -> bool {
    let Form::InYear(Part::Season(_), Year::Open) = form else { return true };
    let word = s.word(s.end - 1);
    let article = s.end - s.at > 1;
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

impl Surroundings<'_> {
    /// `the fall in prices` is not a season; nor is `fall apart`.
    fn counts_as_verb(&self) -> bool {
        self.is_after(&["apart", "short", "below", "under", "off", "foul", "victim", "asleep", "out", "into"])
    }
}

/// `10:35` needs a cue; `3.20pm` and `5 a.m.` have it.
fn clock(s: &Surroundings, form: &Form) -> bool {
    let Form::Clock(Clock::At(hour, _)) = *form else { return true };
    if s.is_before(&["$", "£", "€", "high"]) || hour > 24 {
        return false;
    }
    let last = s.word(s.end - 1);
    let figures_only = last.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    !figures_only
        || s.is_before(&[
            "at", "by", "around", "about", "from", "until", "till", "to", "before", "after", "since", "between",
        ])
}

/// `the morning` alone; `in the morning`.
fn part(s: &Surroundings, _: &Form) -> bool {
    s.end - s.at == 1 || s.is_before(&["in", "by", "during", "until", "through", "on", "into"])
}

/// `the year in which`, `the year he left` say which year only afterwards; `Airline of the Year` is a title.
fn the_year(s: &Surroundings, _: &Form) -> bool {
    let told_later = ["he", "she", "they", "it", "we", "i", "when", "that", "of", "which", "was"];
    let which = s.is_after(&["in"]) && is(s.after(2), &["which"]);
    !which && !s.is_after(&told_later) && s.word(s.end - 1) != "Year"
}

/// `Christmas trees` are no day.
fn holiday(s: &Surroundings, _: &Form) -> bool {
    !s.is_after(&["tree", "trees", "card", "cards", "carol", "carols", "present", "presents", "egg", "eggs", "bunny"])
}

/// `the end of the day` is a manner of speaking.
fn not_day(_: &Surroundings, form: &Form) -> bool {
    !matches!(form, Form::Relative(Unit::Day, ..))
}

/// `the third day-long meeting` numbers meetings.
fn no_hyphen(s: &Surroundings, _: &Form) -> bool {
    s.after(1) != "-"
}

/// `the past decade` is a length, `the current decade` is not.
fn not_past(s: &Surroundings, _: &Form) -> bool {
    !is(s.word(s.end - 2), &["past"])
}

/// Plural units alone: `for years`, `within weeks`, `the weeks before`.
fn units(s: &Surroundings, form: &Form) -> bool {
    let Form::Length(_, unit, _) = *form else { return true };
    let heads =
        ["for", "in", "within", "after", "over", "of", "many", "the", "took", "take", "takes", "taken", "lasted", "by"];
    unit >= Unit::Day
        && unit != Unit::Quarter
        && unit != Unit::Weekend
        && is(s.before(1), &heads)
        && !s.is_after(&["old", "-"])
        && (!is(s.before(1), &["the", "of"]) || is(s.after(1), &["before", "after", "since", "ahead", "of", "leading"]))
}

fn length(s: &Surroundings, form: &Form) -> bool {
    let Form::Length(amount, unit, anchored) = *form else { return true };
    let last = s.word(s.end - 1);
    // `6-year-old`, `two years old`, `aged 40 years`.
    if s.is_after(&["old", "olds"]) || (s.after(1) == "-" && s.glued_after()) {
        return false;
    }
    // `60 Minutes`: a title.
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    if capital(last) && s.at > 0 && !capital(s.before(1)) {
        return false;
    }
    match unit {
        // `a second term`, `one second half`: an ordinal.
        Unit::Second => last.ends_with('s') || (amount != Amount(Some(100)) && !s.is_after(&["half", "term"])),
        // `three quarters of them`, `a quarter of an hour`.
        Unit::Quarter => anchored != 0 || (last.ends_with('s') && !s.is_after(&["of"]) && amount.whole() != Some(3)),
        _ => !rate(s, amount),
    }
}

/// `$10 a day`, `three times a week`: a rate is no duration.
fn rate(s: &Surroundings, amount: Amount) -> bool {
    if amount != Amount(Some(100)) || !is(s.first(), &["a", "an"]) || s.end - s.at > 2 {
        return false;
    }
    let before = s.at.checked_sub(1).map(|at| s.lexemes[at].start as usize);
    let Some(token) = before else { return false };
    let word = s.page.word(token);
    let noun = s.page.tags.get(token).is_some_and(|tag| matches!(tag, Tag::NNS | Tag::CD));
    noun || word.ends_with(|c: char| c.is_ascii_digit()) || is(word, RATED)
}

const RATED: &[&str] = &[
    "times", "cent", "percent", "%", "million", "billion", "dollars", "pounds", "euros", "hours", "people", "barrels",
    "tonnes", "flights", "once", "twice",
];

/// `on the 18th.`
fn day_of_month(s: &Surroundings, form: &Form) -> bool {
    let Form::DayOfMonth(day) = *form else { return true };
    let figures = s.word(s.end - 1).starts_with(|c: char| c.is_ascii_digit());
    let closes = !s.after(1).starts_with(char::is_alphabetic);
    figures && closes && day <= 31 && s.is_before(&["on", "until", "by", "from", "before", "since"])
}

/// Papers and programmes are not days.
fn weekday(s: &Surroundings, form: &Form) -> bool {
    let today = matches!(form, Form::Relative(..));
    if today {
        let capital = s.first().starts_with(char::is_uppercase);
        let after_name = s.before(1).starts_with(char::is_uppercase) && s.at > 0;
        return !(capital && (after_name || s.is_after(&["programme", "show"])));
    }
    !s.is_after(TITLES)
}

const TITLES: &[&str] = &[
    "times",
    "telegraph",
    "mail",
    "express",
    "mirror",
    "herald",
    "post",
    "star",
    "tribune",
    "world",
    "sun",
    "review",
    "night live",
    "agreement",
    "club",
];

fn decade(s: &Surroundings, _: &Form) -> bool {
    let ages = ["his", "her", "their", "my", "your", "our", "whose", "mid", "early", "late"];
    let own = ["his", "her", "their", "my", "your", "our"];
    let word = s.word(s.end - 1);
    let full = word.len() >= 5 || s.first().starts_with(|c: char| c.is_ascii_digit()) && s.first().len() == 4;
    // `in the 70s` may be a temperature; `in his thirties` is an age.
    let temperature = s.is_after(&["fahrenheit", "celsius", "degrees", "per", "percent"]);
    let aged = is(s.before(1), &own) || (is(s.before(1), &ages) && is(s.before(2), &own));
    let figures = s.first().starts_with(|c: char| c.is_ascii_digit()) && s.first().len() == 4;
    let headed = figures || is(s.first(), &["the", "'", "’", "‘"]) || s.first().starts_with(['\'', '’', '‘']);
    !aged && !temperature && full | headed && headed
}

fn vague(s: &Surroundings, form: &Form) -> bool {
    let first = s.first();
    let Form::Vague(value) = *form else { return true };
    match value {
        "FUTURE_REF" if is(first, &["soon"]) => {
            !s.is_after(&["after", "as"]) && !is(s.before(1), &["as", "too", "how"])
        }
        "FUTURE_REF" => s.after(1) != "'s" && !is(s.before(1), &["u.s."]),
        "PAST_REF" if s.end - s.at == 1 => true,
        "PRESENT_REF" if is(first, &["current"]) => !s.is_after(&["account", "accounts", "of"]),
        "PRESENT_REF" => !(is(first, &["now"]) && s.is_after(&["-"]) && s.glued_after()),
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

fn month_day(s: &Surroundings, _: &Form) -> bool {
    // `May 20 people`, `March 3.5 per cent`; digits in a longer number.
    let clock = s.after(1) == ":" && s.after(2).starts_with(|c: char| c.is_ascii_digit());
    let glued = s.glued_after() && (clock || matches!(s.after(1), "%" | "mn" | "bn" | "m" | "km" | "p"));
    !glued && !s.is_after(&["people", "percent", "per", "million", "billion"])
}

fn day_month(s: &Surroundings, form: &Form) -> bool {
    !matches!(s.before(1), "$" | "£" | "€") && month_day(s, form)
}

/// The clause ends here: `the day before.`, `a year later,`.
fn ends(s: &Surroundings, _: &Form) -> bool {
    !s.after(1).starts_with(|c: char| c.is_alphanumeric()) || is(s.after(1), &["and", "but", "when", "in"])
}

/// Not the head of a longer unit: `last minute`, `the next quarter-final`, `this second`.
fn unit_noun(s: &Surroundings, form: &Form) -> bool {
    let hyphen = s.after(1) == "-" && s.glued_after() && !matches!(form, Form::InYear(..));
    // `told This Week on Friday`: a title.
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let title = capital(s.first()) && capital(s.word(s.end - 1)) && s.at > 0 && !capital(s.before(1));
    !hyphen && !title
}

/// `the first quarter` of a match is played, that of a year reported; what stands beside it rarely tells, so only a
/// fraction is refused: `a quarter of`.
fn quarter(s: &Surroundings, _: &Form) -> bool {
    !s.is_after(&["final", "finals", "century"]) && !(s.after(1) == "-" && is(s.after(2), &["final", "finals"]))
}

/// `two years before the war` counts from the war, not from the date told of.
fn earlier(s: &Surroundings, form: &Form) -> bool {
    !is(s.word(s.end - 1), &["before", "prior"]) || ends(s, form)
}

fn later(s: &Surroundings, form: &Form) -> bool {
    !is(s.word(s.end - 1), &["after", "on"]) || (ends(s, form) && !s.is_after(&["the", "a"]))
}

fn set(s: &Surroundings, _: &Form) -> bool {
    // `Daily Mail`, `the Weekly Standard`.
    let capital = s.first().starts_with(char::is_uppercase);
    !(capital && (s.at > 0 || s.after(1).starts_with(char::is_uppercase)))
}
