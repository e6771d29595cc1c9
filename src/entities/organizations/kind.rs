//! What sort of organization a name says it is: "Acme Bank".

use std::sync::LazyLock;

use memchr::memmem;

use super::super::listed;
use crate::list;

/// The sorts of organizations that names can tell.
pub(in super::super) fn kinds() -> impl Iterator<Item = &'static str> {
    let lists = [
        include_str!("../organization_heads.tsv"),
        include_str!("../organization_phrases.tsv"),
        include_str!("../institutions.tsv"),
    ];
    lists.into_iter().flat_map(list::rows::<2>).map(|[_, kind]| kind)
}

/// What sort of organization a name says it is.
pub(in super::super) fn kind(name: &str) -> Option<&'static str> {
    let chamber = matches!(name.split(' ').next(), Some("Senate" | "House" | "Commons" | "Lords" | "Knesset"));
    if chamber && name.to_lowercase().contains("committee") {
        return Some("legislature");
    }
    if name.starts_with("Royal College of") || name.starts_with("Royal Society of") {
        return Some("association");
    }
    let before_of = memmem::find(name.as_bytes(), b" of ").map_or(name, |of| &name[..of]);
    let last = |part: &str| part.split_whitespace().next_back().and_then(|word| listed::ORGANIZATIONS.get(word));
    let led = || last(before_of).filter(|_| before_of.len() < name.len() && !before_of.contains(' '));
    by_phrase(name)
        .or_else(led)
        // A council of chiefs is no club of that name.
        .or_else(|| last(name).filter(|kind| *kind != "club" || before_of.len() == name.len()))
        .or_else(|| last(before_of))
        .or_else(|| {
            name.split_whitespace()
                .rev()
                .find_map(|word| listed::ORGANIZATIONS.get(word))
                .filter(|kind| *kind != "club")
        })
        .or_else(|| name.contains(" & ").then_some("company"))
}

/// What sort of organization the last words of a name say it is.
fn by_phrase(name: &str) -> Option<&'static str> {
    /// By the last letter, the first of the lists first.
    static PHRASES: LazyLock<[Vec<[&str; 2]>; 26]> = LazyLock::new(|| {
        let mut phrases = [const { Vec::new() }; 26];
        let lists = [include_str!("../organization_phrases.tsv"), include_str!("../institutions.tsv")];
        for row in lists.into_iter().flat_map(list::rows::<2>) {
            last_letter(row[0]).into_iter().for_each(|letter| phrases[letter].push(row));
        }
        phrases
    });
    let alike = &PHRASES[last_letter(name)?];
    alike.iter().find(|[phrase, _]| ends_with(name, phrase)).map(|[_, kind]| *kind)
}

/// The number of the letter that a name ends with.
fn last_letter(name: &str) -> Option<usize> {
    let letter = name.bytes().next_back().filter(u8::is_ascii_alphabetic)?;
    Some(usize::from(letter.to_ascii_lowercase() - b'a'))
}

/// Whether a name ends with these words, whatever their capitals.
fn ends_with(name: &str, phrase: &str) -> bool {
    let end = name.len().checked_sub(phrase.len()).and_then(|at| name.get(at..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(phrase))
}
