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
    let first = page.text.sentences[page.text.sentence_of(name)].tokens.start;
    let at = name.checked_sub(1).filter(|at| *at > first)?;
    if page.word(at) == "up" && at > first + 1 && page.word(at - 1) == "-" && page.word(at - 2) == "start" {
        return Some("company");
    }
    let led = matches!(
        page.tags[at - 1],
        Tag::DT | Tag::NN | Tag::NNP | Tag::JJ | Tag::VBG | Tag::PRPS | Tag::POS | Tag::VBN
    );
    (led && page.look(at).noun).then(|| noun(page.word(at))).flatten()
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

/// ", the trucking unit of Acme": an article, a few words, and the noun before anything that follows a noun.
fn behind(page: &View, end: usize) -> Option<&'static str> {
    if page.text.tokens.get(end).is_none() || page.word(end) != "," {
        return None;
    }
    let within = end < page.text.sentences[page.text.sentence_of(end - 1)].tokens.end;
    within.then(|| noun_phrase(page, end + 1)).flatten()
}

/// What the phrase behind the article at this place says that something is, if an organization: its last noun.
pub(super) fn noun_phrase(page: &View, article: usize) -> Option<&'static str> {
    if page.text.tokens.get(article).is_none() || !matches!(page.word(article), "a" | "an" | "the") {
        return None;
    }
    let sentence = &page.text.sentences[page.text.sentence_of(article)].tokens;
    let word = |at: usize| if at < sentence.end { page.word(at) } else { "" };
    let phrase = article + 1..(article + 1 + LONGEST).min(sentence.end);
    let head = phrase.take_while(|at| {
        let tag = page.tags[*at];
        tag.is_noun()
            || matches!(
                tag,
                Tag::JJ | Tag::JJS | Tag::JJR | Tag::VBG | Tag::VBN | Tag::RBS | Tag::RB | Tag::CD | Tag::POS
            )
            || word(*at) == "-"
    });
    noun(word(head.last()?))
}
