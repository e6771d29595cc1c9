//! Times of day. Takes a time that stands without a day, or a distance in hours; gives it on the day that its sentence,
//! the day behind it, or the times told before it say.

use jiff::civil::Date;

use super::super::calendar::{Stretch, Unit};
use super::super::form::{Amount, Clock, Form, Found};
use super::super::{TimexKind, duration};
use super::{Context, Resolved, time, timed};

impl Context<'_> {
    /// A time of day on its own belongs to the day of its sentence, else to that of publication.
    pub(super) fn clock(&mut self, found: &Found, clock: Clock) -> Resolved {
        let here = self.told_day.filter(|(_, sentence)| *sentence == self.sentence).map(|(date, _)| date);
        // The entries of a live blog are of its day.
        let entry = self.published.filter(|_| found.rule == "dates/clock-stamp");
        let event = Some(()).filter(|()| self.is_of_event(found)).and_then(|()| self.beside_event(found));
        let day =
            entry.or(event).or(here).or_else(|| self.day_that_follows(found)).or_else(|| self.day_going_on(clock));
        let day = day.or_else(|| self.day_of_verb(found));
        if let (Some(day), Clock::At(..)) = (day, clock) {
            self.timed_day = Some((day, self.sentence));
        }
        match day.or(self.published) {
            Some(day) => {
                self.tell_time(day, clock);
                timed(Stretch::Day(day), Some(clock))
            }
            None => Resolved::text(TimexKind::Time, format!("XXXX-XX-XX{}", time(clock))),
        }
    }

    pub(super) fn tell_time(&mut self, day: Date, clock: Clock) {
        if let Clock::At(hour, minute) = clock {
            let time = day.to_datetime(jiff::civil::Time::midnight());
            let told = time.checked_add(jiff::Span::new().hours(hour).minutes(minute.unwrap_or(0)));
            self.told_time = told.ok().map(|time| (time, self.sentence)).or(self.told_time);
        }
    }

    /// `11 hours later`: counted from the time told in this sentence or the one before; else it is a length.
    pub(super) fn away_from_time(&mut self, amount: Amount, unit: Unit, sign: i32) -> Resolved {
        let span = amount.whole().and_then(|n| match unit {
            Unit::Hour => jiff::Span::new().try_hours(n * sign).ok(),
            Unit::Minute => jiff::Span::new().try_minutes(n * sign).ok(),
            _ => None,
        });
        let told = self.told_time.filter(|(_, sentence)| sentence + 1 >= self.sentence);
        let time = told.zip(span).and_then(|((time, _), span)| time.checked_add(span).ok());
        let Some(time) = time else {
            return Resolved::text(TimexKind::Duration, duration::value(amount, unit));
        };
        self.told_time = Some((time, self.sentence));
        timed(Stretch::Day(time.date()), Some(Clock::At(time.hour(), Some(time.minute()))))
    }

    /// The day whose times were told a sentence or two before, in the same paragraph: `… at 00:54. At 01:14 crews …`.
    fn day_going_on(&self, clock: Clock) -> Option<Date> {
        let (day, sentence) = self.timed_day?;
        let sentences = &self.page.text.sentences;
        let near = sentence + 3 >= self.sentence && sentences[sentence].block == sentences[self.sentence].block;
        (near && matches!(clock, Clock::At(..))).then_some(day)
    }

    /// The day that stands behind a time of day in the same sentence.
    fn day_that_follows(&self, found: &Found) -> Option<Date> {
        // `10 a.m. (0700 GMT) Friday`: the same time in another zone stands between.
        let is_clock = |next: &&Found| matches!(next.form, Form::Clock(_)) && next.clock.is_none();
        let next = self.later.iter().take(3).find(|next| !is_clock(next))?;
        if next.start >= found.end + 8 {
            return None;
        }
        let apart = |at: usize| matches!(self.page.word(at), "and" | "but" | "while" | "when" | "then" | ";");
        if self.page.text.sentence_of(next.start) != self.sentence || (found.end..next.start).any(apart) {
            return None;
        }
        match self.stretch(next, &next.form)? {
            Stretch::Day(date) => Some(date),
            _ => None,
        }
    }
}
