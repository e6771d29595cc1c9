//! Names to entities. Takes the typed names; gives one entity for each thing they name, in order of first mention.

use std::collections::HashSet;

use super::cities::{self, plain};
use super::lexicon::{Entry, Lexicon, Listed};
use super::looks::View;
use super::merge::{Name, What, is_acronym};
use super::organizations::{self, Organization};
use super::people::{self, Person};
use super::places::{self, Place};
use super::spelling::Texts;
use super::{Entity, EntityKind, Form, Mention, apposition, gender, listed, roles, titles};
use crate::list::Keyed;
use crate::sequence::hash::{self, Hashed};

/// Most roles of one person in the report.
const ROLES: usize = 12;

/// Joins the names into entities.
pub(super) fn entities(page: &View, lexicon: &Lexicon, names: &[Name]) -> Vec<Entity> {
    let join = Join { page, lexicon, names };
    let texts = Texts::of(page, names);
    let mut entities = join.countries(texts.len());
    let counted: Vec<_> = entities.iter().filter_map(|found| Some((weight(&found.mentions), found.country?))).collect();
    let (places, home) = places::places(page, lexicon, names, &texts, &counted);
    entities.extend(people::people(page, names, &texts).into_iter().map(|person| join.person(person)));
    let organizations = organizations::organizations(page, lexicon, names, &texts);
    add_organizations(organizations.into_iter().map(|found| join.organization(found, &home)), &mut entities);
    entities.extend(places.into_iter().map(|found| join.place(found)));
    // Entities are wide: it is quicker to sort their places and move each once.
    entities.sort_by_cached_key(|entity| entity.mentions[0].span);
    make_unique(&mut entities);
    entities
}

/// Adds organizations, those of one name and kind as one: an acronym may have been known only by the country.
fn add_organizations(organizations: impl Iterator<Item = Entity>, entities: &mut Vec<Entity>) {
    let mut known = Hashed::<usize>::default();
    for entity in organizations {
        let id = hash::text(&entity.id);
        let same = known.get(&id).copied().filter(|same| entities[*same].subtype == entity.subtype);
        if let Some(same) = same {
            entities[same].mentions.extend(entity.mentions);
            entities[same].mentions.sort_by_key(|mention| mention.span);
            continue;
        }
        known.insert(id, entities.len());
        entities.push(entity);
    }
}

/// How much the mentions of a country say that the article plays there: its people are named all over the world.
fn weight(mentions: &[Mention]) -> usize {
    mentions.iter().map(|mention| if mention.form == Form::Demonym { 1 } else { 2 }).sum()
}

struct Join<'p> {
    page: &'p View<'p>,
    lexicon: &'p Lexicon,
    names: &'p [Name],
}

impl Join<'_> {
    fn mention(&self, at: usize, form: Form) -> Mention {
        let name = &self.names[at];
        Mention { span: self.page.text.span_of(name.tokens.clone()), form, rule: name.rule }
    }

    fn person(&self, person: Person) -> Entity {
        let mut roles: Vec<_> = person
            .mentions
            .iter()
            .flat_map(|at| roles::roles(self.page, self.names, &self.names[*at].tokens))
            .take(ROLES)
            .collect();
        if roles.len() > 1 {
            let mut seen = HashSet::new();
            roles.retain(|span| seen.insert(self.page.words(*span).to_lowercase()));
        }
        Entity {
            gender: gender::of(self.page, self.names, &person, &roles),
            roles,
            mentions: person.mentions.iter().map(|at| self.mention(*at, Form::Name)).collect(),
            ..named(EntityKind::Person, "person", person.name)
        }
    }

    /// The countries, with room for so many entities.
    fn countries(&self, room: usize) -> Vec<Entity> {
        let mut rows = Hashed::<usize>::default();
        let mut entities: Vec<Entity> = Vec::with_capacity(room);
        for (at, name) in self.names.iter().enumerate() {
            let What::Country(row, form) = name.what else { continue };
            let country = &self.lexicon.countries[row as usize];
            let index = *rows.entry(u64::from(row)).or_insert_with(|| {
                entities.push(Entity {
                    country: Some(country.alpha2),
                    alpha3: Some(country.alpha3),
                    ..entity(EntityKind::Country, ["country:", country.alpha2].concat(), country.name.to_owned())
                });
                entities.len() - 1
            });
            entities[index].mentions.push(self.mention(at, form));
        }
        entities
    }

    fn organization(&self, mut found: Organization, home: &[&'static str]) -> Entity {
        let listed = found.listed.map(|row| &self.lexicon.organizations[row as usize]);
        if let Some(written) = listed.and_then(|listed| self.letters_abroad(&found, listed, home)) {
            found.listed = None;
            found.name = written.to_owned();
        }
        let listed = listed.filter(|_| found.listed.is_some());
        let told = || found.mentions.iter().find_map(|at| apposition::organization(self.page, &self.names[*at].tokens));
        let kind = listed.map(|listed| listed.kind).or_else(|| organizations::kind(&found.name)).or_else(told);
        let elsewhere = listed.and_then(|listed| listed.country).is_none_or(|own| !home.contains(&own));
        let local = elsewhere.then(|| self.namesake(&found, home)).flatten();
        let form = |at: &usize| {
            let mention = self.mention(*at, Form::Name);
            let short = !self.page.words(mention.span).contains(char::is_lowercase);
            Mention { form: if short { Form::Abbreviation } else { Form::Name }, ..mention }
        };
        let own = listed.and_then(|listed| listed.country);
        let common = elsewhere && own.is_some() && is_everywhere(&found.name, kind);
        let own = home.first().copied().filter(|_| common).or(own);
        let country = own.or_else(|| self.country_in(&found.name, kind, home));
        let country = country.or_else(|| found.mentions.iter().find_map(|at| self.country_beside(*at)));
        let country = country.or_else(|| home.first().copied().filter(|_| is_everywhere(&found.name, kind)));
        Entity {
            subtype: local.map(|local| local.kind).or(kind),
            country: local.and_then(|local| local.country).or(country),
            mentions: found.mentions.iter().map(form).collect(),
            ..named(EntityKind::Organization, "org", local.map_or(found.name, |local| local.name.to_owned()))
        }
    }

    /// The acronym of a listed party, as written, where the article plays elsewhere: its letters stand for another,
    /// unless all the world knows them.
    fn letters_abroad(&self, found: &Organization, listed: &Listed, home: &[&'static str]) -> Option<&str> {
        let written = self.page.words(self.page.text.span_of(self.names[found.mentions[0]].tokens.clone()));
        let there = listed.country.is_none_or(|country| home.is_empty() || home.contains(&country));
        let known = matches!(written, "GOP" | "ANC" | "BJP" | "SPD" | "CDU" | "SNP" | "DUP" | "UKIP" | "AfD");
        (listed.kind == "party" && !there && !known && is_acronym(written)).then_some(written)
    }

    /// The body that has this name in the country where the article plays: the Congress of India is a party.
    fn namesake(&self, found: &Organization, home: &[&'static str]) -> Option<Listed> {
        let here = home.first()?;
        let span = self.page.text.span_of(self.names[found.mentions[0]].tokens.clone());
        let words = self.page.words(span);
        static NAMESAKES: Keyed = Keyed::new(include_str!("namesakes.tsv"));
        let row = NAMESAKES.get(&[here, " ", words].concat())?;
        let (kind, name) = row.split_once('\t')?;
        Some(Listed { name, kind, country: Some(here) })
    }

    /// The country that owns an organization or describes it: "Germany's Rheinstahl", "the Dutch chipmaker Nexperia",
    /// "Turkey's disaster agency, AFAD", "Sidra Holding of Saudi Arabia".
    fn country_beside(&self, at: usize) -> Option<&'static str> {
        let name = &self.names[at];
        let near = |other: usize| {
            let other = self.names.get(other)?;
            let What::Country(row, form) = other.what else { return None };
            let same = self.page.text.sentence_of(other.tokens.start) == self.page.text.sentence_of(name.tokens.start);
            same.then(|| (other, form, self.lexicon.countries[row as usize].alpha2))
        };
        let small = |gap: std::ops::Range<usize>| {
            gap.len() <= 5 && gap.into_iter().all(|at| !self.page.word(at).starts_with(char::is_uppercase))
        };
        let before = at.checked_sub(1).and_then(near).filter(|(other, form, _)| {
            let gap = other.tokens.end..name.tokens.start;
            let first = gap.clone().next().map_or("", |at| self.page.word(at));
            let owned = matches!(first, "'s" | "’s" | "'" | "’");
            let described = *form == Form::Demonym && apposition::organization(self.page, &name.tokens).is_some();
            small(gap.clone())
                && (owned && (gap.len() == 1 || apposition::organization(self.page, &name.tokens).is_some())
                    || described)
        });
        let behind = || {
            near(at + 1).filter(|(other, form, _)| {
                let gap = name.tokens.end..other.tokens.start;
                *form == Form::Name && gap.len() == 1 && self.page.word(gap.start) == "of"
            })
        };
        before.or_else(behind).map(|(.., country)| country)
    }

    /// The country that an organization's name holds: "Bank of Ghana", "Ukrainian air force"; for a public body also
    /// the one in which a place of its name lies: "University of Exeter", first that of several words that it opens
    /// with, "Port of Spain General Hospital".
    fn country_in(&self, name: &str, kind: Option<&str>, home: &[&'static str]) -> Option<&'static str> {
        let words = name.split([' ', '-']).map(|word| {
            if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return word;
            }
            let word = word.trim_end_matches("'s").trim_end_matches("’s");
            word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
        });
        // "Indian Health Service"
        let native =
            home.first().copied().filter(|home| matches!(*home, "US" | "CA")).filter(|_| !home.contains(&"IN"));
        let of_list = |word: &str| match self.lexicon.entry(word)? {
            Entry::Country(..) if word == "Indian" && native.is_some() => native,
            Entry::Country(row, _) => Some(self.lexicon.countries[row as usize].alpha2),
            Entry::Capital(row) if is_local(kind) => Some(self.lexicon.countries[row as usize].alpha2),
            Entry::Place(row) if is_local(kind) => self.lexicon.places[row as usize].country,
            _ => None,
        };
        let capital = |word: &&str| !word.bytes().all(|byte| byte.is_ascii_lowercase());
        let blanks = name.match_indices(' ').map(|(blank, _)| blank).skip(1).take(3);
        // "British Columbia" is no more Britain's in a company's name than in a court's.
        let of_region = |words: &str| match self.lexicon.entry(words)? {
            Entry::Place(row) => self.lexicon.places[row as usize].country,
            _ => of_list(words),
        };
        if let Some(country) = blanks.filter_map(|blank| of_region(&name[..blank])).last() {
            return Some(country);
        }
        words.clone().filter(capital).find_map(of_list).or_else(|| {
            let mut local = words.filter(|word| word.len() > 3 && is_local(kind));
            local.find_map(|word| {
                let city = cities::city(word).filter(|city| city.size > 2)?;
                let sure = || (city.size > 3 || city.countries().count() == 1) && !titles::is_first_name(word);
                city.nearest(home).or_else(|| city.countries().next().filter(|_| sure()))
            })
        })
    }

    fn place(&self, place: Place) -> Entity {
        Entity {
            subtype: place.kind,
            country: place.country,
            mentions: place.mentions.iter().map(|at| self.mention(*at, Form::Name)).collect(),
            ..named(EntityKind::Place, "place", place.name)
        }
    }
}

/// Kinds that lie where their names say.
fn is_local(kind: Option<&str>) -> bool {
    const LOCAL: [&str; 8] =
        ["university", "court", "hospital", "police", "government", "agency", "legislature", "club"];
    kind.is_some_and(|kind| LOCAL.contains(&kind))
}

/// Whether a public body's name is one that bodies have in many countries: "High Court", "Senate Budget Committee".
fn is_everywhere(name: &str, kind: Option<&str>) -> bool {
    let public = matches!(kind, Some("legislature" | "court" | "police" | "government" | "military" | "agency"));
    let common = |word: &str| {
        let lower = word.to_lowercase();
        matches!(
            lower.as_str(),
            "of" | "the"
                | "for"
                | "and"
                | "on"
                | "house"
                | "senate"
                | "court"
                | "budget"
                | "accounts"
                | "election"
                | "electoral"
        ) || listed::COMMON.has(&lower)
    };
    let national = || name.starts_with("National ");
    let local = (name.ends_with("Assembly") || name.ends_with("Council")) && !national();
    let of_world = name.split(' ').next().is_some_and(|first| matches!(first, "European" | "International" | "World"));
    let issuer = matches!(name, "Central Bank" | "Reserve Bank");
    issuer || public && !local && !of_world && name.split(' ').all(common)
}

/// An entity whose id is made of its name.
fn named(kind: EntityKind, prefix: &str, name: String) -> Entity {
    entity(kind, id(prefix, &name), name)
}

fn entity(kind: EntityKind, id: String, name: String) -> Entity {
    Entity {
        kind,
        id,
        name,
        country: None,
        alpha3: None,
        subtype: None,
        gender: None,
        roles: Vec::new(),
        mentions: Vec::new(),
    }
}

/// The countries of a count, the most counted first.
pub(super) fn most_named(mut counts: Vec<(usize, &'static str)>) -> Vec<&'static str> {
    counts.sort_unstable_by(|a, b| b.cmp(a));
    counts.into_iter().take(8).map(|(_, country)| country).collect()
}

/// A name written in capitals alone, in mixed case: "ANNA MCKAY-O'NEIL" is "Anna McKay-O'Neil". Words of fewer than
/// `shortest` letters may be acronyms and stay, as do initials.
pub(super) fn mixed_case(name: &str, shortest: usize) -> String {
    if name.contains(char::is_lowercase) || name.chars().filter(|c| c.is_alphabetic()).count() < shortest {
        return name.to_owned();
    }
    let words = name.split(' ').enumerate().map(|(at, word)| match word {
        "DE" | "DA" | "DI" | "VAN" | "VON" | "DER" | "DEN" | "BIN" | "AL" | "OF" | "THE" | "AND" if at > 0 => {
            word.to_lowercase()
        }
        "II" | "III" | "IV" | "D.C." | "DC" => word.to_owned(),
        _ if word.contains('.') && word.len() < 5 => word.to_owned(),
        _ => capitalized(word),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Small letters but for the first of each part, and the one behind "Mc".
fn capitalized(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut start = true;
    for c in word.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic() || (out == "Mc" && word.len() > 4);
    }
    out
}

/// "person:jane-roe": the lower-case letters and digits of a name with hyphens between.
pub(super) fn id(prefix: &str, name: &str) -> String {
    let mut id = String::with_capacity(prefix.len() + 1 + name.len());
    id.push_str(prefix);
    id.push(':');
    if name.is_ascii() {
        hyphenate(name, &mut id);
    } else {
        hyphenate(&plain(name).unwrap_or_else(|| name.to_lowercase()), &mut id);
    }
    id.make_ascii_lowercase();
    id
}

/// Adds the letters and digits of a name, with one hyphen for whatever stands between.
fn hyphenate(name: &str, id: &mut String) {
    let start = id.len();
    for part in name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        id.push_str(if id.len() > start { "-" } else { "" });
        id.push_str(part);
    }
}

/// Gives the second, third ... of one id a number.
fn make_unique(entities: &mut [Entity]) {
    let mut seen = Hashed::<usize>::with_capacity_and_hasher(entities.len(), Default::default());
    for entity in entities {
        let count = seen.entry(hash::text(&entity.id)).or_insert(0);
        *count += 1;
        if *count > 1 {
            entity.id = format!("{}-{count}", entity.id);
        }
    }
}
