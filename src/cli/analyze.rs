//! The main job: articles in, reports out.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;
use std::slice;
use std::sync::Arc;

use anyhow::{Context, Result};
use factbox::report::Unit;
use factbox::tables::Table;
use factbox::write::{Format, Style};

use super::articles::Reading;
use super::files::{Files, Search};
use super::folder::Folder;
use super::handfuls;
use super::memory::Memory;
use super::message::Messages;
use super::pool::{self, Plan};
use super::replace;
use super::shared::{Shared, Threads};
use super::sink::{self, Place, Sink, Stream};
use super::work::{Finished, Form, Made, Worker};

/// What to analyse and how to write it.
#[derive(Clone, Debug)]
pub struct Job {
    /// Where the articles are.
    pub search: Search,
    /// How they are read.
    pub reading: Reading,
    /// How the reports are written, where they are no database.
    pub format: Format,
    /// Which facts, in formats of one table.
    pub table: Option<Table>,
    /// Where they go.
    pub place: Place,
    /// What positions count.
    pub unit: Unit,
    /// Threads that work.
    pub threads: Threads,
    /// Whether reports may come in another order than the articles.
    pub unordered: bool,
    /// What is made of failures.
    pub failures: Failures,
}

/// What is made of failures.
#[derive(Clone, Copy, Debug)]
pub struct Failures {
    /// How many end the run.
    pub most: Option<usize>,
    /// Whether they stand among the reports.
    pub records: bool,
    /// Whether it is one to find no articles.
    pub empty: bool,
    /// Whether a warning is one.
    pub strict: bool,
}

/// Why records and `--out-dir` do not go together.
pub const IN_FILES_OF_THEIR_OWN: &str = "--out-dir is for articles in files of their own; write these to one --output";

/// Prints the JSON Schema of the report.
pub fn schema() -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &factbox::report::schema()).map_err(io::Error::from)?;
    out.write_all(b"\n").and_then(|()| out.flush()).context("standard output")?;
    Ok(ExitCode::SUCCESS)
}

/// Analyses all articles. A bad one is named on standard error and passed over.
pub fn run(job: Job, shared: &Shared) -> Result<ExitCode> {
    replace::clean_up_when_interrupted();
    let mut messages = Messages::new(shared.level());
    let Files { mut paths, unreadable } = job.search.files()?;
    let several = job.several();
    let style = Style { several, color: shared.color_of(&io::stdout()), table: job.table };
    let (form, sink) = job.output(style, shared)?;
    let mut tally = Tally::new(sink, &job);
    for folder in unreadable {
        messages.note_failure(&folder);
        tally.failed += 1;
    }
    if let Form::Whole(_, folder) = &form {
        for path in paths.extract_if(.., |path| job.reading.divides(slice::from_ref(path))) {
            messages.failure(&job.reading.name(&path), IN_FILES_OF_THEIR_OWN);
            tally.failed += 1;
        }
        let clashes;
        (paths, clashes) = folder.without_clashes(paths);
        for (path, why) in clashes {
            messages.failure(&job.reading.name(&path), why);
            tally.failed += 1;
        }
    }
    if paths.is_empty() && tally.failed == 0 {
        messages.note("no articles here; of folders, *.txt and *.txt.gz are read, or what --glob says");
        tally.sink.finish()?;
        return Ok(ExitCode::from(if job.failures.empty { 4 } else { 0 }));
    }

    let known = (!job.reading.divides(&paths)).then_some(paths.len());
    messages.show_progress(shared.progress, known);
    let (analyzer, strict) = (shared.analyzer()?, job.failures.strict);
    let threads = job.threads.for_tasks(known.unwrap_or(usize::MAX));
    let memory = Memory::limited(threads);
    let plan = Plan { threads: memory.as_ref().map_or(threads, Memory::threads), ordered: !job.unordered };
    let reading = job.reading.within(memory.as_ref());
    let together = known.map_or(handfuls::TASKS, |articles| handfuls::fair(articles, plan.threads));
    let tasks = reading.handfuls(paths, together);
    let worker = Worker { analyzer, memory, reading, unit: job.unit, strict, form };
    let mut broken = None;
    pool::run(
        tasks,
        move |tasks| worker.work(tasks),
        plan,
        |finished| {
            finished.into_iter().try_for_each(|finished| match tally.take(finished, &mut messages) {
                Ok(()) if tally.has_enough() => ControlFlow::Break(()),
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    broken = Some(error);
                    ControlFlow::Break(())
                }
            })
        },
    );
    messages.end_progress();
    match broken {
        Some(error) => Err(error),
        None => tally.close(&messages),
    }
}

impl Job {
    /// Whether there may be several articles, or none.
    fn several(&self) -> bool {
        self.reading.divides(&self.search.paths) || self.search.is_for_several()
    }

    /// How reports leave the threads, and what takes them.
    fn output(&self, style: Style, shared: &Shared) -> Result<(Form, Box<dyn Sink>)> {
        match &self.place {
            Place::Stream(path) => {
                let writer = || self.format.writer(style);
                Ok((Form::Part(writer()), Box::new(Stream::open(path.as_deref(), writer(), self.failures.records)?)))
            }
            Place::Database(path) => Ok((Form::Report, Box::new(sink::Rows::open(path)?))),
            Place::Folder { root, skip_existing } => {
                let settings = self.settings(shared)?;
                let mut folder =
                    Folder::new(root.clone(), self.format.extension(), &settings, &self.reading.stdin_name)?;
                let ledger = folder.open(*skip_existing)?;
                let folder = Arc::new(folder);
                let writer = self.format.writer(Style { several: false, ..style });
                Ok((Form::Whole(writer, Arc::clone(&folder)), Box::new(sink::Files { folder, ledger })))
            }
        }
    }

    /// What besides the article decides what its report says.
    fn settings(&self, shared: &Shared) -> Result<String> {
        let (Reading { date, charset, .. }, strict) = (&self.reading, self.failures.strict);
        let form = format!("{:?} {:?} {:?}", self.format, self.table, self.unit);
        Ok(format!("{form} {date:?} {charset:?} {strict} {}", shared.names_of_own()?))
    }
}

/// How the run goes.
struct Tally {
    sink: Box<dyn Sink>,
    /// What is counted, where there may be several.
    what: Option<&'static str>,
    /// How many failures end the run.
    most: Option<usize>,
    done: usize,
    failed: usize,
}

impl Tally {
    fn new(sink: Box<dyn Sink>, job: &Job) -> Self {
        let what = if job.reading.divides(&job.search.paths) { "articles" } else { "files" };
        Self { sink, what: job.several().then_some(what), most: job.failures.most, done: 0, failed: 0 }
    }

    /// Passes a report on, or tells why there is none.
    fn take(&mut self, finished: Finished, messages: &mut Messages) -> Result<()> {
        let Finished { name, bytes, warnings, made } = finished;
        for warning in warnings {
            messages.warning(&name, &warning.message);
        }
        let taken = match made {
            Ok(Made::Nothing) => {
                messages.skipped(&name);
                Ok(())
            }
            Ok(made) => self.sink.take(made)?,
            Err(failure) => Err(failure),
        };
        match taken {
            Ok(()) => self.done += 1,
            Err(failure) => {
                self.failed += 1;
                messages.failure(&name, &failure.message);
                self.sink.take_failure(&name, &failure)?;
            }
        }
        messages.progress(bytes, self.failed);
        Ok(())
    }

    /// Whether so many articles have failed that the run ends.
    fn has_enough(&self) -> bool {
        self.most.is_some_and(|most| self.failed >= most)
    }

    /// A run that was broken off, or made nothing, leaves files as they were.
    fn close(self, messages: &Messages) -> Result<ExitCode> {
        let stopped = self.has_enough();
        if let Some(what) = self.what.filter(|_| self.failed > 0) {
            let how = if stopped { "stopped: " } else { "" };
            messages.note(format_args!("{how}{} of {} {what} failed", self.failed, self.done + self.failed));
        }
        if self.failed == 0 || self.done > 0 && !stopped {
            self.sink.finish()?;
        }
        Ok(match (self.done, self.failed) {
            (_, 0) => ExitCode::SUCCESS,
            (0, _) => ExitCode::from(4),
            _ => ExitCode::from(3),
        })
    }
}
