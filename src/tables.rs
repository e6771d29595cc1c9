//! Reports as flat tables, a fact a row, for spreadsheets, databases and data frames. Takes a report; gives the rows of
//! a table. Every format that has tables has these columns.

use std::borrow::Cow;

use serde_json::Number;

use crate::entities::EntityKind;
use crate::report::{AmountRow, CountryMentionRow, DateRow, FigureRow, MentionRow, PlaceInText, QuoteRow, Report};

/// A table of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Table {
    /// A row for each article
    Articles,
    /// People, countries, organizations and places together
    Entities,
    /// People, with their roles
    People,
    /// Countries, with their codes
    Countries,
    /// Organizations
    Organizations,
    /// Places
    Places,
    /// A row for each place in a text that names an entity
    Mentions,
    /// Quotes, with cue and speaker
    Quotes,
    /// Figures, with value and unit
    Figures,
    /// Dates, with the days they cover
    Dates,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// A name that needs no quoting in SQL.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: ColumnKind,
}

/// What the cells of a column hold, where they are not null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// [`Cell::Text`].
    Text,
    /// [`Cell::Text`]: a day of the calendar, YYYY-MM-DD.
    Day,
    /// [`Cell::Integer`].
    Integer,
    /// [`Cell::Number`].
    Number,
}

/// What stands in a row and a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Nothing, or not known.
    Null,
    /// Words.
    Text(Cow<'r, str>),
    /// A position or a count.
    Integer(u64),
    /// An exact decimal.
    Number(&'r Number),
}

/// `name Kind, ...` as a list of columns.
macro_rules! columns {
    ($($name:ident $kind:ident),* $(,)?) => {
        &[$(Column { name: stringify!($name), kind: ColumnKind::$kind }),*]
    };
}

/// A cell for every column.
pub type Row<'r> = Vec<Cell<'r>>;

impl Table {
    /// Every table.
    pub const ALL: [Table; 10] = [
        Table::Articles,
        Table::Entities,
        Table::People,
        Table::Countries,
        Table::Organizations,
        Table::Places,
        Table::Mentions,
        Table::Quotes,
        Table::Figures,
        Table::Dates,
    ];

    /// Its name, as users write it.
    pub fn name(self) -> &'static str {
        match self {
            Table::Articles => "articles",
            Table::Entities => "entities",
            Table::People => "people",
            Table::Countries => "countries",
            Table::Organizations => "organizations",
            Table::Places => "places",
            Table::Mentions => "mentions",
            Table::Quotes => "quotes",
            Table::Figures => "figures",
            Table::Dates => "dates",
        }
    }

    /// Its columns; `source` comes first in each and joins them.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Table::Articles => columns![
                source Text, published Day, published_from Text, title Text, dateline Text, bylines Text,
                characters Integer, words Integer, sentences Integer, paragraphs Integer, warnings Text,
            ],
            Table::Entities => columns![
                source Text, published Day, id Text, type Text, name Text, kind Text, country Text, roles Text,
                mentions Integer,
            ],
            Table::People => columns![source Text, published Day, id Text, name Text, roles Text, mentions Integer],
            Table::Countries => {
                columns![source Text, published Day, id Text, name Text, alpha2 Text, alpha3 Text, mentions Integer]
            }
            Table::Organizations | Table::Places => {
                columns![source Text, published Day, id Text, name Text, kind Text, country Text, mentions Integer]
            }
            Table::Mentions => columns![
                source Text, published Day, id Text, type Text, name Text, text Text, span_start Integer,
                span_end Integer, form Text, rule Text,
            ],
            Table::Quotes => columns![
                source Text, published Day, text Text, span_start Integer, span_end Integer, kind Text, cue Text,
                speaker Text, speaker_start Integer, speaker_end Integer, speaker_name Text, speaker_id Text, via Text,
                rule Text,
            ],
            Table::Figures => columns![
                source Text, published Day, text Text, span_start Integer, span_end Integer, kind Text, value Number,
                low Number, high Number, score Text, unit Text, per Text, approximation Text, rule Text,
            ],
            Table::Dates => columns![
                source Text, published Day, text Text, span_start Integer, span_end Integer, kind Text, value Text,
                first_day Day, last_day Day, rule Text,
            ],
        }
    }

    /// Its rows for one article, each with a cell for every column.
    pub fn rows(self, report: &Report) -> Vec<Row<'_>> {
        let key = [report.source.as_str().into(), published(report)];
        let rows = match self {
            Table::Articles => vec![article(report)],
            Table::Entities => Named::all(report).map(entity).collect(),
            Table::People => of_kind(report, EntityKind::Person),
            Table::Countries => of_kind(report, EntityKind::Country),
            Table::Organizations => of_kind(report, EntityKind::Organization),
            Table::Places => of_kind(report, EntityKind::Place),
            Table::Mentions => mentions(report),
            Table::Quotes => report.quotes.iter().map(quote).collect(),
            Table::Figures => report.figures.iter().map(figure).collect(),
            Table::Dates => report.dates.iter().map(date).collect(),
        };
        rows.into_iter().map(|row| key.iter().cloned().chain(row).collect()).collect()
    }
}

fn published(report: &Report) -> Cell<'_> {
    report.article.published.as_ref().map(|published| published.date.as_str()).into()
}

fn article(report: &Report) -> Row<'_> {
    let article = &report.article;
    let bylines: Vec<&str> = article.bylines.iter().map(|byline| byline.text.as_str()).collect();
    let warnings: Vec<&str> = report.warnings.iter().map(|warning| warning.message.as_str()).collect();
    vec![
        article.published.as_ref().map(|published| published.from.as_str()).into(),
        article.title.as_ref().map(|title| title.text.as_str()).into(),
        article.dateline.as_ref().map(|dateline| dateline.text.as_str()).into(),
        list(&bylines),
        article.counts.characters.into(),
        article.counts.words.into(),
        article.counts.sentences.into(),
        article.counts.paragraphs.into(),
        list(&warnings),
    ]
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

fn of_kind(report: &Report, kind: EntityKind) -> Vec<Row<'_>> {
    Named::all(report).filter(|named| named.kind == kind).map(Named::row).collect()
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

/// In text order, whatever they name.
fn mentions(report: &Report) -> Vec<Row<'_>> {
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

fn quote(quote: &QuoteRow) -> Row<'_> {
    let speaker = quote.speaker.as_ref();
    vec![
        quote.text.as_str().into(),
        quote.start.into(),
        quote.end.into(),
        quote.kind.as_str().into(),
        quote.cue.as_ref().map(|cue| cue.text.as_str()).into(),
        speaker.map(|speaker| speaker.text.as_str()).into(),
        speaker.map(|speaker| speaker.start).into(),
        speaker.map(|speaker| speaker.end).into(),
        speaker.and_then(|speaker| speaker.name.as_deref()).into(),
        speaker.and_then(|speaker| speaker.id.as_deref()).into(),
        speaker.and_then(|speaker| speaker.via.as_deref()).into(),
        quote.rule.as_str().into(),
    ]
}

fn figure(figure: &FigureRow) -> Row<'_> {
    let (value, score) = match &figure.value {
        Some(AmountRow::Number(value)) => (Some(value), None),
        Some(AmountRow::Text(score)) => (None, Some(score.as_str())),
        None => (None, None),
    };
    vec![
        figure.text.as_str().into(),
        figure.start.into(),
        figure.end.into(),
        figure.kind.as_str().into(),
        value.into(),
        figure.low.as_ref().into(),
        figure.high.as_ref().into(),
        score.into(),
        figure.unit.as_deref().into(),
        figure.per.as_deref().into(),
        figure.approximation.as_deref().into(),
        figure.rule.as_str().into(),
    ]
}

fn date(date: &DateRow) -> Row<'_> {
    vec![
        date.text.as_str().into(),
        date.start.into(),
        date.end.into(),
        date.kind.as_str().into(),
        date.value.as_str().into(),
        date.from.as_deref().into(),
        date.to.as_deref().into(),
        date.rule.as_str().into(),
    ]
}

/// Several texts in one cell.
fn list(texts: &[&str]) -> Cell<'static> {
    if texts.is_empty() { Cell::Null } else { Cell::Text(texts.join("; ").into()) }
}

fn roles(roles: &[PlaceInText]) -> Cell<'static> {
    list(&roles.iter().map(|role| role.text.as_str()).collect::<Vec<_>>())
}

impl<'r> From<&'r str> for Cell<'r> {
    fn from(text: &'r str) -> Self {
        Cell::Text(text.into())
    }
}

impl From<usize> for Cell<'_> {
    fn from(count: usize) -> Self {
        Cell::Integer(count as u64)
    }
}

impl<'r> From<&'r Number> for Cell<'r> {
    fn from(number: &'r Number) -> Self {
        Cell::Number(number)
    }
}

impl<'r, T: Into<Cell<'r>>> From<Option<T>> for Cell<'r> {
    fn from(known: Option<T>) -> Self {
        known.map_or(Cell::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Unit;
    use crate::{Analyzer, Source};

    const TEXT: &str = "PARIS, March 3 (Reuters) - “We lost 1.50 euros,” said Anna Gow, mayor of Lyon, on Friday. \
        Gow Ferries won 3-2. Between 5 and 7 French ports will close.";

    fn report() -> Report {
        let report = Report::new(&Analyzer::new().analyze(Source::from_text("a", TEXT)), Unit::Char);
        assert!(!report.quotes.is_empty() && !report.figures.is_empty() && !report.dates.is_empty());
        report
    }

    #[test]
    fn every_row_has_a_cell_of_the_right_kind_for_every_column() {
        let report = report();
        for table in Table::ALL {
            for row in table.rows(&report) {
                assert_eq!(row.len(), table.columns().len(), "{table:?}");
                for (cell, column) in row.iter().zip(table.columns()) {
                    let fits = match cell {
                        Cell::Null => true,
                        Cell::Text(_) => matches!(column.kind, ColumnKind::Text | ColumnKind::Day),
                        Cell::Integer(_) => column.kind == ColumnKind::Integer,
                        Cell::Number(_) => column.kind == ColumnKind::Number,
                    };
                    assert!(fits, "{table:?} {column:?} {cell:?}");
                }
            }
        }
    }

    #[test]
    fn cells_stand_under_their_columns() {
        let report = report();
        let cell = |table: Table, name: &str| {
            let at = table.columns().iter().position(|column| column.name == name).unwrap();
            table.rows(&report)[0][at].clone()
        };
        assert_eq!(cell(Table::Quotes, "speaker_name"), "Anna Gow".into());
        assert_eq!(cell(Table::Quotes, "cue"), "said".into());
        assert_eq!(cell(Table::People, "name"), "Anna Gow".into());
        assert_eq!(cell(Table::Countries, "alpha3"), "FRA".into());
        assert_eq!(cell(Table::Figures, "unit"), "EUR".into());
        assert_eq!(cell(Table::Figures, "rule"), report.figures[0].rule.as_str().into());
        assert_eq!(cell(Table::Dates, "value"), report.dates[0].value.as_str().into());
        assert_eq!(cell(Table::Articles, "words"), report.article.counts.words.into());
    }

    #[test]
    fn tables_of_one_kind_are_parts_of_the_table_of_all() {
        let report = report();
        let kinds = [Table::People, Table::Countries, Table::Organizations, Table::Places];
        let parts: usize = kinds.iter().map(|table| table.rows(&report).len()).sum();
        assert_eq!(Table::Entities.rows(&report).len(), parts);
    }
}
