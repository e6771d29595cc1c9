//! One table of facts as CSV or TSV, a fact a row, for spreadsheets and data frames.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and an article may hold any text. So
//! text that begins so has an apostrophe put in front of it, and so has text that begins with apostrophes and then so:
//! whoever takes one apostrophe away from those has the text of the article, always. Numbers are left as they are.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{ByteRecord, WriterBuilder};

use super::Writer;
use crate::report::Report;
use crate::tables::{Cell, Table};

/// A table with a header line. Cells with separators, quotation marks or line breaks stand in quotation marks, as
/// RFC 4180 says; nothing stands for null.
#[derive(Debug)]
pub struct Separated {
    /// Which facts.
    pub table: Table,
    /// What stands between cells: a comma, or a tab.
    pub separator: u8,
}

impl Separated {
    fn write(&self, out: &mut dyn Write, rows: impl Iterator<Item = ByteRecord>) -> io::Result<()> {
        let mut csv = WriterBuilder::new().delimiter(self.separator).from_writer(out);
        for row in rows {
            csv.write_byte_record(&row)?;
        }
        csv.flush()
    }
}

impl Writer for Separated {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        let header = self.table.columns().iter().map(|column| column.name).collect::<Vec<_>>();
        self.write(out, [ByteRecord::from(header)].into_iter())
    }

    fn article(&self, out: &mut dyn Write, report: &Report) -> io::Result<()> {
        let rows = self.table.rows(report).into_iter();
        self.write(out, rows.map(|row| row.iter().map(|cell| written(cell).into_owned().into_bytes()).collect()))
    }
}

fn written<'c>(cell: &'c Cell) -> Cow<'c, str> {
    match cell {
        Cell::Null => "".into(),
        Cell::Text(text) if is_formula(text) => format!("'{text}").into(),
        Cell::Text(text) => text.as_ref().into(),
        Cell::Integer(count) => count.to_string().into(),
        Cell::Number(number) => number.as_str().into(),
    }
}

/// Whether a spreadsheet might take the text for a formula, or for one that was made harmless.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Unit;
    use crate::{Analyzer, Source};

    fn table(table: Table, separator: u8, text: &str) -> String {
        let source = Source::from_text("news/a, \"b\".txt", text);
        let report = Report::new(&Analyzer::new().analyze(source), Unit::Char);
        let (writer, mut out) = (Separated { table, separator }, Vec::new());
        writer.begin(&mut out).unwrap();
        writer.article(&mut out, &report).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let csv = table(Table::Quotes, b',', "“We have run out, all of us,” said Anna Gow.");
        let lines: Vec<&str> = csv.lines().collect();
        assert!(lines[0].starts_with("source,published,text,span_start,"));
        assert!(
            lines[1]
                .starts_with("\"news/a, \"\"b\"\".txt\",,\"We have run out, all of us,\",1,28,direct,said,Anna Gow,")
        );
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn every_table_is_read_back_as_it_was() {
        let text = "“=1+1 is a, b and c,” said Anna Gow of NATO in Paris, France, on Friday. It costs £1.50.";
        for (which, separator) in Table::ALL.iter().flat_map(|table| [(*table, b','), (*table, b'\t')]) {
            let written = table(which, separator, text);
            let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(written.as_bytes());
            assert_eq!(reader.headers().unwrap().len(), which.columns().len());
            let rows = reader.records().map(Result::unwrap).collect::<Vec<_>>();
            assert!(!rows.is_empty(), "{which:?}");
            assert!(rows.iter().all(|row| &row[0] == "news/a, \"b\".txt"));
            if which == Table::Quotes {
                assert_eq!(&rows[0][2], "'=1+1 is a, b and c,");
            }
        }
    }

    #[test]
    fn text_is_never_a_formula_and_never_lost() {
        let texts = ["=1+1", "@here", "-5", "+44", "'=x", "''-", "'90s", "plain", "", "'", "\tx", "＝1"];
        for text in texts {
            let cell = Cell::from(text);
            let written = written(&cell);
            assert!(!written.starts_with(['=', '+', '-', '@', '\t', '＝']), "{text}");
            let back = if is_formula(&written) { &written[1..] } else { &written[..] };
            assert_eq!(back, text);
        }
    }

    #[test]
    fn numbers_stay_numbers() {
        let number: serde_json::Number = "-12345678901234567890.50".parse().unwrap();
        assert_eq!(written(&Cell::Number(&number)), "-12345678901234567890.50");
    }
}
