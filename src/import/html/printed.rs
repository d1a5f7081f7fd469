//! The date of publication that a page prints beside its headline.

use super::{blocks::blocks, names::role, tree::Tree};
use crate::import::dates;

/// How many elements and texts may stand between a headline and its date.
const NEAR: usize = 100;

/// How many lines above and below the headline are looked at.
const LINES: (usize, usize) = (5, 9);

/// Longest line that is a date with what belongs to it.
const LONGEST: usize = 100;

/// The date beside the headline, which is the text at `headed`, as the page puts it.
pub fn printed(tree: &Tree, headed: Option<usize>, language: Option<&str>) -> Option<String> {
    let is_date = |text: &&str| dates::metadata(text, language).is_some();
    marked(tree)
        .or_else(|| timed(tree, headed))
        .filter(is_date)
        .map(str::to_owned)
        .or_else(|| line(tree, headed, is_date))
}

/// What is marked as the date of publication.
fn marked(tree: &Tree) -> Option<&str> {
    let node = tree.nodes.iter().find(|node| node.attribute("itemprop") == Some("datePublished"))?;
    ["datetime", "content", "title"].iter().find_map(|name| node.attribute(name))
}

/// The time nearest to the headline that is not one of a change.
fn timed(tree: &Tree, headed: Option<usize>) -> Option<&str> {
    let at = headed.unwrap_or(0);
    let changed = |n: usize| {
        let names = ["class", "itemprop"].iter().filter_map(|name| tree.nodes[n].attribute(name));
        names.map(str::to_ascii_lowercase).any(|name| name.contains("updated") || name.contains("modified"))
    };
    let times = tree.nodes.iter().enumerate().filter(|(n, node)| {
        &*node.name == "time" && (headed.is_none() || n.abs_diff(at) <= NEAR) && !changed(*n) && !changed(node.parent)
    });
    times
        .filter_map(|(n, node)| Some((n, node.attribute("datetime")?)))
        .min_by_key(|(n, _)| n.abs_diff(at))
        .map(|t| t.1)
}

/// The first line near the headline that is a date.
fn line(tree: &Tree, headed: Option<usize>, is_date: impl Fn(&&str) -> bool) -> Option<String> {
    let apart: Vec<bool> = tree.nodes.iter().map(|node| role(node).apart).collect();
    let blocks = blocks(tree, &apart);
    let place = headed.map_or(0, |at| blocks.partition_point(|block| block.at < at));
    let near = &blocks[place.saturating_sub(LINES.0)..blocks.len().min(place + LINES.1)];
    let lines = near.iter().flat_map(|block| block.text.lines()).map(str::trim);
    lines.filter(|line| line.chars().count() <= LONGEST).find(is_date).map(str::to_owned)
}
