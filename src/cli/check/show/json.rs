//! One JSON object.

use std::io::{self, Write};

use factbox::check::{Difference, Verdict};
use serde_json::{Value, json};

use super::Count;
use crate::cli::check::outcome::Outcome;

/// Writes all outcomes.
pub fn write(out: &mut dyn Write, outcomes: &[Outcome]) -> io::Result<()> {
    let Count { passed, failed, skipped } = Count::of(outcomes);
    let fixtures: Vec<Value> = outcomes.iter().map(fixture).collect();
    let all = json!({"passed": passed, "failed": failed, "skipped": skipped, "fixtures": fixtures});
    writeln!(out, "{all:#}")
}

fn fixture(outcome: &Outcome) -> Value {
    let mut row = json!({"article": outcome.path(), "state": outcome.name()});
    if let Some(verdict) = outcome.verdict() {
        let rows =
            |list: &[Difference]| list.iter().map(|one| difference(verdict, one, &outcome.text)).collect::<Vec<_>>();
        row["differences"] = rows(&verdict.differences).into();
        row["known"] = rows(&verdict.known).into();
        row["closed_gaps"] = json!(verdict.closed);
    } else if outcome.failed() {
        row["message"] = outcome.message().trim_end().into();
    }
    row
}

fn difference(verdict: &Verdict, difference: &Difference, text: &str) -> Value {
    let fact = &difference.fact;
    let changes = difference.changes.iter();
    json!({
        "state": difference.state.name(),
        "fact": fact.kind.name(),
        "text": fact.text,
        "start": difference.place.map(|(start, _)| start),
        "end": difference.place.map(|(_, end)| end),
        "line": verdict.line_of(difference, text),
        "changes": changes
            .map(|change| json!({"field": change.field, "expected": change.expected, "found": change.found}))
            .collect::<Vec<_>>(),
        "rule": difference.rule,
    })
}
