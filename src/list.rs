//! The embedded lists: tab-separated text, one header line, `#` comments, one row a line.

use std::cmp::Ordering;
use std::sync::OnceLock;

use memchr::{memchr, memrchr};

use crate::sequence::hash::Listed;

/// The rows of a list, each as its columns. A missing last column reads as empty.
///
/// Lists are compiled in, so a row that is short of columns is a fault of the build, caught by `tests/data.rs`.
pub fn rows<const N: usize>(list: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.skip(1).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or(""))
    })
}

/// A list that is asked at every word or name. It is read when it is first asked.
#[derive(Debug)]
pub struct Keyed {
    list: &'static str,
    rows: OnceLock<Listed<&'static str>>,
}

impl Keyed {
    /// The list in this text.
    pub const fn new(list: &'static str) -> Self {
        Self { list, rows: OnceLock::new() }
    }

    /// What stands behind `key`, where a row begins with it.
    pub fn get(&self, key: &str) -> Option<&'static str> {
        self.rows.get_or_init(|| keyed(self.list)).get(key).copied()
    }

    /// Whether a row begins with `key`.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
}

/// The rows of a list by their first column.
fn keyed(list: &'static str) -> Listed<&'static str> {
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.skip(1).map(|line| line.split_once('\t').unwrap_or((line, ""))).collect()
}

/// What stands behind `key` in a list that is sorted by the bytes of its first column; comments stand at its head only.
/// The list is searched in place, so a long one costs nothing at start-up.
pub fn find(list: &'static str, key: &str) -> Option<&'static str> {
    let bytes = list.as_bytes();
    let mut low = 0;
    while bytes[low..].starts_with(b"#") {
        low += memchr(b'\n', &bytes[low..])? + 1;
    }
    low += memchr(b'\n', &bytes[low..])? + 1;
    let mut high = list.len();
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
