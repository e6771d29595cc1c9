//! What the formats for people say of a fact.

use serde_json::Number;

use crate::report::{AmountRow, DateRow, FigureRow, QuoteRow, Report};

/// Day, bylines, sizes and source, in one line.
pub fn particulars(report: &Report) -> String {
    let article = &report.article;
    let published = article.published.as_ref().map(|published| published.date.as_str());
    let bylines = article.bylines.iter().map(|byline| byline.text.as_str());
    let words = format!("{} words", grouped(&article.counts.words.to_string()));
    published.into_iter().chain(bylines).chain([words.as_str(), report.source.as_str()]).collect::<Vec<_>>().join(" · ")
}

/// Who speaks: the name where the words lead to one, otherwise the words.
pub fn speaker(quote: &QuoteRow) -> Option<&str> {
    quote.speaker.as_ref().map(|speaker| speaker.name.as_deref().unwrap_or(&speaker.text))
}

/// The value and, where it does not show them, the first and last day.
pub fn days(date: &DateRow) -> String {
    match (&date.from, &date.to) {
        (Some(from), Some(to)) if !date.value.starts_with(month(from)) && !from.starts_with(date.value.as_str()) => {
            format!("{} ({from} to {to})", date.value)
        }
        _ => date.value.to_string(),
    }
}

/// YYYY-MM of a day.
fn month(day: &str) -> &str {
    day.get(..7).unwrap_or(day)
}

/// A figure as factbox understands it: "about 1,200,000 GBP per year".
pub fn reading(figure: &FigureRow) -> String {
    let number = |number: &Number| grouped(&number.to_string());
    let amount = match (&figure.value, &figure.low, &figure.high) {
        (Some(AmountRow::Number(value)), ..) => Some(number(value)),
        (Some(AmountRow::Text(score)), ..) => Some(score.to_string()),
        (None, Some(low), Some(high)) => Some(format!("{} to {}", number(low), number(high))),
        (None, Some(low), None) => Some(format!("from {}", number(low))),
        (None, None, Some(high)) => Some(format!("to {}", number(high))),
        (None, None, None) => None,
    };
    let per = figure.per.as_ref().map(|per| format!("per {per}"));
    let parts = [figure.approximation.as_deref(), amount.as_deref(), figure.unit.as_deref(), per.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// "1 quote", "1,200 words".
pub fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(&count.to_string()), if count == 1 { "" } else { "s" })
}

/// A decimal with a comma between thousands.
pub fn grouped(number: &str) -> String {
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
