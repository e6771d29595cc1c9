//! Whose words a quote is by the clause that it stands in: behind its verb, in an opening participle, before its
//! answer.

use super::super::scene::{Kind, Unit};
use super::super::words::{self, Cue, Group};
use super::{View, is_speech};

impl View<'_> {
    /// `the hall went quiet, with Ruiz rising to her feet, saying`: Ruiz.
    pub(super) fn companion(&self, start: usize, end: usize) -> Option<usize> {
        let with = |i: usize| self.is_word(i, const { words::key("with") }) && self.unit(i - 1).kind == Kind::Comma;
        let verbs = (start + 3..end).rev().filter(|verb| self.unit(*verb).kind == Kind::Verb);
        let mut subjects = verbs.filter(|verb| self.is_participle(*verb)).map(|verb| verb - 1);
        subjects.find(|subject| self.unit(*subject).is_phrase() && with(subject - 1))
    }

    /// `the chairman closed the matter by saying`: whoever did what is told right before.
    pub(super) fn last_subject(&self, start: usize, end: usize) -> Option<usize> {
        let subject = |verb: usize| self.subject_of(verb, start).filter(|subject| self.is_free(*subject));
        let verb = (start..end).rev().find(|verb| self.unit(*verb).kind == Kind::Verb)?;
        subject(verb).filter(|_| !self.is_passive(verb))
    }

    /// `Ruiz called her “…”, while Lund said she was “…”`: Lund.
    pub(super) fn in_turn(&self, at: usize) -> Option<usize> {
        const TURNS: [u32; 3] = words::keys(["but", "while", "whereas"]);
        let start = self.sentence(at).0;
        let verb = self.cue_before(at, start)?;
        let subject = self.subject_of(verb, start)?;
        let owner = usize::from(subject > start && self.unit(subject - 1).kind == Kind::Owner);
        let turn = subject.checked_sub(1 + owner).filter(|turn| *turn > start)?;
        let says = matches!(self.unit(verb).cue, Cue::Say | Cue::Tell | Cue::Judge) && !self.is_passive(verb);
        let turns = TURNS.contains(&self.unit(turn).word) && (verb..at).all(|i| self.unit(i).kind != Kind::Quote);
        (says && turns && self.is_free(subject)).then_some(subject)
    }

    /// `While calling the plan “…”, Ruiz voted for it`: Ruiz.
    pub(super) fn opening(&self, at: usize) -> Option<usize> {
        let (start, end) = self.sentence(at);
        let start = start + usize::from(self.unit(start).kind == Kind::Break);
        let leads = matches!(self.unit(start).kind, Kind::Subordinator | Kind::Preposition | Kind::Conjunction);
        let verb = start + usize::from(leads);
        let calls = verb < at && is_speech(self.unit(verb)) && self.is_participle(verb);
        let alone = || (verb + 1..at).all(|i| !is_speech(self.unit(i)));
        if !calls || !alone() {
            return None;
        }
        let acts = |i: &usize| self.links(*i).verb.is_some_and(|verb| verb < end && !self.is_participle(verb));
        let subject = (at + 1..end).find(|i| self.unit(*i).is_phrase() && acts(i) && self.is_free(*i))?;
        let comma = |i: usize| self.unit(i).kind == Kind::Comma;
        (comma(subject - 1) || self.unit(subject - 1).kind == Kind::Quote || subject >= 2 && comma(subject - 2))
            .then_some(subject)
    }

    /// `“…” was Ruiz’s answer`, `“…” is how Ruiz puts it`: Ruiz.
    pub(super) fn answering(&self, at: usize) -> Option<usize> {
        let units = &self.scene.units;
        let be = units.get(at + 1).filter(|be| be.kind == Kind::Auxiliary && be.sentence == units[at].sentence)?;
        if !self.is_being(at + 1) {
            return None;
        }
        let rest = at + 2..self.block_end(at).min(at + 9);
        let said = |i: &usize| units[*i].is(Group::Answer) && units[*i - 1].kind == Kind::Owner;
        let owner = rest.clone().find(said).map(|answer| answer - 1);
        let how =
            self.is_word(at + 2, const { words::key("how") }) || self.is_word(at + 2, const { words::key("words") });
        let told = |i: &usize| units[*i].is_phrase() && units[*i].sentence == be.sentence;
        owner.or_else(|| (at + 3..rest.end).find(told).filter(|_| how))
    }

    /// `Ruiz fears “the dam will break”`: a clause behind its verb, which has a subject.
    pub(super) fn thinking(&self, at: usize) -> Option<usize> {
        let start = self.sentence(at).0;
        let verb = at.checked_sub(1).filter(|verb| *verb > start && self.unit(*verb).is(Group::Opine))?;
        let quote = self.unit(at).index()?;
        let clause = self.inside(quote).says() && self.shape(quote).words > 3 && !self.shape(quote).is_title();
        let thinks = self.unit(verb).kind == Kind::Verb && !self.is_passive(verb);
        self.subject_of(verb, start).filter(|subject| clause && thinks && self.is_free(*subject))
    }

    /// `the paper closed after it admitted that the letter was “…”`: who is the subject of the last verb of speech.
    pub(super) fn within(&self, at: usize) -> Option<usize> {
        let start = self.sentence(at).0;
        let verb = self.cue_before(at, start).filter(|verb| matches!(self.unit(*verb).cue, Cue::Say | Cue::Tell))?;
        let subject = self.subject_of(verb, start)?;
        let owner = usize::from(subject > start && self.unit(subject - 1).kind == Kind::Owner);
        let before = subject.checked_sub(1 + owner).filter(|before| *before > start)?;
        // `as Lund went on about “…”`, but not `after the price went up by`
        let moves = const { words::keys(["go", "goes", "going", "gone", "went"]) }.contains(&self.unit(verb).word);
        let next = self.unit(verb + 1);
        let on = moves && next.word == const { words::key("on") };
        let hangs = matches!(next.kind, Kind::Preposition | Kind::Adverb);
        let near = || at - verb <= 3 && (on || !moves && !hangs);
        let clause =
            self.unit(before).kind == Kind::Subordinator && (self.unit(subject).kind == Kind::Pronoun || near());
        let direct = (verb + 1..at).all(|i| !matches!(self.unit(i).kind, Kind::Comma | Kind::Quote | Kind::Dash));
        let speaks = !self.is_passive(verb) && !self.is_participle(verb) && self.is_free(subject);
        (clause && direct && speaks).then_some(subject)
    }

    /// a road branded “…”, the plan, described as “…”: by nobody whom the sentence names.
    pub(super) fn is_described_so(&self, quote: usize, at: usize) -> bool {
        let back = |at: usize, skips: &dyn Fn(&Unit) -> bool| at - usize::from(at > 0 && skips(self.unit(at - 1)));
        let next = back(at, &|unit| unit.kind == Kind::Other);
        let verb = back(next, &|unit| unit.word == const { words::key("as") });
        let start = self.sentence(at).0;
        let Some(verb) = verb.checked_sub(1).filter(|verb| *verb > start + 1 && self.agent_mark(at).is_none()) else {
            return false;
        };
        if self.unit(verb).kind != Kind::Verb || !self.unit(verb).is(Group::Dub) || self.shape(quote).words > 9 {
            return false;
        }
        let thing = |i: usize| matches!(self.unit(i).kind, Kind::Nominal | Kind::Name);
        // `a singer, often described as`
        let adverb = usize::from(self.unit(verb - 1).kind == Kind::Adverb && verb > start + 2);
        let before = self.unit(verb - 1 - adverb);
        if before.kind == Kind::Comma {
            return thing(verb - 2 - adverb) && self.subject_of(verb, start).is_none();
        }
        // `the plan that Ruiz called`, `the plan Ruiz called`
        let owner = usize::from(self.unit(verb - 2).kind == Kind::Owner);
        let place = (verb - 2).checked_sub(owner).filter(|place| *place >= start).map(|place| self.unit(place).kind);
        let hangs = matches!(place, Some(Kind::Preposition | Kind::To | Kind::Verb | Kind::Auxiliary));
        before.kind == Kind::Nominal && hangs
    }

    /// `According to the charge, the two “…” the bank`: the charge, where nobody else speaks.
    pub(super) fn according(&self, at: usize) -> Option<usize> {
        let start = self.sentence(at).0;
        let start = start + usize::from(self.unit(start).kind == Kind::Break);
        let opens = start + 3 < at && self.unit(start).word == const { words::key("according") };
        let owner = usize::from(opens && self.unit(start + 2).kind == Kind::Owner);
        let source = start + 2 + owner;
        let others = || (source..at).any(|i| is_speech(self.unit(i)) || self.unit(i).kind == Kind::Quote);
        let names = opens && self.unit(start + 1).kind == Kind::To && self.unit(source).is_phrase();
        (names && !others()).then_some(source)
    }

    /// `families face “…”, says the charity.`: whoever the end of the sentence says spoke, where nobody else does.
    pub(super) fn tagged(&self, at: usize) -> Option<usize> {
        let (start, end) = self.sentence(at);
        let quote = self.unit(at).index()?;
        let comma = self.shape(quote).bits >> 1 & 7 == 1;
        let verb = at + 1;
        let said = verb + 1 < end && self.unit(verb).kind == Kind::Verb && self.unit(verb).cue == Cue::Say;
        let silent = || (start..at).all(|i| !is_speech(self.unit(i)) && self.unit(i).kind != Kind::Quote);
        let owner = usize::from(said && self.unit(verb + 1).kind == Kind::Owner);
        let subject = verb + 1 + owner;
        // `said Nurn spokesman Tom Ruiz` names him behind what he is.
        let it = self.is_word(subject, const { words::key("it") });
        let names = subject < end && self.unit(subject).is_phrase() && !it;
        let ends = |next: &Unit| matches!(next.kind, Kind::Comma | Kind::Stop | Kind::Break | Kind::Preposition);
        let alone = subject + 1 >= end || ends(self.unit(subject + 1));
        (comma && said && names && alone && silent()).then_some(subject)
    }

    /// `Ruiz hit out at a “…” deal`, `accused of delay, Ruiz hit out at the board as “…”`: Ruiz.
    pub(super) fn lashing(&self, at: usize) -> Option<usize> {
        const PARTICLES: [u32; 5] = words::keys(["out", "back", "into", "against", "at"]);
        let start = self.sentence(at).0;
        let verb = (start + 1..at).rev().find(|i| self.unit(*i).is(Group::Lash))?;
        let particle = verb + 1 < at && PARTICLES.contains(&self.unit(verb + 1).word);
        let lashes = self.unit(verb).kind == Kind::Verb && particle && !self.is_passive(verb);
        let quote = self.unit(at).index()?;
        let fragment = self.shape(quote).words > 1 && !self.shape(quote).is_title()
            || matches!(self.unit(at - 1).kind, Kind::Other | Kind::Owner | Kind::Preposition);
        let subject = self.subject_of(verb, start).filter(|subject| lashes && fragment && self.is_free(*subject))?;
        let from = (start..subject).rev().find(|i| self.unit(*i).kind == Kind::Comma).unwrap_or(start);
        let others = (from..at).any(|i| i != verb && (is_speech(self.unit(i)) || self.unit(i).kind == Kind::Quote));
        (!others).then_some(subject)
    }

    /// `Ruiz was blunt: “…”`: Ruiz.
    pub(super) fn announced(&self, at: usize) -> Option<usize> {
        const SHE: [u32; 3] = words::keys(["he", "she", "they"]);
        let start = self.sentence(at).0;
        let colon = at.checked_sub(1).filter(|colon| *colon > start && self.unit(*colon).kind == Kind::Colon)?;
        let plain = |i: &usize| matches!(self.unit(*i).kind, Kind::Adjective | Kind::Adverb | Kind::Other);
        let be = (start + 1..colon).rev().find(|i| !plain(i)).filter(|be| self.is_being(*be))?;
        let unit = self.unit(be - 1);
        let person = unit.kind == Kind::Name || unit.kind == Kind::Pronoun && SHE.contains(&unit.word);
        (person && be + 1 < colon && self.is_free(be - 1)).then_some(be - 1)
    }
}
