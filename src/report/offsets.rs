//! Bytes to the unit in which the report counts, in one forward pass over the text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What `start` and `end` count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Unicode scalar values: Python and jq slices fit.
    #[default]
    Char,
    /// Bytes of UTF-8.
    Byte,
    /// UTF-16 code units: JavaScript and Java slices fit.
    Utf16,
}

/// Converts byte positions of one text.
#[derive(Debug)]
pub struct Offsets {
    unit: Unit,
    /// Units before each `STEP`th byte; empty where bytes and units are the same.
    marks: Vec<u32>,
}

/// Distance of the marks; a position is counted from the mark before it, so conversion is constant in time.
const STEP: usize = 32;

impl Offsets {
    /// Counts through `text` once.
    pub fn new(text: &str, unit: Unit) -> Self {
        let marks = if unit == Unit::Byte || text.is_ascii() { Vec::new() } else { marks(text, unit) };
        Self { unit, marks }
    }

    /// How many units `text` has.
    pub fn count(text: &str, unit: Unit) -> usize {
        if unit == Unit::Byte { text.len() } else { units(text.as_bytes(), unit) }
    }

    /// What positions count.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// How many units some words of the text have.
    pub fn len(&self, words: &str) -> usize {
        if self.marks.is_empty() { words.len() } else { units(words.as_bytes(), self.unit) }
    }

    /// The position of byte `byte` of `text`, which must be the text given to [`Offsets::new`].
    pub fn of(&self, text: &str, byte: usize) -> usize {
        if self.marks.is_empty() {
            return byte;
        }
        let mark = byte / STEP;
        self.marks[mark] as usize + units(&text.as_bytes()[mark * STEP..byte], self.unit)
    }
}

/// The way back: finds the bytes of positions in one text.
#[derive(Debug)]
pub struct Places<'t> {
    text: &'t str,
    /// The byte at which each unit begins, none where one begins inside a character; empty where units are bytes.
    bytes: Vec<usize>,
}

impl<'t> Places<'t> {
    /// Counts through `text` once.
    pub fn new(text: &'t str, unit: Unit) -> Self {
        let offsets = Offsets::new(text, unit);
        let mut bytes = Vec::new();
        if unit != Unit::Byte {
            for byte in text.char_indices().map(|(byte, _)| byte).chain([text.len()]) {
                bytes.resize(offsets.of(text, byte), usize::MAX);
                bytes.push(byte);
            }
        }
        Self { text, bytes }
    }

    /// The byte at a position; none where the text has no character boundary.
    pub fn byte(&self, position: usize) -> Option<usize> {
        let byte = if self.bytes.is_empty() { position } else { *self.bytes.get(position)? };
        self.text.is_char_boundary(byte).then_some(byte)
    }

    /// The words between two positions.
    pub fn slice(&self, start: usize, end: usize) -> Option<&'t str> {
        self.text.get(self.byte(start)?..self.byte(end)?)
    }
}

fn marks(text: &str, unit: Unit) -> Vec<u32> {
    let mut count = 0;
    let mut marks = Vec::with_capacity(text.len() / STEP + 2);
    marks.push(0);
    for chunk in text.as_bytes().chunks(STEP) {
        count += units(chunk, unit) as u32;
        marks.push(count);
    }
    marks
}

/// Units that begin in these bytes.
fn units(bytes: &[u8], unit: Unit) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    let starts: u32 = words.iter().map(|word| 8 - inner(u64::from_le_bytes(*word))).sum();
    let rest = rest.iter().filter(|byte| (**byte & 0xC0) != 0x80).count();
    let pairs = if unit == Unit::Utf16 { bytes.iter().filter(|byte| **byte >= 0xF0).count() } else { 0 };
    starts as usize + rest + pairs
}

/// How many of eight bytes are inside a character: their first bit is set, their second is not.
fn inner(bytes: u64) -> u32 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let inner = (bytes >> 7) & !(bytes >> 6) & ONES;
    (inner.wrapping_mul(ONES) >> 56) as u32
}
