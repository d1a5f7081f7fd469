//! Changes of the gazetteer, of the kept questions, and of what is known of documents.

use super::{Resolver, parameter};
use crate::model::Particular;
use crate::query::error::{Problem, Result};
use crate::query::print;
use crate::query::registry::NameClass;
use crate::query::resolved::{Resolved, Set};
use crate::query::syntax::{self, At, Edit, Form, Name, Word};
use crate::text::fold;

impl Resolver<'_> {
    /// One change.
    pub(super) fn edit(&self, edit: &Edit) -> Result<Resolved> {
        Ok(match edit {
            Edit::Alias(spelling, of) => Resolved::AddAlias(self.spelling(spelling)?, self.entity(of)?),
            Edit::ForgetAlias(spelling, of) => self.forget(spelling, of.as_ref())?,
            Edit::ForgetQuery(name) => self.forgotten(name)?,
            Edit::Set(set) => Resolved::Set(self.set(set)?),
            Edit::Undo => Resolved::Undo,
            Edit::Redo => Resolved::Redo,
        })
    }

    fn spelling(&self, name: &Name) -> Result<String> {
        if let Some(open) = parameter(name) {
            return Err(self.open(open, name.at.0));
        }
        let wordless = !name.text().chars().any(char::is_alphabetic);
        if wordless || matches!(name.form, Form::Key(_)) {
            return Err(Problem::new(self.source, name.at.0, "a spelling is words as printed").label("no spelling"));
        }
        Ok(name.text())
    }

    fn forget(&self, spelling: &Name, of: Option<&Name>) -> Result<Resolved> {
        let text = self.spelling(spelling)?;
        let having = self.names.entities(&fold(&text));
        if having.is_empty() {
            return Err(self.suggest(NameClass::Spelling, &text, spelling.at.0));
        }
        let Some(of) = of else { return Ok(Resolved::ForgetAlias(text, having)) };
        let of_entity = self.entity(of)?;
        if !having.contains(&of_entity) {
            let message = format!("`{text}` is no spelling of {}", of_entity.name);
            return Err(Problem::new(self.source, of.at.0, message).label("another entity"));
        }
        Ok(Resolved::ForgetAlias(text, vec![of_entity]))
    }

    fn set(&self, set: &syntax::Set) -> Result<Set> {
        if let Some(open) = parameter(&set.value) {
            return Err(self.open(open, set.value.at.0));
        }
        let document = self.document(&set.document)?;
        let value = self.value(set.particular, &set.value)?;
        let by_key = words(&document.key, set.document.at);
        let written = words(&value, set.value.at);
        let whole = syntax::Set { document: by_key, value: written, ..set.clone() };
        let text = print::edit(&Edit::Set(whole));
        Ok(Set { document, particular: set.particular, value, reason: set.reason.clone(), text })
    }

    /// The value that a particular is set to, as it is kept.
    fn value(&self, particular: Particular, name: &Name) -> Result<String> {
        let text = name.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let problem = |message: String| Problem::new(self.source, name.at.0, message);
        match particular {
            Particular::Date => self.day(&text, name.at),
            Particular::Language if is_code(&text) => Ok(text),
            Particular::Language => self.language(name),
            Particular::Url if !["http://", "https://"].iter().any(|start| text.starts_with(start)) => {
                Err(problem(format!("`{text}` is no URL")).label("begins with http:// or https://"))
            }
            _ if text.is_empty() => Err(problem("there is nothing to set it to".to_owned()).label("no words")),
            _ => Ok(text),
        }
    }
}

/// Whether `text` looks like a code of ISO 639-1; the base need not have the language yet.
fn is_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_lowercase())
}

/// A name that is written bare where it can be.
fn words(text: &str, at: At) -> Name {
    let bare = print::bare_or_quoted(text) == text;
    let word = |word: &str| Word { text: word.to_owned(), at };
    let form = if bare { Form::Words(text.split(' ').map(word).collect()) } else { Form::Quoted(text.to_owned()) };
    Name { form, at }
}
