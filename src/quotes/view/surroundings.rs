//! What stands around a quote, read once for all who may have said it.

use super::super::scene::Kind;
use super::super::words::Cue;
use super::{Counts, View, is_speech};

/// What stands around a quote.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Surroundings {
    /// The first unit of its paragraph and the one behind its last.
    pub block: (usize, usize),
    /// What the paragraph holds.
    pub in_block: Counts,
    /// What the sentence holds.
    pub in_sentence: Counts,
    /// The nearest attributing word before it in its sentence, and the way from there.
    pub cue: Option<usize>,
    pub cue_path: u32,
    /// The nearest attributing word behind it.
    pub behind: Option<usize>,
    /// The nearest verb before it, and the way from there.
    pub verb: Option<usize>,
    pub verb_path: u32,
    /// The ending of that verb: -ing, -ed, another.
    pub verb_form: u32,
    /// The nearest noun of speech before it: `statement`.
    pub noun: Option<usize>,
    /// The quote before it, and how far back that is.
    pub last_quote: Option<usize>,
    pub link: u32,
    /// Whether its paragraph holds hardly anything but quotes.
    pub bare: bool,
    /// Whether "and" joins it to the quote before it.
    pub joined: bool,
}

impl View<'_> {
    pub(super) fn surroundings_of(&self, at: usize) -> Surroundings {
        let units = &self.scene.units;
        let block = (self.block_start(at), self.block_end(at));
        let sentence = self.sentence(at);
        let before = || (sentence.0..at).rev();
        let cue = self.cue_before(at, sentence.0);
        let verb = before().find(|i| units[*i].kind == Kind::Verb);
        let last_quote = self.last_quote(at);
        Surroundings {
            block,
            in_block: self.between(block.0, block.1),
            in_sentence: self.between(sentence.0, sentence.1),
            cue,
            cue_path: self.ways(cue.unwrap_or(at), at).simple,
            behind: (at + 1..sentence.1).find(|i| is_speech(&units[*i])),
            verb,
            verb_path: self.ways(verb.unwrap_or(at), at).simple,
            verb_form: verb.map_or(0, |verb| self.verb_form(verb)),
            noun: before().take(12).find(|i| units[*i].cue == Cue::Noun),
            last_quote,
            link: self.link(last_quote, at),
            bare: self.bare(at),
            joined: self.is_joined(at),
        }
    }

    fn verb_form(&self, verb: usize) -> u32 {
        let word = self.page.word(self.unit(verb).tokens().start);
        if word.ends_with("ing") {
            1
        } else if word.ends_with("ed") {
            2
        } else {
            3
        }
    }
}
