//! Dates and times on a line of their own: "Updated: 3 March 2022, 14:05 GMT".

use super::words::{self, Kind, Words};

/// Lines longer than this are no stamps.
const LONGEST: usize = 90;

/// Whether the line holds a day and nothing but words of dates and times.
pub(super) fn is_stamp(line: &str, words: &Words) -> bool {
    !words::is_longer(line, LONGEST) && is_date(line, words)
}

/// Whether `phrase` names a day and holds nothing but words of dates and times.
pub(super) fn is_date(phrase: &str, words: &Words) -> bool {
    let mut month = false;
    let mut number = false;
    let mut day = false;
    for word in phrase.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '•' | '·')) {
        let word = word.trim_matches(|c: char| matches!(c, ':' | ';' | '-' | '–' | '—' | '[' | ']'));
        match words.kind(word) {
            _ if word.is_empty() => {}
            Some(Kind::Month) => month = true,
            Some(Kind::Kicker) => return false,
            Some(_) => {}
            None if !word.starts_with(|c: char| c.is_ascii_digit()) => return false,
            None if is_full_date(word) => day = true,
            None if is_number(word, words) => number = true,
            None => return false,
        }
    }
    day || month && number
}

/// `2022-03-18`, `18/03/2022`, `18.3.22`, also with a time behind a `T`.
fn is_full_date(word: &str) -> bool {
    let day = word.split('T').next().unwrap_or_default();
    ['-', '/', '.'].iter().any(|mark| {
        let mut parts = day.split(*mark);
        let numbers =
            parts.clone().all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
        numbers && parts.by_ref().count() == 3
    })
}

/// `18`, `18th`, `14:05`, `2.30pm`, `5:36:50`.
fn is_number(word: &str, words: &Words) -> bool {
    let digits = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(word.len());
    let (number, rest) = word.split_at(digits);
    let ordinal = matches!(rest, "st" | "nd" | "rd" | "th");
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.len() <= 8
        && (rest.is_empty() || ordinal || words.kind(rest) == Some(Kind::Clock))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps() {
        let words = Words::load();
        for line in [
            "3 March 2022",
            "Updated: July 18, 2022 5:36:50 pm",
            "Published 14:05 GMT, Fri 4 Feb 2022",
            "2022-03-18",
            "18/03/2022",
            "First published on 2nd May 2021 at 9.30am BST",
            "2022-03-18T09:00:00",
        ] {
            assert!(is_stamp(line, &words), "{line}");
        }
        for line in ["March", "2022", "May Day 2022", "3 ships", "Updated", "It was 3 March 2022.", "7 p.m.", ""] {
            assert!(!is_stamp(line, &words), "{line}");
        }
    }
}
