//! The facts of a report as the page shows them: marks in the text, and rows beside it that point to the marks.

use std::collections::{HashMap, HashSet};

use super::marks::Mark;
use super::{Counted, Kind};
use crate::report::{DateRow, QuoteRow, Report};
use crate::span::Span;
use crate::write::named::{self, Named};
use crate::write::visible::visible;
use crate::write::wording::{counted, days, reading, speaker};

/// Everything the page shows.
pub struct Facts {
    pub marks: Vec<Mark>,
    pub speakers: Vec<Speaker>,
    /// Each date with the number of its mark.
    pub dates: Vec<(DateRow, usize)>,
    pub sections: Vec<Section>,
}

/// The facts of one kind.
pub struct Section {
    pub kind: Counted,
    pub rows: Vec<Row>,
}

/// One fact, or one entity, with the numbers of its marks.
pub struct Row {
    pub name: String,
    pub note: String,
    pub group: Option<usize>,
    pub facts: Vec<usize>,
}

/// Somebody who speaks.
pub struct Speaker {
    pub name: String,
    pub note: String,
    pub group: Option<usize>,
    words: usize,
    /// Words quoted, in per cent of those of the one who speaks most; 0 where nobody is said to speak.
    pub share: usize,
    pub quotes: Vec<Said>,
}

impl Speaker {
    /// Tells how much is quoted, beside the one who speaks `most` words.
    fn compare(&mut self, most: usize) {
        let parts = [&self.note, &counted(self.words, "word"), &counted(self.quotes.len(), "quote")];
        self.note = parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
        self.share = if self.group.is_some() { (100 * self.words / most.max(1)).max(1) } else { 0 };
    }
}

/// A quote in the list of its speaker.
pub struct Said {
    pub fact: usize,
    pub text: String,
}

/// How many facts of a kind there are; entities count once.
pub fn count(report: &Report, kind: Kind) -> usize {
    match kind {
        Kind::People => report.entities.people.len(),
        Kind::Countries => report.entities.countries.len(),
        Kind::Organizations => report.entities.organizations.len(),
        Kind::Places => report.entities.places.len(),
        Kind::Quotes => report.quotes.len(),
        Kind::Figures => report.figures.len(),
        Kind::Dates => report.dates.len(),
    }
}

/// Gathers all facts; the report's positions are bytes.
pub fn facts(report: &Report) -> Facts {
    let mut gathering = Gathering::new(report);
    gathering.dateline();
    let speakers = gathering.quotes();
    let mut sections = gathering.entities();
    sections.push(gathering.figures());
    let dates = gathering.dates();
    sections.retain(|section| !section.rows.is_empty());
    Facts { marks: gathering.marks, speakers, dates, sections }
}

struct Gathering<'r> {
    report: &'r Report,
    marks: Vec<Mark>,
    /// Numbers of entities by id, and of unnamed speakers by where their words stand.
    groups: HashMap<String, usize>,
    /// Where words that lead to a speaker stand, and are not marked as such yet.
    spoken_by: HashSet<(usize, usize)>,
    /// Where entities are named.
    named: HashSet<(usize, usize)>,
}

impl<'r> Gathering<'r> {
    fn new(report: &'r Report) -> Self {
        let speakers = report.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
        let spoken_by = speakers.map(|speaker| (speaker.start, speaker.end)).collect();
        let entities =
            [named::people(report), named::countries(report), named::organizations(report), named::places(report)];
        let mentions = entities.iter().flatten().flat_map(|entity| &entity.mentions);
        let named = mentions.map(|mention| (mention.start, mention.end)).collect();
        Self { report, marks: Vec::new(), groups: HashMap::new(), spoken_by, named }
    }

    fn mark(&mut self, place: (usize, usize), class: &str, tip: &[&str], group: Option<usize>) -> usize {
        let lines = tip.iter().filter(|line| !line.is_empty()).map(|line| shown(line));
        let tip = lines.collect::<Vec<_>>().join("\n");
        self.marks.push(Mark { span: Span::new(place.0, place.1), class: class.to_owned(), tip, group });
        self.marks.len() - 1
    }

    fn group(&mut self, key: String) -> usize {
        let next = self.groups.len();
        *self.groups.entry(key).or_insert(next)
    }

    fn dateline(&mut self) {
        if let Some(dateline) = &self.report.article.dateline {
            self.mark((dateline.start, dateline.end), "dateline", &[], None);
        }
    }

    /// The quotes by speaker, who speaks most first; last the words that nobody is said to speak.
    fn quotes(&mut self) -> Vec<Speaker> {
        let mut speakers: Vec<Speaker> = Vec::new();
        let mut known: HashMap<Option<usize>, usize> = HashMap::new();
        for quote in &self.report.quotes {
            let group = self.speaker(quote);
            let said = Said { fact: self.quote(quote, group), text: shown(&quote.text) };
            let index = *known.entry(group).or_insert(speakers.len());
            if index == speakers.len() {
                speakers.push(self.introduced(quote, group));
            }
            speakers[index].words += quote.text.split_whitespace().count();
            speakers[index].quotes.push(said);
        }
        let most = speakers.iter().filter(|speaker| speaker.group.is_some()).map(|speaker| speaker.words).max();
        speakers.iter_mut().for_each(|speaker| speaker.compare(most.unwrap_or(0)));
        speakers.sort_by_key(|speaker| std::cmp::Reverse(speaker.share));
        speakers
    }

    /// The group of a quote's speaker, whose words are marked where no mention stands at their place.
    fn speaker(&mut self, quote: &QuoteRow) -> Option<usize> {
        let speaker = quote.speaker.as_ref()?;
        let place = (speaker.start, speaker.end);
        let key = speaker.id.as_ref().map(ToString::to_string);
        let group = self.group(key.unwrap_or_else(|| format!("{} {}", speaker.start, speaker.end)));
        if !self.named.contains(&place) && self.spoken_by.remove(&place) {
            let name = speaker.name.as_deref().unwrap_or(&speaker.text);
            let via = speaker.via.as_deref().map(|via| format!("by {via}")).unwrap_or_default();
            self.mark(place, "speaker", &["Speaker", &joined(&[name, &via]), &quote.rule], Some(group));
        }
        Some(group)
    }

    fn quote(&mut self, quote: &QuoteRow, group: Option<usize>) -> usize {
        let name = speaker(quote).unwrap_or("nobody is said to speak");
        let cue = quote.cue.as_ref().map(|cue| format!("“{}”", cue.text)).unwrap_or_default();
        let class = if quote.kind == "scare" { "quotes scare" } else { "quotes" };
        let kind = format!("Quote, {}", quote.kind);
        self.mark((quote.start, quote.end), class, &[&kind, &joined(&[name, &cue]), &quote.rule], group)
    }

    fn introduced(&self, quote: &QuoteRow, group: Option<usize>) -> Speaker {
        let person = quote.speaker.as_ref().and_then(|speaker| speaker.id.as_ref());
        let person = person.and_then(|id| self.report.entities.people.iter().find(|person| person.id == *id));
        let note = person.map(named::roles).unwrap_or_default();
        let name = shown(speaker(quote).unwrap_or("Nobody is said to speak"));
        Speaker { name, note: shown(&note), group, words: 0, share: 0, quotes: Vec::new() }
    }

    fn entities(&mut self) -> Vec<Section> {
        let report = self.report;
        vec![
            self.named(Kind::People, "Person", named::people(report)),
            self.named(Kind::Countries, "Country", named::countries(report)),
            self.named(Kind::Organizations, "Organization", named::organizations(report)),
            self.named(Kind::Places, "Place", named::places(report)),
        ]
    }

    fn named(&mut self, kind: Kind, noun: &str, entities: Vec<Named>) -> Section {
        let mut rows: Vec<Row> = entities.into_iter().map(|entity| self.entity(kind, noun, &entity)).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.facts.len()));
        Section { kind: Counted::new(kind, rows.len()), rows }
    }

    fn entity(&mut self, kind: Kind, noun: &str, entity: &Named) -> Row {
        let group = self.group(entity.id.to_owned());
        let mentions = entity.mentions.iter().map(|mention| {
            let place = (mention.start, mention.end);
            let class =
                if self.spoken_by.contains(&place) { format!("{} speaks", kind.key()) } else { kind.key().to_owned() };
            let head = joined(&[noun, mention.form]);
            self.mark(place, &class, &[&head, &joined(&[entity.name, &entity.note]), mention.rule], Some(group))
        });
        let facts = mentions.collect();
        Row { name: shown(entity.name), note: shown(&entity.note), group: Some(group), facts }
    }

    fn figures(&mut self) -> Section {
        let rows = self.report.figures.iter().map(|figure| {
            let reading = reading(figure);
            let kind = format!("Figure, {}", figure.kind);
            let fact = self.mark((figure.start, figure.end), "figures", &[&kind, &reading, &figure.rule], None);
            Row { name: shown(&figure.text), note: shown(&reading), group: None, facts: vec![fact] }
        });
        let rows: Vec<Row> = rows.collect();
        Section { kind: Counted::new(Kind::Figures, rows.len()), rows }
    }

    fn dates(&mut self) -> Vec<(DateRow, usize)> {
        let marked = self.report.dates.iter().map(|date| {
            let kind = format!("Date, {}", date.kind);
            let fact = self.mark((date.start, date.end), "dates", &[&kind, &days(date), &date.rule], None);
            (date.clone(), fact)
        });
        marked.collect()
    }
}

fn shown(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// Parts that say something, a comma between them.
fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
