//! What every command takes: how much is told, in which colours, and names of one's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anstream::stream::RawStream;
use anyhow::{Context, Result};
use clap::ValueHint::FilePath;
use factbox::{Analyzer, Gazetteer};

use super::color::When;
use super::message::Level;
use super::progress;

/// Arguments of every command.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Shared {
    /// Names of your own: a line for each, with tabs between name, kind, canonical form and country code
    #[arg(long, global = true, value_name = "FILE", value_hint = FilePath, env = "FACTBOX_GAZETTEER", hide_env = true)]
    gazetteer: Vec<PathBuf>,
    /// When output for people is coloured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: When,
    /// Tell only what fails; twice: nothing
    #[arg(short, long, global = true, action = clap::ArgAction::Count, conflicts_with = "verbose")]
    quiet: u8,
    /// Tell also what was odd about each article
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
    /// When a long run shows how far it has come
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub progress: progress::When,
    /// Read options from a file, not from the factbox.toml in this folder or the nearest above
    #[arg(long, global = true, value_name = "FILE", value_hint = FilePath, env = "FACTBOX_CONFIG", hide_env = true)]
    config: Option<PathBuf>,
    /// Read no file of options
    #[arg(long, global = true, conflicts_with = "config")]
    no_config: bool,
    /// Print the options that hold here and where each comes from, in the form of factbox.toml, and do nothing else
    #[arg(long, global = true)]
    dump_config: bool,
}

/// Threads that work.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Threads {
    /// Threads that work; 0 stands for as many as the machine runs at once
    #[arg(short = 'j', long, value_name = "N", default_value = "0", env = "FACTBOX_THREADS", hide_env_values = true)]
    threads: usize,
}

impl Threads {
    /// How many are worth their while for so many tasks.
    pub fn for_tasks(self, tasks: usize) -> usize {
        let threads = match self.threads {
            0 => thread::available_parallelism().map_or(1, usize::from),
            asked => asked,
        };
        threads.min(tasks).max(1)
    }
}

impl Shared {
    /// How much is told on standard error.
    pub fn level(&self) -> Level {
        Level::of(self.quiet, self.verbose)
    }

    /// Whether what is written to `stream` is coloured.
    pub fn color_of(&self, stream: &impl RawStream) -> bool {
        self.color.holds(stream)
    }

    /// The pipeline, with the names of one's own.
    ///
    /// # Errors
    /// When a list of names cannot be read.
    pub fn analyzer(&self) -> Result<Analyzer> {
        let mut names = Gazetteer::default();
        for path in &self.gazetteer {
            names.extend(Gazetteer::parse(&read(path)?).with_context(|| path.display().to_string())?);
        }
        Ok(Analyzer::with_names(names))
    }

    /// What tells one set of names of one's own from another.
    ///
    /// # Errors
    /// When a list of names cannot be read.
    pub fn names_of_own(&self) -> Result<String> {
        self.gazetteer.iter().map(|path| read(path)).collect::<Result<Vec<_>>>().map(|lists| lists.concat())
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}
