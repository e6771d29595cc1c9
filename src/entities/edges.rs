//! Where the names of the tagger begin and end. Takes one of its names; gives it, or the several names it holds, without
//! titles, articles, possessives and marks at its ends.

use super::Form;
use super::lexicon::{Entry, lexicon};
use super::merge::{Name, What};
use super::{apposition, cities, ground, listed, organizations, titles};
use crate::document::Page;
use crate::grammar::Tag;
use crate::list::Keyed;

/// All names with their edges mended, in text order.
pub(super) fn mend(page: &Page, names: Vec<Name>) -> Vec<Name> {
    let mut mended: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        for mut name in parts(page, name) {
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
            mended.extend(name.as_ref().and_then(|name| partner(page, name, free)));
            mended.extend(name);
        }
    }
    mended
}

/// "Lyon, France" or "Portland Oregon" as one span of the tagger's: two places.
fn parts(page: &Page, name: Name) -> Vec<Name> {
    if let Some(state) = state(page, &name) {
        return vec![
            Name { tokens: name.tokens.start..state, ..name.clone() },
            Name { tokens: state..name.tokens.end, ..name },
        ];
    }
    if let Some(start) = countryman(page, &name) {
        return vec![Name { tokens: start..name.tokens.end, what: What::Person, ..name }];
    }
    if name.what != What::Place || !name.tokens.clone().any(|at| page.word(at) == ",") {
        return vec![name];
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
fn countryman(page: &Page, name: &Name) -> Option<usize> {
    let given = name.tokens.start + 1;
    let demonym = matches!(lexicon().entry(page.word(name.tokens.start)), Some(Entry::Country(_, Form::Demonym)));
    let named = name.tokens.len() > 2
        && titles::first_name(page.word(given)).is_some()
        && !is_body(page.word(name.tokens.end - 1));
    let whole = page.words(page.text.span_of(name.tokens.clone()));
    (demonym
        && page.word(name.tokens.start) != "Kiwi"
        && named
        && matches!(name.what, What::Person | What::Organization | What::Other)
        && organizations::kind(whole).is_none())
    .then_some(given)
}

/// The American state that stands right behind its city: by its name, or as on letters.
fn state(page: &Page, name: &Name) -> Option<usize> {
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
fn hyphenate(page: &Page, last: &mut Name, next: &mut Name) {
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
fn is_quarter(page: &Page, last: &Name, next: &Name) -> bool {
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
    last.what == What::Place
        && street
        && next.what == What::Person
        && next.tokens.len() == 1
        && next.tokens.start == last.tokens.end + 1
        && page.word(last.tokens.end) == ","
        && matches!(behind, "," | "." | ";")
}

/// "Suh" alone in "Min-ah Suh": the hyphenated given name belongs to it.
fn given_before(page: &Page, mut name: Name, last: Option<&Name>) -> Name {
    let first = page.text.sentences[page.text.sentence_of(name.tokens.start)].tokens.start;
    let free = last.map_or(first, |last| last.tokens.end.max(first));
    if let Some(given) = name.tokens.start.checked_sub(1).filter(|at| *at >= free && is_given(page, &name, *at)) {
        name.tokens.start = given;
        return name;
    }
    let Some(given) = name.tokens.start.checked_sub(3).filter(|at| *at >= free) else { return name };
    let glued = !page.text.tokens[given + 1].spaced && !page.text.tokens[given + 2].spaced;
    let hyphenated = page.word(given + 1) == "-" && page.word(given).starts_with(char::is_uppercase);
    let small = page.word(given + 2).starts_with(char::is_lowercase) && page.word(given + 2).len() <= 5;
    if name.what == What::Person && name.tokens.len() == 1 && glued && hyphenated && small {
        name.tokens.start = given;
    }
    name
}

/// "Pádraig" before "Mac Giolla": the given name that the tagger left out before the particle of a family's.
fn is_given(page: &Page, name: &Name, before: usize) -> bool {
    const PARTICLES: [&str; 14] =
        ["Mac", "Mc", "Ó", "Ní", "Nic", "Uí", "De", "Van", "Von", "Bin", "Al", "El", "Di", "Della"];
    let word = page.word(before);
    let letters = word.chars().all(char::is_alphabetic) && word.chars().count() > 2;
    name.what == What::Person
        && name.tokens.len() > 1
        && PARTICLES.contains(&page.word(name.tokens.start))
        && word.starts_with(char::is_uppercase)
        && letters
        && titles::title(word).is_none()
        && matches!(page.tags[before], Tag::NNP | Tag::NNPS)
}

/// "Ana" and "Reyes" in "Ana de los Reyes".
fn joins(page: &Page, last: &Name, next: &Name) -> bool {
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
fn partner(page: &Page, name: &Name, free: usize) -> Option<Name> {
    let first = page.text.sentences[page.text.sentence_of(name.tokens.start)].tokens.start;
    let at = name.tokens.start.checked_sub(2).filter(|at| *at >= first.max(free))?;
    let capital = |at: usize| page.word(at).starts_with(char::is_uppercase);
    let named = titles::first_name(page.word(at)).is_some() && capital(at) && (at == first || !capital(at - 1));
    (name.what == What::Person && name.tokens.len() == 2 && page.word(at + 1) == "and" && named).then_some(Name {
        tokens: at..at + 1,
        what: What::Person,
        rule: "entities/couple",
    })
}

/// "NWX" in "(NYSE: NWX)".
fn is_ticker(page: &Page, name: &Name) -> bool {
    let at = name.tokens.start;
    let word = page.word(at);
    let behind = page.text.tokens.get(name.tokens.end).map_or("", |_| page.word(name.tokens.end));
    at > 2
        && name.tokens.len() == 1
        && page.word(at - 1) == ":"
        && matches!(behind, ")" | "," | ";")
        && word.len() <= 5
        && !word.contains(char::is_lowercase)
        && (2..6).any(|back| at > back && matches!(page.word(at - back), "(" | "["))
}

/// Cuts titles, articles, possessives and marks from the ends of a tagged name.
fn trim(page: &Page, mut name: Name) -> Option<Name> {
    if let Some(bracket) = name.tokens.clone().find(|at| page.word(*at) == "[") {
        name.tokens.end = bracket;
    }
    let next = page.text.tokens.get(name.tokens.end).map_or("", |_| page.word(name.tokens.end));
    if matches!(next, "n't" | "n’t") {
        name.tokens.end -= 1;
    }
    while let Some(last) = name.tokens.clone().next_back().map(|at| page.word(at)) {
        if is_counsel(page, &name) {
            name.what = What::Person;
        }
        let person = name.what == What::Person && name.tokens.len() > 1;
        let honour = person && (is(last, "post-nominal") || is(last, "opening"));
        let mark = matches!(last, "'s" | "’s" | "'" | "’" | "," | "." | "-" | "(" | ":" | ";" | "\"" | "“");
        let seat = name.what == What::Organization && name.tokens.len() > 1 && is_seat(last);
        if !mark && !honour && !seat && !is_job(page, &name) {
            break;
        }
        name.tokens.end -= 1;
    }
    while let Some(first) = name.tokens.clone().next().map(|at| page.word(at)) {
        let title = name.what == What::Person
            && name.tokens.len() > 1
            && (titles::is_courtesy(first) || is_leading_role(page, &name));
        if !title && !matches!(first, "the" | "a" | "an" | "'s" | "’s" | "," | "-" | ")" | "\"" | "”") {
            break;
        }
        name.tokens.start += 1;
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
    let calendar = name.tokens.clone().all(|at| is(page.word(at), "calendar"))
        || name.what == What::Person && name.tokens.clone().all(|at| is(page.word(at), "office"));
    (!name.tokens.is_empty() && !calendar && !is_portfolio(page, &name) && !is_ticker(page, &name)).then_some(name)
}

/// "Ana Ruiz SC" taken for a club.
fn is_counsel(page: &Page, name: &Name) -> bool {
    let given = || titles::first_name(page.word(name.tokens.start)).is_some();
    name.what == What::Organization
        && name.tokens.len() > 2
        && match page.word(name.tokens.end - 1) {
            "SAN" => true,
            "SC" | "KC" | "QC" => given(),
            _ => false,
        }
}

/// Members of parliaments, behind the party or the place they sit for: "Fine Gael TD".
fn is_seat(word: &str) -> bool {
    matches!(word, "MP" | "MPs" | "TD" | "TDs" | "MLA" | "MLAs" | "MCA" | "MCAs" | "MSP" | "MSPs" | "MEP" | "MEPs")
}

/// Storms and ships, and what acts, cups and prizes are called: "HMS Tern", "Safe Ports Act".
fn is_thing(page: &Page, name: &Name) -> bool {
    if name.tokens.len() < 2 {
        return false;
    }
    let first = page.word(name.tokens.start);
    let storm = name.what == What::Person && is(first, "storm");
    let event = name.what == What::Organization && is(page.word(name.tokens.end - 1), "thing");
    let listed = || lexicon().entry(page.words(page.text.span_of(name.tokens.clone()))).is_some();
    (storm || event || is(first, "ship")) && !listed()
}

fn is(word: &str, part: &str) -> bool {
    static EDGES: Keyed = Keyed::new(include_str!("edges.tsv"));
    EDGES.get(word) == Some(part)
}

/// "Sidra Holdings", "Roe & Doe Group" taken for a person.
fn is_firm(page: &Page, name: &Name) -> bool {
    let last = page.word(name.tokens.end - 1);
    let person = name.what == What::Person && is(last, "firm");
    let medical = matches!(last, "Center" | "Centre") && page.word(name.tokens.end.max(2) - 2) == "Medical";
    let place = name.what == What::Place && (is_body(last) || medical);
    let called = matches!(name.what, What::Person | What::Place)
        && apposition::organization(page, &name.tokens).is_some()
        && !matches!(
            lexicon().entry(page.words(page.text.span_of(name.tokens.clone()))),
            Some(Entry::Place(_) | Entry::Country(..) | Entry::Capital(_))
        );
    name.tokens.len() > 1 && (person || place) || called
}

/// "Levant Press" in "ERZAN (Levant Press) —".
fn is_agency(page: &Page, name: &Name) -> bool {
    let agency = page.article.dateline.and_then(|dateline| dateline.agency);
    agency.is_some_and(|agency| agency.contains(page.text.span_of(name.tokens.clone())))
}

/// Bodies that have buildings of their own name but are no places.
fn is_body(word: &str) -> bool {
    matches!(
        word,
        "Court"
            | "University"
            | "Police"
            | "Council"
            | "Committee"
            | "Commission"
            | "Association"
            | "Agency"
            | "Ministry"
            | "Hospital"
            | "Infirmary"
            | "Clinic"
    )
}

/// "R-Ariz." behind an American politician: the state.
fn is_party(page: &Page, name: &Name) -> bool {
    let party = matches!(page.word(name.tokens.start), "D" | "R" | "I");
    name.tokens.len() > 2 && party && matches!(page.word(name.tokens.start + 1), "-" | "–")
}

/// Storms named in the article: what stands behind "Hurricane".
pub(super) fn is_storm(page: &Page, name: &Name) -> bool {
    let before = name.tokens.start.checked_sub(1).map_or("", |at| page.word(at));
    is(before, "storm") || is(page.word(name.tokens.start), "storm")
}

/// "Jane Roe Political" before "correspondent": her job begins with the last word.
fn is_job(page: &Page, name: &Name) -> bool {
    let next = page.text.tokens.get(name.tokens.end).map_or("", |_| page.word(name.tokens.end));
    let last = name.tokens.clone().next_back().map_or("", |at| page.word(at));
    let modifier = || listed::MODIFIERS.has(&last.to_lowercase());
    name.what == What::Person
        && name.tokens.len() > 2
        && next.starts_with(char::is_lowercase)
        && titles::is_role(next)
        && modifier()
}

/// "The Navy", "The Harbour Authority", "The Daily Post": the article is no part of the name; of a place's it may be.
fn is_opening_article(page: &Page, name: &Name) -> bool {
    if name.tokens.len() < 2 || page.word(name.tokens.start) != "The" {
        return false;
    }
    let rest = page.words(page.text.span_of(name.tokens.start + 1..name.tokens.end));
    if name.what != What::Organization {
        return name.what == What::Place && matches!(lexicon().entry(rest), Some(Entry::Place(_)));
    }
    let public = matches!(
        organizations::kind(rest),
        Some(
            "government"
                | "agency"
                | "military"
                | "legislature"
                | "court"
                | "party"
                | "police"
                | "bank"
                | "university"
                | "media"
        )
    );
    let plural = name.tokens.len() == 2 && page.tags.get(name.tokens.end - 1) == Some(&Tag::NNPS);
    lexicon().entry(page.words(page.text.span_of(name.tokens.clone()))).is_none()
        && (public || plural || lexicon().entry(rest).is_some())
}

/// "Work and Pensions" before "Secretary": part of a role.
fn is_portfolio(page: &Page, name: &Name) -> bool {
    let next = page.text.tokens.get(name.tokens.end).map_or("", |_| page.word(name.tokens.end));
    matches!(next, "Secretary" | "Minister" | "Ministers" | "Commissioner")
        && matches!(name.what, What::Organization | What::Other)
        && !super::merge::is_acronym(page.word(name.tokens.start))
        && lexicon().entry(page.words(page.text.span_of(name.tokens.clone()))).is_none()
}

/// "President Ruiz", but not "Dean Smith".
fn is_leading_role(page: &Page, name: &Name) -> bool {
    let first = page.word(name.tokens.start);
    let opens = page.text.sentences[page.text.sentence_of(name.tokens.start)].tokens.start == name.tokens.start;
    let role = titles::is_role(first) || opens && name.tokens.len() > 2 && titles::is_role(&first.to_lowercase());
    role && titles::first_name(first).is_none()
}
