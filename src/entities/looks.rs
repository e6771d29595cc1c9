//! What stands out about the words of a page. Takes a page; gives it with what the lists say of each different word.

use std::ops::Deref;

use super::edges::{self, Edge};
use super::lexicon::{Alike, Lexicon};
use super::titles::{self, Title, TitleKind};
use super::{Gender, apposition, gender, ground, lower, roles};
use crate::document::Page;
use crate::text::Kept;

/// A page with the looks of its different words, and where those stand that are looked for all over it: one walk along
/// the tokens finds them all.
#[derive(Debug)]
pub(super) struct View<'p> {
    page: &'p Page,
    looks: Vec<Look>,
    capitals: Vec<usize>,
    openings: Vec<usize>,
    leads: Vec<usize>,
    pronouns: Vec<usize>,
}

impl<'p> View<'p> {
    pub fn of(page: &'p Page, lexicon: &Lexicon, kept: &mut Kept<Look>) -> Self {
        let looks = page.text.of_words(&page.source.text, kept, |word| Look::of(word, lexicon));
        let count = page.text.tokens.len();
        let [capitals, openings, leads, pronouns] = [4, 8, 16, 16].map(|part| Vec::with_capacity(count / part));
        let mut view = Self { page, looks, capitals, openings, leads, pronouns };
        page.text.word_of.iter().enumerate().for_each(|(at, word)| view.mark(at, *word));
        view
    }

    /// Marks a token, if it is one that is looked for.
    #[inline]
    fn mark(&mut self, at: usize, word: u32) {
        let look = &self.looks[word as usize];
        if !look.marked {
            return;
        }
        if look.capital {
            self.capitals.push(at);
        }
        if look.alike.is_some() {
            self.openings.push(at);
        }
        if look.leads {
            self.leads.push(at);
        }
        if look.pronoun.is_some() {
            self.pronouns.push(at);
        }
    }

    /// The look of a token's word.
    pub fn look(&self, token: usize) -> &Look {
        &self.looks[self.page.text.word_of[token] as usize]
    }

    /// The tokens that begin with a capital, in text order.
    pub fn capitals(&self) -> &[usize] {
        &self.capitals
    }

    /// The tokens that a listed name may begin with, in text order.
    pub fn openings(&self) -> &[usize] {
        &self.openings
    }

    /// The tokens behind which a place may stand, in text order.
    pub fn leads(&self) -> &[usize] {
        &self.leads
    }

    /// The tokens that stand for somebody, in text order.
    pub fn pronouns(&self) -> &[usize] {
        &self.pronouns
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
    /// Whether its tokens are among those that a view lists.
    marked: bool,
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
        let alike = named.then(|| lexicon.begun_by(word)).flatten();
        let leads = !capital && lower::is_preposition(word);
        let pronoun = gender::pronoun(word);
        Self {
            alike,
            capital,
            leads,
            title,
            announces: capital && title.is_some_and(|title| title.announces),
            role: title.is_some_and(|title| title.kind != TitleKind::Courtesy) || capital && roles::is_role(word),
            first_name: titles::is_first_name(word),
            pronoun,
            edge: edges::edge(word),
            noun: apposition::noun(word).is_some(),
            ground: ground::cues(word),
            marked: capital || leads || alike.is_some() || pronoun.is_some(),
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
            let words = |tokens: &[usize]| tokens.iter().map(|at| page.word(*at)).collect::<Vec<_>>();
            assert_eq!(words(view.capitals()), ["Gen", "Ana", "Roe", "Oslo"]);
            assert_eq!((words(view.leads()), words(view.pronouns())), (vec!["in"], vec!["she"]));
            assert!(view.openings().iter().all(|at| view.look(*at).alike.is_some()));
        }
    }
}
