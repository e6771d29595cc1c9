//! From verdicts to quotes: the words that name the speaker, the cue, and the entity behind "she" or "the mayor".
//! Invents nobody: where the article does not say, there is no entity.

mod phrase;

use super::antecedent::{Antecedents, Description};
use super::lexicon::Lexicon;
use super::marks::Quoted;
use super::rank::Verdict;
use super::scene::{Kind, Unit};
use super::view::{Choice, View, is_speech};
use super::words::{self, Group};
use super::{Quote, QuoteKind, Speaker, Via};
use crate::document::{Page, RuleId};
use crate::entities::{Entity, EntityKind};
use crate::grammar::Tag;
use crate::span::Span;

/// How many units back somebody without a name is remembered.
const REACH: usize = 400;

/// The quotes of a page.
pub(super) fn quotes(
    page: &Page,
    lexicon: &Lexicon,
    entities: &[Entity],
    quoted: &[Quoted],
    view: &View,
    verdicts: &[Verdict],
) -> Vec<Quote> {
    let antecedents = Antecedents::new(page, lexicon, entities, quoted, view);
    let mut resolver = Resolver { page, entities, view, antecedents };
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
                let unit = self.spoken_for(unit);
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
            if found.is_some_and(|(_, via)| via == Via::Role) && !self.is_elsewhere(quote, at) {
                self.antecedents.spoke_as(span, entity);
            }
        }
        let carried = self.is_elsewhere(quote, at) && at < quote;
        let via = found.map(|(_, via)| if carried { Via::Carried } else { via });
        Speaker { span, entity: found.map(|(entity, _)| entity), via }
    }

    /// The entity that a unit names, and how.
    fn entity(&self, at: usize) -> Option<(usize, Via)> {
        let unit = self.unit(at);
        let start = self.page.text.tokens[unit.tokens().start].span.start();
        match unit.kind {
            Kind::Relative => {
                let (entity, _) = self.entity(self.before_relative(at)?)?;
                // Nobody is `which`.
                let thing = unit.word == const { words::key("which") };
                let meant = !thing || self.entities[entity].kind != EntityKind::Person;
                meant.then_some((entity, Via::Pronoun))
            }
            Kind::Name | Kind::Owner if self.surname(at).is_some() => {
                self.surname(at).map(|entity| (entity, Via::Name))
            }
            Kind::Name if self.is_countryman(at) || self.is_member(at) => {
                let one = unit.first == const { words::key("the") };
                self.antecedents.of_countryman(start).filter(|_| one).map(|entity| (entity, Via::Role))
            }
            _ if unit.index().is_some() && !self.is_officer(at) => unit.index().map(|entity| (entity, Via::Name)),
            Kind::Pronoun if unit.word == const { words::key("it") } && self.thing_before(at).is_some() => {
                self.thing_before(at).and_then(|thing| self.entity(thing)).map(|(entity, _)| (entity, Via::Pronoun))
            }
            Kind::Pronoun | Kind::Owner => {
                self.antecedents.of_pronoun(&self.lower(at), start).map(|entity| (entity, Via::Pronoun))
            }
            Kind::Nominal | Kind::Name if self.is_definite(at) => {
                let head = present(self.compound(self.head(at))).to_lowercase();
                let (since, owned) = (self.unnamed_since(at), self.is_owned(at));
                let description = Description { head: &head, span: self.mention_span(at), at: start, since, owned };
                self.antecedents.of_role(description).map(|entity| (entity, Via::Role))
            }
            Kind::Nominal if self.in_title(at) => {
                self.antecedents.holder(self.page.word(self.head(at))).map(|entity| (entity, Via::Role))
            }
            _ => None,
        }
    }

    /// Whom `who` stands for: the noun phrase before it, or the name that the phrase describes: `Ana Ruiz, head of the
    /// unions, who`.
    fn before_relative(&self, at: usize) -> Option<usize> {
        let before = (at.saturating_sub(8)..at).rev().find(|i| self.unit(*i).is_phrase())?;
        let person = |i: usize| self.unit(i).kind == Kind::Name && self.unit(i).entity == Some(EntityKind::Person);
        let comma = |i: usize| self.unit(i).kind == Kind::Comma;
        let described = |name: &usize| person(*name) && comma(*name + 1);
        let apart = before + 1 < at && comma(before + 1) && !person(before);
        let name = (before.saturating_sub(8)..before).rev().find(described).filter(|_| apart);
        Some(name.filter(|name| self.unit(*name).sentence == self.unit(at).sentence).unwrap_or(before))
    }

    /// `says minister`, in a headline: somebody of whom the article tells more.
    fn in_title(&self, at: usize) -> bool {
        self.view.scene.titles[self.unit(at).block as usize] && self.unit(at).tag == Tag::NN
    }

    /// The statement or the office that `it` is: the last subject before it that speaks or can be read.
    fn thing_before(&self, it: usize) -> Option<usize> {
        let view = self.view;
        let speaks = |at: usize| view.links(at).verb.is_some_and(|verb| is_speech(self.unit(verb)));
        let hangs = |at: usize| at > 0 && matches!(self.unit(at - 1).kind, Kind::Preposition | Kind::To);
        let subject = |at: &usize| {
            let unit = self.unit(*at);
            unit.is_phrase() && unit.kind != Kind::Pronoun && !hangs(*at) && speaks(*at)
        };
        let last = (it.saturating_sub(60)..it).rev().find(subject)?;
        let thing = self.unit(last).is(Group::Body) || self.unit(last).is(Group::Document);
        (self.unit(last).kind == Kind::Nominal && thing).then_some(last)
    }

    /// The person whose last name a unit ends with, where the name by itself was not found or was taken for a place.
    fn surname(&self, at: usize) -> Option<usize> {
        let unit = self.unit(at);
        let first = self.page.word(unit.tokens().start);
        if unit.entity.is_some_and(|kind| kind != EntityKind::Place) || !first.starts_with(char::is_alphabetic) {
            return None;
        }
        self.antecedents.with_surname(unit.word)
    }

    fn lower(&self, at: usize) -> String {
        self.page.word(self.unit(at).tokens().start).to_lowercase()
    }

    fn head(&self, at: usize) -> usize {
        self.unit(at).tokens().end - 1
    }

    /// A noun with all that hyphens join to it: `43-year-old`, `centre-back`.
    fn compound(&self, last: usize) -> &str {
        let tokens = &self.page.text.tokens;
        let mut first = last;
        while first >= 2 && !tokens[first].spaced && self.page.word(first - 1) == "-" && !tokens[first - 1].spaced {
            first -= 2;
        }
        self.page.words(self.page.text.span_of(first..last + 1))
    }

    fn is_definite(&self, at: usize) -> bool {
        let the = const { words::keys(["the", "this", "that"]) }.contains(&self.unit(at).first);
        the || at > 0 && self.unit(at - 1).kind == Kind::Owner
    }

    /// `the Romanian`: one person, called by a country.
    fn is_countryman(&self, at: usize) -> bool {
        let unit = self.unit(at);
        let word = self.page.word(self.head(at));
        let endings =
            ["an", "i", "man", "woman", "er", "Swede", "Dane", "Finn", "Pole", "Turk", "Spaniard", "Croat", "Serb"];
        let singular = endings.iter().any(|ending| word.ends_with(ending));
        unit.entity == Some(EntityKind::Country)
            && (2..4).contains(&unit.tokens().len())
            && unit.first == const { words::key("the") }
            && singular
            && unit.index().is_some_and(|entity| self.entities[entity].name != word)
    }

    /// `the Democrat`: one person, called by a party.
    fn is_member(&self, at: usize) -> bool {
        const MEMBERS: [&str; 8] = ["crat", "ican", "ative", "ist", "Tory", "Liberal", "Green", "Brexiteer"];
        let unit = self.unit(at);
        let word = self.page.word(self.head(at));
        let party =
            |entity: usize| self.entities[entity].name != word && self.entities[entity].subtype == Some("party");
        (2..6).contains(&unit.tokens().len())
            && const { words::keys(["the", "a", "an", "one", "another"]) }.contains(&unit.first)
            && MEMBERS.iter().any(|ending| word.ends_with(ending))
            && unit.index().is_some_and(party)
    }

    /// `the Treasury official`: a body’s, not the body.
    fn is_officer(&self, at: usize) -> bool {
        const OFFICERS: [&str; 5] = ["official", "executive", "representative", "professional", "native"];
        let unit = self.unit(at);
        let last = self.page.word(unit.tokens().end - 1);
        unit.kind == Kind::Name && unit.entity != Some(EntityKind::Person) && OFFICERS.contains(&last)
    }

    /// `the victim’s mother`, `his coach`: of somebody else than the one before.
    fn is_owned(&self, at: usize) -> bool {
        let owner = at.checked_sub(1).map(|owner| self.unit(owner)).filter(|owner| owner.kind == Kind::Owner);
        let kin = self.unit(at).is(Group::Kin);
        owner.is_some_and(|owner| kin != (owner.tag == Tag::PRPS))
    }

    /// Where somebody without a name was brought in by the noun of a description: `a minister` before `the minister`.
    fn unnamed_since(&self, at: usize) -> Option<usize> {
        let units = &self.view.scene.units;
        let indefinite = const { words::keys(["a", "an", "another"]) };
        let new = |i: &usize| {
            let unit = &units[*i];
            if unit.kind != Kind::Nominal || unit.word != units[at].word {
                return false;
            }
            let before = i.checked_sub(1).map(|before| units[before].kind);
            let belongs = matches!(before, Some(Kind::Comma | Kind::Auxiliary | Kind::Dash | Kind::OpenBracket));
            let kin = before == Some(Kind::Owner) && unit.is(Group::Kin);
            let counted = i.checked_sub(1).is_some_and(|before| units[before].word == const { words::key("one") });
            let indefinite = counted || indefinite.contains(&unit.first);
            kin || indefinite && !belongs
        };
        let found = (at.saturating_sub(REACH)..at).rev().find(new)?;
        Some(self.page.text.tokens[units[found].tokens().start].span.start())
    }

    /// The words that attribute: the speaker's verb, or the nearest attributing word before the quote.
    fn cue(&self, quote: usize, speaker: usize) -> Option<Span> {
        let text = &self.page.text;
        let units = &self.view.scene.units;
        let word = |at: usize| text.span_of(units[at].tokens());
        if speaker >= 2
            && units[speaker - 1].kind == Kind::To
            && units[speaker - 2].word == const { words::key("according") }
        {
            return Some(word(speaker - 2).to(word(speaker - 1)));
        }
        let owner = usize::from(speaker > 0 && units[speaker - 1].kind == Kind::Owner);
        if let Some(per) = speaker.checked_sub(1 + owner).filter(|per| units[*per].word == const { words::key("per") })
        {
            return Some(word(per));
        }
        self.view.cue(quote, speaker).map(word)
    }
}

/// What somebody is now: `coach` of `player-turned-coach`, or was: `minister` of `ex-minister`.
fn present(noun: &str) -> &str {
    let now = noun.rsplit_once("-turned-").map_or(noun, |(_, now)| now);
    now.strip_prefix("ex-").unwrap_or(now)
}
