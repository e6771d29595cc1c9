//! Which day is meant. Takes the expressions in text order and the day of publication; gives TIMEX3 values. It keeps
//! in mind what the text has spoken of so far: the last date told, the period that figures are reported for, the year
//! a sentence is set in.

mod clock;
mod counted;
mod events;
mod lengths;
mod open;
mod years;

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use crate::document::Page;

use super::calendar::{self, Stretch, Unit, add_days};
use super::events::Event;
use super::form::{Amount, Base, Clock, Form, Found, Part, Year};
use super::{Timex, TimexKind};

/// A resolved expression.
struct Resolved {
    kind: TimexKind,
    value: String,
    days: Option<(Date, Date)>,
}

impl Resolved {
    fn stretch(stretch: Stretch) -> Self {
        Resolved { kind: TimexKind::Date, value: stretch.value(), days: stretch.days() }
    }

    fn text(kind: TimexKind, value: impl Into<String>) -> Self {
        Resolved { kind, value: value.into(), days: None }
    }
}

/// What is known while the text is read.
pub(super) struct Context<'a> {
    page: &'a Page,
    published: Option<Date>,
    /// Whether `03/04` is 3 April.
    day_first: bool,
    /// The last stretch spoken of.
    told: Option<Stretch>,
    /// The last day spoken of, and its sentence.
    told_day: Option<(Date, usize)>,
    /// One past its last token.
    told_end: usize,
    /// Whether the text tells of the day after publication as over.
    ahead_of_clock: bool,
    /// The years of the days that were told with one.
    dated_days: BTreeMap<(i8, i8), i16>,
    /// What happened on which day.
    events: Vec<(Event, Date)>,
    /// The day before that.
    day_before: Option<Date>,
    /// The last day whose time was told, and its sentence.
    timed_day: Option<(Date, usize)>,
    /// The last time of day told, and its sentence.
    told_time: Option<(DateTime, usize)>,
    /// The quarter, half or year that figures are reported for.
    period: Option<Stretch>,
    /// The last of these that is no year.
    quarter: Option<Stretch>,
    /// A year other than that of publication, and the sentence set in it.
    year: Option<(i16, usize)>,
    /// Whether the text tells of years gone by more than of days: an obituary, a history.
    looks_back: bool,
    /// A year long before that of publication that the story has come to, and its sentence.
    story: Option<(i16, usize)>,
    sentence: usize,
    /// The expressions that follow.
    later: &'a [Found],
}

impl<'a> Context<'a> {
    /// A context at the head of the text.
    pub(super) fn new(page: &'a Page, published: Option<Date>, day_first: bool) -> Self {
        let (told, told_day, period, year) = (None, None, None, None);
        Context {
            page,
            published,
            day_first,
            told,
            told_day,
            told_end: 0,
            ahead_of_clock: false,
            dated_days: BTreeMap::new(),
            events: Vec::new(),
            day_before: None,
            timed_day: None,
            told_time: None,
            period,
            quarter: None,
            year,
            looks_back: false,
            story: None,
            sentence: 0,
            later: &[],
        }
    }

    /// The same, knowing what the text will speak of.
    pub(super) fn with_outlook(mut self, found: &[Found]) -> Self {
        let years = |found: &&Found| matches!(found.form, Form::InYear(_, Year::Given(year)) if self.is_long_ago(year));
        let days = |found: &&Found| matches!(found.form, Form::Weekday(..) | Form::Relative(..));
        let years = found.iter().filter(years).count();
        self.looks_back = years >= 4 && years > found.iter().filter(days).count();
        self
    }

    /// The time expression, and what it adds to the context.
    /// `None` for a day that only stands beside an event whose own day is not told.
    pub(super) fn resolve(&mut self, found: &Found, later: &'a [Found]) -> Option<Timex> {
        self.later = later;
        self.sentence = self.page.text.sentence_of(found.start);
        let span = self.page.text.span_of(found.start..found.end);
        let resolved = self.resolved(found);
        if found.form == Form::DayBeside && resolved.days.is_none() {
            return None;
        }
        Some(Timex { span, kind: resolved.kind, value: resolved.value, days: resolved.days, rule: found.rule })
    }

    fn resolved(&mut self, found: &Found) -> Resolved {
        match &found.form {
            Form::Length(amount, unit, anchored) => match self.days_from_event(found, &found.form) {
                Some(day) => Resolved::stretch(day),
                None => self.length(found, *amount, *unit, *anchored),
            },
            Form::LengthText(value) => Resolved::text(TimexKind::Duration, value.clone()),
            Form::Written(value) => Resolved::text(TimexKind::Date, value.clone()),
            Form::Every(value) => Resolved::text(TimexKind::Recurring, value.clone()),
            Form::Vague(value) => Resolved::text(TimexKind::Vague, *value),
            Form::Unknown(value) => Resolved::text(TimexKind::Date, *value),
            Form::Clock(clock) => self.clock(found, *clock),
            Form::Away(Amount(Some(ago)), Unit::Year, -1, _) if *ago >= GEOLOGICAL => {
                Resolved::text(TimexKind::Date, format!("KA{}", f64::from(*ago) / 100_000.0))
            }
            Form::Away(amount, unit, sign, Base::Told) if *unit < Unit::Day => {
                self.away_from_time(*amount, *unit, *sign)
            }
            Form::TheYear if self.year_ended(found) => Resolved::text(TimexKind::Duration, "P1Y"),
            form => match self.stretch(found, form) {
                Some(stretch) => {
                    self.remember(found, form, stretch);
                    if let (Stretch::Day(day), Some(clock)) = (stretch, found.clock) {
                        self.tell_time(day, clock);
                    }
                    timed(stretch, found.clock)
                }
                None => self.unanchored(form, found.clock),
            },
        }
    }

    /// Keeps what later expressions may count from.
    fn remember(&mut self, found: &Found, form: &Form, stretch: Stretch) {
        if !reported(self.page, found) || self.told.is_none() {
            self.told = Some(stretch);
        }
        if let Stretch::Day(date) = stretch {
            let other = self.told_day.map(|(day, _)| day).filter(|day| *day != date);
            self.day_before = other.or(self.day_before);
            self.told_day = Some((date, self.sentence));
            self.told_end = found.end;
            self.ahead_of_clock |= self.tells_of_tomorrow(found, form, date);
            if !matches!(form, Form::Length(..) | Form::DayBeside) {
                self.tell_event(found, date);
            }
            self.timed_day = found.clock.map(|_| (date, self.sentence)).or(self.timed_day);
        }
        match stretch {
            Stretch::Quarter(..) | Stretch::Half(..)
                if matches!(form, Form::InYear(_, Year::Open) | Form::Period) || self.is_reported(form) =>
            {
                // Figures are reported for a period that is over; a forecast for the one under way comes second.
                let over = stretch.days().zip(self.published).is_some_and(|((_, last), day)| last < day);
                if self.quarter.is_none() || (over && !matches!(form, Form::Period)) {
                    self.period = Some(stretch);
                    self.quarter = Some(stretch);
                }
            }
            Stretch::Year(_) if matches!(form, Form::TheYear) => self.period = Some(stretch),
            _ => {}
        }
        if let Form::InYear(Part::Day(month, day), Year::Given(year)) = *form {
            self.dated_days.insert((month, day), year);
        }
        match form {
            Form::InYear(_, Year::Given(year)) => {
                let told = self.is_long_ago(*year) && !bounds(self.page, found);
                self.story = told.then_some((*year, self.sentence))
            }
            Form::InYear(_, Year::Open | Year::Told(_)) => {
                self.story = self.story.and_then(|_| Some((stretch.year()?, self.sentence)))
            }
            _ => self.story = None,
        }
        let block = |sentence: usize| self.page.text.sentences[sentence].tokens.start;
        let said = match form {
            // `In 1986, …` sets a sentence in that year; a year in passing does not.
            Form::InYear(_, Year::Given(_) | Year::Told(_)) => {
                found.start <= block(self.sentence) + 3 && !self.is_yet_to_come(found, stretch)
            }
            Form::Weekday(..) | Form::Relative(..) => {
                self.year = None;
                false
            }
            _ => false,
        };
        if said {
            self.year = stretch
                .year()
                .filter(|year| self.published.is_none_or(|date| date.year() != *year))
                .map(|year| (year, self.sentence));
        }
    }

    /// `the 2023 budget is due on Nov. 28`: what is of a coming year may be settled before it.
    fn is_yet_to_come(&self, found: &Found, stretch: Stretch) -> bool {
        let after = stretch.year().zip(self.published).is_some_and(|(year, date)| year > date.year());
        let headed = || found.start.checked_sub(1).is_some_and(|at| matches!(self.page.word(at), "The" | "the"));
        after && headed() && self.page.tags.get(found.end).is_some_and(|tag| tag.is_noun())
    }

    fn is_long_ago(&self, year: i16) -> bool {
        self.published.is_some_and(|date| year + 2 <= date.year())
    }

    /// `First Quarter 2020 Results`: a part of this year or the last, before any other is spoken of.
    fn is_reported(&self, form: &Form) -> bool {
        let Form::InYear(_, Year::Given(year)) = *form else { return false };
        self.quarter.is_none() && self.published.is_some_and(|date| (date.year() - 1..=date.year()).contains(&year))
    }

    /// The stretch that a form means, where the context tells.
    fn stretch(&self, found: &Found, form: &Form) -> Option<Stretch> {
        match *form {
            Form::Fixed(stretch) => Some(stretch),
            Form::InYear(part, year) => self.in_year(found, part, year),
            Form::Slashed(first, second, year) => {
                let day_first = if first > 12 { true } else { second <= 12 && self.day_first };
                let (day, month) = if day_first { (first, second) } else { (second, first) };
                Date::new(year, month, day).ok().map(Stretch::Day)
            }
            Form::DayOfMonth(day) => self.day_of_month(day),
            Form::DayOfNearMonth(day, n) => {
                let first = calendar::add_months(self.published?.first_of_month(), n)?;
                Date::new(first.year(), first.month(), day).ok().map(Stretch::Day)
            }
            Form::Weekday(day, pick) => self.weekday(found, day, pick).map(Stretch::Day),
            Form::Relative(unit, n, base) => self.relative(unit, n, base),
            Form::Weekend => self.weekend(found),
            Form::Away(amount, unit, sign, base) => self.away(found, amount, unit, sign, base),
            Form::YearAgo => self.year_ago(),
            Form::SameYearAgo => {
                let told = self.told.or_else(|| Stretch::around(self.published?, Unit::Month));
                told?.shift_years(-1)
            }
            Form::YearAgoQuarter(nth) => self.latest_quarter(nth)?.shift_years(-1),
            Form::Period => self.period_ended(found, Unit::Quarter).or_else(|| self.period_told()),
            Form::PeriodOf(year) => Some(match self.period_told()? {
                Stretch::Quarter(_, nth) => Stretch::Quarter(year, nth),
                Stretch::Half(_, nth) => Stretch::Half(year, nth),
                _ => Stretch::Year(year),
            }),
            Form::Length(..) => self.days_from_event(found, form),
            Form::DayBeside => self.beside_event(found).map(Stretch::Day),
            Form::DayFrom(step, ref day) => match self.stretch(found, day)? {
                Stretch::Day(day) => add_days(day, step).map(Stretch::Day),
                _ => None,
            },
            Form::TheYear => self.sentence_year().or(self.published.map(Date::year)).map(Stretch::Year),
            _ => None,
        }
    }
}

/// From so many hundredths of years on, `years ago` are counted in thousands.
const GEOLOGICAL: i32 = 1_000_000;

/// A stretch with its time of day.
fn timed(stretch: Stretch, clock: Option<Clock>) -> Resolved {
    let resolved = Resolved::stretch(stretch);
    match clock {
        Some(clock) => Resolved { kind: TimexKind::Time, value: resolved.value + &time(clock), ..resolved },
        None => resolved,
    }
}

fn time(clock: Clock) -> String {
    match clock {
        Clock::At(hour, Some(minute)) => format!("T{hour:02}:{minute:02}"),
        Clock::At(hour, None) => format!("T{hour:02}:00"),
        Clock::Part(part) => format!("T{part}"),
    }
}

/// Whether the expression says from when or until when, not when: `shootings that date back to 1994`.
fn bounds(page: &Page, found: &Found) -> bool {
    let before = found.start.checked_sub(1).map_or("", |at| page.word(at));
    matches!(before, "to" | "since" | "Since" | "from" | "until" | "than")
}

/// Whether the expression only dates what somebody said: `police said on Tuesday`.
fn reported(page: &Page, found: &Found) -> bool {
    let before = |n: usize| found.start.checked_sub(n).map_or("", |at| page.word(at));
    let verb = if matches!(before(1), "on" | "late" | "early") { before(2) } else { before(1) };
    matches!(verb, "said" | "says" | "told" | "added" | "reported" | "announced")
}
