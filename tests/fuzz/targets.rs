//! What is fuzzed, each from inputs of its own kind.

use std::sync::LazyLock;

use factbox::check::{Expectation, Mode, replace_gaps};
use factbox::input::Told;
use factbox::input::records::Record;
use factbox::report::Unit;
use factbox::tables::Table;
use factbox::write::{Format, Style};
use factbox::{Analyzer, Error, Gazetteer, Report, Source};
use jiff::civil::{Date, date};
use serde_json::Value;

use super::holds::holds;
use super::mutate::LONGEST;
use super::pieces::PIECES;
use super::{Shown, files, fuzz};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

/// Days from which all others are counted, and so the ends of the calendar too.
const DAYS: [Option<Date>; 5] =
    [None, Some(date(2021, 3, 4)), Some(date(1, 1, 1)), Some(date(9999, 12, 31)), Some(date(2000, 2, 29))];

/// Most bytes that are analysed, so that many inputs have their turn; one in sixteen may be longer.
const ENOUGH: usize = 4_000;

/// Pieces of whole paragraphs of the invented articles.
fn pieces() -> Vec<Vec<u8>> {
    let mut pieces = vec![String::new()];
    for article in articles() {
        for paragraph in String::from_utf8(article).unwrap().split_inclusive("\n\n") {
            match pieces.last_mut() {
                Some(piece) if piece.len() + paragraph.len() < ENOUGH / 2 => piece.push_str(paragraph),
                _ => pieces.push(paragraph.to_owned()),
            }
        }
        pieces.push(String::new());
    }
    pieces.into_iter().map(String::into_bytes).collect()
}

fn articles() -> Vec<Vec<u8>> {
    [files("fixtures/articles", &[".txt"]), files("fixtures/cases", &[".txt"])].concat()
}

#[test]
fn analysis() {
    fuzz("analysis", pieces(), PIECES, |bytes| {
        let most = if bytes.len() % 16 == 0 { LONGEST } else { ENOUGH };
        let mut text = String::from_utf8_lossy(&bytes[..bytes.len().min(most)]).into_owned();
        text.retain(|c| c != '\0');
        let day = DAYS[bytes.len() % DAYS.len()];
        let source = Source { published: day.map(Told::Option), ..Source::from_text("fuzz", text) };
        rules(&holds(&ANALYZER, source))
    });
}

#[test]
fn decoder() {
    let mut inputs = articles();
    inputs.extend(files("fixtures/inputs", &[""]));
    let tokens = ["\u{feff}", "\r", "\u{fffd}", "\u{10ffff}", "é", "\0"];
    fuzz("decoder", inputs, &[PIECES, &tokens].concat(), |bytes| {
        // Beside the bytes as they are, the same as UTF-16 of either order.
        let text = String::from_utf8_lossy(bytes);
        let little: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            let decoded = Source::from_bytes("fuzz", &bytes).map(|source| source.text);
            assert!(decoded.map_or(text.contains('\0'), |decoded| decoded == text), "UTF-16 is not what it was");
        }
        match Source::from_bytes("fuzz", bytes) {
            Ok(source) => {
                let whole = !source.repaired && source.text.len() >= bytes.len().saturating_sub(3) / 2;
                assert!(source.repaired || whole || bytes.is_empty(), "bytes are lost");
                if let Ok(text) = str::from_utf8(bytes) {
                    assert_eq!(text.strip_prefix('\u{feff}').unwrap_or(text), source.text);
                }
                [format!("{:?} {}", source.encoding, source.repaired)].to_vec()
            }
            Err(error) => [error.to_string()].to_vec(),
        }
    });
}

#[test]
fn records() {
    let mut inputs: Vec<Vec<u8>> = files("fixtures/inputs", &[".jsonl"]);
    for (text, day) in articles().iter().zip(["2021-03-04", "0001-01-01", "9999-12-31T23:59:59Z", "-009999-01-01", ""])
    {
        let text = String::from_utf8_lossy(&text[..text.len().min(1500)]);
        let record =
            serde_json::json!({"text": text, "id": 7, "date": day, "title": text.lines().next(), "more": [{}]});
        inputs.push(record.to_string().into_bytes());
    }
    fuzz("records", inputs, JSON, |bytes| {
        let lines = bytes.split(|byte| *byte == b'\n').take(20);
        lines.zip(1..).map(|(line, number)| record(line, number)).collect()
    });
}

/// What became of a line: the analysis, or an error that names the line.
fn record(line: &[u8], number: usize) -> String {
    let source = Record::parse(line, number).and_then(|record| {
        serde_json::to_string(&record.meta).unwrap();
        record.into_source(number)
    });
    match source {
        Ok(mut source) => {
            source.text.truncate((0..=2000).rev().find(|end| source.text.is_char_boundary(*end)).unwrap());
            let published = source.published;
            let report = Report::new(&ANALYZER.analyze(source), Unit::Char);
            format!("{} {}", published.is_some(), report.article.title.is_some())
        }
        Err(error) => {
            let told = error.to_string();
            assert!(told.starts_with(&format!("line {number}: ")) || matches!(error, Error::TooLong(_)), "{told}");
            told.split(" at column").next().unwrap().chars().filter(|c| c.is_ascii_alphabetic()).take(60).collect()
        }
    }
}

#[test]
fn gazetteer() {
    let table = "name\tkind\tcanonical form\tcountry\n# ours\nthe Rock\tplace\tNurn\tGB\nNurn\tplace\n\
                 Gow\u{20}Ferries\tcompany\tGow Ferries plc\tGB\nAnna Gow\tperson\nEngland\tcountry\t\tGB\n";
    let kinds = ["person", "country", "organization", "place", "company", "river", "city", "kind", "GB", "FR", "\t"];
    fuzz("gazetteer", vec![table.into()], &[&kinds[..], &["\t", "\n", "\tplace\n"], PIECES].concat(), |bytes| {
        let table = String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]).replace('\0', "");
        match Gazetteer::parse(&table) {
            Ok(names) => rules(&holds(&Analyzer::with_names(names), Source::from_text("fuzz", table))),
            Err(error) => {
                let told = error.to_string();
                let line = told.strip_prefix("line ").and_then(|told| told.split(':').next()).unwrap().parse::<usize>();
                assert!(line.unwrap() <= table.lines().count(), "{told}");
                [told.chars().filter(|c| c.is_ascii_alphabetic()).take(40).collect()].to_vec()
            }
        }
    });
}

/// The article of the expectations and reports.
const ARTICLE: &str = include_str!("../../fixtures/inputs/ferry.txt");

#[test]
fn expectations_and_reports() {
    let inputs = [Unit::Char, Unit::Byte, Unit::Utf16].map(|unit| {
        let published = Some(Told::Option(date(2021, 3, 4)));
        let source = Source { published, ..Source::from_text("ferry.txt", ARTICLE) };
        serde_json::to_vec(&Report::new(&ANALYZER.analyze(source), unit)).unwrap()
    });
    let subset =
        br#"{"mode": "subset", "options": {"date": "2021-03-04"}, "figures": [{"text": "400 people", "value": 4}],
        "gaps": [
            {"fact": "figure", "text": "400 people", "start": 274, "why": "?"}
        ], "absent": {"dates": [{"text": "May"}]}}"#;
    let inputs = inputs.into_iter().chain([subset.to_vec()]).collect();
    fuzz("expectations_and_reports", inputs, &[JSON, KEYS].concat(), |bytes| {
        let json = String::from_utf8_lossy(bytes);
        if let Ok(report) = serde_json::from_str::<Report>(&json) {
            written(&report);
        }
        match Expectation::parse_as(&json, ARTICLE, Mode::Subset) {
            Ok(expectation) => expected(&json, &expectation),
            Err(error) => [error.to_string().chars().filter(|c| c.is_ascii_alphabetic()).take(60).collect()].to_vec(),
        }
    });
}

/// Everything that is done with an expectation.
fn expected(json: &str, expectation: &Expectation) -> Shown {
    let verdict = expectation.check(&ANALYZER, "fuzz", ARTICLE);
    verdict.show("fuzz", ARTICLE);
    let replaced = replace_gaps(json, expectation, &verdict);
    if let Ok(report) = serde_json::from_value::<Report>(expectation.report.clone()) {
        written(&report);
        if expectation.unit() == Unit::Byte && Expectation::parse(json, ARTICLE).is_ok() {
            let page = ANALYZER.page(Source::from_text("fuzz", ARTICLE));
            page_of(&report, &page.article.blocks);
        }
    }
    [format!("{} {} {}", verdict.differences.len(), verdict.closed.len(), replaced.is_some())].to_vec()
}

/// The report in every format.
fn written(report: &Report) {
    for format in [Format::Json, Format::Jsonl, Format::Text] {
        format.writer(Style { color: true, ..Style::default() }).article(&mut Vec::new(), report).unwrap();
    }
    for table in Table::ALL {
        let style = Style { table: Some(table), ..Style::default() };
        Format::Csv.writer(style).article(&mut Vec::new(), report).unwrap();
    }
}

#[cfg(feature = "cli")]
fn page_of(report: &Report, blocks: &[factbox::article::Block]) {
    use factbox::write::html;
    html::page(&mut Vec::new(), html::Article { text: ARTICLE, blocks, report }, None).unwrap();
}

#[cfg(not(feature = "cli"))]
fn page_of(_: &Report, _: &[factbox::article::Block]) {}

/// The rules and warnings of a report, and how its day and its speakers were found.
fn rules(report: &Value) -> Shown {
    let mut shown = Vec::new();
    gather(report, &mut shown);
    shown
}

fn gather(value: &Value, shown: &mut Shown) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(item, shown)),
        Value::Object(fields) => {
            for key in ["rule", "kind", "via", "from"] {
                let name = fields
                    .get(key)
                    .and_then(Value::as_str)
                    .filter(|name| !name.starts_with(|c: char| c.is_ascii_digit()));
                shown.extend(name.map(str::to_owned));
            }
            fields.values().for_each(|field| gather(field, shown));
        }
        _ => {}
    }
}

const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "true",
    "0",
    "-1",
    "1e999",
    "1.50",
    "\\u0000",
    "\\ud800",
    "\\\"",
    "\\n",
    "\"text\":",
    "\"id\":",
    "\"date\":",
    "\"title\":",
    "\"2021-02-30\"",
    "\"9999-12-31\"",
    "\"0000-00-00\"",
    "\u{feff}",
    "[[[[[[[[",
    "{\"a\":",
    "99999999999999999999",
    "\u{202e}",
    "…",
    "\n",
];

const KEYS: &[&str] = &[
    "\"mode\":",
    "\"exact\"",
    "\"subset\"",
    "\"options\":",
    "\"gaps\":",
    "\"absent\":",
    "\"why\":",
    "\"fact\":",
    "\"offsets\":",
    "\"byte\"",
    "\"char\"",
    "\"utf16\"",
    "\"start\":",
    "\"end\":",
    "\"value\":",
    "\"speaker\":",
    "\"entities\":",
    "\"people\":",
    "\"mentions\":",
    "\"quotes\":",
    "\"from\":",
    "\"to\":",
    "\"-009999-01-01\"",
    "\"9999-12-31\"",
    "18446744073709551615",
    "1e308",
];
