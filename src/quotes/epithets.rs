//! What reports call somebody whom they have named: `the striker`, `the 58-year-old`. Takes a noun; gives who it can
//! be.

use super::words;
use crate::entities::{Entity, EntityKind, Gender};
use crate::list::{self, Keyed};

/// Whether a noun is an epithet, and the gender that it tells.
pub(super) fn gender(noun: &str) -> Option<Option<Gender>> {
    static EPITHETS: Keyed = Keyed::new(include_str!("epithets.tsv"));
    let kin = noun.split_once("-of-").map_or(noun, |(kin, _)| kin);
    if noun.ends_with("-year-old") {
        return Some(None);
    }
    Some(match EPITHETS.get(kin)? {
        "f" => Some(Gender::Female),
        "m" => Some(Gender::Male),
        _ => None,
    })
}

/// The kinds of organizations that a noun can mean, if it calls any: no person is `the newspaper`.
pub(super) fn kinds(noun: &str) -> Option<&'static str> {
    list::find(words::BODIES, noun)
}

/// How well an organization fits a noun that can mean these kinds: one of no known kind less than another.
pub(super) fn is_called(entity: &Entity, noun: &str, kinds: &str) -> Option<f32> {
    const VAGUE: f32 = -1.0;
    let police = || noun == "force" && ["Police", "Constabulary"].iter().any(|word| entity.name.contains(word));
    let listed = |kind: &str| kinds.split(',').any(|wanted| wanted == kind);
    match entity.subtype {
        _ if entity.kind != EntityKind::Organization => None,
        Some(kind) if listed(kind) => Some(0.0),
        None if listed("-") => Some(VAGUE),
        _ => police().then_some(0.0),
    }
}
