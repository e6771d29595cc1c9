//! What can go wrong while reading. Analysing cannot fail: odd text gives fewer facts, never an error.

/// A finished sentence for the user: what is wrong, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// NUL bytes in something that is no UTF-16.
    #[error("this is a binary file, not text; convert it to UTF-8 first")]
    Binary,
    /// More text than positions can count.
    #[error("the text has {0} bytes, more than the 4 GiB one article may have; split it")]
    TooLong(usize),
    /// A line of JSON Lines input that is no record.
    #[error("line {line}: {reason}; every line must be a JSON object with a string \"text\"")]
    Record {
        /// Number of the line, from 1.
        line: usize,
        /// What the JSON reader says.
        reason: String,
    },
    /// The date of a record that is no day of the calendar.
    #[error("line {line}: \"{date}\" is not a date; write YYYY-MM-DD, as in 2022-03-18")]
    RecordDate {
        /// Number of the line, from 1.
        line: usize,
        /// What the record says.
        date: String,
    },
    /// A date that is no day of the calendar.
    #[error("\"{0}\" is not a date; write YYYY-MM-DD, as in 2022-03-18")]
    Date(String),
    /// A line of a table of names that does not hold to its form.
    #[error("line {line}: {reason}")]
    Gazetteer {
        /// Number of the line, from 1.
        line: usize,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// An expectation file that does not hold to its form.
    #[error("{at}: {what}")]
    Expectation {
        /// JSON Pointer to the place in the file.
        at: String,
        /// What is wrong there, and what to do.
        what: String,
    },
}
