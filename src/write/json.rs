//! Pretty JSON with one fact on one line, so that a `git diff` of reports is a diff of facts.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::{Writer, rows};
use crate::report::Report;

/// One JSON object an article.
#[derive(Debug, Default)]
pub struct Json;

impl Writer for Json {
    fn article(&self, out: &mut dyn Write, report: &Report) -> io::Result<()> {
        let mut report = rows::fact_per_line(report);
        report.push(b'\n');
        out.write_all(&report)
    }
}

/// One JSON array of such objects.
#[derive(Debug, Default)]
pub struct JsonArray;

impl Writer for JsonArray {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b",")
    }

    fn article(&self, out: &mut dyn Write, report: &Report) -> io::Result<()> {
        out.write_all(b"\n")?;
        out.write_all(&rows::fact_per_line(report))
    }

    fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]\n")
    }
}

/// Writes something that holds the parts of a report with one fact on one line.
pub(crate) fn pretty(out: &mut dyn Write, parts: &impl Serialize) -> io::Result<()> {
    let mut bytes = Vec::new();
    parts.serialize(&mut Serializer::with_formatter(&mut bytes, FactPerLine::default()))?;
    bytes.push(b'\n');
    out.write_all(&bytes)
}

/// Breaks the report, its parts, and the lists in them; what is deeper stays on the line of its fact.
#[derive(Debug, Default)]
pub(super) struct FactPerLine {
    depth: usize,
    /// Whether the container that is open holds a value already.
    filled: bool,
}

/// Report and its parts.
pub(super) const BROKEN_OBJECTS: usize = 2;
/// Lists in the parts of the report.
pub(super) const BROKEN_ARRAYS: usize = 3;

impl FactPerLine {
    /// Where so many brackets are open.
    pub(super) fn at(depth: usize) -> Self {
        Self { depth, filled: false }
    }

    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, limit: usize, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.filled && self.depth < limit {
            self.new_line(out)?;
        }
        self.filled = true;
        out.write_all(bracket)
    }

    fn separate<W: ?Sized + Write>(&mut self, out: &mut W, first: bool, limit: usize) -> io::Result<()> {
        let broken = self.depth <= limit;
        if !first {
            out.write_all(if broken { b"," } else { b", " })?;
        }
        if broken { self.new_line(out) } else { Ok(()) }
    }

    fn new_line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        // Nothing deeper is broken.
        const START: &[u8; 9] = b"\n        ";
        out.write_all(&START[..=2 * self.depth])
    }
}

impl Formatter for FactPerLine {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, BROKEN_ARRAYS, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.separate(out, first, BROKEN_ARRAYS)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _out: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, BROKEN_OBJECTS, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.separate(out, first, BROKEN_OBJECTS)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _out: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}
