//! Phrases with gaps: `follow * on twitter`. Compared without case, with plain marks, and without the marks around a
//! line, so that "(Photo: Jane Roe)" is met by `photo: *`.

use memchr::memmem::Finder;

use super::words;

/// A phrase; `*` stands for any words or none.
#[derive(Debug)]
pub(super) struct Phrase {
    first: &'static [u8],
    middle: Vec<Finder<'static>>,
    /// None where the phrase has no `*`.
    last: Option<&'static [u8]>,
}

impl Phrase {
    pub fn new(phrase: &'static str) -> Self {
        let mut parts = phrase.split('*').map(str::as_bytes);
        let first = parts.next().unwrap_or_default();
        let last = parts.next_back();
        Self { first, middle: parts.map(Finder::new).collect(), last }
    }

    /// The first byte of a line that is this phrase, where it is always the same.
    pub fn first(&self) -> Option<u8> {
        self.first.first().copied()
    }

    /// The second byte of such a line.
    pub fn second(&self) -> Option<u8> {
        self.first.get(1).copied()
    }

    /// The last byte of such a line.
    pub fn last(&self) -> Option<u8> {
        self.last.unwrap_or(self.first).last().copied()
    }

    /// The words within it that tell it, where it neither begins nor ends with any.
    pub fn within(&self) -> Option<&[u8]> {
        let inner = self.first.is_empty() && self.last.is_some_and(<[u8]>::is_empty);
        self.middle.first().filter(|_| inner).map(Finder::needle)
    }

    /// Whether the whole of `line`, as given by [`fold`], is this phrase.
    pub fn is(&self, line: &str) -> bool {
        let Some(mut left) = line.as_bytes().strip_prefix(self.first) else { return false };
        let Some(last) = self.last else { return left.is_empty() };
        if !left.ends_with(last) {
            return false;
        }
        for part in &self.middle {
            let Some(at) = part.find(left) else { return false };
            left = &left[at + part.needle().len()..];
        }
        left.ends_with(last)
    }
}

/// Lines longer than this are prose.
pub(super) const LONGEST: usize = 300;

/// The line in lower case, with straight marks and single spaces, without the marks around it. None when it is too
/// long to be anything but prose.
pub(super) fn fold(line: &str) -> Option<String> {
    let mut folded = String::new();
    fold_into(&mut folded, line).is_some().then_some(folded)
}

/// The same, written into a string that is used again.
pub(super) fn fold_into<'f>(folded: &'f mut String, line: &str) -> Option<&'f str> {
    if words::is_longer(line, LONGEST) {
        return None;
    }
    let line = line.trim_matches(is_around);
    folded.clear();
    if has_plain_spaces(line) {
        push_plain(line, folded);
        return Some(folded);
    }
    for word in line.split_whitespace() {
        folded.push_str(if folded.is_empty() { "" } else { " " });
        push_plain(word, folded);
    }
    Some(folded)
}

/// Whether nothing of a line is left without the marks around it.
pub(super) fn is_blank(line: &str) -> bool {
    line.chars().all(is_around)
}

/// Whether a mark may stand around a line.
fn is_around(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '©' | '@' | '#')
}

/// Whether all white space in the line is single spaces.
fn has_plain_spaces(line: &str) -> bool {
    let bytes = line.as_bytes();
    let others = bytes.iter().fold(false, |any, byte| any | (*byte < b' '));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let double = pairs.fold(false, |any, (a, b)| any | (*a == b' ') & (*b == b' '));
    !others && !double && (line.is_ascii() || !line.contains(|c: char| !c.is_ascii() && c.is_whitespace()))
}

/// Adds words in lower case, with plain marks.
fn push_plain(words: &str, folded: &mut String) {
    let ascii = words.is_ascii();
    let mut rest = words;
    while !rest.is_empty() {
        let end = if ascii { rest.len() } else { rest.bytes().take_while(u8::is_ascii).count() };
        let start = folded.len();
        folded.push_str(&rest[..end]);
        folded[start..].make_ascii_lowercase();
        rest = &rest[end..];
        if let Some(c) = rest.chars().next() {
            folded.extend(plain(c).to_lowercase());
            rest = &rest[c.len_utf8()..];
        }
    }
}

fn plain(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '–' | '—' | '―' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_stand_for_any_words() {
        let phrase = Phrase::new("follow * on twitter*");
        assert!(phrase.is("follow jane roe on twitter @roe"));
        assert!(!phrase.is("follow the money"));
        assert!(Phrase::new("read more").is("read more"));
        assert!(!Phrase::new("read more").is("read more books"));
        assert!(Phrase::new("*newsletter").is("our newsletter"));
    }

    #[test]
    fn a_folded_line_is_plain() {
        assert_eq!(fold("(PHOTO:  Jane  Roe)").as_deref(), Some("photo: jane roe"));
        assert_eq!(fold("Don’t miss »").as_deref(), Some("don't miss"));
        assert_eq!(fold("***").as_deref(), Some(""));
    }
}
