//! People told by the title before them. Takes typed names; gives them with "Gen Prayut" a person whatever the tagger
//! took him for, and with names that only their title tells: "PM Modi".

use std::ops::Range;

use super::gaps;
use super::lexicon::lexicon;
use super::listed;
use super::looks::View;
use super::merge::{Name, What};
use crate::article::BlockKind;
use crate::grammar::Tag;

/// Most words of a name that nothing but its title tells.
const LONGEST: usize = 3;

/// Types and adds people by the titles before them.
pub(super) fn adjust(page: &View, mut names: Vec<Name>) -> Vec<Name> {
    for name in names.iter_mut().filter(|name| name.rule == "entities/tagger" && name.what != What::Person) {
        if name.tokens.len() <= LONGEST && is_address(page, name.tokens.start) && is_bare(page, &name.tokens) {
            name.what = What::Person;
        }
    }
    gaps::filled(page, names, |gap, capitals, out| untold(page, capitals, gap, out))
}

/// Whether "Mr", "Gen" or "PM" stands right before this place, and nothing before it that makes it part of a name.
fn is_address(page: &View, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    page.look(before).announces && page.text.sentences[page.text.sentence_of(at)].tokens.start <= before
}

/// Whether no word of a body or an office lies in the name, and no list knows it.
fn is_bare(page: &View, tokens: &Range<usize>) -> bool {
    lexicon().entry(page.words(page.text.span_of(tokens.clone()))).is_none()
        && tokens.clone().all(|at| {
            let word = page.word(at);
            let capital = word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
            let office = page.look(at).title.is_some() || listed::MODIFIERS.has(&word.to_lowercase());
            capital && !office && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        })
}

/// Adds the names between other names that a title tells.
fn untold(page: &View, capitals: &[usize], free: Range<usize>, out: &mut Vec<Name>) {
    for at in capitals.iter().copied() {
        if out.last().is_some_and(|last| last.tokens.end > at) || !is_address(page, at) || !is_story(page, at) {
            continue;
        }
        let sentence = page.text.sentences[page.text.sentence_of(at)].tokens.end;
        let named = |at: &usize| {
            matches!(page.tags[*at], Tag::NNP | Tag::NNPS) && is_bare(page, &(*at..*at + 1)) && page.word(*at).len() > 2
        };
        let limit = free.end.min(sentence);
        let mut end = at + (at..limit.min(at + LONGEST)).take_while(named).count();
        while end > at && end + 1 < limit && page.word(end) == "-" && !page.text.tokens[end].spaced {
            end += 2;
        }
        let goes_on = end < sentence && end == free.end;
        if end > at && !goes_on {
            out.push(Name { tokens: at..end, what: What::Person, rule: "entities/titled" });
        }
    }
}

/// Headlines capitalise too much to tell.
fn is_story(page: &View, at: usize) -> bool {
    let block = page.text.sentences[page.text.sentence_of(at)].block;
    page.article.blocks[block].kind == BlockKind::Paragraph
}
