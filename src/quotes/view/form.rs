//! Quotes whose form leaves no doubt about whose words they are.

use super::super::scene::{Kind, Unit};
use super::super::words::{self, Cue, Group};
use super::{Choice, View, Way, is_speech};
use crate::entities::EntityKind;

/// Names and nicknames have at most so many words.
const NICKNAME: usize = 4;

/// A quote of so many words that stands as a sentence is one.
pub(super) const WHOLE: usize = 4;

/// What stands before a quote that is an object.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Object {
    pub verb: Option<usize>,
    /// Whom `by` names behind the verb.
    pub by: Option<usize>,
}

impl View<'_> {
    /// Whether a quote goes on with the words of the one before, which has no closing mark or whose next has no opening
    /// one: nothing behind it says who speaks.
    pub fn goes_on(&self, quote: usize) -> bool {
        let at = self.scene.quotes[quote];
        let tag = at + 1..self.block_end(at).min(at + if self.shape(quote).resumed { 4 } else { 9 });
        let left_open = |before: usize| {
            let next = self.unit(self.scene.quotes[before]).block + 1 == self.unit(at).block;
            next && self.shape(before).is_open() && at == self.block_start(at) + 1
        };
        let goes_on = self.shape(quote).resumed || quote.checked_sub(1).is_some_and(left_open);
        goes_on && !tag.into_iter().any(|i| is_speech(self.unit(i)))
    }

    /// The answer where the form leaves no doubt.
    pub fn sure(&self, quote: usize) -> Option<Choice> {
        let at = self.scene.quotes[quote];
        let titled = self.scene.titles[self.unit(at).block as usize];
        let scare = self.is_nickname(quote, at)
            || self.is_name(quote, at)
            || self.is_work(quote, at)
            || self.is_heading(at)
            || self.is_called(quote, at)
            || self.is_unsaid(at)
            || self.is_term(quote, at)
            || self.is_described_so(quote, at)
            || titled && self.is_branded(at);
        let named = || scare.then_some(Choice::Scare);
        let [judge, _, source, clause] = self.subjects[quote];
        // `what he called` is told of whom the sentence is about.
        let source = source.filter(|source| self.unit(*source).kind != Kind::Pronoun);
        let passed_on = |subject: usize| (self.sentence(at).0..subject).any(|i| self.reports(i));
        let agreed = || judge.filter(|judge| Some(*judge) == clause || titled || passed_on(*judge));
        let agent =
            || self.past_object(at).by.or_else(|| self.reported(at)).or(source).or_else(agreed).map(Choice::Unit);
        let anonymous = || self.is_anonymous(quote, at).then_some(Choice::Scare);
        self.signed(at).or_else(named).or_else(agent).or_else(anonymous).or_else(|| self.headline(quote, at))
    }

    /// Whether a word says that somebody reports what others said.
    fn reports(&self, at: usize) -> bool {
        const REPORTS: [u32; 3] = words::keys(["reported", "reports", "reporting"]);
        self.unit(at).kind == Kind::Verb && REPORTS.contains(&self.unit(at).word)
    }

    /// “Never again!” shouted one of the miners: whoever it is, somebody speaks.
    pub(super) fn is_said(&self, quote: usize) -> bool {
        let at = self.scene.quotes[quote];
        let shape = self.shape(quote);
        let units = &self.scene.units;
        let said = |verb: Option<usize>| verb.is_some_and(|verb| matches!(units[verb].cue, Cue::Say | Cue::Tell));
        let Some(next) = units.get(at + 1).filter(|next| next.block == units[at].block) else { return false };
        let follows = match next.kind {
            Kind::Verb => said(Some(at + 1)),
            _ => {
                next.is_phrase()
                    && matches!(self.links(at + 1).way, Way::Next | Way::Phrase)
                    && said(self.links(at + 1).verb)
            }
        };
        let inner = shape.is_capital() && !shape.is_title() && matches!(shape.bits >> 1 & 7, 1 | 3);
        follows && inner && shape.words > 1
    }

    /// Who the forms around a quote say speaks.
    pub(super) fn subjects_of(&self, at: usize) -> [Option<usize>; 4] {
        [self.judged(at), self.introduced(at), self.sourced(at), self.last_clause(at)]
    }

    /// `called it a “…”`: the subject of a verb that passes judgement.
    fn judged(&self, at: usize) -> Option<usize> {
        let start = self.sentence(at).0;
        let verb = self.past_object(at).verb.filter(|verb| self.unit(*verb).cue == Cue::Judge)?;
        let passive = verb > start && self.is_being(verb - 1);
        self.subject_of(verb, start).filter(|_| !passive)
    }

    /// `what they call a “…”`: the subject; `was dismissed by the mayor as “…”`: whom `by` names.
    fn sourced(&self, at: usize) -> Option<usize> {
        let start = self.sentence(at).0;
        let by = self.past_object(at).by.or_else(|| self.agent_before(at));
        by.or_else(|| self.subject_of(self.what_verb(at)?, start))
    }

    /// `accused by the board of “…”`, `was described by the board and its chair as “…”`: the board.
    fn agent_before(&self, at: usize) -> Option<usize> {
        let start = self.sentence(at).0;
        let article = usize::from(at > start && self.unit(at - 1).kind == Kind::Other);
        let being = usize::from(at > article && self.is_word(at - article - 1, const { words::key("being") }));
        let mark = at.checked_sub(1 + article + being).filter(|mark| *mark > start)?;
        let marks = const { words::keys(["as", "of"]) }.contains(&self.unit(mark).word);
        let agents = |unit: &Unit| unit.is_phrase() || matches!(unit.kind, Kind::Owner | Kind::Conjunction);
        let by = (start..mark).rev().find(|i| !agents(self.unit(*i))).filter(|by| marks && *by > start)?;
        let judged = self.is_word(by, const { words::key("by") }) && self.unit(by - 1).cue == Cue::Judge;
        (by + 1..mark).find(|i| judged && self.unit(*i).is_phrase())
    }

    /// `what they call a “…”`: calls.
    pub(super) fn what_verb(&self, at: usize) -> Option<usize> {
        let start = self.sentence(at).0;
        let verb = self.past_object(at).verb.filter(|verb| matches!(self.unit(*verb).cue, Cue::Judge | Cue::Say))?;
        let subject = self.subject_of(verb, start)?;
        let what = (start..subject).rev().take(4).any(|i| self.unit(i).word == const { words::key("what") });
        what.then_some(verb)
    }

    /// The verb before a quote that is its object, or said of its object with `as`.
    pub(super) fn past_object(&self, at: usize) -> Object {
        self.unit(at).index().map(|quote| self.objects[quote]).unwrap_or_default()
    }

    /// The same, as the units before the quote tell.
    pub(super) fn object_of(&self, at: usize) -> Object {
        let start = self.sentence(at).0;
        let mut next = at;
        let mut back = |skips: &dyn Fn(&Unit) -> bool| {
            let skipped = next > start && skips(&self.scene.units[next - 1]);
            next -= usize::from(skipped);
            skipped
        };
        back(&|unit| matches!(unit.kind, Kind::Other | Kind::Adjective));
        back(&|unit| unit.word == const { words::key("being") });
        let as_such = back(&|unit| unit.word == const { words::key("as") });
        let mut object = back(&Unit::is_phrase);
        let belongs =
            object && as_such && back(&|unit| unit.word == const { words::key("of") }) && back(&Unit::is_phrase);
        object |= belongs;
        let by = object && as_such && back(&|unit| unit.word == const { words::key("by") });
        // `turned down by the board as`
        let particle = by && back(&|unit| matches!(unit.kind, Kind::Adverb | Kind::Preposition));
        let verb = next.checked_sub(1).filter(|verb| *verb >= start && self.unit(*verb).kind == Kind::Verb);
        Object { verb, by: verb.filter(|_| by).map(|_| next + 1 + usize::from(particle)) }
    }

    /// The first noun phrase that a verb has for its subject; the rest is apposition.
    pub(super) fn subject_of(&self, verb: usize, start: usize) -> Option<usize> {
        (start..verb).find(|i| self.links(*i).verb == Some(verb))
    }

    /// `Ruiz called it “…”, but Lund said it was “…”`: the subject of the last clause, if it has one of its own that
    /// speaks.
    fn last_clause(&self, at: usize) -> Option<usize> {
        const TURNS: [u32; 4] = words::keys(["but", "while", "whereas", ";"]);
        let start = self.sentence(at).0;
        let units = &self.scene.units;
        let turn = (start..at).rev().find(|i| TURNS.contains(&units[*i].word))?;
        (turn + 1..at).find(|i| self.links(*i).verb.is_some_and(|verb| verb < at && is_speech(&units[verb])))
    }

    /// `the court heard that Ruiz told detectives: “…”`: the subject of the verb before the colon.
    fn introduced(&self, at: usize) -> Option<usize> {
        let units = &self.scene.units;
        let colon = at.checked_sub(1).filter(|colon| units[*colon].kind == Kind::Colon)?;
        let start = self.sentence(at).0;
        let hangs = |unit: &Unit| {
            unit.is_phrase()
                || matches!(unit.kind, Kind::Owner | Kind::Preposition | Kind::To | Kind::Time | Kind::Adverb)
        };
        let verb = (start..colon).rev().find(|i| !hangs(&units[*i])).filter(|verb| is_speech(&units[*verb]))?;
        self.subject_of(verb, start)
    }

    /// Whether an auxiliary makes a passive.
    pub(super) fn is_being(&self, at: usize) -> bool {
        const BE: [u32; 9] = words::keys(["is", "are", "was", "were", "be", "been", "being", "am", "get"]);
        BE.contains(&self.scene.units[at].word)
    }

    /// “…” and “…”: whose words the one is, the other is too.
    pub(in super::super) fn is_joined(&self, at: usize) -> bool {
        let [.., before, and] = &self.scene.units[..at] else { return false };
        [const { words::key("and") }, const { words::key("or") }].contains(&and.word) && before.kind == Kind::Quote
    }

    /// `“…” and a “…”`: two fragments that are one phrase.
    pub fn is_coordinate(&self, quote: usize) -> bool {
        let at = self.scene.quotes[quote];
        let article = usize::from(at > 0 && self.unit(at - 1).kind == Kind::Other);
        let Some(and) = at.checked_sub(1 + article).filter(|and| *and > 0 && quote > 0) else { return false };
        let joins = const { words::keys(["and", "or"]) }.contains(&self.unit(and).word);
        joins && self.unit(and - 1).kind == Kind::Quote && !self.shape(quote - 1).sentences
    }

    /// Whether the form tells a fragment from a whole sentence.
    pub fn sure_kind(&self, quote: usize) -> Option<bool> {
        let at = self.scene.quotes[quote];
        let shape = self.shape(quote);
        let before = at.checked_sub(1).map(|i| &self.scene.units[i]);
        let kind = before.map_or(Kind::Break, |unit| unit.kind);
        let opens = matches!(kind, Kind::Break | Kind::Stop | Kind::Colon | Kind::Quote) && shape.is_capital();
        let titled = self.scene.titles[self.unit(at).block as usize] && self.inside(quote).says();
        if shape.resumed
            || opens && shape.words >= WHOLE && (!shape.ends_bare() || titled)
            || shape.sentences && shape.is_capital()
        {
            return Some(false);
        }
        let object = before.is_some_and(|unit| match unit.kind {
            Kind::Verb => matches!(unit.cue, Cue::None | Cue::Judge),
            Kind::Auxiliary | Kind::Preposition | Kind::To | Kind::Other | Kind::Adjective => true,
            _ => unit.word == const { words::key("as") },
        });
        let cited = kind == Kind::Verb && !self.inside(quote).says();
        ((object || cited) && !shape.is_capital()).then_some(true)
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
        let half = |unit: Option<&Unit>| unit.is_some_and(|unit| unit.kind == Kind::Name && unit.tokens().len() <= 3);
        // “Bunny” Costa
        let next = self.scene.units.get(at + 1);
        let first = shape.words == 1
            && !self.scene.titles[self.unit(at).block as usize]
            && next.is_some_and(|unit| unit.entity == Some(EntityKind::Person) && unit.tokens().len() == 1);
        let bare = shape.bits & 1 == 1 && shape.ends_bare();
        bare && first
            || shape.words <= NICKNAME
                && shape.bits & 1 == 1
                && shape.ends_bare()
                && at > 0
                && half(self.scene.units.get(at - 1))
                && half(self.scene.units.get(at + 1))
                && self.scene.units[at - 1].entity != Some(EntityKind::Organization)
    }

    /// her novel “…”, his new film, “…”, the “…” radio show, Ruiz’s “…”: a title in capitals beside the word for a
    /// work, or behind the name of its maker.
    fn is_work(&self, quote: usize, at: usize) -> bool {
        let units = &self.scene.units;
        let work = |unit: Option<&Unit>| unit.is_some_and(|unit| unit.is(Group::Work));
        let before = |back: usize| at.checked_sub(back).map(|i| &units[i]);
        let shape = self.shape(quote);
        let title = shape.is_title() || shape.words == 1 && shape.numbered;
        let comma = before(1).is_some_and(|unit| unit.kind == Kind::Comma);
        let of = before(1).is_some_and(|unit| unit.word == const { words::key("of") });
        let owner = before(1).is_some_and(|unit| unit.kind == Kind::Owner);
        let named = work(before(1 + usize::from(comma || of))) || work(units.get(at + 1)) && shape.ends_bare();
        let owned = owner && shape.ends_bare() && shape.words <= NICKNAME + 2;
        title && (named || owned)
    }

    /// the “Long Walk”: a name in capitals behind an article, where nobody calls anything so.
    fn is_term(&self, quote: usize, at: usize) -> bool {
        let shape = self.shape(quote);
        let Some(the) = at.checked_sub(1).filter(|the| *the > 0) else { return false };
        let judged = self.unit(the - 1).is_phrase() || self.unit(the - 1).word == const { words::key("as") };
        let judged = judged || matches!(self.unit(the - 1).cue, Cue::Judge | Cue::Title);
        let title = shape.is_title() && (2..=NICKNAME).contains(&shape.words) && shape.ends_bare();
        title && self.unit(the).word == const { words::key("the") } && !judged
    }

    /// avoided calling it a “…”: words that somebody does not use.
    fn is_unsaid(&self, at: usize) -> bool {
        let verb = self.past_object(at).verb.filter(|verb| self.unit(*verb).cue == Cue::Judge);
        verb.is_some_and(|verb| {
            let near = verb.saturating_sub(2).max(self.sentence(at).0)..verb;
            near.into_iter().any(|i| self.unit(i).is(Group::Refrain))
        })
    }

    /// so-called “…”, nicknamed “…”, a box marked “…”, better known as “…”, call themselves “…”.
    fn is_name(&self, quote: usize, at: usize) -> bool {
        const NAMING: [u32; 3] = words::keys(["nicknamed", "codenamed", "named"]);
        const SELVES: [u32; 4] = words::keys(["themselves", "himself", "herself", "itself"]);
        let word = |back: usize| at.checked_sub(back).map_or(0, |i| self.scene.units[i].word);
        let is = |back: usize, words: &[u32]| words.contains(&word(back));
        let owner = at > 0 && self.scene.units[at - 1].kind == Kind::Owner;
        let article = usize::from(owner || is(1, const { &words::keys(["the", "a", "an"]) }));
        let back = 1 + article;
        let so_called = at.checked_sub(back).is_some_and(|i| {
            let first = self.scene.units[i].tokens().start;
            self.scene.units[i].tokens().any(|token| self.page.word(token).eq_ignore_ascii_case("called"))
                && self.page.word(first).eq_ignore_ascii_case("so")
        });
        let known_as = word(back) == const { words::key("as") }
            && (1..6).any(|more| word(back + more) == const { words::key("known") });
        let listed = self.shape(quote).is_title()
            && (word(back) == const { words::key("including") }
                || word(back) == const { words::key("them") } && word(back + 1) == const { words::key("among") });
        let calls =
            article == 0 && is(back, &SELVES) && is(back + 1, const { &words::keys(["call", "calls", "calling"]) });
        let passive = at.checked_sub(back + 1).is_some_and(|i| self.scene.units[i].kind == Kind::Auxiliary);
        let named = is(back, &NAMING) && passive || at > 0 && self.unit(at - 1).is(Group::Inscribe);
        self.shape(quote).words <= NICKNAME + 2 && (so_called || known_as || calls || named || listed)
    }
}
