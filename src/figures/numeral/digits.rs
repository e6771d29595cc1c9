//! Numbers in digits: groups of three and of two, decimals, mixed fractions, scale, sign.

use crate::figures::currency;
use crate::figures::decimal::Decimal;
use crate::figures::line::Line;
use crate::figures::numeral::{Form, Numeral, parts, scale};
use crate::figures::words::words;
use crate::span::Span;

/// The number that begins with this number token.
pub(super) fn read(line: &Line, at: usize) -> Option<Numeral> {
    let (value, end) = grouped(line, at).or_else(|| Some((parse(line.word(at))?, at + 1)))?;
    if let Some(fraction) = parts::slashed(line, at) {
        return Some(fraction);
    }
    let mut numeral = Numeral::new(line, at..end, value, Form::Digits);
    take_point(line, &mut numeral);
    parts::take_mixed(line, &mut numeral);
    let is_money = super::after_sign(line, numeral.tokens.start);
    scale::take(line, &mut numeral, is_money);
    if numeral.scale > 0 && line.reads(numeral.tokens.end, &["and", "a", "half"]) {
        parts::take_mixed(line, &mut numeral);
    }
    take_minus(line, &mut numeral);
    take_times(line, &mut numeral);
    Some(numeral)
}

/// Where the digits begin in a word with a sign or letters before them.
fn first_digit(word: &str) -> Option<usize> {
    word.bytes().take(7).position(|byte| byte.is_ascii_digit())
}

/// Whether a word has digits behind its letters.
pub(super) fn is_glued(word: &str) -> bool {
    first_digit(word).is_some_and(|digit| digit > 0)
}

/// A number whose currency is written onto it: `Rs14bn`, `SFr2.3m`, `EUR500`.
pub(super) fn read_glued(line: &Line, at: usize) -> Option<Numeral> {
    let word = line.word(at);
    let digit = first_digit(word).filter(|digit| *digit > 0)?;
    let sign = currency::listed_sign(&word[..digit])?;
    let rest = &word[digit..];
    if currency::is_serial(rest) {
        return None;
    }
    let len = rest.find(|c: char| !matches!(c, '0'..='9' | ',' | '.')).unwrap_or(rest.len());
    let number = rest[..len].trim_end_matches(['.', ',']);
    let start = line.span(at).start() + digit;
    let mut numeral = Numeral {
        span: Span::new(start, start + number.len()),
        sign: Some(sign),
        ..Numeral::new(line, at..at + 1, parse(number)?, Form::Digits)
    };
    let letters = &rest[number.len()..];
    if letters.is_empty() && line.is(at + 1, ",") && line.glued(at + 1) && line.glued(at + 2) {
        take_groups(line, &mut numeral);
    }
    if letters.is_empty() {
        take_blank_groups(line, &mut numeral);
        scale::take(line, &mut numeral, true);
    } else {
        numeral.value = numeral.value.scaled(scale::letters(letters)?)?;
        numeral.scale = scale::letters(letters)?;
        numeral.span = Span::new(start, line.span(at).end());
    }
    Some(numeral)
}

/// Groups that the tokens have cut off: `QR8` `,` `944,593`.
fn take_groups(line: &Line, numeral: &mut Numeral) {
    let at = numeral.tokens.end + 1;
    if !line.is_number(at) {
        return;
    }
    let whole = Span::new(numeral.span.start(), line.span(at).end());
    let groups = line.text(whole);
    let is_grouped = groups.split_once(',').is_some_and(|(_, rest)| rest.len() >= 3);
    if let Some(value) = parse(groups).filter(|_| is_grouped) {
        numeral.value = value;
        numeral.reach(line, at + 1);
    }
}

/// Groups behind a blank: `R120 000`.
fn take_blank_groups(line: &Line, numeral: &mut Numeral) {
    let opens = numeral.value.whole().is_some_and(|first| (1..1000).contains(&first));
    let is_group = |digits: &str| digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let mut room = if opens { 3 } else { 0 };
    while let Some((digits, end)) = group(line, numeral.tokens.end).filter(|(digits, _)| room > 0 && is_group(digits)) {
        let sum = || numeral.value.scaled(3)?.checked_add(Decimal::parse(digits)?);
        let Some(value) = sum() else { return };
        (numeral.value, room) = (value, room - 1);
        numeral.reach(line, end);
    }
}

/// The value of one number token.
pub(super) fn parse(text: &str) -> Option<Decimal> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Decimal::parse(text);
    }
    if text.bytes().any(|byte| !matches!(byte, b'0'..=b'9' | b',' | b'.')) && text.contains(['\'', '’']) {
        let plain = text.replace(['\'', '’'], ",");
        return if is_grouped(plain.split('.').next()?, ',') { parse(&plain) } else { None };
    }
    let (whole, part) = text.rsplit_once('.').unwrap_or((text, ""));
    if part.len() == 3 && is_grouped(text, '.') && whole.contains('.') {
        return Decimal::of_digits(text.bytes().filter(|byte| *byte != b'.'));
    }
    if is_grouped(whole, ',') {
        return Decimal::of_digits(text.bytes().filter(|byte| *byte != b','));
    }
    let decimal_comma = part.is_empty() && text.matches(',').count() == 1;
    if decimal_comma { Decimal::parse(&text.replace(',', ".")) } else { Decimal::parse(text) }
}

/// Whether digits are grouped by threes, or the Indian way by twos before the last three.
fn is_grouped(text: &str, separator: char) -> bool {
    let mut groups = text.rsplit(separator).map(str::len);
    if text.len() > 60 || groups.next() != Some(3) {
        return !text.contains(separator);
    }
    let before: Vec<usize> = groups.collect();
    let (Some(first), inner) = (before.last().copied(), &before[..before.len().saturating_sub(1)]) else {
        return false;
    };
    (1..=3).contains(&first) && (inner.iter().all(|len| *len == 3) || first <= 2 && inner.iter().all(|len| *len == 2))
}

/// Groups set apart by a blank (`10 000`, often a narrow one) or an apostrophe (`10'000`).
fn grouped(line: &Line, at: usize) -> Option<(Decimal, usize)> {
    let is_digits = |text: &str, lens: std::ops::RangeInclusive<usize>| {
        lens.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    if !is_digits(line.word(at), 1..=3) || line.word(at).starts_with('0') {
        return None;
    }
    group(line, at + 1)?;
    let mut digits = line.word(at).to_owned();
    let mut end = at + 1;
    while let Some((group, next)) = group(line, end).filter(|_| digits.len() < 30 && !digits.contains('.')) {
        let (whole, part) = group.split_once('.').unwrap_or((group, ""));
        if !is_digits(whole, 3..=3) || !part.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        digits.push_str(group);
        end = next;
    }
    (end > at + 1 && !(line.glued(end) && line.is_mark(end) && line.is_number(end + 1) && line.glued(end + 1)))
        .then_some((Decimal::parse(&digits)?, end))
}

/// The digits of a further group, and the token behind them.
fn group<'a>(line: &Line<'a>, at: usize) -> Option<(&'a str, usize)> {
    let word = line.word(at);
    if line.is_number(at) {
        let is_blank = matches!(line.gap(at), " " | "\u{a0}" | "\u{2009}" | "\u{202f}" | "\u{2007}");
        return is_blank.then_some((word, at + 1));
    }
    if matches!(word, "\u{202f}" | "'" | "’") && line.glued(at) && line.glued(at + 1) {
        return line.is_number(at + 1).then(|| (line.word(at + 1), at + 2));
    }
    word.strip_prefix(['\'', '’']).filter(|_| line.glued(at)).map(|digits| (digits, at + 1))
}

/// A leading full stop: `.300`.
fn take_point(line: &Line, numeral: &mut Numeral) {
    let at = numeral.tokens.start;
    let text = line.text(numeral.span);
    let before = at.wrapping_sub(1);
    if line.is(before, ".")
        && line.glued(at)
        && !line.glued(before)
        && text.bytes().all(|b| b.is_ascii_digit())
        && let Some(value) = numeral.value.scaled(-(text.len() as i32))
    {
        numeral.value = value;
        numeral.reach_back(line);
    }
}

/// `12x`: so many times; not `4x4`.
fn take_times(line: &Line, numeral: &mut Numeral) {
    let end = numeral.tokens.end;
    let goes_on = line.glued(end + 1) && (line.is_number(end + 1) || line.is_word(end + 1) || line.is_dash(end + 1));
    if line.spells(end, "x") && line.glued(end) && !goes_on {
        numeral.form = Form::Multiple;
        numeral.reach(line, end + 1);
    }
}

/// A sign or the word `minus` right before.
fn take_minus(line: &Line, numeral: &mut Numeral) {
    let at = numeral.tokens.start;
    let before = at.wrapping_sub(1);
    let is_free = !line.glued(before) || line.any(before.wrapping_sub(1), words!["(", "“", "\""]);
    let is_sign = line.any(before, words!["-", "−", "–"]) && line.glued(at) && is_free;
    if is_sign || line.is(before, "minus") && !line.is(before.wrapping_sub(1), "or") {
        numeral.value = numeral.value.negated();
        numeral.reach_back(line);
    } else if line.is(before, "+") && line.glued(at) && is_free {
        numeral.reach_back(line);
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_groups_and_decimals() {
        let cases = [
            ("7", Some("7")),
            ("1,200.50", Some("1200.5")),
            ("1,50,000", Some("150000")),
            ("12,34,56,789", Some("123456789")),
            ("1.200.000", Some("1200000")),
            ("10'000", Some("10000")),
            ("2,5", Some("2.5")),
            ("35,378.44", Some("35378.44")),
            ("192.168.1.2", None),
            ("1,2,3", None),
        ];
        for (text, value) in cases {
            assert_eq!(parse(text).map(|d| d.to_string()).as_deref(), value, "{text}");
        }
    }

    #[test]
    fn long_digits_are_refused_at_once() {
        assert_eq!(parse(&"9".repeat(10_000)), None);
        assert_eq!(parse(&"123,".repeat(10_000)), None);
        assert_eq!(parse(&"1.".repeat(10_000)), None);
    }
}
