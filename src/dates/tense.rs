//! Which way a sentence points. Takes an expression in its sentence; says whether what happens then lies ahead or
//! behind, by the nearest words that tell: `will`, `due`, `scheduled to`; `said`, `was`, a verb in -ed.

use crate::document::Page;
use crate::grammar::Tag;

/// Where what is told lies, seen from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Still to come.
    Ahead,
    /// Over.
    Past,
    /// The sentence does not say.
    Unknown,
}

/// How far the search goes, in tokens, to either side.
const REACH: usize = 28;

/// The direction of the expression at these tokens.
pub(super) fn direction(page: &Page, start: usize, end: usize) -> Direction {
    let sentence = &page.text.sentences[page.text.sentence_of(start)];
    let left = sentence.tokens.start.max(start.saturating_sub(REACH));
    let right = sentence.tokens.end.min(end + REACH);
    let before = (left..start).rev().take_while(|at| !is_boundary(page, *at, start)).find_map(|at| cue(page, at));
    before
        .or_else(|| (end..right).take_while(|at| !closes(page, *at)).find_map(|at| cue(page, at)))
        .unwrap_or(Direction::Unknown)
}

/// A quotation mark or semicolon ends what belongs together.
fn is_boundary(page: &Page, at: usize, start: usize) -> bool {
    matches!(page.word(at), ";" | "”" | "“" | "\"") && at + 1 < start
}

fn closes(page: &Page, at: usize) -> bool {
    matches!(page.word(at), ";" | "”" | "“" | "\"")
}

/// What a single word says.
fn cue(page: &Page, at: usize) -> Option<Direction> {
    let word = page.word(at);
    if word.len() > 16 || !word.is_ascii() && !word.contains('’') {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    match lower.as_str() {
        "soon" | "early" if next_is(page, at, "as") => Some(Direction::Ahead),
        "planned" | "scheduled" | "expected" | "due"
            if at > 0 && matches!(page.word(at - 1), "previously" | "as" | "originally" | "had") =>
        {
            None
        }
        "will" | "'ll" | "’ll" | "shall" | "due" | "upcoming" | "forthcoming" | "coming" | "scheduled" | "slated"
        | "planned" | "expected" | "expects" | "expect" | "plans" | "intends" | "hopes" | "wo" | "must"
        | "tomorrow" | "effective" | "payable" | "awaits" | "await" | "awaiting" | "upon" | "planning" | "poised"
        | "deadline" | "expires" | "expire" | "begins" | "starts" | "opens" | "ahead" => ahead(page, at, &lower),
        "set" if followed_by_to(page, at) || next_is(page, at, "for") => Some(Direction::Ahead),
        "going" if followed_by_to(page, at) => Some(Direction::Ahead),
        "to" if infinitive(page, at) => Some(Direction::Ahead),
        "was" | "were" | "had" | "did" | "said" | "told" | "came" | "went" | "took" | "made" | "began" | "rose"
        | "fell" | "won" | "lost" | "met" | "found" | "held" | "left" | "gave" | "saw" | "became" | "ago" | "since"
        | "got" | "sold" | "bought" | "sent" | "shot" | "struck" | "hit" | "spoke" | "wrote" | "led" | "broke"
        | "ran" => Some(Direction::Past),
        _ if is_past(page, at, &lower) => Some(Direction::Past),
        _ => None,
    }
}

/// `was due`, `were scheduled` still point ahead of their past; `had been expected` does not.
fn ahead(page: &Page, at: usize, word: &str) -> Option<Direction> {
    let been = at.checked_sub(1).is_some_and(|before| matches!(page.word(before), "been" | "had"));
    let verb = matches!(word, "begins" | "starts" | "opens") && at.checked_sub(1).is_none();
    (!been && !verb).then_some(Direction::Ahead)
}

fn next_is(page: &Page, at: usize, word: &str) -> bool {
    at + 1 < page.text.tokens.len() && page.word(at + 1) == word
}

fn followed_by_to(page: &Page, at: usize) -> bool {
    next_is(page, at, "to")
}

/// `to` before a verb that something due is done with.
fn infinitive(page: &Page, at: usize) -> bool {
    let next = page.tags.get(at + 1).copied();
    let head = at.checked_sub(1).and_then(|before| page.tags.get(before)).copied();
    next == Some(Tag::VB) && matches!(head, Some(Tag::VBZ | Tag::VBP | Tag::NNS | Tag::NN | Tag::NNP | Tag::JJ))
}

/// A verb in the past tense; a participle behind `be` or `to be` is not.
fn is_past(page: &Page, at: usize, word: &str) -> bool {
    if page.tags.get(at) == Some(&Tag::VBD) {
        return true;
    }
    let be = at
        .checked_sub(1)
        .is_some_and(|before| matches!(page.word(before), "be" | "being" | "is" | "are" | "a" | "the"));
    word.len() > 4
        && word.ends_with("ed")
        && !be
        && !matches!(word, "united" | "need" | "indeed" | "exceed" | "proceed")
        && page.tags.get(at) != Some(&Tag::NNP)
}
