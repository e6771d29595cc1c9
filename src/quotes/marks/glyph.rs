//! Finds the marks of a paragraph. Takes its text; gives each mark with what stands around it.

use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glyph {
    Left,
    Right,
    Low,
    Straight,
}

/// A mark and what stands around it, other marks that touch it left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark<'t> {
    pub span: Span,
    pub glyph: Glyph,
    pub single: bool,
    pub before: Option<char>,
    /// The last character before it that is no white space.
    pub ends: Option<char>,
    pub after: &'t str,
}

impl Mark<'_> {
    /// Takes a left double mark for a right one, and the other way round.
    pub fn swap(&mut self) {
        self.glyph = match self.glyph {
            Glyph::Left if !self.single => Glyph::Right,
            Glyph::Right if !self.single => Glyph::Left,
            glyph => glyph,
        };
    }
}

/// The marks of a paragraph; apostrophes inside words and the attributes of mark-up left out.
pub(super) fn find(text: &str, paragraph: Span) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    let words = paragraph.of(text);
    let mut at = 0;
    while let Some(start) = next_mark_or_tag(words, at) {
        let run = words[start..].find(|c| !is_mark(c)).unwrap_or(words.len() - start);
        if run == 0 {
            at = start + tag_length(&words[start..]);
            continue;
        }
        at = start + run;
        let before = words[..start].chars().next_back();
        let after = &words[at..];
        if run <= 3 && in_word(before, after) {
            continue;
        }
        let origin = paragraph.start() + start;
        let ends = words[..start].trim_end().chars().next_back();
        split_run(&words[start..at], origin, before.is_none_or(is_opening_context), |span, glyph, single| {
            marks.push(Mark { span, glyph, single, before, ends, after });
        });
    }
    marks
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '‘' | '’' | '‚' | '‛' | '`')
}

fn is_mark_or_tag(c: char) -> bool {
    is_mark(c) || c == '<'
}

/// Where the next mark or mark-up begins, from a place on. Few bytes can begin one.
fn next_mark_or_tag(words: &str, mut from: usize) -> Option<usize> {
    // Without branches, so that many bytes are looked at at once.
    let may_begin = |b: &u8| (*b == b'"') | (*b == b'\'') | (*b == b'`') | (*b == b'<') | (*b | 0x20 == 0xe2);
    let bytes = words.as_bytes();
    loop {
        let (chunks, _) = bytes[from..].as_chunks::<16>();
        let plain = |chunk: &&[u8; 16]| chunk.iter().fold(0, |any, byte| any | u8::from(may_begin(byte))) == 0;
        from += 16 * chunks.iter().take_while(plain).count();
        from += bytes[from..].iter().position(may_begin)?;
        let c = words[from..].chars().next()?;
        if is_mark_or_tag(c) {
            return Some(from);
        }
        from += c.len_utf8();
    }
}

/// Length of the mark-up that starts here; 1 when it is no mark-up.
fn tag_length(rest: &str) -> usize {
    let named = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let end = rest.char_indices().take(300).find(|(_, c)| *c == '>');
    end.filter(|_| named).map_or(1, |(end, _)| end + 1)
}

/// Whether a run of marks joins two halves of a word: `don't`. Double marks never do.
fn in_word(before: Option<char>, after: &str) -> bool {
    before.is_some_and(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
}

pub(super) fn is_opening_context(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '―' | '-' | '/' | '…' | '|' | ':')
}

/// Cuts a run of marks: `''` and "``" are one mark; of three in a row the pair is the outer one.
fn split_run(run: &str, origin: usize, opening: bool, mut push: impl FnMut(Span, Glyph, bool)) {
    let mut at = 0;
    while at < run.len() {
        let rest = &run[at..];
        let c = rest.chars().next().unwrap_or('"');
        let repeated = rest.chars().take(4).take_while(|d| *d == c).count();
        let doubled =
            matches!(c, '\'' | '`' | '’' | '‘' | '‚') && (repeated == 2 || repeated > 3 || repeated == 3 && opening);
        // Two apostrophes that a desk's software took for a pair of single marks.
        let doubled = doubled || run == "‘’";
        let length = c.len_utf8() * if doubled { 2 } else { 1 };
        let span = Span::new(origin + at, origin + at + length);
        push(
            span,
            if run == "‘’" { Glyph::Straight } else { glyph(c) },
            !doubled && matches!(c, '\'' | '`' | '’' | '‘' | '‚' | '‛'),
        );
        at += length;
    }
}

fn glyph(c: char) -> Glyph {
    match c {
        '“' | '«' | '‘' | '`' | '‟' | '‛' => Glyph::Left,
        '”' | '»' | '’' => Glyph::Right,
        '„' | '‚' => Glyph::Low,
        _ => Glyph::Straight,
    }
}
