//! The trainer of the ranker: a softmax over the answers to each quote, fitted by Adagrad.
//!
//! Reads articles and their quotes as JSON Lines (`{"id","text"}` and `{"id","quotes":[{"start","end","kind",
//! "speaker":{"start","end","head"}}]}`, positions in code points). The part of an id before the first `_` names the
//! publisher: one publisher at a time can be held back for measuring.

mod fit;
mod lessons;
mod tally;

use super::model::{self, Model};
use fit::fit;
use lessons::{Article, Lessons};
use tally::Tally;

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Times that each article is read.
    pub epochs: usize,
    /// How many models are fitted, each in an order of its own; their mean is kept.
    pub orders: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { epochs: 10, orders: 4 }
    }
}

/// Trains on articles and labels (the contents of both files); gives the weights file. `say` gets the progress.
pub fn train(articles: &str, labels: &str, options: Options, say: &mut dyn FnMut(String)) -> Vec<u8> {
    let articles = lessons::read(articles, labels);
    let lessons = Lessons::of(articles.iter());
    say(format!("{} quotes to learn from", lessons.questions.len()));
    model::pack(&fit(&lessons, options))
}

/// Trains on all publishers but one and measures on that one, in turn; gives what was right of each and of all.
pub fn check(articles: &str, labels: &str, options: Options, say: &mut dyn FnMut(String)) {
    let articles = lessons::read(articles, labels);
    let mut publishers: Vec<&str> = articles.iter().map(Article::publisher).collect();
    publishers.dedup();
    let mut all = Tally::default();
    for held_back in publishers {
        let known = articles.iter().filter(|article| article.publisher() != held_back);
        let packed = model::pack(&fit(&Lessons::of(known), options));
        let Some(model) = Model::read(&packed) else { continue };
        let mut tally = Tally::default();
        let strange = articles.iter().filter(|article| article.publisher() == held_back);
        strange.for_each(|article| tally.add(article, &model));
        say(format!("{held_back:12} {tally}"));
        all.join(tally);
    }
    say(format!("{:12} {all}", "all"));
}
