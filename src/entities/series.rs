//! Names that stand in one series are of one sort, and who is "of" somewhere is of a place. Takes typed names; gives
//! them with the odd ones of a series of places, "Ikeja, Agege, Dopemu and Ogba", and with where people live, "Ana Roe,
//! 35, of Bentley Meadow, Walshaw,", as places.

use std::ops::Range;

use super::ground::Cue;
use super::lexicon::{Entry, lexicon};
use super::looks::View;
use super::merge::{Name, What, is_acronym};
use super::spelling::{self, Marked, Spellings};
use super::{Form, cities, organizations};
use crate::document::Page;

/// Fewest names of a series that may tell what one of them is.
const SHORTEST: usize = 4;
/// Fewest of them that lists know as places.
const KNOWN: usize = 3;
/// Most tokens between two names that tell what one of them is.
const NEAR: usize = 4;

/// Types both.
pub(super) fn adjust(page: &View, mut names: Vec<Name>) -> Vec<Name> {
    let series = Series { page, surnames: surnames(page, &names) };
    let mut start = 0;
    while start < names.len() {
        let mut end = start + 1;
        while end < names.len() && series.goes_on(&names[end - 1], &names[end]) {
            end += 1;
        }
        if end - start >= SHORTEST {
            series.settle(&mut names[start..end]);
        }
        start = end;
    }
    let near = |pair: &[Name]| pair[1].tokens.start - pair[0].tokens.end <= NEAR;
    for at in 1..names.len() {
        if !near(&names[at - 1..=at]) {
            continue;
        }
        if series.is_town(&names, at)
            || series.is_home(&names, at)
            || series.is_corner(&names, at)
            || series.is_quarter(&names, at)
        {
            names[at].what = What::Place;
        }
        if series.is_alias(&names, at) || series.is_aged(&names, at) {
            names[at].what = What::Person;
        }
        if series.is_seat(&names, at - 1) || series.is_within(&names, at - 1) {
            names[at - 1].what = What::Place;
        }
    }
    cities_outside_sport(page, &mut names);
    names
}

/// Which names stand beside a noun of what they all are: "the Nurn, Obay and Ibran villages", "the towns of Nurn and
/// Obay".
pub(super) fn areas(page: &View, names: &[Name]) -> Vec<usize> {
    let word = |at: usize| page.text.tokens.get(at).map_or("", |_| page.word(at));
    let has = |at: usize, cue| page.text.tokens.get(at).is_some_and(|_| page.look(at).ground.has(cue));
    let joined = |last: usize| {
        let gap = names[last].tokens.end..names[last + 1].tokens.start;
        gap.len() == 1 && matches!(word(gap.start), "," | "and")
    };
    let behind = |end: usize| (end..end + 3).find(|at| !is_part_of_state(word(*at)));
    let called = |series: &Range<usize>| {
        let (start, end) = (names[series.start].tokens.start, names[series.end - 1].tokens.end);
        behind(end).is_some_and(|at| has(at, Cue::Several))
            || start > 1 && word(start - 1) == "of" && has(start - 2, Cue::Of) && word(start - 2).ends_with('s')
    };
    let mut found = Vec::new();
    let mut start = 0;
    while start < names.len() {
        let end = (start + 1..names.len()).find(|at| !joined(at - 1)).unwrap_or(names.len());
        if end > start + 1 && called(&(start..end)) {
            found.extend(start..end);
        }
        start = end;
    }
    found
}

/// What stands before "areas" and "circles".
fn is_part_of_state(word: &str) -> bool {
    matches!(word, "local" | "government" | "council" | "revenue" | "municipal" | "administrative")
}

/// "Dubbo" taken for a body in "moved to Dubbo": the city, all through an article that names no club.
fn cities_outside_sport(page: &View, names: &mut [Name]) {
    let unlisted = |name: &Name| {
        let words = page.words(page.text.span_of(name.tokens.clone()));
        name.what == What::Organization
            && name.rule == "entities/tagger"
            && name.tokens.len() == 1
            && !is_acronym(words)
            && lexicon().entry(words).is_none()
            && cities::city(words).is_some_and(|city| city.size > 1)
    };
    let led = |name: &Name| {
        let before = name.tokens.start.checked_sub(1).map_or("", |at| page.word(at));
        matches!(before, "to" | "near" | "outside")
    };
    let told: Spellings = names
        .iter()
        .filter(|name| led(name) && unlisted(name))
        .map(|name| spelling::word(page, name.tokens.start))
        .collect();
    if told.is_empty() || names.iter().any(|name| is_club(page, name)) {
        return;
    }
    for name in names.iter_mut().filter(|name| unlisted(name)) {
        if told.contains(&spelling::word(page, name.tokens.start)) {
            name.what = What::Place;
        }
    }
}

/// Whether a name is a listed club's or league's.
pub(super) fn is_club(page: &Page, name: &Name) -> bool {
    name.what == What::Organization
        && match lexicon().entry(page.words(page.text.span_of(name.tokens.clone()))) {
            Some(Entry::Organization(row)) => {
                matches!(lexicon().organizations[row as usize].kind, "club" | "sport")
            }
            _ => false,
        }
}

/// The last words of people's full names.
fn surnames(page: &View, names: &[Name]) -> Marked {
    let full = names.iter().filter(|name| name.what == What::Person && name.tokens.len() > 1);
    Marked::of(page, full.map(|name| name.tokens.end - 1))
}

struct Series<'p> {
    page: &'p View<'p>,
    surnames: Marked,
}

impl Series<'_> {
    fn word(&self, at: usize) -> &str {
        self.page.text.tokens.get(at).map_or("", |_| self.page.word(at))
    }

    /// Whether nothing but a comma, "and" or "to" stands between two names; parts of places count as places.
    fn goes_on(&self, last: &Name, next: &Name) -> bool {
        let mut gap = last.tokens.end..next.tokens.start;
        let joins = |at: usize| matches!(self.word(at), "," | "and" | "or" | "to" | "&");
        if gap.end > gap.start + 2 && self.word(gap.end - 1) == "of" && is_part(self.word(gap.end - 2)) {
            gap.end -= 2;
        }
        (1..=2).contains(&gap.len())
            && gap.clone().all(joins)
            && self.page.text.sentence_of(last.tokens.start) == self.page.text.sentence_of(next.tokens.start)
    }

    /// Gives the odd ones of a series of places that type; not where a firm, a club or somebody known stands in it.
    fn settle(&self, names: &mut [Name]) {
        if names.iter().all(|name| name.what == names[0].what) {
            return;
        }
        let known = names.iter().filter(|name| self.is_known_place(name)).count();
        if known < KNOWN || known * 4 < names.len() {
            return;
        }
        let other = names.iter().filter(|name| self.is_known_otherwise(name)).count();
        if other * 8 > names.len() {
            return;
        }
        for name in names {
            if matches!(name.what, What::Person | What::Organization) && !self.is_known_otherwise(name) {
                name.what = What::Place;
            }
        }
    }

    fn is_known_place(&self, name: &Name) -> bool {
        match name.what {
            What::Country(_, form) => form == Form::Name,
            What::Place => {
                let words = self.words(&name.tokens);
                cities::city(words).is_some() || matches!(lexicon().entry(words), Some(Entry::Place(_)))
            }
            _ => false,
        }
    }

    /// A listed organization, an acronym, a name with the word of a body, a name of somebody named in full.
    fn is_known_otherwise(&self, name: &Name) -> bool {
        let given = || self.page.look(name.tokens.start).first_name;
        match name.what {
            What::Organization => self.is_body(name),
            What::Person => self.is_namesake(name) || name.tokens.len() > 1 && given() || name.tokens.len() > 2,
            _ => false,
        }
    }

    fn is_body(&self, name: &Name) -> bool {
        let words = self.words(&name.tokens);
        is_acronym(words)
            || organizations::kind(words).is_some()
            || matches!(lexicon().entry(words), Some(Entry::Organization(_)))
    }

    /// Whether somebody of this surname is named in full.
    fn is_namesake(&self, name: &Name) -> bool {
        name.tokens.len() == 1 && self.surnames.has(self.page, name.tokens.start)
    }

    fn words(&self, tokens: &Range<usize>) -> &str {
        self.page.words(self.page.text.span_of(tokens.clone()))
    }

    /// "Diego Martin" in "at Patna Village, Diego Martin,": a listed city in a place's comma that sounds like somebody.
    fn is_town(&self, names: &[Name], at: usize) -> bool {
        let (last, name) = (&names[at - 1], &names[at]);
        let comma = name.tokens.start == last.tokens.end + 1 && self.word(last.tokens.end) == ",";
        comma
            && last.what == What::Place
            && name.what == What::Person
            && name.tokens.len() == 2
            && self.word(name.tokens.end) == ","
            && cities::city(self.words(&name.tokens)).is_some_and(|city| city.size > 1)
    }

    /// Whether a name says where the person before it lives, or goes on doing so behind a comma.
    fn is_home(&self, names: &[Name], at: usize) -> bool {
        let (last, name) = (&names[at - 1], &names[at]);
        let other = match name.what {
            What::Organization => self.is_body(name),
            What::Person => self.is_namesake(name),
            _ => true,
        };
        if other || name.tokens.len() > 3 {
            return false;
        }
        let gap = last.tokens.end..name.tokens.start;
        if gap.len() == 1 && last.what == What::Place && name.what == What::Person {
            let apart = self.word(gap.start) == "," && self.word(name.tokens.end) == ",";
            return apart && at > 1 && self.is_home_of(names, at - 1);
        }
        self.is_home_of(names, at)
    }

    /// "X" in "Ana Roe, of X" and "Ana Roe, 35, of X".
    fn is_home_of(&self, names: &[Name], at: usize) -> bool {
        let (last, name) = (&names[at - 1], &names[at]);
        let gap = last.tokens.end..name.tokens.start;
        let aged = gap.len() == 4
            && self.word(gap.start) == ","
            && self.word(gap.start + 1).bytes().all(|byte| byte.is_ascii_digit())
            && self.word(gap.start + 2) == ",";
        let plain = gap.len() == 2 && self.word(gap.start) == "," && name.what != What::Organization;
        last.what == What::Person && self.word(gap.end - 1) == "of" && (aged || plain)
    }
}

impl Series<'_> {
    /// Whether a name is no name of somebody that the article knows otherwise.
    fn is_stray(&self, name: &Name) -> bool {
        name.what == What::Person && name.tokens.len() < 3 && !self.is_namesake(name)
    }

    /// "Sungai Nurn" in "Sungai Nurn MP Datuk Ana Roe".
    fn is_seat(&self, names: &[Name], at: usize) -> bool {
        let (name, next) = (&names[at], &names[at + 1]);
        let mut gap = name.tokens.end..next.tokens.start;
        let member = gap.next().is_some_and(|at| self.page.look(at).ground.has(Cue::Member));
        let courtesies = gap.len() < 3 && gap.all(|at| self.page.look(at).is_courtesy());
        next.what == What::Person && member && courtesies && self.is_stray(name)
    }

    /// "Nurnvale" in "in Nurnvale, Harare".
    fn is_within(&self, names: &[Name], at: usize) -> bool {
        let (name, next) = (&names[at], &names[at + 1]);
        let comma = next.tokens.start == name.tokens.end + 1 && self.word(name.tokens.end) == ",";
        let before = |back: usize| name.tokens.start.checked_sub(back).map_or("", |at| self.word(at));
        let led = || match before(1) {
            "in" | "at" | "near" | "outside" => true,
            "," => before(2).bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        comma
            && name.tokens.len() == 1
            && self.is_stray(name)
            && next.what == What::Place
            && self.is_known_place(next)
            && led()
    }

    /// "Oak Broadway" in "the junction of Mill Road and Oak Broadway".
    fn is_corner(&self, names: &[Name], at: usize) -> bool {
        let (last, name) = (&names[at - 1], &names[at]);
        let before = |back: usize| last.tokens.start.checked_sub(back).map_or("", |at| self.word(at));
        let and = name.tokens.start == last.tokens.end + 1 && self.word(last.tokens.end) == "and";
        and && last.what == What::Place
            && matches!(before(1), "of")
            && matches!(before(2), "junction" | "corner" | "intersection")
            && self.is_stray(name)
    }

    /// "Nurnby" in "a home in Harbour Oval, Nurnby.".
    fn is_quarter(&self, names: &[Name], at: usize) -> bool {
        let (last, name) = (&names[at - 1], &names[at]);
        let before = last.tokens.start.checked_sub(1).map_or("", |at| self.word(at));
        let comma = name.tokens.start == last.tokens.end + 1 && self.word(last.tokens.end) == ",";
        comma
            && last.what == What::Place
            && name.tokens.len() == 1
            && self.is_stray(name)
            && matches!(before, "in" | "at" | "near" | "outside" | "of")
            && self.word(name.tokens.end) == "."
    }

    /// "Gull Thing" in "Tom Roe (35), Gull Thing (25)".
    fn is_aged(&self, names: &[Name], at: usize) -> bool {
        let (last, name) = (&names[at - 1], &names[at]);
        let age = |end: usize| {
            let digits = self.word(end + 1);
            self.word(end) == "("
                && self.word(end + 2) == ")"
                && digits.len() == 2
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        last.what == What::Person
            && name.what == What::Organization
            && name.tokens.len() > 1
            && age(name.tokens.end)
            && age(last.tokens.end)
            && !self.is_body(name)
    }

    /// "Gull" in "Tom Roe aka Gull".
    fn is_alias(&self, names: &[Name], at: usize) -> bool {
        let (last, name) = (&names[at - 1], &names[at]);
        let alias = name.tokens.start == last.tokens.end + 1
            && matches!(self.word(last.tokens.end), "aka" | "a.k.a." | "a.k.a" | "alias");
        alias && last.what == What::Person && matches!(name.what, What::Place | What::Organization)
    }
}

/// Nouns before "of" and a place that mean some of it.
fn is_part(word: &str) -> bool {
    matches!(word, "part" | "parts" | "portion" | "portions" | "areas" | "sections" | "most" | "much")
}
