//! What holds for every text: no panic, every fact cut from the text, everything in order, the same result twice, and
//! whatever the line breaks are.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use factbox::report::Unit;
use factbox::{Analyzer, Document, Report, Source};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

/// The invented articles of `fixtures/articles`, and the texts of `fixtures/cases`.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let files = ["articles", "cases"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let mut paths: Vec<_> = files.into_iter().flatten().map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..400)) {
        if let Ok(source) = Source::from_bytes("bytes", &bytes) {
            holds(&source.text);
        }
    }

    #[test]
    fn any_text(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn article_like_text(pieces in vec(select(PIECES), 0..120)) {
        holds(&pieces.concat());
    }

    #[test]
    fn articles_cut_and_patched(
        text in any::<Index>(),
        cuts in vec((any::<Index>(), any::<Index>(), select(PIECES)), 1..6),
    ) {
        let mut text = TEXTS[text.index(TEXTS.len())].clone();
        for (from, to, piece) in cuts {
            patch(&mut text, from, to, piece);
        }
        holds(&text);
    }
}

#[test]
fn articles_as_they_are() {
    TEXTS.iter().for_each(|text| holds(text));
}

#[test]
fn time_is_linear_in_length() {
    for piece in PIECES {
        let text = piece.repeat(40_000 / piece.len());
        let start = std::time::Instant::now();
        ANALYZER.analyze(Source::from_text("long", text));
        let seconds = start.elapsed().as_secs_f64();
        assert!(seconds < 5.0, "40 kB of {piece:?} take {seconds:.1} s");
    }
}

#[test]
fn a_long_run_of_marks_takes_no_longer() {
    for mark in ["\"", "'", "“", "’", "-", ".", "(", "\n"] {
        let start = std::time::Instant::now();
        ANALYZER.analyze(Source::from_text("marks", mark.repeat(400_000)));
        let seconds = start.elapsed().as_secs_f64();
        assert!(seconds < 10.0, "400,000 times {mark:?} take {seconds:.1} s");
    }
}

/// Replaces up to 40 bytes, widened to whole characters.
fn patch(text: &mut String, from: Index, to: Index, piece: &str) {
    let start = from.index(text.len() + 1);
    let start = (0..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap();
    let end = (start + to.index(41)).min(text.len());
    let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
    text.replace_range(start..end, piece);
}

fn holds(text: &str) {
    let document = ANALYZER.analyze(Source::from_text("text", text));
    layers_are_in_order(&document);
    for unit in [Unit::Char, Unit::Byte, Unit::Utf16] {
        let report = serde_json::to_value(Report::new(&document, unit)).unwrap();
        facts_are_cut_from(&text_in(unit, text), unit, &report);
        facts_are_in_order(&report);
    }
    let again = ANALYZER.analyze(Source::from_text("text", text));
    assert_eq!(json(&document), json(&again), "the second time the report is another");
    if !text.contains('\r') {
        let windows = ANALYZER.analyze(Source::from_text("text", text.replace('\n', "\r\n")));
        let difference = difference("", &without_places(&document), &without_places(&windows));
        assert!(difference.is_none(), "with CRLF the facts are others: {}", difference.unwrap());
    }
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

fn facts_are_in_order(report: &Value) {
    let entities = report["entities"].as_object().unwrap().values().flat_map(|kind| kind.as_array().unwrap());
    let lists = entities.map(|entity| &entity["mentions"]);
    for list in lists.chain(["quotes", "figures", "dates"].map(|kind| &report[kind])) {
        let starts: Vec<_> = list.as_array().unwrap().iter().map(|fact| place(fact, "start")).collect();
        assert!(starts.is_sorted(), "{list} is out of order");
    }
}

fn json(document: &Document) -> String {
    serde_json::to_string(&Report::new(document, Unit::Char)).unwrap()
}

/// The report without positions, and with one kind of line break.
fn without_places(document: &Document) -> Value {
    let mut report = serde_json::to_value(Report::new(document, Unit::Char)).unwrap();
    strip(&mut report);
    report
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
            for key in ["start", "end", "characters", "message"] {
                fields.remove(key);
            }
            fields.values_mut().for_each(strip);
        }
        _ => {}
    }
}

/// Words, marks and turns of news, and characters that trip byte arithmetic.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    ". ",
    ", ",
    ": ",
    "; ",
    "? ",
    "! ",
    "… ",
    ". . .",
    " — ",
    " – ",
    "--",
    "-",
    "/",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "''",
    "``",
    "«",
    "»",
    "’s ",
    "'s ",
    "•",
    "* ",
    "_",
    "%",
    "$",
    "£",
    "€",
    "¥",
    "#",
    "@",
    "&",
    "°",
    "½",
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
    "\u{301}",
    "\u{feff}",
    "🇺🇸",
    "👩‍🚀",
    "é",
    "İ",
    "ß",
    "ŉ",
    "Ⅷ",
    "漢字",
    "\u{2028}",
    "said",
    "said on ",
    "Ms Gow",
    "Anna Gow",
    "Gov. Tom Brae",
    "the minister",
    "she ",
    "They ",
    "told ",
    "according to ",
    "added",
    "Mr",
    "Dr. ",
    "the US ",
    "U.S.",
    "UK",
    "France",
    "Paris",
    "Beijing",
    "Georgia",
    "Turkish",
    "NATO",
    "the European Union",
    "Acme Inc.",
    "Ministry of Health",
    "Monday",
    "on Friday",
    "last year",
    "next month",
    "3 March 2021",
    "March 3, 2021",
    "2021-03-03",
    "May",
    "1990s",
    "the third quarter",
    "two weeks ago",
    "9.30am",
    "every day",
    "Feb. 30",
    "Q1",
    "7 per cent",
    "3.2mn",
    "1,200",
    "12",
    "a dozen ",
    "thousands of ",
    "2-1",
    "65 cents a share",
    "between 3 and 5",
    "1/3",
    "-5",
    "1,,2",
    "0",
    "99999999999999999999999",
    "1e9",
    "3.2.1",
    "$1.5bn ",
    "km",
    "People ",
    "houses ",
    "first ",
    "one ",
    "By ",
    "PARIS, March 3 (Newswire) — ",
    "Read more: ",
    "Advertisement\n",
    "http://a.example/b ",
    "jane@echo.example",
    "I",
    "A",
    "a",
    "the ",
    "of ",
    "and ",
    "in ",
    "was ",
    "\t",
    "x",
];
