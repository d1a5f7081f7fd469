//! Where on a page its article stands.

use std::ops::Range;

use super::{
    blocks::{Block, blocks},
    furniture::unfurnished,
    headline::headline,
    names::{Line, Role, line, role},
    sums::{Sums, prose},
    tree::Tree,
};

/// The share that is nearly all.
const MOST: f64 = 0.8;

/// How much less likely an element holds the article for each step up from the headline that leads to it.
const FAR: f64 = 0.9;

/// What can be read on a page, and which of that is its article.
#[derive(Debug)]
pub struct Article {
    /// All that can be read and is no furniture by name.
    pub blocks: Vec<Block>,
    /// Place of the headline among them, and its text.
    pub headline: Option<(usize, String)>,
    /// The element that holds the article.
    pub element: usize,
    /// The blocks in it.
    pub body: Range<usize>,
    /// The innermost element that holds nearly all of them that is to be read.
    pub core: usize,
}

/// Finds the article of a page that gives itself these titles.
pub fn article(tree: &Tree, titles: &[String]) -> Article {
    let roles: Vec<Role> = tree.nodes.iter().map(role).collect();
    let apart: Vec<bool> = roles.iter().map(|role| role.apart).collect();
    let all = blocks(tree, &apart);
    let first = headline(tree, &all, titles).filter(|&(place, _)| !is_last(&all, place));
    let end = end(tree, &all, first.as_ref().map(|first| first.0));
    let headed = first.as_ref().map(|&(place, _)| all[place].at);
    let blocks = unfurnished(tree, &roles, (all, headed));
    let headline = headed.and_then(|at| blocks.iter().position(|block| block.at == at));
    let place = |at| blocks.partition_point(|block| block.at < at);
    let element = body(tree, &roles, (&blocks[..place(end)], headline));
    let body = place(element)..place(end.min(tree.nodes[element].end));
    let core = core(tree, element, &prose(tree, &blocks[body.clone()]));
    let headline = headline.zip(first.map(|(_, text)| text));
    Article { blocks, headline, element, body, core }
}

/// Whether nearly all there is to read stands before a block: then it is no headline.
fn is_last(blocks: &[Block], place: usize) -> bool {
    let length = |blocks: &[Block]| blocks.iter().filter(|b| b.is_prose()).map(|b| b.length).sum::<usize>();
    length(&blocks[..place]) > 4 * length(&blocks[place..])
}

/// The node at which what belongs to the article ends at the latest: the heading of comments, or the headline of the next
/// article, which looks just as this one does.
fn end(tree: &Tree, blocks: &[Block], headline: Option<usize>) -> usize {
    let first = headline.map_or(0, |h| h + 1);
    let equal = |b: &Block| headline.is_some_and(|h| is_equal(tree, blocks[h].element, b.element));
    let heads = |b: &Block, read: usize| read > 2 || tree.nodes[b.element].is_heading();
    let ends = |b: &Block| !b.is_linked() && b.length <= 60 && line(&b.text) == Line::End;
    let mut read = 0;
    let found = blocks[first..].iter().find(|block| {
        read += usize::from(block.is_prose());
        read > 0 && (heads(block, read) && ends(block) || equal(block))
    });
    found.map_or(tree.nodes.len(), |block| block.at)
}

/// Whether two headings in different places look alike, with what is around them.
fn is_equal(tree: &Tree, a: usize, b: usize) -> bool {
    let (above_a, above_b) = (tree.nodes[a].parent, tree.nodes[b].parent);
    &*tree.nodes[a].name == "h1" && above_a != above_b && tree.is_alike(a, b) && tree.is_alike(above_a, above_b)
}

/// The element that most likely holds the article: much to read after the headline and near it, few links, and a
/// name that says so.
fn body(tree: &Tree, roles: &[Role], (blocks, headline): (&[Block], Option<usize>)) -> usize {
    let values = blocks.iter().enumerate().filter(|&(place, _)| Some(place) > headline).map(|(_, b)| (b.at, value(b)));
    let sums = Sums::new(tree, values);
    let steps = steps(tree, headline.map(|h| blocks[h].element));
    let mut best = (0.0, 0);
    for (n, node) in tree.nodes.iter().enumerate().filter(|(_, node)| node.is_block()) {
        let name = match &*node.name {
            _ if roles[n].body => 1.5,
            "article" => 1.2,
            "main" => 1.1,
            _ => 1.0,
        };
        let score = sums.of(tree, n) * name * FAR.powi(steps[n]);
        if score > 0.0 && score >= best.0 {
            best = (score, n);
        }
    }
    best.1
}

/// The innermost element in `element` that still holds nearly all there is to read in it.
fn core(tree: &Tree, element: usize, prose: &Sums) -> usize {
    let mut core = element;
    let mut at = element + 1;
    while at < tree.nodes[core].end {
        if prose.of(tree, at) > prose.of(tree, element) * MOST {
            core = at;
            at += 1;
        } else {
            at = tree.nodes[at].end;
        }
    }
    core
}

fn value(block: &Block) -> f64 {
    let (length, linked) = (block.length as f64, block.linked as f64);
    if block.is_prose() { length - 2.0 * linked } else { length / 10.0 - linked }
}

/// For each node, how many steps one has to go up from the headline to an element that holds both.
fn steps(tree: &Tree, headline: Option<usize>) -> Vec<i32> {
    let mut steps = vec![i32::MAX; tree.nodes.len()];
    steps[0] = 0;
    for (up, element) in headline.into_iter().flat_map(|h| std::iter::once(h).chain(tree.above(h))).enumerate() {
        steps[element] = up as i32;
    }
    for n in 1..steps.len() {
        if steps[n] == i32::MAX {
            steps[n] = steps[tree.nodes[n].parent];
        }
    }
    steps
}
