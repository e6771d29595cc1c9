//! What a word does in its sentence, as far as finding a speaker needs to know; and which words attribute.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use crate::list;
use crate::sequence::hash::Ready;

/// What a token does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Class {
    Determiner,
    Owner,
    Pronoun,
    Wh,
    That,
    Conjunction,
    Subordinator,
    Preposition,
    To,
    Auxiliary,
    Adverb,
    Time,
    Name,
    Noun,
    Adjective,
    Number,
    Verb,
    Genitive,
    Comma,
    Colon,
    Dash,
    Stop,
    OpenBracket,
    CloseBracket,
    Other,
}

/// How a word attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Cue {
    /// Not known to.
    #[default]
    None,
    /// said
    Say,
    /// told
    Tell,
    /// wrote
    Write,
    /// called
    Judge,
    /// believed
    Think,
    /// quoted
    Quote,
    /// titled
    Title,
    /// statement
    Noun,
}

/// What a word is to the forms of quotes.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub(super) enum Group {
    Answer,
    Body,
    Document,
    Dub,
    Envoy,
    Heading,
    Inscribe,
    Kin,
    Lash,
    Leader,
    Opine,
    Refrain,
    Verb,
    Work,
}

/// A number for a word that does not depend on its case (FNV-1a over its ASCII-lowered bytes).
pub(super) const fn key(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at].to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// The numbers of several words.
pub(super) const fn keys<const N: usize>(words: [&str; N]) -> [u32; N] {
    let mut keys = [0; N];
    let mut at = 0;
    while at < N {
        keys[at] = key(words[at]);
        at += 1;
    }
    keys
}

/// What is listed of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Listed {
    /// The class of a closed-class word.
    pub class: Option<Class>,
    /// How it attributes.
    pub cue: Cue,
    /// Whether it shows that somebody speaks.
    pub is_spoken: bool,
    /// A bit for each group that it is of.
    groups: u16,
    /// The key of the noun that stands for its office.
    office: Option<u32>,
}

/// The listed words, by their keys.
#[derive(Debug)]
pub(super) struct Known(HashMap<u32, Listed, BuildHasherDefault<Ready>>);

impl Known {
    /// What is listed under a key.
    pub fn of(&self, key: u32) -> Listed {
        self.0.get(&key).copied().unwrap_or_default()
    }
}

/// The nouns for organizations, with the kinds that they can mean.
pub(super) const BODIES: &str = include_str!("bodies.tsv");

/// Whether a word is of a group, by its key.
pub(super) fn is(key: u32, group: Group) -> bool {
    known().of(key).groups & group.bit() != 0
}

/// The office that a noun names, by its key: one for `justice` and `judge`.
pub(super) fn office(noun: u32) -> u32 {
    known().of(noun).office.unwrap_or(noun)
}

/// The listed words.
pub(super) fn known() -> &'static Known {
    static WORDS: LazyLock<Known> = LazyLock::new(|| {
        let mut words = Known(HashMap::with_capacity_and_hasher(4096, BuildHasherDefault::default()));
        for [word, class] in list::rows::<2>(include_str!("words.tsv")) {
            words.0.entry(key(word)).or_default().class = Some(closed_class(class));
        }
        cue_forms(|form, cue| {
            let known = &mut words.0.entry(key(form)).or_default().cue;
            *known = if *known == Cue::None { cue } else { *known };
        });
        for [word, groups] in list::rows::<2>(include_str!("groups.tsv")) {
            words.0.entry(key(word)).or_default().groups =
                groups.split(',').map(group).fold(0, |all, one| all | one.bit());
        }
        for [noun, office] in list::rows::<2>(include_str!("offices.tsv")) {
            words.0.entry(key(noun)).or_default().office = Some(key(office));
        }
        for [noun, _] in list::rows::<2>(BODIES) {
            words.0.entry(key(noun)).or_default().groups |= Group::Body.bit();
        }
        for word in ["i", "me", "my", "we", "us", "our", "you", "your", "yes", "please", "mine", "ours"] {
            let known = words.0.entry(key(word)).or_default();
            known.is_spoken = matches!(known.class, None | Some(Class::Pronoun | Class::Owner | Class::Adverb));
        }
        words
    });
    &WORDS
}

fn closed_class(name: &str) -> Class {
    match name {
        "determiner" => Class::Determiner,
        "owner" => Class::Owner,
        "pronoun" => Class::Pronoun,
        "wh" => Class::Wh,
        "that" => Class::That,
        "conjunction" => Class::Conjunction,
        "subordinator" => Class::Subordinator,
        "preposition" => Class::Preposition,
        "to" => Class::To,
        "auxiliary" => Class::Auxiliary,
        "time" => Class::Time,
        _ => Class::Adverb,
    }
}

impl Group {
    fn bit(self) -> u16 {
        1 << self as u16
    }
}

fn group(name: &str) -> Group {
    match name {
        "answer" => Group::Answer,
        "document" => Group::Document,
        "dub" => Group::Dub,
        "envoy" => Group::Envoy,
        "heading" => Group::Heading,
        "inscribe" => Group::Inscribe,
        "kin" => Group::Kin,
        "lash" => Group::Lash,
        "leader" => Group::Leader,
        "opine" => Group::Opine,
        "refrain" => Group::Refrain,
        "verb" => Group::Verb,
        _ => Group::Work,
    }
}

/// Puts every form of the words that attribute.
fn cue_forms(mut put: impl FnMut(&str, Cue)) {
    for [word, kind, irregular] in list::rows::<3>(include_str!("cues.tsv")) {
        let cue = cue_kind(kind);
        put(word, cue);
        irregular.split(',').filter(|form| !form.is_empty()).for_each(|form| put(form, cue));
        for ending in ["s", "ed", "ing"] {
            put(&inflect(word, ending), cue);
        }
    }
}

fn cue_kind(name: &str) -> Cue {
    match name {
        "say" => Cue::Say,
        "tell" => Cue::Tell,
        "write" => Cue::Write,
        "judge" => Cue::Judge,
        "think" => Cue::Think,
        "quote" => Cue::Quote,
        "title" => Cue::Title,
        _ => Cue::Noun,
    }
}

/// The regular form: cry -> cries, note -> noted, add -> adding.
fn inflect(word: &str, ending: &str) -> String {
    let consonant_y = word.ends_with('y') && !word.ends_with("ay") && !word.ends_with("ey") && !word.ends_with("oy");
    let sibilant = word.ends_with('s') || word.ends_with("sh") || word.ends_with("ch") || word.ends_with('x');
    match ending {
        "s" if consonant_y => format!("{}ies", &word[..word.len() - 1]),
        "s" if sibilant => format!("{word}es"),
        "ed" if consonant_y => format!("{}ied", &word[..word.len() - 1]),
        "ed" if word.ends_with('e') => format!("{word}d"),
        "ing" if word.ends_with('e') && !word.ends_with("ee") => format!("{}ing", &word[..word.len() - 1]),
        _ => format!("{word}{ending}"),
    }
}
