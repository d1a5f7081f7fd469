//! Changes of the gazetteer and of the kept questions.

use super::{Resolver, parameter};
use crate::query::error::{Problem, Result};
use crate::query::registry::NameClass;
use crate::query::resolved::Resolved;
use crate::query::syntax::{Edit, Form, Name};
use crate::text::fold;

impl Resolver<'_> {
    /// One change.
    pub(super) fn edit(&self, edit: &Edit) -> Result<Resolved> {
        Ok(match edit {
            Edit::Alias(spelling, of) => Resolved::AddAlias(self.spelling(spelling)?, self.entity(of)?),
            Edit::ForgetAlias(spelling, of) => self.forget(spelling, of.as_ref())?,
            Edit::ForgetQuery(name) if self.names.saved(&name.text).is_some() => {
                Resolved::ForgetQuery(name.text.clone())
            }
            Edit::ForgetQuery(name) => return Err(self.suggest(NameClass::Query, &name.text, name.at.0)),
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
}
