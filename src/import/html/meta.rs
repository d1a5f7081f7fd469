//! What a page says of itself: its title, outlet, author, language, date and address.

use super::{linked::Linked, names, tree::Tree};
use crate::{import::language, text::fold};

/// Where a page may say when it was published. Never when it was changed.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dc.date",
    "dc.date.created",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published",
    "publication_date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
];

/// Where it may say who wrote it.
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
];

/// What stands between a title and the name of the site.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " • ", " · ", " » ", " « ", " :: ", ": ", "："];

/// Longest title, in bytes.
const LONGEST: usize = 1000;

/// What a page says of itself.
pub struct Meta<'t> {
    tree: &'t Tree,
    linked: Linked,
    /// Names and contents of the `meta` elements.
    tags: Vec<(String, &'t str)>,
    /// The title in the window.
    window: Option<String>,
}

impl<'t> Meta<'t> {
    /// Collects it.
    pub fn new(tree: &'t Tree) -> Self {
        let metas = tree.nodes.iter().filter(|node| &*node.name == "meta");
        let tags = metas.flat_map(|node| {
            let content = node.attribute("content").map_or("", str::trim);
            let names =
                ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(|key| node.attribute(key));
            names.filter(move |_| !content.is_empty()).map(move |name| (name.to_ascii_lowercase(), content))
        });
        let title = tree.nodes.iter().position(|node| &*node.name == "title");
        let window = title.map(|title| tree.text_of(title)).filter(|title| (1..=LONGEST).contains(&title.len()));
        Meta { tree, linked: Linked::new(tree), tags: tags.collect(), window }
    }

    fn tag(&self, name: &str) -> Option<String> {
        self.tags
            .iter()
            .find(|(own, _)| own == name)
            .map(|&(_, content)| content.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Everything that is like the headline.
    pub fn titles(&self) -> Vec<String> {
        let tags = ["og:title", "twitter:title", "parsely-title", "dc.title"].iter().filter_map(|name| self.tag(name));
        tags.chain(self.linked.value("headline")).chain(self.window.clone()).collect()
    }

    /// The title, without the name of the site; `headline` is what the page prints.
    pub fn title(&self, headline: Option<&str>) -> Option<String> {
        let told = self.tag("og:title").or_else(|| self.linked.value("headline"));
        let title = told.or_else(|| headline.map(|h| h.replace('\n', " "))).or_else(|| self.window.clone())?;
        let outlet = self.outlet(headline);
        let site = |part: &str| outlet.as_ref().is_some_and(|outlet| fold(outlet) == fold(part));
        let headline = headline.map(fold);
        let is_whole = |(rest, part): &(&str, &str)| site(part) || headline.as_deref() == Some(&fold(rest));
        let bare = std::iter::successors(Some(title.as_str()), |title| Some(parts(title).find(is_whole)?.0));
        bare.last().map(str::to_owned)
    }

    /// The newspaper, agency or site.
    pub fn outlet(&self, headline: Option<&str>) -> Option<String> {
        let told = self.tag("og:site_name").or_else(|| self.linked.names("publisher").into_iter().next());
        told.or_else(|| self.tag("application-name")).or_else(|| {
            // what the window says besides the headline
            let (window, headline) = (self.window.as_deref()?, fold(headline?));
            let besides = parts(window).find(|(rest, _)| fold(rest) == headline)?.1;
            (names::line(besides) != names::Line::Byline).then(|| besides.to_owned())
        })
    }

    /// Who signed it, several apart by commas.
    pub fn author(&self) -> Option<String> {
        let mut named = self.linked.names("author");
        if !named.iter().any(|name| is_name(name)) {
            named = AUTHORS.iter().find_map(|&name| self.tag(name).filter(|name| is_name(name))).into_iter().collect();
        }
        if named.is_empty() {
            named.extend(self.marked("author"));
        }
        named.retain(|name| is_name(name));
        named.dedup();
        (!named.is_empty()).then(|| named.join(", "))
    }

    /// The text of the first element that is marked as the author.
    fn marked(&self, property: &str) -> Option<String> {
        let nodes = || 0..self.tree.nodes.len();
        let is = |n: usize, key: &str, value: &str| {
            self.tree.nodes[n].attribute(key).is_some_and(|own| own.split_ascii_whitespace().any(|own| own == value))
        };
        let found = nodes().find(|&n| is(n, "itemprop", property) || is(n, "rel", property))?;
        let name = (found..self.tree.nodes[found].end).find(|&n| is(n, "itemprop", "name")).unwrap_or(found);
        Some(self.tree.text_of(name))
    }

    /// The first language told that the text does not contradict.
    pub fn language(&self, text: &str) -> Option<String> {
        let root = self.tree.nodes.iter().filter(|node| &*node.name == "html");
        let root = root.filter_map(|node| node.attribute("lang").or_else(|| node.attribute("xml:lang")));
        let tags = ["og:locale", "content-language", "inlanguage"].iter().filter_map(|name| self.tag(name));
        let told = root.map(str::to_owned).chain(tags).chain(self.linked.value("inLanguage"));
        told.map(|tag| tag.trim().replace('_', "-")).find(|tag| tag.len() >= 2 && language::may_be(tag, text))
    }

    /// When it was published, as the page puts it for machines.
    pub fn published(&self) -> Option<String> {
        let tags = || DATES.iter().find_map(|&name| self.tag(name));
        self.linked.value("datePublished").or_else(tags)
    }

    /// The text of the article, if it is told for search engines.
    pub fn text(&self) -> Option<String> {
        self.linked.text("articleBody")
    }

    /// Where it was published.
    pub fn url(&self) -> Option<String> {
        let links =
            self.tree.nodes.iter().filter(|node| &*node.name == "link" && node.attribute("rel") == Some("canonical"));
        let links = links.filter_map(|node| node.attribute("href")).map(str::to_owned);
        let mut told = links.chain(self.tag("og:url")).chain(self.linked.value("url"));
        told.find(|url| {
            ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme)) && !url.contains(char::is_whitespace)
        })
    }
}

/// Every way to take a title apart at a separator: what is left of it, and the first or last part.
fn parts(title: &str) -> impl Iterator<Item = (&str, &str)> {
    let cuts = SEPARATORS.iter().flat_map(|separator| {
        let last = title.rsplit_once(separator);
        let first = title.split_once(separator).map(|(first, rest)| (rest, first));
        last.into_iter().chain(first)
    });
    cuts.map(|(rest, part)| (rest.trim(), part.trim())).filter(|(rest, part)| !rest.is_empty() && !part.is_empty())
}

fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
        && text.chars().count() <= 100
        && !text.contains("://")
        && !text.starts_with('@')
}
