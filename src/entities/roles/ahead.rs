//! The appositive before a name's comma: "his Chinese counterpart, Yang Jiechi", "a doctor at the main hospital, Ana
//! Roe,".

use std::ops::Range;

use super::super::edges::Edge;
use super::super::merge::What;
use super::words::{is_article, is_measure, is_opener, is_possessive};
use super::{Around, LONGEST};
use crate::grammar::Tag;

impl Around<'_> {
    /// What the phrase before the comma of a name says that the person is.
    pub(super) fn ahead(&self, name: &Range<usize>, own: Option<&Range<usize>>) -> Option<Range<usize>> {
        let start = own.map(|title| title.start).unwrap_or_else(|| self.before_courtesy(name.start));
        let comma = start.checked_sub(1).filter(|at| self.word(*at) == ",")?;
        let subject = self.opens_apart(comma) && !matches!(self.word(name.end), "," | "" | "and");
        self.long_phrase(comma, name.end).or_else(|| (!subject).then(|| self.short_phrase(comma, name.end)).flatten())
    }

    /// Whether the sentence opens with what its subject did or was told, up to this comma: "Born to a seamstress, Ana
    /// Roe grew up in Bath": the noun before the comma is somebody else.
    fn opens_apart(&self, comma: usize) -> bool {
        let first = (self.sentence.start..comma).find(|at| self.word(*at).starts_with(char::is_alphanumeric));
        let Some(first) = first else { return false };
        let adjunct = matches!(
            self.word(first),
            "After"
                | "Before"
                | "During"
                | "Like"
                | "Unlike"
                | "With"
                | "Without"
                | "Despite"
                | "According"
                | "Since"
                | "Until"
                | "When"
                | "While"
                | "If"
                | "Because"
                | "Under"
                | "In"
                | "For"
                | "From"
                | "By"
                | "To"
        );
        (adjunct || matches!(self.page.tags[first], Tag::VBN | Tag::VBG))
            && !(first..comma).any(|at| self.word(at) == ",")
    }

    /// "its chairman": a title right before the comma, behind an article or an owner; or one of several words that
    /// opens the sentence, "Lakeside County Commander, Ana Roe, said".
    fn short_phrase(&self, comma: usize, end: usize) -> Option<Range<usize>> {
        let head = self.title_before(comma)?;
        let start = self.phrase_start(head);
        if self.is_parent(start) || self.is_limb(start, comma) {
            return None;
        }
        let opened = start.checked_sub(1).is_some_and(|at| is_opener(self.word(at)) || is_possessive(self.word(at)));
        let owned = (start..head).any(|at| is_possessive(self.word(at)));
        let alone = comma - start > 1 && self.word(end) == "," && self.opens_clause(start);
        (opened || owned || alone).then_some(start..comma)
    }

    /// Whether a phrase opens the sentence, or in capitals what follows a comma that is not of somebody's: "On Monday,
    /// Nurn County Commander, Ana Roe, said".
    fn opens_clause(&self, start: usize) -> bool {
        let behind_mark =
            || start > self.sentence.start + 1 && matches!(self.word(start - 1), "," | "–" | "—" | "-" | ":");
        start == self.sentence.start || behind_mark() && self.is_capital(start) && !self.names_person(start - 2)
    }

    /// "minister" in "the son of a minister, Tom Roe": somebody else.
    fn is_parent(&self, start: usize) -> bool {
        let Some(kin) = start.checked_sub(3).filter(|at| self.sentence.contains(at)) else { return false };
        matches!(self.word(start - 1), "a" | "an")
            && self.word(start - 2) == "of"
            && (self.page.look(kin).edge == Some(Edge::Kin) || self.word(kin) == "child")
    }

    /// "head" in "shot in the head, Tom Roe", "centre" in "shelled the centre of Oslo, Tom Roe": no role.
    fn is_limb(&self, start: usize, comma: usize) -> bool {
        if matches!(self.word(start), "centre" | "center") && self.word(start + 1) == "of" {
            return true;
        }
        let before = start.checked_sub(2).map_or("", |at| self.word(at));
        comma == start + 1 && self.word(start) == "head" && matches!(before, "in" | "to" | "on")
    }

    /// "a spokesman for the minister", "the U.N. agency's country director": the longest phrase that ends at the comma,
    /// where another closes the name.
    fn long_phrase(&self, comma: usize, end: usize) -> Option<Range<usize>> {
        if !matches!(self.word(end), "," | "") {
            return None;
        }
        let first = comma.saturating_sub(LONGEST).max(self.sentence.start);
        let breaks = |at: &usize| {
            matches!(self.word(*at), "," | ";" | ":" | "\"" | "“" | "”" | "and" | "that" | "who") || self.is_verb(*at)
        };
        let first = (first..comma).rev().find(breaks).map_or(first, |at| at + 1);
        let start = (first..comma).find_map(|at| self.opened_at(at, first, comma))?;
        (!self.is_limb(start, comma)).then_some(start..comma)
    }

    fn is_verb(&self, at: usize) -> bool {
        matches!(self.page.tags[at], Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD | Tag::VB)
    }

    /// Where the role begins whose phrase opens at this place, if a role heads it.
    fn opened_at(&self, at: usize, first: usize, comma: usize) -> Option<usize> {
        let country = at == first && self.name_at(at).is_some_and(|name| matches!(name.what, What::Country(..)));
        let named = || self.name_at(at).is_some_and(|name| name.tokens.start == at);
        let owner = named() && self.name_at(at).is_some_and(|name| is_possessive(self.word(name.tokens.end)));
        if !is_opener(self.word(at)) && !country && !owner {
            return None;
        }
        let phrase = at + usize::from(is_opener(self.word(at)));
        let head = self.head(phrase, comma)?;
        let owned = (phrase..head).any(|at| is_possessive(self.word(at)));
        let start = if owned && is_article(self.word(at)) { at } else { phrase };
        self.is_role(head).then_some(start)
    }

    /// The last noun before whatever follows a noun.
    pub(super) fn head(&self, start: usize, end: usize) -> Option<usize> {
        let goes_on = |at: &usize| {
            let tag = self.page.tags[*at];
            tag.is_noun()
                || matches!(tag, Tag::JJ | Tag::JJS | Tag::JJR | Tag::VBG | Tag::VBN | Tag::CD | Tag::POS | Tag::FW)
                || matches!(tag, Tag::RB | Tag::CC | Tag::PRPS) && !matches!(self.word(*at), "or" | "but")
                || matches!(self.word(*at), "-" | "–" | "the" | "&")
        };
        let nouns = (start..end).take_while(goes_on).filter(|at| self.page.tags[*at].is_noun());
        nouns.last().filter(|at| !is_measure(self.word(*at)))
    }
}
