//! Words that reach the reporter through others: `the agency quoted the minister as saying`, `in the words of the
//! mayor`.

use super::super::scene::{Kind, Unit};
use super::super::words::{self, Cue, Group};
use super::{View, Way, is_speech};

/// `as saying` stands at most so many units behind the verb that quotes.
const REACH: usize = 16;

impl View<'_> {
    /// Whose words the sentence says that a quote is, where somebody else passes them on.
    pub(super) fn reported(&self, at: usize) -> Option<usize> {
        let ways = [
            Self::quoted,
            Self::described_by,
            Self::in_words_of,
            Self::written_on,
            Self::in_relative,
            Self::accompanying,
            Self::judging,
            Self::adding,
            Self::told_by,
            Self::according,
            Self::tagged,
            Self::announced,
            Self::lashing,
            Self::in_turn,
            Self::opening,
            Self::answering,
            Self::thinking,
            Self::within,
        ];
        ways.iter().find_map(|way| way(self, at))
    }

    /// `the agency quoted the minister as saying “…”`, `“…,” the minister was quoted by the agency as saying`: the
    /// minister.
    fn quoted(&self, at: usize) -> Option<usize> {
        let (start, end) = self.sentence(at);
        let quotes = |i: &usize| self.unit(*i).kind == Kind::Verb && self.unit(*i).cue == Cue::Quote;
        let verb = (start..at).rev().find(quotes).or_else(|| (at + 1..end).find(quotes))?;
        let limit = if verb < at { at } else { end };
        let saying = self.saying(verb + 1..limit.min(verb + REACH))?;
        let object = (verb + 1..saying).find(|i| self.unit(*i).is_phrase());
        let by = object.is_some_and(|object| self.is_word(object - 1, const { words::key("by") }));
        match object.filter(|_| !by && !self.is_passive(verb)) {
            None => self.subject_of(verb, start),
            object => object,
        }
    }

    /// The `as` of `as saying`.
    fn saying(&self, mut units: std::ops::Range<usize>) -> Option<usize> {
        let says = |i: usize| {
            self.scene.units.get(i).is_some_and(is_speech)
                && self.page.word(self.unit(i).tokens().start).ends_with("ing")
        };
        units.find(|i| self.is_word(*i, const { words::key("as") }) && says(i + 1))
    }

    /// `he was described as “…” by his neighbours`: the neighbours.
    fn described_by(&self, at: usize) -> Option<usize> {
        let judges = |verb: &usize| self.unit(*verb).cue == Cue::Judge;
        let verb = self.past_object(at).verb.or_else(|| self.accusing(at)).filter(judges)?;
        let active = self.unit(verb + 1).is_mention();
        let by = self.agent_mark(at)?;
        let same = self.unit(by).sentence == self.unit(at).sentence;
        (by + 1..by + 3).find(|i| same && !active && self.scene.units.get(*i).is_some_and(Unit::is_phrase))
    }

    /// The `by` behind a quote, or behind those that are joined to it: `called “…” and a “…” by`.
    pub(super) fn agent_mark(&self, at: usize) -> Option<usize> {
        let units = &self.scene.units;
        let kind = |i: usize| units.get(i).map(|unit| unit.kind);
        let mut next = at + 1;
        while self.is_word(next, const { words::key("and") }) {
            next += 1 + usize::from(kind(next + 1) == Some(Kind::Other));
            if kind(next) != Some(Kind::Quote) {
                return None;
            }
            next += 1;
        }
        self.is_word(next, const { words::key("by") }).then_some(next)
    }

    /// accused of “…”, accused of being “…”: accused.
    fn accusing(&self, at: usize) -> Option<usize> {
        let being = usize::from(at > 0 && self.is_word(at - 1, const { words::key("being") }));
        let of = at.checked_sub(1 + being).filter(|of| self.is_word(*of, const { words::key("of") }))?;
        of.checked_sub(1).filter(|verb| self.unit(*verb).kind == Kind::Verb)
    }

    /// `in the words of the mayor`, `in the mayor’s words`: the mayor.
    fn in_words_of(&self, at: usize) -> Option<usize> {
        let (start, end) = self.sentence(at);
        let is_in = |i: usize| self.is_word(i, const { words::key("in") });
        let words = |i: &usize| self.is_word(*i, const { words::key("words") });
        let opening = start..at.min(start + 4);
        let around = opening.chain(at.saturating_sub(5).max(start)..at).chain(at + 1..end.min(at + 4));
        let words = around.into_iter().find(words).filter(|words| *words > start)?;
        let owned = words > start + 1 && self.unit(words - 1).kind == Kind::Owner && is_in(words - 2);
        let of = is_in(words - 1) && self.is_word(words + 1, const { words::key("of") });
        match (owned, of) {
            (true, _) => Some(words - 1),
            (_, true) => (words + 2..end.min(words + 4)).find(|i| self.unit(*i).is_phrase()),
            _ => None,
        }
    }

    /// `holding banners reading “…”`: the banners.
    fn written_on(&self, at: usize) -> Option<usize> {
        let sign = at.checked_sub(2)?;
        let reads = self.is_word(at - 1, const { words::key("reading") });
        (reads && self.unit(sign).kind == Kind::Nominal && self.unit(sign).sentence == self.unit(at).sentence)
            .then_some(sign)
    }

    /// `the house, which one officer described as “…”`: the officer.
    fn in_relative(&self, at: usize) -> Option<usize> {
        let verb = self.past_object(at).verb.filter(|verb| self.unit(*verb).cue == Cue::Judge)?;
        let subject = self.subject_of(verb, self.sentence(at).0)?;
        let owner = usize::from(subject > 0 && self.unit(subject - 1).kind == Kind::Owner);
        let relative = subject.checked_sub(1 + owner).is_some_and(|i| self.unit(i).kind == Kind::Relative);
        // `whom he called` is told of whom the sentence is about.
        let named = self.unit(subject).kind != Kind::Pronoun;
        (relative && named && self.links(subject).way != Way::Conjunction).then_some(subject)
    }

    /// `the vote was put off, with Ruiz calling it “…”`: Ruiz.
    fn accompanying(&self, at: usize) -> Option<usize> {
        let start = self.sentence(at).0;
        let verb = self.cue_before(at, start)?;
        let subject = verb.checked_sub(1).filter(|i| *i > start && self.unit(*i).is_phrase())?;
        let owner = usize::from(self.unit(subject - 1).kind == Kind::Owner);
        let with = subject.checked_sub(1 + owner)?;
        let unit = self.unit(subject);
        let definite = owner == 1 || const { words::keys(["the", "a", "an", "one"]) }.contains(&unit.first);
        let saying = matches!(self.unit(verb).cue, Cue::Say | Cue::Tell | Cue::Judge) && self.is_participle(verb);
        let is_with = |i: usize| self.is_word(i, const { words::key("with") });
        // `with Ruiz calling it “…” and Lund saying`
        let and = self.is_word(with, const { words::key("and") }) && (start..with).any(is_with);
        (saying && (definite || unit.kind == Kind::Name) && (and || is_with(with))).then_some(subject)
    }

    /// `Ruiz attacked the plan, calling it “…”`: whoever did what the sentence tells before.
    fn judging(&self, at: usize) -> Option<usize> {
        let start = self.sentence(at).0;
        let verb = self.past_object(at).verb.filter(|verb| self.unit(*verb).cue == Cue::Judge)?;
        let comma = verb.checked_sub(1).filter(|comma| self.unit(*comma).kind == Kind::Comma)?;
        self.is_participle(verb).then(|| self.main_subject(start, comma)).flatten()
    }

    /// `Ruiz attacked the plan, saying that the harbour “…”`, `“…,” said Ruiz, claiming that “…”`: whoever the sentence
    /// is about before.
    fn adding(&self, at: usize) -> Option<usize> {
        let start = self.sentence(at).0;
        let spoken = |verb: &usize| is_speech(self.unit(*verb)) && self.unit(*verb).cue != Cue::Think;
        let verb =
            (start..at).rev().find(spoken).filter(|verb| matches!(self.unit(*verb).cue, Cue::Say | Cue::Tell))?;
        let before = verb.checked_sub(1).filter(|i| *i > start && self.is_participle(verb))?;
        match self.unit(before).kind {
            Kind::Comma | Kind::Quote => self.companion(start, before).or_else(|| self.main_subject(start, before)),
            Kind::Preposition if self.is_word(before, const { words::key("by") }) => self.last_subject(start, before),
            _ => None,
        }
    }

    /// Who speaks in a stretch of a sentence, or does what it tells: the subject of its last verb of speech, else its
    /// first subject; no `who`, nobody within a phrase, and nobody to whom something is done.
    fn main_subject(&self, start: usize, end: usize) -> Option<usize> {
        let finite = |verb: &usize| {
            let helped = *verb > start && self.unit(*verb - 1).kind == Kind::Auxiliary;
            self.unit(*verb).kind == Kind::Verb && (helped || !self.is_participle(*verb))
        };
        let subject = |verb: usize| {
            let inverted = verb > start && is_speech(self.unit(verb)) && self.unit(verb - 1).kind == Kind::Quote;
            let behind = Some(verb + 1).filter(|next| inverted && self.unit(*next).is_phrase());
            behind
                .or_else(|| self.subject_of(verb, start).map(|subject| self.whole(subject, start)))
                .filter(|subject| self.is_free(*subject))
        };
        let speaks = |verb: &usize| matches!(self.unit(*verb).cue, Cue::Say | Cue::Tell | Cue::Write | Cue::Judge);
        let verbs = || (start..end).filter(finite).filter(|verb| subject(*verb).is_some());
        let main = verbs().rfind(speaks).or_else(|| verbs().min_by_key(|verb| subject(*verb)))?;
        subject(main).filter(|_| !self.is_passive(main))
    }

    /// The noun phrase that another hangs on with a participle: `the lawyer` of `the lawyer appearing for the club`.
    fn whole(&self, at: usize, start: usize) -> usize {
        let participle = at.checked_sub(3).filter(|whole| *whole >= start).is_some_and(|whole| {
            let (phrase, verb, preposition) = (self.unit(whole), self.unit(whole + 1), self.unit(whole + 2));
            phrase.is_phrase() && verb.kind == Kind::Verb && preposition.kind == Kind::Preposition
        });
        if participle && self.is_participle(at - 2) { at - 3 } else { at }
    }

    /// Whether a noun phrase hangs on no preposition, and is nobody whom reported words are about: `she says we must
    /// act`.
    pub(super) fn is_free(&self, at: usize) -> bool {
        const HEARERS: [u32; 3] = words::keys(["i", "we", "you"]);
        let hangs = at > 0 && matches!(self.unit(at - 1).kind, Kind::Preposition | Kind::To);
        self.unit(at).is_phrase() && !hangs && !HEARERS.contains(&self.unit(at).word)
    }

    pub(super) fn is_participle(&self, verb: usize) -> bool {
        self.page.word(self.unit(verb).tokens().start).ends_with("ing")
    }

    /// `“…,” per the report`, `per Ruiz, “…”`: the report, Ruiz.
    fn told_by(&self, at: usize) -> Option<usize> {
        let start = self.sentence(at).0;
        let per = [at + 1, start].into_iter().find(|i| self.is_word(*i, const { words::key("per") }))?;
        let source = per + 1 + usize::from(self.scene.units.get(per + 1)?.kind == Kind::Owner);
        let unit = self.scene.units.get(source).filter(|unit| unit.is_phrase())?;
        // `“…” per person`
        let definite = const { words::keys(["the", "a", "an"]) }.contains(&unit.first) || source > per + 1;
        let near = unit.sentence == self.unit(at).sentence && source != at && (per > at || source + 2 >= at);
        (near && (definite || unit.kind == Kind::Name)).then_some(source)
    }

    /// is accused of “…”, has been dubbed “…”: by nobody whom the sentence names.
    pub(super) fn is_anonymous(&self, quote: usize, at: usize) -> bool {
        let start = self.sentence(at).0;
        let mut verb = self.past_object(at).verb;
        // `a teacher accused of`: whoever accuses names whom before `of`.
        let mut accused = false;
        if let Some(accuses) = self.accusing(at) {
            verb = Some(accuses);
            accused = true;
        }
        let alone = self.surroundings[quote].in_sentence.cues == 1 + self.trailing(at);
        let judged = verb.is_some_and(|verb| {
            verb > start && self.unit(verb).cue == Cue::Judge && (accused || self.is_passive(verb))
        });
        alone && (judged || self.is_reputed(at))
    }

    /// was reported to be “…”, is said to have “…”.
    fn is_reputed(&self, at: usize) -> bool {
        let start = self.sentence(at).0;
        let article = usize::from(at > start && self.unit(at - 1).kind == Kind::Other);
        let Some(be) = at.checked_sub(1 + article).filter(|be| *be > start + 2) else { return false };
        let is = const { words::keys(["be", "have"]) }.contains(&self.unit(be).word);
        let verb = be - 2;
        is && self.unit(be - 1).kind == Kind::To && is_speech(self.unit(verb)) && self.is_passive(verb)
    }

    /// How many verbs of speech of a sentence have no subject of their own: `after saying that`, `to remember him`.
    fn trailing(&self, at: usize) -> u16 {
        let (start, end) = self.sentence(at);
        let hangs = |verb: &usize| {
            let before = self.unit(verb - 1).kind;
            let free = matches!(before, Kind::Subordinator | Kind::Preposition) && self.is_participle(*verb);
            is_speech(self.unit(*verb)) && (before == Kind::To || free && *verb > at)
        };
        (start + 1..end).filter(hangs).count() as u16
    }

    /// Whether a verb is said of its object: `was told`, not `was telling`.
    pub(super) fn is_passive(&self, verb: usize) -> bool {
        let Some(before) = verb.checked_sub(1) else { return false };
        let adverb = usize::from(self.unit(before).kind == Kind::Adverb);
        before >= adverb
            && self.is_being(before - adverb)
            && !self.page.word(self.unit(verb).tokens().start).ends_with("ing")
    }

    /// a seminar called “…”: the name of a thing that the sentence is not about.
    pub(super) fn is_called(&self, quote: usize, at: usize) -> bool {
        let Some(thing) = at.checked_sub(2) else { return false };
        let start = self.sentence(at).0;
        let said = || (start..thing).any(|i| self.unit(i).kind == Kind::Verb);
        self.unit(at - 1).is(Group::Dub)
            && self.unit(at - 1).kind == Kind::Verb
            && self.unit(thing).kind == Kind::Nominal
            && self.shape(quote).is_capital()
            && self.shape(quote).ends_bare()
            && said()
    }

    /// under the theme “…”, by the name of “…”: nobody's words.
    pub(super) fn is_heading(&self, at: usize) -> bool {
        const UNDER: [u32; 6] = words::keys(["under", "on", "with", "by", "around", "of"]);
        let of = usize::from(at > 0 && self.is_word(at - 1, const { words::key("of") }));
        let Some(noun) = at.checked_sub(1 + of).filter(|noun| *noun > 0) else { return false };
        self.unit(noun).is(Group::Heading) && UNDER.contains(&self.unit(noun - 1).word)
    }

    pub(super) fn is_word(&self, at: usize, word: u32) -> bool {
        self.scene.units.get(at).is_some_and(|unit| unit.word == word)
    }
}
