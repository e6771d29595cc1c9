//! Runs of capitalised words, typed by the lists: what is known without the tagger.

use super::merge::{Name, What};
use super::{cities, titles};
use crate::document::Page;
use crate::list;

pub(super) fn names(page: &Page) -> Vec<Name> {
    let mut names = Vec::new();
    for sentence in &page.text.sentences {
        let capital = |at: usize| page.word(at).starts_with(char::is_uppercase) && page.word(at).len() > 1;
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let mut end = at;
            while end < sentence.tokens.end && capital(end) && !titles::is_courtesy(page.word(end)) {
                end += 1;
                if end + 1 < sentence.tokens.end && page.word(end) == "-" && capital(end + 1) {
                    end += 1;
                }
            }
            if end > at {
                let text = page.words(page.text.span_of(at..end));
                let heads = include_str!("organization_heads.tsv");
                let what = if (at..end).any(|i| list::find(heads, page.word(i)).is_some()) && end - at > 1 {
                    Some(What::Organization)
                } else if titles::first_name(page.word(at)).is_some() && end - at > 1
                    || (at > 0 && titles::title(page.word(at - 1)).is_some())
                {
                    Some(What::Person)
                } else if cities::city(text).is_some() && at > sentence.tokens.start {
                    Some(What::Place)
                } else if end - at > 1 {
                    Some(What::Person)
                } else {
                    None
                };
                names.extend(what.map(|what| Name { tokens: at..end, what, rule: "entities/shape" }));
            }
            at = end.max(at) + 1;
        }
    }
    names
}
