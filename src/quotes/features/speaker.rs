//! What the ranker sees of somebody who may have said a quote.

use super::super::scene::{Kind, Unit};
use super::super::view::{Choice, Detail, Links, Surroundings, View, coarse, is_speech};
use super::super::words::Cue;
use super::{Sink, bucket, last, word};
use crate::entities::EntityKind;

/// How many quotes back the last speaker is looked for, so that a text of quotes without any takes no longer.
const MEMORY: usize = 100;

impl View<'_> {
    /// What a mention is to a quote.
    pub(super) fn of_speaker(&self, quote: usize, at: usize, m: usize, history: &[Choice], sink: &mut Sink) {
        let units = &self.scene.units;
        let unit = &units[m];
        let shape = self.shape(quote);
        let side = u32::from(m > at);
        let sentence = clamp(i64::from(unit.sentence) - i64::from(units[at].sentence));
        let block = clamp(i64::from(unit.block) - i64::from(units[at].block));
        let place = side * 64 + sentence * 8 + block;
        let kind = mention_kind(unit);
        let links = self.links[m];
        let (low, high) = (m.min(at), m.max(at));
        let between = self.between(low + 1, high);
        sink.add(1, &[kind, place]);
        sink.add(2, &[place]);
        sink.add(3, &[kind]);
        let full = self.path(low, high, Detail::Full);
        let simple = self.path(low, high, Detail::Simple);
        let lexical = self.path(low, high, Detail::Lexical);
        sink.add(4, &[side, full]);
        sink.add(5, &[side, full, kind]);
        sink.add(6, &[side, simple, kind]);
        sink.add(7, &[side, simple]);
        sink.add(8, &[side, lexical]);
        sink.add(9, &[bucket(between.mentions), place]);
        sink.add(10, &[bucket(between.verbs), place]);
        sink.add(11, &[bucket(between.cues), place]);
        sink.add(12, &[bucket(between.quotes), place]);
        sink.add(13, &[bucket(between.mentions), bucket(between.cues), bucket(between.quotes), side]);
        sink.add(77, &[bucket(between.stops), place]);
        sink.add(78, &[bucket(between.stops), links.verb.map_or(0, |v| units[v].cue as u32 + 1), place]);
        sink.add(14, &[bucket((high - low) as u16), place]);
        self.of_verb(at, m, links, place, kind, sink);
        self.of_neighbours(m, place, kind, sink);
        let [judged, introduced, sourced, clause] = self.subjects[quote];
        let of_form = |subject: Option<usize>| subject.map_or(0, |subject| 1 + u32::from(subject == m));
        sink.add(79, &[of_form(judged), of_form(introduced)]);
        sink.add(80, &[of_form(judged), of_form(introduced), kind]);
        sink.add(81, &[of_form(judged), of_form(introduced), place]);
        sink.add(82, &[of_form(sourced)]);
        sink.add(83, &[of_form(clause)]);
        sink.add(84, &[of_form(clause), place]);
        let b1 = at.checked_sub(1).map(|i| &units[i]);
        let a1 = units.get(at + 1);
        let adjacent = bucket(between.mentions).min(2);
        sink.add(40, &[coarse(b1), side, adjacent, sentence]);
        sink.add(41, &[coarse(a1), side, adjacent, sentence]);
        sink.add(42, &[coarse(b1), coarse(a1), side, adjacent, sentence]);
        sink.add(43, &[word(b1), side, adjacent]);
        sink.add(44, &[word(a1), side, adjacent]);
        sink.add(45, &[shape.bits, place, adjacent]);
        sink.add(46, &[shape.length, place, kind]);
        sink.add(47, &[shape.bits & 3, shape.length, place, links.verb.map_or(0, |v| units[v].cue as u32 + 1)]);
        sink.add(48, &[unit.word, side]);
        sink.add(49, &[unit.word]);
        sink.add(50, &[unit.first, kind]);
        self.of_history(quote, m, place, kind, history, sink);
        self.of_rank(quote, m, links, place, kind, sink);
    }

    /// The verb the mention is subject of, and where it stands to the quote.
    fn of_verb(&self, at: usize, m: usize, links: Links, place: u32, kind: u32, sink: &mut Sink) {
        let units = &self.scene.units;
        let verb = links.verb.map(|v| &units[v]);
        let cue = verb.map_or(0, |v| v.cue as u32 + 1);
        let stands = links.verb.map_or(0, |v| self.verb_place(at, m, v));
        sink.add(15, &[word(verb), stands]);
        sink.add(16, &[cue, stands, links.way as u32]);
        sink.add(17, &[cue, stands, kind]);
        sink.add(18, &[cue, place, links.way as u32]);
        sink.add(19, &[word(verb), kind]);
        sink.add(20, &[verb.map_or(0, |v| v.tag as u32), cue, stands]);
        if let Some(v) = links.verb {
            let next = units.get(v + 1);
            let second = units.get(v + 2);
            sink.add(21, &[coarse(next), cue, stands]);
            sink.add(22, &[word(next), cue, stands]);
            sink.add(23, &[coarse(next), coarse(second), stands]);
            if v < at {
                let gap = self.between(v + 1, at);
                sink.add(24, &[cue, bucket(gap.verbs), bucket(gap.cues), bucket(gap.mentions)]);
                sink.add(25, &[self.path(v, at, Detail::Simple), cue]);
                sink.add(26, &[self.path(v, at, Detail::Full), word(verb)]);
            } else {
                let before = self.path(at, m, Detail::Simple);
                sink.add(27, &[before, cue, coarse(next)]);
            }
        }
        let inverted = links.before.map(|v| &units[v]);
        let cue = inverted.map_or(0, |v| v.cue as u32 + 1);
        let stands = links.before.map_or(0, |v| self.verb_place(at, m, v));
        sink.add(28, &[word(inverted), stands]);
        sink.add(29, &[cue, stands, kind]);
        let ahead = links.before.and_then(|v| v.checked_sub(1)).map(|i| &units[i]);
        sink.add(30, &[cue, stands, coarse(ahead)]);
        sink.add(31, &[cue, stands, links.verb.map_or(0, |v| units[v].cue as u32 + 1)]);
    }

    fn of_neighbours(&self, m: usize, place: u32, kind: u32, sink: &mut Sink) {
        let units = &self.scene.units;
        let b1 = m.checked_sub(1).map(|i| &units[i]);
        let b2 = m.checked_sub(2).map(|i| &units[i]);
        let a1 = units.get(m + 1);
        let a2 = units.get(m + 2);
        sink.add(32, &[word(b1), place]);
        sink.add(33, &[word(b1), word(b2), place >> 6]);
        sink.add(34, &[coarse(b1), coarse(b2), place]);
        sink.add(35, &[coarse(a1), coarse(a2), place]);
        sink.add(36, &[coarse(b1), coarse(a1), kind, place >> 6]);
        sink.add(37, &[coarse(b2), coarse(b1), coarse(a1), coarse(a2), place >> 6]);
        sink.add(38, &[word(a1), place]);
        sink.add(39, &[word(a1), coarse(a2), place >> 6]);
    }

    /// What the answers before say.
    fn of_history(&self, quote: usize, m: usize, place: u32, kind: u32, history: &[Choice], sink: &mut Sink) {
        let units = &self.scene.units;
        let at = self.scene.quotes[quote];
        let Surroundings { link, last_quote, joined, .. } = self.surroundings[quote];
        let previous = history.iter().rev().take(MEMORY).find_map(|choice| match choice {
            Choice::Unit(unit) => Some(*unit),
            _ => None,
        });
        let same = match previous {
            None => 0,
            Some(p) if p == m => 1,
            Some(p) if units[p].index.is_some() && units[p].index == units[m].index => 2,
            Some(p) if p > m => 3,
            Some(_) => 4,
        };
        let last = last(history);
        sink.add(60, &[same, link, last]);
        sink.add(61, &[same, link, place]);
        sink.add(59, &[same, last, u32::from(joined)]);
        sink.add(62, &[same, last, coarse(units.get(at + 1)), coarse(at.checked_sub(1).map(|i| &units[i]))]);
        let said_before = history.iter().rev().take(8).filter(|c| **c == Choice::Unit(m)).count() as u16;
        sink.add(63, &[bucket(said_before), place]);
        if same == 1 {
            let from = last_quote.unwrap_or(at);
            sink.add(64, &[self.path(from, at, Detail::Simple)]);
            sink.add(65, &[self.path(from, at, Detail::Lexical)]);
            let rest = self.between(m.min(at) + 1, m.max(at));
            sink.add(66, &[bucket(rest.cues), bucket(rest.mentions), link]);
            sink.add(67, &[kind, link]);
        }
        // A tag of another quote in the paragraph: between that quote and this one.
        let tagged = self.beside_quote(m, at);
        sink.add(68, &[tagged, place]);
        sink.add(69, &[tagged, same, place]);
    }

    /// Whether the mention looks like the tag of a quote other than this one.
    fn beside_quote(&self, m: usize, at: usize) -> u32 {
        let units = &self.scene.units;
        let links = self.links[m];
        let speech = |v: Option<usize>| v.is_some_and(|v| is_speech(&units[v]));
        let quote_at =
            |i: Option<usize>| i.is_some_and(|i| i != at && units.get(i).is_some_and(|u| u.kind == Kind::Quote));
        let inverted = speech(links.before) && quote_at(links.before.and_then(|v| v.checked_sub(1)));
        let after = speech(links.verb) && quote_at(m.checked_sub(1));
        let before = speech(links.verb) && links.verb.is_some_and(|v| quote_at(Some(v + 1)) || quote_at(Some(v + 2)));
        u32::from(inverted) + 2 * u32::from(after) + 4 * u32::from(before)
    }

    /// How the mention compares with its rivals in the sentence and the paragraph.
    fn of_rank(&self, quote: usize, m: usize, links: Links, place: u32, kind: u32, sink: &mut Sink) {
        let units = &self.scene.units;
        let at = self.scene.quotes[quote];
        let start = self.block_starts[at];
        let first_in_block = self.unit(m).block == self.unit(at).block && self.between(start, m).mentions == 0;
        let sentence = self.sentence(m);
        let first = self.between(sentence.0, m).mentions == 0;
        let cue = links.verb.map_or(0, |v| units[v].cue as u32 + 1);
        sink.add(70, &[u32::from(first_in_block), u32::from(first), place]);
        sink.add(71, &[u32::from(first), cue, place, kind]);
        let nearest = self.surroundings[quote].verb;
        let own = nearest.is_some() && nearest == links.verb;
        let near_word = nearest.map_or(0, |v| units[v].word);
        let near_cue = nearest.map_or(0, |v| units[v].cue as u32 + 1);
        let form = nearest.map_or(0, |v| self.form(v));
        sink.add(72, &[near_word, u32::from(own), u32::from(first), place]);
        sink.add(73, &[near_cue, form, u32::from(own), u32::from(first), place]);
        sink.add(74, &[near_cue, form, u32::from(own), cue, bucket(self.between(m.min(at) + 1, m.max(at)).verbs)]);
        let low = m.min(at) + 1;
        let high = m.max(at);
        let rivals = u32::from(self.between(low, high).speakers.min(3));
        sink.add(75, &[rivals, cue, place]);
        sink.add(76, &[rivals, u32::from(is_speech_kind(cue)), place, bucket(self.between(low, high).quotes)]);
    }

    fn form(&self, v: usize) -> u32 {
        let word = self.page.word(self.unit(v).tokens.start);
        if word.ends_with("ing") {
            1
        } else if word.ends_with("ed") {
            2
        } else {
            3
        }
    }
}

fn mention_kind(unit: &Unit) -> u32 {
    let entity = match unit.entity {
        None => 0,
        Some(EntityKind::Person) => 1,
        Some(EntityKind::Organization) => 2,
        Some(EntityKind::Country) => 3,
        Some(EntityKind::Place) => 4,
    };
    match unit.kind {
        Kind::Pronoun | Kind::Relative => unit.word,
        Kind::Owner => 50 + entity,
        Kind::Nominal => 60 + entity + 8 * u32::from(unit.cue == Cue::Noun),
        kind => 100 + kind as u32 * 8 + entity,
    }
}

fn is_speech_kind(cue: u32) -> bool {
    cue > 1 && cue != Cue::Noun as u32 + 1
}

fn clamp(difference: i64) -> u32 {
    (difference.clamp(-2, 2) + 2) as u32
}
