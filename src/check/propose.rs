//! Writes expectation files: a first proposal from what was found, and the list of gaps.

use std::fmt::Write;
use std::io;

use serde::Serialize;
use serde_json::Value;

use super::diff::{Difference, Verdict};
use super::expectation::{Expectation, Gap, Options};
use crate::report::Report;
use crate::write;

/// What factbox prints, with the options that lead to it, and no gaps.
#[derive(Serialize)]
struct Proposal<'r> {
    options: &'r Options,
    gaps: [(); 0],
    #[serde(flatten)]
    report: &'r Report,
}

/// An expectation that expects what was found: a draft for people to correct.
///
/// # Errors
/// Those of writing, which do not happen in memory.
pub fn propose(report: &Report, options: &Options) -> io::Result<String> {
    let mut out = Vec::new();
    write::pretty(&mut out, &Proposal { options, gaps: [], report })?;
    String::from_utf8(out).map(|json| without_rules(&json)).map_err(io::Error::other)
}

/// Leaves out which rule made each fact, so that a better one does not break the expectation. A rule is the last key of
/// its row, and no string can hold these quotation marks unescaped.
fn without_rules(json: &str) -> String {
    const KEY: &str = ", \"rule\": \"";
    let mut parts = json.split(KEY);
    let mut out = parts.next().unwrap_or_default().to_owned();
    parts.for_each(|part| out.push_str(part.split_once('"').map_or(part, |(_, rest)| rest)));
    out
}

/// The expectation file with its list of gaps as it must be now: closed ones left out, and one without a reason for
/// each new difference, which does not pass until somebody writes the reason. `None` when the file has no list of gaps
/// on lines of its own.
pub fn replace_gaps(json: &str, expectation: &Expectation, verdict: &Verdict) -> Option<String> {
    const HEAD: &str = "\n  \"gaps\": [";
    let start = json.find(HEAD)? + HEAD.len();
    let length = if json[start..].starts_with(']') { 0 } else { json[start..].find("\n  ]")? + 3 };
    let mut list = String::new();
    for gap in gaps(expectation, verdict) {
        let comma = if list.is_empty() { "" } else { "," };
        let text = Value::from(gap.text.as_str());
        let start = gap.start.map_or("null".to_owned(), |start| start.to_string());
        let (fact, why) = (gap.fact.name(), Value::from(gap.why.as_str()));
        let _ =
            write!(list, "{comma}\n    {{\"fact\": \"{fact}\", \"text\": {text}, \"start\": {start}, \"why\": {why}}}");
    }
    let end = if list.is_empty() { "" } else { "\n  " };
    Some(format!("{}{list}{end}{}", &json[..start], &json[start + length..]))
}

fn gaps(expectation: &Expectation, verdict: &Verdict) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = expectation.gaps.iter().filter(|gap| !verdict.closed.contains(gap)).cloned().collect();
    for difference in &verdict.differences {
        let gap = gap(difference);
        if !gaps.iter().any(|known| (known.fact, known.start) == (gap.fact, gap.start)) {
            gaps.push(gap);
        }
    }
    gaps.sort_by_key(|gap| (gap.start, gap.fact));
    gaps
}

fn gap(difference: &Difference) -> Gap {
    let fact = &difference.fact;
    Gap { fact: fact.kind, text: fact.text.clone(), start: fact.place.map(|(start, _)| start), why: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Unit;
    use crate::{Analyzer, Source};

    #[test]
    fn a_proposal_holds_everything_but_rules() {
        let text = "\u{201c}The \"rule\": six,\u{201d} said Ana Ruiz, \"rule\": \"x\", on Friday.";
        let report = Report::new(&Analyzer::new().analyze(Source::from_text("a", text)), Unit::Char);
        let json = propose(&report, &Options::default()).expect("memory can be written");
        let expectation = Expectation::parse(&json, text).expect("a proposal is well formed");
        assert!(!expectation.report.to_string().contains("\"rule\":"), "{json}");
        assert!(expectation.compare(&report).passed());
    }
}
