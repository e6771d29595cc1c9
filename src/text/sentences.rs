//! Sentence ends. Takes the tokens of one block, gives ranges of them.

use std::ops::Range;

use super::tokens::{MayEnd, abbreviation};
use super::{Token, TokenKind};

/// Cuts the tokens from `first` on into sentences.
pub(super) fn split(text: &str, tokens: &[Token], first: usize) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = first;
    for at in first..tokens.len() {
        if at + 1 == tokens.len() || ends(text, tokens, at) {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    sentences
}

/// Whether a sentence ends behind this token, closing marks included.
fn ends(text: &str, tokens: &[Token], at: usize) -> bool {
    let next = &tokens[at + 1];
    if !next.spaced {
        return false;
    }
    let Some(stop) = tokens[..=at].iter().rposition(|t| !is_closing(t.span.of(text)) || t.spaced) else { return false };
    let word = tokens[stop].span.of(text);
    let next_word = next.span.of(text);
    match word {
        "?" | "!" | "…" | "..." => !starts_low(next_word),
        "." => !starts_low(next_word),
        _ if word.ends_with('.') && tokens[stop].kind == TokenKind::Word => may_end(word) && starts_sentence(next_word),
        _ => false,
    }
}

fn is_closing(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | "''" | "»" | ")" | "]" | "“")
}

fn starts_low(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | ':' | '.'))
}

fn starts_sentence(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘'))
}

fn may_end(word: &str) -> bool {
    let stem = word.trim_end_matches('.');
    abbreviation(stem).is_some_and(|MayEnd(yes)| yes)
}
