//! Packing `lists.bin` from text: names of many kinds, and clusters of words.

use std::collections::BTreeMap;

use super::documents::page;
use crate::entities::tagger::form::fold;
use crate::entities::tagger::lists::{FINE, LONGEST, NAMES, extend};
use crate::sequence::{Dense, hash};

/// The bytes of `lists.bin`.
///
/// `gazetteer`: lines of list and name, separated by a tab. `clusters`: lines of word, a number that is not read, and
/// the word's clusters of 2048, 512 and 128.
///
/// # Errors
/// When a list is unknown or a line has another form.
pub fn pack_lists(gazetteer: &str, clusters: &str) -> Result<Vec<u8>, String> {
    let phrases = pack_phrases(gazetteer)?;
    let (words, coarser) = pack_clusters(clusters)?;
    let mut body = Vec::new();
    body.extend((phrases.len() as u32).to_le_bytes());
    body.extend(phrases);
    coarser.iter().for_each(|pair| body.extend(pair.iter().flat_map(|id| id.to_le_bytes())));
    body.extend(words);
    Ok([hash::bytes(&body).to_le_bytes().to_vec(), body].concat())
}

fn pack_phrases(gazetteer: &str) -> Result<Vec<u8>, String> {
    let mut phrases = BTreeMap::<u64, u16>::new();
    for line in gazetteer.lines().skip(1) {
        let (list, name) = line.split_once('\t').ok_or_else(|| format!("no tab in: {line}"))?;
        let list = NAMES.binary_search(&list).map_err(|_| format!("unknown list {list}"))?;
        let page = page(name.to_owned());
        let tokens = page.text.tokens.len();
        if (1..=LONGEST).contains(&tokens) {
            let phrase = (0..tokens).fold(0, |phrase, token| extend(phrase, hash::text(&lower(page.word(token)))));
            *phrases.entry(phrase).or_default() |= 1 << list;
        }
    }
    let rows: Vec<_> = phrases.into_iter().map(|(phrase, bits)| (phrase, bits.to_le_bytes())).collect();
    Ok(Dense::pack(&rows, 0.7))
}

/// The table of words, and the commonest coarser clusters of each fine one.
fn pack_clusters(clusters: &str) -> Result<(Vec<u8>, Vec<[u16; 2]>), String> {
    let mut rows = Vec::new();
    let mut votes: Vec<[BTreeMap<u16, usize>; 2]> = vec![Default::default(); FINE];
    for line in clusters.lines() {
        let mut columns = line.split('\t');
        let word = columns.next().unwrap_or_default();
        let ids: Vec<u16> = columns.skip(1).filter_map(|id| id.parse().ok()).collect();
        let [fine, middle, coarse] = ids[..] else { return Err(format!("no clusters in: {line}")) };
        let sums = votes.get_mut(usize::from(fine)).ok_or_else(|| format!("no such cluster: {line}"))?;
        *sums[0].entry(middle).or_default() += 1;
        *sums[1].entry(coarse).or_default() += 1;
        if is_plain(word) {
            rows.push((hash::text(&lower(word)), fine.to_le_bytes()));
        }
    }
    let top = |votes: &BTreeMap<u16, usize>| votes.iter().max_by_key(|(_, count)| **count).map_or(0, |(id, _)| *id);
    Ok((Dense::pack(&rows, 0.8), votes.iter().map(|[middle, coarse]| [top(middle), top(coarse)]).collect()))
}

/// A word as most text has it: lower-case letters with hyphens and apostrophes.
fn is_plain(word: &str) -> bool {
    word.chars().all(|c| c.is_lowercase() || matches!(c, '-' | '\'')) && word.chars().any(char::is_alphabetic)
}

fn lower(word: &str) -> String {
    let mut lower = String::with_capacity(word.len());
    word.chars().for_each(|c| fold(c, &mut lower));
    lower
}
