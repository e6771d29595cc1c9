//! Lists of words that several parts ask, by their first column.

use crate::list::Keyed;

/// Words of the names of many organizations, in lower case: "national", "council".
pub(super) static COMMON: Keyed = Keyed::new(include_str!("common_name_words.tsv"));

/// What sort of organization a word of its name tells: "Bank".
pub(super) static ORGANIZATIONS: Keyed = Keyed::new(include_str!("organization_heads.tsv"));

/// What sort of place a word of its name tells: "Lake".
pub(super) static PLACES: Keyed = Keyed::new(include_str!("place_heads.tsv"));

/// Words of roles, in lower case: "deputy", "transport".
pub(super) static MODIFIERS: Keyed = Keyed::new(include_str!("role_modifiers.tsv"));

/// Whether a word ends the name of a street: "Avenue".
pub(super) fn is_street(word: &str) -> bool {
    PLACES.get(word) == Some("street")
}
