//! Annotated documents, in the tokens of the product.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use super::NameSpan;
use super::teacher::Opinion;
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
    /// How much its sentences count.
    pub weight: f32,
    /// Which half it belongs to: 0 or 1.
    pub fold: usize,
    /// What a teacher thinks of each token, and the part of the weight that goes to it; none, or one a token.
    pub taught: Vec<Opinion>,
    pub trust: f32,
}

/// A text with its names as byte spans, before the product's own reading.
#[derive(Clone, Debug, Default)]
pub(super) struct Raw {
    pub text: String,
    pub names: Vec<(Span, NameKind)>,
}

impl Document {
    pub fn new(raw: Raw, weight: f32, fold: usize) -> Self {
        let page = page(raw.text);
        let tokens = |span: &Span| inside(&page, *span);
        let names = raw.names.iter().map(|(span, kind)| NameSpan { tokens: tokens(span), kind: *kind });
        let mut names: Vec<_> = names.filter(|name| !name.tokens.is_empty()).collect();
        names.sort_by_key(|name| name.tokens.start);
        Self { names, page, weight, fold, taught: Vec::new(), trust: 0.0 }
    }

    /// The document with what a teacher thinks of its tokens, if that is one opinion a token.
    pub fn taught(self, taught: &[Opinion], trust: f32) -> Option<Self> {
        (taught.len() == self.page.text.tokens.len()).then(|| Self { taught: taught.to_vec(), trust, ..self })
    }

    /// The document as it was before its reading.
    pub fn raw(&self) -> Raw {
        let span = |tokens: &Range<usize>| self.page.text.span_of(tokens.clone());
        let names = self.names.iter().map(|name| (span(&name.tokens), name.kind)).collect();
        Raw { text: self.page.source.text.clone(), names }
    }
}

/// The layers that the tagger needs.
pub(super) fn page(text: String) -> Page {
    let source = Source::from_text("", text);
    let article = article::outline(&source, &article::Rules::load());
    let text = text::segment(&source, &article, &mut text::Vocabulary::default());
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
    let gold = if gold.exists() { read(&gold)? } else { String::new() };
    let gold = gold.lines().chain(std::iter::repeat(r#"{"entities":[]}"#));
    read(docs)?.lines().zip(gold).map(|(doc, gold)| raw(doc, gold).map_err(|e| e.to_string())).collect()
}

/// A corpus in the product's tokens: one a line, a blank line after a sentence, `-DOCSTART-` before a document.
pub(super) fn tokens(path: &Path) -> Result<String, String> {
    let mut out = String::new();
    for raw in read_any(path)? {
        let page = page(raw.text);
        out.push_str("-DOCSTART-\n\n");
        for sentence in &page.text.sentences {
            for token in sentence.tokens.clone() {
                out.push_str(page.word(token));
                out.push('\n');
            }
            out.push('\n');
        }
    }
    Ok(out)
}

/// Reads a corpus of either form.
pub(super) fn read_any(path: &Path) -> Result<Vec<Raw>, String> {
    if path.extension().is_some_and(|e| e == "jsonl") { read_jsonl(path) } else { read_tokens(path) }
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
    Ok(Raw { names: names.collect(), text })
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

/// Reads a token a line with its IOB label; a blank line after a sentence, `-DOCSTART-` before a document. A sentence
/// becomes a line.
pub(super) fn read_tokens(path: &Path) -> Result<Vec<Raw>, String> {
    let mut documents = vec![Builder::default()];
    for line in read(path)?.lines() {
        let (word, label) = line.split_once('\t').unwrap_or((line, "O"));
        let last = documents.len() - 1;
        match word {
            "" => documents[last].end_sentence(),
            "-DOCSTART-" => documents.push(Builder::default()),
            _ => documents[last].push(word, label),
        }
    }
    Ok(documents.into_iter().map(|builder| builder.raw).filter(|raw| !raw.text.is_empty()).collect())
}

/// Writes tokens as text.
#[derive(Debug, Default)]
struct Builder {
    raw: Raw,
    /// Where the sentence began.
    start: usize,
    before: String,
    kind: Option<NameKind>,
    quoted: bool,
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
            self.raw.text.push('\n');
            self.start = end + 1;
        }
        (self.quoted, self.kind) = (false, None);
        self.before.clear();
    }
}
