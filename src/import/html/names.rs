//! What the names of elements and the words of lines tell, as `data/pages.toml` lists them.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::tree::Node;
use crate::text::fold;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    elements: Elements,
    names: Names,
    lines: Lines,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Elements {
    apart: Vec<String>,
    perhaps: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    body: Vec<String>,
    furniture: Vec<String>,
    perhaps: Vec<String>,
}

/// Beginnings of lines, and whole ones; folded.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    begins: Vec<String>,
    whole: Vec<String>,
    pleas: Vec<String>,
    ends: Vec<String>,
    bylines: Vec<String>,
}

/// What an element is by its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// It is never part of an article.
    pub apart: bool,
    /// It holds the article.
    pub body: bool,
    /// It is no part of an article.
    pub furniture: bool,
    /// It is none, unless much of the page is in it.
    pub perhaps: bool,
}

struct Known {
    lists: Lists,
    /// All names, and how many of them are those of a body, and of these and furniture.
    names: AhoCorasick,
    bounds: (usize, usize),
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut lists: Lists = toml::from_str(include_str!("../../../data/pages.toml")).expect("data/pages.toml is tested");
    let Lines { begins, whole, pleas, ends, bylines } = &mut lists.lines;
    for line in begins.iter_mut().chain(whole).chain(pleas).chain(ends).chain(bylines) {
        *line = fold(line);
    }
    let Names { body, furniture, perhaps } = &lists.names;
    let pattern = |name: &String| match (name.strip_prefix('='), name.strip_suffix('*')) {
        (Some(whole), _) => format!("^ {whole} $"),
        (_, Some(beginning)) => format!(" {beginning}"),
        _ => format!(" {name} "),
    };
    let names = AhoCorasick::new(body.iter().chain(furniture).chain(perhaps).map(pattern));
    let bounds = (body.len(), body.len() + furniture.len());
    Known { names: names.expect("a few hundred short names"), bounds, lists }
});

/// Attributes in which authors of pages name elements.
const NAMED: &[&str] = &[
    "class",
    "id",
    "role",
    "name",
    "data-area",
    "data-component",
    "data-module",
    "data-testid",
    "data-type",
    "data-widget_type",
];

/// What an element is by its names and attributes.
pub fn role(node: &Node) -> Role {
    let elements = &KNOWN.lists.elements;
    let is = |list: &[String]| list.iter().any(|name| **name == *node.name);
    let mut role = Role { apart: is(&elements.apart), perhaps: is(&elements.perhaps), ..Role::default() };
    let named = NAMED.iter().filter_map(|name| node.attribute(name));
    for name in named.flat_map(str::split_ascii_whitespace) {
        add(&mut role, &words(name));
    }
    role.body |= node.attribute("itemprop").is_some_and(|p| p.split_ascii_whitespace().any(|p| p == "articleBody"));
    role.perhaps |= node.attribute("hidden").is_some() || node.attribute("aria-hidden") == Some("true");
    role.perhaps |= node.attribute("style").is_some_and(|s| s.replace(' ', "").contains("display:none"));
    role
}

fn add(role: &mut Role, name: &str) {
    let (body, furniture) = KNOWN.bounds;
    for found in KNOWN.names.find_overlapping_iter(name) {
        let place = found.pattern().as_usize();
        role.body |= place < body;
        role.furniture |= (body..furniture).contains(&place);
        role.perhaps |= place >= furniture;
    }
}

/// The words of a name, each between spaces: `^ entry content $` of `entry-content` and `entryContent`.
fn words(name: &str) -> String {
    let mut words = String::from("^ ");
    let mut after_small = false;
    for c in name.chars().take(200) {
        if c.is_alphanumeric() {
            if c.is_uppercase() && after_small {
                words.push(' ');
            }
            words.extend(c.to_lowercase());
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
        after_small = c.is_lowercase();
    }
    words.push_str(if words.ends_with(' ') { "$" } else { " $" });
    words
}

/// What a line is by its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Nothing that is known.
    Plain,
    /// Furniture as it stands.
    Furniture,
    /// Furniture if it is not long: *Sign up for …*
    Plea,
    /// Furniture if it is a link or no sentence: *Read more*.
    Pointer,
    /// The heading of comments.
    End,
    /// It begins as a line does that names an author.
    Byline,
}

/// What a block is by the words of its first line.
pub fn line(text: &str) -> Line {
    let beginning: String = text.chars().take(60).take_while(|&c| c != '\n').collect();
    let folded = fold(beginning.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let whole = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    let begins = |list: &[String]| {
        let rests = list.iter().filter_map(|begin| folded.strip_prefix(begin.as_str()));
        rests.into_iter().any(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let lines = &KNOWN.lists.lines;
    match () {
        () if lines.whole.iter().any(|own| own == whole) => Line::Furniture,
        () if begins(&lines.ends) => Line::End,
        () if begins(&lines.pleas) => Line::Plea,
        () if begins(&lines.begins) || text.starts_with('©') => Line::Pointer,
        () if begins(&lines.bylines) && names_somebody(&beginning) => Line::Byline,
        () => Line::Plain,
    }
}

/// Whether the word behind the first one begins as a name does.
fn names_somebody(line: &str) -> bool {
    let initials = line.split_whitespace().skip(1).filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
    initials.take(2).any(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_into_words() {
        for (name, expected) in [
            ("entry-content", "^ entry content $"),
            ("ArticleBody_root__x1Q", "^ article body root x1q $"),
            ("a_", "^ a $"),
        ] {
            assert_eq!(words(name), expected);
        }
    }

    #[test]
    fn a_name_counts_as_a_whole() {
        let of = |name| {
            let mut role = Role::default();
            add(&mut role, &words(name));
            (role.body, role.furniture, role.perhaps)
        };
        assert_eq!(of("entry-content"), (true, false, false));
        assert_eq!(of("relatedPosts"), (false, true, false));
        assert_eq!(of("widget"), (false, false, true));
        assert_eq!(of("elementor-widget"), (false, false, false));
        assert_eq!(of("headlines"), (false, false, false));
        assert_eq!(of("upload"), (false, false, false));
    }

    #[test]
    fn lines_by_their_words() {
        for (text, expected) in [
            ("À LIRE AUSSI : Un pont", Line::Pointer),
            ("→ Read more", Line::Pointer),
            ("Read moreover", Line::Plain),
            ("Publicité", Line::Furniture),
            ("Publicité mensongère, a dit le juge.", Line::Plain),
            ("Comentarios (6)", Line::End),
            ("Par Jean Dupin", Line::Byline),
            ("Written by Jean Dupin", Line::Byline),
            ("By the river, three mills reopen", Line::Plain),
            ("Paris", Line::Plain),
        ] {
            assert_eq!(line(text), expected, "{text}");
        }
    }
}
