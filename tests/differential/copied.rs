//! What copies of documents print in common: `docs/copies.md`, read literally.

use std::collections::HashMap;

use crate::records::Record;
use crate::world::{Document, Party, Quotation, World};

/// What makes two records of copies the same; none where every print counts.
fn same(record: Record<'_>) -> Option<String> {
    Some(match record {
        Record::Quotation(_, quotation) => {
            format!("{} {:?}", quotation.words, speakers(quotation))
        }
        Record::Mention(document, mention) | Record::Entity(_, Some((document, mention))) => {
            format!("{} {:?} {}", mention.alias, mention.entity, document.paragraphs[mention.paragraph].wording)
        }
        Record::Document(_) => String::new(),
        Record::Entity(_, None) | Record::Alias(_) | Record::Name(..) => return None,
    })
}

/// Who speaks.
pub fn speakers(quotation: &Quotation) -> Vec<String> {
    quotation.speakers.iter().filter_map(identity).collect()
}

/// Who somebody is.
fn identity(party: &Party) -> Option<String> {
    let Party { entity, name, surface, .. } = party;
    entity.map(|id| format!("@{id}")).or(name.or(*surface).map(str::to_owned))
}

/// Of records of copies that are the same, those of the earliest document, by date and then by source.
pub fn folded(records: Vec<Record<'_>>) -> Vec<Record<'_>> {
    let group = |record: Record<'_>| Some((record.document()?.cluster?, same(record)?));
    let age = |document: &Document| (document.published.is_none(), document.published.clone(), document.source.clone());
    let mut earliest: HashMap<(i64, String), &Document> = HashMap::new();
    for record in &records {
        if let (Some(group), Some(document)) = (group(*record), record.document()) {
            let first = earliest.entry(group).or_insert(document);
            if age(document) < age(first) {
                *first = document;
            }
        }
    }
    let stays = |record: &Record<'_>| {
        let first = group(*record).and_then(|group| earliest.get(&group));
        first.is_none_or(|first| record.document().is_some_and(|document| document.id == first.id))
    };
    records.into_iter().filter(stays).collect()
}

/// The other documents that print the same.
pub fn others<'w>(world: &'w World, record: Record<'w>) -> Vec<&'w Document> {
    let Some(own) = record.document() else { return Vec::new() };
    let prints = |other: &&Document| {
        let other = *other;
        match record {
            Record::Quotation(..) => other.quotations.iter().any(|q| same(Record::Quotation(other, q)) == same(record)),
            Record::Mention(..) => other.mentions.iter().any(|m| same(Record::Mention(other, m)) == same(record)),
            _ => true,
        }
    };
    let copies = world
        .documents
        .iter()
        .filter(|other| other.id != own.id && other.cluster.is_some() && other.cluster == own.cluster);
    copies.filter(prints).collect()
}
