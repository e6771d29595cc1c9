//! Where the names of the tagger begin and end. Takes one of its names; gives it, or the several names it holds, without
//! titles, articles, possessives and marks at its ends.

mod what;

use super::Form;
use super::lexicon::{Entry, lexicon};
use super::looks::View;
use super::merge::{Name, What};
use super::{cities, ground, organizations, roles::is_role};
use crate::grammar::Tag;
pub(super) use what::{Edge, edge, is_storm};
use what::{
    is_abbreviated_office, is_agency, is_body, is_counsel, is_firm, is_job, is_leading_role, is_opening_article,
    is_party, is_portfolio, is_seat, is_side, is_thing,
};

/// All names with their edges mended, in text order.
pub(super) fn mend(page: &View, names: Vec<Name>) -> Vec<Name> {
    let mut mended: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        let parts = parts(page, &name);
        let whole = parts.is_empty().then_some(name);
        for mut name in parts.into_iter().chain(whole) {
            if let Some(last) = mended.last_mut() {
                hyphenate(page, last, &mut name);
                if is_quarter(page, last, &name) {
                    name.what = What::Place;
                }
                if joins(page, last, &name) {
                    last.tokens.end = name.tokens.end;
                    continue;
                }
            }
            let name = trim(page, name).map(|name| given_before(page, name, mended.last()));
            let free = mended.last().map_or(0, |last| last.tokens.end);
            let name = name.map(|name| numbered(page, name, free));
            mended.extend(name.as_ref().and_then(|name| partner(page, name, free)));
            mended.extend(name);
        }
    }
    mended
}

/// "Lyon, France" or "Portland Oregon" as one span of the tagger's: two places. Nothing where the span is one name.
fn parts(page: &View, name: &Name) -> Vec<Name> {
    if let Some(state) = state(page, name) {
        let part = |tokens| Name { tokens, ..name.clone() };
        return vec![part(name.tokens.start..state), part(state..name.tokens.end)];
    }
    if let Some(start) = countryman(page, name) {
        return vec![Name { tokens: start..name.tokens.end, what: What::Person, ..name.clone() }];
    }
    if name.what != What::Place || !name.tokens.clone().any(|at| page.word(at) == ",") {
        return Vec::new();
    }
    let commas = name.tokens.clone().filter(|at| page.word(*at) == ",").chain([name.tokens.end]);
    let mut start = name.tokens.start;
    let mut parts = Vec::new();
    for comma in commas {
        parts.push(Name { tokens: start.min(comma)..comma, ..name.clone() });
        start = comma + 1;
    }
    parts.retain(|part| !part.tokens.is_empty());
    parts
}

/// Where the name begins in "American Ana Ruiz": the country is a name of its own.
fn countryman(page: &View, name: &Name) -> Option<usize> {
    let (first, given) = (name.tokens.start, name.tokens.start + 1);
    let may_be = name.tokens.len() > 2 && matches!(name.what, What::Person | What::Organization | What::Other);
    let surname = name.tokens.len() == 2
        && name.what == What::Person
        && ["an", "ish", "ese", "man", "ard"].iter().any(|end| page.word(first).ends_with(end))
        && !page.look(first).first_name;
    let demonym = || matches!(lexicon().entry(page.word(first)), Some(Entry::Country(_, Form::Demonym)));
    let named = || page.look(given).first_name && !is_body(page.word(name.tokens.end - 1));
    let listed = || organizations::kind(page.words(page.text.span_of(name.tokens.clone()))).is_some();
    let named = || surname || may_be && page.word(first) != "Kiwi" && named();
    ((surname || may_be) && demonym() && named() && !listed()).then_some(given)
}

/// The American state that stands right behind its city: by its name, or as on letters.
fn state(page: &View, name: &Name) -> Option<usize> {
    let last = name.tokens.end - 1;
    if name.what != What::Place || name.tokens.len() < 2 {
        return None;
    }
    let is_state = match lexicon().entry(page.word(last)) {
        Some(Entry::Place(row)) => {
            let listed = &lexicon().places[row as usize];
            listed.kind == "state" && listed.country == Some("US")
        }
        _ => is_postal(page.word(last)),
    };
    let whole = page.words(page.text.span_of(name.tokens.clone()));
    let city = page.words(page.text.span_of(name.tokens.start..last));
    (is_state && lexicon().entry(whole).is_none() && cities::city(city).is_some()).then_some(last)
}

/// The letters of a state on an envelope, the second also in lower case.
fn is_postal(word: &str) -> bool {
    const STATES: &str = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY \
                          NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY";
    word.len() == 2
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && STATES.split_ascii_whitespace().any(|state| state.eq_ignore_ascii_case(word))
}

/// "Min" and "Suh of" in "Min-ah Suh of": a given name goes on behind its hyphen, up to the family name.
fn hyphenate(page: &View, last: &mut Name, next: &mut Name) {
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

/// "Erding" in "of Kent Road, Erding,": no person.
fn is_quarter(page: &View, last: &Name, next: &Name) -> bool {
    if last.what != What::Place || next.what != What::Person || next.tokens.start != last.tokens.end + 1 {
        return false;
    }
    let behind = page.text.tokens.get(next.tokens.end).map_or("", |_| page.word(next.tokens.end));
    let street = matches!(
        page.word(last.tokens.end - 1),
        "Road"
            | "Street"
            | "Avenue"
            | "Lane"
            | "Close"
            | "Drive"
            | "Crescent"
            | "Terrace"
            | "Way"
            | "Gardens"
            | "Court"
    );
    street && next.tokens.len() == 1 && page.word(last.tokens.end) == "," && matches!(behind, "," | "." | ";")
}

/// "Suh" alone in "Min-ah Suh": the hyphenated given name belongs to it.
fn given_before(page: &View, mut name: Name, last: Option<&Name>) -> Name {
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

/// "Pádraig" before "Mac Giolla": the given name that the tagger left out before the particle of a family's.
fn is_given(page: &View, name: &Name, before: usize) -> bool {
    const PARTICLES: [&str; 14] =
        ["Mac", "Mc", "Ó", "Ní", "Nic", "Uí", "De", "Van", "Von", "Bin", "Al", "El", "Di", "Della"];
    let word = page.word(before);
    let letters = || word.chars().all(char::is_alphabetic) && word.chars().count() > 2;
    name.tokens.len() > 1
        && PARTICLES.contains(&page.word(name.tokens.start))
        && word.starts_with(char::is_uppercase)
        && letters()
        && page.look(before).title.is_none()
        && matches!(page.tags[before], Tag::NNP | Tag::NNPS)
}

/// "72nd" before "Mechanised Brigade": a unit with the number that the tagger left out.
fn numbered(page: &View, mut name: Name, free: usize) -> Name {
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

/// "Ana" and "Reyes" in "Ana de los Reyes".
fn joins(page: &View, last: &Name, next: &Name) -> bool {
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
    last.what == What::Person
        && next.what == What::Person
        && (1..=3).contains(&gap.len())
        && gap.into_iter().all(|at| particle(page.word(at)))
        && page.text.sentence_of(last.tokens.start) == page.text.sentence_of(next.tokens.start)
}

/// "Tom" in "Tom and Ana Ruiz", where the tagger left it out.
fn partner(page: &View, name: &Name, free: usize) -> Option<Name> {
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

/// "D" in "Ana Ruiz (D)", "SAN" in "Ana Ruiz (SAN)".
fn is_behind_bearer(page: &View, name: &Name) -> bool {
    let at = name.tokens.start;
    let letter = || name.what == What::Person && page.word(at).chars().count() == 1;
    let honour = || name.what == What::Organization && page.look(at).edge == Some(Edge::PostNominal);
    name.tokens.len() == 1 && at > 0 && page.word(at - 1) == "(" && (letter() || honour())
}

/// "NWX" in "(NYSE: NWX)".
fn is_ticker(page: &View, name: &Name) -> bool {
    let at = name.tokens.start;
    if at < 3 || name.tokens.len() != 1 || page.word(at - 1) != ":" {
        return false;
    }
    let word = page.word(at);
    let behind = page.text.tokens.get(name.tokens.end).map_or("", |_| page.word(name.tokens.end));
    matches!(behind, ")" | "," | ";")
        && word.len() <= 5
        && !word.contains(char::is_lowercase)
        && (2..6).any(|back| at > back && matches!(page.word(at - back), "(" | "["))
}

/// Whether a name ends before this place: at "[", at a bracket that does not close in it, "Ana Ruiz (D", and at a hyphen
/// that makes the person describe something, "Ana Ruiz-led".
fn is_break(page: &View, name: &Name, at: usize) -> bool {
    let behind = at + 1..name.tokens.end;
    match page.word(at) {
        "[" => true,
        "(" => !behind.clone().take(16).any(|at| page.word(at) == ")"),
        "-" if name.what == What::Person && !behind.is_empty() => is_participle(page.word(at + 1)),
        _ => false,
    }
}

/// What a name with a hyphen does to something: "led", "inspired".
fn is_participle(word: &str) -> bool {
    matches!(word, "led" | "run" | "era" | "style" | "like" | "type" | "aka" | "esque")
        || word.len() > 4 && word.ends_with("ed") && word.starts_with(char::is_lowercase)
}

/// Cuts titles, articles, possessives and marks from the ends of a tagged name.
fn trim(page: &View, mut name: Name) -> Option<Name> {
    if let Some(end) = name.tokens.clone().skip(1).find(|at| is_break(page, &name, *at)) {
        name.tokens.end = end;
    }
    let next = page.text.tokens.get(name.tokens.end).map_or("", |_| page.word(name.tokens.end));
    if matches!(next, "n't" | "n’t") {
        name.tokens.end -= 1;
    }
    while let Some(at) = name.tokens.clone().next_back() {
        let last = page.word(at);
        if is_counsel(page, &name) {
            name.what = What::Person;
        }
        let person = name.what == What::Person && name.tokens.len() > 1;
        let honour = person && matches!(page.look(at).edge, Some(Edge::PostNominal | Edge::Opening));
        let mark = matches!(last, "'s" | "’s" | "'" | "’" | "," | "." | "-" | "(" | ":" | ";" | "\"" | "“");
        let seat = name.what == What::Organization && name.tokens.len() > 1 && is_seat(last);
        let office = name.what != What::Person && name.tokens.len() > 1 && is_abbreviated_office(last);
        if !mark && !honour && !seat && !office && !is_job(page, &name) {
            break;
        }
        name.tokens.end -= 1;
    }
    while let Some(at) = name.tokens.clone().next() {
        let first = page.word(at);
        let title = name.what == What::Person
            && name.tokens.len() > 1
            && (page.look(at).is_courtesy() || is_leading_role(page, &name));
        let side = name.what == What::Place && name.tokens.len() > 1 && is_side(first);
        if !title && !side && !matches!(first, "the" | "a" | "an" | "'s" | "’s" | "," | "-" | ")" | "\"" | "”") {
            break;
        }
        name.tokens.start += 1;
    }
    if name.tokens.is_empty() {
        return None;
    }
    if is_firm(page, &name) || is_agency(page, &name) {
        name.what = What::Organization;
    } else if ground::is_place(page, &name) {
        name.what = What::Place;
    }
    if is_party(page, &name) {
        name.tokens.start += 2;
        name.what = What::Place;
    }
    if is_opening_article(page, &name) {
        name.tokens.start += 1;
    }
    if name.tokens.len() == 2 && page.word(name.tokens.start) == "Co" {
        name.what = What::Place;
    }
    if is_thing(page, &name) {
        name.what = What::Other;
    }
    let all = |edge| name.tokens.clone().all(|at| page.look(at).edge == Some(edge));
    let calendar = match page.look(name.tokens.start).edge {
        Some(Edge::Calendar) => all(Edge::Calendar),
        Some(Edge::Office) => name.what == What::Person && all(Edge::Office),
        _ => false,
    };
    (!name.tokens.is_empty()
        && !calendar
        && !is_portfolio(page, &name)
        && !is_ticker(page, &name)
        && !is_behind_bearer(page, &name))
    .then_some(name)
}
