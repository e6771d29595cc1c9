//! The headline. Many texts have none and begin with the story; a title is told from a first sentence by its end, its
//! capitals and what follows.

use super::phrases::fold;
use super::words::{self, is_all_capitals, is_capitalized, is_closing, starts_item, starts_low};
use super::{BlockKind, EDGE, Lines, dateline};

/// Headlines are no longer than this, in bytes.
const LONGEST: usize = 160;
/// Those that end as a sentence does are shorter.
const LONGEST_SENTENCE: usize = 110;

/// Which line is the title: the one that `told` names, or the first line that is no furniture if it looks like one.
pub(super) fn find(page: &Lines, kinds: &[BlockKind], told: Option<&str>) -> Option<usize> {
    let candidate = kinds.iter().position(|kind| *kind == BlockKind::Paragraph)?;
    let story_follows = kinds[candidate + 1..].contains(&BlockKind::Paragraph);
    let is_told = |line: &usize| told.is_some_and(|title| fold(title) == fold(page.words(*line)));
    let named = (0..kinds.len().min(EDGE)).find(|line| kinds[*line] == BlockKind::Paragraph && is_told(line));
    let above = kinds[..candidate].iter().filter(|kind| **kind != BlockKind::Boilerplate).count();
    named.or_else(|| (story_follows && above < EDGE && is_title(page, kinds, candidate)).then_some(candidate))
}

fn is_title(page: &Lines, kinds: &[BlockKind], line: usize) -> bool {
    let words = page.words(line);
    let shaped = !words::is_longer(words, LONGEST) && words.contains(' ') && !starts_item(words) && !starts_low(words);
    let short = !words::is_longer(words, LONGEST_SENTENCE);
    let ends_well = match words.trim_end_matches(is_closing).chars().next_back() {
        Some('.') => short && (is_headline_style(words) || is_before_story(page, kinds, line)),
        Some('?' | '!') => short && !is_speech(words),
        Some(':' | ',' | '—' | '…') | None => false,
        Some(_) => !is_speech(words),
    };
    shaped && ends_well && !dateline::begins(page, line)
}

/// Where the name of the site begins that a copied page has behind its title: "Harbour to close in May | Echo News".
pub(super) fn site(title: &str) -> Option<usize> {
    let at = title.find(" | ")?;
    let count = |words: &str| words.split_whitespace().count();
    (count(&title[..at]) >= 4 && count(&title[at..]) <= 9).then_some(at + 1)
}

/// A quotation broken off for its speaker: "We will see,"
fn is_speech(words: &str) -> bool {
    let open = words.starts_with(['"', '“']);
    open && words.trim_end_matches(is_closing).ends_with([',', '!', '?'])
}

/// Capitals on all long words but perhaps one.
fn is_headline_style(words: &str) -> bool {
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let small = |word: &&str| long(word) && !is_capitalized(word);
    let count = words.split_whitespace().filter(long).count();
    is_all_capitals(words) || count >= 3 && words.split_whitespace().filter(small).count() <= count / 6
}

/// Whether what follows begins as a story does after its title: a byline, a stamp, a dateline. After furniture alone a
/// title must be without the articles and past tenses that headlines leave out.
fn is_before_story(page: &Lines, kinds: &[BlockKind], line: usize) -> bool {
    match kinds.get(line + 1) {
        Some(BlockKind::Byline | BlockKind::Stamp) => true,
        Some(BlockKind::Boilerplate) => is_terse(page.words(line)),
        _ => dateline::begins(page, line + 1),
    }
}

fn is_terse(words: &str) -> bool {
    let wordy = |word: &str| matches!(word, "the" | "The" | "was" | "were" | "had" | "said");
    !words.split_whitespace().any(wordy)
}
