//! Names of one's own, beside the embedded lists. Takes a table; where its names stand in an article, what it says of
//! them holds, whatever tagger and lists say. Only a longer name is stronger: "Nurn" does not break "Nurn Harbour
//! Trust".

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::lexicon::{self, Lexicon};
use super::merge::{Name, What};
use super::{Entity, EntityKind, Form, canonical, organizations};
use crate::document::{Page, RuleId};
use crate::error::Error;
use crate::span::Span;

/// What such mentions name as their rule.
const RULE: RuleId = "entities/gazetteer";

/// Names with what they stand for. Names of one kind and one canonical form are one thing.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    things: Vec<Thing>,
    /// Where each of them stands.
    places: HashMap<Thing, usize>,
    /// Spellings by the hash of their first word, with the thing that they name.
    spellings: HashMap<u64, Vec<(String, usize)>>,
}

/// What names stand for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Thing {
    what: What,
    subtype: Option<&'static str>,
    /// The name that it goes by in reports.
    name: String,
    country: Option<&'static str>,
}

impl Gazetteer {
    /// Reads a table of tab-separated columns: name, kind, canonical form, country. The last two may be missing. A kind
    /// is `person`, `country`, `organization`, `place`, or one of the kinds that reports give organizations and
    /// places (`company`, `city`); a country is an ISO 3166 alpha-2 code. Blank lines, lines that begin with `#`, and
    /// a header line whose second column is `kind` are passed over.
    ///
    /// # Errors
    /// [`Error::Gazetteer`] when a line does not hold to this; it names the line.
    pub fn parse(table: &str) -> Result<Self, Error> {
        let mut gazetteer = Self::default();
        let lines = table.strip_prefix('\u{feff}').unwrap_or(table).lines();
        for (line, row) in (1..).zip(lines).filter(|(_, row)| !row.trim().is_empty() && !row.starts_with('#')) {
            let mut columns = row.split('\t').map(str::trim);
            let [name, kind, canonical, country] = std::array::from_fn(|_| columns.next().unwrap_or(""));
            if kind != "kind" {
                let thing = Thing::new(kind, if canonical.is_empty() { name } else { canonical }, country);
                gazetteer.add(name, thing.map_err(|reason| Error::Gazetteer { line, reason })?);
            }
        }
        Ok(gazetteer)
    }

    /// Adds the names of another; where both have a name, the other's holds.
    pub fn extend(&mut self, other: Self) {
        let Self { things, spellings, .. } = other;
        for (spelling, thing) in spellings.into_values().flatten() {
            self.add(&spelling, things[thing].clone());
        }
    }

    fn add(&mut self, name: &str, thing: Thing) {
        let at = *self.places.entry(thing).or_insert_with_key(|thing| {
            self.things.push(thing.clone());
            self.things.len() - 1
        });
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let spellings = self.spellings.entry(lexicon::key(name.chars())).or_default();
        spellings.retain(|(known, _)| *known != name);
        spellings.push((name, at));
    }

    /// The names of an article, with those of the table in place of the ones that they overlap.
    pub(super) fn overrule(&self, page: &Page, names: Vec<Name>) -> Vec<Name> {
        if self.things.is_empty() {
            return names;
        }
        let mut own = self.scan(page);
        own.retain(|(tokens, _)| !names.iter().any(|name| is_part(tokens, &name.tokens)));
        let is_left = |name: &Name| !own.iter().any(|(tokens, _)| overlap(tokens, &name.tokens));
        let mut names: Vec<Name> = names.into_iter().filter(is_left).collect();
        names.extend(own.into_iter().map(|(tokens, thing)| Name { tokens, what: self.things[thing].what, rule: RULE }));
        names.sort_by_key(|name| name.tokens.start);
        names
    }

    /// Every name of the table in the page, the longest at each place.
    fn scan(&self, page: &Page) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < page.text.tokens.len() {
            let hit = self.hit(page, at);
            at = hit.as_ref().map_or(at + 1, |(tokens, _)| tokens.end);
            found.extend(hit);
        }
        found
    }

    fn hit(&self, page: &Page, at: usize) -> Option<(Range<usize>, usize)> {
        let text = &page.source.text[page.text.tokens[at].span.start()..];
        let spellings = self.spellings.get(&lexicon::key(page.word(at).chars()))?;
        let ends = spellings.iter().filter_map(|(name, thing)| {
            let last = lexicon::token_ending(page, at, lexicon::spelled(text, name)?)?;
            Some((at..last + 1, *thing))
        });
        ends.max_by_key(|(tokens, _)| tokens.end)
    }

    /// Gives the entities that the table knows their canonical form, and joins those that are one.
    pub(super) fn settle(&self, page: &Page, names: &[Name], entities: Vec<Entity>) -> Vec<Entity> {
        if self.things.is_empty() {
            return entities;
        }
        let mut own: HashMap<Span, usize> = HashMap::new();
        for name in names.iter().filter(|name| name.rule == RULE) {
            own.extend(self.hit(page, name.tokens.start).map(|(tokens, thing)| (page.text.span_of(tokens), thing)));
        }
        if own.is_empty() {
            return entities;
        }
        let known = entities.into_iter().map(|entity| {
            match entity.mentions.iter().find_map(|mention| own.get(&mention.span)) {
                Some(thing) => (true, self.things[*thing].known(entity)),
                None => (false, entity),
            }
        });
        let known: Vec<(bool, Entity)> = known.collect();
        let ids = known.iter().filter(|(own, _)| *own).map(|(_, entity)| (entity.id.clone(), None));
        let mut first: HashMap<String, Option<usize>> = ids.collect();
        let mut settled: Vec<Entity> = Vec::with_capacity(known.len());
        for (own, entity) in known {
            match first.get_mut(&entity.id) {
                Some(Some(first)) => {
                    join(&mut settled[*first], entity, own);
                    continue;
                }
                Some(first) => *first = Some(settled.len()),
                None => {}
            }
            settled.push(entity);
        }
        settled
    }
}

impl Thing {
    fn new(kind: &str, name: &str, country: &str) -> Result<Self, String> {
        let lexicon = lexicon::lexicon();
        let row = lexicon.countries.iter().position(|listed| listed.alpha2 == country);
        let code = row.map(|row| lexicon.countries[row].alpha2);
        let (what, subtype) = match (kind, row) {
            _ if name.is_empty() => return Err("the name is missing".to_owned()),
            (_, None) if !country.is_empty() => {
                return Err(format!("\"{country}\" is no ISO 3166 alpha-2 code of a country, as FR"));
            }
            ("person", _) => (What::Person, None),
            ("organization", _) => (What::Organization, None),
            ("place", _) => (What::Place, None),
            ("country", Some(row)) => (What::Country(row as u16, Form::Name), None),
            ("country", None) => return Err("a country needs its ISO 3166 alpha-2 code in the last column".to_owned()),
            _ => Self::subtype(kind, lexicon)?,
        };
        Ok(Self { what, subtype, name: name.to_owned(), country: code })
    }

    fn subtype(kind: &str, lexicon: &Lexicon) -> Result<(What, Option<&'static str>), String> {
        let listed = lexicon.organizations.iter().map(|listed| listed.kind);
        let organizations: BTreeSet<&str> = listed.chain(organizations::kinds()).collect();
        let places: BTreeSet<&str> = lexicon.places.iter().map(|listed| listed.kind).chain(["town"]).collect();
        let list = |kinds: &BTreeSet<&str>| kinds.iter().copied().collect::<Vec<_>>().join(", ");
        match (organizations.get(kind), places.get(kind)) {
            (Some(kind), _) => Ok((What::Organization, Some(kind))),
            (_, Some(kind)) => Ok((What::Place, Some(kind))),
            _ => Err(format!(
                "\"{kind}\" is no kind; kinds are person, country, organization, place; of organizations {}; of places {}",
                list(&organizations),
                list(&places)
            )),
        }
    }

    /// The entity with what the table says of it.
    fn known(&self, entity: Entity) -> Entity {
        if entity.kind == EntityKind::Country {
            return entity;
        }
        let prefix = entity.id.split(':').next().unwrap_or_default();
        Entity {
            id: canonical::id(prefix, &self.name),
            name: self.name.clone(),
            subtype: self.subtype.or(entity.subtype),
            country: self.country.or(entity.country),
            ..entity
        }
    }
}

/// Adds what another entity of the same name brings; what the table says of either holds.
fn join(entity: &mut Entity, other: Entity, own: bool) {
    let (strong, weak) = if own { (&other, &*entity) } else { (&*entity, &other) };
    let (subtype, country) = (strong.subtype.or(weak.subtype), strong.country.or(weak.country));
    let name = strong.name.clone();
    (entity.subtype, entity.country, entity.name) = (subtype, country, name);
    entity.gender = entity.gender.or(other.gender);
    entity.roles.extend(other.roles);
    entity.mentions.extend(other.mentions);
    entity.mentions.sort_by_key(|mention| mention.span);
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn is_part(one: &Range<usize>, whole: &Range<usize>) -> bool {
    whole.start <= one.start && one.end <= whole.end && one.len() < whole.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Source};

    fn entities(table: &str, text: &str) -> Vec<(EntityKind, String, String, Vec<String>)> {
        let analyzer = Analyzer::with_names(Gazetteer::parse(table).unwrap());
        let document = analyzer.analyze(Source::from_text("test", text));
        let entities = document.entities.iter().map(|entity| {
            let mentions = entity.mentions.iter().map(|mention| document.page.words(mention.span).to_owned()).collect();
            (entity.kind, entity.id.clone(), entity.name.clone(), mentions)
        });
        entities.collect()
    }

    #[test]
    fn a_name_is_what_the_table_says() {
        let table = "name\tkind\tcanonical form\tcountry\n# ours\nthe Rock\tplace\tNurn\tGB\nNurn\tplace\n\
                     Gow\u{20}Ferries\tcompany\tGow Ferries plc\tGB\n";
        let text = "The boat to the Rock is late. Nurn has no other boat, Gow Ferries said.";
        let found = entities(table, text);
        let names = |kind| {
            found.iter().filter(move |it| it.0 == kind).map(|it| (it.2.as_str(), it.3.len())).collect::<Vec<_>>()
        };
        assert_eq!(names(EntityKind::Organization), [("Gow Ferries plc", 1)]);
        assert_eq!(names(EntityKind::Place), [("Nurn", 2)], "one name is one thing");
        let ids: BTreeSet<_> = found.iter().map(|it| it.1.as_str()).collect();
        assert_eq!(ids.len(), found.len());
    }

    #[test]
    fn spellings_of_one_thing_are_one_entity() {
        let table = "the Rock\tplace\tNurn\tGB\nNurn\tplace\tNurn\tGB\nAnna Gow\tperson\tDame Anna Gow\n";
        let found =
            entities(table, "The boat to the Rock is late. Nurn has no other boat, Anna Gow said. Ms Gow is angry.");
        assert!(found.contains(&(
            EntityKind::Place,
            "place:nurn".into(),
            "Nurn".into(),
            vec!["the Rock".into(), "Nurn".into()]
        )));
        let gow = found.iter().find(|it| it.0 == EntityKind::Person).unwrap();
        assert_eq!((gow.2.as_str(), gow.3.len()), ("Dame Anna Gow", 2));
    }

    #[test]
    fn a_longer_name_is_stronger() {
        let found = entities("Paris\tperson\n", "The University of Paris was shut on Friday, officials said.");
        assert!(found.iter().all(|it| it.0 != EntityKind::Person), "{found:?}");
    }

    #[test]
    fn errors_name_the_line() {
        let error = |table: &str| Gazetteer::parse(table).unwrap_err().to_string();
        assert!(error("\nNurn\tvillage green\n").starts_with("line 2: \"village green\" is no kind; "));
        assert!(error("Nurn\tplace\t\tXX").starts_with("line 1: \"XX\" is no ISO 3166"));
        assert!(error("Alba\tcountry").starts_with("line 1: a country needs its"));
        assert!(error("\tplace").starts_with("line 1: the name is missing"));
        assert!(error("Nurn").starts_with("line 1: \"\" is no kind"));
    }

    #[test]
    fn the_later_table_holds() {
        let mut gazetteer = Gazetteer::parse("Nurn\tplace\n").unwrap();
        gazetteer.extend(Gazetteer::parse("Nurn\tcompany\n").unwrap());
        let document = Analyzer::with_names(gazetteer).analyze(Source::from_text("test", "It was cold in Nurn."));
        assert_eq!(document.entities[0].kind, EntityKind::Organization);
    }
}
