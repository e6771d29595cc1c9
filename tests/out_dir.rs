//! Folders of reports: they mirror the articles, and a run that was broken off goes on.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use support::*;

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

/// Two builds of one version may differ in lists and models.
#[test]
#[cfg(target_os = "linux")]
fn reports_of_another_build_are_made_again() {
    let folder = tree("skip-build", &["a.txt"]);
    let mut program = fs::read(FACTBOX).unwrap();
    let run = |program: &[u8], name: &str| {
        use std::os::unix::fs::PermissionsExt;
        let path = folder.join(name);
        fs::write(&path, program).unwrap();
        fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
        let mut command = Command::new(&path);
        command.args(["--out-dir", "facts", "--skip-existing", "-v", "a.txt"]).current_dir(&folder);
        errors(&command.output().unwrap()).contains("up to date")
    };
    assert!(!run(&program, "one"));
    assert!(run(&program, "same"), "wherever the program is");
    program.push(0);
    assert!(!run(&program, "other"));
}
