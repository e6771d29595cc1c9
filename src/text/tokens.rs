//! Words, numbers and marks, from Unicode word boundaries (UAX #29) corrected for news: abbreviations keep their full
//! stop; possessives, negations and units written onto a number become tokens of their own.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use unicode_segmentation::UnicodeSegmentation;

use super::{Token, TokenKind};
use crate::list;
use crate::span::Span;

/// Abbreviations that keep their full stop, without it, and whether one may end a sentence.
pub(super) fn abbreviation(word: &str) -> Option<MayEnd> {
    static LIST: LazyLock<Vec<(&str, MayEnd)>> = LazyLock::new(|| {
        let rows = list::rows::<2>(include_str!("abbreviations.tsv"));
        rows.map(|[word, may_end]| (word, MayEnd(may_end == "yes"))).collect()
    });
    LIST.binary_search_by_key(&word, |row| row.0).ok().map(|at| LIST[at].1)
}

/// Whether a sentence may end with an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MayEnd(pub bool);

/// Endings that are tokens of their own, longest first.
const CLITICS: [&str; 14] =
    ["n't", "n’t", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'s", "’s", "'m", "’m", "'d", "’d"];

/// Appends the tokens of `block`.
pub(super) fn tokenize(text: &str, block: Span, tokens: &mut Vec<Token>) {
    let first = tokens.len();
    let pieces = block.of(text).split_word_bound_indices();
    let mut spaced = true;
    let mut skip_to = block.start();
    for (at, piece) in pieces {
        let start = block.start() + at;
        if start < skip_to {
            continue;
        }
        if piece.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
            spaced = true;
            continue;
        }
        if let Some(end) = address(text, start, block.end(), spaced) {
            push(tokens, start, end, TokenKind::Word, spaced);
            skip_to = end;
        } else if piece.starts_with(char::is_alphanumeric) || piece.contains(char::is_alphanumeric) {
            word(text, start, piece, block.end(), spaced, tokens);
            skip_to = tokens.last().map_or(start, |token| token.span.end());
        } else {
            marks(start, piece, spaced, &tokens[first..].last().copied(), text).into_iter().for_each(|token| {
                match tokens.last_mut() {
                    Some(last) if token.span.start() < last.span.end() => *last = token,
                    _ => tokens.push(token),
                }
            });
        }
        spaced = false;
    }
}

fn push(tokens: &mut Vec<Token>, start: usize, end: usize, kind: TokenKind, spaced: bool) {
    if start < end {
        tokens.push(Token { span: Span::new(start, end), kind, spaced });
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
        || c.is_control()
}

/// A piece with letters or digits, cut into number, unit, stem and clitic.
fn word(text: &str, start: usize, piece: &str, limit: usize, spaced: bool, tokens: &mut Vec<Token>) {
    let digits = leading_number(piece);
    if digits > 0 {
        push(tokens, start, start + digits, TokenKind::Number, spaced);
        if digits < piece.len() {
            word_part(text, start + digits, &piece[digits..], limit, false, tokens);
        }
    } else {
        word_part(text, start, piece, limit, spaced, tokens);
    }
}

fn word_part(text: &str, start: usize, piece: &str, limit: usize, spaced: bool, tokens: &mut Vec<Token>) {
    let end = start + piece.len();
    let lower = piece.to_ascii_lowercase();
    let stem = CLITICS.iter().find(|clitic| lower.ends_with(*clitic)).map_or(piece.len(), |c| piece.len() - c.len());
    if stem > 0 && stem < piece.len() {
        push(tokens, start, start + stem, TokenKind::Word, spaced);
        push(tokens, start + stem, end, TokenKind::Word, false);
        return;
    }
    let keeps_stop = end < limit && text.as_bytes()[end] == b'.' && keeps_stop(piece);
    push(tokens, start, end + usize::from(keeps_stop), TokenKind::Word, spaced);
}

/// Whether the full stop behind `word` belongs to it: listed abbreviations, initials, `U.S`.
fn keeps_stop(word: &str) -> bool {
    let mut chars = word.chars();
    let single = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    single || dotted(word) || abbreviation(word).is_some()
}

/// `U.S`, `a.m`, `J.K`: single letters with full stops between.
fn dotted(word: &str) -> bool {
    let mut letters = word.split('.');
    word.contains('.') && letters.all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Length of the number at the head of a piece; 0 when there is none.
fn leading_number(piece: &str) -> usize {
    let bytes = piece.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let inner = matches!(bytes[end], b',' | b'.') && end > 0 && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[end].is_ascii_digit() && !inner {
            break;
        }
        end += 1;
    }
    end
}

/// A run of marks, one token each, but dots and dashes in a row are one.
fn marks(start: usize, piece: &str, spaced: bool, last: &Option<Token>, text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut previous = *last;
    for (at, c) in piece.char_indices() {
        if is_invisible(c) {
            continue;
        }
        let span = Span::new(start + at, start + at + c.len_utf8());
        let mut token = Token { span, kind: TokenKind::Mark, spaced: spaced && at == 0 };
        if let Some(before) = previous.filter(|t| t.span.end() == span.start() && repeats(t.span.of(text), c)) {
            token = Token { span: before.span.to(span), ..before };
            tokens.pop();
        }
        tokens.push(token);
        previous = Some(token);
    }
    tokens
}

fn repeats(before: &str, c: char) -> bool {
    matches!(c, '.' | '-' | '\'' | '`' | '*' | '_' | '=') && before.chars().all(|b| b == c)
}

/// End of the web or mail address, handle or hash tag that starts here.
fn address(text: &str, start: usize, limit: usize, spaced: bool) -> Option<usize> {
    static HEADS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let heads = ["http://", "https://", "www.", "@", "#"];
        let builder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostFirst)
            .start_kind(aho_corasick::StartKind::Anchored)
            .build(heads);
        builder.expect("five short literals make an automaton")
    });
    if !matches!(text.as_bytes()[start], b'h' | b'w' | b'@' | b'#') {
        return None;
    }
    let rest = &text[start..limit];
    let head = HEADS.find(aho_corasick::Input::new(rest).anchored(aho_corasick::Anchored::Yes))?;
    let sign = head.len() == 1;
    let inside = |c: char| {
        if sign {
            c.is_alphanumeric() || c == '_'
        } else {
            !c.is_whitespace() && !matches!(c, '"' | '”' | '’' | '<' | '>')
        }
    };
    let tail = rest[head.end()..].find(|c| !inside(c)).unwrap_or(rest.len() - head.end());
    let found = rest[..head.end() + tail].trim_end_matches(['.', ',', ')', ';', ':', '!', '?', '\'']);
    (found.len() > head.len() && (spaced || !sign)).then(|| start + found.len())
}
