//! Currencies (`currencies.tsv`): signs and codes before a number, words behind it. Takes a place in a sentence; gives
//! the currencies it may mean; [`Home`] chooses among several dollars or pounds.

use std::sync::LazyLock;

use crate::document::RuleId;
use crate::entities::{Entity, EntityKind};
use crate::figures::decimal::Decimal;
use crate::figures::line::Line;
use crate::figures::numeral::{Form, Numeral};
use crate::figures::phrases::Phrases;
use crate::figures::words::words;
use crate::list::{self, Sieve};
use crate::sequence::hash::Listed;

/// Words that only mean money after large numbers: "the two won", "three crowns".
const WEAK: [&str; 7] = ["won", "crown", "mark", "colon", "som", "dong", "kip"];

/// Codes that are English words in capitals.
const WORDLIKE: [&str; 8] = ["ALL", "TRY", "PEN", "CUP", "COP", "SOS", "MOP", "BAM"];

/// Where the bare sign is the American dollar, the country's own being `NT$`, `HK$`.
const MARKED: [&str; 2] = ["TW", "HK"];

/// What a sign, code or word of money may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Currency {
    /// The word or sign that several currencies may share.
    group: &'static str,
    /// The one that an adjective or prefix names.
    row: Option<u16>,
    /// Whether it is the hundredth part: cents, pence.
    pub is_cent: bool,
}

impl Currency {
    /// Whether it is written as a single letter, as in `R500`.
    pub fn is_letter(self) -> bool {
        self.group.len() == 1 && self.group.starts_with(|c: char| c.is_ascii_alphabetic())
    }
}

/// A row of the list.
#[derive(Debug)]
struct Row {
    code: &'static str,
    countries: &'static str,
}

#[derive(Debug)]
struct Table {
    rows: Vec<Row>,
    /// Rows by word, sign and code, the common one first.
    groups: Listed<Vec<u16>>,
    /// Signs and codes, and whether they may stand apart from the number.
    signs: Listed<bool>,
    /// Lets the signs through.
    sieve: Sieve,
    /// The last characters of the signs that end in no letter.
    marks: Vec<char>,
    words: Phrases<Currency>,
    adjectives: Phrases<u16>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::load);

impl Table {
    fn load() -> Self {
        let mut table = Self {
            rows: Vec::new(),
            groups: Listed::with_capacity_and_hasher(600, Default::default()),
            signs: Listed::with_capacity_and_hasher(300, Default::default()),
            sieve: Sieve::with_room(0),
            marks: Vec::new(),
            words: Phrases::new(std::iter::empty()),
            adjectives: Phrases::new(std::iter::empty()),
        };
        let mut words = Vec::new();
        let mut adjectives = Vec::new();
        for [code, names, cents, signs, glued, nations, countries] in list::rows::<7>(include_str!("currencies.tsv")) {
            let row = table.rows.len() as u16;
            table.rows.push(Row { code, countries });
            let mut join = |group: &'static str| table.groups.entry(group).or_default().push(row);
            split(names).chain(split(cents)).chain(split(signs)).chain(split(glued)).for_each(&mut join);
            join(code);
            table.signs.extend(split(signs).map(|sign| (sign, true)).chain(split(glued).map(|sign| (sign, false))));
            table.signs.insert(code, !WORDLIKE.contains(&code));
            words.extend(split(names).map(|group| (group, Currency { group, row: None, is_cent: false })));
            words.extend(split(cents).map(|group| (group, Currency { group, row: None, is_cent: true })));
            adjectives.extend(split(nations).map(|nation| (nation, row)));
        }
        table.sieve = Sieve::new(table.signs.keys().copied());
        let ends = table.signs.keys().filter_map(|sign| sign.chars().next_back());
        table.marks = ends.filter(|end| !end.is_ascii_alphanumeric()).collect();
        table.marks.sort_unstable();
        table.marks.dedup();
        table.words = Phrases::new(words.into_iter());
        table.adjectives = Phrases::new(adjectives.into_iter());
        table
    }

    /// Whether a sign or code may stand apart from the number; `None` for any other word.
    fn stands_apart(&self, sign: &str) -> Option<bool> {
        self.sieve.passes(sign).then(|| self.signs.get(sign))?.copied()
    }

    fn rows_of(&self, group: &str) -> &[u16] {
        self.groups.get(group).map_or(&[], Vec::as_slice)
    }
}

fn split(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(", ").filter(|entry| !entry.is_empty())
}

/// Whether a sign or code may be this word or end with it.
pub(super) fn may_sign(word: &str) -> bool {
    mark_behind(word).is_some_and(|mark| TABLE.marks.contains(&mark))
        || word == "."
        || word.eq_ignore_ascii_case("dollars")
        || TABLE.stands_apart(word).is_some()
}

/// The mark that a word ends with; a full stop is none.
fn mark_behind(word: &str) -> Option<char> {
    word.chars().next_back().filter(|c| !c.is_ascii_alphanumeric() && *c != '.')
}

/// The sign or code right before a token, and where it begins.
pub(super) fn before(line: &Line, at: usize) -> Option<(Currency, usize)> {
    let before = at.wrapping_sub(1);
    if !line.known(before).is_sign {
        return None;
    }
    let word = line.word(before);
    let symbol = mark_behind(word);
    if let Some(symbol) = symbol.filter(|_| line.is_mark(before)) {
        if !TABLE.marks.contains(&symbol) {
            return None;
        }
        return prefixed(line, before).or_else(|| Some((of_sign(word)?, before)));
    }
    if word == "." && line.glued(before) {
        return dotted(line, before);
    }
    if line.is(before, "dollars") && line.any(before.wrapping_sub(1), words!["US", "U.S."]) && line.is_number(at) {
        return Some((of_sign("US$")?, before - 1));
    }
    if is_serial(line.word(at)) {
        return None;
    }
    let spaced = TABLE.stands_apart(word)? || line.glued(at) || word.len() > 1 && is_amount(line, at);
    spaced.then(|| Some((of_sign(word)?, before)))?
}

/// `CAD0774` is a drill hole: no amount begins with a nought and another digit.
pub(super) fn is_serial(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'0', b'0'..=b'9', ..])
}

/// Whether a number has the look of money: groups or a scale word.
fn is_amount(line: &Line, at: usize) -> bool {
    line.is_number(at) && (line.word(at).contains(',') || line.any(at + 1, words!["million", "billion", "trillion"]))
}

/// `Dh.`, where the full stop is a token of its own.
fn dotted(line: &Line, stop: usize) -> Option<(Currency, usize)> {
    let word = line.word(stop - 1);
    let sign = listed_sign(&format!("{word}."))?;
    (line.glued(stop + 1) || TABLE.signs[sign]).then(|| Some((of_sign(sign)?, stop - 1)))?
}

/// `A$`, `US$`, `HK$`: letters on a sign. `US $` too.
fn prefixed(line: &Line, sign: usize) -> Option<(Currency, usize)> {
    let before = sign.wrapping_sub(1);
    let letters = line.word(before);
    let fits = (1..=4).contains(&letters.len()) && (line.glued(sign) || matches!(letters, "US" | "U.S."));
    fits.then(|| Some((of_sign(listed_sign(&format!("{letters}{}", line.word(sign)))?)?, before)))?
}

/// A sign or code as the list has it.
pub(super) fn listed_sign(sign: &str) -> Option<&'static str> {
    TABLE.signs.get_key_value(sign).map(|(sign, _)| *sign)
}

/// What a listed sign means. The bare signs of dollar and pound share the currencies of their words.
pub(super) fn of_sign(sign: &str) -> Option<Currency> {
    let group = match sign {
        "$" => "dollar",
        "£" => "pound",
        _ => listed_sign(sign)?,
    };
    Some(Currency { group, row: None, is_cent: false })
}

/// The word, code or sign of money behind a number, and the token behind it.
pub(super) fn after(line: &Line, numeral: &Numeral) -> Option<(Currency, usize)> {
    let mut at = numeral.tokens.end;
    let is_vague = numeral.form != Form::Digits && line.is(at, "of");
    at += usize::from(is_vague || line.is_hyphen(at));
    // `half a pfennig`; half a pound is a weight as often
    let is_part = numeral.form == Form::Fraction && line.is(at, "a");
    at += usize::from(is_part);
    // `HD 21749c` is a star
    let is_price = numeral.value < Decimal::from(1000);
    let found = tight(line, at)
        .filter(|(currency, _)| !currency.is_cent || is_price)
        .or_else(|| named(line, at))
        .or_else(|| worded(line, at, numeral));
    found.or_else(|| coded(line, at)).filter(|(currency, _)| !is_part || currency.is_cent)
}

/// Whether the name of a currency may begin with this word.
pub(super) fn may_begin_with(word: &str) -> bool {
    TABLE.words.have(word) || TABLE.adjectives.have(word)
}

/// The full name that repeats a sign: "$300 million US dollars".
pub(super) fn named_after(line: &Line, numeral: &Numeral) -> Option<(Currency, usize)> {
    named(line, numeral.tokens.end).filter(|(currency, _)| !currency.is_cent)
}

/// Whose dollars, said behind the amount: "$20 million (U.S.)", "$30 Canadian".
pub(super) fn nation_behind(line: &Line, at: usize) -> Option<Currency> {
    let in_brackets = line.is(at, "(");
    let at = at + usize::from(in_brackets);
    let sign = match line.word(at) {
        "U.S." | "US" | "USD" => "US$",
        "Canadian" | "Cdn" | "Cdn." | "CDN" | "CAD" => "C$",
        "Australian" | "AUD" => "A$",
        "NZ" | "NZD" => "NZ$",
        _ => return None,
    };
    let next = at + 1;
    let goes_on = line.any(next, words!["in", "for", "to", "from", "of", "a", "per", "and", "on", "by", "at"]);
    let closes = if in_brackets { line.is(next, ")") } else { !line.is_word(next) && !line.is_hyphen(next) || goes_on };
    closes.then(|| of_sign(sign))?
}

/// `812p`, `65c`, `5€`.
fn tight(line: &Line, at: usize) -> Option<(Currency, usize)> {
    if !line.glued(at) {
        return None;
    }
    let cent = |group| Some((Currency { group, row: None, is_cent: true }, at + 1));
    match line.word(at) {
        "p" => cent("pence"),
        "c" | "¢" => cent("cent"),
        sign @ ("€" | "£" | "₽" | "₴" | "₹") if !line.glued(at + 1) || !line.is_number(at + 1) => {
            Some((of_sign(sign)?, at + 1))
        }
        _ => None,
    }
}

/// `US dollars`, `Hong Kong dollars`, `euro cents`.
fn named(line: &Line, at: usize) -> Option<(Currency, usize)> {
    if !line.known(at).is_money {
        return None;
    }
    if line.is(at, "euro") && line.any(at + 1, words!["cent", "cents"]) {
        let row = TABLE.rows_of("euro").first().copied();
        return Some((Currency { group: "euro", row, is_cent: true }, at + 2));
    }
    let readings = TABLE.adjectives.at(line, at).filter_map(|(row, end)| {
        let (currency, end) = TABLE.words.longest(line, end)?;
        TABLE.rows_of(currency.group).contains(&row).then_some((Currency { row: Some(row), ..currency }, end))
    });
    readings.max_by_key(|(_, end)| *end)
}

fn worded(line: &Line, at: usize, numeral: &Numeral) -> Option<(Currency, usize)> {
    let (currency, end) = line.known(at).is_money.then(|| TABLE.words.longest(line, at))??;
    // `the 400 mark` is passed
    if currency.group == "mark" && line.is(at, "mark") && !line.is_hyphen(at - 1) {
        return None;
    }
    // `1.5230 marks to the dollar`
    let is_large = numeral.value >= Decimal::from(100) || !numeral.value.is_whole() && line.word(at).ends_with('s');
    (is_large || !WEAK.contains(&currency.group)).then_some((currency, end))
}

/// `4.5bn EUR`.
fn coded(line: &Line, at: usize) -> Option<(Currency, usize)> {
    if !line.known(at).is_sign {
        return None;
    }
    let word = line.word(at);
    let is_code = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    let spaced = is_code && TABLE.stands_apart(word)?;
    spaced.then(|| Some((of_sign(word)?, at + 1)))?
}

/// The countries that an article speaks of, the most mentioned first.
#[derive(Debug, Default)]
pub(super) struct Home {
    tally: Vec<(&'static str, usize)>,
}

impl Home {
    /// Counts the mentions of countries, and of places in them; where there are none, of organizations.
    pub fn of(entities: &[Entity]) -> Self {
        let home = Self::among(entities, |kind| matches!(kind, EntityKind::Country | EntityKind::Place));
        if home.tally.is_empty() { Self::among(entities, |kind| kind == EntityKind::Organization) } else { home }
    }

    fn among(entities: &[Entity], counts: impl Fn(EntityKind) -> bool) -> Self {
        let mut tally: Vec<(&'static str, usize)> = Vec::new();
        for entity in entities {
            let Some(country) = entity.country.filter(|_| counts(entity.kind)) else { continue };
            match tally.iter_mut().find(|row| row.0 == country) {
                Some(row) => row.1 += entity.mentions.len(),
                None => tally.push((country, entity.mentions.len())),
            }
        }
        tally.sort_by_key(|row| std::cmp::Reverse(row.1));
        Self { tally }
    }

    /// The country of more than half of all mentions, be it the only one.
    pub fn clear(&self) -> Option<&'static str> {
        let total: usize = self.tally.iter().map(|row| row.1).sum();
        self.tally.first().filter(|row| row.1 * 2 > total).map(|row| row.0)
    }

    /// Whether the currency is that of the country most spoken of.
    pub fn is_of(&self, currency: Currency) -> bool {
        let of = |row: &u16, country| TABLE.rows[usize::from(*row)].countries.split(' ').any(|c| c == country);
        self.clear().is_some_and(|country| TABLE.rows_of(currency.group).iter().any(|row| of(row, country)))
    }

    /// The ISO 4217 code that a sign or word means in this article, and the rule that says so.
    pub fn code(&self, currency: Currency) -> (&'static str, RuleId) {
        let rows = TABLE.rows_of(currency.group);
        let code = |row: &u16| TABLE.rows[usize::from(*row)].code;
        match (currency.row, rows) {
            (Some(row), _) => (code(&row), "figures/money"),
            (None, [row]) => (code(row), "figures/money"),
            (None, _) => match self.local(rows, currency.group) {
                Some(row) => (code(&row), "figures/money-country"),
                // Every group has a currency: see the tests.
                None => (code(&rows.first().copied().unwrap_or_default()), "figures/money-common"),
            },
        }
    }

    /// The row of the country most spoken of; for dollars and pounds only of the clear one, since the foreign press
    /// writes the American and British ones without a name, and of none that marks its own.
    fn local(&self, rows: &[u16], group: &str) -> Option<u16> {
        let in_country = |country: &str| {
            rows.iter().copied().find(|row| TABLE.rows[usize::from(*row)].countries.split(' ').any(|c| c == country))
        };
        if matches!(group, "dollar" | "pound" | "cent" | "penny" | "pence") {
            return self.clear().filter(|country| !MARKED.contains(country)).and_then(in_country);
        }
        self.tally.iter().find_map(|row| in_country(row.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_signs_have_a_common_currency() {
        let home = Home::default();
        let code = |sign| of_sign(sign).map(|currency| home.code(currency).0);
        assert_eq!(code("$"), Some("USD"));
        assert_eq!(code("£"), Some("GBP"));
        assert_eq!(code("Rs"), Some("INR"));
        assert_eq!(code("¥"), Some("JPY"));
        assert_eq!(code("NT$"), Some("TWD"));
        assert_eq!(code("#"), None);
    }

    #[test]
    fn every_group_has_a_currency() {
        let signs = TABLE.signs.keys().copied().chain(["$", "£"]).filter_map(of_sign);
        let groups = signs.map(|currency| currency.group).chain(["dollar", "pound", "euro"]);
        assert!(groups.into_iter().all(|group| !TABLE.rows_of(group).is_empty()));
    }

    #[test]
    fn the_country_chooses() {
        let home = Home { tally: vec![("AU", 3), ("US", 1)] };
        let dollar = Currency { group: "dollar", row: None, is_cent: false };
        assert_eq!(home.code(dollar), ("AUD", "figures/money-country"));
        let mixed = Home { tally: vec![("AU", 3), ("US", 3)] };
        assert_eq!(mixed.code(dollar), ("USD", "figures/money-common"));
        let peso = Currency { group: "peso", row: None, is_cent: false };
        assert_eq!(Home { tally: vec![("US", 9), ("MX", 2)] }.code(peso).0, "MXN");
    }
}
