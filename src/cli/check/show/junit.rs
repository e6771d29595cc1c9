//! JUnit XML.

use std::io::{self, Write};

use super::Count;
use crate::cli::check::outcome::{Outcome, State};

/// Writes all outcomes.
pub fn write(out: &mut dyn Write, outcomes: &[Outcome]) -> io::Result<()> {
    let Count { failed, skipped, .. } = Count::of(outcomes);
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
            State::Proposed | State::Skipped(_) => writeln!(out, "><skipped/></testcase>")?,
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
