//! From slots to forms. Takes what a pattern matched; gives what it says. One function for each name in the column
//! `meaning` of `rules.tsv`.

use super::calendar::{Season, Stretch, Unit};
use super::form::{Amount, Base, Clock, Form, Part, Pick, Year};
use super::lexemes::Lexeme;
use super::pattern::Captures;
use super::words::{Slot, Words, code_name};

/// A match, ready to be read.
pub(super) struct Reading<'a> {
    pub lexemes: &'a [Lexeme],
    pub words: &'a Words,
    pub captures: &'a Captures,
    /// The number behind the name of the meaning: -1 in `ago -1`.
    pub arg: i32,
}

impl Reading<'_> {
    fn nth(&self, slot: Slot, n: usize) -> Option<i32> {
        self.lexemes[self.captures.nth(slot, n)?].value(self.words, slot)
    }

    fn get(&self, slot: Slot) -> Option<i32> {
        self.nth(slot, 0)
    }

    fn has(&self, slot: Slot) -> bool {
        self.captures.nth(slot, 0).is_some()
    }

    fn small(&self, slot: Slot) -> Option<i8> {
        i8::try_from(self.get(slot)?).ok()
    }

    fn year(&self) -> Option<i16> {
        i16::try_from(self.get(Slot::Year)?).ok()
    }

    fn year_or_open(&self) -> Year {
        self.year().map_or(Year::Open, Year::Given)
    }

    fn unit(&self) -> Option<Unit> {
        [Slot::Unit, Slot::Unit1, Slot::Units].into_iter().find_map(|slot| Unit::numbered(self.get(slot)?))
    }

    /// Day of the month, in figures or as an ordinal.
    fn day(&self) -> Option<i8> {
        self.small(Slot::Day).or_else(|| self.small(Slot::Ord)).filter(|day| (1..=31).contains(day))
    }

    /// `last`, `next`, `this past`: the sum of what its words say.
    fn rel(&self) -> i32 {
        self.get(Slot::Which).unwrap_or(0) + self.get(Slot::Rel).unwrap_or(0)
    }

    fn text_rel(&self) -> i32 {
        self.get(Slot::TextRel).unwrap_or(0)
    }

    /// The step of `the next morning`, `the previous evening`.
    fn part_step(&self) -> i32 {
        self.get(Slot::Which).or_else(|| self.get(Slot::TextRel)).unwrap_or(1)
    }

    /// How many; `a` and no number at all are one.
    fn amount(&self) -> Amount {
        if self.has(Slot::Some) {
            return Amount(None);
        }
        let pair = self.get(Slot::Pair).map(|n| n * 100);
        Amount(self.get(Slot::N).or(pair).or(Some(100)))
    }
}

/// Reads a match.
pub(super) type Compose = fn(&Reading) -> Option<Form>;

/// The function of this name, and whether what it gives is only good as part of a longer expression.
pub(super) fn named(name: &str) -> Option<(Compose, bool)> {
    let strong = MEANINGS.iter().find(|(known, _)| *known == name).map(|(_, compose)| (*compose, false));
    let weak = || MEANINGS.iter().find(|(known, _)| name.strip_suffix("-weak") == Some(known));
    strong.or_else(|| weak().map(|(_, compose)| (*compose, true)))
}

#[rustfmt::skip]
const MEANINGS: &[(&str, Compose)] = &[
    ("iso", iso), ("slashed", slashed), ("dotted", dotted), ("day", day), ("day-of-month", day_of_month),
    ("day-of-event", |_| Some(Form::Unknown("XXXX-XX-XX"))),
    ("week-of", week_of), ("month", month), ("nth-month", nth_month),
    ("year", year), ("bc", bc), ("fiscal-year", fiscal_year), ("year-rel", year_rel), ("text-year", text_year),
    ("year-end", |_| Some(Form::InYear(Part::Whole, Year::Shift(0)))),
    ("whole-year", |_| Some(Form::TheYear)), ("the-year", |_| Some(Form::TheYear)),
    ("decade", decade), ("century", century),
    ("season", season), ("nth-season", nth_season),
    ("quarter", quarter), ("year-ago-quarter", year_ago_quarter), ("half", half), ("half-modifier", half),
    ("latest-period", latest_period), ("period-of-year", |m| Some(Form::PeriodOf(m.year()?))),
    ("relative", relative), ("relative-day", relative_day),
    ("relative-fixed", |m| Some(Form::Relative(Unit::Day, m.arg, Base::Published))),
    ("text-relative", text_relative), ("text-next", text_next), ("text-step", text_step),
    ("weekend", |_| Some(Form::Weekend)),
    ("tonight", |_| Some(Form::PartOf(0, Base::Published, "NI"))),
    ("last-night", |_| Some(Form::PartOf(-1, Base::Published, "NI"))),
    ("this-part", |m| part_of(m, 0, Base::Published)), ("that-part", |m| part_of(m, 0, Base::Told)),
    ("text-part", |m| part_of(m, m.part_step(), Base::Told)), ("part", part),
    ("weekday", weekday), ("nth-weekday", nth_weekday), ("text-weekday", text_weekday),
    ("ago", ago), ("ago-vague", ago_vague), ("half-ago", half_ago), ("text-ago", text_ago),
    ("year-ago", |_| Some(Form::YearAgo)),
    ("length", length), ("half-length", half_length), ("half-of", half_of), ("range-length", range_length),
    ("length-anchored", length_anchored), ("length-the", length), ("length-some", length_some), ("units", length_some),
    ("every", every), ("every-other", every_other), ("length-one", length_one), ("every-times", every_times), ("every-weekday", every_weekday), ("every-month", every_month),
    ("every-season", every_season), ("every-part", every_part), ("set", set),
    ("weekends", |_| Some(Form::Every("XXXX-WXX-WE".to_owned()))),
    ("clock", clock), ("clockword", clockword), ("vague", vague),
    ("vague-past", |_| Some(Form::Vague("PAST_REF"))), ("vague-future", |_| Some(Form::Vague("FUTURE_REF"))),
    ("holiday", holiday), ("nth-holiday", nth_holiday), ("modifier", |_| Some(Form::Modifier)),
];

fn iso(m: &Reading) -> Option<Form> {
    sound_day(m.small(Slot::Mm)?, m.small(Slot::Day)?, Year::Given(m.year()?))
}

fn slashed(m: &Reading) -> Option<Form> {
    let numbers = (i8::try_from(m.get(Slot::Day)?).ok()?, i8::try_from(m.nth(Slot::Day, 1)?).ok()?);
    let short = || m.get(Slot::Yy).map(|yy| 2000 + yy);
    let year = m.year().map(i32::from).or_else(short)?;
    let possible = numbers.0 <= 12 || numbers.1 <= 12;
    possible.then_some(Form::Slashed(numbers.0, numbers.1, i16::try_from(year).ok()?))
}

fn dotted(m: &Reading) -> Option<Form> {
    let packed = m.get(Slot::Dotted)?;
    let (year, month, day) = (packed / 10_000, packed / 100 % 100, packed % 100);
    sound_day(i8::try_from(month).ok()?, i8::try_from(day).ok()?, Year::Given(i16::try_from(year).ok()?))
}

fn day(m: &Reading) -> Option<Form> {
    sound_day(m.small(Slot::Month)?, m.day()?, m.year_or_open())
}

/// `the week of March 6`.
fn week_of(m: &Reading) -> Option<Form> {
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

fn day_of_month(m: &Reading) -> Option<Form> {
    m.day().map(Form::DayOfMonth)
}

fn month(m: &Reading) -> Option<Form> {
    let month = m.small(Slot::Month).or_else(|| m.small(Slot::FullMonth))?;
    Some(Form::InYear(Part::Month(month), m.year_or_open()))
}

fn nth_month(m: &Reading) -> Option<Form> {
    Some(Form::InYear(Part::Month(m.small(Slot::FullMonth)?), Year::Nth(m.rel())))
}

fn year(m: &Reading) -> Option<Form> {
    Some(Form::InYear(Part::Whole, Year::Given(m.year()?)))
}

fn bc(m: &Reading) -> Option<Form> {
    let year = m.get(Slot::N)? / 100;
    Some(Form::LengthText(format!("BC{year:04}")))
}

fn fiscal_year(m: &Reading) -> Option<Form> {
    Some(match m.year() {
        Some(year) => Form::InYear(Part::FiscalYear, Year::Given(year)),
        None => Form::TheYear,
    })
}

fn year_rel(m: &Reading) -> Option<Form> {
    Some(Form::InYear(Part::Whole, Year::Shift(m.rel())))
}

fn text_year(m: &Reading) -> Option<Form> {
    Some(Form::InYear(Part::Whole, Year::Told(m.text_rel())))
}

fn decade(m: &Reading) -> Option<Form> {
    let first = m.get(Slot::Decade)?;
    let first = if first < 100 { 1900 + first } else { first };
    Some(Form::Fixed(Stretch::Decade(i16::try_from(first / 10).ok()?)))
}

fn century(m: &Reading) -> Option<Form> {
    let nth = m.get(Slot::Ord).filter(|nth| (1..=30).contains(nth))?;
    Some(Form::Fixed(Stretch::Century(nth as i16 - 1)))
}

fn season_of(m: &Reading) -> Option<Part> {
    let slot = if m.has(Slot::Season) { Slot::Season } else { Slot::Seasons };
    Season::coded(code_name(m.get(slot)?)).map(Part::Season)
}

fn season(m: &Reading) -> Option<Form> {
    Some(Form::InYear(season_of(m)?, m.year_or_open()))
}

fn nth_season(m: &Reading) -> Option<Form> {
    Some(Form::InYear(season_of(m)?, Year::Nth(m.rel())))
}

fn quarter(m: &Reading) -> Option<Form> {
    let nth = m.small(Slot::Ord).or_else(|| m.small(Slot::QuarterName)).filter(|nth| (1..=4).contains(nth))?;
    Some(Form::InYear(Part::Quarter(nth), m.year_or_open()))
}

fn year_ago_quarter(m: &Reading) -> Option<Form> {
    m.small(Slot::Ord).filter(|nth| (1..=4).contains(nth)).map(Form::YearAgoQuarter)
}

fn half(m: &Reading) -> Option<Form> {
    // `last` and `latter` are the second half.
    let nth = m.small(Slot::Ord).or_else(|| m.small(Slot::HalfName)).unwrap_or(2);
    let year = m.year().map_or(if m.has(Slot::Which) { Year::Shift(m.rel()) } else { Year::Open }, Year::Given);
    (1..=2).contains(&nth).then_some(Form::InYear(Part::Half(nth), year))
}

fn latest_period(_: &Reading) -> Option<Form> {
    Some(Form::Period)
}

fn relative(m: &Reading) -> Option<Form> {
    let unit = m.unit()?;
    if unit == Unit::Year {
        return year_rel(m);
    }
    (unit >= Unit::Day).then_some(Form::Relative(unit, m.rel(), Base::Published))
}

fn relative_day(m: &Reading) -> Option<Form> {
    Some(Form::Relative(Unit::Day, m.get(Slot::Today)?, Base::Published))
}

fn text_relative(m: &Reading) -> Option<Form> {
    told(m.unit()?, m.text_rel())
}

fn text_next(m: &Reading) -> Option<Form> {
    m.unit().filter(|unit| *unit == Unit::Day).and_then(|unit| told(unit, 1))
}

fn text_step(m: &Reading) -> Option<Form> {
    told(m.unit()?, m.arg)
}

fn told(unit: Unit, n: i32) -> Option<Form> {
    match unit {
        Unit::Year => Some(Form::InYear(Part::Whole, Year::Told(n))),
        unit if unit >= Unit::Day => Some(Form::Relative(unit, n, Base::Told)),
        _ => None,
    }
}

fn part(m: &Reading) -> Option<Form> {
    Some(Form::Clock(Clock::Part(code_name(m.get(Slot::Part)?))))
}

fn part_of(m: &Reading, n: i32, base: Base) -> Option<Form> {
    Some(Form::PartOf(n, base, code_name(m.get(Slot::Part)?)))
}

fn weekday(m: &Reading) -> Option<Form> {
    let day = m.small(Slot::Weekday).or_else(|| m.small(Slot::WkDay))?;
    Some(Form::Weekday(day, Pick::Open))
}

fn nth_weekday(m: &Reading) -> Option<Form> {
    Some(Form::Weekday(m.small(Slot::Weekday)?, Pick::Nth(m.rel())))
}

fn text_weekday(m: &Reading) -> Option<Form> {
    Some(Form::Weekday(m.small(Slot::Weekday)?, Pick::Told(m.text_rel())))
}

fn ago(m: &Reading) -> Option<Form> {
    away(m.amount(), m.unit()?, m.arg, Base::Published)
}

fn text_ago(m: &Reading) -> Option<Form> {
    away(m.amount(), m.unit()?, m.arg, Base::Told)
}

fn away(amount: Amount, unit: Unit, sign: i32, base: Base) -> Option<Form> {
    Some(Form::Away(amount, unit, sign, base))
}

fn ago_vague(_: &Reading) -> Option<Form> {
    Some(Form::Vague("PAST_REF"))
}

fn half_ago(m: &Reading) -> Option<Form> {
    away(Amount(Some(m.get(Slot::N).unwrap_or(100).saturating_add(50))), m.unit()?, -1, Base::Published)
}

fn length(m: &Reading) -> Option<Form> {
    length_of(m.amount(), m.unit()?, 0)
}

fn length_of(amount: Amount, unit: Unit, anchored: i32) -> Option<Form> {
    Some(Form::Length(amount, unit, anchored))
}

fn length_anchored(m: &Reading) -> Option<Form> {
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

fn length_some(m: &Reading) -> Option<Form> {
    let plural = [Slot::Unit, Slot::Units]
        .into_iter()
        .filter_map(|slot| m.captures.nth(slot, 0))
        .any(|at| m.lexemes[at].slots.has(Slot::Units));
    length_of(Amount(if plural { None } else { Some(100) }), m.unit()?, 0)
}

fn range_length(m: &Reading) -> Option<Form> {
    length_of(last_number(m).unwrap_or(m.amount()), m.unit()?, 0)
}

/// `two and a half years` is two years and six months.
fn half_length(m: &Reading) -> Option<Form> {
    let whole = m.get(Slot::N).unwrap_or(100);
    length_of(Amount(Some(whole.saturating_add(50))), m.unit()?, 0)
}

fn half_of(m: &Reading) -> Option<Form> {
    length_of(Amount(Some(50)), m.unit()?, 0)
}

fn every(m: &Reading) -> Option<Form> {
    let amount = m.get(Slot::N).map_or(Amount(Some(100)), |n| Amount(Some(n)));
    Some(Form::Every(super::duration::value(amount, m.unit()?)))
}

fn every_other(m: &Reading) -> Option<Form> {
    Some(Form::Every(super::duration::value(Amount(Some(200)), m.unit()?)))
}

fn length_one(m: &Reading) -> Option<Form> {
    length_of(Amount(Some(100)), m.unit()?, 0)
}

fn every_times(m: &Reading) -> Option<Form> {
    Some(Form::Every(super::duration::value(Amount(Some(100)), m.unit()?)))
}

fn every_weekday(m: &Reading) -> Option<Form> {
    let day = m.get(Slot::Weekday).or_else(|| m.get(Slot::Weekdays))?;
    let part = m.get(Slot::Parts).map(|part| format!("T{}", code_name(part))).unwrap_or_default();
    Some(Form::Every(format!("XXXX-WXX-{day}{part}")))
}

fn every_month(m: &Reading) -> Option<Form> {
    Some(Form::Every(format!("XXXX-{:02}", m.get(Slot::FullMonth)?)))
}

fn every_season(m: &Reading) -> Option<Form> {
    Some(Form::Every(format!("XXXX-{}", code_name(m.get(Slot::Season)?))))
}

fn every_part(m: &Reading) -> Option<Form> {
    Some(Form::Every(format!("XXXX-XX-XXT{}", code_name(m.get(Slot::Part)?))))
}

fn set(m: &Reading) -> Option<Form> {
    Some(Form::Every(code_name(m.get(Slot::Set)?).to_owned()))
}

fn clock(m: &Reading) -> Option<Form> {
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

fn clockword(m: &Reading) -> Option<Form> {
    Some(Form::Clock(Clock::At(m.small(Slot::ClockWord)?, Some(0))))
}

fn vague(m: &Reading) -> Option<Form> {
    let value = [Slot::Vague, Slot::Future, Slot::Current].into_iter().find_map(|slot| m.get(slot))?;
    Some(Form::Vague(match code_name(value) {
        "PAST" => "PAST_REF",
        "FUTURE" => "FUTURE_REF",
        _ => "PRESENT_REF",
    }))
}

fn holiday(m: &Reading) -> Option<Form> {
    Some(Form::InYear(Part::Holiday(m.get(Slot::Holiday)?), Year::Open))
}

fn nth_holiday(m: &Reading) -> Option<Form> {
    Some(Form::InYear(Part::Holiday(m.get(Slot::Holiday)?), Year::Nth(m.rel())))
}
