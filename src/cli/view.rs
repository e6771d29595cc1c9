//! Shows articles in the browser: a page for each, and for several a page that lists them.

mod opened;

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use factbox::Analyzer;
use factbox::input::records::parse_date;
use factbox::write::html::{self, Index};
use factbox::write::visible::visible;
use jiff::civil::Date;

use super::replace::{Replacement, clean_up_when_interrupted};
use super::shared::Shared;
use opened::open;

/// Shows articles in the browser: the text with every fact marked, each speaker joined to the quotes, and the facts
/// beside it. A page is one file that fetches nothing. Several articles make a folder of pages with an index.html.
#[derive(Debug, clap::Args)]
pub struct Job {
    /// Articles as text, or reports as factbox prints them (NAME.json, with the article where its "source" says)
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<PathBuf>,
    /// Where the page goes; a folder for several articles [default: standard output, for one article]
    #[arg(short, long, value_name = "FILE or DIR")]
    output: Option<PathBuf>,
    /// Day of publication, YYYY-MM-DD; "on Friday" and the like are counted from it
    #[arg(long, value_name = "DAY", value_parser = parse_date)]
    date: Option<Date>,
}

/// Writes the page, or the folder of pages.
pub fn run(job: &Job, shared: &Shared) -> Result<ExitCode> {
    let analyzer = shared.analyzer()?;
    clean_up_when_interrupted();
    match (&job.articles[..], &job.output) {
        ([article], None) => {
            let opened = open(article, job.date, &analyzer)?;
            let mut out = io::stdout().lock();
            html::page(&mut out, opened.article(), None).and_then(|()| out.flush()).context("standard output")?;
            Ok(ExitCode::SUCCESS)
        }
        ([article], Some(path)) if !path.is_dir() => {
            let opened = open(article, job.date, &analyzer)?;
            write(path, |out| html::page(out, opened.article(), None))?;
            Ok(ExitCode::SUCCESS)
        }
        (articles, Some(folder)) => Folder::new(folder)?.fill(articles, job.date, &analyzer),
        (_, None) => {
            writeln!(io::stderr(), "factbox: several articles make a folder of pages; name it with -o DIR")?;
            Ok(ExitCode::from(2))
        }
    }
}

/// A folder of pages and their index.
struct Folder<'p> {
    path: &'p Path,
    index: Index,
    taken: HashSet<String>,
}

/// The page that lists the others.
const INDEX: &str = "index.html";

impl<'p> Folder<'p> {
    fn new(path: &'p Path) -> Result<Self> {
        fs::create_dir_all(path).with_context(|| path.display().to_string())?;
        Ok(Self { path, index: Index::default(), taken: HashSet::from([INDEX.to_owned()]) })
    }

    /// Makes all pages, one at a time. A bad article is named on standard error and passed over.
    fn fill(mut self, articles: &[PathBuf], date: Option<Date>, analyzer: &Analyzer) -> Result<ExitCode> {
        let mut failed = 0;
        for article in articles {
            match open(article, date, analyzer) {
                Ok(opened) => self.add(article, &opened)?,
                Err(error) => {
                    failed += 1;
                    writeln!(io::stderr(), "factbox: {}", visible(&format!("{error:#}")))?;
                }
            }
        }
        write(&self.path.join(INDEX), |out| self.index.write(out))?;
        Ok(match failed {
            0 => ExitCode::SUCCESS,
            _ if failed == articles.len() => ExitCode::from(4),
            _ => ExitCode::from(3),
        })
    }

    fn add(&mut self, article: &Path, opened: &html::Opened) -> Result<()> {
        let name = self.name(article);
        write(&self.path.join(&name), |out| html::page(out, opened.article(), Some(INDEX)))?;
        self.index.add(opened.article().report, &name);
        Ok(())
    }

    /// The article's name with another ending, and a number where that is taken.
    fn name(&mut self, article: &Path) -> String {
        let stem = article.file_stem().unwrap_or_default().to_string_lossy();
        let numbered =
            |number: usize| if number == 1 { format!("{stem}.html") } else { format!("{stem}-{number}.html") };
        let name = (1..).map(numbered).find(|name| !self.taken.contains(name)).unwrap_or_default();
        self.taken.insert(name.clone());
        name
    }
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
