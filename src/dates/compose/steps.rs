//! What is counted from a day, and times of day. Takes a match; gives `last week`, `two days later`, `10 p.m.` as form.

use super::super::calendar::Unit;
use super::super::form::{Amount, Base, Clock, Form, Part, Pick, Year};
use super::super::words::{Slot, code_name};
use super::Reading;

pub(super) fn relative(m: &Reading) -> Option<Form> {
    let (unit, n) = (m.unit()?, m.rel() + m.arg);
    if unit == Unit::Year {
        return Some(Form::InYear(Part::Whole, Year::Shift(n)));
    }
    (unit >= Unit::Day).then_some(Form::Relative(unit, n, Base::Published))
}

pub(super) fn relative_day(m: &Reading) -> Option<Form> {
    Some(Form::Relative(Unit::Day, m.get(Slot::Today)?, Base::Published))
}

pub(super) fn text_relative(m: &Reading) -> Option<Form> {
    told(m.unit()?, m.text_rel())
}

pub(super) fn text_next(m: &Reading) -> Option<Form> {
    m.unit()
        .filter(|unit| matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year))
        .and_then(|unit| told(unit, 1))
}

pub(super) fn text_step(m: &Reading) -> Option<Form> {
    told(m.unit()?, m.arg)
}

fn told(unit: Unit, n: i32) -> Option<Form> {
    match unit {
        Unit::Year => Some(Form::InYear(Part::Whole, Year::Told(n))),
        unit if unit >= Unit::Day => Some(Form::Relative(unit, n, Base::Told)),
        _ => None,
    }
}

pub(super) fn part(m: &Reading) -> Option<Form> {
    let part = m.get(Slot::Part).or_else(|| m.get(Slot::PartWord))?;
    Some(Form::Clock(Clock::Part(code_name(part))))
}

pub(super) fn part_of(m: &Reading, n: i32, base: Base) -> Option<Form> {
    Some(Form::PartOf(n, base, code_name(m.get(Slot::Part)?)))
}

pub(super) fn weekday(m: &Reading) -> Option<Form> {
    let day = m.small(Slot::Weekday).or_else(|| m.small(Slot::WkDay))?;
    Some(Form::Weekday(day, Pick::Open))
}

pub(super) fn nth_weekday(m: &Reading) -> Option<Form> {
    Some(Form::Weekday(m.small(Slot::Weekday)?, Pick::Nth(m.rel())))
}

pub(super) fn text_weekday(m: &Reading) -> Option<Form> {
    Some(Form::Weekday(m.small(Slot::Weekday)?, Pick::Told(m.text_rel())))
}

/// `Saturday week`, as Britain says: a week after the next.
pub(super) fn weekday_week(m: &Reading) -> Option<Form> {
    Some(Form::Weekday(m.small(Slot::Weekday)?, Pick::Nth(2)))
}

pub(super) fn the_weekday(m: &Reading) -> Option<Form> {
    Some(Form::Weekday(m.small(Slot::Weekday)?, Pick::NearTold))
}

pub(super) fn ago(m: &Reading) -> Option<Form> {
    away(m.amount(), m.unit()?, m.arg, Base::Published)
}

pub(super) fn text_ago(m: &Reading) -> Option<Form> {
    away(m.amount(), m.unit()?, m.arg, Base::Told)
}

fn away(amount: Amount, unit: Unit, sign: i32, base: Base) -> Option<Form> {
    Some(Form::Away(amount, unit, sign, base))
}

pub(super) fn ago_vague(_: &Reading) -> Option<Form> {
    Some(Form::Vague("PAST_REF"))
}

pub(super) fn half_ago(m: &Reading) -> Option<Form> {
    away(Amount(Some(m.get(Slot::N).unwrap_or(100).saturating_add(50))), m.unit()?, -1, Base::Published)
}

/// `half an hour later`, `a quarter of a century ago`: so many hundredths of a unit away.
pub(super) fn part_of_unit_away(m: &Reading, part: i32, base: Base) -> Option<Form> {
    let (finer, unit) = match m.unit()? {
        Unit::Century => (100, Unit::Year),
        Unit::Decade => (10, Unit::Year),
        Unit::Year => (12, Unit::Month),
        Unit::Hour => (60, Unit::Minute),
        _ => return None,
    };
    away(Amount(Some(part * finer)), unit, m.arg, base)
}

/// `half past two`, `ten to four`: the argument is the minutes past the hour, 0 and -1 where the text says them.
pub(super) fn clock_past(m: &Reading) -> Option<Form> {
    let said = m.nth(Slot::N, 0).map(|n| n / 100).filter(|minutes| (1..30).contains(minutes));
    let (minutes, hour) = match m.arg {
        0 => (said?, m.nth(Slot::N, 1)?),
        -1 => (-said?, m.nth(Slot::N, 1)?),
        minutes => (minutes, m.nth(Slot::N, 0)?),
    };
    let hour = (hour % 100 == 0 && (1..=12).contains(&(hour / 100))).then_some(hour / 100 % 12)?;
    let of_day = (hour * 60 + minutes + m.get(Slot::AmPm).unwrap_or(0) * 60).rem_euclid(24 * 60);
    // Without `a.m.` and `p.m.` the hours are those of a dial: `ten past twelve` is 12:10.
    let of_day = if of_day < 60 && !m.has(Slot::AmPm) { of_day + 12 * 60 } else { of_day };
    Some(Form::Clock(Clock::At((of_day / 60) as i8, Some((of_day % 60) as i8))))
}

pub(super) fn clock(m: &Reading) -> Option<Form> {
    let (mut hour, minute) = hour_and_minute(m)?;
    let afternoon = m.get(Slot::Part).map(|part| matches!(code_name(part), "AF" | "EV" | "NI"));
    let shift = m.get(Slot::AmPm).or(afternoon.map(|pm| if pm { 12 } else { 0 }));
    if let Some(shift) = shift {
        if !(1..=23).contains(&hour) {
            return None;
        }
        hour = if hour >= 12 { hour } else { hour + shift };
        hour = if hour == 12 && shift == 0 { 0 } else { hour };
    }
    (hour <= 24).then_some(Form::Clock(Clock::At(i8::try_from(hour).ok()?, minute)))
}

fn hour_and_minute(m: &Reading) -> Option<(i32, Option<i8>)> {
    if let Some(hundredths) = m.get(Slot::Clock).filter(|_| !m.has(Slot::Hour)) {
        return Some((hundredths / 100, Some((hundredths % 100) as i8)));
    }
    if let Some(joined) = m.get(Slot::Hhmm) {
        return Some((joined / 100, Some((joined % 100) as i8)));
    }
    let hour = m.get(Slot::Hour).or_else(|| m.get(Slot::N).map(|n| n / 100))?;
    Some((hour, m.small(Slot::Minute).filter(|_| m.has(Slot::Minute))))
}

pub(super) fn clockword(m: &Reading) -> Option<Form> {
    Some(Form::Clock(Clock::At(m.small(Slot::ClockWord)?, Some(0))))
}

pub(super) fn vague(m: &Reading) -> Option<Form> {
    let value = [Slot::Vague, Slot::Future, Slot::Current].into_iter().find_map(|slot| m.get(slot))?;
    Some(Form::Vague(match code_name(value) {
        "PAST" => "PAST_REF",
        "FUTURE" => "FUTURE_REF",
        _ => "PRESENT_REF",
    }))
}
