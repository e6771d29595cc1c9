//! Holds articles to their expected reports: `NAME.txt` to `NAME.expected.json`.

mod checker;
mod fixtures;
mod outcome;
mod review;
mod show;

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::ValueEnum;
use clap::ValueHint::{AnyPath, DirPath};
use factbox::check::{Mode, Pointer};
use factbox::input::records::parse_date;
use jiff::civil::Date;

use super::articles::Reading;
use super::message::Messages;
use super::pool::{self, Plan};
use super::replace;
use super::shared::{Shared, Threads};
use checker::Checker;
use fixtures::Places;
use outcome::Outcome;
use review::Review;

/// Holds articles to their expected reports: NAME.txt to NAME.expected.json beside it. Shows every difference under the
/// line of the article where it stands, and ends with code 1 when there is one.
#[derive(Clone, Debug, clap::Args)]
pub struct Job {
    /// Articles, expectations, or folders with both
    #[arg(required_unless_present = "dump_config", value_hint = AnyPath)]
    paths: Vec<PathBuf>,
    /// Folder with the expectations, in the same tree as the articles [default: beside the articles]
    #[arg(long, value_name = "DIR", value_hint = DirPath)]
    expected: Option<PathBuf>,
    /// Check only articles of this name, as in .gitignore, with or without their ending; with "!" in front, not these
    #[arg(long, value_name = "GLOB")]
    filter: Vec<String>,
    /// How a report is compared with an expectation that does not say so itself
    #[arg(long, value_name = "MODE", default_value = "exact")]
    mode: ModeName,
    /// Part of the report that is not compared, as /article/counts or /quotes/*/cue
    #[arg(long, value_name = "POINTER")]
    ignore: Vec<Pointer>,
    /// Pass over articles that have no expectation
    #[arg(long)]
    allow_missing: bool,
    /// Pass over expectations that have no article
    #[arg(long)]
    allow_orphans: bool,
    /// Which expectations may be written
    #[arg(long, value_name = "WHICH", default_value = "none")]
    update: Update,
    /// Day of publication of articles whose expectation does not say it, YYYY-MM-DD; proposals have it
    #[arg(long, value_name = "DAY", value_parser = parse_date)]
    date: Option<Date>,
    /// Ask about each article that is not as expected: accept what was found, reject it, or leave it for later
    #[arg(long, conflicts_with = "update")]
    review: bool,
    /// Write what was found for every article that fails to a file NAME.actual.json, in the same tree as the articles
    #[arg(long, value_name = "DIR", value_hint = DirPath)]
    actual_dir: Option<PathBuf>,
    /// How the outcome is told
    #[arg(long, value_name = "FORM", default_value = "human")]
    report: show::Form,
    /// Stop at the first article that is not as expected
    #[arg(long)]
    fail_fast: bool,
    /// End with code 0 where differences would give 1
    #[arg(long)]
    exit_zero: bool,
    #[command(flatten)]
    threads: Threads,
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

/// Checks all fixtures under the paths, in order.
pub fn run(job: &Job, shared: &Shared) -> Result<ExitCode> {
    let places = Places::new(job.expected.clone(), &job.filter)?;
    let fixtures = places.fixtures(&job.paths)?;
    if fixtures.is_empty() {
        bail!("no articles here; a fixture is NAME.txt with NAME.expected.json{}", places.hint());
    }
    replace::clean_up_when_interrupted();
    let messages = Messages::new(shared.level());
    let analyzer = shared.analyzer()?;
    let (reading, threads) = Reading { date: job.date, ..Reading::default() }
        .alone_where_memory_is_limited(job.threads.for_tasks(fixtures.len()));
    let checker = Arc::new(Checker::new(job, reading, analyzer));
    let mut review = job.review.then(|| Review::new(Arc::clone(&checker)));
    let (mut outcomes, mut broken) = (Vec::new(), None);
    let plan = Plan { threads, ordered: true };
    pool::run(
        fixtures.into_iter(),
        move |fixture| checker.outcome(fixture),
        plan,
        |outcome| {
            let outcome = outcome.and_then(|outcome| match &mut review {
                Some(review) => review.ask(outcome),
                None => Ok(outcome),
            });
            match outcome {
                Err(error) => {
                    broken = Some(error);
                    return ControlFlow::Break(());
                }
                Ok(outcome) => {
                    outcome.notes.iter().for_each(|note| messages.note(note));
                    outcomes.push(outcome);
                }
            }
            let enough = job.fail_fast && outcomes.last().is_some_and(Outcome::failed);
            if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        },
    );
    if let Some(error) = broken {
        return Err(error);
    }
    let mut out = io::stdout().lock();
    job.report.write(&mut out, &outcomes)?;
    out.flush()?;
    Ok(exit_code(&outcomes, job.exit_zero))
}

fn exit_code(outcomes: &[Outcome], exit_zero: bool) -> ExitCode {
    match () {
        () if outcomes.iter().any(Outcome::is_unreadable) => ExitCode::from(3),
        () if outcomes.iter().any(Outcome::failed) && !exit_zero => ExitCode::from(1),
        () => ExitCode::SUCCESS,
    }
}

impl From<ModeName> for Mode {
    fn from(mode: ModeName) -> Self {
        match mode {
            ModeName::Exact => Mode::Exact,
            ModeName::Subset => Mode::Subset,
        }
    }
}
