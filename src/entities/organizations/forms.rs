//! The forms of an organization's name: its key, its acronyms, its parts that are enough to name it.

use super::super::cities::plain;
use super::super::listed;

/// A name without case, accents, article and legal form.
pub(super) fn key(name: &str) -> String {
    let name = plain(name).unwrap_or_else(|| name.to_lowercase());
    let name = name.strip_prefix("the ").unwrap_or(&name);
    let mut words: Vec<&str> = name.split_whitespace().map(|word| word.trim_end_matches([',', '.'])).collect();
    while words.len() > 1
        && matches!(
            *words.last().unwrap_or(&""),
            "inc" | "ltd" | "plc" | "corp" | "co" | "llc" | "limited" | "ag" | "sa" | "nv" | "corporation" | "company"
        )
    {
        words.pop();
    }
    words.join(" ")
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

/// Gives `put` the acronyms that a name may go by: with and without the initials of its small words, and with its first
/// word whole.
pub(super) fn initials(name: &str, mut put: impl FnMut(&str)) {
    let name = name.strip_prefix("The ").unwrap_or(name);
    let parts = name.split([' ', '-']).filter(|word| word.starts_with(char::is_alphabetic));
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let mut found = String::with_capacity(name.len());
    let mut of = |found: &mut String, words: &mut dyn Iterator<Item = &str>| {
        found.clear();
        found.extend(words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase));
        if found.chars().nth(1).is_some() {
            put(found);
        }
    };
    of(&mut found, &mut parts.clone());
    of(&mut found, &mut name.split(' ').filter(is_capital));
    of(&mut found, &mut parts.filter(is_capital));
    if let Some((head, _)) = name.split_once(' ') {
        let capitals = found.get(1..).unwrap_or("");
        put(&format!("{} {capitals}", head.to_uppercase()));
    }
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
