//! What stands between two units, as one number.

use super::super::scene::{Kind, Unit};
use super::View;

/// Longest way between mention and quote that is told as a whole.
const LONGEST_PATH: usize = 14;
/// The number of a way that is too long even to look at, and of one that is too long.
const FAR: u32 = 1;
const LONG: u32 = 2;
/// What a way begins with.
const START: u32 = 17;

/// The units strictly between two, as one number each.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Ways {
    /// Every unit by kind.
    pub full: u32,
    /// Without adverbs, times and prepositional phrases.
    pub simple: u32,
    /// As simple, with verbs and prepositions by word.
    pub lexical: u32,
}

impl Ways {
    /// Of two units with nothing between them.
    pub const NONE: Self = Self::same(mix(START, 0));

    const fn same(way: u32) -> Self {
        Self { full: way, simple: way, lexical: way }
    }
}

/// A unit as the ranker sees it beside others, and as it counts on a way. A simple way from it on is the same wherever
/// it leads, but for its end.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Step {
    /// Its kind; of a verb, how it attributes too.
    pub coarse: u32,
    /// Its word; the kind of what is a name, a quote or a break.
    pub word: u32,
    lexical: u32,
    /// Whether it is a preposition that a simple way leaves out with what hangs on it.
    governs: bool,
    /// How many units a simple way leaves out from this one on.
    skip: u32,
    /// How many units it counts from this one on.
    count: u32,
}

/// So many steps of no unit stand before the first and behind the last, so that every unit has neighbours.
const MARGIN: usize = 2;

impl Step {
    /// Of no unit.
    const NONE: Self = Self { coarse: 999, word: 7, lexical: 0, governs: false, skip: 0, count: 0 };
}

/// The step of each unit, with the margins.
pub(super) fn steps(units: &[Unit]) -> Vec<Step> {
    let mut steps = vec![Step::NONE; units.len() + 2 * MARGIN];
    // The next one and the one after it.
    let mut behind = [Step::NONE; 2];
    let mut hangs = false;
    for (step, unit) in steps[MARGIN..].iter_mut().zip(units).rev() {
        let coarse = unit.kind as u32 * 16 + if unit.kind == Kind::Verb { unit.cue as u32 } else { 0 };
        let word = match unit.kind {
            Kind::Name => 11,
            Kind::Quote => 12,
            Kind::Break => 13,
            _ => unit.word,
        };
        let worded = matches!(unit.kind, Kind::Verb | Kind::Preposition | Kind::Auxiliary);
        let governs = hangs && unit.kind == Kind::Preposition;
        let alone = matches!(unit.kind, Kind::Adverb | Kind::Time | Kind::Owner);
        let left_out = if governs { 2 } else { u32::from(alone) };
        let next = behind[usize::from(governs)];
        let (skip, count) = if left_out > 0 { (left_out + next.skip, next.count) } else { (0, next.count + 1) };
        let lexical = if worded { word } else { coarse };
        *step = Step { coarse, word, lexical, governs, skip, count };
        behind = [*step, behind[0]];
        hangs = unit.is_phrase() || unit.kind == Kind::Time;
    }
    steps
}

impl View<'_> {
    /// The step of a unit, or of none.
    pub(in super::super) fn step(&self, at: Option<usize>) -> &Step {
        &self.steps[at.map_or(0, |at| at + MARGIN)]
    }

    /// The steps of the two units before one, of itself, and of the two behind it.
    pub(in super::super) fn around(&self, at: usize) -> &[Step; 2 * MARGIN + 1] {
        self.steps[at..].first_chunk().expect("there are margins on either side of the units")
    }

    /// The ways from one unit to a later one.
    pub(in super::super) fn ways(&self, from: usize, to: usize) -> Ways {
        if to.saturating_sub(from) > 3 * LONGEST_PATH {
            return Ways::same(FAR);
        }
        let steps = self.steps.get(from + 1 + MARGIN..to + MARGIN).unwrap_or_default();
        let (simple, lexical) = simple(steps, self.steps[to + MARGIN].count);
        Ways { full: full(steps), simple, lexical }
    }
}

fn full(steps: &[Step]) -> u32 {
    if steps.len() > LONGEST_PATH {
        return LONG;
    }
    mix(steps.iter().fold(START, |hash, step| mix(hash, step.coarse)), steps.len() as u32)
}

/// The simple way and the lexical one; `behind` is what a simple way counts from the unit behind them on.
fn simple(steps: &[Step], behind: u32) -> (u32, u32) {
    // A preposition counts where what hangs on it is no longer on the way.
    let (steps, last, behind) = match steps {
        [steps @ .., last] if last.governs => (steps, Some(last), last.count),
        _ => (steps, None, behind),
    };
    let length = steps.first().map_or(0, |first| first.count - behind) + u32::from(last.is_some());
    if length > LONGEST_PATH as u32 {
        return (LONG, LONG);
    }
    let (mut simple, mut lexical) = (START, START);
    let mut add = |step: &Step| {
        simple = mix(simple, step.coarse);
        lexical = mix(lexical, step.lexical);
    };
    let mut at = 0;
    while let Some(step) = steps.get(at) {
        at += step.skip as usize;
        if let Some(step) = steps.get(at) {
            add(step);
        }
        at += 1;
    }
    last.into_iter().for_each(&mut add);
    (mix(simple, length), mix(lexical, length))
}

#[inline]
pub(in super::super) const fn mix(hash: u32, value: u32) -> u32 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b1)
}

#[inline]
pub(in super::super) const fn finish(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x85eb_ca6b);
    hash ^ (hash >> 13)
}
