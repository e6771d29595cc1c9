//! The published report. These types are the JSON that users read; their comments become the schema's descriptions.
//! A change here bumps [`SCHEMA_VERSION`].

mod build;
pub mod offsets;
mod schema;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};
use smol_str::SmolStr;

pub use offsets::Unit;
pub use schema::schema;

/// Version of the report's form.
pub const SCHEMA_VERSION: &str = "1.0";

/// A word of the report's own or of a list, not of the article.
pub type Word = Cow<'static, str>;

/// Words of the article, or made from them. A string that, being short as most are, needs no memory of its own.
pub type Words = SmolStr;

/// What factbox says about one article. An absent fact is null, an empty list is []; no key is ever missing. Every
/// `start` and `end` is a half-open range into the article after decoding, in the unit named by `offsets`, and
/// slice(start, end) is always `text`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Version of this form.
    pub schema_version: Word,
    /// The path as given, "-" for standard input, or the record's id.
    pub source: String,
    /// What `start` and `end` count.
    pub offsets: Unit,
    /// The article itself.
    pub article: ArticleRow,
    /// People, countries, organizations and places, each in order of first mention.
    pub entities: EntityRows,
    /// Quoted words, in text order.
    pub quotes: Vec<QuoteRow>,
    /// Stated quantities, in text order.
    pub figures: Vec<FigureRow>,
    /// Time expressions, in text order.
    pub dates: Vec<DateRow>,
    /// What had to be guessed or repaired.
    pub warnings: Vec<WarningRow>,
    /// The record's other keys, with --keep-meta.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meta: Option<Map<String, Value>>,
}

/// Words and where they stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceInText {
    /// The words.
    pub text: Words,
    /// Where they begin.
    pub start: usize,
    /// Where they end, exclusive.
    pub end: usize,
}

/// The structure of the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArticleRow {
    /// The headline.
    pub title: Option<PlaceInText>,
    /// The day of publication; null when unknown.
    pub published: Option<PublishedRow>,
    /// "PARIS, March 3 (Reuters) —".
    pub dateline: Option<DatelineRow>,
    /// Lines that say who wrote or reported the article.
    pub bylines: Vec<BylineRow>,
    /// Page furniture; no facts are taken from it.
    pub boilerplate: Vec<PlaceInText>,
    /// Sizes.
    pub counts: CountsRow,
}

/// The day of publication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedRow {
    /// YYYY-MM-DD.
    pub date: String,
    /// option, record, dateline or text.
    #[schemars(extend("enum" = ["option", "record", "dateline", "text"]))]
    pub from: Word,
}

/// Where and when the article was filed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DatelineRow {
    /// The words, without the dash.
    pub text: Words,
    /// Where they begin.
    pub start: usize,
    /// Where they end, exclusive.
    pub end: usize,
    /// The place as written.
    pub place: Words,
    /// The date as written.
    pub date: Option<Words>,
    /// The agency as written.
    pub agency: Option<Words>,
}

/// Who wrote or reported the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BylineRow {
    /// The line.
    pub text: Words,
    /// Where it begins.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// Ids of the people it names.
    pub people: Vec<Words>,
}

/// Sizes of the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountsRow {
    /// Unicode scalar values of the whole text.
    pub characters: usize,
    /// Words and numbers of the story.
    pub words: usize,
    /// Sentences of the story, the headline included.
    pub sentences: usize,
    /// Paragraphs of the story.
    pub paragraphs: usize,
}

/// Everything the article names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntityRows {
    /// Human beings.
    pub people: Vec<PersonRow>,
    /// Countries and territories with an ISO 3166 code.
    pub countries: Vec<CountryRow>,
    /// Companies, parties, ministries, clubs, agencies, courts, newspapers.
    pub organizations: Vec<OrganizationRow>,
    /// Cities, regions, rivers, streets, buildings.
    pub places: Vec<PlaceRow>,
}

/// A human being.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonRow {
    /// As person:joe-biden.
    pub id: Words,
    /// The fullest form in the article.
    pub name: Words,
    /// Titles and appositives, as written.
    pub roles: Vec<PlaceInText>,
    /// Every place that names the person.
    pub mentions: Vec<MentionRow>,
}

/// A country.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountryRow {
    /// As country:CN.
    pub id: Words,
    /// Common English name.
    pub name: Words,
    /// ISO 3166-1 alpha-2 code.
    pub alpha2: Word,
    /// ISO 3166-1 alpha-3 code.
    pub alpha3: Word,
    /// Every place that names the country.
    pub mentions: Vec<CountryMentionRow>,
}

/// An organization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganizationRow {
    /// As org:nato.
    pub id: Words,
    /// The fullest form in the article.
    pub name: Words,
    /// company, party, government, ... where known.
    pub kind: Option<Word>,
    /// ISO 3166-1 alpha-2 code, where known.
    pub country: Option<Word>,
    /// Every place that names it.
    pub mentions: Vec<MentionRow>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceRow {
    /// As place:lviv.
    pub id: Words,
    /// The fullest form in the article.
    pub name: Words,
    /// city, region, river, ... where known.
    pub kind: Option<Word>,
    /// ISO 3166-1 alpha-2 code, where known.
    pub country: Option<Word>,
    /// Every place that names it.
    pub mentions: Vec<MentionRow>,
}

/// One place that names a person, organization or place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MentionRow {
    /// The name as written.
    pub text: Words,
    /// Where it begins.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// What found it.
    pub rule: Word,
}

/// One place that names a country.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountryMentionRow {
    /// The name as written.
    pub text: Words,
    /// Where it begins.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// name, abbreviation, demonym or metonym.
    #[schemars(extend("enum" = ["name", "abbreviation", "demonym", "metonym"]))]
    pub form: Word,
    /// What found it.
    pub rule: Word,
}

/// Somebody's words. A quote broken by its attribution is two entries with one speaker, and so is each paragraph of a
/// long one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteRow {
    /// The words inside the marks.
    pub text: Words,
    /// Where they begin.
    pub start: usize,
    /// Where they end, exclusive.
    pub end: usize,
    /// direct: a full clause; partial: a fragment in the reporter's sentence; scare: nobody is said to have spoken it.
    #[schemars(extend("enum" = ["direct", "partial", "scare"]))]
    pub kind: Word,
    /// The words that attribute it.
    pub cue: Option<PlaceInText>,
    /// Who speaks; null when nobody is said to.
    pub speaker: Option<SpeakerRow>,
    /// What found it.
    pub rule: Word,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpeakerRow {
    /// As written.
    pub text: Words,
    /// Where it begins.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// Name of the person, organization or country; null when the article does not name the speaker.
    pub name: Option<Words>,
    /// Its id.
    pub id: Option<Words>,
    /// How the words lead to the name: name, role, pronoun or carried.
    #[schemars(extend("enum" = ["name", "role", "pronoun", "carried", null]))]
    pub via: Option<Word>,
}

/// A stated quantity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureRow {
    /// From the number to its unit or to the head of what is counted.
    pub text: Words,
    /// Where it begins.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// count, money, percentage, measure, age, score, fraction, multiple or number.
    #[schemars(extend("enum" = ["count", "money", "percentage", "measure", "age", "score", "fraction", "multiple", "number"]))]
    pub kind: Word,
    /// Exact decimal; a score's value is its text; null for a range.
    pub value: Option<AmountRow>,
    /// Lower end of a range.
    pub low: Option<Number>,
    /// Upper end of a range.
    pub high: Option<Number>,
    /// Count: head of what is counted. Money: ISO 4217. Measure, age: unit in the singular. Percentage: percent,
    /// percentage point or basis point.
    pub unit: Option<Words>,
    /// What it is counted by: "share" in "65 cents a share".
    pub per: Option<Words>,
    /// As written, lower-cased: about, more than, ...; "vague" for "thousands of"; null when exact.
    pub approximation: Option<Words>,
    /// What found it.
    pub rule: Word,
}

/// A number, or the text of a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum AmountRow {
    /// An exact decimal.
    Number(Number),
    /// A score, as written.
    Text(Words),
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateRow {
    /// Without preposition, modifiers included.
    pub text: Words,
    /// Where it begins.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// date, time, duration, recurring or vague.
    #[schemars(extend("enum" = ["date", "time", "duration", "recurring", "vague"]))]
    pub kind: Word,
    /// TIMEX3 value.
    pub value: Words,
    /// First day covered, YYYY-MM-DD.
    pub from: Option<Words>,
    /// Last day covered, YYYY-MM-DD.
    pub to: Option<Words>,
    /// What found it.
    pub rule: Word,
}

/// Something the reader should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WarningRow {
    /// A short name to grep for.
    pub kind: Word,
    /// A sentence.
    pub message: String,
}
