//! The tagger's trainer. Takes directories of corpora; gives the bytes of `weights.bin`, `net.bin` and `lists.bin`.
//!
//! A sentence is learned from its labels, or from what a teacher thinks of it: a large tagger that is not shipped. The
//! chain and the network are trained apart, on the same sentences; their scores are added.
//!
//! The second reading learns from what models trained on the other half of the documents say, so that it meets errors
//! of the kind it will meet in new articles.

mod corpora;
mod documents;
mod lists;
mod net;
mod recase;
mod score;
mod teacher;

use std::path::PathBuf;

use super::features::{self, Facts, Listings, Second, Shapes};
use super::label::{NameSpan, OUTSIDE, may_follow, write};
use super::lists::Lists;
use super::memory::Memory;
use super::sketch::{Segment, Sketch};
use super::votes::Votes;
use super::{LABELS, Tagger};
use crate::sequence::train::{Corpus, Legal, Options, Weights, fit};
use crate::sequence::{Batch, Decoder};
use documents::Document;

pub use lists::pack_lists;
pub use net::NetOptions;

/// What to train on, and how.
#[derive(Clone, Debug)]
pub struct Job {
    /// Directories that hold the corpora of `corpora.tsv`.
    pub data: Vec<PathBuf>,
    /// Directories that hold sets to measure on.
    pub measure: Vec<PathBuf>,
    /// Leave out corpora whose licence is not clear.
    pub clear_only: bool,
    /// A list of corpora in place of `corpora.tsv`, for experiments.
    pub corpora: Option<PathBuf>,
    /// Features kept.
    pub keep: usize,
    /// Part of the documents that is learned from a second time in other capitals.
    pub recased: f32,
    /// How to fit.
    pub options: Options,
}

impl Default for Job {
    fn default() -> Self {
        Self {
            data: Vec::new(),
            measure: Vec::new(),
            clear_only: false,
            corpora: None,
            keep: 350_000,
            recased: 0.2,
            options: Options { epochs: 4, ..Options::default() },
        }
    }
}

/// Part of the slots of the table that is filled.
const FILL: f64 = 0.65;
/// Features of the models of the first reading, which are thrown away.
const KEEP_FIRST: usize = 1_500_000;

/// Trains a model with these lists. Tells its progress through `say`.
///
/// # Errors
/// When a corpus cannot be read; the error names the file.
pub fn train(job: &Job, lists: &[u8], say: &mut dyn FnMut(&str)) -> Result<Vec<u8>, String> {
    let opened = Lists::read(lists).ok_or("the lists are damaged; pack them again")?;
    let mut documents = corpora::read(job)?;
    recase::add_copies(&mut documents, job.recased, job.options.seed);
    say(&format!("{} documents", documents.len()));
    let mut corpus = first_corpus(&documents, &opened);
    let kinds = corpus.kinds();
    corpus.prune(2);
    say(&format!("{} tokens, {kinds} features, {} of them seen twice", corpus.tokens(), corpus.kinds()));
    let files = first_readings(&corpus, &documents, job, &opened)?;
    let [one, other] = files.each_ref().map(|file| Tagger::open(file, None, lists));
    let taggers = one.zip(other).ok_or("a model of the first reading does not open")?.into();
    say("first readings trained");
    add_second(&mut corpus, &documents, &taggers, &opened);
    corpus.prune(2);
    let weights = fit_mean(&corpus, &job.options);
    let file = weights.pack(&corpus, features::set(opened.hash), job.keep, FILL);
    say(&format!("{} bytes", file.len()));
    let tagger = Tagger::open(&file, None, lists).ok_or("the model does not open")?;
    score::measure(&tagger, &job.measure, say)?;
    Ok(file)
}

/// Trains the network of second opinions, for a tagger with these weights and lists, which only the measuring needs.
///
/// # Errors
/// When a corpus cannot be read; the error names the file.
pub fn train_net(
    job: &Job,
    options: &NetOptions,
    [weights, lists]: [&[u8]; 2],
    say: &mut dyn FnMut(&str),
) -> Result<Vec<u8>, String> {
    let opened = Lists::read(lists).ok_or("the lists are damaged; pack them again")?;
    let mut documents = corpora::read(job)?;
    recase::add_copies(&mut documents, job.recased, job.options.seed);
    say(&format!("{} documents", documents.len()));
    let file = net::train(&documents, &opened, features::set(opened.hash), options, say);
    say(&format!("{} bytes", file.len()));
    measure([weights, &file, lists], &[options.gain], &job.measure, say)?;
    Ok(file)
}

/// Measures a tagger of these weights, network and lists for some gains of the network.
///
/// # Errors
/// When a set cannot be read.
pub fn measure(
    [weights, net, lists]: [&[u8]; 3],
    gains: &[f32],
    sets: &[PathBuf],
    say: &mut dyn FnMut(&str),
) -> Result<(), String> {
    for &gain in gains {
        let mut net = net.to_vec();
        net[20..24].copy_from_slice(&gain.to_le_bytes());
        say(&format!("gain {gain}"));
        let tagger = Tagger::open(weights, Some(&net), lists).ok_or("the files do not fit together")?;
        score::measure(&tagger, sets, say)?;
    }
    Ok(())
}

/// A corpus in the product's tokens, as a teacher reads them: one a line, a blank line after a sentence, `-DOCSTART-`
/// before a document.
///
/// # Errors
/// When the corpus cannot be read.
pub fn tokens(corpus: &std::path::Path) -> Result<String, String> {
    documents::tokens(corpus)
}

/// Which labels may follow each other.
fn legal() -> Legal {
    let labels = LABELS + 1;
    let all = 0..labels as u8;
    Legal {
        labels,
        first: all.clone().map(|label| may_follow(None, Some(label))).collect(),
        between: all.clone().flat_map(|to| all.clone().map(move |from| may_follow(Some(from), Some(to)))).collect(),
        last: all.map(|label| may_follow(Some(label), None)).collect(),
    }
}

/// The gold labels of a document, as far as its segments can hold them.
fn gold(document: &Document, sketch: &Sketch) -> Vec<u8> {
    let mut labels = vec![OUTSIDE; sketch.form_of.len()];
    for name in &document.names {
        let holds =
            |segment: &&Segment| segment.tokens.start <= name.tokens.start && name.tokens.end <= segment.tokens.end;
        let at = sketch.segments.partition_point(|segment| segment.tokens.end <= name.tokens.start);
        if sketch.segments.get(at).filter(holds).is_some() {
            write(name, &mut labels);
        }
    }
    labels
}

fn first_corpus(documents: &[Document], lists: &Lists) -> Corpus {
    let mut corpus = Corpus::default();
    let mut room = Vec::new();
    for document in documents {
        let memory = Memory::of(&document.page, lists);
        let sketch = Sketch::whole(&document.page, &memory.forms, lists);
        let gold = gold(document, &sketch);
        for segment in &sketch.segments {
            for token in segment.tokens.clone() {
                room.clear();
                plain(&sketch, token, segment, &mut room);
                corpus.push(room.iter().copied(), gold[token]);
            }
            corpus.end_sentence(document.weight);
            if let Some(taught) = document.taught.get(segment.tokens.clone()) {
                corpus.teach(taught.iter().flat_map(teacher::scores), document.trust);
            }
        }
    }
    corpus
}

/// All features of a token but those of the second reading.
fn plain(sketch: &Sketch, token: usize, segment: &Segment, room: &mut Vec<u64>) {
    let mut sink = |feature| room.push(feature);
    for offset in [0, -2, -1, 1, 2] {
        let form = sketch.form_at(token, offset, &segment.sentence);
        let (spelled, affixes) = sketch.spelled(form);
        features::of_form(spelled, affixes, offset, &mut sink);
    }
    sketch.bag_at(token).iter().for_each(|bag| features::article(&sketch.bags[*bag], &mut sink));
    features::context(sketch, token, segment, &mut sink);
    Shapes::new(sketch, token, segment).features(&mut sink);
    Listings::new(sketch, token, segment).features(&mut sink);
}

/// Two model files, each trained on the documents that the other will be asked about.
fn first_readings(corpus: &Corpus, documents: &[Document], job: &Job, lists: &Lists) -> Result<[Vec<u8>; 2], String> {
    let folds = sentence_folds(documents, lists);
    let options = Options { epochs: job.options.epochs.min(3), ..job.options.clone() };
    let options = &options;
    let fit_fold = |fold: usize| {
        let weights: Weights<LABELS> = fit(corpus, &legal(), options, |sentence| folds[sentence] != fold);
        weights.pack(corpus, features::set(lists.hash), KEEP_FIRST, FILL)
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| fit_fold(1));
        let one = fit_fold(0);
        other.join().map(|other| [one, other]).map_err(|_| "a model of the first reading failed".to_owned())
    })
}

/// The half that each sentence of the corpus belongs to.
fn sentence_folds(documents: &[Document], lists: &Lists) -> Vec<usize> {
    let mut folds = Vec::new();
    for document in documents {
        let memory = Memory::of(&document.page, lists);
        let sketch = Sketch::whole(&document.page, &memory.forms, lists);
        folds.extend(sketch.segments.iter().map(|_| document.fold));
    }
    folds
}

fn add_second(corpus: &mut Corpus, documents: &[Document], taggers: &[Tagger; 2], lists: &Lists) {
    let mut room = Vec::new();
    for document in documents {
        let mut memory = Memory::of(&document.page, lists);
        let sketch = Sketch::whole(&document.page, &memory.forms, lists);
        let tagger = &taggers[document.fold];
        let scores = tagger.score(&sketch, &mut memory.known, &mut Batch::default());
        let first = tagger.decode(&sketch, &scores, &mut Decoder::default());
        let votes = Votes::new(&sketch, &first);
        for (token, _) in sketch.tokens() {
            room.clear();
            let facts = Second::of(&sketch, token, &first, &votes);
            facts.iter().for_each(|facts| facts.features(&mut |feature| room.push(feature)));
            corpus.push_extra(room.iter().copied());
        }
    }
}

/// The mean of two fits with other random numbers, on two threads.
fn fit_mean(corpus: &Corpus, options: &Options) -> Weights<LABELS> {
    let again = Options { seed: options.seed + 1, ..options.clone() };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| fit(corpus, &legal(), &again, |_| true));
        let one: Weights<LABELS> = fit(corpus, &legal(), options, |_| true);
        match other.join() {
            Ok(other) => one.mean(&other),
            Err(_) => one,
        }
    })
}
