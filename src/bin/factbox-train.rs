//! Trains the embedded models.
//!
//! ```text
//! factbox-train lists --gazetteer FILE --clusters FILE --out src/entities/tagger/lists.bin
//! factbox-train tokens CORPUS > TOKENS
//! factbox-train ner --out src/entities/tagger/weights.bin [--measure DIR] [--clear-only] DIR...
//! factbox-train net --out src/entities/tagger/net.bin [--measure DIR] [--clear-only] DIR...
//! factbox-train measure --net src/entities/tagger/net.bin --gain NUMBER... DIR...
//! factbox-train pos --out src/grammar/weights.bin [--orders N] [--rounds N] [--lines N] TRAIN DEV
//! factbox-train quotes --articles FILE --labels FILE [--out src/quotes/weights.bin]
//! ```
#![allow(clippy::print_stderr, reason = "a command line")]

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use factbox::entities::tagger::train::{Job, NetOptions, measure, pack_lists, tokens, train, train_net};
use factbox::{grammar, quotes};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.split_first() {
        Some((command, words)) if command == "lists" => lists(Words::read(words)),
        Some((command, words)) if command == "tokens" => print_tokens(Words::read(words)),
        Some((command, words)) if command == "ner" => ner(Words::read(words)),
        Some((command, words)) if command == "net" => net(Words::read(words)),
        Some((command, words)) if command == "measure" => measured(Words::read(words)),
        Some((command, words)) if command == "pos" => parts_of_speech(Words::read(words)),
        Some((command, words)) if command == "quotes" => speakers(Words::read(words)),
        _ => Err("say what to do: lists, tokens, ner, net, measure, pos, quotes".to_owned()),
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

fn print_tokens(words: Words) -> Result<(), String> {
    for corpus in &words.rest {
        std::io::stdout().write_all(tokens(corpus)?.as_bytes()).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn ner(words: Words) -> Result<(), String> {
    let mut job = job(&words)?;
    words.set("keep", &mut job.keep)?;
    words.set("epochs", &mut job.options.epochs)?;
    words.set("rate", &mut job.options.rate)?;
    words.set("l1", &mut job.options.l1)?;
    words.set("l2", &mut job.options.l2)?;
    words.set("dropout", &mut job.options.dropout)?;
    words.set("without-extra", &mut job.options.without_extra)?;
    let out = words.path("out")?;
    let lists = file(&words, "lists", &out, "lists.bin")?;
    let start = std::time::Instant::now();
    let file = train(&job, &lists, &mut |line| eprintln!("{:6.0} s  {line}", start.elapsed().as_secs_f64()))?;
    write(out, &file)
}

fn net(words: Words) -> Result<(), String> {
    let job = job(&words)?;
    let mut options = NetOptions::default();
    words.set("epochs", &mut options.epochs)?;
    words.set("rows", &mut options.rows)?;
    words.set("rate", &mut options.rate)?;
    words.set("row-rate", &mut options.row_rate)?;
    words.set("hide-parts", &mut options.hide_parts)?;
    words.set("hide-units", &mut options.hide_units)?;
    words.set("gain", &mut options.gain)?;
    words.set("seed", &mut options.seed)?;
    let out = words.path("out")?;
    let files = [file(&words, "weights", &out, "weights.bin")?, file(&words, "lists", &out, "lists.bin")?];
    let start = std::time::Instant::now();
    let mut say = |line: &str| eprintln!("{:6.0} s  {line}", start.elapsed().as_secs_f64());
    write(out, &train_net(&job, &options, files.each_ref().map(Vec::as_slice), &mut say)?)
}

/// Measures weights and a network together, with other gains.
fn measured(words: Words) -> Result<(), String> {
    let net = words.path("net")?;
    let files = [file(&words, "weights", &net, "weights.bin")?, read(&net)?, file(&words, "lists", &net, "lists.bin")?];
    let gains: Vec<f32> = words.all("gain").filter_map(|gain| gain.parse().ok()).collect();
    measure(files.each_ref().map(Vec::as_slice), &gains, &words.rest, &mut |line| eprintln!("{line}"))
}

/// What the trainings of names have in common.
fn job(words: &Words) -> Result<Job, String> {
    let mut job = Job { data: words.rest.clone(), ..Job::default() };
    job.measure = words.all("measure").map(PathBuf::from).collect();
    job.clear_only = words.all("clear-only").next().is_some();
    job.corpora = words.all("corpora").last().map(PathBuf::from);
    words.set("recased", &mut job.recased)?;
    words.set("seed", &mut job.options.seed)?;
    Ok(job)
}

/// A file that is named by an argument, or that stands beside another.
fn file(words: &Words, name: &str, beside: &std::path::Path, usual: &str) -> Result<Vec<u8>, String> {
    read(&words.all(name).last().map_or_else(|| beside.with_file_name(usual), PathBuf::from))
}

fn read(path: &std::path::Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn parts_of_speech(words: Words) -> Result<(), String> {
    let [documents, held_back] = words.rest.as_slice() else { return Err("pos takes two files".to_owned()) };
    let mut options = grammar::train::Options { orders: 1, rounds: 6, lines: 16_000 };
    words.set("orders", &mut options.orders)?;
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
