//! The embedded lists: tab-separated text, one header line, `#` comments, one row a line.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::OnceLock;

use memchr::{memchr, memrchr};

use crate::sequence::hash::Listed;

/// The rows of a list, each as its columns. A missing last column reads as empty.
///
/// Lists are compiled in, so a row that is short of columns is a fault of the build, caught by `tests/data.rs`.
pub fn rows<const N: usize>(list: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.skip(1).map(columns)
}

/// The columns of a line. Columns are short: a plain look at each byte is quicker than a search for the next tab.
fn columns<const N: usize>(line: &'static str) -> [&'static str; N] {
    let mut columns = [""; N];
    let (mut at, mut start) = (0, 0);
    for (end, byte) in line.bytes().enumerate() {
        if byte == b'\t' && at < N {
            columns[at] = &line[start..end];
            (at, start) = (at + 1, end + 1);
        }
    }
    if let Some(last) = columns.get_mut(at) {
        *last = &line[start..];
    }
    columns
}

/// A list that is asked at every word or name, most of which it does not hold. It is read when it is first asked.
#[derive(Debug)]
pub struct Keyed {
    list: &'static str,
    rows: OnceLock<(Sieve, Listed<&'static str>)>,
}

impl Keyed {
    /// The list in this text.
    pub const fn new(list: &'static str) -> Self {
        Self { list, rows: OnceLock::new() }
    }

    /// What stands behind `key`, where a row begins with it.
    pub fn get(&self, key: &str) -> Option<&'static str> {
        let (sieve, rows) = self.rows.get_or_init(|| keyed(self.list));
        if sieve.passes(key) { rows.get(key).copied() } else { None }
    }

    /// Whether a row begins with `key`.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
}

/// The rows of a list by their first column.
fn keyed(list: &'static str) -> (Sieve, Listed<&'static str>) {
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let rows: Listed<&str> = lines.skip(1).map(|line| line.split_once('\t').unwrap_or((line, ""))).collect();
    (Sieve::new(rows.keys().copied()), rows)
}

/// What stands behind `key` in a list that is sorted by the bytes of its first column; comments stand at its head only.
/// The list is searched in place, so a long one costs nothing at start-up.
pub fn find(list: &'static str, key: &str) -> Option<&'static str> {
    search(list, body(list)?..list.len(), key)
}

/// A long sorted list that is asked often: [`find`] with the way to the right stretch of the list kept close together.
#[derive(Debug)]
pub struct Sorted {
    list: &'static str,
    /// The head of a row in every stretch of the list, and where the row begins.
    marks: OnceLock<Vec<(u64, usize)>>,
}

/// Bytes of a stretch.
const STRETCH: usize = 256;

impl Sorted {
    /// The list in this text.
    pub const fn new(list: &'static str) -> Self {
        Self { list, marks: OnceLock::new() }
    }

    /// What stands behind `key`.
    pub fn get(&self, key: &str) -> Option<&'static str> {
        let marks = self.marks.get_or_init(|| marks(self.list));
        let head = head(key.as_bytes());
        let first = marks.partition_point(|mark| mark.0 < head).saturating_sub(1);
        let behind = marks.partition_point(|mark| mark.0 <= head);
        let end = marks.get(behind).map_or(self.list.len(), |mark| mark.1);
        search(self.list, marks.get(first)?.1..end, key)
    }
}

fn marks(list: &'static str) -> Vec<(u64, usize)> {
    let bytes = list.as_bytes();
    let row = |at: usize| Some(at + memchr(b'\n', &bytes[at..])? + 1).filter(|row| *row < bytes.len());
    let mut next = body(list);
    let rows = std::iter::from_fn(|| {
        let start = next?;
        next = row(bytes.len().min(start + STRETCH));
        Some(start)
    });
    rows.map(|row| (head(&bytes[row..memchr(b'\t', &bytes[row..]).map_or(bytes.len(), |tab| row + tab)]), row))
        .collect()
}

/// The first bytes of a key as a number of the same order.
fn head(key: &[u8]) -> u64 {
    let mut head = [0; 8];
    let length = key.len().min(8);
    head[..length].copy_from_slice(&key[..length]);
    u64::from_be_bytes(head)
}

/// Where the rows of a list begin.
fn body(list: &str) -> Option<usize> {
    let bytes = list.as_bytes();
    let mut start = 0;
    while bytes[start..].starts_with(b"#") {
        start += memchr(b'\n', &bytes[start..])? + 1;
    }
    Some(start + memchr(b'\n', &bytes[start..])? + 1)
}

/// What stands behind `key` in these rows.
fn search(list: &'static str, rows: Range<usize>, key: &str) -> Option<&'static str> {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (rows.start, rows.end);
    while low < high {
        let middle = low + (high - low) / 2;
        let start = memrchr(b'\n', &bytes[low..middle]).map_or(low, |at| low + at + 1);
        let end = memchr(b'\n', &bytes[middle..]).map_or(list.len(), |at| middle + at);
        let tab = start + memchr(b'\t', &bytes[start..end])?;
        match bytes[start..tab].cmp(key.as_bytes()) {
            Ordering::Equal => return list.get(tab + 1..end),
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    None
}

/// Rules out most of the words that a list does not hold, whatever their case, by three of their letters and their
/// length: quicker than to look them up.
#[derive(Clone, Debug)]
pub struct Sieve {
    bits: Vec<u64>,
    shift: u32,
}

impl Sieve {
    /// A sieve that lets these words through.
    pub fn new<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> Self {
        let mut sieve = Self::with_room(words.len());
        words.for_each(|word| sieve.insert(word));
        sieve
    }

    /// A sieve for so many words, which lets nothing through yet.
    pub fn with_room(words: usize) -> Self {
        // Sixteen places for each word, so that one other word in sixteen gets through at most.
        let places = (16 * words).next_power_of_two().max(64);
        Self { bits: vec![0; places / 64], shift: u32::BITS - places.trailing_zeros() }
    }

    /// Lets a word through.
    pub fn insert(&mut self, word: &str) {
        let place = self.place(word);
        self.bits[place / 64] |= 1 << (place % 64);
    }

    /// Whether the list may hold this word.
    #[inline]
    pub fn passes(&self, word: &str) -> bool {
        let place = self.place(word);
        self.bits[place / 64] >> (place % 64) & 1 != 0
    }

    #[inline]
    fn place(&self, word: &str) -> usize {
        let bytes = word.as_bytes();
        // Five bits are the same for both cases of a letter.
        let letter = |byte: Option<&u8>| byte.map_or(0, |byte| u32::from(byte & 0x1f));
        let key = [bytes.first(), bytes.get(1), bytes.last()].into_iter().fold(0, |key, byte| key << 5 | letter(byte));
        ((key | (bytes.len() as u32) << 15).wrapping_mul(0x9e37_79b1) >> self.shift) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sieve_lets_its_words_through_in_any_case() {
        let words = ["seven", "a", "", "twenty", "№", "o'clock"];
        let sieve = Sieve::new(words.into_iter());
        assert!(words.iter().all(|word| sieve.passes(word) && sieve.passes(&word.to_ascii_uppercase())));
        let others = (0..800).filter(|n| sieve.passes(&format!("other{n}"))).count();
        assert!(others < 400, "{others}");
    }
}
