//! Places that only the word behind them tells, between the names found: "Nurn" in "Nurn MP Ana Roe", "Nurn" in
//! "Nurn municipality", "Leeds" in "Leeds-based".

use std::ops::Range;

use super::cities;
use super::gaps;
use super::ground::Cue;
use super::lexicon::lexicon;
use super::listed;
use super::looks::View;
use super::merge::{Name, What};
use crate::grammar::Tag;

/// Most words of such a place.
const LONGEST: usize = 3;

/// Adds them all.
pub(super) fn add(page: &View, names: Vec<Name>) -> Vec<Name> {
    let people = names.iter().filter(|name| name.what == What::Person).map(|name| name.tokens.start).collect();
    let seats = Seats { page, people };
    gaps::filled(page, names, |gap, capitals, out| seats.find(capitals, gap, out))
}

struct Seats<'p> {
    page: &'p View<'p>,
    /// Where people's names begin, in text order.
    people: Vec<usize>,
}

impl Seats<'_> {
    fn find(&self, capitals: &[usize], gap: Range<usize>, out: &mut Vec<Name>) {
        let mut free = gap.start;
        for at in capitals.iter().copied() {
            let last = (at + LONGEST).min(gap.end).min(self.page.text.tokens.len() - 1);
            let behind = (at + 1..=last).find(|at| self.page.look(*at).ground.tells() || self.is_based(*at));
            let Some(behind) = behind.filter(|_| at >= free) else { continue };
            let based = self.is_based(behind) && self.is_city(&(at..behind));
            if based || (at..behind).all(|at| self.may_name(at)) && self.is_seat(&(at..behind)) {
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
        let cues = self.page.look(tokens.end).ground;
        cues.has(Cue::Member) && self.is_person_behind(tokens.end + 1)
            || cues.has(Cue::Area) && before.is_some_and(|at| !matches!(self.page.word(at), "a" | "an"))
            || cues.has(Cue::Local) && before.is_some() && self.is_area_behind(tokens.end + 1)
    }

    /// Whether "government area" or "level government" stands at this place.
    fn is_area_behind(&self, at: usize) -> bool {
        let word = |at: usize| self.page.text.tokens.get(at).map_or("", |_| self.page.word(at));
        matches!((word(at), word(at + 1)), ("government", "area" | "areas") | ("level", "government"))
    }

    fn is_city(&self, tokens: &Range<usize>) -> bool {
        cities::city(self.page.words(self.page.text.span_of(tokens.clone()))).is_some()
    }

    /// Whether "-based" stands here: "the Nurn-based side".
    fn is_based(&self, hyphen: usize) -> bool {
        let glued = || self.page.text.tokens.get(hyphen + 1).is_some_and(|token| !token.spaced);
        self.page.word(hyphen) == "-" && glued() && self.page.word(hyphen + 1) == "based"
    }

    /// Whether somebody's name begins at this place, or behind "Datuk" there.
    fn is_person_behind(&self, at: usize) -> bool {
        let next = self.people.get(self.people.partition_point(|start| *start < at));
        next.is_some_and(|start| start - at <= 2 && (at..*start).all(|at| self.page.look(at).is_courtesy()))
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
