//! Pieces with letters or digits: numbers and their units, abbreviations, possessives, site names.

use std::sync::LazyLock;

use super::TokenKind;
use super::abbreviations::{dotted_head, is_dotted, is_listed};
use super::addresses::{is_domain, web_tail};
use super::tokens::Cutter;
use crate::list;

/// What follows the apostrophe in endings that are tokens of their own; `n't` apart.
const CLITICS: [&str; 6] = ["s", "d", "m", "re", "ve", "ll"];

impl Cutter<'_> {
    /// A piece with letters or digits.
    pub(super) fn word(&mut self, start: usize, end: usize) {
        if let Some(end) = self.dollar(start, end) {
            return self.push(start, end, TokenKind::Mark);
        }
        if let Some(end) = self.ampersand(start, end) {
            return self.push(start, end, TokenKind::Word);
        }
        let mut at = start;
        while at < end {
            at = match self.address_at(at) {
                Some(len) => {
                    self.push(at, at + len, TokenKind::Word);
                    at + len
                }
                None => self.part(at, end),
            };
        }
    }

    /// One number, one mark, or the letters up to the next mark that is no part of a word. Gives its end.
    fn part(&mut self, start: usize, end: usize) -> usize {
        let piece = &self.text[start..end];
        let Some(c) = piece.chars().next() else { return end };
        let len = number_len(piece);
        if len > 0 {
            self.push(start, start + len, TokenKind::Number);
            start + len
        } else if c.is_alphabetic() {
            self.letters(start, end)
        } else {
            self.symbol(start, start + c.len_utf8(), c);
            self.done_or(start + c.len_utf8())
        }
    }

    /// A character that is neither letter nor ASCII digit: a fraction, a raised digit, a joining mark.
    fn symbol(&mut self, start: usize, end: usize, c: char) {
        let raised = matches!(c, '²' | '³' | '¹' | '⁰'..='⁹');
        let lowered = matches!(c, '₀'..='₉');
        if (raised || lowered) && self.last_glued(start).is_some_and(|last| last.kind == TokenKind::Word) {
            let letters = self.text.as_bytes()[end..self.limit].iter().take_while(|b| b.is_ascii_alphabetic()).count();
            self.lengthen(if lowered { end + letters } else { end });
        } else if c.is_numeric() {
            self.push(start, end, TokenKind::Number);
        } else {
            self.mark(start, end);
        }
    }

    /// Letters up to the next mark that joins no word, clitics apart.
    fn letters(&mut self, start: usize, end: usize) -> usize {
        let piece = &self.text[start..end];
        let prefix = currency_prefix(piece);
        if prefix > 0 {
            self.push(start, start + prefix, TokenKind::Word);
            return start + prefix;
        }
        let end = start + piece.find([':', ';', ',']).unwrap_or(piece.len());
        let end = start + self.text[start..end].trim_end_matches('_').len();
        let last = start + stem_len(&self.text[start..end]);
        let first = if last < end { start + stem_len(&self.text[start..last]) } else { end };
        self.stem(start, first);
        for (from, to) in [(first, last), (last, end)] {
            if from < to {
                self.push(from, to, TokenKind::Word);
            }
        }
        self.done_or(end)
    }

    /// A word without clitic; a full stop inside it belongs to an abbreviation or site, or ends a sentence.
    fn stem(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let stem = &self.text[at..end];
            let dot = inner_stop(stem).map_or(end, |dot| at + dot);
            let head = dotted_head(stem);
            if dot == end || is_dotted(stem) || is_listed(stem) {
                self.with_stop(at, end);
                return;
            } else if is_domain(stem) {
                return self.site(at, end);
            } else if head > 2 {
                self.push(at, at + head, TokenKind::Word);
                at += head;
            } else {
                self.with_stop(at, dot);
                at = self.done_or(dot);
                if at == dot {
                    self.mark(at, at + 1);
                    at = self.done_or(at + 1);
                }
            }
        }
    }

    /// A word, with the full stop behind it where that belongs to it.
    fn with_stop(&mut self, start: usize, end: usize) {
        let stop = usize::from(self.keeps_stop(start, end));
        self.push(start, end + stop, TokenKind::Word);
    }

    /// `example.com`, with its path.
    fn site(&mut self, start: usize, end: usize) {
        let rest = &self.text[end..self.limit];
        let path = if self.signs && rest.starts_with('/') { web_tail(rest) } else { 0 };
        self.push(start, end + path, TokenKind::Word);
    }

    /// End of the dollar sign with its country: `A$`, `HK$`.
    fn dollar(&self, start: usize, end: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[..self.limit];
        let letters = end - start <= 3 && bytes[start..end].iter().all(u8::is_ascii_alphabetic);
        let sign = bytes.get(end) == Some(&b'$') && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic);
        (letters && sign && bytes[start].is_ascii_uppercase()).then_some(end + 1)
    }

    /// End of a name like `AT&T` or `R&D`.
    fn ampersand(&self, start: usize, end: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[..self.limit];
        let capitals = |bytes: &[u8]| bytes.iter().take_while(|b| b.is_ascii_uppercase()).count();
        if bytes.get(end) != Some(&b'&') || end - start > 3 || capitals(&bytes[start..end]) < end - start {
            return None;
        }
        let len = capitals(&bytes[end + 1..self.limit.min(end + 5)]);
        let next = self.text[end + 1 + len..self.limit].chars().next();
        ((1..=3).contains(&len) && !next.is_some_and(char::is_alphanumeric)).then_some(end + 1 + len)
    }
}

/// Length of the number at the head of a piece; 0 when there is none. Groups may be set off by an apostrophe.
pub(super) fn number_len(piece: &str) -> usize {
    let bytes = piece.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let inner = match bytes[end] {
            b'0'..=b'9' => 1,
            b',' | b'.' if end > 0 && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => 1,
            b'\'' | 0xe2 if end > 0 => group(&piece[end..]),
            _ => 0,
        };
        if inner == 0 {
            break;
        }
        end += inner;
    }
    end
}

/// Length of `'000` or `’000`.
fn group(rest: &str) -> usize {
    let Some(tail) = rest.strip_prefix(['\'', '’']) else { return 0 };
    let digits = tail.bytes().take(4).take_while(u8::is_ascii_digit).count();
    if digits == 3 { rest.len() - tail.len() + 3 } else { 0 }
}

/// Length of the currency written onto a number: 2 in `Rs14`; `R`, `N`, `P`, `K` only where the number is an amount.
fn currency_prefix(piece: &str) -> usize {
    static PREFIXES: LazyLock<Vec<&str>> =
        LazyLock::new(|| list::rows::<1>(include_str!("currencies.tsv")).map(|[prefix]| prefix).collect());
    let len = piece.bytes().take(4).take_while(u8::is_ascii_alphabetic).count();
    let (prefix, amount) = piece.split_at(len);
    let digits = number_len(amount);
    if digits == 0 || len > 3 {
        return 0;
    }
    let scaled = matches!(&amount[digits..], "m" | "mn" | "bn" | "tn" | "trn") || amount[..digits].contains(',');
    let known = matches!(prefix, "R" | "N" | "P" | "K") && scaled || PREFIXES.binary_search(&prefix).is_ok();
    if known { len } else { 0 }
}

/// Length of a word without the clitic at its end.
fn stem_len(word: &str) -> usize {
    let Some(at) = word.rfind(['\'', '’', '‘', 'ʼ']) else { return word.len() };
    let tail = word[at..].trim_start_matches(['\'', '’', '‘', 'ʼ']);
    if at > 1 && tail.eq_ignore_ascii_case("t") && matches!(word.as_bytes()[at - 1], b'n' | b'N') {
        return at - 1;
    }
    if at > 0 && CLITICS.iter().any(|clitic| tail.eq_ignore_ascii_case(clitic)) { at } else { word.len() }
}

/// The first full stop in a word that is no decimal point.
fn inner_stop(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    (0..bytes.len()).find(|&at| bytes[at] == b'.' && !bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
}
