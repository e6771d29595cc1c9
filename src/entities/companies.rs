//! Companies told by what is said of them: "Smoore's gross profit", "a subsidiary of Nexperia", "Vozy is the first
//! company that". Takes a typed name; says whether what it spells is a company's wherever it stands.

use std::ops::Range;

use super::looks::View;
use super::merge::{Name, What};
use super::spelling::{self, Marked};
use super::{apposition, cities, lexicon, titles};
use crate::list::Keyed;

/// Whether a name of the tagger's is a company's, whatever it took it for; none that holds a word of the `people` is.
pub(super) fn is_told(page: &View, name: &Name, people: &Marked) -> bool {
    name.rule == "entities/tagger"
        && matches!(name.what, What::Person | What::Place | What::Organization)
        && !name.tokens.clone().any(|at| people.has(page, at))
        && is_company(page, &name.tokens)
        && !is_somebody_or_somewhere(spelling::words(page, &name.tokens))
}

/// Whether lists know a person's first name or a place by these words.
fn is_somebody_or_somewhere(words: &str) -> bool {
    lexicon::lexicon().entry(words).is_some()
        || cities::city(words).is_some_and(|city| city.size > 2)
        || words.split(' ').any(|word| titles::is_first_name(word) || titles::title(word).is_some())
}

/// Whether what stands beside a name is said of companies only.
fn is_company(page: &View, name: &Range<usize>) -> bool {
    let sentence = page.text.sentences[page.text.sentence_of(name.start)].tokens.clone();
    let word = |at: usize| if sentence.contains(&at) { page.word(at) } else { "" };
    let before = |back: usize| name.start.checked_sub(back).map_or("", word);
    let link = before(1);
    let of = matches!(link, "of" | "in" | "at" | "by") && is(before(2), if link == "of" { "of" } else { link });
    let listed = matches!(link, "listed" | "based" | "owned") && matches!(before(2), "-" | "–");
    let possessive = matches!(word(name.end), "'s" | "’s" | "'" | "’");
    let owns = possessive && (name.end + 1..name.end + 4).any(|at| is(word(at), "owned"));
    let plain = || matches!(word(name.end), "shares" | "stock") && is(word(name.end), "owned");
    of || listed
        || owns
        || plain()
        || is_quoted(&word, name.end)
        || apposition::organization(page, name).is_some()
        || is_called(page, name)
}

/// "X gained 2%", "X slid 9p": a share price.
fn is_quoted<'p>(word: &impl Fn(usize) -> &'p str, verb: usize) -> bool {
    let moves = matches!(
        word(verb),
        "rose"
            | "fell"
            | "gained"
            | "slid"
            | "jumped"
            | "dropped"
            | "climbed"
            | "shed"
            | "added"
            | "surged"
            | "slipped"
            | "tumbled"
    );
    let number = || (verb + 1..verb + 4).find(|at| word(*at).starts_with(|c: char| c.is_ascii_digit()));
    let unit = |at: usize| matches!(word(at), "%" | "percent" | "per" | "pc" | "p" | "pence" | "cents");
    moves && number().is_some_and(|at| unit(at + 1) || word(at).ends_with(['%', 'p', 'c']))
}

/// "X is the first company that".
fn is_called(page: &View, name: &Range<usize>) -> bool {
    let verb = page.text.tokens.get(name.end).is_some_and(|_| matches!(page.word(name.end), "is" | "was"));
    verb && apposition::noun_phrase(page, name.end + 1).is_some()
}

fn is(word: &str, cue: &str) -> bool {
    static CUES: Keyed = Keyed::new(include_str!("company_cues.tsv"));
    CUES.get(word).is_some_and(|cues| cues.split(';').any(|found| found == cue))
}
