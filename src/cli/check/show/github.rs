//! Annotations of GitHub Actions: an error at each line of an article with a difference, and a notice at the line of the
//! expectation that states it.

use std::fs;
use std::io::{self, Write};

use factbox::check::{Difference, Verdict};
use serde_json::Value;

use crate::cli::check::outcome::{Outcome, State};

/// Writes what is wrong with one fixture.
pub fn write(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    match outcome.verdict() {
        Some(verdict) => differences(out, outcome, verdict),
        None if outcome.failed() => {
            let in_expectation = matches!(outcome.state, State::Broken(_) | State::Orphan);
            let file = if in_expectation { outcome.fixture.expectation.display().to_string() } else { outcome.path() };
            writeln!(out, "::error file={}::{}", property(&file), data(outcome.message().trim_end()))
        }
        None => Ok(()),
    }
}

fn differences(out: &mut dyn Write, outcome: &Outcome, verdict: &Verdict) -> io::Result<()> {
    let article = property(&outcome.path());
    for difference in &verdict.differences {
        let line = verdict.line_of(difference, &outcome.text).map(|line| format!(",line={line}")).unwrap_or_default();
        let title = property(&format!("{} {}", difference.state.name(), difference.fact.kind.name()));
        let message = format!("\"{}\" {}", difference.fact.text, difference.remark());
        writeln!(out, "::error file={article}{line},title={title}::{}", data(&message))?;
    }
    for gap in &verdict.closed {
        writeln!(out, "::error file={article},title=closed gap::{}", data(&gap.describe()))?;
    }
    let json = if verdict.differences.is_empty() { String::new() } else { expectation(outcome) };
    let expectation = property(&outcome.fixture.expectation.display().to_string());
    for difference in &verdict.differences {
        if let Some(line) = line_of(difference, &json) {
            let title = property(&format!("expected {}", difference.fact.kind.name()));
            writeln!(out, "::notice file={expectation},line={line},title={title}::{}", data(&difference.remark()))?;
        }
    }
    Ok(())
}

/// Nothing, should it have gone since it was compared.
fn expectation(outcome: &Outcome) -> String {
    fs::read_to_string(&outcome.fixture.expectation).unwrap_or_default()
}

/// The line of the expectation that states a fact, where it states its words and its place on one line, as proposals do.
fn line_of(difference: &Difference, json: &str) -> Option<usize> {
    let start = format!("\"start\": {},", difference.fact.place?.0);
    let words = format!("\"text\": {}", Value::from(difference.fact.text.as_str()));
    let line = json.lines().position(|line| line.contains(&start) && line.contains(&words))?;
    Some(line + 1)
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
