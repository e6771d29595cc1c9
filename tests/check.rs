//! The command `check`, run as a user runs it: how reports are compared, and how the outcome is told.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;

use support::*;

#[test]
fn an_expectation_that_holds_passes() {
    let folder = with_files("check-holds", &[("vote.txt", TEXT), ("vote.expected.json", QUOTE)]);
    let output = factbox_in(&folder, &["check", "."]);
    assert_eq!(stdout(&output), "1 passed, 0 failed, 0 skipped\n");
    assert_eq!(code(&output), 0);
}

#[test]
fn a_difference_is_drawn_under_its_line() {
    let expected = QUOTE.replace("\"start\"", "\"kind\": \"scare\", \"start\"");
    let folder = with_files("check-differs", &[("vote.txt", TEXT), ("vote.expected.json", &expected)]);
    let output = factbox_in(&folder, &["check", "vote.txt"]);
    let drawn = "vote.txt: 1 changed\n\n\
        changed quote\n    \
        3 | \"We will build it,\" said Ana Ruiz. It costs $4 million.\n      \
        |  ^^^^^^^^^^^^^^^^^ kind: expected \"scare\", found \"direct\"";
    assert_contains(&stdout(&output), drawn);
    assert!(stdout(&output).ends_with("\n0 passed, 1 failed, 0 skipped\n"));
    assert_eq!(code(&output), 1);
}

#[test]
fn exact_mode_fails_on_what_is_not_stated() {
    let folder = with_files("check-exact", &[("vote.txt", TEXT)]);
    assert_eq!(code(&factbox_in(&folder, &["check", ".", "--update", "new"])), 0);
    assert_eq!(code(&factbox_in(&folder, &["check", "."])), 0, "what was proposed is what is found");
    let path = folder.join("vote.expected.json");
    let json = fs::read_to_string(&path).expect("it was proposed");
    let quotes = json.find("\"quotes\": [").expect("it has quotes");
    let figures = json.find("\"figures\": [").expect("it has figures");
    fs::write(&path, format!("{}\"quotes\": [],\n  {}", &json[..quotes], &json[figures..])).expect("it can be written");
    let output = factbox_in(&folder, &["check", "."]);
    assert_contains(&stdout(&output), "extra quote");
    assert_eq!(code(&output), 1);
}

#[test]
fn absent_facts_must_not_be_found() {
    let expected = r#"{"mode": "subset", "absent": {"quotes": [{"text": "We will build it,"}]}}"#;
    let folder = with_files("check-absent", &[("vote.txt", TEXT), ("vote.expected.json", expected)]);
    let output = factbox_in(&folder, &["check", "."]);
    assert_contains(&stdout(&output), "extra quote");
    assert_eq!(code(&output), 1);
}

#[test]
fn a_gap_lets_its_difference_pass_until_it_closes() {
    let gap = r#""gaps": [{"fact": "quote", "text": "We will build it,", "start": 16, "why": "none"}], "#;
    let open = QUOTE
        .replace("{\"mode\"", &format!("{{{gap}\"mode\""))
        .replace("\"start\": 16, \"end\": 33", "\"kind\": \"scare\", \"start\": 16, \"end\": 33");
    let closed = QUOTE.replace("{\"mode\"", &format!("{{{gap}\"mode\""));
    let folder = with_files(
        "check-gaps",
        &[("a.txt", TEXT), ("a.expected.json", &open), ("b.txt", TEXT), ("b.expected.json", &closed)],
    );
    let output = factbox_in(&folder, &["check", "."]);
    assert_contains(&stdout(&output), "closed gap: quote \"We will build it,\" at 16");
    assert_contains(&stdout(&output), "1 passed, 1 failed, 0 skipped");
}

#[test]
fn update_gaps_asks_for_reasons() {
    let expected = QUOTE
        .replace("{\"mode\"", "{\n  \"gaps\": [],\n  \"mode\"")
        .replace("\"start\"", "\"kind\": \"scare\", \"start\"");
    let folder = with_files("check-update-gaps", &[("vote.txt", TEXT), ("vote.expected.json", &expected)]);
    assert_eq!(code(&factbox_in(&folder, &["check", "--update", "gaps", "."])), 1);
    let output = factbox_in(&folder, &["check", "."]);
    assert_contains(&stdout(&output), "vote.expected.json: /gaps/0/why: a gap needs a reason");
    let path = folder.join("vote.expected.json");
    let json = fs::read_to_string(&path).expect("it is there").replace("\"why\": \"\"", "\"why\": \"not yet\"");
    fs::write(&path, json).expect("it can be written");
    assert_eq!(code(&factbox_in(&folder, &["check", "."])), 0);
}

#[test]
fn a_typing_error_in_a_key_is_an_error() {
    let expected = QUOTE.replace("\"start\"", "\"speeker\": null, \"start\"");
    let folder = with_files("check-typing-error", &[("vote.txt", TEXT), ("vote.expected.json", &expected)]);
    let output = factbox_in(&folder, &["check", "."]);
    assert_contains(&stdout(&output), "/quotes/0: unknown key \"speeker\"; did you mean speaker?");
    assert_eq!(code(&output), 1);
}

#[test]
fn words_must_stand_at_their_place() {
    let expected = QUOTE.replace("16", "17");
    let folder = with_files("check-place", &[("vote.txt", TEXT), ("vote.expected.json", &expected)]);
    assert_contains(&stdout(&factbox_in(&folder, &["check", "."])), "the article has \"e will build it,\" at 17..33");
}

#[test]
fn an_exact_expectation_states_every_key() {
    let folder = with_files("check-keys", &[("vote.txt", TEXT), ("vote.expected.json", "{\"quotes\": []}")]);
    assert_contains(&stdout(&factbox_in(&folder, &["check", "."])), "give it, or write \"mode\": \"subset\"");
}

#[test]
fn articles_and_expectations_must_not_stand_alone() {
    let folder = with_files("check-alone", &[("a.txt", TEXT), ("b.expected.json", QUOTE)]);
    let output = factbox_in(&folder, &["check", "."]);
    assert_contains(&stdout(&output), "a.txt: there is no expectation; propose one with --update new");
    assert_contains(&stdout(&output), "b.expected.json: there is no article b.txt for it");
    assert_contains(&stdout(&output), "0 passed, 2 failed, 0 skipped");
    assert_eq!(code(&output), 1);
}

#[test]
fn nothing_is_written_unless_asked_for() {
    let folder = with_files("check-no-writing", &[("a.txt", TEXT)]);
    command_in(&folder, &["check", "."]).env("CI", "true").output().expect("factbox runs");
    assert_eq!(fs::read_dir(&folder).expect("it is there").count(), 1);
}

#[test]
fn update_new_leaves_what_is_there_and_update_all_replaces_it() {
    let folder = with_files("check-update", &[("a.txt", TEXT)]);
    factbox_in(&folder, &["check", "--update", "new", "."]);
    let path = folder.join("a.expected.json");
    let wrong = fs::read_to_string(&path).expect("proposed").replace("\"kind\": \"direct\"", "\"kind\": \"scare\"");
    fs::write(&path, &wrong).expect("it can be written");
    assert_eq!(code(&factbox_in(&folder, &["check", "--update", "new", "."])), 1);
    assert_eq!(fs::read_to_string(&path).expect("there"), wrong);
    assert_contains(&stdout(&factbox_in(&folder, &["check", "--update", "all", "."])), "0 passed, 0 failed, 1 skipped");
    assert_eq!(code(&factbox_in(&folder, &["check", "."])), 0);
}

#[test]
fn the_date_is_the_fixtures_own() {
    let expected = r#"{"mode": "subset", "options": {"date": "2024-03-05"}, "article": {"published": {"date": "2024-03-05", "from": "option"}}}"#;
    let folder = with_files("check-date", &[("a.txt", TEXT), ("a.expected.json", expected)]);
    assert_eq!(code(&factbox_in(&folder, &["check", "."])), 0);
}

#[test]
fn actual_dir_keeps_what_was_found() {
    let expected = QUOTE.replace("\"start\"", "\"kind\": \"scare\", \"start\"");
    let folder = with_files("check-actual", &[("vote.txt", TEXT), ("vote.expected.json", &expected)]);
    factbox_in(&folder, &["check", "--actual-dir", "found", "."]);
    let found = fs::read_to_string(folder.join("found/vote.actual.json")).expect("it was kept");
    assert_contains(&found, "\"kind\": \"direct\"");
}

#[test]
fn reports_for_test_runners() {
    let expected = QUOTE.replace("\"start\"", "\"kind\": \"scare\", \"start\"");
    let folder = with_files(
        "check-forms",
        &[("a.txt", TEXT), ("a.expected.json", &expected), ("b.txt", TEXT), ("b.expected.json", QUOTE)],
    );
    let report = |form| stdout(&factbox_in(&folder, &["check", "--report", form, "a.txt", "b.txt"]));
    assert_contains(&report("tap"), "1..2\nnot ok 1 - a.txt\n");
    assert_contains(&report("tap"), "ok 2 - b.txt\n# 1 passed, 1 failed, 0 skipped\n");
    assert_contains(&report("junit"), "<testsuite name=\"factbox check\" tests=\"2\" failures=\"1\" skipped=\"0\">");
    assert_contains(&report("junit"), "kind: expected &quot;scare&quot;");
    assert_contains(
        &report("github"),
        "::error file=a.txt,line=3,title=changed quote::\"We will build it,\" kind: expected",
    );
    let json: serde_json::Value = serde_json::from_str(&report("json")).expect("it is JSON");
    assert_eq!(json["failed"], 1);
    assert_eq!(json["fixtures"][0]["differences"][0]["line"], 3);
    assert_eq!(json["fixtures"][0]["differences"][0]["changes"][0]["field"], "kind");
}

#[test]
fn no_fixtures_is_an_error_and_an_unreadable_one_is_told_apart() {
    let folder = with_files("check-none", &[]);
    assert_eq!(code(&factbox_in(&folder, &["check", "."])), 4);
    assert_eq!(code(&factbox_in(&folder, &["check", "absent.txt"])), 3);
    assert_eq!(code(&factbox_in(&folder, &["check"])), 2);
}
