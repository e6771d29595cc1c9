//! Who somebody is who is called by what he is: `the mayor`, `the company`, `the striker`.

use super::super::epithets;
use super::{ANY, Antecedents, Description, FAR, NEAR, fits};
use crate::entities::{Entity, EntityKind};
use crate::span::Span;

/// What having spoken adds for being meant by an epithet, and how many quotes back that holds.
const SPOKE: f32 = 1.5;
const RECENT: usize = 4;

impl Antecedents<'_> {
    /// Whom a description stands for.
    pub fn of_role(&self, role: Description) -> Option<usize> {
        let Description { head, span, at, .. } = role;
        let country = self.country_in(span);
        let second = is_second(span.of(&self.page.source.text));
        let leads = matches!(head, "president" | "leader" | "premier" | "chancellor" | "minister" | "king" | "queen");
        // A foreign minister does not lead the government that is called by a name.
        let heads = leads && (head != "minister" || span.of(&self.page.source.text).to_lowercase().contains("prime"));
        let generic =
            matches!(head, "company" | "firm" | "group" | "business" | "bank" | "airline" | "retailer" | "maker");
        let body = is_body(head) || epithets::is_body(head);
        let known = self.best_of(at, ANY, |named| {
            let index = named.entity?;
            let entity = &self.entities[index];
            match entity.kind {
                _ if role.since.is_some_and(|since| named.span.start() < since) => None,
                EntityKind::Person if generic || body => None,
                EntityKind::Person if heads && self.governs[index] => {
                    self.holds(entity, head, country, second).or(Some(1.0))
                }
                EntityKind::Person => self.holds(entity, head, country, second),
                EntityKind::Organization => self.is_a(entity, head, country),
                _ => None,
            }
        });
        let known = known.flatten();
        let company = |entity: &Entity| {
            (entity.kind == EntityKind::Organization && entity.subtype == Some("company")).then_some(0.0)
        };
        let unnamed = |entity: &Entity| (entity.kind == EntityKind::Person && entity.roles.is_empty()).then_some(0.0);
        let group = |entity: &Entity| {
            let kind = entity.subtype.is_none_or(|kind| head == "group" && matches!(kind, "association" | "aid"));
            (entity.kind == EntityKind::Organization && kind).then_some(0.0)
        };
        known.or_else(|| match country {
            _ if role.since.is_some() => None,
            _ if generic => self.best(at, company).or_else(|| self.best_above(FAR, at, group)),
            _ if body => self.best_above(FAR, at, |entity| epithets::is_called(entity, head).then_some(0.0)),
            _ if leads && (country.is_some() || head != "leader") => self.best_above(NEAR, at, unnamed),
            _ if role.owned => None,
            _ => self.of_epithet(head, at),
        })
    }

    /// Whom `the striker`, `the 58-year-old`, `the mother of two` means: the person spoken of last.
    fn of_epithet(&self, head: &str, at: usize) -> Option<usize> {
        let gender = epithets::gender(head)?;
        let known = self.best_of(at, FAR, |named| {
            let index = named.entity?;
            let entity = &self.entities[index];
            let fit = match gender {
                Some(gender) => fits(entity, gender),
                None => (entity.kind == EntityKind::Person).then_some(0.0),
            };
            let spoke = self.speakers.iter().rev().take(RECENT).any(|(_, speaker)| *speaker == index);
            fit.map(|fit| fit + if spoke { SPOKE } else { 0.0 })
        });
        known.flatten()
    }

    /// The one person of the article who holds an office.
    pub fn holder(&self, office: &str) -> Option<usize> {
        let people = self.entities.iter().enumerate().filter(|(_, entity)| entity.kind == EntityKind::Person);
        let mut holders = people.filter(|(_, person)| self.holds(person, office, None, false).is_some());
        let first = holders.next()?.0;
        holders.next().is_none().then_some(first)
    }

    /// Whom `the Romanian` means.
    pub fn of_countryman(&self, at: usize) -> Option<usize> {
        self.best_above(FAR, at, |entity| (entity.kind == EntityKind::Person).then_some(0.0))
    }

    /// How well a person's roles fit a description.
    fn holds(&self, person: &Entity, head: &str, country: Option<&str>, second: bool) -> Option<f32> {
        let fits = |role: &Span| {
            let words = role.of(&self.page.source.text);
            if !epithets::same_office(role_head(words), head) || is_second(words) != second {
                return None;
            }
            match (country, self.country_in(*role)) {
                (Some(wanted), Some(given)) if wanted == given => Some(3.0),
                (Some(_), Some(_)) => None,
                _ => Some(1.0),
            }
        };
        let head_of = |role: &Span| role_head(role.of(&self.page.source.text)).eq_ignore_ascii_case(head);
        let elsewhere = |role: &Span| {
            country.is_some() && head_of(role) && self.country_in(*role).is_some_and(|c| Some(c) != country)
        };
        if person.roles.iter().any(elsewhere) {
            return None;
        }
        person.roles.iter().filter_map(fits).max_by(f32::total_cmp)
    }

    /// Whether an organization is what a noun calls it.
    fn is_a(&self, organization: &Entity, head: &str, country: Option<&str>) -> Option<f32> {
        if country.is_some() && organization.country.is_some() && country != organization.country {
            return None;
        }
        let named = organization.name.split_whitespace().any(|word| word.eq_ignore_ascii_case(head));
        (named || organization.subtype == Some(head)).then_some(0.5)
    }

    /// The country named inside a span.
    fn country_in(&self, span: Span) -> Option<&'static str> {
        let from = self.named.partition_point(|named| named.span.end() <= span.start());
        let inside = self.named[from..].iter().take_while(|named| named.span.start() < span.end());
        inside
            .filter_map(|named| named.entity)
            .map(|entity| &self.entities[entity])
            .find(|e| e.kind == EntityKind::Country)
            .and_then(|e| e.country)
    }
}

/// Whether a noun calls many people by one word: no person is `the agency`.
fn is_body(noun: &str) -> bool {
    const BODIES: [&str; 20] = [
        "agency",
        "ministry",
        "department",
        "party",
        "club",
        "union",
        "council",
        "commission",
        "committee",
        "court",
        "government",
        "board",
        "charity",
        "newspaper",
        "paper",
        "university",
        "network",
        "panel",
        "team",
        "institute",
    ];
    BODIES.contains(&noun)
}

/// Whether a role is below another: the deputy mayor is not the mayor.
fn is_second(role: &str) -> bool {
    role.split_whitespace().any(|word| matches!(word.to_ascii_lowercase().as_str(), "deputy" | "vice" | "assistant"))
}

/// The noun a role turns on: `secretary` of `US secretary of state`.
fn role_head(role: &str) -> &str {
    let words = role.split_whitespace();
    let mut head = "";
    for word in words {
        if matches!(word, "of" | "for" | "from" | "at" | "in" | "to" | "with" | "who" | "and") && !head.is_empty() {
            break;
        }
        let ends = word.ends_with([',', ';', '(']);
        head = word.trim_matches(|c: char| !c.is_alphanumeric());
        if ends {
            break;
        }
    }
    head
}
