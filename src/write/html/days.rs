//! The dates of an article in the order of the calendar: as a list, and on a strip whose middle is the day of
//! publication and on which a day close to it takes more room than a year far away.

use jiff::civil::Date;

use super::facts::Row;
use crate::report::DateRow;
use crate::write::visible::visible;

/// Dates with one value.
pub struct Day {
    pub label: String,
    pub is_published: bool,
    pub rows: Vec<Row>,
}

/// A drawing, 320 units wide.
pub struct Strip {
    pub height: usize,
    pub ticks: Vec<Tick>,
    pub points: Vec<Point>,
}

/// A line across the strip.
pub struct Tick {
    pub x: usize,
    pub label: String,
    pub is_published: bool,
}

/// A date on the strip.
pub struct Point {
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub fact: usize,
    pub label: String,
}

/// Dates with their marks, by day; what has none comes last. The day of publication stands among them.
pub fn days(mut dates: Vec<(DateRow, usize)>, published: Option<Date>) -> Vec<Day> {
    if dates.is_empty() {
        return Vec::new();
    }
    dates.sort_by_key(|(date, _)| (date.from.is_none(), date.from.clone(), date.to.clone()));
    let mut days: Vec<Day> = Vec::new();
    let mut awaited = published;
    for (date, fact) in dates {
        if awaited.is_some_and(|day| date.from.is_none() || date.from.as_deref() >= Some(day.to_string().as_str())) {
            days.extend(awaited.take().map(publication));
        }
        let label = label(&date);
        let name = visible(&date.text).into_owned();
        match days.last_mut().filter(|day| day.label == label && !day.is_published) {
            Some(day) => day.add(name, fact),
            None => days.push(Day { label, is_published: false, rows: vec![row(name, fact)] }),
        }
    }
    days.extend(awaited.map(publication));
    days
}

fn publication(day: Date) -> Day {
    let row = Row { name: "published".to_owned(), note: String::new(), group: None, facts: Vec::new() };
    Day { label: written(day), is_published: true, rows: vec![row] }
}

fn row(name: String, fact: usize) -> Row {
    Row { name, note: String::new(), group: None, facts: vec![fact] }
}

impl Day {
    fn add(&mut self, name: String, fact: usize) {
        match self.rows.iter_mut().find(|row| row.name == name) {
            Some(row) => row.facts.push(fact),
            None => self.rows.push(row(name, fact)),
        }
    }
}

/// First and last day, and none where they are not known or no days.
fn extent(date: &DateRow) -> Option<(Date, Date)> {
    Some((date.from.as_ref()?.parse().ok()?, date.to.as_ref()?.parse().ok()?))
}

/// "28 Dec 2023", "Feb 2024", "1936", "1 Mar – 31 May 2024", or the value where there are no days.
fn label(date: &DateRow) -> String {
    let Some((from, to)) = extent(date) else { return visible(&date.value).into_owned() };
    if from == to {
        written(from)
    } else if (from.day(), to.tomorrow().map_or(1, Date::day)) != (1, 1) {
        let first = if from.year() == to.year() { from.strftime("%-d %b").to_string() } else { written(from) };
        format!("{first} – {}", written(to))
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        from.strftime("%b %Y").to_string()
    } else if (from.year(), from.month(), to.month()) == (to.year(), 1, 12) {
        from.year().to_string()
    } else {
        let first = if from.year() == to.year() { "%b" } else { "%b %Y" };
        format!("{} – {}", from.strftime(first), to.strftime("%b %Y"))
    }
}

/// As in "16 Feb 2024".
pub fn written(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

const WIDTH: f64 = 320.0;
const EDGE: f64 = 26.0;
/// Height of a row of points.
const ROW: usize = 12;
/// At most so many points stand above one another.
const ROWS: usize = 6;
/// Days from the day of publication, with names.
const TICKS: [(i32, &str); 11] = [
    (0, "published"),
    (-7, "1 week"),
    (7, "1 week"),
    (-30, "1 month"),
    (30, "1 month"),
    (-365, "1 year"),
    (365, "1 year"),
    (-3652, "10 years"),
    (3652, "10 years"),
    (-36524, "100 years"),
    (36524, "100 years"),
];
/// Room for the name of a tick.
const LABEL: f64 = 46.0;

/// Days from the middle to a place on a scale that gets narrower away from it.
fn scaled(days: i32) -> f64 {
    f64::from(days.signum()) * f64::from(days.abs()).ln_1p()
}

/// The strip, if the day of publication is known and at least two dates are.
pub fn strip(dates: &[(DateRow, usize)], published: Option<Date>) -> Option<Strip> {
    let published = published?;
    let from_published = |day: Date| published.until(day).map_or(0, |span| span.get_days());
    let mut known: Vec<(i32, i32, usize, &DateRow)> = dates
        .iter()
        .filter_map(|(date, fact)| {
            let (from, to) = extent(date)?;
            Some((from_published(from), from_published(to), *fact, date))
        })
        .collect();
    if known.len() < 2 {
        return None;
    }
    known.sort_by_key(|(from, to, fact, _)| (*from, *to, *fact));
    let lowest = scaled(known.iter().map(|one| one.0).min()?.min(-7));
    let highest = scaled(known.iter().map(|one| one.1).max()?.max(7));
    let x = |days| EDGE + (scaled(days) - lowest) / (highest - lowest) * (WIDTH - 2.0 * EDGE);

    let mut rows: Vec<f64> = Vec::new();
    let mut points = Vec::new();
    for (from, to, fact, date) in known {
        let width = (x(to) - x(from)).max(8.0);
        let left = if to > from { x(from) } else { x(from) - 4.0 };
        let row = rows.iter().position(|end| *end < left).unwrap_or(rows.len().min(ROWS - 1));
        if row == rows.len() {
            rows.push(0.0);
        }
        rows[row] = left + width + 1.0;
        let label = format!("{}: {}", visible(&date.text), label(date));
        points.push(Point { x: left as usize, y: 2 + row * ROW, width: width as usize, fact, label });
    }
    let height = rows.len() * ROW + 18;
    let ticks = ticks(|days| Some(x(days)).filter(|x| (EDGE - 1.0..=WIDTH - EDGE + 1.0).contains(x)));
    Some(Strip { height, ticks, points })
}

/// The ticks that have a place, those near to publication first, and none where another's name stands.
fn ticks(x: impl Fn(i32) -> Option<f64>) -> Vec<Tick> {
    let mut taken: Vec<f64> = Vec::new();
    let mut ticks = Vec::new();
    for (days, label) in TICKS {
        let Some(x) = x(days).filter(|x| taken.iter().all(|other| (other - x).abs() > LABEL)) else { continue };
        taken.push(x);
        ticks.push(Tick { x: x as usize, label: label.to_owned(), is_published: days == 0 });
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str, from: Option<&str>, to: Option<&str>) -> DateRow {
        DateRow {
            text: text.into(),
            start: 0,
            end: 0,
            kind: "date".into(),
            value: "P2Y".into(),
            from: from.map(Into::into),
            to: to.map(Into::into),
            rule: "".into(),
        }
    }

    #[test]
    fn labels_are_as_short_as_the_days_allow() {
        for (from, to, shown) in [
            ("2024-02-16", "2024-02-16", "16 Feb 2024"),
            ("2024-02-01", "2024-02-29", "Feb 2024"),
            ("1936-01-01", "1936-12-31", "1936"),
            ("2023-03-01", "2023-05-31", "Mar – May 2023"),
            ("2023-12-01", "2024-02-29", "Dec 2023 – Feb 2024"),
            ("2024-02-12", "2024-02-18", "12 Feb – 18 Feb 2024"),
            ("2023-12-30", "2024-01-02", "30 Dec 2023 – 2 Jan 2024"),
        ] {
            assert_eq!(label(&date("", Some(from), Some(to))), shown);
        }
        assert_eq!(label(&date("", None, None)), "P2Y");
        assert_eq!(label(&date("", Some("soon"), Some("later"))), "P2Y");
    }

    #[test]
    fn dates_stand_in_the_order_of_the_calendar_around_publication() {
        let day = |text, day| (date(text, Some(day), Some(day)), 0);
        let dates = vec![day("Sunday", "2024-02-18"), (date("years", None, None), 1), day("1 May", "2023-05-01")];
        let published = "2024-02-16".parse().ok();
        let labels: Vec<String> = days(dates, published).into_iter().map(|day| day.label).collect();
        assert_eq!(labels, ["1 May 2023", "16 Feb 2024", "18 Feb 2024", "P2Y"]);
    }

    #[test]
    fn points_and_ticks_stay_on_the_strip() {
        let day = |text, day| (date(text, Some(day), Some(day)), 0);
        let dates: Vec<_> = (0..30).map(|_| day("then", "0900-01-01")).chain([day("one day", "9000-01-01")]).collect();
        let strip = strip(&dates, "2024-02-16".parse().ok()).expect("there are two dates");
        assert!(strip.points.iter().all(|point| point.x + point.width <= 320 && point.y + 8 <= strip.height));
        assert!(strip.ticks.iter().any(|tick| tick.is_published));
    }
}
