//! The command line. Parses the arguments, runs the command, chooses the exit code.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
