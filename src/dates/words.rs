//! Words of time. Takes `words.tsv` and the literal words of the patterns; gives each word a number and its senses, a
//! slot and a value each.

use std::ops::Range;

use crate::list::{self, Sieve};
use crate::sequence::hash;

pub(super) use super::slots::{Slot, Slots};

/// The number of a word; [`UNKNOWN`] for words that no list and no pattern names.
pub(super) type WordId = u16;

/// Any other word.
pub(super) const UNKNOWN: WordId = 0;

/// One meaning of a word.
#[derive(Clone, Copy, Debug)]
struct Sense {
    slot: Slot,
    value: i32,
    capital: bool,
}

#[derive(Debug, Default)]
struct Entry {
    senses: Vec<Sense>,
    slots: Slots,
    capital_slots: Slots,
    /// Where the phrases stand that begin with this word, once all are there.
    longer: Range<usize>,
    /// Whether it tells nothing of time by itself.
    idle: bool,
}

/// The lexicon: words and phrases with their senses.
#[derive(Debug)]
pub(super) struct Words {
    entries: Vec<Entry>,
    /// The hash of a word, which stands for it, and its number; [`UNKNOWN`] in free places.
    table: Vec<(u64, WordId)>,
    /// (words so far, next word) -> words so far and the next, sorted; phrases are entries too.
    phrases: Vec<((WordId, WordId), WordId)>,
    /// Lets the words of the table through.
    sieve: Sieve,
}

const TABLE: usize = 1 << 12;
/// Longer tokens are in no list.
const LONGEST: usize = 24;

impl Words {
    /// Reads the embedded list.
    pub(super) fn load() -> Self {
        let (table, sieve) = (vec![(0, UNKNOWN); TABLE], Sieve::with_room(TABLE / 4));
        let mut words = Words { entries: vec![Entry::default()], table, phrases: Vec::new(), sieve };
        for [spelling, slot, value, case] in list::rows::<4>(include_str!("words.tsv")) {
            let slot = Slot::named(slot).expect("words.tsv names known slots; the tests of this module load it");
            let id = words.phrase(spelling);
            words.add_sense(id, Sense { slot, value: code(value), capital: case == "cap" });
        }
        for [word] in list::rows::<1>(include_str!("idle.tsv")) {
            let id = words.intern(word);
            words.entries[usize::from(id)].idle = true;
        }
        for (at, row) in words.phrases.iter().enumerate() {
            let longer = &mut words.entries[usize::from(row.0.0)].longer;
            let first = if longer.end == 0 { at } else { longer.start };
            *longer = first..at + 1;
        }
        words
    }

    fn add_sense(&mut self, id: WordId, sense: Sense) {
        let entry = &mut self.entries[usize::from(id)];
        let slots = if sense.capital { &mut entry.capital_slots } else { &mut entry.slots };
        *slots = slots.or(Slots::of(sense.slot));
        entry.senses.push(sense);
    }

    /// The number of a phrase of one or more words, new if need be.
    fn phrase(&mut self, spelling: &str) -> WordId {
        let mut so_far = UNKNOWN;
        for (count, word) in parts(spelling).enumerate() {
            let word = self.intern(word);
            so_far = if count == 0 { word } else { self.extend(so_far, word) };
        }
        so_far
    }

    fn extend(&mut self, so_far: WordId, word: WordId) -> WordId {
        match self.phrases.binary_search_by_key(&(so_far, word), |row| row.0) {
            Ok(at) => self.phrases[at].1,
            Err(at) => {
                let id = self.push(Entry::default());
                self.phrases.insert(at, ((so_far, word), id));
                id
            }
        }
    }

    fn push(&mut self, entry: Entry) -> WordId {
        self.entries.push(entry);
        (self.entries.len() - 1) as WordId
    }

    /// The number of a lower-case word, new if need be.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        let mut folded = [0; LONGEST];
        folded[..word.len()].copy_from_slice(word.as_bytes());
        let (slot, hash) = self.slot_of(&folded, word.len());
        if self.table[slot].1 == UNKNOWN {
            self.table[slot] = (hash, self.push(Entry::default()));
            self.sieve.insert(word);
        }
        self.table[slot].1
    }

    /// The place in the table where a word is or belongs, and its hash.
    fn slot_of(&self, word: &[u8; LONGEST], length: usize) -> (usize, u64) {
        let hash = hash(word, length);
        let mut at = hash as usize % TABLE;
        loop {
            let (found, id) = self.table[at];
            if id == UNKNOWN || found == hash {
                return (at, hash);
            }
            at = (at + 1) % TABLE;
        }
    }

    /// The number of a word as written: case, a final stop and the form of the apostrophe do not matter.
    pub(super) fn look_up(&self, word: &str) -> WordId {
        // Marks and stops that are written in several ways are told apart no further here.
        if word.is_ascii() && !word.ends_with('.') && !self.sieve.passes(word) {
            return UNKNOWN;
        }
        let mut folded = [0; LONGEST];
        match fold(word, &mut folded) {
            Some(length) => self.table[self.slot_of(&folded, length).0].1,
            None => UNKNOWN,
        }
    }

    /// The phrase that `word` continues.
    pub(super) fn longer(&self, so_far: WordId, word: WordId) -> Option<WordId> {
        let phrases = &self.phrases[self.entries[usize::from(so_far)].longer.clone()];
        phrases.binary_search_by_key(&word, |row| row.0.1).ok().map(|at| phrases[at].1)
    }

    /// Whether a phrase begins with these words.
    pub(super) fn opens(&self, id: WordId) -> bool {
        !self.entries[usize::from(id)].longer.is_empty()
    }

    /// Whether a word tells nothing of time by itself.
    pub(super) fn is_idle(&self, id: WordId) -> bool {
        self.entries[usize::from(id)].idle
    }

    /// The slots of a word, given whether it is written with a capital.
    pub(super) fn slots(&self, id: WordId, capital: bool) -> Slots {
        let entry = &self.entries[usize::from(id)];
        if capital { entry.slots.or(entry.capital_slots) } else { entry.slots }
    }

    /// How many words and phrases there are.
    pub(super) fn count(&self) -> usize {
        self.entries.len()
    }

    /// The value of a word in a slot.
    pub(super) fn value(&self, id: WordId, slot: Slot) -> Option<i32> {
        self.entries[usize::from(id)].senses.iter().find(|sense| sense.slot == slot).map(|sense| sense.value)
    }
}

#[cfg(test)]
impl Words {
    /// The slots of idle words, and of phrases that are made of nothing else.
    pub(super) fn idle_slots(&self) -> Slots {
        let mut idle: Vec<bool> = self.entries.iter().map(|entry| entry.idle).collect();
        let mut phrases = self.phrases.clone();
        phrases.sort_unstable_by_key(|row| row.1);
        for ((so_far, word), phrase) in phrases {
            idle[usize::from(phrase)] = idle[usize::from(so_far)] && idle[usize::from(word)];
        }
        let idle = self.entries.iter().zip(idle).filter(|(_, idle)| *idle);
        idle.fold(Slots::default(), |slots, (entry, _)| slots.or(entry.slots).or(entry.capital_slots))
    }
}

/// The tokens of a listed phrase: words, and what the tokenizer cuts off them.
fn parts(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split(' ').flat_map(|word| {
        let cut = match word.strip_suffix("'s") {
            Some(stem) if !stem.is_empty() => stem.len(),
            _ => word.strip_suffix('\'').map_or(word.len(), str::len),
        };
        let (stem, rest) = word.split_at(cut);
        stem.split_inclusive('/').flat_map(slash).chain((!rest.is_empty()).then_some(rest))
    })
}

/// `9/` as `9` and `/`.
fn slash(part: &str) -> impl Iterator<Item = &str> {
    let cut = part.strip_suffix('/').map_or(part.len(), str::len);
    let (stem, mark) = part.split_at(cut);
    [stem, mark].into_iter().filter(|piece| !piece.is_empty())
}

/// Writes `word` in lower case, without final stop, `’` as `'`; `None` when no listed word can be meant.
fn fold(word: &str, folded: &mut [u8; LONGEST]) -> Option<usize> {
    let bytes = word.as_bytes();
    if word.is_ascii() && !word.ends_with('.') {
        folded.get_mut(..bytes.len())?.copy_from_slice(bytes);
        folded.make_ascii_lowercase();
        return Some(bytes.len());
    }
    let mut length = 0;
    let mut at = 0;
    while at < bytes.len() {
        let (byte, width) = match bytes[at] {
            byte if byte.is_ascii() => (byte.to_ascii_lowercase(), 1),
            // The right and left single quotation marks, and the dashes that stand for a hyphen.
            0xe2 if matches!(bytes[at + 1..], [0x80, 0x98 | 0x99, ..]) => (b'\'', 3),
            0xe2 if matches!(bytes[at + 1..], [0x80, 0x90..=0x93, ..]) => (b'-', 3),
            _ => return None,
        };
        *folded.get_mut(length)? = byte;
        length += 1;
        at += width;
    }
    if length > 1 && folded[length - 1] == b'.' && folded[length - 2] != b'.' {
        length -= 1;
        folded[length] = 0;
    }
    Some(length)
}

/// The hash of a word with nothing behind it.
fn hash(word: &[u8; LONGEST], length: usize) -> u64 {
    let (eights, _) = word.as_chunks::<8>();
    let filled = eights.iter().take(length.div_ceil(8));
    filled.fold(length as u64, |hash, eight| hash::join(hash, u64::from_le_bytes(*eight)))
}

/// Values that are names rather than numbers, by their place in this list.
#[rustfmt::skip]
const CODES: &[&str] = &[
    // units of time
    "S", "MIN", "H", "D", "W", "FN", "WE", "M", "Q", "HALF", "Y", "DE", "CE", "ML",
    // seasons
    "SP", "SU", "FA", "WI",
    // parts of the day
    "MO", "MI", "AF", "EV", "NI", "DT",
    // references
    "PAST", "PRESENT", "FUTURE",
    // recurrence
    "P1D", "P1W", "P2W", "P1M", "P1Y", "PT1H",
];

/// The number that stands for a value: itself, its place in [`CODES`], or that of the holiday.
fn code(value: &str) -> i32 {
    let place = || CODES.iter().position(|code| *code == value).map(|at| at as i32);
    let holiday = || super::holidays::index(value);
    value.parse().ok().or_else(place).or_else(holiday).expect("words.tsv has known values; tested in this module")
}

/// The name that a value stands for.
pub(super) fn code_name(value: i32) -> &'static str {
    usize::try_from(value).ok().and_then(|at| CODES.get(at)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_stop_and_apostrophe() {
        let words = Words::load();
        assert_ne!(words.look_up("SEPT."), UNKNOWN);
        assert_eq!(words.look_up("SEPT."), words.look_up("Sept"));
        assert_eq!(words.look_up("hallowe’en"), words.look_up("Hallowe'en"));
        assert_eq!(words.look_up("Überraschung"), UNKNOWN);
    }

    #[test]
    fn months_need_a_capital() {
        let words = Words::load();
        let may = words.look_up("may");
        assert!(words.slots(may, true).has(Slot::Month));
        assert!(!words.slots(may, false).has(Slot::Month));
    }

    #[test]
    fn cuts_phrases_as_the_tokenizer_does() {
        let of = |phrase| parts(phrase).collect::<Vec<_>>();
        assert_eq!(of("new year's day"), ["new", "year", "'s", "day"]);
        assert_eq!(of("presidents' day"), ["presidents", "'", "day"]);
        assert_eq!(of("9/11"), ["9", "/", "11"]);
    }
}
