//! What stands out about the words of a page. Takes a page; gives for each different word what it may begin.

use super::lexicon::{Alike, Lexicon};
use super::lower;
use crate::document::Page;
use crate::text::Kept;

/// What stands out about a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether a place may stand behind it: "in".
    pub leads: bool,
    /// The listed spellings that it may begin.
    pub alike: Option<Alike>,
}

/// The looks of the page's different words.
pub(super) fn of(page: &Page, lexicon: &Lexicon, kept: &mut Kept<Look>) -> Vec<Look> {
    page.text.of_words(&page.source.text, kept, |word| {
        let capital = match word.as_bytes().first() {
            Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
            _ => word.starts_with(char::is_uppercase),
        };
        let named = capital || word.bytes().any(|byte| byte.is_ascii_uppercase());
        let alike = named.then(|| lexicon.begun_by(word)).flatten();
        Look { capital, leads: !capital && lower::is_preposition(word), alike }
    })
}
