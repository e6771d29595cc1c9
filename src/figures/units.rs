//! Units of measurement and per cent (`units.tsv`). Takes a number; gives the unit written behind it.

use std::sync::LazyLock;

use crate::figures::FigureKind;
use crate::figures::decimal::Decimal;
use crate::figures::fold::Folded;
use crate::figures::line::Line;
use crate::figures::numeral::{Form, Numeral};
use crate::figures::phrases::Phrases;
use crate::figures::words::words;
use crate::list::{self, Sieve};
use crate::sequence::hash::Listed;

/// A unit by its name in the singular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub name: &'static str,
    pub kind: FigureKind,
    /// Its symbol says that there are ten to this power of it: `mt`, a million tonnes.
    pub power: i32,
}

impl Unit {
    pub const fn new(name: &'static str, kind: FigureKind) -> Self {
        Self { name, kind, power: 0 }
    }
}

/// Of an earthquake: the number stands behind the word.
pub(super) const MAGNITUDE: Unit = Unit::new("magnitude", FigureKind::Measure);

#[derive(Debug)]
struct Table {
    words: Phrases<Unit>,
    /// Written as listed; whether only directly on the number.
    symbols: Listed<(Unit, bool)>,
    /// Lets the symbols through.
    sieve: Sieve,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let (mut words, mut symbols) = (Vec::new(), Listed::<(Unit, bool)>::default());
    for [name, kind, phrases, marks, tight] in list::rows::<5>(include_str!("units.tsv")) {
        let kind = if kind == "percentage" { FigureKind::Percentage } else { FigureKind::Measure };
        let unit = Unit::new(name, kind);
        words.extend(phrases.split(", ").map(|phrase| (phrase, unit)));
        symbols.extend(marks.split(", ").map(|mark| {
            let (mark, power) = mark.split_once(' ').unwrap_or((mark, "0"));
            (mark, (Unit { power: power.parse().expect("units.tsv is well formed; units::tests"), ..unit }, false))
        }));
        symbols.extend(tight.split(", ").map(|mark| (mark, (unit, true))));
    }
    symbols.remove("");
    let sieve = Sieve::new(symbols.keys().copied());
    Table { words: Phrases::new(words.into_iter()), symbols, sieve }
});

/// The unit behind a number and the token behind the unit: `km`, `30-foot`, `millions of tons`, `half of one percent`.
pub(super) fn after(line: &Line, numeral: &Numeral) -> Option<(Unit, usize)> {
    let mut at = numeral.tokens.end;
    let takes_of = numeral.form != Form::Digits && line.is(at, "of");
    at += usize::from(takes_of || line.is_hyphen(at));
    if numeral.form == Form::Fraction && line.any(at, words!["a", "an", "one", "1"]) {
        let (unit, end) = at_token(line, at + 1)?;
        return (unit.kind == FigureKind::Percentage || line.any(at, words!["a", "an"])).then_some((unit, end));
    }
    // `ten more miles`
    let at =
        at + usize::from(line.any(at, words!["more", "additional", "extra", "further"]) && line.known(at + 1).is_unit);
    let (unit, end) = at_token(line, at)?;
    // `60,000 mt`
    let is_large = || numeral.value >= Decimal::from(1000) || numeral.scale > 0;
    let is_plain = line.is(at, "mt") && unit.power > 0 && (is_large() || !line.means_million_tonnes(line.word(at)));
    Some((if is_plain { Unit { power: 0, ..unit } } else { unit }, end))
}

/// Whether the name of a unit may begin with this word.
pub(super) fn may_begin_with(word: &str) -> bool {
    TABLE.words.have(word)
}

/// The unit that begins at a token.
pub(super) fn at_token(line: &Line, at: usize) -> Option<(Unit, usize)> {
    symbol(line, at).or_else(|| named(line, at))
}

fn named(line: &Line, at: usize) -> Option<(Unit, usize)> {
    let found = line.known(at).is_unit.then(|| TABLE.words.longest(line, at)).flatten();
    found.filter(|_| !is_false_friend(line, at))
}

fn symbol(line: &Line, at: usize) -> Option<(Unit, usize)> {
    let word = line.word(at);
    if word.len() > 6 {
        return None;
    }
    if matches!(word, "°" | "º") {
        return degrees(line, at);
    }
    if line.glued(at + 1) && line.glued(at + 2) && line.is(at + 1, "/") {
        let joined = format!("{word}/{}", line.word(at + 2));
        if let Some((unit, _)) = TABLE.symbols.get(joined.as_str()) {
            return Some((*unit, at + 3));
        }
    }
    let (unit, tight) = TABLE.sieve.passes(word).then(|| TABLE.symbols.get(word))??;
    // `in 1980 Mt Oban`, `the 1980 MT Oban`
    if matches!(word, "Mt" | "MT" | "Gt") && line.is_capitalized(at + 1) {
        return None;
    }
    // `(2.06 m)`
    let is_set_apart =
        word == "m" && line.word(at.wrapping_sub(1)).contains('.') && line.any(at + 1, words![")", ",", ";"]);
    // `0.17 g/t`
    let is_rate = line.is(at + 1, "/") && line.glued(at + 1) && line.glued(at + 2);
    (!tight || is_set_apart || is_rate || line.glued(at) && !is_false_friend(line, at)).then_some((*unit, at + 1))
}

/// `°C`, `° F`, `°`.
fn degrees(line: &Line, at: usize) -> Option<(Unit, usize)> {
    let scale = line.word(at + 1);
    let name = match scale {
        "C" => "degree celsius",
        "F" => "degree fahrenheit",
        _ => return Some((Unit::new("degree", FigureKind::Measure), at + 1)),
    };
    Some((Unit::new(name, FigureKind::Measure), at + 2))
}

/// "two foot soldiers", "a 12-bit part": words that are more than the unit.
fn is_false_friend(line: &Line, at: usize) -> bool {
    let Some(word) = Folded::new(line.word(at)) else { return false };
    match word.as_str() {
        "foot" => line.any(at + 1, words!["soldiers", "patrols"]),
        "mile" => line.any(at + 1, words!["markers"]),
        "bit" | "bits" | "deg" => !line.glued(at) && !line.is_hyphen(at.wrapping_sub(1)),
        "degree" | "degrees" => line.any(at + 1, words!["programmes", "programs", "courses"]),
        "yard" | "yards" => line.any(at + 1, words!["sale", "sales"]),
        // "two stone walls"; "21st" is a rank, "11st" a weight
        "stone" => line.tag(at + 1).is_noun(),
        "st" => line.word(at.wrapping_sub(1)).ends_with('1') && !line.is(at.wrapping_sub(1), "11"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_well_formed() {
        for [name, kind, ..] in list::rows::<5>(include_str!("units.tsv")) {
            assert!(matches!(kind, "percentage" | "measure"), "{name}: {kind}");
        }
        assert_eq!(TABLE.symbols["%"].0.name, "percent");
    }
}
