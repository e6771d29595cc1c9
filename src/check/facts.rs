//! A report as a flat list of facts. Takes the JSON of a report, or the part of one that an expectation states; gives
//! every row with its kind, its place and the fields by which two rows are compared.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a row of the report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "named as in the report")]
pub enum FactKind {
    Title,
    Published,
    Dateline,
    Byline,
    Boilerplate,
    Counts,
    Person,
    Country,
    Organization,
    Place,
    Role,
    PersonMention,
    CountryMention,
    OrganizationMention,
    PlaceMention,
    Quote,
    Figure,
    Date,
    Warning,
}

use FactKind::*;

/// The parts of a report that are one row or a list of rows.
const PARTS: [(FactKind, &str); 14] = [
    (Title, "/article/title"),
    (Published, "/article/published"),
    (Dateline, "/article/dateline"),
    (Byline, "/article/bylines"),
    (Boilerplate, "/article/boilerplate"),
    (Counts, "/article/counts"),
    (Person, "/entities/people"),
    (Country, "/entities/countries"),
    (Organization, "/entities/organizations"),
    (Place, "/entities/places"),
    (Quote, "/quotes"),
    (Figure, "/figures"),
    (Date, "/dates"),
    (Warning, "/warnings"),
];

const ENTITIES: [FactKind; 4] = [Person, Country, Organization, Place];

impl FactKind {
    /// Its name, as in the gaps of an expectation.
    pub fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Whether a report has at most one of them.
    pub fn is_single(self) -> bool {
        matches!(self, Title | Published | Dateline | Counts)
    }

    /// Whether it is a whole entity rather than something at one place of the text.
    pub fn is_entity(self) -> bool {
        ENTITIES.contains(&self)
    }

    /// The kind of entity that a mention or role belongs to.
    pub fn owner(self) -> Option<FactKind> {
        if self == Role { Some(Person) } else { ENTITIES.into_iter().find(|kind| kind.mention() == Some(self)) }
    }

    /// The mentions of a kind of entity.
    pub fn mention(self) -> Option<FactKind> {
        match self {
            Person => Some(PersonMention),
            Country => Some(CountryMention),
            Organization => Some(OrganizationMention),
            Place => Some(PlaceMention),
            _ => None,
        }
    }
}

/// One row of a report.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// The words, name or message by which people know it.
    pub text: String,
    /// Start and end, in the unit of the report; for an entity those of its first mention.
    pub place: Option<(usize, usize)>,
    /// Everything that is compared.
    pub fields: Map<String, Value>,
    /// What found it.
    pub rule: Option<String>,
    /// For a mention or role: which row of its kind it belongs to.
    pub entity: Option<usize>,
}

/// All facts of a report, or of the part of one that is stated. `None` for a part that is not there at all.
pub fn facts_of(report: &Value, kind: FactKind) -> Option<Vec<Fact>> {
    if let Some((_, pointer)) = PARTS.iter().find(|(part, _)| *part == kind) {
        return report.pointer(pointer).map(|part| rows(part).map(|row| fact(kind, row)).collect());
    }
    let key = if kind == Role { "roles" } else { "mentions" };
    let (_, pointer) = PARTS.iter().find(|(part, _)| Some(*part) == kind.owner())?;
    let owners: Vec<&Value> = rows(report.pointer(pointer)?).collect();
    if !owners.is_empty() && owners.iter().all(|owner| owner.get(key).is_none()) {
        return None;
    }
    let belonging = owners.iter().enumerate().flat_map(|(index, owner)| {
        let rows = owner.get(key).into_iter().flat_map(rows);
        rows.map(move |row| Fact { entity: Some(index), ..fact(kind, row) })
    });
    let mut facts: Vec<Fact> = belonging.collect();
    facts.sort_by_key(|fact| fact.place);
    Some(facts)
}

/// Every kind, in the order in which differences are told.
pub fn kinds() -> impl Iterator<Item = FactKind> {
    let nested = |kind: FactKind| [Some(kind), kind.mention(), (kind == Person).then_some(Role)];
    PARTS.iter().flat_map(move |(kind, _)| nested(*kind)).flatten()
}

/// The rows of a part: a list's, or the part itself when it is one row; none when it is null.
fn rows(part: &Value) -> impl Iterator<Item = &Value> {
    let list = part.as_array().map_or(&[] as &[Value], Vec::as_slice);
    list.iter().chain(part.is_object().then_some(part))
}

fn fact(kind: FactKind, row: &Value) -> Fact {
    let mut fields = row.as_object().cloned().unwrap_or_default();
    let rule = fields.remove("rule").and_then(|rule| rule.as_str().map(str::to_owned));
    let first_mention = row.pointer("/mentions/0").and_then(place_of);
    for nested in ["mentions", "roles"] {
        fields.remove(nested);
    }
    let name = ["text", "name", "kind", "date"].iter().find_map(|key| row.get(key)?.as_str());
    Fact {
        kind,
        text: name.unwrap_or_default().to_owned(),
        place: place_of(row).or(first_mention),
        fields,
        rule,
        entity: None,
    }
}

fn place_of(row: &Value) -> Option<(usize, usize)> {
    let at = |key| row.get(key)?.as_u64().map(|at| at as usize);
    Some((at("start")?, at("end")?))
}
