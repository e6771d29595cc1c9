//! The structure of an article. Takes decoded text, gives its blocks in reading order: title, bylines, stamps,
//! paragraphs, boilerplate. Marks the dateline but does not read its date: that is `dates`.
//!
//! Everything is decided from the text alone. A story paragraph taken for boilerplate costs all its facts, and page
//! furniture taken for story costs little; so what is in doubt is story.

mod boilerplate;
mod byline;
mod dateline;
mod lines;
mod menu;
mod phrases;
mod stamp;
mod title;
mod words;

use crate::input::Source;
use crate::span::Span;

use lines::Line;

/// What the outline goes by.
#[derive(Debug)]
pub struct Rules {
    boilerplate: boilerplate::Rules,
    bylines: byline::Rules,
    words: words::Words,
}

impl Rules {
    /// Loads the embedded lists.
    pub fn load() -> Self {
        Self { boilerplate: boilerplate::Rules::load(), bylines: byline::Rules::load(), words: words::Words::load() }
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// Who wrote or reported it.
    Byline,
    /// Date, time or dateline on a line of its own: "Updated 3 March 2022, 14:05 GMT", "NAIROBI, Kenya (AP) --".
    Stamp,
    /// The story, including subheads and list items.
    Paragraph,
    /// Page furniture; yields no facts.
    Boilerplate,
}

/// A run of lines that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, without the white space around it.
    pub span: Span,
}

impl Block {
    /// Whether facts are looked for in it.
    pub fn is_read(&self) -> bool {
        self.kind != BlockKind::Boilerplate
    }
}

/// "PARIS, March 3 (Reuters) —" at the head of the story, or on a line of its own before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// From the place up to the dash, without it.
    pub span: Span,
    /// The place, as written.
    pub place: Span,
    /// The day, as written.
    pub date: Option<Span>,
    /// The agency, without brackets.
    pub agency: Option<Span>,
}

/// The blocks of an article; all of its text but white space lies in one of them.
#[derive(Debug, Default)]
pub struct Article {
    /// In text order, without overlap.
    pub blocks: Vec<Block>,
    /// The dateline, inside the first paragraph or a stamp before it.
    pub dateline: Option<Dateline>,
}

impl Article {
    /// The blocks of one kind.
    pub fn of_kind(&self, kind: BlockKind) -> impl Iterator<Item = Block> + '_ {
        self.blocks.iter().copied().filter(move |block| block.kind == kind)
    }
}

/// Finds the structure of an article from its text, and from its title where a record told it.
pub fn outline(source: &Source, rules: &Rules) -> Article {
    let page = Lines { text: &source.text, lines: &lines::joined(&source.text), rules };
    let mut kinds = page.furniture();
    menu::mark(&page, &mut kinds);
    let title = title::find(&page, &kinds, source.title.as_deref());
    if let Some(title) = title {
        kinds[title] = BlockKind::Title;
        page.names_below(title, &mut kinds);
    }
    let dateline = dateline::find(&page, &kinds);
    let mut blocks = page.blocks(&kinds);
    if !blocks.iter().any(Block::is_read) {
        blocks.iter_mut().for_each(|block| block.kind = BlockKind::Paragraph);
    }
    Article { blocks, dateline }
}

/// The lines of an article before they have kinds. Here "line" means what a reader takes for one: wrapped lines are
/// joined.
struct Lines<'a> {
    text: &'a str,
    lines: &'a [Line],
    rules: &'a Rules,
}

/// How many lines from either end of the text still belong to its head and its foot.
const EDGE: usize = 5;

impl Lines<'_> {
    fn words(&self, line: usize) -> &str {
        self.lines[line].span.of(self.text)
    }

    /// The kind of each line as far as it shows by itself; the rest is story.
    fn furniture(&self) -> Vec<BlockKind> {
        let boilerplate = boilerplate::find(self);
        let kind = |(line, boilerplate)| match boilerplate {
            true => BlockKind::Boilerplate,
            false if stamp::is_stamp(self.words(line), &self.rules.words) => BlockKind::Stamp,
            false if self.is_byline(line) => BlockKind::Byline,
            false if dateline::is_alone(self, line) => BlockKind::Stamp,
            false => BlockKind::Paragraph,
        };
        boilerplate.into_iter().enumerate().map(kind).collect()
    }

    /// The lines as blocks. The name of the site behind a title is furniture.
    fn blocks(&self, kinds: &[BlockKind]) -> Vec<Block> {
        let mut blocks = Vec::with_capacity(kinds.len() + 1);
        for (line, kind) in self.lines.iter().zip(kinds) {
            let site = (*kind == BlockKind::Title).then(|| title::site(line.span.of(self.text))).flatten();
            let end = site.map_or(line.span.end(), |at| line.span.start() + at);
            blocks.push(Block { kind: *kind, span: Span::new(line.span.start(), end).trim(self.text) });
            if site.is_some() {
                blocks.push(Block { kind: BlockKind::Boilerplate, span: Span::new(end, line.span.end()) });
            }
        }
        blocks
    }

    /// Whether the line stands near the beginning or the end of the text.
    fn at_edge(&self, line: usize) -> bool {
        line < EDGE || line + EDGE >= self.lines.len()
    }

    fn is_byline(&self, line: usize) -> bool {
        let rules = &self.rules.bylines;
        let words = self.words(line);
        rules.is_credit(words) || self.at_edge(line) && rules.is_signed(words)
    }

    /// Bylines that are nothing but names show by where they stand: right under the title.
    fn names_below(&self, title: usize, kinds: &mut [BlockKind]) {
        let below = title + 1..kinds.len().saturating_sub(1).min(title + 4);
        for line in below {
            match kinds[line] {
                BlockKind::Paragraph if self.rules.bylines.is_name(self.words(line)) => {
                    kinds[line] = BlockKind::Byline;
                }
                BlockKind::Paragraph => return,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<BlockKind> {
        let source = Source::from_text("test", text);
        outline(&source, &Rules::load()).blocks.iter().map(|block| block.kind).collect()
    }

    #[test]
    fn the_site_behind_a_title_is_furniture() {
        let text = "Harbour to close in May | Echo News\n\nThe harbour will close in May, its owner said.";
        let article = outline(&Source::from_text("test", text), &Rules::load());
        let parts: Vec<_> = article.blocks.iter().map(|block| (block.kind, block.span.of(text))).collect();
        assert_eq!(parts[0], (BlockKind::Title, "Harbour to close in May"));
        assert_eq!(parts[1], (BlockKind::Boilerplate, "| Echo News"));
        assert_eq!(kinds("Opinion | The harbour must stay\n\nIt must.")[0], BlockKind::Title);
    }

    #[test]
    fn a_text_of_one_line_is_story() {
        assert_eq!(kinds("Advertisement"), [BlockKind::Paragraph]);
        assert_eq!(kinds("Storm hits the coast"), [BlockKind::Paragraph]);
        assert!(kinds(" \r\n\t").is_empty());
    }

    #[test]
    fn names_stand_under_the_title() {
        use BlockKind::*;
        let text = "Ferry runs aground off Skye\nAnna Gow and Tom Brae\n3 March 2021\n\nA ferry ran aground.\n";
        assert_eq!(kinds(text), [Title, Byline, Stamp, Paragraph]);
    }
}
