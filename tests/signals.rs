//! What stops a run: readers and writers that stop or never do, signals at any moment. Nothing half is left, and nothing
//! that was reported done is lost.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use support::*;

fn piped(arguments: &[&str]) -> Child {
    let mut command = Command::new(FACTBOX);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn a_reader_may_close_at_any_point() {
    let folder = varied("closed", 1);
    let calls = [
        &["news"][..],
        &["news", "--format", "json"],
        &["news", "--format", "text"],
        &["news", "--table", "mentions"],
        &["schema"],
        &["--help"],
        &["man"],
        &["completions", "bash"],
        &["view", "news/byelection-00.txt"],
    ];
    for call in calls {
        for bytes in [0, 1, 100, 5000, 20_000, 70_000] {
            let mut command = command_in(&folder, call);
            let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            let mut out = child.stdout.take().unwrap().take(bytes);
            out.read_to_end(&mut Vec::new()).unwrap();
            drop(out);
            let output = child.wait_with_output().unwrap();
            assert!(is_fine(&output), "{call:?} closed after {bytes} bytes: {}", errors(&output));
        }
    }
}

#[test]
fn a_slow_writer_is_waited_for() {
    let mut child = piped(&["--format", "jsonl"]);
    let mut input = child.stdin.take().unwrap();
    let text = fs::read(root().join("fixtures/articles/byelection.txt")).unwrap();
    for bytes in text.chunks(500) {
        input.write_all(bytes).unwrap();
        std::thread::sleep(Duration::from_millis(50)); // 10 kB/s
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(is_fine(&output));
    let at_once = factbox_reading(&["--format", "jsonl"], &text);
    assert_eq!(output.stdout, at_once.stdout);
}

#[test]
fn an_article_without_end_is_broken_off_in_bounded_memory() {
    let mut child = piped(&["--max-bytes", "3000000"]);
    let mut input = child.stdin.take().unwrap();
    let line = b"It rained on Monday, said Anna Gow.\n".repeat(1000);
    until(|| input.write_all(&line).is_err());
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 4);
    let told = "factbox: -: the article has more than 3000000 bytes; split it, or raise --max-bytes\n";
    assert_eq!(errors(&output), told);

    // A record without end: what is read of it is let go.
    let mut child = piped(&["--input-format", "jsonl", "--max-bytes", "3000000"]);
    let mut input = child.stdin.take().unwrap();
    let line = b"It rained on Monday, said Anna Gow. ".repeat(1000);
    (0..1500).for_each(|_| input.write_all(&line).unwrap());
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let memory = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
    assert!(memory.unwrap().parse::<usize>().unwrap() < 50_000, "{memory:?} kB for 54 MB");
    input.write_all(b"\n{\"text\": \"It rained.\"}\n").unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), sources(&output)), (3, vec!["2".to_owned()]));
}

/// A run that has begun the file `facts.jsonl` and waits for more records.
fn begun(how: &str, folder: &Path) -> Child {
    let mut child = with_signals(how, folder, &["--input-format", "jsonl", "-o", "facts.jsonl"]);
    child.stdin.as_mut().unwrap().write_all(b"{\"text\": \"It rained.\"}\n").unwrap();
    until(|| fs::metadata(folder.join(".facts.jsonl.part")).is_ok_and(|part| part.len() > 0));
    child
}

/// Ends the input of a run.
fn ended(mut child: Child) -> Output {
    drop(child.stdin.take());
    child.wait_with_output().unwrap()
}

#[test]
fn every_signal_that_ends_a_run_has_it_clean_up() {
    let folder = folder("signals-each");
    for (how, signal, ends_with) in [
        ("--default-signal=INT,TERM,HUP", "-INT", 130),
        ("--default-signal=INT,TERM,HUP", "-TERM", 143),
        ("--default-signal=INT,TERM,HUP", "-HUP", 129),
        ("--ignore-signal=INT", "-TERM", 143),
        ("--ignore-signal=HUP", "-TERM", 143),
        ("--ignore-signal=INT,HUP", "-TERM", 143),
    ] {
        let mut child = begun(how, &folder);
        // Waiting closes the input, and a run whose input ends may be done before the signal is looked at.
        let _input = child.stdin.take();
        send(signal, &child);
        assert_eq!(child.wait().unwrap().code(), Some(ends_with), "{how} {signal}");
        assert_eq!(content(&folder).len(), 0, "{how} {signal} leaves something");
    }
}

#[test]
fn a_signal_that_is_ignored_stays_so() {
    let folder = folder("signals-ignored");
    for (name, signal) in [("INT", "-INT"), ("HUP", "-HUP"), ("TERM", "-TERM")] {
        let child = begun(&format!("--ignore-signal={name}"), &folder);
        send(signal, &child);
        std::thread::sleep(Duration::from_millis(100));
        assert!(is_fine(&ended(child)), "{name}");
        assert_eq!(fs::read_to_string(folder.join("facts.jsonl")).unwrap().lines().count(), 1);
    }
}

#[test]
fn what_a_killed_run_left_is_replaced() {
    let folder = folder("signals-killed");
    let mut child = begun("--default-signal=INT", &folder);
    send("-KILL", &child);
    child.wait().unwrap();
    let part = folder.join(".facts.jsonl.part");
    fs::write(&part, "left over, and longer than a report\n".repeat(1000)).unwrap();
    assert!(is_fine(&ended(begun("--default-signal=INT", &folder))));
    assert_eq!(fs::read_to_string(folder.join("facts.jsonl")).unwrap().lines().count(), 1);
    assert!(!part.exists());
}

#[test]
fn of_two_runs_that_write_one_file_the_second_fails() {
    let folder = tree("two-runs", &["a.txt"]);
    for name in ["facts.jsonl", "facts.sqlite"] {
        let part = folder.join(format!(".{name}.part"));
        let first = with_signals("--default-signal=INT", &folder, &["-o", name]);
        until(|| part.exists());
        let second = factbox_in(&folder, &["a.txt", "-o", name]);
        let told = format!(
            "factbox: {name}: another run of factbox is writing it; wait until that has ended, or write elsewhere\n"
        );
        assert_eq!((code(&second), errors(&second)), (4, told));
        assert!(part.exists(), "what the first has begun is there");
        assert!(is_fine(&ended(first)), "{name}");
        assert!(folder.join(name).exists() && !part.exists(), "{name}");
        assert!(is_fine(&factbox_in(&folder, &["a.txt", "-o", name])), "later runs may write it");
    }
}

#[test]
fn runs_that_write_into_one_folder_leave_whole_reports() {
    let folder = varied("two-runs-folder", 1);
    let arguments = |out: &'static str| ["-j", "1", "news", "--out-dir", out];
    assert!(is_fine(&factbox_in(&folder, &arguments("alone"))));
    let runs = [(); 3].map(|()| {
        let mut command = command_in(&folder, &arguments("together"));
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    });
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert!(is_fine(&output), "{}", errors(&output));
    }
    let reports = |out: &str| {
        let mut made = content_in(&folder.join(out));
        made.remove(Path::new(".factbox-done.tsv"));
        made
    };
    assert!(reports("together") == reports("alone"));
}

/// Moments that look chosen by chance but are the same every time: milliseconds after the start.
fn moments(count: u64, seed: u64) -> impl Iterator<Item = Duration> {
    let mixed = move |at: u64| (at + seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    (0..count).map(move |at| Duration::from_millis(5 + mixed(at) % (60 * (at + 1))))
}

/// Starts a batch and sends it a signal at that moment; whether it was still at work.
fn broken_off(folder: &Path, arguments: &[&str], signal: &str, moment: Duration, out: Stdio) -> bool {
    let mut child = command_in(folder, arguments).stdout(out).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(moment);
    let is_at_work = child.try_wait().unwrap().is_none();
    if is_at_work {
        send(signal, &child);
    }
    let status = child.wait().unwrap();
    if is_at_work && signal == "-TERM" {
        // It may have come before there was anything to clean up, or after all was done.
        use std::os::unix::process::ExitStatusExt;
        assert!(matches!(status.code(), Some(0 | 143)) || status.signal() == Some(15), "{status}");
    }
    is_at_work
}

#[test]
fn signals_at_any_moment_leave_whole_files_in_a_folder() {
    let folder = varied("signals-folder", 4);
    let arguments = |out: &'static str| ["-j", "2", "--skip-existing", "news", "--out-dir", out];
    assert!(is_fine(&factbox_in(&folder, &arguments("whole"))));
    let whole = content_in(&folder.join("whole"));
    for (at, moment) in moments(8, 1).enumerate() {
        let signal = ["-KILL", "-TERM"][at % 2];
        broken_off(&folder, &arguments("broken"), signal, moment, Stdio::null());
        if !folder.join("broken").exists() {
            continue;
        }
        let made = content_in(&folder.join("broken"));
        let is_report = |path: &Path| path.extension().is_some_and(|ending| ending == "json");
        for (path, bytes) in made.iter().filter(|(path, _)| is_report(path)) {
            assert!(whole[path] == *bytes, "{} is not whole after {signal}", path.display());
        }
        let ledger = made.get(Path::new(".factbox-done.tsv")).map_or("", |bytes| str::from_utf8(bytes).unwrap());
        for line in ledger.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
            let place = Path::new(line.trim_end().rsplit('\t').next().unwrap());
            assert!(made.contains_key(place), "{} was reported done and is lost", place.display());
        }
    }
    assert!(is_fine(&factbox_in(&folder, &arguments("broken"))));
    let mut made = content_in(&folder.join("broken"));
    made.retain(|path, _| path.extension().is_none_or(|ending| ending != "tsv"));
    let mut whole = whole;
    whole.retain(|path, _| path.extension().is_none_or(|ending| ending != "tsv"));
    assert!(made == whole, "what was broken off is not what it would have been");
}

#[test]
fn signals_at_any_moment_leave_a_file_as_it_was() {
    let folder = varied("signals-file", 4);
    for (name, more) in [("facts.jsonl", &[][..]), ("facts.csv", &["--table", "mentions"])] {
        let arguments = [&["-j", "2", "news", "-o", name], more].concat();
        assert!(is_fine(&factbox_in(&folder, &arguments)));
        let whole = fs::read(folder.join(name)).unwrap();
        for (at, moment) in moments(6, 2).enumerate() {
            fs::write(folder.join(name), "as it was").unwrap();
            let signal = ["-TERM", "-KILL"][at % 2];
            broken_off(&folder, &arguments, signal, moment, Stdio::null());
            let left = fs::read(folder.join(name)).unwrap();
            assert!(left == b"as it was" || left == whole, "{name} is half written after {signal}");
            // What SIGKILL leaves is there in the next round.
            let part = folder.join(format!(".{name}.part"));
            assert!(signal == "-KILL" || !part.exists(), "the unfinished file is left after {signal}");
        }
    }
}

#[test]
fn signals_at_any_moment_leave_whole_lines_on_standard_output() {
    let folder = varied("signals-stream", 4);
    for more in [&[][..], &["--table", "mentions"]] {
        let arguments = [&["-j", "2", "news"], more].concat();
        let whole = factbox_in(&folder, &arguments).stdout;
        for (at, moment) in moments(6, 3).enumerate() {
            let signal = ["-TERM", "-KILL"][at % 2];
            let out = fs::File::create(folder.join("out")).unwrap();
            broken_off(&folder, &arguments, signal, moment, out.into());
            let left = fs::read(folder.join("out")).unwrap();
            assert!(whole.starts_with(&left), "what is there is not the beginning of the whole");
            assert!(signal == "-KILL" || left.is_empty() || left.ends_with(b"\n"), "a line is half after {signal}");
        }
    }
}

#[test]
fn signals_at_any_moment_leave_whole_articles_in_a_database() {
    let folder = varied("signals-database", 4);
    let arguments = |out: &'static str| ["-j", "2", "news", "-o", out];
    assert!(is_fine(&factbox_in(&folder, &arguments("whole.sqlite"))));
    let whole = is_sound(&folder.join("whole.sqlite"));
    for (at, moment) in moments(8, 4).enumerate() {
        broken_off(&folder, &arguments("broken.sqlite"), ["-KILL", "-TERM"][at % 2], moment, Stdio::null());
        if folder.join("broken.sqlite").exists() {
            let made = is_sound(&folder.join("broken.sqlite"));
            assert!(made.iter().all(|(source, facts)| whole[source] == *facts), "an article is not whole");
        }
    }
    assert!(is_fine(&factbox_in(&folder, &arguments("broken.sqlite"))));
    assert_eq!(is_sound(&folder.join("broken.sqlite")), whole);
}
