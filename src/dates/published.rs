//! The day of publication: told from outside, else read from the dateline or from a line of the text that holds little
//! but a date. Never the clock.

use jiff::civil::Date;

use crate::article::{Article, Block, BlockKind};
use crate::document::{Page, Warning};
use crate::entities::{Entity, EntityKind};
use crate::input::{Source, Told};
use crate::span::Span;
use crate::text;

use super::find::Finder;
use super::form::{Form, Found, Part, Year};
use super::{Published, PublishedFrom, Timex};

/// The day of publication, where anything says it.
pub(super) fn published(page: &Page, found: &[Found], finder: &Finder) -> Option<Published> {
    match page.source.published {
        Some(Told::Option(date)) => Some(Published { date, from: PublishedFrom::Option }),
        Some(Told::Record(date)) => Some(Published { date, from: PublishedFrom::Record }),
        None => in_dateline(page, found).or_else(|| in_line(page, finder)),
    }
}

/// The day in the dateline, with its year there.
fn in_dateline(page: &Page, found: &[Found]) -> Option<Published> {
    let dateline = page.article.dateline?.span;
    let inside = |found: &&Found| dateline.contains(page.text.span_of(found.start..found.end));
    let date = found.iter().filter(inside).find_map(|found| full_day(&found.form))?;
    Some(Published { date, from: PublishedFrom::Dateline })
}

/// How many lines at the head and at the foot of the text are looked at.
const LINES: usize = 8;
/// A line that says when an article appeared is no longer than this, in bytes.
const LINE_LENGTH: usize = 120;

/// The first short line with a full date, of those at the head, then of those at the foot.
fn in_line(page: &Page, finder: &Finder) -> Option<Published> {
    let blocks = &page.article.blocks;
    let foot = blocks.len().saturating_sub(LINES).max(LINES.min(blocks.len()));
    let head = blocks.iter().take(LINES);
    head.chain(&blocks[foot..])
        .filter(|block| block.kind != BlockKind::Title && block.span.len() <= LINE_LENGTH)
        .find_map(|block| date_line(page, *block, finder))
        .map(|date| Published { date, from: PublishedFrom::Text })
}

/// The date of a line that is not a sentence of the story.
fn date_line(page: &Page, block: Block, finder: &Finder) -> Option<Date> {
    let line = block.span.of(&page.source.text);
    if !may_hold_day(line.as_bytes()) {
        return None;
    }
    let source = Source::from_text("", line);
    let whole = Block { kind: BlockKind::Paragraph, span: Span::new(0, line.len()) };
    let article = Article { blocks: vec![whole], ..Article::default() };
    let text = text::segment(&source, &article, &mut text::Vocabulary::default());
    let page = Page { source, article, text, tags: Vec::new() };
    let found = super::join::join(&page, finder.find(&page, &mut text::Kept::default()));
    let day = found.iter().find_map(|found| full_day(&found.form))?;
    let times: Vec<Span> = found.iter().map(|found| page.text.span_of(found.start..found.end)).collect();
    let is_marked = matches!(block.kind, BlockKind::Stamp | BlockKind::Byline);
    (is_marked || is_label(line, &times) || times.iter().any(|time| is_announced(line, *time))).then_some(day)
}

/// Whether a line can hold a full day: it has a digit and the name of a month, or digits on a dot or dash.
fn may_hold_day(line: &[u8]) -> bool {
    let month = |[a, b, c]: [u8; 3]| {
        #[rustfmt::skip]
        let named = matches!(&[a | 0x20, b | 0x20, c | 0x20],
            b"jan" | b"feb" | b"mar" | b"apr" | b"may" | b"jun" | b"jul" | b"aug" | b"sep" | b"oct" | b"nov" | b"dec");
        named
    };
    let dotted = |[_, b, c]: [u8; 3]| b.is_ascii_digit() && (matches!(c, b'.' | b'-' | b'/') || !c.is_ascii());
    let threes = || line.windows(3).map(|three| [three[0], three[1], three[2]]);
    line.iter().any(u8::is_ascii_digit) && threes().any(|three| month(three) || dotted(three))
}

/// Whether a line with times says little besides, and no sentence: "Jane Roe, Staff Writer | 15 April 2019".
fn is_label(line: &str, times: &[Span]) -> bool {
    let starts = std::iter::once(0).chain(times.iter().map(|time| time.end()));
    let gaps = starts.zip(times.iter().map(|time| time.start()).chain([line.len()]));
    let words = gaps.flat_map(|(start, end)| line[start..end].split(|c: char| !c.is_alphanumeric()));
    let words: Vec<&str> = words.filter(|word| word.starts_with(char::is_alphabetic)).collect();
    let is_low = |word: &&str| word.starts_with(char::is_lowercase) && word.len() > 2 && !LABELS.contains(word);
    let is_life = |word: &&str| LIVES.iter().any(|life| word.eq_ignore_ascii_case(life));
    words.len() <= 5 && !words.iter().any(|word| is_low(word) || is_life(word))
}

/// Low words of lines that are no sentences.
const LABELS: [&str; 12] =
    ["and", "for", "from", "last", "min", "mins", "minute", "posted", "published", "read", "the", "updated"];
/// Words beside the dates of a life.
const LIVES: [&str; 3] = ["born", "died", "buried"];

/// Whether a time follows a word such as "Updated:", which begins a line or a part of it.
fn is_announced(line: &str, time: Span) -> bool {
    let mut before = line[..time.start()].rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let word = before.find(|word| !["at", "on", "AT", "ON"].contains(word));
    word.is_some_and(|word| {
        let begins = word.starts_with(char::is_uppercase) || line.starts_with(word);
        begins && ANNOUNCING.iter().any(|announcing| word.eq_ignore_ascii_case(announcing))
    })
}

const ANNOUNCING: [&str; 8] =
    ["published", "updated", "posted", "modified", "issued", "release", "released", "created"];

/// The day that a form says in full.
fn full_day(form: &Form) -> Option<Date> {
    match *form {
        Form::Slashed(day, month, year) if day > 12 || day == month => Date::new(year, month, day).ok(),
        Form::Slashed(month, day, year) if day > 12 => Date::new(year, month, day).ok(),
        Form::InYear(Part::Day(month, day), Year::Given(year)) => Date::new(year, month, day).ok(),
        _ => None,
    }
}

/// Which of day and month comes first in `03/04/2022`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
    /// The article does not show where it comes from.
    Guessed,
}

impl Order {
    /// By the countries that the article names: the United States write the month first, everybody else the day.
    /// Guessed too where no expression depends on it.
    pub(super) fn of(page: &Page, entities: &[Entity], found: &[Found]) -> Order {
        if !found.iter().any(|found| is_slashed(&found.form)) {
            return Order::Guessed;
        }
        let of = |code: &str| {
            let named = |entity: &&Entity| entity.kind == EntityKind::Country && entity.country == Some(code);
            entities.iter().filter(named).map(|entity| entity.mentions.len()).sum::<usize>()
        };
        let all: usize = entities.iter().filter(|e| e.kind == EntityKind::Country).map(|e| e.mentions.len()).sum();
        let text = &page.source.text;
        let british = ["per cent", "colour", "labour", "programme", "centre", "organis"];
        match (of("US"), all) {
            _ if british.iter().any(|word| text.contains(word)) => Order::DayFirst,
            (0, 0) => Order::Guessed,
            (us, all) if us * 2 >= all => Order::MonthFirst,
            _ => Order::DayFirst,
        }
    }

    /// Whether `03/04` is read as 3 April.
    pub(super) fn day_first(self) -> bool {
        self != Order::MonthFirst
    }
}

/// Whether a form is a day as `03/04/2022`, or counted from one.
fn is_slashed(form: &Form) -> bool {
    match form {
        Form::DayFrom(_, day) => is_slashed(day),
        form => matches!(form, Form::Slashed(..)),
    }
}

/// What the reader should know: values without anchor, a guessed order of day and month.
pub(super) fn warnings(published: Option<Published>, timexes: &[Timex], found: &[Found], order: Order) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if published.is_none() && timexes.iter().any(|timex| timex.value.starts_with("XXXX")) {
        let message = "no day of publication is known, so relative dates have no year; give one with --date".to_owned();
        warnings.push(Warning { kind: "no-publication-date", message });
    }
    let open = |found: &Found| matches!(found.form, Form::Slashed(a, b, _) if a <= 12 && b <= 12 && a != b);
    if order == Order::Guessed && found.iter().any(open) {
        let message = "a date such as 03/04/2022 was read as day, month, year; nothing shows the order".to_owned();
        warnings.push(Warning { kind: "ambiguous-date", message });
    }
    warnings
}
