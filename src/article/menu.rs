//! The menu of a copied page: several very short lines, one under another, above the story.

use super::words::{is_capitalized, is_longer, is_terminal};
use super::{BlockKind, Lines};

/// So many lines make a menu.
const ITEMS: usize = 4;
/// An item has no more words.
const WORDS: usize = 4;
/// A line that is longer, in bytes, is prose.
const PROSE: usize = 80;

/// Marks the menus above the story as furniture.
pub(super) fn mark(page: &Lines, kinds: &mut [BlockKind]) {
    let prose = |line: &usize| kinds[*line] == BlockKind::Paragraph && is_prose(page.words(*line));
    let Some(story) = (0..kinds.len()).find(prose) else { return };
    let mut start = 0;
    while start < story {
        let items = (start..story).take_while(|line| is_item(page.words(*line), kinds[*line])).count();
        // Right above the story the last one may be its title.
        let end = start + items - usize::from(items > 0 && start + items == story);
        if items >= ITEMS {
            kinds[start..end].fill(BlockKind::Boilerplate);
        }
        start += items + 1;
    }
}

fn is_prose(line: &str) -> bool {
    is_longer(line, PROSE) || is_terminal(line) && line.split_whitespace().count() > WORDS
}

fn is_item(line: &str, kind: BlockKind) -> bool {
    let short = line.split_whitespace().take(WORDS + 1).count() <= WORDS;
    let plain = !is_terminal(line) && !line.contains(|c: char| c.is_ascii_digit()) && is_capitalized(line);
    matches!(kind, BlockKind::Paragraph | BlockKind::Boilerplate) && short && plain
}
