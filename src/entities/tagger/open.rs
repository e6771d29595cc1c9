//! Which tokens near capitals may be part of a name at all. The others are outside any without being scored: most words
//! between names, and the first words of most sentences, only tell of their neighbours.

use std::ops::Range;

use super::form::{Case, Role};
use super::sketch::Sketch;

/// Whether a token near a capital may be part of a name; `is_strong` says whether its word by itself looks like one.
#[inline]
pub(super) fn may_be_inside(sketch: &Sketch, token: usize, sentence: &Range<usize>, is_strong: bool) -> bool {
    let (form, run) = (sketch.form(token), sketch.run(token));
    if run.is_some_and(|run| run.tokens.len() > 1 || !form.plain) {
        return true;
    }
    let at = |offset: isize| token.checked_add_signed(offset).filter(|at| sentence.contains(at));
    let named = |offset| at(offset).is_some_and(|at| sketch.run(at).is_some());
    let role = |offset| at(offset).map_or(Role::Other, |at| sketch.form(at).role);
    if named(-1) && named(1) || [-1, 0, 1].into_iter().any(|offset| role(offset) == Role::Joint) {
        return true;
    }
    match form.role {
        _ if run.is_some() => false,
        _ if is_strong && form.case == Case::Lower => true,
        Role::Small => named(-1) && named(2) || named(1) && named(-2),
        Role::Closing => named(-1) && role(-2) == Role::Opening,
        Role::Stop => named(-1) && at(1).is_some(),
        Role::Number => named(-1) || named(1),
        Role::Other => form.case == Case::None,
        Role::Joint | Role::Opening | Role::Outer => false,
    }
}
