//! Shapes of words and lines that several parts of the outline ask about.

use memchr::memchr;

use crate::list;
use crate::sequence::hash::Listed;

/// What a word of a stamp is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `March`, `Mar`.
    Month,
    /// `Friday`, `Fri`.
    Weekday,
    /// `pm`, `GMT`.
    Clock,
    /// `Updated`, `Published`.
    Label,
    /// `Exclusive`, `Analysis`: what sort of piece it is.
    Kicker,
}

/// Bytes of the longest of them.
const LONGEST: usize = 12;

/// The words of dates and times, by their lower-case form.
#[derive(Debug)]
pub(super) struct Words(Listed<Kind>);

impl Words {
    pub fn load() -> Self {
        let kind = |kind| match kind {
            "month" => Kind::Month,
            "weekday" => Kind::Weekday,
            "clock" => Kind::Clock,
            "kicker" => Kind::Kicker,
            _ => Kind::Label,
        };
        Self(list::rows::<2>(include_str!("stamp.tsv")).map(|[word, name]| (word, kind(name))).collect())
    }

    /// What `word` is, whatever its case and final stop.
    pub fn kind(&self, word: &str) -> Option<Kind> {
        let word = word.trim_end_matches('.');
        let mut lower = [0; LONGEST];
        let lower = lower.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.0.get(std::str::from_utf8(lower).ok()?).copied()
    }

    /// Whether the words name a sort of piece rather than a place.
    pub fn is_kicker(&self, words: &str) -> bool {
        words.split_whitespace().any(|word| self.kind(word) == Some(Kind::Kicker))
    }
}

/// Whether a line has more bytes than this, however the lines that were joined to it are broken.
pub(super) fn is_longer(line: &str, most: usize) -> bool {
    let bytes = line.as_bytes();
    let breaks = || bytes.iter().filter(|byte| **byte == b'\r').count();
    bytes.len() > most && (memchr(b'\r', &bytes[..=most]).is_none() || bytes.len() - breaks() > most)
}

/// The first `length` bytes of `words`, or some fewer where a character would be cut.
pub(super) fn head(words: &str, length: usize) -> &str {
    let mut end = length.min(words.len());
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    &words[..end]
}

/// Whether the line ends as a sentence does, closing marks aside.
pub(super) fn is_terminal(line: &str) -> bool {
    let line = line.trim_end_matches(|c: char| c.is_whitespace() || is_closing(c));
    line.ends_with(['.', '?', '!', ':', '…'])
}

/// Quotation marks and brackets that may stand behind a full stop.
pub(super) fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '\'' | '’' | '»' | ')' | ']')
}

/// Whether the line begins in the middle of a sentence.
pub(super) fn starts_low(line: &str) -> bool {
    line.starts_with(char::is_lowercase)
}

/// Whether the line begins as a list item does: a bullet, a dash, a number with a bracket or stop.
pub(super) fn starts_item(line: &str) -> bool {
    let mark = line.split_whitespace().next().unwrap_or_default();
    let number = mark.trim_end_matches(['.', ')']);
    let is_number = !number.is_empty() && number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
    mark.starts_with(['•', '·', '▪', '●', '◦', '■'])
        || matches!(mark, "-" | "–" | "—" | "*")
        || is_number && mark != number
}

/// Whether the word begins with a capital.
pub(super) fn is_capitalized(word: &str) -> bool {
    word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase)
}

/// Whether the words hold capitals and no small letters.
pub(super) fn is_all_capitals(words: &str) -> bool {
    words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::is_longer;

    #[test]
    fn breaks_are_as_long_whatever_they_are_made_of() {
        assert!(is_longer("four", 3) && !is_longer("four", 4));
        assert!(!is_longer("a\r\nb", 3) && is_longer("a\r\nb", 2));
        assert!(is_longer("four\r\nfour", 8) && !is_longer("four\r\nfour", 9));
    }
}
