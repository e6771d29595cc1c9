//! Arguments that say which articles are read, and how. Commands that read articles have them in common.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::ValueHint::FilePath;
use factbox::input::Charset;
use jiff::civil::Date;

use super::articles::{Division, MAX_BYTES, Most, RECORDS, Reading};
use super::files::Search;

/// Which articles are read, and how.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Input")]
pub struct InputArguments {
    /// Read more paths from a file, one a line; "-" is standard input
    #[arg(long, value_name = "FILE", value_hint = FilePath)]
    files_from: Option<PathBuf>,
    /// Paths of --files-from end with NUL bytes, as "find -print0" writes them
    #[arg(short = '0', long, requires = "files_from")]
    null: bool,
    /// Which files of folders are read, as in .gitignore; with "!" in front, which are not [default: *.txt, *.txt.gz]
    #[arg(long, value_name = "GLOB")]
    glob: Vec<String>,
    /// Read also what is hidden in folders or named by .gitignore or .ignore
    #[arg(long)]
    all: bool,
    /// How the input is laid out [default: jsonl in files named *.jsonl or *.ndjson, also with .gz; text in others]
    #[arg(long, value_name = "FORM")]
    input_format: Option<InputFormat>,
    /// Encoding of articles that are neither UTF-8 nor UTF-16 with a byte-order mark [default: windows-1252, with a warning]
    #[arg(long, value_name = "NAME")]
    encoding: Option<Charset>,
    /// Name of standard input in the report
    #[arg(long, value_name = "NAME", default_value = "-")]
    stdin_name: String,
    /// Most bytes of one article, unpacked
    #[arg(long, value_name = "N", default_value_t = MAX_BYTES)]
    max_bytes: u64,
    /// Fail when there are no articles
    #[arg(long)]
    pub require_input: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum InputFormat {
    /// Every file is one article
    Text,
    /// A record a line, {"text": ..., "id"?, "date"?, "title"?}
    Jsonl,
    /// Articles with a NUL byte between them
    Nul,
}

impl InputArguments {
    /// Whether the articles can only come from standard input.
    pub fn is_stdin_alone(&self, paths: &[PathBuf]) -> bool {
        paths.is_empty() && self.files_from.is_none()
    }

    /// Where the articles are: under the paths, or in standard input where nothing is named.
    pub fn search(&self, paths: Vec<PathBuf>) -> Search {
        Search {
            paths: if self.is_stdin_alone(&paths) { vec![PathBuf::from("-")] } else { paths },
            list: self.files_from.clone(),
            nul: self.null,
            globs: self.glob.clone(),
            all: self.all,
            endings: match self.input_format {
                Some(InputFormat::Jsonl) => RECORDS,
                Some(InputFormat::Text | InputFormat::Nul) | None => &[".txt", ".txt.gz"],
            },
        }
    }

    /// How they are read; `date` is the day of publication of those that do not bring their own.
    pub fn reading(&self, date: Option<Date>) -> Reading {
        let division = self.input_format.map(|format| match format {
            InputFormat::Text => Division::Files,
            InputFormat::Jsonl => Division::Records,
            InputFormat::Nul => Division::Nul,
        });
        Reading {
            division,
            date,
            charset: self.encoding,
            stdin_name: self.stdin_name.clone(),
            keep_meta: false,
            most: Most { bytes: self.max_bytes, for_memory: false },
        }
    }
}
