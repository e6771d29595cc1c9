//! Draws a verdict for people: each difference under the line of the article where it stands.

use std::fmt::Write;

use serde_json::Value;

use super::diff::{Change, Difference, State, Verdict};
use super::expectation::Gap;
use crate::report::offsets::{Offsets, Unit};
use crate::write::visible::visible;

/// Columns of the article in one row of the display.
const WIDTH: usize = 100;

impl Verdict {
    /// The differences, each with its line number, the words around it and carets under it. Empty when there are none.
    pub fn show(&self, name: &str, text: &str) -> String {
        let lines = Lines::new(text, self.unit);
        let mut out = format!("{}: {}\n", visible(name), self.summary());
        for difference in &self.differences {
            let _ = writeln!(out, "\n{} {}", difference.state.name(), difference.fact.kind.name());
            out.push_str(&lines.mark(difference.place, &difference.remark()));
        }
        for gap in &self.closed {
            let _ = writeln!(out, "\nclosed gap: {}; remove it from \"gaps\"", gap.describe());
        }
        out
    }

    /// How many differences there are of each sort.
    pub fn summary(&self) -> String {
        let count = |state| self.differences.iter().filter(|difference| difference.state == state).count();
        let mut parts: Vec<String> = [State::Missing, State::Extra, State::Changed]
            .into_iter()
            .filter(|state| count(*state) > 0)
            .map(|state| format!("{} {}", count(state), state.name()))
            .collect();
        if !self.closed.is_empty() {
            parts.push(format!("{} closed {}", self.closed.len(), if self.closed.len() == 1 { "gap" } else { "gaps" }));
        }
        if parts.is_empty() { "as expected".to_owned() } else { parts.join(", ") }
    }

    /// The line of the article, from 1, on which a difference stands.
    pub fn line_of(&self, difference: &Difference, text: &str) -> Option<usize> {
        let (start, _) = difference.place?;
        Lines::new(text, self.unit).line(start)
    }
}

impl State {
    /// `missing`, `extra` or `changed`.
    pub fn name(self) -> &'static str {
        match self {
            State::Missing => "missing",
            State::Extra => "extra",
            State::Changed => "changed",
        }
    }
}

impl Difference {
    /// What is wrong, in one line.
    pub fn remark(&self) -> String {
        let rule = self.rule.as_ref().map(|rule| format!("   ({rule})")).unwrap_or_default();
        let what = if self.state == State::Changed { self.describe_changes() } else { self.describe() };
        what + &rule
    }

    fn describe_changes(&self) -> String {
        let tell = |change: &Change| {
            let (expected, found) = (brief(&change.expected), brief(&change.found));
            format!("{}: expected {expected}, found {found}", change.field)
        };
        self.changes.iter().map(tell).collect::<Vec<_>>().join("; ")
    }

    /// The fact's own fields, without its place.
    fn describe(&self) -> String {
        let told = self.fact.fields.iter().filter(|(key, value)| {
            let shown = self.fact.place.is_some() && *key == "text";
            !shown && *key != "start" && *key != "end" && !value.is_null()
        });
        told.map(|(key, value)| format!("{key} {}", brief(value))).collect::<Vec<_>>().join(", ")
    }
}

impl Gap {
    /// The gap in one line.
    pub fn describe(&self) -> String {
        let place = self.start.map(|start| format!(" at {start}")).unwrap_or_default();
        format!("{} \"{}\"{place} is as expected now", self.fact.name(), self.text)
    }
}

/// A row inside a fact, as a quote's speaker, is told by its name or words.
fn brief(value: &Value) -> String {
    let name = ["name", "text"].iter().find_map(|key| value.get(key).filter(|name| !name.is_null()));
    name.unwrap_or(value).to_string()
}

/// The lines of an article, found by positions in the unit of the report.
struct Lines<'t> {
    text: &'t str,
    offsets: Offsets,
    /// First byte of each line.
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str, unit: Unit) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self { text, offsets: Offsets::new(text, unit), starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// Number, from 1, of the line at this position.
    fn line(&self, at: usize) -> Option<usize> {
        let number = self.starts.partition_point(|start| self.offsets.of(self.text, *start) <= at);
        (number > 0).then_some(number)
    }

    /// The rows of the article that hold the place, with carets under it; the remark stands behind the last caret.
    fn mark(&self, place: Option<(usize, usize)>, remark: &str) -> String {
        let Some((place, number)) = place.and_then(|place| Some((place, self.line(place.0)?))) else {
            return format!("      {}\n", visible(remark));
        };
        let mut out = String::new();
        for (number, first) in (number..).zip(&self.starts[number - 1..]) {
            for row in self.rows(*first).filter(|row| place.0 < row.end && row.start < place.1) {
                let _ = writeln!(out, "{number:>5} | {}", visible(row.text.trim_end()));
                let _ = writeln!(out, "      | {}", row.carets(place, self.offsets.unit()));
            }
            if self.offsets.of(self.text, *first) >= place.1 {
                break;
            }
        }
        format!("{} {}\n", out.trim_end(), visible(remark))
    }

    /// The line that begins at byte `first`, cut into rows.
    fn rows(&self, first: usize) -> impl Iterator<Item = Row<'t>> {
        let line = self.text[first..].lines().next().unwrap_or_default();
        let unit = self.offsets.unit();
        wrapped(line).scan(self.offsets.of(self.text, first), move |start, text| {
            let row = Row { text, start: *start, end: *start + Offsets::count(text, unit) };
            *start = row.end;
            Some(row)
        })
    }
}

/// Part of a line of the article, and where it stands.
struct Row<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl Row<'_> {
    /// A caret under each character of the place, spaces before it.
    fn carets(&self, place: (usize, usize), unit: Unit) -> String {
        let mut at = self.start;
        let mut carets = String::new();
        for c in self.text.chars() {
            if at < place.1 {
                carets.push(if at < place.0 { ' ' } else { '^' });
            }
            at += Offsets::count(c.encode_utf8(&mut [0; 4]), unit);
        }
        carets
    }
}

/// A line cut into rows of at most [`WIDTH`] characters, behind a space where there is one.
fn wrapped(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let Some((limit, _)) = rest.char_indices().nth(WIDTH) else {
            return (!rest.is_empty()).then(|| std::mem::take(&mut rest));
        };
        let cut = rest[..limit].rfind(' ').map_or(limit, |space| space + 1);
        let (row, behind) = rest.split_at(cut);
        rest = behind;
        Some(row)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_into_rows_and_only_those_with_the_place_are_shown() {
        let text = format!("Title\n{} there are six “houses” here\n", "word ".repeat(20).trim_end());
        let start = text.chars().count() - 18;
        let drawn = Lines::new(&text, Unit::Char).mark(Some((start, start + 12)), "value");
        assert_eq!(drawn, "    2 | there are six “houses” here\n      |           ^^^^^^^^^^^^ value\n");
    }

    #[test]
    fn a_place_over_two_lines_is_marked_on_both() {
        let drawn = Lines::new("one two\nsix ten\n", Unit::Byte).mark(Some((4, 11)), "here");
        assert_eq!(drawn, "    1 | one two\n      |     ^^^\n    2 | six ten\n      | ^^^ here\n");
    }

    #[test]
    fn control_characters_of_the_article_are_shown_and_columns_stay() {
        let drawn = Lines::new("\u{1b}[2Jsix", Unit::Char).mark(Some((4, 7)), "here");
        assert_eq!(drawn, "    1 | ␛[2Jsix\n      |     ^^^ here\n");
    }

    #[test]
    fn what_has_no_place_is_told_without_a_line() {
        assert_eq!(Lines::new("", Unit::Char).mark(None, "remark"), "      remark\n");
    }
}
