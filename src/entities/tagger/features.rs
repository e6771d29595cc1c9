//! Features of a token: the only feature code, used by the tagger and by its trainer. A feature is a hash; each group
//! below depends on less than the next, so that the tagger can add up a group once and use the sum again.

mod facts;

use super::bags::Bag;
use super::form::{Affixes, Case, Form};
use super::lists::{NAMES, each_bit};
use super::sketch::{Listed, Manner, Run, Segment, Sketch};
use crate::sequence::hash::{self, feature, join};
pub(super) use facts::{Facts, Listings, Second, Shapes};

/// Changes with every change of the features, so that old weights are refused.
pub(super) const VERSION: &str = "names 2";

/// First template of each group.
const WORD: u64 = 0;
const BESIDE: u64 = 40;
const CONTEXT: u64 = 100;
const RUN: u64 = 140;
const LISTED: u64 = 170;
const ARTICLE: u64 = 190;
const SECOND: u64 = 220;
const PART: u64 = 260;

/// Most [`parts`] of a word.
pub(super) const PARTS: usize = 10;
/// Number of [`marks`].
pub(super) const MARKS: usize = 4 * NAMES.len() + 14;

/// Hands on one feature for each value: of template `first`, of the next, and so on.
#[inline]
fn each<const N: usize>(first: u64, values: [u64; N], sink: &mut impl FnMut(u64)) {
    values.into_iter().enumerate().for_each(|(at, value)| sink(feature(first + at as u64, value)));
}

/// The parts of a word that the network knows it by.
pub(super) fn parts(form: &Form, affixes: &Affixes, sink: &mut impl FnMut(u64)) {
    let [_, _, prefix3, prefix4] = affixes.prefixes;
    let [_, suffix2, suffix3, suffix4] = affixes.suffixes;
    each(PART, [form.lower, form.shape, form.brief, prefix3, prefix4, suffix2, suffix3, suffix4], sink);
    if let Some([fine, middle, _]) = form.clusters {
        each(PART + 8, [u64::from(fine), u64::from(middle)], sink);
    }
}

/// Marks of a token that the network sees, each below [`MARKS`]: its lists, the manner of its sentence, its place in
/// sentence and run, its other spellings in the article.
#[inline(always)]
pub(super) fn marks(sketch: &Sketch, token: usize, segment: &Segment, sink: &mut impl FnMut(usize)) {
    each_list(sketch.listed[token], |value| sink(value as usize));
    let more = 4 * NAMES.len();
    sink(more + segment.manner as usize);
    let place = match sketch.run(token) {
        None => 0,
        Some(run) => 1 + usize::from(token > run.tokens.start) + 2 * usize::from(token + 1 < run.tokens.end),
    };
    sink(more + 5 + place);
    let stem = sketch.stem(token);
    let form = sketch.form(token);
    let initials = form.case == Case::Upper && sketch.initials.contains_key(&form.word);
    let flags = [token == segment.sentence.start, stem.low, stem.high, initials];
    (0..4).filter(|&flag| flags[flag]).for_each(|flag| sink(more + 10 + flag));
}

/// What the word itself says.
fn word(form: &Form, affixes: &Affixes, sink: &mut impl FnMut(u64)) {
    each(WORD, [0, form.word, form.lower, form.shape, form.brief], sink);
    each(WORD + 5, affixes.prefixes, sink);
    each(WORD + 9, affixes.suffixes, sink);
    if let Some(clusters) = form.clusters {
        each(WORD + 13, clusters.map(u64::from), sink);
    }
}

/// What a word says of the token that stands `offset` (-2 to 2, not 0) before it.
fn beside(form: &Form, affixes: &Affixes, offset: isize, sink: &mut impl FnMut(u64)) {
    let first = BESIDE + 8 * (offset + 2) as u64;
    sink(feature(first, form.lower));
    if offset.abs() == 1 {
        each(first + 1, [affixes.suffixes[2], form.brief], sink);
        if let Some([_, cluster, _]) = form.clusters {
            sink(feature(first + 3, u64::from(cluster)));
        }
    }
}

/// What a form says of the token that stands `offset` before it, or of its own.
pub(super) fn of_form(form: &Form, affixes: &Affixes, offset: isize, sink: &mut impl FnMut(u64)) {
    if offset == 0 {
        word(form, affixes, sink);
    } else {
        beside(form, affixes, offset, sink);
    }
}

/// What the words around say together, apart from [`Facts`].
pub(super) fn context(sketch: &Sketch, token: usize, segment: &Segment, sink: &mut impl FnMut(u64)) {
    let [b2, b1, here, a1, a2] = around(sketch, token, segment);
    each(CONTEXT, [join(b1.lower, here.lower), join(here.lower, a1.lower)], sink);
    each(CONTEXT + 7, [join(b1.lower, here.brief), join(here.brief, a1.lower)], sink);
    each(CONTEXT + 16, [join(b2.lower, b1.lower), join(a1.lower, a2.lower)], sink);
    if segment.manner != Manner::Prose {
        sink(feature(CONTEXT + 10, join(segment.manner as u64, here.lower)));
    }
    if token == segment.sentence.start {
        sink(feature(CONTEXT + 12, here.lower));
    }
    if let Some(run) = sketch.run(token) {
        self::run(sketch, token, segment, run, sink);
    }
}

fn around<'s>(sketch: &'s Sketch, token: usize, segment: &Segment) -> [&'s Form; 5] {
    [-2, -1, 0, 1, 2].map(|offset| &sketch.forms[sketch.form_at(token, offset, &segment.sentence)])
}

/// What the run of capitalised words says that holds the token.
fn run(sketch: &Sketch, token: usize, segment: &Segment, run: &Run, sink: &mut impl FnMut(u64)) {
    let form = |token: usize, offset: isize| &sketch.forms[sketch.form_at(token, offset, &segment.sentence)];
    let (start, last) = (run.tokens.start, run.tokens.end - 1);
    let place = match (token == start, token == last) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    };
    let length = run.tokens.len().min(8) as u64;
    let (before, after) = (form(start, -1), form(last, 1));
    each(RUN, [join(place, length), join(before.lower, after.lower)], sink);
    if length == 8 {
        return;
    }
    let before2 = join(form(start, -2).lower, before.lower);
    let after2 = join(after.lower, form(last, 2).lower);
    let (first, end) = (form(start, 0).lower, form(last, 0).lower);
    let values = [before.lower, after.lower, end, first, run.words, before2, after2];
    each(RUN + 2, values.map(|value| join(place, value)), sink);
    let around = [form(start, 0), form(last, 0), before, after].map(|form| form.clusters);
    for (at, clusters) in around.into_iter().enumerate() {
        if let Some([_, cluster, _]) = clusters {
            sink(feature(RUN + 10 + at as u64, join(place, u64::from(cluster))));
        }
    }
    let whole = sketch.listed[start].into_iter().zip(sketch.listed[last]);
    let whole = whole.fold(0, |code, (first, last)| code << 16 | u64::from(first | last));
    sink(feature(RUN + 14, join(place, whole)));
}

#[inline(always)]
fn each_list(listed: Listed, mut sink: impl FnMut(u64)) {
    for (place, bits) in listed.into_iter().enumerate() {
        each_bit(bits, |list| sink((list * 4 + place) as u64));
    }
}

/// What the article says of a word, wherever it stands.
pub(super) fn article(bag: &Bag, sink: &mut impl FnMut(u64)) {
    bag.values().iter().for_each(|value| sink(feature(ARTICLE, *value)));
}

/// The hash of the feature set with these lists.
pub(super) fn set(lists: u64) -> u64 {
    join(hash::text(VERSION), lists)
}
