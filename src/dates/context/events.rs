//! What happened on which day. Takes the days that the text tells; gives that of an event which it names again: `shot on
//! Oct. 23 … ten days before the murder`, `the night of the crash`.

use jiff::civil::Date;

use super::super::calendar::{Stretch, Unit, add_days};
use super::super::events::{Event, event};
use super::super::form::{Amount, Form, Found};
use super::Context;
use crate::grammar::Tag;

/// How many words may stand between a verb and its day, and between an article and its noun.
const NEAR: usize = 9;
const ADJECTIVES: usize = 3;

impl Context<'_> {
    /// Keeps what happened on a day that is over.
    pub(super) fn tell_event(&mut self, found: &Found, day: Date) {
        if self.published.is_some_and(|published| day > published) {
            return;
        }
        for told in self.events_of(found).into_iter().flatten() {
            self.events.retain(|(known, _)| *known != told);
            self.events.push((told, day));
        }
    }

    /// The events that a day dates: that of the noun beside it (`the Oct. 23 attack`), of the verb behind it, or of the
    /// verb before it and the noun between them (`were killed in the crash on Monday`).
    fn events_of(&self, found: &Found) -> [Option<Event>; 2] {
        let owner = self.is_word(found.end, &["'s", "’s"]);
        let noun = self.noun_from(found.end + usize::from(owner)).map(|(event, _)| event);
        match noun.or_else(|| self.noun_before(found.start)).or_else(|| self.verb_after(found)) {
            Some(event) => [Some(event), None],
            None => self.verb_before(found.start),
        }
    }

    /// The event of the verb behind a day that opens its sentence: `On 2 March he was shot`.
    fn verb_after(&self, found: &Found) -> Option<Event> {
        let opens = found.start <= self.page.text.sentences[self.sentence].tokens.start + 1;
        let verb = |at: &usize| {
            let helps = self.is_word(*at, &["was", "were", "had", "been"]);
            matches!(self.tag(*at), Some(Tag::VBD | Tag::VBN)) && !helps
        };
        let first = (found.end..found.end + NEAR).find(verb).filter(|_| opens)?;
        event(self.word(first))
    }

    /// The event of the verb that the words before `at` belong to, and of a noun between.
    fn verb_before(&self, at: usize) -> [Option<Event>; 2] {
        let first = self.page.text.sentences[self.sentence].tokens.start.max(at.saturating_sub(NEAR));
        let mut noun = None;
        for at in (first..at).rev() {
            let verb = matches!(self.tag(at), Some(Tag::VBD | Tag::VBN | Tag::VBZ | Tag::VBP | Tag::VB | Tag::MD));
            match event(self.page.word(at)) {
                Some(event) if verb => return [Some(event), noun],
                None if verb => break,
                Some(event) => noun = Some(event),
                None => {}
            }
        }
        [None, None]
    }

    /// The event of a noun that opens its clause: `The bombings on Aug. 7 killed …`.
    fn noun_before(&self, at: usize) -> Option<Event> {
        let on = at.checked_sub(1).filter(|on| self.is_word(*on, &["on"]))?;
        let comma = on.checked_sub(1).filter(|comma| self.is_word(*comma, &[","]));
        let noun = comma.unwrap_or(on).checked_sub(1)?;
        let first = self.page.text.sentences[self.sentence].tokens.start;
        let described = |at: &usize| matches!(self.tag(*at), Some(Tag::JJ | Tag::NN | Tag::NNP | Tag::CD));
        let article = (first..noun).rev().find(|at| !described(at)).filter(|at| self.tag(*at) == Some(Tag::DT))?;
        let opens = article == first || self.tag(article - 1) != Some(Tag::IN);
        event(self.word(noun)).filter(|_| opens)
    }

    /// The event that is named here in at most three words, and its last: `deadly embassy bombings`.
    fn noun_from(&self, at: usize) -> Option<(Event, usize)> {
        for at in at..at + ADJECTIVES {
            let noun = matches!(self.tag(at), Some(Tag::NN | Tag::NNS));
            let named = event(self.word(at)).filter(|_| noun || self.tag(at) == Some(Tag::VBG));
            if let Some(event) = named {
                return Some((event, at));
            }
            if !noun && !matches!(self.tag(at), Some(Tag::JJ | Tag::NNP | Tag::CD)) {
                return None;
            }
        }
        None
    }

    /// The day of the event that these words name as known: `the shooting`, `his death`.
    fn day_of_event(&self, at: usize) -> Option<Date> {
        if !matches!(self.tag(at), Some(Tag::DT | Tag::PRPS)) || self.is_word(at, &["a", "an", "any", "another"]) {
            return None;
        }
        let (event, last) = self.noun_from(at + 1)?;
        // `the death of his father` is another's.
        self.day_told(event).filter(|_| !self.is_word(last + 1, &["of"]))
    }

    /// The same for a clause: `he was killed`.
    fn day_of_clause(&self, at: usize) -> Option<Date> {
        let verb = |at: &usize| matches!(self.tag(*at), Some(Tag::VBD | Tag::VBN));
        self.day_told((at..at + NEAR).filter(verb).find_map(|at| event(self.word(at)))?)
    }

    /// `ten days before the murder`.
    pub(super) fn days_from_event(&self, found: &Found, form: &Form) -> Option<Stretch> {
        let Form::Length(amount, Unit::Day, 0) = *form else { return None };
        let step = amount.whole().filter(|_| amount != Amount(None))? * self.side(found.end)?;
        add_days(self.day_of_event(found.end + 1)?, step).map(Stretch::Day)
    }

    /// `the day after his death`, `the night of the crash`; `Oct. 12, the day before the crash` is that day itself.
    pub(super) fn beside_event(&self, found: &Found) -> Option<Date> {
        let step = if self.is_word(found.end, &["of"]) { 0 } else { self.side(found.end)? };
        let told = found.start.checked_sub(1).filter(|at| self.is_word(*at, &[","]) && *at == self.told_end);
        match told {
            Some(_) => self.told_day.map(|(day, _)| day),
            None => add_days(self.day_of_event(found.end + 1).or_else(|| self.day_of_clause(found.end + 1))?, step),
        }
    }

    /// `the night of the crash`.
    pub(super) fn is_of_event(&self, found: &Found) -> bool {
        self.is_word(found.end, &["of"])
    }

    /// The day on which happened what a time of day is told of: `he was shot at 10 p.m.`
    pub(super) fn day_of_verb(&self, found: &Found) -> Option<Date> {
        self.day_told(self.verb_before(found.start)[0]?)
    }

    fn day_told(&self, event: Event) -> Option<Date> {
        self.events.iter().find(|(known, _)| *known == event).map(|(_, day)| *day)
    }

    /// -1 before an event, 1 after it.
    fn side(&self, at: usize) -> Option<i32> {
        match self.word(at) {
            "before" => Some(-1),
            "after" => Some(1),
            _ => None,
        }
    }

    fn word(&self, at: usize) -> &str {
        self.page.text.tokens.get(at).map_or("", |_| self.page.word(at))
    }

    fn is_word(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    fn tag(&self, at: usize) -> Option<Tag> {
        self.page.tags.get(at).copied()
    }
}
