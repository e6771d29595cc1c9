//! What stands out about the words of a page. Takes a page; gives it with what the lists say of each different word.

use std::ops::Deref;

use super::edges::{self, Edge};
use super::lexicon::{Alike, Lexicon};
use super::titles::{self, Title, TitleKind};
use super::{Gender, apposition, gender, ground, lower, roles};
use crate::document::Page;
use crate::text::Kept;

/// A page with the looks of its different words.
#[derive(Debug)]
pub(super) struct View<'p> {
    page: &'p Page,
    looks: Vec<Look>,
}

impl<'p> View<'p> {
    pub fn of(page: &'p Page, lexicon: &Lexicon, kept: &mut Kept<Look>) -> Self {
        Self { page, looks: page.text.of_words(&page.source.text, kept, |word| Look::of(word, lexicon)) }
    }

    /// The look of a token's word.
    pub fn look(&self, token: usize) -> &Look {
        &self.looks[self.page.text.word_of[token] as usize]
    }

    /// The looks of all tokens' words.
    pub fn looks(&self) -> impl Iterator<Item = &Look> {
        self.page.text.word_of.iter().map(|word| &self.looks[*word as usize])
    }
}

impl Deref for View<'_> {
    type Target = Page;

    fn deref(&self) -> &Page {
        self.page
    }
}

/// What stands out about a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// The listed spellings that it may begin.
    pub alike: Option<Alike>,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether a place may stand behind it: "in".
    pub leads: bool,
    /// What it announces: "president".
    pub title: Option<Title>,
    /// Whether a capitalised word behind it is a name: "Gen".
    pub announces: bool,
    /// Whether it names what somebody is, in capitals or not: "Coach", "striker".
    pub role: bool,
    /// Whether people bear it as a first name.
    pub first_name: bool,
    /// Whom it stands for: "she".
    pub pronoun: Option<Gender>,
    /// What it is at the edge of a name.
    pub edge: Option<Edge>,
    /// Whether it may call what stands beside it an organization: "charity".
    pub noun: bool,
    /// What it says of places beside it.
    pub ground: ground::Cues,
}

impl Look {
    /// Whether it is `Mr`, `Dame`, `Dr.` and the like.
    pub fn is_courtesy(&self) -> bool {
        self.title.is_some_and(|title| title.kind == TitleKind::Courtesy)
    }

    /// Whether it is, as written, a title that names a role.
    pub fn is_role(&self) -> bool {
        self.title.is_some_and(|title| title.kind != TitleKind::Courtesy)
    }

    /// Whether it names an office, and is in nobody's name: `Chairperson`.
    pub fn is_office(&self) -> bool {
        self.title.is_some_and(|title| title.kind == TitleKind::Office)
    }

    fn of(word: &str, lexicon: &Lexicon) -> Self {
        let capital = match word.as_bytes().first() {
            Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
            _ => word.starts_with(char::is_uppercase),
        };
        let named = capital || word.bytes().any(|byte| byte.is_ascii_uppercase());
        let title = titles::title(word);
        Self {
            alike: named.then(|| lexicon.begun_by(word)).flatten(),
            capital,
            leads: !capital && lower::is_preposition(word),
            title,
            announces: capital && title.is_some_and(|title| title.announces),
            role: title.is_some_and(|title| title.kind != TitleKind::Courtesy) || capital && roles::is_role(word),
            first_name: titles::is_first_name(word),
            pronoun: gender::pronoun(word),
            edge: edges::edge(word),
            noun: apposition::noun(word).is_some(),
            ground: ground::cues(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::*;
    use crate::{Analyzer, Source};

    #[test]
    fn a_look_is_that_of_its_word() {
        let page = Analyzer::new().page(Source::from_text("test", "Gen Ana Roe said she left the charity in Oslo."));
        let mut kept = Kept::default();
        for _ in 0..2 {
            let view = View::of(&page, lexicon(), &mut kept);
            let told = |told: fn(&Look) -> bool| {
                let words = (0..page.text.tokens.len()).filter(|at| told(view.look(*at)));
                words.map(|at| page.word(at)).collect::<Vec<_>>()
            };
            assert_eq!(told(|look| look.capital), ["Gen", "Ana", "Roe", "Oslo"]);
            assert_eq!(told(|look| look.announces && look.role), ["Gen"]);
            assert_eq!(told(|look| look.first_name), ["Ana"]);
            assert_eq!(told(|look| look.pronoun == Some(Gender::Female)), ["she"]);
            assert_eq!(told(|look| look.noun), ["charity"]);
            assert_eq!(told(|look| look.leads), ["in"]);
            assert_eq!(view.looks().count(), page.text.tokens.len());
        }
    }
}
