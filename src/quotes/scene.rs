//! The reporter's sentences around the quotes. Takes the page, its entities and the quoted spans; gives one row of
//! units: each quote one unit, each noun phrase one unit, every other word by itself. What stands inside the quotes is
//! out of sight, so "X told reporters … “…”" is read as the reporter wrote it.

mod class;
mod reader;

use std::ops::Range;

use super::lexicon::Lexicon;
use super::marks::Quoted;
use super::words::{self, Cue, Group};
use crate::document::Page;
use crate::entities::{Entity, EntityKind};
use crate::grammar::Tag;
use crate::span::Span;
use reader::Reader;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Kind {
    /// A noun phrase with a name at its head.
    Name,
    /// A noun phrase with a common noun at its head.
    Nominal,
    /// he, they, it
    Pronoun,
    /// who, which, whom
    Relative,
    /// A noun phrase in the genitive: `Ruiz’s`, `the city’s`, `her`.
    Owner,
    Verb,
    Auxiliary,
    Adverb,
    Preposition,
    To,
    Conjunction,
    Subordinator,
    That,
    Adjective,
    Comma,
    Colon,
    Dash,
    Stop,
    OpenBracket,
    CloseBracket,
    /// A quotation, marks included.
    Quote,
    /// A day, today: says when, not who.
    Time,
    Other,
    /// Between two paragraphs.
    Break,
}

/// A quote, a noun phrase or a word. There are many of them, so they are kept small.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub kind: Kind,
    /// Key of its word; of its head, for a noun phrase.
    pub word: u32,
    /// How the word attributes.
    pub cue: Cue,
    /// Its first token and the one behind its last; the same for a break.
    tokens: [u32; 2],
    /// Counts the reporter's sentences.
    pub sentence: u32,
    /// Counts the paragraphs looked at.
    pub block: u32,
    /// Key of its first word.
    pub first: u32,
    /// Part of speech of the head.
    pub tag: Tag,
    /// For a quote, its index; for a noun phrase, the entity its head names; else [`NOTHING`].
    index: u32,
    /// For a noun phrase, the kind of that entity.
    pub entity: Option<EntityKind>,
}

/// The index of what is neither a quote nor an entity.
const NOTHING: u32 = u32::MAX;

impl Unit {
    /// Its tokens; none for a break.
    pub fn tokens(&self) -> Range<usize> {
        self.tokens[0] as usize..self.tokens[1] as usize
    }

    /// For a quote, its index; for a noun phrase, the entity its head names.
    pub fn index(&self) -> Option<usize> {
        (self.index != NOTHING).then_some(self.index as usize)
    }

    /// Whether it can name somebody.
    pub fn is_mention(&self) -> bool {
        matches!(self.kind, Kind::Name | Kind::Nominal | Kind::Pronoun | Kind::Relative | Kind::Owner)
    }

    /// Whether its word, or its head, is listed so.
    pub fn is(&self, group: Group) -> bool {
        words::is(self.word, group)
    }

    /// A noun phrase that may be the subject of a clause.
    pub fn is_phrase(&self) -> bool {
        matches!(self.kind, Kind::Name | Kind::Nominal | Kind::Pronoun)
    }
}

/// The paragraphs with quotes and their neighbours, as units.
#[derive(Debug, Default)]
pub(super) struct Scene {
    pub units: Vec<Unit>,
    /// The unit of each quote.
    pub quotes: Vec<usize>,
    /// Of each paragraph looked at, whether it is the headline.
    pub titles: Vec<bool>,
    /// All mentions of entities in text order: where, and whose.
    pub mentions: Vec<(Span, usize)>,
}

/// Reads the paragraphs that hold quotes, or stand next to one that does.
pub(super) fn read(page: &Page, lexicon: &Lexicon, entities: &[Entity], quoted: &[Quoted]) -> Scene {
    let mut reader = Reader::new(page, lexicon, entities, quoted);
    let mut next_quote = 0;
    let mut near = false;
    let blocks = blocks(page);
    let holds: Vec<bool> = blocks
        .iter()
        .map(|tokens| {
            let end = page.text.tokens[tokens.end - 1].span.end();
            let first = next_quote;
            while next_quote < quoted.len() && quoted[next_quote].outer.start() < end {
                next_quote += 1;
            }
            first < next_quote
        })
        .collect();
    for (at, tokens) in blocks.iter().enumerate() {
        let wanted = holds[at] || near || holds.get(at + 1).is_some_and(|next| *next);
        near = holds[at];
        if wanted {
            reader.paragraph(tokens.clone());
        }
    }
    reader.scene
}

/// The tokens of each block, in order.
fn blocks(page: &Page) -> Vec<Range<usize>> {
    let mut blocks: Vec<(usize, Range<usize>)> = Vec::new();
    for sentence in &page.text.sentences {
        match blocks.last_mut() {
            Some((block, tokens)) if *block == sentence.block => tokens.end = sentence.tokens.end,
            _ => blocks.push((sentence.block, sentence.tokens.clone())),
        }
    }
    blocks.into_iter().map(|(_, tokens)| tokens).collect()
}
