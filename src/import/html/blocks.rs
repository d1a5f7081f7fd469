//! The lines of text of a page, as a reader sees them: paragraphs, headings, items, cells.

use super::tree::Tree;

/// Text between two places at which a line ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Place of its first text in the tree.
    pub at: usize,
    /// Place of the block element it lies in.
    pub element: usize,
    /// The text: spaces as one, line breaks where the page has `<br>`.
    pub text: String,
    /// How many characters of it there are, those of Chinese and Japanese counted as words are long.
    pub length: usize,
    /// How many of these are links.
    pub linked: usize,
}

impl Block {
    /// Whether more than half of it is links.
    pub fn is_linked(&self) -> bool {
        self.linked * 2 > self.length
    }

    /// Whether it ends as a sentence does.
    pub fn is_sentence(&self) -> bool {
        let end = self.text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»“)]".contains(c));
        end.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '۔', '।', '።'])
    }

    /// Whether it reads like a piece of an article.
    pub fn is_prose(&self) -> bool {
        !self.is_linked() && (self.length >= 100 || self.length >= 40 && self.is_sentence())
    }
}

/// The blocks of a page, those in `skipped` elements left out.
pub fn blocks(tree: &Tree, skipped: &[bool]) -> Vec<Block> {
    let mut reader = Reader { tree, block: Block::default(), broken: 0, links: 0, preformatted: 0, found: Vec::new() };
    let mut open: Vec<usize> = Vec::new();
    let mut at = 1;
    while at < tree.nodes.len() {
        while let Some(&element) = open.last().filter(|&&element| tree.nodes[element].end <= at) {
            reader.leave(element);
            open.pop();
        }
        let node = &tree.nodes[at];
        if skipped[at] {
            reader.flush_if(node.is_line);
            at = node.end;
            continue;
        }
        match &*node.name {
            "" => reader.text(at, &open),
            "br" => reader.broken += 1,
            _ => {
                reader.enter(at);
                open.push(at);
            }
        }
        at += 1;
    }
    reader.flush();
    reader.found
}

struct Reader<'t> {
    tree: &'t Tree,
    block: Block,
    /// Line breaks since the last text.
    broken: usize,
    /// Open links and preformatted texts.
    links: usize,
    preformatted: usize,
    found: Vec<Block>,
}

impl Reader<'_> {
    fn enter(&mut self, element: usize) {
        let node = &self.tree.nodes[element];
        self.links += usize::from(&*node.name == "a");
        self.preformatted += usize::from(&*node.name == "pre");
        self.flush_if(node.is_line);
    }

    fn leave(&mut self, element: usize) {
        let node = &self.tree.nodes[element];
        self.flush_if(node.is_line);
        self.links -= usize::from(&*node.name == "a");
        self.preformatted -= usize::from(&*node.name == "pre");
    }

    fn text(&mut self, at: usize, open: &[usize]) {
        let text = &self.tree.nodes[at].text;
        let is_blank = text.bytes().all(|b| b.is_ascii_whitespace());
        if self.broken > 1 && !is_blank {
            self.flush();
        }
        if self.block.text.is_empty() {
            if is_blank {
                return;
            }
            let element = open.iter().rev().find(|&&element| self.tree.nodes[element].is_line);
            (self.block.at, self.block.element) = (at, element.copied().unwrap_or(0));
        }
        if !is_blank && std::mem::take(&mut self.broken) > 0 {
            self.end_line();
        }
        let before = self.block.text.len();
        self.push(text);
        let length = self.block.text[before..].chars().map(weight).sum();
        self.block.length += length;
        self.block.linked += if self.links > 0 { length } else { 0 };
    }

    fn end_line(&mut self) {
        if !self.block.text.is_empty() {
            self.block.text.truncate(self.block.text.trim_end_matches(' ').len());
            self.block.text.push('\n');
        }
    }

    fn push(&mut self, text: &str) {
        for c in text.chars() {
            let space = c.is_ascii_whitespace();
            if !space || self.preformatted > 0 {
                self.block.text.push(c);
            } else if !self.block.text.is_empty() && !self.block.text.ends_with([' ', '\n']) {
                self.block.text.push(' ');
            }
        }
    }

    fn flush_if(&mut self, ended: bool) {
        if ended {
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.broken = 0;
        let mut block = std::mem::take(&mut self.block);
        block.text.truncate(block.text.trim_ascii_end().len());
        if !block.text.trim().is_empty() {
            self.found.push(block);
        }
    }
}

/// How much a character counts: a Chinese one as much as the part of a word.
fn weight(c: char) -> usize {
    if crate::text::is_unspaced(c) { 3 } else { 1 }
}
