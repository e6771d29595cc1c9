//! Organizations told by the noun beside them: "the charity Harbour Light", "Veltrane, the trucking unit of Acme".
//! Takes a name; gives the kind of organization that its neighbours call it.

use std::ops::Range;

use super::looks::View;
use crate::grammar::Tag;
use crate::list::Keyed;

/// Longest phrase between a comma and the noun that says what is named, in tokens.
const LONGEST: usize = 7;

/// What the noun right before a name, or the phrase behind its comma, says that it is.
pub(super) fn organization(page: &View, name: &Range<usize>) -> Option<&'static str> {
    before(page, name.start).or_else(|| behind(page, name.end)).or_else(|| ahead(page, name))
}

/// What sort of organization a noun calls something: "charity".
pub(super) fn noun(word: &str) -> Option<&'static str> {
    static NOUNS: Keyed = Keyed::new(include_str!("organization_nouns.tsv"));
    NOUNS.get(word)
}

/// "the charity Harbour Light", "car-parts firm Veltrane".
fn before(page: &View, name: usize) -> Option<&'static str> {
    let at = name.checked_sub(1).filter(|at| page.look(*at).noun || page.word(*at) == "up")?;
    let first = page.text.sentences[page.text.sentence_of(name)].tokens.start;
    if at <= first {
        return None;
    }
    if page.word(at) == "up" && at > first + 1 && page.word(at - 1) == "-" && page.word(at - 2) == "start" {
        return Some("company");
    }
    let led = matches!(
        page.tags[at - 1],
        Tag::DT | Tag::NN | Tag::NNP | Tag::JJ | Tag::VBG | Tag::PRPS | Tag::POS | Tag::VBN
    );
    led.then(|| noun(page.word(at))).flatten()
}

/// "Turkey's disaster agency, AFAD,".
fn ahead(page: &View, name: &Range<usize>) -> Option<&'static str> {
    let is_comma = |at: usize| page.text.tokens.get(at).is_some() && page.word(at) == ",";
    let at = name.start.checked_sub(2).filter(|at| is_comma(*at + 1) && is_comma(name.end))?;
    let sentence = &page.text.sentences[page.text.sentence_of(name.start)].tokens;
    let noun = noun(page.word(at)).or_else(|| is_maker(page.word(at)).then_some("company"))?;
    let mut words = (sentence.start.max(at.saturating_sub(LONGEST))..at).rev();
    let owned =
        words.any(|at| matches!(page.word(at), "'s" | "’s" | "its" | "their" | "the" | "a" | "an" | "Its" | "The"));
    (at > sentence.start && name.end < sentence.end && owned && is_nobody(page, name)).then_some(noun)
}

/// Whether no word of a name is a first name.
fn is_nobody(page: &View, name: &Range<usize>) -> bool {
    name.len() == 1 || name.len() < 4 && !name.clone().any(|at| page.look(at).first_name)
}

/// Nouns of people too, that stand for a company where a strange name follows: "the ferry's operator, Jarnfjord,".
fn is_maker(word: &str) -> bool {
    matches!(word, "operator" | "manufacturer" | "maker" | "supplier" | "contractor")
}

/// ", the trucking unit of Acme", ", Norway's largest ferry company", ", one of its oldest wineries".
fn behind(page: &View, end: usize) -> Option<&'static str> {
    let phrase = phrase_behind(page, end)?;
    (!goes_on(page, phrase.end)).then(|| noun(page.word(phrase.end - 1)).or_else(|| one_of(page, &phrase))).flatten()
}

/// The phrase behind the comma at this place, from its article or owner up to its noun.
pub(super) fn phrase_behind(page: &View, end: usize) -> Option<Range<usize>> {
    page.text.tokens.get(end).filter(|_| page.word(end) == ",")?;
    let sentence = &page.text.sentences[page.text.sentence_of(end.checked_sub(1)?)].tokens;
    let from = (end < sentence.end).then(|| after_owner(page, end + 1..sentence.end)).flatten()?;
    head(page, from..sentence.end).map(|head| end + 1..head + 1)
}

/// Where a phrase goes on behind its article or owner: "the", "its", "Norway's", "one of the".
fn after_owner(page: &View, phrase: Range<usize>) -> Option<usize> {
    let word = |at: usize| if at < phrase.end { page.word(at) } else { "" };
    let many = word(phrase.start) == "one" && word(phrase.start + 1) == "of";
    let from = phrase.start + if many { 2 } else { 0 };
    if matches!(word(from), "a" | "an" | "the" | "its" | "their") {
        return Some(from + 1);
    }
    let named = (from..phrase.end).take_while(|at| matches!(page.tags[*at], Tag::NNP | Tag::NNPS)).take(3).count();
    (named > 0 && matches!(word(from + named), "'s" | "’s" | "'" | "’")).then_some(from + named + 1)
}

/// Whether the words behind a phrase make it something else than what its neighbour is: "Roe, the company said," "Roe,
/// the company and".
fn goes_on(page: &View, end: usize) -> bool {
    page.text.tokens.get(end).is_some_and(|_| {
        matches!(page.word(end), "said" | "says" | "added" | "announced" | "told" | "confirmed" | "has" | "and" | "or")
    })
}

/// "one of Portugal's oldest wineries".
fn one_of(page: &View, phrase: &Range<usize>) -> Option<&'static str> {
    let many = page.word(phrase.end - 1);
    let one = || match many.strip_suffix("ies") {
        Some(stem) => noun(&format!("{stem}y")),
        None => noun(many.strip_suffix('s')?),
    };
    (page.word(phrase.start) == "one").then(one).flatten()
}

/// What the phrase behind the article at this place says that something is, if an organization: its last noun.
pub(super) fn noun_phrase(page: &View, article: usize) -> Option<&'static str> {
    if page.text.tokens.get(article).is_none() || !matches!(page.word(article), "a" | "an" | "the") {
        return None;
    }
    let sentence = &page.text.sentences[page.text.sentence_of(article)].tokens;
    noun(page.word(head(page, article + 1..sentence.end)?))
}

/// The last noun of the phrase that begins here, before anything that follows a noun.
fn head(page: &View, phrase: Range<usize>) -> Option<usize> {
    let end = phrase.end.min(phrase.start + LONGEST);
    let within = |at: &usize| {
        let tag = page.tags[*at];
        tag.is_noun()
            || matches!(
                tag,
                Tag::JJ | Tag::JJS | Tag::JJR | Tag::VBG | Tag::VBN | Tag::RBS | Tag::RB | Tag::CD | Tag::POS
            )
            || page.word(*at) == "-"
    };
    (phrase.start..end).take_while(within).last()
}
