//! Parts of a report that are not compared, named by JSON Pointers in which `*` stands for any key or index.

use std::str::FromStr;

use serde_json::Value;

use super::schema;
use crate::error::Error;

/// Parts of a report that are not compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mask(Vec<Pointer>);

/// A place in a report, or many: `/article/counts`, `/quotes/*/rule`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer(Vec<String>);

impl Mask {
    /// Whether everything is compared.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the place at this JSON Pointer is not compared.
    pub(super) fn covers(&self, at: &str) -> bool {
        let steps: Vec<&str> = at.split('/').skip(1).collect();
        let fit = |pointer: &Pointer| {
            pointer.0.len() == steps.len() && pointer.0.iter().zip(&steps).all(|(step, key)| fits(step, key))
        };
        self.0.iter().any(fit)
    }

    /// Takes the parts out of a report.
    pub(super) fn take_from(&self, report: &mut Value) {
        self.0.iter().for_each(|pointer| remove(report, &pointer.0));
    }
}

impl FromIterator<Pointer> for Mask {
    fn from_iter<T: IntoIterator<Item = Pointer>>(pointers: T) -> Self {
        Self(pointers.into_iter().collect())
    }
}

impl FromStr for Pointer {
    type Err = Error;

    /// # Errors
    /// [`Error::Expectation`] when no report has such a place.
    fn from_str(text: &str) -> Result<Self, Error> {
        let steps: Vec<String> =
            text.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
        if !text.starts_with('/') || steps == [""] {
            let what = "a place begins with \"/\" and a key of the report, as /quotes/*/rule".to_owned();
            return Err(Error::Expectation { at: text.to_owned(), what });
        }
        schema::find(&steps)?;
        Ok(Self(steps))
    }
}

fn fits(step: &str, key: &str) -> bool {
    step == "*" || step == key
}

fn remove(value: &mut Value, steps: &[String]) {
    let [step, rest @ ..] = steps else { return };
    match value {
        Value::Object(fields) if rest.is_empty() => fields.retain(|key, _| !fits(step, key)),
        Value::Object(fields) => {
            let inside = fields.iter_mut().filter(|(key, _)| fits(step, key));
            inside.for_each(|(_, field)| remove(field, rest));
        }
        Value::Array(items) => {
            let mut kept = Vec::with_capacity(items.len());
            for (index, mut item) in items.drain(..).enumerate() {
                let is_meant = fits(step, &index.to_string());
                if is_meant {
                    remove(&mut item, rest);
                }
                if !(is_meant && rest.is_empty()) {
                    kept.push(item);
                }
            }
            *items = kept;
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn mask(pointers: &[&str]) -> Mask {
        pointers.iter().map(|pointer| pointer.parse::<Pointer>().unwrap()).collect()
    }

    #[test]
    fn keys_and_items_are_taken_out() {
        let mut report = json!({"quotes": [{"text": "a", "rule": "x"}, {"text": "b", "rule": "y"}], "dates": [1, 2]});
        mask(&["/quotes/*/rule", "/dates/0"]).take_from(&mut report);
        assert_eq!(report, json!({"quotes": [{"text": "a"}, {"text": "b"}], "dates": [2]}));
        mask(&["/quotes/*", "/dates"]).take_from(&mut report);
        assert_eq!(report, json!({"quotes": []}));
    }

    #[test]
    fn a_place_is_covered_or_not() {
        let mask = mask(&["/quotes/*/rule", "/warnings"]);
        assert!(mask.covers("/quotes/7/rule") && mask.covers("/warnings"));
        assert!(!mask.covers("/quotes/7") && !mask.covers("/warnings/0") && !mask.covers("/figures/7/rule"));
    }

    #[test]
    fn places_that_no_report_has_are_refused() {
        let refused = |text: &str| text.parse::<Pointer>().unwrap_err().to_string();
        assert_eq!(refused("/quotes/*/rulle"), "/quotes/*: unknown key \"rulle\"; did you mean rule?");
        assert!(refused("quotes").contains("begins with \"/\""));
        assert!(refused("/").contains("begins with \"/\""));
        assert!(refused("/quotes/first").contains("a number or *"), "{}", refused("/quotes/first"));
        assert!(refused("/offsets/0").contains("nothing in it"), "{}", refused("/offsets/0"));
        assert!("/quotes/*/speaker/name".parse::<Pointer>().is_ok(), "a row that may be null");
    }
}
