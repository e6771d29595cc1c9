//! A page for the browser: the article with its facts marked, and the facts beside it. Everything is in the one file;
//! nothing is fetched, and a content security policy lets nothing else run. Takes the article, its blocks and its
//! report; what is shown of them is escaped by the template, and control characters are shown by their code points.

mod days;
mod facts;
mod index;
mod marks;
mod opened;

use std::io::{self, Write};

use askama::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::visible::visible;
use super::wording;
use crate::article::{Block, BlockKind};
use crate::report::Report;
use crate::span::Span;

use days::{Day, Strip};
use facts::{Facts, Section, Speaker};
use marks::Piece;

pub use index::Index;
pub use opened::Opened;

/// What a page is made from.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The text that all positions point into.
    pub text: &'a str,
    /// Its structure.
    pub blocks: &'a [Block],
    /// Its facts, with positions in bytes.
    pub report: &'a Report,
}

const STYLE: &str = include_str!("html/view.css");
const SCRIPT: &str = concat!(include_str!("html/theme.js"), include_str!("html/view.js"));

/// Kinds of facts, in the order in which they are shown. The key is their class in the style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    People,
    Countries,
    Organizations,
    Places,
    Quotes,
    Figures,
    Dates,
}

const KINDS: [Kind; 7] =
    [Kind::People, Kind::Countries, Kind::Organizations, Kind::Places, Kind::Quotes, Kind::Figures, Kind::Dates];

impl Kind {
    fn key(self) -> &'static str {
        match self {
            Kind::People => "people",
            Kind::Countries => "countries",
            Kind::Organizations => "organizations",
            Kind::Places => "places",
            Kind::Quotes => "quotes",
            Kind::Figures => "figures",
            Kind::Dates => "dates",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Kind::People => "People",
            Kind::Countries => "Countries",
            Kind::Organizations => "Organizations",
            Kind::Places => "Places",
            Kind::Quotes => "Quotes",
            Kind::Figures => "Figures",
            Kind::Dates => "Dates",
        }
    }
}

/// A kind and how many of it there are.
struct Counted {
    key: &'static str,
    title: &'static str,
    count: usize,
}

impl Counted {
    fn new(kind: Kind, count: usize) -> Self {
        Self { key: kind.key(), title: kind.title(), count }
    }
}

#[derive(Template)]
#[template(path = "page.html", config = "src/write/html/askama.toml")]
struct Page<'a> {
    policy: String,
    style: &'a str,
    script: &'a str,
    title: String,
    particulars: String,
    home: Option<&'a str>,
    kinds: Vec<Counted>,
    blocks: Vec<Shown>,
    speakers: Vec<Speaker>,
    days: Vec<Day>,
    strip: Option<Strip>,
    sections: Vec<Section>,
    warnings: Vec<String>,
}

/// A block of the article as the page shows it.
struct Shown {
    tag: &'static str,
    class: &'static str,
    pieces: Vec<Piece>,
}

/// Writes the page of one article; `home` is the address of the page that lists all, if there is one.
///
/// # Errors
/// Those of the stream.
pub fn page(out: &mut dyn Write, article: Article, home: Option<&str>) -> io::Result<()> {
    let Facts { marks, speakers, dates, sections } = facts::facts(article.report);
    let published = article.report.article.published.as_ref().and_then(|published| published.date.parse().ok());
    let count = |kind| facts::count(article.report, kind);
    let page = Page {
        policy: policy(STYLE, SCRIPT),
        style: STYLE,
        script: SCRIPT,
        title: title(article.report),
        particulars: particulars(article.report, published),
        home,
        kinds: KINDS.into_iter().map(|kind| Counted::new(kind, count(kind))).filter(|kind| kind.count > 0).collect(),
        blocks: shown(article, &marks),
        speakers,
        strip: days::strip(&dates, published),
        days: days::days(dates, published),
        sections,
        warnings: article.report.warnings.iter().map(|warning| visible(&warning.message).into_owned()).collect(),
    };
    page.write_into(&mut io::BufWriter::new(out))
}

/// Day, size and source.
fn particulars(report: &Report, published: Option<Date>) -> String {
    let words = wording::counted(report.article.counts.words, "word");
    let parts = published.map(days::written).into_iter().chain([words, visible(&report.source).into_owned()]);
    parts.collect::<Vec<_>>().join(" · ")
}

/// The headline, or else the name of the source.
fn title(report: &Report) -> String {
    let title = report.article.title.as_ref().map_or(report.source.as_str(), |title| &title.text);
    visible(&title.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

fn shown(article: Article, marks: &[marks::Mark]) -> Vec<Shown> {
    let spans: Vec<Span> = article.blocks.iter().map(|block| block.span).collect();
    let pieces = marks::pieces(article.text, &spans, marks);
    let blocks = article.blocks.iter().zip(pieces);
    blocks.map(|(block, pieces)| Shown { tag: tag(block.kind), class: class(block.kind), pieces }).collect()
}

fn tag(kind: BlockKind) -> &'static str {
    if kind == BlockKind::Title { "h1" } else { "p" }
}

fn class(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "headline",
        BlockKind::Byline => "byline",
        BlockKind::Stamp => "stamp",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Boilerplate => "boilerplate",
    }
}

/// Lets the page's own style and script in, by their hashes, and nothing else.
fn policy(style: &str, script: &str) -> String {
    let hash = |content: &str| BASE64_STANDARD.encode(Sha256::digest(content));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}
