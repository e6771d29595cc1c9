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
    /// An encoding that nothing is known of.
    #[error("\"{0}\" is no encoding that factbox knows; write its name as in web pages, as windows-1251 or shift_jis")]
    Charset(String),
    /// A line of a table of names that does not hold to its form.
    #[error("line {line}: {reason}")]
    Gazetteer {
        /// Number of the line, from 1.
        line: usize,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// An expectation that does not hold to its form, or a place that no report has.
    #[error("{at}: {what}")]
    Expectation {
        /// JSON Pointer to the place.
        at: String,
        /// What is wrong there, and what to do.
        what: String,
    },
}

/// The name that a misspelt word was most likely meant to be, if there is one like it.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    /// Below this Jaro-Winkler likeness names have little in common.
    const LIKE: f64 = 0.7;
    let near = names.into_iter().map(|name| (strsim::jaro_winkler(name, word), name));
    near.filter(|(likeness, _)| *likeness > LIKE).max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, name)| name)
}
