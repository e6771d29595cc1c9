//! The published form: the frozen schema, reports that are valid by it, and bytes that do not change.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use factbox::report::{Unit, schema};
use factbox::write::{Json, JsonLines, Writer};
use factbox::{Analyzer, Report, Source};
use serde_json::Value;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

const TEXT: &str = "Ferry to stop in May\n\nBy Jane Roe\n\nOBAN, March 3 (Newswire) — “We have no money,” Zoë Gow said on \
                    Wednesday. It costs €10 to cross from Scotland to Nurn, 7 per cent more than in 2020.\n\nLeave a comment\n";

fn reports() -> Vec<Report> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let texts = paths.iter().map(|path| fs::read_to_string(path).unwrap()).chain([TEXT.to_owned(), String::new()]);
    texts.map(|text| report(&text)).collect()
}

fn report(text: &str) -> Report {
    Report::new(&ANALYZER.analyze(Source::from_text("article", text)), Unit::Char)
}

fn written(writer: &dyn Writer, report: &Report) -> String {
    let mut bytes = Vec::new();
    writer.article(&mut bytes, report).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_schema_is_frozen() {
    let frozen: Value = serde_json::from_str(include_str!("../fixtures/schema.json")).unwrap();
    let hint = "raise SCHEMA_VERSION, then: factbox schema > fixtures/schema.json";
    assert_eq!(frozen, Value::from(schema()), "the form of the report has changed; if that is meant, {hint}");
}

#[test]
fn every_report_is_valid() {
    let validator = jsonschema::validator_for(&Value::from(schema())).unwrap();
    for report in reports() {
        let json = serde_json::to_value(&report).unwrap();
        let errors: Vec<String> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
}

#[test]
fn reports_are_read_as_they_were_written() {
    for report in reports() {
        for json in [written(&Json, &report), written(&JsonLines, &report)] {
            assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
        }
    }
}

#[test]
fn pretty_json_has_one_fact_on_a_line() {
    let report = report(TEXT);
    let json = written(&Json, &report);
    let lines: Vec<&str> = json.lines().map(|line| line.trim_end_matches(',')).collect();
    let has =
        |fact: &Value| lines.iter().any(|line| serde_json::from_str::<Value>(line).is_ok_and(|line| line == *fact));
    let facts = serde_json::to_value(&report).unwrap();
    for list in
        ["/quotes", "/figures", "/dates", "/warnings", "/entities/people", "/entities/countries", "/article/bylines"]
    {
        let facts = facts.pointer(list).unwrap().as_array().unwrap();
        assert!(facts.iter().all(has), "{list} in\n{json}");
    }
    assert!(json.ends_with("\n}\n"));
    assert!(lines.iter().all(|line| !line.ends_with(' ')));
}

#[test]
fn json_lines_has_one_report_on_a_line() {
    let json = written(&JsonLines, &report(TEXT));
    assert_eq!(json.matches('\n').count(), 1);
    assert!(json.ends_with("}\n"));
}

#[test]
fn no_key_is_ever_missing() {
    let empty = written(&JsonLines, &report(""));
    let keys = ["schema_version", "source", "offsets", "article", "entities", "quotes", "figures", "dates", "warnings"];
    let places: Vec<_> = keys.iter().map(|key| empty.find(&format!("\"{key}\":")).expect(key)).collect();
    assert!(places.is_sorted(), "keys are out of order: {empty}");
    assert!(empty.contains("\"title\":null,\"published\":null,\"dateline\":null,\"bylines\":[],\"boilerplate\":[]"));
    assert!(empty.contains("\"kind\":\"empty\""));
}
