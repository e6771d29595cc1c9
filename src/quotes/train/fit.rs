//! Fits the weights: Adagrad over the questions in a shuffled order, the mean of the weights after each epoch.

use super::super::model::SIZE;
use super::Options;
use super::lessons::{Lessons, Part, Question};

const RATE: f32 = 0.03;
const DECAY: f32 = 2e-6;
/// By how much the right answers must lead: so much is added to the wrong ones before their chances are weighed.
const MARGIN: f32 = 2.0;

/// Weights and the sums of their squared slopes.
struct Fit {
    weights: Vec<f32>,
    slopes: Vec<f32>,
}

/// The mean of the weights over orders and epochs.
pub(super) fn fit(lessons: &Lessons, options: Options) -> Vec<f32> {
    let mut mean = vec![0.0f32; SIZE];
    let share = 1.0 / (options.orders as f32 * options.epochs as f32);
    for order in 1..=options.orders {
        let mut fit = Fit { weights: vec![0.0; SIZE], slopes: vec![0.0; SIZE] };
        let mut questions: Vec<&Question> = lessons.questions.iter().collect();
        let mut seed = order;
        for _ in 0..options.epochs {
            shuffle(&mut questions, &mut seed);
            questions.iter().for_each(|question| fit.question(question));
            lessons.parts.iter().for_each(|part| fit.part(part));
            mean.iter_mut().zip(&fit.weights).for_each(|(mean, weight)| *mean += weight * share);
        }
    }
    mean
}

impl Fit {
    fn score(&self, features: &[u32]) -> f32 {
        features.iter().map(|f| self.weights[*f as usize % SIZE]).sum()
    }

    fn step(&mut self, features: &[u32], slope: f32) {
        for feature in features {
            let at = *feature as usize % SIZE;
            let slope = slope + DECAY * self.weights[at];
            self.slopes[at] += slope * slope;
            self.weights[at] -= RATE * slope / (self.slopes[at].sqrt() + 1e-6);
        }
    }

    fn question(&mut self, question: &Question) {
        let handicap = |at: usize| if question.right.contains(&at) { 0.0 } else { MARGIN };
        let answers = question.answers.iter().enumerate();
        let scores: Vec<f32> = answers.map(|(at, answer)| self.score(answer) + handicap(at)).collect();
        let all = softmax(&scores);
        let right: f32 = question.right.iter().map(|at| all[*at]).sum();
        for (at, answer) in question.answers.iter().enumerate() {
            let wanted = if question.right.contains(&at) { all[at] / right.max(1e-9) } else { 0.0 };
            let slope = all[at] - wanted;
            if slope.abs() > 1e-4 {
                self.step(answer, slope);
            }
        }
    }

    fn part(&mut self, part: &Part) {
        let chance = 1.0 / (1.0 + (-self.score(&part.features)).exp());
        self.step(&part.features, chance - f32::from(u8::from(part.partial)));
    }
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let largest = scores.iter().copied().fold(f32::MIN, f32::max);
    let raised: Vec<f32> = scores.iter().map(|score| (score - largest).exp()).collect();
    let sum: f32 = raised.iter().sum();
    raised.iter().map(|r| r / sum).collect()
}

fn shuffle<T>(order: &mut [T], seed: &mut u64) {
    for at in (1..order.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, (*seed >> 33) as usize % (at + 1));
    }
}
