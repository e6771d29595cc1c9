//! Training of the network of second opinions: stochastic gradients article by article, against the goals of
//! [`Goal`](crate::sequence::train::Goal); Adam (Kingma and Ba 2015) for the layers, AdaGrad (Duchi et al. 2011) for
//! the rows of words. Parts of words and units of the first layer are hidden at random (Srivastava et al. 2014).

mod examples;
mod pass;
#[cfg(test)]
mod tests;

use super::super::net::{HEADER, MAGIC, WIDTH, layout};
use super::documents::Document;
use super::{FILL, legal};
use crate::entities::tagger::lists::Lists;
use crate::sequence::Dense;
use crate::sequence::train::{Goal, Random};
use examples::Examples;
use pass::Pass;

/// How to train the network.
#[derive(Clone, Debug)]
pub struct NetOptions {
    /// Times through the corpus.
    pub epochs: usize,
    /// Rows of words kept, those seen in the most documents.
    pub rows: usize,
    /// Size of the steps of the layers, at the start; it sinks to nothing.
    pub rate: f32,
    /// Size of the steps of the rows.
    pub row_rate: f32,
    /// Part of the parts of words that is hidden in a document.
    pub hide_parts: f32,
    /// Part of the units of the first layer that is hidden at a token.
    pub hide_units: f32,
    /// What an output is multiplied by to become a score.
    pub gain: f32,
    /// Start of the pseudo-random numbers.
    pub seed: u64,
}

impl Default for NetOptions {
    fn default() -> Self {
        Self {
            epochs: 6,
            rows: 34_000,
            rate: 0.002,
            row_rate: 0.05,
            hide_parts: 0.2,
            hide_units: 0.1,
            gain: 30.0,
            seed: 1,
        }
    }
}

/// Tokens after which the layers are changed.
const BATCH: usize = 400;

/// All that is learned.
pub(super) struct Numbers {
    pub layers: Vec<f32>,
    pub rows: Vec<[f32; WIDTH]>,
}

/// The bytes of `net.bin`, trained on these documents.
pub(super) fn train(
    documents: &[Document],
    lists: &Lists,
    features: u64,
    options: &NetOptions,
    say: &mut dyn FnMut(&str),
) -> Vec<u8> {
    let examples = Examples::new(documents, lists, options.rows);
    say(&format!("{} rows of words, {} tokens", examples.keys.len(), examples.corpus.tokens()));
    let mut random = Random::new(options.seed);
    let mut learner = Learner::new(&examples, options, &mut random);
    let mut order: Vec<usize> = (0..examples.articles.len()).collect();
    for epoch in 0..options.epochs {
        random.shuffle(&mut order);
        let mut loss = (0.0, 0.0);
        for (done, &at) in order.iter().enumerate() {
            let left = 1.0 - (epoch as f32 + done as f32 / order.len() as f32) / options.epochs as f32;
            let (sum, weight) = learner.learn(at, left, &mut random);
            loss = (loss.0 + f64::from(sum), loss.1 + f64::from(weight));
        }
        say(&format!("epoch {epoch}: loss {:.4}", loss.0 / loss.1));
    }
    pack(&learner.numbers, &examples.keys, features, options.gain)
}

struct Learner<'e> {
    examples: &'e Examples,
    options: &'e NetOptions,
    goal: Goal,
    numbers: Numbers,
    pass: Pass,
    /// Means of the gradients of the layers and of their squares.
    means: Vec<[f32; 2]>,
    steps: i32,
    /// Sums of squared gradients of the rows.
    squares: Vec<[f32; WIDTH]>,
}

impl<'e> Learner<'e> {
    fn new(examples: &'e Examples, options: &'e NetOptions, random: &mut Random) -> Self {
        let mut numbers = Numbers { layers: vec![0.0; layout::SIZE], rows: vec![[0.0; WIDTH]; examples.keys.len()] };
        let mut fill = |slice: &mut [f32], size: f32| {
            slice.iter_mut().for_each(|number| *number = (random.unit() * 2.0 - 1.0) * size);
        };
        numbers.rows.iter_mut().for_each(|row| fill(row, 0.2));
        fill(&mut numbers.layers[layout::NEAR..layout::MARKED], 0.12);
        fill(&mut numbers.layers[layout::MARKED..layout::FIRST], 0.1);
        fill(&mut numbers.layers[layout::MIX..layout::SECOND], 0.12);
        fill(&mut numbers.layers[layout::LAST..layout::OUTPUT], 0.2);
        Self {
            goal: Goal::new(&legal()),
            pass: Pass::new(examples.keys.len()),
            means: vec![[0.0; 2]; layout::SIZE],
            steps: 0,
            squares: vec![[0.01; WIDTH]; examples.keys.len()],
            numbers,
            examples,
            options,
        }
    }

    /// Learns from one article; `left` is the part of the training that is left. Gives the loss and its weight.
    fn learn(&mut self, at: usize, left: f32, random: &mut Random) -> (f32, f32) {
        let article = &self.examples.articles[at];
        self.pass.forward(article, &self.numbers, self.options, random);
        let loss = self.pass.backward(article, &self.examples.corpus, &mut self.goal, &self.numbers);
        if self.pass.tokens >= BATCH {
            self.step_layers(self.options.rate * left);
        }
        self.step_rows(self.options.row_rate * left);
        loss
    }

    /// One step of Adam.
    fn step_layers(&mut self, rate: f32) {
        const KEEP: [f32; 2] = [0.9, 0.999];
        self.steps += 1;
        let [young, old] = KEEP.map(|keep| 1.0 - keep.powi(self.steps));
        let scale = 1.0 / self.pass.tokens as f32;
        let gradients = &mut self.pass.layers;
        for ((number, mean), gradient) in self.numbers.layers.iter_mut().zip(&mut self.means).zip(gradients) {
            let g = *gradient * scale;
            mean[0] = KEEP[0] * mean[0] + (1.0 - KEEP[0]) * g;
            mean[1] = KEEP[1] * mean[1] + (1.0 - KEEP[1]) * g * g;
            *number -= rate * (mean[0] / young) / ((mean[1] / old).sqrt() + 1e-6);
            *gradient = 0.0;
        }
        self.pass.tokens = 0;
    }

    /// One step of AdaGrad for the rows that were seen.
    fn step_rows(&mut self, rate: f32) {
        for row in self.pass.touched.drain(..) {
            let (numbers, squares) = (&mut self.numbers.rows[row as usize], &mut self.squares[row as usize]);
            let gradients = std::mem::replace(&mut self.pass.rows[row as usize], [0.0; WIDTH]);
            for at in 0..WIDTH {
                let gradient = gradients[at];
                squares[at] += gradient * gradient;
                numbers[at] -= rate * gradient / squares[at].sqrt();
            }
        }
    }
}

fn pack(numbers: &Numbers, keys: &[u64], features: u64, gain: f32) -> Vec<u8> {
    let mut sizes: Vec<f32> = numbers.rows.iter().flatten().map(|number| number.abs()).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let step = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 10_000)).copied().unwrap_or(1.0) / 127.0;
    let whole = |row: &[f32; WIDTH]| row.map(|number| (number / step).round().clamp(-127.0, 127.0) as i8 as u8);
    let rows: Vec<_> = keys.iter().zip(&numbers.rows).map(|(key, row)| (*key, whole(row))).collect();
    let mut file = Vec::with_capacity(HEADER);
    file.extend(MAGIC);
    file.extend(features.to_le_bytes());
    file.extend(step.to_le_bytes());
    file.extend(gain.to_le_bytes());
    file.extend(numbers.layers.iter().flat_map(|number| number.to_le_bytes()));
    file.extend(Dense::pack(&rows, FILL));
    file
}
