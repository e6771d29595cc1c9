//! People, countries, organizations and places. Takes a page; gives entities, each with every place that names it.

mod acronyms;
mod agreement;
mod apposition;
mod canonical;
mod cities;
mod companies;
mod context;
mod crowd;
mod described;
mod edges;
mod gaps;
mod gazetteer;
mod gender;
mod ground;
mod institutions;
mod lexicon;
mod listed;
mod looks;
mod lower;
mod merge;
mod metonym;
mod organizations;
mod people;
mod places;
mod repeats;
mod roles;
mod seats;
mod series;
mod spelling;
pub mod tagger;
mod titled;
mod titles;

use crate::document::{Page, RuleId};
use crate::span::Span;
use crate::text::Kept;

use looks::View;

pub use gazetteer::Gazetteer;

/// Whether the lists know a place of this name: a country, a region, a city of 20,000 people or more.
pub(crate) fn is_listed_place(name: &str) -> bool {
    let listed = lexicon::lexicon().entry(name).is_some_and(|entry| {
        !matches!(entry, lexicon::Entry::Organization(_) | lexicon::Entry::Adjective | lexicon::Entry::Other)
    });
    listed || cities::city(name).is_some_and(|city| city.size > 1)
}

/// The name lists and the tagger.
#[derive(Debug)]
pub struct Names {
    tagger: tagger::Tagger<'static>,
    /// Names of one's own.
    gazetteer: Gazetteer,
}

impl Names {
    /// Loads the embedded lists and weights, and puts names of one's own beside them.
    pub fn load(gazetteer: Gazetteer) -> Self {
        Self { tagger: tagger::Tagger::load(), gazetteer }
    }
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A country, or a territory with an ISO 3166 code.
    Country,
    /// A company, party, ministry, club, agency, court, newspaper.
    Organization,
    /// A city, region, river, street, building.
    Place,
}

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// By its name.
    Name,
    /// By a short form: `UK`, `WHO`.
    Abbreviation,
    /// By its people or adjective: `Chinese`, `Ukrainians`. Countries only.
    Demonym,
    /// By its capital or seat of government: `Beijing`, `the Kremlin`. Countries only.
    Metonym,
}

/// Grammatical gender, as far as titles, first names and pronouns tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
}

/// One place in the text that names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name alone, without title or possessive.
    pub span: Span,
    /// How it names the entity.
    pub form: Form,
    /// What found it.
    pub rule: RuleId,
}

/// One real thing, with every place where the article names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Unique in the article: `person:joe-biden`, `country:CN`, `org:nato`, `place:lviv`.
    pub id: String,
    /// The fullest form in the article; for a country its common English name.
    pub name: String,
    /// For a country itself, for an organization or place where it belongs: ISO 3166 alpha-2 code.
    pub country: Option<&'static str>,
    /// For a country: ISO 3166 alpha-3 code.
    pub alpha3: Option<&'static str>,
    /// For an organization or place: `company`, `party`, `city`, ... where known.
    pub subtype: Option<&'static str>,
    /// For a person, where known.
    pub gender: Option<Gender>,
    /// Titles and appositives of a person, as written.
    pub roles: Vec<Span>,
    /// In text order; never empty.
    pub mentions: Vec<Mention>,
}

/// What is kept of words from one article to the next.
#[derive(Debug, Default)]
pub struct Memory {
    tagger: tagger::Memory,
    looks: Kept<looks::Look>,
}

/// Finds the entities of a page, in order of first mention. No two mentions overlap.
pub fn extract(page: &Page, names: &Names, memory: &mut Memory) -> Vec<Entity> {
    let tagged = tag(page, names, memory);
    resolve(page, tagged, names, memory)
}

/// What the tagger finds, to be merged with listed names.
#[derive(Debug)]
pub struct Tagged(Vec<merge::Name>);

/// The first half of [`extract`].
pub fn tag(page: &Page, names: &Names, memory: &mut Memory) -> Tagged {
    let what = |kind| match kind {
        tagger::NameKind::Per => merge::What::Person,
        tagger::NameKind::Org => merge::What::Organization,
        tagger::NameKind::Loc => merge::What::Place,
        tagger::NameKind::Misc => merge::What::Other,
    };
    let found = names.tagger.tag(page, &mut memory.tagger).into_iter();
    let name =
        |name: tagger::NameSpan| merge::Name { tokens: name.tokens, what: what(name.kind), rule: "entities/tagger" };
    Tagged(found.map(name).collect())
}

/// The other half.
pub fn resolve(page: &Page, Tagged(tagged): Tagged, names: &Names, memory: &mut Memory) -> Vec<Entity> {
    let lexicon = lexicon::lexicon();
    let view = View::of(page, lexicon, &mut memory.looks);
    let found = names.gazetteer.overrule(page, merge::names(&view, lexicon, tagged));
    names.gazetteer.settle(page, &found, canonical::entities(&view, lexicon, &found))
}
