//! What the ranker sees of a quote and of somebody who may have said it. Takes the scene; gives feature numbers. The only
//! feature code: the trainer uses it too.

use super::marks::Quoted;
use super::scene::{Kind, Scene, Unit};
use super::words::{self, Cue};
use crate::document::Page;
use crate::entities::EntityKind;

/// An answer to "whose words are these?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Choice {
    /// Nobody's: a title, a term, a nickname.
    Scare,
    /// Somebody's whom the article does not name.
    Nobody,
    /// The words of whom this unit names.
    Unit(usize),
}

/// Quotes of so many words are somebody's: no title and no term is as long.
const SPOKEN: usize = 12;
/// A sentence of so many words that is all of its paragraph is somebody's too.
const SENTENCE: usize = 4;
/// Units looked at on either side of a quote.
const WINDOW: usize = 90;
/// Longest way between mention and quote that is told as a whole.
const LONGEST_PATH: usize = 14;

/// Running counts over the units, so that "how many between" costs nothing.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    mentions: u16,
    verbs: u16,
    cues: u16,
    quotes: u16,
}

/// The verb a mention belongs to.
#[derive(Clone, Copy, Debug, Default)]
struct Links {
    /// The verb it is subject of, and how it got there.
    verb: Option<usize>,
    /// What lies between: nothing, an auxiliary, an apposition, a phrase.
    way: Way,
    /// The verb right before it.
    before: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
enum Way {
    #[default]
    Next,
    Auxiliary,
    Apposition,
    Phrase,
    Conjunction,
}

/// A scene made ready for questions.
#[derive(Debug)]
pub(super) struct View<'s> {
    pub scene: &'s Scene,
    page: &'s Page,
    quoted: &'s [Quoted],
    counts: Vec<Counts>,
    links: Vec<Links>,
    /// Whether the article sets its quotes in single marks.
    single_style: bool,
    /// The first unit of each unit's paragraph.
    block_starts: Vec<usize>,
}

impl<'s> View<'s> {
    pub fn new(page: &'s Page, scene: &'s Scene, quoted: &'s [Quoted]) -> Self {
        let units = &scene.units;
        let mut counts = Vec::with_capacity(units.len() + 1);
        let mut sum = Counts::default();
        counts.push(sum);
        let mut block_starts = Vec::with_capacity(units.len());
        let mut start = 0;
        for (at, unit) in units.iter().enumerate() {
            sum.mentions = sum.mentions.wrapping_add(u16::from(unit.is_phrase()));
            sum.verbs = sum.verbs.wrapping_add(u16::from(unit.kind == Kind::Verb));
            sum.cues = sum.cues.wrapping_add(u16::from(is_speech(unit)));
            sum.quotes = sum.quotes.wrapping_add(u16::from(unit.kind == Kind::Quote));
            counts.push(sum);
            if unit.kind == Kind::Break {
                start = at;
            }
            block_starts.push(start);
        }
        let links = (0..units.len()).map(|at| if units[at].is_mention() { links(units, at) } else { Links::default() });
        let single_style = 2 * quoted.iter().filter(|quoted| quoted.single).count() > quoted.len();
        Self { links: links.collect(), scene, single_style, page, quoted, counts, block_starts }
    }

    fn unit(&self, at: usize) -> &Unit {
        &self.scene.units[at]
    }

    /// The answers to weigh for a quote, given those to the quotes before it.
    pub fn choices(&self, quote: usize, history: &[Choice], choices: &mut Vec<Choice>) {
        choices.clear();
        choices.push(Choice::Nobody);
        let shape = self.shape(quote);
        let sentence = shape.words >= SENTENCE
            && shape.bits & 1 == 1
            && matches!(shape.bits >> 1 & 7, 2 | 3)
            && shape.bits & 16 == 0;
        if shape.words < SPOKEN && !(sentence && self.bare(self.scene.quotes[quote])) {
            choices.push(Choice::Scare);
        }
        let units = &self.scene.units;
        let at = self.scene.quotes[quote];
        let block = units[at].block;
        let bare = self.bare(at);
        let from =
            (at.saturating_sub(WINDOW)..at).rev().take_while(|i| units[*i].block + u32::from(bare) >= block).last();
        let to =
            (at + 1..units.len().min(at + WINDOW)).take_while(|i| units[*i].block <= block + u32::from(bare)).last();
        let near = from.unwrap_or(at)..=to.unwrap_or(at);
        choices.extend(near.clone().filter(|i| units[*i].is_mention()).map(Choice::Unit));
        if let Some(Choice::Unit(last)) = history.iter().rev().take(3).find(|c| matches!(c, Choice::Unit(_)))
            && !near.contains(last)
        {
            choices.push(Choice::Unit(*last));
        }
    }

    /// The answer where the form leaves no doubt: “…” — Ruiz, at the end of a paragraph.
    pub fn sure(&self, quote: usize) -> Option<Choice> {
        let units = &self.scene.units;
        let at = self.scene.quotes[quote];
        let [dash, name, rest @ ..] = units.get(at + 1..)? else { return None };
        let ends = rest.first().is_none_or(|unit| matches!(unit.kind, Kind::Break | Kind::Comma | Kind::Stop));
        let signed = dash.kind == Kind::Dash && name.kind == Kind::Name && name.block == units[at].block && ends;
        signed.then_some(Choice::Unit(at + 2))
    }

    /// Whether the quote's paragraph holds hardly anything but quotes.
    fn bare(&self, at: usize) -> bool {
        let start = self.block_starts[at];
        let units = &self.scene.units;
        let rest = units[start..].iter().skip(1).take_while(|unit| unit.kind != Kind::Break).take(60);
        rest.filter(|unit| unit.is_mention() || unit.kind == Kind::Verb).count() < 3
    }

    /// The features of one answer.
    pub fn features(&self, quote: usize, choice: Choice, history: &[Choice], out: &mut Vec<u32>) {
        out.clear();
        let at = self.scene.quotes[quote];
        match choice {
            Choice::Unit(unit) => self.of_speaker(quote, at, unit, history, &mut Sink { out, base: 1 }),
            Choice::Scare => self.of_quote(quote, at, history, &mut Sink { out, base: 2 }),
            Choice::Nobody => self.of_quote(quote, at, history, &mut Sink { out, base: 3 }),
        }
    }

    /// The features by which a spoken quote is told to be whole or a part.
    pub fn kind_features(&self, quote: usize, out: &mut Vec<u32>) {
        out.clear();
        let at = self.scene.quotes[quote];
        self.of_quote(quote, at, &[], &mut Sink { out, base: 4 });
    }

    /// What the quote and the words around it look like.
    fn of_quote(&self, quote: usize, at: usize, history: &[Choice], sink: &mut Sink) {
        let units = &self.scene.units;
        let shape = self.shape(quote);
        let near = |offset: isize| at.checked_add_signed(offset).and_then(|i| units.get(i));
        let (b1, b2, a1, a2) = (near(-1), near(-2), near(1), near(2));
        let [kb1, kb2, ka1, ka2] = [b1, b2, a1, a2].map(coarse);
        sink.add(100, &[0]);
        sink.add(101, &[shape.length]);
        sink.add(102, &[shape.bits]);
        sink.add(103, &[shape.bits, shape.length]);
        sink.add(104, &[shape.first]);
        sink.add(105, &[shape.last]);
        sink.add(106, &[kb1]);
        sink.add(107, &[ka1]);
        sink.add(108, &[kb1, ka1]);
        sink.add(109, &[kb2, kb1]);
        sink.add(110, &[ka1, ka2]);
        sink.add(111, &[word(b1)]);
        sink.add(112, &[word(a1)]);
        sink.add(113, &[word(b2), word(b1)]);
        sink.add(114, &[word(a1), word(a2)]);
        sink.add(115, &[kb1, ka1, shape.length, shape.bits & 3]);
        sink.add(116, &[kb1, shape.bits]);
        sink.add(117, &[kb2, kb1, shape.bits]);
        sink.add(118, &[word(b1), shape.length]);
        sink.add(119, &[b1.map_or(0, |unit| unit.first), b1.map_or(0, |unit| unit.kind as u32)]);
        sink.add(120, &[word(b1), shape.bits]);
        let start = self.block_starts[at];
        let end = self.block_end(at);
        let block = self.between(start, end);
        let sentence = self.sentence(at);
        let inside = self.between(sentence.0, sentence.1);
        sink.add(121, &[bucket(block.cues), bucket(inside.cues)]);
        sink.add(122, &[bucket(block.verbs), bucket(inside.verbs), shape.length]);
        sink.add(123, &[bucket(inside.cues), shape.length, shape.bits & 3]);
        sink.add(124, &[bucket(block.mentions), bucket(inside.mentions)]);
        sink.add(125, &[bucket(block.quotes), bucket(inside.quotes)]);
        let cue = self.cue_before(at, sentence.0);
        let cue_word = cue.map_or(0, |i| units[i].word);
        let cue_kind = cue.map_or(0, |i| units[i].cue as u32 + 1);
        sink.add(126, &[cue_kind]);
        sink.add(127, &[cue_word]);
        sink.add(128, &[cue_kind, cue.map_or(99, |i| bucket((at - i) as u16))]);
        sink.add(129, &[cue_word, cue.map_or(99, |i| bucket((at - i) as u16))]);
        sink.add(130, &[self.path(cue.unwrap_or(at), at, Detail::Simple)]);
        let behind = (at + 1..sentence.1).find(|i| is_speech(&units[*i]));
        sink.add(131, &[behind.map_or(0, |i| units[i].word)]);
        sink.add(132, &[behind.map_or(0, |i| units[i].cue as u32 + 1), behind.map_or(99, |i| bucket((i - at) as u16))]);
        sink.add(133, &[cue_kind, behind.map_or(0, |i| units[i].cue as u32 + 1), shape.length]);
        let verb = (sentence.0..at).rev().find(|i| units[*i].kind == Kind::Verb);
        sink.add(134, &[verb.map_or(0, |i| units[i].word)]);
        sink.add(135, &[self.path(verb.unwrap_or(at), at, Detail::Simple), verb.map_or(0, |i| units[i].word)]);
        sink.add(136, &[u32::from(self.scene.titles[units[at].block as usize]), shape.bits & 3]);
        sink.add(137, &[last(history), shape.length]);
        sink.add(138, &[last(history), self.link_to_last(at), shape.bits & 3]);
        sink.add(139, &[u32::from(at == start + 1 || at == 0), u32::from(at + 1 == end), shape.length]);
        let noun = (sentence.0..at).rev().take(12).find(|i| units[*i].cue == Cue::Noun);
        sink.add(140, &[noun.map_or(0, |i| units[i].word), noun.map_or(0, |i| bucket((at - i) as u16))]);
        sink.add(141, &[u32::from(self.bare(at)), shape.bits, last(history)]);
        if units[at].block != units.last().map_or(0, |unit| unit.block) {
            sink.add(142, &[u32::from(self.ends_with_colon_before(at)), shape.bits & 3]);
        }
    }

    /// What a mention is to a quote.
    fn of_speaker(&self, quote: usize, at: usize, m: usize, history: &[Choice], sink: &mut Sink) {
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
        sink.add(14, &[bucket((high - low) as u16), place]);
        self.of_verb(at, m, links, place, kind, sink);
        self.of_neighbours(m, place, kind, sink);
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
        self.of_history(at, m, place, kind, history, sink);
        self.of_rank(at, m, links, place, kind, sink);
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

    /// The word that attributes a quote to a mention: the mention's verb, or the nearest attributing one.
    pub fn cue(&self, at: usize, m: usize) -> Option<usize> {
        let links = self.links[m];
        let units = &self.scene.units;
        let nearest = self.cue_before(at, self.sentence(at).0);
        let inverted = links.before.filter(|v| is_speech(&units[*v]) && (m > at || links.verb.is_none()));
        let own = links.verb.filter(|v| is_speech(&units[*v]));
        inverted.or(own).or(nearest).or(links.verb)
    }

    /// Where a verb stands: right beside the quote, between mention and quote, beyond.
    fn verb_place(&self, at: usize, m: usize, v: usize) -> u32 {
        let (low, high) = (m.min(at), m.max(at));
        let inside = low < v && v < high;
        let same = self.unit(v).sentence == self.unit(at).sentence;
        let gap = v.abs_diff(at).min(4) as u32;
        let side = u32::from(m > at);
        1 + side + 2 * u32::from(inside) + 4 * u32::from(same) + 8 * gap
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
    fn of_history(&self, at: usize, m: usize, place: u32, kind: u32, history: &[Choice], sink: &mut Sink) {
        let units = &self.scene.units;
        let link = self.link_to_last(at);
        let previous = history.iter().rev().find_map(|choice| match choice {
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
        sink.add(62, &[same, last, coarse(units.get(at + 1)), coarse(at.checked_sub(1).map(|i| &units[i]))]);
        let said_before = history.iter().rev().take(8).filter(|c| **c == Choice::Unit(m)).count() as u16;
        sink.add(63, &[bucket(said_before), place]);
        if same == 1 {
            let quote = self.last_quote(at);
            sink.add(64, &[self.path(quote.unwrap_or(at), at, Detail::Simple)]);
            sink.add(65, &[self.path(quote.unwrap_or(at), at, Detail::Lexical)]);
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
    fn of_rank(&self, at: usize, m: usize, links: Links, place: u32, kind: u32, sink: &mut Sink) {
        let units = &self.scene.units;
        let start = self.block_starts[at];
        let first_in_block = self.unit(m).block == self.unit(at).block && self.between(start, m).mentions == 0;
        let sentence = self.sentence(m);
        let first = self.between(sentence.0, m).mentions == 0;
        let cue = links.verb.map_or(0, |v| units[v].cue as u32 + 1);
        sink.add(70, &[u32::from(first_in_block), u32::from(first), place]);
        sink.add(71, &[u32::from(first), cue, place, kind]);
        let nearest = (self.sentence(at).0..at).rev().find(|i| units[*i].kind == Kind::Verb);
        let own = nearest.is_some() && nearest == links.verb;
        let near_word = nearest.map_or(0, |v| units[v].word);
        let near_cue = nearest.map_or(0, |v| units[v].cue as u32 + 1);
        let form = nearest.map_or(0, |v| self.form(v));
        sink.add(72, &[near_word, u32::from(own), u32::from(first), place]);
        sink.add(73, &[near_cue, form, u32::from(own), u32::from(first), place]);
        sink.add(74, &[near_cue, form, u32::from(own), cue, bucket(self.between(m.min(at) + 1, m.max(at)).verbs)]);
        let low = m.min(at) + 1;
        let high = m.max(at);
        let rivals =
            (low..high).filter(|i| self.links[*i].verb.is_some_and(|v| is_speech(&units[v])) && units[*i].is_mention());
        let rivals = rivals.take(3).count() as u32;
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

    fn last_quote(&self, at: usize) -> Option<usize> {
        let from = at.saturating_sub(60);
        (from..at).rev().find(|i| self.unit(*i).kind == Kind::Quote)
    }

    /// How far back the quote before this one is.
    fn link_to_last(&self, at: usize) -> u32 {
        let Some(last) = self.last_quote(at) else { return 0 };
        let block = (self.unit(at).block - self.unit(last).block).min(2);
        let sentence = (self.unit(at).sentence - self.unit(last).sentence).min(3);
        1 + block * 8 + sentence * 2 + u32::from(at - last == 1)
    }

    fn ends_with_colon_before(&self, at: usize) -> bool {
        let start = self.block_starts[at];
        start > 0 && at == start + 1 && self.unit(start - 1).kind == Kind::Colon
    }

    fn block_end(&self, at: usize) -> usize {
        let units = &self.scene.units;
        let end = units.len().min(at + WINDOW);
        (at + 1..end).find(|i| units[*i].kind == Kind::Break).unwrap_or(end)
    }

    /// The units of the reporter's sentence around one of them.
    fn sentence(&self, at: usize) -> (usize, usize) {
        let units = &self.scene.units;
        let number = units[at].sentence;
        let low = (at.saturating_sub(WINDOW)..at).rev().take_while(|i| units[*i].sentence == number).last();
        let high = (at + 1..units.len().min(at + WINDOW)).take_while(|i| units[*i].sentence == number).last();
        (low.unwrap_or(at), high.map_or(at + 1, |high| high + 1))
    }

    fn between(&self, from: usize, to: usize) -> Counts {
        let (a, b) = (self.counts[from.min(to)], self.counts[to]);
        Counts {
            mentions: b.mentions.wrapping_sub(a.mentions),
            verbs: b.verbs.wrapping_sub(a.verbs),
            cues: b.cues.wrapping_sub(a.cues),
            quotes: b.quotes.wrapping_sub(a.quotes),
        }
    }

    /// The nearest attributing word before the quote in its sentence.
    fn cue_before(&self, at: usize, from: usize) -> Option<usize> {
        (from..at).rev().find(|i| is_speech(self.unit(*i)))
    }

    /// The units strictly between two, as one number.
    fn path(&self, from: usize, to: usize, detail: Detail) -> u32 {
        let units = &self.scene.units;
        if to.saturating_sub(from) > 3 * LONGEST_PATH {
            return 1;
        }
        let mut hash = 17;
        let mut length = 0;
        let mut at = from + 1;
        while at < to {
            let unit = &units[at];
            let skip = match (detail, unit.kind) {
                (Detail::Full, _) => 0,
                (_, Kind::Adverb | Kind::Time) => 1,
                (_, Kind::Preposition) if at + 1 < to && units[at + 1].is_phrase() => 2,
                (_, Kind::Preposition) if at + 1 < to && units[at + 1].kind == Kind::Time => 2,
                (_, Kind::Owner) => 1,
                _ => 0,
            };
            if skip > 0 {
                at += skip;
                continue;
            }
            length += 1;
            if length > LONGEST_PATH {
                return 2;
            }
            let symbol =
                if detail == Detail::Lexical && matches!(unit.kind, Kind::Verb | Kind::Preposition | Kind::Auxiliary) {
                    unit.word
                } else {
                    coarse(Some(unit))
                };
            hash = mix(hash, symbol);
            at += 1;
        }
        mix(hash, length as u32)
    }

    fn shape(&self, quote: usize) -> Shape {
        let text = &self.page.source.text;
        let quoted = &self.quoted[quote];
        let inner = quoted.inner.of(text).trim();
        let mut words = inner.split_ascii_whitespace();
        let first = words.next().unwrap_or("");
        let last = inner.rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or("");
        let count = inner.split_ascii_whitespace().take(26).count();
        let capital = first.starts_with(char::is_uppercase);
        let titled =
            inner.split_ascii_whitespace().take(12).filter(|w| w.len() > 3).all(|w| !w.starts_with(char::is_lowercase));
        let end = match inner.trim_end_matches(|c: char| "”’'\")]".contains(c)).chars().next_back() {
            Some(',') => 1,
            Some('.') => 2,
            Some('?' | '!') => 3,
            Some('…' | ';' | ':' | '-' | '—') => 4,
            _ => match quoted.stop_outside(text) {
                Some(',') => 1,
                Some(_) => 2,
                None => 0,
            },
        };
        let bits = u32::from(capital) + 2 * end + 16 * u32::from(titled && count > 1) + 32 * u32::from(!quoted.closed);
        let trim = |w: &str| words::key(w.trim_matches(|c: char| !c.is_alphanumeric()));
        let length = match count {
            n @ 0..=5 => n as u32,
            6..=8 => 6,
            9..=13 => 7,
            14..=25 => 8,
            _ => 9,
        };
        Shape {
            words: count,
            length,
            bits: bits + 64 * u32::from(quoted.single && !self.single_style),
            first: trim(first),
            last: trim(last),
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Shape {
    /// Number of words, at most 26.
    words: usize,
    /// The same in steps.
    length: u32,
    /// Bit 0: capital; then the mark it ends with, title case, unclosed, single marks.
    bits: u32,
    first: u32,
    last: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Detail {
    /// Every unit by kind.
    Full,
    /// Without adverbs, times and prepositional phrases.
    Simple,
    /// As simple, with verbs and prepositions by word.
    Lexical,
}

struct Sink<'o> {
    out: &'o mut Vec<u32>,
    base: u32,
}

impl Sink<'_> {
    fn add(&mut self, template: u32, values: &[u32]) {
        let hash = values.iter().fold(mix(self.base, template), |hash, value| mix(hash, *value));
        self.out.push(finish(hash));
    }
}

fn mix(hash: u32, value: u32) -> u32 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b1)
}

fn finish(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x85eb_ca6b);
    hash ^ (hash >> 13)
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

fn clamp(difference: i64) -> u32 {
    (difference.clamp(-2, 2) + 2) as u32
}

fn coarse(unit: Option<&Unit>) -> u32 {
    unit.map_or(999, |unit| unit.kind as u32 * 16 + if unit.kind == Kind::Verb { unit.cue as u32 } else { 0 })
}

fn word(unit: Option<&Unit>) -> u32 {
    unit.map_or(7, |unit| match unit.kind {
        Kind::Name => 11,
        Kind::Quote => 12,
        Kind::Break => 13,
        _ => unit.word,
    })
}

fn last(history: &[Choice]) -> u32 {
    match history.last() {
        None => 0,
        Some(Choice::Scare) => 1,
        Some(Choice::Nobody) => 2,
        Some(Choice::Unit(_)) => 3,
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

fn is_speech(unit: &Unit) -> bool {
    unit.kind == Kind::Verb && !matches!(unit.cue, Cue::None | Cue::Noun)
}

fn is_speech_kind(cue: u32) -> bool {
    cue > 1 && cue != Cue::Noun as u32 + 1
}

/// The verbs a mention belongs to.
fn links(units: &[Unit], m: usize) -> Links {
    let before = m.checked_sub(1).filter(|i| units[*i].kind != Kind::Adverb).or(m.checked_sub(2));
    let before = before.filter(|i| units[*i].kind == Kind::Verb);
    let (verb, way) = if units[m].kind == Kind::Owner { (None, Way::Next) } else { subject_of(units, m) };
    Links { verb, way, before }
}

/// The verb behind a mention, past auxiliaries, phrases that belong to it, and one apposition.
fn subject_of(units: &[Unit], m: usize) -> (Option<usize>, Way) {
    let mut way = Way::Next;
    let mut at = m + 1;
    let limit = units.len().min(m + 24);
    while at < limit {
        match units[at].kind {
            Kind::Verb => return (Some(at), way),
            Kind::Adverb | Kind::Time => at += 1,
            Kind::Auxiliary => {
                way = if way == Way::Next { Way::Auxiliary } else { way };
                at += 1;
                let verb = at < limit && matches!(units[at].kind, Kind::Verb | Kind::Adverb | Kind::Auxiliary);
                if !verb {
                    return (None, way);
                }
            }
            Kind::Preposition | Kind::Conjunction
                if at + 1 < limit && (units[at + 1].is_mention() || units[at + 1].kind == Kind::Time) =>
            {
                way = if units[at].kind == Kind::Preposition { Way::Phrase } else { Way::Conjunction };
                at += 2;
            }
            Kind::Name | Kind::Nominal if way == Way::Phrase || units[at - 1].kind == Kind::Owner => at += 1,
            Kind::Comma | Kind::OpenBracket | Kind::Dash => match close_of(units, at, limit) {
                Some(close) => {
                    way = Way::Apposition;
                    at = close + 1;
                }
                None => return (None, way),
            },
            _ => return (None, way),
        }
    }
    (None, way)
}

/// The mark that ends the apposition begun here, if a verb stands behind it.
fn close_of(units: &[Unit], open: usize, limit: usize) -> Option<usize> {
    let closes = |kind| match units[open].kind {
        Kind::OpenBracket => kind == Kind::CloseBracket,
        kind_of_open => kind == kind_of_open,
    };
    let bounded = |i: &usize| !matches!(units[*i].kind, Kind::Stop | Kind::Quote | Kind::Break);
    let mut ends = (open + 1..limit).take_while(bounded).filter(|i| closes(units[*i].kind));
    ends.find(|i| {
        let mut next = i + 1;
        while next < limit && matches!(units[next].kind, Kind::Adverb | Kind::Auxiliary | Kind::Time) {
            next += 1;
        }
        next < limit && units[next].kind == Kind::Verb || units[open].kind == Kind::OpenBracket
    })
}
