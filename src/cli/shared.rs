//! What every command takes: how much is told, in which colours, and names of one's own.

use anstream::stream::RawStream;
use anyhow::Result;
use factbox::Analyzer;

use super::color::When;
use super::message::Level;

/// Arguments of every command.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Shared {
    /// When output for people is coloured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: When,
    /// Tell only what fails; twice: nothing
    #[arg(short, long, global = true, action = clap::ArgAction::Count, conflicts_with = "verbose")]
    quiet: u8,
    /// Tell also what was odd about each article
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
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
        Ok(Analyzer::new())
    }

    /// What tells one set of names of one's own from another.
    pub fn names_of_own(&self) -> String {
        String::new()
    }
}
