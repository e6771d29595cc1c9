//! Spans of the tagger's that hold several people with nothing between them, as the signatures and salutations of mail
//! and lists of names do: "Traci Traci Warner", "Ana Ruiz Tom," where Ana Ruiz is named elsewhere, "Ann Lee Bob Roe Tim
//! Fox". Takes all names; gives them with such spans split.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;

use memchr::memmem;

use super::looks::View;
use super::merge::{Name, What};

/// Splits what holds several people.
pub(super) fn part(page: &View, names: Vec<Name>) -> Vec<Name> {
    let people = names.iter().filter(|name| name.what == What::Person && name.tokens.len() > 1);
    let people: Vec<Range<usize>> = people.map(|name| name.tokens.clone()).collect();
    let paired = LazyCell::new(|| people.iter().filter_map(|name| pair(page, name.start, name.end)).collect());
    let crowd = Crowd { page, paired, mail: LazyCell::new(|| is_mail(page)) };
    if !names.iter().any(|name| name.what == What::Person && crowd.cut(name).is_some()) {
        return names;
    }
    let mut parts = Vec::with_capacity(names.len());
    for mut name in names {
        while name.what == What::Person
            && let Some(cut) = crowd.cut(&name)
        {
            parts.push(Name { tokens: name.tokens.start..cut, ..name.clone() });
            name.tokens.start = cut;
        }
        parts.push(name);
    }
    parts
}

/// The people of a page, asked only where a span looks like several of them.
struct Crowd<'p, P: FnOnce() -> HashSet<[u32; 2]>, M: FnOnce() -> bool> {
    page: &'p View<'p>,
    /// Names that are made of two words.
    paired: LazyCell<HashSet<[u32; 2]>, P>,
    /// Whether the page is signed like a letter.
    mail: LazyCell<bool, M>,
}

/// The two words of a name that is made of two.
fn pair(page: &View, start: usize, end: usize) -> Option<[u32; 2]> {
    (end == start + 2).then(|| [page.text.word_of[start], page.text.word_of[start + 1]])
}

/// Whether the page is signed like a letter.
pub(super) fn is_mail(page: &View) -> bool {
    let text = page.source.text.as_bytes();
    ["Regards", "regards,", "Thanks", "Sincerely", "Cheers"]
        .iter()
        .any(|sign| memmem::find(text, sign.as_bytes()).is_some())
}

impl<P: FnOnce() -> HashSet<[u32; 2]>, M: FnOnce() -> bool> Crowd<'_, P, M> {
    /// Where the second person of a span begins.
    fn cut(&self, name: &Name) -> Option<usize> {
        let page = self.page;
        let start = name.tokens.start;
        let length = name.tokens.len();
        let is_given = |at: usize| at < name.tokens.end && page.look(at).first_name;
        if length > 1
            && page.text.word_of[start] == page.text.word_of[start + 1]
            && page.text.tokens[start].span.len() > 2
        {
            return Some(start + 1);
        }
        if length > 2
            && is_given(start + 2)
            && pair(page, start, start + 2).is_some_and(|pair| self.paired.contains(&pair))
        {
            return Some(start + 2);
        }
        if length > 5 && (start..name.tokens.end).step_by(2).filter(|at| is_given(*at)).count() * 2 >= length - 1 {
            return Some(start + 2);
        }
        // "Lisa Roe Kristen Poe": two given names, each before a family name.
        let is_plain = |at: usize| !matches!(page.word(at), "-" | "Al" | "El" | "Ben" | "Bin" | "La" | "Van");
        let alternates =
            || (0..4).all(|word| is_given(start + word) == (word % 2 == 0) && (word == 0 || is_plain(start + word)));
        if length == 4 && alternates() {
            return Some(start + 2);
        }
        let addressed = page.text.tokens.get(name.tokens.end).is_some() && page.word(name.tokens.end) == ",";
        if !addressed || length < 2 {
            return None;
        }
        // "Jane D. Roe Tom,": a signature, and whom the next letter greets.
        let last = name.tokens.end - 1;
        let signed = is_given(last)
            && match length {
                2 => signs(page, start) && is_given(start),
                _ => !is_given(last - 1),
            };
        (signed && *self.mail).then_some(last)
    }
}

/// Whether a letter's last word may stand at this place: behind a mark that ends a sentence or a greeting.
fn signs(page: &View, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| page.word(before));
    matches!(before, "." | "," | "?" | "!")
}
