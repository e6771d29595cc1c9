//! Lines as a reader sees them. Takes text, gives spans: a paragraph that was wrapped at a fixed column is one line
//! again, whether or not blank lines stand between the paragraphs.

use memchr::memchr3_iter;

use super::words::{self, is_all_capitals, is_terminal, starts_item, starts_low};
use crate::span::Span;

/// A line that holds more than white space, or several that were one before wrapping.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Without the white space around it.
    pub span: Span,
    /// Whether a blank line stands before it.
    pub apart: bool,
    /// Characters of white space before it.
    indent: usize,
}

/// A wrapped column is this wide, in characters.
const COLUMN: std::ops::RangeInclusive<usize> = 30..=100;
/// A line shorter than this ends by intention.
const SHORT: usize = 40;

/// The lines of `text`, wrapped ones joined.
pub(super) fn joined(text: &str) -> Vec<Line> {
    let lines = split(text);
    let column = column(text, &lines);
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let is_first = joined.len() == 1;
        match joined.last_mut() {
            Some(open)
                if continues(text, &lines[at - 1], line, column)
                    || is_first && is_headline_cut(text, &lines[at - 1], line) =>
            {
                open.span = open.span.to(line.span);
            }
            _ => joined.push(*line),
        }
    }
    joined
}

/// The lines as written. `\r\n` is one line break.
fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / SHORT);
    let (mut at, mut blank, mut carriage) = (0, false, false);
    while at < text.len() {
        let piece = &text[at..line_end(text, at)];
        let span = Span::new(at, at + piece.len()).trim(text);
        at += piece.len();
        let second_half = carriage && piece == "\n";
        carriage = piece.ends_with('\r');
        if !span.is_empty() {
            let indent = text[at - piece.len()..span.start()].chars().count();
            lines.push(Line { span, apart: blank, indent });
            blank = false;
        } else if !second_half {
            blank = true;
        }
    }
    lines
}

/// Where the line that begins at a place ends, its break included.
fn line_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    for found in memchr3_iter(b'\n', b'\r', 0xe2, &bytes[start..]) {
        let at = start + found;
        match &bytes[at..] {
            [0xe2, 0x80, 0xa8 | 0xa9, ..] => return at + 3,
            [0xe2, ..] => {}
            _ => return at + 1,
        }
    }
    text.len()
}

/// The column at which the text was wrapped: most lines that have a neighbour below are as full as the neighbour's
/// first word allows, and many of the neighbours begin in the middle of a sentence.
fn column(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs = || lines.windows(2).filter(|pair| !pair[1].apart);
    let mut widths: Vec<usize> = pairs().map(|pair| width(text, &pair[0])).collect();
    widths.sort_unstable();
    let column = *widths.get(widths.len() * 95 / 100)?;
    let full = pairs().filter(|pair| is_full(text, &pair[0], &pair[1], column));
    let (mut filled, mut low) = (0, 0);
    for pair in full {
        filled += 1;
        low += usize::from(starts_low(pair[1].span.of(text)) && !is_terminal(pair[0].span.of(text)));
    }
    (COLUMN.contains(&column) && filled * 10 >= widths.len() * 6 && low * 10 >= filled * 4).then_some(column)
}

fn width(text: &str, line: &Line) -> usize {
    line.indent + line.span.of(text).chars().take(200).count()
}

/// Whether the first word of `below` had no room left on `line`.
fn is_full(text: &str, line: &Line, below: &Line, column: usize) -> bool {
    let word = below.span.of(text).split_whitespace().next().unwrap_or_default();
    width(text, line) + 1 + word.chars().take(200).count() > column
}

/// Whether `line` goes on with the sentence or paragraph of the line before it.
fn continues(text: &str, before: &Line, line: &Line, column: Option<usize>) -> bool {
    let (above, words) = (before.span.of(text), line.span.of(text));
    if line.apart || starts_item(words) || is_signature(words) || line.indent > before.indent + 1 {
        return false;
    }
    let runs_on = starts_low(words) && !is_terminal(above) && width(text, before) >= SHORT;
    runs_on || column.is_some_and(|column| is_full(text, before, line, column))
}

fn is_signature(words: &str) -> bool {
    words.starts_with("By ") || words.starts_with("BY ")
}

/// A headline in capitals over two lines.
fn is_headline_cut(text: &str, before: &Line, line: &Line) -> bool {
    let capitals = |line: &Line| {
        let words = words::head(line.span.of(text), 200);
        words.split_whitespace().count() >= 3 && is_all_capitals(words) && !is_signature(words)
    };
    !line.apart && capitals(before) && capitals(line) && !is_terminal(before.span.of(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        joined(text).iter().map(|line| line.span.of(text)).collect()
    }

    #[test]
    fn one_break_per_paragraph() {
        let text = "The council met on Monday for the first time since the vote, officials said.\nIt sat for an hour.";
        assert_eq!(texts(text).len(), 2);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The council met on Monday for the first\ntime since the vote, and its members\n\
                    agreed to meet again in two weeks.\nA fence fell on the road, the police\nsaid, but nobody was \
                    hurt by it.";
        assert_eq!(texts(text).len(), 2);
        assert!(texts(text)[0].ends_with("two weeks."));
    }

    #[test]
    fn line_breaks_of_every_kind() {
        for text in ["One.\nTwo.", "One.\r\nTwo.", "One.\rTwo.", "One.\u{2028}Two."] {
            assert_eq!(texts(text), ["One.", "Two."], "{text:?}");
        }
        assert!(!split("One.\r\nTwo.")[1].apart);
        assert!(split("One.\r\n\r\nTwo.")[1].apart);
        assert!(split("One.\r\rTwo.")[1].apart);
    }

    #[test]
    fn tables_keep_their_rows() {
        let text = "Stadt 4 3 1 0 7 4 10\nBorough 3 3 0 0 8 2 9\nNewtown 4 1 0 3 4 9 3\nOldham 4 0 3 1 2 4 3";
        assert_eq!(texts(text).len(), 4);
    }
}
