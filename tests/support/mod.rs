//! Runs the program, for the tests of the command line.
#![allow(dead_code, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use rusqlite::Connection;
use serde_json::Value;

/// The program.
pub const FACTBOX: &str = env!("CARGO_BIN_EXE_factbox");

/// A small article.
pub const TEXT: &str = "Council votes\n\n\"We will build it,\" said Ana Ruiz. It costs $4 million.\n";

/// An expectation of its quote.
pub const QUOTE: &str = r#"{"mode": "subset", "quotes": [{"text": "We will build it,", "start": 16, "end": 33}]}"#;

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An empty folder for one test.
pub fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The program, to be run in a folder with nothing to read on standard input.
pub fn command_in(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(FACTBOX);
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command
}

/// Runs the program in a folder.
pub fn factbox_in(folder: &Path, arguments: &[&str]) -> Output {
    command_in(folder, arguments).output().unwrap()
}

/// Runs the program on these bytes.
pub fn factbox_reading(arguments: &[&str], bytes: &[u8]) -> Output {
    let mut command = Command::new(FACTBOX);
    let pipes = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    child.wait_with_output().unwrap()
}

/// The program, started in a folder to read what it is written, and deaf to no signal: where the tests run in the
/// background interruptions are ignored, and whoever is started then ignores them too.
#[cfg(target_os = "linux")]
pub fn to_be_interrupted(folder: &Path, arguments: &[&str]) -> Child {
    with_signals("--default-signal=INT,TERM,HUP", folder, arguments)
}

/// The program, started in a folder to read what it is written; `how` is what `env` does with its signals.
#[cfg(target_os = "linux")]
pub fn with_signals(how: &str, folder: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new("env");
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    pipes.args([how, FACTBOX]).args(arguments).current_dir(folder).spawn().unwrap()
}

/// Waits until something has come about.
pub fn until(mut has_come: impl FnMut() -> bool) {
    for _ in 0..6000 {
        if has_come() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("it has not come about in half a minute");
}

/// Sends a signal as `kill` does.
#[cfg(unix)]
pub fn send(signal: &str, child: &Child) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
}

/// Exit code.
pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// What was told on standard error.
pub fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The reports of JSON Lines.
pub fn reports(output: &Output) -> Vec<Value> {
    output.stdout.split_inclusive(|byte| *byte == b'\n').map(|line| serde_json::from_slice(line).unwrap()).collect()
}

/// Where each report came from.
pub fn sources(output: &Output) -> Vec<String> {
    reports(output).iter().map(|report| report["source"].as_str().unwrap().to_owned()).collect()
}

/// A folder with the invented articles, in folders of their own.
pub fn archive(test: &str, copies: usize) -> PathBuf {
    let folder = folder(test);
    for copy in 0..copies {
        let month = folder.join(format!("news/month-{copy:02}"));
        fs::create_dir_all(&month).unwrap();
        for file in fs::read_dir(root().join("fixtures/articles")).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|ending| ending == "txt") {
                fs::copy(&file, month.join(file.file_name().unwrap())).unwrap();
            }
        }
    }
    folder
}

/// A folder with small articles at these paths.
pub fn tree(test: &str, paths: &[&str]) -> PathBuf {
    let folder = folder(test);
    for path in paths {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "It rained on Monday.\n").unwrap();
    }
    folder
}

/// The bytes, packed.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// All files under a folder, hidden ones too, with their content.
pub fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(content(&path)),
            false => drop(files.insert(path.clone(), fs::read(&path).unwrap())),
        }
    }
    files
}

/// Whether all went well and nothing was told.
pub fn is_fine(output: &Output) -> bool {
    (code(output), errors(output).as_str()) == (0, "")
}

/// A folder for one test with these files.
pub fn with_files(test: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = folder(test);
    for (file, content) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// What was written on standard output.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Holds that a text has a part.
#[track_caller]
pub fn assert_contains(text: &str, part: &str) {
    assert!(text.contains(part), "no {part:?} in:\n{text}");
}

/// A folder `news` with the invented articles, `copies` times, each a little different.
pub fn varied(test: &str, copies: usize) -> PathBuf {
    let folder = folder(test);
    fs::create_dir_all(folder.join("news")).unwrap();
    for file in fs::read_dir(root().join("fixtures/articles")).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_some_and(|ending| ending == "txt") {
            let text = fs::read_to_string(&file).unwrap();
            for copy in 0..copies {
                let name = format!("news/{}-{copy:02}.txt", file.file_stem().unwrap().to_str().unwrap());
                fs::write(folder.join(name), format!("{text}\nThe file has {copy} pages.\n")).unwrap();
            }
        }
    }
    folder
}

/// All files under a folder, by their path in it.
pub fn content_in(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), PathBuf::from(entry.file_name()))).unwrap();
        match path.is_dir() {
            true => files.extend(content_in(&path).into_iter().map(|(inner, bytes)| (name.join(inner), bytes))),
            false => drop(files.insert(name, fs::read(&path).unwrap())),
        }
    }
    files
}

/// Every article of the database with the number of its facts; the database is whole, and so is each article.
pub fn is_sound(path: &Path) -> BTreeMap<String, Vec<i64>> {
    let database = Connection::open(path).unwrap();
    let check: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    let tables = ["entities", "mentions", "quotes", "figures", "dates"];
    let counts = tables.map(|table| format!("(SELECT count(*) FROM {table} AS t WHERE t.article = a.article)"));
    let Ok(mut query) = database.prepare(&format!("SELECT source, {} FROM articles AS a", counts.join(", "))) else {
        return BTreeMap::new();
    };
    let rows = query.query_map([], |row| {
        Ok((row.get(0)?, (1..=tables.len()).map(|at| row.get(at)).collect::<Result<Vec<i64>, _>>()?))
    });
    rows.unwrap().map(Result::unwrap).collect()
}
