//! The command `eval`, run as a user runs it.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;

use support::*;

#[test]
fn eval_scores_and_holds_to_a_floor() {
    let folder = with_files("eval", &[("vote.txt", TEXT), ("vote.gold.json", QUOTE)]);
    let output = factbox_in(&folder, &["eval", "."]);
    assert_contains(&stdout(&output), "| quotes | exact | 1.000 | 1.000 | 1.000 | 1 | 1 | 1 |");
    assert_eq!(code(&output), 0);
    assert_eq!(code(&factbox_in(&folder, &["eval", "--min-f1", "quotes.exact=1", "."])), 0);
    let missed = r#"{"quotes": [{"text": "Council", "start": 0, "end": 7}, {"text": "We will build it,", "start": 16, "end": 33}]}"#;
    fs::write(folder.join("vote.gold.json"), missed).expect("it can be written");
    let output = factbox_in(&folder, &["eval", "--min-f1", "quotes.exact=0.7", "."]);
    assert_eq!(code(&output), 1);
    assert_contains(&String::from_utf8_lossy(&output.stderr), "F1 of quotes exact is 0.667, below 0.700");
    assert_eq!(code(&factbox_in(&folder, &["eval", "--min-f1", "qoutes=0.7", "."])), 2);
}

#[test]
fn eval_reaches_its_own_baseline_and_reads_reports() {
    let folder = with_files("eval-baseline", &[("vote.txt", TEXT), ("vote.gold.json", QUOTE)]);
    let table = stdout(&factbox_in(&folder, &["eval", "--format", "tsv", "."]));
    fs::write(folder.join("scores.tsv"), &table).expect("it can be written");
    assert_eq!(code(&factbox_in(&folder, &["eval", "--baseline", "scores.tsv", "."])), 0);
    let report = stdout(&factbox_in(&folder, &["vote.txt"]));
    fs::write(folder.join("vote.json"), report).expect("it can be written");
    assert_eq!(stdout(&factbox_in(&folder, &["eval", "--reports", ".", "--format", "tsv", "vote.gold.json"])), table);
    let json = stdout(&factbox_in(&folder, &["eval", "--format", "json", "."]));
    assert_contains(&json, "\"articles\": 1");
}

#[test]
fn a_gold_report_keeps_the_day_that_it_was_made_with() {
    let folder = with_files("eval-date", &[("a.txt", "A vote\n\nThey voted on Friday, said Ana Ruiz.\n")]);
    let report = stdout(&factbox_in(&folder, &["--date", "2024-03-04", "a.txt"]));
    fs::write(folder.join("a.gold.json"), report).unwrap();
    assert_contains(
        &stdout(&factbox_in(&folder, &["eval", "."])),
        "| dates | value | 1.000 | 1.000 | 1.000 | 1 | 1 | 1 |",
    );
}
