//! Arguments: words become the job of one command. Commands but the main one keep their arguments beside their code.

// The commands.
mod analyze;
mod arguments;
mod check;
mod eval;
mod pages;
mod view;

// The way of an article through the main one: found, read, analysed, put in order, written.
mod articles;
mod files;
mod folder;
mod handfuls;
mod input;
mod parts;
mod pool;
mod sink;
mod work;

// What commands share.
mod color;
mod config;
mod dump;
mod memory;
mod message;
mod progress;
mod replace;
mod shared;
mod signals;

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use anyhow::{Result, anyhow};
use arguments::AnalyzeArguments;
use factbox::write::visible::visible;
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
  factbox archive.jsonl.gz -o facts.jsonl";

const DETAILS: &str = "\
Text may be UTF-8, UTF-16 with a byte-order mark, or Windows-1252, and packed by gzip. Positions count from the first
character behind the byte-order mark; line breaks stay as they are.

Folders are read with all below them, sorted by the bytes of their paths. Reports come out in the order of the
articles, whatever the number of threads. An article that fails is named on standard error, and the others go on.

Files named *.jsonl or *.ndjson hold records, and so does what is read with --input-format jsonl: on each line one JSON
object with \"text\", and where they are known \"id\" (the \"source\" of its report), \"date\" (YYYY-MM-DD, before --date)
and \"title\" (which line of the text is the headline). Each report comes out as soon as it is made.

A table of --gazetteer has on each line, with tabs between: the name as it stands in articles; its kind (person,
country, organization, place, or as exact as company or river); the name it goes by in reports; the code of its country,
as FR. The last two may be empty.

The keys of factbox.toml, in this folder or the nearest above, are the long options; those of a command stand in a
table of its name. Flags count more than the environment, and that more than the file.

Exit codes: 0 all done; 1 check or eval found differences; 2 wrong usage; 3 some articles failed; 4 nothing could be
done; 128 and its number where a signal ended the run, as 130 for Ctrl-C and 143 for SIGTERM.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Hold articles to their expected reports
    Check(check::Job),
    /// Score factbox against gold reports
    Eval(eval::Job),
    /// Show articles in the browser
    View(view::Job),
    /// Print the JSON Schema of the report
    Schema,
    /// Print the completions for a shell
    Completions(pages::Completions),
    /// Print the manual page of factbox, or of one of its commands
    Man(pages::Man),
}

/// Parses the arguments and runs the command.
pub fn run() -> ExitCode {
    match arguments() {
        Ok((_, Some(options))) => pages::print(options.as_bytes()).unwrap_or_else(report_failure),
        Ok((arguments, None)) => perform(arguments),
        Err(error) => {
            let _ = writeln!(io::stderr(), "factbox: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// The arguments from the command line, the environment, and `factbox.toml`; and where that is asked for, the options
/// that hold as text.
fn arguments() -> Result<(Arguments, Option<String>)> {
    let mut command = Arguments::command();
    let words: Vec<_> = env::args_os().collect();
    let given = command.try_get_matches_from_mut(&words).unwrap_or_else(|error| error.exit());
    let with_file = config::with_file(&words, &command, &given)?;
    let (matches, file) = match with_file {
        None => (given.clone(), None),
        Some((words, file)) => {
            let matches = command.try_get_matches_from_mut(words).map_err(|error| {
                let error = error.to_string();
                anyhow!("{}: {}", file.display(), error.strip_prefix("error: ").unwrap_or(&error).trim_end())
            })?;
            (matches, Some(file))
        }
    };
    let dump = matches.get_flag("dump_config").then_some(dump::Dump { given: &given, file: file.as_deref() });
    let dump = dump.map(|dump| dump.text(&command, &matches));
    Ok((Arguments::from_arg_matches(&matches)?, dump))
}

fn perform(Arguments { command, analyze, shared }: Arguments) -> ExitCode {
    let outcome = match command {
        Some(Command::Check(job)) => check::run(&job, &shared),
        Some(Command::Eval(job)) => eval::run(&job, &shared),
        Some(Command::View(job)) => view::run(&job, &shared),
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
    let _ = writeln!(io::stderr(), "factbox: {}", visible(&format!("{error:#}")));
    let misuse = matches!(error.downcast_ref(), Some(factbox::Error::Gazetteer { .. }));
    ExitCode::from(if misuse { 2 } else { 4 })
}
