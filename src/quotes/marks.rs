//! Pairs quotation marks. Takes the text of one paragraph; gives the outermost quoted spans, and the odd marks.
//!
//! One mark alone says little: `'` opens, closes, or stands for a letter left out; `"` opens or closes. So each mark
//! gets a price for every part it could play, from its glyph and its neighbours, and the cheapest reading of the whole
//! paragraph wins (a shortest path, linear in the number of marks). A lost or surplus mark then costs at most its own
//! paragraph.

use crate::span::Span;

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

/// What holds for the marks of a whole article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// Whether `“` opens; where it never occurs, `”` may.
    left_curly: bool,
    /// Whether quotations open low, as in German: then `“` closes.
    low: bool,
}

impl Style {
    /// The habits of a text.
    pub fn of(text: &str) -> Self {
        Self { left_curly: text.contains('“'), low: text.contains('„') }
    }
}

/// Whether a paragraph begins with a mark that opens a quotation: the sign that the one before it goes on.
pub(super) fn opens(paragraph: &str) -> bool {
    paragraph.starts_with(['“', '"', '«', '„', '‘']) || paragraph.starts_with("''") || paragraph.starts_with("``")
}

/// Pairs the marks of one paragraph. `goes_on`: the next paragraph opens with a mark, so that this one need not close.
pub(super) fn pair(text: &str, paragraph: Span, style: Style, goes_on: bool) -> Marks {
    let marks = find(text, paragraph);
    let roles = cheapest(&marks, style, goes_on);
    spans(text, paragraph, &marks, &roles)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Glyph {
    Left,
    Right,
    Low,
    Straight,
}

/// A mark and what stands around it, other marks that touch it left out.
#[derive(Clone, Copy, Debug)]
struct Mark<'t> {
    span: Span,
    glyph: Glyph,
    single: bool,
    before: Option<char>,
    /// The last character before it that is no white space.
    ends: Option<char>,
    after: &'t str,
}

/// The part a mark plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    /// Opens anew where the quotation before it was left open: news run together from paragraphs.
    Reopen,
    /// An apostrophe, an inch, a slip.
    Idle,
}

/// Which quotations are open, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Out,
    Double,
    Single,
    SingleInDouble,
    DoubleInSingle,
}

const STATES: [State; 5] = [State::Out, State::Double, State::Single, State::SingleInDouble, State::DoubleInSingle];
const NEVER: f32 = 1e9;

impl State {
    fn after(self, role: Role, single: bool) -> Option<State> {
        use State::{Double, DoubleInSingle, Out, Single, SingleInDouble};
        Some(match (self, role, single) {
            (state, Role::Idle, _) => state,
            (Double, Role::Reopen, false) => Double,
            (Single, Role::Reopen, true) => Single,
            (Out, Role::Open, false) => Double,
            (Out, Role::Open, true) => Single,
            (Double, Role::Open, true) => SingleInDouble,
            (Single, Role::Open, false) => DoubleInSingle,
            (Double, Role::Close, false) | (Single, Role::Close, true) => Out,
            (SingleInDouble, Role::Close, true) => Double,
            (DoubleInSingle, Role::Close, false) => Single,
            _ => return None,
        })
    }

    /// The price of a paragraph that ends in this state.
    fn at_end(self, goes_on: bool) -> f32 {
        match self {
            State::Out => 0.0,
            State::Double if goes_on => 0.5,
            State::Double => 4.0,
            State::Single if goes_on => 1.5,
            State::Single | State::SingleInDouble | State::DoubleInSingle => 6.0,
        }
    }
}

/// The marks of a paragraph; apostrophes inside words and the attributes of mark-up left out.
fn find(text: &str, paragraph: Span) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    let words = paragraph.of(text);
    let mut at = 0;
    while let Some(found) = words[at..].find(is_mark_or_tag) {
        let start = at + found;
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
        split_run(&words[start..at], origin, before.is_none_or(is_opening_context), |span, glyph, single| {
            let ends = words[..start].trim_end().chars().next_back();
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

fn is_opening_context(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '―' | '-' | '/' | '…' | '|' | ':')
}

/// Cuts a run of marks: `''` and "``" are one mark; of three in a row the pair is the outer one.
fn split_run(run: &str, origin: usize, opening: bool, mut push: impl FnMut(Span, Glyph, bool)) {
    let mut at = 0;
    while at < run.len() {
        let rest = &run[at..];
        let c = rest.chars().next().unwrap_or('"');
        let repeated = rest.chars().take_while(|d| *d == c).count();
        let doubled =
            matches!(c, '\'' | '`' | '’' | '‘' | '‚') && (repeated == 2 || repeated > 3 || repeated == 3 && opening);
        let length = c.len_utf8() * if doubled { 2 } else { 1 };
        let span = Span::new(origin + at, origin + at + length);
        push(span, glyph(c), !doubled && matches!(c, '\'' | '`' | '’' | '‘' | '‚' | '‛'));
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

/// The part of each mark in the cheapest reading.
fn cheapest(marks: &[Mark], style: Style, goes_on: bool) -> Vec<Role> {
    let mut costs = [NEVER; 5];
    costs[0] = 0.0;
    let mut steps = Vec::with_capacity(marks.len());
    for mark in marks {
        let mut next = [NEVER; 5];
        let mut came = [(State::Out, Role::Idle); 5];
        for role in [Role::Idle, Role::Open, Role::Close, Role::Reopen] {
            let price = mark.price(role, style);
            for from in STATES {
                let Some(to) = from.after(role, mark.single) else { continue };
                let cost = costs[from as usize] + price;
                if cost < next[to as usize] {
                    next[to as usize] = cost;
                    came[to as usize] = (from, role);
                }
            }
        }
        steps.push(came);
        costs = next;
    }
    let total = |state: &State| costs[*state as usize] + state.at_end(goes_on);
    let mut state = STATES.into_iter().min_by(|a, b| total(a).total_cmp(&total(b))).unwrap_or(State::Out);
    let mut roles: Vec<Role> = steps
        .iter()
        .rev()
        .map(|came| {
            let (from, role) = came[state as usize];
            state = from;
            role
        })
        .collect();
    roles.reverse();
    roles
}

impl Mark<'_> {
    fn price(&self, role: Role, style: Style) -> f32 {
        match role {
            Role::Reopen => self.reopen_price(style),
            _ if self.single => self.single_price(role),
            _ => self.double_price(role, style),
        }
    }

    fn reopen_price(&self, style: Style) -> f32 {
        let open = self.glyph == Glyph::Left && !style.low || self.glyph == Glyph::Straight && !self.single;
        let new_sentence =
            self.ends.is_some_and(|c| matches!(c, '.' | '?' | '!')) && self.before.is_some_and(char::is_whitespace);
        let fits = open && new_sentence && self.after.starts_with(|c: char| c.is_alphanumeric() || c == '…');
        if fits { 1.8 } else { NEVER }
    }

    /// Nothing, white space or an opening bracket before it.
    fn looks_open(&self) -> bool {
        self.before.is_none_or(is_opening_context)
    }

    /// White space, a mark of punctuation or nothing behind it.
    fn looks_closed(&self) -> bool {
        self.after
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '(' | '[' | '$' | '£' | '€' | '#' | '@'))
    }

    fn double_price(&self, role: Role, style: Style) -> f32 {
        let by_shape = |fits: bool, against: bool| match (fits, against) {
            (true, false) => 0.0,
            (true, true) => 1.2,
            (false, false) => 1.0,
            (false, true) => 4.0,
        };
        let after_space = self.after.is_empty() || self.after.starts_with(char::is_whitespace);
        let open = by_shape(self.looks_open(), after_space);
        let close = by_shape(self.looks_closed(), self.before.is_none_or(char::is_whitespace));
        let inch = self.before.is_some_and(|c| c.is_ascii_digit());
        match (role, self.glyph) {
            (Role::Idle, _) if inch && self.looks_closed() => 2.0,
            (Role::Idle, Glyph::Right) if self.before.is_none() => 3.0,
            (Role::Open, Glyph::Right) if self.before.is_none() => 1.5,
            (Role::Idle, _) => 5.0,
            (Role::Reopen, _) => NEVER,
            (Role::Open, Glyph::Left) if style.low => 0.4 + open,
            (Role::Open, Glyph::Left | Glyph::Low) => 0.1 * open,
            (Role::Close, Glyph::Left) if style.low => 0.1 * close,
            (Role::Close, Glyph::Left) => 4.0 + 0.1 * close,
            (Role::Close, Glyph::Low) => NEVER,
            (Role::Open, Glyph::Right) if style.left_curly => 4.0 + 0.1 * open,
            (Role::Close, Glyph::Right) => 0.1 * close,
            (Role::Open, Glyph::Straight | Glyph::Right) => open,
            (Role::Close, Glyph::Straight) => close,
        }
    }

    fn single_price(&self, role: Role) -> f32 {
        match role {
            Role::Idle => self.apostrophe_price(),
            Role::Open if !self.looks_open() || self.looks_closed() && !self.after.starts_with('…') => 6.0,
            Role::Open if elides(self.after) => 2.0,
            Role::Open => match self.glyph {
                Glyph::Left | Glyph::Low => 0.2,
                Glyph::Straight => 0.5,
                Glyph::Right => 2.0,
            },
            Role::Close if self.glyph == Glyph::Left => 4.0,
            Role::Close if !self.looks_closed() => 2.5,
            Role::Close if self.before.is_none_or(char::is_whitespace) => 2.5,
            Role::Close => 0.2,
            Role::Reopen => NEVER,
        }
    }

    /// How little it looks like a letter left out or a genitive.
    fn apostrophe_price(&self) -> f32 {
        let Some(before) = self.before.filter(|c| !is_opening_context(*c)) else {
            return match self.glyph {
                _ if elides(self.after) => 0.2,
                Glyph::Left | Glyph::Low => 3.5,
                Glyph::Straight => 2.5,
                Glyph::Right => 0.8,
            };
        };
        match before {
            's' | 'S' | 'z' | 'x' => 0.6,
            'n' => 1.0,
            _ if before.is_ascii_digit() => 0.6,
            _ if before.is_alphabetic() => 2.0,
            _ => 4.0,
        }
    }
}

/// Whether what follows is a word that has lost its head: `'90s`, `'em`, `'n'`.
fn elides(after: &str) -> bool {
    const HEADLESS: [&str; 22] = [
        "em", "n", "til", "till", "tis", "twas", "twill", "twere", "cause", "cuz", "cos", "coz", "bout", "round",
        "neath", "nuff", "ello", "ave", "burbs", "hood", "ol", "er",
    ];
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let word = &after[..end];
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (digits == 2 && (word.len() == 2 || word.len() == 3 && word.ends_with('s')))
        || HEADLESS.iter().any(|headless| word.eq_ignore_ascii_case(headless))
}

/// The outermost spans of a reading.
fn spans(text: &str, paragraph: Span, marks: &[Mark], roles: &[Role]) -> Marks {
    let mut found = Marks::default();
    let mut state = State::Out;
    let mut opened: Option<&Mark> = None;
    for (mark, role) in marks.iter().zip(roles) {
        let next = state.after(*role, mark.single).unwrap_or(state);
        if *role == Role::Idle && !mark.single {
            found.odd.push(mark.span);
        }
        if *role == Role::Reopen
            && let Some(open) = opened.replace(mark)
        {
            let end = Span::new(open.span.end(), mark.span.start()).trim(text).end();
            push(text, open, Span::new(end, end), false, &mut found);
        }
        if state == State::Out && next != State::Out {
            opened = Some(mark);
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

fn push(text: &str, open: &Mark, close: Span, closed: bool, found: &mut Marks) {
    let inner = Span::new(open.span.end(), close.start().max(open.span.end()));
    if inner.of(text).contains(char::is_alphanumeric) {
        found.quoted.push(Quoted { inner, outer: open.span.to(close), closed, single: open.single });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        let marks = pair(text, Span::new(0, text.len()), Style::of(text), false);
        marks.quoted.iter().map(|quoted| quoted.inner.of(text)).collect()
    }

    #[test]
    fn marks_of_every_make() {
        assert_eq!(quoted("“Go,” she said. ‘Now,’ he added."), ["Go,", "Now,"]);
        assert_eq!(quoted("\"Go,\" she said. 'Now,' he added."), ["Go,", "Now,"]);
        assert_eq!(quoted("''Go,'' she said."), ["Go,"]);
        assert_eq!(quoted("He said «go» and „stay“."), ["go", "stay"]);
        assert_eq!(quoted("``Go,'' she said."), ["Go,"]);
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
    fn lost_and_misplaced_marks() {
        assert_eq!(quoted("“The situation, ”an official said."), ["The situation, "]);
        assert_eq!(quoted("\"We will go on, she said."), ["We will go on, she said."]);
        assert_eq!(quoted("\"We won. \"They lost.\""), ["We won.", "They lost."]);
        assert_eq!(quoted("A 6'2\" man said \"no\"."), ["no"]);
        assert_eq!(quoted("<tweet author=\"x y\">It's \"on\"</tweet>"), ["on"]);
    }
}
