//! `factbox.toml`, names of one's own, completions and manual pages.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use support::*;

/// A folder with `factbox.toml`, a folder `deep` in it, and an article in both.
fn desk(test: &str, toml: &str) -> PathBuf {
    let folder = folder(test);
    fs::create_dir_all(folder.join("deep")).unwrap();
    fs::write(folder.join("factbox.toml"), toml).unwrap();
    fs::write(folder.join("names.tsv"), "Nurn\tcompany\tNurn plc\tGB\n").unwrap();
    for article in ["a.txt", "deep/a.txt", "deep/b.md"] {
        fs::write(folder.join(article), "It snowed in Nurn – for 3 days.\n").unwrap();
    }
    folder
}

fn report(output: &Output) -> Value {
    assert_eq!((code(output), errors(output).as_str()), (0, ""));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn offsets(folder: &Path, arguments: &[&str]) -> String {
    report(&factbox_in(folder, arguments))["offsets"].as_str().unwrap().to_owned()
}

#[test]
fn flags_win_over_environment_over_file() {
    let folder = desk("config-order", "offsets = \"byte\"\nthreads = 0\nglob = [\"*.md\", \"*.txt\"]\nquiet = false\n");
    assert_eq!(offsets(&folder, &["a.txt"]), "byte");
    assert_eq!(offsets(&folder.join("deep"), &["a.txt"]), "byte", "the file is found upwards");
    assert_eq!(offsets(&folder, &["--offsets", "utf16", "a.txt"]), "utf16");
    assert_eq!(offsets(&folder, &["--no-config", "a.txt"]), "char");
    fs::write(folder.join("other.toml"), "offsets = \"utf16\"").unwrap();
    assert_eq!(offsets(&folder, &["--config", "other.toml", "a.txt"]), "utf16");
    let environment = command_in(&folder, &["a.txt"]).env("FACTBOX_CONFIG", "other.toml").output().unwrap();
    assert_eq!(report(&environment)["offsets"], "utf16");
    assert_eq!(sources(&factbox_in(&folder, &["deep"])), ["deep/a.txt", "deep/b.md"]);
    assert_eq!(sources(&factbox_in(&folder, &["--glob", "*.md", "deep"])), ["deep/b.md"]);
    let wrong = command_in(&folder, &["a.txt"]).env("FACTBOX_THREADS", "many").output().unwrap();
    assert_eq!(code(&wrong), 2);
}

#[test]
fn what_is_wrong_in_the_file_is_told_by_name() {
    for (toml, message) in [
        ("ofsets = \"byte\"", "unknown key ofsets; did you mean offsets?"),
        ("keep_meta = true", "unknown key keep_meta; did you mean keep-meta?"),
        ("xyzzy = 1", "unknown key xyzzy; keys are the long options of"),
        ("output = \"facts.jsonl\"", "unknown key output"),
        ("[check]\nmod = \"subset\"", "unknown key mod; did you mean mode?"),
        ("[chekc]\nmode = \"subset\"", "unknown key chekc; did you mean check?"),
        ("offsets = \"words\"", "invalid value 'words' for '--offsets <UNIT>'"),
        ("keep-meta = 1", "keep-meta is true or false"),
        ("offsets = ", "TOML parse error at line 1"),
    ] {
        let folder = desk("config-wrong", toml);
        let output = factbox_in(&folder, &["a.txt"]);
        assert_eq!(code(&output), 2, "{toml}");
        let start = format!("factbox: {}", folder.join("factbox.toml").display());
        assert!(errors(&output).starts_with(&start) && errors(&output).contains(message), "{}", errors(&output));
    }
    assert_eq!(code(&factbox_in(root(), &["--config", "none.toml", "README.md"])), 2);
}

#[test]
fn a_command_takes_its_own_table_and_what_is_for_all() {
    let folder = desk("config-command", "gazetteer = \"names.tsv\"\noffsets = \"byte\"\n[check]\nmode = \"subset\"\n");
    let expectation = "{\"entities\": {\"organizations\": [{\"name\": \"Nurn plc\"}]}}";
    fs::write(folder.join("deep/a.expected.json"), expectation).unwrap();
    fs::remove_file(folder.join("a.txt")).unwrap();
    let output = factbox_in(&folder.join("deep"), &["check", "a.txt"]);
    assert_eq!(code(&output), 0, "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(code(&factbox_in(&folder.join("deep"), &["check", "--no-config", "a.txt"])), 1);
}

#[test]
fn names_of_ones_own() {
    let folder = desk("gazetteer", "");
    let organization =
        |arguments: &[&str]| report(&factbox_in(&folder, arguments))["entities"]["organizations"][0].clone();
    let nurn = organization(&["--gazetteer", "names.tsv", "a.txt"]);
    assert_eq!(
        (&nurn["id"], &nurn["name"], &nurn["kind"], &nurn["country"]),
        (&"org:nurn-plc".into(), &"Nurn plc".into(), &"company".into(), &"GB".into())
    );
    assert_eq!(nurn["mentions"][0]["rule"], "entities/gazetteer");
    assert_eq!(organization(&["a.txt"]), Value::Null);
    fs::write(folder.join("factbox.toml"), "gazetteer = [\"names.tsv\"]").unwrap();
    assert_eq!(
        report(&factbox_in(&folder.join("deep"), &["a.txt"]))["entities"]["organizations"][0],
        nurn,
        "as the file says, from its own folder"
    );
    fs::write(folder.join("bad.tsv"), "Nurn\tplace\nOban\tvillage green\n").unwrap();
    let output = factbox_in(&folder, &["--gazetteer", "bad.tsv", "a.txt"]);
    assert_eq!(code(&output), 2);
    assert!(
        errors(&output).starts_with("factbox: bad.tsv: line 2: \"village green\" is no kind; "),
        "{}",
        errors(&output)
    );
    let made = |arguments: &[&str]| {
        let output =
            factbox_in(&folder, &[&["--out-dir", "facts", "--skip-existing", "-v"], arguments, &["a.txt"]].concat());
        !errors(&output).contains("up to date")
    };
    assert!(made(&["--no-config"]) && !made(&["--no-config"]) && made(&["--gazetteer", "names.tsv"]));
}

#[test]
fn completions_and_manual_pages() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish", "nushell"] {
        let output = factbox_in(root(), &["completions", shell]);
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && script.contains("skip-existing") && script.contains("check"), "{shell}");
    }
    let page = |arguments: &[&str]| String::from_utf8(factbox_in(root(), arguments).stdout).unwrap();
    assert!(page(&["man"]).contains(".TH factbox 1"));
    assert!(page(&["man"]).contains("\\-\\-skip\\-existing"));
    assert!(
        page(&["man", "check"]).contains(".TH factbox\\-check 1")
            || page(&["man", "check"]).contains(".TH factbox-check 1")
    );
    assert_eq!(code(&factbox_in(root(), &["man", "none"])), 4);
}

#[test]
fn the_options_that_hold_are_dumped_with_their_origin() {
    let folder =
        desk("config-dump", "offsets = \"byte\"\nthreads = 2\nglob = [\"*.md\"]\n[check]\nmode = \"subset\"\n");
    let dump = |arguments: &[&str]| {
        let output = command_in(&folder, arguments).env("FACTBOX_GAZETTEER", "names.tsv").output().unwrap();
        assert_eq!((code(&output), errors(&output).as_str()), (0, ""));
        stdout(&output)
    };
    let all = dump(&["--dump-config", "-j", "3", "--date", "2021-03-04"]);
    let file = folder.join("factbox.toml");
    for line in [
        "threads = 3  # command line",
        "date = \"2021-03-04\"  # command line",
        "gazetteer = [\"names.tsv\"]  # environment",
        &format!("offsets = \"byte\"  # {}", file.display()),
        &format!("glob = [\"*.md\"]  # {}", file.display()),
        "max-bytes = 67108864  # default",
        "strict = false  # default",
        "# table is not set",
    ] {
        assert!(all.lines().any(|found| found == line), "no {line:?} in\n{all}");
    }
    let check = dump(&["check", "--dump-config"]);
    assert_contains(&check, "\n[check]\n# expected is not set");
    assert_contains(&check, &format!("mode = \"subset\"  # {}", file.display()));
    fs::write(&file, &all).unwrap();
    let values = |dump: &str| dump.lines().map(|line| line.split("  #").next().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(values(&dump(&["--dump-config"])), values(&all), "a dump is a file of options");
}
