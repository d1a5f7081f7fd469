//! Spellings that rules give: other scripts, transliterations, cases, demonyms. They come from `native.tsv` and `demonyms.tsv` and are kept
//! in `generated.tsv`; a test compares.

mod demonyms;
pub(super) mod inflect;
mod native;
mod proposals;

use self::proposals::Proposals;
use super::{
    Gazetteer,
    files::{ALIASES, FilesError, Flaws, Sheet},
};
use crate::{
    model::{AliasSort, EntityId},
    transliterate::Latin,
};

/// The first line of `native.tsv`.
pub const NATIVE_HEAD: &str = "entity\tsystem\tgiven\tfamily\tgiven_reading\tfamily_reading\tlatin\n";

pub(super) const NATIVE: Sheet = Sheet {
    file: "native.tsv",
    columns: &["entity", "system", "given", "family", "given_reading", "family_reading", "latin"],
};
pub(super) const DEMONYMS: Sheet = Sheet { file: "demonyms.tsv", columns: &["entity", "fr", "en", "de", "es"] };

/// The files that people write, as texts.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// `entities.tsv`.
    pub entities: &'a str,
    /// `aliases.tsv`: what stands there is not made again.
    pub aliases: &'a str,
    /// `native.tsv`: names in their own script.
    pub native: &'a str,
    /// `demonyms.tsv`: base forms of demonyms.
    pub demonyms: &'a str,
}

impl Sources<'static> {
    /// The files that come with the program.
    pub fn shipped() -> Self {
        Sources {
            entities: include_str!("../../../data/gazetteer/entities.tsv"),
            aliases: include_str!("../../../data/gazetteer/aliases.tsv"),
            native: include_str!("../../../data/gazetteer/native.tsv"),
            demonyms: include_str!("../../../data/gazetteer/demonyms.tsv"),
        }
    }
}

/// A spelling that a rule gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling {
    /// Key of the entity.
    pub entity: String,
    /// As written.
    pub spelling: String,
    /// Language, `*` where several have it.
    pub language: String,
    /// What sort of spelling.
    pub sort: AliasSort,
}

/// What rules give.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Generated {
    /// New spellings, by entity and spelling.
    pub spellings: Vec<Spelling>,
    /// Spellings that another entity has, too: nobody gets them.
    pub left_out: Vec<Spelling>,
}

impl Generated {
    /// As `generated.tsv`, with the columns of `aliases.tsv`.
    pub fn tsv(&self) -> String {
        let row = |s: &Spelling| format!("{}\t{}\t{}\t{}\tmatch\n", s.entity, s.spelling, s.language, s.sort);
        format!("{}\n{}", ALIASES.columns.join("\t"), self.spellings.iter().map(row).collect::<String>())
    }
}

/// Makes every spelling that the rules give and `aliases.tsv` has not.
///
/// # Errors
/// With every flaw of the four files.
pub fn generate(sources: &Sources) -> Result<Generated, FilesError> {
    let offices = super::files::OFFICES.columns.join("\t");
    let gazetteer = Gazetteer::from_tsv(sources.entities, sources.aliases, &offices)?;
    let mut proposals = Proposals::new(&gazetteer);
    let mut flaws = Flaws::default();
    native::propose(sources.native, &mut proposals, &mut flaws);
    demonyms::propose(sources.demonyms, &mut proposals, &mut flaws);
    if flaws.0.is_empty() { Ok(proposals.settle()) } else { Err(FilesError::Flaws(flaws.0)) }
}

/// For each entity with a name in another script, what the press of each language makes of it.
///
/// # Errors
/// With every flaw of the files.
pub fn transliterations(gazetteer: &Gazetteer, native: &str) -> Result<Vec<(EntityId, Vec<Latin>)>, FilesError> {
    let mut flaws = Flaws::default();
    let names = native::names(native, gazetteer, &mut flaws);
    let all = names.iter().filter(|n| n.latin).map(|n| (n.entity, n.spelled())).collect();
    if flaws.0.is_empty() { Ok(all) } else { Err(FilesError::Flaws(flaws.0)) }
}

#[cfg(test)]
mod tests;
