//! Numbers and codes by the look of one token. Takes its spelling; gives the slots it can fill and its value.

use super::words::{Slot, Slots};

/// Whether a number with these slots can be a decade, with `s` behind it.
pub(super) fn is_decade(slots: Slots, number: i32) -> bool {
    let value = number / 100;
    value % 10 == 0 && (slots.has(Slot::Year) || (slots.has(Slot::Yy) && value >= 10))
}

/// The slots and value (in hundredths) of a number by its shape.
pub(super) fn shape(written: &str) -> Option<(Slots, i32)> {
    if written.bytes().all(|b| b.is_ascii_digit()) {
        return integer(written);
    }
    if let Some((whole, part)) = fraction(written) {
        let whole = if whole.is_empty() { 0 } else { integer(whole)?.1 };
        return Some((Slots::of(Slot::N), whole + part));
    }
    if let Some(dotted) = dotted(written) {
        return Some((Slots::of(Slot::Dotted), dotted));
    }
    let (whole, rest) = written.split_once('.').unwrap_or((written, ""));
    let digit = |sum: i32, byte: u8| byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0'));
    let whole = whole.bytes().filter(|b| *b != b',').take(8).try_fold(0, digit).filter(|n| *n < 10_000_000)?;
    let hundredths = rest.bytes().chain([b'0', b'0']).take(2).try_fold(0, digit)?;
    let clock = rest.len() == 2 && written.len() <= 5 && whole < 25 && hundredths < 60;
    let slots = Slots::of(Slot::N).or(if clock { Slots::of(Slot::Clock) } else { Slots::default() });
    Some((slots, whole * 100 + hundredths))
}

/// `6½` as `6` and its part in hundredths.
pub(super) fn fraction(written: &str) -> Option<(&str, i32)> {
    [('½', 50), ('¼', 25), ('¾', 75)].into_iter().find_map(|(sign, part)| Some((written.strip_suffix(sign)?, part)))
}

fn integer(written: &str) -> Option<(Slots, i32)> {
    let value: i32 = written.parse().ok().filter(|n| *n < 10_000_000)?;
    let mut slots = Slots::of(Slot::N);
    let mut add = |slot, when: bool| slots = if when { slots.or(Slots::of(slot)) } else { slots };
    let length = written.len();
    add(Slot::Day, length <= 2 && (1..=31).contains(&value));
    add(Slot::Mm, length <= 2 && (1..=12).contains(&value));
    add(Slot::Yy, length == 2);
    add(Slot::Hour, length <= 2 && value <= 24);
    add(Slot::Minute, length == 2 && value < 60);
    add(Slot::Year, length == 4 && (1000..=2199).contains(&value));
    add(Slot::Hhmm, length == 4 && value / 100 < 25 && value % 100 < 60);
    Some((slots, value * 100))
}

/// `FY19` as 2019, `Q3FY24` and `FY24Q3` as 32024, `H1FY23` as 52023: part of the year (4 is added to a half) and year.
pub(super) fn fiscal_code(written: &str) -> Option<i32> {
    if written.len() > 8 || !written.bytes().next_back().is_some_and(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (part, year) = written.split_once("FY")?;
    let (year, behind) = year.find(['Q', 'H']).map_or((year, ""), |at| year.split_at(at));
    let part = match if part.is_empty() { behind } else { part }.as_bytes() {
        [] => 0,
        [b'Q', nth @ b'1'..=b'4'] => i32::from(nth - b'0'),
        [b'H', nth @ b'1'..=b'2'] => i32::from(nth - b'0') + 4,
        _ => return None,
    };
    let number: i32 = year.parse().ok()?;
    match year.len() {
        2 => Some(part * 10_000 + 2000 + number),
        4 => (1900..2200).contains(&number).then_some(part * 10_000 + number),
        _ => None,
    }
}

/// `18.03.2022` as day, month, year in one number.
fn dotted(written: &str) -> Option<i32> {
    let mut parts = written.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || day.len() > 2 || month.len() > 2 || !matches!(year.len(), 2 | 4) {
        return None;
    }
    let number = |part: &str| part.parse::<i32>().ok();
    let (day, month, year) = (number(day)?, number(month)?, number(year)?);
    let year = if year < 100 { 2000 + year } else { year };
    let sound = (1..=31).contains(&day) && (1..=12).contains(&month) && (1000..2200).contains(&year);
    sound.then_some(year * 10_000 + month * 100 + day)
}
