//! The command `check`: which fixtures are held to what, and what becomes of those that fail.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

use support::*;

/// An expectation that does not hold.
const WRONG: &str = r#"{"mode": "subset", "quotes": [{"text": "We will build it,", "kind": "scare"}]}"#;

/// Last line of the outcome.
fn summary(output: &Output) -> String {
    stdout(output).lines().last().unwrap_or_default().to_owned()
}

#[test]
fn expectations_in_a_folder_of_their_own() {
    let files = [
        ("in/a.txt", TEXT),
        ("in/sub/b.txt", TEXT),
        ("in/sub/b.expected.json", WRONG),
        ("true/a.expected.json", QUOTE),
        ("true/sub/b.expected.json", QUOTE),
        ("true/sub/gone.expected.json", QUOTE),
    ];
    let folder = with_files("check-expected", &files);
    let output = factbox_in(&folder, &["check", "--expected", "true", "in"]);
    assert_contains(&stdout(&output), "true/sub/gone.expected.json: there is no article in/sub/gone.txt for it");
    assert_eq!((code(&output), summary(&output).as_str()), (1, "2 passed, 1 failed, 0 skipped"));
    let here = factbox_in(&folder.join("in"), &["check", "--expected", "../true", "--allow-orphans", "."]);
    assert_eq!((code(&here), summary(&here).as_str()), (0, "2 passed, 0 failed, 1 skipped"));
    let alone = factbox_in(&folder, &["check", "--expected", "true/sub", "in/sub/b.txt"]);
    assert_eq!((code(&alone), summary(&alone).as_str()), (0, "1 passed, 0 failed, 0 skipped"));
    fs::remove_file(folder.join("true/a.expected.json")).unwrap();
    factbox_in(&folder, &["check", "--expected", "true", "--update", "new", "in"]);
    assert!(folder.join("true/a.expected.json").is_file() && !folder.join("in/a.expected.json").exists());
}

#[test]
fn packed_articles_have_fixtures_too() {
    let folder = with_files("check-packed", &[("a.expected.json", QUOTE)]);
    fs::write(folder.join("a.txt.gz"), gzip(TEXT.as_bytes())).unwrap();
    for path in [".", "a.txt.gz", "a.expected.json"] {
        let output = factbox_in(&folder, &["check", path]);
        assert_eq!((code(&output), summary(&output).as_str()), (0, "1 passed, 0 failed, 0 skipped"), "{path}");
    }
}

#[test]
fn the_report_that_is_checked_is_the_one_that_is_printed() {
    let folder = folder("check-encoding");
    fs::write(folder.join("a.txt"), b"Zo\xeb Gow paid \x8010.\n").unwrap();
    factbox_in(&folder, &["check", "--update", "new", "a.txt"]);
    assert_contains(&fs::read_to_string(folder.join("a.expected.json")).unwrap(), "guessed-encoding");
    assert_eq!(code(&factbox_in(&folder, &["check", "a.txt"])), 0);
}

#[test]
fn a_filter_chooses_by_name() {
    let files = [("vote.txt", TEXT), ("vote-2.txt", TEXT), ("sport/cup.txt", TEXT), ("sport/cup.expected.json", QUOTE)];
    let folder = with_files("check-filter", &files);
    let checked = |filters: &[&str]| {
        let filters: Vec<&str> = filters.iter().flat_map(|filter| ["--filter", filter]).collect();
        let json = stdout(&factbox_in(&folder, &[&["check", "--report", "json", "."], &filters[..]].concat()));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let articles = json["fixtures"].as_array().unwrap().iter().map(|row| row["article"].as_str().unwrap());
        articles.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(checked(&["vote"]), ["vote.txt"]);
    assert_eq!(checked(&["vote*.txt"]), ["vote-2.txt", "vote.txt"]);
    assert_eq!(checked(&["sport/*"]), ["sport/cup.txt"]);
    assert_eq!(checked(&["!vote-2"]), ["sport/cup.txt", "vote.txt"]);
    assert_eq!(checked(&["vote*", "!vote-2"]), ["vote.txt"]);
    let none = factbox_in(&folder, &["check", "--filter", "none", "."]);
    assert_eq!(code(&none), 4);
    assert_contains(&errors(&none), "one of --filter");
}

#[test]
fn what_is_ignored_is_not_compared() {
    let folder = with_files("check-ignore", &[("a.txt", TEXT)]);
    factbox_in(&folder, &["check", "--update", "new", "."]);
    let path = folder.join("a.expected.json");
    let wrong =
        fs::read_to_string(&path).unwrap().replace("\"direct\"", "\"scare\"").replace("\"words\": ", "\"words\": 9");
    fs::write(&path, &wrong).unwrap();
    let ignoring = |pointers: &[&str]| {
        let pointers: Vec<&str> = pointers.iter().flat_map(|pointer| ["--ignore", pointer]).collect();
        code(&factbox_in(&folder, &[&["check", "."], &pointers[..]].concat()))
    };
    assert_eq!(ignoring(&[]), 1);
    assert_eq!(ignoring(&["/quotes/*/kind"]), 1);
    assert_eq!(ignoring(&["/quotes/*/kind", "/article/counts"]), 0);
    assert_eq!(ignoring(&["/quotes/*", "/article/counts/words"]), 0);
    assert_eq!(ignoring(&["/quotes/*/knid"]), 2, "no report has such a key");
    fs::write(&path, wrong.replace("    \"counts\"", "    \"conuts\"")).unwrap();
    assert_eq!(ignoring(&["/quotes", "/article/counts"]), 1, "an unknown key stays an error");
}

#[test]
fn a_gap_is_not_closed_because_nobody_looks() {
    let gap =
        r#"{"mode": "subset", "gaps": [{"fact": "quote", "text": "We will build it,", "start": 16, "why": "no"}], "#;
    let expected =
        WRONG.replace(r#"{"mode": "subset", "#, gap).replace("\"kind\"", "\"start\": 16, \"end\": 33, \"kind\"");
    let folder = with_files("check-ignored-gap", &[("a.txt", TEXT), ("a.expected.json", &expected)]);
    assert_eq!(code(&factbox_in(&folder, &["check", "."])), 0);
    assert_eq!(code(&factbox_in(&folder, &["check", "--ignore", "/quotes", "."])), 0);
}

#[test]
fn what_stands_alone_may_be_passed_over() {
    let folder = with_files("check-allow", &[("a.txt", TEXT), ("b.expected.json", QUOTE)]);
    let allowing = |allowed: &[&str]| {
        let output = factbox_in(&folder, &[&["check", "."], allowed].concat());
        (code(&output), summary(&output))
    };
    assert_eq!(allowing(&["--allow-missing"]), (1, "0 passed, 1 failed, 1 skipped".to_owned()));
    assert_eq!(allowing(&["--allow-orphans"]), (1, "0 passed, 1 failed, 1 skipped".to_owned()));
    assert_eq!(allowing(&["--allow-orphans", "--allow-missing"]), (0, "0 passed, 0 failed, 2 skipped".to_owned()));
}

#[test]
fn failures_may_end_the_run_or_be_let_be() {
    let files =
        [("a.txt", TEXT), ("a.expected.json", QUOTE), ("b.txt", TEXT), ("b.expected.json", WRONG), ("c.txt", TEXT)];
    let folder = with_files("check-fail-fast", &files);
    for threads in ["1", "3"] {
        let output = factbox_in(&folder, &["check", "-j", threads, "--fail-fast", "."]);
        assert_eq!((code(&output), summary(&output).as_str()), (1, "1 passed, 1 failed, 0 skipped"));
    }
    let all = |threads: &str| factbox_in(&folder, &["check", "-j", threads, "."]).stdout;
    assert_eq!(all("1"), all("4"));
    assert_eq!(code(&factbox_in(&folder, &["check", "--exit-zero", "."])), 0);
    assert_eq!(code(&factbox_in(&folder, &["check", "--exit-zero", ".", "none.txt"])), 3, "that is no difference");
}

#[test]
fn what_was_found_is_kept_in_the_tree_of_the_articles() {
    let files =
        [("in/a.txt", TEXT), ("in/a.expected.json", WRONG), ("in/sub/a.txt", TEXT), ("in/sub/a.expected.json", WRONG)];
    let folder = with_files("check-actual-tree", &files);
    factbox_in(&folder, &["check", "--actual-dir", "found", "in"]);
    for path in ["found/in/a.actual.json", "found/in/sub/a.actual.json"] {
        assert_contains(&fs::read_to_string(folder.join(path)).unwrap(), "\"kind\": \"direct\"");
    }
}

#[test]
fn annotations_where_github_reads_them() {
    let folder = with_files("check-auto", &[("a.txt", TEXT)]);
    factbox_in(&folder, &["check", "--update", "new", "."]);
    let path = folder.join("a.expected.json");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("\"direct\"", "\"scare\"")).unwrap();
    let run = |value: &str| {
        let mut command = command_in(&folder, &["check", "--report", "auto", "."]);
        stdout(&command.env("GITHUB_ACTIONS", value).output().unwrap())
    };
    let told = run("true");
    assert_contains(&told, "::error file=a.txt,line=3,title=changed quote::");
    let json = fs::read_to_string(&path).unwrap();
    let line = 1 + json.lines().position(|line| line.contains("\"scare\"")).unwrap();
    assert_contains(&told, &format!("::notice file=a.expected.json,line={line},title=expected quote::kind: expected"));
    assert_contains(&run(""), "3 | \"We will build it,\" said Ana Ruiz.");
    fs::write(&path, "{\"qoutes\": []}").unwrap();
    assert_contains(
        &run("true"),
        "::error file=a.expected.json::a.expected.json: /: unknown key \"qoutes\"; did you mean quotes?",
    );
}

#[test]
fn another_version_of_the_schema_is_told() {
    let expected = QUOTE.replace("{\"mode\"", "{\"schema_version\": \"0.9\", \"mode\"");
    let folder = with_files("check-version", &[("a.txt", TEXT), ("a.expected.json", &expected)]);
    let output = factbox_in(&folder, &["check", "."]);
    assert_eq!(code(&output), 0);
    assert_contains(&errors(&output), "factbox: a.expected.json: warning: its schema_version is 0.9; ");
}

/// Answers the questions of a review.
fn review(folder: &Path, answers: &str) -> Output {
    use std::io::Write;
    let mut command = command_in(folder, &["check", "--review", "."]);
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(answers.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn a_review_asks_and_does_what_is_answered() {
    let folder = with_files("check-review", &[("a.txt", TEXT), ("b.txt", TEXT), ("c.txt", TEXT), ("d.txt", TEXT)]);
    factbox_in(&folder, &["check", "--update", "new", "a.txt", "b.txt"]);
    for name in ["a", "b"] {
        let path = folder.join(format!("{name}.expected.json"));
        fs::write(&path, fs::read_to_string(&path).unwrap().replace("\"direct\"", "\"scare\"")).unwrap();
    }
    let output = review(&folder, "what?\na\nr\ns\naccept\n");
    assert_eq!((code(&output), summary(&output).as_str()), (1, "0 passed, 1 failed, 3 skipped"));
    assert_contains(&errors(&output), "a.txt: 1 changed");
    assert_contains(&errors(&output), "accept (a), reject (r), skip (s) or quit (q)? ");
    let is_there = |name: &str| folder.join(format!("{name}.expected.json")).exists();
    assert!(is_there("d") && !is_there("c"));
    let output = factbox_in(&folder, &["check", "--allow-missing", "."]);
    assert_eq!(summary(&output), "2 passed, 1 failed, 1 skipped");
    let output = review(&folder, "");
    assert_eq!((code(&output), summary(&output).as_str()), (1, "2 passed, 2 failed, 0 skipped"), "nobody answers");
}

#[test]
fn a_review_leaves_what_people_write() {
    let folder = with_files("check-review-subset", &[("a.txt", TEXT), ("a.expected.json", WRONG)]);
    let output = review(&folder, "a\ns\n");
    assert_contains(&errors(&output), "a.expected.json states only some of the facts; change it by hand");
    assert_eq!((code(&output), fs::read_to_string(folder.join("a.expected.json")).unwrap().as_str()), (0, WRONG));
}

#[test]
fn proposals_have_their_day() {
    let folder = with_files("check-date", &[("a.txt", "A vote\n\nThey voted on Friday, said Ana Ruiz.\n")]);
    factbox_in(&folder, &["check", "--update", "new", "--date", "2024-03-04", "."]);
    let json = fs::read_to_string(folder.join("a.expected.json")).unwrap();
    assert_contains(&json, "\"options\": {\n    \"date\": \"2024-03-04\"\n  }");
    assert_contains(&json, "\"value\": \"2024-03-01\"");
    assert_eq!(code(&factbox_in(&folder, &["check", "."])), 0);
}
