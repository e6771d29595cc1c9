//! What a thread does with a handful of articles: read them, analyse them, write their reports to memory.

use std::io;
use std::mem;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use factbox::report::{Unit, WarningRow};
use factbox::write::Writer;
use factbox::{Analyzer, Report, Source};

use super::articles::{Failure, Meta, Reading, Task};
use super::folder::{Folder, Stamp};
use super::handfuls;
use super::memory::Memory;
use super::parts::Part;

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

/// What will become of a task.
struct Draft {
    name: String,
    bytes: u64,
    becomes: Result<Becomes, Failure>,
}

enum Becomes {
    /// Its file is there already.
    Nothing,
    /// The report of an article, and where that goes, if it is a file of its own.
    Report { meta: Meta, file: Option<(PathBuf, Stamp)> },
}

impl Worker {
    /// Makes the reports of some tasks, in their order.
    pub fn work(&self, tasks: Vec<Task>) -> Vec<Finished> {
        let mut finished = Vec::with_capacity(tasks.len());
        let (mut drafts, mut sources, mut size) = (Vec::new(), Vec::new(), 0);
        // Where memory is limited, an article has its share to itself.
        let most = if self.memory.is_some() { 0 } else { handfuls::BYTES };
        for task in tasks {
            let (draft, source) = self.read(task);
            drafts.push(draft);
            size += source.as_ref().map_or(0, |source| source.text.len() as u64);
            sources.extend(source);
            // What was compressed may be larger than it seemed.
            if size >= most {
                finished.extend(self.finished(mem::take(&mut drafts), mem::take(&mut sources)));
                size = 0;
            }
        }
        finished.extend(self.finished(drafts, sources));
        finished
    }

    /// Reads a task. Where it becomes a report, its article comes with it.
    fn read(&self, task: Task) -> (Draft, Option<Source>) {
        let name = self.reading.task_name(&task);
        let (bytes, read) = match task {
            Task::File(file) => self.file(&name, &file),
            Task::Part(part) => (part.size(), self.part(part)),
        };
        match read {
            Ok((becomes, source)) => (Draft { name, bytes, becomes: Ok(becomes) }, source),
            Err(failure) => (Draft { name, bytes, becomes: Err(failure) }, None),
        }
    }

    fn file(&self, name: &str, file: &Path) -> (u64, Result<(Becomes, Option<Source>), Failure>) {
        let bytes = match self.reading.bytes(file) {
            Ok(bytes) => bytes,
            Err(failure) => return (0, Err(failure)),
        };
        let mut goes_to = None;
        if let Form::Whole(_, folder) = &self.form {
            let (place, stamp) = (folder.place(file), folder.stamp(name, &bytes));
            if folder.has(&place, &stamp) {
                return (bytes.len() as u64, Ok((Becomes::Nothing, None)));
            }
            goes_to = Some((place, stamp));
        }
        let article = |source| (Becomes::Report { meta: None, file: goes_to }, Some(source));
        (bytes.len() as u64, self.reading.article(name, &bytes).map(article))
    }

    fn part(&self, part: Part) -> Result<(Becomes, Option<Source>), Failure> {
        let (source, meta) = self.reading.part(part)?;
        Ok((Becomes::Report { meta, file: None }, Some(source)))
    }

    /// What becomes of drafts, given the articles of those that become reports.
    fn finished(&self, drafts: Vec<Draft>, sources: Vec<Source>) -> Vec<Finished> {
        let mut reports = each_by_itself_if_need_be(sources, |sources| self.reports(sources)).into_iter();
        let finish = |Draft { name, bytes, becomes }| {
            let mut warnings = Vec::new();
            let made = becomes.and_then(|becomes| match becomes {
                Becomes::Nothing => Ok(Made::Nothing),
                Becomes::Report { meta, file } => {
                    let report = reports.next().flatten().ok_or_else(fault)?;
                    self.made(Report { meta, ..report }, file, &mut warnings)
                }
            });
            Finished { name, bytes, warnings, made }
        };
        drafts.into_iter().map(finish).collect()
    }

    /// Analysing cannot fail; should it do so, that is a fault of factbox and must not cost the other articles.
    fn reports(&self, sources: Vec<Source>) -> Option<Vec<Report>> {
        let size = sources.iter().map(|source| source.text.len()).sum();
        let _share = self.memory.as_ref().map(|memory| memory.share(size));
        let analyze = || {
            let documents = self.analyzer.analyze_all(sources);
            documents.iter().map(|document| Report::new(document, self.unit)).collect()
        };
        panic::catch_unwind(AssertUnwindSafe(analyze)).ok()
    }

    /// A report in the form in which it leaves.
    fn made(
        &self,
        report: Report,
        file: Option<(PathBuf, Stamp)>,
        warnings: &mut Vec<WarningRow>,
    ) -> Result<Made, Failure> {
        if self.strict && !report.warnings.is_empty() {
            return Err(refused(&report));
        }
        warnings.clone_from(&report.warnings);
        match (&self.form, file) {
            (Form::Report, _) => Ok(Made::Report(Box::new(report))),
            (Form::Whole(writer, _), Some((place, stamp))) => {
                let bytes = in_memory(|out| {
                    writer.begin(out)?;
                    writer.article(out, &report)?;
                    writer.end(out)
                })?;
                Ok(Made::Whole { place, stamp, bytes })
            }
            (Form::Part(writer) | Form::Whole(writer, _), _) => {
                Ok(Made::Part(in_memory(|out| writer.article(out, &report))?))
            }
        }
    }
}

/// The results of work on several things together. When that fails, each is worked on alone, to spare the others.
fn each_by_itself_if_need_be<T: Clone, R>(things: Vec<T>, work: impl Fn(Vec<T>) -> Option<Vec<R>>) -> Vec<Option<R>> {
    let several = (things.len() > 1).then(|| things.clone());
    match (work(things), several) {
        (Some(results), _) => results.into_iter().map(Some).collect(),
        (None, Some(things)) => things.into_iter().map(|thing| work(vec![thing])?.pop()).collect(),
        (None, None) => vec![None],
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_fails_costs_no_other() {
        let work = |numbers: Vec<u8>| {
            let halves = numbers.iter().map(|number| number.is_multiple_of(2).then_some(number / 2));
            halves.collect::<Option<Vec<u8>>>()
        };
        assert_eq!(each_by_itself_if_need_be(vec![2, 4], work), [Some(1), Some(2)]);
        assert_eq!(each_by_itself_if_need_be(vec![2, 3, 8], work), [Some(1), None, Some(4)]);
        assert_eq!(each_by_itself_if_need_be(vec![3], work), [None]);
        assert!(each_by_itself_if_need_be(vec![], work).is_empty());
    }
}
