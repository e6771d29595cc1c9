//! Words of roles. Takes a word; says what it can be in "the former deputy prime minister of Fiji".

use super::super::{listed, titles};
use crate::grammar::Tag;
use crate::list::Keyed;

/// Whether the word names what somebody is, in capitals or not: "Coach", "striker".
pub(in super::super) fn is_role(word: &str) -> bool {
    titles::is_role(word) || word.starts_with(char::is_uppercase) && titles::is_role(&word.to_lowercase())
}

/// Words of offices: "shadow", "transport", "deputy".
pub(super) fn is_office(word: &str) -> bool {
    listed::MODIFIERS.has(word) || titles::is_role(word)
}

pub(super) fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s")
}

/// What opens a phrase that names nobody yet: "a", "his".
pub(super) fn is_opener(word: &str) -> bool {
    is_article(word) || is_owner(word)
}

pub(super) fn is_article(word: &str) -> bool {
    matches!(word, "the" | "The" | "a" | "A" | "an" | "An")
}

pub(super) fn is_owner(word: &str) -> bool {
    matches!(word, "his" | "her" | "its" | "their" | "my" | "our" | "His" | "Her" | "Its" | "Their" | "My" | "Our")
}

pub(super) fn is_verb_like(tag: Tag, word: &str) -> bool {
    matches!(tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD)
        || matches!(word, "has" | "had" | "was" | "is" | "were" | "are" | "will" | "would")
}

/// Words of offices and adjectives, by list and by ending: no verb or plain noun may slip into a role.
pub(super) fn is_modifier(word: &str) -> bool {
    const ENDINGS: [&str; 12] = ["al", "ic", "ary", "ive", "ese", "ish", "ian", "ican", "time", "wide", "ent", "ous"];
    is_office(word)
        || (word.len() > 4
            && word.is_ascii()
            && ENDINGS.iter().any(|ending| word.ends_with(ending))
            && !is_function_word(word))
}

/// Nouns that count or tell the time: no role, and no part of one.
pub(super) fn is_measure(word: &str) -> bool {
    has(word, "measure")
}

/// Nouns of what somebody made: "a thriller" in "by Ana Roe, a thriller about".
pub(super) fn is_work(word: &str) -> bool {
    has(word, "work")
}

pub(super) fn is_function_word(word: &str) -> bool {
    has(&word.to_lowercase(), "function")
}

fn has(word: &str, part: &str) -> bool {
    static STOPS: Keyed = Keyed::new(include_str!("../role_stops.tsv"));
    STOPS.get(word) == Some(part)
}
