//! Opens what `view` shows: an article, which is analysed, or a report that was made before.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use factbox::article::Block;
use factbox::check::Expectation;
use factbox::input::Told;
use factbox::report::Unit;
use factbox::report::offsets::Places;
use factbox::write::html;
use factbox::{Analyzer, Report, Source};
use jiff::civil::Date;
use serde_json::Value;

/// An article with its facts, whose positions are bytes.
pub struct Opened {
    text: String,
    blocks: Vec<Block>,
    pub report: Report,
}

impl Opened {
    /// Opens an article, or a report when the name ends in `.json`.
    ///
    /// # Errors
    /// When a file cannot be read, or a report is none or belongs to another text.
    pub fn open(path: &Path, date: Option<Date>, analyzer: &Analyzer) -> Result<Self> {
        let is_report = path.extension().is_some_and(|extension| extension == "json");
        let opened = if is_report { Self::reported(path, analyzer) } else { Self::analyzed(path, date, analyzer) };
        opened.with_context(|| path.display().to_string())
    }

    /// What the page is made from.
    pub fn article(&self) -> html::Article<'_> {
        html::Article { text: &self.text, blocks: &self.blocks, report: &self.report }
    }

    fn analyzed(path: &Path, date: Option<Date>, analyzer: &Analyzer) -> Result<Self> {
        let published = date.map(Told::Option);
        let source = Source::from_bytes(path.display().to_string(), &fs::read(path)?)?;
        let document = analyzer.analyze(Source { published, ..source });
        let report = Report::new(&document, Unit::Byte);
        Ok(Self { blocks: document.page.article.blocks, text: document.page.source.text, report })
    }

    /// A report is held to the schema and to the words of its article, so that every mark stands where it should.
    fn reported(path: &Path, analyzer: &Analyzer) -> Result<Self> {
        let json = fs::read_to_string(path)?;
        let Value::String(source) = serde_json::from_str::<Value>(&json)?["source"].take() else {
            anyhow::bail!("it has no \"source\"; give a report as factbox prints it");
        };
        let article = article_of(path, &source);
        let bytes = fs::read(&article).with_context(|| format!("its article {}", article.display()))?;
        let page = analyzer.page(Source::from_bytes(source, &bytes)?);
        let text = page.source.text;
        let expectation = Expectation::parse(&json, &text)?;
        let places = Places::new(&text, expectation.unit());
        let mut report = expectation.report;
        to_bytes(&mut report, &places);
        Ok(Self { report: serde_json::from_value(report)?, blocks: page.article.blocks, text })
    }
}

/// The article of a report: where its source says, or else of that name beside the report.
fn article_of(report: &Path, source: &str) -> PathBuf {
    let source = Path::new(source);
    let beside = report.with_file_name(source.file_name().unwrap_or_default());
    if source.exists() || !beside.exists() { source.to_owned() } else { beside }
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
