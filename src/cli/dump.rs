//! The options that hold, as a `factbox.toml` in which each line says where its value comes from.

use std::fmt::Write;
use std::path::Path;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::config;

/// Where values may come from.
pub struct Dump<'m> {
    /// What flags and environment say.
    pub given: &'m ArgMatches,
    /// The file that was read.
    pub file: Option<&'m Path>,
}

impl Dump<'_> {
    /// The options of the command that would run, first those that all commands share.
    pub fn text(&self, command: &Command, matches: &ArgMatches) -> String {
        let mut out = String::new();
        match (matches.subcommand(), self.given.subcommand()) {
            (Some((name, matches)), Some((_, given))) => {
                let own = command.find_subcommand(name);
                self.options(&mut out, command, given, matches, Arg::is_global_set);
                let _ = writeln!(out, "\n[{name}]");
                own.into_iter().for_each(|own| self.options(&mut out, own, given, matches, |arg| !arg.is_global_set()));
            }
            _ => self.options(&mut out, command, self.given, matches, |_| true),
        }
        out
    }

    fn options(
        &self,
        out: &mut String,
        command: &Command,
        given: &ArgMatches,
        matches: &ArgMatches,
        is_meant: impl Fn(&Arg) -> bool,
    ) {
        for argument in config::options(command).filter(|argument| is_meant(argument)) {
            let key = argument.get_long().unwrap_or_default();
            let _ = match value(argument, matches) {
                Some(value) => writeln!(out, "{key} = {value}  # {}", self.origin(argument, given, matches)),
                None => writeln!(out, "# {key} is not set"),
            };
        }
    }

    fn origin(&self, argument: &Arg, given: &ArgMatches, matches: &ArgMatches) -> String {
        let id = argument.get_id().as_str();
        match (given.value_source(id), matches.value_source(id), self.file) {
            (Some(ValueSource::CommandLine), ..) => "command line".to_owned(),
            (Some(ValueSource::EnvVariable), ..) => "environment".to_owned(),
            (_, Some(ValueSource::CommandLine), Some(file)) => file.display().to_string(),
            _ => "default".to_owned(),
        }
    }
}

/// A value as TOML. `None` where there is neither one nor a default.
fn value(argument: &Arg, matches: &ArgMatches) -> Option<String> {
    let id = argument.get_id().as_str();
    match argument.get_action() {
        ArgAction::SetTrue => Some(matches.get_flag(id).to_string()),
        ArgAction::Count => Some((matches.get_count(id) > 0).to_string()),
        action => {
            let values: Vec<String> = matches.get_raw(id)?.map(|word| word_as_toml(&word.to_string_lossy())).collect();
            if matches!(action, ArgAction::Append) {
                Some(format!("[{}]", values.join(", ")))
            } else {
                values.into_iter().next()
            }
        }
    }
}

/// Numbers as they are, anything else as a string; TOML's have the escapes of JSON's.
fn word_as_toml(word: &str) -> String {
    match word.parse::<u64>() {
        Ok(number) if number.to_string() == word => word.to_owned(),
        _ => serde_json::Value::from(word).to_string(),
    }
}
