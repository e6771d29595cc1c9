//! Neighbours made one. Takes the expressions found, in text order; gives them with those joined that say one time
//! together: `late last week`, `Friday, March 18`, `10 p.m. Wednesday`, `July last year`, `last year's third quarter`.

use crate::document::Page;

use super::calendar::Unit;
use super::form::{Base, Clock, Form, Found, Part, Pick, Year};

/// Joins neighbours and drops what is only good as part of a longer expression. Of two that share a word
/// (`2021-03-03/5May`) the first stays.
pub(super) fn join(page: &Page, found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        if joined.last().is_some_and(|last| next.start < last.end) {
            continue;
        }
        joined.push(next);
        while let [.., first, second] = joined.as_slice() {
            let Some(both) = both(page, first, second) else { break };
            joined.truncate(joined.len() - 2);
            joined.push(both);
        }
    }
    share_unit(page, &mut joined);
    joined.retain(|found| !found.weak && found.form != Form::Modifier);
    drop_other_zones(page, &mut joined);
    share_year(page, &mut joined);
    share_era(page, &mut joined);
    share_half_of_day(page, &mut joined);
    joined
}

/// `three years in one jail and another two in the next`: the unit is that of the length before, in the same sentence.
fn share_unit(page: &Page, found: &mut Vec<Found>) {
    for at in 0..found.len() {
        let Form::MoreOf(amount) = found[at].form else { continue };
        let sentence = |found: &Found| page.text.sentence_of(found.start);
        let before = at.checked_sub(1).map(|at| &found[at]).filter(|before| sentence(before) == sentence(&found[at]));
        if let Some(Form::Length(_, unit, 0)) = before.map(|before| before.form.clone()) {
            found[at].form = Form::Length(amount, unit, 0);
        }
    }
    found.retain(|found| !matches!(found.form, Form::MoreOf(_)));
}

/// `10:35 a.m. (0735 GMT)` tells one time twice; that of the place stays.
fn drop_other_zones(page: &Page, found: &mut Vec<Found>) {
    let told = |found: &Found| matches!(found.form, Form::Clock(Clock::At(..))) || found.clock.is_some();
    let again = |pair: &[Found]| {
        let between = pair[1].start == pair[0].end + 1 && page.word(pair[0].end) == "(";
        let closed = page.text.tokens.get(pair[1].end).is_some_and(|_| page.word(pair[1].end) == ")");
        between && closed && told(&pair[0]) && matches!(pair[1].form, Form::Clock(Clock::At(..)))
    };
    for at in (1..found.len()).rev() {
        if again(&found[at - 1..=at]) {
            found.remove(at);
        }
    }
}

/// The year behind the end of a range holds for its start too: `March to May 2019`.
fn share_year(page: &Page, found: &mut [Found]) {
    for at in (1..found.len()).rev() {
        let (Form::InYear(first, Year::Open), Form::InYear(second, year)) = (&found[at - 1].form, &found[at].form)
        else {
            continue;
        };
        let alike = std::mem::discriminant(first) == std::mem::discriminant(second) && *first != Part::Whole;
        let between = found[at].start.checked_sub(found[at - 1].end) == Some(1);
        let range =
            between && matches!(page.word(found[at - 1].end), "to" | "and" | "-" | "–" | "until" | "through" | "or");
        if alike && range && in_order(*first, *second) && matches!(year, Year::Given(_) | Year::Shift(_)) {
            found[at - 1].form = Form::InYear(*first, *year);
        }
    }
}

/// The `BC` behind the end of a range holds for its start too: `from 1400 to 1200 BC`.
fn share_era(page: &Page, found: &mut [Found]) {
    for at in (1..found.len()).rev() {
        let (first, second) = (&found[at - 1], &found[at]);
        let (Form::InYear(Part::Whole, Year::Given(year)), Form::Written(end)) = (&first.form, &second.form) else {
            continue;
        };
        let between = second.start.checked_sub(first.end) == Some(1);
        let range = between && matches!(page.word(first.end), "to" | "and" | "-" | "–" | "until" | "or");
        let begins = end.strip_prefix("BC").and_then(|end| end.parse().ok()).is_some_and(|end: i16| end < *year);
        if range && begins {
            found[at - 1].form = Form::Written(format!("BC{year:04}"));
        }
    }
}

/// The `p.m.` behind the end of a range holds for its start too: `from 6:30 to 8 p.m.`
fn share_half_of_day(page: &Page, found: &mut [Found]) {
    for at in (1..found.len()).rev() {
        let (first, second) = (&found[at - 1], &found[at]);
        let end = match second.form {
            Form::Clock(clock) => Some(clock),
            _ => second.clock,
        };
        let (Form::Clock(Clock::At(from, minute)), Some(Clock::At(to, _))) = (&first.form, end) else { continue };
        let between = second.start.checked_sub(first.end) == Some(1);
        let range = between && matches!(page.word(first.end), "to" | "-" | "–" | "until");
        // `6:30` says no half of the day where no letter is written on it.
        let open = (first.start..first.end).all(|token| !page.word(token).contains(char::is_alphabetic));
        if range && open && *from < 12 && to >= 12 && from + 12 <= to {
            found[at - 1].form = Form::Clock(Clock::At(from + 12, *minute));
        }
    }
}

/// Whether the first comes before the second in one year.
fn in_order(first: Part, second: Part) -> bool {
    match (first, second) {
        (Part::Day(month, day), Part::Day(other, later)) => (month, day) < (other, later),
        (Part::Month(first), Part::Month(second)) => first < second,
        (Part::Quarter(first), Part::Quarter(second)) => first < second,
        _ => false,
    }
}

/// The one expression that two neighbours make.
fn both(page: &Page, first: &Found, second: &Found) -> Option<Found> {
    let gap = Gap::between(page, first, second)?;
    JOINTS.iter().find_map(|joint| joint(gap, first, second)).map(|(form, clock)| {
        let strong = if first.weak || first.form == Form::Modifier { second } else { first };
        Found { start: first.start, end: second.end, form, clock, weak: first.weak && second.weak, rule: strong.rule }
    })
}

/// What stands between two neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Nothing,
    Comma,
    Of,
    On,
    In,
    Possessive,
    Hyphen,
    The,
    Before,
    After,
}

impl Gap {
    /// What stands between two expressions of one block; `None` for anything else.
    fn between(page: &Page, first: &Found, second: &Found) -> Option<Gap> {
        let block = |found: &Found| page.text.sentences[page.text.sentence_of(found.start)].block;
        match second.start.checked_sub(first.end)? {
            2.. => None,
            _ if block(first) != block(second) => None,
            0 => Some(Gap::Nothing),
            _ => match page.word(first.end) {
                "," => Some(Gap::Comma),
                "of" => Some(Gap::Of),
                "on" => Some(Gap::On),
                "in" => Some(Gap::In),
                "'s" | "’s" => Some(Gap::Possessive),
                "-" => Some(Gap::Hyphen),
                "the" => Some(Gap::The),
                "before" => Some(Gap::Before),
                "after" => Some(Gap::After),
                _ => None,
            },
        }
    }
}

type Joint = fn(Gap, &Found, &Found) -> Option<(Form, Option<Clock>)>;

/// The ways to join, the surest first.
const JOINTS: &[Joint] = &[
    modified,
    day_beside,
    dated_weekday,
    day_and_clock,
    clock_in_part,
    clock_and_day,
    part_of_year,
    years_part,
    weekday_of_week,
];

/// `early` + `this month`.
fn modified(gap: Gap, first: &Found, second: &Found) -> Option<(Form, Option<Clock>)> {
    let fits = first.form == Form::Modifier && matches!(gap, Gap::Nothing | Gap::The | Gap::Hyphen);
    (fits && is_dated(second)).then(|| (second.form.clone(), second.clock))
}

/// `the day` + before + `Christmas`.
fn day_beside(gap: Gap, first: &Found, second: &Found) -> Option<(Form, Option<Clock>)> {
    let step = match gap {
        Gap::Before => -1,
        Gap::After => 1,
        _ => return None,
    };
    (first.form == Form::DayBeside && is_day(&second.form) && !second.weak)
        .then(|| (Form::DayFrom(step, Box::new(second.form.clone())), second.clock))
}

fn is_dated(found: &Found) -> bool {
    let clock = matches!(found.form, Form::Clock(Clock::Part(_)));
    clock
        || !matches!(
            found.form,
            Form::Length(..)
                | Form::LengthText(_)
                | Form::Every(_)
                | Form::Vague(_)
                | Form::Clock(_)
                | Form::Modifier
                | Form::YearAgo
                | Form::Away(..)
        )
}

fn is_day(form: &Form) -> bool {
    matches!(
        form,
        Form::Weekday(..)
            | Form::Relative(Unit::Day, ..)
            | Form::InYear(Part::Day(..) | Part::Holiday(_), _)
            | Form::Slashed(..)
            | Form::DayOfMonth(_)
            | Form::DayOfNearMonth(..)
    )
}

/// `Friday` + `March 18`.
fn dated_weekday(gap: Gap, first: &Found, second: &Found) -> Option<(Form, Option<Clock>)> {
    let day = matches!(second.form, Form::InYear(Part::Day(..), _) | Form::Slashed(..) | Form::DayOfMonth(_));
    let fits = matches!(first.form, Form::Weekday(..)) && matches!(gap, Gap::Nothing | Gap::Comma);
    (fits && day && !second.weak).then(|| (second.form.clone(), second.clock.or(first.clock)))
}

/// `Friday` + `morning`, `Friday` + `7 p.m.`; `7 p.m. on Friday` + `evening` adds nothing new.
fn day_and_clock(gap: Gap, first: &Found, second: &Found) -> Option<(Form, Option<Clock>)> {
    let Form::Clock(clock) = second.form else { return None };
    let near = gap == Gap::Nothing || (gap == Gap::Comma && matches!(clock, Clock::At(..)));
    let new = (first.clock.is_none() && !second.weak) || matches!(clock, Clock::Part(_));
    (near && new && is_day(&first.form) && !first.weak).then(|| (first.form.clone(), first.clock.or(Some(clock))))
}

/// `9.30` + `last night`: the part of the day says which half of it is meant.
fn clock_in_part(gap: Gap, first: &Found, second: &Found) -> Option<(Form, Option<Clock>)> {
    let (Form::Clock(Clock::At(hour, minute)), Some(Clock::Part(part))) = (&first.form, second.clock) else {
        return None;
    };
    // `1.30 last night` is not 13:30.
    let late = match part {
        "AF" => 1..12,
        "EV" => 3..12,
        "NI" => 5..12,
        _ => 0..0,
    };
    let hour = if late.contains(hour) { hour + 12 } else { *hour };
    let fits = gap == Gap::Nothing && is_day(&second.form) && !second.weak;
    fits.then(|| (second.form.clone(), Some(Clock::At(hour, *minute))))
}

/// `10 p.m.` + `Wednesday`, `the morning` + of + `March 3`.
fn clock_and_day(gap: Gap, first: &Found, second: &Found) -> Option<(Form, Option<Clock>)> {
    let Form::Clock(clock) = first.form else { return None };
    let near = match clock {
        Clock::At(..) => matches!(gap, Gap::Nothing | Gap::Comma | Gap::On),
        Clock::Part(_) => matches!(gap, Gap::Nothing | Gap::On) || (gap == Gap::Of && !first.weak),
    };
    (near && is_day(&second.form) && second.clock.is_none() && !second.weak).then(|| (second.form.clone(), Some(clock)))
}

/// `July` + `last year`, `Christmas` + `2019`, `the third quarter` + of + `last year`.
fn part_of_year(gap: Gap, first: &Found, second: &Found) -> Option<(Form, Option<Clock>)> {
    let Form::InYear(part, Year::Open) = first.form else { return None };
    let year = match second.form {
        Form::InYear(Part::Whole, year) => year,
        Form::TheYear => Year::Told(0),
        _ => return None,
    };
    let near = match gap {
        Gap::Nothing | Gap::Of => true,
        Gap::In => matches!(year, Year::Given(_)) && matches!(part, Part::Day(..) | Part::Month(_)),
        Gap::Comma => matches!(year, Year::Given(_)) && !matches!(part, Part::Season(_)),
        _ => false,
    };
    (near && part != Part::Whole).then_some((Form::InYear(part, year), first.clock))
}

/// `last year` + 's + `third quarter`.
fn years_part(gap: Gap, first: &Found, second: &Found) -> Option<(Form, Option<Clock>)> {
    let Form::InYear(Part::Whole, year) = first.form else { return None };
    match second.form {
        Form::InYear(part @ (Part::Quarter(_) | Part::Half(_) | Part::Season(_) | Part::Holiday(_)), Year::Open) => {
            (gap == Gap::Possessive).then_some((Form::InYear(part, year), second.clock))
        }
        _ => None,
    }
}

/// `Monday` + of + `last week`.
fn weekday_of_week(gap: Gap, first: &Found, second: &Found) -> Option<(Form, Option<Clock>)> {
    let (Form::Weekday(day, Pick::Open), Form::Relative(Unit::Week, n, Base::Published)) = (&first.form, &second.form)
    else {
        return None;
    };
    matches!(gap, Gap::Nothing | Gap::Of).then_some((Form::Weekday(*day, Pick::OfWeek(*n)), first.clock))
}
