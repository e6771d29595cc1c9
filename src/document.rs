//! The layers of one analysed article.

use crate::article::Article;
use crate::dates::{Published, Timex};
use crate::entities::Entity;
use crate::figures::Figure;
use crate::grammar::Tag;
use crate::input::Source;
use crate::quotes::Quote;
use crate::span::Span;
use crate::text::{Sentence, Text, Token};

/// The name of the rule, list, model or step that made a fact, as `dates/weekday`.
pub type RuleId = &'static str;

/// Everything known before any fact is looked for. The extractors only read it.
#[derive(Debug)]
pub struct Page {
    /// The text and where it came from.
    pub source: Source,
    /// Title, bylines, dateline, paragraphs, boilerplate.
    pub article: Article,
    /// Tokens and sentences of the readable blocks.
    pub text: Text,
    /// Part of speech of each token, in step with `text.tokens`.
    pub tags: Vec<Tag>,
}

impl Page {
    /// The words of a span.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.source.text)
    }

    /// The spelling of the token with this index.
    pub fn word(&self, token: usize) -> &str {
        self.words(self.text.tokens[token].span)
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.text.tokens[sentence.tokens.clone()]
    }
}

/// Something the reader of the report should know: a repair, a guess, a missing anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// A short name to grep for, as `unclosed-quote`.
    pub kind: &'static str,
    /// A sentence for people.
    pub message: String,
}

/// An article and the facts found in it. Each layer is written once, by [`crate::Analyzer::analyze`].
#[derive(Debug)]
pub struct Document {
    /// The text and its structure.
    pub page: Page,
    /// People, countries, organizations and places, in order of first mention.
    pub entities: Vec<Entity>,
    /// The day the article was published, where that is known.
    pub published: Option<Published>,
    /// Time expressions, in text order.
    pub dates: Vec<Timex>,
    /// Stated quantities, in text order.
    pub figures: Vec<Figure>,
    /// Quoted words, in text order.
    pub quotes: Vec<Quote>,
    /// What the stages had to guess or repair.
    pub warnings: Vec<Warning>,
}

impl Document {
    /// A page in which nothing has been looked for yet.
    pub(crate) fn without_facts(page: Page) -> Self {
        let warnings = page.source.warnings();
        Self {
            page,
            entities: Vec::new(),
            published: None,
            dates: Vec::new(),
            figures: Vec::new(),
            quotes: Vec::new(),
            warnings,
        }
    }
}
