//! Abbreviations: which words keep their full stop, and which of them may end a sentence.

use std::sync::LazyLock;

use super::Token;
use crate::list;
use crate::sequence::hash::Listed;

/// Longer words are not looked up.
const LONGEST: usize = 8;

/// What must stand beside the full stop for it to belong to the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    /// Anything.
    Nothing,
    /// A name or number behind it: `Gov. Brown`.
    Name,
    /// A number or comma behind it: `No. 5`, `Sat., Mar. 3`.
    Digit,
    /// A comma or hyphen before the word: `Gary, Ind.`, `R-Pa.`
    Comma,
}

/// Whether a sentence may end with an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// Never.
    No,
    /// Where the next word is one that begins sentences.
    Maybe,
    /// Where the next word has a capital.
    Yes,
}

struct Row {
    needs: Needs,
    ends: Ends,
}

fn listed(word: &str) -> Option<&'static Row> {
    static LIST: LazyLock<Listed<Row>> = LazyLock::new(|| {
        let rows = list::rows::<3>(include_str!("abbreviations.tsv"));
        rows.map(|[word, needs, ends]| (word, Row { needs: Needs::from(needs), ends: Ends::from(ends) })).collect()
    });
    if word.len() > LONGEST {
        return None;
    }
    LIST.get(word)
}

/// Whether the word (without full stop) is listed.
pub(super) fn is_listed(word: &str) -> bool {
    listed(word).is_some()
}

/// Whether a sentence may end with this word, its full stop included. Initials and unlisted words end none.
pub(super) fn ends(word: &str) -> Ends {
    let stem = word.strip_suffix('.').unwrap_or(word);
    listed(stem).map_or(if is_dotted(stem) { Ends::Maybe } else { Ends::No }, |row| row.ends)
}

/// Whether the full stop between `word` and `after` belongs to the word.
pub(super) fn keeps_stop(word: &str, after: &str, last: Option<&str>) -> bool {
    if is_initial(word) {
        return initial_keeps_stop(word, after);
    }
    if let Some(row) = listed(word) {
        return match row.needs {
            Needs::Nothing => true,
            Needs::Name => named(after),
            Needs::Digit => after.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == ','),
            Needs::Comma => matches!(last, Some("," | "-" | "–" | "‑")) || after.starts_with(','),
        };
    }
    is_dotted(word)
}

/// Whether a name or number follows.
fn named(after: &str) -> bool {
    after.trim_start().starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '"' | '‘' | '\'' | '-'))
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// `J. Rowling` and `J. K.`, but neither `Plan B. The` nor `as do I. Smith`.
fn initial_keeps_stop(word: &str, after: &str) -> bool {
    let next = after.trim_start();
    let mut chars = next.chars();
    let named = chars.next().is_some_and(|c| c.is_alphabetic() || matches!(c, ',' | '-' | '’' | '\'' | '“'));
    if word == "I" { named && chars.next() == Some('.') } else { named && !starts_sentence(next) }
}

/// `U.S`, `a.m`, `J.K`: single letters with full stops between.
pub(super) fn is_dotted(word: &str) -> bool {
    word.len() > 2 && word.split('.').all(one_letter)
}

fn one_letter(part: &str) -> bool {
    let mut chars = part.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// Length of the single letters with full stops at the head of a word: 4 in `J.K.Rowling`.
pub(super) fn dotted_head(word: &str) -> usize {
    let mut end = 0;
    for part in word.split_inclusive('.') {
        match part.strip_suffix('.') {
            Some(letter) if one_letter(letter) => end += part.len(),
            _ => break,
        }
    }
    end
}

/// Whether `text` begins with a word that often begins a sentence and seldom follows an abbreviation inside one.
pub(super) fn starts_sentence(text: &str) -> bool {
    static STARTERS: LazyLock<Vec<&str>> =
        LazyLock::new(|| list::rows::<1>(include_str!("starters.tsv")).map(|[word]| word).collect());
    let end = text.bytes().take(16).take_while(u8::is_ascii_alphabetic).count();
    !text[end..].starts_with(['.', '-']) && STARTERS.binary_search(&&text[..end]).is_ok()
}

/// The spelling of a token.
pub(super) fn spelling<'t>(text: &'t str, token: Option<&Token>) -> Option<&'t str> {
    token.map(|token| token.span.of(text))
}

impl From<&str> for Needs {
    fn from(name: &str) -> Self {
        match name {
            "name" => Self::Name,
            "digit" => Self::Digit,
            "comma" => Self::Comma,
            _ => Self::Nothing,
        }
    }
}

impl From<&str> for Ends {
    fn from(name: &str) -> Self {
        match name {
            "yes" => Self::Yes,
            "maybe" => Self::Maybe,
            _ => Self::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::list::rows;

    #[test]
    fn lists_are_sorted() {
        let abbreviations: Vec<_> = rows::<3>(include_str!("abbreviations.tsv")).map(|[word, ..]| word).collect();
        assert!(abbreviations.is_sorted());
        assert!(abbreviations.iter().all(|word| word.len() <= super::LONGEST));
        for list in [include_str!("starters.tsv"), include_str!("domains.tsv"), include_str!("currencies.tsv")] {
            let words: Vec<_> = rows::<1>(list).map(|[word]| word).collect();
            assert!(words.is_sorted(), "{words:?}");
        }
    }
}
