//! The cheapest reading of a paragraph's marks: a price for each part a mark could play, from its glyph and its
//! neighbours.

use super::glyph::{Glyph, Mark, is_opening_context};
use super::{Around, Style};

/// The part a mark plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Open,
    Close,
    /// Opens anew where the quotation before it was left open: news run together from paragraphs.
    Reopen,
    /// An apostrophe, an inch, a slip.
    Idle,
}

/// Which quotations are open, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Out,
    Double,
    Single,
    SingleInDouble,
    DoubleInSingle,
}

const STATES: [State; 5] = [State::Out, State::Double, State::Single, State::SingleInDouble, State::DoubleInSingle];

const NEVER: f32 = 1e9;

/// The price of a paragraph in which a quotation goes on without a mark.
const RESUMED: f32 = 2.0;

impl State {
    pub fn after(self, role: Role, single: bool) -> Option<State> {
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

/// What the cheapest reading begins with, and the part of each mark in it.
pub(super) fn cheapest(marks: &[Mark], style: Style, around: Around) -> (State, Vec<Role>) {
    let mut costs = [NEVER; 5];
    costs[State::Out as usize] = 0.0;
    if around.left_open {
        costs[State::Double as usize] = RESUMED;
    }
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
    let total = |state: &State| costs[*state as usize] + state.at_end(around.goes_on);
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
    (state, roles)
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
