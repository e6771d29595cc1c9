//! Noun phrases without a noun: a determiner by itself, an adjective that stands for one.

use super::super::super::words::{self, Class, Cue, Group};
use super::super::Kind;
use super::super::class::in_phrase;
use super::Reader;
use crate::grammar::Tag;
use crate::text::TokenKind;

impl Reader<'_> {
    /// Whether a determiner stands for somebody by itself: `another told us`, `some of them say`.
    pub(super) fn stands_alone(&self, at: usize, next: usize, end: usize) -> bool {
        const WORDS: [&str; 9] = ["another", "some", "many", "several", "few", "most", "all", "both", "each"];
        let listed = |word: &str| WORDS.iter().any(|listed| listed.eq_ignore_ascii_case(word));
        let governs = |class| matches!(class, Class::Verb | Class::Auxiliary);
        let of = |token: usize| self.page.word(token) == "of";
        next == at + 1
            && next < end
            && listed(self.page.word(at))
            && !self.in_quote(next)
            && (governs(self.class(next)) || of(next))
    }

    /// Whether the last adjective of a phrase stands for a noun, by what opens the phrase and what follows: `the
    /// accused told`, `its chief executive, Ana Ruiz`.
    pub(super) fn stands_for_noun(&self, at: usize, next: usize, end: usize) -> bool {
        let last = next.max(at + 1) - 1;
        let within = last > at && (self.opens_phrase(at) || self.counts(at));
        let opens = within || at > self.first && self.opens_phrase(at - 1);
        let word = self.page.text.tokens[last].kind == TokenKind::Word;
        opens && word && self.class(last) == Class::Adjective && self.closes_phrase(next, end)
    }

    /// Whether a noun phrase is over before a token: a clause, another phrase or nothing follows.
    fn closes_phrase(&self, next: usize, end: usize) -> bool {
        let class = |token: usize| if token < end && !self.in_quote(token) { self.class(token) } else { Class::Other };
        match class(next) {
            Class::Verb => self.is_finite(next),
            Class::Adverb if class(next + 1) == Class::Verb => self.is_finite(next + 1),
            Class::Adverb => class(next + 1) == Class::Auxiliary,
            // `a full, frank report`
            Class::Comma if class(next + 1) == Class::Verb => self.tag(next + 1) == Tag::VBG,
            Class::Comma | Class::Conjunction => !describes(class(next + 1)),
            Class::Other => next >= end,
            class => !in_phrase(class) && !matches!(class, Class::Genitive | Class::Pronoun),
        }
    }

    /// Whether a verb has a subject. Of verbs of speech, the tags take some for participles that are none.
    fn is_finite(&self, token: usize) -> bool {
        match self.tag(token) {
            Tag::VBD | Tag::VBZ | Tag::VBP => true,
            Tag::VBN | Tag::NN | Tag::NNS | Tag::JJ => !matches!(self.lexicon.at(token).cue, Cue::None | Cue::Noun),
            _ => false,
        }
    }

    /// Whether a verb or an adverb describes a noun: it stands where a noun phrase has begun. `the reported attack`,
    /// `the newly elected mayor`
    pub(super) fn is_inside(&self, token: usize) -> bool {
        let behind = |back: usize| token >= self.first + back && self.opens_phrase(token - back);
        behind(1) || self.tag(token) == Tag::VBN && behind(2) && self.plain_class(token - 1) == Class::Adverb
    }

    /// “…,” the official remarked: a word behind a quote and a noun phrase that ends the sentence is a verb of speech,
    /// whatever its part of speech.
    pub(super) fn speaks_behind_quote(&self, token: usize, end: usize) -> bool {
        let spelling = self.lexicon.at(token);
        let speaks = matches!(spelling.cue, Cue::Say | Cue::Tell | Cue::Write) && !spelling.is_capital;
        let behind = || self.scene.units.last().is_some_and(|unit| unit.kind == Kind::Quote);
        let inflected = || self.page.word(token).ends_with(['s', 'd']);
        speaks
            && behind()
            && inflected()
            && (token + 1 >= end || !self.in_quote(token + 1) && self.class(token + 1) == Class::Stop)
    }

    /// `with Ruiz praising “…”`: behind a name and before a quote, parts of speech take many a participle for a noun.
    pub(in super::super) fn is_participle_before_quote(&self, token: usize) -> bool {
        let attributes = !matches!(self.lexicon.at(token).cue, Cue::None | Cue::Noun);
        let next = token + 1;
        attributes
            && token > self.first
            && next + 1 < self.first + self.classes.len()
            && self.page.word(token).ends_with("ing")
            && self.in_quote(next)
            && self.plain_class(token - 1) == Class::Name
    }

    /// Marsh Calls Lund ‘…’: in headlines, parts of speech take many a verb for a noun. Where the word is a noun too,
    /// only a quote or a name right behind tells it for a verb.
    pub(in super::super) fn is_headline_verb(&self, token: usize) -> bool {
        let word = self.page.word(token);
        let speaks = matches!(self.lexicon.at(token).cue, Cue::Say | Cue::Tell | Cue::Judge) && word.ends_with('s');
        let next = token + 1;
        if !speaks || token == self.first || next >= self.first + self.classes.len() - 1 {
            return false;
        }
        let subject = matches!(self.plain_class(token - 1), Class::Name | Class::Noun);
        let quoted = || self.in_quote(next);
        let named = || {
            let span = self.page.text.tokens[next].span;
            let at = self.scene.mentions.partition_point(|(mention, _)| mention.end() <= span.start());
            self.scene.mentions.get(at).is_some_and(|(mention, _)| mention.start() == span.start())
        };
        let governs = || {
            let class = self.plain_class(next);
            matches!(class, Class::Preposition | Class::To | Class::That | Class::Determiner | Class::Owner)
        };
        subject && (quoted() || named() || !words::is(self.lexicon.key(token), Group::Verb) && governs())
    }

    /// `last week`, `this year`: says when, not who.
    pub(super) fn is_time(&self, at: usize, end: usize) -> bool {
        const WHICH: [u32; 4] = words::keys(["last", "this", "next", "earlier"]);
        const TIMES: [u32; 12] = words::keys([
            "week",
            "weekend",
            "month",
            "year",
            "decade",
            "century",
            "season",
            "morning",
            "afternoon",
            "evening",
            "night",
            "time",
        ]);
        at + 1 < end
            && WHICH.contains(&self.lexicon.key(at))
            && TIMES.contains(&self.lexicon.key(at + 1))
            && !self.in_quote(at + 1)
            && (at + 2 >= end || self.in_quote(at + 2) || !matches!(self.class(at + 2), Class::Genitive | Class::Noun))
    }

    /// Whether a noun phrase begins at a token, or behind it.
    fn opens_phrase(&self, token: usize) -> bool {
        const ARTICLES: [u32; 3] = words::keys(["the", "a", "an"]);
        let key = || self.lexicon.key(token);
        // What it does in its place differs from that for none of these.
        match self.classes[token - self.first].get().unwrap_or_else(|| self.plain_class(token)) {
            Class::Determiner => ARTICLES.contains(&key()),
            // `told her said`: her may be an object.
            Class::Owner => key() != const { words::key("her") },
            Class::Genitive => self.tag(token) == Tag::POS,
            _ => false,
        }
    }

    /// Whether a determiner says how many.
    fn counts(&self, token: usize) -> bool {
        const WORDS: [u32; 5] = words::keys(["another", "some", "many", "several", "few"]);
        WORDS.contains(&self.lexicon.key(token))
    }
}

/// Whether a class may describe a noun behind it, or be one.
fn describes(class: Class) -> bool {
    matches!(class, Class::Adjective | Class::Noun | Class::Number | Class::Adverb | Class::Verb)
}
