//! The lexicon: which tags the common words have.

use std::collections::{BTreeMap, BTreeSet};

use super::corpus::Document;
use crate::grammar::model::{Model, key, pack};
use crate::grammar::{ALL, Tag, members};
use crate::text::TokenKind;

/// Words seen less often are not listed.
const LEAST: usize = 3;
/// Words seen more often have no tags but those they were seen with.
const COMMON: usize = 25;

/// Words as keys, with the classes of tags they belong to; class 0 is empty.
pub(super) struct Lexicon {
    pub classes: Vec<u64>,
    pub words: Vec<(u64, u8)>,
}

impl Lexicon {
    /// Counts the documents.
    pub fn of(documents: &[Document]) -> Self {
        let empty = pack(&[0], &[], &[0; crate::grammar::model::LINE]);
        let empty = Model::read(&empty).expect("just packed");
        let mut counts = BTreeMap::<u64, BTreeMap<Tag, usize>>::new();
        for document in documents {
            let forms = document.forms(&empty);
            let forms = forms.iter().flat_map(|(forms, _)| forms);
            for ((form, token), gold) in forms.zip(&document.text.tokens).zip(&document.gold) {
                if let (TokenKind::Word, Some(tag)) = (token.kind, gold) {
                    *counts.entry(key(form.low, form.case.capital())).or_default().entry(*tag).or_default() += 1;
                }
            }
        }
        Self::from_sets(counts.into_iter().filter_map(|(key, tags)| Some((key, allowed(&tags)?))).collect())
    }

    fn from_sets(sets: Vec<(u64, u64)>) -> Self {
        let mut uses = BTreeMap::<u64, usize>::new();
        sets.iter().for_each(|(_, set)| *uses.entry(*set).or_default() += 1);
        let mut common: Vec<_> = uses.into_iter().collect();
        common.sort_by_key(|(set, uses)| (std::cmp::Reverse(*uses), *set));
        let kept: BTreeSet<u64> = common.into_iter().take(255).map(|(set, _)| set).collect();
        let classes: Vec<u64> = std::iter::once(0).chain(kept).collect();
        let class = |set: u64| classes.iter().position(|class| *class == set).unwrap_or(0) as u8;
        let words = sets.iter().map(|&(key, set)| (key, class(set))).filter(|(_, class)| *class > 0).collect();
        Self { words, classes }
    }
}

/// The tags a word may have; none for rare words.
fn allowed(tags: &BTreeMap<Tag, usize>) -> Option<u64> {
    let total: usize = tags.values().sum();
    if total < LEAST {
        return None;
    }
    let common = total >= COMMON;
    let seen = tags.iter().filter(|(_, n)| !common || **n >= 2 && **n * 100 >= total);
    let seen = seen.fold(0, |set, (tag, _)| set | tag.set());
    let seen = if seen == 0 { tags.keys().fold(0, |set, tag| set | tag.set()) } else { seen };
    Some(if common { seen } else { members(seen).fold(seen, |set, tag| set | kin(ALL[tag])) })
}

/// Tags that words with this tag often have too.
fn kin(tag: Tag) -> u64 {
    let kin: &[Tag] = match tag {
        Tag::VBD | Tag::VBN => &[Tag::VBD, Tag::VBN, Tag::JJ],
        Tag::VB | Tag::VBP => &[Tag::VB, Tag::VBP, Tag::NN],
        Tag::NN => &[Tag::VB, Tag::VBP, Tag::JJ],
        Tag::NNS | Tag::VBZ => &[Tag::NNS, Tag::VBZ],
        Tag::VBG => &[Tag::NN, Tag::JJ],
        Tag::JJ => &[Tag::NN, Tag::RB],
        Tag::NNP => &[Tag::NNPS],
        _ => &[],
    };
    kin.iter().fold(0, |set, tag| set | tag.set())
}
