//! Acronyms that are no organizations. Takes typed names; gives them with those untyped that the article itself spells
//! out in small letters, "liquefied natural gas (LNG)", as an office, "Member of Parliament (MP)", or as something else
//! than an organization, "Free Trade Agreement (FTA)", wherever they stand.

use std::collections::HashSet;
use std::ops::Range;

use super::listed;
use super::looks::View;
use super::merge::{Name, What};
use crate::sequence::hash;

/// Types the acronyms of things.
pub(super) fn settle(page: &View, mut names: Vec<Name>) -> Vec<Name> {
    let open = hash::text("(");
    let Some(bracket) = page.text.words.iter().position(|word| word.hash == open) else { return names };
    let brackets = page.text.word_of.iter().enumerate().filter(|(_, word)| **word as usize == bracket);
    let things: HashSet<&str> = brackets.filter_map(|(bracket, _)| thing(page, &names, bracket)).collect();
    if things.is_empty() {
        return names;
    }
    let is_thing = |name: &Name| name.tokens.len() == 1 && things.contains(singular(page.word(name.tokens.start)));
    names.iter_mut().filter(|name| name.rule == "entities/tagger" && is_thing(name)).for_each(|name| {
        name.what = What::Other;
    });
    names
}

/// The acronym in the brackets that open here, if it stands for a thing.
fn thing<'p>(page: &'p View, names: &[Name], bracket: usize) -> Option<&'p str> {
    let tokens = &page.text.tokens;
    if bracket + 2 >= tokens.len() || page.word(bracket + 2) != ")" {
        return None;
    }
    let acronym = singular(page.word(bracket + 1));
    let letters = acronym.chars().count();
    if !(2..=8).contains(&letters) || !acronym.chars().all(char::is_uppercase) {
        return None;
    }
    let sentence = page.text.sentences[page.text.sentence_of(bracket)].tokens.start;
    let written = || (sentence..bracket).rev().filter(|at| page.word(*at).starts_with(char::is_alphabetic));
    let full: Vec<usize> = written().take(letters).collect();
    let office: Vec<usize> = written().filter(|at| !is_link(page.word(*at))).take(letters).collect();
    let initial = |at: &usize| page.word(*at).chars().next().map(|c| c.to_ascii_uppercase());
    let spells = |words: &[usize]| words.iter().rev().map(initial).eq(acronym.chars().map(Some));
    if spells(&office) && office.iter().any(|at| page.look(*at).is_role()) && is_office(page, *office.last()?..bracket)
    {
        return Some(acronym);
    }
    let first = *full.last().filter(|_| spells(&full))?;
    let small = page.word(bracket - 1).starts_with(char::is_lowercase) && !is_body(page.word(bracket - 1));
    let next = names.partition_point(|name| name.tokens.end <= first);
    let other = names.get(next).is_some_and(|name| name.what == What::Other && name.tokens.end == bracket);
    (small || other).then_some(acronym)
}

/// Whether these words name an office and no body: "Deputy Superintendent of Police", not "Office of the Chief
/// Justice".
fn is_office(page: &View, words: Range<usize>) -> bool {
    page.look(words.start).is_role()
        || !words.into_iter().any(|at| page.word(at) != "Police" && listed::ORGANIZATIONS.has(page.word(at)))
}

/// Words that acronyms leave out.
fn is_link(word: &str) -> bool {
    matches!(word, "of" | "the" | "and" | "for" | "in" | "to")
}

/// "EIA" of "EIAs".
fn singular(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.len() > 1).unwrap_or(word)
}

/// "forum", "council": what an acronym spelled out in small letters stands for is an organization all the same.
fn is_body(noun: &str) -> bool {
    let mut letters = noun.chars();
    let capital = letters.next().map(|c| format!("{}{}", c.to_uppercase(), letters.as_str()));
    capital.is_some_and(|noun| listed::ORGANIZATIONS.has(&noun))
}
