//! Runs `fixtures/cases/figures.txt`, the table of every currency sign in every way of writing a number, and what
//! holds for any text.

use factbox::figures::{Amount, Figure, FigureKind};
use factbox::{Analyzer, Document, Source};
use proptest::prelude::*;

fn analyze(text: &str) -> Document {
    Analyzer::new().analyze(Source::from_text("case", text))
}

/// A figure in the form of the cases: `money 4500000000 USD per year ~about`.
fn describe(figure: &Figure) -> String {
    let kind = format!("{:?}", figure.kind).to_lowercase();
    let amount = match &figure.amount {
        Amount::Exact(value) => value.to_string(),
        Amount::Range(low, high) => format!("{low}..{high}"),
        Amount::Text(score) => score.clone(),
    };
    let per = figure.per.as_ref().map(|per| format!(" per {per}")).unwrap_or_default();
    let loose = figure.approximation.as_ref().map(|loose| format!(" ~{loose}")).unwrap_or_default();
    format!("{kind} {amount} {}{per}{loose}", figure.unit.as_deref().unwrap_or("-"))
}

/// The text with the figures found in it in brackets, and what they are.
fn mark(text: &str) -> (String, Vec<String>) {
    let document = analyze(text);
    let mut marked = text.to_owned();
    for figure in document.figures.iter().rev() {
        marked.insert(figure.span.end(), ']');
        marked.insert(figure.span.start(), '[');
    }
    (marked, document.figures.iter().map(describe).collect())
}

#[test]
fn figures() {
    let cases = include_str!("../fixtures/cases/figures.txt");
    let mut failures = Vec::new();
    for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut parts = line.split("->").map(str::trim);
        let marked = parts.next().expect("a case has a text");
        let expected: Vec<String> = parts.map(str::to_owned).collect();
        let (got_marked, got) = mark(&marked.replace(['[', ']'], ""));
        if (marked, &expected) != (got_marked.as_str(), &got) {
            failures.push(format!(
                "expected {marked} -> {}\n     got {got_marked} -> {}",
                expected.join(" -> "),
                got.join(" -> ")
            ));
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

/// Every sign of `currencies.tsv` with the code it means where the article names no country.
fn signs() -> Vec<(String, String, bool)> {
    let mut signs: Vec<(String, String, bool)> = Vec::new();
    for line in include_str!("../src/figures/currencies.tsv").lines().skip(1).filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        for (column, spaced) in [(3, true), (4, false)] {
            for sign in columns[column].split(", ").filter(|sign| !sign.is_empty()) {
                if signs.iter().all(|known| known.0 != sign) {
                    signs.push((sign.to_owned(), columns[0].to_owned(), spaced));
                }
            }
        }
    }
    signs
}

#[test]
fn every_sign_with_every_number_and_scale() {
    let numbers = ["5", "12", "0.3", "4.35", "1,200", "250.5", "14,000.75"];
    let scales = [
        "",
        "k",
        "m",
        "mn",
        "bn",
        "tn",
        "trn",
        "M",
        "B",
        " million",
        " billion",
        " bn",
        " mn",
        "-million",
        " lakh",
        " crore",
        " lakh crore",
    ];
    let mut failures = Vec::new();
    let analyzer = Analyzer::new();
    for (sign, code, spaced) in signs() {
        for number in numbers {
            for scale in scales {
                for blank in ["", " "] {
                    let is_weak =
                        sign.len() == 1 && sign.is_ascii() && sign != "$" && scale.is_empty() && number.len() < 4;
                    if blank == " " && !spaced || is_weak {
                        continue;
                    }
                    let amount = format!("{sign}{blank}{number}{scale}");
                    let document =
                        analyzer.analyze(Source::from_text("case", format!("It paid {amount} to the bank.")));
                    let found = matches!(&document.figures[..], [figure] if figure.kind == FigureKind::Money
                        && figure.unit.as_deref() == Some(&code)
                        && document.page.words(figure.span) == amount
                        && figure.amount == expected(number, scale));
                    if !found {
                        let got: Vec<_> = document.figures.iter().map(describe).collect();
                        failures.push(format!("{amount} ({code}): {got:?}"));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures[..failures.len().min(60)].join("\n"));
}

fn expected(number: &str, scale: &str) -> Amount {
    let power = match scale.trim_matches([' ', '-']) {
        "" => 0,
        "k" => 3,
        "lakh" => 5,
        "m" | "mn" | "M" | "million" => 6,
        "crore" => 7,
        "bn" | "B" | "billion" => 9,
        _ => 12,
    };
    let value = factbox::figures::Decimal::parse(&number.replace(',', "")).expect("a plain number");
    Amount::Exact(value.scaled(power).expect("a small number"))
}

#[test]
fn units_on_the_number_or_behind_it() {
    let units =
        [("km", "kilometre"), ("kg", "kilogram"), ("mph", "mile per hour"), ("MW", "megawatt"), ("%", "percent")];
    for (symbol, unit) in units {
        for number in ["5", "1,200", "0.75", "2.5m", "three"] {
            for blank in ["", " "] {
                if blank.is_empty() && number.ends_with(char::is_alphabetic) {
                    continue;
                }
                let (_, got) = mark(&format!("It had {number}{blank}{symbol} more."));
                assert!(got.len() == 1 && got[0].ends_with(unit), "{number}{blank}{symbol}: {got:?}");
            }
        }
    }
}

#[test]
fn a_number_of_ten_thousand_digits_is_no_figure() {
    for text in ["9".repeat(10_000), "1,234,".repeat(5_000), "1 ".repeat(10_000), "a million ".repeat(5_000)] {
        let document = analyze(&format!("It sold {text} cars."));
        assert!(document.figures.len() <= 5_000);
    }
}

proptest! {
    /// Whatever the text: figures lie in it on characters, in order, without overlap.
    #[test]
    fn figures_lie_in_the_text(words in prop::collection::vec(prop::sample::select(WORDS), 0..40), glue in prop::collection::vec(any::<bool>(), 40)) {
        let mut text = String::new();
        for (word, glued) in words.iter().zip(glue) {
            text.push_str(if glued { "" } else { " " });
            text.push_str(word);
        }
        let document = analyze(&text);
        let mut last = 0;
        for figure in &document.figures {
            prop_assert!(figure.span.start() >= last && figure.span.end() <= text.len(), "{text}");
            prop_assert!(!document.page.words(figure.span).is_empty());
            last = figure.span.end();
        }
    }
}

const WORDS: &[&str] = &[
    "3",
    "12",
    "0.5",
    "1,200",
    "2016",
    "½",
    "one",
    "two",
    "hundred",
    "million",
    "half",
    "a",
    "third",
    "thirds",
    "dozen",
    "tens",
    "of",
    "thousands",
    "several",
    "couple",
    "$",
    "£",
    "€",
    "A$",
    "Rs14",
    "bn",
    "m",
    "k",
    "per",
    "cent",
    "%",
    "-",
    "–",
    "to",
    "and",
    "or",
    "between",
    "from",
    "by",
    "in",
    "out",
    "every",
    "year",
    "old",
    "times",
    "twice",
    "points",
    "people",
    "men",
    "’s",
    "(",
    ")",
    ",",
    ".",
    "/",
    "'",
    "minus",
    "−",
    "Ana",
    "Rowe",
    "is",
    "in",
    "her",
    "40",
    "s",
    "nil",
    "feet",
    "°",
    "C",
    "km",
    "tenfold",
    "point",
    "dollars",
    "cents",
    "p",
    "no",
    "No.",
    "page",
    "Ω",
    "日本",
    "\u{202f}",
    "\u{ad}",
    "…",
];
