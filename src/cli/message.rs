//! What is told on standard error: failures, warnings, and how far a long run has come.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use factbox::write::visible::visible;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that is shorter has no progress bar.
const PATIENCE: Duration = Duration::from_secs(1);

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
    bar: Option<Bar>,
}

impl Messages {
    /// Messages up to this level, without a progress bar.
    pub fn new(level: Level) -> Self {
        Self { level, bar: None }
    }

    /// Shows progress from now on, where somebody looks: over `articles`, or over an unknown number.
    pub fn show_progress(&mut self, articles: Option<usize>) {
        let several = articles.is_none_or(|articles| articles > 1);
        if several && self.level >= Level::Normal && io::stderr().is_terminal() {
            self.bar = Some(Bar::new(articles));
        }
    }

    /// Counts one more article.
    pub fn progress(&mut self, bytes: u64, failed: usize) {
        if let Some(bar) = &mut self.bar {
            bar.step(bytes, failed);
        }
    }

    /// Takes the progress bar away.
    pub fn end_progress(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.bar.finish_and_clear();
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
        match &self.bar {
            _ if level > self.level => {}
            Some(bar) => bar.bar.suspend(write),
            None => write(),
        }
    }
}

#[derive(Debug)]
struct Bar {
    bar: ProgressBar,
    begun: Instant,
    bytes: u64,
    shown: bool,
}

impl Bar {
    /// Not drawn yet.
    fn new(articles: Option<usize>) -> Self {
        let bar = ProgressBar::with_draw_target(articles.map(|count| count as u64), ProgressDrawTarget::hidden());
        let line = match articles {
            Some(_) => "{wide_bar} {human_pos} of {human_len} articles, {msg}, {eta} left",
            None => "{spinner} {human_pos} articles, {msg}",
        };
        bar.set_style(ProgressStyle::with_template(line).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar, begun: Instant::now(), bytes: 0, shown: false }
    }

    fn step(&mut self, bytes: u64, failed: usize) {
        self.bytes += bytes;
        let time = self.begun.elapsed();
        if time > PATIENCE {
            if !self.shown {
                self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
                self.shown = true;
            }
            let failures = if failed == 0 { String::new() } else { format!(", {failed} failed") };
            self.bar.set_message(format!("{:.1} MB/s{failures}", self.bytes as f64 / 1e6 / time.as_secs_f64()));
        }
        self.bar.inc(1);
    }
}
