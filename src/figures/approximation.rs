//! Words that loosen a number: `about`, `more than`, `up to`, `or so` (`approximations.tsv`).

use std::sync::LazyLock;

use crate::figures::cues;
use crate::figures::fold::Caseless;
use crate::figures::line::Line;
use crate::figures::words::{Words, words};
use crate::list;
use crate::sequence::hash::Listed;

/// Words that may stand between them and the number.
const BETWEEN: &Words = words!["another", "additional", "further", "extra", "other", "the", "additionally"];

struct Phrase {
    words: Vec<&'static str>,
    text: &'static str,
}

/// The phrases before numbers, by their last word, and those behind, by their first.
static BEFORE: LazyLock<Caseless<Vec<Phrase>>> = LazyLock::new(|| load("before"));
static AFTER: LazyLock<Caseless<Vec<Phrase>>> = LazyLock::new(|| load("after"));

fn load(place: &str) -> Caseless<Vec<Phrase>> {
    let rows = list::rows::<2>(include_str!("approximations.tsv")).filter(|row| row[1] == place);
    let cut = |text: &'static str| match text.strip_prefix('-') {
        Some(word) => vec!["-", word],
        None => text.split(' ').collect(),
    };
    let mut phrases: Listed<Vec<Phrase>> = Listed::default();
    for [text, _] in rows {
        let words = cut(text);
        let nearest = if place == "before" { words[words.len() - 1] } else { words[0] };
        phrases.entry(nearest).or_default().push(Phrase { words, text });
    }
    Caseless::new(phrases)
}

/// Whether words that loosen a number may end with this one, before the number.
pub(super) fn may_end_with(word: &str) -> bool {
    !with(&BEFORE, word).is_empty()
}

/// Whether words that loosen a number may begin with this one, behind the number.
pub(super) fn may_begin_with(word: &str) -> bool {
    !with(&AFTER, word).is_empty()
}

/// The phrases whose word next to the number is this one.
fn with(phrases: &'static Caseless<Vec<Phrase>>, word: &str) -> &'static [Phrase] {
    phrases.get(word).map_or(&[], Vec::as_slice)
}

/// The phrase that ends right before a token, and where it begins.
pub(super) fn before(line: &Line, at: usize) -> Option<(&'static str, usize)> {
    let between = at > line.tokens().start && line.any(at - 1, BETWEEN);
    let farther = between.then(|| ending(line, at - 1)).flatten();
    farther.or_else(|| ending(line, at))
}

fn ending(line: &Line, end: usize) -> Option<(&'static str, usize)> {
    let nearest = end.wrapping_sub(1);
    if !line.known(nearest).loosens_before {
        return None;
    }
    let fits = |phrase: &&Phrase| {
        let len = phrase.words.len();
        end >= line.tokens().start + len && line.reads(end - len, &phrase.words)
    };
    let longest = with(&BEFORE, line.word(nearest)).iter().filter(fits).max_by_key(|phrase| phrase.words.len())?;
    let start = end - longest.words.len();
    let loosens = match longest.text {
        // `a row over £6`: what it is about; `a four-over 74` in golf. `Ratios over 2` stay a bound.
        "under" => !line.is_hyphen(start.wrapping_sub(1)),
        "over" => !line.cues(start.wrapping_sub(1)).has(cues::TOPIC) && !line.is_hyphen(start.wrapping_sub(1)),
        // `rose past 1,100`; `the past 12 months`, `drove past 20 houses` are something else.
        "past" => line.cues(start.wrapping_sub(1)).has(cues::CHANGE),
        _ => true,
    };
    loosens.then_some((longest.text, start))
}

/// The phrase that begins at a token, and the token behind it.
pub(super) fn after(line: &Line, at: usize) -> Option<(&'static str, usize)> {
    if !line.known(at).loosens_behind {
        return None;
    }
    let fits = |phrase: &&Phrase| line.reads(at, &phrase.words);
    let longest = with(&AFTER, line.word(at)).iter().filter(fits).max_by_key(|phrase| phrase.words.len())?;
    let is_bound = longest.text != "+" || line.glued(at);
    is_bound.then(|| (longest.text.trim_start_matches('-'), at + longest.words.len()))
}
