//! What a teacher, a large tagger that is not shipped, thinks of every token of a corpus: log-probabilities of IOB2
//! labels, as NumPy writes them.

use std::path::Path;

use crate::entities::tagger::LABELS;
use crate::entities::tagger::label::{self, Place};

/// The teacher's labels: outside, then first and inner for each kind of name.
const COLUMNS: usize = 9;

/// Log-probabilities of one token.
pub(super) type Opinion = [f32; COLUMNS];

/// Reads a file of half-precision rows (`.npy`).
///
/// # Errors
/// When the file cannot be read or holds something else.
pub(super) fn read(path: &Path) -> Result<Vec<Opinion>, String> {
    let file = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    rows(&file).ok_or_else(|| format!("{}: not {COLUMNS} columns of <f2", path.display()))
}

/// The format: 6 bytes magic, 2 version, 2 length of the header, header, numbers.
fn rows(file: &[u8]) -> Option<Vec<Opinion>> {
    let (length, rest) = file.get(8..)?.split_first_chunk::<2>()?;
    let (header, numbers) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
    let header = std::str::from_utf8(header).ok()?;
    let right = header.contains("<f2") && header.contains("'fortran_order': False") && header.contains(", 9)");
    let (rows, _) = numbers.as_chunks::<{ 2 * COLUMNS }>();
    let row = |row: &[u8; 2 * COLUMNS]| std::array::from_fn(|at| half([row[2 * at], row[2 * at + 1]]));
    right.then(|| rows.iter().map(row).collect())
}

/// A half-precision number; log-probabilities are finite.
fn half(bytes: [u8; 2]) -> f32 {
    let bits = u32::from(u16::from_le_bytes(bytes));
    let (sign, exponent, mantissa) = (bits >> 15, bits >> 10 & 31, bits & 1023);
    let size = match exponent {
        0 => mantissa as f32 / (1u32 << 24) as f32,
        _ => f32::from_bits((exponent + 112) << 23 | mantissa << 13),
    };
    if sign == 1 { -size } else { size }
}

/// The scores of all labels of the tagger: its first and only tokens of a name are the teacher's first ones, its inner
/// and last tokens the teacher's inner ones. Only one of each pair is legal between two neighbours, so the
/// probabilities of whole sequences stay the teacher's.
pub(super) fn scores(opinion: &Opinion) -> [f32; LABELS + 1] {
    std::array::from_fn(|label| {
        let label = label as u8;
        match (label::kind(label), label::place(label)) {
            (Some(kind), Some(Place::First | Place::Only)) => opinion[1 + 2 * kind as usize],
            (Some(kind), Some(Place::Inner | Place::Last)) => opinion[2 + 2 * kind as usize],
            _ => opinion[0],
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_precision() {
        let bits = |bits: u16| half(bits.to_le_bytes());
        assert_eq!([bits(0x3c00), bits(0xc000), bits(0x3555), bits(0)], [1.0, -2.0, 0.333_251_95, 0.0]);
    }
}
