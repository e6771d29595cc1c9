//! Scores as rows: tab-separated for a baseline file, Markdown for people, JSON for programs.

use std::fmt::Write;

use serde::Serialize;

use super::{KINDS, Kind, MEASURES, Measure, Scores, Tally};

/// One line of a table of scores.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Row {
    /// What is scored.
    pub kind: Kind,
    /// What counts as right.
    pub measure: Measure,
    /// Share of what was found that is right.
    pub precision: f64,
    /// Share of what is there that was found.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// Found and right.
    pub right: usize,
    /// Found at all.
    pub found: usize,
    /// In the gold reports.
    pub wanted: usize,
}

/// An F1 below what it has to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortfall {
    /// Kind and measure, as `quotes speaker`.
    pub what: String,
    /// What it has to be.
    pub floor: f64,
    /// What it is.
    pub f1: f64,
}

const HEAD: &str = "kind\tmeasure\tprecision\trecall\tf1";

impl Scores {
    /// Every kind by every measure that fits it, in fixed order.
    pub fn rows(&self) -> Vec<Row> {
        pairs().map(|(kind, measure)| row(kind, measure, self.tally(kind, measure))).collect()
    }

    /// What can be scored, as `quotes speaker`.
    pub fn names() -> impl Iterator<Item = String> {
        pairs().map(|(kind, measure)| format!("{} {}", kind.name(), measure.name()))
    }

    /// Tab-separated, to be kept as a baseline. Rounded down, so that a score always reaches its own baseline.
    pub fn tsv(&self) -> String {
        let mut out = format!("{HEAD}\n");
        for row in self.rows() {
            let [precision, recall, f1] = [row.precision, row.recall, row.f1].map(floor);
            let _ = writeln!(out, "{}\t{}\t{precision:.3}\t{recall:.3}\t{f1:.3}", row.kind.name(), row.measure.name());
        }
        out
    }

    /// A Markdown table.
    pub fn markdown(&self) -> String {
        let mut out = "| kind | measure | precision | recall | F1 | right | found | wanted |\n|---|---|--:|--:|--:|--:|--:|--:|\n".to_owned();
        for row in self.rows() {
            let Row { kind, measure, precision, recall, f1, right, found, wanted } = row;
            let (kind, measure) = (kind.name(), measure.name());
            let _ = writeln!(
                out,
                "| {kind} | {measure} | {precision:.3} | {recall:.3} | {f1:.3} | {right} | {found} | {wanted} |"
            );
        }
        out
    }

    /// Where an F1 is below that of a baseline, which is a table as [`Scores::tsv`] writes it.
    pub fn below(&self, baseline: &str) -> Vec<Shortfall> {
        let floors = baseline.lines().skip(1).filter_map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            Some((format!("{} {}", columns.first()?, columns.get(1)?), columns.get(4)?.parse::<f64>().ok()?))
        });
        floors.filter_map(|(what, floor)| self.shortfall(&what, floor)).collect()
    }

    /// Whether the F1 of `what` is below `floor`; `what` is a kind and a measure, or a kind alone for its strictest
    /// measure of content: speakers for quotes, values for the others.
    pub fn shortfall(&self, what: &str, floor: f64) -> Option<Shortfall> {
        let f1 = self.f1(what).unwrap_or(0.0);
        (f1 < floor).then(|| Shortfall { what: what.to_owned(), floor, f1 })
    }

    /// The F1 of a kind and measure, or of a kind; none when there is no such thing.
    pub fn f1(&self, what: &str) -> Option<f64> {
        let (name, measure) = what.split_once(' ').map_or((what, None), |(kind, measure)| (kind, Some(measure)));
        let rows = self.rows();
        let mut of_kind = rows.iter().filter(|row| row.kind.name() == name);
        let row = match measure {
            Some(measure) => of_kind.find(|row| row.measure.name() == measure),
            None => of_kind.next_back(),
        };
        row.map(|row| row.f1)
    }
}

fn pairs() -> impl Iterator<Item = (Kind, Measure)> {
    let all = KINDS.iter().flat_map(|(kind, _)| MEASURES.iter().map(|measure| (*kind, *measure)));
    all.filter(|(kind, measure)| measure.fits(*kind))
}

fn row(kind: Kind, measure: Measure, tally: Tally) -> Row {
    let Tally { right, found, wanted } = tally;
    Row { kind, measure, precision: tally.precision(), recall: tally.recall(), f1: tally.f1(), right, found, wanted }
}

fn floor(score: f64) -> f64 {
    (score * 1000.0).floor() / 1000.0
}

impl Kind {
    /// As in the report.
    pub fn name(self) -> &'static str {
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
}

impl Measure {
    /// `exact`, `overlap`, `value` or `speaker`.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Exact => "exact",
            Measure::Overlap => "overlap",
            Measure::Value => "value",
            Measure::Speaker => "speaker",
        }
    }
}
