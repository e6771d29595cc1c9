//! Folders of reports: they mirror the articles, and a run that was broken off goes on.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

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
