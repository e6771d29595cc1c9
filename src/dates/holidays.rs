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

/// The days of a holiday in a year: one, none where it is not known, two where the moon brings a feast twice.
pub(super) fn days(holiday: i32, year: i16) -> Vec<Date> {
    let row = usize::try_from(holiday).ok().and_then(|at| HOLIDAYS.get(at));
    match row {
        Some((name, "feast")) => feast(name, year),
        Some((_, "feast-eid")) => [feast("eid-al-fitr", year), feast("eid-al-adha", year)].concat(),
        Some((_, reckoning)) => reckon(reckoning, year).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Feasts that follow the moon: their names, and the days of each year from the first one listed.
static FEASTS: LazyLock<(Vec<&str>, Vec<[&str; 10]>)> = LazyLock::new(|| {
    let list = include_str!("feasts.tsv");
    let names = list.lines().find(|line| !line.starts_with('#')).unwrap_or("").split('\t').collect();
    (names, list::rows::<10>(list).collect())
});

fn feast(name: &str, year: i16) -> Vec<Date> {
    let (names, years) = &*FEASTS;
    let first = years.first().and_then(|row| row[0].parse::<i16>().ok()).unwrap_or(i16::MAX);
    let row = usize::try_from(i32::from(year) - i32::from(first)).ok().and_then(|at| years.get(at));
    let cell = row.zip(names.iter().position(|known| *known == name)).map_or("", |(row, at)| row[at]);
    cell.split(' ').filter_map(|day| reckon(day, year)).collect()
}

/// The day that a reckoning gives in a year.
fn reckon(reckoning: &str, year: i16) -> Option<Date> {
    if let Some(offset) = reckoning.strip_prefix("easter") {
        return later(easter(year)?, offset.parse().ok()?);
    }
    if let Some(offset) = reckoning.strip_prefix("julian") {
        return later(orthodox_easter(year)?, offset.parse().ok()?);
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

/// Easter Sunday of the Eastern churches (Meeus's Julian reckoning), in the Gregorian calendar from 1900 to 2099.
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let moon = (19 * (y % 19) + 15) % 30;
    let week = (2 * (y % 4) + 4 * (y % 7) - moon + 34) % 7;
    let count = moon + week + 114;
    later(Date::new(year, (count / 31) as i8, (count % 31 + 1) as i8).ok()?, 13)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(name: &str, year: i16) -> String {
        let days = days(index(name).expect("a listed holiday"), year);
        days.iter().map(Date::to_string).collect::<Vec<_>>().join(" ")
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
            ("orthodox-easter", 2022, "2022-04-24"),
            ("ramadan", 2022, "2022-04-02"),
            ("ramadan", 1997, "1997-01-10 1997-12-30"),
            ("eid", 2022, "2022-05-02 2022-07-09"),
            ("diwali", 2005, "2005-11-01"),
            ("lunar-new-year", 2022, "2022-02-01"),
            ("passover", 2022, "2022-04-16"),
            ("passover", 1914, ""),
        ];
        for (name, year, day) in days {
            assert_eq!(on(name, year), day, "{name} {year}");
        }
    }

    #[test]
    fn lists_are_in_order() {
        let (_, years) = &*FEASTS;
        let first: usize = years[0][0].parse().expect("a year");
        assert!(years.iter().enumerate().all(|(at, row)| row[0] == (first + at).to_string()), "a year is missing");
        assert!(HOLIDAYS.is_sorted_by_key(|row| row.0));
    }
}
