//! Pairs quotation marks. Takes the text of one paragraph; gives the outermost quoted spans, and the odd marks.
//!
//! One mark alone says little: `'` opens, closes, or stands for a letter left out; `"` opens or closes. So each mark
//! gets a price for every part it could play, from its glyph and its neighbours, and the cheapest reading of the whole
//! paragraph wins (a shortest path, linear in the number of marks). A lost or surplus mark then costs at most its own
//! paragraph.

mod glyph;
mod reading;

use memchr::memmem;

use crate::span::Span;
use glyph::Mark;
use reading::{Role, State};

/// Quoted words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// Between the marks.
    pub inner: Span,
    /// With the marks.
    pub outer: Span,
    /// Whether the closing mark is there.
    pub closed: bool,
    /// Whether its marks are single ones.
    pub single: bool,
}

impl Quoted {
    /// A paragraph that is quoted as a whole, without any mark.
    pub fn whole(paragraph: Span) -> Self {
        Self { inner: paragraph, outer: paragraph, closed: false, single: false }
    }

    /// Whether it goes on from the paragraph before without a mark.
    pub fn is_resumed(&self) -> bool {
        self.inner.start() == self.outer.start()
    }

    /// The comma or full stop that British usage sets behind the closing mark.
    pub fn stop_outside(&self, text: &str) -> Option<char> {
        text[self.outer.end()..].chars().next().filter(|c| self.closed && matches!(c, ',' | '.'))
    }
}

/// What a paragraph's marks amount to.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The outermost quoted spans, in text order.
    pub quoted: Vec<Quoted>,
    /// Double marks without a partner.
    pub odd: Vec<Span>,
}

impl Marks {
    /// Whether no mark of the paragraph means a quotation.
    pub fn is_empty(&self) -> bool {
        self.quoted.is_empty() && self.odd.is_empty()
    }
}

/// What holds for the marks of a whole article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// Whether `“` opens; where it never occurs, `”` may.
    left_curly: bool,
    /// Whether quotations open low, as in German: then `“` closes.
    low: bool,
    /// Whether `”` opens and `“` closes: a habit of some desks.
    swapped: bool,
}

impl Style {
    /// The habits of a text.
    pub fn of(text: &str) -> Self {
        let first = |mark: &str| memmem::find(text.as_bytes(), mark.as_bytes());
        let (left, right, low) = (first("“"), first("”"), first("„").is_some());
        let space_before = |at: usize| text[..at].chars().next_back().is_none_or(char::is_whitespace);
        let word_behind = |at: usize| text[at + '”'.len_utf8()..].starts_with(char::is_alphanumeric);
        let opens = |at: usize| space_before(at) && word_behind(at);
        let swapped = !low && right.is_some_and(opens) && left.is_some_and(|at| !space_before(at) && !word_behind(at));
        Self { left_curly: left.is_some(), low, swapped }
    }
}

/// Whether a paragraph begins with a mark that opens a quotation: the sign that the one before it goes on.
pub(super) fn opens(paragraph: &str) -> bool {
    let right = || paragraph.strip_prefix('”').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    paragraph.starts_with(['“', '"', '«', '„', '‘'])
        || paragraph.starts_with("''")
        || paragraph.starts_with("``")
        || right()
}

/// What the paragraphs around one tell of its marks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// The paragraph before left a quotation open that this one does not open again: it may go on without a mark.
    pub left_open: bool,
    /// The next paragraph opens with a mark, so that this one need not close.
    pub goes_on: bool,
}

/// Pairs the marks of one paragraph.
pub(super) fn pair(text: &str, paragraph: Span, style: Style, around: Around) -> Marks {
    let mut marks = glyph::find(text, paragraph);
    if style.swapped {
        marks.iter_mut().for_each(Mark::swap);
    }
    let (start, roles) = reading::cheapest(&marks, style, around);
    spans(text, paragraph, &marks, start, &roles)
}

/// The outermost spans of a reading.
fn spans(text: &str, paragraph: Span, marks: &[Mark], start: State, roles: &[Role]) -> Marks {
    let mut found = Marks::default();
    let mut state = start;
    let head = Span::new(paragraph.start(), paragraph.start());
    let mut opened = (start != State::Out).then_some(Open { span: head, single: false });
    for (mark, role) in marks.iter().zip(roles) {
        let next = state.after(*role, mark.single).unwrap_or(state);
        if *role == Role::Idle && !mark.single {
            found.odd.push(mark.span);
        }
        if *role == Role::Reopen
            && let Some(open) = opened.replace(Open::of(mark))
        {
            let end = Span::new(open.span.end(), mark.span.start()).trim(text).end();
            push(text, open, Span::new(end, end), false, &mut found);
        }
        if state == State::Out && next != State::Out {
            opened = Some(Open::of(mark));
        }
        if next == State::Out
            && let Some(open) = opened.take()
        {
            push(text, open, Span::new(mark.span.start(), mark.span.end()), true, &mut found);
        }
        state = next;
    }
    if let Some(open) = opened {
        push(text, open, Span::new(paragraph.end(), paragraph.end()), false, &mut found);
    }
    found
}

/// What opens a quotation: a mark, or the head of a paragraph in which one goes on.
struct Open {
    span: Span,
    single: bool,
}

impl Open {
    fn of(mark: &Mark) -> Self {
        Self { span: mark.span, single: mark.single }
    }
}

fn push(text: &str, open: Open, close: Span, closed: bool, found: &mut Marks) {
    let inner = Span::new(open.span.end(), close.start().max(open.span.end()));
    if inner.of(text).contains(char::is_alphanumeric) {
        found.quoted.push(Quoted { inner, outer: open.span.to(close), closed, single: open.single });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        let marks = pair(text, Span::new(0, text.len()), Style::of(text), Around::default());
        marks.quoted.iter().map(|quoted| quoted.inner.of(text)).collect()
    }

    #[test]
    fn marks_of_every_make() {
        assert_eq!(quoted("“Go,” she said. ‘Now,’ he added."), ["Go,", "Now,"]);
        assert_eq!(quoted("\"Go,\" she said. 'Now,' he added."), ["Go,", "Now,"]);
        assert_eq!(quoted("''Go,'' she said."), ["Go,"]);
        assert_eq!(quoted("He said «go» and „stay“."), ["go", "stay"]);
        assert_eq!(quoted("``Go,'' she said."), ["Go,"]);
        assert_eq!(quoted("It was ‘’gone for good’’, she said."), ["gone for good"]);
    }

    #[test]
    fn apostrophes_never_open() {
        assert_eq!(quoted("In the '90s rock 'n' roll was the Joneses' only joy at five o'clock."), [""; 0]);
        assert_eq!(quoted("It’s the workers’ plan, not the owners’."), [""; 0]);
        assert_eq!(quoted("‘It’s the workers’ plan,’ she said."), ["It’s the workers’ plan,"]);
        assert_eq!(quoted("'Get 'em out,' he said."), ["Get 'em out,"]);
    }

    #[test]
    fn nested() {
        assert_eq!(quoted("“She said ‘no’ twice,” he said."), ["She said ‘no’ twice,"]);
        assert_eq!(quoted("'She said \"no\" twice,' he said."), ["She said \"no\" twice,"]);
        assert_eq!(quoted("''She said 'no.''' He left."), ["She said 'no.'"]);
        assert_eq!(quoted("\"They said 'no.' \" He left."), ["They said 'no.' "]);
    }

    #[test]
    fn a_quotation_that_goes_on_without_a_mark() {
        let text = "We have lost it all,” he said. “All.”";
        let around = Around { left_open: true, goes_on: false };
        let marks = pair(text, Span::new(0, text.len()), Style::of(text), around);
        let words: Vec<&str> = marks.quoted.iter().map(|quoted| quoted.inner.of(text)).collect();
        assert_eq!(words, ["We have lost it all,", "All."]);
        assert!(marks.quoted[0].is_resumed() && !marks.quoted[1].is_resumed());
        let text = "He said “no” twice.";
        let marks = pair(text, Span::new(0, text.len()), Style::of(text), around);
        assert_eq!(marks.quoted[0].inner.of(text), "no");
    }

    #[test]
    fn lost_and_misplaced_marks() {
        assert_eq!(quoted("“The situation, ”an official said."), ["The situation, "]);
        assert_eq!(quoted("\"We will go on, she said."), ["We will go on, she said."]);
        assert_eq!(quoted("\"We won. \"They lost.\""), ["We won.", "They lost."]);
        assert_eq!(quoted("A 6'2\" man said \"no\"."), ["no"]);
        assert_eq!(quoted("<tweet author=\"x y\">It's \"on\"</tweet>"), ["on"]);
    }
}
