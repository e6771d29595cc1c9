//! A scene made ready for questions: who may have said a quote, and what stands between the two.

mod clauses;
mod form;
mod headline;
mod inside;
mod links;
mod path;
mod reported;
mod shape;
mod surroundings;
mod tag;

use super::lexicon::Lexicon;
use super::marks::Quoted;
use super::scene::{Kind, Scene, Unit};
use super::words::{self, Cue};
use crate::document::Page;
use crate::entities::EntityKind;
use form::Object;
use inside::Inside;
pub(super) use links::{Links, Way};
use links::{Near, links};
use path::Step;
pub(super) use path::{Ways, finish, mix};
pub(super) use shape::Shape;
pub(super) use surroundings::Surroundings;

/// An answer to "whose words are these?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Choice {
    /// Nobody's: a title, a term, a nickname.
    Scare,
    /// Somebody's whom the article does not name.
    Nobody,
    /// The words of whom this unit names.
    Unit(usize),
}

/// Quotes of so many words are somebody's: no title and no term is as long.
const SPOKEN: usize = 12;

/// A sentence of so many words that is all of its paragraph is somebody's too.
const SENTENCE: usize = 4;

/// Units looked at on either side of a quote.
const WINDOW: usize = 90;

/// Running counts over the units, so that "how many between" costs nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub mentions: u16,
    pub verbs: u16,
    pub cues: u16,
    pub quotes: u16,
    /// Semicolons and other stops.
    pub stops: u16,
    /// Mentions that are subjects of verbs of speech.
    pub speakers: u16,
}

/// A scene made ready for questions.
#[derive(Debug)]
pub(super) struct View<'s> {
    pub scene: &'s Scene,
    pub(super) page: &'s Page,
    shapes: Vec<Shape>,
    insides: Vec<Inside>,
    /// Of each quote, what it is the object of.
    objects: Vec<Object>,
    /// Of each quote, who the forms of `form.rs` say speaks: a verb of judgement, a colon, a source, the last clause.
    pub(super) subjects: Vec<[Option<usize>; 4]>,
    counts: Vec<Counts>,
    /// Each unit as it counts on the way between two others.
    steps: Vec<Step>,
    /// The verbs that each mention belongs to.
    near: Vec<Near>,
    /// The first unit of each paragraph: the break before it.
    block_starts: Vec<usize>,
    /// Of each sentence, its first unit and the one behind its last.
    sentences: Vec<(usize, usize)>,
    /// Of each quote, what is the same whoever may have said it.
    pub(super) surroundings: Vec<Surroundings>,
}

impl<'s> View<'s> {
    pub fn new(page: &'s Page, lexicon: &Lexicon, scene: &'s Scene, quoted: &'s [Quoted]) -> Self {
        let units = &scene.units;
        let near = |at: usize| if units[at].is_mention() { links(units, at) } else { Near::default() };
        let near: Vec<Near> = (0..units.len()).map(near).collect();
        let mut counts = Vec::with_capacity(units.len() + 1);
        let mut sum = Counts::default();
        counts.push(sum);
        counts.extend(units.iter().zip(&near).enumerate().map(|(at, (unit, near))| {
            sum.mentions = sum.mentions.wrapping_add(u16::from(unit.is_phrase()));
            sum.verbs = sum.verbs.wrapping_add(u16::from(unit.kind == Kind::Verb));
            sum.cues = sum.cues.wrapping_add(u16::from(is_speech(unit)));
            sum.quotes = sum.quotes.wrapping_add(u16::from(unit.kind == Kind::Quote));
            sum.stops = sum.stops.wrapping_add(u16::from(unit.kind == Kind::Stop));
            let speaks = near.links(at).verb.is_some_and(|verb| is_speech(&units[verb]));
            sum.speakers = sum.speakers.wrapping_add(u16::from(speaks));
            sum
        }));
        let breaks = (0..units.len()).filter(|at| units[*at].kind == Kind::Break);
        let block_starts = std::iter::once(0).chain(breaks).collect();
        let mut end = 0;
        let sentences = units.chunk_by(|a, b| a.sentence == b.sentence).map(|sentence| {
            let start = end;
            end += sentence.len();
            (start, end)
        });
        let sentences = sentences.collect();
        let single_style = 2 * quoted.iter().filter(|quoted| quoted.single).count() > quoted.len();
        let shapes = quoted.iter().map(|quoted| Shape::of(&page.source.text, quoted, single_style)).collect();
        let insides = inside::read(page, lexicon, quoted);
        let steps = path::steps(units);
        let (objects, subjects, surroundings) = (Vec::new(), Vec::new(), Vec::new());
        let mut view = Self {
            scene,
            page,
            shapes,
            insides,
            objects,
            subjects,
            counts,
            steps,
            near,
            block_starts,
            sentences,
            surroundings,
        };
        view.objects = scene.quotes.iter().map(|at| view.object_of(*at)).collect();
        view.subjects = scene.quotes.iter().map(|at| view.subjects_of(*at)).collect();
        view.surroundings = scene.quotes.iter().map(|at| view.surroundings_of(*at)).collect();
        view
    }

    pub(super) fn unit(&self, at: usize) -> &Unit {
        &self.scene.units[at]
    }

    /// The verbs that a mention belongs to.
    pub(super) fn links(&self, m: usize) -> Links {
        self.near[m].links(m)
    }

    pub(super) fn shape(&self, quote: usize) -> Shape {
        self.shapes[quote]
    }

    pub(super) fn inside(&self, quote: usize) -> Inside {
        self.insides[quote]
    }

    /// The answers to weigh for a quote, given those to the quotes before it.
    pub fn choices(&self, quote: usize, history: &[Choice], choices: &mut Vec<Choice>) {
        choices.clear();
        choices.push(Choice::Nobody);
        let shape = self.shape(quote);
        let sentence = (shape.words >= SENTENCE || shape.words > 1 && self.inside(quote).says())
            && shape.bits & 1 == 1
            && matches!(shape.bits >> 1 & 7, 2 | 3)
            && shape.bits & 16 == 0;
        let unit = self.unit(self.scene.quotes[quote]);
        let headline = self.scene.titles[unit.block as usize]
            && shape.words >= SENTENCE
            && shape.bits & 16 == 0
            && self.inside(quote).says();
        if shape.words < SPOKEN
            && !headline
            && !self.is_said(quote)
            && !(sentence && (self.surroundings[quote].bare || self.stands_alone(quote)))
        {
            choices.push(Choice::Scare);
        }
        let units = &self.scene.units;
        let at = self.scene.quotes[quote];
        let block = units[at].block;
        let reach = u32::from(self.surroundings[quote].bare);
        let from = self.first_of(block.saturating_sub(reach)).max(at.saturating_sub(WINDOW));
        let near = from..self.first_of(block + reach + 1).min(at + WINDOW);
        let named = self.named_in(at);
        let speaks = |i: &usize| {
            let told = || units[*i].block < block && units[*i].index().is_some_and(|entity| named.contains(&entity));
            units[*i].is_mention()
                && !self.is_mute(*i)
                && !self.is_owner_of_speaker(*i)
                && !self.is_object(*i)
                && !self.is_hearer(*i, at)
                && !self.is_agent(*i, at)
                && !told()
        };
        choices.extend(near.clone().filter(speaks).map(Choice::Unit));
        if let Some(Choice::Unit(last)) = history.iter().rev().take(3).find(|c| matches!(c, Choice::Unit(_)))
            && !near.contains(last)
        {
            choices.push(Choice::Unit(*last));
        }
    }

    /// Whom the words of a quote name: nobody speaks of himself by name.
    fn named_in(&self, at: usize) -> Vec<usize> {
        let span = self.page.text.span_of(self.unit(at).tokens());
        let mentions = &self.scene.mentions;
        let from = mentions.partition_point(|(mention, _)| mention.start() < span.start());
        let inside = mentions[from..].iter().take_while(|(mention, _)| mention.end() <= span.end());
        inside.map(|(_, entity)| *entity).collect()
    }

    /// Whether a quote is a sentence between two others: `Ruiz shook her head. “…”`
    fn stands_alone(&self, quote: usize) -> bool {
        let at = self.scene.quotes[quote];
        let ends = |unit: Option<&Unit>| unit.is_none_or(|unit| matches!(unit.kind, Kind::Stop | Kind::Break));
        let after = self.scene.units.get(at + 1);
        let apart = ends(after) || after.is_some_and(|after| after.sentence > self.unit(at).sentence);
        self.inside(quote).says() && ends(at.checked_sub(1).map(|before| self.unit(before))) && apart
    }

    /// Whether a mention is nobody who could speak: a place without a verb of speech of its own, nothing, everything.
    fn is_mute(&self, at: usize) -> bool {
        const THINGS: [u32; 4] = words::keys(["nothing", "something", "everything", "anything"]);
        let Links { verb, before, .. } = self.links(at);
        let speaks = |verb: Option<usize>| verb.is_some_and(|verb| is_speech(self.unit(verb)));
        let unit = self.unit(at);
        THINGS.contains(&unit.first)
            || unit.kind == Kind::Name && unit.entity == Some(EntityKind::Place) && !speaks(verb) && !speaks(before)
    }

    /// Whether a mention owns what speaks: `the party’s manifesto said`.
    fn is_owner_of_speaker(&self, at: usize) -> bool {
        let verb = || self.near.get(at + 1).and_then(|near| near.links(at + 1).verb);
        let says = |verb: usize| is_speech(self.unit(verb)) && self.unit(verb).cue != Cue::Think;
        self.unit(at).kind == Kind::Owner && verb().is_some_and(says)
    }

    /// Whether a pronoun is in the objective case and no preposition makes a source of it: `told us`.
    fn is_object(&self, at: usize) -> bool {
        const OBJECTS: [u32; 5] = words::keys(["me", "us", "him", "them", "whom"]);
        let unit = self.unit(at);
        let sourced = at > 0 && matches!(self.unit(at - 1).kind, Kind::To | Kind::Preposition);
        matches!(unit.kind, Kind::Pronoun | Kind::Relative) && !sourced && OBJECTS.contains(&unit.word)
    }

    /// Whether a mention in a quote's sentence is told, not telling: `the jury was told that it was “…”`, `a letter to
    /// the minister said: “…”`.
    fn is_hearer(&self, m: usize, quote: usize) -> bool {
        if self.unit(m).sentence != self.unit(quote).sentence {
            return false;
        }
        let it = self.unit(m).kind == Kind::Pronoun && self.unit(m).word == const { words::key("it") };
        // `it was said that`, `the jury was told that`
        let told = |verb: usize| {
            // `he is said to be`
            let reputed = || self.scene.units.get(verb + 1).is_some_and(|next| next.kind == Kind::To);
            let hears = self.unit(verb).cue == Cue::Tell || is_speech(self.unit(verb)) && (it || reputed());
            hears && self.is_passive(verb) && self.others_speak(verb + 1, quote)
        };
        let addressed = m >= 2
            && self.unit(m - 1).word == const { words::key("to") }
            && self.unit(m - 2).cue == Cue::Noun
            && self.links(m).way == Way::Next;
        addressed && self.links(m).verb.is_some() || self.links(m).verb.is_some_and(told)
    }

    /// Whether a mention does what a quote tells: `the talks were “held up” by the ministry`.
    fn is_agent(&self, m: usize, quote: usize) -> bool {
        let owner = usize::from(m > 0 && self.unit(m - 1).kind == Kind::Owner);
        let by = m.checked_sub(1 + owner).filter(|by| *by == quote + 1 && quote > 0);
        let by = by.is_some_and(|by| self.unit(by).word == const { words::key("by") });
        by && self.is_being(quote - 1) && self.unit(m).sentence == self.unit(quote).sentence
    }

    /// Whether each verb of speech in a stretch has a subject of its own there.
    fn others_speak(&self, from: usize, to: usize) -> bool {
        (from..to).filter(|verb| is_speech(self.unit(*verb))).all(|verb| self.subject_of(verb, from).is_some())
    }

    /// Whether the quote's paragraph holds hardly anything but quotes.
    pub(super) fn bare(&self, at: usize) -> bool {
        let start = self.block_start(at);
        let units = &self.scene.units;
        let rest = units[start..].iter().skip(1).take_while(|unit| unit.kind != Kind::Break).take(60);
        rest.filter(|unit| unit.is_mention() || unit.kind == Kind::Verb).take(3).count() < 3
    }

    /// The word that attributes a quote to a mention: the mention's verb, or the nearest attributing one.
    pub fn cue(&self, at: usize, m: usize) -> Option<usize> {
        let links = self.links(m);
        let units = &self.scene.units;
        let (start, end) = self.sentence(at);
        let inverted = links.before.filter(|v| is_speech(&units[*v]) && (m > at || links.verb.is_none()));
        let opening = self.cue_before(at, start).filter(|cue| m > at && *cue <= start + 2 && self.is_participle(*cue));
        let own = links.verb.filter(|v| is_speech(&units[*v])).map(|own| self.last_joined(own, at));
        let behind = (at + 1..end.max(at + 1)).find(|i| m > at && is_speech(&units[*i]));
        // `said her mother, Ana Ruiz. “…”`: the tag of the quote before.
        let tag = || self.cue_before(m, self.sentence(m).0).filter(|_| m < start);
        let agent = |m: usize| (m.saturating_sub(2)..m).any(|by| Some(by) == self.agent_mark(at));
        let what = || self.what_verb(at).or_else(|| self.past_object(at).verb.filter(|_| agent(m)));
        inverted
            .or(opening)
            .or_else(what)
            .or(own)
            .or(behind)
            .or_else(|| self.cue_before(at, start))
            .or(links.verb)
            .or_else(tag)
    }

    /// The last verb before a quote that is joined to an earlier one: `admitted it was late but insisted`, `urged them
    /// to wait, saying`.
    fn last_joined(&self, verb: usize, at: usize) -> usize {
        let units = &self.scene.units;
        let joined = |i: &usize| {
            let before = units[i - 1].kind;
            let hangs = matches!(before, Kind::Comma | Kind::Quote | Kind::Preposition | Kind::Subordinator);
            is_speech(&units[*i])
                && (before == Kind::Conjunction
                    || before == Kind::Adverb && units[i - 2].kind == Kind::Conjunction
                    || hangs
                        && !matches!(units[*i].cue, Cue::Quote | Cue::Think)
                        && self.page.word(units[*i].tokens().start).ends_with("ing"))
        };
        let same = units[verb].sentence == units[at].sentence;
        let from = (verb + 2).max(at.saturating_sub(WINDOW));
        (from..at).rev().find(joined).filter(|_| same).unwrap_or(verb)
    }

    /// Where a verb stands: right beside the quote, between mention and quote, beyond.
    pub(super) fn verb_place(&self, at: usize, m: usize, v: usize) -> u32 {
        let (low, high) = (m.min(at), m.max(at));
        let inside = low < v && v < high;
        let same = self.unit(v).sentence == self.unit(at).sentence;
        let gap = v.abs_diff(at).min(4) as u32;
        let side = u32::from(m > at);
        1 + side + 2 * u32::from(inside) + 4 * u32::from(same) + 8 * gap
    }

    pub(super) fn last_quote(&self, at: usize) -> Option<usize> {
        let from = at.saturating_sub(60);
        let quotes = &self.scene.quotes;
        let before = &quotes[..quotes.partition_point(|quote| *quote < at)];
        before.last().copied().filter(|quote| *quote >= from)
    }

    /// How far back the quote before this one is.
    pub(super) fn link(&self, last: Option<usize>, at: usize) -> u32 {
        let Some(last) = last else { return 0 };
        let block = (self.unit(at).block - self.unit(last).block).min(2);
        let sentence = (self.unit(at).sentence - self.unit(last).sentence).min(3);
        1 + block * 8 + sentence * 2 + u32::from(at - last == 1)
    }

    pub(super) fn ends_with_colon_before(&self, at: usize) -> bool {
        let start = self.block_start(at);
        start > 0 && at == start + 1 && self.unit(start - 1).kind == Kind::Colon
    }

    /// The first unit of the paragraph of a unit.
    pub(super) fn block_start(&self, at: usize) -> usize {
        self.block_starts[self.unit(at).block as usize]
    }

    /// The first unit that is of a paragraph itself; behind the last paragraph, the end of all units.
    fn first_of(&self, block: u32) -> usize {
        let behind_break = |start: &usize| start + usize::from(block > 0);
        self.block_starts.get(block as usize).map_or(self.scene.units.len(), behind_break)
    }

    pub(super) fn block_end(&self, at: usize) -> usize {
        let end = self.scene.units.len().min(at + WINDOW);
        self.block_starts.get(self.unit(at).block as usize + 1).map_or(end, |next| end.min(*next))
    }

    /// The units of the reporter's sentence around one of them.
    pub(super) fn sentence(&self, at: usize) -> (usize, usize) {
        let (start, end) = self.sentences[self.unit(at).sentence as usize];
        (start.max(at.saturating_sub(WINDOW)), end.min(at + WINDOW))
    }

    pub(super) fn between(&self, from: usize, to: usize) -> Counts {
        let (a, b) = (self.counts[from.min(to)], self.counts[to]);
        Counts {
            mentions: b.mentions.wrapping_sub(a.mentions),
            verbs: b.verbs.wrapping_sub(a.verbs),
            cues: b.cues.wrapping_sub(a.cues),
            quotes: b.quotes.wrapping_sub(a.quotes),
            stops: b.stops.wrapping_sub(a.stops),
            speakers: b.speakers.wrapping_sub(a.speakers),
        }
    }

    /// The nearest attributing word before the quote in its sentence.
    pub(super) fn cue_before(&self, at: usize, from: usize) -> Option<usize> {
        (from..at).rev().find(|i| is_speech(self.unit(*i)))
    }
}

pub(super) fn is_speech(unit: &Unit) -> bool {
    unit.kind == Kind::Verb && !matches!(unit.cue, Cue::None | Cue::Noun)
}
