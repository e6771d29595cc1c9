//! What a token does in its sentence: by the closed classes, then by its part of speech.

use super::super::lexicon::{Lexicon, Spelling};
use super::super::words::{Class, Cue};
use super::Kind;
use crate::document::Page;
use crate::grammar::Tag;
use crate::text::TokenKind;

/// What a token does in its sentence: by the closed classes, then by its part of speech.
pub(super) fn class(page: &Page, lexicon: &Lexicon, token: usize, tagged: bool) -> Class {
    match page.text.tokens[token].kind {
        TokenKind::Mark if joins(page, token) => return Class::Adjective,
        TokenKind::Mark => return mark_class(page.word(token)),
        TokenKind::Number => return Class::Number,
        TokenKind::Word => {}
    }
    let spelling = lexicon.at(token);
    let class = match spelling.class {
        Some(class) => class,
        None if tagged => tag_class(page.tags[token]),
        None => guess_class(page.word(token), spelling),
    };
    // In a compound a word is not what it is elsewhere: `so-called`, `runner-up`, `right-back`.
    match class {
        Class::Name | Class::Noun | Class::Genitive => class,
        _ if token > 0 && is_hyphen(page, token - 1) => Class::Adjective,
        Class::Adverb | Class::Preposition | Class::Auxiliary if is_hyphen(page, token + 1) => Class::Adjective,
        class => class,
    }
}

/// Whether a token joins two words into one compound.
fn is_hyphen(page: &Page, token: usize) -> bool {
    joins(page, token) && page.word(token) != "/"
}

/// Whether a mark joins two words into one: the hyphen of `counter-attack`, the stroke of `he/she`.
fn joins(page: &Page, token: usize) -> bool {
    let tight = |at: usize| page.text.tokens.get(at).is_some_and(|token| !token.spaced);
    tight(token) && tight(token + 1) && matches!(page.word(token), "-" | "/" | "‑")
}

fn mark_class(word: &str) -> Class {
    match word {
        "," => Class::Comma,
        ":" => Class::Colon,
        ";" | "." | "?" | "!" | "…" | "..." => Class::Stop,
        "—" | "–" | "―" | "--" | "-" => Class::Dash,
        "(" | "[" => Class::OpenBracket,
        ")" | "]" => Class::CloseBracket,
        "&" => Class::Noun,
        "'" | "’" => Class::Genitive,
        _ => Class::Other,
    }
}

fn tag_class(tag: Tag) -> Class {
    match tag {
        Tag::NNP | Tag::NNPS => Class::Name,
        Tag::NN | Tag::NNS | Tag::FW => Class::Noun,
        Tag::JJ | Tag::JJR | Tag::JJS | Tag::PDT => Class::Adjective,
        Tag::CD => Class::Number,
        Tag::DT => Class::Determiner,
        Tag::PRP => Class::Pronoun,
        Tag::PRPS => Class::Owner,
        Tag::WP | Tag::WDT => Class::Wh,
        Tag::IN => Class::Preposition,
        Tag::TO => Class::To,
        Tag::CC => Class::Conjunction,
        Tag::MD => Class::Auxiliary,
        Tag::POS => Class::Genitive,
        Tag::RB | Tag::RBR | Tag::RBS | Tag::RP => Class::Adverb,
        _ if tag.is_verb() => Class::Verb,
        _ => Class::Other,
    }
}

/// The class of an open-class word from its shape alone.
fn guess_class(word: &str, spelling: &Spelling) -> Class {
    if spelling.is_capital || word.starts_with(['@', '#']) {
        return Class::Name;
    }
    if !matches!(spelling.cue, Cue::None | Cue::Noun) {
        return Class::Verb;
    }
    match word {
        _ if word.len() > 4 && word.ends_with("ly") => Class::Adverb,
        _ if word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing")) => Class::Verb,
        _ => Class::Noun,
    }
}

/// The part of speech a word's first letter suggests.
pub(super) fn shape_tag(word: &str) -> Tag {
    match word.chars().next() {
        Some(c) if c.is_ascii_digit() => Tag::CD,
        Some(c) if c.is_uppercase() => Tag::NNP,
        Some(c) if c.is_alphabetic() => Tag::NN,
        _ => Tag::Punct,
    }
}

/// Whether a class may stand in a noun phrase.
pub(super) fn in_phrase(class: Class) -> bool {
    matches!(class, Class::Determiner | Class::Owner | Class::Name | Class::Noun | Class::Adjective | Class::Number)
}

pub(super) fn single(class: Class) -> Kind {
    match class {
        Class::Verb => Kind::Verb,
        Class::Auxiliary => Kind::Auxiliary,
        Class::Adverb => Kind::Adverb,
        Class::Preposition => Kind::Preposition,
        Class::To => Kind::To,
        Class::Conjunction => Kind::Conjunction,
        Class::Subordinator => Kind::Subordinator,
        Class::That => Kind::That,
        Class::Time => Kind::Time,
        Class::Comma => Kind::Comma,
        Class::Colon => Kind::Colon,
        Class::Dash => Kind::Dash,
        Class::Stop => Kind::Stop,
        Class::OpenBracket => Kind::OpenBracket,
        Class::CloseBracket => Kind::CloseBracket,
        _ => Kind::Other,
    }
}
