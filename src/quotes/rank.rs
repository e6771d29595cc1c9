//! Decides whose words each quote is. Takes the view of the scene and the weights; gives one verdict a quote, in text
//! order, each with the ones before it in sight.

use super::features::{Choice, View};
use super::model::Model;

/// What is thought of a quote.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    /// Whose words.
    pub choice: Choice,
    /// Whether they are a fragment in the reporter's sentence.
    pub partial: bool,
}

/// A verdict for each quote.
pub(super) fn rank(view: &View, model: &Model) -> Vec<Verdict> {
    let mut history = Vec::with_capacity(view.scene.quotes.len());
    let mut features = Vec::with_capacity(128);
    let mut choices = Vec::new();
    let quotes = 0..view.scene.quotes.len();
    quotes
        .map(|quote| {
            view.choices(quote, &history, &mut choices);
            let scored = choices.iter().map(|choice| {
                view.features(quote, *choice, &history, &mut features);
                (model.score(&features), *choice)
            });
            let best = view.sure(quote).or(scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, choice)| choice)).unwrap_or(Choice::Scare);
            history.push(best);
            view.kind_features(quote, &mut features);
            Verdict { choice: best, partial: model.score(&features) > 0.0 }
        })
        .collect()
}
