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
        let json = if line == 1 { json.strip_prefix(MARK).unwrap_or(json) } else { json };
        serde_json::from_slice(json).map_err(|error| Error::Record { line, reason: reason(&error) })
    }

    /// The article in the record. Without an id it is named by its line.
    ///
    /// # Errors
    /// [`Error::RecordDate`] when `date` is no day of the calendar, [`Error::TooLong`] above 4 GiB.
    pub fn into_source(self, line: usize) -> Result<Source, Error> {
        let name = match self.id {
            Some(Value::String(id)) => id,
            None | Some(Value::Null) => line.to_string(),
            Some(id) => id.to_string(),
        };
        let date = self.date.as_deref().map(parse_date).transpose();
        let published = date.map_err(|_| Error::RecordDate { line, date: self.date.unwrap_or_default() })?;
        if u32::try_from(self.text.len()).is_err() {
            return Err(Error::TooLong(self.text.len()));
        }
        Ok(Source { published: published.map(Told::Record), title: self.title, ..Source::from_text(name, self.text) })
    }
}

/// A byte-order mark.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What the JSON reader says, without the number of the line: it saw only one.
fn reason(error: &serde_json::Error) -> String {
    let reason = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match reason.strip_suffix(&place) {
        Some(reason) if error.column() > 0 => format!("{reason} at column {}", error.column()),
        _ => reason,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn source(json: &str) -> Result<Source, Error> {
        Record::parse(json.as_bytes(), 1)?.into_source(1)
    }

    #[test]
    fn a_record_names_its_article() {
        assert_eq!(source(r#"{"text": "Hi", "id": "a7"}"#).unwrap().name, "a7");
        assert_eq!(source(r#"{"text": "Hi", "id": 7}"#).unwrap().name, "7");
        assert_eq!(source(r#"{"text": "Hi", "id": null}"#).unwrap().name, "1");
        assert_eq!(source("\u{feff}{\"text\": \"Hi\"}\r\n").unwrap().name, "1");
    }

    #[test]
    fn errors_name_line_and_column() {
        let error = |json: &[u8]| Record::parse(json, 12).unwrap_err().to_string();
        assert!(
            error(b"{\"text\": 5}").starts_with("line 12: invalid type: integer `5`, expected a string at column 10;")
        );
        assert!(error(b"{\"text\": \"\xff\"}").starts_with("line 12: invalid unicode code point at column"));
        assert!(error(b"{\"id\": 5}").starts_with("line 12: missing field `text` at column"));
        assert!(error(b"[]").starts_with("line 12: "));
    }

    #[test]
    fn dates() {
        assert!(parse_date("2022-03-18").is_ok());
        assert!(parse_date("2022-03-18T09:00:00Z").is_ok());
        for date in ["2022-02-30", "18/03/2022", "2022-03", "", "2022-03-18x", "…"] {
            assert!(parse_date(date).is_err(), "{date}");
        }
        assert!(source(r#"{"text": "Hi", "date": "2022-02-30"}"#).unwrap_err().to_string().starts_with("line 1: "));
        assert!(source(r#"{"text": "Hi", "date": null}"#).unwrap().published.is_none());
    }

    #[test]
    fn other_keys_are_kept_as_they_are() {
        let record = Record::parse(br#"{"text": "Hi", "size": 1.50, "tags": [1, {"a": null}]}"#, 1).unwrap();
        assert_eq!(serde_json::to_string(&record.meta).unwrap(), r#"{"size":1.50,"tags":[1,{"a":null}]}"#);
    }
}
