//! What stands between two units, as one number.

use super::super::scene::Kind;
use super::{View, coarse};

/// Longest way between mention and quote that is told as a whole.
const LONGEST_PATH: usize = 14;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Detail {
    /// Every unit by kind.
    Full,
    /// Without adverbs, times and prepositional phrases.
    Simple,
    /// As simple, with verbs and prepositions by word.
    Lexical,
}

impl View<'_> {
    /// The units strictly between two, as one number.
    pub(in super::super) fn path(&self, from: usize, to: usize, detail: Detail) -> u32 {
        let units = &self.scene.units;
        if to.saturating_sub(from) > 3 * LONGEST_PATH {
            return 1;
        }
        let mut hash = 17;
        let mut length = 0;
        let mut at = from + 1;
        while at < to {
            let unit = &units[at];
            let skip = match (detail, unit.kind) {
                (Detail::Full, _) => 0,
                (_, Kind::Adverb | Kind::Time) => 1,
                (_, Kind::Preposition) if at + 1 < to && units[at + 1].is_phrase() => 2,
                (_, Kind::Preposition) if at + 1 < to && units[at + 1].kind == Kind::Time => 2,
                (_, Kind::Owner) => 1,
                _ => 0,
            };
            if skip > 0 {
                at += skip;
                continue;
            }
            length += 1;
            if length > LONGEST_PATH {
                return 2;
            }
            let symbol =
                if detail == Detail::Lexical && matches!(unit.kind, Kind::Verb | Kind::Preposition | Kind::Auxiliary) {
                    unit.word
                } else {
                    coarse(Some(unit))
                };
            hash = mix(hash, symbol);
            at += 1;
        }
        mix(hash, length as u32)
    }
}

pub(in super::super) fn mix(hash: u32, value: u32) -> u32 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b1)
}

pub(in super::super) fn finish(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x85eb_ca6b);
    hash ^ (hash >> 13)
}
