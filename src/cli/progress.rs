//! How far a long run has come: a bar on a terminal, lines elsewhere.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that is shorter shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// Time between two lines where there is no terminal.
const LINES: Duration = Duration::from_secs(10);

/// When progress is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal
    #[default]
    Auto,
    /// Also elsewhere: a line every ten seconds
    Always,
    /// Never
    Never,
}

/// The progress of one run.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    on_terminal: bool,
    begun: Instant,
    next: Duration,
    bytes: u64,
}

impl Progress {
    /// Progress over `articles`, or over an unknown number; none where it is not to be shown.
    pub fn new(when: When, articles: Option<usize>) -> Option<Self> {
        let on_terminal = io::stderr().is_terminal();
        let is_shown = match when {
            When::Auto => on_terminal,
            When::Always => true,
            When::Never => false,
        };
        let several = articles.is_none_or(|articles| articles > 1);
        if !is_shown || !several {
            return None;
        }
        let bar = ProgressBar::with_draw_target(articles.map(|count| count as u64), ProgressDrawTarget::hidden());
        let line = match articles {
            Some(_) => "{wide_bar} {human_pos} of {human_len} articles, {msg}, {eta} left",
            None => "{spinner} {human_pos} articles, {msg}",
        };
        bar.set_style(ProgressStyle::with_template(line).unwrap_or_else(|_| ProgressStyle::default_bar()));
        let next = if on_terminal { PATIENCE } else { LINES };
        Some(Self { bar, on_terminal, begun: Instant::now(), next, bytes: 0 })
    }

    /// Counts one more article.
    pub fn step(&mut self, bytes: u64, failed: usize) {
        self.bytes += bytes;
        self.bar.inc(1);
        let time = self.begun.elapsed();
        if time < self.next {
            return;
        }
        let failures = if failed == 0 { String::new() } else { format!(", {failed} failed") };
        let speed = format!("{:.1} MB/s{failures}", self.bytes as f64 / 1e6 / time.as_secs_f64());
        match self.on_terminal {
            true => self.draw(speed),
            false => self.tell(&speed, time),
        }
    }

    fn draw(&self, speed: String) {
        if self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
        self.bar.set_message(speed);
    }

    /// Nobody can be told that standard error is closed.
    fn tell(&mut self, speed: &str, time: Duration) {
        let of = self.bar.length().map(|all| format!(" of {all}")).unwrap_or_default();
        let _ = writeln!(io::stderr(), "factbox: {}{of} articles, {speed}", self.bar.position());
        self.next = time + LINES;
    }

    /// Runs something that writes on standard error.
    pub fn suspend(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// Takes the bar away.
    pub fn end(self) {
        self.bar.finish_and_clear();
    }
}
