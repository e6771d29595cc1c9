//! The embedded lists: tab-separated text, one header line, `#` comments, one row a line.

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
