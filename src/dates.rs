//! Time expressions. Takes a page and its entities; gives the day of publication and every expression of time with its
//! TIMEX3 value (TimeML; Pustejovsky et al. 2003).

mod calendar;
mod compose;
mod context;
mod duration;
mod events;
mod find;
mod form;
mod gates;
mod guard;
mod holidays;
mod join;
mod lexemes;
mod names;
mod pattern;
mod published;
mod shapes;
mod slots;
mod tense;
mod words;

use jiff::civil::Date;

use crate::document::{Page, RuleId, Warning};
use crate::entities::Entity;
use crate::span::Span;
use crate::text::Kept;

use context::Context;
use find::Finder;
use form::Found;

/// Words and patterns of time.
#[derive(Debug)]
pub struct Rules {
    finder: Finder,
}

impl Rules {
    /// Loads the embedded words and rules.
    pub fn load() -> Self {
        Self { finder: Finder::load() }
    }
}

/// Where the day of publication was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedFrom {
    /// `--date`.
    Option,
    /// The record's `date`.
    Record,
    /// The article's dateline.
    Dateline,
    /// A line of the text that holds a date.
    Text,
}

/// The day of publication: what all relative expressions are counted from. Never the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// Who says so.
    pub from: PublishedFrom,
}

/// TIMEX3 type, with vague references apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimexKind {
    /// A day, week, month, quarter, season, year, decade.
    Date,
    /// A time of day, or a part of one.
    Time,
    /// How long.
    Duration,
    /// How often.
    Recurring,
    /// `now`, `recently`, `soon`.
    Vague,
}

/// A time expression as written, with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Without preposition, modifiers included.
    pub span: Span,
    /// Its type.
    pub kind: TimexKind,
    /// TIMEX3 value: `2022-03-18`, `2021-FA`, `P3D`, `XXXX-WXX-5`, `PRESENT_REF`.
    pub value: String,
    /// First and last day covered, where known.
    pub days: Option<(Date, Date)>,
    /// What found it.
    pub rule: RuleId,
}

/// What the stage gives.
#[derive(Debug, Default)]
pub struct Dates {
    /// The day of publication.
    pub published: Option<Published>,
    /// In text order, without overlap.
    pub timexes: Vec<Timex>,
    /// A missing anchor, an ambiguous order of day and month.
    pub warnings: Vec<Warning>,
}

/// What is kept of words from one article to the next.
#[derive(Debug, Default)]
pub struct Memory(Kept<lexemes::Spelled>);

/// Finds the day of publication and every time expression of a page.
pub fn extract(page: &Page, entities: &[Entity], rules: &Rules, memory: &mut Memory) -> Dates {
    let found = rules.finder.find(page, &mut memory.0);
    let found = join::join(page, names::outside(page, entities, found));
    let published = published::published(page, &found, &rules.finder);
    let order = published::Order::of(page, entities, &found);
    let context = Context::new(page, published.map(|published| published.date), order.day_first());
    let mut context = context.with_outlook(&found);
    let resolve = |(at, one): (usize, &Found)| context.resolve(one, &found[at + 1..]);
    let mut timexes = Vec::with_capacity(found.len());
    timexes.extend(found.iter().enumerate().filter_map(resolve));
    let warnings = published::warnings(published, &timexes, &found, order);
    Dates { published, timexes, warnings }
}
