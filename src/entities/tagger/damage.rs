//! Files that are cut or changed must be refused, or give other names; never a panic.

use super::{LISTS, Memory, NET, NameSpan, Tagger, WEIGHTS};
use crate::{Analyzer, Source, damage};

const TEXT: &str = "Harbour of Nurn will close\n\n\
    President Tomas Lindqvist met the Central Bank of Kenya in Nairobi, Ms Gow’s office said on Monday. “Mr Lindqvist \
    left for Antananarivo-Ville,” said Anna Gow, chief executive of Gow Ferries (GF), which owns 3 of the island’s 12 \
    ferries.\n\nNURN: THE BANK WILL PAY, GOW SAYS\n\nthe bank of kenya said nothing. I’M\n";

/// The three files, and the first of their bytes that not only say what a file is.
const FILES: [(&[u8], usize); 3] = [(WEIGHTS, 32), (NET, 16), (LISTS, 12)];

/// The embedded files with another one of this number.
fn with(at: usize, file: &[u8]) -> Option<Tagger<'_>> {
    let [weights, net, lists] = std::array::from_fn(|place| if place == at { file } else { FILES[place].0 });
    Tagger::open(weights, Some(net), lists)
}

#[test]
fn files_that_are_cut_or_too_long_are_refused() {
    for (at, (file, _)) in FILES.into_iter().enumerate() {
        assert!(with(at, file).is_some());
        assert!(damage::cut(file).all(|cut| with(at, cut).is_none()), "a file is another that was cut");
        assert!(with(at, &[file, b"\0"].concat()).is_none());
    }
}

#[test]
fn changed_files_give_other_names() {
    let page = Analyzer::new().page(Source::from_text("test", TEXT));
    let names = |tagger: &Tagger| tagger.tag(&page, &mut Memory::default());
    let holds = |names: &[NameSpan]| {
        let spans = || names.iter().map(|name| &name.tokens);
        let in_order = spans().zip(spans().skip(1)).all(|(one, next)| one.end <= next.start);
        in_order && spans().all(|tokens| tokens.start < tokens.end && tokens.end <= page.text.tokens.len())
    };
    let sound = names(&Tagger::load());
    damage::try_changed("names", 300, |number| {
        let (at, turn) = (number as usize % 3, number / 3);
        let (file, start) = FILES[at];
        // The scores of sequences, the layers and the sizes of tables come first.
        let file = damage::change(file, &[start..start + 4096, start..file.len()], turn);
        let found = names(&with(at, &file)?);
        assert!(holds(&found), "file {number}: {found:?}");
        Some(found != sound)
    });
}
