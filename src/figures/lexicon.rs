//! Number words (`words.tsv`). Takes a word; gives what it does in a number.

use std::sync::LazyLock;

use crate::figures::fold::Caseless;
use crate::list;

/// What a word does in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberWord {
    /// `zero` to `nine`.
    Unit(u32),
    /// `ten` to `nineteen`.
    Teen(u32),
    /// `twenty`, `thirty` ...
    Ten(u32),
    /// `hundred`, `million`, `crore`: times ten to this.
    Power(i32),
    /// `bn`, `m`, `k`: the same, only behind a number.
    Letter(i32),
    /// `dozen`.
    Dozen,
    /// `thousands`: at least so many.
    Plural(u32, i32),
    /// `third`: one of so many.
    Part(u32),
    /// `thirds`.
    Parts(u32),
    /// `first`, `second`: makes a rank of what stands before.
    Ordinal,
    /// `several`, `a few`.
    Few,
    /// `a couple of`.
    Couple,
    /// `twice`.
    Times(u32),
    /// `fifties`, of somebody's life.
    Life(u32),
}

use NumberWord::*;

impl NumberWord {
    /// Whether it is a number of more than one thing, as in "two of the four".
    pub fn is_several(self) -> bool {
        matches!(self, Unit(2..) | Teen(_) | Ten(_) | Dozen)
    }
}

/// What `word` does in a number, whatever its case.
pub(super) fn look_up(word: &str) -> Option<NumberWord> {
    LIST.get(word).copied()
}

static LIST: LazyLock<Caseless<NumberWord>> = LazyLock::new(|| {
    let rows = list::rows::<3>(include_str!("words.tsv"));
    let meaning = |class, value| parse(class, value).expect("words.tsv is well formed; lexicon::tests");
    Caseless::new(rows.map(|[word, class, value]| (word, meaning(class, value))).collect())
});

fn parse(class: &str, value: &str) -> Option<NumberWord> {
    let number: u64 = value.parse().ok()?;
    let small = number as u32;
    Some(match class {
        "unit" => Unit(small),
        "teen" => Teen(small),
        "ten" => Ten(small),
        "power" => Power(small as i32),
        "letter" => Letter(small as i32),
        "dozen" => Dozen,
        "plural" => plural(number),
        "part" => Part(small),
        "parts" => Parts(small),
        "ordinal" => Ordinal,
        "few" => Few,
        "couple" => Couple,
        "times" => Times(small),
        "life" => Life(small),
        _ => return None,
    })
}

/// Digits and zeros of a plural's lower bound: `dozens` is 12 and none, `thousands` 1 and three.
fn plural(mut number: u64) -> NumberWord {
    let mut zeros = 0;
    while number > 9 && number.is_multiple_of(10) {
        number /= 10;
        zeros += 1;
    }
    Plural(number as u32, zeros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_list() {
        let cases = [
            ("Seven", Some(Unit(7))),
            ("bn", Some(Letter(9))),
            ("thousands", Some(Plural(1, 3))),
            ("dozens", Some(Plural(12, 0))),
            ("thirds", Some(Parts(3))),
            ("horse", None),
            ("", None),
        ];
        for (word, expected) in cases {
            assert_eq!(look_up(word), expected, "{word}");
        }
    }
}
