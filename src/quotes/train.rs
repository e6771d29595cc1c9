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
    scare: bool,
    /// Which answer is that the words are nobody's.
    scare_at: Option<usize>,
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

/// Trains on articles and labels (the contents of both files); gives the weights file. `say` gets the progress.
pub fn train(articles: &str, labels: &str, epochs: usize, say: &mut dyn FnMut(String)) -> Vec<u8> {
    let lessons = read(articles, labels, 1).remove(0);
    say(format!("{} quotes to learn from", lessons.questions.len()));
    model::pack(&fit(&[&lessons], epochs))
}

/// Trains on four fifths of the articles and measures on the fifth, five times; gives what was right of all.
pub fn check(articles: &str, labels: &str, epochs: usize, say: &mut dyn FnMut(String)) {
    let folds = read(articles, labels, 5);
    let mut all = [Tally::default(); BIASES.len()];
    for held_back in 0..folds.len() {
        let known: Vec<&Lessons> =
            (0..folds.len()).filter(|fold| *fold != held_back).map(|fold| &folds[fold]).collect();
        let packed = model::pack(&fit(&known, epochs));
        let score = |features: &[u32]| Model::read(&packed).map_or(0.0, |model| model.score(features));
        for (all, bias) in all.iter_mut().zip(BIASES) {
            *all = all.plus(measure(&score, bias, &folds[held_back]));
        }
    }
    for (all, bias) in all.iter().zip(BIASES) {
        say(format!("bias {bias}: {all}"));
    }
}

/// The lessons of all articles, dealt out in turn.
fn read(articles: &str, labels: &str, parts: usize) -> Vec<Lessons> {
    let labels: HashMap<String, Vec<Label>> = lines::<Labels>(labels).map(|l| (l.id, l.quotes)).collect();
    let analyzer = Analyzer::new();
    let names = entities::Names::load();
    let mut lessons: Vec<Lessons> = (0..parts).map(|_| Lessons::default()).collect();
    for (at, article) in lines::<Article>(articles).enumerate() {
        if let Some(gold) = labels.get(&article.id) {
            learn(&analyzer, &names, article, gold, &mut lessons[at % parts]);
        }
    }
    lessons
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
        let question = Question {
            answers: choices.iter().map(features).collect(),
            right: right.clone(),
            scare: choices[*first] == Choice::Scare,
            scare_at: choices.iter().position(|choice| *choice == Choice::Scare),
        };
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

/// Leanings towards "nobody's words" that are tried.
const BIASES: [f32; 5] = [0.0, 0.3, 0.6, 1.0, 1.5];
const RATE: f32 = 0.03;
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

/// The mean of the weights after each epoch.
fn fit(parts: &[&Lessons], epochs: usize) -> Vec<f32> {
    let mut fit = Fit { weights: vec![0.0; SIZE], slopes: vec![0.0; SIZE] };
    let mut mean = vec![0.0f32; SIZE];
    let mut questions: Vec<&Question> = parts.iter().flat_map(|part| &part.questions).collect();
    let mut seed = 1u64;
    for _ in 0..epochs {
        shuffle(&mut questions, &mut seed);
        questions.iter().for_each(|question| fit.question(question));
        parts.iter().flat_map(|part| &part.parts).for_each(|part| fit.part(part));
        mean.iter_mut().zip(&fit.weights).for_each(|(mean, weight)| *mean += weight / epochs as f32);
    }
    mean
}

/// What was right.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    spoken: [usize; 2],
    scare: [usize; 2],
    kinds: [usize; 2],
}

impl Tally {
    fn plus(self, other: Self) -> Self {
        let sum = |a: [usize; 2], b: [usize; 2]| [a[0] + b[0], a[1] + b[1]];
        Self {
            spoken: sum(self.spoken, other.spoken),
            scare: sum(self.scare, other.scare),
            kinds: sum(self.kinds, other.kinds),
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let share = |[right, of]: [usize; 2]| 100.0 * right as f64 / of.max(1) as f64;
        let all = [self.spoken[0] + self.scare[0], self.spoken[1] + self.scare[1]];
        let (all, spoken, scare, kinds) = (share(all), share(self.spoken), share(self.scare), share(self.kinds));
        write!(f, "right {all:.2} %, of the spoken {spoken:.2} %, of the others {scare:.2} %, kinds {kinds:.2} %")
    }
}

fn measure(score: &dyn Fn(&[u32]) -> f32, bias: f32, lessons: &Lessons) -> Tally {
    let mut tally = Tally::default();
    for question in &lessons.questions {
        let mut scores: Vec<f32> = question.answers.iter().map(|answer| score(answer)).collect();
        if let Some(scare) = question.scare_at {
            scores[scare] += bias;
        }
        let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
        let side = if question.scare { &mut tally.scare } else { &mut tally.spoken };
        side[0] += usize::from(best.is_some_and(|best| question.right.contains(&best)));
        side[1] += 1;
    }
    let kinds = lessons.parts.iter().filter(|part| (score(&part.features) > 0.0) == part.partial);
    tally.kinds = [kinds.count(), lessons.parts.len()];
    tally
}

fn shuffle<T>(order: &mut [T], seed: &mut u64) {
    for at in (1..order.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, (*seed >> 33) as usize % (at + 1));
    }
}
