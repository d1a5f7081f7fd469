//! The text of an article: which lines of it are kept, and how they are put together.

use std::collections::{HashMap, HashSet};

use super::{
    article::Article,
    blocks::Block,
    headline::{is_credit, title},
    names::{Line, line},
    tree::Tree,
};

/// The text of an article, paragraphs apart by empty lines, the cells of a table by tabs.
pub fn text(tree: &Tree, article: &Article) -> String {
    let mut chosen = Choice::new(tree, article).chosen();
    if chosen.is_empty() {
        chosen = article.blocks.iter().collect();
    }
    let mut text = String::new();
    let mut row = None;
    for block in chosen {
        let own = nearest(tree, block.element, &["tr"]).filter(|&row| row > article.element);
        if !text.is_empty() {
            text.push_str(if own.is_some() && own == row { "\t" } else { "\n\n" });
        }
        let is_top = article.headline.is_some_and(|h| std::ptr::eq(block, &article.blocks[h]));
        if is_top {
            text.push_str(&title(&block.text))
        } else {
            text.push_str(&block.text)
        }
        row = own;
    }
    text
}

/// The nearest element with one of these names: this one, the one around it, and so on.
fn nearest(tree: &Tree, element: usize, names: &[&str]) -> Option<usize> {
    std::iter::once(element).chain(tree.above(element)).find(|&n| names.contains(&&*tree.nodes[n].name))
}

/// What an element is told by: its name and class, and those of the element around it.
type Look<'t> = [(&'t str, Option<&'t str>); 2];

struct Choice<'t> {
    tree: &'t Tree,
    article: &'t Article,
    /// How prose of this article looks.
    looks: HashSet<Look<'t>>,
    /// Lists that are mostly links.
    linked: HashMap<usize, bool>,
}

impl<'t> Choice<'t> {
    fn new(tree: &'t Tree, article: &'t Article) -> Self {
        let mut choice = Choice { tree, article, looks: HashSet::new(), linked: HashMap::new() };
        let mut lists: HashMap<usize, (usize, usize)> = HashMap::new();
        for block in &article.blocks[article.body.clone()] {
            if block.is_prose() {
                choice.looks.insert(choice.look(block));
            }
            if let Some(list) = choice.list(block) {
                let sums = lists.entry(list).or_default();
                *sums = (sums.0 + block.linked, sums.1 + block.length);
            }
        }
        choice.linked = lists.into_iter().map(|(list, (linked, all))| (list, linked * 2 > all)).collect();
        choice
    }

    fn look(&self, block: &Block) -> Look<'t> {
        let look = |n: usize| (&*self.tree.nodes[n].name, self.tree.nodes[n].attribute("class"));
        [look(block.element), look(self.tree.nodes[block.element].parent)]
    }

    fn list(&self, block: &Block) -> Option<usize> {
        nearest(self.tree, block.element, &["ul", "ol", "dl"]).filter(|&list| list > self.article.element)
    }

    /// The blocks that are kept.
    fn chosen(&self) -> Vec<&'t Block> {
        let Article { blocks, headline, body, .. } = self.article;
        let top = headline.filter(|&h| h < body.end);
        let after = top.map_or(body.start, |h| h + 1);
        let places = after..body.end;
        let prose = |place: &usize| blocks[*place].is_prose() && !is_credit(&blocks[*place].text);
        let first = places.clone().find(|place| *place >= body.start && prose(place)).unwrap_or(body.end);
        let last = places.clone().rfind(prose).unwrap_or(first);
        let second = places.clone().find(|place| *place > first && prose(place)).unwrap_or(last);
        let kept = places.filter(|&place| {
            let block = &blocks[place];
            self.is_kept(block)
                && (place >= first || self.is_lead(block))
                && (place >= second || place <= first || self.is_tail(block) || self.is_heading(block))
                && (place <= last || self.is_tail(block))
        });
        let kept: Vec<usize> = self.headed(kept.collect());
        top.into_iter().chain(kept).map(|place| &blocks[place]).collect()
    }

    /// Whether a line above the article is its standfirst, and not who wrote it and when.
    fn is_lead(&self, block: &Block) -> bool {
        let is_paragraph = &*self.tree.nodes[block.element].name == "p";
        (block.length >= 40 || is_paragraph && block.is_sentence()) && !is_credit(&block.text)
    }

    fn is_heading(&self, block: &Block) -> bool {
        self.tree.nodes[block.element].is_heading()
    }

    /// Whether a short line below the article is part of it: a sentence, a signature, an item, a cell.
    fn is_tail(&self, block: &Block) -> bool {
        block.is_sentence() || block.text.starts_with(['–', '—', '-', '―', '«', '“', '"']) || self.is_part(block)
    }

    /// Whether a block is an item of a list or a cell of a table, in the article.
    fn is_part(&self, block: &Block) -> bool {
        let list = self.list(block);
        list.or_else(|| nearest(self.tree, block.element, &["table"]).filter(|&t| t > self.article.element)).is_some()
    }

    fn is_kept(&self, block: &Block) -> bool {
        let told = line(&block.text);
        let furniture = match told {
            Line::Furniture => true,
            Line::Plea => block.length <= 250,
            Line::Pointer => block.linked > 0 || !block.is_sentence(),
            _ => false,
        };
        let is_sentence = block.is_sentence() && block.length >= 60 && block.linked * 5 < block.length * 4;
        let linked = block.is_linked() && !is_sentence;
        let linked = linked || self.list(block).is_some_and(|list| self.linked.get(&list) == Some(&true));
        !furniture && !linked && self.is_shaped(block)
    }

    /// Whether a block has the shape of a part of an article.
    fn is_shaped(&self, block: &Block) -> bool {
        let node = &self.tree.nodes[block.element];
        let paragraph = matches!(&*node.name, "p" | "blockquote" | "pre" | "cite") || node.is_heading();
        let sentence = block.is_prose() || block.is_sentence() && block.length >= 25;
        let worded = block.text.chars().any(char::is_alphabetic);
        self.is_part(block) || worded && (paragraph || sentence || self.looks.contains(&self.look(block)))
    }

    /// Leaves out headings with nothing under them.
    fn headed(&self, places: Vec<usize>) -> Vec<usize> {
        let rank = |place: usize| {
            let node = &self.tree.nodes[self.article.blocks[place].element];
            node.is_heading().then(|| node.name.as_bytes()[1])
        };
        let mut kept: Vec<usize> = Vec::with_capacity(places.len());
        for place in places.into_iter().rev() {
            let under = kept.last().map(|&next| rank(next));
            let empty = match (rank(place), under) {
                (None, _) => false,
                (Some(_), None) => true,
                (Some(own), Some(next)) => next.is_some_and(|next| next <= own),
            };
            if !empty {
                kept.push(place);
            }
        }
        kept.reverse();
        kept
    }
}
