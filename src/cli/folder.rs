//! A folder of reports that mirrors the articles' tree, and the ledger that says what each was made from, so that a
//! run that was broken off goes on where it stopped.

use std::collections::hash_map::Entry::Vacant;
use std::collections::{HashMap, HashSet};
use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::files::is_stdin;
use super::replace::{self, replace};

/// A folder of reports.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// Ending of the reports' files, without the dot.
    extension: &'static str,
    /// What besides the article decides what its report says.
    settings: String,
    /// Name of standard input.
    stdin_name: String,
    /// What is there and need not be made again.
    done: HashMap<Vec<u8>, Entry>,
}

/// What a report was made from: program, settings, and the article's name and bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp(String);

/// A line of the ledger.
#[derive(Clone, Debug)]
struct Entry {
    stamp: Stamp,
    /// Bytes of the report, so that one that was cut is made again.
    length: u64,
}

/// Name of the ledger in its folder.
const LEDGER: &str = ".factbox-done.tsv";

/// Endings of articles that their reports do not keep.
const ENDINGS: [&[u8]; 4] = [b".txt.gz", b".txt", b".gz", b".md"];

impl Folder {
    /// The folder `root`, without what may be in it.
    ///
    /// # Errors
    /// When the program cannot be read.
    pub fn new(root: PathBuf, extension: &'static str, settings: &str, stdin_name: &str) -> Result<Self> {
        let settings = format!("{} {settings}", program().context("the program's own file")?);
        Ok(Self { root, extension, settings, stdin_name: stdin_name.to_owned(), done: HashMap::new() })
    }

    /// Opens the ledger; with `skip` its reports are not made again.
    ///
    /// # Errors
    /// When the folder cannot be made, or the ledger not be read.
    pub fn open(&mut self, skip: bool) -> Result<Ledger> {
        fs::create_dir_all(&self.root).with_context(|| self.root.display().to_string())?;
        let path = self.root.join(LEDGER);
        let (ledger, done) = Ledger::open(&path).with_context(|| path.display().to_string())?;
        if skip {
            self.done = done;
        }
        Ok(ledger)
    }

    /// Where in the folder an article's report goes: its path as given, without what would lead out of the folder.
    pub fn place(&self, article: &Path) -> PathBuf {
        let article = if is_stdin(article) { Path::new(&self.stdin_name) } else { article };
        mirrored(article, self.extension)
    }

    /// What the report of an article is made from.
    pub fn stamp(&self, name: &str, article: &[u8]) -> Stamp {
        let mut hash = Sha256::new();
        for part in [self.settings.as_bytes(), name.as_bytes(), article] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Stamp(hex(&hash.finalize()[..16]))
    }

    /// Whether the report is there, whole and up to date.
    pub fn has(&self, place: &Path, stamp: &Stamp) -> bool {
        let Some(entry) = self.done.get(key(place)) else { return false };
        let there = || fs::metadata(self.root.join(place)).is_ok_and(|file| file.len() == entry.length);
        entry.stamp == *stamp && there()
    }

    /// Leaves out the articles whose report would go where another's goes, or where an article stands; gives them
    /// with what is wrong.
    pub fn without_clashes(&self, articles: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<(PathBuf, String)>) {
        let (mut taken, mut clashes) = (HashSet::new(), Vec::new());
        let mut is_free = |article: &PathBuf| {
            let place = self.place(article);
            let path = self.root.join(&place);
            let clash = match () {
                () if is_same_file(&path, article) => "its report would replace the article; choose another --out-dir",
                () if !taken.insert(place) => "its report would replace that of another article; rename one of them",
                () => return true,
            };
            clashes.push((article.clone(), format!("{clash} ({})", path.display())));
            false
        };
        let articles = articles.into_iter().filter(|article| is_free(article)).collect();
        (articles, clashes)
    }

    /// Writes a report, and then into the ledger that it is there.
    ///
    /// # Errors
    /// Those of writing; the message names the file.
    pub fn write(&self, ledger: &mut Ledger, place: &Path, stamp: &Stamp, bytes: &[u8]) -> Result<()> {
        let path = self.root.join(place);
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(&self.root))?;
            replace(&path, bytes)
        };
        write().with_context(|| path.display().to_string())?;
        ledger.add(place, stamp, bytes.len()).with_context(|| self.root.join(LEDGER).display().to_string())
    }
}

/// An article's path as given, with another ending, and without what would lead out of a folder.
pub fn mirrored(article: &Path, extension: &str) -> PathBuf {
    let mut place: PathBuf = article.components().filter(|part| matches!(part, Component::Normal(_))).collect();
    let mut name = without_ending(place.file_name().unwrap_or_default());
    name.push(".");
    name.push(extension);
    place.set_file_name(name);
    place
}

/// The name of an article's file without its ending.
pub fn without_ending(name: &OsStr) -> OsString {
    let bytes = name.as_encoded_bytes();
    let ending = ENDINGS.iter().find(|ending| bytes.ends_with(ending) && bytes.len() > ending.len());
    let mut name = PathBuf::from(name);
    for _ in 0..ending.map_or(0, |ending| ending.iter().filter(|byte| **byte == b'.').count()) {
        name.set_extension("");
    }
    name.into_os_string()
}

/// What tells this build from any other: versions are not enough, lists and models change between them. Reading the
/// whole program takes a few hundredths of a second, once for each run that fills a folder.
fn program() -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut program = File::open(env::current_exe()?)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match program.read(&mut buffer)? {
            0 => return Ok(hex(&hash.finalize()[..16])),
            read => hash.update(&buffer[..read]),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

fn key(place: &Path) -> &[u8] {
    place.as_os_str().as_encoded_bytes()
}

/// What has been done, as a file: a line for each report, with its stamp, its length in bytes and its place, each behind
/// a tab. Bytes of the place that are no visible ASCII are written as in URLs. The last line of a place holds.
#[derive(Debug)]
pub struct Ledger {
    file: File,
}

impl Ledger {
    /// Opens the ledger, or begins it. Lines that no longer hold are dropped, and so is what a crash left of a line.
    fn open(path: &Path) -> io::Result<(Self, HashMap<Vec<u8>, Entry>)> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            bytes => bytes?,
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut entries = HashMap::new();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut kept: Vec<&str> = Vec::with_capacity(lines.len());
        for line in lines.iter().rev() {
            let Some((place, entry)) = Self::parse(line) else { continue };
            if let Vacant(free) = entries.entry(place) {
                free.insert(entry);
                kept.push(line);
            }
        }
        if kept.len() < lines.len() {
            kept.reverse();
            replace(path, kept.concat().as_bytes())?;
        }
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok((Self { file }, entries))
    }

    fn parse(line: &str) -> Option<(Vec<u8>, Entry)> {
        let mut columns = line.strip_suffix('\n')?.split('\t');
        let (stamp, length, place) = (columns.next()?, columns.next()?, columns.next()?);
        let entry = Entry { stamp: Stamp(stamp.to_owned()), length: length.parse().ok()? };
        Some((unescape(place)?, entry))
    }

    fn add(&mut self, place: &Path, stamp: &Stamp, length: usize) -> io::Result<()> {
        let line = format!("{}\t{length}\t{}\n", stamp.0, escape(key(place)));
        let _whole = replace::hold();
        self.file.write_all(line.as_bytes())
    }
}

fn escape(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        match byte {
            b'!'..=b'~' if *byte != b'%' => text.push(char::from(*byte)),
            _ => drop(write!(text, "%{byte:02X}")),
        }
        text
    })
}

fn unescape(text: &str) -> Option<Vec<u8>> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend(part.get(2..)?.bytes());
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> Folder {
        Folder::new("facts".into(), "json", "", "-").unwrap()
    }

    #[test]
    fn places_mirror_the_tree_and_stay_in_the_folder() {
        for (article, place) in [
            ("news/2021/a.txt", "news/2021/a.json"),
            ("./news/a.txt.gz", "news/a.json"),
            ("../../etc/a.txt", "etc/a.json"),
            ("/srv/news/a.md", "srv/news/a.json"),
            ("news/v1.2", "news/v1.2.json"),
            ("news/.txt", "news/.txt.json"),
            ("-", "-.json"),
            ("..", ".json"),
        ] {
            assert_eq!(folder().place(Path::new(article)), Path::new(place), "{article}");
        }
    }

    #[test]
    fn two_articles_do_not_share_a_report() {
        let (left, clashes) = folder().without_clashes(["a.txt", "b.txt", "a.txt.gz"].map(PathBuf::from).to_vec());
        assert_eq!(left, [Path::new("a.txt"), Path::new("b.txt")]);
        assert_eq!(clashes[0].0, Path::new("a.txt.gz"));
    }

    #[test]
    fn stamps_tell_articles_and_settings_apart() {
        let other = Folder::new("facts".into(), "json", "--offsets byte", "-").unwrap();
        let stamps = [
            folder().stamp("a", b"text"),
            folder().stamp("a", b"texts"),
            folder().stamp("at", b"ext"),
            other.stamp("a", b"text"),
        ];
        for (at, stamp) in stamps.iter().enumerate() {
            assert!(!stamps[..at].contains(stamp));
        }
    }

    #[test]
    fn escaped_places_are_read_back() {
        for bytes in [&b"news/a.json"[..], b"100% \xff\n\t.json", "Zoë".as_bytes()] {
            assert_eq!(unescape(&escape(bytes)).as_deref(), Some(bytes));
            assert!(!escape(bytes).contains(['\t', '\n', ' ']));
        }
    }
}
