//! What a page is made from: an article just analysed, or a report that was made before and its article put together
//! again.

use serde_json::Value;

use super::Article;
use crate::article::Block;
use crate::check::Expectation;
use crate::error::Error;
use crate::report::Unit;
use crate::report::offsets::Places;
use crate::{Analyzer, Document, Report, Source};

/// An article with its facts, whose positions are bytes.
#[derive(Debug)]
pub struct Opened {
    text: String,
    blocks: Vec<Block>,
    report: Report,
}

impl Opened {
    /// The article and what was found in it.
    pub fn analyzed(document: Document) -> Self {
        let report = Report::new(&document, Unit::Byte);
        Self { blocks: document.page.article.blocks, text: document.page.source.text, report }
    }

    /// Holds the JSON of a report to the schema and to the words of its article, so that every mark stands where it
    /// should. The article has the headline that the report says.
    ///
    /// # Errors
    /// [`Error::Expectation`] when this is no report, or belongs to another text.
    pub fn saved(json: &str, article: Source, analyzer: &Analyzer) -> Result<Self, Error> {
        let expectation = Expectation::parse(json, &article.text)?;
        let unit = expectation.unit();
        let mut report = expectation.report;
        let title = report["article"]["title"]["text"].as_str().map(str::to_owned);
        let page = analyzer.page(Source { title: title.or_else(|| article.title.clone()), ..article });
        let text = page.source.text;
        to_bytes(&mut report, &Places::new(&text, unit));
        let broken = |error: serde_json::Error| Error::Expectation { at: "/".to_owned(), what: error.to_string() };
        Ok(Self { report: serde_json::from_value(report).map_err(broken)?, blocks: page.article.blocks, text })
    }

    /// What was found, with positions in bytes.
    pub fn into_report(self) -> Report {
        self.report
    }

    /// What the page is made from.
    pub fn article(&self) -> Article<'_> {
        Article { text: &self.text, blocks: &self.blocks, report: &self.report }
    }
}

/// Rewrites all positions.
fn to_bytes(value: &mut Value, places: &Places) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| to_bytes(item, places)),
        Value::Object(fields) => {
            for key in ["start", "end"] {
                let at = fields.get(key).and_then(Value::as_u64).and_then(|at| places.byte(at as usize));
                if let Some(at) = at {
                    fields.insert(key.to_owned(), at.into());
                }
            }
            if let Some(unit) = fields.get_mut("offsets") {
                *unit = "byte".into();
            }
            fields.values_mut().for_each(|field| to_bytes(field, places));
        }
        _ => {}
    }
}
