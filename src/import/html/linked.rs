//! What a page says of itself in JSON-LD, the data that sites print for search engines. Much of it is broken: what cannot be
//! read is as if it were not there.

use serde_json::{Map, Value};

use super::tree::{Tree, plain};

/// Names of authors that are read.
const MOST: usize = 20;

/// The objects of all blocks of JSON-LD on a page.
#[derive(Debug, Default)]
pub struct Linked(Vec<Map<String, Value>>);

impl Linked {
    /// Reads the blocks of a page.
    pub fn new(tree: &Tree) -> Self {
        let mut linked = Linked::default();
        let blocks = tree.nodes.iter().filter(|n| n.name.is_empty() && &*tree.nodes[n.parent].name == "script");
        blocks.filter_map(|block| read(&block.text)).for_each(|value| linked.add(value));
        linked
    }

    fn add(&mut self, value: Value) {
        match value {
            Value::Array(values) => values.into_iter().for_each(|value| self.add(value)),
            Value::Object(mut object) => {
                let graph = object.remove("@graph");
                self.0.push(object);
                graph.into_iter().for_each(|graph| self.add(graph));
            }
            _ => {}
        }
    }

    /// The article of the page: the first one, else what else has a headline and a date.
    fn article(&self) -> Option<&Map<String, Value>> {
        let is_article = |o: &&Map<String, Value>| types(o).any(|t| t.ends_with("Article") || t.ends_with("Posting"));
        let is_dated = |o: &&Map<String, Value>| o.contains_key("headline") || o.contains_key("datePublished");
        self.0.iter().find(is_article).or_else(|| self.0.iter().find(is_dated))
    }

    /// A plain value of the article.
    pub fn value(&self, key: &str) -> Option<String> {
        let value = self.article()?.get(key)?;
        value.as_str().or_else(|| value.get(0)?.as_str()).map(plain).filter(|text| !text.is_empty())
    }

    /// A text of the article, lines as they are.
    pub fn text(&self, key: &str) -> Option<String> {
        let lines = self.article()?.get(key)?.as_str()?.lines().map(plain).filter(|line| !line.is_empty());
        Some(lines.collect::<Vec<_>>().join("\n\n")).filter(|text| !text.is_empty())
    }

    /// The names of persons or organisations that the article has under a key.
    pub fn names(&self, key: &str) -> Vec<String> {
        let values = match self.article().and_then(|article| article.get(key)) {
            Some(Value::Array(values)) => values.iter().collect(),
            Some(value) => vec![value],
            None => Vec::new(),
        };
        values.into_iter().take(MOST).filter_map(|value| self.name(value)).collect()
    }

    fn name(&self, value: &Value) -> Option<String> {
        let name = match value {
            Value::String(name) => Some(name),
            Value::Object(object) => match object.get("name").or_else(|| self.referred(object)?.get("name"))? {
                Value::String(name) => Some(name),
                _ => None,
            },
            _ => None,
        };
        name.map(|name| plain(name)).filter(|name| !name.is_empty())
    }

    /// The object that `{"@id": …}` refers to.
    fn referred(&self, object: &Map<String, Value>) -> Option<&Map<String, Value>> {
        let id = object.get("@id")?;
        self.0.iter().find(|other| other.get("@id") == Some(id) && other.contains_key("name"))
    }
}

fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let types = object.get("@type").into_iter();
    types.flat_map(|t| t.as_array().map_or(std::slice::from_ref(t), Vec::as_slice)).filter_map(Value::as_str)
}

/// The value of a block, also where it stands in a comment, has line ends in its strings, or commas before closing brackets.
fn read(block: &str) -> Option<Value> {
    let block = block.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
    let block = block.trim_end_matches("-->").trim_end_matches("//]]>").trim().trim_end_matches(';');
    serde_json::from_str(block).or_else(|_| serde_json::from_str(&mended(block))).ok()
}

fn mended(block: &str) -> String {
    let mut mended = String::with_capacity(block.len());
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in block.char_indices() {
        let closes = || block[at + 1..].trim_start().starts_with(['}', ']']);
        match c {
            _ if c.is_control() => mended.push(' '),
            ',' if !quoted && closes() => {}
            _ => mended.push(c),
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(blocks: &str) -> Linked {
        Linked::new(&Tree::new(&format!("<script type=\"application/ld+json\">{blocks}</script>")).unwrap())
    }

    #[test]
    fn the_article_is_found_wherever_it_lies() {
        for block in [
            r#"{"@type": "NewsArticle", "headline": "A &amp; B"}"#,
            r#"[{"@type": "WebSite", "headline": "C"}, {"@type": ["Thing", "BlogPosting"], "headline": "A & B"}]"#,
            r#"{"@graph": [{"@type": "Organization"}, {"@graph": [{"@type": "Article", "headline": ["A & B"]}]}]}"#,
            "<!-- {\"headline\": \"A\n& B\",} -->",
        ] {
            assert_eq!(linked(block).value("headline").as_deref(), Some("A & B"), "{block}");
        }
    }

    #[test]
    fn names_are_texts_objects_or_lie_elsewhere() {
        for (author, names) in [
            (r#""Ada Brook""#, &["Ada Brook"][..]),
            (r#"[{"name": "Ada Brook"}, {"@id": "b"}, {"@id": "c"}, 7, null]"#, &["Ada Brook", "Ben Croft"]),
            (r#"{"name": ["no text"]}"#, &[]),
        ] {
            let graph = r#"{"@id": "b", "name": "Ben Croft"}"#;
            let block = format!(r#"[{{"@type": "Article", "author": {author}}}, {graph}]"#);
            assert_eq!(linked(&block).names("author"), names, "{author}");
        }
    }

    #[test]
    fn what_is_broken_is_not_there() {
        for block in ["", "{", "null", "[[[]]]", "{\"@graph\": 3}", "{\"headline\": {}}", &"[".repeat(100_000)] {
            assert_eq!(linked(block).value("headline"), None);
        }
    }
}
