//! JSON Lines input: one article a line, read as a stream.

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Source, Told};
use crate::error::Error;

/// One line of JSON Lines input.
#[derive(Debug, Deserialize)]
pub struct Record {
    text: String,
    id: Option<Value>,
    date: Option<String>,
    title: Option<String>,
    /// Keys that factbox does not know; passed through on request.
    #[serde(flatten)]
    pub meta: Map<String, Value>,
}

impl Record {
    /// Reads line number `line`.
    ///
    /// # Errors
    /// [`Error::Record`] when the line is no JSON object with a string `text`; the error names the line.
    pub fn parse(json: &[u8], line: usize) -> Result<Self, Error> {
        serde_json::from_slice(json).map_err(|error| Error::Record { line, reason: error.to_string() })
    }

    /// The article in the record. Without an id it is named by its line.
    ///
    /// # Errors
    /// [`Error::Date`] when `date` is no day of the calendar.
    pub fn into_source(self, line: usize) -> Result<Source, Error> {
        let name = match self.id {
            Some(Value::String(id)) => id,
            Some(id) => id.to_string(),
            None => line.to_string(),
        };
        let published = self.date.as_deref().map(parse_date).transpose()?.map(Told::Record);
        Ok(Source { published, title: self.title, ..Source::from_text(name, self.text) })
    }
}

/// Reads a day written YYYY-MM-DD, also at the head of a date with time.
///
/// # Errors
/// [`Error::Date`] when it is no day of the calendar.
pub fn parse_date(text: &str) -> Result<Date, Error> {
    let day = text.get(..10).filter(|_| matches!(text.as_bytes().get(10), None | Some(b'T' | b' ')));
    day.and_then(|day| day.parse().ok()).ok_or_else(|| Error::Date(text.to_owned()))
}
