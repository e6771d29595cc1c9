//! What holds for every text ([`holds`]), on texts that are made up and on articles that are damaged.
#![allow(clippy::unwrap_used)]

#[path = "support/holds.rs"]
mod holds;
#[path = "support/pieces.rs"]
mod pieces;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use cpu_time::ThreadTime;
use factbox::{Analyzer, Source};
use pieces::PIECES;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

/// The invented articles of `fixtures/articles`, and the texts of `fixtures/cases`.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let files = ["articles", "cases"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let mut paths: Vec<_> = files.into_iter().flatten().map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..400)) {
        if let Ok(source) = Source::from_bytes("bytes", &bytes) {
            holds(&source.text);
        }
    }

    #[test]
    fn any_text(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn article_like_text(pieces in vec(select(PIECES), 0..120)) {
        holds(&pieces.concat());
    }

    #[test]
    fn articles_cut_and_patched(
        text in any::<Index>(),
        cuts in vec((any::<Index>(), any::<Index>(), select(PIECES)), 1..6),
    ) {
        let mut text = TEXTS[text.index(TEXTS.len())].clone();
        for (from, to, piece) in cuts {
            patch(&mut text, from, to, piece);
        }
        holds(&text);
    }
}

#[test]
fn articles_as_they_are() {
    TEXTS.iter().for_each(|text| holds(text));
}

#[test]
fn time_is_linear_in_length() {
    for piece in PIECES {
        let seconds = seconds(piece.repeat(100_000 / piece.len()));
        assert!(seconds < 2.5, "100 kB of {piece:?} take {seconds:.1} s");
    }
}

/// Processor time that an article takes.
fn seconds(text: String) -> f64 {
    let start = ThreadTime::now();
    ANALYZER.analyze(Source::from_text("long", text));
    start.elapsed().as_secs_f64()
}

/// Each of these was read in time that grew with the square of the length.
#[test]
fn what_was_not_linear_is() {
    for (what, piece) in [("quotes that nobody says", "'s ")] {
        let (short, long) = (seconds(piece.repeat(8000)), seconds(piece.repeat(64_000)));
        assert!(long < 20.0 * short, "{what}: {short:.2} s, and eight times as many {long:.2} s");
    }
}

#[test]
fn a_long_run_of_marks_takes_no_longer() {
    for mark in ["\"", "'", "“", "’", "-", ".", "(", "\n"] {
        let seconds = seconds(mark.repeat(400_000));
        assert!(seconds < 10.0, "400,000 times {mark:?} take {seconds:.1} s");
    }
}

/// Replaces up to 40 bytes, widened to whole characters.
fn patch(text: &mut String, from: Index, to: Index, piece: &str) {
    let start = from.index(text.len() + 1);
    let start = (0..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap();
    let end = (start + to.index(41)).min(text.len());
    let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
    text.replace_range(start..end, piece);
}

fn holds(text: &str) {
    holds::holds(&ANALYZER, Source::from_text("text", text));
}
