//! What the world does to a run: files that vanish or may not be read, disks that are full, names that play tricks, too
//! little memory. Each is named, nothing half is left, others go on.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod support;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::json;
use support::*;

#[test]
fn files_that_vanish_or_become_folders_are_named_and_others_go_on() {
    let folder = tree("vanish", &["b.txt", "c.txt", "d.txt"]);
    let pipe = folder.join("a");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = command_in(&folder, &["-j", "1", "a", "."]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Opening waits until the program reads: by then it knows all paths.
    let mut writer = fs::OpenOptions::new().write(true).open(&pipe).unwrap();
    fs::remove_file(folder.join("b.txt")).unwrap();
    fs::remove_file(folder.join("c.txt")).unwrap();
    fs::create_dir(folder.join("c.txt")).unwrap();
    writer.write_all(b"It snowed.").unwrap();
    drop(writer);
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), sources(&output)), (3, vec!["a".to_owned(), "d.txt".to_owned()]));
    let told = errors(&output);
    let expected = "factbox: b.txt: there is no such file; check the path\n\
                    factbox: c.txt: this is a folder; name the articles in it\n\
                    factbox: 2 of 4 files failed\n";
    assert_eq!(told, expected);
}

#[test]
fn a_folder_named_like_a_file_is_a_folder() {
    let folder = folder("folder-like-a-file");
    fs::create_dir_all(folder.join("news.txt/deep.txt.gz")).unwrap();
    fs::write(folder.join("news.txt/deep.txt.gz/a.txt"), "It rained.").unwrap();
    for arguments in [&["."][..], &["news.txt"]] {
        let output = factbox_in(&folder, arguments);
        assert!(is_fine(&output), "{}", errors(&output));
        assert_eq!(sources(&output), ["news.txt/deep.txt.gz/a.txt"]);
    }
}

#[test]
fn a_pipe_among_the_files_of_a_folder_is_left_alone() {
    let folder = tree("pipe-in-folder", &["a.txt"]);
    assert!(Command::new("mkfifo").arg(folder.join("b.txt")).status().unwrap().success());
    let output = factbox_in(&folder, &["."]);
    assert!(is_fine(&output), "{}", errors(&output));
    assert_eq!(sources(&output), ["a.txt"]);
}

#[test]
fn a_report_that_cannot_be_written_is_named_and_others_go_on() {
    let long = format!("{}.txt", "long".repeat(62));
    let folder = tree("in-the-way", &["a.txt", "b.txt", &long, "c.txt", "d"]);
    fs::create_dir_all(folder.join("d.json")).unwrap();
    fs::write(folder.join("d.json/e.txt"), "It rained.").unwrap();
    fs::create_dir_all(folder.join("facts/b.json")).unwrap();
    let articles = ["a.txt", "b.txt", &long, "c.txt", "d", "d.json/e.txt"];
    let output = factbox_in(&folder, &[&["--out-dir", "facts"], &articles[..]].concat());
    let told = errors(&output);
    assert_eq!(code(&output), 3, "{told}");
    for name in ["b.txt", &long, "d.json/e.txt"] {
        assert!(told.contains(&format!("factbox: {name}: its report cannot be written: ")), "{name}: {told}");
    }
    assert!(told.ends_with("factbox: 3 of 6 files failed\n"), "{told}");
    assert!(["a.json", "c.json", "d.json"].iter().all(|name| folder.join("facts").join(name).is_file()));
}

#[test]
fn of_two_articles_with_one_name_none_is_lost_without_a_word() {
    let folder = folder("one-name");
    let record = "{\"text\": \"It rained on Monday.\"}\n{\"id\": \"a\", \"text\": \"It rained on Friday.\"}\n";
    fs::write(folder.join("a.jsonl"), record).unwrap();
    fs::write(folder.join("b.jsonl"), "{\"text\": \"It snowed.\"}\n").unwrap();
    let run = |names: &[&str]| factbox_in(&folder, &[&["--input-format", "jsonl", "-o", "facts.db"], names].concat());
    let output = run(&["a.jsonl", "b.jsonl"]);
    assert_eq!(code(&output), 3);
    assert!(errors(&output).contains("b.jsonl: its report cannot be written: another article of this run"));
    assert_eq!(is_sound(&folder.join("facts.db"))["1"][4], 1, "the first one stays");
    for names in [["a.jsonl"], ["a.jsonl"], ["b.jsonl"]] {
        assert!(is_fine(&run(&names)), "what an earlier run has put is replaced");
    }
    assert_eq!(is_sound(&folder.join("facts.db")).len(), 2);
    assert_eq!(code(&run(&["b.jsonl", "b.jsonl"])), 3);
}

#[test]
fn what_may_not_be_read_is_named_and_others_go_on() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tree("unreadable", &["a.txt", "b.txt"]);
    fs::create_dir(folder.join("locked")).unwrap();
    fs::write(folder.join("locked/c.txt"), "It rained.").unwrap();
    let allow = |path: &str, mode| fs::set_permissions(folder.join(path), PermissionsExt::from_mode(mode)).unwrap();
    allow("a.txt", 0o000);
    allow("locked", 0o000);
    let output = as_nobody(&folder, &["."]);
    allow("locked", 0o755);
    let Some(output) = output else { return };
    assert_eq!((code(&output), sources(&output)), (3, vec!["b.txt".to_owned()]));
    let told = errors(&output);
    assert!(told.contains("factbox: a.txt: the file may not be read; check its permissions\n"), "{told}");
    assert!(told.contains("locked: Permission denied"), "{told}");
    assert!(told.ends_with("factbox: 2 of 3 files failed\n"), "{told}");
}

/// Runs the program so that permissions count: they do not for root. A copy, for the tree may be closed to others.
fn as_nobody(folder: &Path, arguments: &[&str]) -> Option<Output> {
    if fs::File::open(folder.join("a.txt")).is_err() {
        return Some(factbox_in(folder, arguments));
    }
    let program = std::env::temp_dir().join(format!("factbox-of-nobody-{}", std::process::id()));
    let open = program.with_extension("files");
    fs::copy(FACTBOX, &program).unwrap();
    assert!(Command::new("cp").arg("-a").args([folder, &open]).status().unwrap().success());
    let identity = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let output = Command::new("setpriv").args(identity).arg(&program).args(arguments).current_dir(&open).output();
    assert!(Command::new("rm").arg("-rf").args([&program, &open]).status().unwrap().success());
    match output {
        Ok(output) => Some(output),
        Err(error) => {
            eprintln!("SKIPPED: root may read everything, and there is no setpriv ({error})");
            None
        }
    }
}

/// A disk of some kilobytes, gone at the end.
struct Disk(PathBuf);

impl Disk {
    fn mount(test: &str, kilobytes: usize) -> Option<Self> {
        let folder = folder(test);
        let size = format!("size={kilobytes}k");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "none"]).arg(&folder).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(folder));
        }
        eprintln!("SKIPPED: a small disk cannot be mounted here; run as root to try full disks");
        None
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_ends_the_run_and_leaves_nothing_half() {
    let Some(disk) = Disk::mount("full-disk", 120) else { return };
    let folder = varied("full-disk-articles", 2);
    let on_disk = |name: &str| disk.0.join(name).to_str().unwrap().to_owned();
    for name in ["facts.jsonl", "facts.csv", "facts.json"] {
        fs::write(disk.0.join(name), "as it was").unwrap();
        let table = if name.ends_with("csv") { &["--table", "mentions"][..] } else { &[] };
        let output = factbox_in(&folder, &[&["news", "-o", &on_disk(name)], table].concat());
        assert_eq!(code(&output), 4, "{name}");
        assert!(errors(&output).contains("No space left"), "{}", errors(&output));
        assert_eq!(fs::read(disk.0.join(name)).unwrap(), b"as it was");
        assert_eq!(fs::read_dir(&disk.0).unwrap().count(), 1, "{name}: nothing else is left");
        fs::remove_file(disk.0.join(name)).unwrap();
    }

    let output = factbox_in(&folder, &["news", "--out-dir", &on_disk("facts")]);
    assert_eq!(code(&output), 4);
    assert!(errors(&output).contains("No space left"), "{}", errors(&output));
    let whole = factbox_in(&folder, &["news", "--out-dir", "facts"]);
    assert!(is_fine(&whole));
    let (made, wanted) = (content_in(&disk.0.join("facts")), content_in(&folder.join("facts")));
    let reports = made.iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "json"));
    assert!(reports.clone().count() > 5);
    assert!(reports.into_iter().all(|(path, bytes)| wanted[path] == *bytes), "a report is not whole");
    fs::remove_dir_all(disk.0.join("facts")).unwrap();

    let output = factbox_in(&folder, &["news", "-o", &on_disk("facts.sqlite")]);
    assert_eq!(code(&output), 4);
    assert!(errors(&output).contains("full"), "{}", errors(&output));
    is_sound(&disk.0.join("facts.sqlite"));
}

#[test]
fn a_damaged_ledger_costs_work_but_no_reports() {
    let folder = tree("ledger", &["a.txt", "b.txt"]);
    let arguments = ["--skip-existing", "-v", "--date", "2021-03-04", "a.txt", "b.txt", "--out-dir", "facts"];
    assert!(is_fine(&factbox_in(&folder, &arguments)));
    let ledger = folder.join("facts/.factbox-done.tsv");
    let whole = fs::read(&ledger).unwrap();
    let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for damage in [&b"\xff\xfe\0\0\n"[..], b"\0\0\0\0", b"\t\t\t\n\n%\t%zz\n", b"x\t99999999999999999999\ta.json\n"] {
        fs::write(&ledger, [&whole[..first], damage].concat()).unwrap();
        let output = factbox_in(&folder, &arguments);
        assert_eq!((code(&output), errors(&output).as_str()), (0, "factbox: a.txt: its report is up to date\n"));
    }
}

#[test]
fn a_corrupt_list_of_names_is_an_error_that_names_the_line() {
    let folder = tree("corrupt-list", &["a.txt"]);
    for (list, told) in [
        (&b"Nurn\tplace\n\xff\xfe\tplace\n"[..], "factbox: names.tsv: "),
        (b"Nurn\tplace\nNurn\tpla", "factbox: names.tsv: line 2: \"pla\" is no kind"),
        (b"\0\0\0\0", "factbox: names.tsv: line 1: "),
    ] {
        fs::write(folder.join("names.tsv"), list).unwrap();
        let output = factbox_in(&folder, &["--gazetteer", "names.tsv", "a.txt"]);
        assert!(matches!(code(&output), 2 | 4), "{list:?}");
        assert!(errors(&output).starts_with(told) && output.stdout.is_empty(), "{}", errors(&output));
    }
}

#[test]
fn names_of_articles_do_not_act_on_the_terminal() {
    let folder = folder("forged-names");
    let name = "a\u{1b}[2J\r\u{202e}.txt";
    fs::write(folder.join(name), b"\0").unwrap();
    let told = errors(&factbox_in(&folder, &["."]));
    assert!(!told.contains(['\u{1b}', '\r', '\u{202e}']), "{told:?}");
    let told = errors(&factbox_in(&folder, &["no\u{1b}[2J\n.txt"]));
    assert!(told.lines().count() == 1 && !told.contains('\u{1b}'), "{told:?}");
    let record = b"{\"text\": \"It rained.\", \"date\": \"\\u001b[2J\\n\"}\n";
    let told = errors(&factbox_reading(&["--input-format", "jsonl"], record));
    assert!(!told.contains('\u{1b}'), "{told:?}");
}

/// Where memory is limited, an article that would not fit is refused, and others go on.
#[test]
fn an_article_that_does_not_fit_in_memory_is_refused_and_others_go_on() {
    let folder = varied("memory", 1);
    let text = fs::read_to_string(root().join("fixtures/articles/agency-typhoon.txt")).unwrap();
    fs::write(folder.join("news/b-huge.txt"), text.repeat(30_000_000 / text.len())).unwrap();
    for threads in ["1", "2"] {
        let limited = format!("ulimit -v 600000; exec '{FACTBOX}' -j {threads} news");
        let output = Command::new("sh").args(["-c", &limited]).current_dir(&folder).output().unwrap();
        assert_eq!(code(&output), 3, "{}", errors(&output));
        assert!(errors(&output).contains("factbox: news/b-huge.txt: "), "{}", errors(&output));
        assert!(errors(&output).contains("memory"), "{}", errors(&output));
        assert_eq!(sources(&output).len(), fs::read_dir(folder.join("news")).unwrap().count() - 1);
    }
}

/// An article as long as is let in, of what takes most memory for its length. What the program takes by itself differs
/// from run to run, and so does what it lets in.
#[test]
fn an_article_that_is_let_in_fits_in_memory() {
    let folder = folder("let-in");
    let run = |bytes: usize| {
        fs::write(folder.join("a.txt"), "½".repeat(bytes / "½".len())).unwrap();
        let limited = format!("ulimit -v 500000; exec '{FACTBOX}' -j 1 --max-bytes 100000000 a.txt");
        Command::new("sh").args(["-c", &limited]).current_dir(&folder).output().unwrap()
    };
    let (mut bytes, mut is_read) = (10_000_000, false);
    for _ in 0..9 {
        let output = run(bytes);
        is_read = is_fine(&output);
        if is_read {
            break;
        }
        let told = errors(&output);
        let most = told.split("has more than ").nth(1).and_then(|rest| rest.split(' ').next());
        bytes = most.and_then(|most| most.parse().ok()).unwrap_or_else(|| panic!("{bytes} bytes: {told}"));
    }
    assert!(is_read && bytes > 100_000, "{bytes}");
}

#[test]
fn names_of_articles_do_not_act_on_the_index_of_pages() {
    let folder = folder("forged-pages");
    let names =
        ["javascript:alert(1).txt", "\"><img src=x onerror=alert(1)>.txt", "a\u{1b}\u{202e}b.txt", "&lt;b&gt;.txt"];
    names.iter().for_each(|name| fs::write(folder.join(name), "It rained on Monday.\n").unwrap());
    let output = factbox_in(&folder, &[&["view", "-o", "pages"], &names[..]].concat());
    assert!(is_fine(&output), "{}", errors(&output));
    let index = fs::read_to_string(folder.join("pages/index.html")).unwrap();
    for forged in ["href=\"javascript:", "<img", "\u{1b}", "\u{202e}", ">&lt;b"] {
        assert!(!index.contains(forged), "{forged:?}");
    }
    assert_eq!(index.matches("javascript%3Aalert").count(), 1, "the page can be reached");
    fs::write(folder.join("bad\u{1b}[2J.txt"), b"\0").unwrap();
    let told = errors(&factbox_in(&folder, &["view", "-o", "pages", names[0], "bad\u{1b}[2J.txt"]));
    assert!(told.contains("binary") && !told.contains('\u{1b}'), "{told:?}");
}

#[test]
fn no_name_leads_out_of_the_folder_of_reports() {
    let folder = folder("traversal");
    fs::create_dir(folder.join("in")).unwrap();
    for name in ["../../evil", "/evil", "..", "a/../../evil", "./../evil", "\\..\\evil", "~/evil"] {
        let arguments = ["--stdin-name", name, "--out-dir", "facts", "-"];
        let output = factbox_in(&folder.join("in"), &arguments);
        assert_eq!(code(&output), 0, "{name}: {}", errors(&output));
    }
    let ids = ["../../evil", "/evil", "..", "a/../../evil", "C:\\evil", "nul\0", ""];
    let records: String = ids.iter().map(|id| json!({"id": id, "text": "It rained."}).to_string() + "\n").collect();
    fs::write(folder.join("in/records.jsonl"), records).unwrap();
    let pages = ["view", "--input-format", "jsonl", "records.jsonl", "-o", "facts/pages"];
    let output = factbox_in(&folder.join("in"), &pages);
    assert!(is_fine(&output), "{}", errors(&output));
    assert_eq!(fs::read_dir(folder.join("in/facts/pages")).unwrap().count(), ids.len() + 1);
    fs::remove_file(folder.join("in/records.jsonl")).unwrap();
    let outside: Vec<_> = content_in(&folder).into_keys().filter(|path| !path.starts_with("in/facts")).collect();
    assert_eq!(outside, [""; 0].map(PathBuf::from));
    assert!(!Path::new("/evil.json").exists());
    let records = ["--input-format", "jsonl", "--out-dir", "facts"];
    assert_eq!(code(&factbox_in(&folder, &records)), 2, "the ids of records name no files");
}
