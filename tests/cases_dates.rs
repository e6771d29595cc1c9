//! Runs `fixtures/cases/dates.txt` and the examples that stand beside each rule in `src/dates/rules.tsv`.

use factbox::input::Told;
use factbox::{Analyzer, Source};
use jiff::civil::{Date, date};

/// The expressions found, as `start..end value`.
fn found(analyzer: &Analyzer, text: &str, published: Option<Date>) -> Vec<String> {
    let source = Source { published: published.map(Told::Option), ..Source::from_text("case", text) };
    let document = analyzer.analyze(source);
    let row = |timex: &factbox::dates::Timex| format!("[{}] {}", document.page.words(timex.span), timex.value);
    document.dates.iter().map(row).collect()
}

/// `text with [spans]` and the values, as text and what must be found.
fn expected(marked: &str, values: &str) -> (String, Vec<String>) {
    let spans = marked.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(span, _)| span);
    let rows = spans.zip(values.split('|')).map(|(span, value)| format!("[{span}] {}", value.trim())).collect();
    (marked.replace(['[', ']'], ""), rows)
}

fn compare(text: &str, expected: Vec<String>, found: Vec<String>, failures: &mut Vec<String>) {
    if expected != found {
        failures.push(format!("{text}\n  expected {}\n  found    {}", expected.join(", "), found.join(", ")));
    }
}

#[test]
fn cases() {
    let (analyzer, mut failures, mut published) = (Analyzer::new(), Vec::new(), None);
    let lines = include_str!("../fixtures/cases/dates.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(day) = line.strip_prefix("article date ") {
            published = day.parse().ok();
            continue;
        }
        let (marked, values) = line.split_once(" -> ").unwrap_or((line, ""));
        let (text, wanted) = expected(marked, values);
        compare(&text, wanted, found(&analyzer, &text, published), &mut failures);
    }
    assert!(failures.is_empty(), "{} cases fail\n{}", failures.len(), failures.join("\n"));
}

/// Every rule finds its examples and ignores what stands beside them. A Tuesday is the day of publication.
#[test]
fn examples_of_rules() {
    let (analyzer, mut failures) = (Analyzer::new(), Vec::new());
    let published = Some(date(2024, 3, 5));
    for line in include_str!("../src/dates/rules.tsv").lines().skip(1).filter(|line| !line.starts_with('$')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (rule, finds) = (columns[0], columns.get(4).copied().unwrap_or(""));
        if finds.is_empty() {
            failures.push(format!("{rule}: no example for `{}`", columns[1]));
        }
        for example in finds.split("; ").filter(|example| !example.is_empty()) {
            let (marked, value) = example.split_once(" = ").unwrap_or((example, "an example needs ` = value`"));
            let marked = if marked.contains('[') { marked.to_owned() } else { format!("[{marked}]") };
            let (text, wanted) = expected(&marked, value);
            // Expressions that only set the scene need no brackets.
            let got = found(&analyzer, &text, published);
            let got = got.into_iter().filter(|row| wanted.contains(row) || wanted.is_empty()).collect();
            compare(&format!("{rule}: {text}"), wanted, got, &mut failures);
        }
        for text in columns.get(5).copied().unwrap_or("").split("; ").filter(|text| !text.is_empty()) {
            compare(&format!("{rule} ignores: {text}"), Vec::new(), found(&analyzer, text, published), &mut failures);
        }
    }
    assert!(failures.is_empty(), "{} examples fail\n{}", failures.len(), failures.join("\n"));
}

/// How fast the stage is, on prose and on text made to hurt: `cargo test --release --test cases_dates -- --ignored
/// --nocapture`.
#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout, reason = "a measurement is there to be read")]
fn speed() {
    let analyzer = Analyzer::new();
    let prose = include_str!("../fixtures/articles/diplomacy-strait.txt");
    let hostile =
        ["the last two ", "1 1 1 1/2 ", "Monday, Monday of ", "early late mid the end of ", "10 p.m. ", "In May "];
    let rules = factbox::dates::Rules::load();
    for (name, text) in [("prose", prose)].into_iter().chain(hostile.map(|text| (text, text))) {
        for bytes in [300_000, 600_000] {
            let page = analyzer.page(Source::from_text("speed", text.repeat(bytes / text.len())));
            let start = std::time::Instant::now();
            let dates = factbox::dates::extract(&page, &[], &rules);
            let seconds = start.elapsed().as_secs_f64();
            println!("{name:?} {bytes}: {:.1} MB/s, {} found", bytes as f64 / 1e6 / seconds, dates.timexes.len());
        }
    }
}
