//! What the ranker sees of somebody who may have said a quote, in four parts: what depends on the mention alone, on where
//! its verbs stand to the quote, on the quote, and on both.

use super::super::view::{Surroundings, View, Ways};
use super::super::words::Cue;
use super::asked::{Asked, Relation, Standing};
use super::{Sink, bucket};

impl View<'_> {
    /// All of it.
    #[cfg(any(test, feature = "train"))]
    pub(super) fn of_speaker(&self, asked: &Asked, m: usize, sink: &mut impl Sink) {
        let relation = Relation::new(self, asked.at, m);
        let standing = Standing::new(self, asked, &relation);
        self.of_mention(&relation, sink);
        self.of_verbs(&relation, sink);
        self.of_standing(asked, &relation, &standing, sink);
        self.of_pair(asked, &relation, &standing, sink);
    }

    /// The mention by itself, before or behind a quote.
    pub(super) fn of_mention(&self, relation: &Relation, sink: &mut impl Sink) {
        let Relation { m, side, kind, links, .. } = *relation;
        let unit = self.unit(m);
        let [b2, b1, _, a1, a2] = self.around(m);
        sink.add(3, [kind]);
        sink.add(19, [self.step(links.verb).word, kind]);
        sink.add(33, [b1.word, b2.word, side]);
        sink.add(36, [b1.coarse, a1.coarse, kind, side]);
        sink.add(37, [b2.coarse, b1.coarse, a1.coarse, a2.coarse, side]);
        sink.add(39, [a1.word, a2.coarse, side]);
        sink.add(48, [unit.word, side]);
        sink.add(49, [unit.word]);
        sink.add(50, [unit.first, kind]);
    }

    /// The verbs beside the mention, and where they stand to the quote.
    pub(super) fn of_verbs(&self, relation: &Relation, sink: &mut impl Sink) {
        let Relation { kind, links, cue, stands: [stands, stands_before], .. } = *relation;
        sink.add(15, [self.step(links.verb).word, stands]);
        sink.add(16, [cue, stands, links.way as u32]);
        sink.add(17, [cue, stands, kind]);
        sink.add(20, [links.verb.map_or(0, |v| self.unit(v).tag as u32), cue, stands]);
        if let Some(v) = links.verb {
            let [.., next, second] = self.around(v);
            sink.add(21, [next.coarse, cue, stands]);
            sink.add(22, [next.word, cue, stands]);
            sink.add(23, [next.coarse, second.coarse, stands]);
        }
        let cue_before = links.before.map_or(0, |v| self.unit(v).cue as u32 + 1);
        let ahead = self.step(links.before.and_then(|v| v.checked_sub(1)));
        sink.add(28, [self.step(links.before).word, stands_before]);
        sink.add(29, [cue_before, stands_before, kind]);
        sink.add(30, [cue_before, stands_before, ahead.coarse]);
        sink.add(31, [cue_before, stands_before, cue]);
    }

    /// The quote, the forms around it and the answers before it, and how the mention stands to them.
    pub(super) fn of_standing(&self, asked: &Asked, relation: &Relation, standing: &Standing, sink: &mut impl Sink) {
        let Asked { quote, at, last, .. } = *asked;
        let Relation { side, sentence, place, first, .. } = *relation;
        let Standing { adjacent, same, spoke, tagged, own, opens, .. } = *standing;
        let [_, b1, _, a1, _] = self.around(at);
        sink.add(2, [place]);
        sink.add(40, [b1.coarse, side, adjacent, sentence]);
        sink.add(41, [a1.coarse, side, adjacent, sentence]);
        sink.add(42, [b1.coarse, a1.coarse, side, adjacent, sentence]);
        sink.add(43, [b1.word, side, adjacent]);
        sink.add(44, [a1.word, side, adjacent]);
        sink.add(45, [self.shape(quote).bits, place, adjacent]);
        let [judged, introduced, sourced, clause] = self.points(quote, standing);
        sink.add(79, [judged, introduced]);
        sink.add(81, [judged, introduced, place]);
        sink.add(82, [sourced]);
        sink.add(83, [clause]);
        sink.add(84, [clause, place]);
        let Surroundings { link, joined, verb, verb_form, .. } = self.surroundings[quote];
        sink.add(60, [same, link, last]);
        sink.add(61, [same, link, place]);
        sink.add(59, [same, last, u32::from(joined)]);
        sink.add(62, [same, last, a1.coarse, b1.coarse]);
        sink.add(63, [spoke, place]);
        sink.add(68, [tagged, place]);
        sink.add(69, [tagged, same, place]);
        let near = verb.map(|v| self.unit(v));
        sink.add(70, [opens, first, place]);
        sink.add(72, [near.map_or(0, |v| v.word), own, first, place]);
        sink.add(73, [near.map_or(0, |v| v.cue as u32 + 1), verb_form, own, first, place]);
    }

    /// Quote and mention, and the way between them.
    pub(super) fn of_pair(&self, asked: &Asked, relation: &Relation, standing: &Standing, sink: &mut impl Sink) {
        let Asked { quote, at, .. } = *asked;
        let Relation { m, side, place, kind, links, cue, first, between, .. } = *relation;
        let [b2, b1, _, a1, a2] = self.around(m);
        sink.add(1, [kind, place]);
        sink.add(18, [cue, place, links.way as u32]);
        sink.add(32, [b1.word, place]);
        sink.add(34, [b1.coarse, b2.coarse, place]);
        sink.add(35, [a1.coarse, a2.coarse, place]);
        sink.add(38, [a1.word, place]);
        sink.add(71, [first, cue, place, kind]);
        let (low, high) = (m.min(at), m.max(at));
        let ways = self.ways(low, high);
        sink.add(4, [side, ways.full]);
        sink.add(5, [side, ways.full, kind]);
        sink.add(6, [side, ways.simple, kind]);
        sink.add(7, [side, ways.simple]);
        sink.add(8, [side, ways.lexical]);
        let [mentions, verbs, cues] = [between.mentions, between.verbs, between.cues].map(bucket);
        let [quotes, stops] = [between.quotes, between.stops].map(bucket);
        sink.add(9, [mentions, place]);
        sink.add(10, [verbs, place]);
        sink.add(11, [cues, place]);
        sink.add(12, [quotes, place]);
        sink.add(13, [mentions, cues, quotes, side]);
        sink.add(77, [stops, place]);
        sink.add(78, [stops, cue, place]);
        sink.add(14, [bucket((high - low) as u16), place]);
        let shape = self.shape(quote);
        sink.add(46, [shape.length, place, kind]);
        sink.add(47, [shape.bits & 3, shape.length, place, cue]);
        let [judged, introduced, ..] = self.points(quote, standing);
        sink.add(80, [judged, introduced, kind]);
        let Surroundings { verb, verb_form, .. } = self.surroundings[quote];
        let near_cue = verb.map_or(0, |v| self.unit(v).cue as u32 + 1);
        let rivals = u32::from(between.speakers.min(3));
        sink.add(74, [near_cue, verb_form, standing.own, cue, verbs]);
        sink.add(75, [rivals, cue, place]);
        sink.add(76, [rivals, u32::from(is_speech_kind(cue)), place, quotes]);
        self.of_verb(at, relation, &ways, sink);
        if standing.same == 1 {
            self.of_last_speaker(quote, at, relation, sink);
        }
    }

    /// What stands between the mention's verb and the quote.
    fn of_verb(&self, at: usize, relation: &Relation, ways: &Ways, sink: &mut impl Sink) {
        let Relation { side, links, cue, .. } = *relation;
        let Some(v) = links.verb else { return };
        if v < at {
            let gap = self.between(v + 1, at);
            let ways = self.ways(v, at);
            sink.add(24, [cue, bucket(gap.verbs), bucket(gap.cues), bucket(gap.mentions)]);
            sink.add(25, [ways.simple, cue]);
            sink.add(26, [ways.full, self.step(Some(v)).word]);
        } else {
            let before = if side == 1 { ways.simple } else { Ways::NONE.simple };
            sink.add(27, [before, cue, self.around(v)[3].coarse]);
        }
    }

    /// The way from the quote before, where the mention is its speaker too.
    fn of_last_speaker(&self, quote: usize, at: usize, relation: &Relation, sink: &mut impl Sink) {
        let Surroundings { link, last_quote, .. } = self.surroundings[quote];
        let Relation { kind, between, .. } = *relation;
        let ways = self.ways(last_quote.unwrap_or(at), at);
        sink.add(64, [ways.simple]);
        sink.add(65, [ways.lexical]);
        sink.add(66, [bucket(between.cues), bucket(between.mentions), link]);
        sink.add(67, [kind, link]);
    }

    /// Of each form around the quote, whether it is there and points to the mention.
    fn points(&self, quote: usize, standing: &Standing) -> [u32; 4] {
        std::array::from_fn(|form| self.subjects[quote][form].map_or(0, |_| 1 + u32::from(standing.subject[form])))
    }
}

fn is_speech_kind(cue: u32) -> bool {
    cue > 1 && cue != Cue::Noun as u32 + 1
}
