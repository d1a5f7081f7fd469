//! Which blocks of an article are kept.

use std::collections::{HashMap, HashSet};

use super::{
    article::Article,
    blocks::Block,
    headline::is_credit,
    names::{Line, line},
    sums::Sums,
    tree::Tree,
};

/// Longest announcement of another article, in characters.
const TEASER: f64 = 300.0;

/// For each node, whether it is in an element of the article that has a heading which is a link, and little else.
fn teasers(tree: &Tree, article: &Article) -> Vec<bool> {
    let blocks = &article.blocks[article.body.clone()];
    let sums = Sums::new(tree, blocks.iter().map(|block| (block.at, block.length as f64)));
    let headings = blocks.iter().filter(|b| b.is_linked() && tree.nearest(b.element, HEADINGS).is_some());
    let around = headings.map(|b| tree.nodes[b.element].parent).filter(|&element| element > article.element);
    let mut edges = vec![0; tree.nodes.len() + 1];
    for element in around.filter(|&element| sums.of(tree, element) < TEASER.min(sums.of(tree, 0) / 2.0)) {
        edges[element] += 1;
        edges[tree.nodes[element].end] -= 1;
    }
    let mut open = 0;
    edges
        .iter()
        .map(|edge| {
            open += edge;
            open > 0
        })
        .collect()
}

const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// What an element is told by: its name and class, and those of the element around it.
type Look<'t> = [(&'t str, Option<&'t str>); 2];

/// What tells the blocks that are kept.
pub struct Choice<'t> {
    tree: &'t Tree,
    article: &'t Article,
    /// How prose of this article looks.
    looks: HashSet<Look<'t>>,
    /// Lists that are mostly links.
    linked: HashMap<usize, bool>,
    /// Which nodes lie in announcements of other articles.
    teasers: Vec<bool>,
}

impl<'t> Choice<'t> {
    /// Looks at an article as a whole.
    pub fn new(tree: &'t Tree, article: &'t Article) -> Self {
        let mut choice =
            Choice { tree, article, looks: HashSet::new(), linked: HashMap::new(), teasers: teasers(tree, article) };
        let mut lists: HashMap<usize, (usize, usize)> = HashMap::new();
        for block in &article.blocks[article.body.clone()] {
            if block.is_prose() && (article.core..tree.nodes[article.core].end).contains(&block.at) {
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
        self.tree.nearest(block.element, &["ul", "ol", "dl"]).filter(|&list| list > self.article.element)
    }

    /// The blocks that are kept, without the headline.
    pub fn chosen(&self) -> Vec<&'t Block> {
        let Article { blocks, headline, body, .. } = self.article;
        let places = headline.as_ref().map_or(body.start, |(h, _)| h + 1)..body.end;
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
        let kept = self.headed(kept.collect());
        if kept.is_empty() {
            // a page with a line or two
            let after = headline.as_ref().map_or(0, |(h, _)| h + 1);
            return blocks[after..].iter().filter(|block| headline.is_none() || !block.is_linked()).collect();
        }
        kept.into_iter().map(|place| &blocks[place]).collect()
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
        list.or_else(|| self.tree.nearest(block.element, &["table"]).filter(|&t| t > self.article.element)).is_some()
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
        !furniture
            && !linked
            && !self.is_behind(block)
            && !self.is_caption(block)
            && !self.is_teaser(block)
            && self.is_shaped(block)
    }

    /// Whether a block stands behind nearly all of the article, and looks otherwise.
    fn is_behind(&self, block: &Block) -> bool {
        block.at >= self.tree.nodes[self.article.core].end && !self.looks.contains(&self.look(block))
    }

    /// Whether a block belongs to a picture.
    fn is_caption(&self, block: &Block) -> bool {
        let around = self.tree.nearest(block.element, &["figure", "blockquote", "table", "pre"]);
        around.is_some_and(|n| n > self.article.element && &*self.tree.nodes[n].name == "figure")
    }

    /// Whether a block belongs to the announcement of another article.
    fn is_teaser(&self, block: &Block) -> bool {
        self.teasers[block.at]
    }

    /// Whether a block has the shape of a part of an article.
    fn is_shaped(&self, block: &Block) -> bool {
        let node = &self.tree.nodes[block.element];
        let quoted = self.tree.nearest(block.element, &["blockquote"]).is_some();
        let paragraph = quoted || matches!(&*node.name, "p" | "pre") || node.is_heading();
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
