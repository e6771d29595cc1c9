//! A report as JSON: byte for byte what `serde_json` makes of it, in a third of the time. Each key is written in one piece
//! with its quotation marks, and strings are looked through many bytes at once.

use serde::Serialize;
use serde_json::{Map, Number, Serializer, Value};

use super::json::{BROKEN_ARRAYS, BROKEN_OBJECTS, FactPerLine};
use crate::report::{
    AmountRow, ArticleRow, BylineRow, CountryMentionRow, CountryRow, CountsRow, DateRow, DatelineRow, EntityRows,
    FigureRow, MentionRow, OrganizationRow, PersonRow, PlaceInText, PlaceRow, PublishedRow, QuoteRow, Report,
    SpeakerRow, Unit, WarningRow, Word, Words,
};

/// Bytes that most reports fit in.
const USUAL: usize = 1 << 15;

/// A report in one line.
pub(super) fn in_one_line(report: &Report) -> Vec<u8> {
    Json::of(report, false)
}

/// A report with one fact a line, as [`FactPerLine`] lays it out.
pub(super) fn fact_per_line(report: &Report) -> Vec<u8> {
    Json::of(report, true)
}

/// JSON so far.
struct Json {
    bytes: Vec<u8>,
    /// Whether facts are on lines of their own.
    broken: bool,
    /// How many brackets are open.
    depth: usize,
}

impl Json {
    fn of(report: &Report, broken: bool) -> Vec<u8> {
        let mut json = Self { bytes: Vec::with_capacity(USUAL), broken, depth: 0 };
        report.append(&mut json);
        json.bytes
    }

    fn put(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn open(&mut self, bracket: u8) {
        self.bytes.push(bracket);
        self.depth += 1;
    }

    /// Closes what broke into lines down to a depth, where it holds anything.
    fn close(&mut self, bracket: u8, filled: bool, limit: usize) {
        self.depth -= 1;
        if self.broken && filled && self.depth < limit {
            self.new_line();
        }
        self.bytes.push(bracket);
    }

    /// What stands before a value or key.
    fn separate(&mut self, first: bool, limit: usize) {
        if !first {
            self.bytes.push(b',');
        }
        if self.broken && self.depth <= limit {
            self.new_line();
        } else if self.broken && !first {
            self.bytes.push(b' ');
        }
    }

    fn new_line(&mut self) {
        self.bytes.push(b'\n');
        self.bytes.extend((0..2 * self.depth).map(|_| b' '));
    }

    /// A key in its quotation marks and with its colon, and its value.
    fn field(&mut self, first: bool, key: &str, value: &(impl Rows + ?Sized)) {
        self.separate(first, BROKEN_OBJECTS);
        self.put(key.as_bytes());
        if self.broken {
            self.bytes.push(b' ');
        }
        value.append(self);
    }

    /// What stands before a value within a line, by whether facts are on lines of their own. The length of both is known
    /// when this is compiled, so that a copy is a few instructions.
    #[inline(always)]
    fn piece(&mut self, spaced: &'static str, tight: &'static str) {
        if self.broken {
            self.put(spaced.as_bytes());
        } else {
            self.put(tight.as_bytes());
        }
    }
}

/// What a report is made of.
trait Rows {
    /// Writes it.
    fn append(&self, json: &mut Json);
}

/// The report and its parts are objects of all their fields, in the order of the row; what is behind a semicolon is left
/// out where it is none.
macro_rules! parts {
    ($($row:ident { $first:ident $(, $field:ident)* $(; $last:ident)? })*) => {$(
        impl Rows for $row {
            fn append(&self, json: &mut Json) {
                let Self { $first $(, $field)* $(, $last)? } = self;
                json.open(b'{');
                json.field(true, concat!("\"", stringify!($first), "\":"), $first);
                $(json.field(false, concat!("\"", stringify!($field), "\":"), $field);)*
                $(
                    if $last.is_some() {
                        json.field(false, concat!("\"", stringify!($last), "\":"), $last);
                    }
                )?
                json.close(b'}', true, BROKEN_OBJECTS);
            }
        }
    )*};
}

/// So are facts and what they hold, which are too deep to be broken into lines.
macro_rules! facts {
    ($($row:ident { $first:ident $(, $field:ident)* })*) => {$(
        impl Rows for $row {
            fn append(&self, json: &mut Json) {
                let Self { $first $(, $field)* } = self;
                json.depth += 1;
                json.piece(concat!("{\"", stringify!($first), "\": "), concat!("{\"", stringify!($first), "\":"));
                $first.append(json);
                $(
                    json.piece(concat!(", \"", stringify!($field), "\": "), concat!(",\"", stringify!($field), "\":"));
                    $field.append(json);
                )*
                json.bytes.push(b'}');
                json.depth -= 1;
            }
        }
    )*};
}

parts! {
    Report { schema_version, source, offsets, article, entities, quotes, figures, dates, warnings; meta }
    ArticleRow { title, published, dateline, bylines, boilerplate, counts }
    EntityRows { people, countries, organizations, places }
}

facts! {
    PlaceInText { text, start, end }
    PublishedRow { date, from }
    DatelineRow { text, start, end, place, date, agency }
    BylineRow { text, start, end, people }
    CountsRow { characters, words, sentences, paragraphs }
    PersonRow { id, name, roles, mentions }
    CountryRow { id, name, alpha2, alpha3, mentions }
    OrganizationRow { id, name, kind, country, mentions }
    PlaceRow { id, name, kind, country, mentions }
    MentionRow { text, start, end, rule }
    CountryMentionRow { text, start, end, form, rule }
    QuoteRow { text, start, end, kind, cue, speaker, rule }
    SpeakerRow { text, start, end, name, id, via }
    FigureRow { text, start, end, kind, value, low, high, unit, per, approximation, rule }
    DateRow { text, start, end, kind, value, from, to, rule }
    WarningRow { kind, message }
}

impl<T: Rows> Rows for Option<T> {
    fn append(&self, json: &mut Json) {
        match self {
            Some(value) => value.append(json),
            None => json.put(b"null"),
        }
    }
}

impl<T: Rows> Rows for Vec<T> {
    fn append(&self, json: &mut Json) {
        json.open(b'[');
        for (at, value) in self.iter().enumerate() {
            json.separate(at == 0, BROKEN_ARRAYS);
            value.append(json);
        }
        json.close(b']', !self.is_empty(), BROKEN_ARRAYS);
    }
}

impl Rows for str {
    fn append(&self, json: &mut Json) {
        json.bytes.push(b'"');
        if is_plain(self.as_bytes()) {
            json.put(self.as_bytes());
        } else {
            escape_all(self.as_bytes(), &mut json.bytes);
        }
        json.bytes.push(b'"');
    }
}

/// Whether all bytes of a string stand for themselves.
fn is_plain(bytes: &[u8]) -> bool {
    let others = bytes.as_chunks::<8>().0.iter().fold(0, |others, eight| others | others_in(*eight));
    // The last ones may be looked at twice.
    let last = match (bytes.last_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(eight), ..) => others_in(*eight),
        (_, Some([a, b, c, d]), Some([e, f, g, h])) => others_in([*a, *b, *c, *d, *e, *f, *g, *h]),
        _ => bytes.iter().fold(0, |others, byte| others | others_in([*byte; 8])),
    };
    others | last == 0
}

/// Not zero where any of eight bytes must be escaped: a control character, a quotation mark, a backslash.
fn others_in(bytes: [u8; 8]) -> u64 {
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    let all = |byte: u8| u64::from_le_bytes([byte; 8]);
    let eight = u64::from_le_bytes(bytes);
    // The high bit of a byte is set where it is below another.
    let below = |eight: u64, least: u8| eight.wrapping_sub(all(least));
    let same = |byte: u8| below(eight ^ all(byte), 1);
    (below(eight, b' ') | same(b'"') | same(b'\\')) & !eight & HIGH
}

#[inline(never)]
fn escape_all(bytes: &[u8], json: &mut Vec<u8>) {
    for &byte in bytes {
        match byte {
            0..b' ' | b'"' | b'\\' => escape(byte, json),
            _ => json.push(byte),
        }
    }
}

fn escape(byte: u8, json: &mut Vec<u8>) {
    let hex = |digit: u8| b"0123456789abcdef"[usize::from(digit & 15)];
    match byte {
        b'"' | b'\\' => json.extend_from_slice(&[b'\\', byte]),
        b'\n' => json.extend_from_slice(b"\\n"),
        b'\r' => json.extend_from_slice(b"\\r"),
        b'\t' => json.extend_from_slice(b"\\t"),
        0x08 => json.extend_from_slice(b"\\b"),
        0x0c => json.extend_from_slice(b"\\f"),
        _ => json.extend_from_slice(&[b'\\', b'u', b'0', b'0', hex(byte >> 4), hex(byte)]),
    }
}

impl Rows for String {
    fn append(&self, json: &mut Json) {
        self.as_str().append(json);
    }
}

impl Rows for Words {
    fn append(&self, json: &mut Json) {
        self.as_str().append(json);
    }
}

impl Rows for Word {
    fn append(&self, json: &mut Json) {
        self.as_ref().append(json);
    }
}

impl Rows for usize {
    fn append(&self, json: &mut Json) {
        let (more, four) = (self / 10_000, self % 10_000);
        let zeros = if more > 0 {
            more.append(json);
            0
        } else {
            usize::from(four < 10) + usize::from(four < 100) + usize::from(four < 1000)
        };
        let digits = [four / 1000, four / 100 % 10, four / 10 % 10, four % 10].map(|digit| b'0' + digit as u8);
        // Four bytes whatever the number: those behind it are taken back.
        json.put(&(u32::from_le_bytes(digits) >> (8 * zeros)).to_le_bytes());
        json.bytes.truncate(json.bytes.len() - zeros);
    }
}

impl Rows for Number {
    fn append(&self, json: &mut Json) {
        json.put(self.as_str().as_bytes());
    }
}

impl Rows for AmountRow {
    fn append(&self, json: &mut Json) {
        match self {
            Self::Number(number) => number.append(json),
            Self::Text(text) => text.append(json),
        }
    }
}

impl Rows for Unit {
    fn append(&self, json: &mut Json) {
        let name = match self {
            Self::Char => "char",
            Self::Byte => "byte",
            Self::Utf16 => "utf16",
        };
        name.append(json);
    }
}

impl Rows for Map<String, Value> {
    fn append(&self, json: &mut Json) {
        let written = match json.broken {
            true => {
                let layout = FactPerLine::at(json.depth);
                self.serialize(&mut Serializer::with_formatter(&mut json.bytes, layout))
            }
            false => serde_json::to_writer(&mut json.bytes, self),
        };
        written.expect("what was read as JSON is written as such, and to memory");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Source};
    use proptest::prelude::*;

    fn json(value: &impl Rows) -> String {
        let mut json = Json { bytes: Vec::new(), broken: false, depth: 0 };
        value.append(&mut json);
        String::from_utf8(json.bytes).unwrap()
    }

    fn check(report: &Report) {
        let mut broken = Vec::new();
        report.serialize(&mut Serializer::with_formatter(&mut broken, FactPerLine::default())).unwrap();
        assert_eq!(String::from_utf8(fact_per_line(report)).unwrap(), String::from_utf8(broken).unwrap());
        assert_eq!(String::from_utf8(in_one_line(report)).unwrap(), serde_json::to_string(report).unwrap());
    }

    proptest! {
        #[test]
        fn strings_are_those_of_serde(text in any::<String>(), marks in "[\0-\u{7f}“é]{0,40}", number in any::<usize>()) {
            for text in [text, marks] {
                prop_assert_eq!(json(&text), serde_json::to_string(&text).unwrap());
            }
            prop_assert_eq!(json(&number), number.to_string());
        }
    }

    #[test]
    fn reports_are_those_of_serde() {
        let text = "Ferry \"Nurn\" to stop\n\nBy Jane Roe in Oban\n\nPARIS, March 3 (Reuters) — “We have no more,” said Anna Gow, \
                    chief executive of Gow Ferries, on Tuesday, after France lost 3-1. It cost £1.2mn to £2.5mn, or about \
                    65 cents a share, 7.5 per cent more.\n\nSign up to our newsletter\n";
        let analyzer = Analyzer::new();
        for unit in [Unit::Char, Unit::Byte, Unit::Utf16] {
            let mut report = Report::new(&analyzer.analyze(Source::from_text("test", text)), unit);
            assert!(!report.entities.countries.is_empty() && !report.dates.is_empty() && !report.warnings.is_empty());
            assert!(report.article.dateline.is_some() && report.figures.iter().any(|figure| figure.low.is_some()));
            check(&report);
            report.meta = serde_json::from_str(r#"{"key": [null, 1.50, "\u0001", {}], "one": {"two": [3]}}"#).unwrap();
            check(&report);
        }
    }
}
