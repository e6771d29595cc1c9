//! The embedded lists: tab-separated text, one header line, `#` comments, one row a line.

use std::cmp::Ordering;

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

/// What stands behind `key` in a list that is sorted by the bytes of its first column; comments stand at its head only.
/// The list is searched in place, so a long one costs nothing at start-up.
pub fn find(list: &'static str, key: &str) -> Option<&'static str> {
    let mut low = 0;
    while list[low..].starts_with('#') {
        low += list[low..].find('\n')? + 1;
    }
    low += list[low..].find('\n')? + 1;
    let mut high = list.len();
    while low < high {
        let middle = low + (high - low) / 2;
        let start = list.as_bytes()[low..middle].iter().rposition(|b| *b == b'\n').map_or(low, |at| low + at + 1);
        let end = list.as_bytes()[middle..].iter().position(|b| *b == b'\n').map_or(list.len(), |at| middle + at);
        let (name, rest) = list.get(start..end)?.split_once('\t')?;
        match name.cmp(key) {
            Ordering::Equal => return Some(rest),
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    None
}
