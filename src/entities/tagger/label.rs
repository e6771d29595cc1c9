//! Labels of tokens: outside any name, or one token's place in a name (BILOU) with the kind of the name.

use std::ops::Range;

/// Number of labels besides [`OUTSIDE`].
pub const LABELS: usize = 16;

/// The label of a token that is part of no name.
pub const OUTSIDE: u8 = 0;

/// What a name names, by the guidelines of CoNLL 2003.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A human being.
    Per,
    /// A company, party, ministry, club, agency, court, newspaper.
    Org,
    /// A country, city, region, river, street, building.
    Loc,
    /// A nationality, event, work, product, law.
    Misc,
}

impl NameKind {
    /// All kinds, in the order of their labels.
    pub const ALL: [Self; 4] = [Self::Per, Self::Org, Self::Loc, Self::Misc];
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameSpan {
    /// Indices of its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
}

/// A token's place in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    First,
    Inner,
    Last,
    Only,
}

/// The label of this kind and place.
#[cfg(any(test, feature = "train"))]
pub(super) fn label(kind: NameKind, place: Place) -> u8 {
    1 + 4 * kind as u8 + place as u8
}

/// The kind of name a label stands for.
pub(super) fn kind(label: u8) -> Option<NameKind> {
    let at = usize::from(label.checked_sub(1)? / 4);
    NameKind::ALL.get(at).copied()
}

/// The place in a name a label stands for.
pub(super) fn place(label: u8) -> Option<Place> {
    let places = [Place::First, Place::Inner, Place::Last, Place::Only];
    label.checked_sub(1).map(|at| places[usize::from(at % 4)])
}

/// Writes the labels of a name.
#[cfg(any(test, feature = "train"))]
pub(super) fn write(name: &NameSpan, labels: &mut [u8]) {
    let Range { start, end } = name.tokens;
    for (at, slot) in labels[start..end].iter_mut().enumerate() {
        let place = match (at == 0, start + at + 1 == end) {
            (true, true) => Place::Only,
            (true, false) => Place::First,
            (false, true) => Place::Last,
            (false, false) => Place::Inner,
        };
        *slot = label(name.kind, place);
    }
}

/// The names that these labels, one a token, spell out; without overlap, whatever the labels are.
pub(super) fn names(labels: &[u8]) -> Vec<NameSpan> {
    let mut names = Vec::new();
    let mut start = 0;
    for (at, &label) in labels.iter().enumerate() {
        let (Some(kind), Some(place)) = (kind(label), place(label)) else { continue };
        if matches!(place, Place::First | Place::Only) {
            start = at;
        }
        if matches!(place, Place::Last | Place::Only) {
            names.push(NameSpan { tokens: start..at + 1, kind });
            start = at + 1;
        }
    }
    names
}

/// Whether `next` may stand behind `before`; `None` is the edge of a sentence.
#[cfg(feature = "train")]
pub(super) fn may_follow(before: Option<u8>, next: Option<u8>) -> bool {
    let open = |label: u8| matches!(place(label), Some(Place::First | Place::Inner));
    let goes_on = |label: u8| matches!(place(label), Some(Place::Inner | Place::Last));
    let open_kind = before.filter(|&label| open(label)).and_then(kind);
    let wanted_kind = next.filter(|&label| goes_on(label)).and_then(kind);
    open_kind == wanted_kind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_and_read() {
        let given = vec![
            NameSpan { tokens: 0..1, kind: NameKind::Loc },
            NameSpan { tokens: 1..3, kind: NameKind::Per },
            NameSpan { tokens: 4..8, kind: NameKind::Misc },
        ];
        let mut labels = [OUTSIDE; 9];
        given.iter().for_each(|name| write(name, &mut labels));
        assert_eq!(names(&labels), given);
    }

    #[test]
    fn a_name_without_a_beginning_starts_behind_the_one_before() {
        let labels = [Place::Only, Place::Last, Place::Last].map(|place| label(NameKind::Per, place));
        assert_eq!(names(&labels).into_iter().map(|name| name.tokens).collect::<Vec<_>>(), [0..1, 1..2, 2..3]);
    }
}
