//! Numbers for the different spellings of an article, in the order in which they come first.

use crate::sequence::hash::{self, Spread};
use crate::span::Span;

use super::{Token, Vocabulary, Word};

/// A free place of the table.
const FREE: u32 = u32::MAX;

/// The different spellings of these tokens, and the number of each token's spelling.
pub(super) fn number(source: &str, tokens: &[Token], vocabulary: &mut Vocabulary) -> (Vec<Word>, Vec<u32>) {
    let mut spellings = Spellings::with_room(tokens.len());
    let numbers = tokens.iter().map(|token| spellings.number(source, token.span)).collect();
    vocabulary.number(source, &mut spellings.words);
    (spellings.words, numbers)
}

/// The spellings so far, found by their hashes.
struct Spellings {
    words: Vec<Word>,
    /// Numbers of words, each at the place of its hash or the next that was free.
    table: Vec<u32>,
    spread: Spread,
}

impl Spellings {
    fn with_room(words: usize) -> Self {
        // At least a third stays free.
        let table = vec![FREE; (words + words / 2 + 1).next_power_of_two()];
        Self { words: Vec::with_capacity(words / 2), table, spread: Spread::default() }
    }

    /// Where the search for a hash begins.
    #[inline]
    fn home(&self, hash: u64) -> usize {
        self.spread.place(hash) as usize & (self.table.len() - 1)
    }

    fn number(&mut self, source: &str, span: Span) -> u32 {
        let hash = hash::bytes(&source.as_bytes()[span.start()..span.end()]);
        let last = self.table.len() - 1;
        let mut place = self.home(hash);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Words with this many same lower bits in their hashes.
    fn words(count: usize, bits: u32) -> Vec<String> {
        let letter = |number: u32, place: u32| (b'a' + (number / 26u32.pow(place) % 26) as u8) as char;
        let words = (0..).map(|number| (0..6).map(|place| letter(number, place)).collect::<String>());
        words.filter(|word| hash::text(word) & ((1 << bits) - 1) == 0).take(count).collect()
    }

    #[test]
    fn words_chosen_for_one_place_are_spread() {
        let count = 1000;
        for bits in [0, 11] {
            let (mut source, mut spans) = (String::new(), Vec::new());
            for word in words(count, bits) {
                spans.push(Span::new(source.len(), source.len() + word.len()));
                source += &word;
            }
            let mut spellings = Spellings::with_room(count);
            for _ in 0..2 {
                let numbers = spans.iter().map(|span| spellings.number(&source, *span) as usize);
                assert!(numbers.eq(0..count), "each in its turn, then again");
            }
            let (table, words) = (&spellings.table, &spellings.words);
            let way =
                |place: usize| (place + table.len() - spellings.home(words[table[place] as usize].hash)) % table.len();
            let ways: usize = (0..table.len()).filter(|place| table[*place] != FREE).map(way).sum();
            assert!(ways < 20 * count, "{ways} places are passed");
        }
    }
}
