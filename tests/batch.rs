//! Many articles: folders and lists of paths, order and threads, files of reports, and runs that are broken off.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use support::*;

/// A folder with the invented articles, in folders of their own.
fn archive(test: &str, copies: usize) -> PathBuf {
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
fn tree(test: &str, paths: &[&str]) -> PathBuf {
    let folder = folder(test);
    for path in paths {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "It rained on Monday.\n").unwrap();
    }
    folder
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// All files under a folder, hidden ones too, with their content.
fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
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

fn is_fine(output: &Output) -> bool {
    (code(output), errors(output).as_str()) == (0, "")
}

#[test]
fn a_folder_gives_its_articles_in_the_order_of_their_paths() {
    let paths = ["b/z.txt", "b.txt", "a/2.txt", "a/10.txt", "a/deep/er/x.txt", "B.txt", "ä.txt"];
    let folder = tree("folder-order", &paths);
    let output = factbox_in(&folder, &["."]);
    assert!(is_fine(&output), "{}", errors(&output));
    let mut sorted = paths;
    sorted.sort_unstable_by_key(|path| path.as_bytes());
    assert_eq!(sources(&output), sorted);
}

#[test]
fn hidden_ignored_and_other_files_are_left_out_unless_named() {
    let paths = ["a.txt", "note.md", ".hidden.txt", ".git/x.txt", "drafts/d.txt", "old.txt", "c.json", ".ignore"];
    let folder = tree("folder-ignore", &paths);
    fs::write(folder.join(".ignore"), "drafts/\nold.txt\n").unwrap();
    let found = |arguments: &[&str]| sources(&factbox_in(&folder, arguments));
    assert_eq!(found(&["."]), ["a.txt"]);
    assert_eq!(
        found(&["--format", "jsonl", "old.txt", ".hidden.txt", "note.md"]),
        ["old.txt", ".hidden.txt", "note.md"]
    );
    assert_eq!(found(&["--all", "."]), [".git/x.txt", ".hidden.txt", "a.txt", "drafts/d.txt", "old.txt"]);
    assert_eq!(found(&["--glob", "*.md", "."]), ["note.md"]);
    assert_eq!(found(&["--all", "--glob", "!drafts", "--glob", "!.git", "."]), [".hidden.txt", "a.txt", "old.txt"]);
}

#[test]
#[cfg(unix)]
fn links_are_followed_but_nothing_is_read_twice() {
    use std::os::unix::fs::symlink;
    let folder = tree("folder-links", &["news/a.txt", "news/deep/b.txt", "other/c.txt", "other/d.txt"]);
    let news = folder.join("news");
    symlink(&news, news.join("loop")).unwrap();
    symlink(news.join("a.txt"), news.join("again.txt")).unwrap();
    symlink(folder.join("other"), news.join("first")).unwrap();
    symlink(folder.join("other"), news.join("second")).unwrap();
    symlink(folder.join("nowhere"), news.join("dead")).unwrap();
    let output = factbox_in(&folder, &["news"]);
    assert_eq!(sources(&output), ["news/a.txt", "news/deep/b.txt", "news/first/c.txt", "news/first/d.txt"]);
}

#[test]
fn a_list_of_paths_gives_the_same_reports_as_the_folder() {
    let folder = archive("list", 2);
    let whole = factbox_in(&folder, &["news"]);
    let mut paths = sources(&whole);
    paths.reverse();
    paths.rotate_left(5);
    for (list, arguments) in
        [(paths.join("\n"), &["--files-from", "list"][..]), (paths.join("\0"), &["-0", "--files-from", "list"])]
    {
        fs::write(folder.join("list"), list).unwrap();
        let listed = factbox_in(&folder, arguments);
        assert_eq!(sources(&listed), paths);
        let mut lines: [Vec<_>; 2] = [&whole, &listed].map(|output| output.stdout.split(|b| *b == b'\n').collect());
        lines.iter_mut().for_each(|lines| lines.sort_unstable());
        assert_eq!(lines[0], lines[1]);
    }
}

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
fn what_is_packed_is_unpacked() {
    let folder = folder("gzip");
    let text = fs::read(root().join("fixtures/inputs/ferry.txt")).unwrap();
    fs::write(folder.join("a.txt"), &text).unwrap();
    fs::write(folder.join("b.txt.gz"), [gzip(&text[..100]), gzip(&text[100..])].concat()).unwrap();
    fs::write(folder.join("c.jsonl.gz"), gzip(b"{\"id\":\"c\",\"text\":\"It rained.\"}\n")).unwrap();
    fs::write(folder.join("cut.txt.gz"), &gzip(&text)[..100]).unwrap();
    let output = factbox_in(&folder, &["."]);
    assert_eq!((code(&output), sources(&output)), (3, vec!["a.txt".to_owned(), "b.txt.gz".to_owned()]));
    assert!(errors(&output).starts_with("factbox: cut.txt.gz: "), "{}", errors(&output));
    let [plain, packed] = &reports(&output)[..] else { panic!() };
    assert_eq!(plain["figures"], packed["figures"]);
    assert_eq!(sources(&factbox_in(&folder, &["--input-format", "jsonl", "."])), ["c"]);
    let bomb = factbox_in(&folder, &["--max-bytes", "200", "b.txt.gz"]);
    assert_eq!(code(&bomb), 4);
    assert!(errors(&bomb).contains("more than 200 bytes"));
}

#[test]
fn a_bad_file_is_named_and_counted() {
    let folder = tree("bad", &["a.txt", "c.txt"]);
    fs::write(folder.join("b.txt"), b"\0\0").unwrap();
    let output = factbox_in(&folder, &["."]);
    assert_eq!((code(&output), sources(&output)), (3, vec!["a.txt".to_owned(), "c.txt".to_owned()]));
    assert_eq!(errors(&output).lines().last(), Some("factbox: 1 of 3 articles failed"));
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
fn an_empty_folder_is_no_failure_unless_asked() {
    let folder = folder("empty");
    let output = factbox_in(&folder, &["."]);
    assert_eq!((code(&output), output.stdout.len()), (0, 0));
    assert!(errors(&output).starts_with("factbox: no articles here; "));
    assert_eq!(code(&factbox_in(&folder, &["--require-input", "."])), 4);
    assert_eq!(factbox_in(&folder, &["--format", "json", "."]).stdout, b"[\n]\n");
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
fn a_folder_of_reports_mirrors_the_articles() {
    let folder = tree("out-dir", &["news/a.txt", "news/deep/b.txt", "c.txt"]);
    assert!(is_fine(&factbox_in(&folder, &["--out-dir", "facts", "news", "../out-dir/c.txt"])));
    for (report, article) in
        [("news/a", "news/a.txt"), ("news/deep/b", "news/deep/b.txt"), ("out-dir/c", "../out-dir/c.txt")]
    {
        let report = fs::read(folder.join(format!("facts/{report}.json"))).unwrap();
        assert_eq!(report, factbox_in(&folder, &[article]).stdout);
    }
    assert_eq!(content(&folder.join("facts")).len(), 4, "three reports and the ledger");
}

#[test]
fn reports_stay_in_their_folder_and_spare_the_articles() {
    let folder = tree("out-dir-traversal", &["in/a.txt", "b.txt"]);
    fs::write(folder.join("in/a.txt.gz"), gzip(b"It rained.")).unwrap();
    let output =
        factbox_in(&folder.join("in"), &["--out-dir", "facts", "../b.txt", "../in/../b.txt", "a.txt", "a.txt.gz"]);
    assert_eq!(code(&output), 3);
    assert!(errors(&output).contains("a.txt.gz: its report would replace that of another article"));
    let made = content(&folder.join("in/facts"));
    let names: Vec<_> = made.keys().map(|path| path.strip_prefix(folder.join("in/facts")).unwrap()).collect();
    assert_eq!(names, [".factbox-done.tsv", "a.json", "b.json", "in/b.json"].map(Path::new));
    let output = factbox_in(&folder, &["--format", "text", "--out-dir", ".", "b.txt"]);
    assert_eq!(code(&output), 4);
    assert_eq!(fs::read(folder.join("b.txt")).unwrap(), b"It rained on Monday.\n");
}

#[test]
fn reports_that_are_up_to_date_are_left() {
    let folder = tree("skip-existing", &["a.txt", "b.txt", "c.txt", "d.txt"]);
    let run = |more: &[&str]| {
        let output = factbox_in(
            &folder,
            &[&["--out-dir", "facts", "--skip-existing", "-v", "a.txt", "b.txt", "c.txt", "d.txt"], more].concat(),
        );
        assert_eq!(code(&output), 0);
        let skipped = errors(&output);
        let names = skipped.lines().filter_map(|line| line.strip_suffix(": its report is up to date"));
        names.map(|name| name.strip_prefix("factbox: ").unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(run(&[]), [""; 0]);
    assert_eq!(run(&[]), ["a.txt", "b.txt", "c.txt", "d.txt"]);
    fs::write(folder.join("a.txt"), "It snowed on Monday.\n").unwrap();
    fs::remove_file(folder.join("facts/b.json")).unwrap();
    fs::write(folder.join("facts/c.json"), "{").unwrap();
    assert_eq!(run(&[]), ["d.txt"], "changed, lost and cut reports are made again");
    assert_eq!(run(&["--offsets", "byte"]), [""; 0], "other options make other reports");
    fs::write(folder.join("a.txt"), "It rained on Monday.\n").unwrap();
    assert_eq!(run(&["--offsets", "byte"]), ["b.txt", "c.txt", "d.txt"]);
    let ledger = folder.join("facts/.factbox-done.tsv");
    let cut = fs::read(&ledger).unwrap();
    fs::write(&ledger, &cut[..cut.len() - 5]).unwrap();
    assert_eq!(run(&["--offsets", "byte"]).len(), 3, "a line that was cut does not count");
}

#[test]
#[cfg(unix)]
fn names_that_are_not_utf8_work() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("names");
    let name = OsStr::from_bytes(b"Zo\xeb.txt");
    fs::write(folder.join(name), "It rained.").unwrap();
    assert_eq!(sources(&factbox_in(&folder, &["."])), ["Zo\u{fffd}.txt"]);
    assert!(is_fine(&factbox_in(&folder, &["--out-dir", "facts", "."])));
    assert!(folder.join("facts").join(OsStr::from_bytes(b"Zo\xeb.json")).is_file());
    assert!(errors(&factbox_in(&folder, &["--out-dir", "facts", "--skip-existing", "-v", "."])).contains("up to date"));
    fs::write(folder.join("list"), b"Zo\xeb.txt\n").unwrap();
    assert_eq!(sources(&factbox_in(&folder, &["--files-from", "list"])), ["Zo\u{fffd}.txt"]);
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
#[cfg(unix)]
fn a_killed_run_goes_on_where_it_stopped() {
    let folder = archive("killed", 12);
    let arguments = |out: &'static str| ["-j", "2", "--skip-existing", "news", "--out-dir", out];
    assert!(is_fine(&factbox_in(&folder, &arguments("whole"))));
    let ledger = folder.join("broken/.factbox-done.tsv");
    for kill in 1..4 {
        let mut child = command_in(&folder, &arguments("broken")).spawn().unwrap();
        while fs::read_to_string(&ledger).map_or(0, |ledger| ledger.lines().count()) < kill * 40 {
            if child.try_wait().unwrap().is_some() {
                break; // The machine is busy with other things: the run has ended before it could be killed.
            }
        }
        send("-KILL", &child);
        child.wait().unwrap();
    }
    assert!(is_fine(&factbox_in(&folder, &arguments("broken"))));
    let relative = |out: &str| {
        let files = content(&folder.join(out)).into_iter();
        files
            .map(|(path, bytes)| (path.strip_prefix(folder.join(out)).unwrap().to_owned(), bytes))
            .collect::<BTreeMap<_, _>>()
    };
    assert!(relative("whole") == relative("broken"));
}

/// What a run took: seconds, and the most memory in megabytes at its middle and its end.
#[cfg(target_os = "linux")]
fn measured(folder: &Path, arguments: &[&str]) -> (f64, f64, f64) {
    let begun = std::time::Instant::now();
    let mut child = command_in(folder, arguments).spawn().unwrap();
    let mut seen = Vec::new();
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let kilobytes = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        seen.extend(kilobytes.map(|kilobytes| kilobytes / 1024.0));
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(child.wait().unwrap().success());
    (begun.elapsed().as_secs_f64(), seen[seen.len() / 2], seen[seen.len() - 1])
}

/// Twenty thousand articles, each with words of its own: two threads take little more than half the time of one, memory
/// stays as it is, and a run that is killed half-way and begun again leaves what an undisturbed one does.
#[test]
#[cfg(target_os = "linux")]
#[ignore = "takes minutes, and a machine that does nothing else"]
#[allow(clippy::print_stdout)]
fn twenty_thousand_articles() {
    const COUNT: usize = 20_000;
    let folder = folder("scale");
    let mut texts: Vec<_> =
        fs::read_dir(root().join("fixtures/articles")).unwrap().map(|file| file.unwrap().path()).collect();
    texts.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    texts.sort();
    let texts: Vec<String> = texts.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    for number in 0..COUNT {
        let paragraphs: Vec<&str> = texts[number % texts.len()].split("\n\n").collect();
        let turned = paragraphs.len() - number / texts.len() % paragraphs.len();
        let text = format!("{}\n\nThe file has {number} pages.\n", paragraphs[..turned].join("\n\n"));
        let path = folder.join(format!("news/{:03}/{number}.txt", number / 100));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let run = |threads: &str, out: &str| measured(&folder, &["-j", threads, "news", "-o", out]);
    let ((one, ..), (two, half, end)) = (run("1", "one.jsonl"), run("2", "two.jsonl"));
    println!(
        "-j1 {one:.1} s, -j2 {two:.1} s: {:.2} times; at most {half:.0} MB half-way, {end:.0} MB at the end",
        one / two
    );
    assert!(fs::read(folder.join("one.jsonl")).unwrap() == fs::read(folder.join("two.jsonl")).unwrap());

    let arguments = |out: &'static str| ["-j", "2", "news", "--skip-existing", "--out-dir", out];
    assert!(is_fine(&factbox_in(&folder, &arguments("whole"))));
    let mut child = command_in(&folder, &arguments("broken")).spawn().unwrap();
    let ledger = folder.join("broken/.factbox-done.tsv");
    while fs::metadata(&ledger).map_or(0, |ledger| ledger.len()) < COUNT as u64 / 2 * 55 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    send("-KILL", &child);
    child.wait().unwrap();
    let done = fs::read_to_string(&ledger).unwrap().lines().count();
    assert!(is_fine(&factbox_in(&folder, &arguments("broken"))));
    println!("killed after {done} articles");
    let same = Command::new("diff").args(["-r", "whole", "broken"]).current_dir(&folder).status().unwrap();
    assert!(same.success());
    assert!(one / two >= 1.7 && end < half * 1.1);
}
