//! Where features go: each is the number of a template with the values that fill it.

use super::super::model::Model;
use super::{finish, mix};

/// Takes features.
pub(super) trait Sink {
    fn add<const N: usize>(&mut self, template: u32, values: [u32; N]);
}

/// The number of a feature of one sort of answers.
#[inline]
fn number<const N: usize>(sort: u32, template: u32, values: [u32; N]) -> u32 {
    finish(values.iter().fold(mix(sort, template), |hash, value| mix(hash, *value)))
}

/// How many features wait for their weights at once.
const WAITING: usize = 64;

/// Adds up their weights. These lie far apart, so they are fetched many at a time, when the numbers of all are known:
/// then none waits for another.
pub(super) struct Sum<'m, const SORT: u32> {
    model: &'m Model<'m>,
    waiting: [u32; WAITING],
    count: usize,
    sum: i32,
}

impl<const SORT: u32> Sum<'_, SORT> {
    fn fetch(&mut self) {
        self.sum += self.waiting[..self.count].iter().map(|feature| self.model.weight(*feature)).sum::<i32>();
        self.count = 0;
    }
}

impl<const SORT: u32> Sink for Sum<'_, SORT> {
    #[inline]
    fn add<const N: usize>(&mut self, template: u32, values: [u32; N]) {
        if self.count == WAITING {
            self.fetch();
        }
        let feature = number(SORT, template, values);
        self.model.fetch(feature);
        self.waiting[self.count] = feature;
        self.count += 1;
    }
}

/// The weights of the features that `tell` puts into a sink.
pub(super) fn sum<'m, const SORT: u32>(model: &'m Model<'m>, tell: impl FnOnce(&mut Sum<'m, SORT>)) -> i32 {
    let mut sink = Sum { model, waiting: [0; WAITING], count: 0, sum: 0 };
    tell(&mut sink);
    sink.fetch();
    sink.sum
}

/// Notes their numbers, and asks memory for their weights, which are added up later.
pub(super) struct Notes<'n, const SORT: u32> {
    model: &'n Model<'n>,
    out: &'n mut Vec<u32>,
}

impl<const SORT: u32> Sink for Notes<'_, SORT> {
    #[inline]
    fn add<const N: usize>(&mut self, template: u32, values: [u32; N]) {
        let feature = number(SORT, template, values);
        self.model.fetch(feature);
        self.out.push(feature);
    }
}

/// Notes the features that `tell` puts into a sink.
pub(super) fn note<const SORT: u32>(model: &Model, out: &mut Vec<u32>, tell: impl FnOnce(&mut Notes<SORT>)) {
    tell(&mut Notes { model, out });
}

/// Lists their numbers.
#[cfg(any(test, feature = "train"))]
pub(super) struct List<'o, const SORT: u32> {
    out: &'o mut Vec<u32>,
}

#[cfg(any(test, feature = "train"))]
impl<'o, const SORT: u32> List<'o, SORT> {
    pub fn new(out: &'o mut Vec<u32>) -> Self {
        out.clear();
        Self { out }
    }
}

#[cfg(any(test, feature = "train"))]
impl<const SORT: u32> Sink for List<'_, SORT> {
    fn add<const N: usize>(&mut self, template: u32, values: [u32; N]) {
        self.out.push(number(SORT, template, values));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_may_have_any_number_of_features() {
        let model = Model::embedded();
        for count in [0, 1, WAITING, 3 * WAITING + 5] {
            let plain: i32 = (0..count as u32).map(|value| model.weight(number(1, 7, [value]))).sum();
            assert_eq!(sum::<1>(&model, |sink| (0..count as u32).for_each(|value| sink.add(7, [value]))), plain);
        }
    }
}
