//! Names looked up in the lists of a generated world.

use dixit::query::registry::NameClass;
use dixit::query::{NamedDocument, NamedEntity, Names};
use dixit::text::{fold, searchable};
use jiff::civil;

use crate::world::{Document, Entity, Quotation, World};

impl World {
    /// Every quotation.
    pub fn quotations(&self) -> impl Iterator<Item = &Quotation> {
        self.documents.iter().flat_map(|document| &document.quotations)
    }
}

fn named(entity: &Entity) -> NamedEntity {
    let Entity { id, key, kind, name, description, .. } = *entity;
    NamedEntity { id, key: key.to_owned(), name: name.to_owned(), kind, description: description.to_owned(), count: 0 }
}

fn called(document: &Document) -> NamedDocument {
    let title = document.title.clone().unwrap_or_else(|| document.source.clone());
    NamedDocument { id: document.id, key: document.key.clone(), title }
}

/// Each of them once.
fn distinct(mut all: Vec<String>) -> Vec<String> {
    all.sort();
    all.dedup();
    all
}

/// Whether `words` stand in `text`, one behind the other.
pub fn stand_in(words: &str, text: &str) -> bool {
    format!(" {} ", searchable(text)).contains(&format!(" {words} "))
}

impl Names for World {
    fn entities(&self, folded: &str) -> Vec<NamedEntity> {
        let spelled = |entity: &&Entity| {
            self.aliases.iter().any(|alias| alias.entity == entity.id && alias.active && fold(alias.spelling) == folded)
        };
        self.entities.iter().filter(spelled).map(named).collect()
    }

    fn entity_by_key(&self, key: &str) -> Option<NamedEntity> {
        self.entities.iter().find(|entity| entity.key == key).map(named)
    }

    fn speakers(&self, folded: &str) -> Vec<String> {
        let unknown =
            self.quotations().flat_map(|quotation| &quotation.speakers).filter(|party| party.entity.is_none());
        let names = unknown.filter_map(|party| party.name).filter(|name| fold(name) == folded);
        distinct(names.map(str::to_owned).collect())
    }

    fn relays(&self, words: &str) -> Vec<String> {
        let relays = self.quotations().filter_map(|quotation| quotation.via);
        distinct(relays.filter(|via| stand_in(words, via)).map(str::to_owned).collect())
    }

    fn outlets(&self, folded: &str) -> Vec<String> {
        let outlets = self.documents.iter().filter_map(|document| document.outlet);
        distinct(outlets.filter(|outlet| fold(outlet) == folded).map(str::to_owned).collect())
    }

    fn documents(&self, text: &str) -> Vec<NamedDocument> {
        self.documents.iter().filter(|document| document.key == text).map(called).collect()
    }

    fn titled(&self, folded: &str) -> Vec<i64> {
        let titled = |document: &&Document| document.title.as_ref().is_some_and(|title| stand_in(folded, title));
        self.documents.iter().filter(titled).map(|document| document.id).collect()
    }

    fn languages(&self, folded: &str) -> Vec<String> {
        let known = [("fr", "french"), ("en", "english"), ("de", "german"), ("es", "spanish")];
        known.iter().filter(|(code, name)| *code == folded || *name == folded).map(|(c, _)| (*c).to_owned()).collect()
    }

    fn nearest(&self, _: NameClass, _: &str) -> Vec<String> {
        Vec::new()
    }

    fn saved(&self, _: &str) -> Option<String> {
        None
    }

    fn today(&self) -> civil::Date {
        World::today(self)
    }
}
