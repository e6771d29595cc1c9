//! Ages: "13-year-old", "Slavin, 52,", "aged 55 to 65", "in her 40s". Takes a bare quantity; gives it as an age.

use crate::document::RuleId;
use crate::entities::EntityKind;
use crate::figures::cues;
use crate::figures::decimal::Decimal;
use crate::figures::lexicon::NumberWord;
use crate::figures::line::Line;
use crate::figures::numeral::{Form, life};
use crate::figures::quantity::{Quantity, Sense};
use crate::figures::scene::Scene;
use crate::figures::words::words;
use crate::figures::{Amount, noun};
use crate::grammar::Tag;

/// Sure before loose.
const STEPS: [fn(&Scene, &Quantity) -> Option<Quantity>; 9] =
    [years_old, decade_of_life, after_word, and_older, over_age, after_name, after_pronoun, as_young_as, at_age];

/// The quantity as an age, if it is one.
pub(super) fn read(scene: &Scene, quantity: &Quantity) -> Option<Quantity> {
    let fits = quantity.is_bare() && matches!(quantity.form, Form::Digits | Form::Words);
    let is_human = quantity.low().is_some_and(|age| age >= Decimal::ZERO && age < Decimal::from(130));
    let steps = if is_human { &STEPS[..] } else { &STEPS[..1] };
    fits.then(|| steps.iter().find_map(|step| step(scene, quantity)))?
}

fn aged(quantity: &Quantity, unit: &'static str, rule: RuleId) -> Quantity {
    Quantity { sense: Sense::Age(unit, rule), ..quantity.clone() }
}

/// `13-year-old`, `29 years old`, `six-month-old`, `80 years of age`, `18- to 24-year-olds`.
fn years_old(scene: &Scene, quantity: &Quantity) -> Option<Quantity> {
    let line = &scene.line;
    let noun_at = skip_hyphen(line, quantity.tokens.end);
    let unit = age_unit(line, noun_at)?;
    let old_at = skip_hyphen(line, noun_at + 1);
    let end = if line.any(old_at, words!["old", "olds"]) {
        old_at + 1
    } else if line.reads(noun_at + 1, &["of", "age"]) {
        noun_at + 3
    } else {
        return None;
    };
    let mut age = aged(quantity, unit, "figures/years-old");
    age.reach(line, end);
    Some(age)
}

fn skip_hyphen(line: &Line, at: usize) -> usize {
    at + usize::from(line.is_dash(at))
}

fn age_unit(line: &Line, at: usize) -> Option<&'static str> {
    if !line.cues(at).has(cues::AGE_NOUN) {
        return None;
    }
    Some(match line.word(at).as_bytes().first()?.to_ascii_lowercase() {
        b'm' => "month",
        b'w' => "week",
        b'd' => "day",
        _ => "year",
    })
}

/// "in her 40s", "his mid-30s", "their late teens".
fn decade_of_life(scene: &Scene, quantity: &Quantity) -> Option<Quantity> {
    let line = &scene.line;
    let (start, end) = (quantity.number.start, quantity.tokens.end);
    let first = u32::try_from(quantity.value()?.whole()?).ok()?;
    let is_worded = matches!(line.number_word(start), Some(NumberWord::Life(_)));
    let is_written = line.is(end, "s") && line.glued(end) && (20..=90).contains(&first) && first % 10 == 0;
    if !is_worded && !(is_written && life::is_owned(line, start)) {
        return None;
    }
    let mut age = aged(quantity, "year", "figures/decade-of-life");
    age.amount = Amount::Range(Decimal::from(first), Decimal::from(first / 10 * 10 + 9));
    age.reach(line, end + usize::from(!is_worded));
    Some(age)
}

/// `aged 55 to 65`, `age 27`, `at the age of 27`, `between the ages of 17 and 20`, `children under the age of five`.
fn after_word(scene: &Scene, quantity: &Quantity) -> Option<Quantity> {
    let line = &scene.line;
    let start = quantity.tokens.start;
    let mut before = start.wrapping_sub(1);
    if line.any(before, words!["about", "around", "between", "just", "only", "under", "over", "from"]) {
        before = before.wrapping_sub(1);
    }
    let counts = || noun::after(line, quantity.tokens.end).is_some_and(|noun| noun.is_plural);
    let named = is_age(line, before) || line.is(before, "of") && is_age(line, before.wrapping_sub(1));
    // `people over 65`, `patients were over 65`
    let were = usize::from(line.any(before, words!["were", "are", "be"]));
    let people = line.cues(before.wrapping_sub(were)).has(cues::PEOPLE);
    let bound = line.any(start.wrapping_sub(1), words!["under", "over"]) && people && quantity.scale == 0 && !counts();
    (named || bound || is_listed_age(line, start) && !counts()).then(|| aged(quantity, "year", "figures/aged"))
}

fn is_age(line: &Line, at: usize) -> bool {
    line.any(at, words!["aged", "age", "ages"])
}

/// Whether the number that begins at a token goes on a list of ages: `aged 3, 5 and 7`.
fn is_listed_age(line: &Line, start: usize) -> bool {
    let joint = |n: usize| start.wrapping_sub(2 * n - 1);
    let joined = |n: &usize| line.any(joint(*n), words!["and", "or", ","]) && line.is_number(joint(*n).wrapping_sub(1));
    (1..=3).take_while(joined).any(|n| is_age(line, joint(n + 1)))
}

/// `18 and older`, `65 or over`.
fn and_older(scene: &Scene, quantity: &Quantity) -> Option<Quantity> {
    let line = &scene.line;
    let end = quantity.tokens.end;
    let is_older = line.any(end, words!["and", "or"]) && line.any(end + 1, words!["older", "younger"])
        || line.is(end, "and") && line.any(end + 1, words!["over", "under", "above"]) && !line.is_number(end + 2);
    is_older.then(|| {
        let mut age = aged(quantity, "year", "figures/and-older");
        age.reach(line, end + 2);
        age
    })
}

/// `over-65s`, `under-fives`, `under 18s`, `Under 18's`.
fn over_age(scene: &Scene, quantity: &Quantity) -> Option<Quantity> {
    let line = &scene.line;
    let (start, end) = (quantity.number.start, quantity.tokens.end);
    let dash = start.wrapping_sub(1);
    let before = if line.is_dash(dash) && line.glued(start) { dash.wrapping_sub(1) } else { dash };
    let named = line.any(before, words!["over", "under"]);
    let plural = line.any(end, words!["s", "'s", "’s"]) && line.glued(end);
    (named && plural && !line.mentions(cues::SPORT)).then(|| {
        let mut age = aged(quantity, "year", "figures/over-age");
        age.reach(line, end + 1);
        age
    })
}

/// `Slavin, 52,` and `Slavin (52)`: a number set apart behind a person.
fn after_name(scene: &Scene, quantity: &Quantity) -> Option<Quantity> {
    let line = &scene.line;
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let now = usize::from(line.any(start.wrapping_sub(1), words!["now", "then", "just"]));
    let mark = start.wrapping_sub(1 + now);
    // In words only where a word for a person says so: `her son Alfie, four,`.
    let person = |at: usize| line.cues(at).has(cues::PERSON);
    let is_worded = line.is(end, ",") && (person(mark.wrapping_sub(1)) || person(mark.wrapping_sub(2)));
    let is_written = quantity.form == Form::Digits || is_worded;
    let is_digits = is_written && quantity.value()?.is_whole() && !scene.is_dated(start);
    let is_set_apart = match line.word(mark) {
        "," => closes(line, end),
        // `(27)` behind a batter are runs
        "(" => {
            line.is(end, ")")
                && quantity.value()? >= Decimal::from(10)
                && !line.mentions(cues::BATTING)
                && !line.is_on_cricket()
                && !is_tally(line, start)
        }
        _ => false,
    };
    let sure = line.is(mark, "(");
    (is_digits && is_set_apart && names_person(scene, mark.wrapping_sub(1), sure))
        .then(|| aged(quantity, "year", "figures/after-name"))
}

/// How far apart the numbers of a list of scorers stand.
const TALLY: usize = 12;

/// `Gow (13), Holm (12)`, where they are told as scorers: what each of them made, or when.
fn is_tally(line: &Line, at: usize) -> bool {
    let is_other = |open: usize| {
        line.is(open, "(") && line.is_number(open + 1) && line.is(open + 2, ")") && line.is_capitalized(open - 1)
    };
    let near = at.saturating_sub(TALLY).max(line.tokens().start + 1)..at + TALLY;
    line.mentions(cues::SCORERS) && near.into_iter().any(|open| open + 1 != at && is_other(open))
}

/// Whether the number is set apart on its right; `, 10 of the suspects` are counted.
fn closes(line: &Line, at: usize) -> bool {
    let counts =
        line.is(at, "of") && line.any(at + 1, words!["the", "them", "those", "these", "whom", "which", "their", "its"]);
    !counts && is_closed(line, at)
}

fn is_closed(line: &Line, at: usize) -> bool {
    !line.holds(at)
        || line.any(at, words![",", ".", ";", ")", ":", "and", "was", "is", "said", "who", "of", "from", "told", "has"])
        || line.any(at, words!["”", "\"", "’", "–", "—", "―", "but", "died", "had", "from"])
}

/// A person's name, known or by its look, or a word for a person.
fn names_person(scene: &Scene, at: usize, sure: bool) -> bool {
    let line = &scene.line;
    match scene.name_kind(at) {
        Some(EntityKind::Person) => true,
        // a surname that is also a place: "Lincoln, 43, a father of two"
        Some(kind) => kind != EntityKind::Country && line.is(at + 1, ",") && line.is(at + 3, ","),
        None if line.cues(at).has(cues::PERSON) => true,
        None if sure => false,
        None => looks_like_surname(scene, at) || is_doer(line, at),
    }
}

/// `a motorcyclist, 57, has died`: a doer by its ending, with a comma on either side of the number; with `who` behind it
/// any noun: `Death of scaffolder, 31, who fell`.
fn is_doer(line: &Line, at: usize) -> bool {
    let word = line.word(at);
    if line.is(at + 1, ",") && line.is(at + 3, ",") && line.is(at + 4, "who") {
        return matches!(line.tag(at), Tag::NN | Tag::NNP);
    }
    let ends = ["cyclist", "list", "man", "woman", "ian", "ant", "eer", "ker", "der", "ner", "ver"];
    let article =
        (1..=3).any(|back| line.any(at.wrapping_sub(back), words!["a", "an", "the", "his", "her", "another"]));
    line.is(at + 1, ",") && line.is(at + 3, ",") && article && ends.iter().any(|end| word.ends_with(end))
}

fn looks_like_surname(scene: &Scene, at: usize) -> bool {
    let line = &scene.line;
    let word = line.word(at);
    let is_written_so = line.is_capitalized(at) && word.chars().skip(1).any(char::is_lowercase) && !scene.is_dated(at);
    let is_suffix = line.any(at, words!["Jr.", "Jr", "Sr.", "III", "II"]);
    (is_written_so || is_suffix) && !line.cues(at).has(cues::WEAK_LABEL)
}

/// `She is 52.`, `who was 80`, `he turns 50 in May`, `Justice Oban will be 80`.
fn after_pronoun(scene: &Scene, quantity: &Quantity) -> Option<Quantity> {
    let line = &scene.line;
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let mut verb = start.wrapping_sub(1);
    if line.any(verb, words!["now", "only", "just", "then", "about", "almost", "nearly", "under", "over"]) {
        verb = verb.wrapping_sub(1);
    }
    let turns = line.any(verb, words!["turn", "turned", "turns", "turning"]);
    let will = line.is(verb, "be") && line.any(verb.wrapping_sub(1), words!["will", "would", "'ll", "’ll"]);
    let is = will || line.any(verb, words!["is", "was", "'s", "’s", "were"]);
    let before = verb.wrapping_sub(1 + usize::from(will));
    // `when they were 12`, `since I was nine`; without the first word `they were 12` counts them
    let once = line.any(before.wrapping_sub(1), words!["when", "since", "until", "before", "because"])
        && line.any(before, words!["he", "she", "they", "we", "i"]);
    let ends = once
        || !line.holds(end)
        || line.any(end, words![",", ".", ";", "when", "and", "at", "on", "in", "last", "next", "after", "before"]);
    // `she turns 80 next week`
    let counted = || noun::after(line, end).is_some() && !line.any(end, words!["next", "last", "this"]);
    (ends && (turns || is && (once || is_somebody(scene, quantity, before))) && !counted())
        .then(|| aged(quantity, "year", "figures/is-aged"))
}

/// Whether one person stands at a token; a player who is named may have made so many.
fn is_somebody(scene: &Scene, quantity: &Quantity, at: usize) -> bool {
    let line = &scene.line;
    let played = || line.mentions(cues::SPORT) || line.mentions(cues::CRICKET);
    let is_owner = line.any(at + 1, words!["'s", "’s"]);
    let is_old = quantity.low() >= Some(Decimal::from(10));
    let is_named = || scene.name_kind(at) == Some(EntityKind::Person) && is_old && !is_owner;
    line.any(at, words!["he", "she", "who", "i", "youngest", "oldest", "eldest"])
        || line.cues(at).has(cues::PERSON)
        || is_named() && !played()
}

/// `as young as five`, `younger than 5`, `older than 65`.
fn as_young_as(scene: &Scene, quantity: &Quantity) -> Option<Quantity> {
    let line = &scene.line;
    let start = quantity.tokens.start;
    let than = start.wrapping_sub(1);
    let young = line.any(start.wrapping_sub(2), words!["young", "old", "younger", "older"]);
    let compared = line.any(than, words!["as", "than"]) && young;
    (compared && noun::after(line, quantity.tokens.end).is_none())
        .then(|| aged(quantity, "year", "figures/as-young-as"))
}

/// `she joined the navy at 17`, `he died at 83`: a step of life, and nothing counted.
fn at_age(scene: &Scene, quantity: &Quantity) -> Option<Quantity> {
    let line = &scene.line;
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let at = start.wrapping_sub(1);
    let told = line.is(at, "at") && quantity.value()?.is_whole() && quantity.value()? >= Decimal::from(3);
    if !told || scene.is_dated(start) {
        return None;
    }
    // `At 17 she went to sea.`, `At 17, she ...`, `At 17, Gow ...`
    let next = end + usize::from(line.is(end, ","));
    let is_named = || next > end && scene.name_kind(next) == Some(EntityKind::Person);
    if line.is_capitalized(at) && (line.any(next, words!["he", "she", "i"]) || is_named()) {
        return Some(aged(quantity, "year", "figures/at-age"));
    }
    // `classes are capped at 20`
    let is_put = matches!(line.tag(at.wrapping_sub(1)), Tag::VBN | Tag::VBD);
    if !ends_clause(line, end) || is_put && !line.cues(at.wrapping_sub(1)).has(cues::LIFE) {
        return None;
    }
    let first = at.saturating_sub(8).max(line.tokens().start);
    let steps = (first..at).any(|at| line.cues(at).has(cues::LIFE));
    steps.then(|| aged(quantity, "year", "figures/at-age"))
}

fn ends_clause(line: &Line, at: usize) -> bool {
    !line.holds(at)
        || line.any(
            at,
            words![",", ".", ";", ")", "and", "but", "in", "with", "when", "after", "to", "of", "while", "from"],
        )
}
