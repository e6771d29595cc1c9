//! Draws a verdict for people: each difference under the line of the article where it stands.

use std::fmt::Write;

use serde_json::Value;

use super::diff::{Difference, State, Verdict};
use super::expectation::Gap;
use crate::report::offsets::{Offsets, Unit};

/// Columns of the article in one row of the display.
const WIDTH: usize = 100;

impl Verdict {
    /// The differences, each with its line number, the words around it and carets under it. Empty when there are none.
    pub fn show(&self, name: &str, text: &str) -> String {
        let lines = Lines::new(text, self.unit);
        let mut out = format!("{name}: {}\n", self.summary());
        for difference in &self.differences {
            let _ = writeln!(out, "\n{} {}", difference.state.name(), difference.fact.kind.name());
            out.push_str(&lines.mark(difference.fact.place, &difference.remark()));
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
        let (start, _) = difference.fact.place?;
        Lines::new(text, self.unit).line(start).map(|(number, _)| number)
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
        let what = match self.state {
            State::Changed => {
                let other = |change: &super::Change| {
                    format!("{}: expected {}, found {}", change.field, change.expected, change.found)
                };
                self.changes.iter().map(other).collect::<Vec<_>>().join("; ")
            }
            State::Missing | State::Extra => self.describe(),
        };
        what + &rule
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

    /// Number, from 1, and first byte of the line at this position.
    fn line(&self, at: usize) -> Option<(usize, usize)> {
        let number = self.starts.partition_point(|start| self.offsets.of(self.text, *start) <= at);
        Some((number, *self.starts.get(number.checked_sub(1)?)?))
    }

    /// The rows of the article that hold the place, with carets under it; the remark stands behind the last caret.
    fn mark(&self, place: Option<(usize, usize)>, remark: &str) -> String {
        let Some(((start, end), (number, first))) = place.and_then(|place| Some((place, self.line(place.0)?))) else {
            return format!("      {remark}\n");
        };
        let line = self.text[first..].lines().next().unwrap_or_default();
        let mut out = String::new();
        let mut row_start = self.offsets.of(self.text, first);
        for row in wrapped(line) {
            let width = |text: &str| self.units(text);
            let row_end = row_start + width(row);
            if start < row_end && end > row_start {
                let carets = |from: usize, to: usize| {
                    row.chars()
                        .scan(row_start, |at, c| {
                            let here = *at;
                            *at += width(c.encode_utf8(&mut [0; 4]));
                            Some(here)
                        })
                        .filter(|at| from <= *at && *at < to)
                        .count()
                };
                let _ = writeln!(out, "{number:>5} | {}", row.trim_end());
                let _ =
                    write!(out, "      | {}{}", " ".repeat(carets(row_start, start)), "^".repeat(carets(start, end)));
                out.push_str(if end <= row_end { " " } else { "\n" });
            }
            row_start = row_end;
        }
        out.truncate(out.trim_end_matches([' ', '\n']).len());
        format!("{out} {remark}\n")
    }

    fn units(&self, text: &str) -> usize {
        Offsets::count(text, self.offsets.unit())
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
