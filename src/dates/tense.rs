//! Which way a sentence points. Takes an expression in its sentence; says whether what happens then lies ahead or
//! behind, by the nearest words that tell: `will`, `due`, `scheduled to`; `said`, `was`, a verb in -ed.

use std::ops::Range;
use std::sync::LazyLock;

use crate::document::Page;
use crate::grammar::Tag;
use crate::list::{self, Sieve};

/// Where what is told lies, seen from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Still to come.
    Ahead,
    /// Over.
    Past,
    /// The sentence does not say.
    Unknown,
}

/// How far the search goes, in tokens, to either side.
const REACH: usize = 28;

/// How far a verb stands from what it takes with it.
const NEAR: usize = 9;

/// The direction of the expression at these tokens.
pub(super) fn direction(page: &Page, start: usize, end: usize) -> Direction {
    let sentence = &page.text.sentences[page.text.sentence_of(start)];
    let left = sentence.tokens.start.max(start.saturating_sub(REACH));
    let right = sentence.tokens.end.min(end + REACH);
    let leads = start.checked_sub(1).filter(|at| *at >= left).map_or("", |at| page.word(at));
    if let "until" | "till" | "by" | "before" = leads
        && let Some(direction) = deadline(page, left..start - 1, leads)
    {
        return direction;
    }
    // `around Wednesday's ruling`: the verbs around do not date the ruling.
    let owner = end < sentence.tokens.end && matches!(page.word(end), "'s" | "’s");
    if owner && !looks_ahead(page, left..start) {
        return Direction::Unknown;
    }
    if matches!(page.word(start), "earlier" | "Earlier") {
        return Direction::Past;
    }
    // `On Thursday she vowed to sue`: the day is that of the vow.
    let dated = |at: usize| match cue(page, at) {
        Some(Direction::Ahead) if page.tags.get(at) == Some(&Tag::VBD) => Some(Direction::Past),
        direction => direction,
    };
    let mut right = (end..right).take_while(|at| !closes(page, *at)).filter_map(dated);
    // `in November, when he told …`: the clause behind says more.
    let clause = (end..sentence.tokens.end.min(end + 2)).any(|at| matches!(page.word(at), "when" | "where"));
    if clause && let Some(direction) = right.next() {
        return direction;
    }
    let before = (left..start).rev().take_while(|at| !is_boundary(page, *at, start)).find_map(|at| cue(page, at));
    before.or_else(|| right.next()).unwrap_or(Direction::Unknown)
}

/// What lies before a deadline: `until Friday`, `to leave by Friday` wait for it; `had waited until Friday`, `lasted until
/// Friday` are over.
fn deadline(page: &Page, before: Range<usize>, leads: &str) -> Option<Direction> {
    let pending = |at: usize| {
        let verb = page.tags.get(at) == Some(&Tag::VB);
        verb && at > before.start && matches!(page.word(at - 1), "to" | "must" | "should" | "could" | "can")
    };
    let waited =
        |at: usize| matches!(page.word(at), "had" | "lasted" | "up" | "Up" | "stayed" | "continued" | "waited");
    if before.clone().rev().take(8).any(pending) {
        return Some(Direction::Ahead);
    }
    if leads != "until" && leads != "till" {
        return None;
    }
    let over = before.rev().take(10).take_while(|at| !closes(page, *at)).any(waited);
    (!over).then_some(Direction::Ahead)
}

/// Whether words close before an expression wait for it: `ahead of Friday's vote`.
fn looks_ahead(page: &Page, before: Range<usize>) -> bool {
    let near = before.start.max(before.end.saturating_sub(4))..before.end;
    near.clone().any(|at| matches!(page.word(at), "ahead" | "before" | "for" | "until" | "upcoming"))
        || near.clone().any(|at| cue(page, at) == Some(Direction::Ahead))
}

/// Whether the word before an expression says that it is over, whatever else the sentence says: `since`, `ended`.
pub(super) fn surely_past(page: &Page, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|at| matches!(page.word(at), "since" | "Since" | "ended"))
}

/// Whether a sentence that points ahead says so outright: the nearest word that tells stands before the expression, in its
/// clause, as the future or the present (`will play on Friday`), and nothing that is over stands beside it. What is over
/// may have been ahead: `a service planned for Saturday was cancelled`.
pub(super) fn surely_ahead(page: &Page, start: usize, end: usize) -> bool {
    let sentence = &page.text.sentences[page.text.sentence_of(start)];
    let near = sentence.tokens.start.max(start.saturating_sub(REACH))..sentence.tokens.end.min(end + REACH);
    let clause = (near.start..start).rev().take_while(|at| page.word(*at) != ",");
    let firm = |at: usize| {
        let open = matches!(page.word(at), "would" | "could" | "should" | "can" | "may" | "might");
        !open && cue(page, at) == Some(Direction::Ahead)
    };
    let over = |at: usize| !is_speech(page.word(at)) && page.tags.get(at) == Some(&Tag::VBD);
    clause.into_iter().any(firm) && !near.into_iter().any(over)
}

/// What is said may lie on the other side of when it was said.
fn is_speech(word: &str) -> bool {
    matches!(word, "said" | "told" | "added" | "announced" | "reported" | "confirmed")
}

/// Whether the words before an expression wait for it: `ahead of Tuesday's vote`; `before Tuesday's vote` says less.
pub(super) fn waits(page: &Page, start: usize) -> bool {
    let word = |n: usize| start.checked_sub(n).map_or("", |at| page.word(at));
    let leads = |n: usize| match word(n) {
        "of" => word(n + 1) == "ahead",
        "into" | "to" => {
            matches!(word(n + 1), "heading" | "Heading" | "head" | "heads" | "going" | "up") && word(n + 2) != "leading"
        }
        _ => false,
    };
    leads(1) || (word(1) == "on" && (2..6).any(|n| word(n) == "of" && word(n + 1) == "ahead"))
}

/// Whether the verb that an expression belongs to is in the past tense: `took office in March`, `In March he left`; not
/// `said it may leave in March`, `told of a cut in its supply in March`.
pub(super) fn is_of_past_verb(page: &Page, start: usize, end: usize) -> bool {
    let sentence = &page.text.sentences[page.text.sentence_of(start)].tokens;
    let Some(lead) = start.checked_sub(1).filter(|at| {
        matches!(page.word(*at), "in" | "In" | "over" | "Over" | "during" | "During" | "throughout" | "Throughout")
    }) else {
        return false;
    };
    let verb = |at: &usize| page.tags.get(*at).is_some_and(|tag| tag.is_verb() || *tag == Tag::MD);
    let nearest = match lead <= sentence.start + 1 {
        true => (end..sentence.end.min(end + NEAR)).find(verb),
        false => (sentence.start.max(lead.saturating_sub(NEAR))..lead).rev().find(verb),
    };
    let tells = |at: usize| !is_speech(page.word(at)) && cue(page, at) != Some(Direction::Ahead);
    nearest.is_some_and(|at| match page.tags[at] {
        Tag::VBD => tells(at),
        // `was arrested in March`; not `was due to be`, `was planned in March`
        Tag::VBN => at > sentence.start && matches!(page.word(at - 1), "was" | "were" | "had") && !waits_for(page, at),
        _ => false,
    })
}

/// Whether a participle is listed as one that looks ahead, be it over or not: `planned`, `expected`.
fn waits_for(page: &Page, at: usize) -> bool {
    let mut folded = [0; LONGEST];
    fold(page.word(at), &mut folded).is_some_and(|word| CUES.of(word).iter().any(|cue| cue.1 == Sense::Ahead))
}

/// What is bought for a month to come.
const GOODS: [&str; 38] = [
    "crude",
    "oil",
    "gas",
    "natural",
    "heating",
    "gasoline",
    "unleaded",
    "light",
    "sweet",
    "gold",
    "silver",
    "copper",
    "platinum",
    "palladium",
    "wheat",
    "corn",
    "soybeans",
    "soybean",
    "oats",
    "sugar",
    "coffee",
    "cocoa",
    "cotton",
    "cattle",
    "live",
    "feeder",
    "hogs",
    "lean",
    "lumber",
    "rice",
    "short",
    "sterling",
    "eurodollars",
    "bund",
    "gilt",
    "gilts",
    "bond",
    "bonds",
];

/// Whether a month is that of a delivery: `December gold settled at $383`, `the June contract`, `wheat for delivery in
/// March`. What is dealt in lies ahead, though it was dealt in before.
pub(super) fn is_of_delivery(page: &Page, start: usize, end: usize) -> bool {
    let last = page.text.sentences[page.text.sentence_of(start)].tokens.end;
    let word = |at: usize| if at < last { page.word(at) } else { "" };
    let before = |n: usize| start.checked_sub(n).map_or("", |at| page.word(at));
    let dealt = |at: usize| matches!(word(at), "delivery" | "futures" | "contract" | "contracts");
    let behind = (end..end + 3).find(|at| !GOODS.contains(&word(*at))).unwrap_or(end + 3);
    let moved = || matches!(word(behind), "rose" | "fell" | "settled" | "closed" | "ended" | "gained" | "lost" | "was");
    let priced = behind > end && (moved() || matches!(page.tags.get(behind), Some(Tag::VBD | Tag::VBZ)));
    dealt(behind) || priced || before(1) == "in" && before(2) == "delivery"
}

/// `before Tuesday's vote`.
pub(super) fn comes_before(page: &Page, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|at| page.word(at) == "before")
}

/// Whether the word before an expression makes it a bound: `by January`, `before the summer`. What is told then need not
/// lie on the same side of publication.
pub(super) fn is_bound(page: &Page, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|at| matches!(page.word(at), "by" | "By" | "before" | "Before" | "through"))
}

/// A quotation mark or semicolon ends what belongs together.
fn is_boundary(page: &Page, at: usize, start: usize) -> bool {
    matches!(page.word(at), ";" | "”" | "“" | "\"") && at + 1 < start
}

fn closes(page: &Page, at: usize) -> bool {
    matches!(page.word(at), ";" | "”" | "“" | "\"")
}

/// What a listed word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sense {
    Ahead,
    Past,
    /// Ahead where it is a verb in the present tense: `the fair opens on Friday`.
    Present,
}

/// A word that tells, what it tells, and the word that must follow for it to do so.
type Cue = (&'static str, Sense, &'static str);

/// The listed cues.
struct Cues {
    /// Sorted by word.
    rows: Vec<Cue>,
    /// Lets their words through.
    sieve: Sieve,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let sense = |name: &str| match name {
        "ahead" => Sense::Ahead,
        "present" => Sense::Present,
        _ => Sense::Past,
    };
    let rows = list::rows::<3>(include_str!("cues.tsv"));
    let rows: Vec<Cue> = rows.map(|[word, name, next]| (word, sense(name), next)).collect();
    let sieve = Sieve::new(rows.iter().map(|cue| cue.0));
    Cues { rows, sieve }
});

impl Cues {
    /// The cues of a word in lower case.
    fn of(&self, word: &str) -> &[Cue] {
        if !self.sieve.passes(word) {
            return &[];
        }
        let rows = &self.rows[self.rows.partition_point(|cue| cue.0 < word)..];
        rows.split_at(rows.partition_point(|cue| cue.0 == word)).0
    }
}

/// Longer words are in no list.
const LONGEST: usize = 16;

/// What a single word says.
fn cue(page: &Page, at: usize) -> Option<Direction> {
    let mut folded = [0; LONGEST];
    let word = fold(page.word(at), &mut folded)?;
    let next = |word: &str| at + 1 < page.text.tokens.len() && page.word(at + 1) == word;
    match CUES.of(word).iter().find(|cue| cue.2.is_empty() || next(cue.2)).map(|cue| cue.1) {
        Some(Sense::Ahead) if (word.ends_with("ed") || word == "due") && is_over(page, at) => None,
        Some(Sense::Ahead) if word == "due" && is_because(page, at) => None,
        Some(Sense::Ahead) => Some(Direction::Ahead),
        Some(Sense::Present) => is_present(page, at).then_some(Direction::Ahead),
        Some(Sense::Past) if is_passive(page, at) => None,
        Some(Sense::Past) => Some(Direction::Past),
        None if is_to_come(page, at, word) => Some(Direction::Ahead),
        None => is_past(page, at, word).then_some(Direction::Past),
    }
}

/// A verb in the present tense.
fn is_present(page: &Page, at: usize) -> bool {
    // `polls open`: behind a plural the plain form is no adjective.
    let behind_plural = at.checked_sub(1).is_some_and(|before| page.tags.get(before) == Some(&Tag::NNS));
    // `the trial begin`: the tagger may take a plural's verb for a plain form
    let behind_noun = at.checked_sub(1).is_some_and(|before| page.tags.get(before) == Some(&Tag::NN));
    matches!(
        (page.tags.get(at), behind_plural, behind_noun),
        (Some(Tag::VBZ | Tag::VBP), ..) | (Some(Tag::VB | Tag::JJ), true, _) | (Some(Tag::VB), _, true)
    )
}

/// `will be held`: the participle behind `be` does not say when.
fn is_passive(page: &Page, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| matches!(page.word(before), "be" | "being"))
}

/// `is to meet`, `are certain to vote`, `is tipped to win`.
fn is_to_come(page: &Page, at: usize, word: &str) -> bool {
    // `in May from`, a month
    if word == "may" && page.word(at).starts_with('M') && at.checked_sub(1).is_some_and(|n| is_within(page, n, at)) {
        return false;
    }
    // `may rain on Monday`, but `may have rained`.
    // `could not stop the bullet` tells what happened
    if matches!(word, "may" | "might" | "should" | "could") && at + 1 < page.text.tokens.len() {
        let next = page.word(at + 1);
        return next != "have" && !(word == "could" && matches!(next, "not" | "n't" | "n’t"));
    }
    // `a visit that was to start Sunday`, but `was to have started`
    let unfulfilled = page.tags.get(at + 1) == Some(&Tag::VB) && page.word(at + 1) == "have";
    let be =
        |at: Option<usize>| at.is_some_and(|at| matches!(page.word(at), "is" | "are" | "was" | "were") && !unfulfilled);
    let between = at.checked_sub(1).and_then(|before| page.tags.get(before));
    let told = matches!(between, Some(Tag::VBN | Tag::JJ));
    let headed = be(at.checked_sub(1)) || (told && be(at.checked_sub(2)));
    word == "to" && headed && page.tags.get(at + 1) == Some(&Tag::VB)
}

/// Whether two tokens stand in one sentence.
fn is_within(page: &Page, first: usize, second: usize) -> bool {
    page.text.sentence_of(first) == page.text.sentence_of(second)
}

/// The word in lower case with a plain apostrophe.
fn fold<'a>(word: &str, folded: &'a mut [u8; LONGEST]) -> Option<&'a str> {
    let word = word.strip_prefix('’').map_or(word, |rest| if rest == "ll" { "'ll" } else { rest });
    let target = folded.get_mut(..word.len())?;
    target.copy_from_slice(word.as_bytes());
    target.make_ascii_lowercase();
    std::str::from_utf8(target).ok()
}

/// `as planned`, `previously scheduled`, `had been expected` look ahead of a day that is over.
fn is_over(page: &Page, at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).map_or("", |before| page.word(before));
    let been = before(1) == "been" && !matches!(before(2), "has" | "have" | "'s" | "’s" | "'ve" | "’ve");
    been || matches!(before(1), "had" | "as" | "previously" | "originally" | "than")
}

/// `closed due to a leak`, not `due to open`.
fn is_because(page: &Page, at: usize) -> bool {
    let word = |at: usize| page.text.tokens.get(at).map_or("", |_| page.word(at));
    let tag = |n: usize| page.tags.get(at + n).copied();
    let noun = matches!(tag(2), Some(Tag::DT | Tag::PRPS | Tag::NNS | Tag::NNP | Tag::VBG | Tag::CD | Tag::PDT));
    let noun_follows = tag(3).is_some_and(Tag::is_noun);
    let is_told = matches!(word(at.wrapping_sub(1)), "is" | "are" | "was" | "were" | "be" | "now");
    let alone = !is_told && tag(2) == Some(Tag::NN) && !matches!(tag(3), Some(Tag::IN | Tag::DT | Tag::TO));
    word(at + 1) == "to" && (noun || alone || matches!(tag(2), Some(Tag::JJ | Tag::NN)) && noun_follows)
}

/// A verb in the past tense; a participle behind `be` is not.
fn is_past(page: &Page, at: usize, word: &str) -> bool {
    let tag = page.tags.get(at).copied();
    if tag == Some(Tag::VBD) {
        return true;
    }
    let before = at.checked_sub(1).map_or("", |before| page.word(before));
    // `on a still unspecified date`
    let noun_follows = matches!(page.tags.get(at + 1), Some(Tag::NN | Tag::NNS));
    let adjective = tag == Some(Tag::JJ) && noun_follows;
    let participle = adjective || matches!(before, "be" | "being" | "is" | "are" | "a" | "an" | "the" | "to");
    let other = matches!(
        word,
        "united"
            | "need"
            | "indeed"
            | "exceed"
            | "proceed"
            | "speed"
            | "hundred"
            | "based"
            | "succeed"
            | "feed"
            | "breed"
    );
    word.len() > 4 && word.ends_with("ed") && !participle && !other && tag != Some(Tag::NNP)
}
