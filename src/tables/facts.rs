//! Rows about an article, and about its quotes, figures and dates. `source` and `published`, which every table has, are
//! not among their cells.

use super::Row;
use super::cell::list;
use crate::report::{AmountRow, DateRow, FigureRow, QuoteRow, Report};

pub fn article(report: &Report) -> Row<'_> {
    let article = &report.article;
    let bylines: Vec<&str> = article.bylines.iter().map(|byline| byline.text.as_str()).collect();
    let warnings: Vec<&str> = report.warnings.iter().map(|warning| warning.message.as_str()).collect();
    vec![
        article.published.as_ref().map(|published| &*published.from).into(),
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

pub fn quote(quote: &QuoteRow) -> Row<'_> {
    let speaker = quote.speaker.as_ref();
    vec![
        quote.text.as_str().into(),
        quote.start.into(),
        quote.end.into(),
        (&*quote.kind).into(),
        quote.cue.as_ref().map(|cue| cue.text.as_str()).into(),
        speaker.map(|speaker| speaker.text.as_str()).into(),
        speaker.map(|speaker| speaker.start).into(),
        speaker.map(|speaker| speaker.end).into(),
        speaker.and_then(|speaker| speaker.name.as_deref()).into(),
        speaker.and_then(|speaker| speaker.id.as_deref()).into(),
        speaker.and_then(|speaker| speaker.via.as_deref()).into(),
        (&*quote.rule).into(),
    ]
}

pub fn figure(figure: &FigureRow) -> Row<'_> {
    let (value, score) = match &figure.value {
        Some(AmountRow::Number(value)) => (Some(value), None),
        Some(AmountRow::Text(score)) => (None, Some(score.as_str())),
        None => (None, None),
    };
    vec![
        figure.text.as_str().into(),
        figure.start.into(),
        figure.end.into(),
        (&*figure.kind).into(),
        value.into(),
        figure.low.as_ref().into(),
        figure.high.as_ref().into(),
        score.into(),
        figure.unit.as_deref().into(),
        figure.per.as_deref().into(),
        figure.approximation.as_deref().into(),
        (&*figure.rule).into(),
    ]
}

pub fn date(date: &DateRow) -> Row<'_> {
    vec![
        date.text.as_str().into(),
        date.start.into(),
        date.end.into(),
        (&*date.kind).into(),
        date.value.as_str().into(),
        date.from.as_deref().into(),
        date.to.as_deref().into(),
        (&*date.rule).into(),
    ]
}
