//! One name, one type, all through the article. Takes the names found; gives them with those places added where a known
//! name stands untyped, and with the majority's type where one spelling got several.

mod known;

use std::ops::Range;

pub(super) use self::known::repeats;
use super::ground::{self, Cue};
use super::lexicon::lexicon;
use super::looks::View;
use super::merge::{Name, What};
use super::spelling::{Marked, Spellings};
use super::{Form, apposition, cities, companies, edges, listed, organizations, series, spelling, titles};
use crate::document::Page;
use crate::sequence::hash::{self, Hashed};

/// Gives each spelling that the tagger typed in several ways one type: a surname of somebody named in full is a person,
/// unless it is something else more often; any other name is what it is most often. What a list or a rule says stands,
/// and so does a place that things happen in.
pub(super) fn vote(page: &View, mut names: Vec<Name>) -> Vec<Name> {
    let spelled: Vec<u64> = names.iter().map(|name| spelling::of(page, &name.tokens)).collect();
    let polls = Polls::of(page, &names, &spelled);
    for (name, spelled) in names.iter_mut().zip(spelled).filter(|(name, _)| name.rule == "entities/tagger") {
        polls.settle(name, spelled);
    }
    names
}

/// What the names of an article say of each other.
struct Polls<'p> {
    page: &'p View<'p>,
    /// How often the tagger and the lists found each spelling as a person, an organization, a place, and whatever else.
    votes: Hashed<[u32; 4]>,
    /// How often each surname stands in a full name.
    surnames: Hashed<u32>,
    /// First words of people's full names.
    given: Marked,
    /// The names of storms: what stands behind "Hurricane" anywhere.
    storms: Marked,
    /// What names an organization by itself.
    bodies: Spellings,
    /// Places that the article puts into another, "Wells, Nevada", that it calls what they are, and where somebody is
    /// based.
    seats: Spellings,
}

impl<'p> Polls<'p> {
    fn of(page: &'p View<'p>, names: &[Name], spelled: &[u64]) -> Self {
        let mut votes = Hashed::<[u32; 4]>::with_capacity_and_hasher(names.len(), Default::default());
        for (name, spelled) in names.iter().zip(spelled) {
            votes.entry(*spelled).or_default()[ballot(name.what).unwrap_or(OTHER)] += 1;
        }
        let mut surnames = Hashed::<u32>::default();
        for name in long(names, What::Person) {
            *surnames.entry(spelling::of(page, &surname(page, &name.tokens))).or_default() += 1;
        }
        let storms = names.iter().filter(|name| edges::is_storm(page, name));
        let mut polls = Self {
            page,
            votes,
            surnames,
            given: Marked::of(page, long(names, What::Person).map(|name| name.tokens.start)),
            storms: Marked::of(page, storms.map(|name| name.tokens.end - 1)),
            bodies: Spellings::default(),
            seats: seats(page, names, spelled),
        };
        polls.bodies = polls.bodies(names, spelled);
        polls
    }

    /// First words of companies' names, last ones of clubs', and what is said to be a company.
    fn bodies(&self, names: &[Name], spelled: &[u64]) -> Spellings {
        let page = self.page;
        let people = people(page, names);
        let asked = |at: usize| self.votes.contains_key(&spelling::word(page, at));
        let bodies = long(names, What::Organization);
        let heads = bodies.clone().filter(|name| asked(name.tokens.start) && is_headed(page, name, &people));
        let clubs = bodies.filter(|name| asked(name.tokens.end - 1) && is_team(page.word(name.tokens.end - 1)));
        let words = heads.map(|name| name.tokens.start).chain(clubs.map(|name| name.tokens.end - 1));
        let mut found: Spellings = words.map(|at| spelling::word(page, at)).collect();
        let open = names.iter().zip(spelled).filter(|(_, spelled)| !self.is_body_throughout(**spelled));
        let told = open.clone().filter(|(name, _)| companies::is_told(page, name, &people));
        found.extend(told.map(|(_, spelled)| *spelled));
        let called = |name: &Name| {
            name.what == What::Organization
                && name.tokens.len() > 1
                && apposition::organization(page, &name.tokens) == Some("club")
        };
        found.extend(open.filter(|(name, _)| called(name)).map(|(_, spelled)| *spelled));
        found
    }

    /// Whether no name of this spelling is anything else than an organization.
    fn is_body_throughout(&self, spelled: u64) -> bool {
        matches!(self.votes.get(&spelled), Some([0, _, 0, 0]))
    }

    /// Gives a name its type.
    fn settle(&self, name: &mut Name, spelled: u64) {
        let storm = self.storms.is(self.page, &name.tokens);
        if storm {
            name.what = What::Other;
        }
        if self.is_bearer(name) {
            name.what = What::Person;
            return;
        }
        if name.what == What::Organization && self.is_given(name) {
            name.what = What::Person;
        }
        if name.what == What::Place && self.is_given(name) && self.is_seldom_a_place(name, spelled) {
            name.what = What::Person;
            return;
        }
        if self.bodies.contains(&spelled) && !storm {
            name.what = What::Organization;
            return;
        }
        let Some(own) = ballot(name.what) else { return };
        let [counts @ .., _] = self.votes.get(&spelled).copied().unwrap_or_default();
        let people = self.surnames.get(&spelled).map_or(0, |full| full + counts[0]);
        let seat = matches!(name.what, What::Person | What::Organization) && self.seats.contains(&spelled);
        if people == 0 && seat && (name.what == What::Person || counts[2] >= counts[1]) {
            name.what = What::Place;
            return;
        }
        if name.what == What::Organization && self.is_family(name) {
            name.what = What::Person;
            return;
        }
        let seldom = || name.what == What::Place && self.is_seldom_a_place(name, spelled);
        if people > 0 && (people >= counts[own] || seldom()) {
            name.what = What::Person;
            return;
        }
        let most = (0..3).find(|other| counts[*other] > counts[own] && counts[*other] * 2 > counts.iter().sum::<u32>());
        if let Some(most) = most.filter(|_| name.what != What::Place || !is_scene(self.page, name)) {
            name.what = [What::Person, What::Organization, What::Place][most];
        }
    }

    /// "Ana Ruiz" taken for an organization, where "Ruiz" alone is somebody.
    fn is_bearer(&self, name: &Name) -> bool {
        let last = name.tokens.end - 1;
        let votes = || self.votes.get(&spelling::word(self.page, last));
        name.what == What::Organization
            && name.tokens.len() == 2
            && votes().is_some_and(|[people, bodies, places, _]| *people > bodies + places)
            && self.page.look(name.tokens.start).first_name
            && organizations::kind(self.page.word(last)).is_none()
    }

    /// Whether a name is no listed city's, and a place's twice at most.
    fn is_seldom_a_place(&self, name: &Name, spelled: u64) -> bool {
        let [.., places, _] = self.votes.get(&spelled).copied().unwrap_or_default();
        places < 3 && cities::city(self.page.word(name.tokens.start)).is_none()
    }

    /// "the Ruizes" of Ana Ruiz.
    fn is_family(&self, name: &Name) -> bool {
        let before = name.tokens.start.checked_sub(1).map_or("", |at| self.page.word(at));
        let surname = || self.page.word(name.tokens.start).strip_suffix('s').map(hash::text);
        name.tokens.len() == 1
            && matches!(before, "the" | "The")
            && surname().is_some_and(|surname| self.surnames.contains_key(&surname))
    }

    /// "Ana" alone, where Ana Ruiz is named.
    fn is_given(&self, name: &Name) -> bool {
        self.given.is(self.page, &name.tokens) && !is_common_name(self.page.word(name.tokens.start))
    }
}

/// The names of this type that have two words or more.
fn long(names: &[Name], what: What) -> impl Iterator<Item = &Name> + Clone {
    names.iter().filter(move |name| name.what == what && name.tokens.len() > 1)
}

/// The words of people's full names.
fn people(page: &Page, names: &[Name]) -> Marked {
    Marked::of(page, long(names, What::Person).flat_map(|name| name.tokens.clone()))
}

/// The places with another place or country behind their comma, those with "based" behind them, "Nurn" of "Nurn
/// Village", and the names before "villages".
fn seats(page: &View, names: &[Name], spelled: &[u64]) -> Spellings {
    let word = |at: usize| page.text.tokens.get(at).map_or("", |_| page.word(at));
    let based = |name: &Name| {
        let behind = name.tokens.end + usize::from(word(name.tokens.end) == "-");
        name.what == What::Place && word(behind) == "based"
    };
    let based = names.iter().zip(spelled).filter(|(name, _)| based(name)).map(|(_, spelled)| *spelled);
    let pairs = names.windows(2).zip(spelled);
    let seats = pairs.filter(|(pair, _)| {
        let gap = pair[0].tokens.end;
        pair[0].what == What::Place
            && matches!(pair[1].what, What::Place | What::Country(_, Form::Name | Form::Abbreviation))
            && pair[1].tokens.start == gap + 1
            && page.word(gap) == ","
    });
    let mut seats: Spellings = seats.map(|(_, spelled)| *spelled).chain(based).collect();
    seats.extend(stems(page, names));
    seats.extend(series::areas(page, names).into_iter().map(|at| spelled[at]));
    seats
}

/// "Nurn" of "Nurn Village".
fn stems<'n>(page: &'n Page, names: &'n [Name]) -> impl Iterator<Item = u64> + 'n {
    let area = |name: &&Name| {
        let is_area = || ground::cues(&page.word(name.tokens.end - 1).to_lowercase()).has(Cue::Area);
        name.what == What::Place && name.tokens.len() == 2 && is_area()
    };
    names.iter().filter(area).map(|name| spelling::word(page, name.tokens.start))
}

/// "in Milan": a place, though Milan may have played there.
fn is_scene(page: &Page, name: &Name) -> bool {
    let before = name.tokens.start.checked_sub(1).map_or("", |at| page.word(at));
    matches!(before, "in" | "In" | "near" | "Near" | "outside" | "IN")
}

/// Whether the first word of an organization's name names it by itself: "Acme" of "Acme Semiconductor Inc."; no word of
/// a person's name and none that is also a place.
fn is_headed(page: &Page, name: &Name, people: &Marked) -> bool {
    let head = page.word(name.tokens.start);
    head.len() > 3
        && !people.has(page, name.tokens.start)
        && organizations::kind(spelling::words(page, &name.tokens)) == Some("company")
        && !is_common(head)
}

/// The last word of a club's name, in the plural, by which it goes: "the Browns".
fn is_team(word: &str) -> bool {
    word.ends_with('s') && listed::ORGANIZATIONS.get(word) == Some("club")
}

/// Whether a word begins many names.
fn is_common(word: &str) -> bool {
    listed::COMMON.has(&word.to_lowercase())
        || lexicon().entry(word).is_some()
        || cities::city(word).is_some()
        || titles::is_first_name(word)
}

/// Whether a word names something else than a person as well.
fn is_common_name(word: &str) -> bool {
    lexicon().entry(word).is_some() || listed::COMMON.has(&word.to_lowercase())
}

/// Where the votes are counted that say nothing.
const OTHER: usize = 3;

/// Where a type's votes are counted.
fn ballot(what: What) -> Option<usize> {
    match what {
        What::Person => Some(0),
        What::Organization => Some(1),
        What::Place => Some(2),
        What::Country(..) | What::Other => None,
    }
}

/// The last word of a person's name, with what a hyphen joins to it.
fn surname(page: &Page, tokens: &Range<usize>) -> Range<usize> {
    let mut end = tokens.end;
    while end > tokens.start + 1 && matches!(page.word(end - 1), "Jr." | "Jr" | "Sr." | "II" | "III" | "IV") {
        end -= 1;
    }
    let mut start = end - 1;
    while start > tokens.start + 1 && matches!(page.word(start - 1), "-" | "'" | "’") {
        start -= 2.min(start - tokens.start);
    }
    start..end
}
