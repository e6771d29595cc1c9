//! What is counted. Takes the place behind a number; gives the head of the noun phrase: "missiles" in "six cruise
//! missiles", "leaders" in "four of the country's opposition leaders". Without a parser: across adjectives,
//! participles and compounds to the last noun; up to a preposition, verb or comma.

use crate::figures::lexicon::NumberWord;
use crate::figures::line::Line;
use crate::figures::scene::Scene;
use crate::figures::words::{Words, words};
use crate::figures::{approximation, cues, currency, units};
use crate::grammar::Tag;

/// Most tokens of a phrase that is read.
const LONGEST: usize = 12;

/// What stands between "of" and the noun phrase.
const DETERMINERS: &Words =
    words!["the", "a", "an", "all", "its", "their", "his", "her", "our", "my", "these", "those"];

/// What makes another word of the noun behind its hyphen.
const PREFIXES: &Words =
    words!["great", "grand", "half", "step", "co", "ex", "vice", "by", "non", "e", "t", "u", "x", "mini"];

/// The noun that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Noun {
    /// Its token.
    pub head: usize,
    pub is_plural: bool,
}

/// What a token does in the noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Noun {
        plural: bool,
    },
    Modifier,
    /// A hyphen, an opening quotation mark, a comma between adjectives: nothing, but the phrase goes on.
    Joint,
    Possessive,
    End,
}

/// The noun counted by the number that ends before `at`.
pub(super) fn after(line: &Line, at: usize) -> Option<Noun> {
    if line.is(at, "of") {
        let first = skip_determiners(line, at + 1);
        // "38 of the dead"
        return phrase(line, first).or_else(|| nominal(line, first));
    }
    let start = approximation::after(line, at).map_or(at, |found| found.1);
    phrase(line, start).or_else(|| nominal(line, at))
}

/// The counted noun as written, with what a hyphen ties to it: "great-grandchildren", "e-mails", "3-pointers"; of other
/// compounds the last word is enough.
pub(super) fn spelled<'a>(line: &Line<'a>, head: usize) -> &'a str {
    let mut first = head;
    let is_prefix = |at: usize| line.any(at, PREFIXES) || line.is_number(at);
    while line.is_hyphen(first.wrapping_sub(1)) && is_prefix(first.wrapping_sub(2)) {
        first -= 2;
    }
    // "vote-by-mail"
    let first = if line.is_hyphen(first.wrapping_sub(1)) { head } else { first };
    line.text(line.span_of(first..head + 1))
}

/// The noun divided by the fraction that ends before `at`: "half the population", "a third of voters".
pub(super) fn divided(line: &Line, at: usize) -> Option<Noun> {
    phrase(line, skip_determiners(line, at + usize::from(line.is(at, "of"))))
}

fn skip_determiners(line: &Line, mut at: usize) -> usize {
    let first = at;
    while at < first + 3 && (line.any(at, DETERMINERS) || line.is_number(at)) {
        at += 1;
    }
    at
}

fn phrase(line: &Line, start: usize) -> Option<Noun> {
    let mut noun: Option<Noun> = None;
    let mut name: Option<usize> = None;
    for at in start..(start + LONGEST).min(line.tokens().end) {
        match part(line, at, at == start, noun) {
            Part::End if is_hung(line, at) => {}
            Part::End => break,
            Part::Noun { plural } if noun.is_some_and(|n| n.is_plural) && !plural => break,
            Part::Noun { .. } if noun.is_none() && is_attributive(line, at) => {
                noun = Some(Noun { head: at, is_plural: false })
            }
            Part::Noun { plural } => noun = Some(Noun { head: at, is_plural: plural }),
            Part::Modifier if noun.is_some_and(|n| n.is_plural) => break,
            Part::Modifier => name = Some(at).filter(|_| line.is_capitalized(at)),
            Part::Possessive => noun = None,
            Part::Joint => {}
        }
    }
    // "six Orthodox, four Protestant": an adjective of origin stands for people
    let people = name.filter(|at| !line.glued(at + 1) || line.any(at + 1, words![",", "."]));
    // "two other 17-year-olds" are told of by their age
    let noun = noun.filter(|noun| !line.is(noun.head, "olds"));
    noun.or_else(|| people.map(|head| Noun { head, is_plural: true }))
}

/// Whether a word ends the phrase; `lives` and `works` may be what is counted.
fn is_stop(line: &Line, at: usize) -> bool {
    // `half of the population lives`
    let is_noun =
        line.any(at, words!["lives", "works"]) && line.tag(at) == Tag::NNS && line.tag(at.wrapping_sub(1)) != Tag::NN;
    line.cues(at).has(cues::STOP) && !is_noun
}

/// `US`, `IT`, `WHO`: no pronouns.
fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// "low- and middle-income": the hyphen that hangs, and the word after it.
fn is_hung(line: &Line, at: usize) -> bool {
    let hangs = |dash: usize| line.is_dash(dash) && line.glued(dash) && line.any(dash + 1, words!["and", "or", "to"]);
    hangs(at) || hangs(at.wrapping_sub(1))
}

/// Words that look like the head but stand before it: "fifty police chiefs".
fn is_attributive(line: &Line, at: usize) -> bool {
    let listed =
        line.any(at, words!["police", "staff", "media", "data", "aircraft", "crew", "women", "cattle", "people"]);
    let next_is_noun = |at| line.tag(at).is_noun() && !line.cues(at).has(cues::STOP) && line.is_word(at);
    listed && next_is_noun(at + 1) && (is_plural(line, at + 1) || next_is_noun(at + 2) && is_plural(line, at + 2))
}

/// "two injured", "12 dead": an adjective in the place of the noun.
fn nominal(line: &Line, at: usize) -> Option<Noun> {
    line.cues(at).has(cues::NOMINAL).then_some(Noun { head: at, is_plural: true })
}

fn part(line: &Line, at: usize, first: bool, noun: Option<Noun>) -> Part {
    if line.is_mark(at) {
        return mark(line, at, first, noun);
    }
    let word = line.word(at);
    if matches!(word, "'s" | "’s") {
        return Part::Possessive;
    }
    let ends_compound = line.is_hyphen(at.wrapping_sub(1)) && !first;
    // "the middle fifth paid 8.9 per cent": a number only goes on with a name, as in "two Agosta 70 submarines", "new
    // COVID-19 cases", or as part of a word, as in "two 30-foot boats"
    let of_name = ends_compound && line.is_capitalized(at.wrapping_sub(2));
    let of_kind = line.is_hyphen(at + 1) && line.is_word(at + 2);
    if line.is_number(at) && !line.is_capitalized(at.wrapping_sub(1)) && !of_name && !of_kind {
        return Part::End;
    }
    let begins_compound = line.is_hyphen(at + 1) || line.is_dash(at + 1) && is_hung(line, at + 1);
    let inside = || line.cues(at).has(cues::INSIDE) && noun.is_none() && !line.is(at + 1, "than");
    if begins_compound || inside() {
        return Part::Modifier;
    }
    if is_stop(line, at) && !ends_compound && !is_acronym(word) {
        return Part::End;
    }
    let counts_behind = || line.tag(at + 1).is_noun() && (is_plural(line, at + 1) || is_plural(line, at + 2));
    if ends_compound && line.is_word(at + 1) && counts_behind() || noun.is_none() && is_adverb(word) {
        return Part::Modifier;
    }
    let is_verb = noun.is_some() && word.len() > 4 && word.ends_with("ed") && !is_plural(line, at + 1);
    if is_verb { Part::End } else { tagged(line, at, noun) }
}

fn is_adverb(word: &str) -> bool {
    word.len() > 5 && word.ends_with("ly") && !matches!(word, "family" | "assembly" | "monopoly")
}

fn mark(line: &Line, at: usize, first: bool, noun: Option<Noun>) -> Part {
    match line.word(at) {
        "-" | "‑" | "–" if line.is_hyphen(at) => Part::Joint,
        "(" if first => Part::Joint,
        "\"" | "“" | "‘" | "'" | "``" if noun.is_none() => Part::Joint,
        "," if noun.is_none() && !first && line.tag(at + 1).is_adjective() => Part::Joint,
        "&" if noun.is_some() => Part::Joint,
        "'" | "’" if noun.is_some() && line.glued(at) && line.tag(at) == Tag::POS => Part::Possessive,
        _ => Part::End,
    }
}

fn tagged(line: &Line, at: usize, noun: Option<Noun>) -> Part {
    let plural = is_plural(line, at);
    let tag = line.tag(at);
    match tag {
        _ if plural && noun.is_none_or(|n| !n.is_plural) && !matches!(tag, Tag::VBD | Tag::MD) => {
            // `10 English Football League matches` are no verb
            let is_verb = matches!(tag, Tag::VBZ) && noun.is_some_and(|noun| !line.is_capitalized(noun.head));
            if is_verb { Part::End } else { Part::Noun { plural } }
        }
        Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::FW => Part::Noun { plural },
        Tag::JJ | Tag::JJR | Tag::JJS | Tag::VBN | Tag::VBG | Tag::CD | Tag::RB | Tag::RBS | Tag::SYM => Part::Modifier,
        Tag::VBD | Tag::VBP | Tag::VB if noun.is_none() && line.word(at).ends_with("ed") => Part::Modifier,
        Tag::POS => Part::Possessive,
        _ => Part::End,
    }
}

/// Whether a word is a plural noun, by its ending or the list of others.
pub(super) fn is_plural(line: &Line, at: usize) -> bool {
    let word = line.word(at);
    let lower = |suffix: &str| word.ends_with(suffix);
    let cues = line.cues(at);
    if cues.has(cues::PLURAL) {
        return true;
    }
    if word.len() < 3 || !word.starts_with(char::is_alphabetic) || is_stop(line, at) {
        return false;
    }
    match line.tag(at) {
        Tag::NNS | Tag::NNPS => true,
        Tag::JJ | Tag::RB | Tag::VBN | Tag::VBD | Tag::IN => false,
        _ => {
            (lower("s") || word.len() > 3 && lower("S")) && !lower("ss") && !lower("us") && !lower("is") && !lower("'s")
        }
    }
}

/// Whether the number at a token stands in a list of numbers: "three dead and one wounded", "one goalkeeper, two
/// defenders".
pub(super) fn is_listed(scene: &Scene, at: usize) -> bool {
    let line = &scene.line;
    let is_number = |at: usize| {
        let counted = line.is_number(at)
            || matches!(line.number_word(at), Some(NumberWord::Unit(_) | NumberWord::Teen(_) | NumberWord::Ten(_)));
        // an amount or a share is in no list of things
        let is_measured = currency::before(line, at).is_some()
            || units::at_token(line, at + 1).is_some()
            || matches!(line.number_word(at + 1), Some(NumberWord::Power(_)));
        counted && !is_measured && !scene.is_dated(at)
    };
    let joined = |from: usize, to: usize| (from..to).any(|at| line.any(at, words!["and", ",", "or"]));
    let before = (at.saturating_sub(7)..at).rev().find(|at| is_number(*at) && !line.is(*at, "one"));
    if let Some(before) = before {
        return joined(before, at)
            && line.any(at.wrapping_sub(1), words!["and", ",", "or"])
            && after(line, before + 1).is_some();
    }
    let next = (at + 1..at + 6).find(|at| is_number(*at) && !line.is(*at, "one"));
    next.is_some_and(|next| line.any(next - 1, words!["and", ",", "or"]) && after(line, next + 1).is_some())
}
