//! Places told by the words beside them or in them: "the municipality of Urbano", "Longueuil mayor", "at the Gabba",
//! "Rua Augusta", "Jalung Peak". Takes a name of the tagger's; says whether it is a place after all.

use super::edges::Edge;
use super::lexicon::{Entry, lexicon};
use super::looks::View;
use super::merge::{Name, What, is_acronym};
use super::{cities, listed, organizations};
use crate::grammar::Tag;
use crate::list::Keyed;

/// Whether what the tagger took for a person or an organization, or could not sort, is a place.
pub(super) fn is_place(page: &View, name: &Name) -> bool {
    if name.what == What::Other {
        return is_city_of_somebody(page, name) || is_unsorted(page, name);
    }
    let entry = || lexicon().entry(page.words(page.text.span_of(name.tokens.clone())));
    matches!(name.what, What::Person | What::Organization)
        && (is_by_its_words(page, name) && entry().is_none()
            || is_by_its_neighbours(page, name) && matches!(entry(), None | Some(Entry::Place(_))))
}

/// "Rua Augusta", "Jalung Peak".
fn is_by_its_words(page: &View, name: &Name) -> bool {
    if name.tokens.len() < 2 {
        return false;
    }
    let (first, last) = (page.word(name.tokens.start), page.word(name.tokens.end - 1));
    let natural = || {
        matches!(listed::PLACES.get(last), Some("mountain" | "river" | "island" | "street"))
            || matches!(last, "Constituency" | "Reservation" | "Settlement")
    };
    let base = || first == "HMP" || first == "RAF" && name.tokens.len() == 2 && !listed::ORGANIZATIONS.has(last);
    let street = || listed::is_street(last) && !page.look(name.tokens.start).first_name;
    name.what == What::Organization && (natural() || is_site(last) || base())
        || name.what == What::Person && first == "Camp" && name.tokens.len() == 2
        || name.what == What::Person && (street() || matches!(last, "Airstrip" | "Airport" | "Airfield"))
        || page.look(name.tokens.start).edge == Some(Edge::Area) && !listed::ORGANIZATIONS.has(last)
}

/// Buildings that no body is called by.
fn is_site(word: &str) -> bool {
    matches!(
        word,
        "Airport"
            | "Airfield"
            | "Airbase"
            | "Airstrip"
            | "Stadium"
            | "Arena"
            | "Prison"
            | "Jail"
            | "Dam"
            | "Tunnel"
            | "Cemetery"
            | "Courthouse"
            | "Racecourse"
    )
}

/// "the district of Tierras", "Longueuil mayor", "at the Gabba".
fn is_by_its_neighbours(page: &View, name: &Name) -> bool {
    let single = name.tokens.len() == 1;
    if is_seat_of_somebody(page, name) {
        return true;
    }
    let led = || matches!(name.tokens.start.checked_sub(1).map(|at| page.word(at)), Some("of" | "the"));
    let short = single || name.what == What::Person && name.tokens.len() == 2;
    if !short && !led() {
        return false;
    }
    let sentence = page.text.sentences[page.text.sentence_of(name.tokens.start)].tokens.clone();
    let before = |back: usize| {
        let at = name.tokens.start.checked_sub(back).filter(|at| sentence.contains(at));
        at.map_or("", |at| page.word(at))
    };
    let cues = |at: usize| if sentence.contains(&at) { page.look(at).ground } else { Cues::default() };
    let next = cues(name.tokens.end);
    let somebody = || name.tokens.clone().any(|at| page.look(at).first_name);
    let within = before(1) == "of" && name.tokens.start.checked_sub(2).is_some_and(|at| cues(at).has(Cue::Of));
    let city = || cities::city(page.word(name.tokens.start)).is_some();
    let described = || {
        let tag = name.tokens.start.checked_sub(1).filter(|at| sentence.contains(at)).map(|at| page.tags[at]);
        name.what == What::Person
            && matches!(tag, Some(Tag::DT | Tag::JJ))
            && sentence.contains(&name.tokens.end)
            && next.has(Cue::Dweller)
    };
    let governed = short && next.has(Cue::Behind) || single && (next.has(Cue::City) && city() || described());
    let there = single
        && name.what == What::Person
        && before(1) == "the"
        && matches!(before(2), "at" | "to" | "from" | "in")
        && !page.tags.get(name.tokens.end).is_some_and(|tag| tag.is_noun())
        && !page.word(name.tokens.start).ends_with('s');
    let scene = single
        && name.what == What::Organization
        && before(1) == "in"
        && !takes_in(before(2))
        && cities::city(page.word(name.tokens.start)).is_some_and(|city| city.size > 2);
    (within || governed || there || scene) && !somebody()
}

/// "Leeds" in "the Leeds-based side", which the tagger could not sort.
fn is_city_of_somebody(page: &View, name: &Name) -> bool {
    is_seat_of_somebody(page, name) && cities::city(page.words(page.text.span_of(name.tokens.clone()))).is_some()
}

/// "Nurn" in "in Nurn ward", which the tagger could not sort; not "a Druze village".
fn is_unsorted(page: &View, name: &Name) -> bool {
    let last = name.tokens.end;
    let Some(before) = name.tokens.start.checked_sub(1) else { return false };
    let sentence = &page.text.sentences[page.text.sentence_of(name.tokens.start)].tokens;
    if last + 1 >= sentence.end {
        return false;
    }
    let cues = page.look(last).ground;
    let governed = sentence.contains(&before)
        && (page.look(before).leads || matches!(page.word(before), "," | "and" | "of" | "from" | "to"));
    // "the Nurn local level government"
    let local = cues.has(Cue::Local) && sentence.contains(&before);
    (governed || local)
        && (cues.has(Cue::Area) && !cues.has(Cue::Several) || local)
        && page.word(last + 1) != "of"
        && name.tokens.len() <= 3
        && name.tokens.clone().all(|at| page.look(at).capital && page.tags[at] == Tag::NNP)
        && lexicon().entry(page.words(page.text.span_of(name.tokens.clone()))).is_none()
}

/// "Newton Ayles" in "Newton Ayles-based Acme" and "Newton Ayles based Acme".
fn is_seat_of_somebody(page: &View, name: &Name) -> bool {
    let word = |at: usize| page.text.tokens.get(at).map_or("", |_| page.word(at));
    let behind = if matches!(word(name.tokens.end), "-" | "–") { name.tokens.end + 1 } else { name.tokens.end };
    let based = word(behind) == "based" && !matches!(word(behind + 1), "on" | "in" | "upon" | "at" | "around");
    based
        && !organizations::kind(page.words(page.text.span_of(name.tokens.clone()))).is_some()
        && !name
            .tokens
            .clone()
            .any(|at| is_acronym(page.word(at)) || name.what == What::Person && page.look(at).first_name)
}

/// Nouns and verbs whose "in" leads to a firm or club: "a stake in".
fn takes_in(word: &str) -> bool {
    matches!(
        word,
        "stake"
            | "stakes"
            | "share"
            | "shares"
            | "shareholder"
            | "interest"
            | "invest"
            | "invested"
            | "investor"
            | "investors"
            | "investment"
            | "confidence"
            | "faith"
            | "holding"
            | "holdings"
            | "stock"
            | "believe"
    )
}

/// What a word says of the places beside it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cue {
    /// A place stands behind it and "of": "municipality".
    Of,
    /// A place stands before it: "mayor".
    Behind,
    /// A city stands before it: "lawyer".
    City,
    /// The town before it tells somebody apart: "a retired Nurn woman".
    Dweller,
    /// Somebody who sits for the place before it: "MP".
    Member,
    /// What an unknown place before it is: "municipality".
    Area,
    /// What all the places before it are: "villages".
    Several,
    /// "local", before "government area".
    Local,
}

/// All that a word says of the places beside it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cues(u8);

impl Cues {
    pub fn has(self, cue: Cue) -> bool {
        self.0 >> cue as u8 & 1 != 0
    }

    /// Whether an unknown place may stand before it.
    pub fn tells(self) -> bool {
        const TELLING: u8 = 1 << Cue::Member as u8 | 1 << Cue::Area as u8 | 1 << Cue::Local as u8;
        self.0 & TELLING != 0
    }
}

/// What the list says of a word.
pub(super) fn cues(word: &str) -> Cues {
    const NAMES: [&str; 8] = ["of", "behind", "city", "dweller", "member", "area", "several", "local"];
    static CUES: Keyed = Keyed::new(include_str!("place_cues.tsv"));
    let bit = |cue: &str| NAMES.iter().position(|name| *name == cue).map_or(0, |bit| 1 << bit);
    Cues(CUES.get(word).map_or(0, |cues| cues.split(';').map(bit).sum()))
}
