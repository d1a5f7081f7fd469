//! The registry of formats: what documents can be read from.

use std::{io::BufRead, ops::ControlFlow};

use super::{
    csv, feed,
    fields::Map,
    html, json, markdown,
    record::{Failure, Piece, Record},
    text,
};

/// A format of documents.
pub struct Format {
    /// What it is called, also in the base.
    pub name: &'static str,
    /// Ends of file names, without the point, that mean this format when the content does not tell.
    pub extensions: &'static [&'static str],
    /// Whether an input is of this format for sure, from its first few thousand bytes, without a byte order mark and the spaces
    /// after it.
    pub recognises: fn(&[u8]) -> bool,
    /// How it is read.
    pub read: Read,
    /// What is read of it, for the docs.
    pub meaning: &'static str,
}

/// Receives the documents of an input one by one, and can end the reading.
pub type Sink<'s> = dyn FnMut(Piece) -> ControlFlow<()> + 's;

/// How a format is read.
pub enum Read {
    /// The whole input is one document.
    One(fn(&[u8]) -> Result<Record, Failure>),
    /// It holds many, which are handed on as they are found: memory does not grow with the input. The map says under which names
    /// the user wants fields to be looked for.
    Many(fn(&mut dyn BufRead, &Map, &mut Sink<'_>) -> Result<(), Failure>),
}

/// Every format, the more particular ones first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "JSON",
        extensions: &["json"],
        recognises: json::recognises,
        read: Read::Many(json::read),
        meaning: "a list of objects, an object with such a list, or one object is read article by article",
    },
    Format {
        name: "JSON lines",
        extensions: &["jsonl", "ndjson", "jl"],
        recognises: json::recognises_lines,
        read: Read::Many(json::lines),
        meaning: "one object a line is one article; a line that is broken is refused, and the others go on",
    },
    Format {
        name: "CSV",
        extensions: &["csv", "tsv", "tab"],
        recognises: csv::recognises,
        read: Read::Many(csv::read),
        meaning: "one row is one article; cells lie between commas, semicolons, tabs or |, and the first line names the columns",
    },
    Format {
        name: "feed",
        extensions: &["rss", "atom", "rdf", "xml"],
        recognises: feed::recognises,
        read: Read::Many(feed::read),
        meaning: "RSS 0.9 to 2.0, RSS 1.0 and Atom: one item is one article, the title of the feed its outlet",
    },
    Format {
        name: "html",
        extensions: &["html", "htm", "xhtml"],
        recognises: html::recognises,
        read: Read::One(html::read),
        meaning: "the article of a page, without navigation, comments and other furniture; title, outlet, author, language, date and \
                  address from JSON-LD and `meta` elements, else from what the page prints",
    },
    Format {
        name: "markdown",
        extensions: &["md", "markdown"],
        recognises: |_| false,
        read: Read::One(markdown::read),
        meaning: "the whole file is one article, markup taken off; front matter between `---` (`key: value`) or `+++` (TOML) gives \
                  title, date, author, lang, url and outlet; else the title is the first `#` heading",
    },
    Format {
        name: "text",
        extensions: &["txt", "text"],
        recognises: |_| false,
        read: Read::One(text::read),
        meaning: "the whole file is one article; the title is its first line that can be one",
    },
];

/// How many bytes the format is told from.
pub const HEAD: usize = 8 << 10;

/// The format of an input with these first bytes and this name: by content first, where it fits several by name among these;
/// by name alone second, else plain text.
pub fn of(name: &str, head: &[u8]) -> &'static Format {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let extension = name.rsplit(['/', '\\']).next().and_then(|file| file.rsplit_once('.')).map(|(_, e)| e);
    let named = |f: &&Format| extension.is_some_and(|e| f.extensions.iter().any(|own| own.eq_ignore_ascii_case(e)));
    let by_content = || FORMATS.iter().filter(|f| (f.recognises)(text));
    let by_both = by_content().find(named).or_else(|| by_content().next());
    by_both.or_else(|| FORMATS.iter().find(named)).unwrap_or(&FORMATS[FORMATS.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_format_before_the_name() {
        for (name, head, format) in [
            ("a.txt", "Un article", "text"),
            ("a", "Un article", "text"),
            ("a.jsonl", "{\"text\": \"a\"}\n{\"text\": \"b\"}", "JSON lines"),
            ("stdin", "{\"text\": \"a\"}\n{\"text\": \"b\"}", "JSON"),
            ("a.jsonl", "{\"text\": \"a long", "JSON lines"),
            ("a.jsonl", "{\"text\": broken}\n{\"text\": \"b\"}", "JSON lines"),
            ("a.json", "{\"text\": \"a\"}\n{\"text\": \"b\"}", "JSON"),
            ("a.txt", " \n[ {\"text\": \"a\"}]", "JSON"),
            ("a.txt", "\u{FEFF}{\n  \"text\": 1", "JSON"),
            ("a.jsonl", "{\n  \"text\": 1", "JSON"),
            ("a.txt", "{accolade}", "text"),
        ] {
            assert_eq!(of(name, head.as_bytes()).name, format, "{name} {head}");
        }
    }
}
