//! Weights that are cut or changed must be refused, or give other speakers; never a panic.
#![allow(clippy::print_stderr, reason = "says how much was tried")]

use std::env;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;

use super::model::Model;
use super::{Quote, find, lexicon::Lexicon, rank, resolve, scene, view};
use crate::sequence::hash;
use crate::{Analyzer, Source, entities};

const FILE: &[u8] = include_bytes!("weights.bin");

const TEXT: &str = "Harbour will close\n\n\
    “We have run out of money,” said Anna Gow, chief executive of Gow Ferries. “It is over,” she added, and called \
    the island’s “golden age” a memory.\n\n\
    Tomas Lindqvist, the mayor of Nurn, told the council: “I did not know. Nobody told me.\n\n\
    “They should have asked.”\n\n\
    “No,” he said when asked whether “The Long Ferry”, a film, had helped. According to the bank it was \
    “unavoidable”. “Who pays?” asked Mr Lindqvist.\n";

/// Numbers that look chosen by chance, the same every time.
fn numbers(seed: u64, end: usize) -> impl Iterator<Item = usize> {
    (0..).map(move |at| (hash::join(seed, at) >> 16) as usize % end)
}

#[test]
fn files_that_are_cut_or_too_long_are_refused() {
    let ends = numbers(1, FILE.len()).take(500).chain(0..300);
    assert!(ends.into_iter().all(|end| Model::read(&FILE[..end]).is_none()));
    assert!(Model::read(&[FILE, b"\0"].concat()).is_none());
}

#[test]
fn scales_that_are_none_are_refused() {
    let with = |scale: f32| [&FILE[..8], &scale.to_le_bytes(), &FILE[12..]].concat();
    assert!(Model::read(&with(0.5)).is_some());
    for scale in [0.0, -0.0, -1.0, 1e-40, f32::INFINITY, f32::NAN, -f32::NAN] {
        assert!(Model::read(&with(scale)).is_none(), "{scale}");
    }
}

/// `FACTBOX_FUZZ_SECONDS` is the time for it, as for the targets of `tests/fuzz`.
#[test]
fn changed_weights_give_other_speakers() {
    let page = Analyzer::new().page(Source::from_text("test", TEXT));
    let entities =
        entities::extract(&page, &entities::Names::load(entities::Gazetteer::default()), &mut Default::default());
    let (quoted, _) = find(&page);
    let lexicon = Lexicon::of(&page, &mut Default::default());
    let scene = scene::read(&page, &lexicon, &entities, &quoted);
    let view = view::View::new(&page, &lexicon, &scene, &quoted);
    let quotes =
        |model: Model<'_>| resolve::quotes(&page, &lexicon, &entities, &quoted, &view, &rank::rank(&view, &model));
    let holds = |quotes: &[Quote]| {
        quotes.iter().zip(&quoted).all(|(quote, quoted)| {
            let speaker = quote.speaker.as_ref();
            let is_there = speaker.is_none_or(|speaker| speaker.entity.is_none_or(|at| at < entities.len()));
            let spans = [quote.cue, speaker.map(|speaker| speaker.span)];
            is_there && quote.span == quoted.inner && spans.iter().flatten().all(|span| !span.of(TEXT).is_empty())
        })
    };
    let sound = quotes(Model::embedded());
    let time = env::var("FACTBOX_FUZZ_SECONDS").map_or(0, |seconds| seconds.parse().unwrap());
    let (begun, busy, time) = (Instant::now(), ThreadTime::now(), Duration::from_secs(time));
    let (mut opened, mut others, mut count) = (0, 0, 0);
    while count < 300 || begun.elapsed() < time {
        let changes = [1, 8, 1000, 300_000][count as usize % 4];
        // One time in three the scale and the first weights, else all weights.
        let range = if count % 3 == 0 { 8..16 } else { 12..FILE.len() };
        let mut file = FILE.to_vec();
        let places = numbers(2 * count, range.len()).zip(numbers(2 * count + 1, 256)).take(changes.min(range.len()));
        places.for_each(|(at, byte)| file[range.start + at] = byte as u8);
        if let Some(model) = Model::read(&file) {
            let found = quotes(model);
            assert!(found.len() == sound.len() && holds(&found), "round {count}: {found:?}");
            opened += 1;
            others += usize::from(found != sound);
        }
        count += 1;
    }
    let minutes = busy.elapsed().as_secs_f64() / 60.0;
    eprintln!("{count} files in {minutes:.1} minutes of the processor: {opened} opened, {others} gave other speakers");
    assert!(opened > 100 && others > 30, "most can be opened, many differ");
}
