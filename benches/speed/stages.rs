//! Each stage by itself, on the results of those before it, and the whole from bytes to JSON.

use std::hint::black_box;
use std::time::Duration;

use factbox::article::{self, outline};
use factbox::dates::{self, Dates};
use factbox::entities::{self, Entity, tagger};
use factbox::figures;
use factbox::grammar;
use factbox::quotes;
use factbox::report::Unit;
use factbox::text::segment;
use factbox::write::{Format, Style};
use factbox::{Analyzer, Document, Memory, Page, Report, Source};

use crate::least;

/// Articles that are read together, as the program does with those that are at hand.
const MANY: usize = 30;

/// Seconds for each stage.
const SECONDS: f64 = 1.0;

/// An article with the layers that the stages read.
struct Layers {
    page: Page,
    entities: Vec<Entity>,
    dates: Dates,
    document: Document,
    report: Report,
}

/// Prints the table.
pub fn run(texts: &[String]) {
    let analyzer = Analyzer::new();
    let names = entities::Names::load(factbox::Gazetteer::default());
    let rules = (article::Rules::load(), dates::Rules::load(), figures::Rules::load(), quotes::Rules::load());
    let (outlines, times, amounts, cues) = &rules;
    let mut memory = Memory::default();
    let layers: Vec<Layers> = texts.iter().map(|text| layers(text, &analyzer, &names, times, &mut memory)).collect();
    let sources: Vec<Source> = texts.iter().map(|text| source(text)).collect();
    let parts_of_speech = grammar::Tagger::load();
    let (name_tagger, mut known) = (tagger::Tagger::load(), tagger::Memory::default());
    let writer = Format::Json.writer(Style::default());

    let table = Table::new(texts);
    table.row("decoding", || texts.iter().for_each(|text| drop(black_box(source(text)))));
    table.row("article", || sources.iter().for_each(|source| drop(black_box(outline(source, outlines)))));
    table.row("text", || each(&layers, |one| segment(&one.page.source, &one.page.article, &mut memory.words)));
    table.row("grammar", || {
        each(&layers, |one| parts_of_speech.tag(&one.page.source.text, &one.page.text, &mut memory.grammar))
    });
    table.row("entities", || each(&layers, |one| entities::extract(&one.page, &names, &mut memory.entities)));
    table.row("  of it tagger", || each(&layers, |one| name_tagger.tag(&one.page, &mut known)));
    table.row("dates", || each(&layers, |one| dates::extract(&one.page, &one.entities, times, &mut memory.dates)));
    table.row("figures", || {
        each(&layers, |one| {
            figures::extract(&one.page, &one.entities, &one.dates.timexes, amounts, &mut memory.figures)
        });
    });
    table.row("quotes", || each(&layers, |one| quotes::extract(&one.page, &one.entities, cues, &mut memory.quotes)));
    table.row("report", || each(&layers, |one| Report::new(&one.document, Unit::Char)));
    table.row("writing", || each(&layers, |one| writer.article(&mut Vec::new(), &one.report)));
    table.row("whole", || {
        for text in texts {
            let report = Report::new(&analyzer.analyze(source(text)), Unit::Char);
            writer.article(black_box(&mut Vec::new()), &report).unwrap();
        }
    });
    table.row("  many at once", || {
        for texts in texts.chunks(MANY) {
            let documents = analyzer.analyze_all(texts.iter().map(|text| source(text)).collect());
            let reports: Vec<Report> = documents.iter().map(|document| Report::new(document, Unit::Char)).collect();
            reports.iter().for_each(|report| writer.article(black_box(&mut Vec::new()), report).unwrap());
        }
    });
}

fn source(text: &str) -> Source {
    Source::from_bytes("bench", text.as_bytes()).unwrap()
}

fn layers(
    text: &str,
    analyzer: &Analyzer,
    names: &entities::Names,
    rules: &dates::Rules,
    memory: &mut Memory,
) -> Layers {
    let page = analyzer.read(source(text), memory);
    let entities = entities::extract(&page, names, &mut memory.entities);
    let dates = dates::extract(&page, &entities, rules, &mut memory.dates);
    let document = analyzer.analyze(source(text));
    let report = Report::new(&document, Unit::Char);
    Layers { page, entities, dates, document, report }
}

fn each<T>(layers: &[Layers], mut work: impl FnMut(&Layers) -> T) {
    layers.iter().for_each(|one| drop(black_box(work(one))));
}

/// Prints rows for a text of this length.
struct Table {
    bytes: usize,
    words: Duration,
}

impl Table {
    fn new(texts: &[String]) -> Self {
        let bytes = texts.iter().map(String::len).sum();
        let count = || texts.iter().map(|text| black_box(text).split_whitespace().count()).sum::<usize>();
        let words = least(SECONDS, || _ = black_box(count()));
        println!("{} articles, {bytes} bytes", texts.len());
        println!("{:<16} {:>9} {:>9}   times counting words", "stage", "MB/s", "ns/byte");
        let table = Self { bytes, words };
        table.print("counting words", words);
        table
    }

    fn row(&self, name: &str, work: impl FnMut()) {
        self.print(name, least(SECONDS, work));
    }

    fn print(&self, name: &str, time: Duration) {
        let nanoseconds = time.as_nanos() as f64 / self.bytes as f64;
        let ratio = time.as_secs_f64() / self.words.as_secs_f64();
        println!("{name:<16} {:>9.2} {nanoseconds:>9.2} {ratio:>9.1}", 1e3 / nanoseconds);
    }
}
