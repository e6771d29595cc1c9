//! Reports as flat tables, a fact a row, for spreadsheets, databases and data frames. Takes a report; gives the rows of
//! a table. Every format that has tables has these columns.

mod cell;
mod entities;
mod facts;

use crate::entities::EntityKind;
use crate::report::Report;

pub use cell::Cell;

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
            Table::Articles => vec![facts::article(report)],
            Table::Entities => entities::entities(report),
            Table::People => entities::of_kind(report, EntityKind::Person),
            Table::Countries => entities::of_kind(report, EntityKind::Country),
            Table::Organizations => entities::of_kind(report, EntityKind::Organization),
            Table::Places => entities::of_kind(report, EntityKind::Place),
            Table::Mentions => entities::mentions(report),
            Table::Quotes => report.quotes.iter().map(facts::quote).collect(),
            Table::Figures => report.figures.iter().map(facts::figure).collect(),
            Table::Dates => report.dates.iter().map(facts::date).collect(),
        };
        rows.into_iter().map(|row| key.iter().cloned().chain(row).collect()).collect()
    }
}

fn published(report: &Report) -> Cell<'_> {
    report.article.published.as_ref().map(|published| published.date.as_str()).into()
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
        assert_eq!(cell(Table::Figures, "rule"), (&*report.figures[0].rule).into());
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
