//! Which rules are worth a try. Takes the lexemes at a place; gives the rules that the first few of them let in.

use super::lexemes::Lexeme;
use super::pattern::{Opening, PLACES};
use super::words::{Slots, WordId};

/// Which rules the first lexemes of a match let in, each at its place.
#[derive(Debug)]
pub(super) struct Gates([Gate; PLACES]);

impl Gates {
    /// Gates for so many words, closed to all rules.
    pub(super) fn new(words: usize) -> Self {
        Self([(); PLACES].map(|()| Gate::new(words)))
    }

    /// Opens the gates to a rule, where a match of it begins so.
    pub(super) fn open(&mut self, rule: usize, opening: &Opening) {
        for (place, gate) in self.0.iter_mut().enumerate() {
            gate.open(rule, &opening.words[place], opening.slots[place]);
            if opening.shortest <= place {
                gate.short.insert(rule);
            }
        }
    }

    /// The rules that these lexemes let in, if there are any; with most first lexemes no rule begins.
    #[inline]
    pub(super) fn rules(&self, lexemes: &[Lexeme]) -> Option<RuleSet> {
        if self.0[0].is_open(lexemes.first()?) { self.narrowed(lexemes) } else { None }
    }

    fn narrowed(&self, lexemes: &[Lexeme]) -> Option<RuleSet> {
        let [first, others @ ..] = &self.0;
        let first = first.rules(lexemes.first()?);
        let let_in = |rules: RuleSet, (gate, place): (&Gate, usize)| {
            let here = lexemes.get(place).map_or(gate.short, |lexeme| gate.rules(lexeme).or(gate.short));
            Some(rules.and(here)).filter(|rules| !rules.is_empty())
        };
        others.iter().zip(1..).try_fold(first, let_in)
    }
}

/// Which rules a lexeme at one place of their matches lets in. It takes most of them out before any is tried.
#[derive(Debug)]
struct Gate {
    /// Index into `sets` for each word; 0, the empty set, for words that no rule has here.
    by_word: Vec<u16>,
    sets: Vec<RuleSet>,
    by_slot: [RuleSet; 64],
    /// The slots of which some rule has one here.
    slots: Slots,
    /// Rules that can match without a lexeme here.
    short: RuleSet,
}

impl Gate {
    fn new(words: usize) -> Self {
        let short = RuleSet::default();
        Self { by_word: vec![0; words], sets: vec![short], by_slot: [short; 64], slots: Slots::default(), short }
    }

    fn open(&mut self, rule: usize, words: &[WordId], slots: Slots) {
        for word in words {
            let set = &mut self.by_word[usize::from(*word)];
            if *set == 0 {
                *set = self.sets.len() as u16;
                self.sets.push(RuleSet::default());
            }
            self.sets[usize::from(*set)].insert(rule);
        }
        slots.each(|slot| self.by_slot[slot].insert(rule));
        self.slots = self.slots.or(slots);
    }

    /// Whether any rule can have this lexeme here.
    #[inline]
    fn is_open(&self, lexeme: &Lexeme) -> bool {
        self.by_word[usize::from(lexeme.word)] != 0 || !self.slots.and(lexeme.slots).is_empty()
    }

    /// The rules that can have this lexeme here. No rule names the unknown word.
    fn rules(&self, lexeme: &Lexeme) -> RuleSet {
        let mut rules = self.sets[usize::from(self.by_word[usize::from(lexeme.word)])];
        lexeme.slots.each(|slot| rules = rules.or(self.by_slot[slot]));
        rules
    }
}

/// A set of rules, one bit each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RuleSet([u64; 4]);

impl RuleSet {
    fn insert(&mut self, rule: usize) {
        self.0[rule / 64] |= 1 << (rule % 64);
    }

    fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }

    fn and(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] & other.0[at]))
    }

    fn is_empty(self) -> bool {
        self.0 == [0; 4]
    }

    /// Calls `visit` with each rule, the first one first.
    pub(super) fn each(self, mut visit: impl FnMut(usize)) {
        for (at, mut bits) in self.0.into_iter().enumerate() {
            while bits != 0 {
                visit(at * 64 + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
    }
}
