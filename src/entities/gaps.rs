//! What stands between the names. Takes a page and the names found; gives the stretches that hold no name yet with their
//! capitalised words: only such a word can begin a name that was missed.

use std::ops::Range;

use super::looks::View;
use super::merge::Name;

/// The tokens that begin with a capital and lie in no name.
pub(super) fn outside<'p>(page: &'p View, names: &'p [Name]) -> impl Iterator<Item = usize> + 'p {
    let mut next = 0;
    page.capitals().iter().copied().filter(move |at| {
        next += names[next..].iter().take_while(|name| name.tokens.end <= *at).count();
        names.get(next).is_none_or(|name| *at < name.tokens.start)
    })
}

/// The names with those that `find` adds in each stretch between them, given the stretch and its capitals.
pub(super) fn filled(
    page: &View,
    names: Vec<Name>,
    mut find: impl FnMut(Range<usize>, &[usize], &mut Vec<Name>),
) -> Vec<Name> {
    let mut found = Vec::new();
    let mut rest = page.capitals();
    let mut free = 0;
    let end = page.text.tokens.len();
    for taken in names.iter().map(|name| name.tokens.clone()).chain(std::iter::once(end..end)) {
        let gap = free..taken.start;
        let (_, behind) = split(rest, gap.start);
        let (inside, behind) = split(behind, gap.end);
        if !inside.is_empty() {
            find(gap, inside, &mut found);
        }
        (rest, free) = (behind, taken.end);
    }
    add(names, found)
}

/// The tokens before a place, and the others; few are before it.
fn split(tokens: &[usize], place: usize) -> (&[usize], &[usize]) {
    tokens.split_at(tokens.iter().take_while(|at| **at < place).count())
}

/// The names with others that stand between them; there seldom are any.
pub(super) fn add(mut names: Vec<Name>, others: Vec<Name>) -> Vec<Name> {
    if !others.is_empty() {
        names.extend(others);
        names.sort_by_key(|name| name.tokens.start);
    }
    names
}
