//! The expectation file: the true report of an article, or the part of it that matters to its author. Takes the file's
//! JSON and the article's text; gives an [`Expectation`] that holds to the schema and stands at its places.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::facts::FactKind;
use super::mask::Mask;
use super::{Verdict, diff, schema};
use crate::Analyzer;
use crate::error::Error;
use crate::input::{Source, Told};
use crate::report::Report;
use crate::report::offsets::{Places, Unit};

/// How a report is compared with what is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The report has exactly these facts. Only what is stated of a fact is compared, but all of it is stated, save
    /// its rule.
    #[default]
    Exact,
    /// What is stated must be found; more is allowed.
    Subset,
}

/// What holds for an expectation that does not say so itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// How it is compared.
    pub mode: Mode,
    /// What is not compared.
    pub ignored: Mask,
}

impl From<Mode> for Terms {
    fn from(mode: Mode) -> Self {
        Self { mode, ignored: Mask::default() }
    }
}

/// How the article is to be analysed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// Day of publication, as with `--date`; where none is given, the one that the report says came from outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// A fact that factbox is known not to get right yet. While it is open, any difference of this kind at this place is
/// let pass; once there is none, the gap must be removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// The kind of fact.
    pub fact: FactKind,
    /// Its words.
    pub text: String,
    /// Where it begins; null for what has no place.
    pub start: Option<usize>,
    /// Why it is not right yet.
    pub why: String,
}

/// What is expected of one article.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// How it is compared.
    pub mode: Mode,
    /// What of it is not compared.
    pub ignored: Mask,
    /// How the article is analysed.
    pub options: Options,
    /// Facts that are known to be wrong.
    pub gaps: Vec<Gap>,
    /// Parts of a report, none of whose facts may be found.
    pub absent: Value,
    /// The report, or the stated part of it.
    pub report: Value,
}

/// The keys that an expectation has beyond those of the report.
#[derive(Deserialize)]
#[serde(default)]
struct Head {
    mode: Option<Mode>,
    options: Options,
    gaps: Vec<Gap>,
    absent: Value,
}

impl Default for Head {
    fn default() -> Self {
        let absent = Value::Object(Map::new());
        Self { mode: None, options: Options::default(), gaps: Vec::new(), absent }
    }
}

impl Expectation {
    /// Reads an expectation file about `text`.
    ///
    /// # Errors
    /// [`Error::Expectation`] for JSON that is broken, for a key that no report has, for a gap without a reason, and
    /// for words that do not stand where they are said to.
    pub fn parse(json: &str, text: &str) -> Result<Self, Error> {
        Self::parse_as(json, text, Mode::Exact)
    }

    /// Reads an expectation file about `text` on these terms; a mode of its own counts more.
    ///
    /// # Errors
    /// As [`Expectation::parse`].
    pub fn parse_as(json: &str, text: &str, terms: impl Into<Terms>) -> Result<Self, Error> {
        let Terms { mode, ignored } = terms.into();
        let mut fields: Map<String, Value> = serde_json::from_str(json).map_err(|error| wrong("/", &error))?;
        let head = ["mode", "options", "gaps", "absent"].iter().filter_map(|key| fields.remove_entry(*key));
        let head = serde_json::from_value(Value::Object(head.collect()));
        let Head { mode: own_mode, options, gaps, absent } = head.map_err(|error| wrong("/", &error))?;
        let mode = own_mode.unwrap_or(mode);
        let expectation = Self { mode, ignored, options, gaps, absent, report: Value::Object(fields) };
        schema::validate(&expectation.report, mode == Mode::Subset, &expectation.ignored)?;
        schema::validate(&expectation.absent, true, &expectation.ignored)?;
        expectation.check_gaps()?;
        check_places(&expectation.report, &Places::new(text, expectation.unit()), "")?;
        Ok(expectation)
    }

    /// What positions count in this expectation.
    pub fn unit(&self) -> Unit {
        self.report.get("offsets").and_then(|unit| serde_json::from_value(unit.clone()).ok()).unwrap_or_default()
    }

    /// Analyses an article as the expectation's options say.
    pub fn report(&self, analyzer: &Analyzer, article: Source) -> Report {
        let published = self.options.date.map(Told::Option).or_else(|| self.told()).or(article.published);
        Report::new(&analyzer.analyze(Source { published, ..article }), self.unit())
    }

    /// The day of publication that cannot come from the text. A report that factbox printed and somebody corrected does
    /// not need it said again under "options".
    fn told(&self) -> Option<Told> {
        let published = self.report.get("article")?.get("published")?;
        let date = published.get("date")?.as_str()?.parse().ok()?;
        match published.get("from")?.as_str()? {
            "option" => Some(Told::Option(date)),
            "record" => Some(Told::Record(date)),
            _ => None,
        }
    }

    /// Analyses `text` and compares.
    pub fn check(&self, analyzer: &Analyzer, name: &str, text: &str) -> Verdict {
        self.compare(&self.report(analyzer, Source::from_text(name, text)))
    }

    /// Compares a report, whose positions must be in the unit of the expectation.
    pub fn compare(&self, found: &Report) -> Verdict {
        let mut found = serde_json::to_value(found).unwrap_or_default();
        let verdict = diff::compare(self, &found);
        if self.ignored.is_empty() {
            return verdict;
        }
        let mut stated = self.clone();
        for report in [&mut stated.report, &mut stated.absent, &mut found] {
            self.ignored.take_from(report);
        }
        // A gap is closed when its fact is right, not when nobody looks.
        Verdict { closed: verdict.closed, unit: verdict.unit, ..diff::compare(&stated, &found) }
    }

    fn check_gaps(&self) -> Result<(), Error> {
        match self.gaps.iter().position(|gap| gap.why.trim().is_empty()) {
            Some(index) => {
                Err(wrong(&format!("/gaps/{index}/why"), &"a gap needs a reason; say why the fact is wrong yet"))
            }
            None => Ok(()),
        }
    }
}

/// Every row that gives words and a place must have them there.
fn check_places(value: &Value, places: &Places, at: &str) -> Result<(), Error> {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(index, item)| check_places(item, places, &format!("{at}/{index}")))
        }
        Value::Object(fields) => {
            check_place(value, places, at)?;
            fields.iter().try_for_each(|(key, field)| check_places(field, places, &format!("{at}/{key}")))
        }
        _ => Ok(()),
    }
}

fn check_place(row: &Value, places: &Places, at: &str) -> Result<(), Error> {
    let number = |key| row.get(key).and_then(Value::as_u64).map(|at| at as usize);
    let (Some(words), Some(start), Some(end)) =
        (row.get("text").and_then(Value::as_str), number("start"), number("end"))
    else {
        return Ok(());
    };
    match places.slice(start, end) {
        Some(there) if there == words => Ok(()),
        Some(there) => Err(wrong(at, &format!("the article has \"{there}\" at {start}..{end}, not \"{words}\""))),
        None => Err(wrong(at, &format!("{start}..{end} is no range of the article's text"))),
    }
}

fn wrong(at: &str, what: &impl ToString) -> Error {
    Error::Expectation { at: at.to_owned(), what: what.to_string() }
}
