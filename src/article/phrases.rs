//! Phrases with gaps: `follow * on twitter`. Compared without case, with plain marks, and without the marks around a
//! line, so that "(Photo: Jane Roe)" is met by `photo: *`.

/// A phrase; `*` stands for any words or none.
#[derive(Debug)]
pub(super) struct Phrase(Vec<&'static str>);

impl Phrase {
    pub fn new(phrase: &'static str) -> Self {
        Self(phrase.split('*').collect())
    }

    /// Whether the whole of `line`, as given by [`fold`], is this phrase.
    pub fn is(&self, line: &str) -> bool {
        let (first, rest) = self.0.split_first().expect("split gives at least one part");
        let Some(line) = line.strip_prefix(first) else { return false };
        let Some((last, middle)) = rest.split_last() else { return line.is_empty() };
        let mut left = line;
        for part in middle {
            let Some(at) = left.find(part) else { return false };
            left = &left[at + part.len()..];
        }
        left.ends_with(last)
    }
}

/// Lines longer than this are prose.
const LONGEST: usize = 300;

/// The line in lower case, with straight marks and single spaces, without the marks around it. None when it is too
/// long to be anything but prose.
pub(super) fn fold(line: &str) -> Option<String> {
    if line.len() > LONGEST {
        return None;
    }
    let line = line.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '@' | '#'));
    let mut folded = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().map(plain).flat_map(char::to_lowercase));
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
