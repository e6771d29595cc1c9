//! What is not a date. Takes a match and the words around it; says whether it stands. The column `guard` of
//! `rules.tsv` names the guard of a rule: names of people and papers (`May`, `Sunday Times`), verbs (`spring a
//! surprise`), counts (`2000 troops`), scores, ages and rates pass no further than here.

mod lengths;
mod names;
mod numbers;

use std::cell::OnceCell;
use std::sync::LazyLock;

use crate::document::Page;
use crate::grammar::Tag;
use crate::list::{self, Sieve};
use crate::sequence::hash::Listed;

use super::form::Form;
use super::lexemes::Lexeme;

use lengths::{
    adverb, alone, another, beside, course, day_now, earlier, ends, half_unit, headed_part, later, length, no_hyphen,
    not_day, not_past, not_spanned, of_report, overnight, part, quarter, rate_of, the_weekday, told, unit_noun, units,
    year_ago_alone,
};
use names::{century, holiday, month_name, one_day, season, set, the_year, vague, weekday};
use numbers::{
    NOT_COUNTED, PLURALS, at, clock, clock_past, clock_to, day_month, day_of_month, decade, month_day, open_hours,
    race, stamp, year,
};

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
    ("no-hyphen", no_hyphen), ("holiday", holiday), ("the-year", the_year), ("headed-part", headed_part), ("rate", rate_of), ("year-ago-alone", year_ago_alone), ("the-weekday", the_weekday),
    ("day-now", day_now), ("not-spanned", not_spanned), ("told", told), ("one-day", one_day), ("clock-past", clock_past), ("clock-to", clock_to), ("open-hours", open_hours), ("of-a-year", |s, _| is(s.after(1), &["season", "budget", "campaign", "winter", "edition", "term"])), ("race", race),
    ("stamp", stamp), ("at", at), ("another", another), ("half-unit", half_unit), ("in", |s, _| s.is_before(&["in"])), ("beside", beside), ("adverb", adverb), ("alone", alone), ("course", course), ("of-report", of_report), ("overnight", overnight), ("century", century),
];

/// What a whole page tells.
pub(super) struct PageTells {
    /// Whether its paragraphs begin with times of day.
    stamped: bool,
    /// Whether it is on a game in quarters, once somebody asks.
    played: OnceCell<bool>,
}

impl PageTells {
    pub(super) fn of(page: &Page) -> Self {
        Self { stamped: is_stamped(page), played: OnceCell::new() }
    }

    /// Three words that few other pages have.
    fn played(&self, page: &Page) -> bool {
        *self.played.get_or_init(|| {
            let Some(of_play) = WORDS.get("of-play") else { return false };
            page.text.words.iter().filter(|word| of_play.hold(page.words(word.span))).nth(2).is_some()
        })
    }
}

/// A match among the words around it.
pub(super) struct Surroundings<'a> {
    page: &'a Page,
    lexemes: &'a [Lexeme],
    at: usize,
    end: usize,
    tells: &'a PageTells,
}

impl<'a> Surroundings<'a> {
    /// The match of the lexemes `at..end`.
    pub(super) fn new(page: &'a Page, lexemes: &'a [Lexeme], (at, end): (usize, usize), tells: &'a PageTells) -> Self {
        Self { page, lexemes, at, end, tells }
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

    fn tag_before(&self, n: usize) -> Option<Tag> {
        let token = self.lexemes.get(self.at.checked_sub(n)?)?.start as usize;
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

/// Words by where they stand: `before-month` (`in`, `since`) and `before-year` make a month and a year sure,
/// `before-count` a count; behind a weekday some make a title; `behind-year` a year may stand before many of, and a
/// `measure` counts; `of-a-season` is what no day of it is named by; `rated` are counted by the day; behind
/// `before-over` the word `over` is `more than`.
static WORDS: LazyLock<Listed<Words>> = LazyLock::new(|| {
    let mut words = Listed::<Vec<&str>>::default();
    for [place, word] in list::rows(include_str!("guard/words.tsv")) {
        words.entry(place).or_default().push(word);
    }
    words.into_iter().map(|(place, words)| (place, Words::new(words))).collect()
});

/// The words of one place.
struct Words {
    words: Vec<&'static str>,
    sieve: Sieve,
}

impl Words {
    fn new(words: Vec<&'static str>) -> Self {
        Self { sieve: Sieve::new(words.iter().copied()), words }
    }

    fn hold(&self, word: &str) -> bool {
        self.sieve.passes(word) && is(word, &self.words)
    }
}

/// How far words of play, cricket or races stand from what they tell of.
const NEAR: usize = 20;

/// Whether `word` is listed for this place.
fn listed(place: &str, word: &str) -> bool {
    WORDS.get(place).is_some_and(|words| words.hold(word))
}

fn is(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a word that is listed for this place stands near.
fn is_near(s: &Surroundings, place: &str) -> bool {
    let Some(words) = WORDS.get(place) else { return false };
    (s.at.saturating_sub(NEAR)..s.end + NEAR).any(|at| words.hold(s.word(at)))
}

impl Surroundings<'_> {
    /// `the fall in prices` is not a season; nor is `fall apart`.
    fn counts_as_verb(&self) -> bool {
        self.is_after(&["apart", "short", "below", "under", "off", "foul", "victim", "asleep", "out", "into"])
    }
}

/// How many paragraphs must begin with a time of day for these to be entries of a live blog.
const ENTRIES: usize = 3;

/// Whether the paragraphs of a page begin with times of day: `17.42`, `08:15`.
fn is_stamped(page: &Page) -> bool {
    let stamp = |text: &str| {
        let text = text.trim_start();
        if !text.starts_with(|c: char| c.is_ascii_digit() || c == '+') {
            return None;
        }
        let word = text.split_whitespace().next().unwrap_or("");
        let (hour, minute) = word.split_once(['.', ':'])?;
        let number = |part: &str, most: u8| part.parse::<u8>().is_ok_and(|n| n < most);
        (number(hour, 24) && minute.len() == 2 && number(minute, 60)).then_some(())
    };
    page.article.blocks.iter().filter_map(|block| stamp(block.span.of(&page.source.text))).count() >= ENTRIES
}
