//! Names are not dates. Takes the expressions found and the entities; leaves out those that stand in a longer name
//! (`2020 Group`, `Sunday Times`) or are a person (`May said`).

use crate::document::Page;
use crate::entities::{Entity, EntityKind};
use crate::span::Span;

use super::form::{Form, Found, Part, Year};

/// The expressions that no name holds.
pub(super) fn outside(page: &Page, entities: &[Entity], mut found: Vec<Found>) -> Vec<Found> {
    let spans: Vec<Span> = found.iter().map(|found| page.text.span_of(found.start..found.end)).collect();
    let mut held = vec![false; found.len()];
    for (kind, mentions) in entities.iter().map(|entity| (entity.kind, &entity.mentions)) {
        for name in mentions.iter().map(|mention| mention.span) {
            let first = spans.partition_point(|span| span.start() < name.start());
            for at in (first..spans.len()).take_while(|at| name.contains(spans[*at])) {
                held[at] |= holds(page, (name, kind), spans[at], &found[at].form);
            }
        }
    }
    let mut held = held.into_iter();
    found.retain(|_| held.next() == Some(false));
    found
}

/// Whether a name takes an expression in: it goes on behind it (`Sunday Times`), ends in its year (`Expo 2020`), or is
/// a person called like a month. A tagger often draws `Friday` to the name before it, so a day at the end is kept.
fn holds(page: &Page, (name, kind): (Span, EntityKind), span: Span, form: &Form) -> bool {
    let month = matches!(form, Form::InYear(Part::Month(_), Year::Open)) && NAMES.contains(&page.words(span));
    let year = matches!(form, Form::InYear(Part::Whole, Year::Given(_)));
    let headed = page.words(name).split(' ').next().is_some_and(|word| matches!(word, "In" | "Since" | "By" | "Last"));
    let goes_on = name.end() > span.end();
    name.contains(span) && (goes_on || (year && name != span) || (month && kind == EntityKind::Person && !headed))
}

/// Months that people are called.
pub(super) const NAMES: [&str; 6] = ["April", "August", "January", "June", "March", "May"];
