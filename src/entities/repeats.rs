//! Names that only their surroundings tell, between the names found: the acronym of a body that the article names in
//! full, "DA" of the Department of Agriculture, and the newspaper in "told the Nation".

use std::collections::HashSet;
use std::ops::Range;

use super::merge::{Name, What, is_acronym};
use super::{lexicon, organizations, titles};
use crate::article::BlockKind;
use crate::document::Page;

/// Adds both.
pub(super) fn add(page: &Page, names: Vec<Name>) -> Vec<Name> {
    let acronyms = acronyms(page, &names);
    let mut out: Vec<Name> = Vec::with_capacity(names.len() + 4);
    let mut free = 0;
    for name in names {
        told(page, free..name.tokens.start, &acronyms, &mut out);
        free = name.tokens.end;
        out.push(name);
    }
    told(page, free..page.text.tokens.len(), &acronyms, &mut out);
    out
}

/// The initials of all bodies that are named by three words or more, or two of which the last says what it is.
fn acronyms(page: &Page, names: &[Name]) -> HashSet<String> {
    let bodies = names.iter().filter(|name| name.what == What::Organization && name.tokens.len() > 1);
    let initials = bodies.map(|name| {
        let words = name.tokens.clone().map(|at| page.word(at)).filter(|word| word.starts_with(char::is_uppercase));
        words.filter_map(|word| word.chars().next()).collect::<String>()
    });
    initials.filter(|initials| initials.chars().count() > 1).collect()
}

/// Adds what stands in a stretch of tokens that holds no name yet.
fn told(page: &Page, gap: Range<usize>, acronyms: &HashSet<String>, out: &mut Vec<Name>) {
    for at in gap {
        let word = page.word(at);
        if !word.starts_with(char::is_uppercase) {
            continue;
        }
        let acronym = is_acronym(word) && acronyms.contains(word) && is_free(word) && stands_alone(page, at);
        if acronym || is_paper(page, at) {
            out.push(Name { tokens: at..at + 1, what: What::Organization, rule: "entities/repeat" });
        }
    }
}

/// Whether an acronym means nothing else.
fn is_free(word: &str) -> bool {
    !matches!(word, "AM" | "PM" | "TV" | "IT" | "AI" | "OK" | "US" | "UK" | "MP" | "MPs" | "CEO" | "DNA")
        && titles::title(word).is_none()
        && lexicon::lexicon().entry(word).is_none()
}

/// Whether an acronym stands in a story, and no longer name goes on behind it.
fn stands_alone(page: &Page, at: usize) -> bool {
    let sentence = &page.text.sentences[page.text.sentence_of(at)];
    let next = if at + 1 < sentence.tokens.end { page.word(at + 1) } else { "" };
    page.article.blocks[sentence.block].kind == BlockKind::Paragraph
        && (!next.starts_with(char::is_uppercase) || titles::title(next).is_some())
}

/// "Nation" in "told the Nation on Monday".
fn is_paper(page: &Page, at: usize) -> bool {
    let sentence = page.text.sentences[page.text.sentence_of(at)].tokens.clone();
    let word = |at: usize| if sentence.contains(&at) { page.word(at) } else { "" };
    let back = |count: usize| at.checked_sub(count).map_or("", word);
    let told = matches!(back(1), "the" | "The") && matches!(back(2), "told" | "tells");
    if !told {
        return false;
    }
    let next = word(at + 1);
    let name = organizations::kind(word(at)) == Some("media")
        || matches!(
            word(at),
            "Nation" | "Star" | "Mail" | "Sun" | "Standard" | "Citizen" | "Independent" | "Express" | "Record" | "Age"
        );
    name && !next.starts_with(char::is_uppercase) && !matches!(next, "'s" | "’s" | "-")
}
