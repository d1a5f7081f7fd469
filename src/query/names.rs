//! What resolution asks of the base.

use jiff::civil;

use super::registry::NameClass;
use crate::model::Kind;

/// An entity that a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedEntity {
    /// Its row in the base.
    pub id: i64,
    /// Its lasting key: `@key` names it without doubt.
    pub key: String,
    /// Name in the gazetteer.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Who or what it is, in a few words.
    pub description: String,
    /// How often it is mentioned.
    pub count: u64,
}

/// A document that a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedDocument {
    /// Its row in the base.
    pub id: i64,
    /// Its lasting key.
    pub key: String,
    /// Headline, or source where there is none.
    pub title: String,
}

/// The closed lists that names are checked against. Folded text comes from [`fold`](crate::text::fold).
pub trait Names {
    /// Entities with an active alias that folds to `folded`.
    fn entities(&self, folded: &str) -> Vec<NamedEntity>;

    /// The entity with this key.
    fn entity_by_key(&self, key: &str) -> Option<NamedEntity>;

    /// Speakers the gazetteer does not know whose name folds to `folded`, as the base has them.
    fn speakers(&self, folded: &str) -> Vec<String>;

    /// Words that stand for whoever passed something on, as the base has them, in which `words` stand as [`searchable`](crate::text::searchable) gives them.
    fn relays(&self, words: &str) -> Vec<String>;

    /// Outlets whose name folds to `folded`, as the base has them.
    fn outlets(&self, folded: &str) -> Vec<String>;

    /// Documents by their number in the last answer or in the base, by the beginning of their key, by source, or by words of
    /// headline or file name, as typed.
    fn documents(&self, text: &str) -> Vec<NamedDocument>;

    /// Keys of the quotations that `text` means: one by its number in the last answer, or those whose keys begin so.
    fn quotations(&self, _text: &str) -> Vec<String> {
        Vec::new()
    }

    /// Rows of the documents whose folded headline contains `folded` as whole words.
    fn titled(&self, folded: &str) -> Vec<i64>;

    /// Codes of the languages that `folded` means, as a code or a name in any language.
    fn languages(&self, folded: &str) -> Vec<String>;

    /// Names of `class` that look or sound most like `text`, best first; a handful.
    fn nearest(&self, class: NameClass, text: &str) -> Vec<String>;

    /// The country whose government words spoken in or to its capital are kept under, where nothing is kept under the capital.
    fn government(&self, _capital: &NamedEntity) -> Option<NamedEntity> {
        None
    }

    /// What offices are called by: `president`, `defence-minister`.
    fn roles(&self) -> Vec<String> {
        Vec::new()
    }

    /// The whole `save` statement of a kept question.
    fn saved(&self, name: &str) -> Option<String>;

    /// Whether a name of this class that nothing here has may stand for what documents elsewhere print.
    fn is_elsewhere(&self, _class: NameClass) -> bool {
        false
    }

    /// The day that `today` means.
    fn today(&self) -> civil::Date;
}
