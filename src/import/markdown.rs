//! Markdown: one article a file, with what is said of it in front matter.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{
    decode, html,
    record::{Failure, Record},
};

/// A larger file is no article.
const LARGEST: usize = 16 << 20;

/// Reads the article in `bytes`.
///
/// # Errors
/// When they are no text, too much for an article, or nothing but front matter.
pub fn read(bytes: &[u8]) -> Result<Record, Failure> {
    if bytes.len() > LARGEST {
        return Err(Failure::format(format!("an article of at most {} MB", LARGEST >> 20), "a larger one; split it"));
    }
    let decoded = decode::decode(bytes)?;
    let (mut record, body) = front(&decoded.text);
    let (text, heading) = text(body);
    if text.is_empty() {
        return Err(Failure::format("an article", "a file without text; get the article again"));
    }
    record.title = record.title.or(heading);
    Ok(Record { text, encoding: Some(decoded.encoding), replaced: decoded.replaced, ..record })
}

/// What front matter says, and the text behind it.
fn front(text: &str) -> (Record, &str) {
    let none = || (Record::default(), text);
    let Some(fence) = ["---", "+++"].into_iter().find(|fence| text.lines().next().map(str::trim_end) == Some(fence))
    else {
        return none();
    };
    let mut end = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        let at = end;
        end += line.len();
        if n > 0 && (line.trim_end() == fence || fence == "---" && line.trim_end() == "...") {
            let matter = &text[text.find('\n').map_or(0, |at| at + 1)..at];
            let pairs = if fence == "+++" { toml_pairs(matter) } else { pairs(matter) };
            return (record(&pairs), &text[end..]);
        }
    }
    none()
}

fn record(pairs: &[(String, String)]) -> Record {
    let value = |keys: &[&str]| {
        let mut values =
            keys.iter().filter_map(|key| pairs.iter().find(|(own, value)| own == key && !value.is_empty()));
        values.next().map(|(_, value)| value.clone())
    };
    let is_link = |value: &String| value.starts_with("http://") || value.starts_with("https://");
    let links = ["url", "canonical_url", "canonicalurl", "canonical", "link", "permalink", "source"];
    let outlets = ["outlet", "publisher", "publication", "newspaper", "site_name", "site", "source"];
    Record {
        title: value(&["title", "headline"]),
        outlet: outlets.iter().filter_map(|key| value(&[key])).find(|value| !is_link(value)),
        author: value(&["author", "authors", "byline", "by"]),
        language: value(&["lang", "language", "locale"]),
        published: value(&["date", "published", "publishdate", "pubdate", "date_published", "published_at"]),
        url: links.iter().filter_map(|key| value(&[key])).find(is_link),
        ..Record::default()
    }
}

/// Keys and values of lines such as `title: "A title"`, `authors: [A, B]`, or `authors:` with `- A` under it.
fn pairs(matter: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for line in matter.lines() {
        let own = line.trim();
        if let Some(item) = own.strip_prefix("- ") {
            if let Some((_, value)) = pairs.last_mut() {
                value.push_str(if value.is_empty() { "" } else { ", " });
                value.push_str(bare(item));
            }
        } else if let Some((key, value)) = own.split_once(':').filter(|_| !line.starts_with([' ', '\t', '#'])) {
            let listed = value.trim().strip_prefix('[').and_then(|value| value.strip_suffix(']'));
            let value = match listed {
                Some(items) => items.split(',').map(bare).collect::<Vec<_>>().join(", "),
                None => bare(value).to_owned(),
            };
            pairs.push((key.trim().to_lowercase(), value));
        }
    }
    pairs
}

/// A value without its quotation marks.
fn bare(value: &str) -> &str {
    let value = value.trim();
    let inside = |mark| value.strip_prefix(mark).and_then(|value| value.strip_suffix(mark));
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

fn toml_pairs(matter: &str) -> Vec<(String, String)> {
    let table: toml::Table = toml::from_str(matter).unwrap_or_default();
    table.into_iter().map(|(key, value)| (key.to_lowercase(), plain(&value))).collect()
}

fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        toml::Value::Table(_) => String::new(),
        other => other.to_string(),
    }
}

/// The text of Markdown, paragraphs apart by empty lines, and its first heading of the first rank.
fn text(markdown: &str) -> (String, Option<String>) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader::default();
    Parser::new_ext(markdown, options).for_each(|event| reader.take(event));
    reader.end();
    (reader.text, reader.heading)
}

#[derive(Default)]
struct Reader {
    text: String,
    paragraph: String,
    /// HTML among the Markdown, until it is complete.
    html: String,
    /// Open pictures, whose text is not shown.
    pictures: usize,
    heading: Option<String>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.pictures += 1,
            Event::End(TagEnd::Image) => self.pictures -= 1,
            Event::Text(text) | Event::Code(text) if self.pictures == 0 => self.paragraph.push_str(&text),
            Event::SoftBreak => self.paragraph.push(' '),
            Event::HardBreak => self.paragraph.push('\n'),
            Event::InlineHtml(tag) if tag.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("<br")) => {
                self.paragraph.push('\n');
            }
            Event::Html(html) => self.html.push_str(&html),
            Event::End(TagEnd::HtmlBlock) => {
                let html = std::mem::take(&mut self.html);
                html::inside(&html).iter().for_each(|line| self.add(line));
            }
            Event::End(TagEnd::TableCell) => self.paragraph.push('\t'),
            Event::End(TagEnd::Heading(rank)) => {
                let first = Some(self.paragraph.trim()).filter(|text| rank == HeadingLevel::H1 && !text.is_empty());
                self.heading = self.heading.take().or(first.map(str::to_owned));
                self.end();
            }
            Event::Start(tag) if !is_inline(&tag) => self.end(),
            Event::End(tag) if !is_inline_end(tag) => self.end(),
            _ => {}
        }
    }

    /// Ends a paragraph.
    fn end(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        self.add(&paragraph);
    }

    fn add(&mut self, paragraph: &str) {
        let paragraph = paragraph.trim_matches([' ', '\t', '\n']);
        if !paragraph.trim().is_empty() {
            self.text.push_str(if self.text.is_empty() { "" } else { "\n\n" });
            self.text.push_str(paragraph);
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    is_inline_end(tag.to_end())
}

fn is_inline_end(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript, TableCell};
    matches!(tag, Emphasis | Image | Link | Strikethrough | Strong | Subscript | Superscript | TableCell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_in_both_forms() {
        let yaml = "---\ntitle: \"Three mills: a tale\"\ndate: 2024-10-31 10:32\nauthors:\n  - Ada Brook\n  - Ben Croft\nlang: en-GB\n\
                    source: https://example.org/mills\npublication: 'The Post'\ntags: [a, b]\n---\n# Mills\n\nText.\n";
        let toml = "+++\ntitle = \"Three mills: a tale\"\ndate = 2024-10-31T10:32:00Z\nauthors = [\"Ada Brook\", \"Ben Croft\"]\n\
                    lang = \"en-GB\"\nurl = \"https://example.org/mills\"\nsource = \"The Post\"\n[extra]\na = 1\n+++\r\n# Mills\n\nText.\n";
        for file in [yaml, toml, &yaml.replace('\n', "\r\n"), &yaml.replace("---\n#", "...\n#")] {
            let record = read(file.as_bytes()).unwrap();
            assert_eq!(record.title.as_deref(), Some("Three mills: a tale"));
            assert_eq!(record.author.as_deref(), Some("Ada Brook, Ben Croft"));
            assert_eq!(record.language.as_deref(), Some("en-GB"));
            assert_eq!(record.url.as_deref(), Some("https://example.org/mills"));
            assert_eq!(record.outlet.as_deref(), Some("The Post"));
            let date = crate::import::dates::metadata(&record.published.unwrap(), None);
            assert_eq!(date.as_deref(), Some("2024-10-31"));
            assert_eq!(record.text, "Mills\n\nText.");
        }
    }

    #[test]
    fn markup_is_taken_off_and_paragraphs_are_kept() {
        let file = "Mills\n=====\n\nThe *miller*, **Ada Brook**, [said](https://example.org) &laquo;\u{A0}no\u{A0}&raquo;\nand left.  \nShe `did`.\n\n\
                    > The grain can wait.\n>\n> – Ben Croft, baker\n\n![a picture](x.png)\n\n* one\n* two\n\n| Grain | Price |\n|--|--|\n| Rye | 12 |\n\n\
                    <div class=\"note\"><p>A note<br>in HTML.</p><script>no()</script></div>\n\n---\n\nEnd<br/>of it.[^1]\n\n[^1]: Or so.\n";
        let record = read(file.as_bytes()).unwrap();
        assert_eq!(record.title.as_deref(), Some("Mills"));
        assert_eq!(
            record.text,
            "Mills\n\nThe miller, Ada Brook, said «\u{A0}no\u{A0}» and left.\nShe did.\n\nThe grain can wait.\n\n– Ben Croft, baker\n\n\
             one\n\ntwo\n\nGrain\tPrice\n\nRye\t12\n\nA note\nin HTML.\n\nEnd\nof it.\n\nOr so."
        );
    }

    #[test]
    fn what_only_looks_like_front_matter_is_text() {
        for (file, text) in [
            ("---\ntitle: a\n\nText.", "title: a\n\nText."),
            ("+++\nbroken = = toml\n+++\nText.", "Text."),
            ("Text.\n\n---\ntitle: a\n---\n", "Text.\n\ntitle: a"),
        ] {
            assert_eq!(read(file.as_bytes()).unwrap().text, text);
        }
        let empty = read(b"---\ntitle: a\n---\n").unwrap_err();
        assert_eq!(empty.to_string(), "expected an article, found a file without text; get the article again");
    }

    #[test]
    fn deep_markup_takes_no_longer() {
        for piece in ["> ", "* ", "[", "![", "*a _", "<a ", "`", "[^1]: ", "| a ", "<div>\n"] {
            let start = std::time::Instant::now();
            let _ = read(piece.repeat(20_000).as_bytes());
            assert!(start.elapsed().as_secs() < 10, "{piece} {:?}", start.elapsed());
        }
    }
}
