//! "PARIS, March 3 (Reuters) —" at the head of the story, or on a line of its own before it.

use super::stamp::is_date;
use super::words::{self, is_all_capitals, is_capitalized};
use super::{BlockKind, Dateline, EDGE, Lines};
use crate::entities::is_listed_place;
use crate::span::Span;

/// A dateline ends within this many bytes.
const LONGEST: usize = 120;

/// The dateline of the article: in one of its first lines that are story or stamp.
pub(super) fn find(page: &Lines, kinds: &[BlockKind]) -> Option<Dateline> {
    let story = |line: &usize| matches!(kinds[*line], BlockKind::Paragraph | BlockKind::Stamp);
    (0..kinds.len().min(2 * EDGE)).filter(story).take(3).find_map(|line| Some(parse(page, line)?.0))
}

/// Whether the line is a dateline and nothing else.
pub(super) fn is_alone(page: &Lines, line: usize) -> bool {
    line < EDGE && page.lines.len() > 1 && parse(page, line).is_some_and(|(_, rest)| rest.is_empty())
}

/// The dateline at the head of a line, and what follows its dash.
fn parse<'a>(page: &Lines<'a>, line: usize) -> Option<(Dateline, &'a str)> {
    let span = page.lines[line].span;
    let words = span.of(page.text);
    let parser = Parser { page, start: span.start() };
    if let Some(dateline) = parser.undashed(words) {
        return Some((dateline, ""));
    }
    dashes(words).find_map(|dash| {
        let rest = words[dash.end..].trim_start();
        let head = parser.head(words[..dash.start].trim_end())?;
        head.fits(dash.colon, rest, page).then_some(())?;
        let (date, rest) = parser.date_behind(&head, words, rest);
        let end = if head.date.is_none() { date.map(Span::end) } else { None };
        let span = Span::new(span.start(), end.unwrap_or(span.start() + words[..dash.start].trim_end().len()));
        Some((Dateline { span, place: head.place, date: head.date.or(date), agency: head.agency }, rest))
    })
}

/// A mark that may close a dateline.
struct Dash {
    start: usize,
    end: usize,
    colon: bool,
}

/// The dashes and colons near the head of the line.
fn dashes(words: &str) -> impl Iterator<Item = Dash> + '_ {
    let near = words::head(words, LONGEST);
    let begins = |(_, byte): &(usize, u8)| matches!(byte, b'-' | b'_' | b':' | 0xe2);
    let marks = near.bytes().enumerate().filter(begins).filter_map(|(at, _)| Some((at, near[at..].chars().next()?)));
    marks.filter(|(_, c)| matches!(c, '—' | '–' | '―' | '‒' | '-' | '_' | ':')).filter_map(|(start, c)| {
        let mark = near[start..].chars().take_while(|next| *next == c).count() * c.len_utf8();
        let end = start + mark;
        let spaced = near[..start].ends_with([' ', '\u{a0}', ')']) && !near[end..].starts_with(char::is_alphanumeric);
        let open = !near[end..].starts_with(char::is_alphanumeric);
        let closes = match c {
            '—' | '–' | '―' | '‒' => true,
            '-' => mark == 2 || spaced,
            '_' => spaced,
            ':' => open,
            _ => false,
        };
        closes.then_some(Dash { start, end, colon: c == ':' })
    })
}

/// What stands before the dash.
struct Head<'a> {
    place: Span,
    words: &'a str,
    date: Option<Span>,
    agency: Option<Span>,
}

impl Head<'_> {
    /// Whether this is more likely a dateline than a sentence with a dash or colon in it: it tells a day or an agency, is
    /// in capitals, or names a place that is listed.
    fn fits(&self, colon: bool, rest: &str, page: &Lines) -> bool {
        let told = self.date.is_some() || self.agency.is_some();
        let kicker = page.rules.words.is_kicker(self.words);
        let story = rest.is_empty() || rest.contains(char::is_lowercase) && !rest.starts_with(char::is_lowercase);
        let place = self.words.split([',', '/']).next().unwrap_or_default();
        let bare = self.words.split_whitespace().count() <= 4;
        let plain = || !colon && is_all_capitals(place) || !rest.is_empty() && is_listed_place(place);
        story && !kicker && (told || bare && plain())
    }
}

struct Parser<'p, 'a> {
    page: &'p Lines<'a>,
    /// Where the line begins in the text.
    start: usize,
}

impl<'a> Parser<'_, 'a> {
    /// "LONDON 1996-08-30", a whole line without a dash.
    fn undashed(&self, words: &'a str) -> Option<Dateline> {
        // The place begins with the first word, and has no small letters.
        let first = words.split([' ', ',', '(', '/']).next().unwrap_or_default();
        if words::is_longer(words, LONGEST) || first.contains(char::is_lowercase) {
            return None;
        }
        let head = self.head(words)?;
        let whole = head.date.is_some() && is_all_capitals(head.words);
        whole.then_some(Dateline { span: self.span(words), place: head.place, date: head.date, agency: head.agency })
    }

    fn head(&self, words: &'a str) -> Option<Head<'a>> {
        let (words, agency) = split_agency(words);
        let (place, mut date) = self.split_date(words)?;
        let bracketed = agency.filter(|agency| is_date(agency, &self.page.rules.words));
        let agency = agency.filter(|_| bracketed.is_none());
        date = date.or(bracketed);
        is_place(place).then(|| Head {
            place: self.span(place),
            words: place,
            date: date.map(|date| self.span(date)),
            agency: agency.map(|agency| self.span(agency)),
        })
    }

    /// Place and date of "PARIS, March 3"; none where a word stands before the date that no place has.
    fn split_date(&self, words: &'a str) -> Option<(&'a str, Option<&'a str>)> {
        let end = place_end(words);
        let gaps = words.char_indices().filter(|(_, c)| matches!(c, ' ' | ',')).take(12).map(|(at, _)| at);
        let date = gaps.take_while(|at| *at <= end).find(|at| is_date(&words[*at..], &self.page.rules.words));
        match date {
            Some(at) => Some((trim(&words[..at]), Some(trim(&words[at..])))),
            None => (end == words.len()).then_some((trim(words), None)),
        }
    }

    /// The date of "CAIRO - 26 July 2022: …", and the story behind it.
    fn date_behind(&self, head: &Head, words: &'a str, rest: &'a str) -> (Option<Span>, &'a str) {
        let near = words::head(rest, 30);
        let end = near.find([':', '—', '–']).filter(|_| head.date.is_none());
        match end.map(|end| near[..end].trim_end()).filter(|date| is_date(date, &self.page.rules.words)) {
            Some(date) => {
                let start = self.start + (words.len() - rest.len());
                (Some(Span::new(start, start + date.len())), &rest[date.len()..])
            }
            None => (None, rest),
        }
    }

    fn span(&self, part: &str) -> Span {
        let start = part.as_ptr() as usize - self.page.text.as_ptr() as usize;
        Span::new(start, start + part.len())
    }
}

/// Words before "(Reuters)" or "/WireBridge/" at the end, and the words in the brackets.
fn split_agency(words: &str) -> (&str, Option<&str>) {
    let inside = |open, close| words.strip_suffix(close).and_then(|inside: &str| Some((inside.rfind(open)?, inside)));
    let inside = inside('(', ')').or_else(|| inside('/', '/'));
    match inside {
        Some((at, inside)) if is_agency(inside[at + 1..].trim()) => {
            (words[..at].trim_end(), Some(inside[at + 1..].trim()))
        }
        _ => (words, None),
    }
}

/// Not a politician's party and state, as in "(R-Texas)".
fn is_agency(words: &str) -> bool {
    (2..=40).contains(&words.len()) && !["R-", "D-", "I-"].iter().any(|party| words.starts_with(party))
}

fn trim(words: &str) -> &str {
    words.trim_matches(|c: char| c.is_whitespace() || c == ',')
}

/// "PARIS", "New York", "HEMPSTEAD, N.Y.", "WASHINGTON/BEIJING": up to three parts of up to four capitalized words.
fn is_place(words: &str) -> bool {
    let parts = || words.split(',').map(str::trim);
    let shaped = |part: &str| {
        let mut words = part.split([' ', '/', '\u{a0}']).filter(|word| !word.is_empty());
        let capitalized = words.clone().all(is_place_word);
        (1..=4).contains(&words.by_ref().count()) && capitalized && part.starts_with(char::is_uppercase)
    };
    (1..=3).contains(&parts().count()) && parts().all(shaped)
}

/// Where the first word begins that no place has; the end where there is none.
fn place_end(words: &str) -> usize {
    let mut start = 0;
    for word in words.split([',', ' ', '/', '\u{a0}']) {
        let trimmed = word.trim();
        if !trimmed.is_empty() && !is_place_word(trimmed) {
            return start;
        }
        start += word.len() + words[start + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    words.len()
}

fn is_place_word(word: &str) -> bool {
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
    letters && (is_capitalized(word) || matches!(word, "de" | "of" | "al" | "el" | "upon" | "on" | "do" | "da" | "and"))
}

/// Whether the line begins with a dateline.
pub(super) fn begins(page: &Lines, line: usize) -> bool {
    line < page.lines.len() && parse(page, line).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_ends_before_the_first_word_that_is_none() {
        for (words, place) in [
            ("PARIS, March 3", "PARIS, March "),
            ("New York/Los Angeles", "New York/Los Angeles"),
            ("Frankfurt am Main", "Frankfurt "),
            ("Rio de\u{a0}Janeiro, \tBrazil", "Rio de\u{a0}Janeiro, \tBrazil"),
            ("the mayor", ""),
            ("", ""),
        ] {
            assert_eq!(&words[..place_end(words)], place);
        }
    }
}
