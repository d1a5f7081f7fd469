//! Feeds: RSS in its versions, and Atom. An item is an article.

mod start;
#[cfg(test)]
mod tests;

use std::{io::BufRead, ops::ControlFlow};

use quick_xml::{
    Reader,
    events::{BytesRef, BytesStart, Event},
};

pub(super) use self::start::recognises;
use self::start::{attribute, declared, is_root, links};
use super::{
    fields::{Field, Known, Map, is_web},
    format::Sink,
    found::Found,
    markup,
    record::{Failure, Piece, Record},
    stream::{Text, Watch},
};

/// How deep elements may lie in each other.
pub const DEEPEST: usize = 128;

/// The elements of an item, by field; of several the first one counts.
const ELEMENTS: &[(Field, &[&str])] = &[
    (Field::Text, &["content:encoded", "content", "fulltext", "description", "summary"]),
    (Field::Title, &["title", "dc:title"]),
    (Field::Published, &["pubDate", "published", "dc:date", "issued", "created", "updated", "modified"]),
    (Field::Author, &["dc:creator", "author"]),
    (Field::Language, &["dc:language", "language"]),
    (Field::Url, &["link"]),
    (Field::Id, &["guid", "id"]),
];

/// Prefixes that feeds put before the names of their own elements.
const OWN: &[&str] = &["atom:", "a10:", "rss:"];

/// Reads one article an item. What feeds call their fields is fixed, so that a map says nothing here.
///
/// # Errors
/// When it is no feed, is broken or cannot be read; the items before have been handed on.
pub(super) fn read(input: &mut dyn BufRead, _: &Map, sink: &mut Sink<'_>) -> Result<(), Failure> {
    let encoding = declared(input.fill_buf()?);
    let (text, watch) = Text::new(input, encoding);
    let mut xml = Reader::from_reader(text);
    xml.config_mut().expand_empty_elements = true;
    xml.config_mut().allow_dangling_amp = true;
    let mut feed = Feed::new(&watch, sink);
    let mut buffer = Vec::new();
    watch.keep();
    while feed.flow.is_continue() {
        buffer.clear();
        let from = xml.buffer_position();
        let event = xml.read_event_into(&mut buffer);
        let event = event.map_err(|e| watch.failure("a feed", format!("{e} (byte {})", xml.error_position())))?;
        if matches!(event, Event::Eof) {
            return feed.end();
        }
        feed.take(event, from)?;
        if let Some(item) = feed.item.take_if(|item| item.is_closed) {
            let bytes = watch.kept(item.from, xml.buffer_position());
            feed.hand_on(item, bytes);
        }
    }
    Ok(())
}

/// What has been read of a feed.
struct Feed<'f, 's> {
    watch: &'f Watch,
    sink: &'f mut Sink<'s>,
    flow: ControlFlow<()>,
    number: u64,
    /// The elements that are open.
    path: Vec<String>,
    outlet: Option<String>,
    language: Option<String>,
    item: Option<Item>,
    element: Option<Element>,
}

/// An item that is open.
struct Item {
    found: Found,
    /// Where it begins.
    from: u64,
    is_closed: bool,
    /// How many elements are open in which it lies.
    depth: usize,
}

/// An element that is open and whose text counts.
struct Element {
    role: Role,
    text: String,
    /// Whether it holds elements of HTML rather than HTML as text.
    nested: bool,
    /// How many elements are open in which it lies.
    depth: usize,
}

/// What the text of an element is.
#[derive(Clone, Copy)]
enum Role {
    Outlet,
    Language,
    Of(Known),
}

impl<'f, 's> Feed<'f, 's> {
    fn new(watch: &'f Watch, sink: &'f mut Sink<'s>) -> Self {
        let (flow, path) = (ControlFlow::Continue(()), Vec::new());
        Feed { watch, sink, flow, number: 0, path, outlet: None, language: None, item: None, element: None }
    }

    /// Takes what begins at `from`.
    fn take(&mut self, event: Event<'_>, from: u64) -> Result<(), Failure> {
        match event {
            Event::Start(start) => self.open(&start, from)?,
            Event::End(_) => self.close(),
            Event::Text(text) => self.push(&text.xml10_content()),
            Event::CData(text) => self.push(&text.xml10_content()),
            Event::GeneralRef(reference) => self.push_reference(&reference),
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, start: &BytesStart<'_>, from: u64) -> Result<(), Failure> {
        let name = start.name().into_inner();
        let name = OWN.iter().find_map(|own| name.strip_prefix(own)).unwrap_or(name).to_owned();
        let depth = self.path.len();
        if depth == DEEPEST {
            return Err(Failure::format(format!("at most {DEEPEST} elements in each other"), "more"));
        }
        if depth == 0 && !is_root(&name) {
            return Err(Failure::format(
                "a feed (rss, feed or rdf:RDF)",
                format!("`{}`", name.chars().take(40).collect::<String>()),
            ));
        }
        if depth == 0 {
            self.language = attribute(start, "xml:lang");
        }
        match &mut self.element {
            Some(element) => {
                element.nested = true;
                element.text.extend(["<", &name, ">"]);
            }
            None => self.open_element(start, &name, (depth, from)),
        }
        self.path.push(name);
        Ok(())
    }

    /// Opens an element that does not lie in a text.
    fn open_element(&mut self, start: &BytesStart<'_>, name: &str, (depth, from): (usize, u64)) {
        let parent = self.path.last().map_or("", String::as_str);
        let role = match &mut self.item {
            None if matches!(name, "item" | "entry") => {
                self.watch.next();
                let mut found = Found::default();
                if let Some(language) = attribute(start, "xml:lang") {
                    found.put(Known { field: Field::Language, rank: 9 }, &language);
                }
                self.item = Some(Item { found, from, is_closed: false, depth });
                None
            }
            None => matches!(parent, "channel" | "feed").then(|| head_role(name)).flatten(),
            Some(item) if depth == item.depth + 1 => {
                if let Some(url) = links(start, name) {
                    item.found.put(Known { field: Field::Url, rank: 0 }, &url);
                }
                item_role(name)
            }
            Some(_) => None,
        };
        if let Some(role) = role {
            let nested = attribute(start, "type").is_some_and(|kind| kind == "xhtml");
            self.element = Some(Element { role, text: String::new(), nested, depth });
        }
    }

    fn close(&mut self) {
        let name = self.path.pop().unwrap_or_default();
        let depth = self.path.len();
        if let Some(element) = self.element.take_if(|element| element.depth == depth) {
            self.close_element(element);
        } else if let Some(element) = &mut self.element {
            element.text.extend(["</", &name, ">"]);
        } else if let Some(item) = &mut self.item {
            item.is_closed = item.depth == depth;
        }
    }

    fn close_element(&mut self, element: Element) {
        let text = match element.role {
            Role::Of(known) if known.field == Field::Author => author(&element.text),
            // as HTML without tags is not told from a text, its entities are read here
            _ if !element.nested && !markup::is_markup(&element.text) => markup::decoded(&element.text).into_owned(),
            _ => element.text,
        };
        match (element.role, &mut self.item) {
            (Role::Outlet, _) if !text.trim().is_empty() => self.outlet = Some(text.trim().to_owned()),
            (Role::Language, _) if !text.trim().is_empty() => self.language = Some(text.trim().to_owned()),
            (Role::Of(known), Some(item)) => item.found.put(known, &text),
            _ => {}
        }
    }

    /// Hands on the article of an item.
    fn hand_on(&mut self, item: Item, bytes: Vec<u8>) {
        self.number += 1;
        let place = item.found.place().unwrap_or_else(|| self.number.to_string());
        let record = match item.found.get(Field::Text) {
            Some(_) => item.found.record().map(|record| self.signed(&item, record)),
            None => Err(Failure::format("an item with a text", "one without; get the page it links to")),
        };
        self.flow = (self.sink)(Piece { place, bytes, record });
        self.watch.next();
    }

    /// Adds what the feed says of all its items.
    fn signed(&self, item: &Item, record: Record) -> Record {
        let id = item.found.get(Field::Id).map(str::trim).filter(|id| is_web(id)).map(str::to_owned);
        let url = record.url.clone().or(id);
        let (outlet, language) = (self.outlet.clone(), record.language.clone().or_else(|| self.language.clone()));
        self.watch.sign(Record { outlet, language, url, ..record })
    }

    fn push(&mut self, text: &str) {
        if let Some(element) = &mut self.element {
            element.text.push_str(text);
        }
    }

    /// Adds what an entity stands for. Those that a document declares are left as they are: no text grows by them.
    fn push_reference(&mut self, reference: &BytesRef<'_>) {
        let mut text = String::new();
        let nested = self.element.as_ref().is_some_and(|element| element.nested);
        if nested || !markup::push_entity(&mut text, reference) {
            text = format!("&{};", &**reference);
        }
        self.push(&text);
    }

    fn end(&self) -> Result<(), Failure> {
        match self.path.last() {
            Some(open) => Err(Failure::format(format!("</{open}>"), "the end of the feed; get it again")),
            None => Ok(()),
        }
    }
}

/// What an element of the feed itself is.
fn head_role(name: &str) -> Option<Role> {
    match name {
        "title" => Some(Role::Outlet),
        "language" | "dc:language" => Some(Role::Language),
        _ => None,
    }
}

/// What an element of an item is.
fn item_role(name: &str) -> Option<Role> {
    ELEMENTS.iter().find_map(|(field, names)| {
        let rank = names.iter().position(|own| *own == name)?;
        Some(Role::Of(Known { field: *field, rank }))
    })
}

/// The name of an author: Atom has an element for it, RSS often `a.b@example.org (A. B.)`.
fn author(text: &str) -> String {
    let within = |open, close| text.split_once(open).and_then(|(_, rest)| rest.split_once(close)).map(|(name, _)| name);
    let name = within("<name>", "</name>").or_else(|| within("(", ")").filter(|_| text.contains('@')));
    markup::decoded(name.unwrap_or(text)).trim().to_owned()
}
