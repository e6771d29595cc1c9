//! What the quoted words themselves look like.

use memchr::memchr_iter;

use super::super::marks::Quoted;
use super::super::words;

#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Shape {
    /// Number of words, at most 26.
    pub words: usize,
    /// The same in steps.
    pub length: u32,
    /// Bit 0: capital; then the mark it ends with, title case, unclosed, single marks.
    pub bits: u32,
    /// Whether a sentence ends inside it.
    pub sentences: bool,
    /// Whether it goes on from the paragraph before without a mark.
    pub resumed: bool,
    /// Whether it begins with a figure.
    pub numbered: bool,
    pub first: u32,
    pub last: u32,
}

impl Shape {
    /// Whether it begins with a capital.
    pub fn is_capital(self) -> bool {
        self.bits & 1 == 1
    }

    /// Whether all its longer words have capitals.
    pub fn is_title(self) -> bool {
        self.is_capital() && (self.words == 1 || self.bits & 16 != 0)
    }

    /// Whether no mark closes it.
    pub fn is_open(self) -> bool {
        self.bits & 32 != 0
    }

    /// Whether no mark of punctuation ends it.
    pub fn ends_bare(self) -> bool {
        self.bits >> 1 & 7 == 0
    }

    /// The shape of a quote. `single_style`: whether the article sets its quotes in single marks.
    pub fn of(text: &str, quoted: &Quoted, single_style: bool) -> Self {
        let inner = quoted.inner.of(text).trim();
        let mut words = inner.split_ascii_whitespace();
        let first = words.next().unwrap_or("");
        let last = inner.rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or("");
        let count = inner.split_ascii_whitespace().take(26).count();
        let capital = first.starts_with(char::is_uppercase);
        let titled =
            inner.split_ascii_whitespace().take(12).filter(|w| w.len() > 3).all(|w| !w.starts_with(char::is_lowercase));
        let end = match inner.trim_end_matches(|c: char| "”’'\")]".contains(c)).chars().next_back() {
            Some(',') => 1,
            Some('.') => 2,
            Some('?' | '!') => 3,
            Some('…' | ';' | ':' | '-' | '—') => 4,
            _ => match quoted.stop_outside(text) {
                Some(',') => 1,
                Some(_) => 2,
                None => 0,
            },
        };
        let bits = u32::from(capital) + 2 * end + 16 * u32::from(titled && count > 1) + 32 * u32::from(!quoted.closed);
        let trim = |w: &str| words::key(w.trim_matches(|c: char| !c.is_alphanumeric()));
        let length = match count {
            n @ 0..=5 => n as u32,
            6..=8 => 6,
            9..=13 => 7,
            14..=25 => 8,
            _ => 9,
        };
        Shape {
            words: count,
            sentences: memchr_iter(b'.', inner.as_bytes()).any(|at| {
                let next = inner[at + 1..].strip_prefix(' ');
                next.is_some_and(|next| next.starts_with(char::is_uppercase))
            }),
            resumed: quoted.is_resumed(),
            numbered: first.starts_with(|c: char| c.is_ascii_digit()),
            length,
            bits: bits + 64 * u32::from(quoted.single && !single_style),
            first: trim(first),
            last: trim(last),
        }
    }
}
