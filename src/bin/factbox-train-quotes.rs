//! Trains the speaker ranker: `factbox-train-quotes ARTICLES LABELS [WEIGHTS]`. Without a place for the weights it
//! trains on parts and measures on the rest.

use std::fs;

use factbox::quotes::train;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [articles, labels, weights @ ..] = arguments.as_slice() else {
        return Err(std::io::Error::other("usage: factbox-train-quotes ARTICLES LABELS [WEIGHTS]"));
    };
    let (articles, labels) = (fs::read_to_string(articles)?, fs::read_to_string(labels)?);
    #[allow(clippy::print_stderr, reason = "a trainer reports its progress")]
    let mut say = |line| eprintln!("{line}");
    match weights.first() {
        Some(weights) => fs::write(weights, train::train(&articles, &labels, EPOCHS, &mut say)),
        None => {
            train::check(&articles, &labels, EPOCHS, &mut say);
            Ok(())
        }
    }
}

const EPOCHS: usize = 10;
