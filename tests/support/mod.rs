//! Runs the program, for the tests of the command line.
#![allow(dead_code, clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// The program.
pub const FACTBOX: &str = env!("CARGO_BIN_EXE_factbox");

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

/// The program, started in a folder to read what it is written, and not deaf to interruptions: where the tests run in the
/// background interruptions are ignored, and whoever is started then ignores them too.
#[cfg(target_os = "linux")]
pub fn to_be_interrupted(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new("env");
    command.args(["--default-signal=INT", FACTBOX]).args(arguments).current_dir(folder).stdin(Stdio::piped());
    command.spawn().unwrap()
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
