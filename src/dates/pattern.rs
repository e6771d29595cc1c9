//! Patterns over lexemes. Takes one line such as `the? {day}|{ord} of? {month} ( ,? {year} )?`; gives a matcher.
//!
//! A pattern is a sequence of elements: literal words and `{slots}`, alternatives joined by `|`; `( … | … )` groups;
//! `?` makes an element or a group optional; `~` before an element asks that no white space stand before it. There is
//! no repetition, so a match looks at a bounded number of lexemes and a whole text costs time linear in its length.

use super::lexemes::Lexeme;
use super::words::{Slot, Slots, WordId, Words};

/// What one lexeme must be.
#[derive(Clone, Debug, Default)]
struct Accept {
    words: Vec<WordId>,
    /// One bit for each of the words, several words a bit: most lexemes are ruled out by it.
    bits: u64,
    slots: Slots,
    glued: bool,
}

impl Accept {
    fn insert(&mut self, word: WordId) {
        self.words.push(word);
        self.bits |= 1 << (word % 64);
    }

    /// Whether this is one of the words; the unknown one never is.
    fn has(&self, word: WordId) -> bool {
        self.bits >> (word % 64) & 1 != 0 && self.words.contains(&word)
    }

    /// The slots that a lexeme fills, none where it is one of the words; `None` where it does not fit.
    fn take(&self, lexeme: &Lexeme) -> Option<Slots> {
        if self.glued && lexeme.spaced {
            return None;
        }
        let filled = self.slots.and(lexeme.slots);
        let fits = !filled.is_empty() || self.has(lexeme.word);
        fits.then_some(filled)
    }
}

#[derive(Clone, Debug)]
enum Step {
    Take(Accept),
    /// Tries the next step, then the step given.
    Fork(usize),
    Jump(usize),
    Done,
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    steps: Vec<Step>,
    /// How many lexemes a match covers at most.
    longest: usize,
}

/// How many lexemes of a match are known beforehand.
pub(super) const PLACES: usize = 4;

/// What a match can begin with.
#[derive(Clone, Debug, Default)]
pub(super) struct Opening {
    /// The words that each of its first lexemes can be.
    pub words: [Vec<WordId>; PLACES],
    /// The slots that they can fill.
    pub slots: [Slots; PLACES],
    /// How many lexemes a match has at least.
    pub shortest: usize,
}

/// What a pattern matched: the lexemes that filled its slots.
#[derive(Clone, Debug, Default)]
pub(super) struct Captures {
    filled: Vec<(Slots, u32)>,
}

impl Captures {
    /// Index of the `n`th lexeme that filled `slot`.
    pub(super) fn nth(&self, slot: Slot, n: usize) -> Option<usize> {
        self.filled.iter().filter(|(slots, _)| slots.has(slot)).nth(n).map(|(_, at)| *at as usize)
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.filled.clear();
    }
}

impl Pattern {
    /// Compiles a pattern; the words in it become words of the lexicon.
    ///
    /// # Panics
    /// On a pattern that is not well formed: patterns are compiled in, and a test compiles them all.
    pub(super) fn new(source: &str, words: &mut Words) -> Self {
        let mut compiler = Compiler { words, steps: Vec::new(), tokens: source.split_whitespace().collect(), at: 0 };
        compiler.sequence();
        assert_eq!(compiler.at, compiler.tokens.len(), "unbalanced pattern `{source}`");
        compiler.steps.push(Step::Done);
        let longest = longest(&compiler.steps);
        Pattern { steps: compiler.steps, longest }
    }

    /// How many lexemes a match covers at most.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }

    /// What the first lexemes of a match can be.
    pub(super) fn opening(&self) -> Opening {
        let mut opening = Opening { shortest: PLACES, ..Opening::default() };
        let mut todo = vec![(0, 0)];
        let mut seen = vec![[false; PLACES]; self.steps.len()];
        while let Some((at, taken)) = todo.pop() {
            if taken == PLACES || std::mem::replace(&mut seen[at][taken], true) {
                continue;
            }
            match &self.steps[at] {
                Step::Done => opening.shortest = opening.shortest.min(taken),
                Step::Take(accept) => {
                    opening.words[taken].extend_from_slice(&accept.words);
                    opening.slots[taken] = opening.slots[taken].or(accept.slots);
                    todo.push((at + 1, taken + 1));
                }
                Step::Fork(other) => todo.extend([(at + 1, taken), (*other, taken)]),
                Step::Jump(other) => todo.push((*other, taken)),
            }
        }
        opening
    }

    /// Matches at the first of `lexemes`; gives how many lexemes the match covers. The captures are counted from `base`.
    pub(super) fn find(&self, lexemes: &[Lexeme], base: usize, captures: &mut Captures) -> Option<usize> {
        captures.clear();
        self.run(0, lexemes, 0, base, captures)
    }

    fn run(&self, step: usize, lexemes: &[Lexeme], at: usize, base: usize, captures: &mut Captures) -> Option<usize> {
        let (mut step, mut at) = (step, at);
        loop {
            match &self.steps[step] {
                Step::Done => return Some(at),
                Step::Jump(other) => step = *other,
                Step::Fork(other) => {
                    let before = captures.filled.len();
                    if let Some(end) = self.run(step + 1, lexemes, at, base, captures) {
                        return Some(end);
                    }
                    captures.filled.truncate(before);
                    step = *other;
                }
                Step::Take(accept) => {
                    let filled = accept.take(lexemes.get(at)?)?;
                    if !filled.is_empty() {
                        captures.filled.push((filled, (base + at) as u32));
                    }
                    (step, at) = (step + 1, at + 1);
                }
            }
        }
    }
}

#[cfg(test)]
impl Pattern {
    /// Whether every match has a lexeme of which `tells` holds, given the words and slots that its place takes.
    pub(super) fn asks_for(&self, tells: impl Fn(&[WordId], Slots) -> bool) -> bool {
        let mut asks = vec![false; self.steps.len()];
        for (at, step) in self.steps.iter().enumerate().rev() {
            asks[at] = match step {
                Step::Done => false,
                Step::Take(accept) => tells(&accept.words, accept.slots) || asks[at + 1],
                Step::Fork(other) => asks[at + 1] && asks[*other],
                Step::Jump(other) => asks[*other],
            };
        }
        asks[0]
    }
}

/// The most lexemes that a way through the steps takes; all ways lead forward.
fn longest(steps: &[Step]) -> usize {
    let mut most = vec![0; steps.len()];
    for (at, step) in steps.iter().enumerate().rev() {
        most[at] = match step {
            Step::Done => 0,
            Step::Take(_) => 1 + most[at + 1],
            Step::Fork(other) => most[at + 1].max(most[*other]),
            Step::Jump(other) => most[*other],
        };
    }
    most[0]
}

struct Compiler<'a> {
    words: &'a mut Words,
    steps: Vec<Step>,
    tokens: Vec<&'a str>,
    at: usize,
}

impl Compiler<'_> {
    /// Elements up to a closing bracket or a bar, or to the end.
    fn sequence(&mut self) {
        while let Some(token) = self.tokens.get(self.at).copied() {
            match token {
                ")" | ")?" | "|" => return,
                "(" => self.group(),
                _ => {
                    self.at += 1;
                    self.element(token);
                }
            }
        }
    }

    /// `( … | … )` or `( … )?`.
    fn group(&mut self) {
        let optional_fork = self.steps.len();
        self.steps.push(Step::Fork(usize::MAX));
        let mut exits = Vec::new();
        let closing = loop {
            self.at += 1;
            let fork = self.steps.len();
            self.steps.push(Step::Fork(usize::MAX));
            self.sequence();
            exits.push(self.steps.len());
            self.steps.push(Step::Jump(usize::MAX));
            self.steps[fork] = Step::Fork(self.steps.len());
            match self.tokens.get(self.at).copied() {
                Some("|") => {}
                closing => break closing,
            }
        };
        // No branch fits: a fork into a step that nothing can fill.
        self.steps.push(Step::Take(Accept::default()));
        let end = self.steps.len();
        exits.into_iter().for_each(|exit| self.steps[exit] = Step::Jump(end));
        self.steps[optional_fork] = if closing == Some(")?") { Step::Fork(end) } else { Step::Jump(optional_fork + 1) };
        assert!(matches!(closing, Some(")" | ")?")), "a bracket is not closed");
        self.at += 1;
    }

    fn element(&mut self, token: &str) {
        let (token, optional) = token.strip_suffix('?').map_or((token, false), |rest| (rest, !rest.is_empty()));
        let (token, glued) = token.strip_prefix('~').map_or((token, false), |rest| (rest, !rest.is_empty()));
        let mut accept = Accept { glued, ..Accept::default() };
        for part in token.split('|') {
            match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                Some(name) => {
                    let slot = Slot::named(name).unwrap_or_else(|| panic!("no slot is named `{name}`"));
                    accept.slots = accept.slots.or(Slots::of(slot));
                }
                None => accept.insert(self.words.intern(part)),
            }
        }
        if optional {
            self.steps.push(Step::Fork(self.steps.len() + 2));
        }
        self.steps.push(Step::Take(accept));
    }
}
