//! The people whom the reporter does not name: pronouns, strangers, those called by what they are.

use std::collections::HashSet;

use super::super::lexicon::Lexicon;
use super::super::scene::{Kind, Unit};
use super::super::view::{View, Way, is_speech};
use super::super::words::{self, Cue, Group};
use super::{acts, pronoun_gender};
use crate::document::Page;
use crate::entities::Gender;
use crate::grammar::Tag;
use crate::sequence::hash::Spread;
use crate::span::Span;

/// Somebody who is not named.
#[derive(Debug)]
pub(super) struct Unnamed {
    /// The last word.
    pub token: usize,
    pub sort: Sort,
}

/// How somebody is spoken of without a name.
#[derive(Debug)]
pub(super) enum Sort {
    /// he, she
    Pronoun(Gender),
    /// `a witness`
    Stranger,
    /// `the club captain`: its words, and what its verb adds.
    Described(Span, f32),
}

/// All of them, in the order of the text.
pub(super) fn unnamed(page: &Page, lexicon: &Lexicon, view: &View) -> Vec<Unnamed> {
    let mut people: Vec<Unnamed> = pronouns(page, lexicon).collect();
    add_nominals(page, view, &mut people);
    people.sort_by_key(|person| person.token);
    people
}

/// The pronouns that stand for a person.
fn pronouns(page: &Page, lexicon: &Lexicon) -> impl Iterator<Item = Unnamed> {
    let tokens = lexicon.with_keys(const { words::keys(["he", "she"]) });
    tokens.filter_map(|token| {
        let gender = match page.word(token) {
            "he" | "He" => pronoun_gender("he"),
            "she" | "She" => pronoun_gender("she"),
            _ => None,
        };
        gender.map(|gender| Unnamed { token, sort: Sort::Pronoun(gender) })
    })
}

/// Words that bring in somebody new.
const NEW: [u32; 4] = words::keys(["a", "an", "one", "another"]);

/// Adds the strangers, and those who are called by what they are where they do something: `the captain agreed`; not
/// where the noun brought in somebody else before: `a captain`.
fn add_nominals(page: &Page, view: &View, people: &mut Vec<Unnamed>) {
    let units = &view.scene.units;
    let mut new: HashSet<u32, Spread> = HashSet::default();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.kind == Kind::Nominal) {
        let token = unit.tokens().end - 1;
        if is_stranger(view, at) {
            people.push(Unnamed { token, sort: Sort::Stranger });
        }
        if unit.tag != Tag::NN {
            continue;
        }
        if NEW.contains(&unit.first) {
            new.insert(unit.word);
        } else if is_definite(units, at) && is_acting(view, at) && !new.contains(&unit.word) {
            let sort = Sort::Described(page.text.span_of(unit.tokens()), acts(view, at));
            people.push(Unnamed { token, sort });
        }
    }
}

/// `the captain`, `the club’s captain`; not `his captain`, nor anybody's mother.
fn is_definite(units: &[Unit], at: usize) -> bool {
    let unit = &units[at];
    let others = |owner: &Unit| owner.kind == Kind::Owner && owner.tag != Tag::PRPS && !unit.is(Group::Kin);
    unit.first == const { words::key("the") } || at > 0 && others(&units[at - 1])
}

/// Whether a noun phrase that hangs on nothing is the subject of a verb, or of a verb of speech before it.
fn is_acting(view: &View, at: usize) -> bool {
    let units = &view.scene.units;
    let links = view.links(at);
    let before = at.checked_sub(1).map(|before| units[before].kind);
    let owned = || at.checked_sub(2).filter(|_| before == Some(Kind::Owner)).or(links.before);
    let first = links.verb.is_some() && matches!(links.way, Way::Next | Way::Auxiliary | Way::Phrase);
    !matches!(before, Some(Kind::Preposition | Kind::To | Kind::Comma))
        && (first || owned().is_some_and(|verb| is_speech(&units[verb])))
}

/// Whether a noun is for somebody without a name who speaks: `a witness said`, `the mayor’s spokesman said`.
fn is_stranger(view: &View, at: usize) -> bool {
    let units = &view.scene.units;
    let unit = &units[at];
    let links = view.links(at);
    let before = at.checked_sub(1).map(|before| units[before].kind);
    let speaks = links.verb.is_some_and(|verb| matches!(units[verb].cue, Cue::Say | Cue::Tell));
    let direct = matches!(links.way, Way::Next | Way::Phrase);
    let belongs = matches!(before, Some(Kind::Comma | Kind::Preposition | Kind::To | Kind::Verb | Kind::Auxiliary));
    let new = || NEW.contains(&unit.first) && unit.tag == Tag::NN;
    let envoy = || before == Some(Kind::Owner) && unit.is(Group::Envoy);
    speaks && unit.cue != Cue::Noun && direct && !belongs && (new() || envoy())
}
