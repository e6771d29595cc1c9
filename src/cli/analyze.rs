//! The main job: articles in, reports out, in order.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use factbox::input::Told;
use factbox::input::records::Record;
use factbox::report::Unit;
use factbox::write::{Format, Style, Writer};
use factbox::{Analyzer, Report, Source};
use jiff::civil::Date;

use super::color::When;

/// What to analyse and how to write it.
#[derive(Debug)]
pub struct Job {
    /// In the order in which reports come out; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// Day of publication of every article.
    pub date: Option<Date>,
    /// Whether inputs are JSON Lines rather than text.
    pub records: bool,
    /// How the reports are written.
    pub format: Format,
    /// When it is coloured.
    pub color: When,
    /// Whether there may be several articles.
    pub several: bool,
    /// What positions count.
    pub unit: Unit,
    /// Name of standard input in the report.
    pub stdin_name: String,
    /// Whether unknown keys of a record are passed through.
    pub keep_meta: bool,
}

/// Prints the JSON Schema of the report.
pub fn schema() -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &factbox::report::schema()).map_err(io::Error::from)?;
    out.write_all(b"\n").and_then(|()| out.flush()).context(STDOUT)?;
    Ok(ExitCode::SUCCESS)
}

/// Analyses all inputs. A bad one is named on standard error and passed over.
pub fn run(job: Job) -> Result<ExitCode> {
    let style = Style { several: job.several, color: job.color.holds(&io::stdout()) };
    let mut run = Run {
        analyzer: Analyzer::new(),
        writer: job.format.writer(style),
        out: BufWriter::new(io::stdout().lock()),
        job: &job,
        done: 0,
        failed: 0,
    };
    run.writer.begin(&mut run.out)?;
    for path in &job.paths {
        run.input(path)?;
    }
    run.writer.end(&mut run.out).and_then(|()| run.out.flush()).context(STDOUT)?;
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
        let name = if is_stdin(path) { self.job.stdin_name.clone() } else { path.display().to_string() };
        if self.job.records { self.records(path, &name) } else { self.text(path, name) }
    }

    fn text(&mut self, path: &Path, name: String) -> Result<()> {
        let bytes = read(path).map_err(|error| explain(&error));
        match bytes.and_then(|bytes| Ok(Source::from_bytes(name.as_str(), &bytes)?)) {
            Ok(source) => {
                let published = self.job.date.map(Told::Option);
                self.article(Source { published, ..source }, None)
            }
            Err(error) => self.failure(&name, &error),
        }
    }

    /// A record is analysed and its report written before the next is read: memory does not depend on their number.
    fn records(&mut self, path: &Path, name: &str) -> Result<()> {
        let mut reader = match open(path) {
            Ok(reader) => reader,
            Err(error) => return self.failure(name, &explain(&error)),
        };
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            match reader.read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) => self.line(&line, number, name)?,
                Err(error) => return self.failure(name, &explain(&error)),
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &[u8], number: usize, name: &str) -> Result<()> {
        match self.record(line, number) {
            Ok((source, meta)) => self.article(source, meta),
            Err(error) => self.failure(name, &error.into()),
        }
    }

    fn record(&self, line: &[u8], number: usize) -> Result<(Source, Meta), factbox::Error> {
        let mut record = Record::parse(line, number)?;
        let meta = self.job.keep_meta.then(|| mem::take(&mut record.meta));
        let mut source = record.into_source(number)?;
        source.published = source.published.or(self.job.date.map(Told::Option));
        Ok((source, meta))
    }

    /// Every report is passed on at once: whoever reads the other end of a pipe need not wait for the next.
    fn article(&mut self, source: Source, meta: Meta) -> Result<()> {
        let document = self.analyzer.analyze(source);
        let report = Report { meta, ..Report::new(&document, self.job.unit) };
        if self.done > 0 {
            self.writer.between(&mut self.out).context(STDOUT)?;
        }
        self.writer.article(&mut self.out, &report).and_then(|()| self.out.flush()).context(STDOUT)?;
        self.done += 1;
        Ok(())
    }

    fn failure(&mut self, name: &str, error: &anyhow::Error) -> Result<()> {
        self.failed += 1;
        writeln!(io::stderr(), "factbox: {name}: {error:#}")?;
        Ok(())
    }
}

/// Keys of a record that factbox does not know.
type Meta = Option<serde_json::Map<String, serde_json::Value>>;

/// What standard output is called in messages.
const STDOUT: &str = "standard output";

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    if is_stdin(path) {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    Ok(Box::new(BufReader::new(File::open(path)?)))
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    if !is_stdin(path) {
        return fs::read(path);
    }
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What is wrong with a file, and what to do.
fn explain(error: &io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::NotFound => anyhow!("there is no such file; check the path"),
        ErrorKind::PermissionDenied => anyhow!("the file may not be read; check its permissions"),
        ErrorKind::IsADirectory => anyhow!("this is a folder; name the articles in it"),
        _ => anyhow!("{error}; check the file"),
    }
}
