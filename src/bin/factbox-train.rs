//! Trains the embedded models.
//!
//! ```text
//! factbox-train lists --gazetteer FILE --clusters FILE --out src/entities/tagger/lists.bin
//! factbox-train ner --out src/entities/tagger/weights.bin [--measure DIR] [--clear-only] DIR...
//! factbox-train pos --out src/grammar/weights.bin [--rounds N] [--lines N] TRAIN DEV
//! factbox-train quotes --articles FILE --labels FILE [--out src/quotes/weights.bin]
//! ```
#![allow(clippy::print_stderr, reason = "a command line")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use factbox::entities::tagger::train::{Job, pack_lists, train};
use factbox::{grammar, quotes};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.split_first() {
        Some((command, words)) if command == "lists" => lists(Words::read(words)),
        Some((command, words)) if command == "ner" => ner(Words::read(words)),
        Some((command, words)) if command == "pos" => parts_of_speech(Words::read(words)),
        Some((command, words)) if command == "quotes" => speakers(Words::read(words)),
        _ => Err("say what to train: lists, ner, pos, quotes".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("factbox-train: {error}");
            ExitCode::from(2)
        }
    }
}

/// Arguments: `--name value` pairs and the rest.
struct Words {
    named: Vec<(String, String)>,
    rest: Vec<PathBuf>,
}

impl Words {
    fn read(words: &[String]) -> Self {
        let mut read = Self { named: Vec::new(), rest: Vec::new() };
        let mut words = words.iter().cloned();
        while let Some(word) = words.next() {
            match word.strip_prefix("--") {
                Some("clear-only") => read.named.push(("clear-only".to_owned(), String::new())),
                Some(name) => read.named.push((name.to_owned(), words.next().unwrap_or_default())),
                None => read.rest.push(word.into()),
            }
        }
        read
    }

    fn all<'w>(&'w self, name: &'w str) -> impl Iterator<Item = &'w str> {
        self.named.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    fn path(&self, name: &str) -> Result<PathBuf, String> {
        self.all(name).last().map(PathBuf::from).ok_or_else(|| format!("--{name} FILE is missing"))
    }

    fn set<T: FromStr>(&self, name: &str, value: &mut T) -> Result<(), String> {
        if let Some(word) = self.all(name).last() {
            *value = word.parse().map_err(|_| format!("--{name} {word} is no number"))?;
        }
        Ok(())
    }
}

fn lists(words: Words) -> Result<(), String> {
    let file = pack_lists(&text(words.path("gazetteer")?)?, &text(words.path("clusters")?)?)?;
    write(words.path("out")?, &file)
}

fn ner(words: Words) -> Result<(), String> {
    let mut job = Job { data: words.rest.clone(), ..Job::default() };
    job.measure = words.all("measure").map(PathBuf::from).collect();
    job.clear_only = words.all("clear-only").next().is_some();
    job.corpora = words.all("corpora").last().map(PathBuf::from);
    words.set("keep", &mut job.keep)?;
    words.set("recased", &mut job.recased)?;
    words.set("epochs", &mut job.options.epochs)?;
    words.set("rate", &mut job.options.rate)?;
    words.set("l1", &mut job.options.l1)?;
    words.set("l2", &mut job.options.l2)?;
    words.set("dropout", &mut job.options.dropout)?;
    words.set("without-extra", &mut job.options.without_extra)?;
    words.set("seed", &mut job.options.seed)?;
    let out = words.path("out")?;
    let lists = match words.all("lists").last() {
        Some(path) => PathBuf::from(path),
        None => out.with_file_name("lists.bin"),
    };
    let lists = std::fs::read(&lists).map_err(|error| format!("{}: {error}", lists.display()))?;
    let start = std::time::Instant::now();
    let file = train(&job, lists, &mut |line| eprintln!("{:6.0} s  {line}", start.elapsed().as_secs_f64()))?;
    write(out, &file)
}

fn parts_of_speech(words: Words) -> Result<(), String> {
    let [documents, held_back] = words.rest.as_slice() else { return Err("pos takes two files".to_owned()) };
    let mut options = grammar::train::Options { rounds: 8, lines: 20_000 };
    words.set("rounds", &mut options.rounds)?;
    words.set("lines", &mut options.lines)?;
    let file = grammar::train::train(&text(documents.clone())?, &options, &mut |line| eprintln!("{line}"));
    let figures = grammar::train::score(&text(held_back.clone())?, &file);
    eprintln!("{} bytes; {}", file.len(), figures.unwrap_or_default());
    write(words.path("out")?, &file)
}

/// Trains the speaker ranker; without a place for the weights it trains on all publishers but one and measures on that
/// one, in turn.
fn speakers(words: Words) -> Result<(), String> {
    let (articles, labels) = (text(words.path("articles")?)?, text(words.path("labels")?)?);
    let mut options = quotes::train::Options::default();
    words.set("epochs", &mut options.epochs)?;
    let mut say = |line| eprintln!("{line}");
    match words.path("out") {
        Ok(out) => write(out, &quotes::train::train(&articles, &labels, options, &mut say)),
        Err(_) => {
            quotes::train::check(&articles, &labels, options, &mut say);
            Ok(())
        }
    }
}

fn text(path: PathBuf) -> Result<String, String> {
    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: PathBuf, file: &[u8]) -> Result<(), String> {
    std::fs::write(&path, file).map_err(|error| format!("{}: {error}", path.display()))
}
