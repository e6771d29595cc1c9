//! Looking words up whatever their case, without allocation.

use crate::list::Sieve;
use crate::sequence::hash::Listed;

/// Longest word that any list of the figure stage holds, in bytes.
const LONGEST: usize = 24;

/// A short word in lower case (ASCII letters; others as they are).
pub(super) struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Folded {
    /// `None` for a word longer than any listed one.
    pub fn new(word: &str) -> Option<Self> {
        if word.len() > LONGEST {
            return None;
        }
        let mut bytes = [0; LONGEST];
        bytes[..word.len()].copy_from_slice(word.as_bytes());
        bytes[..word.len()].make_ascii_lowercase();
        Some(Self { bytes, len: word.len() })
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }
}

/// A list of small words that is asked whatever the case of a word.
#[derive(Debug)]
pub(super) struct Caseless<T> {
    rows: Listed<T>,
    sieve: Sieve,
}

impl<T> Caseless<T> {
    pub fn new(rows: Listed<T>) -> Self {
        let sieve = Sieve::new(rows.keys().copied());
        Self { rows, sieve }
    }

    #[inline]
    pub fn get(&self, word: &str) -> Option<&T> {
        if self.sieve.passes(word) { self.find(word) } else { None }
    }

    fn find(&self, word: &str) -> Option<&T> {
        match word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => self.rows.get(Folded::new(word)?.as_str()),
            false => self.rows.get(word),
        }
    }
}
