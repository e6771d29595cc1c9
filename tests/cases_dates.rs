//! Runs `fixtures/cases/dates.txt`, `published.txt` and the examples that stand beside each rule in `src/dates/rules.tsv`.

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

/// A line tells the day of publication wherever it stands, or never.
#[test]
fn days_of_publication() {
    let (analyzer, mut failures) = (Analyzer::new(), Vec::new());
    let title = "Harbour at Nurn to close";
    let story = "The harbour at Nurn will close on Friday, its owner said.\n\nThe ferry will stop too.";
    let lines = include_str!("../fixtures/cases/published.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (line, day) = line.split_once(" -> ").unwrap_or((line, ""));
        for text in [format!("{title}\n\n{line}\n\n{story}"), format!("{title}\n\n{story}\n\n{line}")] {
            let published = analyzer.analyze(Source::from_text("case", text)).published;
            let found = published.map(|published| published.date.to_string()).unwrap_or_default();
            if found != day {
                failures.push(format!("{line}: expected {day:?}, found {found:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{} lines fail\n{}", failures.len(), failures.join("\n"));
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
            let (text, wanted) = expected(&marked.replace("\\n", "\n"), value);
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
