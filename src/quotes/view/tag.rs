//! The speech tag of a quote: who is said to speak right behind it.

use super::super::scene::{Kind, Unit};
use super::super::words::Cue;
use super::form::WHOLE;
use super::{Choice, View};
use crate::grammar::Tag;

impl View<'_> {
    /// “…,” Ruiz said. “…,” said Ruiz: whom the tag of a spoken quote names. Nothing is weighed then, as nothing that stands
    /// farther away speaks against it.
    pub fn tag(&self, quote: usize) -> Option<usize> {
        let (at, shape) = (self.scene.quotes[quote], self.shape(quote));
        if shape.words < WHOLE || shape.ends_bare() || shape.is_title() {
            return None;
        }
        let [first, second, rest @ ..] = self.scene.units.get(at + 1..)? else { return None };
        if !rest.first().is_none_or(may_follow) || second.sentence != self.unit(at).sentence {
            return None;
        }
        let named = matches!(second.kind, Kind::Name | Kind::Pronoun);
        match () {
            () if first.is_phrase() && says(second) => Some(at + 1),
            () if says(first) && named => Some(at + 2),
            () => None,
        }
    }

    /// “…,” Ruiz said. “…” and no more in the paragraph: the second half is hers too, given that the first one is `last`.
    pub fn behind_tag(&self, quote: usize, last: Choice) -> bool {
        let (at, shape) = (self.scene.quotes[quote], self.shape(quote));
        let (Choice::Unit(name), Some(before)) = (last, quote.checked_sub(1)) else { return false };
        let before = self.scene.quotes[before];
        let (first, stop, next) = (self.unit(before), self.unit(at - 1), self.scene.units.get(at + 1));
        let whole = shape.words >= WHOLE && shape.is_capital() && !shape.ends_bare();
        let one = first.block == self.unit(at).block && first.sentence == stop.sentence && stop.kind == Kind::Stop;
        whole && one && (before..at).contains(&name) && next.is_none_or(|next| next.kind == Kind::Break)
    }
}

/// Whether a unit is a finite verb that only quotes: not `telling`, not `warned`, which may have words of their own behind.
fn says(unit: &Unit) -> bool {
    unit.kind == Kind::Verb && unit.cue == Cue::Say && matches!(unit.tag, Tag::VBD | Tag::VBZ)
}

/// What may stand behind a tag: no noun, that the name would be a part of (`said Oban spokesman Per Holm`), and no clause
/// that is what is said.
fn may_follow(unit: &Unit) -> bool {
    use Kind::{Break, Comma, Preposition, Quote, Stop, Time};
    matches!(unit.kind, Stop | Comma | Break | Time | Preposition | Quote)
}
