//! The file of a trained model, read in place: opening it checks the header and slices; nothing is parsed or copied
//! but the few transition scores.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `fbxseq03` |
//! | 4 + 4 | labels besides label 0 (`W`); length of the table in bytes |
//! | 8 | hash of the feature set it was trained with |
//! | 8 | checksum of all that follows |
//! | 2 each | scores of label sequences: each label as the first, each after each, each as the last; -32768: never |
//! | the rest | the [`Dense`] table of features: a row of signed bytes for each |
//!
//! All numbers are little-endian.

use super::decode::{LANES, Steps};
use super::{Dense, Scores, hash};

pub(super) const MAGIC: &[u8; 8] = b"fbxseq03";
pub(super) const HEADER: usize = 32;
pub(super) const NEVER: i16 = i16::MIN;

/// Why a file is no model for this tagger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Another kind of file, or another version of the format.
    #[error("this is no sequence model of this version; train it again")]
    Magic,
    /// Another number of labels.
    #[error("the model has another set of labels; train it again")]
    Labels,
    /// Trained with other features.
    #[error("the model was trained with other features; train it again")]
    Features,
    /// Cut short, or with bytes behind its end.
    #[error("the model file has the wrong length; copy it again")]
    Length,
    /// Changed since it was written.
    #[error("the model file is damaged; copy it again")]
    Checksum,
}

/// A trained model of `W + 1` labels.
#[derive(Clone, Debug)]
pub struct Model<'m, const W: usize> {
    pub(super) steps: Steps,
    pub(super) table: Dense<'m, W>,
}

impl<'m, const W: usize> Model<'m, W> {
    /// Bytes of the transition scores.
    pub(super) const STEPS: usize = 2 * (W + 1) * (W + 3);

    /// Opens a model that was trained with the feature set of this hash. Does not read the whole file: see
    /// [`Model::verify`].
    ///
    /// # Errors
    /// [`Fault`] when it is anything else.
    pub fn read(file: &'m [u8], features: u64) -> Result<Self, Fault> {
        let header = file.first_chunk::<HEADER>().ok_or(Fault::Length)?;
        if !header.starts_with(MAGIC) {
            return Err(Fault::Magic);
        }
        if u32_at(header, 8) as usize != W || W >= LANES {
            return Err(Fault::Labels);
        }
        if u64_at(header, 16) != features {
            return Err(Fault::Features);
        }
        let length = u32_at(header, 12) as usize;
        let (steps, table) = file[HEADER..].split_at_checked(Self::STEPS).ok_or(Fault::Length)?;
        let table = Dense::new(table).filter(|_| table.len() == length).ok_or(Fault::Length)?;
        let score = |bytes: &[u8; 2]| Some(i16::from_le_bytes(*bytes)).filter(|score| *score != NEVER);
        let scores: Vec<Option<i16>> = steps.as_chunks().0.iter().map(score).collect();
        Ok(Self { steps: Steps::new(W + 1, &scores), table })
    }

    /// Checks the checksum of a model file; for tests and trainers.
    ///
    /// # Errors
    /// [`Fault::Checksum`], or [`Fault::Length`].
    pub fn verify(file: &[u8]) -> Result<(), Fault> {
        let header = file.first_chunk::<HEADER>().ok_or(Fault::Length)?;
        (hash::bytes(&file[HEADER..]) == u64_at(header, 24)).then_some(()).ok_or(Fault::Checksum)
    }

    /// Adds what this feature says to the scores of a token. A feature that the model does not know says nothing.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut Scores<W>) {
        if let Some(row) = self.table.get(feature) {
            add(row, scores);
        }
    }

    /// Adds what each group of a batch says to the scores at the same place.
    #[inline(always)]
    pub fn add_groups<'s>(&self, batch: &Batch, scores: impl IntoIterator<Item = &'s mut Scores<W>>) {
        let mut groups = batch.ends.iter().zip(scores);
        let mut open = groups.next();
        self.table.get_all(&batch.features, |at, row| {
            while open.as_ref().is_some_and(|(end, _)| **end <= at) {
                open = groups.next();
            }
            if let Some((_, scores)) = &mut open {
                add(row, scores);
            }
        });
    }
}

/// Features in groups whose scores are wanted together: looking many up at once is faster.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    features: Vec<u64>,
    /// Where each group ends.
    ends: Vec<usize>,
}

impl Batch {
    /// Adds a feature to the group that is open.
    #[inline]
    pub fn push(&mut self, feature: u64) {
        self.features.push(feature);
    }

    /// Closes a group.
    pub fn end_group(&mut self) {
        self.ends.push(self.features.len());
    }

    /// Number of closed groups.
    pub fn groups(&self) -> usize {
        self.ends.len()
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.features.clear();
        self.ends.clear();
    }
}

#[inline(always)]
fn add<const W: usize>(row: &[u8; W], scores: &mut Scores<W>) {
    let row = row.map(|weight| i32::from(weight as i8));
    scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}
