//! Reports to bytes. One implementation of [`Writer`] per output format; each sees only the report.

#[cfg(feature = "html")]
pub mod html;
mod json;
mod jsonl;
#[cfg_attr(not(feature = "html"), allow(dead_code, reason = "only pages show all of it"))]
mod named;
mod rows;
mod separated;
#[cfg(feature = "sqlite")]
mod sqlite;
mod text;
pub mod visible;
#[cfg_attr(not(feature = "html"), allow(dead_code, reason = "only pages show all of it"))]
mod wording;

use std::io::{self, Write};

use crate::report::Report;
use crate::tables::Table;

pub(crate) use json::pretty;
pub use json::{Json, JsonArray};
pub use jsonl::JsonLines;
pub use separated::Separated;
#[cfg(feature = "sqlite")]
pub use sqlite::{Database, DatabaseError};
pub use text::Text;

/// An output format that is a stream of bytes: its beginning, the articles with what stands between two of them, and
/// its end. A writer keeps no state, so that several threads can write articles at once and one puts them in order.
pub trait Writer: Send + Sync {
    /// Writes what stands before the first article, also when there is none.
    ///
    /// # Errors
    /// Those of the underlying stream.
    fn begin(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes what stands between two articles.
    ///
    /// # Errors
    /// Those of the underlying stream.
    fn between(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes the report of one article.
    ///
    /// # Errors
    /// Those of the underlying stream.
    fn article(&self, out: &mut dyn Write, report: &Report) -> io::Result<()>;

    /// Writes what stands behind the last article, also when there is none.
    ///
    /// # Errors
    /// Those of the underlying stream.
    fn end(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// How reports are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// One object with one fact a line; of several articles an array
    Json,
    /// One report a line
    Jsonl,
    /// One table with a header line, separated by commas
    Csv,
    /// One table with a header line, separated by tabs
    Tsv,
    /// A fact box for people, in 80 columns
    Text,
}

/// How a format is to look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Whether there may be several articles, or none: JSON is an array then.
    pub several: bool,
    /// Whether colours are wanted, by formats that have any.
    pub color: bool,
    /// Which facts, in formats of one table; without a choice, the mentions.
    pub table: Option<Table>,
}

impl Format {
    /// The writer of this format.
    pub fn writer(self, style: Style) -> Box<dyn Writer> {
        let table = style.table.unwrap_or(Table::Mentions);
        match self {
            Format::Json if style.several => Box::new(JsonArray),
            Format::Json => Box::new(Json),
            Format::Jsonl => Box::new(JsonLines),
            Format::Csv => Box::new(Separated { table, separator: b',' }),
            Format::Tsv => Box::new(Separated { table, separator: b'\t' }),
            Format::Text => Box::new(Text { color: style.color }),
        }
    }

    /// The ending of files of this format, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Text => "txt",
        }
    }
}
