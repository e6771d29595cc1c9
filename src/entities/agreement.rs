//! One name, one type, all through the article. Takes the names found; gives them with those places added where a known
//! name stands untyped, and with the majority's type where one spelling got several.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::lexicon::lexicon;
use super::merge::{Name, What};
use super::{cities, companies, edges, listed, organizations, titles};
use crate::article::BlockKind;
use crate::document::Page;
use crate::grammar::Tag;

/// Most names tried at one word.
const TRIED: usize = 16;

/// Gives each spelling that the tagger typed in several ways one type: a surname of somebody named in full is a person,
/// unless it is something else more often; any other name is what it is most often. What a list or a rule says stands,
/// and so does a place that things happen in.
pub(super) fn vote(page: &Page, mut names: Vec<Name>) -> Vec<Name> {
    let words = |name: &Name| page.words(page.text.span_of(name.tokens.clone()));
    let mut votes: HashMap<&str, [u32; 3]> = HashMap::new();
    for name in &names {
        if let Some(at) = ballot(name.what) {
            votes.entry(words(name)).or_default()[at] += 1;
        }
    }
    let full = names.iter().filter(|name| name.what == What::Person && name.tokens.len() > 1);
    let mut surnames: HashMap<&str, u32> = HashMap::new();
    full.for_each(|name| *surnames.entry(page.words(page.text.span_of(surname(page, &name.tokens)))).or_default() += 1);
    let storms: HashSet<&str> = storms(page, &names);
    let named = names.iter().filter(|name| name.what == What::Person && name.tokens.len() > 1);
    let given: HashSet<&str> =
        named.map(|name| page.word(name.tokens.start)).filter(|word| !is_common_name(word)).collect();
    let mut heads = heads(page, &names);
    let clubs = names.iter().filter(|name| name.what == What::Organization && name.tokens.len() > 1);
    heads.extend(clubs.map(|name| page.word(name.tokens.end - 1)).filter(|tail| is_team(tail)));
    heads.extend(companies::told(page, &names));
    for name in names.iter_mut().filter(|name| name.rule == "entities/tagger") {
        if storms.contains(words(name)) {
            name.what = What::Other;
        }
        if is_bearer(page, name, &votes) {
            name.what = What::Person;
            continue;
        }
        if name.what == What::Organization && given.contains(words(name)) {
            name.what = What::Person;
        }
        if heads.contains(words(name)) && !storms.contains(words(name)) {
            name.what = What::Organization;
            continue;
        }
        let Some(own) = ballot(name.what) else { continue };
        let counts = votes.get(words(name)).copied().unwrap_or_default();
        let people = surnames.get(words(name)).map_or(0, |full| full + counts[0]);
        if people > 0 && people >= counts[own] {
            name.what = What::Person;
            continue;
        }
        let most = (0..3).find(|other| counts[*other] > counts[own] && counts[*other] * 2 > counts.iter().sum::<u32>());
        if let Some(most) = most.filter(|_| name.what != What::Place || !is_scene(page, name)) {
            name.what = [What::Person, What::Organization, What::Place][most];
        }
    }
    names
}

/// "Ana Ruiz" taken for an organization, where "Ruiz" alone is somebody.
fn is_bearer(page: &Page, name: &Name, votes: &HashMap<&str, [u32; 3]>) -> bool {
    let last = page.word(name.tokens.end - 1);
    name.what == What::Organization
        && name.tokens.len() == 2
        && titles::first_name(page.word(name.tokens.start)).is_some()
        && votes.get(last).is_some_and(|[people, bodies, places]| *people > bodies + places)
        && organizations::kind(last).is_none()
}

/// "in Milan": a place, though Milan may have played there.
fn is_scene(page: &Page, name: &Name) -> bool {
    let before = name.tokens.start.checked_sub(1).map_or("", |at| page.word(at));
    matches!(before, "in" | "In" | "near" | "Near" | "outside" | "IN")
}

/// First words that name an organization by themselves: "Acme" of "Acme Semiconductor Inc."; no word of a person's name
/// and none that is also a place.
fn heads<'p>(page: &'p Page, names: &[Name]) -> HashSet<&'p str> {
    let long = |what| names.iter().filter(move |name| name.what == what && name.tokens.len() > 1);
    let companies = long(What::Organization)
        .filter(|name| organizations::kind(page.words(page.text.span_of(name.tokens.clone()))) == Some("company"));
    let people: HashSet<&str> =
        long(What::Person).flat_map(|name| name.tokens.clone()).map(|at| page.word(at)).collect();
    let heads = companies.map(|name| page.word(name.tokens.start));
    heads.filter(|word| word.len() > 3 && !people.contains(word) && !is_common(word)).collect()
}

/// The last word of a club's name, in the plural, by which it goes: "the Browns".
fn is_team(word: &str) -> bool {
    word.ends_with('s') && listed::ORGANIZATIONS.get(word) == Some("club")
}

/// Whether a word begins many names.
fn is_common(word: &str) -> bool {
    listed::COMMON.has(&word.to_lowercase())
        || lexicon().entry(word).is_some()
        || cities::city(word).is_some()
        || titles::first_name(word).is_some()
}

/// Whether a word names something else than a person as well.
fn is_common_name(word: &str) -> bool {
    lexicon().entry(word).is_some() || listed::COMMON.has(&word.to_lowercase())
}

/// The names of storms: what stands behind "Hurricane" anywhere.
fn storms<'p>(page: &'p Page, names: &[Name]) -> HashSet<&'p str> {
    let storms = names.iter().filter(|name| edges::is_storm(page, name));
    storms.map(|name| page.word(name.tokens.end - 1)).collect()
}

/// Where a type's votes are counted.
fn ballot(what: What) -> Option<usize> {
    match what {
        What::Person => Some(0),
        What::Organization => Some(1),
        What::Place => Some(2),
        What::Country(..) | What::Other => None,
    }
}

/// Adds the untyped repeats of known names.
pub(super) fn repeats(page: &Page, names: Vec<Name>) -> Vec<Name> {
    let known = Known::of(page, &names);
    let mut out: Vec<Name> = Vec::with_capacity(names.len() + names.len() / 8);
    let mut at = 0;
    for name in names {
        known.find(page, at..name.tokens.start, &mut out);
        at = name.tokens.end;
        out.push(name);
    }
    known.find(page, at..page.text.tokens.len(), &mut out);
    out
}

/// Spellings of the names found, by their first word.
struct Known<'p> {
    page: &'p Page,
    names: HashMap<&'p str, Vec<(Range<usize>, What)>>,
}

impl<'p> Known<'p> {
    fn of(page: &'p Page, names: &[Name]) -> Self {
        let mut known = Self { page, names: HashMap::new() };
        let heads = heads(page, names);
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for name in names {
            let single = name.tokens.len() == 1 && !matches!(name.what, What::Country(..) | What::Person);
            let count = seen.entry(page.word(name.tokens.start)).or_default();
            *count += usize::from(single);
            if single && *count < 2 {
                continue;
            }
            match name.what {
                What::Person if name.tokens.len() > 1 => {
                    known.add(name.tokens.clone(), name.what);
                    known.add(surname(page, &name.tokens), name.what);
                }
                What::Person | What::Organization | What::Place => known.add(name.tokens.clone(), name.what),
                What::Country(..) | What::Other => {}
            }
        }
        for name in names.iter().filter(|name| name.what == What::Organization && name.tokens.len() > 1) {
            let comma = name.tokens.clone().find(|at| page.word(*at) == ",");
            comma.into_iter().for_each(|comma| known.add(name.tokens.start..comma, name.what));
            let tail = name.tokens.end - 1;
            if is_team(page.word(tail)) {
                known.add(tail..tail + 1, name.what);
            }
            if heads.contains(page.word(name.tokens.start)) {
                known.add(name.tokens.start..name.tokens.start + 1, name.what);
            }
        }
        known
    }

    fn add(&mut self, tokens: Range<usize>, what: What) {
        let first = self.page.word(tokens.start);
        if !is_name_word(first) || (tokens.len() == 1 && what == What::Place && first.len() < 4) {
            return;
        }
        let known = self.names.get(first).map_or(&[][..], Vec::as_slice);
        if known.len() < TRIED && !known.iter().any(|(other, _)| self.same(other, &tokens)) {
            self.names.entry(first).or_default().push((tokens, what));
        }
    }

    fn same(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        one.len() == other.len() && one.clone().zip(other.clone()).all(|(a, b)| self.page.word(a) == self.page.word(b))
    }

    /// Known names in a stretch of tokens that holds no name yet.
    fn find(&self, page: &Page, gap: Range<usize>, out: &mut Vec<Name>) {
        let mut at = gap.start;
        while at < gap.end {
            match self.longest(page, at, gap.end) {
                Some((end, what)) if self.stands_alone(at..end) => {
                    out.push(Name { tokens: at..end, what, rule: "entities/repeat" });
                    at = end;
                }
                _ => at += 1,
            }
        }
    }

    fn longest(&self, page: &Page, at: usize, limit: usize) -> Option<(usize, What)> {
        let word = page.word(at);
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        let fitting = self
            .names
            .get(word)?
            .iter()
            .filter(|(tokens, _)| at + tokens.len() <= limit && self.same(tokens, &(at..at + tokens.len())));
        fitting.max_by_key(|(tokens, _)| tokens.len()).map(|(tokens, what)| (at + tokens.len(), *what))
    }

    /// Whether a repeat is no part of a longer run of capitalised words, and no plain word at the head of a sentence.
    fn stands_alone(&self, tokens: Range<usize>) -> bool {
        let sentence = &self.page.text.sentences[self.page.text.sentence_of(tokens.start)].tokens;
        let capital = |at: usize| sentence.contains(&at) && self.page.word(at).starts_with(char::is_uppercase);
        let before = tokens.start > sentence.start + 1 && capital(tokens.start - 1);
        let first_words =
            tokens.start == sentence.start + 1 && capital(sentence.start) && is_noun(self.page, sentence.start);
        let joined = sentence.contains(&tokens.end) && matches!(self.page.word(tokens.end), "-" | "–");
        let title = self.page.article.blocks[self.page.text.sentences[self.page.text.sentence_of(tokens.start)].block]
            .kind
            == BlockKind::Title;
        let followed = capital(tokens.end) && !(title && tokens.len() > 1);
        !before && !first_words && !followed && !joined && (tokens.len() > 1 || is_noun(self.page, tokens.start))
    }
}

fn is_noun(page: &Page, at: usize) -> bool {
    matches!(page.tags.get(at), Some(Tag::NNP | Tag::NNPS | Tag::NN | Tag::NNS | Tag::FW))
}

/// The last word of a person's name, with what a hyphen joins to it.
fn surname(page: &Page, tokens: &Range<usize>) -> Range<usize> {
    let mut end = tokens.end;
    while end > tokens.start + 1 && matches!(page.word(end - 1), "Jr." | "Jr" | "Sr." | "II" | "III" | "IV") {
        end -= 1;
    }
    let mut start = end - 1;
    while start > tokens.start + 1 && matches!(page.word(start - 1), "-" | "'" | "’") {
        start -= 2.min(start - tokens.start);
    }
    start..end
}

/// Long enough, and not a word that is usually something else.
fn is_name_word(word: &str) -> bool {
    word.chars().count() > 1
        && word.starts_with(char::is_uppercase)
        && !matches!(
            word,
            "The"
                | "A"
                | "An"
                | "May"
                | "Will"
                | "March"
                | "April"
                | "June"
                | "August"
                | "Sunday"
                | "Monday"
                | "In"
                | "On"
                | "He"
                | "She"
                | "It"
                | "I"
                | "We"
        )
}
