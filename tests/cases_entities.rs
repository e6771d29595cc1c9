//! Short texts with every name in square brackets and, behind the arrow, the ids that the names lead to. A line without
//! brackets must give nothing. `\n` is a line break. `fixtures/cases/entities.txt` holds the cases.

use factbox::{Analyzer, Source};

#[test]
fn names_lead_to_entities() {
    let analyzer = Analyzer::new();
    let cases = include_str!("../fixtures/cases/entities.txt");
    let lines = cases.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let failures: Vec<String> = lines.filter_map(|(at, line)| failure(&analyzer, at + 1, line)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// What is wrong with one case, if anything.
fn failure(analyzer: &Analyzer, line: usize, case: &str) -> Option<String> {
    let (text, ids) = case.split_once(" -> ").unwrap_or((case, ""));
    let text = text.trim_end().replace("\\n", "\n");
    let wanted: Vec<(String, String)> =
        bracketed(&text).into_iter().zip(ids.split_whitespace().map(str::to_owned)).collect();
    let plain = text.replace(['[', ']'], "");
    let document = analyzer.analyze(Source::from_text("case", &plain));
    let mut found: Vec<(usize, String, String)> = document
        .entities
        .iter()
        .flat_map(|entity| entity.mentions.iter().map(move |mention| (mention.span, entity.id.clone())))
        .map(|(span, id)| (span.start(), document.page.words(span).to_owned(), id))
        .collect();
    found.sort();
    let found: Vec<(String, String)> = found.into_iter().map(|(_, words, id)| (words, id)).collect();
    (found != wanted).then(|| format!("line {line}: {plain}\n  wanted {wanted:?}\n  found  {found:?}"))
}

/// The words between square brackets.
fn bracketed(text: &str) -> Vec<String> {
    text.split('[').skip(1).filter_map(|part| part.split_once(']')).map(|(words, _)| words.to_owned()).collect()
}
