//! The quote cases: short texts, by construction and typography. The form is told at the head of the case file.

use std::ops::Range;

use factbox::quotes::{Quote, QuoteKind};
use factbox::{Analyzer, Document, Source};

/// Short texts by construction, and passages as news runs.
const CASES: [&str; 3] = [
    include_str!("../fixtures/cases/quotes.txt"),
    include_str!("../fixtures/cases/speakers.txt"),
    include_str!("../fixtures/cases/passages.txt"),
];

#[test]
fn quotes() {
    CASES.iter().for_each(|cases| hold(cases));
}

fn hold(cases: &str) {
    let analyzer = Analyzer::new();
    let mut heading = "";
    let mut failures = Vec::new();
    let mut count = 0;
    for (number, line) in cases.lines().enumerate() {
        if line.starts_with('#') || line.is_empty() {
            heading = line.strip_prefix("## ").unwrap_or(heading);
            continue;
        }
        count += 1;
        let failure = failure(&analyzer, line);
        match (failure, heading.starts_with("not yet")) {
            (Some(got), false) => failures.push(format!("{}: {line}\n    got {got}", number + 1)),
            (None, true) => failures.push(format!("{}: {line}\n    is right now: move it up", number + 1)),
            _ => {}
        }
    }
    assert!(count >= 20, "{count} cases");
    assert!(failures.is_empty(), "{} of {count} fail\n{}", failures.len(), failures.join("\n"));
}

/// One lost or surplus mark in the first paragraph: the second is read all the same, and a warning tells of the first.
#[test]
fn a_lost_mark_costs_its_own_paragraph() {
    let analyzer = Analyzer::new();
    let lost = [
        ("“It was a long day, she said. Nobody came.", "unclosed-quote"),
        ("It was a long day,” she said. Nobody came.", "odd-quotation-mark"),
        ("\"It was a long day, she said. Nobody came.", "unclosed-quote"),
        ("It was a long day,\" she said. Nobody came.", "odd-quotation-mark"),
        ("“It was,” she said, “a long day. Nobody came.", "unclosed-quote"),
    ];
    for (first, kind) in lost {
        for mark in [["“", "”"], ["\"", "\""]] {
            let second = format!("Peter Lund was there. {}We tried,{} he said.", mark[0], mark[1]);
            let document = analyzer.analyze(Source::from_text("case", format!("{first}\n\n{second}")));
            let last = document.quotes.last().expect("the second paragraph has a quote");
            assert_eq!(document.page.words(last.span), "We tried,", "{first}");
            assert_eq!(named(&document, last), "Peter Lund", "{first}");
            assert!(document.warnings.iter().any(|warning| warning.kind == kind), "{first}: {:?}", document.warnings);
        }
    }
}

/// What was found instead of what a case expects; none when it is right.
fn failure(analyzer: &Analyzer, line: &str) -> Option<String> {
    let (marked, expected) = line.split_once(" -> ").unwrap_or((line, ""));
    let (text, spans) = unmark(marked);
    let document = analyzer.analyze(Source::from_text("case", text));
    let wanted: Vec<&str> = expected.split(" | ").filter(|answer| !answer.is_empty()).collect();
    let found = &document.quotes;
    let places = found.iter().map(|quote| quote.span.start()..quote.span.end()).eq(spans);
    let answers = found.len() == wanted.len() && found.iter().zip(&wanted).all(|(q, want)| fits(&document, q, want));
    (!places || !answers).then(|| found.iter().map(|quote| shown(&document, quote)).collect::<Vec<_>>().join(" | "))
}

/// The text without brackets, and where they stood; `¶` becomes a paragraph break.
fn unmark(marked: &str) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut spans: Vec<Range<usize>> = Vec::new();
    for c in marked.chars() {
        match c {
            '[' => spans.push(text.len()..text.len()),
            ']' => {
                if let Some(span) = spans.last_mut() {
                    span.end = text.len();
                }
            }
            '¶' => text.push_str("\n\n"),
            _ => text.push(c),
        }
    }
    (text, spans)
}

fn fits(document: &Document, quote: &Quote, wanted: &str) -> bool {
    let (wanted, name) = wanted.split_once(" = ").map_or((wanted, None), |(wanted, name)| (wanted, Some(name)));
    let (kind, speaker) = wanted.split_once(' ').unwrap_or((wanted, "-"));
    kind == kind_name(quote.kind)
        && speaker == said(document, quote)
        && name.is_none_or(|name| name == named(document, quote))
}

fn shown(document: &Document, quote: &Quote) -> String {
    let words = document.page.words(quote.span);
    format!("[{words}] {} {} = {}", kind_name(quote.kind), said(document, quote), named(document, quote))
}

fn said<'d>(document: &'d Document, quote: &Quote) -> &'d str {
    quote.speaker.as_ref().map_or("-", |speaker| document.page.words(speaker.span))
}

fn named<'d>(document: &'d Document, quote: &Quote) -> &'d str {
    let entity = quote.speaker.as_ref().and_then(|speaker| speaker.entity);
    entity.map_or("-", |entity| &document.entities[entity].name)
}

fn kind_name(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Partial => "partial",
        QuoteKind::Scare => "scare",
    }
}
