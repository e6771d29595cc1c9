//! Who "he", "it" or "the mayor" is: by gender and number, by the roles and countries the article gives, and by who was
//! spoken of last. Takes entities and a place in the text; gives an entity or none.

mod people;
mod roles;

use super::lexicon::Lexicon;
use super::marks::Quoted;
use super::scene::{Kind, Unit};
use super::view::{View, is_speech};
use super::words;
use crate::article::BlockKind;
use crate::document::Page;
use crate::entities::{Entity, EntityKind, Gender};
use crate::span::Span;
use people::{Sort, Unnamed};
use roles::Role;

/// One place that names an entity.
#[derive(Clone, Copy, Debug)]
struct Named {
    span: Span,
    /// Whose name it is; none for somebody whom the article does not name.
    entity: Option<usize>,
    sentence: usize,
    /// Its rank among the names of its sentence: people among people, all else among all else.
    rank: usize,
    in_quote: bool,
    genitive: bool,
    /// What its verb adds.
    acts: f32,
}

/// Somebody called by what he is: `the mayor`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Description<'d> {
    /// Its noun, in lower case.
    pub head: &'d str,
    pub span: Span,
    /// Where it stands.
    pub at: usize,
    /// Where somebody without a name was brought in by the same noun: `a minister`. Whoever was named before is not
    /// meant.
    pub since: Option<usize>,
    /// Whether it belongs to others: `the victim’s mother`, `his coach` are no words for whoever was spoken of last.
    pub owned: bool,
}

/// Everybody named so far.
#[derive(Debug)]
pub(super) struct Antecedents<'p> {
    page: &'p Page,
    entities: &'p [Entity],
    named: Vec<Named>,
    /// Speakers found so far: where, and who.
    speakers: Vec<(usize, usize)>,
    /// Those of them who are called by what they are.
    called: Vec<Named>,
    /// The people by the key of their last name, in order.
    surnames: Vec<(u32, usize)>,
    /// The roles of each entity.
    roles: Vec<Vec<Role>>,
    /// How often each entity is named, as a weight; and the largest of these.
    weights: Vec<f32>,
    heaviest: f32,
    /// Of each entity, whether the article speaks of its administration or government.
    governs: Vec<bool>,
}

/// What being named e times as often adds.
const OFTEN: f32 = 0.15;
/// What being the subject of a verb of speech adds.
const SPEAKS: f32 = 0.8;
/// What being the subject of another verb adds.
const ACTS: f32 = 0.3;
/// What hanging on a preposition adds: whoever is met with is spoken of less than who meets.
const HANGS: f32 = -0.4;
/// What being meant by a pronoun adds.
const GOES_ON: f32 = 0.3;
/// What fits somebody without a name, of whom no gender is known.
const STRANGER: f32 = 0.25;
/// What having spoken last adds.
const LATELY: f32 = 0.3;
/// What no name is worth more than but for how often it is named and how far away: the best fit is worth 3. A little
/// more, as the sums are rounded.
const MOST: f32 = 3.0 + LATELY + SPEAKS + 0.01;
/// How many names back are weighed.
const MEMORY: usize = 100;
/// As weak as a name in the same sentence or the one before.
const NEAR: f32 = -1.5;
/// As weak as a name three sentences before.
const FAR: f32 = -3.5;
/// Weaker than any: a role tells its holder from however far.
const ANY: f32 = -99.0;
/// A reading this weak is none.
const LEAST: f32 = -12.5;

impl<'p> Antecedents<'p> {
    pub fn new(page: &'p Page, lexicon: &Lexicon, entities: &'p [Entity], quoted: &[Quoted], view: &View) -> Self {
        let weights: Vec<f32> = entities.iter().map(|entity| OFTEN * (entity.mentions.len() as f32).ln()).collect();
        let heaviest = weights.iter().copied().fold(0.0, f32::max);
        let people = entities.iter().enumerate().filter(|(_, entity)| entity.kind == EntityKind::Person);
        let last = |name: &str| name.rsplit(' ').next().map_or(0, words::key);
        let mut surnames: Vec<(u32, usize)> = people.map(|(at, entity)| (last(&entity.name), at)).collect();
        surnames.sort_unstable();
        let unnamed = people::unnamed(page, lexicon, view);
        let named = Vec::with_capacity(view.scene.mentions.len() + unnamed.len());
        let governs = vec![false; entities.len()];
        let roles = roles::roles(page, entities);
        let (speakers, called) = (Vec::new(), Vec::new());
        let mut this = Self { page, entities, named, speakers, called, surnames, roles, weights, heaviest, governs };
        this.read(view, &unnamed, quoted);
        this
    }

    /// Notes every name, and everybody without one with the person that is meant, in the order of the text.
    fn read(&mut self, view: &View, people: &[Unnamed], quoted: &[Quoted]) {
        let page = self.page;
        let units = &view.scene.units;
        let span_of = |unit: &Unit| page.text.span_of(unit.tokens());
        let mut phrase = 0;
        let mut quote = 0;
        let mut first = 0;
        let mut token = 0;
        for (span, entity) in &view.scene.mentions {
            self.unnamed(people, token, span.start(), quoted, &mut quote);
            first = first_from(page, first, span.start());
            token = first_from(page, first, span.end());
            self.governs[*entity] |= governs(page, token);
            let sentence = page.text.sentence_of(token.saturating_sub(1));
            if page.article.blocks[page.text.sentences[sentence].block].kind == BlockKind::Byline {
                continue;
            }
            let is_past = |unit: &Unit| unit.kind != Kind::Name || span_of(unit).end() <= span.start();
            phrase += units[phrase..].iter().take_while(|unit| is_past(unit)).count();
            let around = units.get(phrase).filter(|unit| span_of(unit).contains(*span));
            let acts = around.map_or(0.0, |_| acts(view, phrase));
            let genitive = page
                .text
                .tokens
                .get(token)
                .is_some_and(|next| !next.spaced && matches!(page.words(next.span), "'s" | "’s" | "'" | "’"));
            let in_quote = is_in_quote(quoted, &mut quote, *span);
            self.note(Named { span: *span, entity: Some(*entity), sentence, rank: 0, in_quote, genitive, acts });
        }
        self.unnamed(people, token, page.source.text.len(), quoted, &mut quote);
    }

    /// Notes the pronouns, the strangers and the descriptions of the reporter from a token up to a place.
    fn unnamed(&mut self, people: &[Unnamed], from: usize, end: usize, quoted: &[Quoted], quote: &mut usize) {
        let page = self.page;
        let next = people.partition_point(|person| person.token < from);
        for person in &people[next..] {
            let span = page.text.tokens[person.token].span;
            if span.start() >= end {
                return;
            }
            if is_in_quote(quoted, quote, span) {
                continue;
            }
            let meant = match &person.sort {
                Sort::Pronoun(gender) => self.person(*gender, span.start()).map(|meant| (meant, GOES_ON)),
                Sort::Stranger => Some((None, SPEAKS)),
                Sort::Described(whole, acts) => self.described(*whole, span).map(|meant| (Some(meant), *acts)),
            };
            if let Some((entity, acts)) = meant {
                let sentence = page.text.sentence_of(person.token);
                self.note(Named { span, entity, sentence, rank: 0, in_quote: false, genitive: false, acts });
            }
        }
    }

    /// Whom `the captain` means where no quote is near.
    fn described(&self, span: Span, head: Span) -> Option<usize> {
        let head = self.page.words(head).to_lowercase();
        if !self.is_for_people(&head) {
            return None;
        }
        let role = Description { head: &head, span, at: span.start(), since: None, owned: false };
        self.of_role(role).filter(|entity| self.entities[*entity].kind == EntityKind::Person)
    }

    /// Notes a name, with its rank.
    fn note(&mut self, named: Named) {
        let same_sentence = |last: &&Named| last.sentence == named.sentence;
        let mut before = self.named.iter().rev().take(MEMORY).take_while(same_sentence);
        let last = before.find(|last| self.is_person(last) == self.is_person(&named));
        let rank = last.map_or(0, |last| last.rank + 1);
        self.named.push(Named { rank, ..named });
    }

    fn is_person(&self, named: &Named) -> bool {
        named.entity.is_none_or(|entity| self.entities[entity].kind == EntityKind::Person)
    }

    /// The person with this last name, if there is but one.
    pub fn with_surname(&self, key: u32) -> Option<usize> {
        let from = self.surnames.partition_point(|(surname, _)| *surname < key);
        let mut same = self.surnames[from..].iter().take_while(|(surname, _)| *surname == key);
        let first = same.next()?;
        same.next().is_none().then_some(first.1)
    }

    /// Notes a speaker found at a place.
    pub fn spoke(&mut self, at: usize, entity: usize) {
        self.speakers.push((at, entity));
    }

    /// Notes a speaker who is called by what he is: `said the boss`.
    pub fn spoke_as(&mut self, span: Span, entity: usize) {
        let token = self.page.text.tokens_in(span).start;
        let sentence = self.page.text.sentence_of(token);
        let entity = Some(entity);
        self.called.push(Named { span, entity, sentence, rank: 0, in_quote: false, genitive: false, acts: ACTS });
    }

    /// Whom a pronoun at a place stands for.
    pub fn of_pronoun(&self, pronoun: &str, at: usize) -> Option<usize> {
        if let Some(gender) = pronoun_gender(pronoun) {
            return self.person(gender, at).flatten();
        }
        match pronoun {
            "it" | "its" | "itself" => self.best(at, |entity| {
                matches!(entity.kind, EntityKind::Organization | EntityKind::Country).then_some(0.0)
            }),
            _ => None,
        }
    }

    /// The person of a gender who was spoken of last; somebody without a name may be meant.
    fn person(&self, gender: Gender, at: usize) -> Option<Option<usize>> {
        self.best_of(at, LEAST, |named| match named.entity {
            Some(entity) => fits(&self.entities[entity], gender),
            None => Some(STRANGER),
        })
    }

    /// The entity that fits best and was named last before a place.
    fn best(&self, at: usize, fits: impl Fn(&Entity) -> Option<f32>) -> Option<usize> {
        self.best_above(LEAST, at, fits)
    }

    fn best_above(&self, least: f32, at: usize, fits: impl Fn(&Entity) -> Option<f32>) -> Option<usize> {
        self.best_of(at, least, |named| fits(&self.entities[named.entity?])).flatten()
    }

    fn best_of(&self, at: usize, least: f32, fits: impl Fn(&Named) -> Option<f32>) -> Option<Option<usize>> {
        let end = self.named.partition_point(|named| named.span.start() < at);
        let token = self.page.text.tokens_in(Span::new(at, at + 1)).start;
        let sentence = self.page.text.sentence_of(token);
        let called = self.called.iter().rev().take(2).filter(|named| named.span.start() < at);
        // Of equals the later one is met first and stays.
        let better = |best: (f32, Option<Option<usize>>), named: &Named| {
            let score = fits(named).map(|fit| fit + self.salience(named, sentence, at));
            score.filter(|score| *score > best.0).map_or(best, |score| (score, Some(named.entity)))
        };
        let mut best = called.fold((least, None), better);
        for named in self.named[end.saturating_sub(MEMORY)..end].iter().rev() {
            // The names before it are no nearer.
            if best.0 > MOST + self.heaviest - distance(sentence, named) {
                break;
            }
            best = better(best, named);
        }
        best.1
    }

    fn salience(&self, named: &Named, sentence: usize, at: usize) -> f32 {
        let spoke = self.speakers.iter().rev().take(2).position(|(_, entity)| Some(*entity) == named.entity);
        let lately = match spoke {
            Some(0) => LATELY,
            Some(_) => 0.1,
            None => 0.0,
        };
        let between = self.page.source.text.get(named.span.end()..at);
        let is_beside = between.is_none_or(|between| between.len() < 3 && !between.contains('\n'));
        let nearer = if is_beside { -3.0 } else { 0.0 };
        nearer + lately + named.entity.map_or(0.0, |entity| self.weights[entity]) + named.acts
            - distance(sentence, named)
            - 0.5 * named.rank.min(4) as f32
            - if named.in_quote { 4.0 } else { 0.0 }
            - if named.genitive { 0.6 } else { 0.0 }
    }
}

/// What standing in an earlier sentence costs a name.
fn distance(sentence: usize, named: &Named) -> f32 {
    sentence.saturating_sub(named.sentence).min(12) as f32
}

/// Whether a span stands in a quote; `next` is the first quote that may still hold it.
fn is_in_quote(quoted: &[Quoted], next: &mut usize, span: Span) -> bool {
    while quoted.get(*next).is_some_and(|quoted| quoted.outer.end() <= span.start()) {
        *next += 1;
    }
    quoted.get(*next).is_some_and(|quoted| quoted.outer.overlaps(span))
}

/// What being the subject of its verb adds to a noun phrase for being meant by a pronoun: more with a verb of speech.
fn acts(view: &View, phrase: usize) -> f32 {
    let links = view.links(phrase);
    let speaks = |verb: usize| is_speech(&view.scene.units[verb]);
    // `the mayor, Ana Ruiz, said`
    let units = &view.scene.units;
    let comma = |at: Option<usize>| at.and_then(|at| units.get(at)).is_some_and(|unit| unit.kind == Kind::Comma);
    let described = comma(phrase.checked_sub(1)) && comma(Some(phrase + 1));
    let behind = described.then_some(phrase + 2).filter(|verb| units.get(*verb).is_some_and(is_speech));
    match [links.verb, links.before, behind].into_iter().flatten().any(speaks) {
        true => SPEAKS,
        false if links.verb.is_some() || is_told_of(view, phrase) => ACTS,
        false if phrase > 0 && matches!(view.scene.units[phrase - 1].kind, Kind::Preposition | Kind::To) => HANGS,
        false => 0.0,
    }
}

/// Whether a sentence tells what somebody is: `Ruiz was blunt`, `Ruiz, for her part, was blunt`.
fn is_told_of(view: &View, phrase: usize) -> bool {
    let units = &view.scene.units;
    let kind = |at: usize| units.get(at).map(|unit| unit.kind);
    let comma = |at: &usize| kind(*at) == Some(Kind::Comma);
    let within = (phrase + 2..phrase + 9).find(comma).filter(|_| comma(&(phrase + 1)));
    let next = within.unwrap_or(phrase) + 1;
    let free = phrase == 0 || !matches!(units[phrase - 1].kind, Kind::Preposition | Kind::To);
    let same = units.get(next).is_some_and(|unit| unit.sentence == units[phrase].sentence);
    free && same && kind(next) == Some(Kind::Auxiliary)
}

/// The first token from this one on that does not begin before a place.
fn first_from(page: &Page, token: usize, place: usize) -> usize {
    token + page.text.tokens[token..].iter().take_while(|token| token.span.start() < place).count()
}

/// The gender that a pronoun tells.
fn pronoun_gender(pronoun: &str) -> Option<Gender> {
    match pronoun {
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

/// Whether the word for a government stands behind a name: `the Ruiz administration`.
fn governs(page: &Page, next: usize) -> bool {
    next < page.text.tokens.len()
        && matches!(page.word(next), "administration" | "government" | "presidency" | "cabinet")
}

fn fits(entity: &Entity, gender: Gender) -> Option<f32> {
    match entity.gender {
        _ if entity.kind != EntityKind::Person => None,
        Some(known) if known == gender => Some(0.5),
        Some(_) => None,
        None => Some(0.0),
    }
}
