//! Quoted words and who said them. Takes a page and its entities; gives quotes with cue and speaker.
//!
//! `marks` pairs the quotation marks of each paragraph; `scene` reads the reporter's sentences around them as noun
//! phrases, verbs and quotes; `rank` weighs for each quote everybody named nearby, and nobody, by the learned weights of
//! `model`; `resolve` finds the entity behind "she" or "the mayor".

mod antecedent;
#[cfg(test)]
mod damage;
mod epithets;
mod features;
mod lexicon;
mod marks;
mod model;
mod rank;
mod resolve;
mod scene;
#[cfg(feature = "train")]
pub mod train;
mod view;
mod words;

use crate::document::{Page, RuleId, Warning};
use crate::entities::Entity;
use crate::span::Span;
use crate::text::Kept;
use marks::Around;

/// Cue words and the learned weights.
#[derive(Debug)]
pub struct Rules {
    model: model::Model<'static>,
}

impl Rules {
    /// Loads the embedded lists and weights.
    pub fn load() -> Self {
        Self { model: model::Model::embedded() }
    }
}

/// What sort of quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// A full clause or sentence.
    Direct,
    /// A fragment in the reporter's sentence, attributed.
    Partial,
    /// Quoted words nobody is said to have spoken; titles of works.
    Scare,
}

/// How a speaker's words lead to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// The name itself.
    Name,
    /// A role the article gives the entity: "the mayor".
    Role,
    /// A pronoun.
    Pronoun,
    /// The tag of an earlier quote.
    Carried,
}

/// Who speaks, as the article says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name the speaker.
    pub span: Span,
    /// Index into the page's entities; none for "a government official".
    pub entity: Option<usize>,
    /// How the words lead to the entity.
    pub via: Option<Via>,
}

/// Somebody's words, inside one pair of marks and one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Inside the marks.
    pub span: Span,
    /// What sort it is.
    pub kind: QuoteKind,
    /// The words that attribute it: `said`, `according to`.
    pub cue: Option<Span>,
    /// Who speaks; none when nobody is said to.
    pub speaker: Option<Speaker>,
    /// What found it.
    pub rule: RuleId,
}

/// What the stage gives.
#[derive(Debug, Default)]
pub struct Quotes {
    /// In text order.
    pub quotes: Vec<Quote>,
    /// Marks that have no partner.
    pub warnings: Vec<Warning>,
}

/// What is kept of words from one article to the next.
#[derive(Debug, Default)]
pub struct Memory(Kept<lexicon::Spelling>);

/// Finds the quotes of a page.
pub fn extract(page: &Page, entities: &[Entity], rules: &Rules, memory: &mut Memory) -> Quotes {
    let (quoted, warnings) = find(page);
    if quoted.is_empty() {
        return Quotes { quotes: Vec::new(), warnings };
    }
    let lexicon = lexicon::Lexicon::of(page, &mut memory.0);
    let scene = scene::read(page, &lexicon, entities, &quoted);
    let view = view::View::new(page, &lexicon, &scene, &quoted);
    let verdicts = rank::rank(&view, &rules.model);
    let quotes = resolve::quotes(page, &lexicon, entities, &quoted, &view, &verdicts);
    Quotes { quotes, warnings }
}

/// A quotation goes on over at most so many paragraphs without any mark.
const BETWEEN: usize = 3;

/// The quoted spans of the readable blocks, in text order, and what is odd about the marks.
fn find(page: &Page) -> (Vec<marks::Quoted>, Vec<Warning>) {
    let text = &page.source.text;
    let style = marks::Style::of(text);
    let blocks: Vec<Span> =
        page.article.blocks.iter().filter(|block| block.is_read()).map(|block| block.span).collect();
    let mut quoted = Vec::new();
    let mut warnings = Vec::new();
    let unclosed = |open: Span| warning("unclosed-quote", "A quotation is never closed", text, open);
    let mut open: Option<Span> = None;
    // Paragraphs without marks behind one that left a quotation open.
    let mut between: Vec<Span> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let goes_on = blocks.get(at + 1).is_some_and(|next| marks::opens(next.of(text)));
        let around = Around { left_open: open.is_some(), goes_on };
        let mut found = marks::pair(text, *block, style, around);
        if open.is_some() && found.is_empty() && between.len() < BETWEEN {
            between.push(*block);
            continue;
        }
        let resumed = found.quoted.first().is_some_and(marks::Quoted::is_resumed);
        quoted.extend(between.drain(..).filter(|_| resumed).map(marks::Quoted::whole));
        warnings.extend(open.filter(|_| !resumed).map(unclosed));
        open = found.quoted.last().filter(|quoted| !goes_on && !quoted.closed).map(|quoted| quoted.inner);
        if let Some(odd) = found.odd.first() {
            let rest = Span::new(odd.start(), block.end());
            warnings.push(warning("odd-quotation-mark", "A quotation mark has no partner", text, rest));
        }
        quoted.append(&mut found.quoted);
    }
    warnings.extend(open.map(unclosed));
    (quoted, warnings)
}

fn warning(kind: &'static str, what: &str, text: &str, span: Span) -> Warning {
    let head: String = span.of(text).chars().take(40).collect();
    Warning { kind, message: format!("{what}: {head}") }
}
