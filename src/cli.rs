//! Arguments: words become the job of one command. Commands but the main one keep their arguments beside their code.

// The commands.
mod analyze;
mod arguments;
mod check;
mod eval;
mod pages;

// The way of an article through the main one: found, read, analysed, put in order, written.
mod articles;
mod files;
mod folder;
mod pool;
mod sink;
mod work;

// What commands share.
mod color;
mod message;
mod replace;
mod shared;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use arguments::AnalyzeArguments;
use shared::Shared;

/// Prints the fact box of a news article as JSON: people, countries, organizations and places, every quote with its
/// speaker, every figure and every date, each with its exact place in the text.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, before_help = EXAMPLES, after_long_help = DETAILS)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    analyze: AnalyzeArguments,
    #[command(flatten)]
    shared: Shared,
}

const EXAMPLES: &str = "\
Examples:
  cat article.txt | factbox --date 2022-03-18
  factbox news/ --out-dir facts/ --skip-existing
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
    /// Print the completions for a shell
    Completions(pages::Completions),
    /// Print the manual page of factbox, or of one of its commands
    Man(pages::Man),
}

/// Parses the arguments and runs the command.
pub fn run() -> ExitCode {
    let Arguments { command, analyze, shared } = Arguments::parse();
    let outcome = match command {
        Some(Command::Check(job)) => check::run(&job, &shared),
        Some(Command::Eval(job)) => eval::run(&job, &shared),
        Some(Command::Schema) => analyze::schema(),
        Some(Command::Completions(job)) => pages::completions(&job, Arguments::command()),
        Some(Command::Man(job)) => pages::man(&job, Arguments::command()),
        None if analyze.reads_stdin_alone() && io::stdin().is_terminal() => return short_help(),
        None => match analyze.job() {
            Ok(job) => analyze::run(job, &shared),
            Err(conflict) => Arguments::command().error(ErrorKind::ArgumentConflict, conflict).exit(),
        },
    };
    outcome.unwrap_or_else(report_failure)
}

/// For those who call factbox with nothing to read.
fn short_help() -> ExitCode {
    let help = Arguments::command().render_help();
    let _ = write!(io::stderr(), "{help}");
    ExitCode::from(2)
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
