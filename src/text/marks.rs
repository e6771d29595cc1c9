//! Marks of punctuation and symbols, and the words and numbers that begin with one: `'s`, `.5`, `$US`.

use super::tokens::Cutter;
use super::words::number_len;
use super::{Token, TokenKind};

/// Endings behind an apostrophe that are words, where no letter follows.
const CLITICS: [&str; 6] = ["s", "d", "m", "re", "ve", "ll"];

impl Cutter<'_> {
    /// One piece without letters or digits: one token, or more of the last one.
    pub(super) fn mark(&mut self, start: usize, end: usize) {
        let glued = self.last_glued(start);
        let rest = &self.text[start..self.limit];
        if glued.is_some_and(|last| self.repeats(last, start)) {
            self.lengthen(end);
        } else if let Some(len) = glued.and_then(|last| clitic(last, rest)) {
            self.push(start, start + len, TokenKind::Word);
        } else if let Some(len) = decimal(glued, rest) {
            self.push(start, start + len, TokenKind::Number);
        } else {
            self.push(start, end + country_code(rest), TokenKind::Mark);
        }
    }

    /// Whether the mark at `start` makes one run with the last token: dots, dashes, doubled quotation marks.
    fn repeats(&self, last: Token, start: usize) -> bool {
        let bytes = self.text.as_bytes();
        let mark = bytes[start];
        let runs = matches!(mark, b'.' | b'-' | b'\'' | b'`' | b'*' | b'_' | b'=');
        runs && last.kind == TokenKind::Mark && bytes[last.span.start()] == mark && bytes[start - 1] == mark
    }
}

/// Length of the possessive or short verb at the head of `rest`, behind a name in digits, initials or marks.
fn clitic(last: Token, rest: &str) -> Option<usize> {
    let mark = rest.chars().next().filter(|c| matches!(c, '\'' | '’' | '‘' | '´' | '`' | '′'))?;
    let tail = &rest[mark.len_utf8()..];
    let len = tail.bytes().take(3).take_while(u8::is_ascii_alphabetic).count();
    let known = CLITICS.iter().any(|clitic| tail[..len].eq_ignore_ascii_case(clitic));
    let ends = !tail[len..].starts_with(char::is_alphanumeric);
    (known && ends && last.kind != TokenKind::Mark).then_some(mark.len_utf8() + len)
}

/// Length of a number without leading zero: `.5`.
fn decimal(glued: Option<Token>, rest: &str) -> Option<usize> {
    let digits = rest.strip_prefix('.').map_or(0, number_len);
    (digits > 0 && glued.is_none_or(|last| last.kind == TokenKind::Mark && last.span.len() == 1)).then_some(1 + digits)
}

/// Length of the letters in `$US4.5bn` and `$A10`.
fn country_code(rest: &str) -> usize {
    let Some(tail) = rest.strip_prefix('$') else { return 0 };
    let len = tail.bytes().take(4).take_while(u8::is_ascii_uppercase).count();
    if len <= 3 && tail[len..].starts_with(|c: char| c.is_ascii_digit()) { len } else { 0 }
}
