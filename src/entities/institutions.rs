//! Names that grow or shrink by the words next to them. Takes typed names; gives them with countries taken into the
//! organizations they belong to ("Ukrainian air force", "China's foreign ministry"), acronyms in brackets named, and
//! governments named after a person cut to the person ("Biden administration").

use std::ops::Range;
use std::sync::LazyLock;

use super::merge::{Name, What, is_acronym};
use super::{Form, listed};
use crate::document::Page;
use crate::list;
use crate::text::TokenKind;

/// Applies all of it.
pub(super) fn adjust(page: &Page, names: Vec<Name>) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::with_capacity(names.len());
    let mut names = names.into_iter().peekable();
    while let Some(mut name) = names.next() {
        if out.last().is_some_and(|last| name.tokens.start < last.tokens.end) {
            continue;
        }
        for step in [administration, hall, school, committee, and_company, numbered] {
            step(page, &mut name);
        }
        of_country(page, &mut name, names.peek());
        let Some(name) = organization_ahead(page, &name, names.peek()) else {
            let acronym = acronym_ahead(page, &name, names.peek());
            out.push(name);
            out.extend(acronym);
            continue;
        };
        out.push(name);
    }
    out
}

/// "Kuala Lumpur City Hall (DBKL)": what has an acronym is a body.
fn hall(page: &Page, name: &mut Name) {
    if name.what != What::Place {
        return;
    }
    let word = |at: usize| page.text.tokens.get(at).map_or("", |_| page.word(at));
    let end = name.tokens.end;
    let building = matches!(word(end - 1), "Hall" | "Centre" | "Center" | "Museum" | "Gallery" | "Library" | "Theatre");
    if building && word(end) == "(" && word(end + 2) == ")" && is_acronym(word(end + 1)) {
        name.what = What::Organization;
    }
}

/// "Pwani university" in "a student at Pwani university".
fn school(page: &Page, name: &mut Name) {
    if name.what != What::Place {
        return;
    }
    let word = |at: usize| page.text.tokens.get(at).map_or("", |_| page.word(at));
    let before = name.tokens.start.checked_sub(1).map_or("", word);
    let end = name.tokens.end;
    let school = matches!(word(end), "university" | "college" | "academy" | "polytechnic");
    let led = matches!(before, "at" | "of" | "from" | "by" | "joined" | "attended");
    if school && led && !word(end + 1).starts_with(char::is_uppercase) {
        *name = Name { tokens: name.tokens.start..end + 1, what: What::Organization, rule: "entities/school" };
    }
}

/// "Oldfield and Company": a firm with its partners.
fn and_company(page: &Page, name: &mut Name) {
    let word = |at: usize| page.text.tokens.get(at).map_or("", |_| page.word(at));
    let end = name.tokens.end;
    let partners =
        matches!(word(end), "and" | "&") && matches!(word(end + 1), "Company" | "Co" | "Co." | "Sons" | "Bros");
    let firm = partners && matches!(name.what, What::Person | What::Organization | What::Place);
    if firm && page.text.sentence_of(end) == page.text.sentence_of(end + 1) {
        *name = Name { tokens: name.tokens.start..end + 2, what: What::Organization, rule: "entities/partners" };
    }
}

/// "County Road 11", "Highway 401".
fn numbered(page: &Page, name: &mut Name) {
    let end = name.tokens.end;
    let road = name.what == What::Place && matches!(page.word(end - 1), "Road" | "Route" | "Highway" | "Interstate");
    let public =
        name.tokens.len() == 1 || matches!(page.word(end - 2), "County" | "State" | "US" | "U.S." | "Township");
    let number = page.text.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Number);
    if road && public && number && page.text.sentence_of(end - 1) == page.text.sentence_of(end) {
        name.tokens.end = end + 1;
    }
}

/// "Biden administration": the person.
fn administration(page: &Page, name: &mut Name) {
    if !matches!(name.what, What::Organization | What::Other | What::Place) {
        return;
    }
    let is_government =
        |at: usize| at < page.text.tokens.len() && matches!(page.word(at), "administration" | "Administration");
    let within = name.tokens.len() == 2 && is_government(name.tokens.end - 1);
    let before = name.tokens.len() == 1 && is_government(name.tokens.end);
    if (within || before) && !is_common(page.word(name.tokens.start)) {
        name.tokens.end = name.tokens.start + 1;
        (name.what, name.rule) = (What::Person, "entities/administration");
    }
}

/// Words that stand before "Administration" and name no person.
fn is_common(word: &str) -> bool {
    let lower = word.to_lowercase();
    listed::COMMON.has(&lower)
        || super::lexicon::lexicon().entry(word).is_some()
        || !word.starts_with(char::is_uppercase)
        || word.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// "Senate budget committee", "Intermediate School 12": an organization with what completes it.
fn committee(page: &Page, name: &mut Name) {
    if name.what != What::Organization {
        return;
    }
    let end = name.tokens.end;
    let chamber = matches!(page.word(end - 1), "House" | "Senate" | "Commons" | "Lords");
    let counted = matches!(page.word(end - 1), "School" | "Radio" | "Channel" | "Studio" | "Local" | "Precinct");
    if !chamber && !counted {
        return;
    }
    let sentence = page.text.sentences[page.text.sentence_of(end - 1)].tokens.end;
    let plain = |at: &usize| page.word(*at).starts_with(char::is_lowercase);
    let last = (end..sentence.min(end + 6))
        .take_while(plain)
        .find(|at| matches!(page.word(*at), "committee" | "subcommittee"));
    let numbered = counted && end < sentence && page.text.tokens[end].kind == TokenKind::Number;
    match last.filter(|at| chamber && !(end..*at).any(|at| is_joint(page.word(at)))) {
        Some(last) => (name.tokens.end, name.rule) = (last + 1, "entities/committee"),
        None => name.tokens.end += usize::from(numbered),
    }
}

/// "Monetary Authority of Singapore": a public body with the country or city behind its "of".
fn of_country(page: &Page, name: &mut Name, next: Option<&Name>) {
    let Some(next) = next.filter(|next| {
        next.tokens.start == name.tokens.end + 1
            && page.word(name.tokens.end) == "of"
            && matches!(next.what, What::Country(_, Form::Name) | What::Place)
    }) else {
        return;
    };
    let public = name.what == What::Organization
        && name.tokens.len() > 1
        && matches!(
            listed::ORGANIZATIONS.get(page.word(name.tokens.end - 1)),
            Some("government" | "agency" | "bank" | "university" | "association" | "church" | "union" | "institute")
        );
    if public {
        (name.tokens.end, name.rule) = (next.tokens.end, "entities/institution");
    }
}

/// Words that lead away from a chamber's name.
fn is_joint(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "to"
            | "the"
            | "a"
            | "has"
            | "had"
            | "is"
            | "was"
            | "for"
            | "by"
            | "said"
            | "that"
            | "with"
            | "from"
            | "on"
    )
}

/// A country with the institution behind it.
fn organization_ahead(page: &Page, name: &Name, next: Option<&Name>) -> Option<Name> {
    let What::Country(_, form) = name.what else { return None };
    if form == Form::Metonym {
        return None;
    }
    let mut at = name.tokens.end;
    let possessive = page.text.tokens.get(at).is_some() && matches!(page.word(at), "'s" | "’s" | "'" | "’");
    if possessive {
        at += 1;
    }
    let end = institution(page, at);
    let end = end.filter(|_| possessive || form != Form::Name || page.word(at).starts_with(char::is_lowercase));
    let adjacent = next.filter(|next| {
        next.what == What::Organization && next.tokens.start == at && !possessive && form == Form::Demonym
    });
    let joined = adjacent.filter(|next| is_institution_name(page, &next.tokens)).map(|next| next.tokens.end);
    let end = end.into_iter().chain(joined).max()?;
    Some(Name { tokens: name.tokens.start..end, what: What::Organization, rule: "entities/institution" })
}

/// "Foreign Ministry", "Navy": a name that wants its country.
fn is_institution_name(page: &Page, tokens: &Range<usize>) -> bool {
    let last = page.word(tokens.end - 1);
    let first = page.word(tokens.start);
    [first, last].iter().any(|word| {
        matches!(
            listed::ORGANIZATIONS.get(word),
            Some("government" | "military" | "legislature" | "court" | "agency" | "police" | "bank" | "party")
        )
    })
}

/// Where the listed institution that begins here ends.
fn institution(page: &Page, at: usize) -> Option<usize> {
    /// By the first letter.
    static PHRASES: LazyLock<[Vec<&str>; 26]> = LazyLock::new(|| {
        let mut phrases = [const { Vec::new() }; 26];
        for [phrase, _] in list::rows::<2>(include_str!("institutions.tsv")) {
            first_letter(phrase).into_iter().for_each(|letter| phrases[letter].push(phrase));
        }
        phrases
    });
    let alike = &PHRASES[first_letter(page.words(page.text.tokens.get(at)?.span))?];
    let sentence = page.text.sentences.get(page.text.sentence_of(at))?.tokens.clone();
    let end_of = |phrase: &str| {
        let mut end = at;
        for word in phrase.split(' ') {
            if !sentence.contains(&end) || !page.word(end).eq_ignore_ascii_case(word) {
                return None;
            }
            end += 1;
        }
        Some(end)
    };
    alike.iter().filter_map(|phrase| end_of(phrase)).max()
}

/// The number of the letter that a phrase begins with.
fn first_letter(phrase: &str) -> Option<usize> {
    let letter = phrase.bytes().next().filter(u8::is_ascii_alphabetic)?;
    Some(usize::from(letter.to_ascii_lowercase() - b'a'))
}

/// "(WHO)" right behind an organization.
fn acronym_ahead(page: &Page, name: &Name, next: Option<&Name>) -> Option<Name> {
    let at = name.tokens.end;
    if name.what != What::Organization || name.tokens.len() < 2 || at + 2 >= page.text.tokens.len() {
        return None;
    }
    let bracketed = page.word(at) == "(" && page.word(at + 2) == ")";
    let word = page.word(at + 1);
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let free = next.is_none_or(|next| {
        next.tokens.start > at + 1 || (next.tokens == (at + 1..at + 2) && next.what != What::Organization)
    });
    (bracketed && free && capitals >= 2 && capitals * 2 > word.len()).then_some(Name {
        tokens: at + 1..at + 2,
        what: What::Organization,
        rule: "entities/acronym",
    })
}
