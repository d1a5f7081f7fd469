//! The elements of a page, as a flat list in the order of the page. Tag soup is taken as browsers take it, more roughly: time
//! and memory stay in proportion to the page whatever is in it.

use html5gum::{StartTag, State, Token, Tokenizer};

use crate::import::{found::readable, record::Failure};

/// Elements in each other; what lies deeper is taken for part of the last one, as browsers do.
const DEEPEST: usize = 512;

/// How far up an element is looked for that a tag closes.
const REACH: usize = 64;

/// A page with more tags and texts is no article.
const MOST: usize = 1 << 19;

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that lines of text do not run across.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "mark", "nobr", "q", "rb", "ruby", "s", "samp", "script", "small", "span", "strike", "strong",
    "style", "sub", "sup", "svg", "template", "time", "tt", "u", "var", "wbr",
];

/// Elements whose text is not shown, or not as text.
const UNSHOWN: &[&str] = &["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "xmp"];

/// What an end tag inside them does not close outside.
const SCOPES: &[&str] = &["caption", "html", "object", "table", "td", "template", "th"];

/// The attributes that tell anything here.
const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "class",
    "content",
    "data-area",
    "data-component",
    "data-module",
    "data-testid",
    "data-type",
    "data-widget_type",
    "datetime",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "style",
    "title",
    "type",
    "xml:lang",
];

/// A longer value of an attribute, in bytes, tells nothing here.
const LONGEST: usize = 2000;

/// An element, or a text.
#[derive(Debug, Default)]
pub struct Node {
    /// Name of the element, in small letters; empty for a text.
    pub name: Box<str>,
    /// Place of the element around it.
    pub parent: usize,
    /// Where the nodes in it end.
    pub end: usize,
    /// Attributes of the element.
    attributes: Vec<(Box<str>, Box<str>)>,
    /// The text, entities decoded.
    pub text: String,
    /// Whether a line of text ends at it, before and behind.
    pub is_line: bool,
}

impl Node {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| &**own == name).map(|(_, value)| &**value)
    }

    /// Whether it is an element that lines of text do not run across.
    pub fn is_block(&self) -> bool {
        is_block(&self.name)
    }

    /// Whether it is `h1` … `h6`.
    pub fn is_heading(&self) -> bool {
        is_heading(&self.name)
    }
}

fn is_block(name: &str) -> bool {
    !name.is_empty() && !INLINE.contains(&name)
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

/// A page.
#[derive(Debug)]
pub struct Tree {
    /// Elements and texts, each before what lies in it; the first holds all others.
    pub nodes: Vec<Node>,
    /// The elements that are open at the end of what was read.
    open: Vec<usize>,
    /// Elements open beyond the greatest depth.
    beyond: usize,
}

impl Tree {
    /// Reads a page.
    ///
    /// # Errors
    /// When it has more tags and texts than any article.
    pub fn new(page: &str) -> Result<Self, Failure> {
        let mut tree = Tree { nodes: vec![Node::default()], open: vec![0], beyond: 0 };
        let mut tokens = Tokenizer::new(page);
        let mut read = 0;
        while let Some(Ok(token)) = tokens.next() {
            read += usize::from(!matches!(token, Token::Error(_)));
            match token {
                Token::StartTag(tag) => {
                    let name = text_of(&tag.name).into_boxed_str();
                    if let Some(state) = tree.state_in(&name) {
                        tokens.set_state(state);
                    }
                    tree.start(Node { name, attributes: attributes(&tag), ..Node::default() }, tag.self_closing);
                }
                Token::EndTag(tag) => tree.end(&text_of(&tag.name)),
                Token::String(text) => tree.text(&readable(&text_of(&text.value)).collect::<String>()),
                _ => {}
            }
            if read > MOST {
                return Err(Failure::format(
                    format!("a page of at most {MOST} tags and texts"),
                    "more; split it into articles",
                ));
            }
        }
        tree.close(0);
        tree.mark_lines();
        Ok(tree)
    }

    /// Marks where lines end: at blocks, at the signature of a quotation, and at what stands among blocks without text beside it,
    /// which is a block by its looks.
    fn mark_lines(&mut self) {
        let (mut blocks, mut texts) = (vec![false; self.nodes.len()], vec![false; self.nodes.len()]);
        for node in &self.nodes[1..] {
            blocks[node.parent] |= node.is_block();
            texts[node.parent] |= !node.text.trim().is_empty();
        }
        for n in 1..self.nodes.len() {
            let (node, parent) = (&self.nodes[n], self.nodes[n].parent);
            let alone = blocks[parent] && !texts[parent] && !matches!(&*node.name, "" | "br" | "img" | "wbr");
            let signs = &*node.name == "cite" && &*self.nodes[parent].name == "blockquote";
            self.nodes[n].is_line = node.is_block() || alone || signs;
        }
    }

    /// The element around a node, the one around that, and so on.
    pub fn above(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(node), |&n| (n > 0).then(|| self.nodes[n].parent)).skip(1)
    }

    /// The nearest element with one of these names: this one, the one around it, and so on.
    pub fn nearest(&self, element: usize, names: &[&str]) -> Option<usize> {
        std::iter::once(element).chain(self.above(element)).find(|&n| names.contains(&&*self.nodes[n].name))
    }

    /// All text in a node, spaces as one.
    pub fn text_of(&self, node: usize) -> String {
        let texts = self.nodes[node..self.nodes[node].end].iter().map(|n| n.text.as_str());
        texts.collect::<String>().split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether two elements have the same name and classes.
    pub fn is_alike(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.nodes[a], &self.nodes[b]);
        a.name == b.name && a.attribute("class") == b.attribute("class")
    }

    /// What is read after a start tag: text in which `<` means nothing, in most of those elements.
    fn state_in(&self, name: &str) -> Option<State> {
        match name {
            "script" => Some(State::ScriptData),
            "title" | "textarea" if !self.is_drawing() => Some(State::RcData),
            _ if UNSHOWN.contains(&name) && !self.is_drawing() => Some(State::RawText),
            _ => None,
        }
    }

    fn is_drawing(&self) -> bool {
        self.open.iter().any(|&n| matches!(&*self.nodes[n].name, "svg" | "math"))
    }

    fn start(&mut self, node: Node, closed: bool) {
        self.close_before(&node.name);
        if VOID.contains(&&*node.name) || closed && self.is_drawing() {
            self.push(node);
        } else if self.open.len() < DEEPEST {
            let at = self.push(node);
            self.open.push(at);
        } else {
            self.beyond += 1;
        }
    }

    fn push(&mut self, node: Node) -> usize {
        let at = self.nodes.len();
        self.nodes.push(Node { parent: *self.open.last().unwrap_or(&0), end: at + 1, ..node });
        at
    }

    fn text(&mut self, text: &str) {
        let parent = *self.open.last().unwrap_or(&0);
        let element = &self.nodes[parent];
        let wanted = &*element.name == "script" && element.attribute("type").is_some_and(|t| t.contains("ld+json"));
        if wanted || !UNSHOWN.contains(&&*element.name) {
            self.push(Node { text: text.to_owned(), ..Node::default() });
        }
    }

    /// Closes what a start tag ends without saying so: a paragraph before a block, an item before the next one …
    fn close_before(&mut self, name: &str) {
        let (ended, within): (&[&str], &[&str]) = match name {
            "a" => (&["a"], SCOPES),
            "li" => (&["li"], &["ul", "ol", "menu", "table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "tr"], &["table"]),
            "option" => (&["option"], &["select"]),
            _ if is_heading(name) => (&["p", "h1", "h2", "h3", "h4", "h5", "h6"], SCOPES),
            _ if is_block(name) && !self.is_drawing() => (&["p"], SCOPES),
            _ => return,
        };
        let found = self.reach().find(|&place| ended.contains(&self.name(place)) || within.contains(&self.name(place)));
        if let Some(place) = found.filter(|&place| ended.contains(&self.name(place))) {
            self.close(place);
        }
    }

    fn end(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let fits = |own: &str| own == name || is_heading(name) && is_heading(own);
        let stops = |own: &str| match name {
            "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "table" => own == "table",
            "form" => is_block(own),
            _ if is_block(name) => SCOPES.contains(&own),
            _ => is_block(own),
        };
        let found = self.reach().find(|&place| fits(self.name(place)) || stops(self.name(place)));
        if let Some(place) = found.filter(|&place| fits(self.name(place)) && !matches!(name, "body" | "html")) {
            self.close(place);
        }
    }

    /// Places of the open elements, the last ones first.
    fn reach(&self) -> impl Iterator<Item = usize> + use<> {
        (1..self.open.len()).rev().take(REACH)
    }

    fn name(&self, place: usize) -> &str {
        &self.nodes[self.open[place]].name
    }

    /// Closes the open elements from `place` on.
    fn close(&mut self, place: usize) {
        let end = self.nodes.len();
        for node in self.open.drain(place..) {
            self.nodes[node].end = end;
        }
    }
}

fn attributes(tag: &StartTag<()>) -> Vec<(Box<str>, Box<str>)> {
    let short = tag.attributes.iter().filter(|(_, value)| value.len() <= LONGEST);
    let named = short.map(|(name, value)| (text_of(name), text_of(value)));
    named
        .filter(|(name, _)| ATTRIBUTES.contains(&name.as_str()))
        .map(|(name, value)| (name.into(), value.into()))
        .collect()
}

/// The text of a piece of HTML, spaces as one.
pub fn plain(html: &str) -> String {
    Tree::new(html).map_or_else(|_| String::new(), |tree| tree.text_of(0))
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
