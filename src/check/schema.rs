//! Holds an expectation to the report's JSON Schema, so that a typing error in a key is an error and does not pass
//! silently. Knows the part of JSON Schema that the report's own types give.

use serde_json::{Map, Value};

use super::mask::Mask;
use crate::error::{Error, nearest};
use crate::report::Report;

/// Keys that even a complete expectation may leave out: they are compared only where they are stated.
const FREE: [&str; 4] = ["rule", "meta", "schema_version", "source"];

/// Checks `report` against the schema. With `partial`, any key may be missing, otherwise only rules and what the mask
/// covers.
///
/// # Errors
/// [`Error::Expectation`] names the first place that does not fit, as a JSON Pointer.
pub fn validate(report: &Value, partial: bool, mask: &Mask) -> Result<(), Error> {
    let root = Value::from(schemars::schema_for!(Report));
    Validator { schema: Schema { root: &root }, partial, mask }.value(report, &root, "")
}

/// Follows the steps of a JSON Pointer, in which `*` stands for any key or index, through the schema.
///
/// # Errors
/// [`Error::Expectation`] when no report has such a place.
pub fn find(steps: &[String]) -> Result<(), Error> {
    let root = Value::from(schemars::schema_for!(Report));
    let schema = Schema { root: &root };
    let (mut here, mut at) = (schema.inner(&root), String::new());
    for step in steps {
        let properties = here.get("properties").and_then(Value::as_object);
        here = match (properties, here.get("items")) {
            (Some(_), _) if step == "*" => return Ok(()),
            (Some(known), _) => match known.get(step) {
                Some(field) => schema.inner(field),
                None => return unknown(&at, step, known),
            },
            (_, Some(_)) if step != "*" && step.parse::<usize>().is_err() => {
                return wrong(&at, format!("this is a list; write a number or * for \"{step}\""));
            }
            (_, Some(items)) => schema.inner(items),
            _ => return wrong(&at, format!("there is nothing in it that could be \"{step}\"")),
        };
        at = format!("{at}/{step}");
    }
    Ok(())
}

/// The schema, in which references are looked up.
#[derive(Clone, Copy)]
struct Schema<'s> {
    root: &'s Value,
}

impl<'s> Schema<'s> {
    fn resolve(self, schema: &'s Value) -> &'s Value {
        let target =
            schema.get("$ref").and_then(Value::as_str).and_then(|path| self.root.pointer(path.trim_start_matches('#')));
        target.unwrap_or(schema)
    }

    /// What is in it: of several choices the first that has parts.
    fn inner(self, schema: &'s Value) -> &'s Value {
        let schema = self.resolve(schema);
        let parts = choices(schema).into_iter().flatten().map(|choice| self.resolve(choice));
        parts.into_iter().find(|choice| choice.get("properties").or(choice.get("items")).is_some()).unwrap_or(schema)
    }
}

fn choices(schema: &Value) -> Option<&Vec<Value>> {
    schema.get("anyOf").or(schema.get("oneOf")).and_then(Value::as_array)
}

struct Validator<'s> {
    schema: Schema<'s>,
    partial: bool,
    mask: &'s Mask,
}

impl<'s> Validator<'s> {
    fn value(&self, value: &Value, schema: &'s Value, at: &str) -> Result<(), Error> {
        let schema = self.schema.resolve(schema);
        if let Some(choices) = choices(schema) {
            return self.any(value, choices, at);
        }
        if !fits(value, schema) {
            let kinds = schema.get("type").or(schema.get("enum")).map(Value::to_string).unwrap_or_default();
            return wrong(at, format!("{value} is not of type {kinds}"));
        }
        match value {
            Value::Object(_) => self.object(value, schema, at),
            Value::Array(items) => {
                let rows =
                    schema.get("items").into_iter().flat_map(|schema| items.iter().zip(std::iter::repeat(schema)));
                rows.enumerate()
                    .try_for_each(|(index, (item, schema))| self.value(item, schema, &format!("{at}/{index}")))
            }
            _ => Ok(()),
        }
    }

    /// The first choice that takes this type of value tells what is wrong inside it.
    fn any(&self, value: &Value, choices: &'s [Value], at: &str) -> Result<(), Error> {
        let results: Vec<_> = choices.iter().map(|choice| self.value(value, choice, at)).collect();
        if results.iter().any(Result::is_ok) {
            return Ok(());
        }
        let of_type = choices.iter().position(|choice| fits(value, self.schema.resolve(choice))).unwrap_or(0);
        results.into_iter().nth(of_type).unwrap_or(Ok(()))
    }

    fn object(&self, value: &Value, schema: &'s Value, at: &str) -> Result<(), Error> {
        let (Some(fields), Some(known)) = (value.as_object(), schema.get("properties").and_then(Value::as_object))
        else {
            return Ok(());
        };
        for (key, field) in fields {
            let Some(schema) = known.get(key) else { return unknown(at, key, known) };
            self.value(field, schema, &format!("{at}/{key}"))?;
        }
        let is_free = |key: &str| FREE.contains(&key) || self.mask.covers(&format!("{at}/{key}"));
        let mut missing = known.keys().filter(|key| !fields.contains_key(*key) && !is_free(key));
        match missing.next().filter(|_| !self.partial) {
            Some(key) => wrong(at, format!("no key \"{key}\"; give it, or write \"mode\": \"subset\"")),
            None => Ok(()),
        }
    }
}

fn fits(value: &Value, schema: &Value) -> bool {
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return values.contains(value);
    }
    if let Some(constant) = schema.get("const") {
        return constant == value;
    }
    match schema.get("type") {
        Some(Value::String(name)) => is_of(value, name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(|name| is_of(value, name)),
        _ => true,
    }
}

fn is_of(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => value.is_null(),
    }
}

fn unknown(at: &str, key: &str, known: &Map<String, Value>) -> Result<(), Error> {
    let hint = nearest(key, known.keys().map(String::as_str));
    let hint = hint.map_or_else(|| keys(known), |name| format!("did you mean {name}?"));
    wrong(at, format!("unknown key \"{key}\"; {hint}"))
}

fn keys(known: &Map<String, Value>) -> String {
    format!("the keys here are {}", known.keys().map(String::as_str).collect::<Vec<_>>().join(", "))
}

fn wrong(at: &str, what: String) -> Result<(), Error> {
    Err(Error::Expectation { at: if at.is_empty() { "/".to_owned() } else { at.to_owned() }, what })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn refused(report: Value, partial: bool) -> String {
        validate(&report, partial, &Mask::default()).expect_err("it does not hold to the schema").to_string()
    }

    #[test]
    fn the_report_of_an_article_fits() {
        let document = crate::Analyzer::new().analyze(crate::Source::from_text("a", "“Six,” said Ana Ruiz on Friday."));
        let report = Report::new(&document, crate::report::Unit::Char);
        assert_eq!(
            validate(&serde_json::to_value(report).unwrap_or_default(), false, &Mask::default())
                .err()
                .map(|e| e.to_string()),
            None
        );
    }

    #[test]
    fn unknown_keys_are_told_with_their_place() {
        let what = refused(json!({"dates": [{"vaule": "2024"}]}), true);
        assert_eq!(what, "/dates/0: unknown key \"vaule\"; did you mean value?");
        let what = refused(json!({"xyzzy": []}), true);
        assert!(what.starts_with("/: unknown key \"xyzzy\"; the keys here are article, "), "{what}");
    }

    #[test]
    fn keys_inside_a_nullable_row_are_told_too() {
        let what = refused(json!({"quotes": [{"speaker": {"nmae": "Ana"}}]}), true);
        assert!(what.starts_with("/quotes/0/speaker: unknown key \"nmae\""), "{what}");
    }

    #[test]
    fn types_are_checked() {
        assert_eq!(refused(json!({"figures": {}}), true), "/figures: {} is not of type \"array\"");
        assert!(refused(json!({"offsets": "lines"}), true).starts_with("/offsets"));
    }

    #[test]
    fn a_complete_report_has_every_key_but_rules() {
        assert_eq!(validate(&json!({"quotes": []}), true, &Mask::default()).map_err(|error| error.to_string()), Ok(()));
        assert!(refused(json!({"quotes": []}), false).contains("no key"));
    }
}
