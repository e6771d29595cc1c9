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

    /// Whether a line that is this phrase can begin with this byte.
    pub fn may_begin(&self, byte: u8) -> bool {
        self.first.first().is_none_or(|first| *first == byte)
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
const LONGEST: usize = 300;

/// The line in lower case, with straight marks and single spaces, without the marks around it. None when it is too
/// long to be anything but prose.
pub(super) fn fold(line: &str) -> Option<String> {
    if words::length(line) > LONGEST {
        return None;
    }
    let line = line.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '@' | '#'));
    let mut folded = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            let start = folded.len();
            folded.push_str(word);
            folded[start..].make_ascii_lowercase();
        } else {
            folded.extend(word.chars().map(plain).flat_map(char::to_lowercase));
        }
    }
    Some(folded)
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
