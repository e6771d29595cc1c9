//! Whether output is coloured: the option, then `NO_COLOR`, `CLICOLOR_FORCE` and `TERM`, then what the stream is.

use anstream::AutoStream;
use anstream::stream::RawStream;
use clap::ValueEnum;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl When {
    /// Whether what is written to `stream` is coloured.
    pub fn holds(self, stream: &impl RawStream) -> bool {
        match self {
            When::Auto => AutoStream::choice(stream) != anstream::ColorChoice::Never,
            When::Always => true,
            When::Never => false,
        }
    }
}
