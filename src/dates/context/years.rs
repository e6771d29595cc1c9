//! The year that is not said. Takes a part of a year and its sentence; gives the one meant: the nearest to publication,
//! or that on the side the sentence points to.

use jiff::civil::{Date, Weekday};

use super::super::calendar::{self, Stretch, Unit, days_between};
use super::super::form::{Found, Part, Year};
use super::super::holidays;
use super::super::tense::{Direction, direction, is_bound, is_of_delivery, is_of_past_verb, surely_past, waits};
use super::Context;

impl Context<'_> {
    /// The year that this sentence is set in, if it is another than that of publication.
    pub(super) fn sentence_year(&self) -> Option<i16> {
        self.year.filter(|(_, sentence)| *sentence == self.sentence).map(|(year, _)| year)
    }

    /// The year that the sentence before told of, where the story goes on in it: `She left in 1954. On May 11 …`.
    fn story_year(&self, found: &Found, part: Part) -> Option<i16> {
        let (year, sentence) = self.story.filter(|_| self.looks_back)?;
        let sentences = &self.page.text.sentences;
        let goes_on = sentence + 1 == self.sentence && sentences[sentence].block == sentences[self.sentence].block;
        let dated = matches!(part, Part::Day(..) | Part::Month(_) | Part::Season(_));
        let told = direction(self.page, found.start, found.end) == Direction::Past;
        (goes_on && dated && told).then_some(year)
    }

    pub(super) fn in_year(&self, found: &Found, part: Part, year: Year) -> Option<Stretch> {
        let published = self.published.map(Date::year);
        let shifted = |n: i32| published.and_then(|year| i16::try_from(i32::from(year) + n).ok());
        match year {
            Year::Given(year) => in_year(part, year),
            Year::Shift(n) => in_year(part, shifted(n)?),
            Year::Told(n) => {
                let told = self.told.and_then(Stretch::year).or(published)?;
                in_year(part, i16::try_from(i32::from(told) + n).ok()?)
            }
            Year::Nth(n) => self.nth(part, n, self.published?),
            Year::ToldNth(n) => self.told_nth(part, n),
            Year::FromApril(n) => {
                let begun = calendar::add_months(self.published?, -3)?.year();
                in_year(part, i16::try_from(i32::from(begun) + n).ok()?)
            }
            Year::Open if part == Part::Whole => None,
            Year::Open if part == Part::Day(9, 11) && self.tells_of_attacks(found) => in_year(part, 2001),
            Year::Open if self.dated_before(part).is_some() => in_year(part, self.dated_before(part)?),
            Year::Open => match self.sentence_year().or_else(|| self.story_year(found, part)) {
                Some(year) => in_year(part, year),
                None => self.nearest(found, part),
            },
        }
    }

    /// `On July 2` after `July 2, 2003`: the year that the day was told with.
    fn dated_before(&self, part: Part) -> Option<i16> {
        let Part::Day(month, day) = part else { return None };
        self.dated_days.get(&(month, day)).copied()
    }

    /// `the Sept. 11 attacks` are those of 2001.
    fn tells_of_attacks(&self, found: &Found) -> bool {
        let next = self.page.text.tokens.get(found.end).map_or("", |_| self.page.word(found.end));
        matches!(next, "attack" | "attacks" | "terror" | "terrorist" | "hijackers" | "hijackings" | "attackers")
    }

    /// `the following spring`: the first that begins after what the text has spoken of.
    fn told_nth(&self, part: Part, n: i32) -> Option<Stretch> {
        let published = self.published;
        let (first, last) = match self.told {
            // `in the 1990s … the following spring` says no year.
            Some(told) if told.unit() > Unit::Year => return None,
            Some(told) => told.days()?,
            None => (published?, published?),
        };
        match n {
            0 => in_year(part, last.year()),
            n => self.nth(part, n, if n < 0 { first } else { last }),
        }
    }

    /// `last May`: the latest that is over; `next May`: the first that has not begun; `this May`: that of this year.
    pub(super) fn nth(&self, part: Part, n: i32, seen_from: Date) -> Option<Stretch> {
        let years = || (-2..=2).flat_map(|n| all_in_year(part, seen_from.year() + n));
        match n {
            0 => in_year(part, seen_from.year()),
            n if n < 0 => years().rfind(|s| s.days().is_some_and(|(_, last)| last < seen_from)),
            _ => years().find(|s| s.begins().is_some_and(|first| first > seen_from)),
        }
    }

    /// Whether a month or season is that of a verb in the past: `took office in March`.
    fn took_place(&self, found: &Found, part: Part) -> bool {
        matches!(part, Part::Month(_) | Part::Season(_)) && is_of_past_verb(self.page, found.start, found.end)
    }

    /// The part of that of three years that lies nearest to publication, or on the side that the sentence points to.
    pub(super) fn nearest(&self, found: &Found, part: Part) -> Option<Stretch> {
        let published = self.published?;
        let reach = reach(part);
        let years: Vec<Stretch> = (-reach..=reach).flat_map(|n| all_in_year(part, published.year() + n)).collect();
        let distance = |stretch: &Stretch| match stretch.days() {
            Some((first, _)) if first > published => days_between(published, first),
            Some((_, last)) if last < published => days_between(last, published),
            Some(_) => 0,
            None => i32::MAX,
        };
        let nearest = years.iter().copied().min_by_key(distance)?;
        let (first, last) = nearest.days()?;
        let far = distance(&nearest);
        let latest = || years.iter().rev().find(|s| s.begins().is_some_and(|first| first <= published)).copied();
        let next = || years.iter().find(|s| s.days().is_some_and(|(_, last)| last >= published)).copied();
        if matches!(part, Part::Month(_)) && is_of_delivery(self.page, found.start, found.end) {
            return next();
        }
        if surely_past(self.page, found.start) {
            return latest();
        }
        let direction = direction(self.page, found.start, found.end);
        if matches!(part, Part::Quarter(_) | Part::Half(_)) {
            return latest_begun(&years, published, direction);
        }
        match direction {
            Direction::Past if matches!(part, Part::Season(_)) && waits(self.page, found.start) => Some(nearest),
            Direction::Past if is_bound(self.page, found.start) => Some(nearest),
            Direction::Past if first > published && (far > past_limit(part) || self.took_place(found, part)) => {
                latest()
            }
            Direction::Ahead if last < published && far > ahead_limit(part) => next(),
            _ => Some(nearest),
        }
    }
}

/// Of quarters and halves the latest that has begun; the next, where that is long over and the sentence looks ahead.
fn latest_begun(years: &[Stretch], published: Date, direction: Direction) -> Option<Stretch> {
    let begun = |s: &Stretch| s.begins().is_some_and(|first| first <= published);
    let latest = years.iter().rposition(begun)?;
    let old = years[latest].days().is_some_and(|(_, last)| days_between(last, published) > 180);
    years.get(latest + usize::from(old && direction == Direction::Ahead)).copied()
}

/// How far ahead, in days, the nearest may lie before a past tense sends it back a year.
fn past_limit(part: Part) -> i32 {
    match part {
        Part::Day(..) | Part::NthWeekday(..) | Part::WeekOf(..) => 92,
        Part::Month(_) | Part::Season(_) => 62,
        Part::Holiday(_) => 92,
        _ => 0,
    }
}

/// How far back, in days, the nearest may lie before a cue ahead sends it on a year.
fn ahead_limit(part: Part) -> i32 {
    match part {
        Part::Day(..) | Part::NthWeekday(..) | Part::WeekOf(..) => 60,
        Part::Month(_) => 62,
        _ => 30,
    }
}

/// How many years on either side of publication hold the nearest: what every year has, the year before or the next has.
fn reach(part: Part) -> i16 {
    match part {
        Part::Day(2, 29) => 5,
        Part::Day(..) | Part::Month(_) | Part::Season(_) | Part::Quarter(_) | Part::Half(_) => 1,
        _ => 5,
    }
}

/// The same part of a year wherever it falls in it: a feast of the moon may come twice.
fn all_in_year(part: Part, year: i16) -> impl DoubleEndedIterator<Item = Stretch> {
    let (one, days) = match part {
        Part::Holiday(holiday) => (None, holidays::days(holiday, year)),
        part => (in_year(part, year), Vec::new()),
    };
    one.into_iter().chain(days.into_iter().map(Stretch::Day))
}

pub(super) fn in_year(part: Part, year: i16) -> Option<Stretch> {
    Some(match part {
        Part::Day(month, day) => Stretch::Day(Date::new(year, month, day).ok()?),
        Part::NthWeekday(nth, weekday, month) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            Stretch::Day(Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?)
        }
        Part::WeekOf(month, day) => Stretch::around(Date::new(year, month, day).ok()?, Unit::Week)?,
        Part::Month(month) => Stretch::Month(year, month),
        Part::Season(season) => Stretch::Season(year, season),
        Part::Quarter(nth) => Stretch::Quarter(year, nth),
        Part::Half(nth) => Stretch::Half(year, nth),
        Part::Holiday(holiday) => Stretch::Day(holidays::days(holiday, year).first().copied()?),
        Part::HolidayWeek(holiday) => Stretch::around(holidays::days(holiday, year).first().copied()?, Unit::Week)?,
        Part::Whole => Stretch::Year(year),
        Part::FiscalYear => Stretch::FiscalYear(year),
    })
}
