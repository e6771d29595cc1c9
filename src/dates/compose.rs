//! From slots to forms. Takes what a pattern matched; gives what it says. One function for each name in the column
//! `meaning` of `rules.tsv`.

mod days;
mod lengths;
mod steps;

use super::calendar::Unit;
use super::form::{Amount, Base, Clock, Form, Part, Year};
use super::lexemes::Lexeme;
use super::pattern::Captures;
use super::words::{Slot, Words};

use days::{
    bc, century, century_bc, day, day_of_month, day_of_near_month, decade, dotted, fiscal_code, fiscal_span,
    fiscal_year, half, holiday, holiday_week, hyphened, iso, latest_period, month, now, nth_day, nth_holiday,
    nth_month, nth_season, nth_weekday_of_month, quarter, season, slashed, text_nth, text_year, that_part_of_year,
    this_fiscal, week_of, year, year_ago_quarter, year_rel,
};
use lengths::{
    every, every_month, every_other, every_part, every_parts, every_season, every_times, every_weekday, half_length,
    half_of, length, length_anchored, length_one, length_pair, length_some, more_of, nights, quarters_of, race_time,
    range_length, set,
};
use steps::{
    ago, ago_vague, clock, clock_past, clockword, half_ago, nth_weekday, part, part_of, part_of_unit_away, relative,
    relative_day, text_ago, text_next, text_relative, text_step, text_weekday, the_weekday, vague, weekday,
    weekday_week,
};

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
    ("day-beside", |_| Some(Form::DayBeside)),
    ("week-of", week_of), ("month", month), ("hyphened", hyphened), ("nth-weekday-of-month", nth_weekday_of_month), ("nth-month", nth_month), ("nth-day", nth_day),
    ("year", year), ("bc", bc), ("fiscal-year", fiscal_year), ("fiscal-span", fiscal_span), ("fiscal-code", fiscal_code), ("that-season", that_part_of_year),
    ("day-of-near-month", day_of_near_month),
    ("this-fiscal", this_fiscal), ("year-rel", year_rel), ("text-year", text_year),
    ("year-end", |_| Some(Form::InYear(Part::Whole, Year::Shift(0)))),
    ("whole-year", |_| Some(Form::TheYear)), ("the-year", |_| Some(Form::TheYear)),
    ("decade", decade), ("century", century), ("century-bc", century_bc),
    ("season", season), ("nth-season", nth_season), ("text-nth", text_nth),
    ("quarter", quarter), ("year-ago-quarter", year_ago_quarter), ("half", half), ("half-now", |m| half(m).map(now)), ("half-modifier", half),
    ("latest-period", latest_period), ("period-of-year", |m| Some(Form::PeriodOf(m.year()?))),
    ("relative", relative), ("relative-day", relative_day),
    ("relative-fixed", |m| Some(Form::Relative(Unit::Day, m.arg, Base::Published))),
    ("text-relative", text_relative), ("text-next", text_next), ("text-step", text_step),
    ("weekend", |_| Some(Form::Weekend)),
    ("tonight", |_| Some(Form::PartOf(0, Base::Published, "NI"))),
    ("last-night", |_| Some(Form::PartOf(-1, Base::Published, "NI"))),
    ("this-part", |m| part_of(m, 0, Base::Published)), ("that-part", |m| part_of(m, 0, Base::Told)),
    ("text-part", |m| part_of(m, m.part_step(), Base::Told)), ("part", part),
    ("weekday", weekday), ("nth-weekday", nth_weekday), ("text-weekday", text_weekday), ("that-weekday", text_weekday), ("the-weekday", the_weekday),
    ("ago", ago), ("ago-vague", ago_vague), ("half-ago", half_ago), ("half-unit-ago", |m| part_of_unit_away(m, 50, Base::Published)), ("half-unit-text", |m| part_of_unit_away(m, 50, Base::Told)),
    ("quarter-unit-ago", |m| part_of_unit_away(m, 25, Base::Published)),
    ("text-ago", text_ago),
    ("year-ago", |_| Some(Form::YearAgo)), ("same-year-ago", |_| Some(Form::SameYearAgo)),
    ("early-hours", |_| Some(Form::Clock(Clock::Part("MO")))), ("weekday-week", weekday_week),
    ("length", length), ("half-length", half_length), ("half-of", half_of), ("quarters-of", quarters_of), ("range-length", range_length), ("length-pair", length_pair), ("race-time", race_time), ("nights", nights), ("more-of", more_of),
    ("length-anchored", length_anchored), ("length-the", length), ("length-some", length_some), ("units", length_some),
    ("every", every), ("every-other", every_other), ("length-one", length_one), ("every-times", every_times), ("every-weekday", every_weekday), ("every-month", every_month),
    ("every-season", every_season), ("every-part", every_part), ("every-parts", every_parts), ("set", set),
    ("weekends", |_| Some(Form::Every("XXXX-WXX-WE".to_owned()))),
    ("clock", clock), ("clock-past", clock_past), ("clockword", clockword), ("vague", vague),
    ("vague-past", |_| Some(Form::Vague("PAST_REF"))), ("vague-future", |_| Some(Form::Vague("FUTURE_REF"))),
    ("holiday", holiday), ("holiday-week", holiday_week), ("nth-holiday", nth_holiday), ("modifier", |_| Some(Form::Modifier)),
];
