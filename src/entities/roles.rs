//! What people are called besides their names. Takes the place of a name; gives the title before it ("German
//! chancellor"), the appositive before or after its comma ("an official from the foreign ministry"), and what "who is"
//! says.

mod after;
mod ahead;
mod before;
mod words;

pub(super) use words::is_role;

use super::looks::View;
use super::merge::{Name, What};
use crate::span::Span;
use std::ops::Range;

/// Most words of a role.
const LONGEST: usize = 16;

/// The roles that the words around one mention of a person give.
pub(super) fn roles(page: &View, names: &[Name], name: &Range<usize>) -> Vec<Span> {
    let sentence = page.text.sentences[page.text.sentence_of(name.start)].tokens.clone();
    let around = Around { page, names, sentence };
    let own = around.own_title(name.start);
    let ahead = around.ahead(name, own.as_ref());
    let found = [own.or_else(|| around.shared_title(name.start)), ahead, around.after(name.end)];
    found.into_iter().flatten().map(|tokens| page.text.span_of(tokens)).collect()
}

/// A sentence around a name.
struct Around<'p> {
    page: &'p View<'p>,
    names: &'p [Name],
    sentence: Range<usize>,
}

impl Around<'_> {
    /// The word at this place; none outside the sentence.
    fn word(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.page.word(at) } else { "" }
    }

    /// Whether the word at this place names what somebody is.
    fn is_role(&self, at: usize) -> bool {
        self.sentence.contains(&at) && self.page.look(at).role
    }

    /// Whether the word at this place is "Mr" and the like.
    fn is_courtesy(&self, at: usize) -> bool {
        self.sentence.contains(&at) && self.page.look(at).is_courtesy()
    }

    /// The name that the token lies in.
    fn name_at(&self, at: usize) -> Option<&Name> {
        let next = self.names.partition_point(|name| name.tokens.end <= at);
        self.names.get(next).filter(|name| name.tokens.start <= at)
    }

    /// Whether the token lies in the name of a person.
    fn names_person(&self, at: usize) -> bool {
        self.name_at(at).is_some_and(|name| name.what == What::Person)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.sentence.contains(&at) && self.page.look(at).capital
    }
}
