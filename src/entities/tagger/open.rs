//! Which tokens near capitals may be part of a name at all. The others are outside any without being scored: most words
//! between names, and the first words of most sentences, only tell of their neighbours.

use std::ops::Range;

use super::form::Case;
use super::sketch::Sketch;

/// Bytes of the longest small word that may stand among others inside a name: `of the`, `y de la`.
const SMALL: usize = 3;

/// Marks that stand around names, seldom in them.
const OUTER: [&str; 20] =
    [",", ".", ";", ":", "(", ")", "\"", "'", "“", "”", "‘", "’", "--", "—", "…", "...", "``", "''", "?", "!"];

/// Whether a token near a capital may be part of a name; `is_strong` says whether its word by itself looks like one.
pub(super) fn may_be_inside(sketch: &Sketch, token: usize, sentence: &Range<usize>, is_strong: bool) -> bool {
    let at = |offset: isize| token.checked_add_signed(offset).filter(|at| sentence.contains(at));
    let named = |offset| at(offset).is_some_and(|at| sketch.run(at).is_some());
    let word = |offset| at(offset).map_or("", |at| sketch.page.word(at));
    let joined = |offset| matches!(word(offset), "-" | "–" | "/" | "@");
    let run = sketch.run(token);
    if run.is_some_and(|run| run.tokens.len() > 1 || !sketch.form(token).plain) {
        return true;
    }
    if named(-1) && named(1) || [-1, 0, 1].into_iter().any(joined) {
        return true;
    }
    if run.is_some() {
        return false;
    }
    if sketch.form(token).case == Case::Lower {
        return is_strong || word(0).len() <= SMALL && (named(-1) && named(2) || named(1) && named(-2));
    }
    match word(0) {
        ")" => named(-1) && word(-2) == "(",
        "." => named(-1) && at(1).is_some(),
        word if word.bytes().any(|byte| byte.is_ascii_digit()) => named(-1) || named(1),
        mark => !OUTER.contains(&mark),
    }
}
