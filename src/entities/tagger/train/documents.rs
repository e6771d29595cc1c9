//! Annotated documents, in the tokens of the product.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use super::NameSpan;
use crate::document::Page;
use crate::entities::tagger::NameKind;
use crate::input::Source;
use crate::span::Span;
use crate::{article, text};

/// A document with its names.
#[derive(Debug)]
pub(super) struct Document {
    pub page: Page,
    pub names: Vec<NameSpan>,
    /// Tokens of sentences that are not learned from.
    pub unsure: Vec<Range<usize>>,
    /// How much its sentences count.
    pub weight: f32,
    /// Which half it belongs to: 0 or 1.
    pub fold: usize,
}

/// A text with its names as byte spans, before the product's own reading.
#[derive(Clone, Debug, Default)]
pub(super) struct Raw {
    pub text: String,
    pub names: Vec<(Span, NameKind)>,
    pub unsure: Vec<Span>,
}

impl Document {
    pub fn new(raw: Raw, weight: f32, fold: usize) -> Self {
        let page = page(raw.text);
        let tokens = |span: &Span| inside(&page, *span);
        let names = raw.names.iter().map(|(span, kind)| NameSpan { tokens: tokens(span), kind: *kind });
        let mut names: Vec<_> = names.filter(|name| !name.tokens.is_empty()).collect();
        names.sort_by_key(|name| name.tokens.start);
        let unsure = raw.unsure.iter().map(tokens).collect();
        Self { names, unsure, page, weight, fold }
    }

    /// Whether a segment is learned from.
    pub fn is_learned(&self, tokens: Range<usize>) -> bool {
        self.unsure.iter().all(|unsure| unsure.end <= tokens.start || tokens.end <= unsure.start)
    }

    /// The document as it was before its reading.
    pub fn raw(&self) -> Raw {
        let span = |tokens: &Range<usize>| self.page.text.span_of(tokens.clone());
        let names = self.names.iter().map(|name| (span(&name.tokens), name.kind)).collect();
        let unsure = self.unsure.iter().filter(|tokens| !tokens.is_empty()).map(span).collect();
        Raw { text: self.page.source.text.clone(), names, unsure }
    }
}

/// The layers that the tagger needs.
pub(super) fn page(text: String) -> Page {
    let source = Source::from_text("", text);
    let article = article::outline(&source, &article::Rules::load());
    let text = text::segment(&source, &article);
    Page { source, article, text, tags: Vec::new() }
}

/// The tokens that a span touches.
fn inside(page: &Page, span: Span) -> Range<usize> {
    let tokens = &page.text.tokens;
    let first = tokens.partition_point(|token| token.span.end() <= span.start());
    let last = tokens.partition_point(|token| token.span.start() < span.end());
    first..last.max(first)
}

#[derive(Deserialize)]
struct Text {
    text: String,
}

#[derive(Deserialize)]
struct Gold {
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// Reads `NAME.docs.jsonl` and `NAME.gold.jsonl`; spans count characters.
pub(super) fn read_jsonl(docs: &Path) -> Result<Vec<Raw>, String> {
    let gold = docs.with_file_name(docs.file_name().unwrap_or_default().to_string_lossy().replace(".docs.", ".gold."));
    let (docs, gold) = (read(docs)?, read(&gold)?);
    docs.lines().zip(gold.lines()).map(|(doc, gold)| raw(doc, gold).map_err(|e| e.to_string())).collect()
}

fn raw(doc: &str, gold: &str) -> Result<Raw, serde_json::Error> {
    let Text { text } = serde_json::from_str(doc)?;
    let Gold { entities } = serde_json::from_str(gold)?;
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let names = entities.iter().filter_map(|entity| {
        let span = Span::new(*bytes.get(entity.start)?, *bytes.get(entity.end)?);
        Some((span, kind(&entity.kind)?))
    });
    Ok(Raw { names: names.collect(), text, unsure: Vec::new() })
}

/// The contents of a file.
pub(super) fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn kind(name: &str) -> Option<NameKind> {
    Some(match name {
        "PER" => NameKind::Per,
        "ORG" => NameKind::Org,
        "LOC" => NameKind::Loc,
        "MISC" => NameKind::Misc,
        _ => return None,
    })
}

/// Reads a token a line with its IOB label; a blank line after a sentence, `-DOCSTART-` before a document, and
/// `#conf`, a log-probability, before a sentence. A sentence becomes a line.
pub(super) fn read_tokens(path: &Path, confidence: f32) -> Result<Vec<Raw>, String> {
    let mut documents = vec![Builder::default()];
    for line in read(path)?.lines() {
        let (word, label) = line.split_once('\t').unwrap_or((line, "O"));
        let last = documents.len() - 1;
        match word {
            "" => documents[last].end_sentence(),
            "-DOCSTART-" => documents.push(Builder::default()),
            "#conf" => documents[last].sure = label.parse().is_ok_and(|c: f32| c >= confidence),
            _ => documents[last].push(word, label),
        }
    }
    Ok(documents.into_iter().map(|builder| builder.raw).filter(|raw| !raw.text.is_empty()).collect())
}

/// Writes tokens as text.
#[derive(Debug)]
struct Builder {
    raw: Raw,
    /// Where the sentence began.
    start: usize,
    before: String,
    kind: Option<NameKind>,
    quoted: bool,
    sure: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Self { raw: Raw::default(), start: 0, before: String::new(), kind: None, quoted: false, sure: true }
    }
}

impl Builder {
    fn push(&mut self, word: &str, label: &str) {
        let word = match word {
            "``" | "''" | "'\"'" => "\"",
            "-LRB-" => "(",
            "-RRB-" => ")",
            "-LSB-" => "[",
            "-RSB-" => "]",
            word => word,
        };
        if self.is_apart(word) {
            self.raw.text.push(' ');
        }
        self.quoted ^= word == "\"";
        let start = self.raw.text.len();
        self.raw.text.push_str(word);
        let end = self.raw.text.len();
        self.mark(Span::new(start, end), label);
        self.before = word.to_owned();
    }

    fn mark(&mut self, span: Span, label: &str) {
        let kind = label.get(2..).and_then(kind);
        match (kind, self.raw.names.last_mut()) {
            (Some(kind), Some((name, _))) if label.starts_with('I') && self.kind == Some(kind) => *name = name.to(span),
            (Some(kind), _) => self.raw.names.push((span, kind)),
            (None, _) => {}
        }
        self.kind = kind;
    }

    /// Whether a blank stands before this word.
    fn is_apart(&self, word: &str) -> bool {
        let glued =
            matches!(word, "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "}" | "%" | "'s" | "’s" | "n't" | "'");
        let clitic = word.starts_with(['\'', '’']) && word.len() > 1;
        let opens = matches!(self.before.as_str(), "(" | "[" | "{" | "$" | "£" | "€" | "#" | "‘" | "“");
        let quote = (word == "\"" || self.before == "\"") && self.quoted;
        self.raw.text.len() > self.start && !(glued || clitic || opens || quote)
    }

    fn end_sentence(&mut self) {
        let end = self.raw.text.len();
        if end > self.start {
            if !self.sure {
                self.raw.unsure.push(Span::new(self.start, end));
            }
            self.raw.text.push('\n');
            self.start = end + 1;
        }
        (self.sure, self.quoted, self.kind) = (true, false, None);
        self.before.clear();
    }
}
