//! Many articles: order and threads, failures, files that are whole or not there, and runs that are broken off.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::Stdio;

use support::*;

#[test]
fn the_bytes_do_not_depend_on_the_number_of_threads() {
    let folder = archive("threads", 4);
    let run = |threads: &str, more: &[&str]| factbox_in(&folder, &[&["-j", threads, "news"], more].concat());
    for more in [&[][..], &["--format", "json"], &["--format", "text"]] {
        let one = run("1", more);
        assert!(is_fine(&one));
        for threads in ["2", "8"] {
            assert!(run(threads, more).stdout == one.stdout, "-j {threads} {more:?}");
        }
    }
    let mut unordered = sources(&run("8", &["--unordered"]));
    unordered.sort_unstable();
    assert_eq!(unordered, sources(&run("1", &[])));
}

#[test]
fn records_keep_their_order_on_any_number_of_threads() {
    let records: String = (0..300).map(|id| format!("{{\"id\":\"{id}\",\"text\":\"It rained.\"}}\n")).collect();
    for threads in ["1", "7"] {
        let output = factbox_reading(&["--input-format", "jsonl", "-j", threads], records.as_bytes());
        assert_eq!(sources(&output), (0..300).map(|id| id.to_string()).collect::<Vec<_>>());
    }
}

#[test]
fn a_bad_file_is_named_and_counted() {
    let folder = tree("bad", &["a.txt", "c.txt"]);
    fs::write(folder.join("b.txt"), b"\0\0").unwrap();
    let output = factbox_in(&folder, &["."]);
    assert_eq!((code(&output), sources(&output)), (3, vec!["a.txt".to_owned(), "c.txt".to_owned()]));
    assert_eq!(errors(&output).lines().last(), Some("factbox: 1 of 3 files failed"));
    let fast = factbox_in(&folder, &["--fail-fast", "."]);
    assert_eq!((code(&fast), sources(&fast)), (3, vec!["a.txt".to_owned()]));
    let quiet = factbox_in(&folder, &["-q", "."]);
    assert_eq!(errors(&quiet).lines().count(), 1);
    assert_eq!(errors(&factbox_in(&folder, &["-qq", "."])), "");
    let records = reports(&factbox_in(&folder, &["--error-records", "."]));
    assert_eq!(records.len(), 3);
    assert_eq!((&records[1]["source"], &records[1]["error"]["kind"]), (&"b.txt".into(), &"binary".into()));
    assert_eq!(code(&factbox_in(&folder, &["--format", "json", "b.txt", "none.txt"])), 4);
}

#[test]
fn a_file_is_replaced_when_all_is_done() {
    let folder = tree("output", &["a.txt", "b.txt"]);
    assert!(is_fine(&factbox_in(&folder, &["-o", "facts.jsonl", "a.txt"])));
    let report = fs::read(folder.join("facts.jsonl")).unwrap();
    assert_eq!(report, factbox_in(&folder, &["--format", "jsonl", "a.txt"]).stdout);
    assert_eq!(code(&factbox_in(&folder, &["-o", "facts.jsonl", "none.txt"])), 4);
    assert_eq!(code(&factbox_in(&folder, &["-o", "facts.jsonl", "--fail-fast", "a.txt", "none.txt", "b.txt"])), 3);
    assert_eq!(fs::read(folder.join("facts.jsonl")).unwrap(), report, "a run without success leaves the file");
    assert_eq!(code(&factbox_in(&folder, &["-o", "facts.jsonl", "a.txt", "none.txt", "b.txt"])), 3);
    assert_eq!(fs::read(folder.join("facts.jsonl")).unwrap().split(|b| *b == b'\n').count(), 3);
    assert_eq!(content(&folder).len(), 3, "nothing else is left");
    let lost = factbox_in(&folder, &["-o", "no/facts.jsonl", "a.txt"]);
    assert_eq!(code(&lost), 4);
    assert!(errors(&lost).starts_with("factbox: no/facts.jsonl: "));
}

#[test]
fn an_article_of_ten_megabytes_on_one_line() {
    let text = "The ferry sank in 1912, said Anna Gow. ".repeat(256 * 1024);
    let output = factbox_reading(&["--format", "jsonl"], text.as_bytes());
    assert_eq!(code(&output), 0);
    assert_eq!(reports(&output)[0]["article"]["counts"]["characters"], text.len());
}

#[test]
fn whoever_has_seen_enough_ends_a_batch() {
    let folder = archive("enough", 3);
    let mut child = command_in(&folder, &["news"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(first.starts_with("{\"schema_version\""));
    assert!(is_fine(&output), "{}", errors(&output));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_ends_a_batch() {
    let folder = archive("full", 2);
    let output = factbox_in(&folder, &["-j", "2", "-o", "/dev/full", "news"]);
    assert_eq!(code(&output), 4);
    assert!(errors(&output).starts_with("factbox: /dev/full: No space left"), "{}", errors(&output));
}

#[test]
#[cfg(target_os = "linux")]
fn an_interruption_leaves_whole_reports_and_no_other_files() {
    let folder = archive("interrupt", 3);
    let mut child = to_be_interrupted(&folder, &["-j", "2", "-o", "facts.jsonl", "--input-format", "jsonl"]);
    let mut records = child.stdin.take().unwrap();
    records.write_all(b"{\"text\": \"It rained.\"}\n").unwrap();
    while !folder.join(".facts.jsonl.part").exists() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    send("-INT", &child);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let left: Vec<_> = content(&folder).into_keys().filter(|path| !path.starts_with(folder.join("news"))).collect();
    assert_eq!(left, [""; 0].map(PathBuf::from));
}

#[test]
fn so_many_failures_are_enough() {
    let folder = tree("max-errors", &["a.txt", "c.txt", "e.txt"]);
    let run = |most: &str| factbox_in(&folder, &["--max-errors", most, "a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]);
    let output = run("2");
    assert_eq!((code(&output), sources(&output)), (3, vec!["a.txt".to_owned(), "c.txt".to_owned()]));
    assert_eq!(errors(&output).lines().last(), Some("factbox: stopped: 2 of 4 files failed"));
    assert_eq!((code(&run("3")), sources(&run("3")).len()), (3, 3));
    assert_eq!(code(&run("0")), 2);
}

#[test]
fn strict_takes_warnings_for_failures() {
    let folder = tree("strict", &["a.txt", "b.txt"]);
    fs::write(folder.join("b.txt"), "OBAN, March 3, 2021 (Newswire) — It rained on Monday.\n").unwrap();
    let run = |more: &[&str]| factbox_in(&folder, &[&["--format", "jsonl", "a.txt", "b.txt"], more].concat());
    assert_eq!(code(&run(&[])), 0);
    let output = run(&["--strict"]);
    assert_eq!((code(&output), sources(&output)), (3, vec!["b.txt".to_owned()]));
    assert!(errors(&output).starts_with("factbox: a.txt: no day of publication is known"), "{}", errors(&output));
    assert_eq!(reports(&run(&["--strict", "--error-records"]))[0]["error"]["kind"], "warning");
    assert_eq!(code(&run(&["--strict", "--date", "2021-03-03"])), 0);
}

#[test]
fn articles_with_a_nul_byte_between_them() {
    let text = "It rained on Monday.\0\0Prices rose 5 per cent.\nThe end.\0Zo\u{eb} left.";
    let output = factbox_reading(&["--input-format", "nul", "--date", "2021-03-04", "-j", "2"], text.as_bytes());
    assert!(is_fine(&output), "{}", errors(&output));
    assert_eq!(sources(&output), ["1", "3", "4"]);
    let reports = reports(&output);
    assert_eq!(reports[0]["dates"][0]["value"], "2021-03-01");
    assert_eq!(reports[1]["article"]["counts"]["characters"], 32);
    assert_eq!(code(&factbox_reading(&["--input-format", "nul", "--out-dir", "x"], b"")), 2);
}

#[test]
fn progress_is_told_where_it_is_asked_for() {
    let records = "{\"text\": \"It rained on Monday.\"}\n".repeat(10);
    let mut child = command_in(&folder("progress"), &["--progress", "always", "--input-format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(records.as_bytes()).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(10_100));
    input.write_all(records.as_bytes()).unwrap();
    drop(input);
    let told = errors(&child.wait_with_output().unwrap());
    let (count, rest) = told.strip_prefix("factbox: ").unwrap().split_once(' ').unwrap();
    assert!(count.parse::<u32>().is_ok_and(|count| (11..=20).contains(&count)), "{told}");
    assert!(rest.starts_with("articles, 0.0 MB/s\n"), "{told}");
}

#[test]
fn the_name_of_a_file_says_whether_it_holds_records() {
    let record = "{\"id\": \"one\", \"text\": \"It rained.\"}\n";
    let article = ("a.txt", "It rained on Monday.\n");
    let folder =
        with_files("records-by-name", &[("r.jsonl", record), ("R.NDJSON", record), ("r.json", record), article]);
    fs::write(folder.join("r.jsonl.gz"), gzip(record.as_bytes())).unwrap();
    let found = |arguments: &[&str]| sources(&factbox_in(&folder, arguments));
    assert_eq!(found(&["r.jsonl"]), ["one"]);
    assert_eq!(found(&["R.NDJSON", "a.txt", "r.jsonl.gz"]), ["one", "a.txt", "one"]);
    assert_eq!(found(&["."]), ["a.txt"], "records in folders are read when they are asked for");
    assert_eq!(found(&[".", "--glob", "*.jsonl"]), ["one"]);
    assert_eq!(found(&[".", "--input-format", "jsonl"]), ["one"; 2]);
    assert_eq!(found(&["r.jsonl", "--input-format", "text", "--format", "jsonl"]), ["r.jsonl"]);

    // An article that is a record is a mistake.
    let told =
        "this is a record of JSON Lines; read it with --input-format jsonl, or as it stands with --input-format text";
    let output = factbox_in(&folder, &["r.json", "a.txt"]);
    assert_eq!((code(&output), sources(&output)), (3, vec!["a.txt".to_owned()]));
    assert_eq!(errors(&output), format!("factbox: r.json: {told}\nfactbox: 1 of 2 files failed\n"));
    let output = factbox_reading(&[], record.as_bytes());
    assert_eq!((code(&output), errors(&output)), (4, format!("factbox: -: {told}\n")));
    assert!(is_fine(&factbox_reading(&[], b"{\"It rained\"} is what she wrote.\n")));

    // Records have no files of their own.
    assert_eq!(code(&factbox_in(&folder, &["r.jsonl", "--out-dir", "facts"])), 2);
    fs::write(folder.join("list"), "a.txt\nr.jsonl\n").unwrap();
    let output = factbox_in(&folder, &["--files-from", "list", "--out-dir", "facts"]);
    assert_eq!(code(&output), 3);
    assert!(errors(&output).starts_with("factbox: r.jsonl: --out-dir is for articles in files of their own; "));
    assert!(folder.join("facts/a.json").exists());
    assert!(is_fine(&factbox_in(&folder, &["view", "r.jsonl", "-o", "pages"])));
    assert!(folder.join("pages/one.html").exists());
}
