//! Stated quantities. Takes a page, its entities and dates; gives every figure with its value, unit and what it
//! counts.

pub mod decimal;

use crate::dates::Timex;
use crate::document::{Page, RuleId};
use crate::entities::Entity;
use crate::span::Span;
pub use decimal::Decimal;

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

/// Finds the figures of a page, in text order. None lies in a date.
pub fn extract(_page: &Page, _entities: &[Entity], _dates: &[Timex], _rules: &Rules) -> Vec<Figure> {
    Vec::new()
}
