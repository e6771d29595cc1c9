//! The structure of an article. Takes decoded text, gives its blocks in reading order: title, bylines, paragraphs,
//! boilerplate. Marks the dateline but does not read its date: that is `dates`.

use crate::input::Source;
use crate::span::Span;

/// What the outline goes by.
#[derive(Debug)]
pub struct Rules {}

impl Rules {
    /// Loads the embedded lists.
    pub fn load() -> Self {
        Self {}
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// Who wrote or reported it.
    Byline,
    /// The story, including subheads and list items.
    Paragraph,
    /// Page furniture; yields no facts.
    Boilerplate,
}

/// A run of lines that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, without the white space around it.
    pub span: Span,
}

impl Block {
    /// Whether facts are looked for in it.
    pub fn is_read(&self) -> bool {
        self.kind != BlockKind::Boilerplate
    }
}

/// "PARIS, March 3 (Reuters) —" at the head of the first paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// From the place up to the dash, without it.
    pub span: Span,
    /// The place, as written.
    pub place: Span,
    /// The day, as written.
    pub date: Option<Span>,
    /// The agency, without brackets.
    pub agency: Option<Span>,
}

/// The blocks of an article; all of its text but white space lies in one of them.
#[derive(Debug, Default)]
pub struct Article {
    /// In text order, without overlap.
    pub blocks: Vec<Block>,
    /// The dateline, inside the first paragraph.
    pub dateline: Option<Dateline>,
}

impl Article {
    /// The blocks of one kind.
    pub fn of_kind(&self, kind: BlockKind) -> impl Iterator<Item = Block> + '_ {
        self.blocks.iter().copied().filter(move |block| block.kind == kind)
    }
}

/// Finds the structure of an article from its text alone.
pub fn outline(source: &Source, _rules: &Rules) -> Article {
    let text = &source.text;
    let mut blocks: Vec<Block> = lines(text).map(|span| Block { kind: BlockKind::Paragraph, span }).collect();
    if let [first, _, ..] = blocks.as_mut_slice() {
        let words = first.span.of(text);
        if words.len() < 150 && !words.ends_with(['.', '”', '"', ':']) {
            first.kind = BlockKind::Title;
        }
    }
    Article { blocks, dateline: None }
}

/// The lines that hold more than white space, trimmed.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split(['\n', '\r']).filter_map(move |line| {
        let span = Span::new(at, at + line.len()).trim(text);
        at += line.len() + 1;
        (!span.is_empty()).then_some(span)
    })
}
