//! What the ranker sees of a quote and of somebody who may have said it. Takes the view; gives the sums of their weights.
//! The only feature code: the trainer uses it too.

mod asked;
mod memory;
mod sink;
mod speaker;

use super::model::Model;
use super::view::{Choice, Surroundings, View, finish, mix};
pub(super) use asked::Asked;
pub(super) use memory::Memory;
#[cfg(any(test, feature = "train"))]
use sink::List;
use sink::{Sink, note, sum};

/// What the numbers of an answer's features begin with, so that no two sorts of answers share one.
const SPEAKER: u32 = 1;
const SCARE: u32 = 2;
const NOBODY: u32 = 3;
/// Of the answer that a quote is a part of a sentence.
const PARTIAL: u32 = 4;

impl View<'_> {
    /// The features of one answer.
    #[cfg(any(test, feature = "train"))]
    pub fn features(&self, quote: usize, choice: Choice, history: &[Choice], out: &mut Vec<u32>) {
        let asked = Asked::new(self, quote, history);
        match choice {
            Choice::Unit(unit) => self.of_speaker(&asked, unit, &mut List::<SPEAKER>::new(out)),
            Choice::Scare => self.of_quote(&asked, &mut List::<SCARE>::new(out)),
            Choice::Nobody => self.of_quote(&asked, &mut List::<NOBODY>::new(out)),
        }
    }

    /// The features by which a spoken quote is told to be whole or a part.
    #[cfg(feature = "train")]
    pub fn kind_features(&self, quote: usize, out: &mut Vec<u32>) {
        self.of_quote(&Asked::new(self, quote, &[]), &mut List::<PARTIAL>::new(out));
    }

    /// How much a spoken quote looks like a part of a sentence rather than a whole.
    pub fn weigh_partial(&self, quote: usize, model: &Model) -> i32 {
        sum::<PARTIAL>(model, |sink| self.of_quote(&Asked::new(self, quote, &[]), sink))
    }

    /// What the quote and the words around it look like.
    fn of_quote(&self, asked: &Asked, sink: &mut impl Sink) {
        let Asked { quote, at, last, .. } = *asked;
        let units = &self.scene.units;
        let shape = self.shape(quote);
        let [b2, b1, _, a1, a2] = self.around(at);
        let before = at.checked_sub(1).map(|i| &units[i]);
        sink.add(100, [0]);
        sink.add(101, [shape.length]);
        sink.add(102, [shape.bits]);
        sink.add(103, [shape.bits, shape.length]);
        sink.add(104, [shape.first]);
        sink.add(105, [shape.last]);
        sink.add(106, [b1.coarse]);
        sink.add(107, [a1.coarse]);
        sink.add(108, [b1.coarse, a1.coarse]);
        sink.add(109, [b2.coarse, b1.coarse]);
        sink.add(110, [a1.coarse, a2.coarse]);
        sink.add(111, [b1.word]);
        sink.add(112, [a1.word]);
        sink.add(113, [b2.word, b1.word]);
        sink.add(114, [a1.word, a2.word]);
        sink.add(115, [b1.coarse, a1.coarse, shape.length, shape.bits & 3]);
        sink.add(116, [b1.coarse, shape.bits]);
        sink.add(117, [b2.coarse, b1.coarse, shape.bits]);
        sink.add(118, [b1.word, shape.length]);
        sink.add(119, [before.map_or(0, |unit| unit.first), before.map_or(0, |unit| unit.kind as u32)]);
        sink.add(120, [b1.word, shape.bits]);
        let surroundings = &self.surroundings[quote];
        let Surroundings { in_block: block, in_sentence: around, cue, behind, verb, noun, .. } = *surroundings;
        let (start, end) = surroundings.block;
        sink.add(121, [bucket(block.cues), bucket(around.cues)]);
        sink.add(122, [bucket(block.verbs), bucket(around.verbs), shape.length]);
        sink.add(123, [bucket(around.cues), shape.length, shape.bits & 3]);
        sink.add(124, [bucket(block.mentions), bucket(around.mentions)]);
        sink.add(125, [bucket(block.quotes), bucket(around.quotes)]);
        let cue_word = cue.map_or(0, |i| units[i].word);
        let cue_kind = cue.map_or(0, |i| units[i].cue as u32 + 1);
        sink.add(126, [cue_kind]);
        sink.add(127, [cue_word]);
        sink.add(128, [cue_kind, cue.map_or(99, |i| bucket((at - i) as u16))]);
        sink.add(129, [cue_word, cue.map_or(99, |i| bucket((at - i) as u16))]);
        sink.add(130, [surroundings.cue_path]);
        sink.add(131, [behind.map_or(0, |i| units[i].word)]);
        sink.add(132, [behind.map_or(0, |i| units[i].cue as u32 + 1), behind.map_or(99, |i| bucket((i - at) as u16))]);
        sink.add(133, [cue_kind, behind.map_or(0, |i| units[i].cue as u32 + 1), shape.length]);
        sink.add(134, [verb.map_or(0, |i| units[i].word)]);
        sink.add(135, [surroundings.verb_path, verb.map_or(0, |i| units[i].word)]);
        sink.add(136, [u32::from(self.scene.titles[units[at].block as usize]), shape.bits & 3]);
        sink.add(137, [last, shape.length]);
        sink.add(138, [last, surroundings.link, shape.bits & 3]);
        sink.add(139, [u32::from(at == start + 1 || at == 0), u32::from(at + 1 == end), shape.length]);
        sink.add(140, [noun.map_or(0, |i| units[i].word), noun.map_or(0, |i| bucket((at - i) as u16))]);
        sink.add(141, [u32::from(surroundings.bare), shape.bits, last]);
        let [judged, introduced, sourced, _] = self.subjects[quote].map(|subject| u32::from(subject.is_some()));
        sink.add(155, [judged, introduced, shape.bits]);
        sink.add(157, [sourced, shape.length]);
        sink.add(156, [u32::from(surroundings.joined), last, shape.length]);
        let inside = self.inside(quote);
        sink.add(143, [inside.clause, shape.length]);
        sink.add(144, [inside.clause, shape.bits]);
        sink.add(145, [inside.tags]);
        sink.add(146, [inside.tags, a1.coarse]);
        sink.add(147, [inside.tags, b1.coarse, a1.coarse]);
        sink.add(148, [inside.term, shape.length]);
        sink.add(149, [inside.term, shape.bits & 17, b1.coarse]);
        sink.add(150, inside.ends);
        sink.add(151, [inside.ends[0], b1.coarse]);
        sink.add(152, [inside.ends[1], a1.coarse, shape.length]);
        sink.add(153, [inside.tags, cue_kind]);
        sink.add(154, [inside.clause, cue_kind, b1.coarse]);
        if units[at].block != units.last().map_or(0, |unit| unit.block) {
            sink.add(142, [u32::from(self.ends_with_colon_before(at)), shape.bits & 3]);
        }
    }
}

fn bucket(count: u16) -> u32 {
    match count {
        0..=4 => u32::from(count),
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// What the last answer was.
fn last(history: &[Choice]) -> u32 {
    match history.last() {
        None => 0,
        Some(Choice::Scare) => 1,
        Some(Choice::Nobody) => 2,
        Some(Choice::Unit(_)) => 3,
    }
}
