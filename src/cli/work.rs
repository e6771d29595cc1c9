//! What a thread does with one article: read it, analyse it, write its report to memory.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use factbox::report::{Unit, WarningRow};
use factbox::write::Writer;
use factbox::{Analyzer, Report, Source};

use super::articles::{Failure, Meta, Part, Reading, Task};
use super::folder::{Folder, Stamp};
use super::memory::Memory;

/// All that the threads share.
pub struct Worker {
    /// The pipeline.
    pub analyzer: Analyzer,
    /// What the articles share, where it is limited.
    pub memory: Option<Memory>,
    /// How files are read.
    pub reading: Reading,
    /// What positions count.
    pub unit: Unit,
    /// Whether an article with a warning fails.
    pub strict: bool,
    /// How reports leave a thread.
    pub form: Form,
}

/// How reports leave a thread.
pub enum Form {
    /// As parts of one stream.
    Part(Box<dyn Writer>),
    /// Each as a file of its own.
    Whole(Box<dyn Writer>, Arc<Folder>),
    /// As they are.
    Report,
}

/// What became of one task.
#[derive(Debug)]
pub struct Finished {
    /// Name of the file.
    pub name: String,
    /// How many bytes were read.
    pub bytes: u64,
    /// What was odd about the article.
    pub warnings: Vec<WarningRow>,
    /// Its report.
    pub made: Result<Made, Failure>,
}

/// A report as it leaves a thread.
#[derive(Debug)]
pub enum Made {
    /// A part of the stream.
    Part(Vec<u8>),
    /// A file.
    Whole {
        /// Where in the folder.
        place: PathBuf,
        /// What it was made from.
        stamp: Stamp,
        /// Its content.
        bytes: Vec<u8>,
    },
    /// The report as it is.
    Report(Box<Report>),
    /// Nothing: its file is there already.
    Nothing,
}

impl Worker {
    /// Makes the report of one task.
    pub fn work(&self, task: Task) -> Finished {
        match task {
            Task::File(file) => self.file(&file),
            Task::Part(part) => self.part(part),
        }
    }

    fn file(&self, file: &Path) -> Finished {
        let name = self.reading.name(file);
        let (read, mut warnings) = (self.reading.bytes(file), Vec::new());
        let bytes = read.as_ref().map_or(0, |bytes| bytes.len() as u64);
        let made = read.and_then(|bytes| self.made_of_file(&name, file, bytes, &mut warnings));
        Finished { name, bytes, warnings, made }
    }

    fn made_of_file(
        &self,
        name: &str,
        file: &Path,
        bytes: Vec<u8>,
        warnings: &mut Vec<WarningRow>,
    ) -> Result<Made, Failure> {
        // The bytes are let go before the analysis, which needs memory for itself.
        let article = |bytes: Vec<u8>| self.reading.article(name, &bytes);
        let Form::Whole(writer, folder) = &self.form else {
            return self.made(article(bytes)?, None, warnings);
        };
        let (place, stamp) = (folder.place(file), folder.stamp(name, &bytes));
        if folder.has(&place, &stamp) {
            return Ok(Made::Nothing);
        }
        let report = self.report(article(bytes)?, None, warnings)?;
        let bytes = in_memory(|out| {
            writer.begin(out)?;
            writer.article(out, &report)?;
            writer.end(out)
        })?;
        Ok(Made::Whole { place, stamp, bytes })
    }

    fn part(&self, part: Part) -> Finished {
        let (name, bytes, mut warnings) = (part.file().to_owned(), part.size(), Vec::new());
        let made = self.reading.part(part).and_then(|(source, meta)| self.made(source, meta, &mut warnings));
        Finished { name, bytes, warnings, made }
    }

    /// A report that is no file of its own.
    fn made(&self, source: Source, meta: Meta, warnings: &mut Vec<WarningRow>) -> Result<Made, Failure> {
        let report = self.report(source, meta, warnings)?;
        match &self.form {
            Form::Report => Ok(Made::Report(Box::new(report))),
            Form::Part(writer) | Form::Whole(writer, _) => {
                Ok(Made::Part(in_memory(|out| writer.article(out, &report))?))
            }
        }
    }

    /// Analysing cannot fail; should it do so, that is a fault of factbox and must not cost the other articles.
    fn report(&self, source: Source, meta: Meta, warnings: &mut Vec<WarningRow>) -> Result<Report, Failure> {
        let _share = self.memory.as_ref().map(|memory| memory.share(source.text.len()));
        let analyze = || Report::new(&self.analyzer.analyze(source), self.unit);
        let report = panic::catch_unwind(AssertUnwindSafe(analyze)).map_err(|_| fault())?;
        if self.strict && !report.warnings.is_empty() {
            return Err(refused(&report));
        }
        warnings.clone_from(&report.warnings);
        Ok(Report { meta, ..report })
    }
}

/// Memory takes all that is written; what can fail is a report that a format cannot hold.
fn in_memory(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    match write(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(error) => Err(Failure { kind: "unwritable", message: error.to_string() }),
    }
}

/// A report without an id in a file of several is known by its source.
fn refused(report: &Report) -> Failure {
    let warnings: Vec<&str> = report.warnings.iter().map(|warning| warning.message.as_str()).collect();
    Failure { kind: "warning", message: warnings.join("; ") }
}

fn fault() -> Failure {
    let message = "factbox failed on this article; that is a fault of factbox, please report it with the article";
    Failure { kind: "fault", message: message.to_owned() }
}
