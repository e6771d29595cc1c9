//! What can be said without an anchor. Takes a form; gives a TIMEX3 value with what is unknown left open: `XXXX-WXX-5`.

use super::super::calendar::{Season, Unit};
use super::super::form::{Amount, Base, Clock, Form, Part};
use super::super::{TimexKind, duration, holidays};
use super::{Context, Resolved, time};

impl Context<'_> {
    /// What can be said of a form whose anchor is not known.
    pub(super) fn unanchored(&self, form: &Form, clock: Option<Clock>) -> Resolved {
        let value = match *form {
            Form::InYear(part, _) => match part {
                Part::Day(month, day) => format!("XXXX-{month:02}-{day:02}"),
                Part::NthWeekday(_, _, month) => format!("XXXX-{month:02}-XX"),
                Part::WeekOf(..) | Part::HolidayWeek(_) => "XXXX-WXX".to_owned(),
                Part::Month(month) => format!("XXXX-{month:02}"),
                Part::Season(season) => format!("XXXX-{}", Season::code(season)),
                Part::Quarter(nth) => format!("XXXX-Q{nth}"),
                Part::Half(nth) => format!("XXXX-H{nth}"),
                Part::Holiday(holiday) => holidays::unanchored(holiday),
                Part::Whole | Part::FiscalYear => "XXXX".to_owned(),
            },
            Form::Weekday(day, _) => format!("XXXX-WXX-{day}"),
            Form::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
            Form::Weekend => "XXXX-WXX-WE".to_owned(),
            Form::Away(Amount(None), _, sign, Base::Published) => {
                return Resolved::text(TimexKind::Vague, if sign < 0 { "PAST_REF" } else { "FUTURE_REF" });
            }
            Form::Away(amount, unit, _, Base::Told) => {
                return Resolved::text(TimexKind::Duration, duration::value(amount, unit));
            }
            Form::Away(amount, unit, ..) if unit < Unit::Day => {
                return Resolved::text(TimexKind::Duration, duration::value(amount, unit));
            }
            Form::Relative(unit, ..) | Form::Away(_, unit, ..) => unknown(unit).to_owned(),
            Form::DayBeside | Form::DayFrom(..) => unknown(Unit::Day).to_owned(),
            Form::Period | Form::PeriodOf(_) | Form::YearAgoQuarter(_) => "XXXX-QX".to_owned(),
            _ => "XXXX".to_owned(),
        };
        let kind = if clock.is_some() { TimexKind::Time } else { TimexKind::Date };
        Resolved::text(kind, format!("{value}{}", clock.map(time).unwrap_or_default()))
    }
}

/// TIMEX3 for a year that is not known.
const YEAR: &str = "XXXX";

fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        // Of ten and of a hundred years TIMEX3 has the first digits of one.
        Unit::Year => YEAR,
        Unit::Decade => &YEAR[..3],
        Unit::Century => &YEAR[..2],
        _ => "XXXX-XX-XX",
    }
}
