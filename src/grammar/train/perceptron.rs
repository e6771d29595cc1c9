//! The averaged perceptron over hashed features.

use super::corpus::Document;
use crate::grammar::features::{Candidates, Context};
use crate::grammar::forms::{Form, Style};
use crate::grammar::model::{LINE, Model, cell, line};
use crate::grammar::{Tag, best};
use crate::sequence::train::Random;
use crate::text::Token;

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Orders of the sentences, whose weights are averaged.
    pub orders: u64,
    /// Times over the documents, in each order.
    pub rounds: usize,
    /// Lines of 64 weights.
    pub lines: usize,
}

/// Weights with their sums over time.
struct Weights {
    now: Vec<f32>,
    sums: Vec<f32>,
    since: Vec<u32>,
    lines: usize,
    time: u32,
}

impl Weights {
    fn place(&self, feature: u64, tag: usize) -> usize {
        line(feature, self.lines) * LINE + cell(feature, tag)
    }

    fn change(&mut self, features: &[u64], tag: Tag, by: f32) {
        for &feature in features {
            let place = self.place(feature, tag.number());
            self.sums[place] += (self.time - self.since[place]) as f32 * self.now[place];
            self.since[place] = self.time;
            self.now[place] += by;
        }
    }

    /// Decides on a token, and learns from it; whether that was wrong.
    fn learn(&mut self, context: &Context, set: u64, gold: Option<Tag>) -> (Tag, bool) {
        let features =
            [context.own().as_slice(), &context.of_words(), &context.of_tags(context.lasts(), context.shape())]
                .concat();
        self.time += 1;
        let tag = self.decide(&features, set, gold);
        let Some(gold) = gold.filter(|gold| *gold != tag) else { return (tag, false) };
        self.change(&features, gold, 1.0);
        self.change(&features, tag, -1.0);
        (self.decide(&features, set, None), true)
    }

    fn decide(&self, features: &[u64], set: u64, gold: Option<Tag>) -> Tag {
        best(set, |tag| {
            let sum: f32 = features.iter().map(|feature| self.now[self.place(*feature, tag)]).sum();
            if gold.is_some_and(|gold| gold.number() == tag) { sum - MARGIN } else { sum }
        })
    }

    fn means(mut self) -> Vec<f32> {
        for place in 0..self.now.len() {
            self.sums[place] += (self.time - self.since[place]) as f32 * self.now[place];
        }
        self.sums.iter().map(|sum| sum / self.time.max(1) as f32).collect()
    }
}

/// By how much the true tag must win.
const MARGIN: f32 = 3.0;

struct Lines<'d> {
    source: &'d str,
    tokens: &'d [Token],
    gold: &'d [Option<Tag>],
    forms: Vec<Form>,
    style: Style,
}

/// Learns the weights: the mean of those learned in several orders of the sentences.
pub(super) fn fit(model: &Model, documents: &[Document], options: &Options, report: &mut dyn FnMut(&str)) -> Vec<i8> {
    let mut sentences: Vec<Lines> = documents.iter().flat_map(|document| lines(model, document)).collect();
    let mut sums = vec![0.0; options.lines * LINE];
    for order in 1..=options.orders {
        let weights = fit_order(model, &mut sentences, order, options, report);
        sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
    }
    quantize(&sums)
}

/// Learns the weights in one order, chosen by its number.
fn fit_order(
    model: &Model,
    sentences: &mut [Lines],
    order: u64,
    options: &Options,
    report: &mut dyn FnMut(&str),
) -> Vec<f32> {
    let size = options.lines * LINE;
    let mut weights =
        Weights { now: vec![0.0; size], sums: vec![0.0; size], since: vec![0; size], lines: options.lines, time: 0 };
    let mut random = Random::new(order);
    for round in 1..=options.rounds {
        random.shuffle(sentences);
        let wrong: usize = sentences.iter().map(|sentence| learn(model, &mut weights, sentence)).sum();
        report(&format!("order {order}, round {round}: {wrong} wrong"));
    }
    weights.means()
}

fn lines<'d>(model: &Model, document: &'d Document) -> Vec<Lines<'d>> {
    let sentences = document.text.sentences.iter().zip(document.forms(model));
    let line = |(sentence, (forms, style)): (&crate::text::Sentence, (Vec<Form>, Style))| Lines {
        source: &document.source.text,
        tokens: &document.text.tokens[sentence.tokens.clone()],
        gold: &document.gold[sentence.tokens.clone()],
        forms,
        style,
    };
    sentences.map(line).collect()
}

/// Goes over one sentence; gives the number of wrong tags.
fn learn(model: &Model, weights: &mut Weights, sentence: &Lines) -> usize {
    let mut tags: Vec<Tag> = Vec::with_capacity(sentence.tokens.len());
    let mut wrong = 0;
    for at in 0..sentence.tokens.len() {
        let Lines { source, tokens, forms, style, .. } = sentence;
        let context = Context { source, tokens, forms, tags: &tags, style: *style, at };
        let tag = match context.candidates(model) {
            Candidates::One(tag) => tag,
            Candidates::Many(set) => {
                let gold = sentence.gold[at].filter(|gold| set & gold.set() != 0);
                let (tag, was_wrong) = weights.learn(&context, set, gold);
                wrong += usize::from(was_wrong);
                tag
            }
        };
        tags.push(tag);
    }
    wrong
}

/// Weights as signed bytes; the scale is lost, as only their order matters.
fn quantize(weights: &[f32]) -> Vec<i8> {
    let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let largest = sizes.get(sizes.len() * 9995 / 10000).copied().unwrap_or(1.0);
    weights.iter().map(|weight| (weight / largest * 127.0).round().clamp(-127.0, 127.0) as i8).collect()
}
