//! Opens what `view` shows: an article, which is analysed, or a report that was made before.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use factbox::input::Told;
use factbox::write::html::Opened;
use factbox::{Analyzer, Source};
use jiff::civil::Date;
use serde_json::Value;

/// Opens an article, or a report when the name ends in `.json`.
///
/// # Errors
/// When a file cannot be read, or a report is none or belongs to another text.
pub fn open(path: &Path, date: Option<Date>, analyzer: &Analyzer) -> Result<Opened> {
    let is_report = path.extension().is_some_and(|extension| extension == "json");
    let opened = if is_report { saved(path, analyzer) } else { analyzed(path, date, analyzer) };
    opened.with_context(|| path.display().to_string())
}

fn analyzed(path: &Path, date: Option<Date>, analyzer: &Analyzer) -> Result<Opened> {
    let published = date.map(Told::Option);
    let source = Source::from_bytes(path.display().to_string(), &fs::read(path)?)?;
    Ok(Opened::analyzed(analyzer.analyze(Source { published, ..source })))
}

fn saved(path: &Path, analyzer: &Analyzer) -> Result<Opened> {
    let json = fs::read_to_string(path)?;
    let Value::String(source) = serde_json::from_str::<Value>(&json)?["source"].take() else {
        anyhow::bail!("it has no \"source\"; give a report as factbox prints it");
    };
    let article = article_of(path, &source);
    let bytes = fs::read(&article).with_context(|| format!("its article {}", article.display()))?;
    Ok(Opened::saved(&json, Source::from_bytes(source, &bytes)?, analyzer)?)
}

/// The article of a report: where its source says, or else of that name beside the report.
fn article_of(report: &Path, source: &str) -> PathBuf {
    let source = Path::new(source);
    let beside = report.with_file_name(source.file_name().unwrap_or_default());
    if source.exists() || !beside.exists() { source.to_owned() } else { beside }
}
