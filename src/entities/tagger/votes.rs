//! What the first reading called a word or a whole run in other places of the article.

use super::label::{kind, place};
use super::sketch::Sketch;
use crate::sequence::hash::Hashed;

/// Counts of one word or run: per kind of name, then outside any.
type Counts = [u16; 5];

/// A majority elsewhere in the article, as feature values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Majority {
    /// The kind; 4: no name.
    pub kind: u64,
    /// Its share of the votes, in quarters, and whether there is more than one.
    pub share: u64,
    /// Where in its names the word stands, as bits.
    pub place: u64,
}

impl Majority {
    /// Number of different majorities.
    pub const SIZE: usize = 5 * SHARES * PLACES;

    /// A number for this one alone, below [`Majority::SIZE`].
    pub fn number(self) -> usize {
        (self.kind as usize * SHARES + self.share as usize) * PLACES + self.place as usize
    }
}

/// Different shares: up to four quarters, of one vote or of more.
const SHARES: usize = 10;
/// Different sets of the four places.
const PLACES: usize = 16;

/// The votes of the whole article.
#[derive(Debug)]
pub(super) struct Votes {
    words: Vec<(Counts, [u16; 4])>,
    runs: Hashed<Counts>,
}

impl Votes {
    /// Counts the first labels of all capitalised tokens.
    pub fn new(sketch: &Sketch, first: &[u8]) -> Self {
        let mut words = vec![Default::default(); sketch.stems.len()];
        for (token, _) in sketch.tokens().filter(|(token, _)| sketch.form(*token).is_capital()) {
            let (counts, places): &mut (Counts, [u16; 4]) = &mut words[sketch.stem_at(token)];
            add(counts, code(first[token]));
            if let Some(place) = place(first[token]) {
                places[place as usize] += 1;
            }
        }
        let mut runs = Hashed::<Counts>::default();
        for run in sketch.runs.iter().filter(|run| run.tokens.len() < 8) {
            add(runs.entry(run.words).or_default(), code(first[run.tokens.start]));
        }
        Self { words, runs }
    }

    /// What the word of a token was called elsewhere.
    pub fn word(&self, sketch: &Sketch, token: usize, first: &[u8]) -> Option<Majority> {
        let (mut counts, mut places) = self.words[sketch.stem_at(token)];
        if sketch.form(token).is_capital() {
            take(&mut counts, code(first[token]));
            if let Some(place) = place(first[token]) {
                take(&mut places, place as usize);
            }
        }
        let bits = places.iter().rev().fold(0, |bits, count| bits << 1 | u64::from(*count > 0));
        majority(&counts).map(|(kind, share)| Majority { kind, share, place: bits })
    }

    /// What the run that holds a token was called elsewhere.
    pub fn run(&self, sketch: &Sketch, token: usize, first: &[u8]) -> Option<Majority> {
        let run = sketch.run(token)?;
        let mut counts = *self.runs.get(&run.words)?;
        take(&mut counts, code(first[run.tokens.start]));
        majority(&counts).map(|(kind, share)| Majority { kind, share, place: 0 })
    }
}

fn code(label: u8) -> usize {
    kind(label).map_or(4, |kind| kind as usize)
}

fn add(counts: &mut Counts, at: usize) {
    counts[at] = counts[at].saturating_add(1);
}

fn take<const N: usize>(counts: &mut [u16; N], at: usize) {
    counts[at] = counts[at].saturating_sub(1);
}

fn majority(counts: &Counts) -> Option<(u64, u64)> {
    let sum: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    let (kind, top) = counts.iter().enumerate().rev().max_by_key(|(_, count)| **count)?;
    (sum > 0).then(|| (kind as u64, u64::from(*top) * 4 / sum * 2 + u64::from(sum > 1)))
}
