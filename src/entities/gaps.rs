//! What stands between the names. Takes a page; gives its capitalised words in the stretches that hold no name yet:
//! only such a word can begin a name that was missed.

use std::ops::Range;

use super::looks::View;
use super::merge::Name;
use crate::document::Page;

/// The tokens of a page that begin with a capital, in text order.
#[derive(Debug)]
pub(super) struct Capitals(Vec<usize>);

impl Capitals {
    pub fn of(page: &View) -> Self {
        let mut capitals = Vec::with_capacity(page.text.tokens.len() / 4);
        for (at, look) in page.looks().enumerate() {
            if look.capital {
                capitals.push(at);
            }
        }
        Self(capitals)
    }

    /// Those within a stretch.
    pub fn within(&self, gap: &Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.0.partition_point(|at| *at < gap.start);
        let end = gap.end;
        self.0[first..].iter().copied().take_while(move |at| *at < end)
    }

    /// Those that lie in no name.
    pub fn outside<'c>(&'c self, names: &'c [Name]) -> impl Iterator<Item = usize> + 'c {
        let mut next = 0;
        self.0.iter().copied().filter(move |at| {
            next += names[next..].iter().take_while(|name| name.tokens.end <= *at).count();
            names.get(next).is_none_or(|name| *at < name.tokens.start)
        })
    }
}

/// The names with those that `find` adds in each stretch between them.
pub(super) fn filled(page: &Page, names: Vec<Name>, mut find: impl FnMut(Range<usize>, &mut Vec<Name>)) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::with_capacity(names.len() + names.len() / 8);
    let mut free = 0;
    for name in names {
        find(free..name.tokens.start, &mut out);
        free = name.tokens.end;
        out.push(name);
    }
    find(free..page.text.tokens.len(), &mut out);
    out
}
