//! Scores factbox, or reports that were made elsewhere, against gold reports.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use clap::ValueHint::{AnyPath, DirPath, FilePath};
use factbox::check::{Expectation, Mode};
use factbox::score::{Scores, Shortfall};
use factbox::{Analyzer, Report, Source};
use serde_json::json;

use super::shared::Shared;

/// Scores factbox against gold reports: precision, recall and F1 for people, countries, organizations, places, quotes,
/// figures and dates. A gold report is what factbox prints, corrected by hand, in NAME.gold.json or NAME.expected.json
/// beside its article NAME.txt.
#[derive(Debug, clap::Args)]
pub struct Job {
    /// Gold reports, or folders with them
    #[arg(required_unless_present = "dump_config", value_hint = AnyPath)]
    gold: Vec<PathBuf>,
    /// Score the reports DIR/NAME.json rather than analysing the articles
    #[arg(long, value_name = "DIR", value_hint = DirPath)]
    reports: Option<PathBuf>,
    /// Least F1, as in quotes=0.85,figures=0.9 or quotes.exact=0.9; below it the command ends with code 1. A kind alone
    /// stands for its speakers (quotes) or its values (the others)
    #[arg(long, value_name = "KIND=F1", value_delimiter = ',', value_parser = parse_floor)]
    min_f1: Vec<(String, f64)>,
    /// Least F1 from a table that was kept with --format tsv
    #[arg(long, value_name = "FILE", value_hint = FilePath)]
    baseline: Option<PathBuf>,
    /// How the scores are written
    #[arg(long, value_name = "FORM", default_value = "markdown")]
    format: Form,
    /// End with code 0 where a low F1 would give 1
    #[arg(long)]
    exit_zero: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A Markdown table
    Markdown,
    /// One JSON object
    Json,
    /// A table to be kept as a baseline
    Tsv,
}

/// Scores all gold reports together.
pub fn run(job: &Job, shared: &Shared) -> Result<ExitCode> {
    let gold = gold_files(&job.gold)?;
    if gold.is_empty() {
        bail!("no gold reports here; they are named NAME.gold.json or NAME.expected.json");
    }
    let analyzer = shared.analyzer()?;
    let mut scores = Scores::default();
    for path in &gold {
        add(&mut scores, path, job.reports.as_deref(), &analyzer).with_context(|| path.display().to_string())?;
    }
    let short = shortfalls(job, &scores)?;
    write(job.format, &scores, gold.len(), &short)?;
    Ok(if short.is_empty() || job.exit_zero { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn add(scores: &mut Scores, path: &Path, reports: Option<&Path>, analyzer: &Analyzer) -> Result<()> {
    let article = path.with_file_name(format!("{}.txt", stem(path)));
    let bytes = fs::read(&article).with_context(|| article.display().to_string())?;
    let source = Source::from_bytes(stem(path), &bytes)?;
    let gold = Expectation::parse_as(&fs::read_to_string(path)?, &source.text, Mode::Subset)?;
    let found = match reports {
        None => gold.report(analyzer, source),
        Some(folder) => read_report(&folder.join(format!("{}.json", stem(path))), &gold)?,
    };
    scores.add(&gold.report, &found);
    Ok(())
}

fn read_report(path: &Path, gold: &Expectation) -> Result<Report> {
    let json = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let report: Report = serde_json::from_str(&json).with_context(|| path.display().to_string())?;
    if report.offsets != gold.unit() {
        bail!("{}: its \"offsets\" are not those of the gold report; make it with the same --offsets", path.display());
    }
    Ok(report)
}

const ENDINGS: [&str; 2] = [".expected.json", ".gold.json"];

/// The file's name without its ending.
fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = ENDINGS.iter().chain(&[".json"]).find_map(|ending| name.strip_suffix(ending));
    stem.unwrap_or(&name).to_owned()
}

/// The files given, and in folders all gold reports, sorted by path.
fn gold_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() { walk(path, &mut files)? } else { files.push(path.clone()) }
    }
    Ok(files)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with('.') {
            walk(&path, files)?;
        } else if ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            files.push(path);
        }
    }
    Ok(())
}

fn shortfalls(job: &Job, scores: &Scores) -> Result<Vec<Shortfall>> {
    let mut short = Vec::new();
    if let Some(path) = &job.baseline {
        let baseline = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        short.extend(scores.below(&baseline));
    }
    short.extend(job.min_f1.iter().filter_map(|(what, floor)| scores.shortfall(what, *floor)));
    Ok(short)
}

fn write(form: Form, scores: &Scores, articles: usize, short: &[Shortfall]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match form {
        Form::Markdown => write!(out, "{}", scores.markdown())?,
        Form::Tsv => write!(out, "{}", scores.tsv())?,
        Form::Json => {
            let below: Vec<_> = short.iter().map(|s| json!({"what": s.what, "floor": s.floor, "f1": s.f1})).collect();
            writeln!(out, "{:#}", json!({"articles": articles, "scores": scores.rows(), "below": below}))?;
        }
    }
    out.flush()?;
    let tell = |short: &Shortfall| {
        writeln!(io::stderr(), "factbox: F1 of {} is {:.3}, below {:.3}", short.what, short.f1, short.floor)
    };
    short.iter().try_for_each(tell)
}

/// `quotes=0.85` or `quotes.exact=0.9`.
fn parse_floor(text: &str) -> Result<(String, f64), String> {
    let (what, floor) = text.split_once('=').ok_or("write KIND=F1, as in quotes=0.85")?;
    let floor = floor.parse::<f64>().ok().filter(|floor| (0.0..=1.0).contains(floor));
    let what = what.replace('.', " ");
    let known = Scores::names().any(|name| name == what || name.split(' ').next() == Some(&what));
    match (known, floor) {
        (false, _) => Err(format!("unknown; the kinds are {}", Scores::names().collect::<Vec<_>>().join(", "))),
        (_, None) => Err("an F1 is a number from 0 to 1".to_owned()),
        (true, Some(floor)) => Ok((what, floor)),
    }
}
