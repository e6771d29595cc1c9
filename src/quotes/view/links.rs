//! The verbs a mention belongs to: as its subject, or standing right behind them.

use super::super::scene::{Kind, Unit};
use super::super::words;
use super::is_speech;
use crate::grammar::Tag;

/// The verb a mention belongs to.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Links {
    /// The verb it is subject of, and how it got there.
    pub verb: Option<usize>,
    /// What lies between: nothing, an auxiliary, an apposition, a phrase.
    pub way: Way,
    /// The verb right before it.
    pub before: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(in super::super) enum Way {
    #[default]
    Next,
    Auxiliary,
    Apposition,
    Phrase,
    Conjunction,
}

/// The verbs a mention belongs to, as they are kept: how far behind it the one stands and how far before it the other,
/// 0 for none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Near {
    verb: u8,
    way: Way,
    before: u8,
}

impl Near {
    /// The verbs of the mention that these are of.
    pub fn links(self, m: usize) -> Links {
        let some = |far: u8, at: usize| (far > 0).then_some(at);
        let (verb, before) = (usize::from(self.verb), usize::from(self.before));
        Links { verb: some(self.verb, m + verb), way: self.way, before: some(self.before, m.wrapping_sub(before)) }
    }
}

/// The verbs a mention belongs to.
pub(super) fn links(units: &[Unit], m: usize) -> Near {
    let before = m.checked_sub(1).filter(|i| units[*i].kind != Kind::Adverb).or(m.checked_sub(2));
    let before = before.filter(|i| units[*i].kind == Kind::Verb);
    let agent = m >= 3 && units[m - 3].is_phrase() && is_reduced(units, m - 2);
    let (verb, way) = if units[m].kind == Kind::Owner || agent { (None, Way::Next) } else { subject_of(units, m) };
    let far = |verb: Option<usize>| verb.map_or(0, |verb| verb.abs_diff(m) as u8);
    Near { verb: far(verb), way, before: far(before) }
}

/// So far behind a mention no verb is its own.
const REACH: usize = 24;

/// The verb behind a mention, past auxiliaries, phrases that belong to it, and one apposition.
fn subject_of(units: &[Unit], m: usize) -> (Option<usize>, Way) {
    let mut way = Way::Next;
    let mut at = m + 1;
    let limit = units.len().min(m + REACH);
    while at < limit {
        match units[at].kind {
            Kind::Verb if at == m + 1 && is_reduced(units, at) => {
                way = Way::Phrase;
                at += 3;
            }
            Kind::Verb => return (Some(at), way),
            Kind::Adverb | Kind::Time => at += 1,
            Kind::Auxiliary => {
                way = if way == Way::Next { Way::Auxiliary } else { way };
                at += 1;
                let verb = at < limit && matches!(units[at].kind, Kind::Verb | Kind::Adverb | Kind::Auxiliary);
                if !verb {
                    return (None, way);
                }
            }
            // `a source close to the mayor said`
            Kind::To if at == m + 1 && at + 1 < limit && units[at + 1].is_mention() => {
                way = Way::Phrase;
                at += 2;
            }
            Kind::Preposition | Kind::Conjunction
                if at + 1 < limit && (units[at + 1].is_mention() || units[at + 1].kind == Kind::Time) =>
            {
                way = if units[at].kind == Kind::Preposition { Way::Phrase } else { Way::Conjunction };
                at += 2;
            }
            Kind::Name | Kind::Nominal if way == Way::Phrase || units[at - 1].kind == Kind::Owner => at += 1,
            Kind::Comma | Kind::OpenBracket | Kind::Dash => match close_of(units, at, limit) {
                Some(close) => {
                    way = Way::Apposition;
                    at = close + 1;
                }
                None => return (None, way),
            },
            _ => return (None, way),
        }
    }
    (None, way)
}

/// Whether a participle and its agent belong to the noun before: `an email seen by the paper said`.
fn is_reduced(units: &[Unit], verb: usize) -> bool {
    let by = units.get(verb + 1).is_some_and(|by| by.word == const { words::key("by") });
    let agent = units.get(verb + 2).is_some_and(Unit::is_phrase);
    by && agent && matches!(units[verb].tag, Tag::VBN | Tag::VBD) && units.get(verb + 3).is_some_and(is_speech)
}

/// The mark that ends the apposition begun here, if a verb stands behind it.
fn close_of(units: &[Unit], open: usize, limit: usize) -> Option<usize> {
    let closes = |kind| match units[open].kind {
        Kind::OpenBracket => kind == Kind::CloseBracket,
        kind_of_open => kind == kind_of_open,
    };
    let bounded = |i: &usize| !matches!(units[*i].kind, Kind::Stop | Kind::Quote | Kind::Break);
    let mut ends = (open + 1..limit).take_while(bounded).filter(|i| closes(units[*i].kind));
    ends.find(|i| {
        let mut next = i + 1;
        while next < limit && matches!(units[next].kind, Kind::Adverb | Kind::Auxiliary | Kind::Time) {
            next += 1;
        }
        next < limit && units[next].kind == Kind::Verb || units[open].kind == Kind::OpenBracket
    })
}
