//! The trainer of the ranker: a softmax over the answers to each quote, fitted by Adagrad.
//!
//! Reads articles and their quotes as JSON Lines (`{"id","text"}` and `{"id","quotes":[{"start","end","kind",
//! "speaker":{"start","end","head"}}]}`, positions in code points). Every tenth article can be held back for measuring.

use std::collections::HashMap;

use serde::Deserialize;

use super::features::{Choice, View};
use super::model::{self, Model, SIZE};
use super::{find, scene};
use crate::{Analyzer, Source, Span, entities};

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
}

#[derive(Deserialize)]
struct Labels {
    id: String,
    quotes: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    start: usize,
    end: usize,
    kind: String,
    speaker: Option<Source_>,
}

#[derive(Deserialize)]
struct Source_ {
    start: usize,
    end: usize,
    head: String,
}

/// One quote: its possible answers as features, and which of them are right.
struct Question {
    answers: Vec<Vec<u32>>,
    right: Vec<usize>,
}

/// One quote's kind: its features, and whether it is partial.
struct Part {
    features: Vec<u32>,
    partial: bool,
}

#[derive(Default)]
struct Lessons {
    questions: Vec<Question>,
    parts: Vec<Part>,
}

/// Trains on articles and labels (the contents of both files); gives the weights file. `held_back`: whether every tenth
/// article is kept for measuring; `say` gets the progress.
pub fn train(articles: &str, labels: &str, held_back: bool, epochs: usize, say: &mut dyn FnMut(String)) -> Vec<u8> {
    let labels: HashMap<String, Vec<Label>> = lines::<Labels>(labels).map(|l| (l.id, l.quotes)).collect();
    let analyzer = Analyzer::new();
    let names = entities::Names::load();
    let (mut known, mut unseen) = (Lessons::default(), Lessons::default());
    for (at, article) in lines::<Article>(articles).enumerate() {
        let Some(gold) = labels.get(&article.id) else { continue };
        let lessons = if held_back && at % 10 == 0 { &mut unseen } else { &mut known };
        learn(&analyzer, &names, article, gold, lessons);
    }
    say(format!("{} quotes to learn from, {} to measure on", known.questions.len(), unseen.questions.len()));
    let weights = fit(&known, &unseen, epochs, say);
    model::pack(&weights)
}

fn lines<'t, T: Deserialize<'t>>(text: &'t str) -> impl Iterator<Item = T> + 't {
    text.lines().filter_map(|line| serde_json::from_str(line).ok())
}

/// Adds the quotes of one article.
fn learn(analyzer: &Analyzer, names: &entities::Names, article: Article, gold: &[Label], lessons: &mut Lessons) {
    let bytes: Vec<usize> = article.text.char_indices().map(|(at, _)| at).chain([article.text.len()]).collect();
    let page = analyzer.page(Source::from_text(article.id, article.text));
    let entities = entities::extract(&page, names);
    let (quoted, _) = find(&page);
    let scene = scene::read(&page, &entities, &quoted);
    let view = View::new(&page, &scene, &quoted);
    let mut history = Vec::new();
    let mut choices = Vec::new();
    for (at, quote) in quoted.iter().enumerate().take(scene.quotes.len()) {
        let label = gold.iter().find(|l| same(Span::new(bytes[l.start], bytes[l.end]), quote.inner));
        view.choices(at, &history, &mut choices);
        let right = right_answers(label, &choices, &view, &page, &bytes);
        let Some(first) = right.first() else {
            history.push(Choice::Nobody);
            continue;
        };
        let features = |choice: &Choice| {
            let mut features = Vec::new();
            view.features(at, *choice, &history, &mut features);
            features
        };
        let question = Question { answers: choices.iter().map(features).collect(), right: right.clone() };
        lessons.questions.push(question);
        history.push(choices[*first]);
        if let Some(label) = label.filter(|l| l.kind == "direct" || l.kind == "partial") {
            let mut features = Vec::new();
            view.kind_features(at, &mut features);
            lessons.parts.push(Part { features, partial: label.kind == "partial" });
        }
    }
}

/// Whether two spans share four fifths of their bytes.
fn same(a: Span, b: Span) -> bool {
    let shared = a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    5 * shared >= 4 * a.to(b).len()
}

/// The indices of the right answers; none when the label cannot be used.
fn right_answers(
    label: Option<&Label>,
    choices: &[Choice],
    view: &View,
    page: &crate::Page,
    bytes: &[usize],
) -> Vec<usize> {
    let only = |wanted: Choice| choices.iter().position(|choice| *choice == wanted).into_iter().collect();
    let Some(label) = label else { return only(Choice::Scare) };
    match (label.kind.as_str(), &label.speaker) {
        ("other", _) => only(Choice::Scare),
        ("direct" | "partial", None) => only(Choice::Nobody),
        ("direct" | "partial", Some(source)) => {
            let span = Span::new(bytes[source.start], bytes[source.end]);
            let unit = |choice: &Choice| match choice {
                Choice::Unit(unit) => Some(&view.scene.units[*unit]),
                _ => None,
            };
            let overlaps = |unit: &scene::Unit| page.text.span_of(unit.tokens.clone()).overlaps(span);
            let is_head = |unit: &scene::Unit| {
                overlaps(unit)
                    && page.word(unit.tokens.end - 1).trim_end_matches('.') == source.head.trim_end_matches('.')
            };
            let find = |test: &dyn Fn(&scene::Unit) -> bool| -> Vec<usize> {
                (0..choices.len()).filter(|at| unit(&choices[*at]).is_some_and(test)).collect()
            };
            let heads = find(&is_head);
            if heads.is_empty() { find(&overlaps) } else { heads }
        }
        _ => Vec::new(),
    }
}

const RATE: f32 = 0.15;
const DECAY: f32 = 2e-6;

/// Weights and the sums of their squared slopes.
struct Fit {
    weights: Vec<f32>,
    slopes: Vec<f32>,
}

impl Fit {
    fn score(&self, features: &[u32]) -> f32 {
        features.iter().map(|f| self.weights[*f as usize % SIZE]).sum()
    }

    fn step(&mut self, features: &[u32], slope: f32) {
        for feature in features {
            let at = *feature as usize % SIZE;
            let slope = slope + DECAY * self.weights[at];
            self.slopes[at] += slope * slope;
            self.weights[at] -= RATE * slope / (self.slopes[at].sqrt() + 1e-6);
        }
    }

    fn question(&mut self, question: &Question) {
        let scores: Vec<f32> = question.answers.iter().map(|answer| self.score(answer)).collect();
        let all = softmax(&scores);
        let right: f32 = question.right.iter().map(|at| all[*at]).sum();
        for (at, answer) in question.answers.iter().enumerate() {
            let wanted = if question.right.contains(&at) { all[at] / right.max(1e-9) } else { 0.0 };
            let slope = all[at] - wanted;
            if slope.abs() > 1e-4 {
                self.step(answer, slope);
            }
        }
    }

    fn part(&mut self, part: &Part) {
        let chance = 1.0 / (1.0 + (-self.score(&part.features)).exp());
        self.step(&part.features, chance - f32::from(u8::from(part.partial)));
    }
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let largest = scores.iter().copied().fold(f32::MIN, f32::max);
    let raised: Vec<f32> = scores.iter().map(|score| (score - largest).exp()).collect();
    let sum: f32 = raised.iter().sum();
    raised.iter().map(|r| r / sum).collect()
}

fn fit(known: &Lessons, unseen: &Lessons, epochs: usize, say: &mut dyn FnMut(String)) -> Vec<f32> {
    let mut fit = Fit { weights: vec![0.0; SIZE], slopes: vec![0.0; SIZE] };
    let mut mean = vec![0.0f32; SIZE];
    let mut order: Vec<usize> = (0..known.questions.len()).collect();
    let mut seed = 1u64;
    for epoch in 0..epochs {
        shuffle(&mut order, &mut seed);
        for at in &order {
            fit.question(&known.questions[*at]);
        }
        known.parts.iter().for_each(|part| fit.part(part));
        mean.iter_mut().zip(&fit.weights).for_each(|(mean, weight)| *mean += weight / epochs as f32);
        say(format!("epoch {}: {}; learnt {}", epoch + 1, measure(&fit.weights, unseen), measure(&fit.weights, known)));
    }
    say(format!("mean: {}", measure(&mean, unseen)));
    let packed = model::pack(&mean);
    let score = |features: &[u32]| Model::read(&packed).map_or(0.0, |model| model.score(features));
    say(format!("packed: {}", measure_by(&score, unseen)));
    mean
}

fn measure(weights: &[f32], lessons: &Lessons) -> String {
    measure_by(&|features| features.iter().map(|f| weights[*f as usize % SIZE]).sum(), lessons)
}

/// How many speakers and kinds are right, in per cent.
fn measure_by(score: &dyn Fn(&[u32]) -> f32, lessons: &Lessons) -> String {
    let right = lessons.questions.iter().filter(|question| {
        let best = (0..question.answers.len())
            .max_by(|a, b| score(&question.answers[*a]).total_cmp(&score(&question.answers[*b])));
        best.is_some_and(|best| question.right.contains(&best))
    });
    let kinds = lessons.parts.iter().filter(|part| (score(&part.features) > 0.0) == part.partial);
    let share = |count: usize, of: usize| 100.0 * count as f64 / of.max(1) as f64;
    format!(
        "speakers {:.2} %, kinds {:.2} %",
        share(right.count(), lessons.questions.len()),
        share(kinds.count(), lessons.parts.len())
    )
}

fn shuffle(order: &mut [usize], seed: &mut u64) {
    for at in (1..order.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, (*seed >> 33) as usize % (at + 1));
    }
}
