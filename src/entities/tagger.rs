//! The trained tagger of names. Takes a page; gives the spans of names with their kinds. Who or what a name stands for
//! is left to [`super`].
//!
//! A linear-chain model over hashed features ([`crate::sequence`]) reads the article twice: the second reading also
//! sees what the first one called the same words elsewhere. A small network gives a second opinion on every token
//! before either reading is decided. Tokens far from any capital are not looked at.

#[cfg(test)]
mod damage;
mod features;
mod form;
mod label;
mod lists;
mod memory;
mod net;
mod sketch;
mod sums;
mod votes;

#[cfg(feature = "train")]
pub mod train;

pub use label::{NameKind, NameSpan};

use std::ops::Range;

use crate::document::Page;
use crate::sequence::{Batch, Decoder, Model, Scores};
use features::{Listings, Second, Shapes};
use label::LABELS;
use lists::Lists;
use memory::{Memories, Memory};
use net::{Net, SPAN};
use sketch::{Segment, Sketch};
use votes::Votes;

static WEIGHTS: &[u8] = include_bytes!("tagger/weights.bin");
static NET: &[u8] = include_bytes!("tagger/net.bin");
static LISTS: &[u8] = include_bytes!("tagger/lists.bin");

/// The tagger with its embedded weights.
#[derive(Debug)]
pub struct Tagger {
    model: Model<LABELS>,
    /// The second opinion; a trainer's first models have none.
    net: Option<Net>,
    lists: Lists,
    memories: Memories,
}

/// What a word says of a token: the sum of some dozens of bytes.
type Part = [i16; LABELS];

/// Tokens whose features are looked up together.
const TOGETHER: usize = 32;

impl Tagger {
    /// Opens the embedded model and lists.
    pub fn load() -> Self {
        Self::open(WEIGHTS, Some(NET), LISTS)
            .expect("the embedded files fit the code: see the tests of entities::tagger")
    }

    fn open(weights: &'static [u8], net: Option<&'static [u8]>, lists: &'static [u8]) -> Option<Self> {
        let lists = Lists::read(lists)?;
        let set = features::set(lists.hash);
        let net = match net {
            Some(net) => Some(Net::read(net, set)?),
            None => None,
        };
        Some(Self { model: Model::read(weights, set).ok()?, net, lists, memories: Memories::default() })
    }

    /// The names of a page, in text order, without overlap.
    pub fn tag(&self, page: &Page) -> Vec<NameSpan> {
        let mut memory = self.memories.take();
        let sketch = memory.sketch(page, &self.lists);
        let names = label::names(&self.read(&sketch, &mut memory));
        self.memories.keep(memory);
        names
    }

    /// Reads an article with the widest arithmetic that the processor has; the sums come out the same.
    fn read(&self, sketch: &Sketch, memory: &mut Memory) -> Vec<u8> {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("popcnt") {
            #[allow(unsafe_code, reason = "the processor has what is asked for")]
            return unsafe { self.read_wide(sketch, memory) };
        }
        self.read_twice(sketch, memory)
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,popcnt")]
    fn read_wide(&self, sketch: &Sketch, memory: &mut Memory) -> Vec<u8> {
        self.read_twice(sketch, memory)
    }

    #[inline(always)]
    fn read_twice(&self, sketch: &Sketch, memory: &mut Memory) -> Vec<u8> {
        let mut scores = self.score(sketch, memory);
        if let Some(net) = &self.net {
            net.advise(sketch, memory, &mut scores);
        }
        let first = self.decode(sketch, &scores);
        let votes = Votes::new(sketch, &first);
        let facts = sketch.tokens().map(|(token, _)| Second::of(sketch, token, &first, &votes));
        memory.facts.second.add(&self.model, facts, &mut Batch::default(), &mut scores);
        self.decode(sketch, &scores)
    }

    /// The scores of all tokens in segments, without the second reading.
    #[inline(always)]
    fn score(&self, sketch: &Sketch, memory: &mut Memory) -> Vec<Scores<LABELS>> {
        let mut scores = Vec::new();
        let mut batch = Batch::default();
        let articles = self.articles(sketch, &mut batch);
        for segment in &sketch.segments {
            let Range { start, end } = segment.tokens;
            for start in (start..end).step_by(TOGETHER) {
                self.score_tokens(sketch, segment, start..end.min(start + TOGETHER), memory, &mut batch, &mut scores);
            }
        }
        for ((token, _), scores) in sketch.tokens().zip(&mut scores) {
            add(&articles[sketch.stem_at(token)], scores);
        }
        self.add_facts(sketch, memory, &mut batch, &mut scores);
        scores
    }

    /// Adds what the surroundings of each token say that come again elsewhere.
    #[inline(always)]
    fn add_facts(&self, sketch: &Sketch, memory: &mut Memory, batch: &mut Batch, scores: &mut [Scores<LABELS>]) {
        let shapes = sketch.tokens().map(|(token, segment)| [Shapes::new(sketch, token, segment)]);
        memory.facts.shapes.add(&self.model, shapes, batch, scores);
        let lists = sketch.tokens().map(|(token, segment)| [Listings::new(sketch, token, segment)]);
        memory.facts.lists.add(&self.model, lists, batch, scores);
    }

    /// What the article says of each stem, wherever it stands.
    #[inline(always)]
    fn articles(&self, sketch: &Sketch, batch: &mut Batch) -> Vec<Scores<LABELS>> {
        let mut scores = vec![[0; LABELS]; sketch.stems.len()];
        for (stems, scores) in sketch.stems.chunks(TOGETHER).zip(scores.chunks_mut(TOGETHER)) {
            batch.clear();
            for stem in stems {
                features::article(stem, &mut |feature| batch.push(feature));
                batch.end_group();
            }
            self.model.add_groups(batch, scores);
        }
        scores
    }

    /// Appends the scores of some tokens of a segment by their words and those around.
    #[inline(always)]
    fn score_tokens(
        &self,
        sketch: &Sketch,
        segment: &Segment,
        tokens: Range<usize>,
        memory: &mut Memory,
        batch: &mut Batch,
        scores: &mut Vec<Scores<LABELS>>,
    ) {
        let around =
            |token| (0..SPAN).map(move |place| (sketch.form_at(token, place as isize - 2, &segment.sentence), place));
        batch.clear();
        for token in tokens.clone() {
            features::context(sketch, token, segment, &mut |feature| batch.push(feature));
            batch.end_group();
        }
        let mut missing = Vec::new();
        for (form, place) in tokens.clone().flat_map(around) {
            let part = memory.part(form, place);
            if part.is_none() {
                *part = Some([0; LABELS]);
                missing.push((form, place));
                features::of_form(&sketch.forms[form], place as isize - 2, &mut |feature| batch.push(feature));
                batch.end_group();
            }
        }
        let first = scores.len();
        scores.resize(first + tokens.len(), [0; LABELS]);
        let mut found = vec![[0; LABELS]; missing.len()];
        self.model.add_groups(batch, scores[first..].iter_mut().chain(&mut found));
        for ((form, place), found) in missing.into_iter().zip(found) {
            *memory.part(form, place) = Some(found.map(|score| score as i16));
        }
        for (token, scores) in tokens.zip(&mut scores[first..]) {
            for (form, place) in around(token) {
                memory.part(form, place).iter().for_each(|part| add(part, scores));
            }
        }
    }

    #[inline(always)]
    fn decode(&self, sketch: &Sketch, scores: &[Scores<LABELS>]) -> Vec<u8> {
        let mut labels = vec![label::OUTSIDE; sketch.form_of.len()];
        let mut decoder = Decoder::default();
        let mut rest = scores;
        for segment in &sketch.segments {
            let (scores, others) = rest.split_at(segment.tokens.len());
            let best = self.model.decode(scores, |_| u64::MAX, &mut decoder);
            labels[segment.tokens.clone()].copy_from_slice(best);
            rest = others;
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
        let names = Tagger::load().tag(&page).into_iter();
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
        let analyzer = Analyzer::new();
        let used = Tagger::load();
        for text in texts.iter().cycle().take(4) {
            let page = analyzer.page(Source::from_text("test", *text));
            let (fresh, mut memory) = (Tagger::load(), Memory::new());
            let sketch = memory.sketch(&page, &fresh.lists);
            let plain = label::names(&fresh.read_twice(&sketch, &mut memory));
            assert!(!plain.is_empty());
            assert_eq!(fresh.tag(&page), plain);
            assert_eq!(used.tag(&page), plain);
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
