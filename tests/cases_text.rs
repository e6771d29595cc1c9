//! Runs `fixtures/cases/tokens.txt` and `fixtures/cases/sentences.txt`, and checks what holds for any text.

use factbox::article::{Article, Block, BlockKind};
use factbox::span::Span;
use factbox::text::{Text, Vocabulary, segment};
use factbox::{Analyzer, Source};
use proptest::prelude::*;

/// The text as one paragraph.
fn paragraph(text: &str) -> (Source, Text) {
    let source = Source::from_text("case", text);
    let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, source.text.len()) };
    let text = segment(&source, &Article { blocks: vec![block], dateline: None }, &mut Vocabulary::default());
    (source, text)
}

fn words(text: &str) -> Vec<String> {
    let (source, text) = paragraph(text);
    text.tokens.iter().map(|token| token.span.of(&source.text).to_owned()).collect()
}

/// Reads `\n` and `\u{ad}`.
fn unescape(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(tail) = rest.strip_prefix('n') {
            plain.push('\n');
            rest = tail;
        } else if let Some((code, tail)) = rest.strip_prefix("u{").and_then(|tail| tail.split_once('}')) {
            plain.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
            rest = tail;
        }
    }
    plain + rest
}

fn cases(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with("# "))
}

fn check(expected: &[String], got: &[String], failures: &mut Vec<String>) {
    if expected != got {
        failures.push(format!("expected {}\n     got {}", expected.join(" | "), got.join(" | ")));
    }
}

#[test]
fn tokens() {
    let mut failures = Vec::new();
    for line in cases(include_str!("../fixtures/cases/tokens.txt")) {
        let (text, tokens) = line.split_once("->").expect("a case has an arrow");
        let expected: Vec<String> = tokens.split_whitespace().map(unescape).collect();
        check(&expected, &words(&unescape(text.trim())), &mut failures);
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn sentences() {
    let mut failures = Vec::new();
    for line in cases(include_str!("../fixtures/cases/sentences.txt")) {
        let line = unescape(line);
        let expected: Vec<String> = line.split('¶').map(|sentence| sentence.trim().to_owned()).collect();
        let (source, text) = paragraph(&line.replace("¶ ", "").replace('¶', ""));
        let got: Vec<_> = text.sentences.iter().map(|sentence| sentence.span.of(&source.text).to_owned()).collect();
        check(&expected, &got, &mut failures);
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Whether a character must lie in some token.
fn prints(c: char) -> bool {
    c.is_alphanumeric() || c.is_ascii_punctuation() || "“”‘’—–…€£½".contains(c)
}

proptest! {
    #[test]
    fn tokens_are_ordered_and_cover_what_prints(text in "\\PC{0,60}|[a-cA-C0-2 .,:;'\"’“”@#/$&_\\-\\n\u{ad}\u{301}½]{0,60}") {
        let (source, layers) = paragraph(&text);
        let mut end = 0;
        for token in &layers.tokens {
            prop_assert!(token.span.start() >= end && !token.span.is_empty());
            prop_assert!(!source.text[end..token.span.start()].contains(prints), "a gap in {:?}", text);
            end = token.span.end();
        }
        prop_assert!(!source.text[end..].contains(prints), "a gap at the end of {:?}", text);
        let ranges: Vec<_> = layers.sentences.iter().flat_map(|sentence| sentence.tokens.clone()).collect();
        prop_assert_eq!(ranges, (0..layers.tokens.len()).collect::<Vec<_>>());
        prop_assert_eq!(!Analyzer::new().page(source).tags.is_empty(), !layers.tokens.is_empty());
    }
}

/// Texts on which a careless scan goes back to the start for every token.
#[test]
fn takes_linear_time() {
    for unit in [
        "\"", "”", ".", "a.", "a'", "it's's", "a-@", "#", "http://", "ab.cd", "'s", "1,", "1'000", ". ", "A. ", "_",
        "x ", "no\u{ad}", "a&", "\u{301}",
    ] {
        let text = unit.repeat(200_000 / unit.len());
        let start = std::time::Instant::now();
        let (_, layers) = paragraph(&text);
        assert!(
            start.elapsed().as_secs() < 2,
            "{unit:?} took {:?} for {} tokens",
            start.elapsed(),
            layers.tokens.len()
        );
    }
}
