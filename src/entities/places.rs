//! One place, one entry. Takes the places that are named; gives each once, with its kind and country: from the lists,
//! from what stands behind its comma ("Clifton, Bristol"), and, for a city of a common name, from the countries that
//! the article names.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::canonical::{mixed_case, most_named};
use super::cities::{self, City, plain};
use super::lexicon::{Entry, Lexicon, Listed};
use super::merge::{Name, What};
use super::spelling::Texts;
use super::{Form, listed};
use crate::document::Page;
use crate::sequence::hash::{self, Hashed};

/// From this size on, a city is meant by its name wherever the article plays.
const WORLD_CITY: u8 = 5;
/// From this size on, a city tells where the article plays.
const LARGE: u8 = 4;
/// From this size on, a city behind a comma tells where a smaller place lies.
const TELLING: u8 = 3;
/// Below this size, a city is not meant where the article names neither its country nor a place there: there are small
/// cities of most names, even of "Park Avenue".
const FAR_OFF: u8 = 3;

/// The mentions of one place.
#[derive(Debug)]
pub(super) struct Place {
    /// Indices into the names, in text order.
    pub mentions: Vec<usize>,
    pub name: String,
    pub kind: Option<&'static str>,
    pub country: Option<&'static str>,
}

/// The places among `names`; `counted` holds the countries that the article names, with how often.
pub(super) fn places(
    page: &Page,
    lexicon: &Lexicon,
    names: &[Name],
    texts: &Texts,
    counted: &[(usize, &'static str)],
) -> (Vec<Place>, Vec<&'static str>) {
    let gazetteer = Gazetteer::of(page, lexicon, names, texts);
    let home = gazetteer.home(counted);
    let mut known = Hashed::<usize>::default();
    let mut places: Vec<Place> = Vec::new();
    for at in (0..names.len()).filter(|at| names[*at].what == What::Place) {
        let spelling = gazetteer.spelling(at);
        let listed = gazetteer.listed(at);
        let index = *known.entry(key(listed, spelling)).or_insert_with(|| {
            places.push(Place { mentions: Vec::new(), name: name(listed, spelling), kind: None, country: None });
            places.len() - 1
        });
        let (kind, country) = gazetteer.describe(at, &home);
        let place = &mut places[index];
        place.kind = place.kind.or(kind);
        if place.country.is_none() || gazetteer.within(at).is_some() {
            place.country = country;
        }
        if is_capitals(&place.name) && !is_capitals(spelling) {
            place.name = spelling.to_owned();
        }
        place.mentions.push(at);
    }
    for place in &mut places {
        place.name = mixed_case(&place.name, 4);
    }
    (places, home)
}

/// What the lists and the other names say of a place.
struct Gazetteer<'p> {
    page: &'p Page,
    lexicon: &'p Lexicon,
    names: &'p [Name],
    looks: Vec<Look<'p>>,
    /// The look of each name of a place.
    look_of: Vec<usize>,
    /// What the initials of the listed places of several words stand for: "UP" of Uttar Pradesh.
    initials: Hashed<&'p Listed>,
}

/// A spelling of places' names with what the lists say of it.
struct Look<'p> {
    /// The words; those that were read in lower case with capitals.
    spelling: Cow<'p, str>,
    entry: Option<Entry>,
    /// The same for its first word where "State" or "Province" stands behind it.
    bare: Option<Entry>,
    city: OnceCell<Option<City>>,
}

impl<'p> Look<'p> {
    fn of(spelling: Cow<'p, str>, lexicon: &Lexicon) -> Self {
        let bare = spelling.strip_suffix(" State").or_else(|| spelling.strip_suffix(" Province"));
        let bare = bare.and_then(|bare| lexicon.entry(bare));
        Self { entry: lexicon.entry(&spelling), spelling, bare, city: OnceCell::new() }
    }

    /// The cities of this name.
    fn city(&self) -> Option<City> {
        *self.city.get_or_init(|| cities::city(&self.spelling))
    }
}

impl<'p> Gazetteer<'p> {
    fn of(page: &'p Page, lexicon: &'p Lexicon, names: &'p [Name], texts: &'p Texts<'p>) -> Self {
        let mut looks = Vec::new();
        let mut known: Vec<Option<usize>> = vec![None; texts.len()];
        let mut look = |(at, name): (usize, &Name)| {
            if name.what != What::Place {
                return usize::MAX;
            }
            let spelling = texts.text(at);
            let read_low = matches!(name.rule, "entities/lower-case" | "entities/tagger");
            if read_low && !spelling.contains(char::is_uppercase) {
                looks.push(Look::of(mixed_case(&spelling.to_uppercase(), 4).into(), lexicon));
                return looks.len() - 1;
            }
            *known[texts.number(at)].get_or_insert_with(|| {
                looks.push(Look::of(spelling.into(), lexicon));
                looks.len() - 1
            })
        };
        let look_of = names.iter().enumerate().map(&mut look).collect();
        let initials = looks.iter().filter_map(|look| initials(look, lexicon)).collect();
        Self { page, lexicon, names, looks, look_of, initials }
    }

    fn look(&self, at: usize) -> &Look<'p> {
        &self.looks[self.look_of[at]]
    }

    fn spelling(&self, at: usize) -> &str {
        &self.look(at).spelling
    }

    /// The row of the list. Behind another place's comma Washington is the state.
    fn listed(&self, at: usize) -> Option<&'p Listed> {
        let look = self.look(at);
        let state = look.spelling == "Washington" && self.follows_comma(at);
        match if state { self.lexicon.entry("Washington State") } else { look.entry.or(look.bare) } {
            Some(Entry::Place(row)) => Some(&self.lexicon.places[row as usize]),
            None if look.spelling.len() < 5 && is_capitals(&look.spelling) => {
                self.initials.get(&hash::text(&look.spelling)).copied()
            }
            _ => None,
        }
    }

    fn follows_comma(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| &self.names[before]);
        before.is_some_and(|before| before.what == What::Place && self.is_joined(before, &self.names[at]))
    }

    /// "Exeter, Devon", "Paris (Texas)".
    fn is_joined(&self, name: &Name, next: &Name) -> bool {
        let gap = name.tokens.end;
        next.tokens.start == gap + 1 && matches!(self.page.word(gap), "," | "(")
    }

    /// The country of the place or country that a comma or bracket puts this place in.
    fn within(&self, at: usize) -> Option<&'static str> {
        let next = self.names.get(at + 1).filter(|next| self.is_joined(&self.names[at], next))?;
        match next.what {
            What::Country(row, Form::Name | Form::Abbreviation) => Some(self.lexicon.countries[row as usize].alpha2),
            What::Place => {
                let city = || self.look(at + 1).city().filter(|city| city.size >= TELLING)?.countries().next();
                self.listed(at + 1).and_then(|listed| listed.country).or_else(city)
            }
            _ => None,
        }
    }

    /// The countries where the article plays, first those that it names most.
    fn home(&self, counted: &[(usize, &'static str)]) -> Vec<&'static str> {
        let mut counts = counted.to_vec();
        let mut add = |weight, country| match counts.iter_mut().find(|(_, known)| *known == country) {
            Some((count, _)) => *count += weight,
            None => counts.push((weight, country)),
        };
        for at in (0..self.names.len()).filter(|at| self.names[*at].what == What::Place) {
            let large = || self.look(at).city().filter(|city| city.size >= LARGE)?.countries().next();
            if let Some(country) = self.listed(at).and_then(|listed| listed.country).or_else(large) {
                add(2, country);
            }
        }
        for country in self.towns() {
            counts.iter_mut().filter(|(_, known)| *known == country).for_each(|(count, _)| *count += 1);
        }
        if counts.is_empty() {
            counts = self.public_bodies();
        }
        most_named(counts)
    }

    /// The countries of the places whose name no other country has: too many names are some town's to tell more than
    /// which of two countries is meant.
    fn towns(&self) -> impl Iterator<Item = &'static str> {
        let places = (0..self.names.len()).filter(|at| self.names[*at].what == What::Place);
        places.filter(|at| self.listed(*at).is_none()).filter_map(|at| self.look(at).city()?.only_country())
    }

    /// The countries of the public bodies that an article names which names no place.
    fn public_bodies(&self) -> Vec<(usize, &'static str)> {
        let bodies = self.names.iter().filter(|name| name.what == What::Organization && name.tokens.len() > 1);
        let bodies = bodies.filter_map(|name| {
            match self.lexicon.entry(self.page.words(self.page.text.span_of(name.tokens.clone())))? {
                Entry::Organization(row) => Some(&self.lexicon.organizations[row as usize]),
                _ => None,
            }
        });
        let public = |body: &&Listed| matches!(body.kind, "agency" | "government" | "party" | "police" | "court");
        bodies.filter(public).filter_map(|body| Some((1, body.country?))).collect()
    }

    /// A place's kind and country: of several cities of one name, the one in a country which the article names.
    fn describe(&self, at: usize, home: &[&'static str]) -> (Option<&'static str>, Option<&'static str>) {
        if let Some(listed) = self.listed(at) {
            return (Some(listed.kind), listed.country);
        }
        let spelling = self.spelling(at);
        let capital = match self.look(at).entry {
            Some(Entry::Capital(row)) => Some(self.lexicon.countries[row as usize].alpha2),
            Some(Entry::Country(row, _)) if self.lexicon.countries[row as usize].alpha2 == "GE" => {
                return (Some("state"), Some("US"));
            }
            _ => None,
        };
        let within = self.within(at);
        let Some(city) = self.look(at).city() else {
            let kind = capital.map(|_| "city").or_else(|| kind(spelling)).or_else(|| self.called(at));
            let american = home.first().copied().filter(|home| *home == "US" && spelling.ends_with(" County"));
            return (kind, within.or(capital).or(american).or_else(|| self.part_of(spelling, home)));
        };
        let is_there = |country: &str| city.countries().any(|other| other == country);
        let near = city.nearest(home).filter(|_| city.size < WORLD_CITY).or_else(|| self.part_of(spelling, home));
        let least = if home.is_empty() { FAR_OFF - 1 } else { FAR_OFF };
        if within.or(capital).or(near).is_none() && city.size < least {
            return (kind(spelling), None);
        }
        let unknown = within.is_some_and(|country| !is_there(country));
        let near = near.or_else(|| self.side_of_capital(spelling));
        let country = within.or(capital).or(near).or_else(|| city.countries().next());
        let town = city.size < 2 && !matches!(country, Some("US" | "CA"));
        ((!unknown).then_some(if town { "town" } else { "city" }), country)
    }

    /// What the noun behind a place calls it: "the Rapido river".
    fn called(&self, at: usize) -> Option<&'static str> {
        let end = self.names[at].tokens.end;
        let next = self.page.text.tokens.get(end).map_or("", |_| self.page.word(end));
        let known =
            matches!(next, "river" | "lake" | "island" | "county" | "province" | "district" | "valley" | "mountain");
        known.then(|| listed::PLACES.get(&mixed_case(&next.to_uppercase(), 4))).flatten()
    }

    /// The country of "London" for "East London", wherever the article plays.
    fn side_of_capital(&self, spelling: &str) -> Option<&'static str> {
        match self.lexicon.entry(spelling.split_once(' ').filter(|(side, _)| is_side(side))?.1)? {
            Entry::Capital(row) => Some(self.lexicon.countries[row as usize].alpha2),
            _ => None,
        }
    }

    /// The country of "Omaha" for "South Omaha".
    fn part_of(&self, spelling: &str, home: &[&'static str]) -> Option<&'static str> {
        let (side, whole) = spelling.split_once(' ')?;
        if !is_side(side) {
            return None;
        }
        match self.lexicon.entry(whole) {
            Some(Entry::Place(row)) => self.lexicon.places[row as usize].country,
            _ => cities::city(whole)?.nearest(home),
        }
    }
}

/// The initials of a listed place of several words.
fn initials<'p>(look: &Look, lexicon: &'p Lexicon) -> Option<(u64, &'p Listed)> {
    let Some(Entry::Place(row)) = look.entry.filter(|_| look.spelling.contains(' ')) else { return None };
    let initials: String = look.spelling.split(' ').filter_map(|word| word.chars().next()).collect();
    Some((hash::text(&initials), &lexicon.places[row as usize]))
}

fn is_side(word: &str) -> bool {
    matches!(word, "North" | "South" | "East" | "West" | "Central" | "Greater")
}

/// The listed name for a state's abbreviation, else the name as written.
fn name(listed: Option<&Listed>, spelling: &str) -> String {
    match listed {
        Some(listed) if spelling.ends_with('.') || spelling.len() == 2 && is_capitals(spelling) => {
            listed.name.trim_end_matches(" State").to_owned()
        }
        _ => spelling.to_owned(),
    }
}

/// What a place's own name says it is: "Lake Turkana", "Severn Bridge".
fn kind(name: &str) -> Option<&'static str> {
    let mut words = name.split(' ');
    let (first, last) = (words.next()?, words.next_back()?);
    listed::PLACES.get(last).or_else(|| {
        let leads =
            matches!(first, "Lake" | "Mount" | "Mt" | "Mt." | "River" | "Loch" | "Strait" | "Gulf" | "Bay" | "Isle");
        let county = || matches!(first, "Co" | "County").then_some("county");
        leads.then(|| listed::PLACES.get(first)).flatten().or_else(county)
    })
}

/// What tells one place from another.
fn key(listed: Option<&Listed>, spelling: &str) -> u64 {
    match listed {
        Some(listed) => hash::join(hash::text(listed.name), hash::text(listed.kind)),
        None => hash::text(&plain(spelling).unwrap_or_else(|| spelling.to_lowercase())),
    }
}

fn is_capitals(name: &str) -> bool {
    !name.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use crate::{Analyzer, Source};

    /// The countries of the places of a text, in order.
    fn countries(text: &str) -> Vec<Option<&'static str>> {
        let article = Analyzer::new().analyze(Source::from_text("test", text));
        let places = article.entities.iter().filter(|entity| entity.kind == super::super::EntityKind::Place);
        places.map(|place| place.country).collect()
    }

    #[test]
    fn a_small_city_is_not_meant_far_from_where_the_article_plays() {
        assert_eq!(countries("Gardai in Listowel, in Ireland, said so."), [None]);
        assert_eq!(countries("Police in Listowel, in Canada, said so."), [Some("CA")]);
        assert_eq!(countries("Ministers of Ireland flew to Chicago."), [Some("US")]);
    }
}
