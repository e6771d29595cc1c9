//! What holds for every text ([`holds`]), on texts that are made up and on articles that are damaged.
#![allow(clippy::unwrap_used)]

#[path = "support/holds.rs"]
mod holds;
#[path = "support/pieces.rs"]
mod pieces;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use cpu_time::ThreadTime;
use factbox::{Analyzer, Source};
use pieces::PIECES;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

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

    #[test]
    fn articles_with_marks_dropped_doubled_and_swapped(
        text in any::<Index>(),
        damage in vec((any::<Index>(), 0..3, select(MARKS)), 1..40),
    ) {
        let mut text: Vec<char> = TEXTS[text.index(TEXTS.len())].chars().collect();
        for (at, how, other) in damage {
            let marks: Vec<usize> = (0..text.len()).filter(|at| MARKS.contains(&text[*at])).collect();
            let at = if marks.is_empty() { continue } else { marks[at.index(marks.len())] };
            match how {
                0 => drop(text.remove(at)),
                1 => text.insert(at, text[at]),
                _ => text[at] = other,
            }
        }
        holds(&text.into_iter().collect::<String>());
    }

    #[test]
    fn articles_with_lines_cut_turned_and_repeated(
        text in any::<Index>(),
        damage in vec((any::<Index>(), any::<Index>(), 0..4), 1..12),
    ) {
        let mut lines: Vec<&str> = TEXTS[text.index(TEXTS.len())].split_inclusive('\n').collect();
        for (one, other, how) in damage {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            match how {
                0 if lines.len() > 1 => drop(lines.remove(one)),
                1 => lines.insert(one, lines[other]),
                2 => lines.swap(one, other),
                _ => lines[one] = halves(lines[one])[other % 2],
            }
        }
        holds(&lines.concat());
    }

    #[test]
    fn articles_in_mixed_encodings(text in any::<Index>(), bytes in vec(any::<bool>(), 40)) {
        let text = &TEXTS[text.index(TEXTS.len())];
        let lines = text.split_inclusive('\n').zip(bytes.into_iter().cycle());
        let encoded = lines.flat_map(|(line, utf8)| if utf8 { line.as_bytes().to_vec() } else { latin(line) });
        let source = Source::from_bytes("mixed", &encoded.collect::<Vec<_>>()).unwrap();
        prop_assert!(source.text.lines().count() == text.lines().count(), "lines are lost");
        holds(&source.text);
    }
}

/// Marks of quotation, and others that are taken for them.
const MARKS: &[char] = &['“', '”', '‘', '’', '"', '\'', '„', '«', '»', '`', '-', '–', '—', '(', ')', '.', ','];

/// A line up to its middle, and from there.
fn halves(line: &str) -> [&str; 2] {
    let middle = (0..=line.len() / 2).rev().find(|at| line.is_char_boundary(*at)).unwrap();
    <[&str; 2]>::from(line.split_at(middle))
}

/// Latin-1, with the curly marks as Windows-1252 has them.
fn latin(line: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '–' => 0x96,
        '—' => 0x97,
        c => u8::try_from(u32::from(c)).unwrap_or(b'?'),
    };
    line.chars().map(byte).collect()
}

#[test]
fn extremes() {
    let number = "7".repeat(10_000);
    let nested =
        |open: &str, close: &str| format!("{}It rained{}, said Anna Gow.", open.repeat(2000), close.repeat(2000));
    let texts = [
        format!("It cost ${number} in {number}, up {number}.{number} per cent from {number},000 on May {number}."),
        "\"".repeat(100_000),
        "“”".repeat(20_000),
        nested("“", "”"),
        nested("“‘", "’”"),
        nested("(", ")"),
        nested("([{<", ">}])"),
        "Anna Gow ".repeat(5000),
        "AnnaGow".repeat(5000),
        format!("{}Anna Gow said “no” on Friday.{}", "\u{202e}".repeat(3000), "\u{202c}".repeat(3000)),
        format!("Zoe{} Gow paid £5{}m.", "\u{301}".repeat(5000), "\u{301}".repeat(5000)),
        "👩‍🚀🇺🇸🏴󠁧󠁢󠁳󠁣󠁴󠁿 said “🙂” on Friday. ".repeat(500),
        "A\u{200b}nna\u{200d} \u{feff}Gow\u{ad} sa\u{2060}id on Mon\u{ad}day. ".repeat(500),
        (1..32).filter_map(char::from_u32).map(|c| format!("Anna{c}Gow said “no{c}” on{c}Friday. ")).collect(),
        "\n".repeat(50_000) + "It rained on Friday." + &"\n \n".repeat(20_000),
        format!("By {} Gow\n\n{}", "Anna ".repeat(3000), "Sign up to our newsletter. ".repeat(2000)),
    ];
    texts.iter().for_each(|text| holds(text));
}

#[test]
fn articles_as_they_are() {
    TEXTS.iter().for_each(|text| holds(text));
}

/// A text may begin and end anywhere, at a verb of speech as well as within a name.
#[test]
fn pieces_of_articles() {
    for text in TEXTS.iter() {
        let marks =
            text.char_indices().map(|(at, _)| at).filter(|at| text[*at..].starts_with([' ', '\n', '.', ',', '”']));
        for (number, end) in marks.enumerate() {
            let from = end.saturating_sub(8 << (number % 6));
            let start = (from..=end).find(|at| text.is_char_boundary(*at)).unwrap();
            ANALYZER.analyze(Source::from_text("piece", &text[start..end]));
        }
    }
}

#[test]
fn time_is_linear_in_length() {
    for piece in PIECES {
        let seconds = seconds(piece.repeat(100_000 / piece.len()));
        assert!(seconds < 2.5, "100 kB of {piece:?} take {seconds:.1} s");
    }
}

/// Processor time that an article takes.
fn seconds(text: String) -> f64 {
    let start = ThreadTime::now();
    ANALYZER.analyze(Source::from_text("long", text));
    start.elapsed().as_secs_f64()
}

/// Each of these was read in time that grew with the square of the length.
#[test]
fn what_was_not_linear_is() {
    for (what, start, piece) in [
        ("quotes that nobody says", "", "'s "),
        ("numbers in one sentence", "", "to 9:30 to 10 to 11 "),
        ("quotes of one verb", "The mayor of Oban quoted", " “a word” and the firm"),
        ("a country or a state", "", "“300 missing Georgia's ministry had counted 148 dead by” "),
    ] {
        let of = |bytes: usize| seconds(format!("{start}{}", piece.repeat(bytes / piece.len())));
        let (short, long) = (of(60_000), of(960_000));
        assert!(long < 40.0 * short, "{what}: {short:.2} s, and sixteen times as many {long:.2} s");
    }
}

#[test]
fn a_long_run_of_marks_takes_no_longer() {
    for mark in ["\"", "'", "“", "’", "-", ".", "(", "\n"] {
        let seconds = seconds(mark.repeat(400_000));
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
    holds::holds(&ANALYZER, Source::from_text("text", text));
}
