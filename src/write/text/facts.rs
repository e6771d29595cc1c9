//! What the fact box says of each fact, in words.

use serde_json::Number;

use super::Row;
use crate::report::{AmountRow, DateRow, FigureRow, QuoteRow, Report};

/// Day, bylines, sizes and source, in one line.
pub fn particulars(report: &Report) -> String {
    let article = &report.article;
    let published = article.published.as_ref().map(|published| published.date.clone());
    let bylines = article.bylines.iter().map(|byline| byline.text.clone());
    let words = format!("{} words", grouped(&article.counts.words.to_string()));
    published.into_iter().chain(bylines).chain([words, report.source.clone()]).collect::<Vec<_>>().join(" · ")
}

pub fn people(report: &Report) -> Vec<Row> {
    let people = report.entities.people.iter().map(|person| {
        let roles: Vec<&str> = person.roles.iter().map(|role| role.text.as_str()).collect();
        row(&person.name, person.mentions.len(), roles.join("; "))
    });
    most_first(people)
}

pub fn countries(report: &Report) -> Vec<Row> {
    let countries = report.entities.countries.iter();
    most_first(countries.map(|country| row(&country.name, country.mentions.len(), country.alpha2.clone())))
}

pub fn organizations(report: &Report) -> Vec<Row> {
    let organizations = report.entities.organizations.iter();
    most_first(organizations.map(|one| row(&one.name, one.mentions.len(), joined([&one.kind, &one.country]))))
}

pub fn places(report: &Report) -> Vec<Row> {
    let places = report.entities.places.iter();
    most_first(places.map(|one| row(&one.name, one.mentions.len(), joined([&one.kind, &one.country]))))
}

/// Who speaks: the name where the words lead to one, otherwise the words.
pub fn speaker(quote: &QuoteRow) -> Option<&str> {
    quote.speaker.as_ref().map(|speaker| speaker.name.as_ref().unwrap_or(&speaker.text).as_str())
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

fn most_first(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut rows: Vec<Row> = rows.collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.times));
    rows
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

fn joined(parts: [&Option<String>; 2]) -> String {
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The value and, where it does not show them, the first and last day.
fn days(date: &DateRow) -> String {
    match (&date.from, &date.to) {
        (Some(from), Some(to)) if !date.value.starts_with(month(from)) && !from.starts_with(&date.value) => {
            format!("{} ({from} to {to})", date.value)
        }
        _ => date.value.clone(),
    }
}

/// YYYY-MM of a day.
fn month(day: &str) -> &str {
    day.get(..7).unwrap_or(day)
}

/// A figure as factbox understands it: "about 1,200,000 GBP per year".
fn reading(figure: &FigureRow) -> String {
    let number = |number: &Number| grouped(&number.to_string());
    let amount = match (&figure.value, &figure.low, &figure.high) {
        (Some(AmountRow::Number(value)), ..) => Some(number(value)),
        (Some(AmountRow::Text(score)), ..) => Some(score.clone()),
        (None, Some(low), Some(high)) => Some(format!("{} to {}", number(low), number(high))),
        (None, Some(low), None) => Some(format!("from {}", number(low))),
        (None, None, Some(high)) => Some(format!("to {}", number(high))),
        (None, None, None) => None,
    };
    let per = figure.per.as_ref().map(|per| format!("per {per}"));
    let parts = [figure.approximation.clone(), amount, figure.unit.clone(), per];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A decimal with a comma between thousands.
fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, rest) = digits.split_at(digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len()));
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (number, shown) in
            [("7", "7"), ("1234", "1,234"), ("-123456.7890", "-123,456.7890"), ("1200000", "1,200,000")]
        {
            assert_eq!(grouped(number), shown);
        }
    }
}
