//! Organizations that nothing but a description beside them tells: "Unite, the union, is not so sure". Takes names;
//! gives them with those that were missed.

use std::ops::Range;

use super::apposition;
use super::edges::Edge;
use super::gaps;
use super::lexicon::lexicon;
use super::looks::View;
use super::merge::{Name, What};
use crate::article::BlockKind;
use crate::grammar::Tag;

/// Most words of such a name.
const LONGEST: usize = 3;

/// Nouns that open a sentence to say when.
const TIMES: [&str; 4] = ["Today", "Tomorrow", "Tonight", "Yesterday"];

/// Adds the names between other names that a description tells.
pub(super) fn add(page: &View, names: Vec<Name>) -> Vec<Name> {
    gaps::filled(page, names, |gap, capitals, out| untold(page, capitals, gap, out))
}

fn untold(page: &View, capitals: &[usize], free: Range<usize>, out: &mut Vec<Name>) {
    for at in capitals.iter().copied().filter(|at| may_open(page.tags[*at])) {
        // A comma stands soon behind few words.
        let Some(end) = (at + 1..free.end.min(at + LONGEST + 1)).find(|at| page.word(*at) == ",") else { continue };
        let sentence = &page.text.sentences[page.text.sentence_of(at)];
        let is_free = out.last().is_none_or(|last| last.tokens.end <= at) && end < sentence.tokens.end;
        let is_story = || page.article.blocks[sentence.block].kind == BlockKind::Paragraph;
        let is_told = || is_name(page, &(at..end), sentence.tokens.start) && is_set_off(page, end, sentence.tokens.end);
        if is_free && is_story() && is_told() {
            out.push(Name { tokens: at..end, what: What::Organization, rule: "entities/described" });
        }
    }
}

/// Whether the commas around ", the union," stand behind this place.
fn is_set_off(page: &View, end: usize, limit: usize) -> bool {
    apposition::phrase_behind(page, end).is_some_and(|phrase| {
        let closed = phrase.end + 1 >= limit || page.word(phrase.end) == ",";
        closed && apposition::noun(page.word(phrase.end - 1)).is_some()
    })
}

/// Whether such a word may be the first of a name: most of the words that only their place capitalises may not.
fn may_open(tag: Tag) -> bool {
    matches!(tag, Tag::NNP | Tag::NNPS | Tag::NN | Tag::VB | Tag::VBP)
}

/// Whether these words may be a name, though the first may be capitalised for where it stands.
fn is_name(page: &View, tokens: &Range<usize>, sentence: usize) -> bool {
    let plain = |at: usize| {
        let look = page.look(at);
        look.title.is_none() && !look.role && !look.first_name && look.edge != Some(Edge::Calendar)
    };
    let proper = |at: usize| matches!(page.tags[at], Tag::NNP | Tag::NNPS);
    let opens = |at: usize| {
        at == sentence && matches!(page.tags[at], Tag::NN | Tag::VB | Tag::VBP) && !TIMES.contains(&page.word(at))
    };
    let words = page.words(page.text.span_of(tokens.clone()));
    tokens.clone().all(|at| page.look(at).capital && plain(at) && (proper(at) || opens(at)))
        && lexicon().entry(words).is_none()
}
