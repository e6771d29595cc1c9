//! The learned weights of the ranker: one signed byte for each of 2^19 hashed features. Trained by `train.rs`; the card
//! is `weights.md`.

use crate::fetch::fetch;

/// Number of weights.
pub(super) const SIZE: usize = 1 << 19;
const MAGIC: &[u8; 8] = b"FBQUOTE1";

/// Weights, read in place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Model<'w> {
    weights: &'w [u8; SIZE],
    scale: f32,
}

impl Model<'static> {
    /// The embedded weights.
    pub fn embedded() -> Self {
        Self::read(include_bytes!("weights.bin")).expect("the embedded weights are whole; the tests load them")
    }
}

impl<'w> Model<'w> {
    /// Reads weights; none when they are of another form.
    pub fn read(bytes: &'w [u8]) -> Option<Self> {
        let body = bytes.strip_prefix(MAGIC)?;
        let (scale, weights) = body.split_first_chunk::<4>()?;
        let scale = f32::from_le_bytes(*scale);
        let weights = weights.try_into().ok()?;
        (scale.is_normal() && scale > 0.0).then_some(Self { weights, scale })
    }

    /// The weight of a feature, in units of the scale.
    #[inline]
    pub fn weight(&self, feature: u32) -> i32 {
        i32::from(self.weights[feature as usize % SIZE] as i8)
    }

    /// Asks memory for the weight of a feature.
    #[inline]
    pub fn fetch(&self, feature: u32) {
        fetch(&self.weights[feature as usize % SIZE]);
    }

    /// The score that a sum of weights comes to.
    pub fn score(&self, sum: i32) -> f32 {
        sum as f32 * self.scale
    }
}

/// Weights as bytes.
#[cfg(feature = "train")]
pub(super) fn pack(weights: &[f32]) -> Vec<u8> {
    let largest = weights.iter().fold(0.0f32, |max, w| max.max(w.abs())).clamp(0.01, 4.0);
    let scale = largest / 127.0;
    let mut bytes = MAGIC.to_vec();
    bytes.extend(scale.to_le_bytes());
    bytes.extend(weights.iter().map(|w| (w / scale).round().clamp(-127.0, 127.0) as i8 as u8));
    bytes
}
