//! Copies of documents in which some lines stand in other capitals, so that headlines are learned.

use super::documents::{Document, Raw};
use crate::sequence::train::Random;

#[derive(Clone, Copy)]
enum Style {
    Upper,
    Title,
    Lower,
}

/// Adds copies of a part of the documents; not of those with a teacher whose tokens other capitals would change.
pub(super) fn add_copies(documents: &mut Vec<Document>, part: f32, seed: u64) {
    let mut random = Random::new(seed);
    for at in 0..documents.len() {
        if random.happens(part) {
            let given = &documents[at];
            let copy = Document::new(recase(given.raw(), &mut random), given.weight, given.fold);
            let copy = if given.taught.is_empty() { Some(copy) } else { copy.taught(&given.taught, given.trust) };
            documents.extend(copy);
        }
    }
}

/// Changes half of the lines; ASCII letters only, so that positions stay.
fn recase(mut raw: Raw, random: &mut Random) -> Raw {
    let lines = raw.text.split_inclusive('\n').map(|line| {
        let style = [Style::Upper, Style::Title, Style::Lower][random.below(3)];
        if random.happens(0.6) { apply(style, line) } else { line.to_owned() }
    });
    raw.text = lines.collect();
    raw
}

fn apply(style: Style, line: &str) -> String {
    match style {
        Style::Upper => line.to_ascii_uppercase(),
        Style::Lower => line.to_ascii_lowercase(),
        Style::Title => {
            let mut before = ' ';
            let raise = |c: char| {
                let raised = if before.is_whitespace() { c.to_ascii_uppercase() } else { c };
                before = c;
                raised
            };
            line.chars().map(raise).collect()
        }
    }
}
