//! What stands between two units, as one number.

use super::super::scene::{Kind, Unit};
use super::{View, coarse};

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

/// A unit as it counts on a way. A simple way from it on is the same wherever it leads, but for its end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Step {
    coarse: u32,
    lexical: u32,
    /// Whether it is a preposition that a simple way leaves out with what hangs on it.
    governs: bool,
    /// How many units a simple way leaves out from this one on.
    skip: u32,
    /// How many units it counts from this one on.
    count: u32,
}

/// The step of each unit.
pub(super) fn steps(units: &[Unit]) -> Vec<Step> {
    let mut steps = vec![Step::default(); units.len()];
    for (at, unit) in units.iter().enumerate().rev() {
        let hangs = |next: &Unit| next.is_phrase() || next.kind == Kind::Time;
        let coarse = coarse(Some(unit));
        let worded = matches!(unit.kind, Kind::Verb | Kind::Preposition | Kind::Auxiliary);
        let governs = unit.kind == Kind::Preposition && units.get(at + 1).is_some_and(hangs);
        let skip = match unit.kind {
            _ if governs => 2,
            Kind::Adverb | Kind::Time | Kind::Owner => 1,
            _ => 0,
        };
        let next = steps.get(at + 1.max(skip)).copied().unwrap_or_default();
        let (skip, count) = if skip > 0 { (skip as u32 + next.skip, next.count) } else { (0, next.count + 1) };
        steps[at] = Step { coarse, lexical: if worded { unit.word } else { coarse }, governs, skip, count };
    }
    steps
}

impl View<'_> {
    /// The ways from one unit to a later one.
    pub(in super::super) fn ways(&self, from: usize, to: usize) -> Ways {
        if to.saturating_sub(from) > 3 * LONGEST_PATH {
            return Ways::same(FAR);
        }
        let steps = self.steps.get(from + 1..to).unwrap_or_default();
        let behind = self.steps.get(to).map_or(0, |step| step.count);
        let (simple, lexical) = simple(steps, behind);
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
