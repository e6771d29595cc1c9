//! Labelled articles as questions: for each quote the answers to choose from, and which of them are right.

use std::collections::HashMap;

use serde::Deserialize;

use super::super::lexicon::Lexicon;
use super::super::marks::Quoted;
use super::super::scene::{self, Scene};
use super::super::view::{Choice, View};
use super::super::{find, scene::Unit};
use crate::text::Kept;
use crate::{Analyzer, Page, Source, Span, entities};

#[derive(Deserialize)]
struct Document {
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
    speaker: Option<Origin>,
}

#[derive(Deserialize)]
struct Origin {
    start: usize,
    end: usize,
    head: String,
}

/// An article as the ranker sees it, with the truth about each of its quotes.
pub(super) struct Article {
    id: String,
    page: Page,
    quoted: Vec<Quoted>,
    scene: Scene,
    pub truths: Vec<Truth>,
}

/// What is known of a quote.
#[derive(Default)]
pub(super) struct Truth {
    /// The right answers; none where the label cannot be used.
    pub answers: Vec<Choice>,
    /// Whether it is a fragment; none where nobody speaks.
    pub partial: Option<bool>,
}

impl Article {
    /// Who printed it.
    pub fn publisher(&self) -> &str {
        self.id.split('_').next().unwrap_or_default()
    }

    pub fn view(&self) -> View<'_> {
        View::new(&self.page, &Lexicon::of(&self.page, &mut Kept::default()), &self.scene, &self.quoted)
    }
}

/// One quote: its possible answers as features, and which of them are right.
pub(super) struct Question {
    pub answers: Vec<Vec<u32>>,
    pub right: Vec<usize>,
}

/// One quote's kind: its features, and whether it is partial.
pub(super) struct Part {
    pub features: Vec<u32>,
    pub partial: bool,
}

#[derive(Default)]
pub(super) struct Lessons {
    pub questions: Vec<Question>,
    pub parts: Vec<Part>,
}

/// The articles that have labels.
pub(super) fn read(articles: &str, labels: &str) -> Vec<Article> {
    let labels: HashMap<String, Vec<Label>> = lines::<Labels>(labels).map(|l| (l.id, l.quotes)).collect();
    let analyzer = Analyzer::new();
    let names = entities::Names::load(crate::Gazetteer::default());
    let labelled =
        lines::<Document>(articles).filter_map(|article| labels.get(&article.id).map(|gold| (article, gold)));
    labelled.map(|(article, gold)| prepare(&analyzer, &names, article, gold)).collect()
}

fn lines<'t, T: Deserialize<'t>>(text: &'t str) -> impl Iterator<Item = T> + 't {
    text.lines().filter_map(|line| serde_json::from_str(line).ok())
}

fn prepare(analyzer: &Analyzer, names: &entities::Names, article: Document, gold: &[Label]) -> Article {
    let bytes: Vec<usize> = article.text.char_indices().map(|(at, _)| at).chain([article.text.len()]).collect();
    let page = analyzer.page(Source::from_text(article.id.clone(), article.text));
    let entities = entities::extract(&page, names, &mut entities::Memory::default());
    let (quoted, _) = find(&page);
    let scene = scene::read(&page, &Lexicon::of(&page, &mut Kept::default()), &entities, &quoted);
    let label = |quote: &Quoted| gold.iter().find(|l| same(Span::new(bytes[l.start], bytes[l.end]), quote.inner));
    let truths =
        quoted.iter().take(scene.quotes.len()).map(|quote| truth(label(quote), &scene, &page, &bytes)).collect();
    Article { id: article.id, page, quoted, scene, truths }
}

/// Whether two spans share four fifths of their bytes.
fn same(a: Span, b: Span) -> bool {
    let shared = a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    5 * shared >= 4 * a.to(b).len()
}

fn truth(label: Option<&Label>, scene: &Scene, page: &Page, bytes: &[usize]) -> Truth {
    let Some(label) = label.filter(|label| label.kind != "other") else {
        return Truth { answers: vec![Choice::Scare], partial: None };
    };
    if !matches!(label.kind.as_str(), "direct" | "partial") {
        return Truth::default();
    }
    let answers = match &label.speaker {
        None => vec![Choice::Nobody],
        Some(origin) => speakers(origin, scene, page, bytes),
    };
    Truth { answers, partial: Some(label.kind == "partial") }
}

/// The units that name the speaker: those with its head, else all that touch it.
fn speakers(origin: &Origin, scene: &Scene, page: &Page, bytes: &[usize]) -> Vec<Choice> {
    let span = Span::new(bytes[origin.start], bytes[origin.end]);
    let head = origin.head.trim_end_matches('.');
    let overlaps = |unit: &Unit| unit.is_mention() && page.text.span_of(unit.tokens()).overlaps(span);
    let is_head = |unit: &Unit| overlaps(unit) && page.word(unit.tokens().end - 1).trim_end_matches('.') == head;
    let find = |test: &dyn Fn(&Unit) -> bool| -> Vec<Choice> {
        (0..scene.units.len()).filter(|at| test(&scene.units[*at])).map(Choice::Unit).collect()
    };
    let heads = find(&is_head);
    if heads.is_empty() { find(&overlaps) } else { heads }
}

impl Lessons {
    /// The lessons of some articles.
    pub fn of<'a>(articles: impl Iterator<Item = &'a Article>) -> Self {
        let mut lessons = Self::default();
        articles.for_each(|article| lessons.learn(article));
        lessons
    }

    fn learn(&mut self, article: &Article) {
        let view = article.view();
        let mut history = Vec::new();
        let mut choices = Vec::new();
        for (quote, truth) in article.truths.iter().enumerate() {
            view.choices(quote, &history, &mut choices);
            let right: Vec<usize> = (0..choices.len()).filter(|at| truth.answers.contains(&choices[*at])).collect();
            let Some(first) = right.first() else {
                history.push(Choice::Nobody);
                continue;
            };
            let first = choices[*first];
            let features = |choice: &Choice| {
                let mut features = Vec::new();
                view.features(quote, *choice, &history, &mut features);
                features
            };
            self.questions.push(Question { answers: choices.iter().map(features).collect(), right });
            history.push(first);
            if let Some(partial) = truth.partial {
                let mut features = Vec::new();
                view.kind_features(quote, &mut features);
                self.parts.push(Part { features, partial });
            }
        }
    }
}
