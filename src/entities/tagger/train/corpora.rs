//! The corpora of `corpora.tsv`, found in the directories of a job.

use std::path::{Path, PathBuf};

use super::documents::{Document, read_any};
use super::{Job, teacher};
use crate::list;
use crate::sequence::hash;

static CORPORA: &str = include_str!("../corpora.tsv");

/// Reads all corpora that the job wants.
pub(super) fn read(job: &Job) -> Result<Vec<Document>, String> {
    let mut documents = Vec::new();
    let corpora: &'static str = match &job.corpora {
        Some(path) => super::documents::read(path)?.leak(),
        None => CORPORA,
    };
    for [name, weight, trust, clear, _] in list::rows::<5>(corpora) {
        let weight: f32 = weight.parse().map_err(|_| format!("{name}: no weight"))?;
        if weight == 0.0 || (job.clear_only && clear != "yes") {
            continue;
        }
        let raws = read_any(&find(job, name, &["docs.jsonl", "tsv"])?)?;
        let fold = |at: usize| (hash::join(hash::text(name), at as u64) >> 40) as usize % 2;
        let new = raws.into_iter().enumerate().map(|(at, raw)| Document::new(raw, weight, fold(at)));
        match trust.parse() {
            Ok(trust) => documents.extend(taught(new, &find(job, name, &["teacher.npy"])?, trust)?),
            Err(_) => documents.extend(new),
        }
    }
    Ok(documents)
}

/// Gives each document its part of the teacher's opinions.
fn taught(documents: impl Iterator<Item = Document>, path: &Path, trust: f32) -> Result<Vec<Document>, String> {
    let opinions = teacher::read(path)?;
    let mut rest = opinions.as_slice();
    let documents = documents.map(|document| {
        let (own, others) = rest.split_at_checked(document.page.text.tokens.len())?;
        rest = others;
        document.taught(own, trust)
    });
    let documents: Option<Vec<_>> = documents.collect();
    let fault =
        || format!("{}: made of other tokens; label the output of `factbox-train tokens` again", path.display());
    documents.filter(|_| rest.is_empty()).ok_or_else(fault)
}

fn find(job: &Job, name: &str, endings: &[&str]) -> Result<PathBuf, String> {
    let mut paths = job.data.iter().flat_map(|dir| endings.iter().map(move |end| dir.join(format!("{name}.{end}"))));
    paths.find(|path| path.exists()).ok_or_else(|| format!("no directory holds {name}.{}", endings.join(" or ")))
}
