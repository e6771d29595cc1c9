//! How many units of a sort stand between two others.

use super::super::scene::{Kind, Unit};
use super::is_speech;

/// Running counts over the units, so that "how many between" costs nothing: six numbers side by side in one, which are
/// added and subtracted at once.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Counts(u128);

/// The numbers, from the lowest bits on.
#[derive(Clone, Copy)]
enum Number {
    Mentions,
    Verbs,
    Cues,
    Quotes,
    Stops,
    Speakers,
}

impl Number {
    /// The bits that each has.
    const WIDTH: u32 = 21;

    /// Its lowest bit.
    const fn bit(self) -> u32 {
        self as u32 * Self::WIDTH
    }

    /// It alone, where it is one.
    const fn one(self) -> u128 {
        1 << self.bit()
    }
}

impl Counts {
    pub fn mentions(self) -> u16 {
        self.number(Number::Mentions)
    }

    pub fn verbs(self) -> u16 {
        self.number(Number::Verbs)
    }

    pub fn cues(self) -> u16 {
        self.number(Number::Cues)
    }

    pub fn quotes(self) -> u16 {
        self.number(Number::Quotes)
    }

    /// Semicolons and other stops.
    pub fn stops(self) -> u16 {
        self.number(Number::Stops)
    }

    /// Mentions that are subjects of verbs of speech.
    pub fn speakers(self) -> u16 {
        self.number(Number::Speakers)
    }

    fn number(self, number: Number) -> u16 {
        (self.0 >> number.bit()) as u16
    }

    /// With one unit more; `speaks`: whether it is the subject of a verb of speech.
    pub(super) fn with(self, unit: &Unit, speaks: bool) -> Self {
        let kind = match unit.kind {
            Kind::Name | Kind::Nominal | Kind::Pronoun => Number::Mentions.one(),
            Kind::Verb => Number::Verbs.one(),
            Kind::Quote => Number::Quotes.one(),
            Kind::Stop => Number::Stops.one(),
            _ => 0,
        };
        let cue = u128::from(is_speech(unit)) << Number::Cues.bit();
        let speaker = u128::from(speaks) << Number::Speakers.bit();
        Self(self.0.wrapping_add(kind + cue + speaker))
    }

    /// Without those that were counted before.
    pub(super) fn since(self, before: Self) -> Self {
        Self(self.0.wrapping_sub(before.0))
    }
}
