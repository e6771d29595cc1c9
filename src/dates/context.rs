//! Which day is meant. Takes the expressions in text order and the day of publication; gives TIMEX3 values. It keeps
//! in mind what the text has spoken of so far: the last date told, the period that figures are reported for, the year
//! a sentence is set in.

use jiff::civil::Date;

use crate::document::Page;

use super::calendar::{self, Season, Stretch, Unit, add_days, days_between};
use super::form::{Amount, Base, Clock, Form, Found, Part, Pick, Year};
use super::tense::{Direction, direction, surely_past};
use super::{Timex, TimexKind, duration, holidays};

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
    /// The quarter, half or year that figures are reported for.
    period: Option<Stretch>,
    /// The last of these that is no year.
    quarter: Option<Stretch>,
    /// A year other than that of publication, and the sentence set in it.
    year: Option<(i16, usize)>,
    sentence: usize,
    /// The expressions that follow.
    later: &'a [Found],
}

impl<'a> Context<'a> {
    /// A context at the head of the text.
    pub(super) fn new(page: &'a Page, published: Option<Date>, day_first: bool) -> Self {
        let (told, told_day, period, year) = (None, None, None, None);
        Context { page, published, day_first, told, told_day, period, quarter: None, year, sentence: 0, later: &[] }
    }

    /// The time expression, and what it adds to the context.
    pub(super) fn resolve(&mut self, found: &Found, later: &'a [Found]) -> Timex {
        self.later = later;
        self.sentence = self.page.text.sentence_of(found.start);
        let span = self.page.text.span_of(found.start..found.end);
        let resolved = self.resolved(found);
        Timex { span, kind: resolved.kind, value: resolved.value, days: resolved.days, rule: found.rule }
    }

    fn resolved(&mut self, found: &Found) -> Resolved {
        match &found.form {
            Form::Length(amount, unit, anchored) => self.length(found, *amount, *unit, *anchored),
            Form::LengthText(value) => Resolved::text(TimexKind::Date, value.clone()),
            Form::Every(value) => Resolved::text(TimexKind::Recurring, value.clone()),
            Form::Vague(value) => Resolved::text(TimexKind::Vague, *value),
            Form::Unknown(value) => Resolved::text(TimexKind::Date, *value),
            Form::Clock(clock) => self.clock(found, *clock),
            Form::TheYear if self.year_ended(found) => Resolved::text(TimexKind::Duration, "P1Y"),
            form => match self.stretch(found, form) {
                Some(stretch) => {
                    self.remember(found, form, stretch);
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
            self.told_day = Some((date, self.sentence));
        }
        match stretch {
            Stretch::Quarter(..) | Stretch::Half(..) if matches!(form, Form::InYear(_, Year::Open) | Form::Period) => {
                self.period = Some(stretch);
                self.quarter = Some(stretch);
            }
            Stretch::Year(_) if matches!(form, Form::TheYear) => self.period = Some(stretch),
            _ => {}
        }
        let block = |sentence: usize| self.page.text.sentences[sentence].tokens.start;
        let said = match form {
            // `In 1986, …` sets a sentence in that year; a year in passing does not.
            Form::InYear(_, Year::Given(_) | Year::Told(_)) => found.start <= block(self.sentence) + 3,
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
            Form::Weekday(day, pick) => self.weekday(found, day, pick).map(Stretch::Day),
            Form::Relative(unit, n, base) => self.relative(unit, n, base),
            Form::Weekend => self.weekend(found),
            Form::Away(amount, unit, sign, base) => self.away(amount, unit, sign, base),
            Form::YearAgo => self.year_ago(),
            Form::YearAgoQuarter(nth) => self.latest_quarter(nth)?.shift_years(-1),
            Form::Period => self.period_told(),
            Form::PeriodOf(year) => Some(match self.period_told()? {
                Stretch::Quarter(_, nth) => Stretch::Quarter(year, nth),
                Stretch::Half(_, nth) => Stretch::Half(year, nth),
                _ => Stretch::Year(year),
            }),
            Form::TheYear => self.sentence_year().or(self.published.map(Date::year)).map(Stretch::Year),
            _ => None,
        }
    }

    /// The year that this sentence is set in, if it is another than that of publication.
    fn sentence_year(&self) -> Option<i16> {
        self.year.filter(|(_, sentence)| *sentence == self.sentence).map(|(year, _)| year)
    }

    fn in_year(&self, found: &Found, part: Part, year: Year) -> Option<Stretch> {
        let published = self.published.map(Date::year);
        let shifted = |n: i32| published.and_then(|year| i16::try_from(i32::from(year) + n).ok());
        match year {
            Year::Given(year) => in_year(part, year),
            Year::Shift(n) => in_year(part, shifted(n)?),
            Year::Told(n) => {
                let told = self.told.and_then(Stretch::year).or(published)?;
                in_year(part, i16::try_from(i32::from(told) + n).ok()?)
            }
            Year::Nth(n) => self.nth(part, n),
            Year::Open if part == Part::Whole => None,
            Year::Open if part == Part::Day(9, 11) && self.tells_of_attacks(found) => in_year(part, 2001),
            Year::Open => match self.sentence_year() {
                Some(year) => in_year(part, year),
                None => self.nearest(found, part),
            },
        }
    }

    /// `the Sept. 11 attacks` are those of 2001.
    fn tells_of_attacks(&self, found: &Found) -> bool {
        let next = self.page.text.tokens.get(found.end).map_or("", |_| self.page.word(found.end));
        matches!(next, "attack" | "attacks" | "terror" | "terrorist" | "hijackers" | "hijackings" | "attackers")
    }

    /// `last May`: the latest that is over; `next May`: the first that has not begun; `this May`: that of this year.
    fn nth(&self, part: Part, n: i32) -> Option<Stretch> {
        let published = self.published?;
        let years = || (-2..=2).filter_map(|n| in_year(part, published.year() + n));
        match n {
            0 => in_year(part, published.year()),
            n if n < 0 => years().rfind(|s| s.days().is_some_and(|(_, last)| last < published)),
            _ => years().find(|s| s.begins().is_some_and(|first| first > published)),
        }
    }

    /// The part of that of three years that lies nearest to publication, or on the side that the sentence points to.
    fn nearest(&self, found: &Found, part: Part) -> Option<Stretch> {
        let published = self.published?;
        let years: Vec<Stretch> = (-5..=5).filter_map(|n| in_year(part, published.year() + n)).collect();
        let distance = |stretch: &Stretch| match stretch.days() {
            Some((first, _)) if first > published => days_between(published, first),
            Some((_, last)) if last < published => days_between(last, published),
            Some(_) => 0,
            None => i32::MAX,
        };
        let nearest = years.iter().copied().min_by_key(distance)?;
        let (first, last) = nearest.days()?;
        let far = distance(&nearest);
        if surely_past(self.page, found.start) {
            return years.into_iter().rev().find(|s| s.begins().is_some_and(|first| first <= published));
        }
        let direction = direction(self.page, found.start, found.end);
        if matches!(part, Part::Quarter(_) | Part::Half(_)) {
            let begun = |s: &Stretch| s.begins().is_some_and(|first| first <= published);
            let latest = years.iter().rposition(begun)?;
            let old = years[latest].days().is_some_and(|(_, last)| days_between(last, published) > 180);
            return years.get(latest + usize::from(old && direction == Direction::Ahead)).copied();
        }
        match direction {
            Direction::Past if first > published && far > past_limit(part) => {
                years.into_iter().rev().find(|s| s.begins().is_some_and(|first| first <= published))
            }
            Direction::Ahead if last < published && far > ahead_limit(part) => {
                years.into_iter().find(|s| s.days().is_some_and(|(_, last)| last >= published))
            }
            _ => Some(nearest),
        }
    }

    fn latest_quarter(&self, nth: i8) -> Option<Stretch> {
        let year = self.published?.year();
        let begun = |quarter: &Stretch| quarter.begins().zip(self.published).is_some_and(|(first, day)| first <= day);
        [year, year - 1].map(|year| Stretch::Quarter(year, nth)).into_iter().find(begun)
    }

    /// `the 18th`: of the month told of, or the nearest.
    fn day_of_month(&self, day: i8) -> Option<Stretch> {
        let published = self.published?;
        let months = [0, -1, 1].map(|n| calendar::add_months(published.first_of_month(), n));
        let days = months.into_iter().flatten().filter_map(|first| Date::new(first.year(), first.month(), day).ok());
        days.min_by_key(|date| days_between(*date, published).abs()).map(Stretch::Day)
    }

    fn weekday(&self, found: &Found, weekday: i8, pick: Pick) -> Option<Date> {
        let of = |date: Date| date.weekday().to_monday_one_offset();
        let latest = |date: Date| add_days(date, -i32::from((of(date) - weekday).rem_euclid(7)));
        let published = self.published?;
        match pick {
            Pick::OfWeek(n) => {
                let monday = add_days(published, n * 7 - i32::from(of(published)) + 1)?;
                add_days(monday, i32::from(weekday) - 1)
            }
            Pick::Told(n) => {
                let told = self.told_day.map_or(published, |(date, _)| date);
                step(told, weekday, n)
            }
            Pick::Nth(0) => Some(latest(add_days(published, 6)?)?),
            Pick::Nth(n) => step(published, weekday, n),
            Pick::Open => {
                let last = latest(published)?;
                let ahead = last != published && direction(self.page, found.start, found.end) == Direction::Ahead;
                if ahead { add_days(last, 7) } else { Some(last) }
            }
        }
    }

    fn weekend(&self, found: &Found) -> Option<Stretch> {
        let published = self.published?;
        let this = Stretch::around(published, Unit::Weekend)?;
        let begun = published.weekday().to_monday_one_offset() >= 6;
        let ahead = direction(self.page, found.start, found.end) == Direction::Ahead;
        if begun || ahead { Some(this) } else { this.shift(-1) }
    }

    fn relative(&self, unit: Unit, n: i32, base: Base) -> Option<Stretch> {
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

    fn away(&self, amount: Amount, unit: Unit, sign: i32, base: Base) -> Option<Stretch> {
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
        match unit {
            Unit::Fortnight => Stretch::around(date, Unit::Week)?.shift(n * 2),
            Unit::Decade => Stretch::around(date, Unit::Year)?.shift(n.checked_mul(10)?),
            Unit::Century => Stretch::around(date, Unit::Year)?.shift(n.checked_mul(100)?),
            Unit::Quarter => Stretch::around(date, Unit::Quarter)?.shift(n),
            unit => Stretch::around(date, unit)?.shift(n),
        }
    }

    /// A year before the period that the text reports on; without one, the year before publication.
    fn year_ago(&self) -> Option<Stretch> {
        match self.period {
            Some(period) => period.shift_years(-1),
            None => self.published.map(|date| Stretch::Year(date.year() - 1)),
        }
    }

    /// The period told of, or the last quarter that is over.
    fn period_told(&self) -> Option<Stretch> {
        self.quarter.or_else(|| Stretch::around(self.published?, Unit::Quarter)?.shift(-1))
    }

    /// `the year to March`, `the year ended Sept. 30` is a length.
    fn year_ended(&self, found: &Found) -> bool {
        let next = self.page.text.tokens.get(found.end).map_or("", |_| self.page.word(found.end));
        matches!(next, "to" | "ended" | "ending" | "through")
    }

    fn length(&mut self, found: &Found, amount: Amount, unit: Unit, anchored: i32) -> Resolved {
        let value = duration::value(amount, unit);
        if found.rule == "dates/n-months" {
            // `the nine months to 31 December 2020` end in a year of their own.
            let end = self.later.first().filter(|_| self.year_ended(found));
            let year = end.and_then(|end| self.stretch(end, &end.form)).and_then(Stretch::year);
            self.period = year.or(self.published.map(Date::year)).map(Stretch::Year);
        }
        let days = self.published.zip(amount.whole()).filter(|_| anchored != 0).and_then(|(published, n)| {
            let other = match unit {
                Unit::Day => add_days(published, n * anchored)?,
                Unit::Week => add_days(published, n.checked_mul(7)? * anchored)?,
                Unit::Month => calendar::add_months(published, n * anchored)?,
                Unit::Year => calendar::add_months(published, n.checked_mul(12)? * anchored)?,
                Unit::Decade => calendar::add_months(published, n.checked_mul(120)? * anchored)?,
                _ => return None,
            };
            Some((published.min(other), published.max(other)))
        });
        Resolved { kind: TimexKind::Duration, value, days }
    }

    /// A time of day on its own belongs to the day of its sentence, else to that of publication.
    fn clock(&self, found: &Found, clock: Clock) -> Resolved {
        let here = self.told_day.filter(|(_, sentence)| *sentence == self.sentence).map(|(date, _)| date);
        match here.or_else(|| self.day_that_follows(found)).or(self.published) {
            Some(day) => timed(Stretch::Day(day), Some(clock)),
            None => Resolved::text(TimexKind::Time, format!("XXXX-XX-XX{}", time(clock))),
        }
    }

    /// The day that stands behind a time of day in the same sentence.
    fn day_that_follows(&self, found: &Found) -> Option<Date> {
        // `10 a.m. (0700 GMT) Friday`: the same time in another zone stands between.
        let is_clock = |next: &&Found| matches!(next.form, Form::Clock(_)) && next.clock.is_none();
        let next = self.later.iter().take(3).find(|next| !is_clock(next))?;
        if next.start >= found.end + 8 {
            return None;
        }
        if self.page.text.sentence_of(next.start) != self.sentence {
            return None;
        }
        match self.stretch(next, &next.form)? {
            Stretch::Day(date) => Some(date),
            _ => None,
        }
    }

    /// What can be said of a form whose anchor is not known.
    fn unanchored(&self, form: &Form, clock: Option<Clock>) -> Resolved {
        let value = match *form {
            Form::InYear(part, _) => match part {
                Part::Day(month, day) => format!("XXXX-{month:02}-{day:02}"),
                Part::WeekOf(..) => "XXXX-WXX".to_owned(),
                Part::Month(month) => format!("XXXX-{month:02}"),
                Part::Season(season) => format!("XXXX-{}", Season::code(season)),
                Part::Quarter(nth) => format!("XXXX-Q{nth}"),
                Part::Half(nth) => format!("XXXX-H{nth}"),
                Part::Holiday(holiday) => holidays::unanchored(holiday),
                Part::Whole | Part::FiscalYear => "XXXX".to_owned(),
            },
            Form::Weekday(day, _) => format!("XXXX-WXX-{day}"),
            Form::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
            Form::Weekend => "XXXX-WXX-WE".to_owned(),
            Form::Away(Amount(None), _, sign, Base::Published) => {
                return Resolved::text(TimexKind::Vague, if sign < 0 { "PAST_REF" } else { "FUTURE_REF" });
            }
            Form::Away(amount, unit, _, Base::Told) => {
                return Resolved::text(TimexKind::Duration, duration::value(amount, unit));
            }
            Form::Away(amount, unit, ..) if unit < Unit::Day => {
                return Resolved::text(TimexKind::Duration, duration::value(amount, unit));
            }
            Form::Relative(unit, ..) | Form::Away(_, unit, ..) => unknown(unit).to_owned(),
            Form::Period | Form::PeriodOf(_) | Form::YearAgoQuarter(_) => "XXXX-QX".to_owned(),
            _ => "XXXX".to_owned(),
        };
        let kind = if clock.is_some() { TimexKind::Time } else { TimexKind::Date };
        Resolved::text(kind, format!("{value}{}", clock.map(time).unwrap_or_default()))
    }
}

/// How far ahead, in days, the nearest may lie before a past tense sends it back a year.
fn past_limit(part: Part) -> i32 {
    match part {
        Part::Day(..) | Part::WeekOf(..) => 92,
        Part::Month(_) => 62,
        Part::Holiday(_) => 92,
        _ => 0,
    }
}

/// How far back, in days, the nearest may lie before a cue ahead sends it on a year.
fn ahead_limit(part: Part) -> i32 {
    match part {
        Part::Day(..) | Part::WeekOf(..) => 60,
        Part::Month(_) => 62,
        _ => 30,
    }
}

fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        _ => "XXXX-XX-XX",
    }
}

fn in_year(part: Part, year: i16) -> Option<Stretch> {
    Some(match part {
        Part::Day(month, day) => Stretch::Day(Date::new(year, month, day).ok()?),
        Part::WeekOf(month, day) => Stretch::around(Date::new(year, month, day).ok()?, Unit::Week)?,
        Part::Month(month) => Stretch::Month(year, month),
        Part::Season(season) => Stretch::Season(year, season),
        Part::Quarter(nth) => Stretch::Quarter(year, nth),
        Part::Half(nth) => Stretch::Half(year, nth),
        Part::Holiday(holiday) => Stretch::Day(holidays::day(holiday, year)?),
        Part::Whole => Stretch::Year(year),
        Part::FiscalYear => Stretch::FiscalYear(year),
    })
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

/// Whether the expression only dates what somebody said: `police said on Tuesday`.
fn reported(page: &Page, found: &Found) -> bool {
    let before = |n: usize| found.start.checked_sub(n).map_or("", |at| page.word(at));
    let verb = if matches!(before(1), "on" | "late" | "early") { before(2) } else { before(1) };
    matches!(verb, "said" | "says" | "told" | "added" | "reported" | "announced")
}
