//! The embedded model, read in place: a lexicon of the tags that common words may have, and signed bytes as weights.
//!
//! A feature owns a line of 64 weights, one for each tag, which it shares with other features of the same hash. Lines
//! begin at multiples of 64 bytes of the file, and so of memory: a processor fetches a line at once.

use super::ALL;
use super::features::VERSION;

const MAGIC: &[u8; 8] = b"FBPOS\0\0\x02";
/// Bytes of the header: magic, feature version, number of classes, slots and lines.
pub(super) const HEADER: usize = 24;
/// Weights in a line.
pub(super) const LINE: usize = 64;

/// Sums of weights, one for each tag by its number.
pub(super) type Sums = [i16; ALL.len()];

/// What a feature says of each tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'m> {
    /// The feature's order of the tags.
    order: usize,
    pub weights: &'m [u8; LINE],
}

/// Lexicon and weights.
#[derive(Clone, Copy, Debug)]
pub(super) struct Model<'m> {
    /// Sets of tags, eight bytes each; class 0 is the empty set.
    classes: &'m [u8],
    /// Four bytes of the word's hash for each slot; 0 in empty slots.
    marks: &'m [u8],
    /// The class for each slot.
    slots: &'m [u8],
    weights: &'m [[u8; LINE]],
}

/// The bytes of a file, from an address that is a multiple of a line.
#[repr(C, align(64))]
pub(super) struct Aligned<B: ?Sized>(pub B);

pub(super) static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("weights.bin"));

impl Model<'static> {
    /// The embedded model.
    pub fn embedded() -> Self {
        Self::read(&FILE.0).expect("the embedded model is whole; `embedded_model_is_whole` reads it")
    }
}

impl<'m> Model<'m> {
    /// Reads a model; none where it has another form or was trained with other features.
    pub fn read(file: &'m [u8]) -> Option<Self> {
        let (header, body) = file.split_at_checked(HEADER)?;
        let number = |at: usize| Some(u32::from_le_bytes(*header[at..].first_chunk()?));
        if !header.starts_with(MAGIC) || number(8)? != VERSION {
            return None;
        }
        let [classes, slots, lines] = [number(12)? as usize, number(16)? as usize, number(20)? as usize];
        let (classes, body) = body.split_at_checked(classes * 8)?;
        let (marks, body) = body.split_at_checked(slots * 4)?;
        let (slots, body) = body.split_at_checked(slots)?;
        let (_, weights) = body.split_at_checked(padding(file.len() - body.len()))?;
        let (weights, rest) = weights.as_chunks::<LINE>();
        let counted = weights.len() == lines && lines > 0 && rest.is_empty();
        let whole = slots.len().is_power_of_two() && counted && classes.len() >= 8;
        whole.then_some(Self { classes, marks, slots, weights })
    }

    /// The class of a word in small letters, written with or without a capital; 0 where it is not listed.
    pub fn class(&self, low: u64, capital: bool) -> u8 {
        let key = key(low, capital);
        let mask = self.slots.len() - 1;
        let mark = mark(key);
        let mut slot = key as usize & mask;
        for _ in 0..self.slots.len() {
            match self.marks[slot * 4..].first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes)) {
                0 => return 0,
                found if found == mark => return self.slots[slot],
                _ => slot = (slot + 1) & mask,
            }
        }
        0
    }

    /// The tags of a class.
    pub fn set(&self, class: u8) -> u64 {
        let bytes = self.classes.get(usize::from(class) * 8..).and_then(|bytes| bytes.first_chunk());
        bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }

    /// What some features say together of each tag.
    pub fn sums<const N: usize>(&self, features: &[u64; N]) -> Sums {
        let lines = self.lines(*features);
        std::array::from_fn(|tag| sum(&lines, tag))
    }

    /// The lines of some features.
    #[inline]
    pub fn lines<const N: usize>(&self, features: [u64; N]) -> [Line<'m>; N] {
        features
            .map(|feature| Line { order: order(feature), weights: &self.weights[line(feature, self.weights.len())] })
    }
}

/// What some features say together of the tag of a number.
#[inline]
pub(super) fn sum(lines: &[Line], tag: usize) -> i16 {
    lines.iter().map(|line| i16::from(line.weights[(tag ^ line.order) % LINE] as i8)).sum()
}

/// The line of a feature.
pub(super) fn line(feature: u64, lines: usize) -> usize {
    ((feature as u32 as u64 * lines as u64) >> 32) as usize
}

/// The place of a tag in a feature's line; features that share the line see the tags in different order.
#[cfg(feature = "train")]
pub(super) fn cell(feature: u64, tag: usize) -> usize {
    (tag ^ order(feature)) % LINE
}

/// What tells the order of tags in a feature's line.
fn order(feature: u64) -> usize {
    (feature >> 58) as usize
}

/// Bytes from this place in a file to the next multiple of a line.
fn padding(place: usize) -> usize {
    place.wrapping_neg() % LINE
}

/// The lexicon's key for a word.
pub(super) fn key(low: u64, capital: bool) -> u64 {
    low ^ if capital { 0x5bd1_e995_9bd1_e995 } else { 0 }
}

/// What a slot stores of a key.
pub(super) fn mark(key: u64) -> u32 {
    (key >> 32) as u32 | 1
}

/// A model as the bytes of its file.
#[cfg(feature = "train")]
pub(super) fn pack(classes: &[u64], words: &[(u64, u8)], weights: &[i8]) -> Vec<u8> {
    let slots = (words.len() * 3 / 2).next_power_of_two();
    let (mut marks, mut values) = (vec![0u32; slots], vec![0u8; slots]);
    for &(key, class) in words {
        let mut slot = key as usize & (slots - 1);
        while marks[slot] != 0 {
            slot = (slot + 1) & (slots - 1);
        }
        marks[slot] = mark(key);
        values[slot] = class;
    }
    let mut file = MAGIC.to_vec();
    for number in [VERSION as usize, classes.len(), slots, weights.len() / LINE] {
        file.extend((number as u32).to_le_bytes());
    }
    file.extend(classes.iter().flat_map(|set| set.to_le_bytes()));
    file.extend(marks.iter().flat_map(|mark| mark.to_le_bytes()));
    file.extend(values);
    file.resize(file.len() + padding(file.len()), 0);
    file.extend(weights.iter().map(|weight| *weight as u8));
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_model_is_whole() {
        let model = Model::embedded();
        assert!(model.set(0) == 0 && model.classes.len() / 8 <= 256);
        assert!(model.slots.iter().all(|class| usize::from(*class) < model.classes.len() / 8));
        assert!(Model::read(&[]).is_none() && Model::read(b"FBPOS\0\0\x01\xff\xff\xff\xff").is_none());
    }

    #[test]
    fn damaged_files_are_refused_or_read() {
        let mut file = MAGIC.to_vec();
        file.extend([VERSION, 8, 4, 2].iter().flat_map(|number| number.to_le_bytes()));
        file.extend((0..8 * 8 + 4 * 4 + 4 + padding(HEADER + 8 * 8 + 4 * 4 + 4) + 2 * LINE).map(|at| (at * 37) as u8));
        assert!(Model::read(&file).is_some());
        assert!((0..file.len()).all(|end| Model::read(&file[..end]).is_none()), "a file that was cut is a model");
        let mut random = 1u64;
        for _ in 0..100_000 {
            random = crate::sequence::hash::join(random, 7);
            let mut damaged = file.clone();
            damaged[(random >> 8) as usize % file.len()] = random as u8;
            damaged[(random >> 40) as usize % HEADER] ^= (random >> 32) as u8 & 17;
            if let Some(model) = Model::read(&damaged) {
                let class = model.class(random, random & 1 == 0);
                let _ = (model.set(class), model.sums(&[random]));
            }
        }
    }
}
