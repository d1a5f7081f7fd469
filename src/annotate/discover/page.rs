//! One document as discovery sees it, whether it comes from the base or has just been annotated.

use crate::{
    model::{AliasSort, Annotations, EntityId, Zone},
    span::Span,
    text::fold,
};

/// What the body of a document holds.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The text that every span points into.
    pub text: String,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// ISO date of publication.
    pub date: Option<String>,
    /// Mentions with an entity, in order.
    pub mentions: Vec<Known>,
    /// Mentions that may be several entities, in order.
    pub open: Vec<Span>,
    /// Unknown names, in order.
    pub names: Vec<Span>,
    /// Words said, and by whom.
    pub said: Vec<Said>,
}

/// A mention with an entity.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Where it stands.
    pub span: Span,
    /// Whose it is.
    pub entity: EntityId,
    /// Whether it is a word for the people or things of a place.
    pub demonym: bool,
}

/// A quotation.
#[derive(Clone, Debug)]
pub struct Said {
    /// The words.
    pub content: String,
    /// Who said them.
    pub by: Vec<Voice>,
}

/// Who says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Somebody whom the gazetteer knows.
    Entity(EntityId),
    /// Somebody else, by the folded name.
    Name(String),
}

impl Page {
    /// The body of a text that has just been annotated.
    pub fn new(text: &str, date: Option<&str>, found: &Annotations) -> Self {
        let body = |span: Span| {
            let n = found.paragraphs.partition_point(|p| p.span.end <= span.start);
            found.paragraphs.get(n).is_none_or(|p| p.zone == Zone::Body)
        };
        let mentions = found
            .mentions
            .iter()
            .filter(|m| body(m.span))
            .filter_map(|m| Some(Known { span: m.span, entity: m.entity?, demonym: m.sort == AliasSort::Demonym }));
        let said = found.quotations.iter().filter(|q| body(q.hull())).map(|q| Said {
            content: q.content.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" "),
            by: q
                .speakers
                .iter()
                .filter_map(|s| voice(s.entity, s.name.as_deref().or(s.span.map(|s| s.of(text)))))
                .collect(),
        });
        let names = found.names.iter().map(|n| n.span).filter(|&s| body(s)).collect();
        let speakers = found.quotations.iter().flat_map(|q| &q.speakers).filter(|s| s.entity.is_none());
        let open: Vec<Span> = found.mentions.iter().filter(|m| m.entity.is_none()).map(|m| m.span).collect();
        let taken: Vec<Span> = found.mentions.iter().filter(|m| m.entity.is_some()).map(|m| m.span).collect();
        Page {
            text: text.to_owned(),
            language: found.language.clone(),
            date: date.map(str::to_owned),
            mentions: mentions.collect(),
            names: with_speakers(text, names, speakers.filter_map(|s| s.span), (&taken, &open)),
            open: open.into_iter().filter(|&s| body(s)).collect(),
            said: said.collect(),
        }
    }
}

/// Unknown names and those speakers among them that are no names by themselves, as nouns have capitals, too: several words with capitals
/// that touch nothing `taken`; one of them may be a name that several have, `open` by itself (*Kang*).
pub fn with_speakers(
    text: &str,
    mut names: Vec<Span>,
    speakers: impl Iterator<Item = Span>,
    (taken, open): (&[Span], &[Span]),
) -> Vec<Span> {
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic());
    for span in speakers {
        let meets = |other: &&Span| other.overlaps(span);
        let several = || span.of(text).contains(' ') && span.of(text).split(' ').all(capital);
        let covers = |other: &&Span| other.overlaps(span) && (**other == span || !span.contains(**other));
        if !names.iter().chain(taken).any(|n| meets(&n)) && !open.iter().any(|n| covers(&n)) && several() {
            names.push(span);
        }
    }
    names.sort();
    names
}

/// Whoever a speaker is, as far as it is known.
pub fn voice(entity: Option<EntityId>, name: Option<&str>) -> Option<Voice> {
    entity.map(Voice::Entity).or_else(|| name.map(|name| Voice::Name(fold(name))))
}
