//! Reports in a SQLite database: a table for each kind of fact, joined by keys, with a full-text index over the quotes.
//!
//! The columns are those of [`Table`], but for `source` and `published`: these stand once, in `articles`, and the other
//! tables have `article`, the key of that row. Every fact has a key of its own, named as its table in the singular.
//! Numbers are SQLite's: whole ones up to 64 bits, others in double precision.

use std::path::Path;

use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, params_from_iter};

use crate::report::Report;
use crate::tables::{Cell, Column, ColumnKind, Table};

/// The tables that hang on `articles`. Entities come first: mentions and speakers lead to them.
const FACTS: [Table; 5] = [Table::Entities, Table::Mentions, Table::Quotes, Table::Figures, Table::Dates];

/// "fbox" in ASCII; tells factbox's databases from others.
const APPLICATION: i64 = 0x6662_6f78;

/// Version of the tables.
const VERSION: i64 = 1;

/// Columns that every table but `articles` leaves to it.
const KEY: usize = 2;

/// A database of reports.
#[derive(Debug)]
pub struct Database {
    connection: Connection,
    /// Keys up to this one are of articles that were there when it was opened.
    before: i64,
}

/// What is wrong with a database.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// It holds something else.
    #[error("this database is not one of this version of factbox; choose another file")]
    Foreign,
    /// Two articles of one run are called the same.
    #[error("another article of this run has the same name; give records an \"id\" each, and files names in UTF-8")]
    Twice,
    /// What SQLite says.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

impl Database {
    /// Opens the database `path`, or makes it.
    ///
    /// # Errors
    /// When it cannot be opened, or is a database of something else.
    pub fn open(path: &Path) -> Result<Self, DatabaseError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags)?;
        let begun =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map(|n: i64| n > 0)?;
        let says = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
        if begun && (says("application_id")?, says("user_version")?) != (APPLICATION, VERSION) {
            return Err(DatabaseError::Foreign);
        }
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        if !begun {
            let transaction = connection.transaction()?;
            transaction.execute_batch(&schema())?;
            transaction.commit()?;
        }
        let before = connection.query_row("SELECT coalesce(max(article), 0) FROM articles", [], |row| row.get(0))?;
        Ok(Self { connection, before })
    }

    /// Adds the report of an article, in place of one from the same `source` in an earlier run; all of it or nothing.
    ///
    /// # Errors
    /// [`DatabaseError::Twice`] when this run has put one from there; what SQLite says, as that the disk is full.
    pub fn put(&mut self, report: &Report) -> Result<(), DatabaseError> {
        let transaction = self.connection.transaction()?;
        let replaced = transaction
            .prepare_cached("DELETE FROM articles WHERE source = ?1 RETURNING article")?
            .query_row([&report.source], |row| row.get::<_, i64>(0))
            .optional()?;
        if replaced.is_some_and(|article| article > self.before) {
            return Err(DatabaseError::Twice);
        }
        let row = Table::Articles.rows(report).remove(0);
        insert(&transaction, Table::Articles, row.into_iter().map(Bound))?;
        let article = transaction.last_insert_rowid();
        // A key is one higher than all others, so that of a last article that was replaced is used again.
        self.before = self.before.min(article - 1);
        for table in FACTS {
            for row in table.rows(report) {
                let article = Bound(Cell::Integer(article.unsigned_abs()));
                insert(&transaction, table, [article].into_iter().chain(row.into_iter().skip(KEY).map(Bound)))?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// Makes one file of the database, and closes it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn close(self) -> Result<(), DatabaseError> {
        self.connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        self.connection.close().map_err(|(_, error)| error.into())
    }
}

fn insert<'r>(transaction: &Transaction, table: Table, row: impl Iterator<Item = Bound<'r>>) -> rusqlite::Result<()> {
    let names: Vec<&str> = names(table).collect();
    let places = vec!["?"; names.len()].join(", ");
    let insert = format!("INSERT INTO {} ({}) VALUES ({places})", table.name(), names.join(", "));
    transaction.prepare_cached(&insert)?.execute(params_from_iter(row)).map(drop)
}

/// The columns of a table that come from a report.
fn columns(table: Table) -> &'static [Column] {
    if table == Table::Articles { table.columns() } else { &table.columns()[KEY..] }
}

fn names(table: Table) -> impl Iterator<Item = &'static str> {
    let article = (table != Table::Articles).then_some("article");
    article.into_iter().chain(columns(table).iter().map(|column| column.name))
}

/// The statements that make an empty database.
fn schema() -> String {
    let tables: String = [Table::Articles].iter().chain(&FACTS).map(|table| create(*table)).collect();
    format!("{tables}{EXTRAS}PRAGMA application_id = {APPLICATION};\nPRAGMA user_version = {VERSION};\n")
}

fn create(table: Table) -> String {
    let columns: String =
        columns(table).iter().map(|column| format!(",\n    {} {}", column.name, kind(column))).collect();
    let singular = match table {
        Table::Articles => "article",
        Table::Entities => "entity",
        Table::Mentions => "mention",
        Table::Quotes => "quote",
        Table::Figures => "figure",
        _ => "date",
    };
    let constraints = match table {
        Table::Articles => ",\n    UNIQUE (source)",
        Table::Entities => ",\n    UNIQUE (article, id)",
        Table::Mentions => ",\n    FOREIGN KEY (article, id) REFERENCES entities (article, id)",
        Table::Quotes => ",\n    FOREIGN KEY (article, speaker_id) REFERENCES entities (article, id)",
        _ => "",
    };
    let article = match table {
        Table::Articles => "",
        _ => ",\n    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE",
    };
    format!("CREATE TABLE {} (\n    {singular} INTEGER PRIMARY KEY{article}{columns}{constraints}\n);\n", table.name())
}

fn kind(column: &Column) -> &'static str {
    match (column.name, column.kind) {
        ("source" | "text" | "name" | "id", _) => "TEXT NOT NULL",
        (_, ColumnKind::Text | ColumnKind::Day) => "TEXT",
        (_, ColumnKind::Integer) => "INTEGER",
        (_, ColumnKind::Number) => "NUMERIC",
    }
}

/// Indexes, and the words of the quotes.
const EXTRAS: &str = "\
CREATE INDEX articles_published ON articles (published);
CREATE INDEX entities_name ON entities (name);
CREATE INDEX mentions_entity ON mentions (article, id);
CREATE INDEX quotes_speaker ON quotes (article, speaker_id);
CREATE INDEX quotes_speaker_name ON quotes (speaker_name);
CREATE INDEX figures_article ON figures (article);
CREATE INDEX figures_unit ON figures (kind, unit, value);
CREATE INDEX dates_article ON dates (article);
CREATE INDEX dates_days ON dates (first_day, last_day);
CREATE VIRTUAL TABLE quotes_words USING fts5 (
    text, content = 'quotes', content_rowid = 'quote', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER quotes_added AFTER INSERT ON quotes BEGIN
    INSERT INTO quotes_words (rowid, text) VALUES (new.quote, new.text);
END;
CREATE TRIGGER quotes_removed AFTER DELETE ON quotes BEGIN
    INSERT INTO quotes_words (quotes_words, rowid, text) VALUES ('delete', old.quote, old.text);
END;
CREATE TRIGGER quotes_changed AFTER UPDATE ON quotes BEGIN
    INSERT INTO quotes_words (quotes_words, rowid, text) VALUES ('delete', old.quote, old.text);
    INSERT INTO quotes_words (rowid, text) VALUES (new.quote, new.text);
END;
";

/// A cell as SQLite takes it.
struct Bound<'r>(Cell<'r>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match &self.0 {
            Cell::Null => ToSqlOutput::Owned(Value::Null),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Integer(count) => i64::try_from(*count).map_or(ToSqlOutput::Owned(Value::Null), ToSqlOutput::from),
            Cell::Number(number) => match number.as_i64() {
                Some(whole) => whole.into(),
                None => ToSqlOutput::Owned(number.as_f64().map_or(Value::Null, Value::Real)),
            },
        })
    }
}
