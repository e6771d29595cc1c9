//! Days, months, years and their parts. Takes a match; gives the form with the year said or left open.

use super::super::calendar::{Season, Stretch};
use super::super::form::{Form, Part, Year};
use super::super::words::{Slot, code_name};
use super::Reading;

pub(super) fn iso(m: &Reading) -> Option<Form> {
    sound_day(m.small(Slot::Mm)?, m.small(Slot::Day)?, Year::Given(m.year()?))
}

pub(super) fn slashed(m: &Reading) -> Option<Form> {
    let numbers = (i8::try_from(m.get(Slot::Day)?).ok()?, i8::try_from(m.nth(Slot::Day, 1)?).ok()?);
    // `05/05/89`: two figures mean the century that is nearer.
    let short = || m.get(Slot::Yy).map(|yy| if yy < 50 { 2000 + yy } else { 1900 + yy });
    let year = m.year().map(i32::from).or_else(short)?;
    let year = i16::try_from(year).ok()?;
    let exists = |day: i8, month: i8| jiff::civil::Date::new(year, month, day).is_ok();
    let possible = exists(numbers.0, numbers.1) || exists(numbers.1, numbers.0);
    possible.then_some(Form::Slashed(numbers.0, numbers.1, year))
}

pub(super) fn dotted(m: &Reading) -> Option<Form> {
    let packed = m.get(Slot::Dotted)?;
    let (year, month, day) = (packed / 10_000, packed / 100 % 100, packed % 100);
    sound_day(i8::try_from(month).ok()?, i8::try_from(day).ok()?, Year::Given(i16::try_from(year).ok()?))
}

pub(super) fn day(m: &Reading) -> Option<Form> {
    sound_day(m.small(Slot::Month)?, m.day()?, m.year_or_open())
}

/// `05-Aug-2016`, `5-Aug-16`.
pub(super) fn hyphened(m: &Reading) -> Option<Form> {
    let year =
        m.year().or_else(|| i16::try_from(2000 + m.nth(Slot::Yy, usize::from(m.nth(Slot::Yy, 1).is_some()))?).ok());
    sound_day(m.small(Slot::Month)?, m.small(Slot::Day)?, Year::Given(year?))
}

/// `the week of March 6`.
pub(super) fn week_of(m: &Reading) -> Option<Form> {
    match day(m)? {
        Form::InYear(Part::Day(month, day), year) => Some(Form::InYear(Part::WeekOf(month, day), year)),
        _ => None,
    }
}

/// A day that exists in the year, or in a leap year where the year is open.
fn sound_day(month: i8, day: i8, year: Year) -> Option<Form> {
    let in_year = if let Year::Given(year) = year { year } else { 2000 };
    jiff::civil::Date::new(in_year, month, day).ok()?;
    Some(Form::InYear(Part::Day(month, day), year))
}

pub(super) fn day_of_month(m: &Reading) -> Option<Form> {
    m.day().map(Form::DayOfMonth)
}

pub(super) fn month(m: &Reading) -> Option<Form> {
    let month = m.small(Slot::Month).or_else(|| m.small(Slot::FullMonth))?;
    Some(Form::InYear(Part::Month(month), m.year_or_open()))
}

/// `the second Tuesday in November`, `the last Sunday of March`.
pub(super) fn nth_weekday_of_month(m: &Reading) -> Option<Form> {
    let nth = m.small(Slot::Ord).map_or(Some(-1), |nth| (1..=4).contains(&nth).then_some(nth))?;
    let part = Part::NthWeekday(nth, m.small(Slot::Weekday)?, m.small(Slot::FullMonth)?);
    Some(Form::InYear(part, m.year_or_open()))
}

pub(super) fn nth_month(m: &Reading) -> Option<Form> {
    let month = m.small(Slot::FullMonth).or_else(|| m.small(Slot::Month))?;
    Some(Form::InYear(Part::Month(month), Year::Nth(m.rel())))
}

/// `last Oct. 23`.
pub(super) fn nth_day(m: &Reading) -> Option<Form> {
    match day(m)? {
        Form::InYear(part, _) => Some(Form::InYear(part, Year::Nth(m.rel()))),
        _ => None,
    }
}

pub(super) fn year(m: &Reading) -> Option<Form> {
    Some(Form::InYear(Part::Whole, Year::Given(m.year()?)))
}

pub(super) fn bc(m: &Reading) -> Option<Form> {
    let year = m.get(Slot::N)? / 100;
    Some(Form::Written(format!("BC{year:04}")))
}

/// `the 13th century BC`.
pub(super) fn century_bc(m: &Reading) -> Option<Form> {
    let nth = m.get(Slot::Ord).filter(|nth| (1..=99).contains(nth))?;
    Some(Form::Written(format!("BC{:02}XX", nth - 1)))
}

pub(super) fn fiscal_year(m: &Reading) -> Option<Form> {
    Some(match m.year() {
        Some(year) => Form::InYear(Part::FiscalYear, Year::Given(year)),
        None => Form::TheYear,
    })
}

/// `2016-17`: a year of a budget, a league, a school, named by that in which it begins.
pub(super) fn fiscal_span(m: &Reading) -> Option<Form> {
    let first = m.year()?;
    let second = m.get(Slot::Yy).or_else(|| m.nth(Slot::Year, 1))?;
    let next = (i32::from(first) + 1) % 100 == second % 100;
    next.then_some(Form::InYear(Part::FiscalYear, Year::Given(first)))
}

/// `FY19`, `Q3FY24`, `H1 FY23`, `FY 22`, `FY2021-22`, `the first half of FY23`, where the argument is 4 for a half.
pub(super) fn fiscal_code(m: &Reading) -> Option<Form> {
    let packed = m.get(Slot::Fy).or_else(|| m.get(Slot::Year)).or_else(|| m.get(Slot::Yy).map(|yy| 2000 + yy))?;
    let (part, year) = (packed / 10_000, i16::try_from(packed % 10_000).ok()?);
    let named = m.get(Slot::QuarterName).or_else(|| m.get(Slot::HalfName).map(|half| half + 4));
    let ordinal = m.get(Slot::Ord).filter(|nth| (1..=4).contains(nth)).map(|nth| nth + m.arg);
    let nth = named.or(ordinal).unwrap_or(part);
    let part = match nth {
        0 => Part::FiscalYear,
        1..=4 => Part::Quarter(nth as i8),
        5..=6 => Part::Half(nth as i8 - 4),
        _ => return None,
    };
    Some(Form::InYear(part, Year::Given(year)))
}

/// `that summer`, `that July`.
pub(super) fn that_part_of_year(m: &Reading) -> Option<Form> {
    let part = season_of(m).or_else(|| m.small(Slot::FullMonth).map(Part::Month))?;
    Some(Form::InYear(part, Year::Told(0)))
}

/// `the 5th of next month`.
pub(super) fn day_of_near_month(m: &Reading) -> Option<Form> {
    Some(Form::DayOfNearMonth(m.day()?, m.rel()))
}

/// `this fiscal`, as India says: the year from April on.
pub(super) fn this_fiscal(m: &Reading) -> Option<Form> {
    Some(Form::InYear(Part::FiscalYear, Year::FromApril(m.rel())))
}

pub(super) fn year_rel(m: &Reading) -> Option<Form> {
    Some(Form::InYear(Part::Whole, Year::Shift(m.rel())))
}

pub(super) fn text_year(m: &Reading) -> Option<Form> {
    Some(Form::InYear(Part::Whole, Year::Told(m.text_rel())))
}

pub(super) fn decade(m: &Reading) -> Option<Form> {
    let first = m.get(Slot::Decade)?;
    let first = if first < 100 { 1900 + first } else { first };
    Some(Form::Fixed(Stretch::Decade(i16::try_from(first / 10).ok()?)))
}

pub(super) fn century(m: &Reading) -> Option<Form> {
    let nth = m.get(Slot::Ord).filter(|nth| (1..=30).contains(nth))?;
    Some(Form::Fixed(Stretch::Century(nth as i16 - 1)))
}

fn season_of(m: &Reading) -> Option<Part> {
    let slot = if m.has(Slot::Season) { Slot::Season } else { Slot::Seasons };
    Season::coded(code_name(m.get(slot)?)).map(Part::Season)
}

pub(super) fn season(m: &Reading) -> Option<Form> {
    Some(Form::InYear(season_of(m)?, m.year_or_open()))
}

pub(super) fn nth_season(m: &Reading) -> Option<Form> {
    Some(Form::InYear(season_of(m)?, Year::Nth(m.rel())))
}

/// `the following spring`, `the previous May`.
pub(super) fn text_nth(m: &Reading) -> Option<Form> {
    let part = season_of(m).or_else(|| m.small(Slot::FullMonth).map(Part::Month))?;
    Some(Form::InYear(part, Year::ToldNth(m.text_rel())))
}

pub(super) fn quarter(m: &Reading) -> Option<Form> {
    let nth = m.small(Slot::Ord).or_else(|| m.small(Slot::QuarterName)).filter(|nth| (1..=4).contains(nth))?;
    Some(Form::InYear(Part::Quarter(nth), year_said(m)))
}

pub(super) fn year_ago_quarter(m: &Reading) -> Option<Form> {
    m.small(Slot::Ord).filter(|nth| (1..=4).contains(nth)).map(Form::YearAgoQuarter)
}

pub(super) fn half(m: &Reading) -> Option<Form> {
    // `last` and `latter` are the second half.
    let nth = m.small(Slot::Ord).or_else(|| m.small(Slot::HalfName)).unwrap_or(2);
    (1..=2).contains(&nth).then_some(Form::InYear(Part::Half(nth), year_said(m)))
}

/// `of 2022`, `of last year`, `of the coming year`.
fn year_said(m: &Reading) -> Year {
    let is_near = m.has(Slot::Which) || m.has(Slot::Rel);
    m.year().map_or(if is_near { Year::Shift(m.rel()) } else { Year::Open }, Year::Given)
}

/// The same of the year of publication.
pub(super) fn now(form: Form) -> Form {
    match form {
        Form::InYear(part, Year::Open) => Form::InYear(part, Year::Shift(0)),
        form => form,
    }
}

pub(super) fn latest_period(_: &Reading) -> Option<Form> {
    Some(Form::Period)
}

pub(super) fn holiday(m: &Reading) -> Option<Form> {
    Some(Form::InYear(Part::Holiday(m.get(Slot::Holiday)?), Year::Open))
}

/// `Easter week`.
pub(super) fn holiday_week(m: &Reading) -> Option<Form> {
    Some(Form::InYear(Part::HolidayWeek(m.get(Slot::Holiday)?), Year::Open))
}

pub(super) fn nth_holiday(m: &Reading) -> Option<Form> {
    Some(Form::InYear(Part::Holiday(m.get(Slot::Holiday)?), Year::Nth(m.rel())))
}
