//! Expressions of time, one by one. Takes the sentences of a page; gives what the rules find, leftmost and longest
//! first. Which day is meant is left to `context`.

use std::ops::Range;

use crate::document::{Page, RuleId};
use crate::grammar::Tag;
use crate::list;
use crate::text::Kept;

use super::calendar::Unit;
use super::compose::{self, Compose, Reading};
use super::form::{Base, Clock, Form, Found, Part, Year};
use super::gates::Gates;
use super::guard::{self, Guard, PageTells, Surroundings};
use super::lexemes::{Lexeme, Lexer, Spelled};
use super::pattern::{Captures, Pattern};
use super::words::{Slot, Words};

/// A row of `rules.tsv`.
#[derive(Debug)]
struct Rule {
    id: RuleId,
    pattern: Pattern,
    compose: Compose,
    arg: i32,
    guard: Guard,
    weak: bool,
}

/// Lexemes of a sentence.
const USUAL: usize = 64;
/// Expressions of a page.
const FEW: usize = 16;

/// The rules, ready to run.
#[derive(Debug)]
pub(super) struct Finder {
    words: Words,
    rules: Vec<Rule>,
    /// Which rules the first lexemes of a match let in, each at its place.
    gates: Gates,
}

impl Finder {
    /// Loads the embedded words and rules.
    pub(super) fn load() -> Self {
        let mut words = Words::load();
        let mut shorthands = Vec::new();
        let mut rules = Vec::new();
        for [id, pattern, meaning, guard] in list::rows::<4>(include_str!("rules.tsv")) {
            if id.starts_with('$') {
                shorthands.push((id, pattern));
                continue;
            }
            rules.push(rule(id, &spell_out(pattern, &shorthands), meaning, guard, &mut words));
        }
        let mut gates = Gates::new(words.count());
        rules.iter().enumerate().for_each(|(at, rule)| gates.open(at, &rule.pattern.opening()));
        Finder { words, rules, gates }
    }

    /// The expressions of a page in text order, without overlap.
    pub(super) fn find(&self, page: &Page, kept: &mut Kept<Spelled>) -> Vec<Found> {
        let mut found = Vec::with_capacity(FEW);
        let mut lexemes = Vec::with_capacity(USUAL);
        let mut captures = Captures::default();
        let tells = PageTells::of(page);
        let lexer = Lexer::new(page, &self.words, kept);
        for tokens in sentences(page).filter(|tokens| lexer.tells(tokens.clone())) {
            lexemes.clear();
            lexer.lex(tokens, &mut lexemes);
            Scan { finder: self, page, lexemes: &lexemes, tells: &tells }.run(&mut captures, &mut found);
        }
        found
    }
}

/// The sentences of a page; one that breaks off behind `a.m.` goes on in the next.
fn sentences(page: &Page) -> impl Iterator<Item = Range<usize>> {
    let mut rest = page.text.sentences.iter().peekable();
    std::iter::from_fn(move || {
        let first = rest.next()?;
        let mut tokens = first.tokens.clone();
        let goes_on = |end: usize| matches!(page.word(end - 1), "a.m." | "p.m." | "A.M." | "P.M.");
        while let Some(next) = rest.next_if(|next| goes_on(tokens.end) && next.block == first.block) {
            tokens.end = next.tokens.end;
        }
        Some(tokens)
    })
}

fn rule(id: &'static str, pattern: &str, meaning: &str, guard: &str, words: &mut Words) -> Rule {
    let (meaning, arg) = meaning.split_once(' ').unwrap_or((meaning, "0"));
    let (compose, weak) = compose::named(meaning).unwrap_or_else(|| panic!("no meaning is named `{meaning}`"));
    let arg = arg.parse().expect("the number of a meaning is whole; a test loads the rules");
    let guard = guard::named(guard).unwrap_or_else(|| panic!("no guard is named `{guard}`"));
    let pattern = Pattern::new(pattern, words);
    Rule { id, pattern, compose, arg, guard, weak }
}

/// A pattern with its `$names` written out, each as the element that it stands for.
fn spell_out(pattern: &str, shorthands: &[(&str, &str)]) -> String {
    shorthands.iter().fold(pattern.to_owned(), |pattern, (name, element)| pattern.replace(name, element))
}

/// One sentence being read.
struct Scan<'a> {
    finder: &'a Finder,
    page: &'a Page,
    lexemes: &'a [Lexeme],
    tells: &'a PageTells,
}

/// A rule's match: how many lexemes, and what they say.
struct Match<'a> {
    length: usize,
    rule: &'a Rule,
    form: Form,
}

impl Scan<'_> {
    fn run(&self, captures: &mut Captures, found: &mut Vec<Found>) {
        let mut at = 0;
        while at < self.lexemes.len() {
            match self.longest(at, captures) {
                Some(best) => {
                    let end = at + best.length;
                    self.push(at, end, best, found);
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    /// The longest match that begins here; of equally long ones that of the first rule.
    fn longest(&self, at: usize, captures: &mut Captures) -> Option<Match<'_>> {
        let mut best: Option<Match> = None;
        self.finder.gates.rules(&self.lexemes[at..])?.each(|index| {
            let rule = &self.finder.rules[index];
            let least = best.as_ref().map_or(0, |best| best.length);
            if rule.pattern.longest() <= least {
                return;
            }
            let Some(length) = rule.pattern.find(&self.lexemes[at..], at, captures) else { return };
            if length <= least {
                return;
            }
            let reading = Reading { lexemes: self.lexemes, words: &self.finder.words, captures, arg: rule.arg };
            let surroundings = Surroundings::new(self.page, self.lexemes, (at, at + length), self.tells);
            if let Some(form) = (rule.compose)(&reading).filter(|form| (rule.guard)(&surroundings, form)) {
                best = Some(Match { length, rule, form });
            }
        });
        best
    }

    fn push(&self, at: usize, end: usize, best: Match, found: &mut Vec<Found>) {
        let (form, clock) = match best.form {
            Form::PartOf(n, base, part) => (Form::Relative(Unit::Day, n, base), Some(Clock::Part(part))),
            form => (form, None),
        };
        let one = |at: usize, end: usize, form: Form| Found {
            start: self.lexemes[at].start as usize,
            end: self.lexemes[end - 1].end as usize,
            form,
            clock,
            weak: best.rule.weak,
            rule: best.rule.id,
        };
        let before = self.day_before(at, &form);
        if let Some((first, day)) = &before
            && let Some((earlier, day)) = self.listed_before(*first, day)
        {
            found.push(one(earlier, earlier + 1, day));
        }
        if let Some((first, form)) = before.or_else(|| self.hour_before(at, end, &form)) {
            found.push(one(first, first + 1, form));
        }
        let is_range = best.rule.id == "dates/clock-range";
        let behind = if is_range { self.clock_behind(end) } else { self.pair_behind(end, &form) };
        found.push(one(at, end, form));
        if let Some(form) = behind {
            found.push(one(end + 1, end + 2, form));
        }
    }

    fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.lexemes.get(at).is_some_and(|lexeme| {
            let word = self.page.word(lexeme.start as usize);
            words.iter().any(|known| known.eq_ignore_ascii_case(word))
        })
    }

    fn day_at(&self, at: usize) -> Option<i8> {
        let lexeme = self.lexemes.get(at)?;
        let day = [Slot::Day, Slot::Ord].into_iter().find_map(|slot| lexeme.value(&self.finder.words, slot))?;
        i8::try_from(day).ok().filter(|day| (1..=31).contains(day))
    }

    /// The `3` of `3 to 5 March`, read when `5 March` is found.
    fn day_before(&self, at: usize, form: &Form) -> Option<(usize, Form)> {
        let Form::InYear(Part::Day(month, second), year) = *form else { return None };
        let first = at.checked_sub(2)?;
        let day = self.day_at(first).filter(|day| *day < second)?;
        // `17th to the 19th August`
        let starts_with_day = self.day_at(at + usize::from(self.is_word(at, &["the"]))).is_some();
        let joined = starts_with_day && self.is_word(at - 1, &["-", "–", "/", "to", "and", "&", "or", "until"]);
        joined.then_some((first, Form::InYear(Part::Day(month, day), year)))
    }

    /// The `17th` of `17th, 18th and 19th August`, behind which the day of this form stands.
    fn listed_before(&self, behind: usize, form: &Form) -> Option<(usize, Form)> {
        let Form::InYear(Part::Day(month, second), year) = *form else { return None };
        let first = behind.checked_sub(2).filter(|_| self.is_word(behind - 1, &[","]))?;
        let day = self.day_at(first).filter(|day| *day < second)?;
        Some((first, Form::InYear(Part::Day(month, day), year)))
    }

    /// The `5` of `March 3-5`, the `21` of `2019-21`, read when what stands before them is found.
    fn pair_behind(&self, end: usize, form: &Form) -> Option<Form> {
        match *form {
            Form::InYear(Part::Day(month, first), year) => {
                let ends_with_day = self.day_at(end - 1).is_some();
                let day = self.day_at(end + 1).filter(|day| *day > first && ends_with_day)?;
                let range = self.is_word(end, &["-", "–", "to", "through"]);
                let listed = self.is_word(end, &["and", "&", "or"]) && self.closes(end + 2);
                (range || listed).then_some(Form::InYear(Part::Day(month, day), year))
            }
            Form::InYear(Part::Whole, Year::Given(first)) => {
                let lexeme = self.lexemes.get(end + 1).filter(|lexeme| !lexeme.spaced && lexeme.slots.has(Slot::Yy))?;
                let second = first / 100 * 100 + i16::try_from(lexeme.number / 100).ok()?;
                let glued = self.is_word(end, &["-", "–", "/"]) && !self.lexemes[end].spaced;
                (glued && second > first).then_some(Form::InYear(Part::Whole, Year::Given(second)))
            }
            Form::Relative(unit, 0, Base::Published) => {
                self.other(end).map(|n| Form::Relative(unit, n, Base::Published))
            }
            Form::InYear(Part::Whole, Year::Shift(0)) => {
                self.other(end).map(|n| Form::InYear(Part::Whole, Year::Shift(n)))
            }
            _ => None,
        }
    }

    /// The `10.30` of `from 7.30 to 10.30`, the `10` of `between 9.15 and 10`.
    fn clock_behind(&self, end: usize) -> Option<Form> {
        let lexeme = self.lexemes.get(end + 1)?;
        let words = &self.finder.words;
        let of_hour = || lexeme.value(words, Slot::Hour).map(|hour| hour * 100);
        let time = lexeme.value(words, Slot::Clock).or_else(of_hour)?;
        let (hour, minute) = (i8::try_from(time / 100).ok()?, i8::try_from(time % 100).ok()?);
        Some(Form::Clock(Clock::At(hour, Some(minute))))
    }

    /// The `next` of `this week or next`, the `last` of `this year or last`.
    fn other(&self, end: usize) -> Option<i32> {
        let joined = self.is_word(end, &["or", "and"]) && self.closes(end + 2);
        let which = [("next", 1), ("last", -1)].into_iter().find(|(word, _)| self.is_word(end + 1, &[word]));
        which.filter(|_| joined).map(|(_, n)| n)
    }

    /// The `6` of `6 to 8 p.m.`, read when `8 p.m.` is found.
    fn hour_before(&self, at: usize, end: usize, form: &Form) -> Option<(usize, Form)> {
        let Form::Clock(Clock::At(second, _)) = *form else { return None };
        let first = at.checked_sub(2)?;
        let half = (at..end).find_map(|at| self.lexemes[at].value(&self.finder.words, Slot::AmPm))?;
        let between = first.checked_sub(1).is_some_and(|at| self.is_word(at, &["between"]));
        let joined = self.is_word(at - 1, &["-", "–", "to", "until"]) || (between && self.is_word(at - 1, &["and"]));
        let dated = first.checked_sub(1).is_some_and(|at| self.lexemes[at].slots.has(Slot::Month));
        let hour = self.lexemes[first].value(&self.finder.words, Slot::N).filter(|_| joined && !dated)?;
        let hour = i8::try_from(hour / 100).ok().filter(|n| hour % 100 == 0 && (1..=12).contains(n))? % 12;
        // `9 to 5 p.m.` begins in the morning.
        let afternoon = half > 0 && hour + 12 < second;
        Some((first, Form::Clock(Clock::At(if afternoon { hour + 12 } else { hour }, None))))
    }

    /// Whether no noun follows that a number could count.
    fn closes(&self, at: usize) -> bool {
        let Some(lexeme) = self.lexemes.get(at) else { return true };
        let word = self.page.word(lexeme.start as usize);
        // `a poll of April 16 and 17 showed`
        let verb = matches!(self.page.tags.get(lexeme.start as usize), Some(Tag::VBD | Tag::VBZ | Tag::MD | Tag::VBP));
        !word.starts_with(char::is_alphabetic)
            || verb
            || self.is_word(at, &["in", "at", "on", "for", "to", "when", "as"])
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::{Slots, WordId};
    use super::*;

    #[test]
    fn no_rule_is_content_with_idle_words() {
        let finder = Finder::load();
        let idle_slots = finder.words.idle_slots();
        let tells = |words: &[WordId], slots: Slots| {
            slots.and(idle_slots).is_empty() && !words.iter().any(|word| finder.words.is_idle(*word))
        };
        let content: Vec<_> = finder.rules.iter().filter(|rule| !rule.pattern.asks_for(tells)).collect();
        assert!(content.is_empty(), "{content:?}");
    }
}
