//! Reports to bytes. One implementation of [`Writer`] per output format; each sees only the report.

mod json;
mod jsonl;

use std::io::{self, Write};

use crate::report::Report;

pub use json::Json;
pub(crate) use json::pretty;
pub use jsonl::JsonLines;

/// An output format.
pub trait Writer {
    /// Writes the report of one article.
    ///
    /// # Errors
    /// Those of the underlying stream.
    fn article(&mut self, out: &mut dyn Write, report: &Report) -> io::Result<()>;
}
