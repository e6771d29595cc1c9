//! Who somebody is who is called by what he is: `the mayor`, `the company`, `the striker`.

use super::super::epithets;
use super::super::words::{self, Group};
use super::{ANY, Antecedents, Description, FAR, NEAR, fits};
use crate::document::Page;
use crate::entities::{Entity, EntityKind};
use crate::span::Span;

/// What having spoken adds for being meant by an epithet, and how many quotes back that holds.
const SPOKE: f32 = 1.5;
const RECENT: usize = 4;

/// A role that the article gives somebody, taken apart: `deputy mayor of Nurn`.
#[derive(Debug)]
pub(super) struct Role {
    span: Span,
    /// The key of the noun that it turns on.
    noun: u32,
    /// The office that the noun names.
    office: u32,
}

/// What somebody is called, taken apart.
struct Called<'c> {
    noun: u32,
    office: u32,
    second: bool,
    country: Option<&'c str>,
}

/// The roles of each entity.
pub(super) fn roles(page: &Page, entities: &[Entity]) -> Vec<Vec<Role>> {
    let role = |span: &Span| {
        let noun = words::key(role_head(span.of(&page.source.text)));
        Role { span: *span, noun, office: words::office(noun) }
    };
    entities.iter().map(|entity| entity.roles.iter().map(role).collect()).collect()
}

/// Whether a noun is for whoever heads a country.
fn leads(noun: &str) -> bool {
    words::is(words::key(noun), Group::Leader)
}

impl Antecedents<'_> {
    /// Whether any person could be called by a noun.
    pub(super) fn is_for_people(&self, head: &str) -> bool {
        let held = |office: u32| self.roles.iter().flatten().any(|role| role.office == office);
        leads(head) || held(words::office(words::key(head))) || epithets::gender(head).is_some()
    }

    /// Whom a description stands for.
    pub fn of_role(&self, role: Description) -> Option<usize> {
        let Description { head, span, at, .. } = role;
        let words = span.of(&self.page.source.text);
        let country = self.country_in(span);
        let noun = words::key(head);
        let called = Called { noun, office: words::office(noun), second: is_second(words), country };
        let leads = leads(head);
        // A foreign minister does not lead the government that is called by a name.
        let heads = leads && (head != "minister" || words.to_lowercase().contains("prime"));
        let kinds = epithets::kinds(head);
        let known = self.best_of(at, ANY, |named| {
            let index = named.entity?;
            let entity = &self.entities[index];
            match entity.kind {
                _ if role.since.is_some_and(|since| named.span.start() < since) => None,
                EntityKind::Person if kinds.is_some() => None,
                EntityKind::Person if heads && self.governs[index] => self.holds(index, &called).or(Some(1.0)),
                EntityKind::Person => self.holds(index, &called),
                EntityKind::Organization => self.is_a(entity, head, country),
                _ => None,
            }
        });
        let known = known.flatten();
        let unnamed = |entity: &Entity| (entity.kind == EntityKind::Person && entity.roles.is_empty()).then_some(0.0);
        known.or_else(|| match kinds {
            _ if role.since.is_some() => None,
            Some(kinds) => self.of_body(head, kinds, at),
            None if leads && (country.is_some() || head != "leader") => self.best_above(NEAR, at, unnamed),
            None if role.owned => None,
            None => self.of_epithet(head, at),
        })
    }

    /// Which organization `the newspaper` means: one near by, or else, if it can be one, whatever company was named
    /// last.
    fn of_body(&self, head: &str, kinds: &str, at: usize) -> Option<usize> {
        let company = |entity: &Entity| {
            (entity.kind == EntityKind::Organization && entity.subtype == Some("company")).then_some(0.0)
        };
        let near = self.best_above(FAR, at, |entity| epithets::is_called(entity, head, kinds));
        near.or_else(|| self.best(at, company).filter(|_| kinds.starts_with("company")))
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
        let noun = words::key(office);
        let called = Called { noun, office: words::office(noun), second: false, country: None };
        let holds = |at: &usize| self.entities[*at].kind == EntityKind::Person && self.holds(*at, &called).is_some();
        let mut holders = (0..self.entities.len()).filter(holds);
        let first = holders.next()?;
        holders.next().is_none().then_some(first)
    }

    /// Whom `the Romanian` means.
    pub fn of_countryman(&self, at: usize) -> Option<usize> {
        self.best_above(FAR, at, |entity| (entity.kind == EntityKind::Person).then_some(0.0))
    }

    /// How well a person's roles fit a description.
    fn holds(&self, person: usize, called: &Called) -> Option<f32> {
        let mut best: Option<f32> = None;
        for role in self.roles[person].iter().filter(|role| role.office == called.office) {
            let given = called.country.and_then(|_| self.country_in(role.span));
            let fit = match given {
                None => 1.0,
                given if given == called.country => 3.0,
                // The same office elsewhere.
                _ if role.noun == called.noun => return None,
                _ => continue,
            };
            if is_second(role.span.of(&self.page.source.text)) == called.second {
                best = Some(best.map_or(fit, |best| best.max(fit)));
            }
        }
        best
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

/// Whether a role is below another: the deputy mayor is not the mayor.
fn is_second(role: &str) -> bool {
    const SECONDS: [&str; 3] = ["deputy", "vice", "assistant"];
    role.split_whitespace().any(|word| SECONDS.iter().any(|second| word.eq_ignore_ascii_case(second)))
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
