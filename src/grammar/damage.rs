//! A model that is cut or changed must be refused, or give other tags; never a panic.

use super::model::{FILE, HEADER, Model};
use super::{Memory, tag};
use crate::{Analyzer, Source, damage};

const TEXT: &str = "Harbour Will Close, Say Owners\n\n\
    “We haven’t run out of money,” said Anna Gow, 52, the McRae Ferries’ chief executive. The island’s fast-growing port \
    could lose £1.2mn — 7% of what it earns: nobody knew that, or she hadn’t been told.\n\n\
    NURN: THE BANK WILL PAY, GOW SAYS\n\nantidisestablishmentarianism iPhone $5 its it’s\n";

#[test]
fn files_that_are_cut_or_too_long_are_refused() {
    assert!(damage::cut(&FILE.0).all(|cut| Model::read(cut).is_none()));
    assert!(Model::read(&[&FILE.0, b"\0"].concat()).is_none());
}

#[test]
fn changed_weights_give_other_tags() {
    let page = Analyzer::new().page(Source::from_text("test", TEXT));
    let tags = |model: &Model| tag(model, TEXT, &page.text, &mut Memory::default());
    let sound = tags(&Model::embedded());
    damage::try_changed("tags", 300, |number| {
        // The sizes, then the sets of tags, or all.
        let file = damage::change(&FILE.0, &[HEADER..HEADER + 1024, HEADER - 12..FILE.0.len()], number);
        let found = tags(&Model::read(&file)?);
        assert!(found.len() == page.text.tokens.len(), "file {number}: {found:?}");
        Some(found != sound)
    });
}
