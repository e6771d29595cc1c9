//! What a figure rule may look at: a sentence, the names and dates in the article, its country.

use crate::dates::Timex;
use crate::entities::{Entity, EntityKind};
use crate::figures::currency::Home;
use crate::figures::line::Line;
use crate::span::Span;

/// Names and dates of the article, for finding what lies at a place.
#[derive(Debug, Default)]
pub(super) struct Facts {
    names: Vec<(Span, EntityKind)>,
    dates: Vec<Span>,
    pub home: Home,
}

impl Facts {
    pub fn new(entities: &[Entity], dates: &[Timex]) -> Self {
        let mentions = entities.iter().flat_map(|entity| entity.mentions.iter().map(|m| (m.span, entity.kind)));
        let mut names: Vec<_> = mentions.collect();
        names.sort_unstable();
        Self { names, dates: dates.iter().map(|date| date.span).collect(), home: Home::of(entities) }
    }

    /// Whether a date or duration covers part of the span.
    pub fn is_dated(&self, span: Span) -> bool {
        let first = self.dates.partition_point(|date| date.end() <= span.start());
        self.dates.get(first).is_some_and(|date| date.overlaps(span))
    }

    /// The name that covers part of the span.
    pub fn name_at(&self, span: Span) -> Option<(Span, EntityKind)> {
        let first = self.names.partition_point(|(name, _)| name.end() <= span.start());
        self.names.get(first).copied().filter(|(name, _)| name.overlaps(span))
    }
}

/// One sentence with the facts about its article.
pub(super) struct Scene<'a> {
    pub line: Line<'a>,
    pub facts: &'a Facts,
}

impl Scene<'_> {
    /// Whether a token lies in a time expression.
    pub fn is_dated(&self, at: usize) -> bool {
        self.line.holds(at) && self.facts.is_dated(self.line.span(at))
    }

    /// What the name at a token names.
    pub fn name_kind(&self, at: usize) -> Option<EntityKind> {
        self.line.holds(at).then(|| self.facts.name_at(self.line.span(at)))?.map(|(_, kind)| kind)
    }
}
