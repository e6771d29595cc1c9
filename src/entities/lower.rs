//! Places in lower case, as in mail and posts: a country, region or large city behind a preposition of place, and what
//! follows it ("good food in tampa bay", "from brittany, france"). Takes all names; adds those that stand between them.
//! Edited text has none, but for words that are also places ("of reading", "in china").

use std::ops::Range;
use std::sync::LazyLock;

use super::lexicon::{Entry, Lexicon, lexicon};
use super::looks::View;
use super::merge::{Name, What};
use super::spelling::{self, Spellings};
use super::{Form, cities};
use crate::document::Page;
use crate::sequence::hash;

/// The most words of a name.
const LONGEST: usize = 3;

/// Adds the places that are written in lower case, and reads those that the tagger found by the lists.
pub(super) fn add(page: &View, lexicon: &Lexicon, mut names: Vec<Name>) -> Vec<Name> {
    let reader = Reader { page, lexicon };
    for name in names.iter_mut().filter(|name| name.what == What::Place) {
        if let Some(listed) = reader.place(name.tokens.clone()).filter(|listed| listed.tokens == name.tokens) {
            *name = listed;
        }
    }
    let mut found = Vec::new();
    let mut free = 0;
    for lead in page.leads().iter().copied() {
        if lead >= free {
            free = reader.behind(lead, &mut found);
        }
    }
    if found.is_empty() {
        return names;
    }
    let taken: Vec<Range<usize>> = names.iter().map(|name| name.tokens.clone()).collect();
    let is_free = |name: &Name| {
        let next = taken.partition_point(|range| range.end <= name.tokens.start);
        taken.get(next).is_none_or(|range| range.start >= name.tokens.end)
    };
    names.extend(found.into_iter().filter(is_free));
    names.sort_by_key(|name| name.tokens.start);
    names
}

struct Reader<'p> {
    page: &'p Page,
    lexicon: &'p Lexicon,
}

impl Reader<'_> {
    /// Adds the places behind a preposition; gives where they end.
    fn behind(&self, preposition: usize, found: &mut Vec<Name>) -> usize {
        let mut at = preposition + 1;
        if !self.page.text.tokens.get(at).is_some_and(|_| is_low(self.page.word(at))) {
            return at;
        }
        let end = self.page.text.sentences[self.page.text.sentence_of(preposition)].tokens.end;
        while let Some(name) = self.place(at..end) {
            at = name.tokens.end;
            found.push(name);
            at += usize::from(at < end && self.page.word(at) == ",");
        }
        at
    }

    /// The longest place that begins with the first of these tokens.
    fn place(&self, tokens: Range<usize>) -> Option<Name> {
        if tokens.is_empty() || !opens(self.page, &tokens) {
            return None;
        }
        let words = tokens.clone().take(LONGEST).take_while(|at| is_low(self.page.word(*at))).count();
        (1..=words).rev().find_map(|length| {
            let mut name = tokens.start..tokens.start + length;
            let mut what = self.what(self.page.words(self.page.text.span_of(name.clone())))?;
            if name.end < tokens.end && is_land(self.page.word(name.end)) {
                (name.end, what) = (name.end + 1, What::Place);
            }
            Some(Name { tokens: name, what, rule: "entities/lower-case" })
        })
    }

    /// What words in lower case name.
    fn what(&self, words: &str) -> Option<What> {
        if words.len() < 4 {
            return None;
        }
        let what = match self.lexicon.low_entry(words) {
            Some(Entry::Country(row, Form::Name)) => What::Country(row, Form::Name),
            Some(Entry::Place(_) | Entry::Capital(_)) => What::Place,
            Some(_) => return None,
            None if cities::is_large(words) => What::Place,
            None => return None,
        };
        (!is_word(words)).then_some(what)
    }
}

/// Whether a listed place or large city may be named by the first of these tokens, or by it and what is behind it.
fn opens(page: &Page, tokens: &Range<usize>) -> bool {
    static OPENINGS: LazyLock<Spellings> = LazyLock::new(|| {
        let listed = lexicon().places().map(str::to_ascii_lowercase);
        listed.chain(cities::large().map(str::to_owned)).filter_map(|name| opening(&name)).collect()
    });
    let first = spelling::word(page, tokens.start);
    OPENINGS.contains(&first)
        || tokens.len() > 1 && OPENINGS.contains(&hash::join(first, spelling::word(page, tokens.start + 1)))
}

/// What the first token of a name in small letters spells, or the first two of a longer one.
fn opening(name: &str) -> Option<u64> {
    let head = |name: &str| name.bytes().take_while(u8::is_ascii_lowercase).count();
    let (first, rest) = name.split_at(head(name));
    let second = match rest.bytes().next() {
        None => return Some(hash::text(first)),
        Some(b'-') => "-",
        Some(b' ') => &rest[1..1 + head(&rest[1..])],
        Some(_) => return None,
    };
    Some(hash::join(hash::text(first), hash::text(second)))
}

/// Whether a word is of small letters throughout.
fn is_low(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// What makes a longer name of a city's or region's: "tampa bay".
fn is_land(word: &str) -> bool {
    matches!(word, "bay" | "beach" | "city" | "county" | "island" | "islands" | "lake" | "valley")
}

/// Words behind which a place may stand.
pub(super) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "from"
            | "to"
            | "near"
            | "across"
            | "around"
            | "through"
            | "outside"
            | "throughout"
            | "between"
            | "visiting"
            | "leaving"
    )
}

/// Places whose names are also words, or names of something else.
fn is_word(name: &str) -> bool {
    matches!(
        name,
        "amazon"
            | "bath"
            | "bimbo"
            | "champagne"
            | "chad"
            | "china"
            | "cologne"
            | "cork"
            | "derby"
            | "emirates"
            | "erode"
            | "franca"
            | "guinea"
            | "gulf"
            | "hull"
            | "jersey"
            | "limerick"
            | "male"
            | "manila"
            | "mobile"
            | "most"
            | "nice"
            | "oral"
            | "orange"
            | "pest"
            | "phoenix"
            | "queens"
            | "reading"
            | "riverside"
            | "sale"
            | "split"
            | "tours"
            | "turkey"
            | "union"
            | "union city"
            | "van"
            | "victoria"
            | "west"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Source};

    #[test]
    fn a_name_is_known_by_its_first_two_words() {
        assert_eq!(opening("oslo"), Some(hash::text("oslo")));
        assert_eq!(opening("new york city"), Some(hash::join(hash::text("new"), hash::text("york"))));
        assert_eq!(opening("guinea-bissau"), Some(hash::join(hash::text("guinea"), hash::text("-"))));
        assert_eq!(opening("côte d'ivoire"), None, "never of small ASCII letters throughout");
    }

    #[test]
    fn places_are_found_in_lower_case() {
        let text = "We had good food in tampa bay, then went to new zealand and to guinea-bissau. I moved from oslo.";
        let page = Analyzer::new().page(Source::from_text("test", text));
        let reader = Reader { page: &page, lexicon: lexicon() };
        let leads = (0..page.text.tokens.len()).filter(|at| is_preposition(page.word(*at)));
        let mut found = Vec::new();
        for lead in leads {
            reader.behind(lead, &mut found);
        }
        let names: Vec<&str> = found.iter().map(|name| spelling::words(&page, &name.tokens)).collect();
        assert_eq!(names, ["tampa bay", "new zealand", "guinea-bissau", "oslo"]);
    }
}
