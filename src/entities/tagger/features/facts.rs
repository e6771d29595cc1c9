//! What is told of a token by few facts that come again and again in other places. Their features depend on nothing
//! else, so that the tagger can keep the sum: see [`Sums`](super::super::sums::Sums).

use super::super::form::Case;
use super::super::label::{self, LABELS, Place};
use super::super::sketch::{Listed, Manner, Segment, Sketch};
use super::super::votes::{Majority, Votes};
use super::{CONTEXT, LISTED, SECOND, around, each, each_list};
use crate::sequence::Key;
use crate::sequence::hash::{self, feature, join};

/// Number of labels, with that outside.
const ALL: usize = LABELS + 1;

/// Facts of a token.
pub trait Facts: Copy {
    /// Hands on what the facts say.
    fn features(&self, sink: &mut impl FnMut(u64));
}

/// The shapes of the words around, the manner of the sentence, and what the article tells of the word.
#[derive(Clone, Copy, Debug, Default, Eq)]
pub struct Shapes {
    briefs: [u64; 5],
    scene: Scene,
}

/// How a token stands in its sentence and in the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Scene {
    manner: Manner,
    is_first: bool,
    is_short: bool,
    low: bool,
    high: bool,
    initials: bool,
}

impl Shapes {
    pub fn new(sketch: &Sketch, token: usize, segment: &Segment) -> Self {
        let words = around(sketch, token, segment);
        let (stem, here) = (sketch.stem(token), words[2]);
        let scene = Scene {
            manner: segment.manner,
            is_first: token == segment.sentence.start,
            is_short: segment.sentence.len() <= 3,
            low: stem.low,
            high: stem.high,
            initials: here.case == Case::Upper && sketch.initials.contains_key(&here.word),
        };
        Self { briefs: words.map(|form| form.brief), scene }
    }
}

impl PartialEq for Shapes {
    /// Without the call to compare memory that comparing arrays becomes.
    fn eq(&self, other: &Self) -> bool {
        let briefs = self.briefs.iter().zip(&other.briefs);
        briefs.fold(0, |different, (one, other)| different | one ^ other) == 0 && self.scene == other.scene
    }
}

impl Key for Shapes {
    fn hash(&self) -> u64 {
        let Scene { manner, is_first, is_short, low, high, initials } = self.scene;
        let flags = [is_first, is_short, low, high, initials];
        let scene = flags.iter().fold(manner as u64, |code, flag| code << 1 | u64::from(*flag));
        let [b2, b1, here, a1, a2] = self.briefs;
        hash::mix([b2, b1, here, a1, a2, scene])
    }
}

impl Facts for Shapes {
    fn features(&self, sink: &mut impl FnMut(u64)) {
        let ([b2, b1, here, a1, a2], scene) = (self.briefs, self.scene);
        let triple = |a, b, c| join(join(a, b), c);
        each(CONTEXT + 2, [triple(b1, here, a1), triple(b2, b1, here), triple(here, a1, a2)], sink);
        each(CONTEXT + 5, [join(b1, here), join(here, a1)], sink);
        let manner = scene.manner as u64;
        sink(feature(CONTEXT + 9, join(manner, here)));
        let seen = u64::from(scene.low) | u64::from(scene.high) << 1 | u64::from(scene.is_first) << 2 | manner << 3;
        sink(feature(CONTEXT + 14, seen));
        let flags = [(scene.is_first, 11, here), (scene.is_short, 13, here), (scene.initials, 15, 0)];
        flags.iter().filter(|flag| flag.0).for_each(|(_, at, value)| sink(feature(CONTEXT + at, *value)));
    }
}

/// The lists of the token and of those beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listings {
    here: Listed,
    before: Listed,
    after: Listed,
    brief: u64,
}

impl Listings {
    pub fn new(sketch: &Sketch, token: usize, segment: &Segment) -> Self {
        let listed = |at: usize| if segment.sentence.contains(&at) { sketch.listed[at] } else { Listed::default() };
        let (before, after) = (listed(token.wrapping_sub(1)), listed(token + 1));
        Self { here: listed(token), before, after, brief: sketch.form(token).brief }
    }
}

/// The lists as one number.
fn code(listed: Listed) -> u64 {
    listed.iter().fold(0, |code, bits| code << 16 | u64::from(*bits))
}

impl Key for Listings {
    fn hash(&self) -> u64 {
        hash::mix([code(self.here), code(self.before), code(self.after), self.brief])
    }
}

impl Facts for Listings {
    fn features(&self, sink: &mut impl FnMut(u64)) {
        sink(feature(LISTED, code(self.here)));
        each_list(self.here, |value| each(LISTED + 1, [value, join(value, self.brief)], sink));
        each_list(self.before, |value| sink(feature(LISTED + 3, value)));
        each_list(self.after, |value| sink(feature(LISTED + 4, value)));
    }
}

/// What a first reading of the whole article tells of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Second {
    /// Labels: the token's own, of the one before, of the one behind.
    Labels { own: u8, before: Option<u8>, after: Option<u8> },
    /// What the word was called elsewhere, with the token's own label.
    Word(Option<Majority>, u8),
    /// What the run was called elsewhere, with the token's own label.
    Run(Option<Majority>, u8),
}

impl Second {
    /// Number of different facts.
    pub const SIZE: usize = ALL * (ALL + 1) * (ALL + 1) + 2 * ALL * (Majority::SIZE + 1);

    /// All that the reading with these labels tells of a token.
    pub fn of(sketch: &Sketch, token: usize, first: &[u8], votes: &Votes) -> [Self; 3] {
        let own = first[token];
        let near = |at: Option<usize>| at.and_then(|at| first.get(at)).copied();
        [
            Self::Labels { own, before: near(token.checked_sub(1)), after: near(Some(token + 1)) },
            Self::Word(votes.word(sketch, token, first), own),
            Self::Run(votes.run(sketch, token, first), own),
        ]
    }

    /// A number for these facts alone, below [`Second::SIZE`].
    pub fn number(&self) -> usize {
        let near = |label: Option<u8>| label.map_or(ALL, usize::from);
        let called = |majority: Option<Majority>| majority.map_or(Majority::SIZE, Majority::number);
        let words = ALL * (ALL + 1) * (ALL + 1);
        match *self {
            Self::Labels { own, before, after } => {
                (usize::from(own) * (ALL + 1) + near(before)) * (ALL + 1) + near(after)
            }
            Self::Word(word, own) => words + called(word) * ALL + usize::from(own),
            Self::Run(run, own) => words + (Majority::SIZE + 1 + called(run)) * ALL + usize::from(own),
        }
    }
}

impl Facts for Second {
    fn features(&self, sink: &mut impl FnMut(u64)) {
        match *self {
            Self::Labels { own, before, after } => {
                let (own, near) = (u64::from(own), |label: Option<u8>| label.map_or(99, u64::from));
                each(SECOND, [own, join(own, near(before)), join(own, near(after))], sink);
            }
            Self::Word(Some(word), own) => {
                let (own, kind) = (u64::from(own), word.kind);
                each(SECOND + 3, [kind, join(kind, word.share), join(join(kind, word.share), own)], sink);
                each(SECOND + 6, [join(kind, word.place), join(join(kind, word.place), own)], sink);
            }
            Self::Run(Some(run), own) => {
                let place = label::place(own).map_or(9, |place: Place| place as u64);
                let (own, kind) = (u64::from(own), run.kind);
                each(SECOND + 8, [kind, join(kind, run.share), join(join(kind, run.share), own)], sink);
                sink(feature(SECOND + 11, join(kind, place)));
            }
            Self::Word(None, _) | Self::Run(None, _) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// Two facts with one number would share a sum.
    #[test]
    fn every_fact_of_a_reading_has_a_number_of_its_own() {
        let labels = || (0..ALL as u8).map(Some).chain([None]);
        let own = || 0..ALL as u8;
        let beside =
            own().flat_map(|own| labels().flat_map(move |before| labels().map(move |after| (own, before, after))));
        let beside = beside.map(|(own, before, after)| Second::Labels { own, before, after });
        let majorities =
            (0..5).flat_map(|kind| (0..10).flat_map(move |share| (0..16).map(move |place| (kind, share, place))));
        let majorities = majorities.map(|(kind, share, place)| Some(Majority { kind, share, place })).chain([None]);
        let called = majorities
            .flat_map(|called| own().flat_map(move |own| [Second::Word(called, own), Second::Run(called, own)]));
        let numbers: Vec<usize> = beside.chain(called).map(|facts| facts.number()).collect();
        assert_eq!(numbers.len(), Second::SIZE);
        assert!(numbers.iter().all(|&number| number < Second::SIZE));
        assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len());
    }
}
