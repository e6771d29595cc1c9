//! An article as the tagger sees it: its different words, the manner of its sentences, its runs of capitalised words.

use std::ops::Range;

use super::bags::Bag;
use super::form::{Affixes, Case, Form};
#[cfg(feature = "train")]
use super::lists::Lists;
use super::memory::Forms;
use super::net::SPAN;
use super::open;
use crate::document::Page;
use crate::sequence::hash::{self, Hashed};

/// How a sentence is capitalised as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Manner {
    /// Like prose.
    #[default]
    Prose,
    /// LIKE A HEADLINE OF OLD.
    Upper,
    /// Like This.
    Title,
    /// 12 - 3.
    Bare,
    /// like a text message.
    Lower,
}

/// A stretch of a sentence that may hold names; no name crosses its ends.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub tokens: Range<usize>,
    /// The tokens of the whole sentence.
    pub sentence: Range<usize>,
    pub manner: Manner,
}

/// A maximal run of capitalised words, over small words that join.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub tokens: Range<usize>,
    /// Hash of its words in lower case.
    pub words: u64,
}

/// What the article tells of a word in lower case, wherever it stands in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Stem {
    /// Stands somewhere without a capital.
    pub low: bool,
    /// Stands somewhere with a capital that no sentence start or headline explains.
    pub high: bool,
    /// One more than the place of its bag; 0: none, as it stands in no run. What has a capital stands in one.
    pub(super) bag: u32,
}

/// The lists that hold a phrase around a token, as bits: as its first, inner, last, only word.
pub(super) type Listed = [u16; 4];

/// The numbers of the forms around a token, two before it to two behind.
pub(super) type Around = [u32; SPAN];

/// Most letters of an abbreviation that is known for that of a run.
const INITIALS: usize = 8;
/// Most tokens between two stretches that are looked at as one: "Bank for the Development of Oban".
const GAP: usize = 3;

/// The article.
#[derive(Debug)]
pub(super) struct Sketch<'p> {
    pub page: &'p Page,
    /// The forms of words by their numbers; the first is the edge of a sentence.
    pub forms: &'p [Form],
    known: &'p Forms,
    /// The form of each token.
    pub form_of: Vec<u32>,
    /// The stem of each of the page's words.
    stem_of: Vec<u32>,
    pub stems: Vec<Stem>,
    pub bags: Vec<Bag>,
    pub segments: Vec<Segment>,
    pub runs: Vec<Run>,
    /// One more than the run of each token; 0: none.
    run_of: Vec<u32>,
    /// Whether each token may be part of a name.
    open: Vec<bool>,
    /// Initials of the runs of two words and more.
    pub initials: Hashed<()>,
    /// Written with little regard to capitals: names may stand without.
    pub careless: bool,
    pub listed: Vec<Listed>,
}

impl<'p> Sketch<'p> {
    /// Looks at a page, listed phrases and all; every token is open.
    #[cfg(feature = "train")]
    pub fn whole(page: &'p Page, forms: &'p Forms, lists: &Lists) -> Self {
        let mut sketch = Self::new(page, forms);
        sketch.find_phrases(lists);
        sketch
    }

    /// Looks at a page whose words have these forms by their numbers. Listed phrases are left to
    /// [`Sketch::find_phrases`].
    pub fn new(page: &'p Page, known: &'p Forms) -> Self {
        let tokens = page.text.tokens.len();
        let mut sketch = Self {
            page,
            forms: known.all(),
            known,
            form_of: page.text.word_of.iter().map(|word| page.text.words[*word as usize].number).collect(),
            stem_of: Vec::with_capacity(page.text.words.len()),
            stems: Vec::new(),
            bags: Vec::new(),
            segments: Vec::with_capacity(tokens / 16),
            runs: Vec::with_capacity(tokens / 16),
            run_of: vec![0; tokens],
            open: vec![true; tokens],
            initials: Hashed::default(),
            careless: false,
            listed: vec![[0; 4]; tokens],
        };
        sketch.find_stems();
        sketch.find_segments();
        sketch.fill_bags();
        sketch
    }

    /// The form of a token.
    #[inline]
    pub fn form(&self, token: usize) -> &Form {
        &self.forms[self.form_of[token] as usize]
    }

    /// A form by its number, with its affixes.
    #[inline]
    pub fn spelled(&self, form: usize) -> (&Form, &Affixes) {
        (&self.forms[form], self.known.affixes(form))
    }

    /// The number of the form `offset` tokens away, the edge's beyond the sentence.
    #[inline]
    pub fn form_at(&self, token: usize, offset: isize, sentence: &Range<usize>) -> usize {
        let at = token.wrapping_add_signed(offset);
        if sentence.contains(&at) { self.form_of[at] as usize } else { 0 }
    }

    /// The forms around a token: two before it to two behind.
    #[inline(always)]
    pub fn around(&self, token: usize, segment: &Segment) -> Around {
        std::array::from_fn(|place| self.form_at(token, place as isize - 2, &segment.sentence) as u32)
    }

    /// What the article tells of the word of a token.
    pub fn stem(&self, token: usize) -> &Stem {
        &self.stems[self.stem_at(token)]
    }

    /// The number of the stem of a token.
    #[inline]
    pub fn stem_at(&self, token: usize) -> usize {
        self.stem_of[self.page.text.word_of[token] as usize] as usize
    }

    /// The place of the bag of a token's stem, if it has one.
    #[inline]
    pub fn bag_at(&self, token: usize) -> Option<usize> {
        (self.stem(token).bag as usize).checked_sub(1)
    }

    /// The tokens that may be part of names, with their segments.
    #[inline]
    pub fn tokens(&self) -> impl Iterator<Item = (usize, &Segment)> {
        self.segments.iter().flat_map(|segment| segment.tokens.clone().map(move |token| (token, segment)))
    }

    /// Those of [`Sketch::tokens`] that may be part of names.
    #[inline]
    pub fn open_tokens(&self) -> impl Iterator<Item = (usize, &Segment)> {
        self.tokens().filter(|(token, _)| self.is_open(*token))
    }

    /// Whether a token may be part of a name.
    #[inline]
    pub fn is_open(&self, token: usize) -> bool {
        self.open[token]
    }

    /// The run that holds a token.
    #[inline]
    pub fn run(&self, token: usize) -> Option<&Run> {
        self.runs.get((self.run_of[token] as usize).wrapping_sub(1))
    }

    fn find_stems(&mut self) {
        let words = &self.page.text.words;
        let mut stems = Hashed::<u32>::with_capacity_and_hasher(words.len(), Default::default());
        for word in words {
            let next = stems.len() as u32;
            let stem = stems.entry(self.forms[word.number as usize].lower).or_insert(next);
            self.stem_of.push(*stem);
        }
        self.stems.resize_with(stems.len(), Stem::default);
    }

    fn find_segments(&mut self) {
        let page = self.page;
        let manners: Vec<Manner> = page.text.sentences.iter().map(|s| self.manner(&s.tokens)).collect();
        let low = manners.iter().filter(|manner| **manner == Manner::Lower).count();
        self.careless = low * 6 >= manners.len();
        for (sentence, manner) in page.text.sentences.iter().zip(manners) {
            let tokens = sentence.tokens.clone();
            if self.careless {
                self.segments.push(Segment { tokens: tokens.clone(), sentence: tokens.clone(), manner });
            } else {
                self.near_capitals(&tokens, manner);
            }
            self.find_runs(&tokens, manner);
        }
    }

    /// Closes the tokens that are no part of a name, whatever stands around; `is_strong` says whether a form by itself
    /// looks like part of one.
    pub fn close(&mut self, mut is_strong: impl FnMut(usize) -> bool) {
        if self.careless {
            return;
        }
        for at in 0..self.segments.len() {
            let Segment { tokens, sentence, .. } = self.segments[at].clone();
            for token in tokens {
                let is_strong = is_strong(self.form_of[token] as usize);
                self.open[token] = open::may_be_inside(self, token, &sentence, is_strong);
            }
        }
    }

    fn manner(&self, sentence: &Range<usize>) -> Manner {
        let (mut words, mut upper, mut capital) = (0, 0, 0);
        for token in sentence.clone() {
            let form = self.form(token);
            words += usize::from(form.case != Case::None);
            upper += usize::from(form.case == Case::Upper);
            capital += usize::from(form.is_capital());
        }
        match () {
            () if words == 0 => Manner::Bare,
            () if capital == 0 => Manner::Lower,
            () if upper * 5 >= words * 4 && words > 1 => Manner::Upper,
            () if capital * 10 >= words * 7 && words > 3 => Manner::Title,
            () => Manner::Prose,
        }
    }

    /// Cuts a sentence into the stretches that lie near a capital.
    fn near_capitals(&mut self, sentence: &Range<usize>, manner: Manner) {
        let mut open: Option<Range<usize>> = None;
        for token in sentence.clone() {
            if !self.form(token).is_capital() {
                continue;
            }
            let start = token.saturating_sub(self.reach(token.wrapping_sub(1), sentence)).max(sentence.start);
            let end = (token + 1 + self.reach(token + 1, sentence)).min(sentence.end);
            match &mut open {
                Some(tokens) if token <= tokens.end + GAP => tokens.end = end,
                _ => {
                    let before = open.replace(start..end);
                    self.push_segment(before, sentence, manner);
                }
            }
        }
        self.push_segment(open, sentence, manner);
    }

    /// How far from a capital a token is looked at, towards the token next to it: to the next word, behind a hyphen
    /// ("Lindqvist-maki", "al-Oban").
    fn reach(&self, next: usize, sentence: &Range<usize>) -> usize {
        if sentence.contains(&next) && self.form(next).case == Case::None { 2 } else { 1 }
    }

    fn push_segment(&mut self, tokens: Option<Range<usize>>, sentence: &Range<usize>, manner: Manner) {
        if let Some(tokens) = tokens {
            self.segments.push(Segment { tokens, sentence: sentence.clone(), manner });
        }
    }

    fn find_runs(&mut self, sentence: &Range<usize>, manner: Manner) {
        let mut start = None;
        let mut end = 0;
        for token in sentence.clone() {
            if self.form(token).is_capital() {
                start.get_or_insert(token);
                end = token + 1;
            } else {
                let joins = start.is_some() && self.form(token).joins && token < end + 2;
                if !joins && let Some(start) = start.take() {
                    self.push_run(start..end);
                }
            }
            self.see(token, sentence, manner);
        }
        if let Some(start) = start {
            self.push_run(start..end);
        }
    }

    fn push_run(&mut self, tokens: Range<usize>) {
        let words = tokens.clone().fold(0, |hash, token| hash::join(hash, self.form(token).lower));
        self.runs.push(Run { tokens: tokens.clone(), words });
        self.run_of[tokens.clone()].fill(self.runs.len() as u32);
        if tokens.len() > 1 {
            let (mut initials, mut length) = ([0; 4 * INITIALS], 0);
            for initial in tokens.filter_map(|token| self.form(token).initial).take(INITIALS) {
                length += initial.encode_utf8(&mut initials[length..]).len();
            }
            self.initials.insert(hash::bytes(&initials[..length]), ());
        }
    }

    /// Notes with what capitals a word stands here.
    fn see(&mut self, token: usize, sentence: &Range<usize>, manner: Manner) {
        let form = self.form(token);
        let (low, capital) = (form.case == Case::Lower, form.is_capital());
        let stem = self.stem_at(token);
        let stem = &mut self.stems[stem];
        stem.low |= low && manner == Manner::Prose;
        stem.high |= capital && token > sentence.start && manner == Manner::Prose;
    }
}
