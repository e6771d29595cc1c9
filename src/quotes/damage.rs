//! Weights that are cut or changed must be refused, or give other speakers; never a panic.

use super::model::Model;
use super::{Quote, find, lexicon::Lexicon, rank, resolve, scene, view};
use crate::{Analyzer, Source, damage, entities};

const FILE: &[u8] = include_bytes!("weights.bin");

const TEXT: &str = "Harbour will close\n\n\
    “We have run out of money,” said Anna Gow, chief executive of Gow Ferries. “It is over,” she added, and called \
    the island’s “golden age” a memory.\n\n\
    Tomas Lindqvist, the mayor of Nurn, told the council: “I did not know. Nobody told me.\n\n\
    “They should have asked.”\n\n\
    “No,” he said when asked whether “The Long Ferry”, a film, had helped. According to the bank it was \
    “unavoidable”. “Who pays?” asked Mr Lindqvist.\n";

#[test]
fn files_that_are_cut_or_too_long_are_refused() {
    assert!(damage::cut(FILE).all(|cut| Model::read(cut).is_none()));
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
    damage::try_changed("speakers", 300, |number| {
        // The scale and the first weights, or all weights; the magic stays.
        let file = damage::change(FILE, &[8..16, 12..FILE.len(), 12..FILE.len()], number);
        let found = quotes(Model::read(&file)?);
        assert!(found.len() == sound.len() && holds(&found), "file {number}: {found:?}");
        Some(found != sound)
    });
}
