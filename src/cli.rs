//! Arguments: words become the job of one command. `check` and `eval` keep their arguments beside their code.

mod analyze;
mod check;
mod color;
mod eval;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use factbox::input::records::parse_date;
use factbox::report::Unit;
use factbox::write::Format;
use jiff::civil::Date;

/// Prints the fact box of a news article as JSON: people, countries, organizations and places, every quote with its
/// speaker, every figure and every date, each with its exact place in the text.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, before_help = EXAMPLES, after_long_help = DETAILS)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    analyze: AnalyzeArguments,
}

const EXAMPLES: &str = "\
Examples:
  cat article.txt | factbox --date 2022-03-18
  factbox --format jsonl monday.txt tuesday.txt
  factbox --input-format jsonl < archive.jsonl > facts.jsonl";

const DETAILS: &str = "\
Text may be UTF-8, UTF-16 with a byte-order mark, or Windows-1252. Positions count from the first character behind
the byte-order mark; line breaks stay as they are.

A record of --input-format jsonl is one JSON object on a line: \"text\", and where they are known \"id\" (the \"source\"
of its report), \"date\" (YYYY-MM-DD, before --date) and \"title\" (which line of the text is the headline). Reports
come out in the order of the records, each as soon as it is made. A line that is no record is named on standard
error, and the others go on.

Exit codes: 0 all done; 1 check or eval found differences; 2 wrong usage; 3 some inputs failed; 4 nothing could be
done.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Hold articles to their expected reports
    Check(check::Job),
    /// Score factbox against gold reports
    Eval(eval::Job),
    /// Print the JSON Schema of the report
    Schema,
}

#[derive(Debug, clap::Args)]
struct AnalyzeArguments {
    /// Articles to read; "-" is standard input, and so is no path at all in a pipe
    paths: Vec<PathBuf>,
    /// Day of publication, YYYY-MM-DD; "on Friday" and the like are counted from it
    #[arg(long, value_name = "DAY", value_parser = parse_date)]
    date: Option<Date>,
    /// How the input is laid out
    #[arg(long, value_name = "FORM", default_value = "text")]
    input_format: InputFormat,
    /// How the reports are written [default: json for one article, jsonl for several]
    #[arg(long, value_name = "FORM")]
    format: Option<Format>,
    /// What "start" and "end" count
    #[arg(long, value_name = "UNIT", default_value = "char")]
    offsets: OffsetUnit,
    /// When the text format is coloured
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: color::When,
    /// Name of standard input in the report
    #[arg(long, value_name = "NAME", default_value = "-")]
    stdin_name: String,
    /// Pass the record's other keys through under "meta"
    #[arg(long)]
    keep_meta: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum InputFormat {
    /// Every path is one article
    Text,
    /// A record a line, {"text": ..., "id"?, "date"?, "title"?}
    Jsonl,
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

/// Parses the arguments and runs the command.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.command.is_none() && arguments.analyze.paths.is_empty() && io::stdin().is_terminal() {
        let help = Arguments::command().render_help();
        let _ = write!(io::stderr(), "{help}");
        return ExitCode::from(2);
    }
    let outcome = match arguments.command {
        Some(Command::Check(job)) => check::run(&job),
        Some(Command::Eval(job)) => eval::run(&job),
        Some(Command::Schema) => analyze::schema(),
        None => analyze::run(arguments.analyze.into()),
    };
    outcome.unwrap_or_else(report_failure)
}

/// A closed pipe is the reader's choice; anything else means that nothing could be done.
fn report_failure(error: anyhow::Error) -> ExitCode {
    let io_kinds = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    if io_kinds.into_iter().any(|kind| kind == io::ErrorKind::BrokenPipe) {
        return ExitCode::SUCCESS;
    }
    let _ = writeln!(io::stderr(), "factbox: {error:#}");
    ExitCode::from(4)
}

impl From<AnalyzeArguments> for analyze::Job {
    fn from(arguments: AnalyzeArguments) -> Self {
        let several = arguments.paths.len() > 1 || arguments.input_format == InputFormat::Jsonl;
        let format = arguments.format.unwrap_or(if several { Format::Jsonl } else { Format::Json });
        let paths = if arguments.paths.is_empty() { vec![PathBuf::from("-")] } else { arguments.paths };
        Self {
            paths,
            date: arguments.date,
            records: arguments.input_format == InputFormat::Jsonl,
            format,
            several,
            color: arguments.color,
            unit: arguments.offsets.into(),
            stdin_name: arguments.stdin_name,
            keep_meta: arguments.keep_meta,
        }
    }
}
