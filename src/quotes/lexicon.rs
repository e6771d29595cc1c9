//! What the words of an article are by their spelling alone.

use super::words::{self, Class, Cue, Listed};
use crate::document::Page;
use crate::text::Kept;

/// What a spelling tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    /// Its number in [`words::key`].
    pub key: u32,
    /// Its closed class, if it has one.
    pub closed: Option<Class>,
    /// The class that it has whatever its part of speech.
    pub class: Option<Class>,
    /// How it attributes.
    pub cue: Cue,
    /// Whether it begins with a capital.
    pub is_capital: bool,
    /// Whether it shows that somebody speaks: I, we, you.
    pub is_spoken: bool,
}

/// The spellings of an article.
#[derive(Debug)]
pub(super) struct Lexicon<'p> {
    word_of: &'p [u32],
    /// In step with the words of the text.
    spellings: Vec<Spelling>,
}

impl<'p> Lexicon<'p> {
    /// Looks up those words of a page of which nothing is kept.
    pub fn of(page: &'p Page, kept: &mut Kept<Spelling>) -> Self {
        let known = words::known();
        Self {
            word_of: &page.text.word_of,
            spellings: page.text.of_words(&page.source.text, kept, |word| Spelling::of(word, known)),
        }
    }

    /// What the spelling of a token tells.
    pub fn at(&self, token: usize) -> &Spelling {
        &self.spellings[self.word_of[token] as usize]
    }

    /// The tokens that have one of these keys.
    pub fn with_keys<const N: usize>(&self, keys: [u32; N]) -> impl Iterator<Item = usize> {
        self.tokens(move |spelling| keys.contains(&spelling.key))
    }

    /// The key of a token.
    pub fn key(&self, token: usize) -> u32 {
        self.at(token).key
    }

    /// The tokens whose spelling is of a sort.
    pub fn tokens(&self, is_one: impl Fn(&Spelling) -> bool) -> impl Iterator<Item = usize> {
        let wanted: Vec<bool> = self.spellings.iter().map(is_one).collect();
        self.word_of.iter().enumerate().filter(move |(_, word)| wanted[**word as usize]).map(|(token, _)| token)
    }
}

impl Spelling {
    fn of(word: &str, known: &words::Known) -> Self {
        let key = words::key(word);
        let Listed { class: closed, cue, is_spoken, .. } = known.of(key);
        let shout = || word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
        let class = match word {
            "'s" | "’s" | "'" | "’" => Some(Class::Genitive),
            _ => closed.filter(|_| word.len() > 3 || !shout()),
        };
        Self {
            key,
            closed,
            class,
            cue,
            is_capital: word.starts_with(char::is_uppercase),
            is_spoken: is_spoken && word != "US",
        }
    }
}
