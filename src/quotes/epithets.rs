//! What reports call somebody whom they have named: `the striker`, `the 58-year-old`. Takes a noun; gives who it can be.

use crate::entities::{Entity, EntityKind, Gender};
use crate::list::{self, Keyed};

/// Nouns for one office, as title or in full. Written from the language.
const OFFICES: [&[&str]; 4] = [
    &["judge", "justice", "magistrate", "sheriff", "recorder"],
    &[
        "lawmaker",
        "legislator",
        "congressman",
        "congresswoman",
        "representative",
        "rep",
        "reps",
        "senator",
        "sen",
        "mp",
        "hon",
        "honourable",
        "assemblyman",
        "assemblywoman",
        "deputy",
        "parliamentarian",
        "delegate",
    ],
    &["boss", "chief", "head", "manager", "coach", "ceo", "executive"],
    &[
        "police officer",
        "officer",
        "constable",
        "const",
        "pc",
        "sgt",
        "insp",
        "supt",
        "det",
        "sergeant",
        "inspector",
        "detective",
        "superintendent",
    ],
];

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

/// The nouns for organizations, with the kinds that they can mean.
const BODIES: &str = include_str!("bodies.tsv");

/// Whether a noun calls an organization by what it is: no person is `the newspaper`.
pub(super) fn is_body(noun: &str) -> bool {
    list::find(BODIES, noun).is_some()
}

/// Whether an organization may be called by a noun.
pub(super) fn is_called(entity: &Entity, noun: &str) -> bool {
    let kinds = list::find(BODIES, noun).unwrap_or("");
    let police = noun == "force" && ["Police", "Constabulary"].iter().any(|word| entity.name.contains(word));
    let kind = entity.subtype.unwrap_or("-");
    entity.kind == EntityKind::Organization && (police || kinds.split(',').any(|wanted| wanted == kind))
}

/// Whether two nouns name one office: `justice` and `judge`.
pub(super) fn same_office(a: &str, b: &str) -> bool {
    let of = |noun: &str| OFFICES.iter().position(|office| office.iter().any(|word| word.eq_ignore_ascii_case(noun)));
    a.eq_ignore_ascii_case(b) || of(a).is_some_and(|office| of(b) == Some(office))
}
