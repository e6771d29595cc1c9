//! Capitals that stand for governments. Takes the name of a capital in its sentence; says whether the government is
//! meant ("Paris said", "talks with Paris") or the city ("in Paris", "the Paris metro"). When nothing tells, the city.

use std::ops::Range;

use super::lexicon::{Entry, lexicon};
use crate::document::Page;
use crate::list::Keyed;

/// Whether the capital at `name` is named for its government.
pub(super) fn is_government(page: &Page, name: &Range<usize>) -> bool {
    let sentence = page.text.sentences[page.text.sentence_of(name.start)].tokens.clone();
    let around = Around { page, sentence, name };
    around.owner() || around.subject() || around.object() || around.partner() || around.seat()
}

/// A capital in its sentence.
struct Around<'p> {
    page: &'p Page,
    sentence: Range<usize>,
    name: &'p Range<usize>,
}

impl Around<'_> {
    fn word(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.page.word(at) } else { "" }
    }

    /// The word `back` places before the name.
    fn before(&self, back: usize) -> &str {
        self.name.start.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// "Paris's decision".
    fn owner(&self) -> bool {
        let next = self.name.end;
        matches!(self.word(next), "'s" | "’s" | "'" | "’")
            && !is_place_preposition(self.before(1))
            && (next + 1..next + 4)
                .map(|at| self.word(at))
                .take_while(|word| !is_mark(word))
                .any(|word| has(word, "owns"))
            && !has(self.word(next + 1), "city-noun")
    }

    /// "Paris has refused", "Paris publicly claims", "Paris is ready".
    fn subject(&self) -> bool {
        if is_preposition(self.before(1)) || has(self.before(1), "city-noun") {
            return false;
        }
        let mut at = self.behind_partner(self.behind_clause(self.name.end));
        while is_adverb(self.word(at)) || is_opening(self.word(at)) {
            at += 1;
        }
        let mut helped = false;
        while is_helper(self.word(at)) || (helped && (is_adverb(self.word(at)) || is_opening(self.word(at)))) {
            helped = true;
            at += 1;
        }
        match self.word(at) {
            "is" | "was" | "are" | "were" | "been" | "be" | "remains" | "became" => self.is_in_state(at + 1),
            word if helped => is_verb(word, "acts") || (has(word, "state") && !is_verb(word, "city-verb")),
            word => is_verb(word, "acts") && inflected(word),
        }
    }

    /// Behind ", whose firms are building the port," if such a clause begins here.
    fn behind_clause(&self, comma: usize) -> usize {
        let relative = self.word(comma) == "," && matches!(self.word(comma + 1), "whose" | "which");
        let close = || (comma + 3..comma + 24).find(|at| self.word(*at) == ",");
        relative.then(close).flatten().map_or(comma, |close| close + 1)
    }

    /// Behind "and Rome" in "Berlin and Rome voiced concern".
    fn behind_partner(&self, and: usize) -> usize {
        let partner = self.word(and) == "and"
            && matches!(lexicon().entry(self.word(and + 1)), Some(Entry::Capital(_) | Entry::Country(..)));
        if partner { and + 2 } else { and }
    }

    fn is_in_state(&self, mut at: usize) -> bool {
        while is_adverb(self.word(at)) || self.word(at) == "being" {
            at += 1;
        }
        has(self.word(at), "state")
    }

    /// "warned Paris", "will press Paris".
    fn object(&self) -> bool {
        is_verb(self.before(1), "tells") && !has(self.word(self.name.end), "city-noun") && !self.is_compound()
    }

    /// "talks with Paris", "sanctions on Paris", "between Paris and Rome".
    fn partner(&self) -> bool {
        if self.is_compound() {
            return false;
        }
        match self.before(1) {
            "with" | "against" | "between" | "towards" | "toward" | "by" | "from" | "to" | "on" | "for" | "behind" => {
                self.is_toward()
            }
            "and" | "or" | "," => self.is_second_party(),
            _ => false,
        }
    }

    fn is_toward(&self) -> bool {
        let preposition = self.before(1);
        if preposition == "between" {
            return matches!(self.word(self.name.end), "and");
        }
        if preposition == "from" {
            return self.word(self.name.end) != "to" && (2..14).any(|back| is_verb(self.before(back), "requests"));
        }
        let near = (2..4).any(|back| has(self.before(back), "toward"));
        near || matches!(preposition, "against" | "towards" | "toward")
    }

    /// "officials in Ankara": those of its government, where no other country's are named.
    fn seat(&self) -> bool {
        let speaks = |word: &str| matches!(word, "officials" | "ministers" | "policymakers" | "policy-makers");
        let foreign = |back: usize| {
            let at = self.name.start.checked_sub(back);
            let word = self.before(back);
            at.is_some() && (word.starts_with(char::is_uppercase) && lexicon().entry(word).is_some())
        };
        self.before(1) == "in" && speaks(self.before(2)) && !foreign(3) && !foreign(4) && !self.is_compound()
    }

    /// The second of "between Kyiv and Moscow".
    fn is_second_party(&self) -> bool {
        let head = (2..6).find(|back| matches!(self.before(*back), "between" | "with" | "both"));
        head.is_some_and(|back| {
            self.before(back) == "between" || self.before(back) == "both" || has(self.before(back + 1), "toward")
        })
    }

    /// "Paris metro", "Paris-based": the name only describes what follows.
    fn is_compound(&self) -> bool {
        let next = self.word(self.name.end);
        next == "-" || has(next, "city-noun") || next.starts_with(|c: char| c.is_uppercase())
    }
}

fn is_opening(word: &str) -> bool {
    matches!(word, "“" | "\"" | "‘")
}

fn is_mark(word: &str) -> bool {
    !word.starts_with(char::is_alphanumeric)
}

fn is_adverb(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("ly"))
        || matches!(
            word,
            "also"
                | "still"
                | "never"
                | "now"
                | "itself"
                | "again"
                | "even"
                | "not"
                | "soon"
                | "often"
                | "then"
                | "yet"
                | "once"
                | "both"
                | "later"
                | "recently"
        )
}

fn is_helper(word: &str) -> bool {
    matches!(
        word,
        "has"
            | "had"
            | "have"
            | "will"
            | "would"
            | "could"
            | "can"
            | "may"
            | "might"
            | "must"
            | "should"
            | "does"
            | "did"
            | "do"
            | "n't"
            | "n’t"
            | "cannot"
    )
}

fn is_place_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "at" | "near" | "outside" | "around" | "across" | "inside" | "through" | "into" | "of" | "to" | "from"
    )
}

fn is_preposition(word: &str) -> bool {
    is_place_preposition(word)
        || matches!(
            word,
            "with" | "against" | "for" | "by" | "on" | "over" | "between" | "about" | "via" | "beyond" | "under"
        )
}

fn has(word: &str, cue: &str) -> bool {
    static CUES: Keyed = Keyed::new(include_str!("metonyms.tsv"));
    CUES.get(word).is_some_and(|cues| cues.split(';').any(|found| found == cue))
}

/// Whether an inflected form of a verb has this cue.
fn is_verb(word: &str, cue: &str) -> bool {
    bases(word).iter().flatten().any(|base| has(base, cue))
}

/// Finite by its form, as far as that can be seen: "claims", "claimed", not "claim".
fn inflected(word: &str) -> bool {
    word.ends_with('s') || word.ends_with("ed") || irregular(word).is_some()
}

/// The forms that this one may be inflected from.
fn bases(word: &str) -> [Option<String>; 7] {
    let strip = |end: &str, add: &str| word.strip_suffix(end).map(|stem| format!("{stem}{add}"));
    let doubled = word
        .strip_suffix("ed")
        .filter(|stem| stem.len() > 2)
        .map(|stem| stem[..stem.len() - stem.chars().next_back().map_or(0, char::len_utf8)].to_owned());
    [
        Some(word.to_owned()),
        irregular(word).map(str::to_owned),
        strip("s", ""),
        strip("es", "").or_else(|| strip("ed", "")),
        strip("d", ""),
        strip("ied", "y").or_else(|| strip("ies", "y")),
        doubled,
    ]
}

fn irregular(word: &str) -> Option<&'static str> {
    static VERBS: Keyed = Keyed::new(include_str!("irregular_verbs.tsv"));
    VERBS.get(word)
}
