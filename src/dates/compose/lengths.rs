//! Lengths and repetitions. Takes a match; gives `three days`, `every Monday` as form.

use super::super::calendar::Unit;
use super::super::duration;
use super::super::form::{Amount, Form};
use super::super::words::{Slot, code_name};
use super::Reading;

pub(super) fn length(m: &Reading) -> Option<Form> {
    length_of(m.amount(), m.unit()?, 0)
}

fn length_of(amount: Amount, unit: Unit, anchored: i32) -> Option<Form> {
    Some(Form::Length(amount, unit, anchored))
}

pub(super) fn length_anchored(m: &Reading) -> Option<Form> {
    let plural = m.captures.nth(Slot::Unit, 0).is_some_and(|at| m.lexemes[at].slots.has(Slot::Units));
    let amount = match m.amount() {
        Amount(Some(100)) if plural && !m.has(Slot::N) => Amount(None),
        amount => amount,
    };
    length_of(last_number(m).unwrap_or(amount), m.unit()?, m.arg)
}

/// The greater end of `12 to 18`.
fn last_number(m: &Reading) -> Option<Amount> {
    m.nth(Slot::N, 1).map(|n| Amount(Some(n)))
}

pub(super) fn length_some(m: &Reading) -> Option<Form> {
    let plural = [Slot::Unit, Slot::Units]
        .into_iter()
        .filter_map(|slot| m.captures.nth(slot, 0))
        .any(|at| m.lexemes[at].slots.has(Slot::Units));
    length_of(Amount(if plural { None } else { Some(100) }), m.unit()?, 0)
}

pub(super) fn range_length(m: &Reading) -> Option<Form> {
    length_of(last_number(m).unwrap_or(m.amount()), m.unit()?, 0)
}

/// `three hours and 10 minutes`: the second unit is the finer one and does not fill the first.
pub(super) fn length_pair(m: &Reading) -> Option<Form> {
    let unit = |nth| m.nth(Slot::Unit, nth).and_then(Unit::numbered);
    // `an hour and 50 minutes`.
    let (first, second) = match m.nth(Slot::N, 1) {
        Some(second) => (m.nth(Slot::N, 0)?, second),
        None => (100, m.nth(Slot::N, 0)?),
    };
    duration::pair((first, unit(0)?), (second, unit(1)?)).map(Form::LengthText)
}

/// `2:10.62`, `1:23:45`, `1 min 23.45`: minutes and seconds, with the hours before them.
pub(super) fn race_time(m: &Reading) -> Option<Form> {
    let (first, second) = (m.nth(Slot::N, 0)?, m.nth(Slot::N, 1)?);
    let [hours, minutes, seconds] = m.nth(Slot::N, 2).map_or([0, first, second], |third| [first, second, third]);
    let units =
        if hours > 0 { [Unit::Hour, Unit::Minute, Unit::Second] } else { [Unit::Minute, Unit::Second, Unit::Second] };
    let named = |nth: usize| m.nth(Slot::Unit, nth).and_then(Unit::numbered);
    if (0..3).any(|nth| named(nth).is_some_and(|unit| unit != units[nth])) {
        return None;
    }
    let is_sound = hours % 100 == 0 && minutes % 100 == 0 && minutes < 60_00 && seconds < 60_00;
    let written = |number: i32, letter: &str| match (number / 100, number % 100) {
        (0, 0) => String::new(),
        (whole, 0) => format!("{whole}{letter}"),
        (whole, part) if part % 10 == 0 => format!("{whole}.{}{letter}", part / 10),
        (whole, part) => format!("{whole}.{part:02}{letter}"),
    };
    let value = [(hours, "H"), (minutes, "M"), (seconds, "S")].map(|(number, letter)| written(number, letter)).concat();
    (is_sound && !value.is_empty()).then(|| Form::LengthText(format!("PT{value}")))
}

/// `three nights`.
pub(super) fn nights(m: &Reading) -> Option<Form> {
    length_of(m.amount(), Unit::Day, 0)
}

/// `another three`, of the unit told before.
pub(super) fn more_of(m: &Reading) -> Option<Form> {
    Some(Form::MoreOf(m.amount()))
}

/// `two and a half years` is two years and six months.
pub(super) fn half_length(m: &Reading) -> Option<Form> {
    let whole = m.get(Slot::N).unwrap_or(100);
    length_of(Amount(Some(whole.saturating_add(50))), m.unit()?, 0)
}

pub(super) fn half_of(m: &Reading) -> Option<Form> {
    length_of(Amount(Some(50)), m.unit()?, 0)
}

/// `a quarter of an hour`, `three-quarters of an hour`.
pub(super) fn quarters_of(m: &Reading) -> Option<Form> {
    let quarters = m.get(Slot::N).unwrap_or(100);
    length_of(Amount(Some(quarters / 4)), m.unit()?, 0)
}

pub(super) fn every(m: &Reading) -> Option<Form> {
    let amount = m.get(Slot::N).map_or(Amount(Some(100)), |n| Amount(Some(n)));
    Some(Form::Every(duration::value(amount, m.unit()?)))
}

pub(super) fn every_other(m: &Reading) -> Option<Form> {
    Some(Form::Every(duration::value(Amount(Some(200)), m.unit()?)))
}

pub(super) fn length_one(m: &Reading) -> Option<Form> {
    length_of(Amount(Some(100)), m.unit()?, 0)
}

pub(super) fn every_times(m: &Reading) -> Option<Form> {
    Some(Form::Every(duration::value(Amount(Some(100)), m.unit()?)))
}

pub(super) fn every_weekday(m: &Reading) -> Option<Form> {
    let day = m.get(Slot::Weekday).or_else(|| m.get(Slot::Weekdays))?;
    let part = m.get(Slot::Parts).map(|part| format!("T{}", code_name(part))).unwrap_or_default();
    Some(Form::Every(format!("XXXX-WXX-{day}{part}")))
}

pub(super) fn every_month(m: &Reading) -> Option<Form> {
    Some(Form::Every(format!("XXXX-{:02}", m.get(Slot::FullMonth)?)))
}

pub(super) fn every_season(m: &Reading) -> Option<Form> {
    Some(Form::Every(format!("XXXX-{}", code_name(m.get(Slot::Season)?))))
}

pub(super) fn every_part(m: &Reading) -> Option<Form> {
    Some(Form::Every(format!("XXXX-XX-XXT{}", code_name(m.get(Slot::Part)?))))
}

pub(super) fn every_parts(m: &Reading) -> Option<Form> {
    Some(Form::Every(format!("XXXX-XX-XXT{}", code_name(m.get(Slot::Parts)?))))
}

pub(super) fn set(m: &Reading) -> Option<Form> {
    Some(Form::Every(code_name(m.get(Slot::Set)?).to_owned()))
}
