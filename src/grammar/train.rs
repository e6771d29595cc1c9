//! Trains the tagger: an averaged perceptron, each tag decided on the tags decided before it, as in use.
//!
//! Takes documents as JSON lines: `text`, `paragraphs` as `[start, end]`, `tokens` as `[start, end, tag]`, in characters.
//! Deterministic for given data.

mod corpus;
mod lexicon;
mod perceptron;

use corpus::Document;

use super::{Tag, model};
use model::Model;

pub use perceptron::Options;

/// Trains on documents and gives the bytes of the model.
pub fn train(lines: &str, options: &Options, report: &mut dyn FnMut(&str)) -> Vec<u8> {
    let documents: Vec<Document> = lines.lines().filter_map(Document::read).collect();
    let lexicon = lexicon::Lexicon::of(&documents);
    report(&format!("{} documents, {} words, {} classes", documents.len(), lexicon.words.len(), lexicon.classes.len()));
    let bare = model::pack(&lexicon.classes, &lexicon.words, &[0; model::LINE]);
    let bare = Model::read(&bare).expect("just packed");
    let weights = perceptron::fit(&bare, &documents, options, report);
    model::pack(&lexicon.classes, &lexicon.words, &weights)
}

/// The share of tags right, the commonest confusions, and the share by text, of a model on documents.
pub fn score(lines: &str, file: &[u8]) -> Option<String> {
    let model = Model::read(file)?;
    let (mut right, mut total, mut words, mut words_right) = (0, 0, 0, 0);
    let mut confusions = std::collections::BTreeMap::<(Tag, Tag), usize>::new();
    for document in lines.lines().filter_map(Document::read) {
        let found = document.tag(&model);
        for (gold, found) in document.gold.iter().zip(found) {
            let Some(gold) = *gold else { continue };
            total += 1;
            right += usize::from(gold == found);
            if gold != Tag::Punct {
                words += 1;
                words_right += usize::from(gold == found);
            }
            if gold != found {
                *confusions.entry((gold, found)).or_default() += 1;
            }
        }
    }
    let mut confusions: Vec<_> = confusions.into_iter().collect();
    confusions.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let worst: Vec<String> = confusions.iter().take(25).map(|((a, b), n)| format!("{a:?}>{b:?} {n}")).collect();
    let share = |right: usize, total: usize| 100.0 * right as f64 / total.max(1) as f64;
    Some(format!(
        "tags {:.2} of {total}, words {:.2} of {words}\n{}",
        share(right, total),
        share(words_right, words),
        worst.join(", ")
    ))
}
