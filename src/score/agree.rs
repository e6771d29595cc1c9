//! Whether a found fact says what the gold fact says, wherever the two begin and end.

use serde_json::Value;

use crate::check::{Fact, FactKind};

/// The entity's name or code, the figure's value and unit, the date's value, the quote's kind.
pub fn content(gold: &Fact, found: &Fact) -> bool {
    match gold.kind {
        FactKind::Figure => amount(gold, found) && unit(gold, found),
        FactKind::Date => same(gold, found, "value"),
        FactKind::Quote => same(gold, found, "kind"),
        _ => folded(gold.fields.get("of")) == folded(found.fields.get("of")),
    }
}

/// The same id where the gold speaker has one, otherwise the same words; nobody where nobody speaks.
pub fn speaker(gold: &Fact, found: &Fact) -> bool {
    let of = |fact: &Fact, key: &str| fact.fields.get("speaker").and_then(|speaker| speaker.get(key)).cloned();
    let id = |fact: &Fact| of(fact, "id").filter(|id| !id.is_null());
    match (id(gold), id(found)) {
        (None, None) => folded(of(gold, "text").as_ref()) == folded(of(found, "text").as_ref()),
        (one, other) => one == other,
    }
}

fn same(gold: &Fact, found: &Fact, field: &str) -> bool {
    gold.fields.get(field) == found.fields.get(field)
}

fn amount(gold: &Fact, found: &Fact) -> bool {
    ["value", "low", "high"].iter().all(|field| {
        let number = |fact: &Fact| fact.fields.get(*field).and_then(Value::as_f64);
        same(gold, found, field) || number(gold).is_some_and(|value| number(found) == Some(value))
    })
}

/// What is counted is the same when its last word is: "cruise missiles" are missiles.
fn unit(gold: &Fact, found: &Fact) -> bool {
    let is_count = gold.fields.get("kind").is_some_and(|kind| kind == "count");
    let last_word = |unit: String| unit.rsplit(' ').next().map(|word| word.trim_end_matches('s').to_owned());
    let (one, other) = (folded(gold.fields.get("unit")), folded(found.fields.get("unit")));
    one == other || is_count && one.and_then(last_word) == other.and_then(last_word)
}

fn folded(value: Option<&Value>) -> Option<String> {
    value?.as_str().map(|text| text.to_lowercase().replace('’', "'").trim_start_matches("the ").to_owned())
}
