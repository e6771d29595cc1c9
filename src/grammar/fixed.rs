//! Tags that follow from the spelling: numbers, ordinals, marks and signs.

use super::features::Context;
use super::{Tag, TokenKind};

/// The tag of a token whose spelling decides it; none for words, and for the apostrophe, which may be a possessive.
pub(super) fn tag(context: &Context) -> Option<Tag> {
    let token = context.tokens[context.at];
    match token.kind {
        TokenKind::Number => Some(if ordinal_follows(context) { Tag::JJ } else { Tag::CD }),
        TokenKind::Mark => match context.forms[context.at].mark {
            Tag::POS if !token.spaced && context.word(-1).ends_with(['s', 'S', 'z', 'x']) => None,
            Tag::POS => Some(Tag::Punct),
            tag => Some(tag),
        },
        TokenKind::Word if !token.spaced && follows_number(context) => suffix(context.word(0)),
        TokenKind::Word => None,
    }
}

/// The tag of a mark; of the apostrophe that of a possessive, which it may be.
pub(super) fn mark(mark: &str) -> Tag {
    match mark {
        "'" | "’" => Tag::POS,
        "%" | "‰" => Tag::NN,
        "&" => Tag::CC,
        "£" | "€" | "¥" | "₹" | "¢" | "₦" | "₽" | "₩" | "₺" | "₴" | "+" | "=" | "<" | ">" | "§" | "#" | "°" | "×"
        | "±" => Tag::SYM,
        _ if mark.contains('$') => Tag::SYM,
        _ => Tag::Punct,
    }
}

fn follows_number(context: &Context) -> bool {
    context.at > 0 && context.tokens[context.at - 1].kind == TokenKind::Number
}

fn ordinal_follows(context: &Context) -> bool {
    context.tokens.get(context.at + 1).is_some_and(|next| !next.spaced) && is_ordinal(context.word(1))
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH")
}

/// What is written onto a number: the ending of an ordinal, a scale, a plural.
fn suffix(word: &str) -> Option<Tag> {
    match word {
        "mn" | "bn" | "tn" | "trn" => Some(Tag::CD),
        "s" => Some(Tag::NNS),
        "am" | "pm" | "a.m." | "p.m." | "AM" | "PM" => Some(Tag::NN),
        "km" | "kg" | "cm" | "mm" | "mph" | "ft" | "lb" | "GB" | "MW" | "GW" | "C" | "F" => Some(Tag::NNS),
        _ if is_ordinal(word) => Some(Tag::JJ),
        _ => None,
    }
}
