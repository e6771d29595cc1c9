//! What a bare number counts. Takes a quantity that is no fraction, multiple or compound; gives the figure with the noun
//! behind it, with the unit of a figure before it, or none where it is a time.

use super::Reading;
use crate::entities::EntityKind;
use crate::figures::decimal::Decimal;
use crate::figures::lexicon::NumberWord;
use crate::figures::line::Line;
use crate::figures::noun::Noun;
use crate::figures::numeral::Form;
use crate::figures::quantity::Quantity;
use crate::figures::scene::Scene;
use crate::figures::words::words;
use crate::figures::{Amount, Figure, FigureKind, approximation, cues, guard, noun, units};
use crate::grammar::Tag;
use crate::span::Span;

/// A count of the noun behind it, or of what the sentence has named before.
pub(super) fn read(scene: &Scene, quantity: &Quantity, before: &[Figure]) -> Option<Reading> {
    let line = &scene.line;
    let end = quantity.tokens.end;
    let noun = noun::after(line, end).filter(|noun| !is_date_behind(scene, end, noun.head));
    if guard::is_time(line, quantity, noun) {
        return None;
    }
    let noun = noun.filter(|noun| !scene.is_dated(noun.head));
    if noun.is_some_and(|noun| is_unhyphened(scene, noun, quantity)) {
        return Some(Reading::new(FigureKind::Count, Some(line.word(end)), end + 1, "figures/count-compound"));
    }
    if let Some(noun) = noun.filter(|noun| is_counted(scene, *noun, quantity)) {
        return Some(counted(scene, noun, end));
    }
    if let Some(reading) = elided(scene, quantity, before) {
        return Some(reading);
    }
    if is_level(scene, quantity) {
        return Some(Reading::new(FigureKind::Number, None, end, "figures/level"));
    }
    let unit = implied(scene, quantity, before);
    Some(Reading { kind: FigureKind::Count, unit, end, rule: "figures/count-bare" })
}

/// `a two car crash`, as if it were `two-car`: many of a thing in the singular that stands before another.
fn is_unhyphened(scene: &Scene, noun: Noun, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let end = quantity.tokens.end;
    let is_thing = |at: usize| line.tag(at) == Tag::NN && !line.is_capitalized(at) && !line.is_hyphen(at + 1);
    let is_one =
        line.any(quantity.tokens.start.wrapping_sub(1), words!["a", "the", "this", "that", "his", "her", "its"]);
    let many = quantity.low() > Some(Decimal::ONE) && quantity.scale == 0;
    !noun.is_plural && noun.head == end + 1 && is_one && many && is_thing(end) && is_thing(end + 1)
}

/// `from 6,868 last year`, `the 82 committed this week`: a date that stands by itself.
fn is_date_behind(scene: &Scene, end: usize, head: usize) -> bool {
    let opens = |at: usize| scene.line.any(at, words!["last", "this", "next", "each", "every"]);
    scene.is_dated(head) && (scene.is_dated(end) || opens(head.wrapping_sub(1)))
}

/// Money or a percentage whose unit was said of the one before: "rose to 5 million marks from 4 million", "to 5.1
/// percent from 4.8"; not "rose 0.3 percent to 162.8".
fn elided(scene: &Scene, quantity: &Quantity, before: &[Figure]) -> Option<Reading> {
    let line = &scene.line;
    let last = before.last()?;
    let start = approximation::before(line, quantity.tokens.start).map_or(quantity.tokens.start, |found| found.1);
    let compared = line.any(start.wrapping_sub(1), words!["from", "against", "versus"])
        || line.any(start.wrapping_sub(1), words!["with", "to"]) && line.is(start.wrapping_sub(2), "compared");
    let moved = line.is(start.wrapping_sub(1), "to");
    let (Amount::Exact(earlier), Some(value)) = (&last.amount, quantity.value()) else { return None };
    let times = |value: Decimal| value.checked_mul(Decimal::from(20));
    let is_near = times(*earlier) >= Some(value) && times(value) >= Some(*earlier);
    let text = line.text(last.span);
    let is_worded = text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(|c: char| c.is_alphabetic());
    let is_cent = ["p", "pence", "cents", "cent", "c"].iter().any(|cent| text.ends_with(cent));
    let (kind, rule) = match last.kind {
        FigureKind::Money if (compared || moved) && (is_worded || quantity.scale > 0) && !is_cent => {
            (FigureKind::Money, "figures/money-elided")
        }
        FigureKind::Percentage if compared && is_reached(line, last) => {
            (FigureKind::Percentage, "figures/percentage-elided")
        }
        _ => return None,
    };
    is_near.then(|| Reading::new(kind, last.unit.as_deref(), quantity.tokens.end, rule))
}

/// Whether "to", "at" or "of" stands before a figure: a level, not a change.
fn is_reached(line: &Line, figure: &Figure) -> bool {
    let head = line.text(Span::new(line.span(line.tokens().start).start(), figure.span.start())).trim_end();
    [" to", " at", " of", " was"].iter().any(|word| head.ends_with(word))
}

/// The figure runs to the noun; not across another: "12 of the 20 students", "two 14-year-old boys".
fn counted(scene: &Scene, noun: Noun, end: usize) -> Reading {
    let line = &scene.line;
    let is_number = |at: usize| line.is_number(at) || line.number_word(at).is_some_and(NumberWord::is_several);
    let of_number = line.is(end, "of") && (end + 1..noun.head.min(end + 4)).any(is_number);
    let is_measured = |at: usize| line.cues(at).has(cues::TIME) || units::at_token(line, at).is_some();
    let of_kind = (end..noun.head)
        .any(|at| is_number(at) && line.is_hyphen(at + 1) && is_measured(at + 2) && !line.is_dash(at - 1));
    let closes = line.is(end, "(") && line.is(noun.head + 1, ")");
    let to = if of_number || of_kind { end } else { noun.head + 1 + usize::from(closes) };
    Reading::new(FigureKind::Count, Some(noun::spelled(line, noun.head)), to, "figures/count")
}

/// A plural, a mass noun, or one thing, and the whole of it; never a person or place that happens to stand behind.
fn is_counted(scene: &Scene, noun: Noun, quantity: &Quantity) -> bool {
    let named = scene.name_kind(noun.head);
    let is_name = matches!(named, Some(EntityKind::Person | EntityKind::Place | EntityKind::Organization));
    let is_part = || quantity.value().is_some_and(|value| !value.is_whole());
    let is_people =
        named == Some(EntityKind::Country) || quantity.scale > 2 || quantity.low() >= Some(Decimal::from(100));
    noun.is_plural
        || !is_name && (!scene.line.is_capitalized(noun.head) || is_people) && !is_part()
        || quantity.low() == Some(Decimal::ONE)
}

/// An index reading, a rate: not a count, since it has decimals or belongs to an index.
fn is_level(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let before = quantity.tokens.start.wrapping_sub(1);
    let has_decimals = quantity.form == Form::Digits
        && quantity.scale == 0
        && (line.text(quantity.span).contains(['.', '/']) || quantity.low() < Some(Decimal::ZERO));
    let is_reached = line.any(before, words!["to", "at", "above", "below", "past"]) && quantity.form == Form::Digits;
    has_decimals || is_reached && line.mentions(cues::LEVEL)
}

/// What a number without a noun counts: "numbered 213", "killing 40", "and 12 in the south".
fn implied(scene: &Scene, quantity: &Quantity, before: &[Figure]) -> Option<String> {
    let line = &scene.line;
    let at = approximation::before(line, quantity.tokens.start).map_or(quantity.tokens.start, |found| found.1);
    let verb = at.wrapping_sub(1);
    if line.cues(verb).has(cues::TOLL) {
        return Some("people".to_owned());
    }
    if line.any(verb, words!["numbered", "totalled", "totaled", "number"]) {
        return noun_before(scene, verb);
    }
    if line.is(verb, "of") && line.cues(verb.wrapping_sub(1)).has(cues::AMOUNT) {
        return noun_before(scene, verb.wrapping_sub(1));
    }
    // `71 off 60 balls` are runs
    let goes_on = !line.is(quantity.tokens.end, "off")
        && line
            .any(verb, words!["and", "or", ",", "to", "from", "with", "than", "against", "averaging", "another", ";"]);
    let aside = aside(line, at).map(|aside| line.span(aside).start());
    let last = before.iter().rev().find(|figure| aside.is_none_or(|aside| figure.span.start() < aside));
    let last = last.filter(|figure| goes_on && figure.kind == FigureKind::Count && figure.rule != "figures/times")?;
    last.unit.clone()
}

/// Where "including five children", "among them five children" begins, which is part of what was counted before.
fn aside(line: &Line, at: usize) -> Option<usize> {
    let opens = |at: &usize| line.is(*at, "including") || line.reads(*at, &["among", "them"]);
    (at.saturating_sub(12).max(line.tokens().start)..at).rev().find(opens)
}

/// The nearest plural noun before a token.
fn noun_before(scene: &Scene, at: usize) -> Option<String> {
    let line = &scene.line;
    let first = at.saturating_sub(10).max(line.tokens().start);
    let found =
        (first..at).rev().find(|at| noun::is_plural(line, *at) && !line.is_mark(*at) && line.word(*at).len() > 3)?;
    Some(line.word(found).to_owned())
}
