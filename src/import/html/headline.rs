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
/// without such a line, the first great heading. With the headline alone, where the block has other lines too.
pub fn headline(tree: &Tree, blocks: &[Block], titles: &[String]) -> Option<(usize, String)> {
    let titles: Vec<String> = titles.iter().filter(|title| title.len() <= 2 * LONGEST).map(|t| searchable(t)).collect();
    let mut best: (f64, Option<(usize, &str)>) = (0.0, None);
    for (place, block) in blocks.iter().enumerate().filter(|(_, block)| block.text.len() <= LONGEST) {
        let rank = rank(tree, block) - if block.is_linked() { 0.3 } else { 0.0 };
        for text in heads(&block.text) {
            let own = searchable(text);
            let like = titles.iter().map(|title| likeness(&own, title)).fold(0.0, f64::max);
            let score = match () {
                () if like >= if rank > 0.0 { 0.3 } else { 0.7 } => like + rank,
                () if rank >= 0.5 && own.len() > 8 => 0.05,
                () => continue,
            };
            if score > best.0 {
                best = (score, Some((place, text)));
            }
        }
    }
    best.1.map(|(place, text)| (place, text.to_owned()))
}

/// What may be the headline in a block: all of it, up to the line that says who wrote the article, or when; or its first line.
fn heads(block: &str) -> impl Iterator<Item = &str> {
    let ends = || block.match_indices('\n').map(|(at, _)| at);
    let credit = ends().find(|&at| is_credit(block[at + 1..].lines().next().unwrap_or_default()));
    let whole = credit.unwrap_or(block.len());
    let first = ends().next().filter(|&first| first < whole);
    [Some(whole), first].into_iter().flatten().map(|end| block[..end].trim_end())
}

/// Whether a line says who wrote the article, or when it was published.
pub fn is_credit(text: &str) -> bool {
    let is_author = names::line(text) == Line::Byline && text.len() <= 200 && !text.ends_with(['.', '!', '?']);
    is_author || text.len() <= LONGEST && dates::published(text, None).is_some()
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
