//! Numbers for the different spellings of an article, in the order in which they come first.

use crate::sequence::hash;
use crate::span::Span;

use super::{Token, Vocabulary, Word};

/// A free place of the table.
const FREE: u32 = u32::MAX;

/// The different spellings of these tokens, and the number of each token's spelling.
pub(super) fn number(source: &str, tokens: &[Token], vocabulary: &mut Vocabulary) -> (Vec<Word>, Vec<u32>) {
    let mut spellings = Spellings::with_room(tokens.len());
    let numbers = tokens.iter().map(|token| spellings.number(source, token.span)).collect();
    for word in &mut spellings.words {
        word.number = vocabulary.number(word.span.of(source), word.hash);
    }
    (spellings.words, numbers)
}

/// The spellings so far, found by their hashes.
struct Spellings {
    words: Vec<Word>,
    /// Numbers of words, each at the place of its hash or the next that was free.
    table: Vec<u32>,
}

impl Spellings {
    fn with_room(words: usize) -> Self {
        // At least a third stays free.
        let table = vec![FREE; (words + words / 2 + 1).next_power_of_two()];
        Self { words: Vec::with_capacity(words / 2), table }
    }

    fn number(&mut self, source: &str, span: Span) -> u32 {
        let hash = hash::bytes(&source.as_bytes()[span.start()..span.end()]);
        let last = self.table.len() - 1;
        let mut place = hash as usize & last;
        loop {
            match self.table[place] {
                FREE => break,
                known if self.words[known as usize].hash == hash => return known,
                _ => place = (place + 1) & last,
            }
        }
        let number = self.words.len() as u32;
        self.table[place] = number;
        self.words.push(Word { span, hash, number: 0 });
        number
    }
}
