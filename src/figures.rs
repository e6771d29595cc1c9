//! Stated quantities. Takes a page, its entities and dates; gives every figure with its value, unit and what it
//! counts.

// Numbers and what is written on them.
pub mod decimal;
mod lexicon;
mod numeral;

mod currency;
mod points;
mod quantity;
mod units;

// Numbers that belong together.
mod range;
mod score;

// What a bare number means.
mod age;
mod guard;
mod noun;
mod reading;

// What stands around a figure.
mod approximation;
mod per;

// Looking at the text.
mod cues;
mod fold;
mod line;
mod phrases;
mod scene;
mod vocabulary;
mod words;

use crate::dates::Timex;
use crate::document::{Page, RuleId};
use crate::entities::Entity;
use crate::span::Span;
use crate::text::Kept;
pub use decimal::Decimal;
use line::Line;
use numeral::Numeral;
use quantity::Quantity;
use scene::{Facts, Scene};
use vocabulary::Vocabulary;

/// Number words, units, currencies.
#[derive(Debug)]
pub struct Rules {}

impl Rules {
    /// Loads the embedded lists.
    pub fn load() -> Self {
        Self {}
    }
}

/// What sort of quantity a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureKind {
    /// A number of things.
    Count,
    /// An amount of a currency.
    Money,
    /// Per cent, percentage points, basis points.
    Percentage,
    /// A number of a physical unit.
    Measure,
    /// How old somebody is.
    Age,
    /// The result of a match or vote, as `3-1`.
    Score,
    /// A part, as `two-thirds`.
    Fraction,
    /// `twice`, `1.8 times`.
    Multiple,
    /// A bare level, as an index reading.
    Number,
}

/// How much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// One value.
    Exact(Decimal),
    /// From low to high.
    Range(Decimal, Decimal),
    /// A score, as written.
    Text(String),
}

/// A stated quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// From the number to its unit or to the head of what is counted.
    pub span: Span,
    /// What sort it is.
    pub kind: FigureKind,
    /// How much.
    pub amount: Amount,
    /// Count: head of what is counted, as written. Money: ISO 4217. Measure, age: unit name in the singular.
    pub unit: Option<String>,
    /// What it is counted by: `share` in "65 cents a share".
    pub per: Option<String>,
    /// As written, lower-cased: `about`, `more than`; `vague` for "thousands of".
    pub approximation: Option<String>,
    /// What found it.
    pub rule: RuleId,
}

/// What is kept of words from one article to the next.
#[derive(Debug, Default)]
pub struct Memory(Kept<vocabulary::Known>);

/// Finds the figures of a page, in text order. None overlaps another, and none but an age lies in a date.
pub fn extract(page: &Page, entities: &[Entity], dates: &[Timex], _rules: &Rules, memory: &mut Memory) -> Vec<Figure> {
    let facts = Facts::new(entities, dates);
    let vocabulary = Vocabulary::of(page, &mut memory.0);
    // There is about one figure in a sentence.
    let mut reader = Reader { figures: Vec::with_capacity(page.text.sentences.len()), ..Reader::default() };
    for sentence in &page.text.sentences {
        reader.read(&Scene { line: Line::new(&vocabulary, &sentence.tokens), facts: &facts });
    }
    reader.figures
}

/// Reads sentences, one after the other.
#[derive(Default)]
struct Reader {
    numerals: Vec<Numeral>,
    quantities: Vec<Quantity>,
    /// What has been found so far.
    figures: Vec<Figure>,
}

impl Reader {
    /// Numbers, then what is written on them, then pairs, then figures.
    fn read(&mut self, scene: &Scene) {
        let Self { numerals, quantities, figures } = self;
        numeral::find(&scene.line, numerals);
        if numerals.is_empty() {
            return;
        }
        quantities.clear();
        for numeral in numerals {
            let free_from = quantities.last().map_or(0, |last| last.tokens.end);
            if numeral.tokens.start >= free_from {
                quantities.push(Quantity::of(&scene.line, numeral));
            }
        }
        range::join(scene, quantities);
        let first = figures.len();
        for quantity in quantities {
            let taken = figures.last().map_or(0, |last| last.span.end());
            if quantity.span.start() >= taken {
                let found = reading::figure(scene, quantity, &figures[first..]);
                figures.extend(found);
            }
        }
    }
}
