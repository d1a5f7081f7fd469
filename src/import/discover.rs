//! Discovery in a base: its documents, its gazetteer, what the user has rejected.

use rustc_hash::FxHashSet;

use super::annotator_of;
use crate::{
    annotate::{
        Annotator,
        discover::{Discovery, KnownMention, Page, Proposal, Said, voice},
    },
    gazetteer::Gazetteer,
    store::{Reader, Scene, StoreError},
};

/// What was found in a base.
pub struct Discovered {
    /// Whose each unknown name may be; `places` count pages as `documents` has them.
    pub proposals: Vec<Proposal>,
    /// The row of each page's document.
    pub documents: Vec<i64>,
    /// Reads the base's texts; its gazetteer holds the entities of the proposals.
    pub annotator: Annotator,
}

/// Whose spellings the unknown names of the base may be.
///
/// # Errors
/// When the base cannot be read.
pub fn discover(reader: &Reader<'_>) -> Result<Discovered, StoreError> {
    let annotator = annotator_of(reader)?;
    let documents = reader.scene_rows()?;
    let rejected: FxHashSet<(String, String)> = reader.rejected()?.into_iter().collect();
    let mut discovery = Discovery::new(&annotator);
    for &row in &documents {
        discovery.add(&page(annotator.gazetteer(), reader.scene(row)?));
    }
    let no = |name: &str, entity: &str| rejected.contains(&(name.to_owned(), entity.to_owned()));
    let proposals = discovery.propose(&no);
    Ok(Discovered { proposals, documents, annotator })
}

/// A document of the base as discovery sees it.
fn page(gazetteer: &Gazetteer, scene: Scene) -> Page {
    let mention = |m: &crate::store::SceneMention| {
        Some(KnownMention { span: m.span, entity: gazetteer.find(&m.entity)?, demonym: m.demonym })
    };
    let said = scene.said.into_iter().map(|(content, by)| Said {
        content,
        by: by
            .into_iter()
            .filter_map(|(key, name)| voice(key.and_then(|k| gazetteer.find(&k)), name.as_deref()))
            .collect(),
    });
    Page {
        said: said.collect(),
        mentions: scene.mentions.iter().filter_map(mention).collect(),
        text: scene.text,
        language: scene.language,
        date: scene.date,
        names: scene.names,
    }
}
