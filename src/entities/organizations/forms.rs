//! The forms of an organization's name: its key, its acronyms, its parts that are enough to name it.

use super::super::cities::plain;
use super::super::listed;

/// A name without case, accents, article and legal form.
pub(super) fn key(name: &str) -> String {
    let mut key = plain(name).unwrap_or_else(|| name.to_lowercase());
    if key.starts_with("the ") {
        key.drain(.."the ".len());
    }
    if key.bytes().any(|byte| matches!(byte, b',' | b'.') || !byte.is_ascii()) {
        let words = key.split_whitespace().map(|word| word.trim_end_matches([',', '.']));
        key = words.collect::<Vec<_>>().join(" ");
    }
    while let Some((rest, last)) = key.rsplit_once(' ')
        && is_legal_form(last)
    {
        key.truncate(rest.len());
    }
    key
}

fn is_legal_form(word: &str) -> bool {
    matches!(
        word,
        "inc" | "ltd" | "plc" | "corp" | "co" | "llc" | "limited" | "ag" | "sa" | "nv" | "corporation" | "company"
    )
}

/// A company's name without its legal form: "Acme" of "Acme Holdings, Inc.".
pub(super) fn without_form(name: &str) -> &str {
    const FORMS: [&str; 16] = [
        "Inc", "Inc.", "Ltd", "Ltd.", "Limited", "PLC", "Plc", "plc", "Corp", "Corp.", "Co", "Co.", "AG", "SA", "NV",
        "Group",
    ];
    let mut short = name;
    while let Some((rest, last)) = short.rsplit_once(' ') {
        if !FORMS.contains(&last)
            && !matches!(last, "&" | "and" | "Corporation" | "Company" | "Holdings" | "SE" | "SpA")
        {
            break;
        }
        short = rest.trim_end_matches(',');
    }
    short
}

/// What goes before the last words of a firm's name that has a legal form, and is enough to name it: "acme seal" of
/// "Acme Seal UK Ltd", whose key is "acme seal uk".
pub(super) fn heads(key: &str, is_firm: bool) -> impl Iterator<Item = &str> {
    let blanks = is_firm.then(|| blanks(key).skip(1).take(4)).into_iter().flatten();
    blanks.map(|blank| &key[..blank])
}

/// Where the blanks of a key stand.
pub(super) fn blanks(key: &str) -> impl Iterator<Item = usize> {
    key.bytes().enumerate().filter(|(_, byte)| *byte == b' ').map(|(blank, _)| blank)
}

/// Gives `put` the acronyms that a name may go by: with and without the initials of its small words, and with its first
/// word whole.
pub(super) fn initials(name: &str, room: &mut [String; 3], mut put: impl FnMut(&str)) {
    let name = name.strip_prefix("The ").unwrap_or(name);
    room.iter_mut().for_each(String::clear);
    let [all, capitals, spaced] = room;
    let mut hyphened = false;
    for part in name.split_inclusive([' ', '-']) {
        let first = part.chars().next().unwrap_or(' ');
        if first.is_uppercase() {
            capitals.push(first);
            all.push(first);
            spaced.extend((!hyphened).then_some(first));
        } else if first.is_alphabetic() {
            all.extend(first.to_uppercase());
        }
        hyphened = part.ends_with('-');
    }
    for initials in [&all, &capitals, &spaced] {
        if initials.chars().nth(1).is_some() {
            put(initials);
        }
    }
    if let Some((head, _)) = name.split_once(' ') {
        let headed = all;
        headed.clear();
        headed.extend(head.chars().flat_map(char::to_uppercase));
        headed.push(' ');
        headed.push_str(capitals.get(1..).unwrap_or(""));
        put(headed);
    }
}

/// Whether a word is made of a name's initials, whatever its capitals: "Zec".
pub(super) fn is_initials(word: &str, name: &str) -> bool {
    let capitals = name.split(' ').filter_map(|part| part.chars().next()).filter(|c| c.is_uppercase());
    word.chars().count() > 1 && word.chars().flat_map(char::to_uppercase).eq(capitals)
}

/// Whether the capitals of a short form stand in a name in this order: "HSC", "NatSec".
pub(super) fn is_short_for(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    let mut capitals = short.chars().filter(|c| c.is_uppercase());
    let count = short.chars().filter(|c| c.is_uppercase()).count();
    count > 1 && !short.contains(' ') && capitals.all(|c| rest.any(|other| other.to_uppercase().eq(c.to_uppercase())))
}

/// Whether part of a name is enough to name it: two words, or one that is no common word of names.
pub(super) fn is_telling(part: &str) -> bool {
    let small = |word: &str| matches!(word, "of" | "for" | "and" | "the" | "in" | "on" | "to" | "&" | "de");
    let Some((first, rest)) = part.split_once(' ') else { return part.len() > 3 && !listed::COMMON.has(part) };
    !small(first) && !small(rest.rsplit(' ').next().unwrap_or(rest))
}
