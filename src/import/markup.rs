//! HTML inside other formats: the text of a field or of an item of a feed.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

use super::record::Record;

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

/// Reads a piece of HTML.
pub(super) fn from_markup(html: &str) -> Record {
    let (mut text, mut rest) = (String::with_capacity(html.len()), html);
    // a text with no paragraphs of its own keeps the lines it has
    let has_blocks = html.split('<').skip(1).any(|tag| BLOCKS.contains(&&*name(tag)) || name(tag) == "br");
    while let Some(at) = rest.find('<') {
        push(&mut text, &rest[..at], has_blocks);
        rest = after_tag(&rest[at..], &mut text);
    }
    push(&mut text, rest, has_blocks);
    Record { text: tidied(&text), ..Record::default() }
}

/// Reads what begins with `<`; what comes after it.
fn after_tag<'h>(html: &'h str, text: &mut String) -> &'h str {
    if let Some(rest) = html.strip_prefix("<!--") {
        return rest.split_once("-->").map_or("", |(_, rest)| rest);
    }
    if let Some(rest) = html.strip_prefix("<![CDATA[") {
        return rest;
    }
    if !html[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        text.push('<');
        return &html[1..];
    }
    let Some((tag, rest)) = html[1..].split_once('>') else { return "" };
    let name = name(tag);
    if UNREAD.contains(&&*name) && !tag.starts_with('/') && !tag.ends_with('/') {
        return after_end(rest, &name);
    }
    match &*name {
        "br" => text.push('\n'),
        name if BLOCKS.contains(&name) => text.push_str("\n\n"),
        _ => {}
    }
    rest
}

/// What comes after the end tag of `element`; nothing where there is none.
fn after_end<'h>(html: &'h str, element: &str) -> &'h str {
    let is_end = |at: &usize| html[at + 2..].get(..element.len()).is_some_and(|n| n.eq_ignore_ascii_case(element));
    let end = html.match_indices("</").map(|(at, _)| at).find(is_end);
    end.and_then(|at| html[at..].split_once('>')).map_or("", |(_, rest)| rest)
}

/// Name of the element of a tag, `<` left off, in small letters.
fn name(tag: &str) -> String {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let letters = tag.chars().take(LONGEST_NAME).take_while(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

/// Adds text between tags, its line breaks as spaces where only tags make lines.
fn push(text: &mut String, between: &str, has_blocks: bool) {
    let decoded = decoded(between);
    if has_blocks {
        text.extend(decoded.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }));
    } else {
        text.push_str(&decoded);
    }
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
        ] {
            assert_eq!(from_markup(html).text, text, "{html}");
        }
    }
}
