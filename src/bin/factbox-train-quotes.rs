//! Trains the speaker ranker: `factbox-train-quotes ARTICLES LABELS WEIGHTS [--all]`.

use std::fs;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [articles, labels, weights, rest @ ..] = arguments.as_slice() else {
        return Err(std::io::Error::other("usage: factbox-train-quotes ARTICLES LABELS WEIGHTS [--all]"));
    };
    let held_back = !rest.iter().any(|argument| argument == "--all");
    let (articles, labels) = (fs::read_to_string(articles)?, fs::read_to_string(labels)?);
    #[allow(clippy::print_stderr, reason = "a trainer reports its progress")]
    let bytes = factbox::quotes::train::train(&articles, &labels, held_back, 10, &mut |line| eprintln!("{line}"));
    fs::write(weights, bytes)
}
