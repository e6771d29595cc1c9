//! Quotes in headlines, which leave out who speaks or name him at the end.

use super::super::scene::{Kind, Unit};
use super::super::words::{self, Cue, Group};
use super::form::WHOLE;
use super::{Choice, View};
use crate::entities::EntityKind;
use crate::grammar::Tag;

impl View<'_> {
    /// ‘…’: how it went; ‘…’, court told: a headline does not say whose words it quotes.
    pub(super) fn headline(&self, quote: usize, at: usize) -> Option<Choice> {
        if !self.scene.titles[self.unit(at).block as usize] {
            return None;
        }
        let teller = || self.teller(at).map(Choice::Unit);
        let guess = || self.is_guess(quote, at).then_some(Choice::Scare);
        let nobody = || self.is_unsigned(quote, at).then_some(Choice::Nobody);
        let topic = || {
            let says = self.inside(quote).says();
            self.is_topic(at).then_some(if says { Choice::Nobody } else { Choice::Scare })
        };
        nobody().or_else(teller).or_else(guess).or_else(topic)
    }

    fn is_unsigned(&self, quote: usize, at: usize) -> bool {
        const COURTS: [&str; 6] = ["court", "inquest", "jury", "tribunal", "inquiry", "trial"];
        const HEAR: [&str; 3] = ["told", "hears", "heard"];
        if self.shape(quote).words < WHOLE {
            return false;
        }
        let units = &self.scene.units;
        let last = units[at..self.block_end(at)].last().map_or(0, |unit| unit.tokens().end.saturating_sub(1));
        let word = |back: usize| last.checked_sub(back).map_or("", |token| self.page.word(token));
        let heard = HEAR.contains(&word(0)) && COURTS.contains(&word(1).to_lowercase().as_str());
        let opens = at <= self.block_start(at) + 1 && units.get(at + 1).is_some_and(|unit| unit.kind == Kind::Colon);
        heard || opens && self.inside(quote).says()
    }

    /// Minister branded ‘…’, Mayor hailed as ‘…’: by others.
    pub(super) fn is_branded(&self, at: usize) -> bool {
        let as_such = usize::from(at > 0 && self.unit(at - 1).word == const { words::key("as") });
        let Some(verb) = at.checked_sub(1 + as_such).filter(|verb| *verb > 0) else { return false };
        let unit = self.unit(verb);
        let past = self.page.word(unit.tokens().start).ends_with("ed") && unit.cue == Cue::Judge;
        let subject = matches!(self.unit(verb - 1).kind, Kind::Name | Kind::Nominal);
        subject && past && (as_such == 1 || unit.is(Group::Dub))
    }

    /// Life on the coast: ‘…’: a headline that tells what it is about, and names nobody before the colon.
    fn is_topic(&self, at: usize) -> bool {
        let start = self.block_start(at);
        let Some(colon) = at.checked_sub(1).filter(|colon| self.unit(*colon).kind == Kind::Colon) else { return false };
        let before = &self.scene.units[start.min(colon)..colon];
        let person = |unit: &Unit| unit.entity == Some(EntityKind::Person);
        before.iter().filter(|unit| unit.is_phrase()).count() > 1 && !before.iter().any(person)
    }

    /// Rural areas ‘failed’, says report: whom the end of the headline names.
    fn teller(&self, at: usize) -> Option<usize> {
        let end = self.block_end(at);
        let says = (at + 1..end).rev().find(|i| self.unit(*i).cue == Cue::Say)?;
        // The comma may belong to the quote.
        let apart = matches!(self.unit(says - 1).kind, Kind::Comma | Kind::Quote);
        (apart && says + 1 < end && self.unit(says + 1).is_phrase()).then_some(says + 1)
    }

    /// School ‘may reopen soon’: what others expect of it.
    fn is_guess(&self, quote: usize, at: usize) -> bool {
        let nominal = |unit: &Unit| unit.kind == Kind::Nominal && unit.cue != Cue::Noun;
        let silent = self.surroundings[quote].in_sentence.cues == 0;
        silent && at > 0 && nominal(self.unit(at - 1)) && self.inside(quote).ends[0] == Tag::MD as u32
    }
}
