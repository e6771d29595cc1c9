//! Writing the model file.

use super::corpus::Corpus;
use super::fit::Weights;
use crate::sequence::model::{HEADER, MAGIC, NEVER};
use crate::sequence::{Dense, hash};

impl<const W: usize> Weights<W> {
    /// The bytes of a model file that keeps the `most` features of the largest weights, in a table that is filled to
    /// the part `fill`. `features` is the hash of the feature set.
    pub fn pack(&self, corpus: &Corpus, features: u64, most: usize, fill: f64) -> Vec<u8> {
        let rows = self.strongest(corpus, most);
        let scale = scale(rows.iter().flat_map(|(_, row)| row.iter()));
        let whole = |row: &[f32; W]| row.map(|weight| clip(weight * scale, 127.0) as i8 as u8);
        let rows: Vec<_> = rows.into_iter().map(|(hash, row)| (hash, whole(row))).collect();
        let table = Dense::pack(&rows, fill);
        let mut body = self.steps(scale);
        body.extend(&table);
        let mut file = Vec::with_capacity(HEADER + body.len());
        file.extend(MAGIC);
        file.extend((W as u32).to_le_bytes());
        file.extend((table.len() as u32).to_le_bytes());
        file.extend(features.to_le_bytes());
        file.extend(hash::bytes(&body).to_le_bytes());
        file.extend(body);
        file
    }

    fn strongest(&self, corpus: &Corpus, most: usize) -> Vec<(u64, &[f32; W])> {
        let norm = |row: &[f32; W]| row.iter().map(|weight| weight * weight).sum::<f32>();
        let hashes = corpus.hashes();
        let mut kept: Vec<_> = self.rows.iter().enumerate().map(|(at, row)| (norm(row), at)).collect();
        kept.retain(|(norm, _)| *norm > 0.0);
        kept.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        kept.truncate(most);
        kept.into_iter().map(|(_, at)| (hashes[at], &self.rows[at])).collect()
    }

    fn steps(&self, scale: f32) -> Vec<u8> {
        let legal = self.legal.row();
        let whole = |(score, legal): (&f32, &bool)| if *legal { clip(score * scale, 32000.0) as i16 } else { NEVER };
        self.steps.iter().zip(&legal).map(whole).flat_map(i16::to_le_bytes).collect()
    }
}

/// What a weight is multiplied by to become a whole number: all but one in ten thousand fit a signed byte.
fn scale<'a>(weights: impl Iterator<Item = &'a f32>) -> f32 {
    let mut sizes: Vec<f32> = weights.map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 10_000)).copied().unwrap_or(1.0);
    127.0 / largest
}

fn clip(value: f32, limit: f32) -> f32 {
    value.round().clamp(-limit, limit)
}
