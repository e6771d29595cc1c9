//! A second opinion on every token: a small window network, trained to say what a teacher, a large tagger that is not
//! shipped, would say (distillation, Hinton, Vinyals and Dean 2015).
//!
//! A word is a sum of rows for its spelling and parts of it (Bojanowski et al. 2017), each signed bytes. A first layer
//! looks at five words and at marks of the token; a second one at three such looks and at the mean of those at all
//! capitalised places of the word in the article. What a word brings to the first layer is worked out once and kept ([`Known`]).
//! Looks are sums of whole numbers, the rest are sums of single-precision numbers in a fixed order, without
//! transcendental functions: every machine gives the same.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `fbxnet03` |
//! | 8 | hash of the feature set it was trained with |
//! | 4 + 4 | value of one step of a signed byte; what an output is multiplied by to become a score |
//! | 4 each | the [`layout`] of other numbers |
//! | the rest | the [`Dense`] table of rows |

use std::mem;
use std::ops::Range;

use wide::{f32x4, i16x8};

use super::LABELS;
use super::features::{self, MARKS};
use super::form::{Affixes, Form};
use super::memory::Known;
use super::sketch::{Around, Segment, Sketch};
use crate::sequence::{Dense, Scores};

/// Numbers in a row of a word.
pub(super) const WIDTH: usize = 48;
/// Units of the first layer: as many as a number has bits.
pub(super) const HIDDEN: usize = u64::BITS as usize;
/// Units of the second layer.
pub(super) const NARROW: usize = 32;
/// Words that the first layer looks at: two to either side.
pub(super) const SPAN: usize = 5;
/// Outputs.
pub(super) const OUT: usize = LABELS + 1;

pub(super) const MAGIC: &[u8; 8] = b"fbxnet03";
pub(super) const HEADER: usize = 24;

/// Where the numbers of each layer stand in the file, one row an input.
pub(super) mod layout {
    use super::{HIDDEN, MARKS, NARROW, OUT, SPAN, WIDTH};

    /// From the words around to the first layer.
    pub const NEAR: usize = 0;
    /// From the marks to the first layer.
    pub const MARKED: usize = NEAR + SPAN * WIDTH * HIDDEN;
    /// The first layer by itself.
    pub const FIRST: usize = MARKED + MARKS * HIDDEN;
    /// From the token before, here, behind and the same word elsewhere to the second layer.
    pub const MIX: usize = FIRST + HIDDEN;
    /// The second layer by itself.
    pub const SECOND: usize = MIX + 4 * HIDDEN * NARROW;
    /// From the second layer to the outputs.
    pub const LAST: usize = SECOND + NARROW;
    /// The outputs by themselves.
    pub const OUTPUT: usize = LAST + NARROW * OUT;
    /// All numbers.
    pub const SIZE: usize = OUTPUT + OUT;
}

/// A word.
pub(super) type Vector = [f32; WIDTH];

/// Values of the first layer at one token, each [`FINE`] times itself and whole: half the memory of what it stands for.
pub(super) type Look = [i16; HIDDEN];

/// So fine are the values of a look; none comes near to 32,768 of these.
const FINE: f32 = 512.0;

/// What a word brings to the first layer from one place, each value whole and [`COARSE`] times as coarse as in a look: one
/// line of the processor's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Brought([i8; HIDDEN]);

/// A value of a look that a step of [`Brought`] stands for. One value in a thousand lies beyond 127 steps and counts as that.
const COARSE: i16 = 32;

impl Brought {
    #[inline(always)]
    fn of(values: &[f32; HIDDEN]) -> Self {
        const STEP: f32 = COARSE as f32 / FINE;
        let mut brought = [0; HIDDEN];
        for unit in 0..HIDDEN {
            let steps = values[unit] / STEP + 0.5_f32.copysign(values[unit]);
            brought[unit] = steps.clamp(i8::MIN.into(), i8::MAX.into()) as i32 as i8;
        }
        Self(brought)
    }

    #[inline(always)]
    fn add_to(&self, sum: &mut Look) {
        sum.iter_mut().zip(self.0).for_each(|(sum, value)| *sum += i16::from(value));
    }
}

/// Places whose looks a token's second layer sees: before, here, behind.
const PLACES: usize = 3;

/// The network, opened.
#[derive(Debug)]
pub(super) struct Net<'m> {
    rows: Dense<'m, WIDTH>,
    /// Value of one step of a signed byte.
    step: f32,
    numbers: Vec<f32>,
    /// The first layer by itself, and what each mark brings to it.
    first: Look,
    marked: Vec<Look>,
    /// From a look to the second layers of the token behind it, its own, and the token before it.
    mix: Vec<[f32; PLACES * NARROW]>,
    /// From the second layer to the scores: outputs less that of the first label, times the gain; then the scores by
    /// themselves.
    last: Vec<Floats>,
}

/// Scores before they are made whole.
type Floats = [f32; LABELS];

impl<'m> Net<'m> {
    /// Opens a network that was trained with the feature set of this hash.
    pub fn read(file: &'m [u8], features: u64) -> Option<Self> {
        let (header, rest) = file.split_first_chunk::<HEADER>()?;
        let (numbers, rows) = rest.split_at_checked(4 * layout::SIZE)?;
        let float = |bytes: &[u8; 4]| f32::from_le_bytes(*bytes);
        if !header.starts_with(MAGIC) || header[8..16] != features.to_le_bytes() {
            return None;
        }
        let [step, gain] = [float(header[16..].first_chunk()?), float(header[20..].first_chunk()?)];
        let numbers: Vec<f32> = numbers.as_chunks::<4>().0.iter().map(float).collect();
        let mix = &numbers[layout::MIX..];
        let mix = |unit| std::array::from_fn(|at| mix[(at / NARROW * HIDDEN + unit) * NARROW + at % NARROW] / FINE);
        let marked = numbers[layout::MARKED..layout::FIRST].as_chunks().0.iter().map(fine);
        let score = |row: &[f32; OUT]| std::array::from_fn(|label| (row[label + 1] - row[0]) * gain);
        Some(Self {
            rows: Dense::new(rows)?,
            step,
            first: fine(numbers[layout::FIRST..].first_chunk()?),
            marked: marked.collect(),
            mix: (0..HIDDEN).map(mix).collect(),
            last: numbers[layout::LAST..].as_chunks().0.iter().map(score).collect(),
            numbers,
        })
    }

    /// Adds the opinion to the scores of all open tokens.
    #[inline(always)]
    pub fn advise(&self, sketch: &Sketch, memory: &mut Known, scores: &mut [Scores<LABELS>]) {
        let mut room = mem::take(&mut memory.room);
        self.looks(sketch, memory, &mut room);
        let elsewhere = self.elsewhere(sketch, &room);
        let (mut looks, mut scores) = (room.as_slice(), scores.iter_mut());
        let mut narrow = Vec::new();
        for segment in &sketch.segments {
            let (these, rest) = looks.split_at(segment.tokens.len());
            looks = rest;
            self.second_layer(sketch, &segment.tokens, these, &mut narrow);
            for (token, narrow) in segment.tokens.clone().zip(&mut narrow).filter(|(token, _)| sketch.is_open(*token)) {
                let bag = sketch.bag_at(token).filter(|_| sketch.form(token).is_capital());
                bag.iter().for_each(|bag| add(&elsewhere[*bag], narrow));
                if let Some(scores) = scores.next() {
                    add_whole(&self.output(narrow), scores);
                }
            }
        }
        memory.room = room;
    }

    /// Fills `looks` with the first layer at every token; with nothing at those that no open token sees.
    #[inline(always)]
    fn looks(&self, sketch: &Sketch, memory: &mut Known, looks: &mut Vec<Look>) {
        // Not an iterator's closure, which would be compiled for any processor.
        looks.clear();
        let mut seen: Vec<Option<Around>> = Vec::new();
        for segment in &sketch.segments {
            seen.clear();
            for token in segment.tokens.clone() {
                let mut near = token.saturating_sub(1).max(segment.tokens.start)..(token + 2).min(segment.tokens.end);
                let is_seen = sketch.form(token).is_capital() || near.any(|token| sketch.is_open(token));
                seen.push(is_seen.then(|| sketch.around(token, segment)));
            }
            memory.fetch_brought(seen.iter().flatten());
            for (token, around) in segment.tokens.clone().zip(&seen) {
                looks.push(match around {
                    Some(around) => self.look(sketch, token, segment, around, memory),
                    None => [0; HIDDEN],
                });
            }
        }
    }

    #[inline(always)]
    fn look(&self, sketch: &Sketch, token: usize, segment: &Segment, around: &Around, memory: &mut Known) -> Look {
        let mut brought: Look = [0; HIDDEN];
        for (place, form) in around.iter().enumerate() {
            let form = *form as usize;
            if let Some(brings) = memory.brought(form, place) {
                brings.add_to(&mut brought);
                continue;
            }
            let brings = self.brings(&memory.vector(form, || self.word(sketch.spelled(form))), place);
            brings.add_to(&mut brought);
            memory.keep_brought(form, place, brings);
        }
        let mut look = brought.map(|value| value * COARSE);
        add_look(&self.first, &mut look);
        let (mut marks, mut count) = ([0; MARKS], 0);
        features::marks(sketch, token, segment, &mut |mark| {
            marks[count] = mark as u8;
            count += 1;
        });
        for mark in &marks[..count] {
            add_look(&self.marked[usize::from(*mark)], &mut look);
        }
        look.map(|value| value.max(0))
    }

    /// What a word brings to the first layer from this place.
    #[inline(always)]
    fn brings(&self, word: &Vector, place: usize) -> Brought {
        let mut sum = [0.0; HIDDEN];
        dense(word, self.rows_at(layout::NEAR + place * WIDTH * HIDDEN, WIDTH), &mut sum);
        Brought::of(&sum)
    }

    #[inline(always)]
    fn word(&self, (form, affixes): (&Form, &Affixes)) -> Vector {
        let (mut parts, mut count) = ([0; features::PARTS], 0);
        features::parts(form, affixes, &mut |part| {
            parts[count] = part;
            count += 1;
        });
        let mut sum = [0; WIDTH];
        self.rows.get_all(&parts[..count], |_, row| {
            sum.iter_mut().zip(row).for_each(|(sum, byte)| *sum += i32::from(*byte as i8));
        });
        sum.map(|sum| sum as f32 * self.step)
    }

    /// For the stem of each bag what its capitalised places together bring to the second layer.
    #[inline(always)]
    fn elsewhere(&self, sketch: &Sketch, looks: &[Look]) -> Vec<[f32; NARROW]> {
        let mut sums = vec![(0.0, [0.0; HIDDEN]); sketch.bags.len()];
        for ((token, _), look) in sketch.tokens().zip(looks).filter(|((token, _), _)| sketch.form(*token).is_capital())
        {
            if let Some(bag) = sketch.bag_at(token) {
                let (count, sum) = &mut sums[bag];
                *count += 1.0;
                add(&look.map(f32::from), sum);
            }
        }
        let matrix = self.rows_at(layout::MIX + PLACES * HIDDEN * NARROW, HIDDEN);
        let mut elsewhere = vec![[0.0; NARROW]; sums.len()];
        for ((count, sum), brings) in sums.into_iter().zip(&mut elsewhere).filter(|((count, _), _)| *count > 0.0) {
            sparse(above_zero(&sum), &sum.map(|sum| sum / (count * FINE)), matrix, brings);
        }
        elsewhere
    }

    /// The second layer at the open tokens of a segment, without what the article brings from elsewhere, before it is
    /// rectified.
    #[inline(always)]
    fn second_layer(&self, sketch: &Sketch, tokens: &Range<usize>, looks: &[Look], narrow: &mut Vec<[f32; NARROW]>) {
        narrow.clear();
        narrow.resize(looks.len(), self.row(layout::SECOND));
        for (at, look) in looks.iter().enumerate() {
            let token = tokens.start + at;
            let mut near = token.saturating_sub(1).max(tokens.start)..(token + 2).min(tokens.end);
            if !near.any(|token| sketch.is_open(token)) {
                continue;
            }
            let mut sums = [0.0; PLACES * NARROW];
            sparse(positive(look), look, &self.mix, &mut sums);
            for (place, sum) in sums.as_chunks::<NARROW>().0.iter().enumerate() {
                if let Some(narrow) = (at + 1).checked_sub(place).and_then(|to| narrow.get_mut(to)) {
                    add(sum, narrow);
                }
            }
        }
    }

    /// The scores of a token by its second layer.
    #[inline(always)]
    fn output(&self, narrow: &[f32; NARROW]) -> Floats {
        let (last, by_themselves) = self.last.split_at(NARROW);
        let mut output = by_themselves.first().copied().unwrap_or_default();
        dense(&narrow.map(|value| value.max(0.0)), last, &mut output);
        output
    }

    /// `rows` rows of a layer.
    #[inline(always)]
    fn rows_at<const N: usize>(&self, start: usize, rows: usize) -> &[[f32; N]] {
        self.numbers[start..start + rows * N].as_chunks::<N>().0
    }

    #[inline(always)]
    fn row<const N: usize>(&self, start: usize) -> [f32; N] {
        std::array::from_fn(|at| self.numbers[start + at])
    }
}

#[inline(always)]
pub(super) fn add<const N: usize>(more: &[f32; N], sum: &mut [f32; N]) {
    sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

/// Adds an opinion to scores. Sixteen bits hold any, and keep that of a damaged network from running over.
#[inline(always)]
fn add_whole(opinion: &Floats, scores: &mut Scores<LABELS>) {
    for label in 0..LABELS {
        scores[label] += opinion[label].clamp(i16::MIN.into(), i16::MAX.into()) as i32;
    }
}

/// The values of a look.
#[inline(always)]
fn fine(values: &[f32; HIDDEN]) -> Look {
    values.map(|value| (value * FINE + 0.5_f32.copysign(value)) as i16)
}

#[inline(always)]
fn add_look(more: &Look, sum: &mut Look) {
    sum.iter_mut().zip(more).for_each(|(sum, more)| *sum = sum.saturating_add(*more));
}

/// Adds the product of a vector and a matrix, four rows at once.
#[inline(always)]
fn dense<const N: usize>(vector: &[f32], matrix: &[[f32; N]], sum: &mut [f32; N]) {
    for ([a, b, c, d], [row_a, row_b, row_c, row_d]) in vector.as_chunks().0.iter().zip(matrix.as_chunks().0) {
        for at in 0..N {
            sum[at] += (a * row_a[at] + b * row_b[at]) + (c * row_c[at] + d * row_d[at]);
        }
    }
}

/// The same for a rectified vector: only the rows of factors that are not zero, given as bits.
#[inline(always)]
fn sparse<T, const N: usize>(mut units: u64, vector: &[T; HIDDEN], matrix: &[[f32; N]], sum: &mut [f32; N])
where
    T: Copy + Into<f32>,
{
    let count = units.count_ones();
    let mut next = || {
        let unit = units.trailing_zeros() as usize;
        units &= units - 1;
        unit
    };
    for _ in 0..count / 4 {
        let [a, b, c, d] = [next(), next(), next(), next()];
        let (row_a, row_b, row_c, row_d) = (&matrix[a], &matrix[b], &matrix[c], &matrix[d]);
        let [a, b, c, d]: [f32; 4] = [a, b, c, d].map(|unit| vector[unit].into());
        for at in 0..N {
            sum[at] += (a * row_a[at] + b * row_b[at]) + (c * row_c[at] + d * row_d[at]);
        }
    }
    for _ in 0..count % 4 {
        let unit = next();
        let factor: f32 = vector[unit].into();
        sum.iter_mut().zip(&matrix[unit]).for_each(|(sum, value)| *sum += factor * value);
    }
}

/// The numbers above zero, as bits.
#[inline(always)]
fn above_zero(numbers: &[f32; HIDDEN]) -> u64 {
    let fours = numbers.as_chunks().0.iter().map(|four| f32x4::new(*four).simd_gt(f32x4::ZERO).to_bitmask());
    fours.rev().fold(0, |units, four| units << 4 | u64::from(four))
}

/// The units of a look that are not zero or below, as bits.
#[inline(always)]
fn positive(look: &Look) -> u64 {
    let eights = look.as_chunks().0.iter().map(|eight| i16x8::new(*eight).simd_gt(i16x8::ZERO).to_bitmask());
    eights.rev().fold(0, |units, eight| units << 8 | u64::from(eight))
}
