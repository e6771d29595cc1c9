//! Tells the outcome of a check: to people, and in the forms that test runners read.

use std::io::{self, Write};

use clap::ValueEnum;
use factbox::check::{Difference, Verdict};
use serde_json::{Value, json};

use super::{Outcome, State};

/// How the outcome is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Each difference under its line of the article
    Human,
    /// One JSON object
    Json,
    /// JUnit XML, as GitLab and Jenkins read it
    Junit,
    /// Annotations of GitHub Actions, at the article's lines
    Github,
    /// Test Anything Protocol
    Tap,
}

impl Form {
    /// Writes all outcomes. The last line is the summary; where it would break the form, it goes to standard error.
    pub fn write(self, out: &mut dyn Write, outcomes: &[Outcome]) -> io::Result<()> {
        let summary = summary(outcomes);
        match self {
            Form::Human => outcomes.iter().try_for_each(|outcome| human(out, outcome))?,
            Form::Json => json(out, outcomes)?,
            Form::Junit => junit(out, outcomes)?,
            Form::Github => outcomes.iter().try_for_each(|outcome| github(out, outcome))?,
            Form::Tap => tap(out, outcomes)?,
        }
        match self {
            Form::Human | Form::Github => writeln!(out, "{summary}"),
            Form::Tap => writeln!(out, "# {summary}"),
            Form::Json | Form::Junit => writeln!(io::stderr(), "{summary}"),
        }
    }
}

fn count(outcomes: &[Outcome]) -> (usize, usize, usize) {
    let failed = outcomes.iter().filter(|outcome| outcome.failed()).count();
    let skipped = outcomes.iter().filter(|outcome| matches!(outcome.state, State::Proposed)).count();
    (outcomes.len() - failed - skipped, failed, skipped)
}

fn summary(outcomes: &[Outcome]) -> String {
    let (passed, failed, skipped) = count(outcomes);
    format!("{passed} passed, {failed} failed, {skipped} skipped")
}

impl Outcome {
    fn path(&self) -> String {
        self.fixture.article.display().to_string()
    }

    fn name(&self) -> &'static str {
        match self.state {
            State::Passed(_) => "passed",
            State::Differs(_) => "differs",
            State::Proposed => "proposed",
            State::Broken(_) => "broken",
            State::Unreadable(_) => "unreadable",
        }
    }

    fn verdict(&self) -> Option<&Verdict> {
        match &self.state {
            State::Passed(verdict) | State::Differs(verdict) => Some(verdict),
            _ => None,
        }
    }

    /// What there is to say, in as many lines as it takes.
    fn message(&self) -> String {
        match &self.state {
            State::Passed(_) => String::new(),
            State::Differs(verdict) => verdict.show(&self.path(), &self.text),
            State::Proposed => {
                format!(
                    "{}: proposed; read it against the article and correct it\n",
                    self.fixture.expectation.display()
                )
            }
            State::Broken(why) | State::Unreadable(why) => format!("{}: {why}\n", self.path()),
        }
    }
}

fn human(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    match outcome.state {
        State::Passed(_) => Ok(()),
        _ => writeln!(out, "{}", outcome.message()),
    }
}

fn json(out: &mut dyn Write, outcomes: &[Outcome]) -> io::Result<()> {
    let (passed, failed, skipped) = count(outcomes);
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
        "start": fact.place.map(|(start, _)| start),
        "end": fact.place.map(|(_, end)| end),
        "line": verdict.line_of(difference, text),
        "changes": changes
            .map(|change| json!({"field": change.field, "expected": change.expected, "found": change.found}))
            .collect::<Vec<_>>(),
        "rule": difference.rule,
    })
}

fn junit(out: &mut dyn Write, outcomes: &[Outcome]) -> io::Result<()> {
    let (_, failed, skipped) = count(outcomes);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuite name=\"factbox check\" tests=\"{}\" failures=\"{failed}\" skipped=\"{skipped}\">",
        outcomes.len()
    )?;
    for outcome in outcomes {
        let name = xml(&outcome.path());
        write!(out, "  <testcase classname=\"factbox\" name=\"{name}\"")?;
        match outcome.state {
            State::Passed(_) => writeln!(out, "/>")?,
            State::Proposed => writeln!(out, "><skipped/></testcase>")?,
            _ => {
                let message = outcome.message();
                let head = xml(message.lines().next().unwrap_or_default());
                writeln!(out, "><failure message=\"{head}\">{}</failure></testcase>", xml(&message))?;
            }
        }
    }
    writeln!(out, "</testsuite>")
}

/// Escapes for XML; control characters, which XML 1.0 cannot hold, become U+FFFD.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

fn github(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    let path = command_property(&outcome.path());
    let Some(verdict) = outcome.verdict() else {
        return match outcome.failed() {
            true => writeln!(out, "::error file={path}::{}", command_data(outcome.message().trim_end())),
            false => Ok(()),
        };
    };
    for difference in &verdict.differences {
        let line = verdict.line_of(difference, &outcome.text).map(|line| format!(",line={line}")).unwrap_or_default();
        let title = format!("{} {}", difference.state.name(), difference.fact.kind.name());
        let message = format!("\"{}\" {}", difference.fact.text, difference.remark());
        writeln!(out, "::error file={path}{line},title={}::{}", command_property(&title), command_data(&message))?;
    }
    verdict
        .closed
        .iter()
        .try_for_each(|gap| writeln!(out, "::error file={path},title=closed gap::{}", command_data(&gap.describe())))
}

fn command_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn command_property(text: &str) -> String {
    command_data(text).replace(':', "%3A").replace(',', "%2C")
}

fn tap(out: &mut dyn Write, outcomes: &[Outcome]) -> io::Result<()> {
    writeln!(out, "TAP version 13\n1..{}", outcomes.len())?;
    for (number, outcome) in (1..).zip(outcomes) {
        let path = outcome.path().replace('#', "\\#");
        match outcome.state {
            State::Passed(_) => writeln!(out, "ok {number} - {path}")?,
            State::Proposed => writeln!(out, "ok {number} - {path} # SKIP proposed")?,
            _ => writeln!(out, "not ok {number} - {path}")?,
        }
        outcome.message().lines().try_for_each(|line| writeln!(out, "# {line}"))?;
    }
    Ok(())
}
