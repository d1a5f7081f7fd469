//! What a question looks at one by one, before rows are made of it.

use dixit::model::Zone;
use dixit::query::Query;
use dixit::query::registry::Family;
use dixit::text::fold;

use crate::world::{Alias, Document, Entity, Mention, Name, Quotation, World};

/// One of them.
#[derive(Clone, Copy)]
pub enum Record<'w> {
    Quotation(&'w Document, &'w Quotation),
    Mention(&'w Document, &'w Mention),
    Document(&'w Document),
    /// An entity where it is mentioned, or once where it is not.
    Entity(&'w Entity, Option<(&'w Document, &'w Mention)>),
    Alias(&'w Alias),
    Name(&'w Document, &'w Name),
}

impl<'w> Record<'w> {
    /// The document that it stands in.
    pub fn document(self) -> Option<&'w Document> {
        match self {
            Record::Quotation(document, _)
            | Record::Mention(document, _)
            | Record::Document(document)
            | Record::Entity(_, Some((document, _)))
            | Record::Name(document, _) => Some(document),
            Record::Entity(_, None) | Record::Alias(_) => None,
        }
    }

    /// The mention that it is.
    pub fn mention(self) -> Option<&'w Mention> {
        match self {
            Record::Mention(_, mention) | Record::Entity(_, Some((_, mention))) => Some(mention),
            _ => None,
        }
    }

    /// Its paragraph, its sentence, and its place, where it has one of its own.
    pub fn place(self) -> Option<(usize, usize, (usize, usize))> {
        match self {
            Record::Name(_, name) => Some((name.paragraph, name.sentence, (name.start, name.end))),
            _ => self.mention().map(|m| (m.paragraph, m.sentence, (m.start, m.end))),
        }
    }

    /// What makes it part of one row or another.
    pub fn row(self) -> String {
        match self {
            Record::Entity(entity, _) => entity.id.to_string(),
            Record::Name(_, name) => fold(&name.surface),
            _ => self.unit().to_string(),
        }
    }

    /// What it counts as, where things are counted by a field.
    pub fn unit(self) -> i64 {
        match self {
            Record::Quotation(_, quotation) => quotation.id,
            Record::Mention(_, mention) | Record::Entity(_, Some((_, mention))) => mention.id,
            Record::Document(document) => document.id,
            Record::Entity(_, None) => 0,
            Record::Alias(alias) => alias.id,
            Record::Name(_, name) => name.id,
        }
    }
}

/// Everything that a question looks at: in the zones that count, of the kind that its head asks for.
pub fn records<'w>(world: &'w World, query: &Query) -> Vec<Record<'w>> {
    let counts = |document: &Document, paragraph: usize| counts(query, document.paragraphs[paragraph].zone);
    let mentions = || {
        let all = world
            .documents
            .iter()
            .flat_map(|document| document.mentions.iter().map(move |mention| (document, mention)));
        all.filter(|(document, mention)| counts(document, mention.paragraph))
    };
    let documents = world.documents.iter();
    match query.family() {
        Family::Quotation => {
            let all =
                documents.flat_map(|document| document.quotations.iter().map(move |quotation| (document, quotation)));
            let all = all.filter(|(document, quotation)| counts_said(query, document, quotation));
            all.map(|(document, quotation)| Record::Quotation(document, quotation)).collect()
        }
        Family::Mention => mentions().map(|(document, mention)| Record::Mention(document, mention)).collect(),
        Family::Document => documents.map(Record::Document).collect(),
        Family::Entity => {
            let kind = query.head.row().kind;
            let entities = world.entities.iter().filter(|entity| kind.is_none_or(|kind| entity.kind == kind));
            let mentioned = |entity: &'w Entity| {
                let own: Vec<_> =
                    mentions().filter(|(_, mention)| mention.entity == Some(entity.id)).map(Some).collect();
                let own = if own.is_empty() { vec![None] } else { own };
                own.into_iter().map(move |place| Record::Entity(entity, place))
            };
            entities.flat_map(mentioned).collect()
        }
        Family::Alias => world.aliases.iter().filter(|alias| alias.active).map(Record::Alias).collect(),
        Family::Name => {
            let all = documents.flat_map(|document| document.names.iter().map(move |name| (document, name)));
            let all = all.filter(|(document, name)| counts(document, name.paragraph));
            all.map(|(document, name)| Record::Name(document, name)).collect()
        }
    }
}

/// Whether a quotation counts: in its zone, and unless the user rejects it.
pub fn counts_said(query: &Query, document: &Document, quotation: &Quotation) -> bool {
    let rejected = quotation.is(dixit::model::Judgement::Rejected);
    counts(query, document.paragraphs[quotation.paragraph].zone) && (query.rejected || !rejected)
}

/// Whether what stands in a zone counts.
pub fn counts(query: &Query, zone: Zone) -> bool {
    query.zones.contains(&zone)
}
