//! The people whom the reporter does not name: pronouns, strangers, those called by what they are.

use std::collections::HashSet;

use super::super::lexicon::Lexicon;
use super::super::resolve::KIN;
use super::super::scene::{Kind, Unit};
use super::super::view::{View, Way, is_speech};
use super::super::words::{self, Cue};
use super::{acts, pronoun_gender};
use crate::document::Page;
use crate::entities::Gender;
use crate::grammar::Tag;
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
    people.extend(strangers(view));
    people.extend(described(page, view));
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

/// Those who are called by what they are where they do something: `the captain agreed`; not where the noun brought in
/// somebody else before: `a captain`.
fn described(page: &Page, view: &View) -> Vec<Unnamed> {
    const NEW: [u32; 4] = words::keys(["a", "an", "one", "another"]);
    let units = &view.scene.units;
    let mut new = HashSet::new();
    let mut found = Vec::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.kind == Kind::Nominal && unit.tag == Tag::NN) {
        let links = view.links[at];
        let before = at.checked_sub(1).map(|before| &units[before]);
        let hangs = before.is_some_and(|unit| matches!(unit.kind, Kind::Preposition | Kind::To | Kind::Comma));
        let others = |owner: &Unit| owner.kind == Kind::Owner && owner.tag != Tag::PRPS && !KIN.contains(&unit.word);
        let definite = unit.first == const { words::key("the") } || before.is_some_and(others);
        let acts_first = links.verb.is_some() && matches!(links.way, Way::Next | Way::Auxiliary | Way::Phrase);
        let owned = before.is_some_and(|unit| unit.kind == Kind::Owner).then(|| at.checked_sub(2)).flatten();
        let acting = acts_first || owned.or(links.before).is_some_and(|verb| is_speech(&units[verb]));
        if NEW.contains(&unit.first) {
            new.insert(unit.word);
        } else if definite && acting && !hangs && !new.contains(&unit.word) {
            let sort = Sort::Described(page.text.span_of(unit.tokens.clone()), acts(view, at));
            found.push(Unnamed { token: unit.tokens.end - 1, sort });
        }
    }
    found
}

/// The nouns for people without a name who speak: `a witness said`, `the mayor’s spokesman said`.
fn strangers(view: &View) -> impl Iterator<Item = Unnamed> {
    const NEW: [u32; 4] = words::keys(["a", "an", "one", "another"]);
    const ENVOYS: [u32; 5] = words::keys(["spokesman", "spokeswoman", "spokesperson", "lawyer", "attorney"]);
    let units = &view.scene.units;
    let stranger = move |at: &usize| {
        let unit = &units[*at];
        let links = view.links[*at];
        let speaks = links.verb.is_some_and(|verb| matches!(units[verb].cue, Cue::Say | Cue::Tell));
        let direct = matches!(links.way, Way::Next | Way::Phrase);
        let new = unit.kind == Kind::Nominal && NEW.contains(&unit.first) && unit.tag == Tag::NN;
        let envoy = ENVOYS.contains(&unit.word) && at.checked_sub(1).is_some_and(|i| units[i].kind == Kind::Owner);
        let new = new || envoy && unit.kind == Kind::Nominal;
        let belongs = at.checked_sub(1).is_some_and(|before| {
            matches!(units[before].kind, Kind::Comma | Kind::Preposition | Kind::To | Kind::Verb | Kind::Auxiliary)
        });
        new && unit.cue != Cue::Noun && speaks && direct && !belongs
    };
    (0..units.len()).filter(stranger).map(|at| Unnamed { token: units[at].tokens.end - 1, sort: Sort::Stranger })
}
