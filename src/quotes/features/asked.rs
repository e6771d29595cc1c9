//! A quote, and somebody who may have said it: what of both is asked more than once.

use super::super::scene::{Kind, Unit};
use super::super::view::{Choice, Counts, Links, View, is_speech};
use super::super::words::Cue;
use super::{bucket, last};
use crate::entities::EntityKind;

/// How many quotes back the last speaker is looked for, so that a text of quotes without any takes no longer.
const MEMORY: usize = 100;

/// How many quotes back a speaker spoke lately.
const RECENT: usize = 8;

/// A quote of which is asked whose words it is.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Asked {
    pub quote: usize,
    /// Its unit.
    pub at: usize,
    /// Who spoke the last few before it; of those without a speaker, a number that is no unit's.
    recent: [usize; RECENT],
    /// What the last answer was.
    pub last: u32,
    /// The last speaker.
    pub speaker: Option<usize>,
}

impl Asked {
    pub fn new(view: &View, quote: usize, history: &[Choice]) -> Self {
        let speaker = history.iter().rev().take(MEMORY).find_map(|choice| match choice {
            Choice::Unit(unit) => Some(*unit),
            _ => None,
        });
        let mut recent = [usize::MAX; RECENT];
        for (recent, choice) in recent.iter_mut().zip(history.iter().rev()) {
            if let Choice::Unit(unit) = choice {
                *recent = *unit;
            }
        }
        Self { quote, at: view.scene.quotes[quote], recent, last: last(history), speaker }
    }
}

/// What a mention is to the quote.
#[derive(Clone, Copy, Debug)]
pub(super) struct Relation {
    /// Its unit.
    pub m: usize,
    /// Whether it stands behind the quote.
    pub side: u32,
    /// How many sentences behind it.
    pub sentence: u32,
    /// Side, sentences and paragraphs in one.
    pub place: u32,
    /// What sort of mention it is.
    pub kind: u32,
    pub links: Links,
    /// How its verb attributes.
    pub cue: u32,
    /// Where its verb stands to the quote, and the verb before it.
    pub stands: [u32; 2],
    /// Whether no mention stands before it in its sentence.
    pub first: u32,
    /// What stands between the two.
    pub between: Counts,
}

impl Relation {
    pub fn new(view: &View, at: usize, m: usize) -> Self {
        let (unit, quote) = (view.unit(m), view.unit(at));
        let side = u32::from(m > at);
        let sentence = clamp(i64::from(unit.sentence) - i64::from(quote.sentence));
        let block = clamp(i64::from(unit.block) - i64::from(quote.block));
        let links = view.links(m);
        let stands = |verb: Option<usize>| verb.map_or(0, |verb| view.verb_place(at, m, verb));
        Self {
            m,
            side,
            sentence,
            place: side * 64 + sentence * 8 + block,
            kind: mention_kind(unit),
            links,
            cue: links.verb.map_or(0, |verb| view.unit(verb).cue as u32 + 1),
            stands: [stands(links.verb), stands(links.before)],
            first: u32::from(view.between(view.sentence(m).0, m).mentions == 0),
            between: view.between(m.min(at) + 1, m.max(at)),
        }
    }

    /// All that [`View::of_verbs`] sees of the quote, in one number.
    pub fn verbs(&self) -> u32 {
        self.stands[0] | self.stands[1] << 8
    }
}

/// What a mention is among those that the quote and the answers before it point to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// How many mentions lie between, up to two.
    pub adjacent: u32,
    /// Whether each of the forms around the quote points to it.
    pub subject: [bool; 4],
    /// What it is to the last speaker.
    pub same: u32,
    /// How often it spoke lately.
    pub spoke: u32,
    /// Whether it looks like the tag of another quote.
    pub tagged: u32,
    /// Whether the verb nearest to the quote is its own.
    pub own: u32,
    /// Whether it is the first mention of the quote's paragraph.
    pub opens: u32,
}

impl Standing {
    pub fn new(view: &View, asked: &Asked, relation: &Relation) -> Self {
        let Asked { quote, at, recent, .. } = *asked;
        let Relation { m, links, between, .. } = *relation;
        let verb = view.surroundings[quote].verb;
        let opens = view.unit(m).block == view.unit(at).block && view.between(view.block_start(at), m).mentions == 0;
        let spoke = recent.iter().filter(|unit| **unit == m).count();
        Self {
            adjacent: bucket(between.mentions).min(2),
            subject: view.subjects[quote].map(|subject| subject == Some(m)),
            same: same(view, asked.speaker, m),
            spoke: bucket(spoke as u16),
            tagged: beside_quote(view, m, at),
            own: u32::from(verb.is_some() && verb == links.verb),
            opens: u32::from(opens),
        }
    }

    /// All that [`View::of_standing`] sees of the mention, in one number.
    pub fn whole(&self, relation: &Relation) -> u32 {
        let subject = self.subject.iter().fold(0, |bits, is_subject| 2 * bits + u32::from(*is_subject));
        relation.place
            | self.adjacent << 8
            | subject << 10
            | self.same << 14
            | self.spoke << 17
            | self.tagged << 21
            | self.own << 24
            | self.opens << 25
            | relation.first << 26
    }
}

/// What a mention is to the last speaker: the mention itself, another of the same entity, behind, before.
fn same(view: &View, speaker: Option<usize>, m: usize) -> u32 {
    let entity = |at: usize| view.unit(at).index();
    match speaker {
        None => 0,
        Some(speaker) if speaker == m => 1,
        Some(speaker) if entity(speaker).is_some() && entity(speaker) == entity(m) => 2,
        Some(speaker) if speaker > m => 3,
        Some(_) => 4,
    }
}

/// Whether a mention looks like the tag of a quote other than this one.
fn beside_quote(view: &View, m: usize, at: usize) -> u32 {
    let units = &view.scene.units;
    let links = view.links(m);
    let speech = |v: Option<usize>| v.is_some_and(|v| is_speech(&units[v]));
    let quote_at = |i: Option<usize>| i.is_some_and(|i| i != at && units.get(i).is_some_and(|u| u.kind == Kind::Quote));
    let inverted = speech(links.before) && quote_at(links.before.and_then(|v| v.checked_sub(1)));
    let after = speech(links.verb) && quote_at(m.checked_sub(1));
    let before = speech(links.verb) && links.verb.is_some_and(|v| quote_at(Some(v + 1)) || quote_at(Some(v + 2)));
    u32::from(inverted) + 2 * u32::from(after) + 4 * u32::from(before)
}

fn mention_kind(unit: &Unit) -> u32 {
    let entity = match unit.entity {
        None => 0,
        Some(EntityKind::Person) => 1,
        Some(EntityKind::Organization) => 2,
        Some(EntityKind::Country) => 3,
        Some(EntityKind::Place) => 4,
    };
    match unit.kind {
        Kind::Pronoun | Kind::Relative => unit.word,
        Kind::Owner => 50 + entity,
        Kind::Nominal => 60 + entity + 8 * u32::from(unit.cue == Cue::Noun),
        kind => 100 + kind as u32 * 8 + entity,
    }
}

fn clamp(difference: i64) -> u32 {
    (difference.clamp(-2, 2) + 2) as u32
}
