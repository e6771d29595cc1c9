//! He or she. Takes a person's names; gives the gender that titles, first name and pronouns nearby tell together.

use memchr::memmem;

use super::looks::View;
use super::merge::{Name, What};
use super::people::Person;
use super::{Gender, people, titles};
use crate::span::Span;

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
    add(roles.iter().find_map(|role| role_gender(page.words(*role))), 3);
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
    let head = role.split([',', ';', '(']).next()?;
    let head = memmem::find(head.as_bytes(), b" of ").map_or(head, |of| &head[..of]);
    let head = head.rsplit(' ').next()?.to_lowercase();
    match head.as_str() {
        "woman" => Some(Gender::Female),
        "man" => Some(Gender::Male),
        head => titles::title(head)?.gender,
    }
}

/// The first pronoun of the reporter behind a name, with no other person named in between: in a quote, `he` is somebody
/// else than whoever speaks.
fn pronoun_behind(page: &View, names: &[Name], mention: usize) -> Option<Gender> {
    let start = names[mention].tokens.end;
    let next = names[mention + 1..].iter().take(8).find(|name| name.what == What::Person);
    let limit = (start + REACH).min(page.text.tokens.len());
    let end = next.map_or(limit, |name| name.tokens.start.min(limit));
    let pronouns = page.pronouns();
    let behind = &pronouns[pronouns.partition_point(|at| *at < start)..];
    // Marks are counted only up to a pronoun: most names have none near.
    let (mut from, mut quoted) = (start, false);
    for at in behind.iter().copied().take_while(|at| *at < end) {
        quoted = (from..at).fold(quoted, |quoted, at| match page.word(at) {
            "“" | "‘" => true,
            "”" => false,
            "\"" => !quoted,
            _ => quoted,
        });
        if !quoted {
            return page.look(at).pronoun;
        }
        from = at + 1;
    }
    None
}

/// Whom a pronoun stands for.
pub(super) fn pronoun(word: &str) -> Option<Gender> {
    match word {
        "he" | "He" | "his" | "His" | "him" | "himself" => Some(Gender::Male),
        "she" | "She" | "her" | "Her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}
