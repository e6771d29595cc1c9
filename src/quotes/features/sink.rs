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

/// Adds up their weights as they come.
pub(super) struct Sum<'m, const SORT: u32> {
    model: &'m Model<'m>,
    sum: i32,
}

impl<const SORT: u32> Sink for Sum<'_, SORT> {
    #[inline]
    fn add<const N: usize>(&mut self, template: u32, values: [u32; N]) {
        self.sum += self.model.weight(number(SORT, template, values));
    }
}

/// The weights of the features that `tell` puts into a sink.
pub(super) fn sum<'m, const SORT: u32>(model: &'m Model<'m>, tell: impl FnOnce(&mut Sum<'m, SORT>)) -> i32 {
    let mut sink = Sum { model, sum: 0 };
    tell(&mut sink);
    sink.sum
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
