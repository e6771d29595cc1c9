//! What is known of words before any article: the lists a phrase stands in, and the cluster of a word. Both are tables
//! of hashes, read in place; the trainer builds them.

use crate::sequence::{Dense, hash};

/// The lists of phrases, as bits of [`Lists::phrase`] in this order. The trainer's input names them so.
pub(super) const NAMES: [&str; 16] = [
    "city-large",
    "city-middle",
    "city-other",
    "city-small",
    "company",
    "country",
    "given-us",
    "given-world",
    "institution",
    "nationality",
    "party",
    "region",
    "surname-1",
    "surname-2",
    "surname-3",
    "surname-world",
];

/// Tokens of the longest phrase.
pub(super) const LONGEST: usize = 5;

/// Clusters of one word, from fine to coarse.
pub(super) type Clusters = [u16; 3];

/// The lists.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lists<'m> {
    phrases: Dense<'m, 2>,
    words: Dense<'m, 2>,
    coarser: &'m [[u8; 4]],
    /// Tells these lists from others.
    pub hash: u64,
}

impl<'m> Lists<'m> {
    /// Opens a file: 8 bytes hash of the rest; 4 bytes length of the phrases; phrases; 2048 coarser clusters; words.
    pub fn read(file: &'m [u8]) -> Option<Self> {
        let (head, body) = file.split_first_chunk::<8>()?;
        let (length, body) = body.split_first_chunk::<4>()?;
        let (phrases, body) = body.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let (coarser, words) = body.split_at_checked(4 * FINE)?;
        let coarser = coarser.as_chunks::<4>().0;
        Some(Self {
            phrases: Dense::new(phrases)?,
            words: Dense::new(words)?,
            coarser,
            hash: u64::from_le_bytes(*head),
        })
    }

    /// Whether a file is as it was written; for tests.
    #[cfg(test)]
    pub fn is_whole(file: &[u8]) -> bool {
        file.split_first_chunk::<8>().is_some_and(|(head, body)| hash::bytes(body).to_le_bytes() == *head)
    }

    /// The lists that hold this phrase, as bits; its hash is that of [`extend`].
    #[inline]
    pub fn phrase(&self, phrase: u64) -> u16 {
        self.phrases.get(phrase).map_or(0, |bits| u16::from_le_bytes(*bits))
    }

    /// Asks memory for what tells whether this phrase is listed.
    #[inline]
    pub fn fetch_phrase(&self, phrase: u64) {
        self.phrases.fetch(phrase);
    }

    /// The clusters of a word, by the hash of its lower-case spelling.
    pub fn clusters(&self, word: u64) -> Option<Clusters> {
        let fine = u16::from_le_bytes(*self.words.get(word)?);
        let [a, b, c, d] = *self.coarser.get(usize::from(fine))?;
        Some([fine, u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d])])
    }
}

/// Number of the finest clusters.
pub(super) const FINE: usize = 2049;

/// The hash of a phrase that is one word longer.
#[inline]
pub(super) fn extend(phrase: u64, word: u64) -> u64 {
    hash::join(phrase, word)
}

/// Visits the places of the set bits, lowest first.
#[inline(always)]
pub(super) fn each_bit(mut bits: u16, mut visit: impl FnMut(usize)) {
    while bits != 0 {
        visit(bits.trailing_zeros() as usize);
        bits &= bits - 1;
    }
}
