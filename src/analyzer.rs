//! The whole pipeline.

use crate::document::{Document, Page};
use crate::input::Source;
use crate::{article, dates, entities, figures, grammar, quotes, text};

/// The pipeline with its lists, rules and models loaded. Build it once and use it for many articles, from any number
/// of threads: it never changes, so nothing passes from one article to the next.
#[derive(Debug)]
pub struct Analyzer {
    outline: article::Rules,
    tagger: grammar::Tagger,
    names: entities::Names,
    dates: dates::Rules,
    figures: figures::Rules,
    quotes: quotes::Rules,
}

impl Analyzer {
    /// Loads the embedded data.
    pub fn new() -> Self {
        Self::with_names(entities::Gazetteer::default())
    }

    /// Loads the embedded data, and puts names of one's own beside it.
    pub fn with_names(names: entities::Gazetteer) -> Self {
        Self {
            outline: article::Rules::load(),
            tagger: grammar::Tagger::load(),
            names: entities::Names::load(names),
            dates: dates::Rules::load(),
            figures: figures::Rules::load(),
            quotes: quotes::Rules::load(),
        }
    }

    /// Finds the facts of one article. Cannot fail, whatever the text; takes time and memory linear in its length.
    pub fn analyze(&self, source: Source) -> Document {
        let page = self.page(source);
        let entities = entities::extract(&page, &self.names);
        let dates = dates::extract(&page, &entities, &self.dates);
        let figures = figures::extract(&page, &entities, &dates.timexes, &self.figures);
        let quotes = quotes::extract(&page, &entities, &self.quotes);

        let mut warnings = page.source.warnings();
        warnings.extend(dates.warnings);
        warnings.extend(quotes.warnings);
        Document {
            page,
            entities,
            published: dates.published,
            dates: dates.timexes,
            figures,
            quotes: quotes.quotes,
            warnings,
        }
    }

    /// The layers under the facts: structure, tokens, sentences, parts of speech.
    pub fn page(&self, source: Source) -> Page {
        let article = article::outline(&source, &self.outline);
        let text = text::segment(&source, &article);
        let tags = self.tagger.tag(&source.text, &text);
        Page { source, article, text, tags }
    }
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}
