//! The words of people's names. Takes a name or two; gives its words, and whether the two may be one person's.

use super::super::cities::plain;
use super::super::edges::Edge;
use super::super::looks::View;
use crate::list::Keyed;

/// Adds the words of a name, without case, accents and suffixes, with a blank between each two.
pub(super) fn push_words(name: &str, words: &mut String) {
    let start = words.len();
    for word in name.split_whitespace() {
        let end = words.len();
        words.push_str(if end > start { " " } else { "" });
        let first = words.len();
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            words.push_str(word);
            words[first..].make_ascii_lowercase();
        } else {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            words.push_str(&plain(word).unwrap_or_else(|| word.to_lowercase()));
        }
        if words.len() == first {
            words.truncate(end);
        }
    }
    while let Some((rest, "jr" | "sr" | "ii" | "iii" | "iv")) = words[start..].rsplit_once(' ') {
        words.truncate(start + rest.len());
    }
}

/// How many words these are.
pub(super) fn count(words: &str) -> usize {
    if words.is_empty() { 0 } else { 1 + words.bytes().filter(|byte| *byte == b' ').count() }
}

/// The first and the last of some words.
pub(super) fn ends(words: &str) -> (&str, &str) {
    // A plain look at each byte is quicker than a search: words are short.
    let is_blank = |byte: u8| byte == b' ';
    let first = words.bytes().position(is_blank).map_or(words, |end| &words[..end]);
    (first, words.bytes().rposition(is_blank).map_or(words, |before| &words[before + 1..]))
}

/// The words between the first and the last.
pub(super) fn inner(words: &str) -> impl Iterator<Item = &str> {
    words.split(' ').take(count(words).saturating_sub(1)).skip(1)
}

/// Two names that end alike: one is the tail of the other, or their given names agree.
pub(super) fn same_surname(one: &str, other: &str) -> bool {
    let (short, long) = by_length(one, other);
    let before = long.strip_suffix(short);
    before.is_some_and(|before| before.is_empty() || before.ends_with(' '))
        || same_given(ends(short).0, ends(long).0) && middle_agrees(short, long)
}

/// The one of fewer words first.
fn by_length<'w>(one: &'w str, other: &'w str) -> (&'w str, &'w str) {
    if count(one) <= count(other) { (one, other) } else { (other, one) }
}

/// "Kofi Annan", "Kofi A. Annan"; not "Kofi Mensah Annan" and "Kofi Boateng Annan".
fn middle_agrees(short: &str, long: &str) -> bool {
    inner(short).all(|word| inner(long).any(|other| same_given(word, other)))
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
pub(super) fn heads(one: &str, other: &str) -> bool {
    let (short, long) = by_length(one, other);
    let behind = long.strip_prefix(short).filter(|behind| behind.is_empty() || behind.starts_with(' '));
    short.contains(' ') && behind.is_some_and(|behind| behind != " jr")
}

/// Whether the name that begins here is told as somebody's relative: "his wife, Ana Ruiz", "son of President Tom Ruiz".
pub(super) fn is_aside(page: &View, name: usize) -> bool {
    let is_kin = |at: &usize| page.look(*at).edge == Some(Edge::Kin);
    let between = |at: &usize| page.look(*at).is_role() || matches!(page.word(*at), "," | "of" | "former");
    let mut before = (name.saturating_sub(5)..name).rev();
    before.find(|at| is_kin(at) || !between(at)).is_some_and(|at| is_kin(&at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> String {
        let mut words = String::new();
        push_words(name, &mut words);
        words
    }

    #[test]
    fn words_are_plain() {
        let cases = [
            ("Kofi A. Annan", "kofi a annan"),
            ("José  Ruiz Jr.", "jose ruiz"),
            ("O’Neil III", "o'neil"),
            ("— Ana –", "ana"),
            ("Jr.", "jr"),
            ("…", ""),
        ];
        cases.iter().for_each(|(name, wanted)| assert_eq!(words(name), *wanted, "{name}"));
        assert_eq!([count(""), count("ana"), count("ana de ruiz")], [0, 1, 3]);
        assert_eq!(inner("ana de la ruiz").collect::<Vec<_>>(), ["de", "la"]);
        assert_eq!((ends("ana"), ends("ana de ruiz")), (("ana", "ana"), ("ana", "ruiz")));
    }

    #[test]
    fn whole_words_are_compared() {
        assert!(same_surname("kofi annan", "kofi a annan") && same_surname("min salman", "bin min salman"));
        assert!(!same_surname("in salman", "bin salman") && !same_surname("kofi mensah annan", "kofi boateng annan"));
        assert!(heads("mohammed bin", "mohammed bin salman") && !heads("mohammed", "mohammed bin"));
        assert!(!heads("ana ru", "ana ruiz") && !heads("ana ruiz", "ana ruiz jr"));
    }
}
