//! Files that are cut or changed must be refused, or give other names; never a panic.

use super::{LISTS, Memory, NET, Tagger, WEIGHTS};
use crate::sequence::hash;
use crate::{Analyzer, Source};

const TEXT: &str =
    "President Tomas Lindqvist met the Central Bank of Kenya in Nairobi, Ms Gow’s office said on Monday.\n\nI’M";

/// Numbers that look chosen by chance, the same every time.
fn numbers(seed: u64, end: usize) -> impl Iterator<Item = usize> {
    (0..).map(move |at| (hash::join(seed, at) >> 16) as usize % end)
}

#[test]
fn cut_files_are_refused() {
    for (at, file) in [WEIGHTS, NET].into_iter().enumerate() {
        let ends = numbers(at as u64, file.len()).take(500).chain(0..300);
        for cut in ends.map(|end| &file[..end]) {
            let opened = if at == 0 { Tagger::open(cut, None, LISTS) } else { Tagger::open(WEIGHTS, Some(cut), LISTS) };
            assert!(at == 1 || opened.is_none(), "{} bytes of {} are a model", cut.len(), file.len());
        }
    }
    for end in numbers(2, LISTS.len()).take(500).chain(0..300) {
        let _ = Tagger::open(WEIGHTS, Some(NET), &LISTS[..end]);
    }
}

#[test]
fn changed_files_give_other_names() {
    let page = Analyzer::new().page(Source::from_text("test", TEXT));
    let changed = |file: &[u8], seed: u64, from: usize, changes: usize| {
        let mut copy = file.to_vec();
        let places = numbers(seed, file.len() - from).zip(numbers(seed + 1, 256)).take(changes);
        places.for_each(|(at, byte)| copy[from + at] = byte as u8);
        copy
    };
    let mut opened = 0;
    for (round, changes) in [3, 1000, 300_000].into_iter().enumerate() {
        let seed = 10 * round as u64;
        let weights = changed(WEIGHTS, seed, 32, changes);
        let net = changed(NET, seed + 2, 24, changes);
        let lists = changed(LISTS, seed + 4, 12, changes);
        for (weights, net, lists) in [(&*weights, NET, LISTS), (WEIGHTS, &*net, LISTS), (WEIGHTS, NET, &*lists)] {
            if let Some(tagger) = Tagger::open(weights, Some(net), lists) {
                opened += 1;
                let names = tagger.tag(&page, &mut Memory::default());
                assert!(names.iter().all(|name| name.tokens.end <= page.text.tokens.len()));
            }
        }
    }
    assert!(opened > 5, "most of them can be opened");
    for seed in 0..8 {
        let head = |file: &[u8]| changed(&file[..file.len().min(4096)], seed, 0, 8);
        assert!(Tagger::open(&head(WEIGHTS), Some(NET), LISTS).is_none());
        assert!(Tagger::open(WEIGHTS, Some(&head(NET)), LISTS).is_none());
        let _ = Tagger::open(WEIGHTS, Some(NET), &head(LISTS));
    }
}
