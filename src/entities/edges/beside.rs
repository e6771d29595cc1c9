//! What the words right beside a name add to it: given names before particles and behind titles, numbers of units, the
//! other half of a couple, and names that a particle joins.

use super::super::looks::View;
use super::super::merge::{Name, What};
use super::super::roles::is_role;
use super::super::{cities, listed};
use crate::article::BlockKind;
use crate::grammar::Tag;

/// "Ana" and "Roe of" in "Ana-li Roe of": a given name goes on behind its hyphen, up to the family name.
pub(super) fn hyphenate(page: &View, last: &mut Name, next: &mut Name) {
    let hyphen = last.tokens.end;
    let glued = |at: usize| at < page.text.tokens.len() && !page.text.tokens[at].spaced;
    let family = hyphen + 2;
    let given_on = last.what == What::Person
        && family == next.tokens.start
        && page.word(hyphen) == "-"
        && glued(hyphen)
        && glued(hyphen + 1)
        && page.word(hyphen + 1).starts_with(char::is_lowercase);
    if !given_on {
        return;
    }
    last.tokens.end = family + 1;
    next.tokens.start = family + 1;
    while next.tokens.len() > 1 && matches!(page.word(next.tokens.start), "of" | "at" | "from") {
        next.tokens.start += 1;
    }
}

/// "Nurnby" in "of Harbour Road, Nurnby," and "Paisley" in "at George Hospital, Paisley,": no person.
pub(super) fn is_town_behind(page: &View, last: &Name, next: &Name) -> bool {
    if !matches!(last.what, What::Place | What::Organization)
        || next.what != What::Person
        || next.tokens.start != last.tokens.end + 1
    {
        return false;
    }
    let behind = page.text.tokens.get(next.tokens.end).map_or("", |_| page.word(next.tokens.end));
    let head = page.word(last.tokens.end - 1);
    let street = || listed::is_street(head) || matches!(head, "Close" | "Terrace" | "Way" | "Gardens" | "Court");
    let building = || {
        let city = || cities::city(page.word(next.tokens.start)).is_some_and(|city| city.size > 1);
        matches!(head, "Hospital" | "Infirmary" | "School" | "Academy" | "College" | "Church" | "Park") && city()
    };
    next.tokens.len() == 1
        && page.word(last.tokens.end) == ","
        && matches!(behind, "," | "." | ";")
        && (street() || building())
}

/// "Roe" alone in "Ana-li Roe": the hyphenated given name belongs to it.
pub(super) fn given_before(page: &View, mut name: Name, last: Option<&Name>) -> Name {
    if name.what != What::Person {
        return name;
    }
    let first = page.text.sentences[page.text.sentence_of(name.tokens.start)].tokens.start;
    let free = last.map_or(first, |last| last.tokens.end.max(first));
    if let Some(given) = name.tokens.start.checked_sub(1).filter(|at| *at >= free && is_given(page, &name, *at)) {
        name.tokens.start = given;
        return name;
    }
    let Some(given) = name.tokens.start.checked_sub(3).filter(|at| *at >= free) else { return name };
    let glued = || !page.text.tokens[given + 1].spaced && !page.text.tokens[given + 2].spaced;
    let hyphenated = || page.word(given + 1) == "-" && page.word(given).starts_with(char::is_uppercase);
    let small = || page.word(given + 2).starts_with(char::is_lowercase) && page.word(given + 2).len() <= 5;
    let role = || is_role(page.words(page.text.span_of(given..given + 3)));
    if name.tokens.len() == 1 && glued() && hyphenated() && small() && !role() {
        name.tokens.start = given;
    }
    name
}

/// "Pádraig" before "Mac Giolla": the given name that the tagger left out before the particle of a family's, or behind
/// a title: "MPA Omar [Ahmad Roe]".
fn is_given(page: &View, name: &Name, before: usize) -> bool {
    const PARTICLES: [&str; 14] =
        ["Mac", "Mc", "Ó", "Ní", "Nic", "Uí", "De", "Van", "Von", "Bin", "Al", "El", "Di", "Della"];
    let word = page.word(before);
    let letters = || word.chars().all(char::is_alphabetic) && word.chars().count() > 2;
    let titled = || before.checked_sub(1).is_some_and(|at| page.look(at).title.is_some() && page.look(at).capital);
    (name.tokens.len() > 1 && PARTICLES.contains(&page.word(name.tokens.start))
        || titled() && !page.look(before).role && word.len() > 3)
        && word.starts_with(char::is_uppercase)
        && letters()
        && page.look(before).title.is_none()
        && matches!(page.tags[before], Tag::NNP | Tag::NNPS)
}

/// "72nd" before "Mechanised Brigade": a unit with the number that the tagger left out.
pub(super) fn numbered(page: &View, mut name: Name, free: usize) -> Name {
    let is_unit = |word: &str| {
        matches!(
            word,
            "Battalion"
                | "Brigade"
                | "Division"
                | "Regiment"
                | "Corps"
                | "Fleet"
                | "Squadron"
                | "Infantry"
                | "Airborne"
        )
    };
    let ordinal = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th")
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let unit = name.what == What::Organization
        && (is_unit(page.word(name.tokens.start)) || is_unit(page.word(name.tokens.end - 1)));
    if let Some(at) = name.tokens.start.checked_sub(1).filter(|at| unit && *at >= free && ordinal(page.word(*at))) {
        name.tokens.start = at;
    }
    name
}

/// "-operation" behind "Bureau for Economic Co", "–Doe" behind "Tom Roe".
pub(super) fn hyphened(page: &View, mut name: Name) -> Name {
    let hyphen = name.tokens.end;
    let glued = |at: usize| page.text.tokens.get(at).is_some_and(|token| !token.spaced);
    if !glued(hyphen) || !glued(hyphen + 1) || !matches!(page.word(hyphen), "-" | "–") {
        return name;
    }
    let next = page.word(hyphen + 1);
    let small = next.starts_with(char::is_lowercase);
    let behind = page.text.tokens.get(hyphen + 2).map_or("", |_| page.word(hyphen + 2));
    let body = name.what == What::Organization && page.word(hyphen - 1) == "Co" && small;
    let person = name.what == What::Person
        && name.tokens.len() > 1
        && page.word(hyphen) == "–"
        && next.chars().all(char::is_alphabetic)
        && !small
        && !behind.starts_with(char::is_uppercase);
    name.tokens.end += if body || person { 2 } else { 0 };
    name
}

/// "Ana" and "Reyes" in "Ana de los Reyes".
pub(super) fn joins(page: &View, last: &Name, next: &Name) -> bool {
    let particle = |word: &str| {
        matches!(
            word,
            "de" | "la"
                | "las"
                | "los"
                | "del"
                | "da"
                | "dos"
                | "do"
                | "das"
                | "di"
                | "van"
                | "von"
                | "der"
                | "den"
                | "bin"
                | "ibn"
                | "al"
                | "el"
                | "ben"
                | "ter"
                | "ten"
        )
    };
    let gap = last.tokens.end..next.tokens.start;
    let hyphen = gap.len() == 1
        && last.tokens.len() > 1
        && next.tokens.len() == 1
        && matches!(page.word(gap.start), "-" | "–")
        && !page.text.tokens[gap.start].spaced
        && !page.text.tokens[gap.end].spaced;
    last.what == What::Person
        && next.what == What::Person
        && (1..=3).contains(&gap.len())
        && (hyphen || gap.into_iter().all(|at| particle(page.word(at))))
        && page.text.sentence_of(last.tokens.start) == page.text.sentence_of(next.tokens.start)
}

/// "Ana Maria" and "Ruiz Lund" with nothing between them, in the story: one name.
pub(super) fn is_torn(page: &View, last: &Name, next: &Name) -> bool {
    let block = || page.text.sentences[page.text.sentence_of(last.tokens.start)].block;
    last.what == What::Person
        && next.what == What::Person
        && last.tokens.end == next.tokens.start
        && !page.words(page.text.span_of(last.tokens.end - 1..next.tokens.start + 1)).contains('\n')
        && page.text.word_of[last.tokens.start] != page.text.word_of[next.tokens.start]
        && next.tokens.end - last.tokens.start <= 4
        && page.article.blocks[block()].kind == BlockKind::Paragraph
        && next.tokens.clone().chain(last.tokens.clone()).all(|at| page.word(at).contains(char::is_lowercase))
}

/// "Tom" in "Tom and Ana Ruiz", where the tagger left it out.
pub(super) fn partner(page: &View, name: &Name, free: usize) -> Option<Name> {
    let at = name.tokens.start.checked_sub(2).filter(|at| *at >= free)?;
    if name.what != What::Person || name.tokens.len() != 2 || page.word(at + 1) != "and" {
        return None;
    }
    let first = page.text.sentences[page.text.sentence_of(name.tokens.start)].tokens.start;
    let capital = |at: usize| page.word(at).starts_with(char::is_uppercase);
    let opens = || at == first || at > first && !capital(at - 1);
    (capital(at) && opens() && page.look(at).first_name).then_some(Name {
        tokens: at..at + 1,
        what: What::Person,
        rule: "entities/couple",
    })
}
