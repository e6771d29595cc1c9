//! The page that lists several articles, with what they name most. Keeps of each article only what it shows.

use std::collections::HashMap;
use std::io::{self, Write};

use askama::Template;

use super::{Counted, KINDS, Kind, STYLE, facts, policy, title};
use crate::report::Report;
use crate::write::named::{self, Named};
use crate::write::visible::visible;
use crate::write::wording::{counted, grouped, speaker};

/// The articles so far.
#[derive(Debug, Default)]
pub struct Index {
    rows: Vec<Row>,
    /// What is named, by kind.
    tallies: [Tally; 4],
    /// Words quoted.
    spoken: Tally,
}

/// How often each name occurs.
#[derive(Debug, Default)]
struct Tally {
    names: HashMap<String, usize>,
}

/// An article in the table.
#[derive(Debug)]
struct Row {
    address: String,
    title: String,
    published: String,
    words: usize,
    counts: [usize; KINDS.len()],
}

#[derive(Template)]
#[template(path = "index.html", config = "src/write/html/askama.toml")]
struct Page<'a> {
    policy: String,
    style: &'a str,
    script: &'a str,
    title: String,
    particulars: String,
    rankings: Vec<Ranking>,
    kinds: Vec<Counted>,
    rows: &'a [Row],
    words: usize,
}

/// The names that occur most.
struct Ranking {
    key: &'static str,
    title: &'static str,
    /// What is counted.
    what: &'static str,
    rows: Vec<Ranked>,
}

struct Ranked {
    name: String,
    times: String,
    /// In per cent of the first.
    share: usize,
}

const SCRIPT: &str = concat!(include_str!("theme.js"), include_str!("index.js"));
/// Names in a ranking.
const RANKS: usize = 8;
const ENTITIES: [Kind; 4] = [Kind::People, Kind::Countries, Kind::Organizations, Kind::Places];

impl Index {
    /// Adds an article whose page is at `address`, relative to the index.
    pub fn add(&mut self, report: &Report, address: &str) {
        let named =
            [named::people(report), named::countries(report), named::organizations(report), named::places(report)];
        self.tallies.iter_mut().zip(named).for_each(|(tally, named)| tally.add(&named));
        let spoken = report.quotes.iter().filter_map(|quote| {
            let is_named = quote.speaker.as_ref().is_some_and(|speaker| speaker.name.is_some());
            Some((speaker(quote).filter(|_| is_named)?, quote.text.split_whitespace().count()))
        });
        self.spoken.count(spoken);
        self.rows.push(Row {
            address: address.to_owned(),
            title: title(report),
            published: report.article.published.as_ref().map(|one| one.date.clone()).unwrap_or_default(),
            words: report.article.counts.words,
            counts: KINDS.map(|kind| facts::count(report, kind)),
        });
    }

    /// Writes the page.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let rankings = ENTITIES.into_iter().zip(&self.tallies);
        let rankings = rankings.map(|(kind, tally)| tally.ranking(kind.key(), kind.title(), "mentions"));
        let spoken = self.spoken.ranking(Kind::Quotes.key(), "Who speaks", "words");
        let words = self.rows.iter().map(|row| row.words).sum();
        let count = |at: usize| self.rows.iter().map(|row| row.counts[at]).sum();
        let page = Page {
            policy: policy(STYLE, SCRIPT),
            style: STYLE,
            script: SCRIPT,
            title: counted(self.rows.len(), "article"),
            particulars: counted(words, "word"),
            rankings: [spoken].into_iter().chain(rankings).filter(|ranking| !ranking.rows.is_empty()).collect(),
            kinds: KINDS.into_iter().enumerate().map(|(at, kind)| Counted::new(kind, count(at))).collect(),
            rows: &self.rows,
            words,
        };
        page.write_into(&mut io::BufWriter::new(out)).map_err(io::Error::other)
    }
}

impl Tally {
    fn add(&mut self, named: &[Named]) {
        self.count(named.iter().map(|one| (one.name, one.mentions.len())));
    }

    fn count<'n>(&mut self, names: impl Iterator<Item = (&'n str, usize)>) {
        names.for_each(|(name, times)| *self.names.entry(name.to_owned()).or_default() += times);
    }

    /// `what` is counted.
    fn ranking(&self, key: &'static str, title: &'static str, what: &'static str) -> Ranking {
        let mut names: Vec<(&str, usize)> = self.names.iter().map(|(name, times)| (name.as_str(), *times)).collect();
        names.sort_by_key(|(name, times)| (std::cmp::Reverse(*times), *name));
        let most = names.first().map_or(1, |(_, times)| (*times).max(1));
        let rows = names.into_iter().take(RANKS).map(|(name, times)| Ranked {
            name: visible(name).into_owned(),
            times: grouped(&times.to_string()),
            share: 100 * times / most,
        });
        Ranking { key, title, what, rows: rows.collect() }
    }
}
