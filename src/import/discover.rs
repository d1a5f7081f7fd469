//! Discovery in a base: its documents, its gazetteer, what the user has rejected.

use rustc_hash::FxHashSet;

use super::annotator_of;
use crate::{
    annotate::{
        Annotator,
        discover::{Discovery, KnownMention, Page, Proposal, Said, voice, with_speakers},
    },
    gazetteer::Gazetteer,
    span::Span,
    store::{Reader, Scene, SceneMention, SceneSpeaker, StoreError},
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
    let find = |key: &Option<String>| key.as_ref().and_then(|key| gazetteer.find(key));
    let known = |m: &SceneMention| Some(KnownMention { span: m.span, entity: find(&m.entity)?, demonym: m.demonym });
    let by = |s: &SceneSpeaker| voice(find(&s.entity), s.name.as_deref().or(s.span.map(|span| span.of(&scene.text))));
    let said = scene
        .said
        .iter()
        .map(|said| Said { content: said.content.clone(), by: said.by.iter().filter_map(by).collect() });
    let said = said.collect();
    let (taken, open): (Vec<&SceneMention>, Vec<&SceneMention>) =
        scene.mentions.iter().partition(|m| m.entity.is_some());
    let [taken, open] = [taken, open].map(|all| all.into_iter().map(|m| m.span).collect::<Vec<Span>>());
    let speakers = scene.said.iter().flat_map(|said| &said.by).filter(|s| s.entity.is_none());
    Page {
        names: with_speakers(&scene.text, scene.names, speakers.filter_map(|s| s.span), (&taken, &open)),
        said,
        mentions: scene.mentions.iter().filter_map(known).collect(),
        open,
        language: scene.language,
        date: scene.date,
        text: scene.text,
    }
}
