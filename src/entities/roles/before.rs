//! The title right before a name: "German chancellor", "US Secretary of State", "Councilwomen" of the second of two.

use std::ops::Range;

use super::super::lexicon::{Entry, lexicon};
use super::super::merge::What;
use super::super::{Form, titles};
use super::words::{is_function_word, is_measure, is_modifier, is_office, is_possessive, is_role};
use super::{Around, LONGEST};
use crate::grammar::Tag;

/// Most names that one title in the plural may stand before.
const SHARED: usize = 4;

impl Around<'_> {
    /// The title right before the name that begins here.
    pub(super) fn own_title(&self, name: usize) -> Option<Range<usize>> {
        let end = self.before_courtesy(name);
        let head = self.title_before(end)?;
        let start = self.phrase_start(head);
        (start < end).then_some(start..end)
    }

    /// "Senators" before the first of "Senators Ana Ruiz, Tom Roe and Li Na".
    pub(super) fn shared_title(&self, mut name: usize) -> Option<Range<usize>> {
        for _ in 0..SHARED {
            let link = name.checked_sub(1).filter(|at| matches!(self.word(*at), "and" | ","))?;
            let last = self.name_at(link.checked_sub(1)?).filter(|last| last.what == What::Person)?;
            name = last.tokens.start;
            if let Some(title) = self.own_title(name) {
                let word = self.word(title.end - 1);
                let plural = word.ends_with('s') || word.ends_with("men") || word.ends_with("women");
                return plural.then_some(title);
            }
        }
        None
    }

    /// Where "Dr. (Mrs.)" and the like before a place begin. A chief without an office is a courtesy.
    pub(super) fn before_courtesy(&self, mut end: usize) -> usize {
        while end > self.sentence.start {
            let word = self.word(end - 1);
            let served = || matches!(self.word(end - 2), "police" | "fire" | "army" | "navy" | "staff");
            let chief = || word == "Chief" && (end < self.sentence.start + 2 || !self.is_capital(end - 2) && !served());
            let bracket = || match word {
                ")" => end > self.sentence.start + 1 && self.is_courtesy(end - 2),
                "(" => self.is_courtesy(end),
                "Tan" => self.word(end) == "Sri",
                "Sri" => end > self.sentence.start + 1 && self.word(end - 2) == "Tan",
                _ => false,
            };
            if !self.is_courtesy(end - 1) && !chief() && !bracket() {
                break;
            }
            end -= 1;
        }
        end
    }

    /// The title that ends at this place, or from which "of ..." leads here.
    pub(super) fn title_before(&self, end: usize) -> Option<usize> {
        let last = end.checked_sub(1).filter(|at| self.sentence.contains(at))?;
        // "Minister for Justice"
        if let Some(of) = last.checked_sub(1).filter(|of| *of > self.sentence.start && self.word(last) == "Justice")
            && matches!(self.word(of), "for" | "of")
            && self.is_role(of - 1)
        {
            return Some(of - 1);
        }
        if last > self.sentence.start && is_position(self.word(last - 1), self.word(last)) {
            return Some(last - 1);
        }
        if self.is_role(last) {
            return Some(last);
        }
        if let Some(first) = self.compound_title(last) {
            return Some(first);
        }
        // "chief of staff", "head of communications"
        if let Some(of) = last.checked_sub(1).filter(|of| *of > self.sentence.start && self.word(*of) == "of")
            && self.is_role(of - 1)
            && (is_office(self.word(last)) || heads_field(self.word(of - 1)) && self.page.tags[last].is_noun())
            && self.word(last).starts_with(char::is_lowercase)
        {
            return Some(of - 1);
        }
        if !self.is_capital(last) {
            return None;
        }
        let linked = |at: &usize| matches!(self.word(*at), "of" | "for") && self.is_role(at.wrapping_sub(1));
        let link = (last.saturating_sub(5)..last).rev().find(linked)?;
        let names_only = (link + 1..end)
            .all(|at| self.is_capital(at) || matches!(self.word(at), "and" | "the" | "for" | "of" | "&"));
        names_only.then(|| link - 1)
    }

    /// Where "centre-back", "Sen.-elect" or "mum-of-two" begins whose last word this is.
    fn compound_title(&self, last: usize) -> Option<usize> {
        let glued = |at: usize| matches!(self.word(at), "-" | "–") && !self.page.text.tokens[at].spaced;
        let mut first = last;
        while first >= self.sentence.start + 2 && glued(first - 1) && first + LONGEST > last {
            first -= 2;
        }
        let whole = self.page.words(self.page.text.span_of(first..last + 1));
        let elect = matches!(self.word(last), "elect" | "designate");
        let parent = last == first + 4 && self.word(first + 2) == "of";
        (first < last && (is_role(whole) || (elect || parent) && self.is_role(first))).then_some(first)
    }

    /// Where the phrase before its head begins; an owner's article belongs to it: "the council's spokesman".
    pub(super) fn phrase_start(&self, head: usize) -> usize {
        let mut start = head;
        let mut owned = false;
        while start > self.sentence.start && head - start < LONGEST && self.belongs(start - 1, start) {
            start -= 1;
            owned |= is_possessive(self.word(start));
        }
        while start < head && matches!(self.word(start), "-" | "–" | "and" | "'s" | "’s" | "&" | "of" | "for") {
            start += 1;
        }
        let article = start.checked_sub(1).filter(|at| owned && matches!(self.word(*at), "the" | "The"));
        article.unwrap_or(start)
    }

    /// "Danish", or "South African" by its two words: listed, whatever the capital made the word look like.
    fn is_nationality(&self, at: usize, next: usize) -> bool {
        let listed = |tokens| lexicon().entry(self.page.words(self.page.text.span_of(tokens)));
        let demonym = |tokens| matches!(listed(tokens), Some(Entry::Country(_, Form::Demonym) | Entry::Adjective));
        demonym(at..at + 1) || demonym(at..next + 1)
    }

    /// Whether the word at this place is part of the phrase that goes on behind it.
    fn belongs(&self, at: usize, next: usize) -> bool {
        let word = self.word(at);
        if self.names_person(at) {
            return is_possessive(self.word(next)) || self.names_person(next);
        }
        if self.name_at(at).is_some_and(|name| {
            matches!(name.what, What::Organization | What::Place) && !is_short_form(word)
                || matches!(name.what, What::Country(_, Form::Name)) && name.tokens.len() > 1
        }) {
            return !matches!(self.word(next), "and" | "&" | "of" | "for") || self.name_at(next).is_some();
        }
        if is_short_form(word) {
            return false;
        }
        let opening = at == self.sentence.start;
        match self.page.tags[at] {
            _ if matches!(word, "-" | "–") => !self.page.text.tokens[at].spaced,
            _ if matches!(self.word(next), "-" | "–") && !self.page.text.tokens[next].spaced => {
                word.starts_with(char::is_alphanumeric)
            }
            _ if matches!(
                word,
                "former" | "vice" | "deputy" | "prime" | "acting" | "chief" | "senior" | "then" | "ex"
            ) =>
            {
                true
            }
            _ if is_possessive(word) => at > 0 && self.page.tags[at - 1].is_noun(),
            tag if is_possessive(self.word(next)) => tag.is_noun(),
            Tag::NN | Tag::NNS if self.is_capital(at) && opening => true,
            _ if opening && self.is_nationality(at, next) => true,
            _ if opening && is_office(&word.to_lowercase()) => true,
            Tag::JJ | Tag::JJS if opening && self.is_capital(at) => !is_function_word(word),
            _ if word == "and" && self.is_double(at) => true,
            _ if matches!(word, "and" | "&" | "of" | "for") => {
                let before = at.wrapping_sub(1);
                let office = matches!(word, "of" | "for") && self.is_role(next);
                self.is_capital(next) && self.is_capital(before) && !self.names_person(before) && !office
            }
            Tag::NNP | Tag::NNPS => self.is_capital(at) && !is_function_word(word),
            Tag::JJ | Tag::NN | Tag::NNS if self.is_capital(at) && !opening => !is_function_word(word),
            Tag::JJ if self.is_capital(at) && self.is_capital(next) => !is_function_word(word),
            Tag::NN if word.starts_with(char::is_lowercase) => is_modifier(word) || self.is_compound(at),
            Tag::VBG if self.is_capital(next) => false,
            Tag::JJ | Tag::JJS | Tag::NN | Tag::NNS | Tag::VBG => is_modifier(word),
            _ => false,
        }
    }

    /// "actor and comedian": two roles of one person; a president and a minister are two people.
    fn is_double(&self, and: usize) -> bool {
        let role = |at: usize| self.sentence.contains(&at) && self.is_role(at) && !is_head_of_state(self.word(at));
        and > self.sentence.start && role(and - 1) && role(and + 1)
    }

    /// "fado" in "the fado singer": a noun behind its article or adjective and before the noun that it tells more of.
    fn is_compound(&self, at: usize) -> bool {
        let led = at.checked_sub(1).is_some_and(|before| {
            self.sentence.contains(&before)
                && !self.names_person(before)
                && matches!(
                    self.page.tags[before],
                    Tag::DT | Tag::JJ | Tag::PRPS | Tag::POS | Tag::NNP | Tag::VBD | Tag::VBZ | Tag::CC
                )
        });
        led && !is_measure(self.word(at))
    }
}

/// Positions on the field whose noun alone is none.
fn is_position(modifier: &str, noun: &str) -> bool {
    matches!((modifier, noun), ("tight" | "defensive", "end") | ("running" | "defensive", "back") | ("Tight", "end"))
        || (modifier, noun) == ("Running", "back")
}

fn is_head_of_state(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "president" | "king" | "queen" | "pope" | "premier" | "minister" | "secretary" | "prince"
    )
}

/// Roles behind whose "of" any field may stand: "head of drama".
fn heads_field(role: &str) -> bool {
    let role = role.to_lowercase();
    matches!(role.as_str(), "head" | "director" | "chief" | "professor" | "president" | "manager" | "master")
}

/// "Ltd." and the like, which may end a sentence; not "Gov." nor "U.S.".
fn is_short_form(word: &str) -> bool {
    let stem = word.strip_suffix('.').filter(|stem| stem.len() > 1 && !stem.contains('.'));
    stem.is_some() && titles::title(word).is_none()
}
