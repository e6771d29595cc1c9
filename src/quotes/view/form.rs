//! Quotes whose form leaves no doubt about whose words they are.

use super::super::scene::{Kind, Unit};
use super::super::words;
use super::{Choice, View};

/// Names and nicknames have at most so many words.
const NICKNAME: usize = 4;

impl View<'_> {
    /// The answer where the form leaves no doubt.
    pub fn sure(&self, quote: usize) -> Option<Choice> {
        let at = self.scene.quotes[quote];
        self.signed(at).or_else(|| (self.is_nickname(quote, at) || self.is_name(quote, at)).then_some(Choice::Scare))
    }

    /// “…” — Ruiz, at the end of a paragraph.
    fn signed(&self, at: usize) -> Option<Choice> {
        let units = &self.scene.units;
        let [dash, name, rest @ ..] = units.get(at + 1..)? else { return None };
        let ends = rest.first().is_none_or(|unit| matches!(unit.kind, Kind::Break | Kind::Comma | Kind::Stop));
        let signed = dash.kind == Kind::Dash && name.kind == Kind::Name && name.block == units[at].block && ends;
        signed.then_some(Choice::Unit(at + 2))
    }

    /// Joe “The Hammer” Novak: a capital between two halves of a name.
    fn is_nickname(&self, quote: usize, at: usize) -> bool {
        let shape = self.shape(quote);
        let half = |unit: Option<&Unit>| unit.is_some_and(|unit| unit.kind == Kind::Name && unit.tokens.len() <= 3);
        shape.words <= NICKNAME
            && shape.bits & 1 == 1
            && shape.ends_bare()
            && at > 0
            && half(self.scene.units.get(at - 1))
            && half(self.scene.units.get(at + 1))
            && self.scene.units[at - 1].entity != Some(crate::entities::EntityKind::Organization)
    }

    /// so-called “…”, nicknamed “…”, better known as “…”, call themselves “…”.
    fn is_name(&self, quote: usize, at: usize) -> bool {
        const NAMING: [&str; 4] = ["called", "nicknamed", "codenamed", "named"];
        const SELVES: [&str; 4] = ["themselves", "himself", "herself", "itself"];
        let word = |back: usize| at.checked_sub(back).map_or(0, |i| self.scene.units[i].word);
        let is = |back: usize, words: &[&str]| words.iter().any(|listed| word(back) == words::key(listed));
        let article = usize::from(is(1, &["the", "a", "an"]));
        let back = 1 + article;
        let so_called = at.checked_sub(back).is_some_and(|i| {
            let first = self.scene.units[i].tokens.start;
            self.scene.units[i].tokens.clone().any(|token| self.page.word(token).eq_ignore_ascii_case("called"))
                && self.page.word(first).eq_ignore_ascii_case("so")
        });
        let known_as = is(back, &["as"]) && is(back + 1, &["known"]);
        let calls = is(back, &SELVES) && is(back + 1, &["call", "calls", "calling"]);
        let passive = at.checked_sub(back + 1).is_some_and(|i| self.scene.units[i].kind == Kind::Auxiliary);
        let named = is(back, &NAMING[1..]) && passive;
        self.shape(quote).words <= NICKNAME + 2 && (so_called || known_as || calls || named)
    }
}
