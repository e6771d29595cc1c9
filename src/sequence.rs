//! Labels for the tokens of a sentence: a linear-chain model over hashed features, shared by the taggers of names and
//! of parts of speech. Takes numbers that stand for features; gives one label a token. What the features and labels
//! mean is left to the taggers.
//!
//! A tagger builds features with [`hash`], adds up their rows with [`Model::add_groups`], and asks [`Model::decode`] for the
//! best sequence. The trainer (module `train`, with the feature `train`) writes what [`Model::read`] reads.

mod decode;
mod dense;
pub mod hash;
mod model;
mod table;

#[cfg(feature = "train")]
pub mod train;

pub use decode::Decoder;
pub use dense::Dense;
pub use model::{Batch, Fault, Model};
pub use table::{Key, Table};

/// The scores of one token: how much better than label 0 each of the other labels fits, label `i + 1` at `i`.
///
/// Label 0, the commonest one, always scores 0, so a model of `W + 1` labels stores and adds `W` numbers.
pub type Scores<const W: usize> = [i32; W];
