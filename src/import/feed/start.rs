//! What feeds begin with, and attributes of elements.

use encoding_rs::Encoding;
use quick_xml::events::BytesStart;

use crate::import::markup;

/// How much of a declaration is looked at.
const DECLARATION: usize = 200;

/// Root elements of feeds, and what stands in them.
const ROOTS: &[(&str, &str)] = &[("rss", ""), ("feed", "/2005/Atom"), ("feed", "/atom/"), ("RDF", "/rss/")];

/// Whether a feed begins with this element.
pub(super) fn is_root(name: &str) -> bool {
    let local = name.rsplit(':').next().unwrap_or(name);
    ROOTS.iter().any(|(root, _)| *root == local)
}

/// Whether the input is a feed for sure, from its first bytes.
pub(in crate::import) fn recognises(head: &[u8]) -> bool {
    if !head.trim_ascii_start().starts_with(b"<") {
        return false;
    }
    let head = String::from_utf8_lossy(head);
    let Some(root) = root(&head) else { return false };
    let name = root.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or_default();
    let local = name.rsplit(':').next().unwrap_or(name);
    let tag = root.split('>').next().unwrap_or_default();
    ROOTS.iter().any(|(root, holds)| *root == local && tag.contains(holds))
}

/// What follows the first `<` of an element: declarations and comments are no elements.
fn root(head: &str) -> Option<&str> {
    let mut rest = head.trim_start();
    loop {
        rest = match rest.strip_prefix('<')? {
            comment if comment.starts_with("!--") => comment.split_once("-->")?.1.trim_start(),
            other if other.starts_with(['?', '!']) => other.split_once('>')?.1.trim_start(),
            element => return Some(element),
        };
    }
}

/// The encoding that `<?xml … encoding="…"?>` declares.
pub(super) fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&head[..head.len().min(DECLARATION)]);
    let declaration = head.trim_start_matches('\u{FEFF}').trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value[1..].split(quote).next()?;
    // a document whose declaration could be read is in no encoding of two bytes a letter
    Encoding::for_label(label.as_bytes()).map(Encoding::output_encoding)
}

/// The value of an attribute.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let mut found = attributes.with_checks(false).flatten().filter(|a| a.key.into_inner() == name);
    found.next().map(|attribute| markup::decoded(&attribute.value).into_owned())
}

/// Where an element of Atom links to, when that is the article itself.
pub(super) fn links(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let is_article = || attribute(start, "rel").is_none_or(|rel| rel == "alternate");
    if name == "link" && is_article() { attribute(start, "href") } else { None }
}
