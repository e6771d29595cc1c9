//! Holds articles to their expected reports: `NAME.txt` to `NAME.expected.json` beside it.

mod fixtures;
mod show;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use factbox::Analyzer;
use factbox::check::{Expectation, Mode, Options, Verdict, propose, replace_gaps};
use factbox::report::Unit;
use factbox::write::{Json, Writer};
use factbox::{Report, Source};

use super::shared::Shared;
use fixtures::Fixture;

/// Holds articles to their expected reports: NAME.txt to NAME.expected.json beside it. Shows every difference under the
/// line of the article where it stands, and ends with code 1 when there is one.
#[derive(Debug, clap::Args)]
pub struct Job {
    /// Articles, expectations, or folders with both
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How a report is compared with an expectation that does not say so itself
    #[arg(long, value_name = "MODE", default_value = "exact")]
    mode: ModeName,
    /// Which expectations may be written
    #[arg(long, value_name = "WHICH", default_value = "none")]
    update: Update,
    /// Write what was found for every article that fails to DIR/NAME.actual.json
    #[arg(long, value_name = "DIR")]
    actual_dir: Option<PathBuf>,
    /// How the outcome is told
    #[arg(long, value_name = "FORM", default_value = "human")]
    report: show::Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ModeName {
    /// The report has exactly the facts that are stated
    Exact,
    /// What is stated must be found; more is allowed
    Subset,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Update {
    /// None
    None,
    /// Propose an expectation for each article that has none, for you to correct
    New,
    /// Also replace those that differ with what is found, gaps included
    All,
    /// Only bring the lists of gaps up to date; a new gap fails until you give its reason
    Gaps,
}

/// What became of one fixture.
#[derive(Debug)]
pub struct Outcome {
    fixture: Fixture,
    text: String,
    state: State,
}

/// How a fixture fared.
#[derive(Debug)]
pub enum State {
    /// As expected.
    Passed(Verdict),
    /// Otherwise than expected.
    Differs(Verdict),
    /// An expectation was proposed.
    Proposed,
    /// The expectation does not hold to its form, or one of the two files is not there.
    Broken(String),
    /// A file cannot be read.
    Unreadable(String),
}

/// Checks all fixtures under the paths, in order.
pub fn run(job: &Job, shared: &Shared) -> Result<ExitCode> {
    let fixtures = fixtures::under(&job.paths)?;
    if fixtures.is_empty() {
        bail!("no articles here; a fixture is NAME.txt with NAME.expected.json beside it");
    }
    let checker = Checker { job, analyzer: shared.analyzer()? };
    let outcomes = fixtures.into_iter().map(|fixture| checker.outcome(fixture)).collect::<Result<Vec<_>>>()?;
    let mut out = io::stdout().lock();
    job.report.write(&mut out, &outcomes)?;
    out.flush()?;
    Ok(exit_code(&outcomes))
}

fn exit_code(outcomes: &[Outcome]) -> ExitCode {
    if outcomes.iter().any(|outcome| matches!(outcome.state, State::Unreadable(_))) {
        return ExitCode::from(3);
    }
    if outcomes.iter().any(Outcome::failed) { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

impl Outcome {
    fn failed(&self) -> bool {
        !matches!(self.state, State::Passed(_) | State::Proposed)
    }
}

struct Checker<'j> {
    job: &'j Job,
    analyzer: Analyzer,
}

impl Checker<'_> {
    /// Errors are those of writing; what is wrong with a fixture is its outcome.
    fn outcome(&self, fixture: Fixture) -> Result<Outcome> {
        let text = match fs::read(&fixture.article).map_err(anyhow::Error::from).and_then(decode) {
            Ok(text) => text,
            Err(_) if !fixture.article.exists() && fixture.expectation.exists() => {
                let state = State::Broken("there is no article beside this expectation".to_owned());
                return Ok(Outcome { fixture, text: String::new(), state });
            }
            Err(error) => {
                let state = State::Unreadable(format!("{error:#}"));
                return Ok(Outcome { fixture, text: String::new(), state });
            }
        };
        let state = self.state(&fixture, &text)?;
        Ok(Outcome { fixture, text, state })
    }

    fn state(&self, fixture: &Fixture, text: &str) -> Result<State> {
        if !fixture.expectation.exists() {
            return self.without_expectation(fixture, text);
        }
        let json = match fs::read_to_string(&fixture.expectation) {
            Ok(json) => json,
            Err(error) => return Ok(State::Unreadable(format!("{}: {error}", fixture.expectation.display()))),
        };
        match Expectation::parse_as(&json, text, self.job.mode.into()) {
            Ok(expectation) => self.compared(fixture, text, &json, &expectation),
            Err(error) => Ok(State::Broken(format!("{}: {error}", fixture.expectation.display()))),
        }
    }

    fn without_expectation(&self, fixture: &Fixture, text: &str) -> Result<State> {
        if !matches!(self.job.update, Update::New | Update::All) {
            let hint = "there is no expectation; propose one with --update new, then correct it";
            return Ok(State::Broken(hint.to_owned()));
        }
        let source = Source::from_text(fixture.file_name(), text);
        let report = Report::new(&self.analyzer.analyze(source), Unit::Char);
        replace(&fixture.expectation, &propose(&report, &Options::default())?)?;
        Ok(State::Proposed)
    }

    fn compared(&self, fixture: &Fixture, text: &str, json: &str, expectation: &Expectation) -> Result<State> {
        let report = expectation.report(&self.analyzer, &fixture.file_name(), text);
        let verdict = expectation.compare(&report);
        if verdict.passed() {
            return Ok(State::Passed(verdict));
        }
        match self.job.update {
            Update::All if expectation.mode == Mode::Exact => {
                replace(&fixture.expectation, &propose(&report, &expectation.options)?)?;
                return Ok(State::Proposed);
            }
            Update::Gaps => {
                let json = replace_gaps(json, expectation, &verdict).with_context(|| {
                    format!("{}: write \"gaps\": [] on a line of its own", fixture.expectation.display())
                })?;
                replace(&fixture.expectation, &json)?;
            }
            _ => {}
        }
        self.keep_actual(fixture, &report)?;
        Ok(State::Differs(verdict))
    }

    fn keep_actual(&self, fixture: &Fixture, report: &Report) -> Result<()> {
        let Some(folder) = &self.job.actual_dir else { return Ok(()) };
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        let mut json = Vec::new();
        Json.article(&mut json, report)?;
        let path = folder.join(fixture.name()).with_extension("actual.json");
        fs::write(&path, json).with_context(|| path.display().to_string())
    }
}

fn decode(bytes: Vec<u8>) -> Result<String> {
    Ok(Source::from_bytes("", &bytes)?.text)
}

/// Writes beside the file and renames, so that a broken run leaves the old one.
fn replace(path: &Path, content: &str) -> Result<()> {
    let beside = path.with_extension("json.new");
    fs::write(&beside, content).and_then(|()| fs::rename(&beside, path)).with_context(|| path.display().to_string())
}

impl From<ModeName> for Mode {
    fn from(mode: ModeName) -> Self {
        match mode {
            ModeName::Exact => Mode::Exact,
            ModeName::Subset => Mode::Subset,
        }
    }
}
