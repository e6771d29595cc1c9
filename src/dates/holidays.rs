//! Holidays. Takes a holiday's row in `holidays.tsv` and a year; gives the day.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

use crate::list;

/// Name and reckoning of each holiday, sorted by name.
static HOLIDAYS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let rows = list::rows::<2>(include_str!("holidays.tsv"));
    rows.map(|[name, reckoning]| (name, reckoning)).collect()
});

/// The number of a holiday.
pub(super) fn index(name: &str) -> Option<i32> {
    HOLIDAYS.binary_search_by_key(&name, |row| row.0).ok().map(|at| at as i32)
}

/// The day of a holiday in a year.
pub(super) fn day(holiday: i32, year: i16) -> Option<Date> {
    let (_, reckoning) = *HOLIDAYS.get(usize::try_from(holiday).ok()?)?;
    if let Some(offset) = reckoning.strip_prefix("easter") {
        return later(easter(year)?, offset.parse().ok()?);
    }
    let reckoning = match reckoning.strip_prefix("even-") {
        Some(_) if year % 2 != 0 => return None,
        Some(rest) => rest,
        None => reckoning,
    };
    let mut parts = reckoning.splitn(3, '-');
    let month: i8 = parts.next()?.parse().ok()?;
    let second = parts.next()?;
    match parts.next() {
        None => Date::new(year, month, second.parse().ok()?).ok(),
        Some(place) => nth_weekday(year, month, weekday(second)?, place),
    }
}

/// The value of a holiday in an unknown year.
pub(super) fn unanchored(holiday: i32) -> String {
    let reckoning = usize::try_from(holiday).ok().and_then(|at| HOLIDAYS.get(at)).map_or("", |row| row.1);
    let fixed = reckoning.len() == 5 && reckoning.as_bytes()[2] == b'-';
    if fixed { format!("XXXX-{reckoning}") } else { "XXXX-XX-XX".to_owned() }
}

fn later(date: Date, days: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    })
}

/// `2`, `last` or `4+1`, the day after the fourth.
fn nth_weekday(year: i16, month: i8, weekday: Weekday, place: &str) -> Option<Date> {
    let (nth, plus) = place.split_once('+').unwrap_or((place, "0"));
    let nth = if nth == "last" { -1 } else { nth.parse().ok()? };
    let date = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
    later(date, plus.parse().ok()?)
}

/// Western Easter Sunday (Meeus, Jones and Butcher's Gregorian reckoning).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (golden, century, rest) = (y % 19, y / 100, y % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let week = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * week) / 451;
    let count = moon + week - 7 * late + 114;
    Date::new(year, (count / 31) as i8, (count % 31 + 1) as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(name: &str, year: i16) -> String {
        day(index(name).expect("a listed holiday"), year).map(|day| day.to_string()).unwrap_or_default()
    }

    #[test]
    fn reckons_holidays() {
        let days = [
            ("easter", 2005, "2005-03-27"),
            ("good-friday", 2022, "2022-04-15"),
            ("thanksgiving", 1999, "1999-11-25"),
            ("black-friday", 2023, "2023-11-24"),
            ("memorial-day", 2022, "2022-05-30"),
            ("election-day", 2016, "2016-11-08"),
            ("christmas", 1914, "1914-12-25"),
        ];
        for (name, year, day) in days {
            assert_eq!(on(name, year), day, "{name} {year}");
        }
    }

    #[test]
    fn list_is_sorted() {
        assert!(HOLIDAYS.is_sorted_by_key(|row| row.0));
    }
}
