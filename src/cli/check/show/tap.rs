//! Test Anything Protocol.

use std::io::{self, Write};

use crate::cli::check::outcome::{Outcome, State};

/// Writes all outcomes.
pub fn write(out: &mut dyn Write, outcomes: &[Outcome]) -> io::Result<()> {
    writeln!(out, "TAP version 13\n1..{}", outcomes.len())?;
    for (number, outcome) in (1..).zip(outcomes) {
        let path = outcome.path().replace('#', "\\#");
        match outcome.state {
            State::Passed(_) => writeln!(out, "ok {number} - {path}")?,
            State::Proposed | State::Skipped(_) => writeln!(out, "ok {number} - {path} # SKIP {}", outcome.name())?,
            _ => writeln!(out, "not ok {number} - {path}")?,
        }
        outcome.message().lines().try_for_each(|line| writeln!(out, "# {line}"))?;
    }
    Ok(())
}
