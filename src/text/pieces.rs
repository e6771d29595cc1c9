//! Word boundaries (UAX #29) of a run of text without blanks. ASCII runs, nearly all of a newspaper, are cut by a
//! byte loop that follows the same rules; all others by the `unicode-segmentation` crate.

use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

/// The pieces of a run as byte ranges, in order and without gaps.
pub(super) enum Pieces<'t> {
    Ascii { bytes: &'t [u8], at: usize },
    Unicode(UWordBoundIndices<'t>),
}

impl<'t> Pieces<'t> {
    /// The pieces of `run`, which must be ASCII without white space where `ascii` says so.
    pub(super) fn of(run: &'t str, ascii: bool) -> Self {
        if ascii { Self::Ascii { bytes: run.as_bytes(), at: 0 } } else { Self::Unicode(run.split_word_bound_indices()) }
    }
}

impl Iterator for Pieces<'_> {
    type Item = (usize, usize);

    #[inline]
    fn next(&mut self) -> Option<(usize, usize)> {
        match self {
            Self::Ascii { bytes, at } if *at < bytes.len() => {
                let start = *at;
                *at = piece_end(bytes, start);
                Some((start, *at))
            }
            Self::Ascii { .. } => None,
            Self::Unicode(pieces) => pieces.next().map(|(start, piece)| (start, start + piece.len())),
        }
    }
}

/// End of the piece that begins at `start`: a word with its inner marks, or one byte.
#[inline]
fn piece_end(bytes: &[u8], start: usize) -> usize {
    if !is_word(bytes[start]) {
        return start + 1;
    }
    let mut at = start + 1;
    while at < bytes.len() {
        let joins = bytes.get(at + 1).is_some_and(|&next| joins(bytes[at - 1], bytes[at], next));
        if is_word(bytes[at]) {
            at += 1;
        } else if joins {
            at += 2;
        } else {
            break;
        }
    }
    at
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Rules WB6, WB7, WB11 and WB12: marks that join two letters, or two digits.
fn joins(before: u8, mark: u8, after: u8) -> bool {
    match mark {
        b'.' | b'\'' => {
            before.is_ascii_alphabetic() && after.is_ascii_alphabetic()
                || before.is_ascii_digit() && after.is_ascii_digit()
        }
        b':' => before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
        b',' | b';' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ascii_pieces_are_unicode_pieces(run in "[!-~]{0,40}|[a-c0-2_.,:;'\"]{0,40}") {
            let fast: Vec<_> = Pieces::of(&run, true).collect();
            let slow: Vec<_> = Pieces::of(&run, false).collect();
            prop_assert_eq!(fast, slow);
        }
    }
}
