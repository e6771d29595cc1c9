//! What is told on standard error: failures, warnings, and how far a long run has come.

use std::fmt::Display;
use std::io::{self, Write};

use factbox::write::visible::visible;

use super::progress::{Progress, When};

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing.
    Silent,
    /// What failed.
    Failures,
    /// Also how many.
    Normal,
    /// Also the warnings of the articles.
    Warnings,
}

impl Level {
    /// The level that `-q` and `-v`, each given so many times, ask for.
    pub fn of(quiet: u8, verbose: u8) -> Self {
        match (quiet, verbose) {
            (0, 0) => Level::Normal,
            (0, _) => Level::Warnings,
            (1, _) => Level::Failures,
            _ => Level::Silent,
        }
    }
}

/// Standard error, as one writes on it line by line while a progress bar may stand there.
#[derive(Debug)]
pub struct Messages {
    level: Level,
    progress: Option<Progress>,
}

impl Messages {
    /// Messages up to this level, without a progress bar.
    pub fn new(level: Level) -> Self {
        Self { level, progress: None }
    }

    /// Shows progress from now on, where somebody looks: over `articles`, or over an unknown number.
    pub fn show_progress(&mut self, when: When, articles: Option<usize>) {
        if self.level >= Level::Normal {
            self.progress = Progress::new(when, articles);
        }
    }

    /// Counts one more article.
    pub fn progress(&mut self, bytes: u64, failed: usize) {
        if let Some(progress) = &mut self.progress {
            progress.step(bytes, failed);
        }
    }

    /// Takes the progress bar away.
    pub fn end_progress(&mut self) {
        if let Some(progress) = self.progress.take() {
            progress.end();
        }
    }

    /// An article or a file that failed.
    pub fn failure(&self, name: &str, why: impl Display) {
        self.line(Level::Failures, format_args!("{name}: {why}"));
    }

    /// A failure that has its name in its sentence.
    pub fn note_failure(&self, what: impl Display) {
        self.line(Level::Failures, what);
    }

    /// An article whose report is there already.
    pub fn skipped(&self, name: &str) {
        self.line(Level::Warnings, format_args!("{name}: its report is up to date"));
    }

    /// Something that concerns the run as a whole.
    pub fn note(&self, what: impl Display) {
        self.line(Level::Normal, what);
    }

    /// Something odd about an article that went well.
    pub fn warning(&self, name: &str, what: impl Display) {
        self.line(Level::Warnings, format_args!("{name}: warning: {what}"));
    }

    /// A line holds names of files and words of articles, which must not act on the terminal. Nobody can be told that
    /// standard error is closed.
    fn line(&self, level: Level, line: impl Display) {
        let write = || drop(writeln!(io::stderr().lock(), "factbox: {}", visible(&line.to_string())));
        match &self.progress {
            _ if level > self.level => {}
            Some(progress) => progress.suspend(write),
            None => write(),
        }
    }
}
