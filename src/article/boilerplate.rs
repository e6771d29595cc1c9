//! Page furniture: share and newsletter lines, captions and credits, comment boxes, lists of other stories.

use aho_corasick::{AhoCorasick, packed};

use super::phrases::{Phrase, fold_into, is_blank};
use super::words::{self, is_capitalized, is_terminal};
use super::{EDGE, Lines};
use crate::list;

/// Where a phrase is furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// Wherever it stands.
    Any,
    /// Near the beginning or the end of the text.
    Edge,
    /// When its gap is a number.
    Number,
    /// Anywhere, and the headlines below go with it.
    List,
}

/// The phrases of page furniture.
#[derive(Debug)]
pub(super) struct Rules {
    phrases: Vec<(Phrase, Where)>,
    /// The phrases that a line may be by its first byte, its second and its last.
    by_bytes: [ByByte; 3],
    /// Words of which those phrases hold some that begin with no word.
    within: Within,
}

/// For each byte, which phrases may have it at one place: bits, in the order of the list.
#[derive(Debug)]
struct ByByte(Vec<Vec<u64>>);

impl ByByte {
    /// The phrases by the byte that `byte` tells of them; those of which it tells none may have any.
    fn new(phrases: &[(Phrase, Where)], byte: impl Fn(&Phrase) -> Option<u8>) -> Self {
        let mut any = vec![0; phrases.len().div_ceil(64)];
        let mut rows = vec![any.clone(); 256];
        for (at, (phrase, _)) in phrases.iter().enumerate() {
            let row = byte(phrase).map_or(&mut any, |byte| &mut rows[usize::from(byte)]);
            row[at / 64] |= 1 << (at % 64);
        }
        rows.iter_mut().for_each(|row| row.iter_mut().zip(&any).for_each(|(row, any)| *row |= any));
        Self(rows)
    }

    fn of(&self, byte: u8) -> &[u64] {
        &self.0[usize::from(byte)]
    }
}

/// Finds any of some words.
#[derive(Debug)]
enum Within {
    /// Where the processor can look at many bytes at once.
    Packed(packed::Searcher),
    Plain(AhoCorasick),
}

impl Within {
    fn is_match(&self, line: &str) -> bool {
        match self {
            Self::Packed(packed) => packed.find(line).is_some(),
            Self::Plain(plain) => plain.is_match(line),
        }
    }
}

impl Rules {
    pub fn load() -> Self {
        let place = |name| match name {
            "edge" => Where::Edge,
            "number" => Where::Number,
            "list" => Where::List,
            _ => Where::Any,
        };
        let rows = list::rows::<2>(include_str!("boilerplate.tsv"));
        let phrases: Vec<_> = rows.map(|[phrase, name]| (Phrase::new(phrase), place(name))).collect();
        let by_bytes = [
            ByByte::new(&phrases, Phrase::first),
            ByByte::new(&phrases, Phrase::second),
            ByByte::new(&phrases, Phrase::last),
        ];
        let parts = || phrases.iter().filter_map(|(phrase, _)| phrase.within());
        let within = match packed::Searcher::new(parts()) {
            Some(packed) => Within::Packed(packed),
            None => Within::Plain(
                AhoCorasick::new(parts()).expect("few short words make a small automaton; the tests load it"),
            ),
        };
        Self { phrases, by_bytes, within }
    }

    /// Where a line as folded by [`fold_into`] is furniture, if it is anywhere. A short one that begins with a number may
    /// count something.
    fn place(&self, folded: &str) -> Option<Where> {
        let bytes = folded.as_bytes();
        let (first, last) = (*bytes.first()?, *bytes.last()?);
        let places = [first, bytes.get(1).copied().unwrap_or_default(), last];
        let [firsts, seconds, lasts] = [0, 1, 2].map(|place| self.by_bytes[place].of(places[place]));
        let fitting = firsts.iter().zip(seconds).zip(lasts).map(|((first, second), last)| first & second & last);
        let phrases =
            self.phrases.chunks(64).zip(fitting).flat_map(|(phrases, bits)| bits_of(bits).map(|at| &phrases[at]));
        let held = self.within.is_match(folded);
        let mut phrases = phrases.filter(|(phrase, _)| held || phrase.within().is_none());
        let counts = || folded.starts_with(|c: char| c.is_ascii_digit()) && folded.len() < 24;
        phrases.find(|(phrase, place)| phrase.is(folded) && (*place != Where::Number || counts())).map(|row| row.1)
    }
}

/// The places of the bits that are set, in order.
fn bits_of(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(at)
    })
}

/// For each line, whether it is page furniture.
pub(super) fn find(page: &Lines) -> Vec<bool> {
    let mut listed = false;
    let note = company_note(page);
    let mut folded = String::new();
    let is_furniture = |line| {
        if note.is_some_and(|note| line >= note) {
            return true;
        }
        let words = page.words(line);
        let spoken = words.starts_with(['"', '“', '‘', '\'']);
        let folded = if spoken && !is_blank(words) { None } else { fold_into(&mut folded, words) };
        let Some(folded) = folded else {
            listed = false;
            return false;
        };
        let place = page.rules.boilerplate.place(folded);
        let found = match place {
            Some(Where::Any | Where::List | Where::Number) => true,
            Some(Where::Edge) => page.at_edge(line),
            None => {
                let is_mark = folded.is_empty() || is_address(words) || is_length(folded);
                is_mark || line < 2 && is_slug(words) || ends_in_credit(words)
            }
        };
        listed = match place {
            Some(Where::List) => true,
            _ => found || listed && page.lines.len() - line < 4 * EDGE && is_headline(words),
        } && (listed || place == Some(Where::List));
        found || listed
    };
    (0..page.lines.len()).map(is_furniture).collect()
}

/// Where the note about the company begins that closes a press release: a line "About Acme Energy" in its second half,
/// whose words the story has named before and the next line begins with.
fn company_note(page: &Lines) -> Option<usize> {
    let count = page.lines.len();
    (count / 2..count.saturating_sub(1)).find(|line| {
        let Some(name) = page.words(*line).strip_prefix("About ") else { return false };
        let name = name.trim_end_matches(':');
        let shaped = is_capitalized(name) && name.split(' ').count() <= 8 && !is_terminal(name);
        let told = page.words(line + 1).trim_start_matches("The ").starts_with(name.split(' ').next().unwrap_or(name));
        shaped && told && page.text[..page.lines[*line].span.start()].contains(name.split(" (").next().unwrap_or(name))
    })
}

/// Headlines of other stories have no full stop and are short.
fn is_headline(line: &str) -> bool {
    !words::is_longer(line, 120) && !is_terminal(line)
}

/// A web or mail address and nothing else.
fn is_address(line: &str) -> bool {
    let one_word = !line.contains(char::is_whitespace);
    let host = line.split('/').next().unwrap_or_default();
    one_word
        && (["http://", "https://", "www."].iter().any(|head| line.starts_with(head))
            || line.find('@').is_some_and(|at| at > 0) && line.contains('.')
            || line.len() > host.len() && host.contains('.') && host.is_ascii())
}

/// How long a recording is, and nothing else: `01:04`, `0:58`, `1:02:33`. An hour of the day begins with no nought.
fn is_length(folded: &str) -> bool {
    if !folded.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let parts: Vec<&str> = folded.splitn(4, ':').collect();
    let are_numbers = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let are_long = parts[0].len() <= 2 && parts[1..].iter().all(|part| part.len() == 2);
    are_numbers && are_long && (parts.len() == 3 || parts.len() == 2 && folded.starts_with('0'))
}

/// What is left of an address or a database key at the head of a copied page: `storm-hits-coast-20210304`, `ID=7c1f`.
fn is_slug(line: &str) -> bool {
    let one_word = line.is_ascii() && !line.contains(char::is_whitespace);
    one_word && (line.matches('-').count() >= 2 || line.contains(['=', '/', '_']))
}

/// "Boats in the harbour in March [Jane Roe/Echo News]": a caption with its credit.
fn ends_in_credit(line: &str) -> bool {
    let Some(inside) = line.strip_suffix([')', ']']) else { return false };
    let Some(at) = inside.rfind(['(', '[']) else { return false };
    let credit = &inside[at + 1..];
    if ["Photo by ", "Photos by ", "Photograph by ", "Photo: ", "Photo courtesy", "Image: "]
        .iter()
        .any(|head| credit.starts_with(head))
    {
        return true;
    }
    let mut words = credit.split([' ', '/']).filter(|word| !word.is_empty());
    let names = words.clone().count();
    credit.contains('/')
        && !credit.contains(',')
        && (3..=8).contains(&names)
        && words.clone().any(|word| word.contains(char::is_lowercase))
        && words.all(|word| is_capitalized(word) || matches!(word, "via" | "of" | "for" | "and" | "the"))
}

#[cfg(test)]
mod tests {
    use super::super::phrases::fold;
    use super::*;

    #[test]
    fn every_phrase_meets_its_example() {
        let rules = Rules::load();
        for [phrase, _, example] in list::rows::<3>(include_str!("boilerplate.tsv")) {
            let folded = fold(example).expect("examples are short");
            assert!(Phrase::new(phrase).is(&folded), "`{phrase}` does not meet `{example}`");
            assert!(rules.place(&folded).is_some());
        }
    }

    #[test]
    fn credits_close_captions() {
        assert!(ends_in_credit("Boats in the harbour in March [Jane Roe/Echo News]"));
        assert!(ends_in_credit("(Jane Roe/AFP via Getty Images)"));
        assert!(ends_in_credit("Boats in the harbour on Dec. 5. (Photo by Jane Roe)"));
        assert!(!ends_in_credit("The two banks (Acme and/or Bolt)"));
        assert!(!ends_in_credit("He voted for the bill (he later regretted it)"));
    }

    #[test]
    fn lengths_of_recordings() {
        for line in ["01:04", "0:58", "1:02:33"] {
            assert!(is_length(line), "{line}");
        }
        for line in ["1904", "12:35", "2:1", "a:04", "01:", "2:10:40:07", "0:1"] {
            assert!(!is_length(line), "{line}");
        }
    }

    #[test]
    fn addresses_and_slugs() {
        assert!(is_address("echo.example/articles/12"));
        assert!(is_address("https://echo.example"));
        assert!(!is_address("Mr.Roe"));
        assert!(is_slug("storm-hits-coast") && !is_slug("U-turn"));
    }
}
