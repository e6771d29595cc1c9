//! The main job: articles in, reports out, in order.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use factbox::input::Told;
use factbox::input::records::Record;
use factbox::report::Unit;
use factbox::write::{Json, JsonLines, Writer};
use factbox::{Analyzer, Report, Source};
use jiff::civil::Date;

/// What to analyse and how to write it.
#[derive(Debug)]
pub struct Job {
    /// In the order in which reports come out; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// Day of publication of every article.
    pub date: Option<Date>,
    /// Whether inputs are JSON Lines rather than text.
    pub records: bool,
    /// One report a line rather than one fact a line.
    pub lines: bool,
    /// What positions count.
    pub unit: Unit,
    /// Name of standard input in the report.
    pub stdin_name: String,
    /// Whether unknown keys of a record are passed through.
    pub keep_meta: bool,
}

/// Prints the JSON Schema of the report.
pub fn schema() -> Result<ExitCode> {
    let schema = schemars::schema_for!(Report);
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &schema).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(ExitCode::SUCCESS)
}

/// Analyses all inputs. A bad one is named on standard error and passed over.
pub fn run(job: Job) -> Result<ExitCode> {
    let mut run = Run {
        analyzer: Analyzer::new(),
        writer: if job.lines { Box::new(JsonLines) } else { Box::new(Json) },
        out: BufWriter::new(io::stdout().lock()),
        job: &job,
        done: 0,
        failed: 0,
    };
    for path in &job.paths {
        run.input(path)?;
    }
    run.out.flush()?;
    Ok(match (run.done, run.failed) {
        (_, 0) => ExitCode::SUCCESS,
        (0, _) => ExitCode::from(4),
        _ => ExitCode::from(3),
    })
}

struct Run<'j> {
    analyzer: Analyzer,
    writer: Box<dyn Writer>,
    out: BufWriter<io::StdoutLock<'static>>,
    job: &'j Job,
    done: usize,
    failed: usize,
}

impl Run<'_> {
    fn input(&mut self, path: &Path) -> Result<()> {
        if self.job.records { self.records(path) } else { self.text(path) }
    }

    fn text(&mut self, path: &Path) -> Result<()> {
        let name = if is_stdin(path) { self.job.stdin_name.clone() } else { path.display().to_string() };
        let source = read(path).and_then(|bytes| Ok(Source::from_bytes(name.clone(), &bytes)?));
        match source {
            Ok(source) => {
                let published = self.job.date.map(Told::Option);
                self.article(Source { published, ..source }, None)
            }
            Err(error) => self.failure(&name, &error),
        }
    }

    fn records(&mut self, path: &Path) -> Result<()> {
        let name = if is_stdin(path) { self.job.stdin_name.clone() } else { path.display().to_string() };
        let mut reader = match open(path) {
            Ok(reader) => reader,
            Err(error) => return self.failure(&name, &error),
        };
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            if reader.read_until(b'\n', &mut line).context(name.clone())? == 0 {
                break;
            }
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match self.record(&line, number) {
                Ok((source, meta)) => self.article(source, meta)?,
                Err(error) => self.failure(&name, &error)?,
            }
        }
        Ok(())
    }

    fn record(
        &self,
        line: &[u8],
        number: usize,
    ) -> Result<(Source, Option<serde_json::Map<String, serde_json::Value>>)> {
        let mut record = Record::parse(line, number)?;
        let meta = self.job.keep_meta.then(|| std::mem::take(&mut record.meta));
        let mut source = record.into_source(number).with_context(|| format!("line {number}"))?;
        source.published = source.published.or(self.job.date.map(Told::Option));
        Ok((source, meta))
    }

    fn article(&mut self, source: Source, meta: Option<serde_json::Map<String, serde_json::Value>>) -> Result<()> {
        let document = self.analyzer.analyze(source);
        let report = Report { meta, ..Report::new(&document, self.job.unit) };
        self.writer.article(&mut self.out, &report)?;
        self.done += 1;
        Ok(())
    }

    fn failure(&mut self, name: &str, error: &anyhow::Error) -> Result<()> {
        self.failed += 1;
        self.out.flush()?;
        writeln!(io::stderr(), "factbox: {name}: {error:#}")?;
        Ok(())
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    if is_stdin(path) {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    Ok(Box::new(BufReader::new(File::open(path)?)))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}
