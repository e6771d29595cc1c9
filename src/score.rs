//! How right reports are. Takes gold reports and found ones; gives precision, recall and F1 for each kind of fact, by
//! four measures. `factbox eval` and the floor in `fixtures/scores.tsv` are both this module.

mod agree;
mod table;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::check::{Fact, FactKind, facts_of, overlap};
use crate::report::Report;

pub use table::{Row, Shortfall};

/// What is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "named as in the report")]
pub enum Kind {
    People,
    Countries,
    Organizations,
    Places,
    Quotes,
    Figures,
    Dates,
}

/// What counts as right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// The same place in the text.
    Exact,
    /// A place that overlaps.
    Overlap,
    /// A place that overlaps, and the same content: the entity's name or code, the figure's value and unit, the date's
    /// value, the quote's kind.
    Value,
    /// Quotes only: the same words but for a fifth, and the same speaker.
    Speaker,
}

/// Kinds with the facts that are counted for them.
const KINDS: [(Kind, FactKind); 7] = [
    (Kind::People, FactKind::PersonMention),
    (Kind::Countries, FactKind::CountryMention),
    (Kind::Organizations, FactKind::OrganizationMention),
    (Kind::Places, FactKind::PlaceMention),
    (Kind::Quotes, FactKind::Quote),
    (Kind::Figures, FactKind::Figure),
    (Kind::Dates, FactKind::Date),
];

const MEASURES: [Measure; 4] = [Measure::Exact, Measure::Overlap, Measure::Value, Measure::Speaker];

/// Counts behind a score; those of several articles add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and right.
    pub right: usize,
    /// Found at all.
    pub found: usize,
    /// In the gold report.
    pub wanted: usize,
}

impl Tally {
    /// Share of what was found that is right; 1 when nothing was found.
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// Share of what is there that was found; 1 when there is nothing.
    pub fn recall(&self) -> f64 {
        share(self.right, self.wanted)
    }

    /// Harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        share(2 * self.right, self.found + self.wanted)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Tallies by kind and measure.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    tallies: BTreeMap<(Kind, Measure), Tally>,
}

impl Scores {
    /// Counts one article. `gold` is a report in JSON; its positions are in the unit of `found`.
    pub fn add(&mut self, gold: &Value, found: &Report) {
        let found = serde_json::to_value(found).unwrap_or_default();
        for (kind, facts) in KINDS {
            let wanted = named(gold, facts);
            let had = named(&found, facts);
            for measure in MEASURES.into_iter().filter(|measure| measure.fits(kind)) {
                self.count(kind, measure, &wanted, &had);
            }
        }
    }

    /// The tally of one kind by one measure.
    pub fn tally(&self, kind: Kind, measure: Measure) -> Tally {
        self.tallies.get(&(kind, measure)).copied().unwrap_or_default()
    }

    fn count(&mut self, kind: Kind, measure: Measure, wanted: &[Fact], had: &[Fact]) {
        let (wanted, had) = (spoken(measure, wanted), spoken(measure, had));
        let right = matches(&wanted, &had, |one, other| measure.weight(one, other));
        let tally = self.tallies.entry((kind, measure)).or_default();
        tally.right += right;
        tally.found += had.len();
        tally.wanted += wanted.len();
    }
}

/// The facts of a kind; mentions with the name of their entity.
fn named(report: &Value, kind: FactKind) -> Vec<Fact> {
    let mut facts = facts_of(report, kind).unwrap_or_default();
    let entities = kind.owner().and_then(|owner| facts_of(report, owner)).unwrap_or_default();
    for fact in &mut facts {
        if let Some(entity) = fact.entity.and_then(|entity| entities.get(entity)) {
            fact.fields.insert("of".to_owned(), Value::from(entity.text.as_str()));
        }
    }
    facts
}

/// Scare quotes have no speaker to be right about.
fn spoken(measure: Measure, facts: &[Fact]) -> Vec<&Fact> {
    let is_scare = |fact: &Fact| fact.fields.get("kind").is_some_and(|kind| kind == "scare");
    facts.iter().filter(|fact| measure != Measure::Speaker || !is_scare(fact)).collect()
}

impl Measure {
    /// Only quotes have speakers.
    fn fits(self, kind: Kind) -> bool {
        self != Measure::Speaker || kind == Kind::Quotes
    }

    /// How well a found fact fits a gold one; 0 when it is wrong.
    fn weight(self, gold: &Fact, found: &Fact) -> usize {
        let (Some(one), Some(other)) = (gold.place, found.place) else { return 0 };
        let shared = overlap(one, other);
        let longer = (one.1 - one.0).max(other.1 - other.0);
        let right = match self {
            Measure::Exact => one == other,
            Measure::Overlap => true,
            Measure::Value => agree::content(gold, found),
            Measure::Speaker => shared * 5 >= longer * 4 && agree::speaker(gold, found),
        };
        if right { shared } else { 0 }
    }
}

/// How many facts can be matched one to one, those with the largest weights first.
fn matches(wanted: &[&Fact], had: &[&Fact], weight: impl Fn(&Fact, &Fact) -> usize) -> usize {
    let mut candidates = Vec::new();
    for (one, gold) in wanted.iter().enumerate() {
        let weighed = had.iter().enumerate().map(|(other, found)| (weight(gold, found), one, other));
        candidates.extend(weighed.filter(|(weight, ..)| *weight > 0));
    }
    candidates.sort_by_key(|(weight, one, other)| (usize::MAX - weight, *one, *other));
    let (mut golden, mut taken) = (vec![false; wanted.len()], vec![false; had.len()]);
    let mut count = 0;
    for (_, one, other) in candidates {
        if !golden[one] && !taken[other] {
            (golden[one], taken[other]) = (true, true);
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn count(kind: Kind, measure: Measure, gold: &Value, found: &Value) -> Tally {
        let (_, facts) = KINDS.into_iter().find(|(one, _)| *one == kind).expect("every kind is scored");
        let mut scores = Scores::default();
        scores.count(kind, measure, &named(gold, facts), &named(found, facts));
        scores.tally(kind, measure)
    }

    #[test]
    fn a_figure_may_overlap_and_still_have_its_value() {
        let gold =
            json!({"figures": [{"start": 0, "end": 18, "kind": "count", "value": 6, "unit": "cruise missiles"}]});
        let found = json!({"figures": [{"start": 0, "end": 12, "kind": "count", "value": 6, "unit": "missile"}]});
        let right = |measure| count(Kind::Figures, measure, &gold, &found).right;
        assert_eq!((right(Measure::Exact), right(Measure::Overlap), right(Measure::Value)), (0, 1, 1));
    }

    #[test]
    fn speakers_are_scored_over_quotes_that_somebody_speaks() {
        let ana = json!({"id": "person:ana", "text": "she"});
        let gold = json!({"quotes": [
            {"start": 0, "end": 10, "kind": "direct", "speaker": ana}, {"start": 20, "end": 25, "kind": "scare", "speaker": null}]});
        let found = json!({"quotes": [
            {"start": 0, "end": 9, "kind": "direct", "speaker": ana}, {"start": 20, "end": 25, "kind": "partial", "speaker": ana}]});
        let tally = count(Kind::Quotes, Measure::Speaker, &gold, &found);
        assert_eq!((tally.right, tally.found, tally.wanted), (1, 2, 1));
    }

    #[test]
    fn each_fact_is_matched_once() {
        let one = json!({"dates": [{"start": 0, "end": 10, "value": "2024"}]});
        let two = json!({"dates": [{"start": 0, "end": 4, "value": "2024"}, {"start": 5, "end": 10, "value": "2024"}]});
        let tally = count(Kind::Dates, Measure::Overlap, &one, &two);
        assert_eq!((tally.right, tally.precision(), tally.recall()), (1, 0.5, 1.0));
    }

    #[test]
    fn nothing_found_where_nothing_is_wanted_is_right() {
        assert_eq!(Tally::default().f1(), 1.0);
    }
}
