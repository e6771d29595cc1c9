//! Quoted words and who said them. Takes a page and its entities; gives quotes with cue and speaker.

use crate::document::{Page, RuleId, Warning};
use crate::entities::Entity;
use crate::span::Span;

/// Cue words and the learned weights.
#[derive(Debug)]
pub struct Rules {}

impl Rules {
    /// Loads the embedded lists and weights.
    pub fn load() -> Self {
        Self {}
    }
}

/// What sort of quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// A full clause or sentence.
    Direct,
    /// A fragment in the reporter's sentence, attributed.
    Partial,
    /// Quoted words nobody is said to have spoken; titles of works.
    Scare,
}

/// How a speaker's words lead to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// The name itself.
    Name,
    /// A role the article gives the entity: "the mayor".
    Role,
    /// A pronoun.
    Pronoun,
    /// The tag of an earlier quote.
    Carried,
}

/// Who speaks, as the article says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name the speaker.
    pub span: Span,
    /// Index into the page's entities; none for "a government official".
    pub entity: Option<usize>,
    /// How the words lead to the entity.
    pub via: Option<Via>,
}

/// Somebody's words, inside one pair of marks and one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Inside the marks.
    pub span: Span,
    /// What sort it is.
    pub kind: QuoteKind,
    /// The words that attribute it: `said`, `according to`.
    pub cue: Option<Span>,
    /// Who speaks; none when nobody is said to.
    pub speaker: Option<Speaker>,
    /// What found it.
    pub rule: RuleId,
}

/// What the stage gives.
#[derive(Debug, Default)]
pub struct Quotes {
    /// In text order.
    pub quotes: Vec<Quote>,
    /// Marks that have no partner.
    pub warnings: Vec<Warning>,
}

/// Finds the quotes of a page.
pub fn extract(_page: &Page, _entities: &[Entity], _rules: &Rules) -> Quotes {
    Quotes::default()
}
