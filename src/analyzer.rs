//! The whole pipeline.

use crate::document::{Document, Page};
use crate::input::Source;
use crate::memory::{Memories, Memory};
use crate::{article, dates, entities, figures, grammar, quotes, text};

/// The pipeline with its lists, rules and models loaded. Build it once and use it for many articles, from any number
/// of threads. What it says of an article never depends on those before it: it only keeps what follows from the spelling
/// of a word.
#[derive(Debug)]
pub struct Analyzer {
    outline: article::Rules,
    tagger: grammar::Tagger,
    names: entities::Names,
    dates: dates::Rules,
    figures: figures::Rules,
    quotes: quotes::Rules,
    memories: Memories,
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
            memories: Memories::default(),
        }
    }

    /// Finds the facts of one article. Cannot fail, whatever the text; takes time and memory linear in its length.
    pub fn analyze(&self, source: Source) -> Document {
        let mut memory = self.memories.take();
        let page = self.read(source, &mut memory);
        let entities = entities::extract(&page, &self.names, &mut memory.entities);
        let dates = dates::extract(&page, &entities, &self.dates, &mut memory.dates);
        let figures = figures::extract(&page, &entities, &dates.timexes, &self.figures, &mut memory.figures);
        let quotes = quotes::extract(&page, &entities, &self.quotes, &mut memory.quotes);
        self.memories.keep(memory);

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
        self.read(source, &mut Memory::default())
    }

    /// The same, with what is known of words.
    pub fn read(&self, source: Source, memory: &mut Memory) -> Page {
        let article = article::outline(&source, &self.outline);
        let text = text::segment(&source, &article, &mut memory.words);
        let tags = self.tagger.tag(&source.text, &text, &mut memory.grammar);
        Page { source, article, text, tags }
    }
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Report, Unit};
    use crate::text::MANY;

    /// What was read before changes nothing, be it remembered or forgotten.
    #[test]
    fn an_article_stands_alone() {
        let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
        let word = |at: usize| String::from_iter([at, at / 26, at / 676, at / 17576].map(letter));
        let many = (0..MANY + 9).map(word).collect::<Vec<_>>().join(" ");
        let texts = [
            "“We met 40 people in May,” said Ms Gow of the Bank of Kenya, who left Nairobi on 3 March for £1.2mn.",
            "Ms Gow said on Monday that two-thirds of Gow Ferries, a BANK in Oban, was “ours”: 40 per cent in May 2021.",
            &many,
        ];
        let used = Analyzer::new();
        for text in texts.iter().cycle().take(5) {
            let said = |analyzer: &Analyzer| {
                let document = analyzer.analyze(Source::from_text("test", *text));
                format!("{:?}", Report::new(&document, Unit::Char))
            };
            assert_eq!(said(&used), said(&Analyzer::new()));
        }
        assert!(used.memories.take().words.count() < MANY);
    }
}
