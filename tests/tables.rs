//! Tables and databases: what spreadsheets and SQL see, and that the README's queries run.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::io::Write;
use std::path::Path;

use factbox::tables::Table;
use rusqlite::Connection;
use support::*;

/// The invented articles in a database.
fn database(test: &str, more: &[&str]) -> Connection {
    let folder = folder(test);
    let articles = root().join("fixtures/articles");
    let output = factbox_in(&articles, &[&["-o", folder.join("facts.sqlite").to_str().unwrap(), "."], more].concat());
    assert_eq!((code(&output), errors(&output).as_str()), (0, ""));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "one file, whole");
    Connection::open(folder.join("facts.sqlite")).unwrap()
}

fn count(database: &Connection, from: &str) -> i64 {
    database.query_row(&format!("SELECT count(*) FROM {from}"), [], |row| row.get(0)).unwrap()
}

/// All rows of a table that tells what is in the articles, whatever their keys.
fn dump(database: &Connection) -> Vec<String> {
    let mut rows = Vec::new();
    for table in ["articles", "entities", "mentions", "quotes", "figures", "dates"] {
        let mut query = database.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = query.column_count();
        let mut found = query.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            rows.push((0..columns).map(|column| format!("{:?}|", row.get_ref(column).unwrap())).collect());
        }
    }
    rows
}

#[test]
fn a_table_has_a_header_once_and_a_fact_a_row() {
    let articles = root().join("fixtures/articles");
    for table in Table::ALL {
        let one = factbox_in(&articles, &["-j1", "--table", table.name(), "."]);
        assert_eq!((code(&one), errors(&one).as_str()), (0, ""), "{}", table.name());
        assert_eq!(one.stdout, factbox_in(&articles, &["-j3", "--format", "csv", "--table", table.name(), "."]).stdout);
        let mut reader = csv::Reader::from_reader(&one.stdout[..]);
        let names: Vec<_> = table.columns().iter().map(|column| column.name).collect();
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), names);
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert!(rows.len() >= 14, "{}", table.name());
        assert!(rows.iter().all(|row| row[0].ends_with(".txt")));
    }
    let tabs = factbox_in(&articles, &["--format", "tsv", "--table", "figures", "byelection.txt"]).stdout;
    assert!(String::from_utf8(tabs).unwrap().starts_with("source\tpublished\ttext\t"));
}

#[test]
fn a_table_must_be_chosen_and_must_fit() {
    for arguments in [
        &["--format", "csv", "utf8.txt"][..],
        &["--format", "json", "--table", "quotes", "utf8.txt"],
        &["--format", "sqlite", "utf8.txt"],
        &["--format", "sqlite", "--out-dir", "facts", "utf8.txt"],
        &["--table", "quotes", "--keep-meta", "utf8.txt"],
        &["--error-records", "--format", "json", "utf8.txt"],
        &["--input-format", "jsonl", "--out-dir", "facts", "utf8.txt"],
        &["--skip-existing", "utf8.txt"],
    ] {
        assert_eq!(code(&factbox_in(&root().join("fixtures/inputs"), arguments)), 2, "{arguments:?}");
    }
    let which = errors(&factbox_in(root(), &["--format", "csv", "x"]));
    assert!(which.contains("choose one of --table articles, entities, people, "), "{which}");
}

#[test]
fn a_database_holds_what_the_reports_say() {
    let database = database("sqlite-whole", &[]);
    let reports = reports(&factbox_in(&root().join("fixtures/articles"), &["."]));
    let total = |list: &str| reports.iter().map(|report| report[list].as_array().unwrap().len() as i64).sum::<i64>();
    assert_eq!(count(&database, "articles"), reports.len() as i64);
    for table in ["quotes", "figures", "dates"] {
        assert_eq!(count(&database, table), total(table), "{table}");
    }
    assert_eq!(
        count(&database, "quotes JOIN entities USING (article) WHERE speaker_id = id"),
        count(&database, "quotes WHERE speaker_id IS NOT NULL")
    );
    assert_eq!(count(&database, "mentions JOIN entities USING (article, id)"), count(&database, "mentions"));
    let broken: Vec<String> = database
        .prepare("PRAGMA foreign_key_check")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(broken, [""; 0]);
    let fine: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(fine, "ok");
    database.execute("INSERT INTO quotes_words (quotes_words, rank) VALUES ('integrity-check', 1)", []).unwrap();
}

#[test]
fn threads_do_not_change_a_database() {
    assert_eq!(dump(&database("sqlite-j1", &["-j", "1"])), dump(&database("sqlite-j8", &["-j", "8"])));
}

#[test]
fn an_article_is_replaced_and_others_stay() {
    let folder = folder("sqlite-replace");
    let put = |text: &str| {
        fs::write(folder.join("a.txt"), text).unwrap();
        assert_eq!(code(&factbox_in(&folder, &["-o", "facts.db", "a.txt"])), 0);
    };
    fs::write(folder.join("b.txt"), "“It is cold,” said Anna Gow.").unwrap();
    assert_eq!(code(&factbox_in(&folder, &["--format", "sqlite", "-o", "facts.db", "b.txt"])), 0);
    put("“We have run out of money,” said Tom Brae. It costs £1.50.");
    put("“Robert'); DROP TABLE quotes;--” said \"; -- Tom Brae. “The ferry is safe,” he said.");
    let database = Connection::open(folder.join("facts.db")).unwrap();
    assert_eq!((count(&database, "articles"), count(&database, "figures")), (2, 0));
    let found = |words: &str| count(&database, &format!("quotes_words WHERE quotes_words MATCH '{words}'"));
    assert_eq!((found("money"), found("ferries"), found("cold"), found("drop")), (0, 1, 1, 1));
    database.execute("DELETE FROM articles WHERE source = 'a.txt'", []).unwrap();
}

#[test]
fn a_database_of_something_else_is_left_alone() {
    let folder = folder("sqlite-foreign");
    fs::write(folder.join("a.txt"), "It rained.").unwrap();
    Connection::open(folder.join("other.db")).unwrap().execute("CREATE TABLE articles (x)", []).unwrap();
    let output = factbox_in(&folder, &["-o", "other.db", "a.txt"]);
    assert_eq!(code(&output), 4);
    assert_eq!(
        errors(&output),
        "factbox: other.db: this database is not one of this version of factbox; choose another file\n"
    );
    fs::write(folder.join("text.db"), "no database at all, but a text of some length").unwrap();
    let output = factbox_in(&folder, &["-o", "text.db", "a.txt"]);
    assert_eq!(code(&output), 4);
    assert!(errors(&output).starts_with("factbox: text.db: "), "{}", errors(&output));
}

#[test]
#[cfg(target_os = "linux")]
fn an_interrupted_run_leaves_a_whole_database() {
    let folder = folder("sqlite-interrupt");
    let mut child = to_be_interrupted(&folder, &["--input-format", "jsonl", "-o", "facts.sqlite", "-j", "2"]);
    let mut records = child.stdin.take().unwrap();
    records.write_all(b"{\"text\": \"It rained.\"}\n").unwrap();
    let articles = || {
        let database = Connection::open(folder.join("facts.sqlite")).ok()?;
        database.query_row("SELECT count(*) FROM articles", [], |row| row.get::<_, i64>(0)).ok()
    };
    while !folder.join("facts.sqlite").exists() || articles() != Some(1) {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    send("-INT", &child);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(articles(), Some(1));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "one file, whole");
}

/// The queries of the README, on the invented articles.
#[test]
fn the_queries_of_the_readme_run() {
    let database = database("sqlite-readme", &["--date", "2022-03-18"]);
    let readme = fs::read_to_string(Path::new(root()).join("README.md")).unwrap();
    let queries: Vec<&str> = readme.split("```sql\n").skip(1).map(|block| block.split("```").next().unwrap()).collect();
    let queries: Vec<&str> = queries.into_iter().filter(|query| !query.contains("read_json")).collect();
    assert_eq!(queries.len(), 3);
    for query in queries {
        let mut statement = database.prepare(query).unwrap();
        assert!(statement.query([]).unwrap().next().unwrap().is_some(), "nothing found by\n{query}");
    }
}
