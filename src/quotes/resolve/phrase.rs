//! The words that name a speaker: which noun phrase of an apposition, and how far it goes.

use super::super::scene::{Kind, Unit};
use super::super::view::{Way, is_speech};
use super::super::words::{self, Cue, Group};
use super::Resolver;
use crate::entities::EntityKind;
use crate::grammar::Tag;
use crate::span::Span;

impl Resolver<'_> {
    /// `a spokesman for Ruiz` speaks, not Ruiz; `analysts at Ruiz and Co` do.
    pub(super) fn spoken_for(&self, at: usize) -> usize {
        let units = &self.view.scene.units;
        let Some(envoy) = at.checked_sub(2) else { return at };
        let serves = const { words::keys(["for", "of", "to", "at", "from"]) }.contains(&units[at - 1].word);
        let listed = units[envoy].is(Group::Envoy);
        let verb = self.view.links(envoy).verb;
        let subject = verb.is_some() && verb == self.view.links(at).verb && units[envoy].cue != Cue::Noun;
        let common = units[envoy].kind == Kind::Nominal && units[at].kind == Kind::Name;
        if serves && common && (listed || subject) { envoy } else { at }
    }

    /// The unit whose name says who the words of another unit are about: `Ana Ruiz` for `the mayor, Ana Ruiz,` and
    /// `Ana Ruiz, the mayor,`, `secretary of state Ana Ruiz`.
    pub(super) fn named_unit(&self, at: usize) -> usize {
        let units = &self.view.scene.units;
        let unit = &units[at];
        if !matches!(unit.kind, Kind::Nominal | Kind::Name) || unit.entity == Some(EntityKind::Person) {
            return at;
        }
        let person =
            |i: usize| units.get(i).is_some_and(|u| u.kind == Kind::Name && u.entity == Some(EntityKind::Person));
        let named = |i: usize| person(i) || units[i].kind == Kind::Name && units[i].entity.is_none();
        let comma = |i: usize| units.get(i).is_some_and(|unit| unit.kind == Kind::Comma);
        let end = self.phrase_end(at);
        // `secretary of state Ana Ruiz`, not `a spokesman for Ana Ruiz`.
        let ends_named = |i: usize| {
            let whole = self.page.text.span_of(units[i].tokens());
            person(i) && self.name_within(&units[i], whole).start() > whole.start()
        };
        if end > at && units[end - 1].kind != Kind::To && ends_named(end) {
            return end;
        }
        // `lawyer and activist Ana Ruiz`, `club president and former player Ana Ruiz`
        let and = units.get(at + 1).is_some_and(|unit| unit.word == const { words::key("and") });
        let office = unit.tokens().len() == 1 || self.page.tags[unit.tokens().end - 1] == Tag::NN;
        let bare = !const { words::keys(["the", "a", "an"]) }.contains(&unit.first);
        if and && office && bare && unit.kind == Kind::Nominal && person(at + 2) && ends_named(at + 2) {
            return at + 2;
        }
        if unit.kind != Kind::Nominal && unit.entity.is_some() {
            return at;
        }
        let depends = at > 0 && matches!(units[at - 1].kind, Kind::To | Kind::Preposition);
        let whole = self.past_phrases(end + 1);
        if comma(whole) && person(whole + 1) && self.closes(self.past_phrases(whole + 2)) && !depends {
            return whole + 1;
        }
        // `June, 57, his wife,`
        let owner = at - usize::from(at > 0 && units[at - 1].kind == Kind::Owner);
        let age = owner.checked_sub(2).filter(|age| units[*age].kind == Kind::Other && comma(owner - 1));
        let first = age.unwrap_or(owner);
        match first.checked_sub(2) {
            Some(name) if comma(first - 1) && named(name) && self.is_described(name) => name,
            _ => at,
        }
    }

    /// Past the phrases that hang on a noun phrase: `in Erzan`, `on media`.
    fn past_phrases(&self, mut at: usize) -> usize {
        let units = &self.view.scene.units;
        let hangs = |at: usize| {
            units.get(at).is_some_and(|unit| matches!(unit.kind, Kind::Preposition | Kind::To))
                && units.get(at + 1).is_some_and(Unit::is_phrase)
        };
        for _ in 0..3 {
            at += 2 * usize::from(hangs(at));
        }
        at
    }

    /// Whether an apposition ends here: a comma, the end.
    fn closes(&self, at: usize) -> bool {
        let kind = self.view.scene.units.get(at).map(|unit| unit.kind);
        matches!(kind, None | Some(Kind::Comma | Kind::Stop | Kind::Break | Kind::Quote))
    }

    /// Whether an apposition stands between a name and its verb, or behind both: `“…,” said Ruiz, the mayor`.
    fn is_described(&self, name: usize) -> bool {
        let links = self.view.links(name);
        let units = &self.view.scene.units;
        let inverted = |verb: usize| verb > 0 && is_speech(&units[verb]) && units[verb - 1].kind == Kind::Quote;
        links.verb.is_some() && links.way == Way::Apposition || links.before.is_some_and(inverted)
    }

    /// Two speakers: `Ruiz and Okoro said`.
    pub(super) fn is_pair(&self, at: usize) -> bool {
        let units = &self.view.scene.units;
        let joined = |a: usize, b: usize| {
            let (Some(first), Some(second)) = (units.get(a), units.get(b)) else { return false };
            let and = units.get(a + 1).is_some_and(|unit| unit.word == const { words::key("and") });
            let verb = units.get(b + 1).is_some_and(|unit| matches!(unit.kind, Kind::Verb | Kind::Auxiliary));
            first.kind == Kind::Name && second.kind == Kind::Name && and && verb
        };
        joined(at, at + 2) || at >= 2 && joined(at - 2, at)
    }

    /// The words that name the speaker: a person without title, a role with what belongs to it.
    pub(super) fn mention_span(&self, at: usize) -> Span {
        let unit = self.unit(at);
        let span = self.page.text.span_of(unit.tokens());
        if self.is_pair(at) {
            let other = if at >= 2 && self.is_pair_with(at - 2) { at - 2 } else { at + 2 };
            return span.to(self.page.text.span_of(self.unit(other).tokens()));
        }
        match unit.kind {
            Kind::Name if self.is_member(at) => span,
            Kind::Name | Kind::Owner if unit.entity == Some(EntityKind::Person) => self.name_within(unit, span),
            Kind::Name if self.is_bare_name(unit, span) => self.name_within(unit, span),
            Kind::Nominal | Kind::Name => self.with_owner(at, span).to(self.with_phrases(at, span)),
            Kind::Pronoun => {
                self.one_of(at).map_or(span, |all| span.to(self.page.text.span_of(self.unit(all).tokens())))
            }
            _ => span,
        }
    }

    /// `one of them`, `some of the workers`
    fn one_of(&self, at: usize) -> Option<usize> {
        let units = &self.view.scene.units;
        let of = units.get(at + 1).is_some_and(|of| of.word == const { words::key("of") });
        let owner = usize::from(units.get(at + 2).is_some_and(|unit| unit.kind == Kind::Owner));
        let all = at + 2 + owner;
        (of && units.get(all).is_some_and(Unit::is_phrase)).then_some(all)
    }

    fn is_pair_with(&self, first: usize) -> bool {
        let and = self.unit(first + 1).word == const { words::key("and") };
        self.unit(first).kind == Kind::Name && and
    }

    /// Whether a noun phrase is the name of an organization and an article or a noun before it: `the charity Oxfam`.
    fn is_bare_name(&self, unit: &Unit, span: Span) -> bool {
        unit.entity == Some(EntityKind::Organization) && self.name_within(unit, span).end() == span.end()
    }

    fn name_within(&self, unit: &Unit, span: Span) -> Span {
        let mentions = unit.index().map_or(&[][..], |entity| &self.entities[entity].mentions);
        let from = mentions.partition_point(|mention| mention.span.end() <= span.start());
        mentions.get(from).map(|mention| mention.span).filter(|mention| span.contains(*mention)).unwrap_or(span)
    }

    /// `the city’s` before `mayor`.
    fn with_owner(&self, at: usize, span: Span) -> Span {
        match at.checked_sub(1).map(|before| self.unit(before)) {
            Some(owner) if owner.kind == Kind::Owner => self.page.text.span_of(owner.tokens()).to(span),
            _ => span,
        }
    }

    /// `for the ministry` behind `a spokesman`.
    fn with_phrases(&self, at: usize, span: Span) -> Span {
        match self.phrase_end(at) {
            end if end > at => self.page.text.span_of(self.unit(end).tokens()),
            _ => span,
        }
    }

    /// The last unit of a noun phrase with the phrases that belong to it: `a spokesman for the ministry of health`.
    fn phrase_end(&self, at: usize) -> usize {
        let units = &self.view.scene.units;
        let mut last = at;
        let mut next = at + 1;
        while next + 1 < units.len() && next < at + 6 {
            let joins = const { words::keys(["of", "for", "from", "at", "to"]) }.contains(&units[next].word);
            let mut phrase = next + 1;
            if units[phrase].kind == Kind::Owner && phrase + 1 < units.len() {
                phrase += 1;
            }
            if !matches!(units[next].kind, Kind::Preposition | Kind::To)
                || !joins
                || !matches!(units[phrase].kind, Kind::Name | Kind::Nominal)
            {
                break;
            }
            last = phrase;
            next = phrase + 1;
        }
        last
    }
}
