//! Which files are read: folders, lists of paths, links, ignored, packed and oddly named files.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;

use support::*;

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
fn an_empty_folder_is_no_failure_unless_asked() {
    let folder = folder("empty");
    let output = factbox_in(&folder, &["."]);
    assert_eq!((code(&output), output.stdout.len()), (0, 0));
    assert!(errors(&output).starts_with("factbox: no articles here; "));
    assert_eq!(code(&factbox_in(&folder, &["--require-input", "."])), 4);
    assert_eq!(factbox_in(&folder, &["--format", "json", "."]).stdout, b"[\n]\n");
}
