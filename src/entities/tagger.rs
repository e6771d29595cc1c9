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
mod net;
mod sketch;
mod votes;

#[cfg(feature = "train")]
pub mod train;

pub use label::{NameKind, NameSpan};

use std::ops::Range;

use crate::document::Page;
use crate::sequence::{Batch, Decoder, Model, Scores};
use label::LABELS;
use lists::Lists;
use net::Net;
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
}

/// What is used again within one article.
struct Sums {
    /// For each form, once it is known, what it says of its own token (at 2), and of the tokens two before to two behind.
    parts: Vec<[Option<Part>; 5]>,
    /// Features on their way to the model.
    batch: Batch,
}

/// The sum of some dozens of bytes.
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
        Some(Self { model: Model::read(weights, set).ok()?, net, lists })
    }

    /// The names of a page, in text order, without overlap.
    pub fn tag(&self, page: &Page) -> Vec<NameSpan> {
        let sketch = Sketch::new(page, &self.lists);
        label::names(&self.read_twice(&sketch))
    }

    fn read_twice(&self, sketch: &Sketch) -> Vec<u8> {
        let mut scores = self.score(sketch);
        if let Some(net) = &self.net {
            net.advise(sketch, &mut scores);
        }
        let first = self.decode(sketch, &scores);
        let votes = Votes::new(sketch, &first);
        let tokens = sketch.segments.iter().flat_map(|segment| segment.tokens.clone());
        let tokens: Vec<usize> = tokens.collect();
        let mut batch = Batch::default();
        for (tokens, scores) in tokens.chunks(TOGETHER).zip(scores.chunks_mut(TOGETHER)) {
            batch.clear();
            for &token in tokens {
                features::second(sketch, token, &first, &votes, &mut |feature| batch.push(feature));
                batch.end_group();
            }
            self.model.add_groups(&batch, scores);
        }
        self.decode(sketch, &scores)
    }

    /// The scores of all tokens in segments, without the second reading.
    fn score(&self, sketch: &Sketch) -> Vec<Scores<LABELS>> {
        let mut sums = Sums { parts: vec![[None; 5]; sketch.forms.len()], batch: Batch::default() };
        let mut scores = Vec::new();
        for segment in &sketch.segments {
            let Range { start, end } = segment.tokens;
            for start in (start..end).step_by(TOGETHER) {
                self.score_tokens(sketch, segment, start..end.min(start + TOGETHER), &mut sums, &mut scores);
            }
        }
        scores
    }

    /// Appends the scores of some tokens of a segment.
    fn score_tokens(
        &self,
        sketch: &Sketch,
        segment: &Segment,
        tokens: Range<usize>,
        sums: &mut Sums,
        scores: &mut Vec<Scores<LABELS>>,
    ) {
        let Sums { parts, batch } = sums;
        let around =
            |token| (0..5).map(move |place| (sketch.form_at(token, place as isize - 2, &segment.sentence), place));
        batch.clear();
        for token in tokens.clone() {
            features::context(sketch, token, segment, &mut |feature| batch.push(feature));
            batch.end_group();
        }
        let mut missing = Vec::new();
        for (form, place) in tokens.clone().flat_map(around) {
            if parts[form][place].is_none() {
                parts[form][place] = Some([0; LABELS]);
                missing.push((form, place));
                features::of_form(sketch, form, place as isize - 2, &mut |feature| batch.push(feature));
                batch.end_group();
            }
        }
        let first = scores.len();
        scores.resize(first + tokens.len(), [0; LABELS]);
        let mut found = vec![[0; LABELS]; missing.len()];
        self.model.add_groups(batch, scores[first..].iter_mut().chain(&mut found));
        for ((form, place), found) in missing.into_iter().zip(found) {
            parts[form][place] = Some(found.map(|score| score as i16));
        }
        for (token, scores) in tokens.zip(&mut scores[first..]) {
            for part in around(token).filter_map(|(form, place)| parts[form][place]) {
                scores.iter_mut().zip(part).for_each(|(score, part)| *score += i32::from(part));
            }
        }
    }

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
