//! Short texts with every name in square brackets and, behind the arrow, the ids that the names lead to. A line without
//! brackets must give nothing. `\n` is a line break. `fixtures/cases/entities.txt` holds the cases; those of
//! `fixtures/cases/press.txt` also have every role of a person in braces, and `~` before what is not right yet.

use std::collections::BTreeSet;

use factbox::{Analyzer, Source};

#[test]
fn names_lead_to_entities() {
    let failures = failures(include_str!("../fixtures/cases/entities.txt"), |case, found| {
        (found.mentions != case.mentions).then(|| format!("wanted {:?}\n  found  {:?}", case.mentions, found.mentions))
    });
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn names_and_roles_of_the_press_are_found() {
    let failures =
        failures(include_str!("../fixtures/cases/press.txt"), |case, found| match (case.known, found == case) {
            (false, false) => Some(format!("wanted {case:?}\n  found  {found:?}")),
            (true, true) => Some("is right now: take the `~` away".to_owned()),
            _ => None,
        });
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// What a text holds, or was found to hold.
#[derive(Debug)]
struct Facts {
    /// Byte offset, words and id of each name, in text order.
    mentions: Vec<(usize, String, String)>,
    /// Byte range of each role.
    roles: BTreeSet<(usize, usize)>,
    /// Whether it is known to be found otherwise.
    known: bool,
}

impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        self.mentions == other.mentions && self.roles == other.roles
    }
}

/// What `differs` says of each case and of what is found in its text.
fn failures(cases: &str, differs: impl Fn(&Facts, &Facts) -> Option<String>) -> Vec<String> {
    let analyzer = Analyzer::new();
    let lines = cases.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let failure = |(at, line)| {
        let (text, case) = read(line);
        let why = differs(&case, &found(&analyzer, &text))?;
        Some(format!("line {}: {text}\n  {why}", at + 1))
    };
    lines.filter_map(failure).collect()
}

/// The text of a line and the facts marked in it.
fn read(line: &str) -> (String, Facts) {
    let (known, line) = line.strip_prefix('~').map_or((false, line), |line| (true, line.trim_start()));
    let (marked, ids) = line.split_once(" -> ").unwrap_or((line, ""));
    let mut ids = ids.split_whitespace();
    let mut text = String::new();
    let mut facts = Facts { mentions: Vec::new(), roles: BTreeSet::new(), known };
    let mut role = 0;
    for c in marked.trim_end().replace("\\n", "\n").chars() {
        match c {
            '[' => facts.mentions.push((text.len(), String::new(), ids.next().unwrap_or("no id").to_owned())),
            ']' => {
                let (start, words, _) = facts.mentions.last_mut().expect("a bracket is open");
                *words = text[*start..].to_owned();
            }
            '{' => role = text.len(),
            '}' => drop(facts.roles.insert((role, text.len()))),
            _ => text.push(c),
        }
    }
    (text, facts)
}

fn found(analyzer: &Analyzer, text: &str) -> Facts {
    let document = analyzer.analyze(Source::from_text("case", text));
    let words = |span: factbox::Span| document.page.words(span).to_owned();
    let mentions = document.entities.iter().flat_map(|entity| {
        entity.mentions.iter().map(move |mention| (mention.span.start(), words(mention.span), entity.id.clone()))
    });
    let mut mentions: Vec<_> = mentions.collect();
    mentions.sort();
    let roles = document.entities.iter().flat_map(|entity| &entity.roles).map(|role| (role.start(), role.end()));
    Facts { mentions, roles: roles.collect(), known: false }
}
