//! Which expected fact is which found fact. Takes the facts of one kind from both sides; gives pairs of indexes.

use std::collections::HashMap;
use std::hash::Hash;

use super::facts::Fact;

/// An expected fact and a found one, by their indexes.
pub type Pair = (usize, usize);

/// Units of text that two places share.
pub fn overlap(one: (usize, usize), other: (usize, usize)) -> usize {
    one.1.min(other.1).saturating_sub(one.0.max(other.0))
}

/// Pairs facts that stand in the text: first those at the same place, then those of the same words where the
/// expectation gives no place, then those that overlap, the larger overlap first.
pub fn by_place(expected: &[Fact], found: &[Fact]) -> Vec<Pair> {
    let mut pairing = Pairing::new(expected.len(), found.len());
    pairing.by_key(|index| expected[index].place, |index| found[index].place);
    pairing.by_key(
        |index| expected[index].place.is_none().then_some(expected[index].text.as_str()),
        |index| Some(found[index].text.as_str()),
    );
    pairing.by_weight(|one, other| match (expected[one].place, found[other].place) {
        (Some(one), Some(other)) => overlap(one, other),
        _ => 0,
    });
    pairing.sorted()
}

/// Pairs entities: those that share most mentions, then those of the same id, then those of the same name.
pub fn of_entities(expected: &[Fact], found: &[Fact], mentions: &[(Fact, Fact)]) -> Vec<Pair> {
    let mut pairing = Pairing::new(expected.len(), found.len());
    let mut shared: HashMap<Pair, usize> = HashMap::new();
    for (one, other) in mentions {
        if let (Some(one), Some(other)) = (one.entity, other.entity) {
            *shared.entry((one, other)).or_default() += 1;
        }
    }
    pairing.by_weight(|one, other| shared.get(&(one, other)).copied().unwrap_or(0));
    for key in ["id", "alpha2", "name"] {
        let of = |fact: &Fact| fact.fields.get(key).and_then(|value| value.as_str().map(str::to_owned));
        pairing.by_key(|index| of(&expected[index]), |index| of(&found[index]));
    }
    pairing.sorted()
}

/// Pairs made so far; each fact is in one at most.
struct Pairing {
    expected: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairing {
    fn new(expected: usize, found: usize) -> Self {
        Self { expected: vec![None; expected], taken: vec![false; found] }
    }

    fn join(&mut self, (one, other): Pair) {
        if self.expected[one].is_none() && !self.taken[other] {
            self.expected[one] = Some(other);
            self.taken[other] = true;
        }
    }

    /// Joins, in order, what is left on both sides and has the same key.
    fn by_key<K: Eq + Hash>(&mut self, one: impl Fn(usize) -> Option<K>, other: impl Fn(usize) -> Option<K>) {
        let mut free: HashMap<K, Vec<usize>> = HashMap::new();
        for index in (0..self.taken.len()).rev().filter(|index| !self.taken[*index]) {
            if let Some(key) = other(index) {
                free.entry(key).or_default().push(index);
            }
        }
        for index in (0..self.expected.len()).filter(|index| self.expected[*index].is_none()).collect::<Vec<_>>() {
            let same = one(index).and_then(|key| free.get_mut(&key)).and_then(Vec::pop);
            if let Some(same) = same {
                self.join((index, same));
            }
        }
    }

    /// Joins what is left by weight, the largest first; a weight of 0 never.
    fn by_weight(&mut self, weight: impl Fn(usize, usize) -> usize) {
        let left: Vec<usize> = (0..self.expected.len()).filter(|index| self.expected[*index].is_none()).collect();
        let free: Vec<usize> = (0..self.taken.len()).filter(|index| !self.taken[*index]).collect();
        let candidates = left.iter().flat_map(|one| free.iter().map(move |other| (*one, *other)));
        let mut weighed: Vec<(usize, Pair)> = candidates.map(|pair| (weight(pair.0, pair.1), pair)).collect();
        weighed.retain(|(weight, _)| *weight > 0);
        weighed.sort_by_key(|(weight, pair)| (usize::MAX - weight, *pair));
        weighed.into_iter().for_each(|(_, pair)| self.join(pair));
    }

    fn sorted(self) -> Vec<Pair> {
        self.expected.iter().enumerate().filter_map(|(one, other)| Some((one, (*other)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::check::{FactKind, facts_of};

    fn figures(rows: Value) -> Vec<Fact> {
        facts_of(&json!({"figures": rows}), FactKind::Figure).unwrap_or_default()
    }

    #[test]
    fn the_same_place_wins_over_a_larger_overlap() {
        let expected = figures(json!([{"text": "a", "start": 4, "end": 6}, {"text": "b", "start": 0, "end": 9}]));
        let found = figures(json!([{"text": "b", "start": 0, "end": 9}]));
        assert_eq!(by_place(&expected, &found), [(1, 0)]);
    }

    #[test]
    fn facts_without_a_place_are_paired_by_their_words_in_order() {
        let expected = figures(json!([{"text": "two"}, {"text": "two"}, {"text": "six"}]));
        let found = figures(json!([{"text": "two", "start": 1, "end": 4}, {"text": "two", "start": 8, "end": 11}]));
        assert_eq!(by_place(&expected, &found), [(0, 0), (1, 1)]);
    }

    #[test]
    fn what_does_not_touch_is_not_paired() {
        let expected = figures(json!([{"text": "two", "start": 0, "end": 3}]));
        let found = figures(json!([{"text": "six", "start": 3, "end": 6}]));
        assert_eq!(by_place(&expected, &found), []);
    }
}
