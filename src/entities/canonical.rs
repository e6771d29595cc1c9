//! Names to entities. Takes the typed names; gives one entity for each thing they name, in order of first mention.

use std::collections::{HashMap, HashSet};

use super::cities::{self, plain};
use super::lexicon::{Entry, Lexicon};
use super::merge::{Name, What};
use super::organizations::{self, Organization};
use super::people::{self, Person};
use super::{Entity, EntityKind, Form, Mention, gender, roles};
use crate::document::Page;

/// Most roles of one person in the report.
const ROLES: usize = 12;

/// Joins the names into entities.
pub(super) fn entities(page: &Page, lexicon: &Lexicon, names: &[Name]) -> Vec<Entity> {
    let join = Join { page, lexicon, names };
    let mut entities = join.countries();
    let home = most_named(&entities);
    entities.extend(people::people(page, names).iter().map(|person| join.person(person)));
    entities.extend(organizations::organizations(page, lexicon, names).iter().map(|found| join.organization(found)));
    entities.extend(join.places(&home));
    entities.sort_by_key(|entity| entity.mentions[0].span);
    make_unique(&mut entities);
    entities
}

struct Join<'p> {
    page: &'p Page,
    lexicon: &'p Lexicon,
    names: &'p [Name],
}

impl Join<'_> {
    fn mention(&self, at: usize, form: Form) -> Mention {
        let name = &self.names[at];
        Mention { span: self.page.text.span_of(name.tokens.clone()), form, rule: name.rule }
    }

    fn person(&self, person: &Person) -> Entity {
        let mut roles: Vec<_> = person
            .mentions
            .iter()
            .flat_map(|at| roles::roles(self.page, &self.names[*at].tokens))
            .take(ROLES)
            .collect();
        let mut seen = HashSet::new();
        roles.retain(|span| seen.insert(self.page.words(*span).to_lowercase()));
        Entity {
            gender: gender::of(self.page, self.names, person),
            roles,
            mentions: person.mentions.iter().map(|at| self.mention(*at, Form::Name)).collect(),
            ..entity(EntityKind::Person, "person", &person.name)
        }
    }

    fn countries(&self) -> Vec<Entity> {
        let mut rows: HashMap<u16, usize> = HashMap::new();
        let mut entities: Vec<Entity> = Vec::new();
        for (at, name) in self.names.iter().enumerate() {
            let What::Country(row, form) = name.what else { continue };
            let country = &self.lexicon.countries[row as usize];
            let index = *rows.entry(row).or_insert_with(|| {
                entities.push(Entity {
                    id: format!("country:{}", country.alpha2),
                    country: Some(country.alpha2),
                    alpha3: Some(country.alpha3),
                    ..entity(EntityKind::Country, "country", country.name)
                });
                entities.len() - 1
            });
            entities[index].mentions.push(self.mention(at, form));
        }
        entities
    }

    fn organization(&self, found: &Organization) -> Entity {
        let listed = found.listed.map(|row| &self.lexicon.organizations[row as usize]);
        let form = |at: &usize| {
            let mention = self.mention(*at, Form::Name);
            let short = !self.page.words(mention.span).contains(char::is_lowercase);
            Mention { form: if short { Form::Abbreviation } else { Form::Name }, ..mention }
        };
        Entity {
            subtype: listed.map(|listed| listed.kind).or_else(|| organizations::kind(&found.name)),
            country: listed.and_then(|listed| listed.country).or_else(|| self.country_in(&found.name)),
            mentions: found.mentions.iter().map(form).collect(),
            ..entity(EntityKind::Organization, "org", &found.name)
        }
    }

    /// The country that an organization's name holds: "Bank of Ghana", "Ukrainian air force".
    fn country_in(&self, name: &str) -> Option<&'static str> {
        name.split([' ', '-']).find_map(|word| {
            let word = word
                .trim_end_matches("'s")
                .trim_end_matches("’s")
                .trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
            match self.lexicon.entry(word)? {
                Entry::Country(row, _) => Some(self.lexicon.countries[row as usize].alpha2),
                _ => None,
            }
        })
    }

    fn places(&self, home: &[&'static str]) -> Vec<Entity> {
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut entities: Vec<Entity> = Vec::new();
        for at in (0..self.names.len()).filter(|at| self.names[*at].what == What::Place) {
            let mention = self.mention(at, Form::Name);
            let spelling = self.page.words(mention.span).split_whitespace().collect::<Vec<_>>().join(" ");
            let listed = match self.lexicon.entry(&spelling) {
                Some(Entry::Place(row)) => Some(&self.lexicon.places[row as usize]),
                _ => None,
            };
            let key = listed.map_or_else(
                || plain(&spelling).unwrap_or_else(|| spelling.to_lowercase()),
                |listed| listed.name.to_lowercase(),
            );
            let index = *known.entry(key).or_insert_with(|| {
                let (subtype, country) =
                    listed.map_or_else(|| self.city(&spelling, home), |listed| (Some(listed.kind), listed.country));
                entities.push(Entity { subtype, country, ..entity(EntityKind::Place, "place", &spelling) });
                entities.len() - 1
            });
            let entity = &mut entities[index];
            if is_better(&spelling, &entity.name) {
                entity.id = format!("place:{}", slug(&spelling));
                entity.name = spelling;
            }
            entity.mentions.push(mention);
        }
        entities
    }

    /// A city's kind and country: of several cities of one name, that of a country which the article names.
    fn city(&self, spelling: &str, home: &[&'static str]) -> (Option<&'static str>, Option<&'static str>) {
        if spelling == "Georgia" {
            return (Some("state"), Some("US"));
        }
        let capital = match self.lexicon.entry(spelling) {
            Some(Entry::Capital(row)) => Some(self.lexicon.countries[row as usize].alpha2),
            _ => None,
        };
        let Some(city) = cities::city(spelling) else { return (capital.map(|_| "city"), capital) };
        let near = city.countries().find(|country| home.contains(country)).filter(|_| city.size < 5);
        (Some(if city.size < 2 { "town" } else { "city" }), capital.or(near).or_else(|| city.countries().next()))
    }
}

fn entity(kind: EntityKind, prefix: &str, name: &str) -> Entity {
    Entity {
        kind,
        id: format!("{prefix}:{}", slug(name)),
        name: name.to_owned(),
        country: None,
        alpha3: None,
        subtype: None,
        gender: None,
        roles: Vec::new(),
        mentions: Vec::new(),
    }
}

/// Mixed case is better than capitals; then the longer form.
fn is_better(new: &str, old: &str) -> bool {
    let capitals = |name: &str| !name.contains(char::is_lowercase);
    capitals(old) && !capitals(new)
}

/// The countries that the article names, the most named first.
fn most_named(countries: &[Entity]) -> Vec<&'static str> {
    let mut counted: Vec<(usize, &'static str)> =
        countries.iter().filter_map(|entity| Some((entity.mentions.len(), entity.country?))).collect();
    counted.sort_by(|a, b| b.cmp(a));
    counted.into_iter().take(8).map(|(_, country)| country).collect()
}

/// Lower-case letters and digits with hyphens between.
fn slug(name: &str) -> String {
    let plain = plain(name).unwrap_or_else(|| name.to_lowercase());
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Gives the second, third ... of one id a number.
fn make_unique(entities: &mut [Entity]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for entity in entities {
        let count = seen.entry(entity.id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            entity.id = format!("{}-{count}", entity.id);
        }
    }
}
