//! The untyped repeats of known names. Takes the names found; gives them with those places added where one of them
//! stands again, in full or by the part that is enough.

use std::ops::Range;

use super::super::gaps;
use super::super::looks::View;
use super::super::merge::{Name, What};
use super::super::spelling::{self, Marked, Spellings};
use super::{is_headed, is_team, long, people, surname};
use crate::article::BlockKind;
use crate::document::Page;
use crate::grammar::Tag;
use crate::sequence::hash::Hashed;

/// Most names tried at one word.
const TRIED: usize = 16;

/// Adds the untyped repeats of known names.
pub(in super::super) fn repeats(page: &View, names: Vec<Name>) -> Vec<Name> {
    let known = Known::of(page, &names);
    if known.names.is_empty() {
        return names;
    }
    gaps::filled(page, names, |gap, capitals, out| known.find(capitals, gap, out))
}

/// Spellings of the names found, by their first word, as far as it stands outside the names.
struct Known<'p> {
    page: &'p Page,
    open: Marked,
    names: Hashed<Vec<(Range<usize>, What)>>,
}

impl<'p> Known<'p> {
    fn of(page: &'p View, names: &[Name]) -> Self {
        let open = Marked::of(page, gaps::outside(page, names));
        let mut known = Self { page, open, names: Hashed::default() };
        let mut seen = Hashed::<usize>::default();
        for name in names {
            let single = name.tokens.len() == 1 && !matches!(name.what, What::Country(..) | What::Person);
            if single && known.open.has(page, name.tokens.start) {
                let count = seen.entry(spelling::word(page, name.tokens.start)).or_default();
                *count += 1;
                if *count < 2 {
                    continue;
                }
            }
            match name.what {
                What::Person if name.tokens.len() > 1 => {
                    known.add(name.tokens.clone(), name.what);
                    known.add(surname(page, &name.tokens), name.what);
                }
                What::Person | What::Organization | What::Place => known.add(name.tokens.clone(), name.what),
                What::Country(..) | What::Other => {}
            }
        }
        known.add_parts(names);
        known
    }

    /// What goes before the comma of an organization's name, and its first or last word, where that is enough.
    fn add_parts(&mut self, names: &[Name]) {
        let people = people(self.page, names);
        let mut heads = Spellings::default();
        for name in long(names, What::Organization).filter(|name| self.open.has(self.page, name.tokens.start)) {
            if is_headed(self.page, name, &people) {
                heads.insert(spelling::word(self.page, name.tokens.start));
            }
        }
        for name in long(names, What::Organization) {
            if self.open.has(self.page, name.tokens.start) {
                let comma = name.tokens.clone().find(|at| self.page.word(*at) == ",");
                comma.into_iter().for_each(|comma| self.add(name.tokens.start..comma, name.what));
            }
            let tail = name.tokens.end - 1;
            if self.open.has(self.page, tail) && is_team(self.page.word(tail)) {
                self.add(tail..tail + 1, name.what);
            }
            if heads.contains(&spelling::word(self.page, name.tokens.start)) {
                self.add(name.tokens.start..name.tokens.start + 1, name.what);
            }
        }
    }

    fn add(&mut self, tokens: Range<usize>, what: What) {
        let first = self.page.word(tokens.start);
        if !self.open.has(self.page, tokens.start)
            || !is_name_word(first)
            || (tokens.len() == 1 && what == What::Place && first.len() < 4)
        {
            return;
        }
        let first = spelling::word(self.page, tokens.start);
        let known = self.names.get(&first).map_or(&[][..], Vec::as_slice);
        if known.len() < TRIED && !known.iter().any(|(other, _)| self.same(other, &tokens)) {
            self.names.entry(first).or_default().push((tokens, what));
        }
    }

    fn same(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        let words = &self.page.text.word_of;
        one.len() == other.len() && words[one.clone()] == words[other.clone()]
    }

    /// Known names in a stretch of tokens that holds no name yet.
    fn find(&self, capitals: &[usize], gap: Range<usize>, out: &mut Vec<Name>) {
        let mut free = gap.start;
        for at in capitals.iter().copied() {
            if at >= free
                && let Some((end, what)) = self.longest(at, gap.end)
                && self.stands_alone(at..end)
            {
                out.push(Name { tokens: at..end, what, rule: "entities/repeat" });
                free = end;
            }
        }
    }

    fn longest(&self, at: usize, limit: usize) -> Option<(usize, What)> {
        let known = self.names.get(&spelling::word(self.page, at))?.iter();
        let fitting =
            known.filter(|(tokens, _)| at + tokens.len() <= limit && self.same(tokens, &(at..at + tokens.len())));
        fitting.max_by_key(|(tokens, _)| tokens.len()).map(|(tokens, what)| (at + tokens.len(), *what))
    }

    /// Whether a repeat is no part of a longer run of capitalised words, and no plain word at the head of a sentence.
    fn stands_alone(&self, tokens: Range<usize>) -> bool {
        let sentence = &self.page.text.sentences[self.page.text.sentence_of(tokens.start)].tokens;
        let capital = |at: usize| sentence.contains(&at) && self.page.word(at).starts_with(char::is_uppercase);
        let before = tokens.start > sentence.start + 1 && capital(tokens.start - 1);
        let first_words =
            tokens.start == sentence.start + 1 && capital(sentence.start) && is_noun(self.page, sentence.start);
        let joined = sentence.contains(&tokens.end) && matches!(self.page.word(tokens.end), "-" | "–");
        let title = self.page.article.blocks[self.page.text.sentences[self.page.text.sentence_of(tokens.start)].block]
            .kind
            == BlockKind::Title;
        let followed = capital(tokens.end) && !(title && tokens.len() > 1);
        !before && !first_words && !followed && !joined && (tokens.len() > 1 || is_noun(self.page, tokens.start))
    }
}

fn is_noun(page: &Page, at: usize) -> bool {
    matches!(page.tags.get(at), Some(Tag::NNP | Tag::NNPS | Tag::NN | Tag::NNS | Tag::FW))
}

/// Long enough, and not a word that is usually something else.
fn is_name_word(word: &str) -> bool {
    word.chars().count() > 1
        && word.starts_with(char::is_uppercase)
        && !matches!(
            word,
            "The"
                | "A"
                | "An"
                | "May"
                | "Will"
                | "March"
                | "April"
                | "June"
                | "August"
                | "Sunday"
                | "Monday"
                | "Tuesday"
                | "Wednesday"
                | "Thursday"
                | "Friday"
                | "Saturday"
                | "In"
                | "On"
                | "He"
                | "She"
                | "It"
                | "I"
                | "We"
        )
}
