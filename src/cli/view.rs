//! Shows articles in the browser: a page for each, and for several a page that lists them.

mod folder;
mod opened;

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use clap::ValueHint::AnyPath;
use factbox::input::records::parse_date;
use jiff::civil::Date;

use super::arguments::is_stream;
use super::articles::{Failure, Reading, Task};
use super::files::Files;
use super::input::InputArguments;
use super::message::Messages;
use super::pool::{self, Plan};
use super::replace::{Replacement, clean_up_when_interrupted};
use super::shared::{Shared, Threads};
use folder::{Folder, INDEX};
use opened::Page;

/// Shows articles in the browser: the text with every fact marked, each speaker joined to the quotes, and the facts
/// beside it. A page is one file that fetches nothing. Several articles make a folder of pages with an index.html.
#[derive(Clone, Debug, clap::Args)]
pub struct Job {
    /// Articles as text, folders of them, and reports as factbox prints them (NAME.json, with the article where its
    /// "source" says); "-" is standard input, and so is no article at all in a pipe
    #[arg(value_name = "ARTICLE", value_hint = AnyPath)]
    articles: Vec<PathBuf>,
    /// Where the page goes; a folder for several articles [default: standard output, for one article]
    #[arg(short, long, value_name = "FILE or DIR", value_hint = AnyPath)]
    output: Option<PathBuf>,
    /// Day of publication, YYYY-MM-DD; "on Friday" and the like are counted from it
    #[arg(long, value_name = "DAY", value_parser = parse_date)]
    date: Option<Date>,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    input: InputArguments,
}

/// Writes the page, or the folder of pages.
pub fn run(job: &Job, shared: &Shared) -> Result<ExitCode> {
    if job.input.is_stdin_alone(&job.articles) && io::stdin().is_terminal() {
        return misuse("name an article, or write one into a pipe: cat article.txt | factbox view -o page.html");
    }
    let (search, reading) = (job.input.search(job.articles.clone()), job.input.reading(job.date));
    let several = reading.divides(&search.paths) || search.is_for_several();
    clean_up_when_interrupted();
    match job.output.as_deref().filter(|path| !is_stream(path)) {
        None if several => misuse("several articles make a folder of pages; name it with -o DIR"),
        Some(folder) if several || folder.is_dir() => fill(folder, search.files()?, job, reading, shared),
        output => {
            let article = search.paths.into_iter().next().unwrap_or_default();
            let name = reading.name(&article);
            let page = Page::of(Task::File(article), &reading, &shared.analyzer()?, None);
            let page = page.map_err(|failure| anyhow!("{name}: {}", failure.message))?;
            match output {
                Some(path) => write(path, |out| out.write_all(&page.html))?,
                None => {
                    let mut out = io::stdout().lock();
                    out.write_all(&page.html).and_then(|()| out.flush()).context("standard output")?;
                }
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn misuse(what: &str) -> Result<ExitCode> {
    writeln!(io::stderr(), "factbox: {what}")?;
    Ok(ExitCode::from(2))
}

/// Makes all pages, and the index in the order of the articles. A bad article is named on standard error and passed over.
fn fill(path: &Path, files: Files, job: &Job, reading: Reading, shared: &Shared) -> Result<ExitCode> {
    let mut messages = Messages::new(shared.level());
    let Files { paths, unreadable } = files;
    unreadable.iter().for_each(|folder| messages.note_failure(folder));
    let (mut done, mut failed) = (0, unreadable.len());
    if paths.is_empty() && failed == 0 {
        messages.note("no articles here; of folders, *.txt and *.txt.gz are read, or what --glob says");
        return Ok(ExitCode::from(if job.input.require_input { 4 } else { 0 }));
    }
    let mut folder = Folder::new(path)?;
    let known = (!reading.divides(&paths)).then_some(paths.len());
    messages.show_progress(shared.progress, known);
    let (analyzer, mut broken) = (shared.analyzer()?, None);
    let (reading, threads) = reading.alone_where_memory_is_limited(job.threads.for_tasks(known.unwrap_or(usize::MAX)));
    let plan = Plan { threads, ordered: true };
    pool::run(
        reading.tasks(paths),
        move |task| (reading.task_name(&task), Page::of(task, &reading, &analyzer, Some(INDEX))),
        plan,
        |(name, page)| {
            let size = page.as_ref().map_or(0, |page| page.size);
            match page {
                Ok(page) => match folder.add(&page) {
                    Ok(()) => done += 1,
                    Err(error) => {
                        broken = Some(error);
                        return ControlFlow::Break(());
                    }
                },
                Err(Failure { message, .. }) => {
                    failed += 1;
                    messages.failure(&name, message);
                }
            }
            messages.progress(size, failed);
            ControlFlow::Continue(())
        },
    );
    messages.end_progress();
    if let Some(error) = broken {
        return Err(error);
    }
    folder.finish()?;
    if failed > 0 {
        messages.note(format_args!(
            "{failed} of {} {} failed",
            done + failed,
            if known.is_some() { "files" } else { "articles" }
        ));
    }
    Ok(ExitCode::from(match (done, failed) {
        (_, 0) => 0,
        (0, _) => 4,
        _ => 3,
    }))
}

/// Writes a page that is whole or not there.
fn write(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let whole = || {
        let mut page = io::BufWriter::new(Replacement::begin(path)?);
        content(&mut page)?;
        page.into_inner().map_err(io::IntoInnerError::into_error)?.finish()
    };
    whole().with_context(|| path.display().to_string())
}
