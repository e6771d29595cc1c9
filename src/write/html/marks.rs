//! Marks into the text. Takes spans that may nest and cross; gives for each block a flat list of pieces in which every
//! mark that opens closes in the right order: a mark that crosses the end of another is cut there and goes on behind.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::span::Span;
use crate::write::visible::acts;

/// What is marked. A fact's number is its index among all marks.
#[derive(Clone, Debug)]
pub struct Mark {
    pub span: Span,
    /// Classes of the style sheet, the kind first.
    pub class: String,
    /// What is told of it, a line each, the rule last; empty for what is only set in another face.
    pub tip: String,
    /// Speaker and quotes, or the mentions of one entity.
    pub group: Option<usize>,
}

/// A piece of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Open(Part),
    Text(String),
    /// The code point of a character that acts on the screen instead of standing on it.
    Acting(String),
    Close,
}

/// A mark, or the part of it that lies in one other mark or block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub fact: usize,
    pub is_first: bool,
    pub class: String,
    pub tip: String,
    pub group: Option<usize>,
}

/// Where a mark lies: by start, then the longer first, then as given.
type Place = (usize, Reverse<usize>, usize);

/// The pieces of each block. Blocks do not overlap and stand in order.
pub fn pieces(text: &str, blocks: &[Span], marks: &[Mark]) -> Vec<Vec<Piece>> {
    let mut places: Vec<BTreeSet<Place>> = vec![BTreeSet::new(); blocks.len()];
    for (fact, mark) in marks.iter().enumerate() {
        let first = blocks.partition_point(|block| block.end() <= mark.span.start());
        for (block, places) in blocks[first..].iter().zip(&mut places[first..]) {
            let (start, end) = (mark.span.start().max(block.start()), mark.span.end().min(block.end()));
            if start >= end {
                break;
            }
            places.insert((start, Reverse(end), fact));
        }
    }
    let of_block = |(block, places): (&Span, BTreeSet<Place>)| Setting::new(text, *block, marks).set(places);
    blocks.iter().zip(places).map(of_block).collect()
}

/// A block while it is cut.
struct Setting<'a> {
    text: &'a str,
    marks: &'a [Mark],
    at: usize,
    end: usize,
    /// Ends of the open marks, the innermost last.
    open: Vec<usize>,
    pieces: Vec<Piece>,
}

impl<'a> Setting<'a> {
    fn new(text: &'a str, block: Span, marks: &'a [Mark]) -> Self {
        Self { text, marks, at: block.start(), end: block.end(), open: Vec::new(), pieces: Vec::new() }
    }

    fn set(mut self, mut places: BTreeSet<Place>) -> Vec<Piece> {
        while let Some((start, Reverse(end), fact)) = places.pop_first() {
            self.close(start);
            self.words(start);
            let within = self.open.last().copied().unwrap_or(self.end);
            if end > within {
                places.insert((within, Reverse(end), fact));
            }
            self.open.push(end.min(within));
            let Mark { span, class, tip, group } = self.marks[fact].clone();
            self.pieces.push(Piece::Open(Part { fact, is_first: span.start() == start, class, tip, group }));
        }
        self.close(self.end);
        self.words(self.end);
        self.pieces
    }

    /// Closes what ends up to `place`.
    fn close(&mut self, place: usize) {
        while let Some(end) = self.open.pop_if(|end| *end <= place) {
            self.words(end);
            self.pieces.push(Piece::Close);
        }
    }

    fn words(&mut self, end: usize) {
        let words = &self.text[self.at..end];
        self.at = end;
        for part in words.split_inclusive(is_shown_by_code) {
            let Some((last, c)) = part.char_indices().last().filter(|(_, c)| is_shown_by_code(*c)) else {
                self.pieces.push(Piece::Text(part.to_owned()));
                continue;
            };
            if last > 0 {
                self.pieces.push(Piece::Text(part[..last].to_owned()));
            }
            self.pieces.push(Piece::Acting(format!("U+{:04X}", u32::from(c))));
        }
    }
}

/// Line breaks and tabs are space on a page.
fn is_shown_by_code(c: char) -> bool {
    acts(c) && !matches!(c, '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{` opens the mark whose number follows, `}` closes the innermost.
    fn drawn(text: &str, blocks: &[(usize, usize)], marks: &[(usize, usize)]) -> Vec<String> {
        let spans: Vec<Span> = blocks.iter().map(|(start, end)| Span::new(*start, *end)).collect();
        let mark = |(start, end): &(usize, usize)| Mark {
            span: Span::new(*start, *end),
            class: String::new(),
            tip: String::new(),
            group: None,
        };
        let marks: Vec<Mark> = marks.iter().map(mark).collect();
        let draw = |piece: &Piece| match piece {
            Piece::Open(part) => format!("{{{}{}", part.fact, if part.is_first { "" } else { "+" }),
            Piece::Text(words) => words.clone(),
            Piece::Acting(code) => format!("<{code}>"),
            Piece::Close => "}".to_owned(),
        };
        pieces(text, &spans, &marks).iter().map(|pieces| pieces.iter().map(draw).collect()).collect()
    }

    #[test]
    fn a_name_inside_a_quote_is_a_mark_inside_a_mark() {
        assert_eq!(drawn("a bb c", &[(0, 6)], &[(2, 4), (0, 6)]), ["{1a {0bb} c}"]);
    }

    #[test]
    fn marks_at_one_place_nest_as_given() {
        assert_eq!(drawn("abc", &[(0, 3)], &[(0, 3), (0, 3)]), ["{0{1abc}}"]);
    }

    #[test]
    fn marks_that_cross_are_cut() {
        assert_eq!(drawn("abcdef", &[(0, 6)], &[(0, 4), (2, 6), (3, 5)]), ["{0ab{1c{2d}}}{1+{2+e}f}"]);
    }

    #[test]
    fn a_mark_over_two_blocks_is_cut() {
        assert_eq!(drawn("ab\ncd\nef", &[(0, 2), (3, 5), (6, 8)], &[(1, 4)]), ["a{0b}", "{0+c}d", "ef"]);
    }

    #[test]
    fn acting_characters_are_told() {
        assert_eq!(
            drawn("a\u{1b}[1m\u{202e}b\tc\n\u{0}", &[(0, 13)], &[(1, 2)]),
            ["a{0<U+001B>}[1m<U+202E>b\tc\n<U+0000>"]
        );
    }
}
