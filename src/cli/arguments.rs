//! Arguments of the main job: words become a [`Job`].

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::ValueHint::{DirPath, FilePath};
use clap::builder::PossibleValue;
use factbox::input::records::parse_date;
use factbox::report::Unit;
use factbox::tables::Table;
use factbox::write::Format;
use jiff::civil::Date;

use super::analyze::{Failures, IN_FILES_OF_THEIR_OWN, Job};
use super::articles::Reading;
use super::input::InputArguments;
use super::shared::Threads;
use super::sink::Place;

/// Arguments of the main job.
#[derive(Debug, clap::Args)]
pub struct AnalyzeArguments {
    /// Articles, and folders of them; "-" is standard input, and so is no path at all in a pipe
    #[arg(value_hint = FilePath)]
    pub paths: Vec<PathBuf>,
    /// Day of publication, YYYY-MM-DD; "on Friday" and the like are counted from it
    #[arg(long, value_name = "DAY", value_parser = parse_date)]
    date: Option<Date>,
    /// How the reports are written [default: by the ending of --output; csv with --table; json for one article, jsonl for several]
    #[arg(long, value_name = "FORM")]
    format: Option<Layout>,
    /// Which facts a table of csv or tsv holds
    #[arg(long, value_name = "TABLE")]
    table: Option<Table>,
    /// What "start" and "end" count
    #[arg(long, value_name = "UNIT", default_value = "char")]
    offsets: OffsetUnit,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    output: OutputArguments,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
struct OutputArguments {
    /// Write to a file, which is replaced when all is done; "-" is standard output
    #[arg(short, long, value_name = "FILE", value_hint = FilePath)]
    output: Option<PathBuf>,
    /// Write each report to a file of its own, in the same tree as the articles
    #[arg(long, value_name = "DIR", value_hint = DirPath, conflicts_with = "output")]
    out_dir: Option<PathBuf>,
    /// Leave reports in --out-dir that are up to date: same article, same options, same factbox
    #[arg(long, requires = "out_dir")]
    skip_existing: bool,
    /// Pass a record's other keys through under "meta"
    #[arg(long)]
    keep_meta: bool,
    /// Write reports as they come, not in the order of the articles
    #[arg(long)]
    unordered: bool,
    /// Take an article with a warning for one that fails
    #[arg(long)]
    strict: bool,
    /// Stop at the first article that fails
    #[arg(long)]
    fail_fast: bool,
    /// Stop when so many articles have failed
    #[arg(long, value_name = "N", conflicts_with = "fail_fast")]
    max_errors: Option<NonZeroUsize>,
    /// Write {"source": ..., "error": ...} among the JSON Lines for an article that fails
    #[arg(long)]
    error_records: bool,
}

/// All that `--format` may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    Stream(Format),
    Sqlite,
}

impl ValueEnum for Layout {
    fn value_variants<'a>() -> &'a [Self] {
        use Format::*;
        const ALL: [Layout; 6] = [
            Layout::Stream(Json),
            Layout::Stream(Jsonl),
            Layout::Stream(Csv),
            Layout::Stream(Tsv),
            Layout::Stream(Text),
            Layout::Sqlite,
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Layout::Stream(format) => format.to_possible_value(),
            Layout::Sqlite => Some(PossibleValue::new("sqlite").help("All tables in a SQLite database")),
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OffsetUnit {
    /// Unicode scalar values
    Char,
    /// Bytes of UTF-8
    Byte,
    /// UTF-16 code units
    Utf16,
}

impl From<OffsetUnit> for Unit {
    fn from(unit: OffsetUnit) -> Self {
        match unit {
            OffsetUnit::Char => Unit::Char,
            OffsetUnit::Byte => Unit::Byte,
            OffsetUnit::Utf16 => Unit::Utf16,
        }
    }
}

impl AnalyzeArguments {
    /// Whether the articles can only come from standard input.
    pub fn reads_stdin_alone(&self) -> bool {
        self.input.is_stdin_alone(&self.paths)
    }

    /// The job that the arguments ask for.
    ///
    /// # Errors
    /// A sentence that says which arguments do not go together.
    pub fn job(self) -> Result<Job, String> {
        let Self { paths, date, format, table, offsets, threads, input, output } = self;
        let search = input.search(paths);
        let reading = Reading { keep_meta: output.keep_meta, ..input.reading(date) };
        let divided = reading.divides(&search.paths);
        let several = divided || search.is_for_several();
        let layout = format.or_else(|| output.layout()).or_else(|| table.map(|_| Layout::Stream(Format::Csv)));
        let place = output.place(layout == Some(Layout::Sqlite))?;
        let many = several && !matches!(place, Place::Folder { .. });
        let format = match layout {
            Some(Layout::Stream(format)) => format,
            None if many => Format::Jsonl,
            _ => Format::Json,
        };
        let tabular = matches!(format, Format::Csv | Format::Tsv);
        let conflicts = [
            (tabular && table.is_none(), format!("which facts? choose one of --table {}", tables())),
            (!tabular && table.is_some(), "--table is for csv and tsv; a database holds all tables".to_owned()),
            (tabular && output.keep_meta, "--keep-meta has no column in a table; use --format jsonl".to_owned()),
            (divided && matches!(place, Place::Folder { .. }), IN_FILES_OF_THEIR_OWN.to_owned()),
            (
                output.error_records && (format != Format::Jsonl || !matches!(place, Place::Stream(_))),
                "--error-records goes with --format jsonl in one stream".to_owned(),
            ),
        ];
        if let Some((_, conflict)) = conflicts.into_iter().find(|(holds, _)| *holds) {
            return Err(conflict);
        }
        let failures = Failures {
            most: if output.fail_fast { Some(1) } else { output.max_errors.map(NonZeroUsize::get) },
            records: output.error_records,
            empty: input.require_input,
            strict: output.strict,
        };
        Ok(Job {
            search,
            reading,
            format,
            table,
            place,
            unit: offsets.into(),
            threads,
            unordered: output.unordered,
            failures,
        })
    }
}

impl OutputArguments {
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| !is_stream(path))
    }

    /// The format that the ending of the file tells.
    fn layout(&self) -> Option<Layout> {
        let ending = self.file()?.extension()?.to_str()?;
        match ending {
            "sqlite" | "sqlite3" | "db" => Some(Layout::Sqlite),
            "txt" => None,
            _ => {
                let format = Format::value_variants().iter().find(|format| format.extension() == ending);
                format.copied().map(Layout::Stream)
            }
        }
    }

    fn place(&self, database: bool) -> Result<Place, String> {
        match (&self.out_dir, self.file()) {
            (Some(_), _) if database => Err("a database is one file; name it with --output".to_owned()),
            (None, None) if database => Err("where? name the database, as --output facts.sqlite".to_owned()),
            (None, Some(path)) if database => Ok(Place::Database(path.to_owned())),
            (Some(root), _) => Ok(Place::Folder { root: root.clone(), skip_existing: self.skip_existing }),
            (None, path) => Ok(Place::Stream(path.map(Path::to_owned))),
        }
    }
}

/// Whether this is the sign for standard input or output, not a file.
pub(super) fn is_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn tables() -> String {
    Table::ALL.map(Table::name).join(", ")
}
