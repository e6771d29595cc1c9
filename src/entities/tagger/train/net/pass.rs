//! One article forwards through the network, and its gradients backwards. What is left when parts are hidden counts for
//! more going forwards; gradients leave that constant out, which both kinds of steps undo by their own measure.

use super::examples::{Article, NONE};
use super::{NetOptions, Numbers};
use crate::entities::tagger::net::{HIDDEN, NARROW, OUT, SPAN, WIDTH, add, layout};
use crate::sequence::train::{Corpus, Goal, Random};

/// Values of the first layer at one token; the tagger rounds them.
type Look = [f32; HIDDEN];

/// The values of an article and the gradients so far.
pub(super) struct Pass {
    /// Gradients of the layers, and the tokens that they come from.
    pub layers: Vec<f32>,
    pub tokens: usize,
    /// Gradients of the rows, and which of them are not zero.
    pub rows: Vec<[f32; WIDTH]>,
    pub touched: Vec<u32>,
    /// For each form the rows that are seen this time, their sum, and what it brings to each place.
    seen: Vec<Vec<u32>>,
    words: Vec<[f32; WIDTH]>,
    sums: Vec<Option<Look>>,
    looks: Vec<Look>,
    /// For each stem the number of its places, and the mean look.
    means: Vec<(f32, Look)>,
    elsewhere: Vec<[f32; NARROW]>,
    narrow: Vec<[f32; NARROW]>,
    outputs: Vec<[f32; OUT]>,
}

impl Pass {
    pub fn new(rows: usize) -> Self {
        Self {
            layers: vec![0.0; layout::SIZE],
            tokens: 0,
            rows: vec![[0.0; WIDTH]; rows],
            touched: Vec::new(),
            seen: Vec::new(),
            words: Vec::new(),
            sums: Vec::new(),
            looks: Vec::new(),
            means: Vec::new(),
            elsewhere: Vec::new(),
            narrow: Vec::new(),
            outputs: Vec::new(),
        }
    }

    pub fn forward(&mut self, article: &Article, numbers: &Numbers, options: &NetOptions, random: &mut Random) {
        self.read_words(article, numbers, options, random);
        self.look(article, numbers, options, random);
        self.gather(article, numbers);
        self.narrow.clear();
        self.outputs.clear();
        let layers = &numbers.layers;
        for segment in &article.segments {
            for at in segment.clone() {
                let mut narrow = rows::<NARROW>(layers, layout::SECOND, 1)[0];
                for place in neighbours(at, segment) {
                    product(&self.looks[at + place - 1], mix(layers, place), &mut narrow);
                }
                let stem = article.tokens[at].stem;
                if stem != NONE {
                    add(&self.elsewhere[stem as usize], &mut narrow);
                }
                let narrow = narrow.map(|value| value.max(0.0));
                let mut output = rows::<OUT>(layers, layout::OUTPUT, 1)[0];
                product(&narrow, rows(layers, layout::LAST, NARROW), &mut output);
                self.narrow.push(narrow);
                self.outputs.push(output);
            }
        }
    }

    fn read_words(&mut self, article: &Article, numbers: &Numbers, options: &NetOptions, random: &mut Random) {
        self.seen.clear();
        self.words.clear();
        for form in &article.forms {
            let seen: Vec<u32> = form.iter().copied().filter(|_| !random.happens(options.hide_parts)).collect();
            let mut word = [0.0; WIDTH];
            seen.iter().for_each(|&row| add(&numbers.rows[row as usize], &mut word));
            let scale = 1.0 / (1.0 - options.hide_parts);
            self.words.push(word.map(|value| value * scale));
            self.seen.push(seen);
        }
    }

    fn look(&mut self, article: &Article, numbers: &Numbers, options: &NetOptions, random: &mut Random) {
        let layers = &numbers.layers;
        self.sums.clear();
        self.sums.resize(SPAN * article.forms.len(), None);
        self.looks.clear();
        let scale = 1.0 / (1.0 - options.hide_units);
        for token in &article.tokens {
            let mut look = rows::<HIDDEN>(layers, layout::FIRST, 1)[0];
            for (place, &form) in token.forms.iter().enumerate() {
                let sum = self.sums[SPAN * form as usize + place].get_or_insert_with(|| {
                    let mut sum = [0.0; HIDDEN];
                    product(&self.words[form as usize], near(layers, place), &mut sum);
                    sum
                });
                add(sum, &mut look);
            }
            for &mark in &token.marks {
                add(&rows(layers, layout::MARKED + usize::from(mark) * HIDDEN, 1)[0], &mut look);
            }
            let rectify =
                |value: f32| if value <= 0.0 || random.happens(options.hide_units) { 0.0 } else { value * scale };
            self.looks.push(look.map(rectify));
        }
    }

    fn gather(&mut self, article: &Article, numbers: &Numbers) {
        self.means.clear();
        self.means.resize(article.stems, (0.0, [0.0; HIDDEN]));
        for (token, look) in article.tokens.iter().zip(&self.looks).filter(|(token, _)| token.stem != NONE) {
            let (count, sum) = &mut self.means[token.stem as usize];
            *count += 1.0;
            add(look, sum);
        }
        self.elsewhere.clear();
        for (count, sum) in &mut self.means {
            let mut brings = [0.0; NARROW];
            if *count > 0.0 {
                sum.iter_mut().for_each(|value| *value /= *count);
                product(sum, mix(&numbers.layers, 3), &mut brings);
            }
            self.elsewhere.push(brings);
        }
    }

    /// Adds the gradients of the article. Gives the sum of cross-entropies and of weights.
    pub fn backward(&mut self, article: &Article, corpus: &Corpus, goal: &mut Goal, numbers: &Numbers) -> (f32, f32) {
        let mut loss = (0.0, 0.0);
        let mut looks = vec![[0.0; HIDDEN]; article.tokens.len()];
        let mut elsewhere = vec![[0.0; NARROW]; article.stems];
        for (segment, sentence) in article.segments.iter().zip(&corpus.sentences[article.first_sentence..]) {
            goal.set(corpus, sentence);
            for at in segment.clone() {
                let goal = &goal.marginals[(at - segment.start) * OUT..][..OUT];
                let (error, cost) = error(&self.outputs[at], goal, sentence.weight);
                loss = (loss.0 + cost, loss.1 + sentence.weight);
                let narrow = self.back_output(at, &error, numbers);
                for place in neighbours(at, segment) {
                    let (from, start) = (at + place - 1, layout::MIX + place * HIDDEN * NARROW);
                    outer(&self.looks[from], &narrow, &mut self.layers[start..]);
                    back(&narrow, mix(&numbers.layers, place), &self.looks[from], &mut looks[from]);
                }
                let stem = article.tokens[at].stem;
                if stem != NONE {
                    add(&narrow, &mut elsewhere[stem as usize]);
                }
            }
        }
        self.back_gather(article, &elsewhere, &mut looks, numbers);
        self.back_look(article, &looks, numbers);
        self.tokens += article.tokens.len();
        loss
    }

    /// From the outputs of a token to its second layer.
    fn back_output(&mut self, at: usize, error: &[f32; OUT], numbers: &Numbers) -> [f32; NARROW] {
        let layers = &numbers.layers;
        add_to(error, &mut self.layers[layout::OUTPUT..]);
        outer(&self.narrow[at], error, &mut self.layers[layout::LAST..]);
        let mut narrow = [0.0; NARROW];
        back(error, rows(layers, layout::LAST, NARROW), &self.narrow[at], &mut narrow);
        add_to(&narrow, &mut self.layers[layout::SECOND..]);
        narrow
    }

    fn back_gather(&mut self, article: &Article, elsewhere: &[[f32; NARROW]], looks: &mut [Look], numbers: &Numbers) {
        let start = layout::MIX + 3 * HIDDEN * NARROW;
        let mut means = vec![[0.0; HIDDEN]; article.stems];
        for (stem, (count, mean)) in self.means.iter().enumerate().filter(|(_, (count, _))| *count > 0.0) {
            outer(mean, &elsewhere[stem], &mut self.layers[start..]);
            back(&elsewhere[stem], mix(&numbers.layers, 3), mean, &mut means[stem]);
            means[stem].iter_mut().for_each(|value| *value /= count);
        }
        for (at, token) in article.tokens.iter().enumerate().filter(|(_, token)| token.stem != NONE) {
            let seen = |(unit, value): (usize, &f32)| if self.looks[at][unit] > 0.0 { *value } else { 0.0 };
            let mean = &means[token.stem as usize];
            looks[at].iter_mut().zip(mean.iter().enumerate().map(seen)).for_each(|(sum, value)| *sum += value);
        }
    }

    /// From the first layer to words and marks.
    fn back_look(&mut self, article: &Article, looks: &[Look], numbers: &Numbers) {
        let mut sums = vec![None::<Look>; self.sums.len()];
        for (token, look) in article.tokens.iter().zip(looks) {
            add_to(look, &mut self.layers[layout::FIRST..]);
            for &mark in &token.marks {
                add_to(look, &mut self.layers[layout::MARKED + usize::from(mark) * HIDDEN..]);
            }
            for (place, &form) in token.forms.iter().enumerate() {
                add(look, sums[SPAN * form as usize + place].get_or_insert([0.0; HIDDEN]));
            }
        }
        for (form, sums) in sums.chunks(SPAN).enumerate() {
            let mut word = [0.0; WIDTH];
            for (place, sum) in sums.iter().enumerate().filter_map(|(place, sum)| Some((place, sum.as_ref()?))) {
                outer(&self.words[form], sum, &mut self.layers[layout::NEAR + place * WIDTH * HIDDEN..]);
                let matrix = near(&numbers.layers, place);
                word.iter_mut().zip(matrix).for_each(|(value, row)| *value += dot(row, sum));
            }
            for &row in &self.seen[form] {
                let gradient = &mut self.rows[row as usize];
                if gradient.iter().all(|value| *value == 0.0) {
                    self.touched.push(row);
                }
                add(&word, gradient);
            }
        }
    }
}

/// Gradient of the cross-entropy at the outputs, and the cross-entropy.
fn error(output: &[f32; OUT], goal: &[f32], weight: f32) -> ([f32; OUT], f32) {
    let top = output.iter().copied().fold(f32::MIN, f32::max);
    let parts = output.map(|value| (value - top).exp());
    let sum: f32 = parts.iter().sum();
    let cost: f32 = output.iter().zip(goal).map(|(value, goal)| goal * (top + sum.ln() - value)).sum();
    (std::array::from_fn(|label| (parts[label] / sum - goal[label]) * weight), cost * weight)
}

/// The places (0 before, 1 here, 2 behind) of a token that lie in its segment.
fn neighbours(at: usize, segment: &std::ops::Range<usize>) -> impl Iterator<Item = usize> + use<> {
    let (first, last) = (usize::from(at == segment.start), 2 - usize::from(at + 1 == segment.end));
    first..=last
}

fn rows<const N: usize>(layers: &[f32], start: usize, rows: usize) -> &[[f32; N]] {
    layers[start..start + rows * N].as_chunks::<N>().0
}

fn near(layers: &[f32], place: usize) -> &[[f32; HIDDEN]] {
    rows(layers, layout::NEAR + place * WIDTH * HIDDEN, WIDTH)
}

fn mix(layers: &[f32], place: usize) -> &[[f32; NARROW]] {
    rows(layers, layout::MIX + place * HIDDEN * NARROW, HIDDEN)
}

fn add_to<const N: usize>(more: &[f32; N], sum: &mut [f32]) {
    sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

/// Adds the product of a vector and a matrix; zeros, of which rectified layers have many, cost nothing.
fn product<const N: usize>(vector: &[f32], matrix: &[[f32; N]], sum: &mut [f32; N]) {
    for (&factor, row) in vector.iter().zip(matrix).filter(|(factor, _)| **factor != 0.0) {
        sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += factor * value);
    }
}

/// Adds the gradient of a matrix: input times error.
fn outer<const N: usize>(input: &[f32], error: &[f32; N], gradient: &mut [f32]) {
    let rows = gradient.as_chunks_mut::<N>().0.iter_mut();
    for (&input, row) in input.iter().zip(rows).filter(|(input, _)| **input != 0.0) {
        row.iter_mut().zip(error).for_each(|(sum, error)| *sum += input * error);
    }
}

/// Adds the error of the inputs of a matrix; of rectified inputs only of those that are not zero.
fn back<const N: usize>(error: &[f32; N], matrix: &[[f32; N]], input: &[f32], sum: &mut [f32]) {
    for ((sum, row), _) in sum.iter_mut().zip(matrix).zip(input).filter(|(_, input)| **input > 0.0) {
        *sum += dot(row, error);
    }
}

/// The product of two vectors, in eight sums at once.
fn dot<const N: usize>(one: &[f32; N], other: &[f32; N]) -> f32 {
    let ((ones, one_rest), (others, other_rest)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (one, other) in ones.iter().zip(others) {
        sums.iter_mut().zip(one.iter().zip(other)).for_each(|(sum, (one, other))| *sum += one * other);
    }
    let rest: f32 = one_rest.iter().zip(other_rest).map(|(one, other)| one * other).sum();
    sums.iter().sum::<f32>() + rest
}
