//! The last step: from quantities to figures. Decides what a bare number counts, divides or multiplies, and adds what
//! stands around every figure: `about`, `a share`.

mod count;

use crate::document::RuleId;
use crate::figures::currency::Currency;
use crate::figures::decimal::Decimal;
use crate::figures::line::Line;
use crate::figures::noun::Noun;
use crate::figures::numeral::Form;
use crate::figures::quantity::{Quantity, Sense};
use crate::figures::scene::Scene;
use crate::figures::words::words;
use crate::figures::{Amount, Figure, FigureKind, age, approximation, cues, guard, noun, per, score};
use crate::grammar::Tag;
use crate::span::Span;

/// What a quantity has been found to be.
struct Reading {
    kind: FigureKind,
    unit: Option<String>,
    /// The token behind the unit or noun.
    end: usize,
    rule: RuleId,
}

impl Reading {
    fn new(kind: FigureKind, unit: Option<&str>, end: usize, rule: RuleId) -> Self {
        Self { kind, unit: unit.map(str::to_owned), end, rule }
    }
}

/// The figure that a quantity states, if it states one. `before` are the figures of the sentence so far.
pub(super) fn figure(scene: &Scene, quantity: &Quantity, before: &[Figure]) -> Option<Figure> {
    let line = &scene.line;
    let aged =
        age::read(scene, quantity).or_else(|| score::to_nil(line, quantity)).or_else(|| unsigned(line, quantity));
    let quantity = aged.as_ref().unwrap_or(quantity);
    let reading = read(scene, quantity, before).filter(|_| !is_name_of_letter(scene, quantity))?;
    let mut span = quantity.span;
    if reading.end > quantity.tokens.end {
        span = span.to(line.span(reading.end - 1));
    }
    Some(Figure {
        span,
        kind: reading.kind,
        amount: quantity.amount.clone(),
        unit: reading.unit,
        per: per::of(line, quantity, reading.end),
        approximation: loosening(scene, quantity, reading.end),
        rule: reading.rule,
    })
}

/// `–14 Chinese and two Thais`: things are never less than none, so the sign is a dash.
fn unsigned(line: &Line, quantity: &Quantity) -> Option<Quantity> {
    let first = quantity.tokens.start;
    let value = quantity.value().filter(|value| *value < Decimal::ZERO && quantity.is_bare() && line.is_dash(first))?;
    let counts = noun::after(line, quantity.tokens.end).is_some_and(|noun| noun.is_plural);
    counts.then(|| Quantity {
        tokens: first + 1..quantity.tokens.end,
        number: first + 1..quantity.number.end,
        span: Span::new(line.span(first + 1).start(), quantity.span.end()),
        amount: Amount::Exact(value.negated()),
        ..quantity.clone()
    })
}

/// `N95`, `M25`: a letter and a short number are a name, but money where the letter is that of the country's currency.
fn is_name_of_letter(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let Sense::Money(currency) = quantity.sense else { return false };
    let is_glued = line.word(quantity.number.start).starts_with(|c: char| c.is_ascii_uppercase());
    let is_short = quantity.scale == 0 && line.text(quantity.span).len() <= 4;
    is_glued && is_short && currency.is_letter() && !scene.facts.home.is_of(currency)
}

fn read(scene: &Scene, quantity: &Quantity, before: &[Figure]) -> Option<Reading> {
    let end = quantity.tokens.end;
    match quantity.sense {
        Sense::Money(currency) => Some(money(scene, currency, quantity, before)),
        Sense::Unit(unit) => Some(Reading::new(unit.kind, Some(unit.name), end, kind_rule(unit.kind))),
        Sense::Age(unit, rule) => Some(Reading::new(FigureKind::Age, Some(unit), end, rule)),
        Sense::Score => Some(Reading::new(FigureKind::Score, None, end, "figures/score")),
        // `one in four named abortion`: the verb follows.
        Sense::Share if verb_follows(scene, end) => {
            Some(Reading::new(FigureKind::Fraction, None, end, "figures/one-in"))
        }
        Sense::Share => Some(divided(scene, end, "figures/one-in")),
        Sense::Bare if guard::is_no_figure(scene, quantity) => None,
        Sense::Bare => bare(scene, quantity, before),
    }
}

/// Whether a verb in the past tense stands at a token.
fn verb_follows(scene: &Scene, at: usize) -> bool {
    scene.line.tag(at) == Tag::VBD
}

fn kind_rule(kind: FigureKind) -> RuleId {
    if kind == FigureKind::Percentage { "figures/percentage" } else { "figures/measure" }
}

/// Money; "pounds" without a sign may be weight.
fn money(scene: &Scene, currency: Currency, quantity: &Quantity, before: &[Figure]) -> Reading {
    let end = quantity.tokens.end;
    let (code, rule) = scene.facts.home.code(currency);
    // `a loss of €4.2m, or 3.1c a share`
    let in_euros = || before.iter().rfind(|figure| figure.kind == FigureKind::Money)?.unit.as_deref();
    if currency.is_cent && code == "USD" && in_euros() == Some("EUR") {
        return Reading::new(FigureKind::Money, Some("EUR"), end, "figures/money");
    }
    if rule == "figures/money-country" && is_conversion(scene, quantity, before, code) {
        return Reading::new(FigureKind::Money, Some("USD"), end, "figures/money-common");
    }
    let is_worded = quantity.tokens.start == quantity.number.start;
    if code == "GBP" && rule == "figures/money-common" && is_worded && weighs(scene, quantity) {
        return Reading::new(FigureKind::Measure, Some("pound"), end, "figures/measure");
    }
    Reading::new(FigureKind::Money, Some(code), end, rule)
}

/// `A$165 million ($151.6 million)`: nobody converts into the same currency, so the bare sign is the American one.
fn is_conversion(scene: &Scene, quantity: &Quantity, before: &[Figure], code: &str) -> bool {
    let line = &scene.line;
    let start = quantity.tokens.start;
    let last = || before.last().filter(|last| last.kind == FigureKind::Money && last.unit.as_deref() == Some(code));
    let is_sign = line.word(start) == "$" && line.is(start.wrapping_sub(1), "(");
    let marked = |last: &Figure| line.text(last.span).starts_with(|c: char| c.is_ascii_alphabetic());
    is_sign && last().is_some_and(|last| marked(last) && line.span(start - 2).end() == last.span.end())
}

/// Whether "pounds" are weight: of something, beside a word of weighing, or small and nowhere near Britain.
fn weighs(scene: &Scene, quantity: &Quantity) -> bool {
    let line = &scene.line;
    let end = quantity.tokens.end;
    let of = line.is(end, "of") || line.is_hyphen(quantity.number.end);
    line.any(end - 1, words!["pound", "pounds"]) && (of || line.mentions(cues::MASS)) && quantity.scale < 9
}

fn bare(scene: &Scene, quantity: &Quantity, before: &[Figure]) -> Option<Reading> {
    match quantity.form {
        Form::Fraction => fraction(scene, quantity),
        Form::Multiple => Some(multiple(scene, quantity.tokens.end)),
        _ => times(scene, quantity)
            .or_else(|| compound(scene, quantity))
            .unwrap_or_else(|| count::read(scene, quantity, before)),
    }
}

/// `two-thirds of voters`, `half the town`, `a third`: not "the first half", "a third man".
fn fraction(scene: &Scene, quantity: &Quantity) -> Option<Reading> {
    let line = &scene.line;
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let before = start.wrapping_sub(1);
    let is_divided = line
        .any(end, words!["were", "are", "have", "of", "the", "its", "their", "his", "her", "our", "that", "those"])
        || line.any(end, words!["more", "less", "fewer"])
        || is_compared(line, end);
    let is_set_off =
        approximation::before(line, start).is_some() || line.any(before, words!["by", "to", "from", "than"]);
    let counted = quantity.number.len() > 1 && !line.any(start, words!["a", "an"])
        || line.is_number(start)
        || !line.word(start).is_ascii();
    let part_of_match =
        line.any(before, words!["first", "second", "last", "other", "latter", "final", "opening", "this"]);
    let joined = line.is_hyphen(end) && !counted;
    // `a third more patients`, but `a third lower`
    let reading = match is_compared(line, end) {
        true => Reading::new(FigureKind::Fraction, None, end, "figures/fraction"),
        false => divided(scene, end, "figures/fraction"),
    };
    let noun = (reading.end > end).then(|| Noun { head: reading.end - 1, is_plural: false });
    let is_time = guard::is_time(line, quantity, noun);
    let is_article = line.any(start, words!["a", "an"]) && !is_divided && !(end..reading.end).is_empty();
    (!joined && !part_of_match && !is_time && !is_article && (is_divided || is_set_off || counted)).then_some(reading)
}

/// `a third lower`, `half as likely`: a comparison, with nothing that is divided.
fn is_compared(line: &Line, end: usize) -> bool {
    let as_so = line.is(end, "as") && matches!(line.tag(end + 1), Tag::JJ | Tag::RB);
    as_so || line.any(end, words!["higher", "lower", "bigger", "larger", "smaller"])
}

fn divided(scene: &Scene, end: usize, rule: RuleId) -> Reading {
    let line = &scene.line;
    match noun::divided(line, end).filter(|noun| !scene.is_dated(noun.head)) {
        Some(noun) => Reading::new(FigureKind::Fraction, Some(line.word(noun.head)), noun.head + 1, rule),
        None => Reading::new(FigureKind::Fraction, None, end, rule),
    }
}

/// `twice`, `tenfold`: a factor, or how often something was done.
fn multiple(scene: &Scene, end: usize) -> Reading {
    let line = &scene.line;
    let is_factor = line.cues(end).has(cues::RATIO) || !line.any(end - 1, words!["twice", "thrice"]);
    if is_factor {
        return Reading::new(FigureKind::Multiple, None, end, "figures/multiple");
    }
    Reading::new(FigureKind::Count, Some("times"), end, "figures/times")
}

/// `1.8 times earnings`, `three times as many`, `10-fold`, `5x`; `three times before` is a count.
fn times(scene: &Scene, quantity: &Quantity) -> Option<Option<Reading>> {
    let line = &scene.line;
    let end = quantity.tokens.end;
    if line.is_hyphen(end) && line.is(end + 1, "fold") {
        return Some(Some(Reading::new(FigureKind::Multiple, None, end + 2, "figures/multiple")));
    }
    if !line.is(end, "times") {
        return None;
    }
    // `three times as many`; in `scored three times as they won` nothing is compared.
    let is_compared = !line.is(end + 1, "as") || matches!(line.tag(end + 2), Tag::JJ | Tag::RB);
    let is_factor =
        line.cues(end + 1).has(cues::RATIO) && is_compared || quantity.value().is_some_and(|value| !value.is_whole());
    if is_factor {
        return Some(Some(Reading::new(FigureKind::Multiple, None, end + 1, "figures/multiple")));
    }
    Some(Some(Reading::new(FigureKind::Count, Some("times"), end + 1, "figures/times")))
}

/// `three-judge panel`, `50-page report`, `500-strong crowd`: not "27-nation bloc", "five-star hotel", "two-year plan".
fn compound(scene: &Scene, quantity: &Quantity) -> Option<Option<Reading>> {
    let line = &scene.line;
    let end = quantity.tokens.end;
    if !line.is_hyphen(end) {
        return None;
    }
    // `80-odd seats`
    if approximation::after(line, end).is_some() {
        return None;
    }
    let cues = line.cues(end + 1);
    let is_refused =
        cues.has(cues::UNCOUNTED) || cues.has(cues::TIME) || cues.has(cues::STOP) || !line.is_word(end + 1);
    if is_refused || line.is_hyphen(end + 2) {
        return Some(None);
    }
    let unit = Some(line.word(end + 1)).filter(|word| *word != "strong");
    Some(Some(Reading::new(FigureKind::Count, unit, end + 2, "figures/count-compound")))
}

fn loosening(scene: &Scene, quantity: &Quantity, end: usize) -> Option<String> {
    let line = &scene.line;
    if quantity.form == Form::Vague {
        return Some("vague".to_owned());
    }
    let before = approximation::before(line, quantity.tokens.start);
    let behind = || (end != quantity.tokens.end).then(|| approximation::after(line, end)).flatten();
    let after = || approximation::after(line, quantity.tokens.end).or_else(behind);
    before.or_else(after).map(|found| found.0.to_owned())
}
