//! Text to annotations: a pure function of the text, its language and date, the gazetteer and the language packs.

use crate::{gazetteer::Gazetteer, model::Annotations};

/// Version of everything in code that decides what is found; changes whenever the same input may give other output.
pub const ENGINE: &str = "1";

/// Reads texts with one gazetteer and all language packs; cheap to use, costly to make, shared between threads.
pub struct Annotator {
    gazetteer: Gazetteer,
}

impl Annotator {
    /// Compiles the gazetteer for matching.
    pub fn new(gazetteer: Gazetteer) -> Self {
        Annotator { gazetteer }
    }

    /// The gazetteer that the entity ids of the annotations belong to.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Version of the language packs.
    pub fn packs(&self) -> &str {
        ""
    }

    /// Everything found in `text`. `language` is an ISO 639-1 code, `date` the ISO date of publication.
    pub fn annotate(&self, _text: &str, _language: Option<&str>, _date: Option<&str>) -> Annotations {
        Annotations::default()
    }
}
