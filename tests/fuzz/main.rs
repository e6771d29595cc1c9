//! Mutational fuzzing on the stable toolchain: inputs that are kept, damaged at random and fed to everything that reads
//! what others wrote. An input that shows something new (another rule, warning or error) is damaged further. That
//! stands in for coverage counters, which need a nightly compiler or a build of its own.
//!
//! `FACTBOX_FUZZ_SECONDS` is the time for each target, 2 where it is not set; `FACTBOX_FUZZ_SEED` chooses other damage.
//! Each input lies in `CARGO_TARGET_TMPDIR/fuzz/` while it is tried, and stays there when it fails, also by a
//! stack that overflows or a loop without end. What was found goes to `corpus/TARGET/`, named by what it was: these
//! are tried first, always.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

#[path = "../support/holds.rs"]
mod holds;
mod mutate;
#[path = "../support/pieces.rs"]
mod pieces;
mod targets;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use cpu_time::ThreadTime;
use mutate::{Random, mutate};

/// What an input showed: names of rules, kinds of errors and the like, each as often as it was met.
type Shown = Vec<String>;

/// Most inputs that are kept for further damage.
const MOST: usize = 2000;

/// Processor time that no input may take; what is slow grows faster than its length.
const PATIENCE: Duration = Duration::from_secs(5);

fn number(variable: &str, otherwise: u64) -> u64 {
    env::var(variable).map_or(otherwise, |value| value.parse().expect("a number of seconds, or a seed"))
}

/// The files of a folder of the repository, in order.
fn files(folder: &str, endings: &[&str]) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| endings.iter().any(|ending| path.to_str().is_some_and(|path| path.ends_with(ending))));
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Tries a target on its corpus and on damage to it, until the time is over.
fn fuzz(target: &str, mut pool: Vec<Vec<u8>>, tokens: &[&str], run: impl Fn(&[u8]) -> Shown) {
    let tokens: Vec<&[u8]> = tokens.iter().map(|token| token.as_bytes()).collect();
    let mut trial = Trial::new(target);
    pool.splice(0..0, files(&format!("tests/fuzz/corpus/{target}"), &[""]));
    for input in &pool {
        trial.is_new(input, &run);
    }
    let time = Duration::from_secs(number("FACTBOX_FUZZ_SECONDS", 2));
    let mut random = Random(number("FACTBOX_FUZZ_SEED", 1));
    while trial.begun.elapsed() < time {
        let (one, other) = (random.of(&pool).clone(), random.below(pool.len()));
        let input = mutate(&one, &pool[other], &tokens, &mut random);
        if trial.is_new(&input, &run) {
            let at = if pool.len() < MOST { pool.len() } else { random.below(MOST) };
            pool.splice(at..(at + 1).min(pool.len()), [input]);
        }
    }
    let Trial { count, shown, busy, .. } = &trial;
    let (minutes, kept) = (busy.elapsed().as_secs_f64() / 60.0, pool.len());
    eprintln!(
        "{target}: {count} inputs in {minutes:.1} minutes of the processor showed {} things, {kept} are kept; nothing failed",
        shown.len()
    );
}

/// The inputs that were tried.
struct Trial {
    file: PathBuf,
    begun: Instant,
    busy: ThreadTime,
    count: usize,
    /// Names, with the doublings of how often one input showed them.
    shown: HashSet<(String, u32)>,
}

impl Trial {
    fn new(target: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
        fs::create_dir_all(&folder).unwrap();
        Self {
            file: folder.join(format!("{target}-{}", std::process::id())),
            begun: Instant::now(),
            busy: ThreadTime::now(),
            count: 0,
            shown: HashSet::new(),
        }
    }

    /// Runs one input; whether it showed what no other did.
    fn is_new(&mut self, input: &[u8], run: impl Fn(&[u8]) -> Shown) -> bool {
        fs::write(&self.file, input).unwrap();
        self.count += 1;
        let start = ThreadTime::now();
        let shown = run(input);
        let took = start.elapsed();
        assert!(took < PATIENCE, "{} bytes take {took:?}", input.len());
        let mut often = HashMap::<String, u32>::new();
        shown.into_iter().for_each(|name| *often.entry(name).or_default() += 1);
        let known = self.shown.len();
        self.shown.extend(often.into_iter().map(|(name, times)| (name, times.ilog2())));
        self.shown.len() > known
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the input that fails is {}", self.file.display());
        } else {
            let _ = fs::remove_file(&self.file);
        }
    }
}
