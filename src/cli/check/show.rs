//! Tells the outcome of a check: to people, and in the forms that test runners read.

mod github;
mod json;
mod junit;
mod tap;

use std::env;
use std::fmt;
use std::io::{self, Write};

use clap::ValueEnum;

use super::outcome::{Outcome, State};

/// How the outcome is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Each difference under its line of the article
    Human,
    /// One JSON object
    Json,
    /// JUnit XML, as GitLab and Jenkins read it
    Junit,
    /// Annotations of GitHub Actions, at the lines of article and expectation
    Github,
    /// Test Anything Protocol
    Tap,
    /// github in GitHub Actions, human elsewhere
    Auto,
}

impl Form {
    /// Writes all outcomes. The last line is the summary; where it would break the form, it goes to standard error.
    pub fn write(self, out: &mut dyn Write, outcomes: &[Outcome]) -> io::Result<()> {
        let summary = Count::of(outcomes);
        match self.here() {
            Form::Human | Form::Auto => {
                outcomes.iter().try_for_each(|outcome| human(out, outcome))?;
                writeln!(out, "{summary}")
            }
            Form::Github => {
                outcomes.iter().try_for_each(|outcome| github::write(out, outcome))?;
                writeln!(out, "{summary}")
            }
            Form::Tap => {
                tap::write(out, outcomes)?;
                writeln!(out, "# {summary}")
            }
            Form::Json => {
                json::write(out, outcomes)?;
                writeln!(io::stderr(), "{summary}")
            }
            Form::Junit => {
                junit::write(out, outcomes)?;
                writeln!(io::stderr(), "{summary}")
            }
        }
    }

    fn here(self) -> Self {
        match self {
            Form::Auto if env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true") => Form::Github,
            Form::Auto => Form::Human,
            form => form,
        }
    }
}

/// How many fixtures fared in what way.
#[derive(Clone, Copy, Debug)]
struct Count {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Count {
    fn of(outcomes: &[Outcome]) -> Self {
        let failed = outcomes.iter().filter(|outcome| outcome.failed()).count();
        let is_skipped = |outcome: &&Outcome| matches!(outcome.state, State::Proposed | State::Skipped(_));
        let skipped = outcomes.iter().filter(is_skipped).count();
        Self { passed: outcomes.len() - failed - skipped, failed, skipped }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

fn human(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    match outcome.state {
        State::Passed(_) => Ok(()),
        _ => writeln!(out, "{}", outcome.message()),
    }
}
