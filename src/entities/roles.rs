//! What people are called besides their names. Takes the place of a name; gives the title before it ("German
//! chancellor"), the appositive after it ("an official from the foreign ministry"), and what "who is" says.

use super::lexicon::{Entry, lexicon};
use super::merge::{Name, What};
use super::{Form, titles};
use crate::document::Page;
use crate::grammar::Tag;
use crate::list;
use crate::span::Span;
use std::ops::Range;

/// Most words of a role.
const LONGEST: usize = 14;

/// The roles that the words around one mention of a person give.
pub(super) fn roles(page: &Page, names: &[Name], name: &Range<usize>) -> Vec<Span> {
    let sentence = page.text.sentences[page.text.sentence_of(name.start)].tokens.clone();
    let around = Around { page, names, sentence };
    let found = [around.before(name.start), around.behind_comma(name.start), around.after(name.end)];
    found.into_iter().flatten().map(|tokens| page.text.span_of(tokens)).collect()
}

/// A sentence around a name.
struct Around<'p> {
    page: &'p Page,
    names: &'p [Name],
    sentence: Range<usize>,
}

impl Around<'_> {
    fn word(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.page.word(at) } else { "" }
    }

    /// Whether the token lies in the name of a person.
    fn names_person(&self, at: usize) -> bool {
        let next = self.names.partition_point(|name| name.tokens.end <= at);
        self.names.get(next).is_some_and(|name| name.what == What::Person && name.tokens.start <= at)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// "German chancellor", "US Secretary of State", right before the name.
    fn before(&self, name: usize) -> Option<Range<usize>> {
        let head = self.title_before(name)?;
        let start = self.phrase_start(head);
        let mut end = name;
        while end > head + 1 && titles::is_courtesy(self.word(end - 1)) {
            end -= 1;
        }
        (start < end).then_some(start..end)
    }

    /// "his Chinese counterpart, " before the name.
    fn behind_comma(&self, name: usize) -> Option<Range<usize>> {
        let comma = name.checked_sub(1).filter(|at| self.word(*at) == ",")?;
        let head = self.title_before(comma)?;
        let start = self.phrase_start(head);
        let opener = start.checked_sub(1).map_or("", |at| self.word(at));
        let opened = matches!(
            opener,
            "his"
                | "her"
                | "its"
                | "their"
                | "the"
                | "The"
                | "a"
                | "an"
                | "'s"
                | "’s"
                | "Its"
                | "His"
                | "Her"
                | "Their"
                | "A"
                | "An"
        );
        (opened && start < comma).then_some(start..comma)
    }

    /// The title that ends at this place, courtesy aside, or from which "of ..." leads here.
    fn title_before(&self, mut end: usize) -> Option<usize> {
        while end > self.sentence.start + 1 && titles::is_courtesy(self.word(end - 1)) {
            end -= 1;
        }
        let last = end.checked_sub(1).filter(|at| self.sentence.contains(at))?;
        if titles::is_role(self.word(last)) {
            return Some(last);
        }
        let linked =
            |at: &usize| matches!(self.word(*at), "of" | "for") && titles::is_role(self.word(at.wrapping_sub(1)));
        let link = (last.saturating_sub(5)..last).rev().find(linked)?;
        let names_only = (link + 1..end)
            .all(|at| self.is_capital(at) || matches!(self.word(at), "and" | "the" | "for" | "of" | "&"));
        names_only.then(|| link - 1)
    }

    /// Where the phrase before its head begins; an owner's article belongs to it: "the council's spokesman".
    fn phrase_start(&self, head: usize) -> usize {
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
        match self.page.tags[at] {
            _ if matches!(word, "-" | "–") => !self.page.text.tokens[at].spaced,
            _ if matches!(
                word,
                "former" | "vice" | "deputy" | "prime" | "acting" | "chief" | "senior" | "then" | "ex"
            ) =>
            {
                true
            }
            _ if is_possessive(word) => at > 0 && self.page.tags[at - 1].is_noun(),
            tag if is_possessive(self.word(next)) => tag.is_noun(),
            Tag::NN | Tag::NNS if self.is_capital(at) && at == self.sentence.start => true,
            _ if at == self.sentence.start && self.is_nationality(at, next) => true,
            _ if at == self.sentence.start && is_office(&word.to_lowercase()) => true,
            _ if matches!(word, "and" | "&" | "of" | "for") => {
                let before = at.wrapping_sub(1);
                self.is_capital(next) && self.is_capital(before) && !self.names_person(before)
            }
            Tag::NNP | Tag::NNPS => self.is_capital(at) && !is_function_word(word),
            Tag::JJ | Tag::NN | Tag::NNS if self.is_capital(at) && at > self.sentence.start => !is_function_word(word),
            Tag::JJ if self.is_capital(at) && self.is_capital(next) => !is_function_word(word),
            Tag::JJ | Tag::JJS | Tag::NN | Tag::VBG => is_modifier(word),
            _ => false,
        }
    }

    /// ", US secretary of state,", ", 45, a teacher", ", who is the mayor".
    fn after(&self, end: usize) -> Option<Range<usize>> {
        let mut start = self.behind_origin(end);
        if self.word(start) != "," {
            return None;
        }
        start = self.behind_party(start + 1);
        let age = self.word(start).chars().all(|c| c.is_ascii_digit()) && !self.word(start).is_empty();
        if age && self.word(start + 1) == "," {
            start += 2;
        }
        if self.word(start) == "who" && matches!(self.word(start + 1), "is" | "was") {
            start += 2;
            if !matches!(self.page.tags.get(start), Some(Tag::DT | Tag::JJ | Tag::NN | Tag::NNP | Tag::PRPS | Tag::RB))
            {
                return None;
            }
        }
        let own = matches!(self.word(start), "his" | "her" | "its" | "their");
        self.appositive(start + usize::from(own))
    }

    /// Behind "of Acme University" in "Ana Ruiz of Acme University, an economist".
    fn behind_origin(&self, end: usize) -> usize {
        if !matches!(self.word(end), "of" | "from") {
            return end;
        }
        let mut at = end + 1;
        while at < end + 8 && (self.is_capital(at) || matches!(self.word(at), "the" | "of" | "and" | "&")) {
            at += 1;
        }
        if self.word(at) == "," && at > end + 1 { at } else { end }
    }

    /// Behind "D-Ohio," in "Ana Ruiz, D-Ohio, the bill's sponsor".
    fn behind_party(&self, start: usize) -> usize {
        let party = matches!(self.word(start), "D" | "R" | "I") && matches!(self.word(start + 1), "-" | "–");
        let comma = (start..start + 7).find(|at| self.word(*at) == ",");
        comma.filter(|_| party).map_or(start, |comma| comma + 1)
    }

    /// A phrase with a title in it, up to the comma or the verb that ends it.
    fn appositive(&self, start: usize) -> Option<Range<usize>> {
        let mut head = None;
        let mut at = start;
        while self.sentence.contains(&at) && at - start < LONGEST {
            let word = self.word(at);
            if at == start && self.page.tags[at] == Tag::VBN && head.is_none() {
                return None;
            }
            if at == start && matches!(word, "whose" | "where" | "including" | "then" | "now") {
                return None;
            }
            if matches!(
                word,
                "," | "."
                    | ";"
                    | ":"
                    | ")"
                    | "("
                    | "who"
                    | "said"
                    | "told"
                    | "says"
                    | "added"
                    | "—"
                    | "–"
                    | "which"
                    | "\""
                    | "“"
                    | "”"
                    | "?"
                    | "!"
            ) {
                break;
            }
            if head.is_none() && titles::is_role(word) {
                head = Some(at);
            }
            if head.is_none() && is_verb_like(self.page.tags[at], word) {
                return None;
            }
            at += 1;
        }
        let head = head?;
        let closed = matches!(
            self.word(at),
            "," | "." | ";" | "said" | "told" | "says" | "added" | "who" | "" | "—" | "–" | ")" | ":"
        );
        let listed =
            matches!(self.word(start), "and" | "or" | "but" | "as" | "when" | "while" | "with" | "in" | "on" | "at");
        (closed && !listed && head - start < 8 && start < at && !self.names_somebody(head, at)).then_some(start..at)
    }

    /// ", President Ruiz and": the title belongs to the next name; not so in ", Chief Executive Officer and".
    fn names_somebody(&self, mut head: usize, end: usize) -> bool {
        while head + 1 < end
            && (titles::is_role(self.word(head + 1)) || is_modifier(&self.word(head + 1).to_lowercase()))
        {
            head += 1;
        }
        head + 1 < end && (self.names_person(head + 1) || (self.is_capital(head) && self.is_capital(head + 1)))
    }
}

/// Words of offices: "shadow", "transport", "deputy".
fn is_office(word: &str) -> bool {
    list::find(include_str!("role_modifiers.tsv"), word).is_some() || titles::is_role(word)
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s")
}

fn is_verb_like(tag: Tag, word: &str) -> bool {
    matches!(tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD)
        || matches!(word, "has" | "had" | "was" | "is" | "were" | "are" | "will" | "would")
}

/// Words of offices and adjectives, by list and by ending: no verb or plain noun may slip into a role.
fn is_modifier(word: &str) -> bool {
    const ENDINGS: [&str; 12] = ["al", "ic", "ary", "ive", "ese", "ish", "ian", "ican", "time", "wide", "ent", "ous"];
    is_office(word)
        || (word.len() > 4
            && word.is_ascii()
            && ENDINGS.iter().any(|ending| word.ends_with(ending))
            && !is_function_word(word))
}

fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "your"
            | "this"
            | "that"
            | "with"
            | "in"
            | "on"
            | "at"
            | "by"
            | "from"
            | "to"
            | "as"
            | "said"
            | "told"
            | "says"
            | "or"
            | "but"
            | "when"
            | "while"
            | "after"
            | "before"
            | "between"
            | "against"
            | "if"
            | "because"
            | "than"
            | "like"
            | "is"
            | "was"
            | "are"
            | "were"
            | "has"
            | "had"
            | "have"
            | "be"
            | "been"
            | "he"
            | "she"
            | "it"
            | "they"
            | "we"
            | "I"
            | "you"
            | "who"
            | "which"
            | "about"
            | "over"
            | "The"
            | "A"
            | "An"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "In"
            | "On"
            | "At"
            | "When"
            | "But"
            | "And"
            | "As"
            | "While"
            | "After"
    )
}
