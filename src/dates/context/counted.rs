//! What is counted from another day: weekdays, weekends, `last week`, `two days later`, `a year earlier`. Takes the
//! form and what the text has spoken of; gives the stretch.

use jiff::civil::Date;

use crate::article::{Block, BlockKind};

use super::super::calendar::{self, Stretch, Unit, add_days, days_between};
use super::super::form::{Amount, Base, Form, Found, Pick};
use super::super::tense::{Direction, comes_before, direction, surely_ahead, waits};
use super::Context;

/// How many sentences of the first paragraph are the lead.
const LEAD: usize = 2;

impl Context<'_> {
    pub(super) fn latest_quarter(&self, nth: i8) -> Option<Stretch> {
        let year = self.published?.year();
        let begun = |quarter: &Stretch| quarter.begins().zip(self.published).is_some_and(|(first, day)| first <= day);
        [year, year - 1].map(|year| Stretch::Quarter(year, nth)).into_iter().find(begun)
    }

    /// `the 18th`: of the month told of, or the nearest.
    pub(super) fn day_of_month(&self, day: i8) -> Option<Stretch> {
        let published = self.published?;
        let months = [0, -1, 1].map(|n| calendar::add_months(published.first_of_month(), n));
        let days = months.into_iter().flatten().filter_map(|first| Date::new(first.year(), first.month(), day).ok());
        days.min_by_key(|date| days_between(*date, published).abs()).map(Stretch::Day)
    }

    /// The 17th of `Monday (Feb 17)`.
    fn day_in_brackets(&self, found: &Found) -> Option<Date> {
        let next = self.later.first().filter(|next| next.start == found.end + 1 && self.page.word(found.end) == "(")?;
        match self.stretch(next, &next.form)? {
            Stretch::Day(day) if matches!(next.form, Form::InYear(..)) => Some(day),
            _ => None,
        }
    }

    pub(super) fn weekday(&self, found: &Found, weekday: i8, pick: Pick) -> Option<Date> {
        let of = |date: Date| date.weekday().to_monday_one_offset();
        let latest = |date: Date| add_days(date, -i32::from((of(date) - weekday).rem_euclid(7)));
        let published = self.published?;
        if let Some(day) = self.day_in_brackets(found).filter(|day| of(*day) == weekday) {
            return Some(day);
        }
        match pick {
            Pick::OfWeek(n) => {
                let monday = add_days(published, n * 7 - i32::from(of(published)) + 1)?;
                add_days(monday, i32::from(weekday) - 1)
            }
            Pick::Told(n) => {
                // `In 2012 … that Friday` is of no known week.
                let elsewhere = |told: &Stretch| told.unit() > Unit::Day && told.year() != Some(published.year());
                if self.told.is_some_and(|told| elsewhere(&told)) {
                    return None;
                }
                let told = self.told_day.map_or(published, |(date, _)| date);
                step(told, weekday, n)
            }
            Pick::NearTold => match self.told {
                Some(Stretch::Day(told)) => add_days(told, nearest_step(of(told), weekday)),
                Some(told) if told.year() != Some(published.year()) => None,
                _ => latest(published),
            },
            Pick::Nth(0) => Some(latest(add_days(published, 6)?)?),
            Pick::Nth(n) => step(published, weekday, n),
            Pick::Open => {
                let last = latest(published)?;
                let ahead = match (days_between(last, published), direction(self.page, found.start, found.end)) {
                    (0, _) => false,
                    (1, Direction::Ahead) => surely_ahead(self.page, found.start, found.end),
                    (6, Direction::Unknown) => true,
                    (6, Direction::Past) if self.ahead_of_clock || self.first_in_lead(found) => true,
                    (5 | 6, Direction::Past | Direction::Unknown) => {
                        waits(self.page, found.start) || comes_before(self.page, found.start)
                    }
                    (3 | 4, Direction::Unknown) => waits(self.page, found.start),
                    (_, direction) => direction == Direction::Ahead,
                };
                if ahead { add_days(last, 7) } else { Some(last) }
            }
        }
    }

    /// Whether this is the first day that the lead tells of, and the only one of its sentence. What was news six days ago
    /// is no lead, so the weekday is that of tomorrow: written tonight to be read then, or dated where clocks are behind.
    fn first_in_lead(&self, found: &Found) -> bool {
        let text = &self.page.text;
        let paragraph = |block: &&Block| block.kind == BlockKind::Paragraph;
        let Some(lead) = self.page.article.blocks.iter().find(paragraph) else { return false };
        let opens = text
            .sentences
            .iter()
            .position(|one| lead.span.contains(text.span_of(one.tokens.start..one.tokens.start + 1)));
        let near = opens.is_some_and(|first| (first..first + LEAD).contains(&self.sentence));
        let next = self.later.first().is_some_and(|next| text.sentence_of(next.start) == self.sentence);
        near && !next && self.told_day.is_none() && lead.span.contains(text.span_of(found.start..found.end))
    }

    /// Whether a weekday that is told of as over is that of the day after publication.
    pub(super) fn tells_of_tomorrow(&self, found: &Found, form: &Form, date: Date) -> bool {
        let tomorrow = self.published.and_then(|published| add_days(published, 1)) == Some(date);
        let weekday = matches!(form, Form::Weekday(_, Pick::Open));
        tomorrow && weekday && direction(self.page, found.start, found.end) == Direction::Past
    }

    pub(super) fn weekend(&self, found: &Found) -> Option<Stretch> {
        let published = self.published?;
        let this = Stretch::around(published, Unit::Weekend)?;
        let begun = published.weekday().to_monday_one_offset() >= 6;
        let before = found.start.checked_sub(1).map_or("", |at| self.page.word(at));
        // `rain is forecast into the weekend`
        let ahead = before == "into" || direction(self.page, found.start, found.end) == Direction::Ahead;
        if begun || ahead { Some(this) } else { this.shift(-1) }
    }

    pub(super) fn relative(&self, unit: Unit, n: i32, base: Base) -> Option<Stretch> {
        let date = match base {
            Base::Published => self.published?,
            Base::Told => self.told_at(unit)?,
        };
        match unit {
            Unit::Fortnight => Stretch::around(date, Unit::Week)?.shift(n * 2),
            Unit::Weekend if n < 0 && date.weekday().to_monday_one_offset() < 6 => {
                Stretch::around(date, unit)?.shift(n)
            }
            _ => Stretch::around(date, unit)?.shift(n),
        }
    }

    /// A day of what the text speaks of, if that is known as finely as `unit`; else the day of publication where the
    /// text has spoken of nothing.
    fn told_at(&self, unit: Unit) -> Option<Date> {
        match self.told {
            _ if unit == Unit::Day && self.told_day.is_some() => self.told_day.map(|(date, _)| date),
            Some(told) if told.unit() <= unit => told.begins(),
            Some(_) => None,
            None => self.published,
        }
    }

    pub(super) fn away(&self, found: &Found, amount: Amount, unit: Unit, sign: i32, base: Base) -> Option<Stretch> {
        let hundredths = amount.0?;
        if base == Base::Told && unit == Unit::Year && hundredths == 100 && sign < 0 {
            // Before the period reported on; else before the year told of.
            let told = self.told.filter(|_| self.period.is_none()).and_then(Stretch::year);
            return told.map_or_else(|| self.year_ago(), |year| Some(Stretch::Year(year - 1)));
        }
        let date = match base {
            Base::Published => self.published?,
            Base::Told => self.told_at(unit)?,
        };
        if hundredths % 100 == 50 && unit == Unit::Year {
            return Stretch::around(date, Unit::Month)?.shift(sign * hundredths / 100 * 12 + sign * 6);
        }
        let n = sign * amount.whole()?;
        // `jailed on Thursday … arrested two days later`: what is over was not counted from a day that leads past today.
        let date = match self.day_before {
            Some(before) if base == Base::Told && unit == Unit::Day && self.is_to_come(date, n) => before,
            _ => date,
        };
        let stretch = match unit {
            Unit::Fortnight => Stretch::around(date, Unit::Week)?.shift(n * 2),
            Unit::Decade => Stretch::around(date, Unit::Year)?.shift(n.checked_mul(10)?),
            Unit::Century => Stretch::around(date, Unit::Year)?.shift(n.checked_mul(100)?),
            Unit::Quarter => Stretch::around(date, Unit::Quarter)?.shift(n),
            unit => Stretch::around(date, unit)?.shift(n),
        };
        let counted = base == Base::Told && sign > 0 && date <= self.published?;
        stretch.filter(|stretch| !(counted && self.lies_beyond(found, stretch)))
    }

    /// `Seven decades on, …` looks back from today: what was counted on from another day would lie ahead.
    fn lies_beyond(&self, found: &Found, stretch: &Stretch) -> bool {
        let beyond = stretch.begins().zip(self.published).is_some_and(|(first, published)| first > published);
        beyond && direction(self.page, found.start, found.end) != Direction::Ahead
    }

    /// Whether `n` days after `date` lie ahead of publication, though `date` does not.
    fn is_to_come(&self, date: Date, n: i32) -> bool {
        let day = add_days(date, n);
        self.published.zip(day).is_some_and(|(published, day)| date <= published && day > published)
    }

    /// A year before the period that the text reports on; without one, the year before publication.
    pub(super) fn year_ago(&self) -> Option<Stretch> {
        match self.period {
            Some(period) => period.shift_years(-1),
            None => self.published.map(|date| Stretch::Year(date.year() - 1)),
        }
    }

    /// The period told of, or the last quarter that is over.
    pub(super) fn period_told(&self) -> Option<Stretch> {
        self.quarter.or_else(|| Stretch::around(self.published?, Unit::Quarter)?.shift(-1))
    }
}

/// Days from one weekday to the nearest other, at most three to either side.
fn nearest_step(from: i8, to: i8) -> i32 {
    (i32::from(to - from) + 3).rem_euclid(7) - 3
}

/// The `n`th such weekday after `date`, or before it where `n` is negative; the one in its week for 0.
fn step(date: Date, weekday: i8, n: i32) -> Option<Date> {
    let ahead = i32::from((weekday - date.weekday().to_monday_one_offset()).rem_euclid(7));
    match n {
        0 => add_days(date, ahead),
        n if n > 0 => add_days(date, if ahead == 0 { 7 } else { ahead } + (n - 1) * 7),
        n => add_days(date, ahead + n * 7),
    }
}
