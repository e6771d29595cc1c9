//! Words that a rule asks for. Takes them as they are listed; gives a list that rules out most other words before it
//! compares any.

/// What tells most words apart, whatever their case: the bits of the first letter that both cases share, and whether
/// there is an odd number of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape(u8);

impl Shape {
    #[inline]
    pub const fn of(word: &str) -> Self {
        match word.as_bytes() {
            [] => Self(0),
            [first, ..] => Self(*first & 0x1f | (word.len() as u8 & 1) << 5),
        }
    }
}

/// Listed words with their shapes.
#[derive(Debug)]
pub(super) struct Words {
    words: &'static [&'static str],
    /// One bit for each shape.
    shapes: u64,
}

impl Words {
    /// The list of these words. Made by [`words`] when the program is built.
    pub const fn of(words: &'static [&'static str]) -> Self {
        let (mut shapes, mut at) = (0, 0);
        while at < words.len() {
            shapes |= 1 << Shape::of(words[at]).0;
            at += 1;
        }
        Self { words, shapes }
    }

    /// Whether a word of this shape may be one of them.
    #[inline]
    pub fn may_have(&self, shape: Shape) -> bool {
        self.shapes >> shape.0 & 1 != 0
    }

    /// Whether this is one of them, whatever its case.
    pub fn have(&self, word: &str) -> bool {
        self.words.iter().any(|known| known.eq_ignore_ascii_case(word))
    }
}

/// A list of words.
macro_rules! words {
    ($($word:expr),* $(,)?) => {
        const { &$crate::figures::words::Words::of(&[$($word),*]) }
    };
}
pub(super) use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_may_have_its_words_in_any_case() {
        let list = words!["over", "Under", "’s", "#", "3-pointers"];
        for word in ["over", "OVER", "under", "’s", "#", "3-POINTERS"] {
            assert!(list.may_have(Shape::of(word)) && list.have(word), "{word}");
        }
        let others = ["", "above", "the", "per", "'s", "№"];
        assert!(others.iter().all(|word| !list.have(word)));
        assert!(!list.may_have(Shape::of("the")) && !list.may_have(Shape::of("above")));
    }
}
