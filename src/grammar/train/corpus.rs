//! Documents with tags, cut into the product's own tokens.

use serde_json::Value;

use crate::article::{Article, Block, BlockKind};
use crate::grammar::forms::{Form, Forms, Style};
use crate::grammar::model::Model;
use crate::grammar::{self, ALL, Memory, Tag};
use crate::input::Source;
use crate::span::Span;
use crate::text::{Kept, Text, TokenKind, Vocabulary, segment};

/// A document and the true tag of each token; none where its tokens and ours do not agree.
pub(super) struct Document {
    pub source: Source,
    pub text: Text,
    pub gold: Vec<Option<Tag>>,
}

impl Document {
    /// Reads one line.
    pub fn read(line: &str) -> Option<Self> {
        let record: Value = serde_json::from_str(line).ok()?;
        let text = record["text"].as_str()?;
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        let place = |value: &Value| bytes.get(value.as_u64()? as usize).copied();
        let span = |pair: &Value| Some(Span::new(place(&pair[0])?, place(&pair[1])?));
        let paragraphs = record["paragraphs"].as_array()?.iter().filter_map(span);
        let blocks = paragraphs.map(|span| Block { kind: BlockKind::Paragraph, span }).collect();
        let tags: Vec<(Span, Option<Tag>)> = record["tokens"]
            .as_array()?
            .iter()
            .filter_map(|token| Some((span(token)?, parse(token[2].as_str()))))
            .collect();
        let source = Source::from_text(record["id"].as_str().unwrap_or_default(), text);
        let text = segment(&source, &Article { blocks, dateline: None }, &mut Vocabulary::default());
        let gold = align(&source, &text, &tags);
        Some(Self { source, text, gold })
    }

    /// The tags a model gives.
    pub fn tag(&self, model: &Model) -> Vec<Tag> {
        grammar::tag(model, &self.source.text, &self.text, &mut Memory::default())
    }

    /// The forms of each sentence, and how its line is written.
    pub fn forms(&self, model: &Model) -> Vec<(Vec<Form>, Style)> {
        let mut kept = Kept::default();
        let mut known = Forms::new(model, &self.source.text, &self.text, &mut kept);
        let read = |sentence: &crate::text::Sentence| {
            let tokens = &self.text.tokens[sentence.tokens.clone()];
            let mut forms = Vec::new();
            known.read(sentence, &mut forms);
            let style = Style::of(&self.source.text, tokens, &forms);
            (forms, style)
        };
        self.text.sentences.iter().map(read).collect()
    }
}

/// The tag of a token is that of the true token at its place or around it; for an abbreviation with its stop, and other
/// tokens that hold several true ones, that of the first where they begin together.
fn align(source: &Source, text: &Text, tags: &[(Span, Option<Tag>)]) -> Vec<Option<Tag>> {
    let mut at = 0;
    let mut gold = Vec::with_capacity(text.tokens.len());
    for token in &text.tokens {
        while at + 1 < tags.len() && tags[at].0.end() <= token.span.start() {
            at += 1;
        }
        let Some(&(span, tag)) = tags.get(at) else { return vec![None; text.tokens.len()] };
        let same = span == token.span || span.contains(token.span) || token.span.start() == span.start();
        let mark = token.kind == TokenKind::Mark && span.len() > token.span.len();
        gold.push(tag.filter(|_| same && !mark).map(|tag| normal(token.span.of(&source.text), tag)));
    }
    gold
}

/// Where the corpus goes other ways than the product's fixed tags.
fn normal(word: &str, tag: Tag) -> Tag {
    match word {
        "%" => Tag::NN,
        _ => tag,
    }
}

/// A tag by its Penn or Universal Dependencies name.
fn parse(name: Option<&str>) -> Option<Tag> {
    match name? {
        "PRP$" => Some(Tag::PRPS),
        "WP$" => Some(Tag::WPS),
        "$" | "#" => Some(Tag::SYM),
        "." | "," | ":" | "``" | "''" | "-LRB-" | "-RRB-" | "HYPH" | "NFP" | "\"" => Some(Tag::Punct),
        "ADD" => Some(Tag::NNP),
        "AFX" => Some(Tag::JJ),
        "GW" | "XX" => None,
        name => ALL.into_iter().find(|tag| format!("{tag:?}") == name),
    }
}
