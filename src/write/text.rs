//! The fact box for people, in a terminal of 80 columns. Nothing of the article reaches the terminal but its visible
//! characters.

mod facts;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use textwrap::Options;
use textwrap::core::display_width;

use super::Writer;
use super::named;
use super::visible::visible;
use super::wording::{self, speaker};
use crate::report::Report;

/// A fact box in plain text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Text {
    /// Whether escape sequences colour it.
    pub color: bool,
}

/// Columns of the display.
const WIDTH: usize = 80;
/// The first column of a table is at most this wide.
const FIRST: usize = 32;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

impl Writer for Text {
    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{}\n", "─".repeat(WIDTH))
    }

    fn article(&self, out: &mut dyn Write, report: &Report) -> io::Result<()> {
        let mut page = Page { out, color: self.color };
        page.head(report)?;
        page.table("People", AnsiColor::Blue, &facts::entities(named::people(report)))?;
        page.table("Countries", AnsiColor::Green, &facts::entities(named::countries(report)))?;
        page.table("Organizations", AnsiColor::Magenta, &facts::entities(named::organizations(report)))?;
        page.table("Places", AnsiColor::Cyan, &facts::entities(named::places(report)))?;
        page.quotes(report)?;
        page.table("Figures", AnsiColor::Red, &facts::figures(report))?;
        page.table("Dates", AnsiColor::BrightBlue, &facts::dates(report))?;
        page.table("Warnings", AnsiColor::BrightRed, &facts::warnings(report))
    }
}

/// A fact in a table: what it is called, and what there is to say.
struct Row {
    name: String,
    /// How often it occurs.
    times: usize,
    note: String,
}

struct Page<'o> {
    out: &'o mut dyn Write,
    color: bool,
}

impl Page<'_> {
    fn head(&mut self, report: &Report) -> io::Result<()> {
        if let Some(title) = &report.article.title {
            self.paragraph(&title.text, BOLD, "")?;
        }
        self.paragraph(&wording::particulars(report), DIM, "")
    }

    fn heading(&mut self, name: &str, color: AnsiColor) -> io::Result<()> {
        let style = self.style(BOLD.fg_color(Some(color.into())));
        writeln!(self.out, "\n{style}{name}{style:#}")
    }

    fn table(&mut self, name: &str, color: AnsiColor, rows: &[Row]) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        self.heading(name, color)?;
        let first = rows.iter().map(|row| display_width(&row.label())).filter(|width| *width <= FIRST).max();
        rows.iter().try_for_each(|row| self.row(row, first.unwrap_or(FIRST)))
    }

    /// The note stands in the second column, or below a name that is too long for the first.
    fn row(&mut self, row: &Row, first: usize) -> io::Result<()> {
        let label = row.label();
        let indent = " ".repeat(first + 4);
        if row.note.is_empty() || display_width(&label) > first {
            self.paragraph(&label, BOLD, "  ")?;
            return if row.note.is_empty() { Ok(()) } else { self.paragraph(&row.note, Style::new(), &indent) };
        }
        let style = self.style(BOLD);
        let gap = " ".repeat(first - display_width(&label) + 2);
        write!(self.out, "  {style}{label}{style:#}{gap}")?;
        let note = lines(&row.note, Options::new(WIDTH).initial_indent(&indent).subsequent_indent(&indent));
        writeln!(self.out, "{}", note.trim_start())
    }

    /// Quotes in text order, those that follow one another from one mouth under one name.
    fn quotes(&mut self, report: &Report) -> io::Result<()> {
        if report.quotes.is_empty() {
            return Ok(());
        }
        self.heading("Quotes", AnsiColor::Yellow)?;
        for turn in report.quotes.chunk_by(|one, other| speaker(one) == speaker(other)) {
            match speaker(&turn[0]) {
                Some(name) => self.paragraph(name, BOLD, "  ")?,
                None => self.paragraph("nobody is said to speak", DIM, "  ")?,
            }
            for quote in turn {
                self.paragraph(&format!("“{}”", quote.text), Style::new(), "    ")?;
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, text: &str, style: Style, indent: &str) -> io::Result<()> {
        let style = self.style(style);
        let filled = lines(text, Options::new(WIDTH).initial_indent(indent).subsequent_indent(indent));
        filled.lines().try_for_each(|line| writeln!(self.out, "{style}{line}{style:#}"))
    }

    fn style(&self, style: Style) -> Style {
        if self.color { style } else { Style::new() }
    }
}

impl Row {
    fn label(&self) -> String {
        let name = visible(&self.name);
        if self.times > 1 { format!("{name} ×{}", self.times) } else { name.into_owned() }
    }
}

/// Cut into lines of the display.
fn lines(text: &str, options: Options) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    textwrap::fill(&visible(&words.join(" ")), options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Unit;
    use crate::{Analyzer, Source};

    fn shown(text: &str, color: bool) -> String {
        let report = Report::new(&Analyzer::new().analyze(Source::from_text("note", text)), Unit::Char);
        let mut out = Vec::new();
        Text { color }.article(&mut out, &report).unwrap();
        String::from_utf8(out).unwrap()
    }

    const TEXT: &str = "Ferry to Nurn will stop\n\n“We have run out of money,” said Anna Gow, chief executive of Gow \
        Ferries, on 3 March 2021. It cost about £1.2mn. “It is over. We did all we could for the island and for those \
        who live on it, and we will not do it again.”";

    #[test]
    fn no_line_is_longer_than_the_display() {
        let shown = shown(TEXT, false);
        assert!(shown.lines().all(|line| display_width(line) <= WIDTH), "{shown}");
        assert!(shown.contains("Quotes\n  Anna Gow\n    “We have run out of money,”\n"), "{shown}");
        assert!(shown.contains("£1.2mn  about 1,200,000 GBP\n"), "{shown}");
    }

    #[test]
    fn colour_is_all_that_colour_adds() {
        let colored = shown(TEXT, true);
        assert!(colored.contains("\u{1b}["), "{colored}");
        assert_eq!(anstream::adapter::strip_str(&colored).to_string(), shown(TEXT, false));
    }

    #[test]
    fn no_escape_sequence_of_the_article_passes() {
        let shown = shown("\u{1b}]0;Title\u{7}\n\n“Six\u{1b}[2J \u{202e}houses fell,” said Ana Ruiz.\u{9b}1m", false);
        assert!(!shown.chars().any(|c| c != '\n' && super::super::visible::acts(c)), "{shown:?}");
        assert!(shown.contains("“Six␛[2J �houses fell,”"), "{shown}");
    }
}
