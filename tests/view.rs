//! `factbox view` as its users meet it: the files it writes, and its pages in a real browser.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

#[path = "support/browser.rs"]
mod browser;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use browser::Browser;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

const ARTICLE: &str = "fixtures/articles/diplomacy-strait.txt";
const ODD: &str = "Vote on <script>window.broken = 1</script> & \u{1b}[31mred\n\n“We </style></script><img src=x \
    onerror=\"window.broken = 1\"> will,” said Ana Ruiz \" onmouseover=\"window.broken = 1. \u{202e}Six\u{202c} men \
    left on Monday.\n";

fn factbox(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::new(env!("CARGO_BIN_EXE_factbox")).args(arguments).current_dir(root).output().unwrap()
}

/// An empty folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("view").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[track_caller]
fn view(arguments: &[&str], page: &Path) {
    let output = factbox(&[&["view", "--date", "2024-02-16", "-o", page.to_str().unwrap()], arguments].concat());
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn one_page_needs_nothing_else() {
    let page = folder("alone").join("page.html");
    view(&[ARTICLE], &page);
    let html = fs::read_to_string(&page).unwrap();
    assert_eq!(html.as_bytes(), factbox(&["view", "--date", "2024-02-16", ARTICLE]).stdout);
    assert!(html.contains("default-src &#39;none&#39;; style-src &#39;sha256-"));
    let addresses = ["src=", "url(", "@import", "http:", "https:"];
    let foreign: Vec<&str> = addresses.into_iter().filter(|address| html.contains(address)).collect();
    assert_eq!(foreign.len(), 1, "only the name of the SVG elements, in the script: {foreign:?}");
    assert_eq!(html.matches("http://").count(), 1);
    assert_eq!(html.matches("http://www.w3.org/2000/svg").count(), 1);
    assert_eq!(fs::read_dir(page.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn a_saved_report_gives_the_page_of_its_article() {
    let folder = folder("saved");
    let page = folder.join("page.html");
    view(&[ARTICLE], &page);
    for unit in ["char", "byte", "utf16"] {
        let report = factbox(&["--date", "2024-02-16", "--offsets", unit, ARTICLE]).stdout;
        fs::write(folder.join("saved.json"), report).unwrap();
        let shown = factbox(&["view", folder.join("saved.json").to_str().unwrap()]);
        assert_eq!(shown.stdout, fs::read(&page).unwrap(), "{unit}");
    }
    let other =
        fs::read_to_string(folder.join("saved.json")).unwrap().replace("diplomacy-strait.txt", "byelection.txt");
    fs::write(folder.join("saved.json"), other).unwrap();
    let output = factbox(&["view", folder.join("saved.json").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(4));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("saved.json: /article/bylines/0: "), "{told}");
}

#[test]
fn several_articles_are_a_folder() {
    let folder = folder("several");
    let other = folder.join("articles");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("byelection.txt"), "A vote\n\nIt rained on Monday.\n").unwrap();
    let (pages, second) = (folder.join("pages"), other.join("byelection.txt"));
    view(&["fixtures/articles/byelection.txt", second.to_str().unwrap()], &pages);
    let mut names: Vec<_> = fs::read_dir(&pages).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["byelection-2.html", "byelection.html", "index.html"]);

    let output = factbox(&["view", ARTICLE, "none.txt", "-o", pages.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("factbox: none.txt: "));
    let output = factbox(&["view", ARTICLE, ARTICLE]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("name it with -o DIR"));
}

#[test]
fn facts_are_marked_explained_joined_and_filtered() {
    let page = folder("marked").join("page.html");
    view(&[ARTICLE], &page);
    let Some(browser) = Browser::start() else { return };
    browser.open(&page);

    let report: Value = serde_json::from_slice(&factbox(&["--date", "2024-02-16", ARTICLE]).stdout).unwrap();
    for kind in ["quotes", "figures", "dates"] {
        let marks =
            browser.run(&format!("return [...document.querySelectorAll('mark[id].{kind}')].map(m => m.textContent)"));
        let mut marks: Vec<&str> = marks.as_array().unwrap().iter().map(|mark| mark.as_str().unwrap()).collect();
        let mut facts: Vec<&str> =
            report[kind].as_array().unwrap().iter().map(|fact| fact["text"].as_str().unwrap()).collect();
        marks.sort_unstable();
        facts.sort_unstable();
        assert_eq!(marks, facts);
    }
    assert_eq!(browser.run("return document.querySelector('mark.quotes mark.places').textContent"), "Washington");

    browser.run("[...document.querySelectorAll('mark.quotes')].find(m => m.textContent.startsWith('Nobody')).focus()");
    let tip = browser.run("return document.getElementById('tip').innerText");
    assert!(tip.as_str().unwrap().contains("Ellen Marsh") && tip.as_str().unwrap().contains("quotes/"), "{tip}");
    let lit = browser.run("return [...document.querySelectorAll('mark.lit')].map(m => m.textContent)");
    let together = json!([
        "Ellen Marsh",
        "more often than to my own children",
        "Nobody in Washington wants a third navy in that water,",
        "the US president",
        "But ships will sail, and they will be safe."
    ]);
    assert_eq!(lit, together);
    let ties = browser.run("return ['rect', 'circle'].map(s => document.querySelectorAll('#ties ' + s).length)");
    assert_eq!(ties, json!([3, 2]), "three quotes, and twice the words of their speaker");
    browser.press('\u{E00C}');
    assert_eq!(browser.run("return document.getElementById('tip').hidden && !document.querySelector('.lit')"), true);

    browser.run("document.querySelector('aside .countries a').click()");
    assert_eq!(browser.run("return document.querySelector('mark:target').textContent"), "Georgia");

    let is_marked =
        "const m = document.querySelector('mark.people'); return [getComputedStyle(m).borderBottomStyle, m.tabIndex]";
    assert_eq!(browser.run(is_marked), json!(["solid", 0]));
    browser.run("document.getElementById('show-people').focus()");
    browser.press(' ');
    assert_eq!(browser.run(is_marked), json!(["none", -1]));
    assert_eq!(browser.run("return document.querySelector('aside .people').checkVisibility()"), false);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn nothing_of_an_article_acts_on_the_page() {
    let folder = folder("odd");
    let (article, page) = (folder.join("odd \"'<b>.txt"), folder.join("page.html"));
    fs::write(&article, ODD).unwrap();
    view(&[article.to_str().unwrap()], &page);
    let Some(browser) = Browser::start() else { return };
    browser.open(&page);
    browser.run("document.querySelectorAll('mark').forEach(m => m.focus())");
    assert_eq!(
        browser.run("return [window.broken ?? null, document.querySelectorAll('script').length]"),
        json!([null, 1])
    );
    assert_eq!(browser.run("return document.querySelectorAll('img, b, [onmouseover], [onerror]').length - document.querySelectorAll('.filter b, aside b, header b').length"), 0);
    let shown = browser.run("return document.querySelector('article').textContent.replace(/\\s+/g, ' ').trim()");
    let expected = ODD.split_whitespace().collect::<Vec<_>>().join(" ");
    let [escape, turn, back] = ["U+001B", "U+202E", "U+202C"];
    let expected = expected.replace('\u{1b}', escape).replace('\u{202e}', turn).replace('\u{202c}', back);
    assert_eq!(shown, expected.as_str());
    assert!(!fs::read_to_string(&page).unwrap().contains(['\u{1b}', '\u{202e}']));
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn pages_are_legible_on_a_phone_and_in_the_dark() {
    let pages = folder("legible");
    view(&[ARTICLE, "fixtures/articles/earnings-chips.txt"], &pages);
    let Some(browser) = Browser::start() else { return };
    for (page, width, scheme) in [
        ("index.html", 1280, "light"),
        ("index.html", 390, "dark"),
        ("diplomacy-strait.html", 1280, "dark"),
        ("earnings-chips.html", 390, "light"),
    ] {
        browser.open(&pages.join(page));
        browser.appear(width, scheme);
        browser.run("document.querySelector('mark.quotes')?.focus()");
        let faint = browser.run(include_str!("support/contrast.js"));
        assert_eq!(faint, json!([]), "{page}, {scheme}");
        let reach = browser.run("const page = document.documentElement; return page.scrollWidth - page.clientWidth");
        assert_eq!(reach, 0, "{page} fits the window");
        let nameless = "return [...document.querySelectorAll('a, button, input')].filter(e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length)).length";
        assert_eq!(browser.run(nameless), 0, "{page}: everything that can be used has a name");
    }
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn the_index_finds_sorts_and_leads_on() {
    let pages = folder("index");
    view(&[ARTICLE, "fixtures/articles/byelection.txt", "fixtures/articles/sport-cup.txt"], &pages);
    let Some(browser) = Browser::start() else { return };
    browser.open(&pages.join("index.html"));
    let visible =
        "return [...document.querySelectorAll('tbody tr')].filter(r => !r.hidden).map(r => r.cells[0].textContent)";
    browser.run("const find = document.getElementById('find'); find.value = 'black SEA'; find.dispatchEvent(new Event('input'))");
    let found = browser.run(visible);
    assert!(found[0].as_str().unwrap().contains("Black Sea") && found[1].is_null(), "{found}");
    browser.run(
        "const find = document.getElementById('find'); find.value = ''; find.dispatchEvent(new Event('input')); document.querySelectorAll('thead button')[2].click()",
    );
    let words = browser.run("return [...document.querySelectorAll('tbody tr')].map(r => +r.cells[2].textContent)");
    let words: Vec<i64> = words.as_array().unwrap().iter().map(|words| words.as_i64().unwrap()).collect();
    assert!(words.len() == 3 && words.is_sorted_by(|one, other| one >= other), "{words:?}");
    browser.run("[...document.querySelectorAll('td a')].find(a => a.textContent.includes('Black Sea')).click()");
    assert_eq!(browser.run("return !!document.querySelector('mark.quotes')"), true);
    browser.run("document.querySelector('header a').click()");
    assert_eq!(browser.run("return document.querySelector('h1').textContent"), "3 articles");
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn folders_pipes_packed_files_and_records_are_read() {
    let (folder, pages) = (folder("read"), |name: &str| {
        let names = fs::read_dir(name).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    });
    let text = "A vote\n\nIt rained on Monday, said Ana Ruiz.\n";
    fs::create_dir_all(folder.join("news/deep")).unwrap();
    fs::write(folder.join("news/a.txt"), text).unwrap();
    fs::write(folder.join("news/deep/A.txt"), text).unwrap();
    fs::write(folder.join("news/deep/notes.md"), text).unwrap();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(text.as_bytes()).unwrap();
    fs::write(folder.join("news/packed.txt.gz"), gzip.finish().unwrap()).unwrap();
    let out = folder.join("pages");
    view(&[folder.join("news").to_str().unwrap()], &out);
    assert_eq!(pages(out.to_str().unwrap()), ["A-2.html", "a.html", "index.html", "packed.html"]);

    let page = |arguments: &[&str], input: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_factbox"));
        let pipes =
            command.arg("view").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let by_path = factbox(&["view", folder.join("news/a.txt").to_str().unwrap()]).stdout;
    let name = folder.join("news/a.txt");
    for arguments in [&["--stdin-name", name.to_str().unwrap()][..], &["--stdin-name", name.to_str().unwrap(), "-"]] {
        assert_eq!(page(arguments, text).stdout, by_path);
    }

    let records =
        "{\"id\": \"../x/1?\", \"text\": \"It rained.\"}\n{\"id\": \"index\", \"text\": \"It rained.\"}\n{\"id\": 5}\n";
    let out = folder.join("records");
    let output = page(&["--input-format", "jsonl", "-o", out.to_str().unwrap()], records);
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("factbox: -: line 3: missing field `text`"), "{told}");
    assert!(told.ends_with("factbox: 1 of 3 articles failed\n"), "{told}");
    assert_eq!(pages(out.to_str().unwrap()), ["-x-1-.html", "index-2.html", "index.html"]);
    assert_eq!(page(&["--input-format", "jsonl"], records).status.code(), Some(2), "where should they go?");
}

#[test]
fn pages_do_not_depend_on_the_number_of_threads() {
    let folder = folder("threads");
    let made = |threads: &str| {
        let out = folder.join(threads);
        view(&["-j", threads, "fixtures/articles"], &out);
        let mut pages: Vec<_> = fs::read_dir(out).unwrap().map(|file| file.unwrap().path()).collect();
        pages.sort();
        pages.iter().map(|page| (page.file_name().unwrap().to_owned(), fs::read(page).unwrap())).collect::<Vec<_>>()
    };
    assert!(made("1") == made("3"));
}
