//! Exact span and kind: precision, recall and F1 on annotated sets, as a table.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::documents::{Document, read_jsonl};
use crate::entities::tagger::{Memory, NameKind, Tagger};
use crate::span::Span;

/// Measures a tagger on every set of the directories.
pub(super) fn measure(tagger: &Tagger, directories: &[PathBuf], say: &mut dyn FnMut(&str)) -> Result<(), String> {
    for directory in directories {
        let entries = std::fs::read_dir(directory).map_err(|error| format!("{}: {error}", directory.display()))?;
        let mut sets: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        sets.retain(|path| path.to_string_lossy().ends_with(".docs.jsonl"));
        sets.sort();
        for set in sets {
            let name = set.file_name().unwrap_or_default().to_string_lossy().replace(".docs.jsonl", "");
            say(&format!("{name:16}{}", row(tagger, &set)?));
        }
    }
    Ok(())
}

/// Found and right, found, given: of one kind.
type Counts = [usize; 3];

fn row(tagger: &Tagger, set: &std::path::Path) -> Result<String, String> {
    let mut counts = [Counts::default(); 4];
    for raw in read_jsonl(set)? {
        let gold: BTreeSet<(Span, NameKind)> = raw.names.iter().copied().collect();
        let document = Document::new(raw, 1.0, 0);
        let found = tagger.tag(&document.page, &mut Memory::default());
        for name in &found {
            let span = document.page.text.span_of(name.tokens.clone());
            counts[name.kind as usize][0] += usize::from(gold.contains(&(span, name.kind)));
            counts[name.kind as usize][1] += 1;
        }
        gold.iter().for_each(|(_, kind)| counts[*kind as usize][2] += 1);
    }
    let all = std::array::from_fn(|at| counts[..3].iter().map(|counts| counts[at]).sum());
    let [per, org, loc, misc] = counts.map(|counts| format!("{:.2}", f1(counts)));
    Ok(format!("all {:.2}  PER {per} ORG {org} LOC {loc} MISC {misc}", f1(all)))
}

fn f1([right, found, given]: Counts) -> f64 {
    200.0 * right as f64 / ((found + given).max(1)) as f64
}
