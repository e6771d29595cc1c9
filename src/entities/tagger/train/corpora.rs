//! The corpora of `corpora.tsv`, found in the directories of a job.

use std::path::PathBuf;

use super::Job;
use super::documents::{Document, read_jsonl, read_tokens};
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
    for [name, weight, confidence, clear, _] in list::rows::<5>(corpora) {
        let weight: f32 = weight.parse().map_err(|_| format!("{name}: no weight"))?;
        if weight == 0.0 || (job.clear_only && clear != "yes") {
            continue;
        }
        let raws = match find(job, name)? {
            path if path.extension().is_some_and(|e| e == "jsonl") => read_jsonl(&path)?,
            path => read_tokens(&path, confidence.parse().unwrap_or(0.0))?,
        };
        let fold = |at: usize| (hash::join(hash::text(name), at as u64) >> 40) as usize % 2;
        documents.extend(raws.into_iter().enumerate().map(|(at, raw)| Document::new(raw, weight, fold(at))));
    }
    Ok(documents)
}

fn find(job: &Job, name: &str) -> Result<PathBuf, String> {
    let files = [format!("{name}.docs.jsonl"), format!("{name}.tsv")];
    let mut paths = job.data.iter().flat_map(|dir| files.iter().map(|file| dir.join(file)));
    paths.find(|path| path.exists()).ok_or_else(|| format!("no directory holds {name}.docs.jsonl or {name}.tsv"))
}
