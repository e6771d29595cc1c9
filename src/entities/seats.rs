//! Places that only the word behind them tells, between the names found: "Nurn" in "Nurn MP Ana Roe", "Nurn" in
//! "Nurn municipality".

use std::ops::Range;

use super::gaps::{Capitals, filled};
use super::lexicon::lexicon;
use super::listed;
use super::looks::View;
use super::merge::{Name, What};
use crate::grammar::Tag;

/// Most words of such a place.
const LONGEST: usize = 3;

/// Adds both.
pub(super) fn add(page: &View, capitals: &Capitals, names: Vec<Name>) -> Vec<Name> {
    let people = names.iter().filter(|name| name.what == What::Person).map(|name| name.tokens.start).collect();
    let seats = Seats { page, people };
    filled(page, names, |gap, out| seats.find(capitals, gap, out))
}

struct Seats<'p> {
    page: &'p View<'p>,
    /// Where people's names begin, in text order.
    people: Vec<usize>,
}

impl Seats<'_> {
    fn find(&self, capitals: &Capitals, gap: Range<usize>, out: &mut Vec<Name>) {
        let mut free = gap.start;
        for at in capitals.within(&gap) {
            let last = (at + LONGEST).min(gap.end).min(self.page.text.tokens.len() - 1);
            let behind = (at + 1..=last).find(|at| self.page.look(*at).seat.is_some());
            let Some(behind) = behind.filter(|_| at >= free) else { continue };
            if (at..behind).all(|at| self.may_name(at)) && self.is_seat(&(at..behind)) {
                out.push(Name { tokens: at..behind, what: What::Place, rule: "entities/seat" });
                free = behind;
            }
        }
    }

    /// Whether a word may be of a name that no list knows.
    fn may_name(&self, at: usize) -> bool {
        let (word, look) = (self.page.word(at), self.page.look(at));
        let common = || {
            let lower = word.to_lowercase();
            listed::MODIFIERS.has(&lower) || listed::COMMON.has(&lower) || is_side_of_house(word)
        };
        look.capital
            && matches!(self.page.tags[at], Tag::NNP | Tag::NNPS | Tag::NN | Tag::JJ | Tag::FW)
            && word.chars().skip(1).any(char::is_lowercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
            && look.title.is_none()
            && !look.role
            && !look.first_name
            && lexicon().entry(word).is_none()
            && !common()
    }

    fn is_seat(&self, tokens: &Range<usize>) -> bool {
        let sentence = &self.page.text.sentences[self.page.text.sentence_of(tokens.start)].tokens;
        let before = tokens.start.checked_sub(1).filter(|at| sentence.contains(at));
        let goes_on = before.is_some_and(|at| self.page.look(at).capital && at > sentence.start);
        if !sentence.contains(&tokens.end) || goes_on {
            return false;
        }
        match self.page.look(tokens.end).seat {
            Some(Seat::Member) => self.is_person_behind(tokens.end + 1),
            Some(Seat::District) => before.is_some(),
            None => false,
        }
    }

    /// Whether somebody's name begins at this place, or behind "Datuk" there.
    fn is_person_behind(&self, at: usize) -> bool {
        let next = self.people.get(self.people.partition_point(|start| *start < at));
        next.is_some_and(|start| start - at <= 2 && (at..*start).all(|at| self.page.look(at).is_courtesy()))
    }
}

/// What a word says of the unknown place before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seat {
    /// Who sits for it.
    Member,
    /// What it is.
    District,
}

/// What a word says of the unknown place before it.
pub(super) fn seat(word: &str) -> Option<Seat> {
    match word {
        "MP" | "MLA" | "MPP" | "MSP" | "TD" | "MPA" | "MNA" | "Mayor" | "mayor" | "assemblyman" => Some(Seat::Member),
        "municipality" | "district" | "sub-county" | "township" | "barangay" | "village" | "town" | "suburb" => {
            Some(Seat::District)
        }
        _ => None,
    }
}

/// What members are instead of those of a place.
fn is_side_of_house(word: &str) -> bool {
    matches!(
        word,
        "Opposition"
            | "Independent"
            | "Government"
            | "Minority"
            | "Majority"
            | "Nationalist"
            | "Socialist"
            | "Communist"
            | "Woman"
            | "Unionist"
            | "Backbench"
            | "Coalition"
            | "Lord"
            | "Lady"
            | "Ruling"
    )
}
