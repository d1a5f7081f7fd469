//! Which line of a page is its headline.

use std::collections::HashSet;

use super::{
    blocks::Block,
    names::{self, Line},
    tree::Tree,
};
use crate::{import::dates, text::searchable};

/// A headline has so many bytes at most.
const LONGEST: usize = 600;

/// The place among `blocks` of the line that is most like one of the titles the page gives itself, great headings before others;
/// without such a line, the first great heading.
pub fn headline(tree: &Tree, blocks: &[Block], titles: &[String]) -> Option<usize> {
    let titles: Vec<String> = titles.iter().map(|title| searchable(title)).collect();
    let mut best = (0.0, None);
    for (place, block) in blocks.iter().enumerate().filter(|(_, block)| block.text.len() <= LONGEST) {
        let text = searchable(&self::title(&block.text));
        let like = titles.iter().map(|title| likeness(&text, title)).fold(0.0, f64::max);
        let rank = rank(tree, block);
        let linked = if block.is_linked() { 0.3 } else { 0.0 };
        let score = match () {
            () if like >= if rank > 0.0 { 0.3 } else { 0.7 } => like + rank - linked,
            () if rank >= 0.5 && linked == 0.0 && text.len() > 8 => 0.05,
            () => continue,
        };
        if score > best.0 {
            best = (score, Some(place));
        }
    }
    best.1
}

/// The lines of a headline up to the one that says who wrote the article, or when.
pub fn title(block: &str) -> String {
    let mut lines = block.lines();
    let first = lines.next();
    first.into_iter().chain(lines.take_while(|line| !is_credit(line))).collect::<Vec<_>>().join("\n")
}

/// Whether a line says who wrote the article, or when it was published.
pub fn is_credit(text: &str) -> bool {
    let is_author =
        names::line(text) == Line::Byline && text.chars().count() <= 100 && !text.ends_with(['.', '!', '?']);
    is_author || dates::published(text, None).is_some()
}

/// What the heading that a block is or lies in adds.
fn rank(tree: &Tree, block: &Block) -> f64 {
    let around = std::iter::once(block.element).chain(tree.above(block.element)).take(3);
    around
        .map(|element| &*tree.nodes[element].name)
        .find_map(|name| match name {
            "h1" => Some(0.5),
            "h2" => Some(0.2),
            "h3" | "h4" => Some(0.1),
            _ => None,
        })
        .unwrap_or(0.0)
}

/// How much two titles are alike, from 0 to 1: where one holds the other, how much of it; else how many words they share.
fn likeness(a: &str, b: &str) -> f64 {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return 0.0;
    }
    if long.contains(short) {
        return short.len() as f64 / long.len() as f64;
    }
    let words = |text: &'_ str| -> HashSet<String> { text.split(' ').map(str::to_owned).collect() };
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count() as f64 * 2.0 / (a.len() + b.len()) as f64;
    if shared >= 0.6 { shared } else { 0.0 }
}
