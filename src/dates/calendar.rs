//! Stretches of the calendar: days, weeks, months … centuries. Takes a day and a grain; gives the stretch, its
//! neighbours, its TIMEX3 value and the days it covers.

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A length of time that the calendar counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    const ALL: [Unit; 14] = [
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Week,
        Unit::Fortnight,
        Unit::Weekend,
        Unit::Month,
        Unit::Quarter,
        Unit::Half,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
        Unit::Millennium,
    ];

    /// The unit that the word list numbers so.
    pub(super) fn numbered(code: i32) -> Option<Unit> {
        usize::try_from(code).ok().and_then(|at| Unit::ALL.get(at)).copied()
    }
}

/// Season of the northern half of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// The season with this TIMEX3 code.
    pub(super) fn coded(code: &str) -> Option<Season> {
        Some(match code {
            "SP" => Season::Spring,
            "SU" => Season::Summer,
            "FA" => Season::Autumn,
            "WI" => Season::Winter,
            _ => return None,
        })
    }

    /// Its TIMEX3 code.
    pub(super) fn code(self) -> &'static str {
        ["SP", "SU", "FA", "WI"][self as usize]
    }

    fn first_month(self) -> i8 {
        [3, 6, 9, 12][self as usize]
    }
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    Day(Date),
    /// ISO year and week.
    Week(i16, i8),
    /// The Saturday and Sunday of an ISO week.
    Weekend(i16, i8),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    /// Winter carries the year in which it begins.
    Season(i16, Season),
    Year(i16),
    FiscalYear(i16),
    /// The decade that begins in ten times this year.
    Decade(i16),
    /// The century that begins in a hundred times this year.
    Century(i16),
}

impl Stretch {
    /// The stretch of this length that holds `date`.
    pub(super) fn around(date: Date, unit: Unit) -> Option<Stretch> {
        let (year, month) = (date.year(), date.month());
        let week = date.iso_week_date();
        Some(match unit {
            Unit::Day => Stretch::Day(date),
            Unit::Week => Stretch::Week(week.year(), week.week()),
            Unit::Weekend => Stretch::Weekend(week.year(), week.week()),
            Unit::Month => Stretch::Month(year, month),
            Unit::Quarter => Stretch::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Stretch::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Stretch::Year(year),
            Unit::Decade => Stretch::Decade(year.div_euclid(10)),
            Unit::Century => Stretch::Century(year.div_euclid(100)),
            _ => return None,
        })
    }

    /// The unit it is one of.
    pub(super) fn unit(self) -> Unit {
        match self {
            Stretch::Day(_) => Unit::Day,
            Stretch::Week(..) => Unit::Week,
            Stretch::Weekend(..) => Unit::Weekend,
            Stretch::Month(..) => Unit::Month,
            Stretch::Quarter(..) | Stretch::Season(..) => Unit::Quarter,
            Stretch::Half(..) => Unit::Half,
            Stretch::Year(_) | Stretch::FiscalYear(_) => Unit::Year,
            Stretch::Decade(_) => Unit::Decade,
            Stretch::Century(_) => Unit::Century,
        }
    }

    /// The stretch of the same length `n` further on.
    pub(super) fn shift(self, n: i32) -> Option<Stretch> {
        let year = |year: i16, n: i32| i16::try_from(i32::from(year) + n).ok();
        let part = |y: i16, part: i8, per_year: i32| {
            let count = i32::from(y) * per_year + i32::from(part) - 1 + n;
            Some((i16::try_from(count.div_euclid(per_year)).ok()?, (count.rem_euclid(per_year) + 1) as i8))
        };
        if n.abs() > 100_000 {
            return None;
        }
        Some(match self {
            Stretch::Day(date) => Stretch::Day(add_days(date, n)?),
            Stretch::Week(..) => Stretch::around(add_days(self.days()?.0, n * 7)?, Unit::Week)?,
            Stretch::Weekend(..) => Stretch::around(add_days(self.days()?.0, n * 7)?, Unit::Weekend)?,
            Stretch::Month(y, month) => part(y, month, 12).map(|(y, m)| Stretch::Month(y, m))?,
            Stretch::Quarter(y, quarter) => part(y, quarter, 4).map(|(y, q)| Stretch::Quarter(y, q))?,
            Stretch::Half(y, half) => part(y, half, 2).map(|(y, h)| Stretch::Half(y, h))?,
            Stretch::Season(y, season) => Stretch::Season(year(y, n)?, season),
            Stretch::Year(y) => Stretch::Year(year(y, n)?),
            Stretch::FiscalYear(y) => Stretch::FiscalYear(year(y, n)?),
            Stretch::Decade(tens) => Stretch::Decade(year(tens, n)?),
            Stretch::Century(hundreds) => Stretch::Century(year(hundreds, n)?),
        })
    }

    /// The same stretch `n` years further on: the same day, month, quarter, season.
    pub(super) fn shift_years(self, n: i32) -> Option<Stretch> {
        let year = |year: i16| i16::try_from(i32::from(year) + n).ok();
        Some(match self {
            Stretch::Day(date) => Stretch::Day(add_months(date, n.checked_mul(12)?)?),
            Stretch::Month(y, month) => Stretch::Month(year(y)?, month),
            Stretch::Quarter(y, quarter) => Stretch::Quarter(year(y)?, quarter),
            Stretch::Half(y, half) => Stretch::Half(year(y)?, half),
            Stretch::Season(y, season) => Stretch::Season(year(y)?, season),
            Stretch::Week(y, week) => Stretch::Week(year(y)?, week),
            Stretch::Weekend(y, week) => Stretch::Weekend(year(y)?, week),
            Stretch::Year(y) => Stretch::Year(year(y)?),
            Stretch::FiscalYear(y) => Stretch::FiscalYear(year(y)?),
            other => other.shift(n)?,
        })
    }

    /// First and last day; `None` for a fiscal year, which every house begins when it likes.
    pub(super) fn days(self) -> Option<(Date, Date)> {
        let months = |year: i16, month: i8, count: i32| {
            let first = Date::new(year, month, 1).ok()?;
            Some((first, add_days(add_months(first, count)?, -1)?))
        };
        let week = |year: i16, week: i8, first: Weekday| {
            let day = |weekday| ISOWeekDate::new(year, week, weekday).ok().map(|day| day.date());
            Some((day(first)?, day(Weekday::Sunday)?))
        };
        match self {
            Stretch::Day(date) => Some((date, date)),
            Stretch::Week(y, w) => week(y, w, Weekday::Monday),
            Stretch::Weekend(y, w) => week(y, w, Weekday::Saturday),
            Stretch::Month(y, month) => months(y, month, 1),
            Stretch::Quarter(y, quarter) => months(y, quarter * 3 - 2, 3),
            Stretch::Half(y, half) => months(y, half * 6 - 5, 6),
            Stretch::Season(y, season) => months(y, season.first_month(), 3),
            Stretch::Year(y) => months(y, 1, 12),
            Stretch::FiscalYear(_) => None,
            Stretch::Decade(tens) => months(tens.checked_mul(10)?, 1, 120),
            Stretch::Century(hundreds) => months(hundreds.checked_mul(100)?, 1, 1200),
        }
    }

    /// TIMEX3 value.
    pub(super) fn value(self) -> String {
        match self {
            Stretch::Day(date) => date.to_string(),
            Stretch::Week(y, week) => format!("{y:04}-W{week:02}"),
            Stretch::Weekend(y, week) => format!("{y:04}-W{week:02}-WE"),
            Stretch::Month(y, month) => format!("{y:04}-{month:02}"),
            Stretch::Quarter(y, quarter) => format!("{y:04}-Q{quarter}"),
            Stretch::Half(y, half) => format!("{y:04}-H{half}"),
            Stretch::Season(y, season) => format!("{y:04}-{}", season.code()),
            // There is no year 0.
            Stretch::Year(y) if y <= 0 => format!("BC{:04}", 1 - y),
            Stretch::Year(y) => format!("{y:04}"),
            Stretch::FiscalYear(y) => format!("{y:04}"),
            Stretch::Decade(tens) => format!("{tens:03}X"),
            Stretch::Century(hundreds) => format!("{hundreds:02}XX"),
        }
    }

    /// Its first day, or for a fiscal year that of the calendar year.
    pub(super) fn begins(self) -> Option<Date> {
        match self {
            Stretch::FiscalYear(y) => Date::new(y, 1, 1).ok(),
            _ => self.days().map(|(first, _)| first),
        }
    }

    /// The year it begins in.
    pub(super) fn year(self) -> Option<i16> {
        self.begins().map(Date::year)
    }
}

/// `n` days later.
pub(super) fn add_days(date: Date, n: i32) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(n).ok()?).ok()
}

/// `n` months later, on the same day where the month has it, else on its last.
pub(super) fn add_months(date: Date, n: i32) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_months(n).ok()?).ok()
}

/// Days from `from` to `to`.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn around(unit: Unit) -> Stretch {
        Stretch::around(date(2022, 3, 18), unit).expect("a stretch")
    }

    #[test]
    fn names_stretches() {
        assert_eq!(around(Unit::Week).value(), "2022-W11");
        assert_eq!(around(Unit::Quarter).value(), "2022-Q1");
        assert_eq!(around(Unit::Decade).value(), "202X");
        assert_eq!(around(Unit::Century).value(), "20XX");
    }

    #[test]
    fn steps_over_the_turn_of_the_year() {
        assert_eq!(around(Unit::Month).shift(-3).map(Stretch::value).as_deref(), Some("2021-12"));
        assert_eq!(around(Unit::Quarter).shift(-1).map(Stretch::value).as_deref(), Some("2021-Q4"));
        assert_eq!(around(Unit::Week).shift(-11).map(Stretch::value).as_deref(), Some("2021-W52"));
    }

    #[test]
    fn covers_days() {
        let days = |stretch: Stretch| stretch.days().map(|(a, b)| format!("{a}/{b}")).unwrap_or_default();
        assert_eq!(days(Stretch::Season(2021, Season::Autumn)), "2021-09-01/2021-11-30");
        assert_eq!(days(Stretch::Season(2021, Season::Winter)), "2021-12-01/2022-02-28");
        assert_eq!(days(around(Unit::Weekend)), "2022-03-19/2022-03-20");
        assert_eq!(days(Stretch::Half(2020, 1)), "2020-01-01/2020-06-30");
    }
}
