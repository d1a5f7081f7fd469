//! The usual names of fields and columns, and what each is of a document.

use std::{collections::HashMap, str::FromStr, sync::LazyLock};

use crate::text::fold;

/// What a field or a column can be of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The article itself.
    Text,
    /// Headline.
    Title,
    /// Date of publication.
    Published,
    /// Newspaper, agency or site.
    Outlet,
    /// Who signed it.
    Author,
    /// Language code.
    Language,
    /// Where it was published.
    Url,
    /// When it was fetched.
    Retrieved,
    /// What tells it from the others of its file.
    Id,
}

/// A field and its usual names.
pub struct Row {
    /// The field; rows stand in the order of [`Field`].
    pub field: Field,
    /// What it is called in `--map`.
    pub word: &'static str,
    /// Its usual names, the surer ones first. Capitals, accents and signs do not matter.
    pub names: &'static [&'static str],
}

/// Every field.
pub const FIELDS: [Row; 9] = [
    Row {
        field: Field::Text,
        word: "text",
        names: &[
            "text",
            "body",
            "content",
            "article",
            "article body",
            "main text",
            "full text",
            "article text",
            "body text",
            "content text",
            "content html",
            "content encoded",
            "html",
            "story",
            "contents",
            "article content",
            "texte",
            "contenu",
            "corps",
            "texto",
            "contenido",
            "cuerpo",
            "inhalt",
            "volltext",
            "description",
            "summary",
            "abstract",
            "excerpt",
            "lead",
        ],
    },
    Row {
        field: Field::Title,
        word: "title",
        names: &["title", "headline", "heading", "article title", "titre", "titulo", "titular", "titel"],
    },
    Row {
        field: Field::Published,
        word: "date",
        names: &[
            "date",
            "published",
            "publish date",
            "date publish",
            "date published",
            "published date",
            "publication date",
            "pub date",
            "published at",
            "published on",
            "published time",
            "article published time",
            "dc date",
            "article date",
            "date de publication",
            "publié le",
            "fecha",
            "fecha de publicacion",
            "datum",
            "created",
            "created at",
            "date created",
            "timestamp",
            "issued",
            "updated",
        ],
    },
    Row {
        field: Field::Outlet,
        word: "outlet",
        names: &[
            "outlet",
            "publisher",
            "source",
            "source name",
            "publication",
            "newspaper",
            "media",
            "media name",
            "agency",
            "site name",
            "og site name",
            "site",
            "domain",
            "source domain",
            "journal",
            "medium",
            "medio",
            "quelle",
            "zeitung",
        ],
    },
    Row {
        field: Field::Author,
        word: "author",
        names: &["author", "authors", "byline", "dc creator", "creator", "writer", "journalist", "auteur", "autor"],
    },
    Row {
        field: Field::Language,
        word: "language",
        names: &["language", "lang", "in language", "language code", "dc language", "langue", "idioma", "sprache"],
    },
    Row {
        field: Field::Url,
        word: "url",
        names: &["url", "link", "source url", "article url", "canonical url", "web url", "permalink", "href", "uri"],
    },
    Row {
        field: Field::Retrieved,
        word: "retrieved",
        names: &[
            "retrieved",
            "retrieved at",
            "crawled",
            "crawled at",
            "crawl date",
            "download date",
            "date download",
            "downloaded",
            "fetched",
            "fetched at",
            "scraped at",
            "accessed",
        ],
    },
    Row { field: Field::Id, word: "id", names: &["id", "doc id", "document id", "article id", "uid", "guid", "uuid"] },
];

/// A field that was recognised, and how sure its name is of it: 0 is the surest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The field.
    pub field: Field,
    /// Place of the name among the names of the field.
    pub rank: usize,
}

static USUAL: LazyLock<HashMap<String, Known>> = LazyLock::new(|| {
    let names = |row: &'static Row| {
        row.names.iter().enumerate().map(|(rank, name)| (key(name), Known { field: row.field, rank }))
    };
    FIELDS.iter().flat_map(names).collect()
});

/// A name as names are compared: `Publish_Date`, `publish-date` and `publishDate` are one.
pub(super) fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Which fields and columns the user says to take. One that is named here is looked for under that name only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map(Vec<(Field, String)>);

/// Why a map cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MapError {
    /// A part that is not `FIELD=NAME`.
    #[error("expected FIELD=NAME, found `{0}`; write text=body,date=published for one")]
    Form(String),
    /// A field that documents do not have.
    #[error("expected one of {known}, found `{word}`", known = words())]
    Field {
        /// What stands before `=`.
        word: String,
    },
}

impl FromStr for Map {
    type Err = MapError;

    fn from_str(text: &str) -> Result<Self, MapError> {
        let pair = |part: &str| {
            let (word, name) = part.split_once('=').ok_or_else(|| MapError::Form(part.trim().to_owned()))?;
            let (word, name) = (word.trim(), name.trim());
            if key(name).is_empty() {
                return Err(MapError::Form(part.trim().to_owned()));
            }
            let row =
                FIELDS.iter().find(|row| row.word == word).ok_or_else(|| MapError::Field { word: word.to_owned() })?;
            Ok((row.field, name.to_owned()))
        };
        text.split(',').map(pair).collect::<Result<_, _>>().map(Map)
    }
}

impl Map {
    /// The field that goes by this name.
    pub fn find(&self, name: &str) -> Option<Known> {
        let name = key(name);
        if let Some((rank, (field, _))) = self.0.iter().enumerate().find(|(_, (_, given))| key(given) == name) {
            return Some(Known { field: *field, rank });
        }
        USUAL.get(&name).copied().filter(|known| !self.gives(known.field))
    }

    /// Whether the user says where this field is.
    pub fn gives(&self, field: Field) -> bool {
        self.0.iter().any(|(given, _)| *given == field)
    }

    /// The field that the user says to take at this path of keys within an object, written `article.body`.
    pub(super) fn given(&self, path: &[String]) -> Option<Known> {
        let rank = self.0.iter().position(|(_, name)| keys(name).eq(path.iter().cloned()))?;
        Some(Known { field: self.0[rank].0, rank })
    }

    /// Whether a field that the user names lies deeper on this path.
    pub(super) fn leads(&self, path: &[String]) -> bool {
        let deeper = |name: &str| keys(name).count() > path.len() && keys(name).zip(path).all(|(a, b)| a == *b);
        self.0.iter().any(|(_, name)| deeper(name))
    }
}

fn keys(path: &str) -> impl Iterator<Item = String> {
    path.split('.').map(key)
}

fn words() -> String {
    FIELDS.map(|row| row.word).join(", ")
}

/// Whether `url` leads to a page: what does not, tells no two documents apart in the whole base.
pub fn is_web(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| scheme == "http" || scheme == "https") && !url.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> Option<Field> {
        Map::default().find(name).map(|known| known.field)
    }

    #[test]
    fn names_are_known_however_they_are_written() {
        for (name, expected) in [
            ("full_text", Some(Field::Text)),
            ("fullText", Some(Field::Text)),
            ("articleBody", Some(Field::Text)),
            ("datePublished", Some(Field::Published)),
            ("Publish-Date", Some(Field::Published)),
            ("dc:date", Some(Field::Published)),
            ("PUBLIÉ LE", Some(Field::Published)),
            ("source_url", Some(Field::Url)),
            ("Source", Some(Field::Outlet)),
            ("date_download", Some(Field::Retrieved)),
            ("inLanguage", Some(Field::Language)),
            ("guid", Some(Field::Id)),
            ("", None),
            ("comments", None),
        ] {
            assert_eq!(field(name), expected, "{name}");
        }
    }

    #[test]
    fn no_name_stands_for_two_fields() {
        let mut seen = HashMap::new();
        for (row, name) in FIELDS.iter().flat_map(|row| row.names.iter().map(move |name| (row, name))) {
            assert_eq!(seen.insert(key(name), row.word), None, "{name}");
        }
        for (i, row) in FIELDS.iter().enumerate() {
            assert_eq!(row.field as usize, i, "{}", row.word);
        }
    }

    #[test]
    fn a_map_counts_more_than_the_usual_names() {
        let map: Map = "text = Haupt Teil, id=date".parse().unwrap();
        assert_eq!(map.find("haupt_teil").map(|k| k.field), Some(Field::Text));
        assert_eq!(map.find("text"), None);
        assert_eq!(map.find("date").map(|k| k.field), Some(Field::Id));
        assert_eq!(map.find("title").map(|k| k.field), Some(Field::Title));
        assert!(map.gives(Field::Text) && !map.gives(Field::Url));
    }

    #[test]
    fn a_wrong_map_is_refused_with_the_fields_known() {
        for (map, message) in [
            ("", "expected FIELD=NAME, found ``; write text=body,date=published for one"),
            ("text", "expected FIELD=NAME, found `text`; write text=body,date=published for one"),
            ("text=body,", "expected FIELD=NAME, found ``; write text=body,date=published for one"),
            ("text=-", "expected FIELD=NAME, found `text=-`; write text=body,date=published for one"),
            (
                "texte=body",
                "expected one of text, title, date, outlet, author, language, url, retrieved, id, found `texte`",
            ),
        ] {
            assert_eq!(map.parse::<Map>().unwrap_err().to_string(), message);
        }
    }
}
