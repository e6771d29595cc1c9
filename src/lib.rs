//! factbox reads a news article and finds its facts: people, countries, organizations, places, quotes with their
//! speakers, figures and dates, each with its exact place in the text.
//!
//! The modules below are the pipeline, in the order in which an article passes through them. Every layer is computed
//! once, from the layers before it, by [`Analyzer::analyze`]; nothing edits the text, and every fact is a [`Span`]
//! into it.
//!
//! ```
//! use factbox::{Analyzer, Source};
//!
//! let analyzer = Analyzer::new();
//! let document = analyzer.analyze(Source::from_text("note", "Prices rose 7 per cent, the bank said."));
//! assert_eq!(document.figures.len(), 1);
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used))]

// The spine: one text, spans into it, the layers over it.
pub mod analyzer;
pub mod document;
pub mod error;
pub mod memory;
pub mod span;

// 1. bytes -> text
pub mod input;

// 2. text -> title, bylines, paragraphs, boilerplate
pub mod article;

// 3. paragraphs -> tokens and sentences
pub mod text;

// 4. tokens -> parts of speech
pub mod grammar;

// 5. the facts, each stage from the ones before it
pub mod entities;

pub mod dates;

pub mod figures;

pub mod quotes;

// 6. facts -> the published report
pub mod report;

// 7. report -> rows, and bytes
pub mod tables;

pub mod write;

// 8. report against the truth
pub mod check;

pub mod score;

// What several stages share.
mod fetch;

pub mod list;

pub mod sequence;

#[cfg(test)]
mod damage;

pub use analyzer::Analyzer;
pub use document::{Document, Page, Warning};
pub use entities::Gazetteer;
pub use error::Error;
pub use input::Source;
pub use memory::Memory;
pub use report::Report;
pub use span::Span;

/// The examples of the README are compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
