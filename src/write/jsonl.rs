//! One report a line.

use std::io::{self, Write};

use super::{Writer, rows};
use crate::report::Report;

/// JSON Lines.
#[derive(Debug, Default)]
pub struct JsonLines;

impl Writer for JsonLines {
    fn article(&self, out: &mut dyn Write, report: &Report) -> io::Result<()> {
        let mut line = rows::in_one_line(report);
        line.push(b'\n');
        out.write_all(&line)
    }
}
