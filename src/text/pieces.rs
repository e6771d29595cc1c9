//! Word boundaries (UAX #29) of a run of text without blanks. Runs of ASCII and the marks that printers add to it,
//! nearly all of a newspaper, are cut by a byte loop that follows the same rules; all others by the
//! `unicode-segmentation` crate.

use super::letters;
use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

/// The pieces of a run as byte ranges, in order and without gaps.
pub(super) enum Pieces<'t> {
    Common { bytes: &'t [u8], at: usize },
    Unicode(UWordBoundIndices<'t>),
}

impl<'t> Pieces<'t> {
    /// The pieces of `run`, which must be ASCII without white space where `ascii` says so.
    pub(super) fn of(run: &'t str, ascii: bool) -> Self {
        if ascii || is_common(run.as_bytes()) {
            return Self::Common { bytes: run.as_bytes(), at: 0 };
        }
        Self::Unicode(run.split_word_bound_indices())
    }
}

/// Whether a run without ASCII white space holds nothing but ASCII and quotation marks, dashes and dots.
fn is_common(bytes: &[u8]) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        at += match bytes[at..] {
            [0..=0x7f, ..] => 1,
            [0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6, ..] => 3,
            _ => return false,
        };
    }
    true
}

impl Iterator for Pieces<'_> {
    type Item = (usize, usize);

    #[inline]
    fn next(&mut self) -> Option<(usize, usize)> {
        match self {
            Self::Common { bytes, at } if *at < bytes.len() => {
                let start = *at;
                *at = piece_end(bytes, start);
                Some((start, *at))
            }
            Self::Common { .. } => None,
            Self::Unicode(pieces) => pieces.next().map(|(start, piece)| (start, start + piece.len())),
        }
    }
}

/// End of the piece that begins at `start`: a word with its inner marks, or one mark.
#[inline]
fn piece_end(bytes: &[u8], start: usize) -> usize {
    if !is_word(bytes[start]) {
        return start + width(bytes[start]);
    }
    let mut at = start + letters::count(&bytes[start..]).max(1);
    while at < bytes.len() {
        if is_word(bytes[at]) {
            at += 1;
            continue;
        }
        let behind = at + width(bytes[at]);
        if !bytes.get(behind).is_some_and(|&next| joins(bytes[at - 1], &bytes[at..behind], next)) {
            break;
        }
        at = behind + 1;
    }
    at
}

/// Bytes of a character by its first: one in ASCII, three in the other marks.
fn width(first: u8) -> usize {
    if first.is_ascii() { 1 } else { 3 }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Rules WB6, WB7, WB11 and WB12: marks that join two letters, or two digits.
fn joins(before: u8, mark: &[u8], after: u8) -> bool {
    match mark {
        b"." | b"'" | [0xe2, 0x80, 0x98 | 0x99] => {
            before.is_ascii_alphabetic() && after.is_ascii_alphabetic()
                || before.is_ascii_digit() && after.is_ascii_digit()
        }
        b":" => before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
        b"," | b";" => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn common_pieces_are_unicode_pieces(run in "[!-~]{0,40}|[a-c0-2_.,:;'\"‘’“”–—…]{0,40}|[!-~’“]{0,40}") {
            let fast: Vec<_> = Pieces::of(&run, false).collect();
            let slow: Vec<_> = run.split_word_bound_indices().map(|(at, piece)| (at, at + piece.len())).collect();
            prop_assert_eq!(fast, slow);
        }
    }
}
