//! Words that tell what a number near them means. Takes a word; gives the cues it carries (`cues.tsv`).

use std::sync::LazyLock;

use crate::figures::fold::Caseless;
use crate::list;
use crate::sequence::hash::Listed;

/// A set of cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cues(u64);

macro_rules! cues {
    ($($name:ident = $bit:literal $label:literal,)*) => {
        $(pub(super) const $name: Cues = Cues(1 << $bit);)*
        const NAMED: &[(&str, Cues)] = &[$(($label, $name)),*];
    };
}

cues! {
    LABEL = 0 "label", INDEX = 1 "index", STREET = 2 "street", CHANGE = 3 "change", VARYING = 4 "varying",
    RESULT = 5 "result", LEVEL = 6 "level", POLL = 7 "poll", SPORT = 8 "sport", TIME = 9 "time",
    AGE_NOUN = 10 "agenoun", PERSON = 11 "person", PLURAL = 12 "plural", NOMINAL = 13 "nominal", STOP = 14 "stop",
    INSIDE = 15 "inside", UNCOUNTED = 16 "uncounted", SOLO = 17 "solo", RATIO = 18 "ratio", RATE = 19 "rate",
    LONG = 20 "long", TOLL = 21 "toll", AMOUNT = 22 "amount", MASS = 23 "mass",
    WEAK_LABEL = 24 "weaklabel", MONTH = 25 "month", LIFE = 26 "life", CRICKET = 27 "cricket",
    TOPIC = 28 "topic", WEAPON = 29 "weapon", BATTING = 30 "batting", ATHLETICS = 31 "athletics",
    SCORERS = 32 "scorers", PLAY = 33 "play", DRILLING = 34 "drilling", PEOPLE = 35 "people",
}

impl Cues {
    /// Those of a word that tells nothing.
    pub const NONE: Self = Self(0);

    /// The cues of both.
    pub fn and_also(self, other: Cues) -> Cues {
        Cues(self.0 | other.0)
    }

    /// Whether the word carries this cue.
    pub fn has(self, cue: Cues) -> bool {
        self.0 & cue.0 != 0
    }
}

/// The cues of a word, whatever its case.
pub(super) fn of(word: &str) -> Cues {
    LIST.get(word).copied().unwrap_or_default()
}

static LIST: LazyLock<Caseless<Cues>> = LazyLock::new(|| {
    let mut list: Listed<Cues> = Listed::with_capacity_and_hasher(1500, Default::default());
    for [name, words] in list::rows::<2>(include_str!("cues.tsv")) {
        let cue = NAMED.iter().find(|named| named.0 == name).map_or(Cues::default(), |named| named.1);
        words.split(' ').for_each(|word| list.entry(word).or_default().0 |= cue.0);
    }
    Caseless::new(list)
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_a_cue_and_every_cue_has_a_row() {
        let rows: Vec<_> = list::rows::<2>(include_str!("cues.tsv")).map(|[name, _]| name).collect();
        assert!(rows.iter().all(|name| NAMED.iter().any(|named| named.0 == *name)), "{rows:?}");
        assert!(NAMED.iter().all(|named| rows.contains(&named.0)));
    }

    #[test]
    fn looks_up_without_minding_case() {
        assert!(of("Page").has(LABEL));
        assert_eq!(of("an-unlisted-and-rather-long-word"), Cues::default());
    }
}
