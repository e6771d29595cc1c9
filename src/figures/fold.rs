//! Lower case without allocation, for looking words up.

/// Longest word that any list of the figure stage holds, in bytes.
const LONGEST: usize = 24;

/// A short word in lower case (ASCII letters; others as they are).
pub(super) struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Folded {
    /// `None` for a word longer than any listed one.
    pub fn new(word: &str) -> Option<Self> {
        if word.len() > LONGEST {
            return None;
        }
        let mut bytes = [0; LONGEST];
        bytes[..word.len()].copy_from_slice(word.as_bytes());
        bytes[..word.len()].make_ascii_lowercase();
        Some(Self { bytes, len: word.len() })
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }
}
