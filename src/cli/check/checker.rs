//! Checks one fixture, and writes what may be written.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use factbox::check::{Expectation, Mode, Options, Terms, Verdict, propose, replace_gaps};
use factbox::report::{SCHEMA_VERSION, Unit};
use factbox::write::{Json, Writer};
use factbox::{Analyzer, Report, Source};

use super::fixtures::Fixture;
use super::outcome::{Outcome, State};
use super::{Job, Update};
use crate::cli::articles::{Failure, Reading};
use crate::cli::folder::mirrored;
use crate::cli::replace::replace;

/// All that the threads share.
pub struct Checker {
    job: Job,
    terms: Terms,
    reading: Reading,
    analyzer: Analyzer,
}

impl Checker {
    /// A checker for the job, which reads articles so.
    pub fn new(job: &Job, reading: Reading, analyzer: Analyzer) -> Self {
        let terms = Terms { mode: job.mode.into(), ignored: job.ignore.iter().cloned().collect() };
        Self { job: job.clone(), terms, reading, analyzer }
    }

    /// Checks a fixture. Errors are those of writing; what is wrong with the fixture is its outcome.
    pub fn outcome(&self, fixture: Fixture) -> Result<Outcome> {
        if !fixture.article.exists() && fixture.expectation.exists() {
            let state = if self.job.allow_orphans { State::Skipped("no article") } else { State::Orphan };
            return Ok(Outcome { fixture, text: String::new(), state, notes: Vec::new() });
        }
        let (text, state, notes) = match self.read(&fixture) {
            Ok(source) => {
                let (text, mut notes) = (source.text.clone(), Vec::new());
                (text, self.state(&fixture, source, &mut notes)?, notes)
            }
            Err(failure) => {
                let why = format!("{}: {}", fixture.article.display(), failure.message);
                (String::new(), State::Unreadable(why), Vec::new())
            }
        };
        Ok(Outcome { fixture, text, state, notes })
    }

    /// Makes what is found what is expected. `None` where that is for people to write: an expectation of a few facts, or
    /// one that is broken.
    ///
    /// # Errors
    /// Those of writing.
    pub fn accept(&self, fixture: &Fixture) -> Result<Option<State>> {
        let Ok(source) = self.read(fixture) else { return Ok(None) };
        let Ok(json) = fs::read_to_string(&fixture.expectation) else { return self.propose(fixture, source).map(Some) };
        match Expectation::parse_as(&json, &source.text, self.terms.clone()) {
            Ok(expectation) if expectation.mode == Mode::Exact => {
                let report = expectation.report(&self.analyzer, source);
                write(&fixture.expectation, &propose(&report, &expectation.options)?)?;
                Ok(Some(State::Proposed))
            }
            _ => Ok(None),
        }
    }

    fn read(&self, fixture: &Fixture) -> Result<Source, Failure> {
        self.reading.article(&fixture.file_name(), &self.reading.bytes(&fixture.article)?)
    }

    fn state(&self, fixture: &Fixture, source: Source, notes: &mut Vec<String>) -> Result<State> {
        if !fixture.expectation.exists() {
            return match self.job.update {
                Update::New | Update::All => self.propose(fixture, source),
                _ if self.job.allow_missing => Ok(State::Skipped("no expectation")),
                _ => Ok(State::Missing),
            };
        }
        let json = match fs::read_to_string(&fixture.expectation) {
            Ok(json) => json,
            Err(error) => return Ok(State::Unreadable(format!("{}: {error}", fixture.expectation.display()))),
        };
        match Expectation::parse_as(&json, &source.text, self.terms.clone()) {
            Ok(expectation) => {
                notes.extend(
                    other_version(&expectation).map(|note| format!("{}: {note}", fixture.expectation.display())),
                );
                self.compared(fixture, source, &json, &expectation)
            }
            Err(error) => Ok(State::Broken(error.to_string())),
        }
    }

    fn propose(&self, fixture: &Fixture, source: Source) -> Result<State> {
        let report = Report::new(&self.analyzer.analyze(source), Unit::Char);
        write(&fixture.expectation, &propose(&report, &Options { date: self.job.date })?)?;
        Ok(State::Proposed)
    }

    fn compared(&self, fixture: &Fixture, source: Source, json: &str, expectation: &Expectation) -> Result<State> {
        let report = expectation.report(&self.analyzer, source);
        let verdict = expectation.compare(&report);
        if verdict.passed() {
            return Ok(State::Passed(verdict));
        }
        match self.job.update {
            Update::All if expectation.mode == Mode::Exact => {
                write(&fixture.expectation, &propose(&report, &expectation.options)?)?;
                return Ok(State::Proposed);
            }
            Update::Gaps => update_gaps(fixture, json, expectation, &verdict)?,
            _ => {}
        }
        self.keep_actual(fixture, &report)?;
        Ok(State::Differs(verdict))
    }

    fn keep_actual(&self, fixture: &Fixture, report: &Report) -> Result<()> {
        let Some(folder) = &self.job.actual_dir else { return Ok(()) };
        let mut json = Vec::new();
        Json.article(&mut json, report)?;
        write(&folder.join(mirrored(&fixture.article, "actual.json")), &String::from_utf8_lossy(&json))
    }
}

fn update_gaps(fixture: &Fixture, json: &str, expectation: &Expectation, verdict: &Verdict) -> Result<()> {
    let json = replace_gaps(json, expectation, verdict)
        .with_context(|| format!("{}: write \"gaps\": [] on a line of its own", fixture.expectation.display()))?;
    write(&fixture.expectation, &json)
}

/// The version is not compared, but whoever wonders about differences wants to know.
fn other_version(expectation: &Expectation) -> Option<String> {
    let version = expectation.report.get("schema_version")?.as_str().filter(|version| *version != SCHEMA_VERSION)?;
    Some(format!("warning: its schema_version is {version}; reports have {SCHEMA_VERSION} now"))
}

fn write(path: &Path, content: &str) -> Result<()> {
    let whole = || {
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        replace(path, content.as_bytes())
    };
    whole().with_context(|| path.display().to_string())
}
