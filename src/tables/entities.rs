//! Rows about people, countries, organizations and places, and about the words that name them.

use super::Row;
use super::cell::{Cell, list};
use crate::entities::EntityKind;
use crate::report::{CountryMentionRow, MentionRow, PlaceInText, Report};

/// A row for each entity, with the columns that all kinds have.
pub fn entities(report: &Report) -> Vec<Row<'_>> {
    Named::all(report).map(entity).collect()
}

/// A row for each entity of one kind, with the columns of its own.
pub fn of_kind(report: &Report, kind: EntityKind) -> Vec<Row<'_>> {
    Named::all(report).filter(|named| named.kind == kind).map(Named::row).collect()
}

/// In text order, whatever they name.
pub fn mentions(report: &Report) -> Vec<Row<'_>> {
    let all = Named::all(report);
    let mut rows: Vec<(usize, Row)> = all
        .flat_map(|named| {
            let head: [Cell; 3] = [named.id.into(), named.type_name().into(), named.name.into()];
            named.mentions.into_iter().map(move |it| {
                let rest = [it.text.into(), it.start.into(), it.end.into(), it.form.into(), it.rule.into()];
                (it.start, head.iter().cloned().chain(rest).collect())
            })
        })
        .collect();
    rows.sort_by_key(|(start, _)| *start);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// What the rows of entities have in common, whatever their kind.
struct Named<'r> {
    kind: EntityKind,
    id: &'r str,
    name: &'r str,
    subtype: Option<&'r str>,
    alpha2: Option<&'r str>,
    alpha3: Option<&'r str>,
    roles: &'r [PlaceInText],
    mentions: Vec<Naming<'r>>,
}

/// One mention, whatever it names.
struct Naming<'r> {
    text: &'r str,
    start: usize,
    end: usize,
    form: Option<&'r str>,
    rule: &'r str,
}

impl<'r> Named<'r> {
    fn all(report: &'r Report) -> impl Iterator<Item = Self> {
        let all = &report.entities;
        let people = all.people.iter().map(|it| Self {
            roles: &it.roles,
            ..Self::new(EntityKind::Person, &it.id, &it.name, namings(&it.mentions))
        });
        let countries = all.countries.iter().map(|it| Self {
            alpha2: Some(&it.alpha2),
            alpha3: Some(&it.alpha3),
            ..Self::new(EntityKind::Country, &it.id, &it.name, country_namings(&it.mentions))
        });
        let organizations = all.organizations.iter().map(|it| Self {
            subtype: it.kind.as_deref(),
            alpha2: it.country.as_deref(),
            ..Self::new(EntityKind::Organization, &it.id, &it.name, namings(&it.mentions))
        });
        let places = all.places.iter().map(|it| Self {
            subtype: it.kind.as_deref(),
            alpha2: it.country.as_deref(),
            ..Self::new(EntityKind::Place, &it.id, &it.name, namings(&it.mentions))
        });
        people.chain(countries).chain(organizations).chain(places)
    }

    fn new(kind: EntityKind, id: &'r str, name: &'r str, mentions: Vec<Naming<'r>>) -> Self {
        Self { kind, id, name, subtype: None, alpha2: None, alpha3: None, roles: &[], mentions }
    }

    /// What the column `type` says.
    fn type_name(&self) -> &'static str {
        match self.kind {
            EntityKind::Person => "person",
            EntityKind::Country => "country",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
        }
    }

    /// A row of the table of its own kind.
    fn row(self) -> Row<'r> {
        let mut row = vec![self.id.into(), self.name.into()];
        match self.kind {
            EntityKind::Person => row.push(roles(self.roles)),
            EntityKind::Country => row.extend([self.alpha2.into(), self.alpha3.into()]),
            EntityKind::Organization | EntityKind::Place => row.extend([self.subtype.into(), self.alpha2.into()]),
        }
        row.push(self.mentions.len().into());
        row
    }
}

fn namings(mentions: &[MentionRow]) -> Vec<Naming<'_>> {
    let mentions = mentions.iter();
    mentions.map(|it| Naming { text: &it.text, start: it.start, end: it.end, form: None, rule: &it.rule }).collect()
}

fn country_namings(mentions: &[CountryMentionRow]) -> Vec<Naming<'_>> {
    let mentions = mentions.iter();
    mentions
        .map(|it| Naming { text: &it.text, start: it.start, end: it.end, form: Some(&it.form), rule: &it.rule })
        .collect()
}

fn entity(named: Named<'_>) -> Row<'_> {
    vec![
        named.id.into(),
        named.type_name().into(),
        named.name.into(),
        named.subtype.into(),
        named.alpha2.into(),
        roles(named.roles),
        named.mentions.len().into(),
    ]
}

fn roles(roles: &[PlaceInText]) -> Cell<'static> {
    list(&roles.iter().map(|role| role.text.as_str()).collect::<Vec<_>>())
}
