//! HTML: one page of a news site, of which the article is read.

mod article;
mod blocks;
mod charset;
mod choice;
mod furniture;
mod headline;
mod linked;
mod meta;
mod names;
mod printed;
mod sums;
mod text;
mod tree;

use super::{
    decode,
    record::{Failure, Record},
    translated,
};

/// A larger page is no article.
const LARGEST: usize = 16 << 20;

/// A page with less text, in bytes, may have its article elsewhere.
const SHORT: usize = 200;

/// How pages begin, when comments and spaces are left out.
const BEGINNINGS: &[&str] = &["<!doctype html", "<html", "<head", "<body"];

/// Whether `head` begins as a page does, in one-byte characters or two.
pub fn recognises(head: &[u8]) -> bool {
    if !head.iter().take(8).any(|&b| b == b'<') && !head.trim_ascii_start().starts_with(b"<") {
        return false;
    }
    let head: Vec<u8> = head.iter().copied().filter(|&b| b != 0).map(|b| b.to_ascii_lowercase()).collect();
    let head = head.strip_prefix(b"\xFF\xFE").or_else(|| head.strip_prefix(b"\xFE\xFF")).unwrap_or(&head);
    let head = String::from_utf8_lossy(head);
    let mut rest = head.trim_start();
    while let Some(skipped) = [("<!--", "-->"), ("<?xml", "?>")].iter().find_map(|(begin, end)| {
        rest.strip_prefix(begin).and_then(|inside| inside.split_once(end)).map(|(_, rest)| rest)
    }) {
        rest = skipped.trim_start();
    }
    let mut after = BEGINNINGS.iter().filter_map(|&begin| rest.strip_prefix(begin));
    after.any(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Reads the article of the page in `bytes`.
///
/// # Errors
/// When they are no text, or too much for an article, or there is nothing to read.
pub fn read(bytes: &[u8]) -> Result<Record, Failure> {
    if bytes.len() > LARGEST {
        return Err(Failure::format(
            format!("a page of at most {} MB", LARGEST >> 20),
            "a larger one; split it into articles",
        ));
    }
    let decoded = decode::decode_as(bytes, charset::declared(bytes).as_deref())?;
    let tree = tree::Tree::new(&decoded.text)?;
    let meta = meta::Meta::new(&tree);
    let article = article::article(&tree, &meta.titles());
    let mut text = text::text(&tree, &article);
    // some pages are put together by a program, and have their text for search engines only
    if text.len() < SHORT {
        text = meta.text().filter(|told| told.len() > 2 * text.len()).unwrap_or(text);
    }
    if text.is_empty() {
        return Err(Failure::format("an article", "a page without text; save the page from a browser"));
    }
    let headed = article.headline.as_ref().map(|&(place, _)| article.blocks[place].at);
    let (headline, language) = (article.headline.as_ref().map(|(_, text)| text.as_str()), meta.language(&text));
    let printed = || printed::printed(&tree, headed, language.as_deref());
    Ok(Record {
        title: meta.title(headline),
        outlet: meta.outlet(headline),
        author: meta.author(),
        published: meta.published().or_else(printed),
        language,
        url: meta.url(),
        translated: is_translated(&tree),
        encoding: Some(decoded.encoding),
        replaced: decoded.replaced,
        text,
        ..Record::default()
    })
}

/// Whether a translator left its class on the page, or a line of it says that a machine translated it.
fn is_translated(tree: &tree::Tree) -> bool {
    let root = tree.nodes.iter().find(|node| &*node.name == "html");
    let class = root.and_then(|node| node.attribute("class")).is_some_and(translated::is_class);
    class || readable(tree).any(|line| translated::says_so(&line))
}

/// All that can be read in a piece of HTML, line by line, but for elements with these names.
///
/// # Errors
/// When it has more tags and texts than any article.
pub(super) fn lines(html: &str, unread: &[&str]) -> Result<Vec<String>, Failure> {
    let tree = tree::Tree::new(html)?;
    let skipped: Vec<bool> = tree.nodes.iter().map(|node| unread.contains(&&*node.name)).collect();
    Ok(blocks::blocks(&tree, &skipped).into_iter().map(|block| block.text).collect())
}

/// All that can be read in a piece of HTML inside a text, line by line.
pub(super) fn inside(html: &str) -> Vec<String> {
    tree::Tree::new(html).map(|tree| readable(&tree).collect()).unwrap_or_default()
}

fn readable(tree: &tree::Tree) -> impl Iterator<Item = String> {
    let skipped: Vec<bool> = tree.nodes.iter().map(|node| names::role(node).apart).collect();
    blocks::blocks(tree, &skipped).into_iter().map(|block| block.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_by_their_first_tags() {
        for (head, is_page) in [
            ("<!DOCTYPE html>", true),
            ("<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", true),
            ("<!-- saved from url=(0014)about:internet -->\r\n<html lang='fr'>", true),
            ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html PUBLIC \"x\">", true),
            ("<HEAD><TITLE>", true),
            ("<body>", true),
            ("<header>", false),
            ("<?xml version=\"1.0\"?><rss version=\"2.0\">", false),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", false),
            ("<!-- a note without an end <html>", false),
            ("Das Element <html> steht am Anfang.", false),
            ("", false),
        ] {
            assert_eq!(recognises(head.as_bytes()), is_page, "{head}");
            let wide: Vec<u8> =
                "\u{FEFF}".encode_utf16().chain(head.encode_utf16()).flat_map(u16::to_le_bytes).collect();
            assert_eq!(recognises(&wide), is_page, "{head}");
        }
    }
}
