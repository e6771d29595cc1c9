//! Tokens and sentences. Takes the readable blocks of an article; gives [`Text`], spans only.

mod abbreviations;
mod addresses;
mod letters;
mod marks;
mod pieces;
mod sentences;
mod spellings;
mod tokens;
mod vocabulary;
mod words;

use std::ops::Range;

use crate::article::Article;
use crate::input::Source;
use crate::span::Span;
pub use vocabulary::{Kept, MANY, Numbering, Vocabulary};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with their full stop where they are an abbreviation: `Mr.`, `U.S.`, `’s`, `n't`, an address, a handle.
    Word,
    /// Digits with their separators: `1,200.50`. What follows without a blank (`mn`, `th`, `s`) is a token of its own.
    Number,
    /// A mark of punctuation or a symbol, one character, or one run of dots.
    Mark,
}

/// A word, number or mark. Its spelling is `span.of(text)`, never a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether white space stands before it.
    pub spaced: bool,
}

/// A sentence, headline, or list item. Never crosses a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Indices of its tokens; never empty.
    pub tokens: Range<usize>,
    /// Index of its block in [`Article::blocks`].
    pub block: usize,
}

/// The tokens and sentences of the readable blocks, in text order. Every token lies in exactly one sentence.
#[derive(Debug, Default)]
pub struct Text {
    /// All tokens.
    pub tokens: Vec<Token>,
    /// All sentences.
    pub sentences: Vec<Sentence>,
    /// The different spellings of tokens, in the order in which they come first.
    pub words: Vec<Word>,
    /// Which numbers the words have.
    pub numbering: Numbering,
    /// Index of each token's spelling in `words`, in step with `tokens`.
    pub word_of: Vec<u32>,
}

/// A spelling that tokens have. What a stage asks of the spelling alone it asks once for each of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands first.
    pub span: Span,
    /// Its [`hash::text`](crate::sequence::hash::text).
    pub hash: u64,
    /// Its number in the [`Vocabulary`] that the article was read with; says nothing of the article.
    pub number: u32,
}

impl Text {
    /// Indices of the tokens that begin in `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.start() < span.start());
        let last = self.tokens.partition_point(|token| token.span.start() < span.end());
        first..last.max(first)
    }

    /// What is kept of each different spelling, in step with `words`; where nothing is, what `find` says.
    pub fn of_words<T: Copy>(&self, source: &str, kept: &mut Kept<T>, find: impl Fn(&str) -> T) -> Vec<T> {
        self.fetch_words(kept);
        self.words.iter().map(|word| *kept.of(word.number, || find(word.span.of(source)))).collect()
    }

    /// What is kept of the spelling with this index; where nothing is, what `find` says.
    pub fn of_word<'k, T: Copy>(&self, word: u32, kept: &'k mut Kept<T>, find: impl FnOnce() -> T) -> &'k T {
        kept.turn_to(self.numbering);
        kept.of(self.words[word as usize].number, find)
    }

    /// Asks memory for what is kept of all spellings.
    pub fn fetch_words<T: Copy>(&self, kept: &mut Kept<T>) {
        kept.turn_to(self.numbering);
        kept.fetch(self.words.iter().map(|word| word.number));
    }

    /// Asks memory for what is kept of the spelling with this index.
    pub fn fetch_word<T: Copy>(&self, word: u32, kept: &mut Kept<T>) {
        kept.turn_to(self.numbering);
        kept.fetch([self.words[word as usize].number].into_iter());
    }

    /// Index of the sentence that holds this token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// The span from the first token of the range to its last.
    ///
    /// # Panics
    /// On an empty range.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        self.tokens[tokens.start].span.to(self.tokens[tokens.end - 1].span)
    }
}

/// Cuts the readable blocks into tokens and sentences. The numbers of the words are those of the vocabulary.
pub fn segment(source: &Source, article: &Article, vocabulary: &mut Vocabulary) -> Text {
    // Seldom are there more: a token has four letters and a blank, a sentence fifteen tokens.
    let [tokens, sentences] = [4, 60].map(|length| source.text.len() / length);
    let (tokens, sentences) = (Vec::with_capacity(tokens), Vec::with_capacity(sentences));
    let mut text = Text { tokens, sentences, ..Text::default() };
    for (block, span) in article.blocks.iter().enumerate().filter(|(_, b)| b.is_read()).map(|(i, b)| (i, b.span)) {
        let first = text.tokens.len();
        tokens::tokenize(&source.text, span, &mut text.tokens);
        sentences::split(&source.text, &text.tokens, first, |tokens| {
            let span = text.tokens[tokens.start].span.to(text.tokens[tokens.end - 1].span);
            text.sentences.push(Sentence { span, tokens, block });
        });
    }
    (text.words, text.word_of) = spellings::number(&source.text, &text.tokens, vocabulary);
    text.numbering = vocabulary.numbering();
    text
}
