//! What the fact box says of each fact, in words.

use super::Row;
use crate::report::{DateRow, Report};
use crate::write::named::Named;
use crate::write::wording::{days, reading};

/// Entities, those that are named most often first.
pub fn entities(named: Vec<Named>) -> Vec<Row> {
    let mut rows: Vec<Row> = named.into_iter().map(|one| row(one.name, one.mentions.len(), one.note)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.times));
    rows
}

pub fn figures(report: &Report) -> Vec<Row> {
    each_once(report.figures.iter().map(|figure| row(&figure.text, 1, reading(figure))))
}

/// In the order of the calendar; what has no day comes last.
pub fn dates(report: &Report) -> Vec<Row> {
    let mut dates: Vec<&DateRow> = report.dates.iter().collect();
    dates.sort_by_key(|date| (date.from.is_none(), date.from.clone()));
    each_once(dates.into_iter().map(|date| row(&date.text, 1, days(date))))
}

pub fn warnings(report: &Report) -> Vec<Row> {
    report.warnings.iter().map(|warning| row(&warning.kind, 1, warning.message.clone())).collect()
}

fn row(name: &str, times: usize, note: String) -> Row {
    Row { name: name.to_owned(), times, note }
}

fn each_once(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut once: Vec<Row> = Vec::new();
    for row in rows {
        match once.iter_mut().find(|known| (&known.name, &known.note) == (&row.name, &row.note)) {
            Some(known) => known.times += 1,
            None => once.push(row),
        }
    }
    once
}
