//! Speed and memory of factbox: `cargo bench`, or `cargo bench -- PATH` to set an earlier binary beside this one.
//!
//! The text is that of `fixtures/articles`. Stages are timed by the processor's time of the thread, the program by the
//! clock; of many rounds the shortest counts, which other work on the machine disturbs least. Each time stands beside
//! that of counting the words of the same text in the same minute: that ratio can be compared between machines.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod program;
mod stages;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use mimalloc::MiMalloc;

/// That of the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    let texts = articles();
    stages::run(&texts);
    let before = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).map(PathBuf::from);
    program::run(&texts, before.as_deref());
}

/// The invented articles among the fixtures.
fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// The least processor time that `work` took of this thread, in `seconds` and three rounds at least.
fn least(seconds: f64, mut work: impl FnMut()) -> Duration {
    rounds(seconds, || {
        let start = ThreadTime::now();
        work();
        start.elapsed()
    })
}

/// The shortest time that `work` took by the clock, in `seconds` and three rounds at least.
fn shortest(seconds: f64, mut work: impl FnMut()) -> Duration {
    rounds(seconds, || {
        let start = Instant::now();
        work();
        start.elapsed()
    })
}

fn rounds(seconds: f64, round: impl FnMut() -> Duration) -> Duration {
    let begin = Instant::now();
    let within = |(at, _): &(usize, Duration)| *at < 3 || begin.elapsed().as_secs_f64() < seconds;
    let times = std::iter::repeat_with(round).enumerate().take_while(within);
    // A clock that stood still has measured nothing.
    times.map(|(_, time)| time).filter(|time| !time.is_zero()).min().unwrap_or_default()
}
