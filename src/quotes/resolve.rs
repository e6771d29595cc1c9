//! From verdicts to quotes: the words that name the speaker, the cue, and the entity behind "she" or "the mayor".
//! Invents nobody: where the article does not say, there is no entity.

use super::antecedent::{Antecedents, Description};
use super::marks::Quoted;
use super::rank::Verdict;
use super::scene::{Kind, Unit};
use super::view::{Choice, View, Way, is_speech};
use super::words;
use super::{Quote, QuoteKind, Speaker, Via};
use crate::document::{Page, RuleId};
use crate::entities::{Entity, EntityKind};
use crate::span::Span;

/// How many units back somebody without a name is remembered.
const REACH: usize = 400;

/// The quotes of a page.
pub(super) fn quotes(
    page: &Page,
    entities: &[Entity],
    quoted: &[Quoted],
    view: &View,
    verdicts: &[Verdict],
) -> Vec<Quote> {
    let mut resolver = Resolver { page, entities, view, antecedents: Antecedents::new(page, entities, quoted, view) };
    let quotes = quoted.iter().zip(verdicts).enumerate();
    quotes.map(|(at, (quoted, verdict))| resolver.quote(at, quoted, *verdict)).collect()
}

struct Resolver<'p> {
    page: &'p Page,
    entities: &'p [Entity],
    view: &'p View<'p>,
    antecedents: Antecedents<'p>,
}

impl Resolver<'_> {
    fn quote(&mut self, index: usize, quoted: &Quoted, verdict: Verdict) -> Quote {
        let span = quoted.inner;
        let spoken = if verdict.partial { QuoteKind::Partial } else { QuoteKind::Direct };
        let (kind, cue, speaker, rule) = match verdict.choice {
            Choice::Scare => (QuoteKind::Scare, None, None, "quotes/scare"),
            Choice::Nobody => (spoken, None, None, "quotes/nobody-named"),
            Choice::Unit(unit) => {
                let at = self.view.scene.quotes[index];
                (spoken, self.cue(at, unit), Some(self.speaker(at, self.named_unit(unit))), self.rule(at, unit))
            }
        };
        Quote { span, kind, cue, speaker, rule }
    }

    fn unit(&self, at: usize) -> &Unit {
        &self.view.scene.units[at]
    }

    /// Where the speaker stands to the quote.
    fn rule(&self, quote: usize, unit: usize) -> RuleId {
        let carried = self.unit(unit).sentence < self.unit(quote).sentence;
        match unit < quote {
            true if self.is_elsewhere(quote, unit) => "quotes/carried",
            true if carried => "quotes/said-earlier",
            true => "quotes/said-before",
            false => "quotes/said-after",
        }
    }

    fn is_elsewhere(&self, quote: usize, unit: usize) -> bool {
        self.unit(quote).block != self.unit(unit).block
    }

    fn speaker(&mut self, quote: usize, at: usize) -> Speaker {
        let span = self.mention_span(at);
        let pair = self.is_pair(at);
        let found = if pair { None } else { self.entity(at) };
        if let Some((entity, _)) = found {
            self.antecedents.spoke(span.start(), entity);
        }
        let carried = self.is_elsewhere(quote, at) && at < quote;
        let via = found.map(|(_, via)| if carried { Via::Carried } else { via });
        Speaker { span, entity: found.map(|(entity, _)| entity), via }
    }

    /// The entity that a unit names, and how.
    fn entity(&self, at: usize) -> Option<(usize, Via)> {
        let unit = self.unit(at);
        let start = self.page.text.tokens[unit.tokens.start].span.start();
        match unit.kind {
            Kind::Relative => {
                let before = (at.saturating_sub(8)..at).rev().find(|i| self.unit(*i).is_phrase())?;
                self.entity(before).map(|(entity, _)| (entity, Via::Pronoun))
            }
            Kind::Name | Kind::Owner if self.surname(at).is_some() => {
                self.surname(at).map(|entity| (entity, Via::Name))
            }
            _ if unit.index.is_some() => unit.index.map(|entity| (entity, Via::Name)),
            Kind::Pronoun | Kind::Owner => {
                self.antecedents.of_pronoun(&self.lower(at), start).map(|entity| (entity, Via::Pronoun))
            }
            Kind::Nominal | Kind::Name if self.is_definite(at) => {
                let head = self.page.word(self.head(at)).to_lowercase();
                let description =
                    Description { head: &head, span: self.mention_span(at), at: start, since: self.unnamed_since(at) };
                self.antecedents.of_role(description).map(|entity| (entity, Via::Role))
            }
            _ => None,
        }
    }

    /// The person whose last name a unit ends with, where the name by itself was not found or was taken for a place.
    fn surname(&self, at: usize) -> Option<usize> {
        let unit = self.unit(at);
        if unit.entity.is_some_and(|kind| kind != EntityKind::Place) || !self.lower(at).starts_with(char::is_alphabetic)
        {
            return None;
        }
        self.antecedents.with_surname(unit.word)
    }

    fn lower(&self, at: usize) -> String {
        self.page.word(self.unit(at).tokens.start).to_lowercase()
    }

    fn head(&self, at: usize) -> usize {
        self.unit(at).tokens.end - 1
    }

    fn is_definite(&self, at: usize) -> bool {
        let the = ["the", "this", "that"].map(words::key).contains(&self.unit(at).first);
        the || at > 0 && self.unit(at - 1).kind == Kind::Owner
    }

    /// Where somebody without a name was brought in by the noun of a description: `a minister` before `the minister`.
    fn unnamed_since(&self, at: usize) -> Option<usize> {
        let units = &self.view.scene.units;
        let indefinite = ["a", "an", "another"].map(words::key);
        let new = |i: &usize| {
            let unit = &units[*i];
            let before = i.checked_sub(1).map(|before| units[before].kind);
            let belongs = matches!(before, Some(Kind::Comma | Kind::Auxiliary | Kind::Dash | Kind::OpenBracket));
            let counted = i.checked_sub(1).is_some_and(|before| units[before].word == words::key("one"));
            let indefinite = counted || indefinite.contains(&unit.first);
            unit.kind == Kind::Nominal && unit.word == units[at].word && indefinite && !belongs
        };
        let found = (at.saturating_sub(REACH)..at).rev().find(new)?;
        Some(self.page.text.tokens[units[found].tokens.start].span.start())
    }

    /// The unit whose name says who the words of another unit are about: `Ana Ruiz` for `the mayor, Ana Ruiz,` and
    /// `Ana Ruiz, the mayor,`, `secretary of state Ana Ruiz`.
    fn named_unit(&self, at: usize) -> usize {
        let units = &self.view.scene.units;
        let unit = &units[at];
        if !matches!(unit.kind, Kind::Nominal | Kind::Name) || unit.entity == Some(EntityKind::Person) {
            return at;
        }
        let person =
            |i: usize| units.get(i).is_some_and(|u| u.kind == Kind::Name && u.entity == Some(EntityKind::Person));
        let comma = |i: usize| units.get(i).is_some_and(|unit| unit.kind == Kind::Comma);
        let end = self.phrase_end(at);
        if end > at && person(end) {
            return end;
        }
        if unit.kind != Kind::Nominal {
            return at;
        }
        let depends = at > 0 && matches!(units[at - 1].kind, Kind::To | Kind::Preposition);
        if comma(end + 1) && person(end + 2) && self.closes(end + 3) && !depends {
            return end + 2;
        }
        match at.checked_sub(2) {
            Some(name) if comma(at - 1) && person(name) && self.is_described(name) => name,
            _ => at,
        }
    }

    /// Whether an apposition ends here: a comma, the end.
    fn closes(&self, at: usize) -> bool {
        let kind = self.view.scene.units.get(at).map(|unit| unit.kind);
        matches!(kind, None | Some(Kind::Comma | Kind::Stop | Kind::Break | Kind::Quote))
    }

    /// Whether an apposition stands between a name and its verb, or behind both: `“…,” said Ruiz, the mayor`.
    fn is_described(&self, name: usize) -> bool {
        let links = self.view.links[name];
        let units = &self.view.scene.units;
        let inverted = |verb: usize| verb > 0 && is_speech(&units[verb]) && units[verb - 1].kind == Kind::Quote;
        links.verb.is_some() && links.way == Way::Apposition || links.before.is_some_and(inverted)
    }

    /// Two speakers: `Ruiz and Okoro said`.
    fn is_pair(&self, at: usize) -> bool {
        let units = &self.view.scene.units;
        let joined = |a: usize, b: usize| {
            let (Some(first), Some(second)) = (units.get(a), units.get(b)) else { return false };
            let and = units.get(a + 1).is_some_and(|unit| unit.word == words::key("and"));
            let verb = units.get(b + 1).is_some_and(|unit| matches!(unit.kind, Kind::Verb | Kind::Auxiliary));
            first.kind == Kind::Name && second.kind == Kind::Name && and && verb
        };
        joined(at, at + 2) || at >= 2 && joined(at - 2, at)
    }

    /// The words that name the speaker: a person without title, a role with what belongs to it.
    fn mention_span(&self, at: usize) -> Span {
        let unit = self.unit(at);
        let span = self.page.text.span_of(unit.tokens.clone());
        if self.is_pair(at) {
            let other = if at >= 2 && self.is_pair_with(at - 2) { at - 2 } else { at + 2 };
            return span.to(self.page.text.span_of(self.unit(other).tokens.clone()));
        }
        match unit.kind {
            Kind::Name | Kind::Owner if unit.entity == Some(EntityKind::Person) => self.name_within(unit, span),
            Kind::Nominal | Kind::Name => self.with_owner(at, span).to(self.with_phrases(at, span)),
            _ => span,
        }
    }

    fn is_pair_with(&self, first: usize) -> bool {
        let and = self.unit(first + 1).word == words::key("and");
        self.unit(first).kind == Kind::Name && and
    }

    fn name_within(&self, unit: &Unit, span: Span) -> Span {
        let mentions = unit.index.map_or(&[][..], |entity| &self.entities[entity].mentions);
        let from = mentions.partition_point(|mention| mention.span.end() <= span.start());
        mentions.get(from).map(|mention| mention.span).filter(|mention| span.contains(*mention)).unwrap_or(span)
    }

    /// `the city’s` before `mayor`.
    fn with_owner(&self, at: usize, span: Span) -> Span {
        match at.checked_sub(1).map(|before| self.unit(before)) {
            Some(owner) if owner.kind == Kind::Owner => self.page.text.span_of(owner.tokens.clone()).to(span),
            _ => span,
        }
    }

    /// `for the ministry` behind `a spokesman`.
    fn with_phrases(&self, at: usize, span: Span) -> Span {
        match self.phrase_end(at) {
            end if end > at => self.page.text.span_of(self.unit(end).tokens.clone()),
            _ => span,
        }
    }

    /// The last unit of a noun phrase with the phrases that belong to it: `a spokesman for the ministry of health`.
    fn phrase_end(&self, at: usize) -> usize {
        let units = &self.view.scene.units;
        let mut last = at;
        let mut next = at + 1;
        while next + 1 < units.len() && next < at + 6 {
            let joins = ["of", "for", "from", "at"].iter().any(|word| units[next].word == words::key(word));
            let mut phrase = next + 1;
            if units[phrase].kind == Kind::Owner && phrase + 1 < units.len() {
                phrase += 1;
            }
            if units[next].kind != Kind::Preposition
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

    /// The words that attribute: the speaker's verb, or the nearest attributing word before the quote.
    fn cue(&self, quote: usize, speaker: usize) -> Option<Span> {
        let text = &self.page.text;
        let units = &self.view.scene.units;
        let word = |at: usize| text.span_of(units[at].tokens.clone());
        if speaker >= 2 && units[speaker - 1].kind == Kind::To && units[speaker - 2].word == words::key("according") {
            return Some(word(speaker - 2).to(word(speaker - 1)));
        }
        self.view.cue(quote, speaker).map(word)
    }
}
