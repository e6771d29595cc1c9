//! Names that only their surroundings tell, between the names found: the acronym of a body that the article names in
//! full, "DA" of the Department of Agriculture, the newspaper in "told the Nation", and the team in "over the Titans".

use std::cell::LazyCell;
use std::collections::HashSet;
use std::sync::LazyLock;

use super::gaps;
use super::looks::View;
use super::merge::{Name, What, is_acronym};
use super::spelling::{self, Spellings};
use super::{lexicon, organizations, series, titles};
use crate::article::BlockKind;
use crate::document::Page;
use crate::list;
use crate::sequence::hash;

/// Adds them all.
pub(super) fn add(page: &View, mut names: Vec<Name>) -> Vec<Name> {
    let loose = |name: &Name| name.what == What::Other && name.tokens.len() == 1 && is_team(page, name.tokens.start);
    if names.iter().any(loose) && names.iter().any(|name| series::is_club(page, name)) {
        names.iter_mut().filter(|name| loose(name)).for_each(|name| name.what = What::Organization);
    }
    let acronyms = LazyCell::new(|| acronyms(page, &names));
    let sport = LazyCell::new(|| names.iter().any(|name| series::is_club(page, name)));
    let told = gaps::outside(page, &names);
    let told = told.filter(|at| is_told(page, *at, &acronyms) || is_team(page, *at) && *sport);
    let told = told.map(|at| Name { tokens: at..at + 1, what: What::Organization, rule: "entities/repeat" }).collect();
    gaps::add(names, told)
}

/// The initials of all bodies that are named by three words or more, or two of which the last says what it is.
fn acronyms(page: &Page, names: &[Name]) -> Spellings {
    let bodies = names.iter().filter(|name| name.what == What::Organization && name.tokens.len() > 1);
    let initials = bodies.map(|name| {
        let words = name.tokens.clone().map(|at| page.word(at)).filter(|word| word.starts_with(char::is_uppercase));
        words.filter_map(|word| word.chars().next()).collect::<String>()
    });
    initials.filter(|initials| initials.chars().count() > 1).map(|initials| hash::text(&initials)).collect()
}

/// Whether a capitalised word outside the names is either.
fn is_told<A: FnOnce() -> Spellings>(page: &Page, at: usize, acronyms: &LazyCell<Spellings, A>) -> bool {
    let word = page.word(at);
    let known = |at| acronyms.contains(&spelling::word(page, at));
    is_acronym(word) && known(at) && is_free(word) && stands_alone(page, at) || is_paper(page, at)
}

/// "Titans" in "a win over the Titans": what teams go by, behind its article.
fn is_team(page: &Page, at: usize) -> bool {
    static TEAMS: LazyLock<HashSet<&str>> = LazyLock::new(teams);
    let word = page.word(at);
    let led = || at.checked_sub(1).is_some_and(|before| matches!(page.word(before), "the" | "The"));
    let next = || page.text.tokens.get(at + 1).map_or("", |_| page.word(at + 1));
    let goes_on = || next().starts_with(char::is_uppercase) || next() == "-";
    word.ends_with('s') && led() && TEAMS.contains(word) && !goes_on()
}

/// The last words of clubs' names, and nicknames, in the plural.
fn teams() -> HashSet<&'static str> {
    let clubs = lexicon::lexicon().organizations.iter().filter(|listed| listed.kind == "club");
    let last = clubs.filter_map(|listed| listed.name.rsplit_once(' ')).map(|(_, last)| last);
    let nicknames = list::rows::<2>(include_str!("club_nicknames.tsv")).map(|[nickname, _]| nickname);
    let plural =
        |word: &&str| word.ends_with('s') && !matches!(*word, "Nationals" | "Indians" | "Juniors" | "Emirates");
    last.chain(nicknames).filter(plural).collect()
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
    let back = |count: usize| at.checked_sub(count).map_or("", |at| page.word(at));
    if !matches!(back(1), "the" | "The") || !matches!(back(2), "told" | "tells") {
        return false;
    }
    let sentence = page.text.sentences[page.text.sentence_of(at)].tokens.clone();
    if at < sentence.start + 2 {
        return false;
    }
    let word = |at: usize| if sentence.contains(&at) { page.word(at) } else { "" };
    let next = word(at + 1);
    let name = organizations::kind(word(at)) == Some("media")
        || matches!(
            word(at),
            "Nation" | "Star" | "Mail" | "Sun" | "Standard" | "Citizen" | "Independent" | "Express" | "Record" | "Age"
        );
    name && !next.starts_with(char::is_uppercase) && !matches!(next, "'s" | "’s" | "-")
}
