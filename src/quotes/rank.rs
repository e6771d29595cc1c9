//! Decides whose words each quote is. Takes the view of the scene and the weights; gives one verdict a quote, in text
//! order, each with the ones before it in sight.

use super::model::Model;
use super::view::{Choice, View};

/// How much the ranker leans towards "nobody's words" for a fragment: fewer terms and titles get a speaker.
const CAUTION: f32 = 0.9;

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
            view.kind_features(quote, &mut features);
            let partial = view.sure_kind(quote).unwrap_or_else(|| model.score(&features) > 0.0);
            let caution = if partial { CAUTION } else { 0.0 };
            let scored = choices.iter().map(|choice| {
                view.features(quote, *choice, &history, &mut features);
                let leaning = if *choice == Choice::Scare { caution } else { 0.0 };
                (model.score(&features) + leaning, *choice)
            });
            let best = scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, choice)| choice);
            let best = view.sure(quote).or(best).unwrap_or(Choice::Scare);
            history.push(best);
            Verdict { choice: best, partial }
        })
        .collect()
}
