//! HTML inside other formats: the text of a field or of an item of a feed.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

use super::{html, record::Failure};

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "div",
    "dd",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "title",
    "tr",
    "ul",
];

/// Elements inside a paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "br", "cite", "code", "em", "font", "i", "img", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "u",
];

/// Elements whose content nobody reads.
const UNREAD: &[&str] = &["iframe", "noscript", "script", "style", "svg", "template"];

/// Tags that make a text HTML when it does not begin with one.
const SEVERAL: usize = 2;

/// Longest name of an entity.
const LONGEST_NAME: usize = 32;

/// Whether `text` is written in HTML: it begins with a tag, or holds several.
pub(super) fn is_markup(text: &str) -> bool {
    let known = |name: &str| BLOCKS.contains(&name) || INLINE.contains(&name) || UNREAD.contains(&name);
    let text = text.trim_start();
    if text.starts_with("<!--") || text.starts_with("<![CDATA[") || text.get(..9).is_some_and(is_doctype) {
        return true;
    }
    let tags = text.split('<').skip(1).filter(|tag| tag.contains('>') && known(&name(tag)));
    let enough = if text.starts_with('<') { 1 } else { SEVERAL };
    tags.take(enough).count() == enough
}

fn is_doctype(start: &str) -> bool {
    start.eq_ignore_ascii_case("<!doctype")
}

/// The text of a piece of HTML, nothing taken for furniture: whoever put it into a field has chosen it.
///
/// # Errors
/// When it has more tags than any article.
pub(super) fn from_markup(html: &str) -> Result<String, Failure> {
    // a text with no paragraphs of its own keeps the lines it has
    let has_blocks = html.split('<').skip(1).any(|tag| BLOCKS.contains(&&*name(tag)) || name(tag) == "br");
    let lines = if has_blocks { html::lines(html, UNREAD) } else { html::lines(&format!("<pre>{html}"), UNREAD) };
    Ok(tidied(&lines?.join("\n\n")))
}

/// Name of the element of a tag, `<` left off, in small letters.
fn name(tag: &str) -> String {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let letters = tag.chars().take(LONGEST_NAME).take_while(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

/// The text with its entities as characters; what is no entity stays as it is.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let name = rest[at + 1..].bytes().take(LONGEST_NAME + 1).position(|b| b == b';').map(|n| &rest[at + 1..][..n]);
        let character = name.filter(|name| push_entity(&mut out, name));
        rest = &rest[at + 1 + character.map_or(0, |name| name.len() + 1)..];
        if character.is_none() {
            out.push('&');
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Adds the characters that an entity stands for, unless there is no such one.
pub(super) fn push_entity(out: &mut String, name: &str) -> bool {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(|characters| out.push_str(characters)).is_some();
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32).map(|c| out.push(c)).is_some()
}

/// No space at the ends of lines and no double one, at most one empty line at a time.
fn tidied(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut breaks = 0;
    for line in text.split('\n') {
        let words = line.split([' ', '\t', '\r']).filter(|word| !word.is_empty());
        let start = out.len();
        for word in words {
            if out.len() == start {
                out.push_str(&"\n\n"[..if start == 0 { 0 } else { breaks.min(2) }]);
            } else {
                out.push(' ');
            }
            out.push_str(word);
        }
        breaks = if out.len() == start { breaks + 1 } else { 1 };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_text_with_angles() {
        for (text, expected) in [
            ("<p>Bonjour", true),
            (" \n<!DOCTYPE html><html>", true),
            ("<!-- x --> y", true),
            ("Il a <b>dit</b> non", true),
            ("Il a dit <br> non", false),
            ("<Jean> et <Marie> sont là", false),
            ("1 < 2 et 3 > 2", false),
            ("a < p et b <", false),
            ("", false),
        ] {
            assert_eq!(is_markup(text), expected, "{text}");
        }
    }

    #[test]
    fn paragraphs_come_out_apart_and_the_rest_is_left() {
        for (html, text) in [
            ("<p>Un\n mot &amp; deux.</p><p>« Non&nbsp;»</p>", "Un mot & deux.\n\n«\u{20}Non\u{a0}»"),
            ("Un<br>deux<br/><br/>trois", "Un\ndeux\n\ntrois"),
            ("<script>if (a < b) { x('</p>') }</script><p>Texte</p><style>p {}</style>", "Texte"),
            (
                "<div><a href='x'>L&rsquo;<b>été</b></a> 2 &lt; 3 &unknown; &#233;&#xE9;</div>",
                "L’été 2 < 3 &unknown; éé",
            ),
            ("Un <b>mot</b>\n\nUn <i>autre</i>", "Un mot\n\nUn autre"),
            ("<!-- <p>non</p> --><p>oui", "oui"),
            ("<p>a < b &", "a < b &"),
            ("<script>never closed", ""),
            ("<p>open <a href", "open"),
            ("<p>Un <a title='2 > 1'>lien</a></p><nav>Accueil</nav><footer>Fin</footer>", "Un lien\n\nAccueil\n\nFin"),
            ("<ul><li>un<li>deux</ul><table><tr><td>a<td>b</table>", "un\n\ndeux\n\na\n\nb"),
            ("<p>Un mot<svg><title>flèche</title></svg> et un autre</p>", "Un mot et un autre"),
        ] {
            assert_eq!(from_markup(html).unwrap(), text, "{html}");
        }
    }
}
