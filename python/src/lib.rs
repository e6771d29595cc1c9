//! The native half of the Python package: articles in, reports as JSON out. The classes that Python users see are
//! Python (`factbox/report.py`); this module keeps the interpreter's lock only while it copies text.

mod arrow;

use std::sync::LazyLock;

use factbox::input::Told;
use factbox::input::records::parse_date;
use factbox::report::Unit;
use factbox::write::html::{self, Opened};
use factbox::write::{Format, Style};
use factbox::{Analyzer, Document, Report, Source};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rayon::prelude::*;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

/// One article as Python hands it over.
#[derive(FromPyObject)]
struct Article {
    text: String,
    id: String,
    date: Option<String>,
    title: Option<String>,
}

impl Article {
    fn source(self) -> Result<Source, String> {
        if u32::try_from(self.text.len()).is_err() {
            return Err(format!("{}: the text has {} bytes; cut it below 4 GiB", self.id, self.text.len()));
        }
        let date = self.date.as_deref().map(parse_date).transpose();
        let date = date.map_err(|error| format!("{}: {error}", self.id))?;
        Ok(Source { published: date.map(Told::Record), title: self.title, ..Source::from_text(self.id, self.text) })
    }
}

fn json(document: &Document, unit: Unit) -> String {
    serde_json::to_string(&Report::new(document, unit)).expect("a report is made of strings, numbers and lists")
}

fn unit(name: &str) -> PyResult<Unit> {
    match name {
        "char" => Ok(Unit::Char),
        "byte" => Ok(Unit::Byte),
        "utf16" => Ok(Unit::Utf16),
        _ => Err(PyValueError::new_err(format!("offsets={name:?}: write \"char\", \"byte\" or \"utf16\""))),
    }
}

/// The report of one article, as one line of JSON.
#[pyfunction]
fn analyze(
    py: Python<'_>,
    text: String,
    source: String,
    date: Option<&str>,
    title: Option<String>,
    offsets: &str,
) -> PyResult<String> {
    let unit = unit(offsets)?;
    let date = date.map(parse_date).transpose().map_err(|error| PyValueError::new_err(error.to_string()))?;
    let article = Article { text, id: source, date: None, title };
    let source = article.source().map_err(PyValueError::new_err)?;
    Ok(py.detach(|| json(&ANALYZER.analyze(Source { published: date.map(Told::Option), ..source }), unit)))
}

/// For each article its report, or else what is wrong with it; in their order, made on all cores.
#[pyfunction]
fn analyze_batch(
    py: Python<'_>,
    articles: Vec<Article>,
    offsets: &str,
) -> PyResult<Vec<(Option<String>, Option<String>)>> {
    let unit = unit(offsets)?;
    // Some together are faster than each alone; four parts a core leave no core idle for long.
    let together = (articles.len() / rayon::current_num_threads() / 4).max(1);
    Ok(py.detach(|| articles.into_par_iter().chunks(together).flat_map_iter(|some| reports(some, unit)).collect()))
}

fn reports(articles: Vec<Article>, unit: Unit) -> Vec<(Option<String>, Option<String>)> {
    let (mut sources, mut faults) = (Vec::new(), Vec::new());
    for article in articles {
        faults.push(article.source().map(|source| sources.push(source)).err());
    }
    let mut documents = ANALYZER.analyze_all(sources).into_iter();
    let outcome = |fault: Option<String>| match fault {
        Some(fault) => (None, Some(fault)),
        None => (documents.next().map(|document| json(&document, unit)), None),
    };
    faults.into_iter().map(outcome).collect()
}

/// A report with one fact a line, as the command line prints it for one article.
#[pyfunction]
fn pretty(report: &str) -> PyResult<String> {
    let report: Report = serde_json::from_str(report).map_err(|error| PyValueError::new_err(error.to_string()))?;
    let mut lines = Vec::new();
    Format::Json.writer(Style::default()).article(&mut lines, &report)?;
    String::from_utf8(lines).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// A page for the browser with the article marked up, from its report.
#[pyfunction]
fn page(py: Python<'_>, report: &str, text: String, source: String) -> PyResult<String> {
    py.detach(|| {
        let opened = Opened::saved(report, Source::from_text(source, text), &ANALYZER);
        let opened = opened.map_err(|error| PyValueError::new_err(error.to_string()))?;
        let mut page = Vec::new();
        html::page(&mut page, opened.article(), None)?;
        String::from_utf8(page).map_err(|error| PyValueError::new_err(error.to_string()))
    })
}

/// The JSON Schema of the report, as JSON.
#[pyfunction]
fn schema() -> String {
    serde_json::to_string(&factbox::report::schema()).expect("a schema is JSON")
}

/// The native module.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::arrow::{ArrowTable, tables};
    #[pymodule_export]
    use super::{analyze, analyze_batch, page, pretty, schema};
}
