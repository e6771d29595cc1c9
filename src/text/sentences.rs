//! Sentence ends. Takes the tokens of one block, gives ranges of them.

use std::ops::Range;

use super::abbreviations::{Ends, ends, starts_sentence};
use super::{Token, TokenKind};

/// Cuts the tokens from `first` on into sentences, and hands over each.
pub(super) fn split(text: &str, tokens: &[Token], first: usize, mut sentence: impl FnMut(Range<usize>)) {
    let line = Line { text, tokens };
    let mut start = first;
    let mut stop = first;
    let mut straight_open = false;
    for at in first..tokens.len() {
        if line.goes_on(at) {
            stop = at;
            continue;
        }
        straight_open ^= line.word(at) == "\"";
        if !line.closes(at, stop, !straight_open) {
            stop = at;
        }
        if at + 1 == tokens.len() || line.ends(start, stop, at, straight_open) {
            sentence(start..at + 1);
            start = at + 1;
        }
    }
}

/// The tokens of one block.
struct Line<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl<'t> Line<'t> {
    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn spaced(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.spaced)
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether the sentence surely goes on behind this token: a comma, word or number without full stop before a word.
    fn goes_on(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1).map(|next| next.kind);
        let Token { kind, span, .. } = self.tokens[at];
        let last = self.text.as_bytes()[span.end() - 1];
        next == Some(TokenKind::Word) && if kind == TokenKind::Mark { last == b',' } else { last != b'.' }
    }

    /// Whether this token is a closing mark behind the stop: glued to it, or set off by blanks on both sides.
    fn closes(&self, at: usize, stop: usize, straight_closes: bool) -> bool {
        if at == stop || self.tokens[at].kind != TokenKind::Mark {
            return false;
        }
        let word = self.word(at);
        match self.tokens[at].spaced {
            false => is_closing(word),
            true => self.spaced(at + 1) && is_stop(self.word(stop)) && closes_loose(word, straight_closes),
        }
    }

    /// Whether a sentence ends behind the token `at`, where `stop` is the last token before its closing marks.
    fn ends(&self, start: usize, stop: usize, at: usize, straight_open: bool) -> bool {
        let next = at + 1;
        if self.begins_item(next) {
            return true;
        }
        let word = self.word(stop);
        if !is_stop(word) {
            return false;
        }
        if !self.spaced(next) {
            return word == "." && at == stop && self.glued_sentence(stop);
        }
        if self.closes(next, stop, straight_open) {
            return false;
        }
        match word {
            "." => !self.continues(next) && !self.is_list_number(start, stop),
            "?" | "!" => !self.continues(next) && !(at > stop && self.is_attribution(next)),
            _ if self.is_word(stop) => self.abbreviation_ends(word, next),
            _ => !self.continues(next),
        }
    }

    /// `over.The next`: a full stop whose blank was lost.
    fn glued_sentence(&self, stop: usize) -> bool {
        let long = |at: usize| self.is_word(at) && self.word(at).len() > 1;
        let lower = stop > 0 && self.word(stop - 1).ends_with(|c: char| c.is_lowercase());
        lower && long(stop - 1) && long(stop + 1) && self.word(stop + 1).starts_with(char::is_uppercase)
    }

    /// Whether the next token goes on with the sentence: a small letter (but `iPhone`), a comma, a further dot.
    fn continues(&self, next: usize) -> bool {
        let word = self.word(next);
        let mut chars = word.chars();
        let Some(c) = chars.next() else { return false };
        if matches!(c, ',' | ';' | ':' | '.' | '…' | '?' | '!' | '%') {
            return true;
        }
        c.is_lowercase() && !chars.take(3).any(char::is_uppercase)
    }

    fn abbreviation_ends(&self, word: &str, next: usize) -> bool {
        let first = self.word(next);
        let opens = matches!(first, "“" | "\"" | "‘" | "``" | "—" | "•");
        match ends(word) {
            Ends::No => false,
            Ends::Maybe => opens || starts_sentence(&self.text[self.tokens[next].span.start()..]),
            Ends::Yes => opens || first.starts_with(char::is_uppercase),
        }
    }

    /// `1. First item`: a number alone before the stop.
    fn is_list_number(&self, start: usize, stop: usize) -> bool {
        start + 1 == stop && self.tokens[start].kind == TokenKind::Number && self.tokens[start].span.len() < 4
    }

    /// `Ana Ruiz asked` behind a quoted question.
    fn is_attribution(&self, next: usize) -> bool {
        let name = (next..next + 5).take_while(|&at| self.word(at).starts_with(char::is_uppercase)).count();
        name > 0 && is_speech(self.word(next + name))
    }

    /// Whether a list item begins here, on a line of its own: `• Eggs`, `2) Milk`.
    fn begins_item(&self, next: usize) -> bool {
        let Some(token) = self.tokens.get(next).filter(|token| token.spaced) else { return false };
        let item = match token.kind {
            TokenKind::Mark => is_bullet(self.word(next)) && self.spaced(next + 1),
            TokenKind::Number => {
                matches!(self.word(next + 1), "." | ")") && !self.spaced(next + 1) && self.spaced(next + 2)
            }
            TokenKind::Word => false,
        };
        item && self.on_new_line(next)
    }

    fn on_new_line(&self, at: usize) -> bool {
        let gap = self.tokens[at - 1].span.end()..self.tokens[at].span.start();
        self.text.as_bytes()[gap].iter().any(|byte| matches!(byte, b'\n' | b'\r'))
    }
}

/// A token a sentence may end with, closing marks apart.
fn is_stop(word: &str) -> bool {
    matches!(word, "." | "?" | "!" | "…" | "?!" | "。") || word.ends_with('.')
}

fn is_closing(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | "''" | "»" | ")" | "]" | "“" | "›" | "*")
}

/// A closing mark with blanks on both sides.
fn closes_loose(word: &str, straight_closes: bool) -> bool {
    matches!(word, "”" | "’" | "''" | "»" | ")" | "]") || word == "\"" && straight_closes
}

fn is_bullet(word: &str) -> bool {
    matches!(word, "•" | "●" | "▪" | "■" | "·" | "‣" | "*" | "-" | "–" | "—")
}

fn is_speech(word: &str) -> bool {
    matches!(word, "said" | "says" | "asked" | "asks" | "told" | "wrote" | "added" | "cried" | "shouted" | "tweeted")
}
