//! The words of people's names. Takes a name or two; gives its words, and whether the two may be one person's.

use super::super::cities::plain;
use crate::list::Keyed;

/// The words of a name, without case, accents and suffixes.
pub(super) fn words(name: &str) -> Vec<String> {
    let words = name.split_whitespace().map(|word| {
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return word.to_ascii_lowercase();
        }
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        plain(word).unwrap_or_else(|| word.to_lowercase())
    });
    let mut words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && matches!(words[words.len() - 1].as_str(), "jr" | "sr" | "ii" | "iii" | "iv") {
        words.pop();
    }
    words
}

/// Two names that end alike: one is the tail of the other, or their given names agree.
pub(super) fn same_surname(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.ends_with(short) {
        return true;
    }
    let (Some(a), Some(b)) = (short.first(), long.first()) else { return false };
    same_given(a, b) && middle_agrees(short, long)
}

/// "Kofi Annan", "Kofi A. Annan"; not "Kofi Mensah Annan" and "Kofi Boateng Annan".
fn middle_agrees(short: &[String], long: &[String]) -> bool {
    let inner = |words| <[String]>::get(words, 1..words.len() - 1).unwrap_or_default();
    let (few, many): (&[String], &[String]) = (inner(short), inner(long));
    few.iter().all(|word| many.iter().any(|other| same_given(word, other)))
}

/// The same word, its initial, or a nickname of it.
pub(super) fn same_given(a: &str, b: &str) -> bool {
    static NICKNAMES: Keyed = Keyed::new(include_str!("../nicknames.tsv"));
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let nickname =
        |short: &str, long: &str| NICKNAMES.get(short).is_some_and(|names| names.split(';').any(|name| name == long));
    a == b || initial(a, b) || initial(b, a) || nickname(a, b) || nickname(b, a)
}

/// One name is the head of the other: "Mohammed bin Salman" of a longer one.
pub(super) fn heads(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.len() > 1 && long.starts_with(short) && long[short.len()..] != ["jr"]
}
