//! What stands in a row and a column, and how the values of a report get there.

use std::borrow::Cow;

use serde_json::Number;

/// What stands in a row and a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Nothing, or not known.
    Null,
    /// Words.
    Text(Cow<'r, str>),
    /// A position or a count.
    Integer(u64),
    /// An exact decimal.
    Number(&'r Number),
}

/// Several texts in one cell.
pub fn list(texts: &[&str]) -> Cell<'static> {
    if texts.is_empty() { Cell::Null } else { Cell::Text(texts.join("; ").into()) }
}

impl<'r> From<&'r str> for Cell<'r> {
    fn from(text: &'r str) -> Self {
        Cell::Text(text.into())
    }
}

impl From<usize> for Cell<'_> {
    fn from(count: usize) -> Self {
        Cell::Integer(count as u64)
    }
}

impl<'r> From<&'r Number> for Cell<'r> {
    fn from(number: &'r Number) -> Self {
        Cell::Number(number)
    }
}

impl<'r, T: Into<Cell<'r>>> From<Option<T>> for Cell<'r> {
    fn from(known: Option<T>) -> Self {
        known.map_or(Cell::Null, Into::into)
    }
}
