//! The lists of names. Takes a page; gives every listed name in it, longest first, as written in the lists: which
//! reading holds in the context is for others to say.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use super::Form;
use super::looks::View;
use super::spelling::Spellings;
use crate::document::Page;
use crate::list;
use crate::sequence::hash::{self, Hashed};

/// A row of `countries.tsv`.
#[derive(Debug)]
pub(super) struct Country {
    pub alpha2: &'static str,
    pub alpha3: &'static str,
    pub name: &'static str,
}

/// Where spellings stand whose heads are alike.
pub(super) type Alike = (u32, u32);

/// A row of `organizations.tsv`, `namesakes.tsv` or `places.tsv`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listed {
    pub name: &'static str,
    pub kind: &'static str,
    pub country: Option<&'static str>,
}

/// What a listed name stands for: index of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Country(u16, Form),
    /// The seat of a country's government: metonym or city.
    Capital(u16),
    Organization(u16),
    Place(u16),
    /// A place's adjective or people, "European": named is neither it nor another.
    Adjective,
    /// An index, a ware, a prize, an abbreviation of a thing: no name of ours.
    Other,
}

/// A listed name in the text.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub tokens: Range<usize>,
    pub entry: Entry,
}

/// One spelling of a listed name.
#[derive(Clone, Copy, Debug)]
struct Spelling {
    key: u64,
    name: &'static str,
    /// How many characters spell it.
    length: usize,
    /// Whether an `s` follows the name.
    plural: bool,
    entry: Entry,
}

/// All lists, with one index over their spellings.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub countries: Vec<Country>,
    pub organizations: Vec<Listed>,
    pub places: Vec<Listed>,
    /// By key, of one key the longest name first.
    spellings: Vec<Spelling>,
    /// What stands behind the first word of each spelling, close together for a quick first question.
    behind: Vec<Behind>,
    /// Where the spellings of each key begin and end.
    alike: Hashed<Alike>,
    /// Keys of what stands behind "The" in names.
    articled: Spellings,
}

/// The embedded lists.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);
    &LEXICON
}

impl Lexicon {
    fn load() -> Self {
        let mut spellings = Vec::with_capacity(20_000);
        let countries = load_countries(&mut spellings);
        let organizations = load_listed(include_str!("organizations.tsv"), &mut spellings, Entry::Organization);
        let places = load_listed(include_str!("places.tsv"), &mut spellings, Entry::Place);
        let others = list::rows::<2>(include_str!("others.tsv"));
        others.for_each(|[name, _]| spell(name, Entry::Other, &mut spellings));
        let spellings = sorted(&spellings);
        let behind = spellings.iter().map(|spelling| behind(spelling.name)).collect();
        let mut alike = Hashed::<Alike>::with_capacity_and_hasher(spellings.len(), Default::default());
        for (at, spelling) in (0..).zip(&spellings) {
            alike.entry(spelling.key).or_insert((at, at)).1 = at + 1;
        }
        let articled = spellings.iter().filter_map(|spelling| spelling.name.strip_prefix("The ")).map(key_of).collect();
        Self { countries, organizations, places, spellings, behind, alike, articled }
    }

    /// Every listed name of the page, the longest at each place, in text order.
    pub fn scan(&self, page: &View) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut free = 0;
        for at in page.openings().iter().copied() {
            if at >= free
                && let Some(alike) = page.look(at).alike
                && let Some(hit) = self.hit(page, at, alike)
            {
                free = hit.tokens.end;
                hits.push(hit);
            }
        }
        hits
    }

    /// The spellings that this word in capitals may begin; none of them where only its letters may be one.
    pub fn begun_by(&self, word: &str) -> Option<Alike> {
        let alike = self.alike.get(&key_of(word)).copied();
        alike.or_else(|| word.contains('.').then_some((0, 0)))
    }

    /// The longest listed name that begins with this token, and its spelling with these.
    fn hit(&self, page: &Page, at: usize, alike: Alike) -> Option<Hit> {
        let word = page.word(at);
        let text = &page.source.text[page.text.tokens[at].span.start()..];
        let mut longest: Option<Hit> = None;
        for spelling in self.fitting(alike, text) {
            let Some(length) = spelling.length_in(text) else { continue };
            let Some(last) = token_ending(page, at, length) else { continue };
            if longest.as_ref().is_none_or(|hit| hit.tokens.end <= last) {
                longest = Some(Hit { tokens: at..last + 1, entry: spelling.entry });
            }
        }
        longest.or_else(|| self.dotted(word).map(|entry| Hit { tokens: at..at + 1, entry }))
    }

    /// An acronym written with stops: "S.E.C.".
    fn dotted(&self, word: &str) -> Option<Entry> {
        let letters = (5..12).contains(&word.len()) && word.is_ascii() && word.contains('.');
        let plain: String = if letters { word.chars().filter(|c| *c != '.').collect() } else { return None };
        let capitals = plain.len() * 2 >= word.len() - 1 && plain.chars().all(|c| c.is_ascii_uppercase());
        capitals.then(|| self.entry(&plain)).flatten()
    }

    /// The entry of a name that stands alone.
    pub fn entry(&self, name: &str) -> Option<Entry> {
        let (first, end) = *self.alike.get(&key_of(name))?;
        let length = length(name);
        let mut as_long = self.spellings[first as usize..end as usize].iter().filter(|known| known.length == length);
        as_long.find(|spelling| spelling.length_in(name) == Some(name.len())).map(|found| found.entry)
    }

    /// Whether this name may be listed with "The" before it.
    pub fn is_behind_article(&self, name: &str) -> bool {
        self.articled.contains(&key_of(name))
    }

    /// The names of countries and places.
    pub fn places(&self) -> impl Iterator<Item = &'static str> {
        let is_place = |entry| matches!(entry, Entry::Country(_, Form::Name) | Entry::Capital(_) | Entry::Place(_));
        self.spellings.iter().filter(move |spelling| is_place(spelling.entry)).map(|spelling| spelling.name)
    }

    /// The entry of a name that is written in small ASCII letters: the lists know names in capitals.
    pub fn low_entry(&self, name: &str) -> Option<Entry> {
        let alike = *self.alike.get(&key_of(name))?;
        let length = length(name);
        let known = self.fitting(alike, name).any(|spelling| spelling.length == length);
        known.then(|| self.entry(&name.to_uppercase())).flatten()
    }

    /// Of spellings with the head of this text those that may go on as it does.
    fn fitting(&self, (first, end): Alike, text: &str) -> impl Iterator<Item = &Spelling> {
        let wanted = behind(text);
        let fits = move |at: usize, letter: u8| letter == wanted[at] || letter == UNKNOWN || wanted[at] == UNKNOWN;
        let alike = first as usize..end as usize;
        let behind = self.behind[alike.clone()].iter();
        let fitting = behind
            .zip(&self.spellings[alike])
            .filter(move |([initial, first, second], _)| fits(1, *first) && fits(2, *second) && fits(0, *initial));
        fitting.map(|(_, spelling)| spelling)
    }
}

impl Spelling {
    /// How many bytes of `text` spell this name at its head; case counts, unless the text is in capitals.
    fn length_in(&self, text: &str) -> Option<usize> {
        let length = spelled(text, self.name)?;
        let ends = !self.plural || text[length..].starts_with(['s', 'S']);
        ends.then_some(length + usize::from(self.plural))
    }
}

/// The letter behind the first stop of a first word, as in "U.S.", and the first two letters of the second word: ASCII
/// letters or digits, in small.
type Behind = [u8; 3];

/// A letter of which nothing can be said.
const UNKNOWN: u8 = 0;
/// No letter stands there.
const NOTHING: u8 = b' ';
/// The most stops of a first word; of names in the lists it has fewer.
const STOPS: usize = 8;

fn behind(text: &str) -> Behind {
    let bytes = text.as_bytes();
    let letter = |at: usize| match bytes.get(at) {
        Some(byte) if byte.is_ascii_alphanumeric() => byte.to_ascii_lowercase(),
        _ => UNKNOWN,
    };
    let behind_word = |at: usize| at + bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let head = behind_word(0);
    let mut end = head;
    for _ in 0..STOPS {
        if end == 0 || bytes.get(end) != Some(&b'.') {
            break;
        }
        end = behind_word(end + 1);
    }
    let initial = match bytes.get(head) {
        Some(b'.') => letter(head + 1),
        Some(_) => NOTHING,
        None => UNKNOWN,
    };
    match bytes.get(end) {
        Some(b' ') if letter(end + 1) != UNKNOWN => [initial, letter(end + 1), letter(end + 2)],
        Some(mark) if mark.is_ascii_punctuation() && end > 0 => [initial, NOTHING, UNKNOWN],
        _ => [initial, UNKNOWN, UNKNOWN],
    }
}

/// The token of this sentence that ends `length` bytes behind the start of token `at`.
pub(super) fn token_ending(page: &Page, at: usize, length: usize) -> Option<usize> {
    let end = page.text.tokens[at].span.start() + length;
    let last = at + page.text.tokens[at..].iter().position(|token| token.span.end() >= end)?;
    let within = || page.text.sentences[page.text.sentence_of(at)].tokens.contains(&last);
    (page.text.tokens[last].span.end() == end && (last == at || within())).then_some(last)
}

/// How many characters a name has, any white space between two words being one.
fn length(name: &str) -> usize {
    let mut before = 0;
    let is_plain = |byte: u8| {
        let is_double = byte == b' ' && before == b' ';
        before = byte;
        matches!(byte, b' '..=b'~') && !is_double
    };
    if name.bytes().all(is_plain) {
        return name.len();
    }
    let mut space = false;
    let counts = |c: char| !std::mem::replace(&mut space, c.is_whitespace()) || !c.is_whitespace();
    name.chars().map(counts).filter(|counts| *counts).count()
}

/// How many bytes of `text` spell `name`; white space and apostrophes of all kinds are alike.
pub(super) fn spelled(text: &str, name: &str) -> Option<usize> {
    if text.starts_with(name) {
        return Some(name.len());
    }
    let same = text.bytes().zip(name.bytes()).take_while(|(found, wanted)| found == wanted).count();
    let (found, wanted) = (*text.as_bytes().get(same)?, name.as_bytes()[same]);
    // Another letter than the one wanted, and not its capital either.
    if found.is_ascii_alphanumeric() && wanted.is_ascii() && found != wanted.to_ascii_uppercase() {
        return None;
    }
    let mut rest = text.char_indices().peekable();
    let mut exact = true;
    let mut capitals = true;
    for wanted in name.chars() {
        let (_, found) = rest.next()?;
        if wanted == ' ' {
            if !found.is_whitespace() {
                return None;
            }
            while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            continue;
        }
        let same =
            found == wanted || (wanted == '\'' && matches!(found, '’' | '‘' | '`')) || (wanted == '-' && found == '–');
        exact &= same;
        capitals &= !found.is_lowercase();
        if !same && !(capitals && wanted.is_lowercase() && wanted.to_uppercase().eq([found])) {
            return None;
        }
    }
    let long = name.len() > 3 && name.chars().any(char::is_lowercase);
    let end = rest.peek().map_or(text.len(), |(at, _)| *at);
    (exact || (capitals && long)).then_some(end)
}

/// The [`key`] of a name; most are of ASCII letters.
fn key_of(name: &str) -> u64 {
    let mut head = [0; 24];
    let mut length = 0;
    for (small, byte) in head.iter_mut().zip(name.bytes()).take_while(|(_, byte)| byte.is_ascii_alphanumeric()) {
        // Sets the bit that makes a letter small; digits have it.
        *small = byte | 0x20;
        length += 1;
    }
    if length == head.len() || name.as_bytes().get(length).is_some_and(|byte| !byte.is_ascii()) {
        return key(name.chars());
    }
    hash::bytes(&head[..length])
}

/// Hash of the letters and digits at the head of a name, without case.
pub(super) fn key(name: impl Iterator<Item = char>) -> u64 {
    let head: String = name.take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    hash::text(&head)
}

/// Spellings by key, of one key the longest name first, of names as long the first listed.
fn sorted(spellings: &[Spelling]) -> Vec<Spelling> {
    // Numbers are quicker to sort than spellings.
    let number = |(at, spelling): (u32, &Spelling)| (spelling.key, Reverse(spelling.name.len() as u32), at);
    let mut order: Vec<_> = (0..).zip(spellings).map(number).collect();
    order.sort_unstable();
    order.into_iter().map(|(.., at)| spellings[at as usize]).collect()
}

fn load_countries(spellings: &mut Vec<Spelling>) -> Vec<Country> {
    let rows = list::rows::<7>(include_str!("countries.tsv")).enumerate();
    rows.map(|(row, [alpha2, alpha3, name, others, short, people, capital])| {
        let row = row as u16;
        let mut add = |names: &'static str, entry| names.split(';').for_each(|name| spell(name, entry, spellings));
        add(name, Entry::Country(row, Form::Name));
        add(others, Entry::Country(row, Form::Name));
        add(short, Entry::Country(row, Form::Abbreviation));
        add(people, Entry::Country(row, Form::Demonym));
        add(capital, Entry::Capital(row));
        Country { alpha2, alpha3, name }
    })
    .collect()
}

fn load_listed(list: &'static str, spellings: &mut Vec<Spelling>, entry: fn(u16) -> Entry) -> Vec<Listed> {
    let rows = list::rows::<5>(list).enumerate();
    rows.map(|(row, [name, kind, country, others, adjectives])| {
        spell(name, entry(row as u16), spellings);
        // Most names have neither.
        if !others.is_empty() || !adjectives.is_empty() {
            others.split(';').for_each(|other| spell(other, entry(row as u16), spellings));
            adjectives.split(';').for_each(|adjective| spell(adjective, Entry::Adjective, spellings));
        }
        Listed { name, kind, country: (!country.is_empty()).then_some(country) }
    })
    .collect()
}

fn spell(name: &'static str, entry: Entry, spellings: &mut Vec<Spelling>) {
    let (name, plural) = name.strip_suffix("(s)").map_or((name, false), |stem| (stem, true));
    if name.is_empty() {
        return;
    }
    let length = length(name);
    spellings.push(Spelling { key: key_of(name), name, length, plural: false, entry });
    if plural {
        let key = key(name.chars().chain(['s']));
        spellings.push(Spelling { key, name, length: length + 1, plural: true, entry });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_behind_a_first_word_tells() {
        let cases: [(&str, &Behind); 9] = [
            ("New York City", b" yo"),
            ("U.S. Army", b"sar"),
            ("U.S.", b"s\0\0"),
            ("Peru", b"\0\0\0"),
            ("St. Louis", b"\0lo"),
            ("AT&T", b"  \0"),
            ("Plan B", b" b\0"),
            ("New\nYork", b" \0\0"),
            ("São Paulo", b" \0\0"),
        ];
        cases.iter().for_each(|(text, wanted)| assert_eq!(behind(text), **wanted, "{text}"));
    }

    #[test]
    fn every_listed_name_is_found() {
        let lexicon = lexicon();
        let lost =
            lexicon.spellings.iter().filter(|spelling| !spelling.plural && lexicon.entry(spelling.name).is_none());
        assert_eq!(lost.map(|spelling| spelling.name).collect::<Vec<_>>(), [""; 0]);
    }
}
