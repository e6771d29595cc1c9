//! Decides whose words each quote is. Takes the view of the scene and the weights; gives one verdict a quote, in text
//! order, each with the ones before it in sight.

use super::features::{Asked, Memory};
use super::model::Model;
use super::view::{Choice, View};

/// How much the ranker leans towards "nobody's words" for a fragment: fewer terms and titles get a speaker.
const CAUTION: f32 = 0.9;

/// How much more where nobody in the sentence is said to speak, call or think anything.
const SILENCE: f32 = 0.6;

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
    let mut memory = Memory::new(view, model);
    let mut choices = Vec::new();
    let mut verdict = |quote| {
        let partial = view.sure_kind(quote).unwrap_or_else(|| view.weigh_partial(quote, model) > 0);
        let last = history.last().copied().filter(|last| matches!(last, Choice::Unit(_)) || view.shape(quote).resumed);
        let carried = || last.filter(|_| view.goes_on(quote));
        let joined = || history.last().copied().filter(|_| partial && view.is_coordinate(quote));
        let tag = || view.tag(quote).map(Choice::Unit);
        let behind_tag = || history.last().copied().filter(|last| view.behind_tag(quote, *last));
        let formed = view.sure(quote).or_else(carried).or_else(joined).or_else(tag).or_else(behind_tag);
        let choice = formed.unwrap_or_else(|| {
            view.choices(quote, &history, &mut choices);
            let silent = view.surroundings[quote].in_sentence.cues == 0;
            let caution = if partial { CAUTION + if silent { SILENCE } else { 0.0 } } else { 0.0 };
            best(&mut memory, &Asked::new(view, quote, &history), &choices, model, caution)
        });
        history.push(choice);
        Verdict { choice, partial }
    };
    (0..view.scene.quotes.len()).map(&mut verdict).collect()
}

/// The best of some answers; of equals the last.
fn best(memory: &mut Memory, asked: &Asked, choices: &[Choice], model: &Model, caution: f32) -> Choice {
    let scored = memory.weigh(asked, choices).zip(choices).map(|(sum, choice)| {
        let leaning = if *choice == Choice::Scare { caution } else { 0.0 };
        (model.score(sum) + leaning, *choice)
    });
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(Choice::Scare, |(_, choice)| choice)
}
