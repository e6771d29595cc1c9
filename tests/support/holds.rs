//! What holds for every text: every fact is cut from it, everything stands in order, what is named is there, all units
//! of places say the same, and so does a second run.
#![allow(dead_code, clippy::unwrap_used)]

use std::collections::HashSet;

use factbox::check::Expectation;
use factbox::report::Unit;
use factbox::{Analyzer, Document, Report, Source};
use serde_json::Value;

const UNITS: [Unit; 3] = [Unit::Char, Unit::Byte, Unit::Utf16];

/// Analyses the article and checks all of it; gives its report, with characters as units.
pub fn holds(analyzer: &Analyzer, source: Source) -> Value {
    let document = analyzer.analyze(source.clone());
    layers_are_in_order(&document);
    let reports = UNITS.map(|unit| serde_json::to_value(Report::new(&document, unit)).unwrap());
    for (unit, report) in UNITS.into_iter().zip(&reports) {
        facts_are_cut_from(&text_in(unit, &source.text), unit, report);
        assert_same(&without_places(&reports[0]), &without_places(report), "in another unit");
    }
    let [report, ..] = reports;
    facts_are_in_order(&report);
    what_is_named_is_there(&report);
    ranges_are_not_turned_round(&report);
    is_its_own_expectation(&report, &source.text, &document);
    let windows = Source { text: source.text.replace('\n', "\r\n"), ..source.clone() };
    let together = analyzer.analyze_all(vec![windows, source.clone()]);
    assert_eq!(json(&document), json(&together[1]), "the second time, behind another, the report is another");
    if !source.text.contains('\r') {
        let windows = serde_json::to_value(Report::new(&together[0], Unit::Char)).unwrap();
        assert_same(&without_places(&report), &without_places(&windows), "with CRLF");
    }
    report
}

fn layers_are_in_order(document: &Document) {
    let page = &document.page;
    let text = &page.source.text;
    let blocks = &page.article.blocks;
    assert!(blocks.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()), "blocks overlap");
    let covered: usize = blocks.iter().map(|block| letters(block.span.of(text))).sum();
    assert_eq!(covered, letters(text), "blocks do not cover the text");
    let tokens = &page.text.tokens;
    assert!(tokens.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()), "tokens overlap");
    let in_sentences: usize = page.text.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    assert_eq!(in_sentences, tokens.len(), "tokens outside of sentences");
    assert_eq!(page.tags.len(), tokens.len());
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// The text as a list of the units that positions count.
fn text_in(unit: Unit, text: &str) -> Vec<u32> {
    match unit {
        Unit::Char => text.chars().map(u32::from).collect(),
        Unit::Byte => text.bytes().map(u32::from).collect(),
        Unit::Utf16 => text.encode_utf16().map(u32::from).collect(),
    }
}

/// Every object with `text`, `start` and `end`, however deep.
fn facts_are_cut_from(text: &[u32], unit: Unit, value: &Value) {
    if let (Some(words), Some(start), Some(end)) = (value["text"].as_str(), place(value, "start"), place(value, "end"))
    {
        assert!(start <= end && end <= text.len(), "{value} is out of bounds");
        assert_eq!(text[start..end], text_in(unit, words), "{value} is not cut from the text");
        assert!(start < end, "{value} is empty");
    }
    match value {
        Value::Object(fields) => fields.values().for_each(|value| facts_are_cut_from(text, unit, value)),
        Value::Array(items) => items.iter().for_each(|value| facts_are_cut_from(text, unit, value)),
        _ => {}
    }
}

fn place(value: &Value, key: &str) -> Option<usize> {
    value[key].as_u64().map(|place| place as usize)
}

fn rows(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().unwrap().iter()
}

/// People, countries, organizations and places.
fn entities(report: &Value) -> impl Iterator<Item = &Value> {
    report["entities"].as_object().unwrap().values().flat_map(rows)
}

fn facts_are_in_order(report: &Value) {
    let lists = entities(report).map(|entity| &entity["mentions"]);
    for list in lists.chain(["quotes", "figures", "dates"].map(|kind| &report[kind])) {
        let starts: Vec<_> = rows(list).map(|fact| place(fact, "start")).collect();
        assert!(starts.is_sorted(), "{list} is out of order");
    }
    for kind in ["figures", "dates"] {
        let facts: Vec<_> = rows(&report[kind]).collect();
        let apart = facts.windows(2).all(|pair| place(pair[0], "end") <= place(pair[1], "start"));
        assert!(apart, "{kind} overlap: {}", report[kind]);
    }
}

/// Ids are given once, and every one that is spoken of is given.
fn what_is_named_is_there(report: &Value) {
    let mut ids = HashSet::new();
    for entity in entities(report) {
        assert!(ids.insert(entity["id"].as_str().unwrap()), "{} stands twice", entity["id"]);
        assert!(!entity["name"].as_str().unwrap().is_empty(), "{entity} has no name");
        assert!(rows(&entity["mentions"]).next().is_some(), "{entity} is nowhere mentioned");
    }
    let speakers = rows(&report["quotes"]).map(|quote| &quote["speaker"]["id"]);
    let writers = rows(&report["article"]["bylines"]).flat_map(|byline| rows(&byline["people"]));
    for id in speakers.chain(writers).filter_map(Value::as_str) {
        assert!(ids.contains(id), "{id} leads to nobody");
    }
}

fn ranges_are_not_turned_round(report: &Value) {
    for date in rows(&report["dates"]) {
        let (from, to) = (date["from"].as_str(), date["to"].as_str());
        assert!(from.is_some() == to.is_some() && from <= to, "{date} ends before it begins");
    }
    for figure in rows(&report["figures"]) {
        let bound = |key: &str| figure[key].as_f64();
        let (low, high) = (bound("low").unwrap_or(f64::NEG_INFINITY), bound("high").unwrap_or(f64::INFINITY));
        assert!(low <= high, "{figure} ends before it begins");
    }
}

/// The report holds to its schema, and held against itself has no difference.
fn is_its_own_expectation(report: &Value, text: &str, document: &Document) {
    let expectation = Expectation::parse(&report.to_string(), text).unwrap();
    let verdict = expectation.compare(&Report::new(document, Unit::Char));
    assert!(verdict.passed(), "{}", verdict.show("the report against itself", text));
}

fn json(document: &Document) -> String {
    serde_json::to_string(&Report::new(document, Unit::Char)).unwrap()
}

/// The report without positions, and with one kind of line break.
fn without_places(report: &Value) -> Value {
    let mut report = report.clone();
    strip(&mut report);
    report
}

fn assert_same(one: &Value, other: &Value, when: &str) {
    let difference = difference("", one, other);
    assert!(difference.is_none(), "{when} the facts are others: {}", difference.unwrap());
}

/// Where two reports differ first.
fn difference(at: &str, one: &Value, other: &Value) -> Option<String> {
    match (one, other) {
        (Value::Object(fields), Value::Object(others)) if fields.keys().eq(others.keys()) => {
            fields.iter().find_map(|(key, value)| difference(&format!("{at}/{key}"), value, &others[key]))
        }
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => items
            .iter()
            .zip(others)
            .enumerate()
            .find_map(|(i, (one, other))| difference(&format!("{at}/{i}"), one, other)),
        _ => (one != other).then(|| format!("{at}: {one} and {other}")),
    }
}

fn strip(value: &mut Value) {
    match value {
        Value::String(text) => *text = text.replace("\r\n", "\n"),
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::Object(fields) => {
            for key in ["start", "end", "characters", "message", "offsets"] {
                fields.remove(key);
            }
            fields.values_mut().for_each(strip);
        }
        _ => {}
    }
}
