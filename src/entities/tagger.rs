//! The trained tagger of names. Takes a page; gives the spans of names with their kinds. Who or what a name stands for
//! is left to [`super`].
//!
//! A linear-chain model over hashed features ([`crate::sequence`]) reads the article twice: the second reading also
//! sees what the first one called the same words elsewhere. Tokens far from any capital are not looked at.

mod features;
mod form;
mod label;
mod lists;
mod sketch;
mod votes;

#[cfg(feature = "train")]
pub mod train;

pub use label::{NameKind, NameSpan};

use crate::document::Page;
use crate::sequence::{Decoder, Model, Scores};
use label::LABELS;
use lists::Lists;
use sketch::{Segment, Sketch};
use votes::Votes;

static WEIGHTS: &[u8] = include_bytes!("tagger/weights.bin");
static LISTS: &[u8] = include_bytes!("tagger/lists.bin");

/// The tagger with its embedded weights.
#[derive(Debug)]
pub struct Tagger {
    model: Model<LABELS>,
    lists: Lists,
}

/// Sums of scores that are used again within one article.
struct Sums {
    /// For each form: what it says of its own token.
    own: Vec<Option<Scores<LABELS>>>,
    /// For each form: what it says of the tokens two before to two behind it.
    beside: [Vec<Option<Scores<LABELS>>>; 5],
    /// Features on their way to the model.
    room: Vec<u64>,
}

impl Tagger {
    /// Opens the embedded model and lists.
    pub fn load() -> Self {
        Self::open(WEIGHTS, LISTS).expect("the embedded model fits the code: see the tests of entities::tagger")
    }

    fn open(weights: &'static [u8], lists: &'static [u8]) -> Option<Self> {
        let lists = Lists::read(lists)?;
        let model = Model::read(weights, features::set(lists.hash)).ok()?;
        Some(Self { model, lists })
    }

    /// The names of a page, in text order, without overlap.
    pub fn tag(&self, page: &Page) -> Vec<NameSpan> {
        self.tag_with(page, |_, _| ())
    }

    /// The same, with a second opinion: `advise` may add to the scores of any token, given its index in the page, before
    /// either reading is decoded. It is asked for the tokens near capitals only, in text order.
    pub fn tag_with(&self, page: &Page, advise: impl FnMut(usize, &mut Scores<LABELS>)) -> Vec<NameSpan> {
        let sketch = Sketch::new(page, &self.lists);
        label::names(&self.read_twice(&sketch, advise))
    }

    fn read_twice(&self, sketch: &Sketch, mut advise: impl FnMut(usize, &mut Scores<LABELS>)) -> Vec<u8> {
        let mut scores = self.score(sketch);
        let tokens = sketch.segments.iter().flat_map(|segment| segment.tokens.clone());
        tokens.zip(&mut scores).for_each(|(token, scores)| advise(token, scores));
        let first = self.decode(sketch, &scores);
        let votes = Votes::new(sketch, &first);
        let tokens = sketch.segments.iter().flat_map(|segment| segment.tokens.clone());
        let mut room = Vec::new();
        for (token, scores) in tokens.zip(&mut scores) {
            room.clear();
            features::second(sketch, token, &first, &votes, &mut |feature| room.push(feature));
            self.model.add_all(&room, scores);
        }
        self.decode(sketch, &scores)
    }

    /// The scores of all tokens in segments, without the second reading.
    fn score(&self, sketch: &Sketch) -> Vec<Scores<LABELS>> {
        let mut sums = Sums::new(sketch.forms.len());
        let mut scores = Vec::new();
        for segment in &sketch.segments {
            scores.extend(segment.tokens.clone().map(|token| self.score_token(sketch, token, segment, &mut sums)));
        }
        scores
    }

    fn score_token(&self, sketch: &Sketch, token: usize, segment: &Segment, sums: &mut Sums) -> Scores<LABELS> {
        let Sums { own, beside, room } = sums;
        let mut scores = self.sum(room, |sink| features::context(sketch, token, segment, sink));
        let form = sketch.form_of[token] as usize;
        let own = own[form].get_or_insert_with(|| {
            self.sum(room, |sink| {
                features::word(&sketch.forms[form], sink);
                features::article(&sketch.stem(token).bag, sink);
            })
        });
        add(&mut scores, own);
        for offset in [-2, -1, 1, 2] {
            let form = sketch.form_at(token, offset, &segment.sentence);
            let beside = beside[(offset + 2) as usize][form]
                .get_or_insert_with(|| self.sum(room, |sink| features::beside(&sketch.forms[form], offset, sink)));
            add(&mut scores, beside);
        }
        scores
    }

    /// The sum of what a group of features says.
    fn sum(&self, room: &mut Vec<u64>, group: impl FnOnce(&mut dyn FnMut(u64))) -> Scores<LABELS> {
        room.clear();
        group(&mut |feature| room.push(feature));
        let mut scores = [0; LABELS];
        self.model.add_all(room, &mut scores);
        scores
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

impl Sums {
    fn new(forms: usize) -> Self {
        Self { own: vec![None; forms], beside: std::array::from_fn(|_| vec![None; forms]), room: Vec::new() }
    }
}

fn add(scores: &mut Scores<LABELS>, more: &Scores<LABELS>) {
    scores.iter_mut().zip(more).for_each(|(score, more)| *score += more);
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
        assert!(Tagger::open(WEIGHTS, LISTS).is_some());
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
