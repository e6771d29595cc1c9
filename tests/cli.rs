//! The program as its users meet it: encodings, streams, messages, exit codes, and every command that the README and
//! `fixtures/cli` show.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use support::*;

fn input(name: &str) -> PathBuf {
    root().join("fixtures/inputs").join(name)
}

/// Runs factbox in the folder of inputs.
fn factbox(arguments: &[&str]) -> Output {
    factbox_in(&root().join("fixtures/inputs"), arguments)
}

fn report_of(file: &str) -> Value {
    let output = factbox(&["--format", "jsonl", file]);
    assert_eq!((code(&output), errors(&output).as_str()), (0, ""), "{file}");
    reports(&output).remove(0)
}

fn warnings(report: &Value) -> Vec<&str> {
    let warnings = report["warnings"].as_array().unwrap().iter().map(|warning| warning["kind"].as_str().unwrap());
    warnings.filter(|kind| *kind != "no-publication-date").collect()
}

#[test]
fn encodings() {
    let plain = report_of("utf8.txt");
    assert_eq!(plain["article"]["title"]["text"], "Ferry to stop in May");
    for (file, repairs) in [
        ("bom.txt", &[][..]),
        ("utf16-little.txt", &[]),
        ("utf16-big.txt", &[]),
        ("windows-1252.txt", &["guessed-encoding"]),
        ("utf16-odd.txt", &["broken-characters"]),
        ("utf16-unpaired.txt", &["broken-characters"]),
        ("cut.txt", &["broken-characters"]),
    ] {
        let report = report_of(file);
        assert!(repairs.iter().all(|repair| warnings(&report).contains(repair)), "{file}: {:?}", warnings(&report));
        assert_eq!(report["article"]["title"], plain["article"]["title"], "{file}");
        for facts in ["figures", "quotes"] {
            assert_eq!(report[facts], plain[facts], "{file}");
        }
    }
}

#[test]
fn line_breaks_stay_as_they_are() {
    let [plain, cr, crlf] = ["utf8.txt", "cr.txt", "crlf.txt"].map(report_of);
    assert_eq!(plain["figures"], cr["figures"]);
    let start = |report: &Value| report["figures"][0]["start"].as_u64().unwrap();
    assert_eq!(start(&plain) + 2, start(&crlf), "two line breaks of two characters before the figure");
}

#[test]
fn blank_articles_give_empty_reports() {
    for file in ["empty.txt", "blank.txt"] {
        let report = report_of(file);
        assert_eq!(warnings(&report)[0], "empty", "{file}");
        assert_eq!(report["article"]["counts"]["words"], 0);
    }
}

#[test]
fn binary_files_are_refused_by_name() {
    let output = factbox(&["binary.bin"]);
    assert_eq!(code(&output), 4);
    assert_eq!(errors(&output), "factbox: binary.bin: this is a binary file, not text; convert it to UTF-8 first\n");
}

#[test]
fn unreadable_files_do_not_stop_the_others() {
    let output = factbox(&["utf8.txt", "none.txt", "crlf.txt"]);
    assert_eq!(code(&output), 3);
    assert_eq!(reports(&output).iter().map(|report| &report["source"]).collect::<Vec<_>>(), ["utf8.txt", "crlf.txt"]);
    let expected = "factbox: none.txt: there is no such file; check the path\nfactbox: 1 of 3 files failed\n";
    assert_eq!(errors(&output), expected);
}

#[test]
fn standard_input_is_an_article() {
    let text = fs::read(input("utf8.txt")).unwrap();
    let by_path = factbox(&["--format", "jsonl", "--stdin-name", "x", "utf8.txt"]).stdout;
    for arguments in
        [&["--format", "jsonl", "--stdin-name", "utf8.txt"][..], &["--format=jsonl", "--stdin-name=utf8.txt", "-"]]
    {
        let output = factbox_reading(arguments, &text);
        assert_eq!(output.stdout, by_path);
    }
    assert!(String::from_utf8(factbox_reading(&[], &text).stdout).unwrap().contains("\"source\": \"-\""));
}

#[test]
fn a_dash_is_standard_output() {
    let folder = folder("a_dash_is_standard_output");
    let article = input("utf8.txt");
    for command in [&["-o", "-"][..], &["view", "-o", "-"]] {
        let mut arguments = command.to_vec();
        arguments.push(article.to_str().unwrap());
        let plain = factbox_in(&folder, &arguments.iter().copied().filter(|a| !a.starts_with('-')).collect::<Vec<_>>());
        let dash = factbox_in(&folder, &arguments);
        assert_eq!((code(&dash), &dash.stdout), (0, &plain.stdout), "{command:?}: {}", errors(&dash));
        assert!(!plain.stdout.is_empty());
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn records_are_a_stream() {
    let output = factbox(&["--input-format", "jsonl", "--keep-meta", "--date", "2022-03-18", "records.jsonl"]);
    assert_eq!(code(&output), 3);
    let reports = reports(&output);
    assert_eq!(reports.iter().map(|report| &report["source"]).collect::<Vec<_>>(), ["a", "7"]);
    assert_eq!(reports[0]["article"]["published"]["date"], "2021-03-05");
    assert_eq!(reports[0]["article"]["title"]["text"], "Ferry to stop in May");
    assert_eq!(reports[1]["article"]["published"]["date"], "2022-03-18");
    assert!(String::from_utf8(output.stdout.clone()).unwrap().contains("\"meta\":{\"size\":1.50}"));
    let errors = errors(&output);
    let lines: Vec<&str> = errors.lines().collect();
    assert_eq!(lines.len(), 5, "{errors}");
    for (line, number) in lines.iter().zip([3, 4, 5, 6]) {
        assert!(line.starts_with(&format!("factbox: records.jsonl: line {number}: ")), "{line}");
    }
}

#[test]
fn a_report_comes_before_the_next_record_is_read() {
    for threads in ["1", "2"] {
        let mut command = Command::new(FACTBOX);
        let pipes =
            command.args(["--input-format", "jsonl", "-j", threads]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = pipes.spawn().unwrap();
        let mut records = child.stdin.take().unwrap();
        let mut reports = BufReader::new(child.stdout.take().unwrap()).lines();
        // Each time all of a record, and no more of the next than its beginning.
        for (records_to_come, ids) in [
            ("{\"id\": \"one\", \"text\": \"It rained.\"}\n", &["one"][..]),
            ("{\"id\": \"two\", \"text\": \"It rained.\"}\n \n\n", &["two"]),
            ("{\"id\": \"three\", \"text\": \"It rained.\"}\n{\"id\": \"four\"", &["three"]),
            (", \"text\": \"It rained.\"}\n{\"id\": \"five\", \"text\": \"It rained.\"}\n", &["four", "five"]),
        ] {
            records.write_all(records_to_come.as_bytes()).unwrap();
            records.flush().unwrap();
            for id in ids {
                let report: Value = serde_json::from_str(&reports.next().unwrap().unwrap()).unwrap();
                assert_eq!(report["source"], *id);
            }
        }
        drop(records);
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut command = Command::new(FACTBOX);
    let pipes =
        command.args(["--input-format", "jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    drop(child.stdout.take());
    let record = "{\"text\": \"It rained on Monday.\"}\n".repeat(1000);
    let _ = child.stdin.take().unwrap().write_all(record.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), errors(&output).as_str()), (0, ""));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_ends_with_4() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Command::new(FACTBOX).arg(input("utf8.txt")).stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(code(&output), 4);
    assert!(errors(&output).starts_with("factbox: standard output: No space left"), "{}", errors(&output));
}

#[test]
fn wrong_usage_ends_with_2() {
    for arguments in [&["--date", "yesterday", "utf8.txt"][..], &["--offsets", "words", "utf8.txt"], &["--nonsense"]] {
        let output = factbox(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(output.stdout.is_empty());
    }
    assert!(errors(&factbox(&["--date", "yesterday"])).contains("write YYYY-MM-DD, as in 2022-03-18"));
}

#[test]
fn help_is_short_or_long() {
    let [short, long] = ["-h", "--help"].map(|flag| String::from_utf8(factbox(&[flag]).stdout).unwrap());
    assert!(short.starts_with("Examples:\n"));
    assert_eq!(short.lines().skip(1).take_while(|line| line.contains("factbox")).count(), 3);
    assert!(short.lines().count() < long.lines().count());
    assert!(long.contains("Exit codes: 0 all done"));
    let version = String::from_utf8(factbox(&["--version"]).stdout).unwrap();
    assert_eq!(version, format!("factbox {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn colour_is_for_terminals_or_on_request() {
    let shown = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = Command::new(FACTBOX);
        command.args(["--format", "text"]).args(arguments).arg(input("utf8.txt")).env_remove("CLICOLOR_FORCE");
        String::from_utf8(command.envs(variables.iter().copied()).output().unwrap().stdout).unwrap()
    };
    let plain = shown(&[], &[]);
    assert!(!plain.contains('\u{1b}'), "a pipe has no colours: {plain}");
    assert!(shown(&["--color", "always"], &[("NO_COLOR", "1")]).contains('\u{1b}'), "the option is stronger");
    assert!(shown(&[], &[("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
    assert_eq!(shown(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), plain);
    assert_eq!(shown(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]), plain);
}

#[test]
fn the_schema_is_printed() {
    let printed: Value = serde_json::from_slice(&factbox(&["schema"]).stdout).unwrap();
    let frozen: Value = serde_json::from_str(include_str!("../fixtures/schema.json")).unwrap();
    assert_eq!(printed, frozen);
}

#[test]
fn the_same_bytes_every_time() {
    let file = root().join("fixtures/articles/agency-typhoon.txt");
    let run = || factbox(&["--date", "2022-03-18", file.to_str().unwrap()]).stdout;
    assert_eq!(run(), run());
}

#[test]
fn the_encoding_may_be_told() {
    let text = "Москва выросла\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
    let output = factbox_reading(&["--encoding", "windows-1251", "--format", "jsonl"], &bytes);
    let report = reports(&output).remove(0);
    assert_eq!(report["article"]["counts"]["characters"], text.chars().count());
    assert_eq!(warnings(&report), [""; 0]);
    let output = factbox(&["--encoding", "klingon", "utf8.txt"]);
    assert_eq!(code(&output), 2);
    assert!(errors(&output).contains("\"klingon\" is no encoding that factbox knows"), "{}", errors(&output));
}

#[test]
fn every_report_that_is_printed_is_valid() {
    let schema: Value = serde_json::from_slice(&factbox(&["schema"]).stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut count = 0;
    for arguments in [
        &["--format", "jsonl", "../articles", "."][..],
        &["--format", "jsonl", "--offsets", "byte", "--date", "2022-03-18", "."],
        &["--format", "jsonl", "--offsets", "utf16", "."],
        &["--input-format", "jsonl", "--keep-meta", "records.jsonl"],
        &["--input-format", "nul", "utf8.txt", "binary.bin"],
    ] {
        for report in reports(&factbox(arguments)) {
            let errors: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{arguments:?}: {}", errors.join("\n"));
            count += 1;
        }
    }
    let pretty: Value = serde_json::from_slice(&factbox(&["--format", "json", "."]).stdout).unwrap();
    assert!(pretty.as_array().unwrap().iter().all(|report| validator.is_valid(report)));
    assert!(count > 60, "{count}");
}

#[test]
#[cfg(unix)]
fn standard_output_may_be_closed() {
    let run = |command: &str| {
        let mut shell = Command::new("sh");
        shell.args(["-c", command]).current_dir(root().join("fixtures/inputs")).env("FACTBOX", FACTBOX);
        shell.output().unwrap()
    };
    for command in ["\"$FACTBOX\" utf8.txt >&-", "\"$FACTBOX\" utf8.txt bom.txt >&- 2>&-", "\"$FACTBOX\" - <&-"] {
        let output = run(command);
        assert_eq!((code(&output), errors(&output).as_str()), (0, ""), "{command}");
    }
}

/// On a terminal of its own; `script` is part of util-linux.
#[test]
#[cfg(target_os = "linux")]
fn terminals_have_colours_unless_they_are_unwanted() {
    let shown = |variables: &[(&str, &str)]| {
        let mut command = Command::new("script");
        let words = format!("'{FACTBOX}' --format text '{}'", input("utf8.txt").display());
        command.args(["-qec", &words, "/dev/null"]).stdin(Stdio::null());
        // Where CI is set colours are taken to be wanted.
        command.env_remove("CI").env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("TERM", "xterm");
        let output = command.envs(variables.iter().copied()).output().expect("script is there");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(shown(&[]).contains("\u{1b}["));
    for plain in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let shown = shown(&[plain]);
        assert!(shown.contains("Ferry to stop in May") && !shown.contains('\u{1b}'), "{plain:?}: {shown}");
    }
}

/// Commands in `console` blocks, with what they print: `$ ` begins a command, a line `...` stands for any lines.
#[cfg(unix)]
mod transcripts {
    use super::*;

    /// In a folder of its own, where the commands may leave files.
    #[test]
    fn readme() {
        let folder = folder("readme");
        std::os::unix::fs::symlink(root().join("fixtures"), folder.join("fixtures")).unwrap();
        hold(&root().join("README.md"), &folder);
    }

    #[test]
    fn fixtures() {
        let folder = root().join("fixtures/cli");
        let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        files.iter().for_each(|file| hold(file, &root().join("fixtures/inputs")));
    }

    fn hold(file: &Path, folder: &Path) {
        let text = fs::read_to_string(file).unwrap();
        let blocks = text.split("```console\n").skip(1).map(|block| block.split("```").next().unwrap());
        for command in blocks.flat_map(|block| block.strip_prefix("$ ").unwrap().split("\n$ ")) {
            let (command, expected) = command.split_once('\n').unwrap_or((command, ""));
            let found = run(command, folder);
            assert!(matches(expected.trim_end(), found.trim_end()), "{}\n$ {command}\n{found}", file.display());
        }
    }

    fn run(command: &str, folder: &Path) -> String {
        let path = format!("{}:{}", Path::new(FACTBOX).parent().unwrap().display(), std::env::var("PATH").unwrap());
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &format!("{{ {command}\n}} 2>&1")])
            .current_dir(folder)
            .env("PATH", path)
            .stdin(Stdio::null());
        String::from_utf8(shell.output().unwrap().stdout).unwrap()
    }

    /// Whether the lines found are those expected, with any lines where a line is `...`.
    fn matches(expected: &str, found: &str) -> bool {
        let (expected, found) = (format!("{expected}\n"), format!("{found}\n"));
        let parts: Vec<&str> = expected.split("...\n").collect();
        let [first, middle @ .., last] = &parts[..] else { return found == expected };
        let Some(mut rest) = found.strip_prefix(first) else { return false };
        for part in middle {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
        rest.ends_with(last)
    }
}
