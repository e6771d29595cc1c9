//! He or she. Takes a person's names; gives the gender that titles, first name and pronouns nearby tell together.

use super::looks::View;
use super::merge::{Name, What};
use super::people::Person;
use super::{Gender, people};
use crate::span::Span;

/// Who is a woman, and who a man, by what he or she is to others. Written from the language.
const FEMALE: [&str; 30] = [
    "actress",
    "aunt",
    "bride",
    "businesswoman",
    "chairwoman",
    "congresswoman",
    "councilwoman",
    "daughter",
    "duchess",
    "fiancée",
    "girlfriend",
    "grandmother",
    "granddaughter",
    "heiress",
    "housewife",
    "mom",
    "mother",
    "mum",
    "niece",
    "policewoman",
    "princess",
    "queen",
    "sister",
    "spokeswoman",
    "sportswoman",
    "stepdaughter",
    "stepmother",
    "widow",
    "wife",
    "woman",
];
const MALE: [&str; 26] = [
    "boyfriend",
    "brother",
    "businessman",
    "congressman",
    "councilman",
    "dad",
    "duke",
    "father",
    "fiancé",
    "grandfather",
    "grandson",
    "groom",
    "husband",
    "king",
    "man",
    "nephew",
    "policeman",
    "prince",
    "salesman",
    "son",
    "spokesman",
    "sportsman",
    "stepfather",
    "stepson",
    "uncle",
    "widower",
];

/// How far behind a name its pronoun is looked for, in tokens.
const REACH: usize = 30;

/// The gender of a person, where anything tells it.
pub(super) fn of(page: &View, names: &[Name], person: &Person, roles: &[Span]) -> Option<Gender> {
    let mut weight = 0;
    let mut add = |gender: Option<Gender>, points: i32| match gender {
        Some(Gender::Female) => weight += points,
        Some(Gender::Male) => weight -= points,
        None => {}
    };
    add(person.name.contains(' ').then(|| people::first_gender(&person.name)).flatten(), 3);
    roles.iter().for_each(|role| add(role_gender(page.words(*role)), 3));
    for mention in &person.mentions {
        add(title_before(page, &names[*mention]), 4);
        add(pronoun_behind(page, names, *mention), 1);
    }
    match weight {
        1.. => Some(Gender::Female),
        0 => None,
        _ => Some(Gender::Male),
    }
}

fn title_before(page: &View, name: &Name) -> Option<Gender> {
    let before = name.tokens.start.checked_sub(1)?;
    page.look(before).title?.gender
}

/// The gender that a role tells: `the victim’s mother`, `wife of the mayor`.
fn role_gender(role: &str) -> Option<Gender> {
    let head = role.split([',', ';', '(']).next()?.split(" of ").next()?.rsplit(' ').next()?.to_lowercase();
    match () {
        () if FEMALE.contains(&head.as_str()) => Some(Gender::Female),
        () if MALE.contains(&head.as_str()) => Some(Gender::Male),
        () => None,
    }
}

/// The first pronoun of the reporter behind a name, with no other person named in between: in a quote, `he` is somebody
/// else than whoever speaks.
fn pronoun_behind(page: &View, names: &[Name], mention: usize) -> Option<Gender> {
    let start = names[mention].tokens.end;
    let next = names[mention + 1..].iter().take(8).find(|name| name.what == What::Person);
    let limit = (start + REACH).min(page.text.tokens.len());
    let end = next.map_or(limit, |name| name.tokens.start.min(limit));
    let mut quoted = false;
    (start..end).find_map(|at| {
        match page.word(at) {
            "“" | "‘" => quoted = true,
            "”" => quoted = false,
            "\"" => quoted = !quoted,
            _ => {}
        }
        page.look(at).pronoun.filter(|_| !quoted)
    })
}

/// Whom a pronoun stands for.
pub(super) fn pronoun(word: &str) -> Option<Gender> {
    match word {
        "he" | "He" | "his" | "His" | "him" | "himself" => Some(Gender::Male),
        "she" | "She" | "her" | "Her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}
