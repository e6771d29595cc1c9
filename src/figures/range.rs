//! Two numbers that belong together. Takes the quantities of a sentence in order; joins ranges ("$112 to $118",
//! "between 17 and 20", "6-7 per cent"), shares out a unit that is written once ("3 and 5 per cent"), and leaves
//! changes ("from 3 to 5 per cent", "by $2 to $45") as two.

use crate::figures::cues;
use crate::figures::decimal::Decimal;
use crate::figures::line::Line;
use crate::figures::numeral::Form;
use crate::figures::quantity::{Quantity, Sense};
use crate::figures::scene::Scene;
use crate::figures::words::words;
use crate::figures::{Amount, approximation, guard, score};

/// What stands between two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    Dash,
    To,
    And,
    Or,
    Comma,
}

/// Joins and shares, from left to right.
pub(super) fn join(scene: &Scene, quantities: &mut Vec<Quantity>) {
    if quantities.len() < 2 {
        return;
    }
    let (mut at, mut joined) = (0, 0);
    while at < quantities.len() {
        let pair = quantities.get(at + 1).and_then(|second| pair(scene, &quantities[at], second));
        let count = 1 + usize::from(pair.is_some());
        if let Some(pair) = pair {
            quantities[at] = pair;
        }
        if joined < at {
            quantities.swap(joined, at);
        }
        (at, joined) = (at + count, joined + 1);
    }
    quantities.truncate(joined);
    share(scene, quantities);
}

/// What two quantities make together, if they belong to one another.
fn pair(scene: &Scene, first: &Quantity, second: &Quantity) -> Option<Quantity> {
    let pair = score::of_pair(scene, first, second).or_else(|| range(scene, first, second));
    pair.or_else(|| added(&scene.line, first, second)).or_else(|| with_inches(&scene.line, first, second))
}

fn joint(line: &Line, first: &Quantity, second: &Quantity) -> Option<Joint> {
    let (from, to) = (first.tokens.end, second.tokens.start);
    if to == from + 1 {
        return single_joint(line, from);
    }
    // "18- to 24-year-olds", "two-to-three"
    let is_hung = to <= from + 3 && line.is_dash(from) && line.glued(from);
    is_hung.then(|| single_joint(line, from + 1).filter(|joint| matches!(joint, Joint::To | Joint::Or | Joint::And)))?
}

fn single_joint(line: &Line, at: usize) -> Option<Joint> {
    match line.word(at) {
        "-" | "–" | "‑" | "—" | "−" if line.glued(at) && line.glued(at + 1) => Some(Joint::Dash),
        "-" | "–" if line.is_number(at - 1) && line.is_number(at + 1) && !line.glued(at) && !line.glued(at + 1) => {
            Some(Joint::Dash)
        }
        "to" => Some(Joint::To),
        "and" | "&" => Some(Joint::And),
        "or" => Some(Joint::Or),
        "," => Some(Joint::Comma),
        _ => None,
    }
}

/// The range of two quantities, if they are one.
fn range(scene: &Scene, first: &Quantity, second: &Quantity) -> Option<Quantity> {
    let line = &scene.line;
    let joint = joint(line, first, second)?;
    let sense = common_sense(first, second)?;
    let (low, high) = (shared_scale(first, second)?, second.value()?);
    let fits = low < high && first.form != Form::Fraction && second.form != Form::Vague && !is_year(scene, first);
    if !fits || !says_range(line, first, second, joint, (low, high)) {
        return None;
    }
    let mut range = first.clone();
    range.reach(line, second.tokens.end);
    range.number.end = second.number.end;
    range.amount = Amount::Range(low, high);
    range.sense = sense;
    Some(range)
}

/// A unit, a smaller one that is said with it, and how many of it make one.
const PARTS: [(&str, &str, i128); 2] = [("foot", "inch", 12), ("stone", "pound-mass", 14)];

/// A larger and a smaller unit that make one amount: "5ft 10in", "three dollars and 50 cents".
fn added(line: &Line, first: &Quantity, second: &Quantity) -> Option<Quantity> {
    let (from, to) = (first.tokens.end, second.tokens.start);
    if from != to && !(to == from + 1 && line.is(from, "and")) {
        return None;
    }
    let more = match (first.sense, second.sense) {
        (Sense::Money(main), Sense::Money(cent)) if !main.is_cent && cent.is_cent => second.value()?,
        (Sense::Unit(main), Sense::Unit(part)) => {
            let (_, _, parts) = PARTS.into_iter().find(|(of, name, _)| *of == main.name && *name == part.name)?;
            Decimal::ratio(i128::from(second.value()?.whole()?), parts)?
        }
        _ => return None,
    };
    sum(line, first, second, more)
}

/// `6-foot-2`, as America says: the inches without their unit.
fn with_inches(line: &Line, first: &Quantity, second: &Quantity) -> Option<Quantity> {
    let hyphened = line.is_hyphen(first.tokens.end) && second.tokens.start == first.tokens.end + 1;
    let in_feet = matches!(first.sense, Sense::Unit(unit) if unit.name == "foot");
    let are_inches = second.is_bare() || matches!(second.sense, Sense::Unit(unit) if unit.name == "inch");
    let inches = second.value()?.whole().filter(|inches| hyphened && in_feet && are_inches && *inches < 12)?;
    sum(line, first, second, Decimal::ratio(i128::from(inches), 12)?)
}

fn sum(line: &Line, first: &Quantity, second: &Quantity, more: Decimal) -> Option<Quantity> {
    let mut sum = first.clone();
    sum.reach(line, second.tokens.end);
    sum.amount = Amount::Exact(first.value()?.checked_add(more)?);
    Some(sum)
}

/// The unit of both; one may leave it to the other.
fn common_sense(first: &Quantity, second: &Quantity) -> Option<Sense> {
    match (first.sense, second.sense) {
        (a, b) if a == b => Some(a),
        (Sense::Bare, b) if second.number.start == second.tokens.start => Some(b),
        (a @ Sense::Money(_), Sense::Bare) if first.number.end == first.tokens.end => Some(a),
        _ => None,
    }
}

/// The first value, times the scale that only the second has: "between 100 and 200 million", "$9.5-11bn", and with the
/// cents that only the second has.
fn shared_scale(first: &Quantity, second: &Quantity) -> Option<Decimal> {
    let (low, high) = (first.value()?, second.value()?);
    if matches!((first.sense, second.sense), (Sense::Bare, Sense::Money(c)) if c.is_cent) {
        return low.scaled(-2);
    }
    let mantissa = high.scaled(-second.scale)?;
    let shares = first.scale == 0 && second.scale > 0 && low < mantissa && low < Decimal::from(1000);
    if shares { low.scaled(second.scale) } else { Some(low) }
}

fn says_range(line: &Line, first: &Quantity, second: &Quantity, joint: Joint, values: (Decimal, Decimal)) -> bool {
    let before = before_loose(line, first.tokens.start);
    match joint {
        Joint::Dash => true,
        Joint::And => line.is(before, "between") || line.any(before, words!["of", "ages"]) && is_ages(line, before),
        Joint::Or => !is_one_article(line, first) && is_near(values, 3) && !has_own_noun(line, first),
        // `from $2 to $3`, `from the previous $2 to $3`
        Joint::To if line.is(before, "from") || line.any(before, words!["previous", "current", "old", "original"]) => {
            is_varying(line, before)
        }
        // `fell 3 per cent, or $2, to $45`
        Joint::To if line.is(before, "or") && line.any(before.wrapping_sub(1), words!["percent", "cent", "%", ","]) => {
            is_near(values, 2)
        }
        // `by five to six metres`; a change has a unit of its own: `by $2 to $45`
        Joint::To if line.is(before, "by") => first.sense != second.sense,
        Joint::To if line.cues(before).has(cues::CHANGE) => first.sense != second.sense || is_near(values, 2),
        Joint::To => true,
        Joint::Comma => false,
    }
}

fn is_ages(line: &Line, at: usize) -> bool {
    line.is(at, "ages") && line.is(at.wrapping_sub(1), "between")
        || line.is(at.wrapping_sub(1), "ages") && (1..=3).any(|back| line.is(at.wrapping_sub(1 + back), "between"))
}

/// The token before, across what loosens the number: "from about 3 to 5", "by more than 3 to 5".
fn before_loose(line: &Line, start: usize) -> usize {
    let before = approximation::before(line, start).map_or(start, |found| found.1).wrapping_sub(1);
    if line.any(before, words!["just", "only", "an"]) { before.wrapping_sub(1) } else { before }
}

/// "ranging from 3 to 5", "anywhere from 3 to 5", "aged from 3 to 5".
fn is_varying(line: &Line, from: usize) -> bool {
    (1..=2).any(|back| line.cues(from.wrapping_sub(back)).has(cues::VARYING))
}

fn is_near((low, high): (Decimal, Decimal), times: u32) -> bool {
    low > Decimal::ZERO && low.checked_mul(Decimal::from(times)).is_some_and(|bound| high <= bound)
}

fn is_one_article(line: &Line, quantity: &Quantity) -> bool {
    line.is(quantity.number.start, "one") && quantity.number.len() == 1 && quantity.scale > 0
}

fn has_own_noun(line: &Line, quantity: &Quantity) -> bool {
    quantity.is_bare() && quantity.tokens.end != quantity.number.end || line.is(quantity.tokens.start, "a")
}

fn is_year(scene: &Scene, quantity: &Quantity) -> bool {
    quantity.is_bare() && scene.is_dated(quantity.number.start)
}

/// Gives the unit of a quantity to the bare numbers listed or set against it right before: "3, 4 and 5 per cent".
fn share(scene: &Scene, quantities: &mut [Quantity]) {
    let mut shared = false;
    for i in (1..quantities.len()).rev() {
        let (before, after) = quantities.split_at_mut(i);
        let (Some(first), Some(second)) = (before.last_mut(), after.first()) else { continue };
        let has_shared = std::mem::take(&mut shared);
        let is_label = guard::behind_label(scene, first);
        if !first.is_bare()
            || is_year(scene, first)
            || is_label
            || first.form == Form::Fraction
            || first.form == Form::Vague
        {
            continue;
        }
        let Some(joint) = joint(&scene.line, first, second) else { continue };
        if gives(second, joint, has_shared) {
            shared = true;
            first.sense = second.sense;
            if matches!(second.sense, Sense::Money(currency) if currency.is_cent) {
                first.amount = scaled(&first.amount, -2);
            }
        }
    }
}

fn gives(second: &Quantity, joint: Joint, has_shared: bool) -> bool {
    let is_behind = has_shared || second.tokens.end > second.number.end;
    let is_listed = matches!(joint, Joint::And | Joint::Or | Joint::Comma | Joint::To);
    is_behind && is_listed && matches!(second.sense, Sense::Money(_) | Sense::Unit(_))
}

fn scaled(amount: &Amount, power: i32) -> Amount {
    match amount {
        Amount::Exact(value) => Amount::Exact(value.scaled(power).unwrap_or(*value)),
        other => other.clone(),
    }
}
