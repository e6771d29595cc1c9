//! Completions and manual pages, made from the arguments themselves.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use clap::ValueEnum;
use clap_complete::generate;
use clap_complete::shells::{Bash, Elvish, Fish, PowerShell, Zsh};
use clap_complete_nushell::Nushell;

/// Prints the completions for a shell, to be put where it looks for them; the manual page says where that is.
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Nushell,
    Powershell,
    Zsh,
}

/// The program, as people call it.
const NAME: &str = "factbox";

/// Prints the manual page of factbox, or of one of its commands, as roff: factbox man | man -l -
#[derive(Debug, clap::Args)]
pub struct Man {
    /// The command
    command: Option<String>,
}

/// Prints completions.
pub fn completions(job: &Completions, mut command: clap::Command) -> Result<ExitCode> {
    let (command, mut script) = (&mut command, Vec::new());
    match job.shell {
        Shell::Bash => generate(Bash, command, NAME, &mut script),
        Shell::Elvish => generate(Elvish, command, NAME, &mut script),
        Shell::Fish => generate(Fish, command, NAME, &mut script),
        Shell::Nushell => generate(Nushell, command, NAME, &mut script),
        Shell::Powershell => generate(PowerShell, command, NAME, &mut script),
        Shell::Zsh => generate(Zsh, command, NAME, &mut script),
    }
    print(&script)
}

/// Prints a manual page.
pub fn man(job: &Man, mut command: clap::Command) -> Result<ExitCode> {
    command.build();
    let page = match &job.command {
        None => command,
        Some(name) => {
            let found = command.find_subcommand(name).cloned();
            let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
            let found = found.ok_or_else(|| anyhow!("there is no command {name}; there are {}", names.join(", ")))?;
            found.name(format!("factbox-{name}"))
        }
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff)?;
    print(&roff)
}

/// Prints a page.
///
/// # Errors
/// Those of standard output.
pub fn print(bytes: &[u8]) -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).context("standard output")?;
    Ok(ExitCode::SUCCESS)
}
