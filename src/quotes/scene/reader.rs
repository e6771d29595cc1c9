//! Reads paragraphs as units, one after the other.

mod noun;

use std::cell::Cell;
use std::ops::Range;

use super::super::lexicon::Lexicon;
use super::super::marks::Quoted;
use super::super::words::{Class, Cue};
use super::class::{class, in_phrase, shape_tag, single};
use super::{Kind, NOTHING, Scene, Unit};
use crate::article::BlockKind;
use crate::document::Page;
use crate::entities::{Entity, EntityKind};
use crate::grammar::Tag;
use crate::span::Span;

pub(super) struct Reader<'p> {
    page: &'p Page,
    lexicon: &'p Lexicon<'p>,
    entities: &'p [Entity],
    quoted: &'p [Quoted],
    next_mention: usize,
    next_quote: usize,
    /// Where the next mention and the next quote begin: before that, nothing needs to be asked about them.
    mention_start: usize,
    quote_start: usize,
    /// Whether the page carries real parts of speech; else words are classed by their shape.
    tagged: bool,
    /// Whether the paragraph is a headline or as short of words as one.
    is_headline: bool,
    /// The first token of the paragraph.
    first: usize,
    /// What its tokens and the one behind them do, where that was asked.
    classes: Vec<Cell<Option<Class>>>,
    sentence: u32,
    block: u32,
    pub scene: Scene,
}

impl<'p> Reader<'p> {
    pub fn new(page: &'p Page, lexicon: &'p Lexicon, entities: &'p [Entity], quoted: &'p [Quoted]) -> Self {
        let all = entities.iter().enumerate();
        let mut mentions: Vec<_> = all.flat_map(|(at, e)| e.mentions.iter().map(move |m| (m.span, at))).collect();
        mentions.sort_unstable();
        let tagged = page.tags.iter().any(|tag| tag.is_verb());
        // There are hardly ever more units than tokens.
        let units = Vec::with_capacity(page.text.tokens.len());
        let scene = Scene { mentions, units, ..Scene::default() };
        Self {
            page,
            lexicon,
            entities,
            quoted,
            next_mention: 0,
            next_quote: 0,
            mention_start: 0,
            quote_start: 0,
            tagged,
            is_headline: false,
            first: 0,
            classes: Vec::new(),
            sentence: 0,
            block: 0,
            scene,
        }
    }

    pub fn paragraph(&mut self, tokens: Range<usize>) {
        if !self.scene.units.is_empty() {
            self.push(Kind::Break, tokens.start..tokens.start, tokens.start);
            self.block += 1;
            self.sentence += 1;
        }
        let sentence = &self.page.text.sentences[self.page.text.sentence_of(tokens.start)];
        let is_title = self.page.article.blocks[sentence.block].kind == BlockKind::Title;
        self.is_headline = is_title || self.is_heading(tokens.clone());
        self.scene.titles.push(is_title);
        self.first = tokens.start;
        self.classes.clear();
        self.classes.resize(tokens.len() + 1, Cell::new(None));
        let mut at = tokens.start;
        while at < tokens.end {
            at = self.unit(at, tokens.end);
        }
    }

    /// Whether a paragraph is a few words without a stop.
    fn is_heading(&self, tokens: Range<usize>) -> bool {
        const FEW: usize = 20;
        let last = self.page.word(tokens.end - 1);
        tokens.len() <= FEW && !last.ends_with(['.', '?', '!', ',', ':', ';'])
    }

    /// Reads the unit that begins at a token; gives the token behind it.
    fn unit(&mut self, at: usize, end: usize) -> usize {
        if let Some(quote) = self.quote_at(self.page.text.tokens[at].span) {
            return self.quote(at, end, quote);
        }
        // A name is a name, whatever its first word is taken for.
        let class = if self.is_capital(at) && self.mention_end(at, end).1 { Class::Name } else { self.class(at) };
        match class {
            Class::Pronoun | Class::Wh => {
                let kind = if class == Class::Wh { Kind::Relative } else { Kind::Pronoun };
                self.push(kind, at..at + 1, at);
                at + 1
            }
            _ if in_phrase(class) && self.is_time(at, end) => {
                self.push(Kind::Time, at..at + 2, at + 1);
                at + 2
            }
            _ if in_phrase(class) => self.phrase(at, end),
            _ => {
                self.push(single(class), at..at + 1, at);
                at + 1
            }
        }
    }

    /// The quote that a token is part of.
    fn quote_at(&mut self, token: Span) -> Option<usize> {
        if token.end() <= self.quote_start {
            return None;
        }
        while self.quoted.get(self.next_quote).is_some_and(|quote| quote.outer.end() <= token.start()) {
            self.next_quote += 1;
        }
        let next = self.quoted.get(self.next_quote);
        self.quote_start = next.map_or(usize::MAX, |quote| quote.outer.start());
        next.is_some_and(|quote| quote.outer.overlaps(token)).then_some(self.next_quote)
    }

    fn quote(&mut self, at: usize, end: usize, index: usize) -> usize {
        let outer = self.quoted[index].outer;
        let mut next = at + 1;
        while next < end && self.page.text.tokens[next].span.start() < outer.end() {
            next += 1;
        }
        // American and British usage come to the same: the comma belongs to the quote, in or out.
        if next < end && self.quoted[index].stop_outside(&self.page.source.text).is_some() && !self.in_next_quote(next)
        {
            next += 1;
        }
        self.scene.quotes.resize(index + 1, self.scene.units.len());
        self.push(Kind::Quote, at..next, at);
        if let Some(unit) = self.scene.units.last_mut() {
            unit.index = index as u32;
        }
        next
    }

    /// A noun phrase, or several in a row where a genitive or a new determiner divides them.
    fn phrase(&mut self, at: usize, end: usize) -> usize {
        let mut next = at;
        let mut noun = None;
        let mut name = false;
        while next < end && !self.in_quote(next) {
            let (stop, mention) = self.mention_end(next, end);
            let class = if mention { Class::Name } else { self.class(next) };
            let opens = matches!(class, Class::Determiner | Class::Owner);
            if next > at && self.speaks_behind_quote(next, end) {
                self.classes[next - self.first].set(Some(Class::Verb));
                break;
            }
            if !in_phrase(class) || noun.is_some() && (opens || self.is_time(next, end)) {
                break;
            }
            if matches!(class, Class::Name | Class::Noun | Class::Number)
                || class == Class::Owner && next == at && !self.noun_follows(next + 1, end)
            {
                noun = Some(stop - 1);
                name = class == Class::Name || class == Class::Noun && name && self.is_capital(next);
            }
            next = stop;
            if next < end && self.class(next) == Class::Genitive && noun.is_some() {
                self.push(Kind::Owner, at..next, noun.unwrap_or(at));
                self.name_entity(noun);
                return next + 1;
            }
        }
        match noun.or_else(|| self.stands_for_noun(at, next, end).then(|| next - 1)) {
            Some(head) if self.class(at) == Class::Owner && head > at => {
                self.push(Kind::Owner, at..at + 1, at);
                self.push(if name { Kind::Name } else { Kind::Nominal }, at + 1..next, head);
            }
            Some(_) if (at..next).all(|token| self.is_digits(token)) => self.push(Kind::Other, at..next, next - 1),
            Some(head) => self.push(if name { Kind::Name } else { Kind::Nominal }, at..next, head),
            None if self.stands_alone(at, next, end) => self.push(Kind::Pronoun, at..next, at),
            None if self.class(at) == Class::Owner => self.push(Kind::Owner, at..at + 1, at),
            None => {
                let kind = if self.class(at) == Class::Determiner { Kind::Other } else { Kind::Adjective };
                self.push(kind, at..next.max(at + 1), next.max(at + 1) - 1);
            }
        }
        self.name_entity(noun);
        next.max(at + 1)
    }

    fn noun_follows(&self, at: usize, end: usize) -> bool {
        at < end && !self.in_quote(at) && in_phrase(self.class(at))
    }

    fn in_next_quote(&self, token: usize) -> bool {
        let span = self.page.text.tokens[token].span;
        self.quoted.get(self.next_quote + 1).is_some_and(|quote| quote.outer.overlaps(span))
    }

    fn in_quote(&self, token: usize) -> bool {
        let span = self.page.text.tokens[token].span;
        span.end() > self.quote_start
            && (self.quoted.get(self.next_quote).is_some_and(|quote| quote.outer.overlaps(span))
                || self.in_next_quote(token))
    }

    /// The end of the entity mention that begins at this token, and whether there is one.
    #[inline]
    fn mention_end(&mut self, token: usize, end: usize) -> (usize, bool) {
        match self.page.text.tokens[token].span.end() <= self.mention_start {
            true => (token + 1, false),
            false => self.find_mention(token, end),
        }
    }

    #[inline(never)]
    fn find_mention(&mut self, token: usize, end: usize) -> (usize, bool) {
        let span = self.page.text.tokens[token].span;
        while self.scene.mentions.get(self.next_mention).is_some_and(|(mention, _)| mention.end() <= span.start()) {
            self.next_mention += 1;
        }
        let next = self.scene.mentions.get(self.next_mention);
        self.mention_start = next.map_or(usize::MAX, |(mention, _)| mention.start());
        match next {
            Some((mention, _)) if mention.overlaps(span) => {
                let mut next = token + 1;
                while next < end && self.page.text.tokens[next].span.start() < mention.end() && !self.in_quote(next) {
                    next += 1;
                }
                (next, true)
            }
            _ => (token + 1, false),
        }
    }

    /// Gives the unit just made the entity named at its head.
    fn name_entity(&mut self, head: Option<usize>) {
        let Scene { units, mentions, .. } = &mut self.scene;
        let (Some(head), Some(unit)) = (head, units.last_mut()) else { return };
        let span = self.page.text.tokens[head].span;
        let from = self.next_mention.saturating_sub(3);
        let near = || mentions[from..].iter().take(5);
        let at_head = near().find(|(mention, _)| mention.overlaps(span));
        let whole = || self.page.text.span_of(unit.tokens());
        let person = |(mention, entity): &&(Span, usize)| {
            self.entities[*entity].kind == EntityKind::Person && whole().contains(*mention)
        };
        let inside = || near().filter(|_| unit.kind == Kind::Name).rfind(person);
        if let Some((_, entity)) = at_head.or_else(inside) {
            unit.index = *entity as u32;
            unit.entity = Some(self.entities[*entity].kind);
        }
    }

    /// A number in figures: an age, a score.
    fn is_digits(&self, token: usize) -> bool {
        self.page.word(token).starts_with(|c: char| c.is_ascii_digit())
    }

    fn is_capital(&self, token: usize) -> bool {
        self.lexicon.at(token).is_capital
    }

    #[inline]
    fn class(&self, token: usize) -> Class {
        match self.classes[token - self.first].get() {
            Some(class) => class,
            None => self.find_class(token),
        }
    }

    #[inline(never)]
    fn find_class(&self, token: usize) -> Class {
        let class = self.class_in_place(token);
        self.classes[token - self.first].set(Some(class));
        class
    }

    fn class_in_place(&self, token: usize) -> Class {
        let class = self.plain_class(token);
        let next = || match self.page.text.tokens.get(token + 1) {
            Some(_) => self.plain_class(token + 1),
            None => Class::Other,
        };
        let is = |word: &str| self.page.word(token).eq_ignore_ascii_case(word);
        match class {
            Class::Noun | Class::Name if self.is_headline && self.is_headline_verb(token) => Class::Verb,
            Class::Noun | Class::Adjective if self.is_participle_before_quote(token) => Class::Verb,
            // `one miner` counts, `one of them` stands for somebody.
            Class::Pronoun if is("one") && matches!(next(), Class::Noun | Class::Adjective | Class::Name) => {
                Class::Determiner
            }
            // `the reported attack`, `the newly elected mayor`
            Class::Verb | Class::Adverb if self.is_inside(token) => Class::Adjective,
            // `Ruiz once said`
            Class::Subordinator if is("once") && next() == Class::Verb => Class::Adverb,
            class => class,
        }
    }

    /// The class of a token by itself.
    fn plain_class(&self, token: usize) -> Class {
        class(self.page, self.lexicon, token, self.tagged)
    }

    fn tag(&self, token: usize) -> Tag {
        if self.tagged { self.page.tags[token] } else { shape_tag(self.page.word(token)) }
    }

    fn push(&mut self, kind: Kind, tokens: Range<usize>, head: usize) {
        let ends = self.ends_sentence(kind, &tokens);
        self.sentence += u32::from(ends);
        let spelling = self.lexicon.at(head);
        let cue = if matches!(kind, Kind::Verb | Kind::Nominal | Kind::Adjective | Kind::Other) {
            spelling.cue
        } else {
            Cue::None
        };
        let first = tokens.start.min(self.page.text.tokens.len() - 1);
        self.scene.units.push(Unit {
            kind,
            word: spelling.key,
            cue,
            sentence: self.sentence,
            block: self.block,
            first: if first == head { spelling.key } else { self.lexicon.key(first) },
            tag: self.tag(head),
            index: NOTHING,
            entity: None,
            tokens: [tokens.start as u32, tokens.end as u32],
        });
    }

    /// Whether the reporter's sentence ended before a new unit.
    fn ends_sentence(&self, kind: Kind, tokens: &Range<usize>) -> bool {
        let Some(last) = self.scene.units.last() else { return false };
        let capital = || tokens.start < tokens.end && (kind == Kind::Quote || self.is_capital(tokens.start));
        match last.kind {
            Kind::Stop => capital() || kind == Kind::OpenBracket,
            Kind::Quote => capital() && self.closes_sentence(last),
            _ => false,
        }
    }

    /// Whether a quote's own words end a sentence.
    fn closes_sentence(&self, quote: &Unit) -> bool {
        let Some(quoted) = quote.index().and_then(|index| self.quoted.get(index)) else { return false };
        let words = quoted
            .inner
            .of(&self.page.source.text)
            .trim_end_matches(|c: char| c.is_whitespace() || "”’'\")]".contains(c));
        words.ends_with(['.', '?', '!', '…']) || quoted.stop_outside(&self.page.source.text) == Some('.')
    }
}
