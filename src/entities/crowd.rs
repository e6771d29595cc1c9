//! Spans of the tagger's that hold several people with nothing between them, as the signatures and salutations of mail
//! and lists of names do: "Traci Traci Warner", "Ana Ruiz Tom," where Ana Ruiz is named elsewhere, "Ann Lee Bob Roe Tim
//! Fox". Takes all names; gives them with such spans split.

use std::collections::HashSet;

use super::merge::{Name, What};
use super::titles;
use crate::document::Page;

/// Splits what holds several people.
pub(super) fn part(page: &Page, names: Vec<Name>) -> Vec<Name> {
    let is_long = |name: &&Name| name.what == What::Person && name.tokens.len() > 1;
    let pairs: HashSet<[&str; 2]> =
        names.iter().filter(is_long).filter_map(|name| pair(page, name.tokens.start, name.tokens.end)).collect();
    let mail = is_mail(page);
    let mut parts = Vec::with_capacity(names.len());
    for mut name in names {
        while name.what == What::Person
            && let Some(cut) = cut(page, &name, &pairs, mail)
        {
            parts.push(Name { tokens: name.tokens.start..cut, ..name.clone() });
            name.tokens.start = cut;
        }
        parts.push(name);
    }
    parts
}

/// The two words of a name that is made of two.
fn pair(page: &Page, start: usize, end: usize) -> Option<[&str; 2]> {
    (end == start + 2).then(|| [page.word(start), page.word(start + 1)])
}

/// Whether the page is signed like a letter.
fn is_mail(page: &Page) -> bool {
    ["Regards", "regards,", "Thanks", "Sincerely", "Cheers"].iter().any(|sign| page.source.text.contains(sign))
}

/// Where the second person of a span begins.
fn cut(page: &Page, name: &Name, pairs: &HashSet<[&str; 2]>, mail: bool) -> Option<usize> {
    let start = name.tokens.start;
    let length = name.tokens.len();
    let is_given = |at: usize| at < name.tokens.end && titles::first_name(page.word(at)).is_some();
    let addressed = page.text.tokens.get(name.tokens.end).is_some() && page.word(name.tokens.end) == ",";
    if length > 1 && page.word(start) == page.word(start + 1) && page.word(start).len() > 2 {
        return Some(start + 1);
    }
    if length > 2 && is_given(start + 2) && pair(page, start, start + 2).is_some_and(|pair| pairs.contains(&pair)) {
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
    // "Jane D. Roe Tom,": a signature, and whom the next letter greets.
    let last = name.tokens.end - 1;
    if mail && length > 2 && addressed && is_given(last) && !is_given(last - 1) {
        return Some(last);
    }
    (mail && length == 2 && addressed && is_given(start) && is_given(start + 1) && signs(page, start))
        .then_some(start + 1)
}

/// Whether a letter's last word may stand at this place: behind a mark that ends a sentence or a greeting.
fn signs(page: &Page, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| page.word(before));
    matches!(before, "." | "," | "?" | "!")
}
