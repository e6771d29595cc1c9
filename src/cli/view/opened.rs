//! Opens what `view` shows: an article, which is analysed, or a report that was made before.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use factbox::write::html::{self, Opened};
use factbox::{Analyzer, Report};
use serde_json::Value;

use crate::cli::articles::{Failure, Reading, Task};
use crate::cli::folder::without_ending;

/// A page that is made but not yet written.
pub struct Page {
    /// Its name, without an ending.
    pub stem: String,
    /// Bytes of the article.
    pub size: u64,
    pub html: Vec<u8>,
    pub report: Report,
}

impl Page {
    /// The page of an article, or of a report when the name ends in `.json`; `home` is the address of the page that
    /// lists all.
    ///
    /// # Errors
    /// When a file cannot be read, or a report is none or belongs to another text.
    pub fn of(task: Task, reading: &Reading, analyzer: &Analyzer, home: Option<&str>) -> Result<Self, Failure> {
        let (stem, opened) = match task {
            Task::File(path) if path.extension().is_some_and(|extension| extension == "json") => {
                let saved = saved(&path, reading, analyzer);
                let broken = |error| Failure { kind: "report", message: format!("{error:#}") };
                (stem_of_file(&path), saved.map_err(broken)?)
            }
            Task::File(path) => {
                let name = reading.name(&path);
                let source = reading.article(&name, &reading.bytes(&path)?)?;
                (stem_of_file(Path::new(&name)), Opened::analyzed(analyzer.analyze(source)))
            }
            Task::Part(part) => {
                let (source, _) = reading.part(part)?;
                (stem_of_id(&source.name), Opened::analyzed(analyzer.analyze(source)))
            }
        };
        let mut page = Vec::new();
        html::page(&mut page, opened.article(), home)?;
        Ok(Self { stem, size: opened.article().text.len() as u64, html: page, report: opened.into_report() })
    }
}

fn saved(path: &Path, reading: &Reading, analyzer: &Analyzer) -> Result<Opened> {
    let json = fs::read_to_string(path)?;
    let Value::String(source) = serde_json::from_str::<Value>(&json)?["source"].take() else {
        bail!("it has no \"source\"; give a report as factbox prints it");
    };
    let article = article_of(path, &source);
    let read = reading.bytes(&article).and_then(|bytes| reading.article(&source, &bytes));
    let read = read.map_err(|failure| anyhow!("{}", failure.message));
    let article = read.with_context(|| format!("its article {}", article.display()))?;
    Ok(Opened::saved(&json, article, analyzer)?)
}

/// The article of a report: where its source says, or else of that name beside the report.
fn article_of(report: &Path, source: &str) -> PathBuf {
    let source = Path::new(source);
    let beside = report.with_file_name(source.file_name().unwrap_or_default());
    if source.exists() || !beside.exists() { source.to_owned() } else { beside }
}

fn stem_of_file(path: &Path) -> String {
    let name = without_ending(path.file_name().unwrap_or_default()).to_string_lossy().into_owned();
    name.strip_suffix(".json").map(str::to_owned).unwrap_or(name)
}

/// An id may be anything, also a path or an address; what is not letter or digit becomes a dash.
fn stem_of_id(id: &str) -> String {
    /// No file system takes longer names than four times this.
    const LONGEST: usize = 60;
    let plain = id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' });
    let stem: String = plain.take(LONGEST).collect();
    match stem.trim_start_matches('.') {
        "" => "article".to_owned(),
        stem => stem.to_owned(),
    }
}
