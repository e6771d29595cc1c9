//! How long. Takes a length and its sentence; gives its value, the days it covers where it is counted from publication,
//! and the period that figures are reported for where it says that.

use jiff::civil::Date;

use super::super::calendar::{self, Stretch, Unit, add_days};
use super::super::form::{Amount, Found};
use super::super::{TimexKind, duration};
use super::{Context, Resolved};

impl Context<'_> {
    /// `the year to March`, `the year ended Sept. 30` is a length.
    pub(super) fn year_ended(&self, found: &Found) -> bool {
        let next = self.page.text.tokens.get(found.end).map_or("", |_| self.page.word(found.end));
        let dates = |at: usize| self.page.text.tokens.get(at).is_some_and(|_| self.page.word(at) == "date");
        matches!(next, "to" | "ended" | "ending" | "through") && !dates(found.end + 1)
    }

    /// `the quarter ended Sept. 29` is that of the calendar which the day, or the two weeks before it, lie in.
    pub(super) fn period_ended(&self, found: &Found, unit: Unit) -> Option<Stretch> {
        let end = self.later.first().filter(|end| self.year_ended(found) && end.start <= found.end + 1)?;
        let (_, last) = self.stretch(end, &end.form)?.days()?;
        Stretch::around(add_days(last, -14)?, unit)
    }

    pub(super) fn length(&mut self, found: &Found, amount: Amount, unit: Unit, anchored: i32) -> Resolved {
        let value = duration::value(amount, unit);
        // Not `the first ten weeks`.
        if found.rule == "dates/n-months" && (unit == Unit::Month || self.year_ended(found)) {
            // `the nine months to 31 December 2020` end in a year of their own.
            let end = self.later.first().filter(|_| self.year_ended(found));
            let year = end.and_then(|end| self.stretch(end, &end.form)).and_then(Stretch::year);
            let part = match (amount, unit) {
                (Amount(Some(300)), Unit::Month) => self.period_ended(found, Unit::Quarter),
                (Amount(Some(600)), Unit::Month) => self.period_ended(found, Unit::Half),
                _ => None,
            };
            self.period = part.or_else(|| year.or(self.published.map(Date::year)).map(Stretch::Year));
        }
        let days = self.published.zip(amount.whole()).filter(|_| anchored != 0).and_then(|(published, n)| {
            let other = match unit {
                Unit::Day => add_days(published, n * anchored)?,
                Unit::Week => add_days(published, n.checked_mul(7)? * anchored)?,
                Unit::Month => calendar::add_months(published, n * anchored)?,
                Unit::Year => calendar::add_months(published, n.checked_mul(12)? * anchored)?,
                Unit::Decade => calendar::add_months(published, n.checked_mul(120)? * anchored)?,
                _ => return None,
            };
            Some((published.min(other), published.max(other)))
        });
        Resolved { kind: TimexKind::Duration, value, days }
    }
}
