//! The outlines in `fixtures/cases/article.txt`: articles line by line, each with the kind of block it belongs to.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use factbox::article::{BlockKind, Dateline, Rules, outline};
use factbox::{Source, Span};

const CASES: &str = include_str!("../fixtures/cases/article.txt");

#[test]
fn outlines() {
    let failures: Vec<String> = cases().filter_map(|case| case.failure()).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// One article: its lines as they stand in the file, and its dateline.
struct Case {
    name: &'static str,
    rows: Vec<(&'static str, &'static str)>,
    dateline: Option<&'static str>,
}

fn cases() -> impl Iterator<Item = Case> {
    CASES.split("\n== ").skip(1).map(|case| {
        let (name, lines) = case.split_once('\n').unwrap();
        let dateline = lines.lines().find_map(|line| line.strip_prefix("=> "));
        let rows = lines.lines().filter(|line| !line.starts_with("=> ")).filter_map(|line| line.split_once('|'));
        let rows = rows.map(|(kind, words)| (kind.trim(), words.strip_prefix(' ').unwrap_or(words))).collect();
        Case { name, rows, dateline }
    })
}

impl Case {
    /// What is wrong with the outline of this article, whatever its line breaks are.
    fn failure(&self) -> Option<String> {
        ["\n", "\r\n", "\r"].iter().find_map(|line_break| {
            let lines: Vec<&str> = self.rows.iter().map(|row| row.1).collect();
            let source = Source::from_text(self.name, lines.join(line_break));
            let article = outline(&source, &Rules::load());
            let found: Vec<(BlockKind, Span)> = article.blocks.iter().map(|block| (block.kind, block.span)).collect();
            let mut found = show(&source.text, &found);
            article.dateline.iter().for_each(|dateline| show_dateline(&mut found, &source.text, dateline));
            let expected = self.expected(line_break);
            (found != expected).then(|| format!("{}\nexpected\n{expected}found\n{found}", self.name))
        })
    }

    fn expected(&self, line_break: &str) -> String {
        let mut blocks: Vec<String> = Vec::new();
        for (kind, words) in &self.rows {
            match *kind {
                "+" => *blocks.last_mut().unwrap() += &format!("⏎{}", words.trim()),
                "" => assert!(words.trim().is_empty(), "{}: a line without a kind: {words}", self.name),
                kind => blocks.push(format!("  {kind:11}| {}", words.trim())),
            }
        }
        let mut expected = blocks.iter().map(|block| block.replace(line_break, "⏎") + "\n").collect::<String>();
        if let Some(dateline) = self.dateline {
            writeln!(expected, "  => {dateline}").unwrap();
        }
        expected
    }
}

fn show(text: &str, blocks: &[(BlockKind, Span)]) -> String {
    let mut shown = String::new();
    for (kind, span) in blocks {
        let lines = span.of(text).replace("\r\n", "\n").replace('\r', "\n");
        let words = lines.split('\n').map(str::trim).collect::<Vec<_>>().join("⏎");
        writeln!(shown, "  {:11}| {words}", name(*kind)).unwrap();
    }
    shown
}

fn name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Byline => "byline",
        BlockKind::Stamp => "stamp",
        BlockKind::Paragraph => "story",
        BlockKind::Boilerplate => "boilerplate",
    }
}

fn show_dateline(shown: &mut String, text: &str, dateline: &Dateline) {
    let part = |span: Option<Span>| span.map_or("-", |span| span.of(text));
    let (date, agency) = (part(dateline.date), part(dateline.agency));
    writeln!(shown, "  => {} | {} | {date} | {agency}", dateline.span.of(text), dateline.place.of(text)).unwrap();
}
