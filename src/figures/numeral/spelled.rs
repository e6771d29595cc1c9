//! Numbers in words: `two hundred and five`, `thirty-five hundred`, `two and a half million`, `a dozen`.

use crate::figures::decimal::Decimal;
use crate::figures::lexicon::{NumberWord, look_up};
use crate::figures::line::Line;
use crate::figures::numeral::{Form, Numeral, parts, scale};

/// The sum as it is read: what is complete, and what waits for a scale word.
#[derive(Clone, Copy, Default)]
struct Sum {
    total: i128,
    waiting: Option<i128>,
    /// The power of the last scale word, a bound for the next one.
    last_power: Option<i32>,
    /// The last word was `twenty` to `ninety`.
    after_ten: bool,
}

impl Sum {
    /// Adds a word; `None` where it cannot go on.
    fn add(self, word: NumberWord) -> Option<Self> {
        match word {
            NumberWord::Unit(n) => self.add_small(i128::from(n), false),
            NumberWord::Teen(n) => self.add_small(i128::from(n), false),
            NumberWord::Ten(n) => self.add_small(i128::from(n), true),
            NumberWord::Power(2) => self.add_hundred(),
            NumberWord::Power(power) => self.add_power(power),
            NumberWord::Dozen if self.last_power.is_none() => {
                Some(Self { total: self.waiting.unwrap_or(1) * 12, waiting: None, last_power: Some(0), ..self })
            }
            _ => None,
        }
    }

    fn add_small(self, n: i128, is_ten: bool) -> Option<Self> {
        let waiting = match self.waiting {
            None => n,
            Some(before) if self.after_ten && !is_ten && (1..10).contains(&n) => before + n,
            Some(before) if !self.after_ten && before >= 100 && before % 100 == 0 => before + n,
            Some(_) => return None,
        };
        Some(Self { waiting: Some(waiting), after_ten: is_ten, ..self })
    }

    fn add_hundred(self) -> Option<Self> {
        let waiting = self.waiting.unwrap_or(1);
        (1..100).contains(&waiting).then_some(Self { waiting: Some(waiting * 100), after_ten: false, ..self })
    }

    fn add_power(self, power: i32) -> Option<Self> {
        let factor = 10i128.checked_pow(power.unsigned_abs())?;
        let sum = match self.waiting {
            Some(n) if self.last_power.is_none_or(|last| power < last) => {
                Self { total: self.total.checked_add(n.checked_mul(factor)?)?, ..self }
            }
            None if self.last_power.is_none() => Self { total: factor, ..self },
            _ => Self { total: (self.total + self.waiting.unwrap_or(0)).checked_mul(factor)?, ..self },
        };
        (sum.total < 10i128.pow(30)).then_some(Self { waiting: None, last_power: Some(power), after_ten: false, ..sum })
    }

    fn value(self) -> Decimal {
        Decimal::new(self.total + self.waiting.unwrap_or(0), 0)
    }

    fn takes_and(self) -> bool {
        self.waiting.is_some_and(|n| n >= 100 && n % 100 == 0) || self.waiting.is_none() && self.last_power > Some(2)
    }
}

/// The number that begins with this number word.
pub(super) fn read(line: &Line, at: usize) -> Option<Numeral> {
    let (sum, end) = add_up(line, at)?;
    if is_rank(line, end) {
        return None;
    }
    let (value, end) = with_point(line, sum.value(), end);
    let mut numeral = Numeral::new(line, at..end, value, Form::Words);
    let hundreds = if line.is(end - 1, "hundred") { 2 } else { 0 };
    numeral.scale = sum.last_power.unwrap_or(hundreds);
    parts::take_mixed(line, &mut numeral);
    if (numeral.tokens.end > end || line.is_point(at + 1)) && sum.last_power.is_none() {
        scale::take(line, &mut numeral, false);
    }
    if line.is(at.wrapping_sub(1), "minus") && !line.is(at.wrapping_sub(2), "or") {
        numeral.value = numeral.value.negated();
        numeral.reach_back(line);
    }
    Some(numeral)
}

/// "three point two": the digits read out behind the point.
fn with_point(line: &Line, value: Decimal, end: usize) -> (Decimal, usize) {
    let mut at = end + usize::from(line.is_point(end));
    let mut sum = value;
    while at > end && at < end + 7 {
        let digit = match line.number_word(at) {
            Some(NumberWord::Unit(digit)) => digit,
            _ => break,
        };
        let place = -((at - end) as i32);
        sum = Decimal::new(i128::from(digit), place).checked_add(sum).unwrap_or(sum);
        at += 1;
    }
    if at > end + 1 { (sum, at) } else { (value, end) }
}

/// Whether a word may be a number and `fold`.
pub(super) fn is_fold(word: &str) -> bool {
    word.len() > 6 && word.ends_with("fold")
}

/// `tenfold`, `twofold`.
pub(super) fn read_fold(line: &Line, at: usize) -> Option<Numeral> {
    let sum = Sum::default().add(look_up(line.word(at).strip_suffix("fold")?)?)?;
    Some(Numeral::new(line, at..at + 1, sum.value(), Form::Multiple))
}

/// The words of one number, as far as they go.
fn add_up(line: &Line, at: usize) -> Option<(Sum, usize)> {
    let mut sum = Sum::default().add(line.number_word(at)?)?;
    let mut end = at + 1;
    while let Some((next_sum, next)) = next(line, sum, end, at) {
        (sum, end) = (next_sum, next);
    }
    Some((sum, end))
}

/// The next word of the number and the token behind it.
fn next(line: &Line, sum: Sum, at: usize, start: usize) -> Option<(Sum, usize)> {
    if line.is_hyphen(at) {
        return Some((sum.add(line.number_word(at + 1)?)?, at + 2));
    }
    let is_and = line.is(at, "and") && sum.takes_and() && !line.is(start.wrapping_sub(1), "between");
    if !is_and {
        return Some((sum.add(line.number_word(at)?)?, at + 1));
    }
    let (small, end) = small(line, at + 1)?;
    let scaled = matches!(line.number_word(end), Some(NumberWord::Power(_) | NumberWord::Dozen));
    (!scaled || sum.last_power.is_none()).then_some((sum.add_small(small, false)?, end))
}

/// A number below a hundred, as after "two hundred and".
fn small(line: &Line, at: usize) -> Option<(i128, usize)> {
    let mut sum = Sum::default();
    let mut end = at;
    while let Some(word @ (NumberWord::Unit(_) | NumberWord::Teen(_) | NumberWord::Ten(_))) = line.number_word(end) {
        let Some(next) = sum.add(word) else { break };
        sum = next;
        end += 1;
        if line.is_hyphen(end) && matches!(line.number_word(end + 1), Some(NumberWord::Unit(_))) {
            end += 1;
        }
    }
    sum.waiting.map(|n| (n, end))
}

/// "twenty-first", "two hundredth": no quantity.
fn is_rank(line: &Line, end: usize) -> bool {
    let at = if line.is_hyphen(end) { end + 1 } else { return false };
    match line.number_word(at) {
        Some(NumberWord::Ordinal) => true,
        Some(NumberWord::Part(n)) => n > 2 && !line.is(at, "quarter"),
        _ => false,
    }
}
