//! `factbox.toml`: options that hold for a folder and all below it. Its keys are the long options without dashes in
//! front; what belongs to a command stands in a table of its name. The file is turned into arguments, so that each
//! value is read and checked by the same code as on the command line, and counts less than flags and environment.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};
use factbox::error::nearest;
use toml::{Table, Value};

/// Name of the file.
const NAME: &str = "factbox.toml";

/// Options that say what to do this once; they have no place in a file.
const ONCE: [&str; 11] = [
    "help",
    "version",
    "config",
    "no-config",
    "dump-config",
    "files-from",
    "null",
    "output",
    "out-dir",
    "update",
    "review",
];

/// The file that holds here: the one named by `--config`, else the nearest from the working folder upwards.
fn find(matches: &ArgMatches) -> Option<PathBuf> {
    if matches.get_flag("no_config") {
        return None;
    }
    let named = matches.get_one::<PathBuf>("config").cloned();
    named.or_else(|| env::current_dir().ok()?.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file()))
}

/// The words of the command line, with those of the file that count less put in front of the user's own; none where
/// there is no file.
///
/// # Errors
/// When the file cannot be read, is no TOML, or has a key that is no option; the message names the file.
pub fn with_file(
    words: &[OsString],
    command: &Command,
    matches: &ArgMatches,
) -> Result<Option<(Vec<OsString>, PathBuf)>> {
    let Some(file) = find(matches) else { return Ok(None) };
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let options = text.parse::<Table>().map_err(|error| anyhow!("{}: {error}", file.display()))?;
    let added = File { path: &file, command, matches }.words(&options).with_context(|| file.display().to_string())?;
    let at = 1 + usize::from(matches.subcommand_name().is_some());
    let (program, own) = words.split_at(at.min(words.len()));
    Ok(Some(([program, &added, own].concat(), file)))
}

struct File<'c> {
    path: &'c Path,
    command: &'c Command,
    matches: &'c ArgMatches,
}

impl File<'_> {
    fn words(&self, options: &Table) -> Result<Vec<OsString>> {
        let chosen = self.matches.subcommand();
        let mut words = Vec::new();
        for (key, value) in options {
            match (value, self.command.find_subcommand(key)) {
                (Value::Table(table), Some(command)) => {
                    let matches = chosen.filter(|(name, _)| name == key).map(|(_, matches)| matches);
                    for (key, value) in table {
                        words.extend(self.option(command, matches, key, value)?);
                    }
                }
                _ => {
                    let shared = option(self.command, key).is_some_and(Arg::is_global_set);
                    let counts = chosen.is_none() || shared;
                    let matches = chosen.map_or(self.matches, |(_, matches)| matches);
                    words.extend(self.option(self.command, counts.then_some(matches), key, value)?);
                }
            }
        }
        Ok(words)
    }

    /// The words of one option; none where flags or the environment say something else, or another command runs.
    fn option(
        &self,
        command: &Command,
        matches: Option<&ArgMatches>,
        key: &str,
        value: &Value,
    ) -> Result<Vec<OsString>> {
        let Some(argument) = option(command, key) else { bail!("unknown key {key}{}", suggestion(command, key)) };
        let words = self.values(argument, key, value)?;
        let given = |matches: &ArgMatches| {
            let source = matches.value_source(argument.get_id().as_str());
            matches!(source, Some(ValueSource::CommandLine | ValueSource::EnvVariable))
        };
        Ok(if matches.is_none_or(given) { Vec::new() } else { words })
    }

    fn values(&self, argument: &Arg, key: &str, value: &Value) -> Result<Vec<OsString>> {
        let flag = matches!(argument.get_action(), ArgAction::SetTrue | ArgAction::Count);
        match value {
            Value::Boolean(set) if flag => Ok(set.then(|| format!("--{key}").into()).into_iter().collect()),
            _ if flag => bail!("{key} is true or false"),
            Value::Array(values) => {
                let words = values.iter().map(|value| self.values(argument, key, value));
                Ok(words.collect::<Result<Vec<_>>>()?.concat())
            }
            Value::String(text) if matches!(argument.get_value_hint(), ValueHint::FilePath | ValueHint::DirPath) => {
                let mut word = OsString::from(format!("--{key}="));
                word.push(self.path.parent().unwrap_or(Path::new("")).join(text));
                Ok(vec![word])
            }
            Value::String(text) => Ok(vec![format!("--{key}={text}").into()]),
            Value::Integer(number) => Ok(vec![format!("--{key}={number}").into()]),
            Value::Datetime(day) => Ok(vec![format!("--{key}={day}").into()]),
            Value::Float(_) | Value::Boolean(_) | Value::Table(_) => bail!("{key} cannot be a {}", value.type_str()),
        }
    }
}

/// The options that may stand in a file.
pub fn options(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|argument| argument.get_long().is_some_and(|long| !ONCE.contains(&long)))
}

/// The option of a key.
fn option<'c>(command: &'c Command, key: &str) -> Option<&'c Arg> {
    options(command).find(|argument| argument.get_long() == Some(key))
}

/// What the key may have been meant to be.
fn suggestion(command: &Command, key: &str) -> String {
    let names = options(command).filter_map(Arg::get_long).chain(command.get_subcommands().map(Command::get_name));
    match nearest(&key.replace('_', "-"), names) {
        Some(name) => format!("; did you mean {name}?"),
        None => "; keys are the long options of \"factbox --help\" that need not be said anew each time".to_owned(),
    }
}
