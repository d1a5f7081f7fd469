//! The text of an article, put together of what is kept.

use super::{article::Article, choice::Choice, tree::Tree};

/// The text of an article, paragraphs apart by empty lines, the cells of a row by tabs.
pub fn text(tree: &Tree, article: &Article) -> String {
    let mut text = article.headline.as_ref().map_or_else(String::new, |(_, headline)| headline.clone());
    let mut before = None;
    for block in Choice::new(tree, article).chosen() {
        let cell = tree.nearest(block.element, &["td", "th"]).filter(|&cell| cell > article.element);
        let row = |cell: Option<usize>| cell.and_then(|cell| tree.nearest(cell, &["tr"]));
        let same_row = row(cell).is_some() && row(cell) == row(before) && cell != before;
        if !text.is_empty() {
            text.push_str(if same_row { "\t" } else { "\n\n" });
        }
        text.push_str(&block.text);
        before = cell;
    }
    text
}
