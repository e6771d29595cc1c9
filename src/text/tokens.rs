//! Words, numbers and marks, from Unicode word boundaries (UAX #29) corrected for news: abbreviations keep their full
//! stop; possessives, negations and units written onto a number become tokens of their own.

use super::abbreviations::{keeps_stop, spelling};
use super::addresses::address;
use super::pieces::Pieces;
use super::{Token, TokenKind, letters};
use crate::span::Span;

/// What the bytes of a run are, as bits.
mod class {
    pub const LETTER: u8 = 1;
    pub const OTHER: u8 = 2;
    /// Occurs in addresses.
    pub const SIGN: u8 = 4;
    pub const WIDE: u8 = 8;
    pub const BLANK: u8 = 16;

    pub static OF: [u8; 256] = table();

    const fn table() -> [u8; 256] {
        let mut table = [OTHER; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = match byte as u8 {
                b'a'..=b'z' | b'A'..=b'Z' => LETTER,
                b'@' | b'#' | b'/' => SIGN,
                0..=b' ' | 0x7f => BLANK,
                0x80.. => WIDE,
                _ => OTHER,
            };
            byte += 1;
        }
        table
    }
}

/// Appends the tokens of `block`.
pub(super) fn tokenize(text: &str, block: Span, tokens: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let first = tokens.len();
    let mut cutter =
        Cutter { text, limit: block.end(), first, tokens, spaced: true, done: block.start(), signs: false };
    let mut at = block.start();
    while at < block.end() {
        let byte = bytes[at];
        if class::OF[byte as usize] == class::BLANK {
            cutter.spaced |= byte.is_ascii_whitespace() || byte == 0x0b;
            at += 1;
            continue;
        }
        let run = Run::of(&bytes[at..block.end()]);
        cutter.cut(at, run);
        at += run.len;
    }
}

/// Text without blanks.
#[derive(Clone, Copy)]
struct Run {
    len: usize,
    /// How many letters it begins with.
    letters: usize,
    /// The classes of its bytes.
    classes: u8,
}

impl Run {
    /// The run at the head of `bytes`.
    fn of(bytes: &[u8]) -> Self {
        let class = |byte: &u8| class::OF[*byte as usize];
        let letters = letters::count(bytes);
        let mut classes = if letters > 0 { class::LETTER } else { 0 };
        let others = bytes[letters..].iter().map(class).take_while(|class| *class != class::BLANK);
        let others = others.inspect(|class| classes |= class).count();
        Self { len: letters + others, letters, classes }
    }
}

/// Cuts the runs of one block, left to right.
pub(super) struct Cutter<'t> {
    pub(super) text: &'t str,
    /// End of the block.
    pub(super) limit: usize,
    /// Index of the block's first token.
    first: usize,
    tokens: &'t mut Vec<Token>,
    /// Whether white space stands before the next token.
    spaced: bool,
    /// End of what has been cut; pieces before it are part of an earlier token.
    done: usize,
    /// Whether the run may hold an address.
    pub(super) signs: bool,
}

impl Cutter<'_> {
    fn cut(&mut self, start: usize, run: Run) {
        let Run { len, letters, classes } = run;
        let end = start + len;
        if classes == class::LETTER {
            return self.add(start, end, TokenKind::Word);
        }
        self.signs = classes & class::SIGN != 0;
        let mark = start + letters;
        if letters > 0 && mark + 1 == end && self.ends_plainly(start, mark) && self.is_plain_mark(mark, end) {
            return self.word_with_mark(start, mark);
        }
        for (from, to) in Pieces::of(&self.text[start..end], classes & class::WIDE == 0) {
            self.piece((start + from).max(self.done), start + to);
        }
    }

    /// Letters and one mark, the commonest run but for letters alone.
    fn word_with_mark(&mut self, start: usize, mark: usize) {
        let stop = usize::from(self.keeps_stop(start, mark));
        self.add(start, mark + stop, TokenKind::Word);
        if stop == 0 {
            self.add(mark, mark + 1, TokenKind::Mark);
        }
    }

    fn piece(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        if self.is_plain_word(start, end) {
            let stop = usize::from(self.keeps_stop(start, end));
            return self.add(start, end + stop, TokenKind::Word);
        }
        if self.is_plain_mark(start, end) {
            return self.add(start, end, TokenKind::Mark);
        }
        let piece = &self.text[start..end];
        let blank = piece.len() - piece.trim_start().len();
        if blank > 0 {
            self.spaced = true;
            return self.piece(start + blank, end);
        }
        if piece.contains(char::is_alphanumeric) {
            self.word(start, end);
        } else if let Some(len) = self.address_at(start) {
            self.push(start, start + len, TokenKind::Word);
        } else if !piece.chars().all(is_invisible) {
            self.mark(start, end);
        }
    }

    /// Whether the piece is a word of which nothing can be cut off, and which is no part of an address or a sign.
    fn is_plain_word(&self, start: usize, end: usize) -> bool {
        self.ends_plainly(start, end) && letters::count(&self.text.as_bytes()[start..end]) == end - start
    }

    /// Whether letters are no part of an address, nor of a sign with what stands behind them.
    fn ends_plainly(&self, start: usize, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        let www = || matches!(bytes[start], b'w' | b'W');
        let ends = match bytes.get(end) {
            Some(b'$' | b'&') => false,
            Some(b'.') => !www(),
            _ => true,
        };
        ends && !self.signs
    }

    /// Whether the piece is a mark that makes no token with what stands beside it.
    fn is_plain_mark(&self, start: usize, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        let alone = |mark: u8| start == 0 || bytes[start - 1] != mark;
        match bytes[start..end] {
            [b',' | b'"' | b'(' | b')' | b'?' | b'!' | b':' | b';' | b'%' | b'[' | b']' | b'/'] => true,
            [b'.'] => alone(b'.') && !bytes.get(end).is_some_and(u8::is_ascii_digit),
            [b'-'] => alone(b'-'),
            // Dashes, double quotation marks, dots.
            [0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa6] => true,
            _ => false,
        }
    }

    /// Length of the address at `start`.
    pub(super) fn address_at(&self, start: usize) -> Option<usize> {
        let www = matches!(self.text.as_bytes()[start], b'w' | b'W');
        if !self.signs && !www {
            return None;
        }
        address(&self.text[start..self.limit], self.last_glued(start).is_some_and(|t| t.kind != TokenKind::Mark))
    }

    /// The token that ends exactly at `start`, in this block.
    pub(super) fn last_glued(&self, start: usize) -> Option<Token> {
        self.tokens[self.first..].last().copied().filter(|token| token.span.end() == start)
    }

    /// Adds a token, without invisible characters at its ends.
    pub(super) fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        let (first, last) = visible(self.text, start, end);
        if first < last {
            self.add(first, last, kind);
        }
        self.done = self.done.max(end);
    }

    /// Adds a token that has no invisible characters.
    fn add(&mut self, start: usize, end: usize, kind: TokenKind) {
        self.done = self.done.max(end);
        self.tokens.push(Token { span: Span::new(start, end), kind, spaced: self.spaced });
        self.spaced = false;
    }

    /// Where cutting goes on, at the earliest `at`.
    pub(super) fn done_or(&self, at: usize) -> usize {
        self.done.max(at)
    }

    /// Draws the last token out to `end`.
    pub(super) fn lengthen(&mut self, end: usize) {
        if let Some(last) = self.tokens.last_mut() {
            last.span = Span::new(last.span.start(), end);
        }
        self.done = self.done.max(end);
    }

    /// Whether the full stop behind the word `start..end` is there and belongs to it.
    pub(super) fn keeps_stop(&self, start: usize, end: usize) -> bool {
        if end >= self.limit || self.text.as_bytes()[end] != b'.' {
            return false;
        }
        let last = spelling(self.text, self.tokens[self.first..].last());
        keeps_stop(&self.text[start..end], &self.text[end + 1..self.limit], last)
    }
}

fn visible(text: &str, start: usize, end: usize) -> (usize, usize) {
    let piece = &text[start..end];
    if piece.is_ascii() {
        return (start, end);
    }
    let from = start + (piece.len() - piece.trim_start_matches(is_invisible).len());
    (from, from + text[from..end].trim_end_matches(is_invisible).len())
}

/// Characters that print nothing: zero-width, directional, soft hyphens, controls.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
        || c.is_control()
}
