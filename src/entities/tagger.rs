//! The trained tagger of names. Takes a page; gives the spans of names with their kinds. Who or what a name stands for
//! is left to [`super`].
//!
//! A linear-chain model over hashed features ([`crate::sequence`]) reads the article twice: the second reading also
//! sees what the first one called the same words elsewhere. A small network gives a second opinion on every token
//! before either reading is decided. Tokens far from any capital are not looked at.

mod bags;
#[cfg(test)]
mod damage;
mod features;
mod form;
mod label;
mod lists;
mod memory;
mod net;
mod open;
mod phrases;
mod sketch;
mod sums;
mod votes;

#[cfg(feature = "train")]
pub mod train;

pub use label::{NameKind, NameSpan};

use std::mem;

use crate::document::Page;
use crate::sequence::{Batch, Decoder, Model, Scores};
use features::{Listings, Second, Shapes};
use label::LABELS;
use lists::Lists;
use memory::Known;
pub use memory::Memory;
use net::Net;
use sketch::{Around, Segment, Sketch};
use votes::Votes;

static WEIGHTS: &[u8] = include_bytes!("tagger/weights.bin");
static NET: &[u8] = include_bytes!("tagger/net.bin");
static LISTS: &[u8] = include_bytes!("tagger/lists.bin");

/// The tagger with its weights.
#[derive(Debug)]
pub struct Tagger<'m> {
    model: Model<'m, LABELS>,
    /// The second opinion; a trainer's first models have none.
    net: Option<Net<'m>>,
    lists: Lists<'m>,
}

/// What a word says of a token: the sum of some dozens of bytes.
type Part = [i16; LABELS];

/// The place of a form among those around a token where it is the token's own.
const HERE: usize = 2;

/// Tokens whose features are looked up together.
const TOGETHER: usize = 32;

/// Score of a label by its word alone from which a word without a capital may be part of a name: `county`, `bin`.
const STRONG: i16 = 200;

impl Tagger<'static> {
    /// Opens the embedded model and lists.
    pub fn load() -> Self {
        Self::open(WEIGHTS, Some(NET), LISTS)
            .expect("the embedded files fit the code: see the tests of entities::tagger")
    }
}

impl<'m> Tagger<'m> {
    /// Opens these files; none where they do not fit the code or each other.
    fn open(weights: &'m [u8], net: Option<&'m [u8]>, lists: &'m [u8]) -> Option<Self> {
        let lists = Lists::read(lists)?;
        let set = features::set(lists.hash);
        let net = match net {
            Some(net) => Some(Net::read(net, set)?),
            None => None,
        };
        Some(Self { model: Model::read(weights, set).ok()?, net, lists })
    }

    /// The names of a page, in text order, without overlap.
    pub fn tag(&self, page: &Page, memory: &mut Memory) -> Vec<NameSpan> {
        memory.learn(page, &self.lists);
        let mut sketch = Sketch::new(page, &memory.forms);
        let labels = self.read(&mut sketch, &mut memory.known);
        memory.known.give_back();
        label::names(&labels)
    }

    /// Reads an article with the widest arithmetic that the processor has; the sums come out the same. The whole analysis
    /// takes 7 % less time for it.
    fn read(&self, sketch: &mut Sketch, memory: &mut Known) -> Vec<u8> {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("popcnt") {
            #[allow(unsafe_code, reason = "the processor has what is asked for")]
            return unsafe { self.read_wide(sketch, memory) };
        }
        self.read_twice(sketch, memory)
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,popcnt")]
    fn read_wide(&self, sketch: &mut Sketch, memory: &mut Known) -> Vec<u8> {
        self.read_twice(sketch, memory)
    }

    #[inline(always)]
    fn read_twice(&self, sketch: &mut Sketch, memory: &mut Known) -> Vec<u8> {
        let mut batch = mem::take(&mut memory.batch);
        self.close(sketch, memory, &mut batch);
        let mut scores = self.score(sketch, memory, &mut batch);
        if let Some(net) = &self.net {
            net.advise(sketch, memory, &mut scores);
        }
        let first = self.decode(sketch, &scores, &mut memory.decoder);
        let votes = Votes::new(sketch, &first);
        let facts = sketch.open_tokens().map(|(token, _)| Second::of(sketch, token, &first, &votes));
        memory.facts.second.add(&self.model, facts, &mut batch, &mut scores);
        memory.batch = batch;
        self.decode(sketch, &scores, &mut memory.decoder)
    }

    /// Closes the tokens that cannot be part of a name, and finds the phrases of the others.
    #[inline(always)]
    fn close(&self, sketch: &mut Sketch, memory: &mut Known, batch: &mut Batch) {
        let inside = sketch.tokens().filter(|(token, _)| sketch.run(*token).is_none());
        let inside = inside.map(|(token, _)| (sketch.form_of[token] as usize, HERE));
        self.learn(sketch, inside, memory, batch);
        sketch.close(|form| memory.is_strong(form));
        sketch.find_phrases(&self.lists);
    }

    /// The scores of all open tokens, without the second reading.
    #[inline(always)]
    fn score(&self, sketch: &Sketch, memory: &mut Known, batch: &mut Batch) -> Vec<Scores<LABELS>> {
        let tokens: Vec<(usize, &Segment)> = sketch.open_tokens().collect();
        let mut scores = vec![[0; LABELS]; tokens.len()];
        for (tokens, scores) in tokens.chunks(TOGETHER).zip(scores.chunks_mut(TOGETHER)) {
            self.score_tokens(sketch, tokens, memory, batch, scores);
        }
        let articles = self.articles(sketch, batch);
        for ((token, _), scores) in tokens.iter().zip(&mut scores) {
            sketch.bag_at(*token).iter().for_each(|bag| add(&articles[*bag], scores));
        }
        self.add_facts(sketch, memory, batch, &mut scores);
        scores
    }

    /// Adds what the surroundings of each token say that come again elsewhere.
    #[inline(always)]
    fn add_facts(&self, sketch: &Sketch, memory: &mut Known, batch: &mut Batch, scores: &mut [Scores<LABELS>]) {
        let shapes = sketch.open_tokens().map(|(token, segment)| [Shapes::new(sketch, token, segment)]);
        memory.facts.shapes.add(&self.model, shapes, batch, scores);
        let lists = sketch.open_tokens().map(|(token, segment)| [Listings::new(sketch, token, segment)]);
        memory.facts.lists.add(&self.model, lists, batch, scores);
    }

    /// What each bag says of the tokens whose stem has it.
    #[inline(always)]
    fn articles(&self, sketch: &Sketch, batch: &mut Batch) -> Vec<Scores<LABELS>> {
        let mut scores = vec![[0; LABELS]; sketch.bags.len()];
        for (bags, scores) in sketch.bags.chunks(TOGETHER).zip(scores.chunks_mut(TOGETHER)) {
            batch.clear();
            for bag in bags {
                features::article(bag, &mut |feature| batch.push(feature));
                batch.end_group();
            }
            self.model.add_groups(batch, scores);
        }
        scores
    }

    /// Adds what their words and those around say to the scores of some tokens.
    #[inline(always)]
    fn score_tokens(
        &self,
        sketch: &Sketch,
        tokens: &[(usize, &Segment)],
        memory: &mut Known,
        batch: &mut Batch,
        scores: &mut [Scores<LABELS>],
    ) {
        let around: Vec<Around> = tokens.iter().map(|(token, segment)| sketch.around(*token, segment)).collect();
        if !memory.has_parts(&around) {
            let forms = |around: &Around| around.map(|form| form as usize).into_iter().zip(0..);
            self.learn(sketch, around.iter().flat_map(forms), memory, batch);
        }
        batch.clear();
        for &(token, segment) in tokens {
            features::context(sketch, token, segment, &mut |feature| batch.push(feature));
            batch.end_group();
        }
        self.model.add_groups(batch, scores.iter_mut());
        for (around, scores) in around.iter().zip(scores) {
            for (place, form) in around.iter().enumerate() {
                add(memory.part(*form as usize, place), scores);
            }
        }
    }

    /// Sees to it that the memory has what these forms say of the tokens that they stand at these places of.
    #[inline(always)]
    fn learn(
        &self,
        sketch: &Sketch,
        forms: impl Iterator<Item = (usize, usize)>,
        memory: &mut Known,
        batch: &mut Batch,
    ) {
        let mut missing = Vec::new();
        batch.clear();
        for (form, place) in forms {
            if memory.wants_part(form, place) {
                missing.push((form, place));
                let (spelled, affixes) = sketch.spelled(form);
                features::of_form(spelled, affixes, place as isize - 2, &mut |feature| batch.push(feature));
                batch.end_group();
            }
        }
        let mut found = vec![[0; LABELS]; missing.len()];
        self.model.add_groups(batch, &mut found);
        for ((form, place), found) in missing.into_iter().zip(found) {
            memory.keep_part(form, place, found.map(|score| score as i16));
        }
    }

    #[inline(always)]
    fn decode(&self, sketch: &Sketch, scores: &[Scores<LABELS>], decoder: &mut Decoder) -> Vec<u8> {
        let mut labels = vec![label::OUTSIDE; sketch.form_of.len()];
        let mut scores = scores.iter();
        for segment in &sketch.segments {
            let scores = segment.tokens.clone().map(|token| sketch.is_open(token).then(|| scores.next()).flatten());
            let best = self.model.decode(scores, decoder);
            labels[segment.tokens.clone()].copy_from_slice(best);
        }
        labels
    }
}

#[inline(always)]
fn add<T: Copy + Into<i32>>(more: &[T; LABELS], scores: &mut Scores<LABELS>) {
    scores.iter_mut().zip(more).for_each(|(score, more)| *score += (*more).into());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Source};

    fn names(text: &str) -> Vec<(String, NameKind)> {
        let analyzer = Analyzer::new();
        let page = analyzer.page(Source::from_text("test", text));
        let names = Tagger::load().tag(&page, &mut Memory::default()).into_iter();
        names.map(|name| (page.words(page.text.span_of(name.tokens)).to_owned(), name.kind)).collect()
    }

    #[test]
    fn embedded_files_are_whole() {
        assert_eq!(Model::<LABELS>::verify(WEIGHTS), Ok(()));
        assert!(Lists::is_whole(LISTS));
        assert!(Tagger::open(WEIGHTS, Some(NET), LISTS).is_some());
    }

    #[test]
    fn plain_news_names_are_found() {
        let found = names("President Tomas Lindqvist met officials of the Central Bank of Kenya in Nairobi on Monday.");
        assert!(found.contains(&("Tomas Lindqvist".to_owned(), NameKind::Per)), "{found:?}");
        assert!(found.contains(&("Nairobi".to_owned(), NameKind::Loc)), "{found:?}");
    }

    /// Neither what was read before nor the width of the arithmetic changes anything.
    #[test]
    fn an_article_stands_alone() {
        let texts = [
            "Anna Gow met the Central Bank of Kenya in Nairobi on Monday. The bank’s Ms Gow left for Antananarivo-Ville.",
            "Ms Gow of Gow Ferries said nothing. KENYA: the Bank of Oban, a bank in Oban, met in May.",
        ];
        let (analyzer, tagger) = (Analyzer::new(), Tagger::load());
        let mut used = crate::Memory::default();
        for text in texts.iter().cycle().take(4) {
            let page = analyzer.page(Source::from_text("test", *text));
            let mut memory = Memory::default();
            memory.learn(&page, &tagger.lists);
            let mut sketch = Sketch::new(&page, &memory.forms);
            let plain = label::names(&tagger.read_twice(&mut sketch, &mut memory.known));
            assert!(!plain.is_empty());
            assert_eq!(tagger.tag(&page, &mut Memory::default()), plain);
            let page = analyzer.read(Source::from_text("test", *text), &mut used);
            assert_eq!(tagger.tag(&page, &mut used.entities.tagger), plain);
        }
    }

    #[test]
    fn odd_text_is_no_trouble() {
        for text in [
            "",
            " ",
            "A",
            "\u{301}\u{301}",
            "ﬁ İ ß Ǆ",
            "- - -",
            "Å".repeat(3000).as_str(),
            "A b C d\n".repeat(200).as_str(),
        ] {
            names(text);
        }
    }
}
