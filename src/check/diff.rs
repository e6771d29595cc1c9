//! Compares an expectation with a found report, fact by fact. Gives a [`Verdict`].

use std::collections::HashSet;

use serde_json::{Number, Value};

use super::expectation::{Expectation, Gap, Mode};
use super::facts::{self, Fact, FactKind, facts_of};
use super::pairs::{self, Pair};
use crate::report::offsets::Unit;

/// How a found report differs from what was expected.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Every difference that no gap allows, by kind and place.
    pub differences: Vec<Difference>,
    /// Differences that a gap allows.
    pub known: Vec<Difference>,
    /// Gaps at which there is no difference any more.
    pub closed: Vec<Gap>,
    /// What the places count.
    pub unit: Unit,
}

impl Verdict {
    /// Whether everything is as expected, and no gap is left over.
    pub fn passed(&self) -> bool {
        self.differences.is_empty() && self.closed.is_empty()
    }
}

/// In what way a fact differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Expected and not found.
    Missing,
    /// Found and not expected.
    Extra,
    /// Found, but not as expected.
    Changed,
}

/// One fact that differs.
#[derive(Clone, Debug)]
pub struct Difference {
    /// In what way.
    pub state: State,
    /// The fact as expected; an extra one as found.
    pub fact: Fact,
    /// Where it stands; as found, where it is not said to be expected at a place.
    pub place: Option<(usize, usize)>,
    /// For a changed fact, what is other.
    pub changes: Vec<Change>,
    /// What found it.
    pub rule: Option<String>,
}

/// One field that is other than expected.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its name, `speaker.name` for one inside another.
    pub field: String,
    /// As expected.
    pub expected: Value,
    /// As found; null also where the report has no such field.
    pub found: Value,
}

/// Compares everything that the expectation states.
pub fn compare(expectation: &Expectation, found: &Value) -> Verdict {
    let expected = &expectation.report;
    let mut differences = Vec::new();
    for kind in facts::kinds() {
        let mut stated = facts_of(expected, kind);
        let mut had = facts_of(found, kind).unwrap_or_default();
        let owners = kind.owner().map(|owner| Owners::new(owner, expected, found));
        if let Some(owners) = &owners {
            owners.name(stated.as_deref_mut().unwrap_or_default(), &mut had);
        }
        differences.extend(unwanted(&facts_of(&expectation.absent, kind).unwrap_or_default(), &had));
        if let Some(stated) = stated {
            let pairs = pair(kind, &stated, &had, expected, found);
            let differing = differing(&stated, &had, &pairs, expectation.mode).into_iter();
            differences.extend(differing.filter(|one| owners.as_ref().is_none_or(|owners| !owners.tell(one))));
        }
    }
    differences.sort_by_key(|difference| (difference.place, difference.state));
    sort_out(differences, expectation)
}

fn pair(kind: FactKind, stated: &[Fact], had: &[Fact], expected: &Value, found: &Value) -> Vec<Pair> {
    if kind.is_single() {
        return if stated.is_empty() || had.is_empty() { Vec::new() } else { vec![(0, 0)] };
    }
    match kind.mention() {
        Some(mention) => pairs::of_entities(stated, had, &same_mentions(mention, expected, found)),
        None => pairs::by_place(stated, had),
    }
}

/// Those that mentions and roles belong to, on both sides.
struct Owners {
    stated: Vec<Fact>,
    had: Vec<Fact>,
    pairs: Vec<Pair>,
}

impl Owners {
    fn new(kind: FactKind, expected: &Value, found: &Value) -> Self {
        let stated = facts_of(expected, kind).unwrap_or_default();
        let had = facts_of(found, kind).unwrap_or_default();
        let pairs = pair(kind, &stated, &had, expected, found);
        Self { stated, had, pairs }
    }

    /// Writes into each mention and role whose it is. Entities that are one on both sides have the expected name, so
    /// that a mention differs only when it is given to somebody else.
    fn name(&self, stated: &mut [Fact], had: &mut [Fact]) {
        let mut names: Vec<&str> = self.had.iter().map(|fact| fact.text.as_str()).collect();
        for (one, other) in &self.pairs {
            names[*other] = &self.stated[*one].text;
        }
        let expected: Vec<&str> = self.stated.iter().map(|fact| fact.text.as_str()).collect();
        stated.iter_mut().for_each(|fact| write_owner(fact, &expected));
        had.iter_mut().for_each(|fact| write_owner(fact, &names));
    }

    /// Whether the owner's own difference tells this one: all mentions of a missing entity are missing.
    fn tell(&self, difference: &Difference) -> bool {
        let Some(entity) = difference.fact.entity else { return false };
        match difference.state {
            State::Missing => !self.pairs.iter().any(|(one, _)| *one == entity),
            State::Extra => !self.pairs.iter().any(|(_, other)| *other == entity),
            State::Changed => false,
        }
    }
}

fn write_owner(fact: &mut Fact, names: &[&str]) {
    if let Some(name) = fact.entity.and_then(|entity| names.get(entity)) {
        fact.fields.insert("of".to_owned(), Value::from(*name));
    }
}

/// The mentions that stand at one place on both sides.
fn same_mentions(kind: FactKind, expected: &Value, found: &Value) -> Vec<(Fact, Fact)> {
    let stated = facts_of(expected, kind).unwrap_or_default();
    let had = facts_of(found, kind).unwrap_or_default();
    let pairs = pairs::by_place(&stated, &had);
    pairs.into_iter().map(|(one, other)| (stated[one].clone(), had[other].clone())).collect()
}

fn differing(stated: &[Fact], had: &[Fact], pairs: &[Pair], mode: Mode) -> Vec<Difference> {
    let matched: HashSet<usize> = pairs.iter().map(|(one, _)| *one).collect();
    let taken: HashSet<usize> = pairs.iter().map(|(_, other)| *other).collect();
    let missing = stated.iter().enumerate().filter(|(index, _)| !matched.contains(index));
    let missing = missing.map(|(_, fact)| Difference::new(State::Missing, fact));
    let extra = had.iter().enumerate().filter(|(index, _)| mode == Mode::Exact && !taken.contains(index));
    let extra = extra.map(|(_, fact)| Difference::new(State::Extra, fact));
    let changed = pairs.iter().filter_map(|(one, other)| Difference::between(&stated[*one], &had[*other]));
    missing.chain(extra).chain(changed).collect()
}

/// Found facts that match one that must not be there.
fn unwanted<'f>(absent: &'f [Fact], had: &'f [Fact]) -> impl Iterator<Item = Difference> + 'f {
    let matches = |fact: &Fact| absent.iter().any(|unwanted| changes(unwanted, fact).is_empty());
    had.iter().filter(move |fact| matches(fact)).map(|fact| Difference::new(State::Extra, fact))
}

/// Sets apart what the gaps allow, and the gaps that allow nothing any more.
fn sort_out(differences: Vec<Difference>, expectation: &Expectation) -> Verdict {
    let at = |difference: &Difference| (difference.fact.kind, difference.fact.place.map(|(start, _)| start));
    let open: HashSet<_> = differences.iter().map(at).collect();
    let is_gap = |gap: &&Gap| !open.contains(&(gap.fact, gap.start));
    let closed = expectation.gaps.iter().filter(is_gap).cloned().collect();
    let gaps: HashSet<_> = expectation.gaps.iter().map(|gap| (gap.fact, gap.start)).collect();
    let (known, differences) = differences.into_iter().partition(|difference| gaps.contains(&at(difference)));
    Verdict { differences, known, closed, unit: expectation.unit() }
}

impl Difference {
    fn new(state: State, fact: &Fact) -> Self {
        Self { state, fact: fact.clone(), place: fact.place, changes: Vec::new(), rule: fact.rule.clone() }
    }

    fn between(expected: &Fact, found: &Fact) -> Option<Self> {
        let changes = changes(expected, found);
        let (place, rule) = (expected.place.or(found.place), found.rule.clone());
        (!changes.is_empty()).then(|| Self { state: State::Changed, fact: expected.clone(), place, changes, rule })
    }
}

/// The stated fields that are other in the found fact.
fn changes(expected: &Fact, found: &Fact) -> Vec<Change> {
    let mut changes = Vec::new();
    for (field, value) in &expected.fields {
        compare_field(field, value, found.fields.get(field).unwrap_or(&Value::Null), &mut changes);
    }
    if let Some(rule) = expected.rule.as_ref().filter(|rule| Some(*rule) != found.rule.as_ref()) {
        compare_field("rule", &Value::from(rule.as_str()), &found.rule.as_deref().into(), &mut changes);
    }
    without_echo(changes)
}

fn compare_field(field: &str, expected: &Value, found: &Value, changes: &mut Vec<Change>) {
    match (expected, found) {
        (Value::Object(stated), Value::Object(had)) => {
            for (key, value) in stated {
                compare_field(&format!("{field}.{key}"), value, had.get(key).unwrap_or(&Value::Null), changes);
            }
        }
        (Value::Number(one), Value::Number(other)) if same_number(one, other) => {}
        _ if expected == found => {}
        _ => changes.push(Change { field: field.to_owned(), expected: expected.clone(), found: found.clone() }),
    }
}

/// Other words imply another place, and another name another id: only the first is told.
fn without_echo(changes: Vec<Change>) -> Vec<Change> {
    let told = |field: String| changes.iter().any(|change| change.field == field);
    let echoes =
        |field: &str| match field.rsplit_once('.').map_or(("", field), |(head, last)| (&field[..head.len() + 1], last))
        {
            (head, "start" | "end") => told(format!("{head}text")),
            (head, "id") => told(format!("{head}name")),
            _ => false,
        };
    changes.iter().filter(|change| !echoes(&change.field)).cloned().collect()
}

/// Whether two numbers are one, however many noughts are written behind the point.
fn same_number(one: &Number, other: &Number) -> bool {
    let digits = |number: &Number| {
        let digits = number.to_string();
        if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.').to_owned() } else { digits }
    };
    digits(one) == digits(other)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TEXT: &str = "Ana Ruiz met Bo Ek. Ruiz paid 4.50 euros.";

    fn verdict(expected: Value, found: Value) -> Verdict {
        let expected = Expectation::parse_as(&expected.to_string(), TEXT, Mode::Subset).expect("it is well formed");
        compare(&expected, &found)
    }

    fn people(people: Value) -> Value {
        json!({"entities": {"people": people}})
    }

    fn mention(text: &str, start: usize) -> Value {
        json!({"text": text, "start": start, "end": start + text.len()})
    }

    #[test]
    fn numbers_are_one_however_many_noughts_follow_the_point() {
        let row =
            |value: &str| format!(r#"{{"figures": [{{"text": "4.50", "start": 30, "end": 34, "value": {value}}}]}}"#);
        let json = |value| serde_json::from_str(&row(value)).expect("it is JSON");
        assert!(verdict(json("4.5"), json("4.50")).passed());
        assert!(!verdict(json("4.5"), json("45")).passed());
    }

    #[test]
    fn a_mention_given_to_somebody_else_is_a_change() {
        let (ana, bo, ruiz) = (mention("Ana Ruiz", 0), mention("Bo Ek", 13), mention("Ruiz", 20));
        let expected =
            people(json!([{"name": "Ana Ruiz", "mentions": [ana, ruiz]}, {"name": "Bo Ek", "mentions": [bo]}]));
        let found = people(json!([{"name": "Ana Ruiz", "mentions": [ana]}, {"name": "Bo Ek", "mentions": [bo, ruiz]}]));
        let differences = verdict(expected, found).differences;
        assert_eq!(differences.len(), 1, "{differences:?}");
        assert_eq!(differences[0].remark(), "of: expected \"Ana Ruiz\", found \"Bo Ek\"");
    }

    #[test]
    fn another_name_for_the_same_mentions_is_one_change() {
        let mentions = json!([mention("Ana Ruiz", 0), mention("Ruiz", 20)]);
        let expected = people(json!([{"id": "person:ana-ruiz", "name": "Ana Ruiz", "mentions": mentions}]));
        let found = people(json!([{"id": "person:ruiz", "name": "Ruiz", "mentions": mentions}]));
        let differences = verdict(expected, found).differences;
        assert_eq!(differences.len(), 1, "{differences:?}");
        assert_eq!(differences[0].remark(), "name: expected \"Ana Ruiz\", found \"Ruiz\"");
    }

    #[test]
    fn a_missing_entity_tells_its_mentions() {
        let expected = people(json!([{"name": "Ana Ruiz", "mentions": [mention("Ana Ruiz", 0), mention("Ruiz", 20)]}]));
        let differences = verdict(expected, people(json!([]))).differences;
        assert_eq!(differences.len(), 1, "{differences:?}");
        assert_eq!(differences[0].fact.kind, FactKind::Person);
    }

    #[test]
    fn an_entity_is_found_by_its_name_alone() {
        let expected = people(json!([{"name": "Bo Ek"}, {"name": "Cy Dee"}]));
        let found = people(json!([{"name": "Bo Ek", "mentions": [mention("Bo Ek", 13)]}]));
        let differences = verdict(expected, found).differences;
        assert_eq!(
            differences.iter().map(|one| (one.state, one.fact.text.as_str())).collect::<Vec<_>>(),
            [(State::Missing, "Cy Dee")]
        );
    }

    #[test]
    fn what_is_expected_anywhere_is_shown_where_it_is_found() {
        let found = json!({"figures": [{"text": "4.50", "start": 30, "end": 34, "value": 4}]});
        let differences = verdict(json!({"figures": [{"text": "4.50", "value": 5}]}), found).differences;
        assert_eq!(differences[0].place, Some((30, 34)));
    }

    #[test]
    fn a_rule_is_compared_where_it_is_stated() {
        let found = json!({"figures": [{"text": "4.50", "start": 30, "end": 34, "rule": "figures/money"}]});
        assert!(verdict(json!({"figures": [{"text": "4.50", "start": 30, "end": 34}]}), found.clone()).passed());
        assert!(!verdict(json!({"figures": [{"text": "4.50", "rule": "figures/count"}]}), found).passed());
    }
}
