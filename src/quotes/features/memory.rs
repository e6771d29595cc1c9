//! Remembers the sums that answers share: a mention is asked about for several quotes, and a quote for many mentions.

use super::super::model::Model;
use super::super::view::{Choice, View};
use super::asked::{Asked, Relation, Standing};
use super::{NOBODY, SCARE, SPEAKER, note, sum};

/// Weighs answers.
#[derive(Debug)]
pub(in super::super) struct Memory<'v> {
    view: &'v View<'v>,
    model: &'v Model<'v>,
    /// Of each unit.
    known: Vec<Known>,
    /// What is due to the quote, by the [`Standing::whole`] of the mentions.
    standings: Vec<(u32, i32)>,
    /// The features that no answers share, one answer's behind the other's.
    own: Vec<u32>,
    /// Of each answer, the sum of those that it shares with others, and where its own end.
    answers: Vec<(i32, usize)>,
}

/// What is known of a mention.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// Before a quote and behind one, what it is by itself; else [`UNKNOWN`].
    alone: [i32; 2],
    /// What its verbs are where they stood to the last quote, with that [`Relation::verbs`].
    verbs: (u32, i32),
}

/// No sum.
const UNKNOWN: i32 = i32::MIN;

impl Known {
    const NOTHING: Self = Self { alone: [UNKNOWN; 2], verbs: (u32::MAX, 0) };
}

impl<'v> Memory<'v> {
    pub fn new(view: &'v View<'v>, model: &'v Model<'v>) -> Self {
        let known = vec![Known::NOTHING; view.scene.units.len()];
        Self { view, model, known, standings: Vec::new(), own: Vec::new(), answers: Vec::new() }
    }

    /// How well each of these answers fits a quote, in units of the model's scale.
    pub fn weigh(&mut self, asked: &Asked, choices: &[Choice]) -> impl Iterator<Item = i32> {
        self.standings.clear();
        self.own.clear();
        self.answers.clear();
        for choice in choices {
            let shared = match choice {
                Choice::Unit(unit) => self.note_speaker(asked, *unit),
                Choice::Scare => self.note_quote::<SCARE>(asked),
                Choice::Nobody => self.note_quote::<NOBODY>(asked),
            };
            self.answers.push((shared, self.own.len()));
        }
        let (model, own, mut start) = (self.model, &self.own, 0);
        self.answers.iter().map(move |(shared, end)| {
            let own = &own[std::mem::replace(&mut start, *end)..*end];
            shared + own.iter().map(|feature| model.weight(*feature)).sum::<i32>()
        })
    }

    /// Notes what is said of nobody but a speaker; gives the sum of the rest.
    fn note_speaker(&mut self, asked: &Asked, m: usize) -> i32 {
        let (view, model) = (self.view, self.model);
        let relation = Relation::new(view, asked.at, m);
        let standing = Standing::new(view, asked, &relation);
        note::<SPEAKER>(model, &mut self.own, |sink| view.of_pair(asked, &relation, &standing, sink));
        let of_mention = &mut self.known[m].alone[relation.side as usize];
        if *of_mention == UNKNOWN {
            *of_mention = sum::<SPEAKER>(model, |sink| view.of_mention(&relation, sink));
        }
        let of_mention = *of_mention;
        of_mention + self.of_verbs(&relation) + self.of_standing(asked, &relation, &standing)
    }

    /// Notes what is said of a quote that has no speaker; nothing else is.
    fn note_quote<const SORT: u32>(&mut self, asked: &Asked) -> i32 {
        let view = self.view;
        note::<SORT>(self.model, &mut self.own, |sink| view.of_quote(asked, sink));
        0
    }

    fn of_verbs(&mut self, relation: &Relation) -> i32 {
        let verbs = relation.verbs();
        let known = &mut self.known[relation.m].verbs;
        if known.0 != verbs {
            *known = (verbs, sum::<SPEAKER>(self.model, |sink| self.view.of_verbs(relation, sink)));
        }
        known.1
    }

    fn of_standing(&mut self, asked: &Asked, relation: &Relation, standing: &Standing) -> i32 {
        let whole = standing.whole(relation);
        if let Some((_, sum)) = self.standings.iter().find(|(known, _)| *known == whole) {
            return *sum;
        }
        let view = self.view;
        let sum = sum::<SPEAKER>(self.model, |sink| view.of_standing(asked, relation, standing, sink));
        self.standings.push((whole, sum));
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{find, lexicon::Lexicon, scene};
    use super::*;
    use crate::{Analyzer, Source, entities};

    const TEXT: &str = "Mill to shut\n\n\
        “We tried,” said Anna Gow, who runs the mill. “It was not enough,” she told the council in Nurn.\n\n\
        Tomas Lindqvist called it “a shame”, and the mayor, Per Holm, said it was “the end of an age”. “Who pays?” he \
        asked.\n\n“Nobody,” Gow said.\n";

    #[test]
    fn what_is_remembered_is_what_would_be_found() {
        let page = Analyzer::new().page(Source::from_text("test", TEXT));
        let entities =
            entities::extract(&page, &entities::Names::load(entities::Gazetteer::default()), &mut Default::default());
        let (quoted, _) = find(&page);
        let lexicon = Lexicon::of(&page, &mut Default::default());
        let scene = scene::read(&page, &lexicon, &entities, &quoted);
        let view = View::new(&page, &lexicon, &scene, &quoted);
        let model = Model::embedded();
        let mut memory = Memory::new(&view, &model);
        let (mut history, mut choices, mut features) = (Vec::new(), Vec::new(), Vec::new());
        for quote in 0..quoted.len() {
            view.choices(quote, &history, &mut choices);
            let asked = Asked::new(&view, quote, &history);
            let weights: Vec<i32> = memory.weigh(&asked, &choices).collect();
            for (choice, weight) in choices.iter().zip(&weights) {
                view.features(quote, *choice, &history, &mut features);
                assert_eq!(features.iter().map(|feature| model.weight(*feature)).sum::<i32>(), *weight, "{choice:?}");
            }
            let best = choices.iter().zip(weights).max_by_key(|(_, weight)| *weight);
            history.push(*best.expect("nobody is always a choice").0);
        }
        assert!(history.len() > 5 && history.iter().any(|choice| matches!(choice, Choice::Unit(_))));
    }
}
