//! Names that stand in one series are of one sort, and who is "of" somewhere is of a place. Takes typed names; gives them
//! with the odd ones of a series of places, "Ikeja, Agege, Dopemu and Ogba", and with where people live, "Ana Roe, 35, of
//! Bentley Meadow, Walshaw,", as places.

use std::ops::Range;

use super::lexicon::{Entry, lexicon};
use super::looks::View;
use super::merge::{Name, What, is_acronym};
use super::spelling::Marked;
use super::{Form, cities, organizations};

/// Fewest names of a series that may tell what one of them is.
const SHORTEST: usize = 4;
/// Fewest of them that lists know as places.
const KNOWN: usize = 3;

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
    for at in 1..names.len() {
        if series.is_home(&names, at) {
            names[at].what = What::Place;
        }
    }
    names
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
        let known = names.iter().filter(|name| self.is_known_place(name)).count();
        let other = names.iter().filter(|name| self.is_known_otherwise(name)).count();
        if known < KNOWN || known * 4 < names.len() || other * 8 > names.len() {
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
            return self.word(gap.start) == "," && self.word(name.tokens.end) == "," && self.is_home_of(names, at - 1);
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

/// Nouns before "of" and a place that mean some of it.
fn is_part(word: &str) -> bool {
    matches!(word, "part" | "parts" | "portion" | "portions" | "areas" | "most" | "much")
}
