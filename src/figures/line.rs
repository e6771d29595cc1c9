//! One sentence as the figure rules see it. Takes a page; gives words by token index, and nothing outside the
//! sentence, so that a rule may look around without minding the ends.

use std::cell::OnceCell;
use std::ops::Range;

use crate::document::Page;
use crate::figures::cues::Cues;
use crate::figures::lexicon::NumberWord;
use crate::figures::vocabulary::{Known, NOTHING, Vocabulary};
use crate::figures::words::{Shape, Words};
use crate::grammar::Tag;
use crate::span::Span;
use crate::text::TokenKind;

/// The tokens of one sentence. An index outside of it reads as an empty word.
pub(super) struct Line<'a> {
    page: &'a Page,
    vocabulary: &'a Vocabulary<'a>,
    start: usize,
    end: usize,
    /// What the word lists say of all of its tokens, once somebody asks.
    mentioned: OnceCell<Cues>,
    headline: OnceCell<bool>,
}

impl<'a> Line<'a> {
    pub fn new(vocabulary: &'a Vocabulary<'a>, tokens: &Range<usize>) -> Self {
        let (mentioned, headline) = (OnceCell::new(), OnceCell::new());
        Self { page: vocabulary.page, vocabulary, start: tokens.start, end: tokens.end, mentioned, headline }
    }

    pub fn tokens(&self) -> Range<usize> {
        self.start..self.end
    }

    pub fn holds(&self, at: usize) -> bool {
        (self.start..self.end).contains(&at)
    }

    /// The spelling of a token; empty outside the sentence.
    pub fn word(&self, at: usize) -> &'a str {
        if self.holds(at) { self.page.word(at) } else { "" }
    }

    /// What the word does in a number.
    pub fn number_word(&self, at: usize) -> Option<NumberWord> {
        self.known(at).number
    }

    /// What the word lists say of a token.
    #[inline]
    pub fn known(&self, at: usize) -> &Known {
        if self.holds(at) { self.vocabulary.at(at) } else { &NOTHING }
    }

    /// The first token of the sentence from `start` on with which a number can begin.
    #[inline]
    pub fn opening(&self, start: usize) -> Option<usize> {
        self.vocabulary.opening(start..self.end)
    }

    /// Whether the token is this word, whatever its case.
    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.known(at).shape == Shape::of(word) && self.is_like(at, word)
    }

    /// The same, asked of the few words of its shape.
    #[inline(never)]
    fn is_like(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether the token is this word as written.
    #[inline]
    pub fn spells(&self, at: usize, word: &str) -> bool {
        self.is(at, word) && self.word(at) == word
    }

    /// Whether the token is one of these words, whatever its case.
    #[inline]
    pub fn any(&self, at: usize, words: &Words) -> bool {
        words.may_have(self.known(at).shape) && self.is_among(at, words)
    }

    /// The same, asked of the few words of their shapes.
    #[inline(never)]
    fn is_among(&self, at: usize, words: &Words) -> bool {
        words.have(self.word(at))
    }

    /// Whether the tokens from `at` on are these words.
    pub fn reads(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, word)| self.is(at + i, word))
    }

    pub fn span(&self, at: usize) -> Span {
        self.page.text.tokens[at].span
    }

    /// From the first token of the range to its last.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        self.page.text.span_of(tokens)
    }

    /// Whether a token stands directly on the one before it.
    pub fn glued(&self, at: usize) -> bool {
        self.holds(at) && at > self.start && !self.page.text.tokens[at].spaced
    }

    /// What stands between a token and the one before it.
    pub fn gap(&self, at: usize) -> &'a str {
        if !self.holds(at) || at == self.start {
            return "";
        }
        &self.page.source.text[self.span(at - 1).end()..self.span(at).start()]
    }

    /// The word for a decimal point, between number words.
    pub fn is_point(&self, at: usize) -> bool {
        self.is(at, "point")
    }

    pub fn is_number(&self, at: usize) -> bool {
        self.holds(at) && self.page.text.tokens[at].kind == TokenKind::Number
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.holds(at) && self.page.text.tokens[at].kind == TokenKind::Word
    }

    pub fn is_mark(&self, at: usize) -> bool {
        self.holds(at) && self.page.text.tokens[at].kind == TokenKind::Mark
    }

    pub fn is_dash(&self, at: usize) -> bool {
        self.is_mark(at) && matches!(self.word(at), "-" | "–" | "‑" | "‐" | "−" | "—")
    }

    /// A hyphen written onto the words on both its sides; `—` sets apart, however it is written.
    pub fn is_hyphen(&self, at: usize) -> bool {
        self.glued(at) && self.glued(at + 1) && self.is_dash(at) && self.word(at) != "—"
    }

    pub fn is_capitalized(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// Whether most words begin with a capital, as in a headline: capitals then tell nothing.
    pub fn is_headline(&self) -> bool {
        *self.headline.get_or_init(|| {
            let words = self.tokens().take(40).filter(|at| self.word(*at).len() > 3 && self.is_word(*at));
            let (words, capitals) = words
                .fold((0, 0), |(words, capitals), at| (words + 1, capitals + usize::from(self.is_capitalized(at))));
            capitals > 2 && capitals > 3 * (words - capitals)
        })
    }

    pub fn tag(&self, at: usize) -> Tag {
        if self.holds(at) { self.page.tags[at] } else { Tag::Punct }
    }

    /// The cues that a token carries.
    pub fn cues(&self, at: usize) -> Cues {
        self.known(at).cues
    }

    /// Whether any token of the sentence carries one of these cues.
    pub fn mentions(&self, cue: Cues) -> bool {
        let all = || self.tokens().fold(Cues::default(), |all, at| all.and_also(self.cues(at)));
        self.mentioned.get_or_init(all).has(cue)
    }

    /// Whether the article tells of cricket.
    pub fn is_on_cricket(&self) -> bool {
        self.vocabulary.is_on_cricket()
    }

    /// Whether it tells of athletics.
    pub fn is_on_athletics(&self) -> bool {
        self.vocabulary.is_on_athletics()
    }

    /// Whether it tells of a game in which points are made.
    pub fn is_on_a_game(&self) -> bool {
        self.vocabulary.is_on_a_game()
    }

    /// Whether it tells of what is bored into rock.
    pub fn is_on_drilling(&self) -> bool {
        self.vocabulary.is_on_drilling()
    }

    /// Whether it tells of Boeing.
    pub fn is_on_boeing(&self) -> bool {
        self.vocabulary.is_on_boeing()
    }

    /// Whether `mt` and `MT` are a million tonnes in this article: not where it speaks of metric tons.
    pub fn means_million_tonnes(&self, written: &str) -> bool {
        let (metric, million) = self.vocabulary.has_metric_and_million();
        !metric && (written == "mt" || million)
    }

    /// The words of a span.
    pub fn text(&self, span: Span) -> &'a str {
        span.of(&self.page.source.text)
    }
}
