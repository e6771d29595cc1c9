//! Trains and scores the part-of-speech tagger: `factbox-train-pos TRAIN DEV WEIGHTS [ROUNDS] [LINES]`.

use std::fs;
use std::io::Error;

use factbox::grammar::train::{Options, score, train};

#[allow(clippy::print_stderr, reason = "a trainer reports its progress")]
fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [documents, held_back, weights, rest @ ..] = arguments.as_slice() else {
        return Err(Error::other("usage: factbox-train-pos TRAIN DEV WEIGHTS [ROUNDS] [LINES]"));
    };
    let number = |at: usize, otherwise| rest.get(at).and_then(|n: &String| n.parse().ok()).unwrap_or(otherwise);
    let options = Options { rounds: number(0, 8), lines: number(1, 20_000) };
    let file = train(&fs::read_to_string(documents)?, &options, &mut |line| eprintln!("{line}"));
    fs::write(weights, &file)?;
    let figures = score(&fs::read_to_string(held_back)?, &file);
    eprintln!("{} bytes; {}", file.len(), figures.unwrap_or_default());
    Ok(())
}
