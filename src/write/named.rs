//! The entities of a report in one form, as the formats for people show them.

use crate::report::{CountryMentionRow, MentionRow, PersonRow, Report};

/// A person, country, organization or place.
pub struct Named<'r> {
    pub id: &'r str,
    pub name: &'r str,
    /// Roles, code, kind and country: what there is to say.
    pub note: String,
    pub mentions: Vec<Mention<'r>>,
}

/// One place that names it.
pub struct Mention<'r> {
    pub start: usize,
    pub end: usize,
    /// For a country, how it is named.
    pub form: &'r str,
    pub rule: &'r str,
}

pub fn people(report: &Report) -> Vec<Named<'_>> {
    let people = report.entities.people.iter();
    people
        .map(|one| Named { id: &one.id, name: &one.name, note: roles(one), mentions: mentions(&one.mentions) })
        .collect()
}

pub fn countries(report: &Report) -> Vec<Named<'_>> {
    let countries = report.entities.countries.iter().map(|one| Named {
        id: &one.id,
        name: &one.name,
        note: one.alpha2.to_string(),
        mentions: one.mentions.iter().map(formed).collect(),
    });
    countries.collect()
}

pub fn organizations(report: &Report) -> Vec<Named<'_>> {
    let organizations = report.entities.organizations.iter().map(|one| Named {
        id: &one.id,
        name: &one.name,
        note: joined(&[one.kind.as_deref(), one.country.as_deref()]),
        mentions: mentions(&one.mentions),
    });
    organizations.collect()
}

pub fn places(report: &Report) -> Vec<Named<'_>> {
    let places = report.entities.places.iter().map(|one| Named {
        id: &one.id,
        name: &one.name,
        note: joined(&[one.kind.as_deref(), one.country.as_deref()]),
        mentions: mentions(&one.mentions),
    });
    places.collect()
}

/// What is said of a person, as in "chief executive; former naval officer".
pub fn roles(person: &PersonRow) -> String {
    person.roles.iter().map(|role| role.text.as_str()).collect::<Vec<_>>().join("; ")
}

fn mentions(rows: &[MentionRow]) -> Vec<Mention<'_>> {
    rows.iter().map(|row| Mention { start: row.start, end: row.end, form: "", rule: &row.rule }).collect()
}

fn formed(row: &CountryMentionRow) -> Mention<'_> {
    Mention { start: row.start, end: row.end, form: &row.form, rule: &row.rule }
}

fn joined(parts: &[Option<&str>]) -> String {
    parts.iter().flatten().copied().collect::<Vec<_>>().join(", ")
}
