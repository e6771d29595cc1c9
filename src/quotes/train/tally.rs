//! How right a model is on articles it has not seen, deciding quote after quote as in use.

use std::fmt;

use super::super::model::Model;
use super::super::rank::rank;
use super::super::view::Choice;
use super::lessons::Article;

/// What was right.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// Quotes of somebody: found to be so with the right speaker, found to be so, and there.
    spoken: [usize; 3],
    /// Nobody's words that are taken for somebody's, and all there are.
    alarms: [usize; 2],
    /// Fragments and whole sentences told apart.
    kinds: [usize; 2],
}

impl Tally {
    pub fn add(&mut self, article: &Article, model: &Model) {
        for (truth, verdict) in article.truths.iter().zip(rank(&article.view(), model)) {
            let claimed = verdict.choice != Choice::Scare;
            self.spoken[1] += usize::from(claimed);
            if truth.answers == [Choice::Scare] {
                self.alarms[0] += usize::from(claimed);
                self.alarms[1] += 1;
                continue;
            }
            self.spoken[0] += usize::from(truth.answers.contains(&verdict.choice));
            self.spoken[2] += 1;
            if let Some(partial) = truth.partial {
                self.kinds[0] += usize::from(partial == verdict.partial);
                self.kinds[1] += 1;
            }
        }
    }

    pub fn join(&mut self, other: Self) {
        let add = |to: &mut [usize], from: &[usize]| to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        add(&mut self.spoken, &other.spoken);
        add(&mut self.alarms, &other.alarms);
        add(&mut self.kinds, &other.kinds);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let [right, claimed, there] = self.spoken;
        let f1 = 200.0 * right as f64 / (claimed + there).max(1) as f64;
        let share = |[part, whole]: [usize; 2]| 100.0 * part as f64 / whole.max(1) as f64;
        let (recall, kinds) = (share([right, there]), share(self.kinds));
        let [alarms, others] = self.alarms;
        write!(f, "F1 {f1:.2}, recall {recall:.2}, false alarms {alarms} of {others}, kinds {kinds:.2}")
    }
}
