//! From verdicts to quotes.

use super::features::Choice;
use super::marks::Quoted;
use super::rank::Verdict;
use super::scene::Scene;
use super::{Quote, QuoteKind, Speaker, Via};
use crate::document::Page;
use crate::entities::Entity;

/// The quotes of a page.
pub(super) fn quotes(
    page: &Page,
    _entities: &[Entity],
    quoted: &[Quoted],
    scene: &Scene,
    verdicts: &[Verdict],
) -> Vec<Quote> {
    let quote = |(quoted, verdict): (&Quoted, &Verdict)| {
        let speaker = match verdict.choice {
            Choice::Unit(at) => {
                let unit = &scene.units[at];
                let span = page.text.span_of(unit.tokens.clone());
                Some(Speaker { span, entity: unit.index, via: unit.index.map(|_| Via::Name) })
            }
            _ => None,
        };
        let kind = match verdict.choice {
            Choice::Scare => QuoteKind::Scare,
            _ if verdict.partial => QuoteKind::Partial,
            _ => QuoteKind::Direct,
        };
        Quote { span: quoted.inner, kind, cue: None, speaker, rule: "quotes/ranked" }
    };
    quoted.iter().zip(verdicts).map(quote).collect()
}
