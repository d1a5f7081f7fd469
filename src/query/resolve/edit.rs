//! Changes of the gazetteer, of the kept questions, and of what is known of documents.

use super::{Resolver, parameter};
use crate::model::{AliasParticular, EntityParticular, Judgement, Particular};
use crate::query::error::{Problem, Result};
use crate::query::names::NamedEntity;
use crate::query::print;
use crate::query::registry::NameClass;
use crate::query::resolved::{Change, Edit, Judged, New, Resolved, Set, Speaker, Tenure};
use crate::query::syntax::{self, AliasValue, At, EntityValue, Form, Name, Word};
use crate::text::fold;

impl Resolver<'_> {
    /// One change.
    pub(super) fn change(&self, change: &syntax::Change) -> Result<Resolved> {
        if let syntax::Edit::ForgetQuery(name) = &change.edit {
            let message = "only changes of the gazetteer and of documents can be looked at before";
            let problem = || Problem::new(self.source, name.at.0, message).label("a saved question");
            return if change.preview { Err(problem()) } else { self.forgotten(name) };
        }
        let edit = self.edit(&change.edit)?;
        let text = match (&change.edit, &edit) {
            (syntax::Edit::Set(set), Edit::Set(resolved)) => self.set_text(set, resolved),
            (asked, Edit::Judge(judged)) => judged_text(asked, judged),
            _ => print::edit(&change.edit),
        };
        Ok(Resolved::Edit(Change { edit, because: change.because.clone(), preview: change.preview, text }))
    }

    fn edit(&self, edit: &syntax::Edit) -> Result<Edit> {
        use syntax::Edit as Asked;
        Ok(match edit {
            Asked::Alias(spelling, of) => Edit::Alias(self.spelling(spelling)?, self.entity(of)?),
            Asked::ForgetAlias(spelling, of) => self.forget(spelling, of.as_ref())?,
            Asked::ForgetEntity(name) => Edit::ForgetEntity(self.entity(name)?),
            Asked::ForgetTenure(tenure) => Edit::ForgetTenure(self.tenure(tenure)?),
            Asked::Add(new) => Edit::Add(self.new_entity(new)?),
            Asked::Describe(of, text) => Edit::SetEntity(self.entity(of)?, EntityParticular::Description, text.clone()),
            Asked::Rename(of, name) => Edit::SetEntity(self.entity(of)?, EntityParticular::Name, self.spelling(name)?),
            Asked::Merge(from, into) => self.merge(from, into)?,
            Asked::Split(split) => self.split(split)?,
            Asked::SetEntity(of, value) => self.set_entity(of, value)?,
            Asked::SetAlias(spelling, of, value) => self.set_alias((spelling, of), value)?,
            Asked::Speaker(quotation, name) => Edit::Judge(self.judged_speaker(quotation, name)?),
            Asked::Judge(what, quotation, words) => Edit::Judge(Judged {
                quotation: self.quotation(quotation)?,
                what: *what,
                value: words.clone().unwrap_or_default(),
                entity: None,
            }),
            Asked::Hold(tenure) => Edit::Hold(self.tenure(tenure)?),
            Asked::Set(set) => Edit::Set(self.set(set)?),
            Asked::Undo(steps) => Edit::Undo(*steps),
            Asked::Redo(steps) => Edit::Redo(*steps),
            Asked::ForgetQuery(name) => return Err(Problem::new(self.source, name.at.0, "no change of the gazetteer")),
        })
    }

    fn merge(&self, from: &Name, into: &Name) -> Result<Edit> {
        let (gone, stays) = (self.entity(from)?, self.entity(into)?);
        if gone.key == stays.key {
            let message = format!("both names mean {}, @{}", stays.name, stays.key);
            return Err(Problem::new(self.source, into.at.0, message).label("the same one"));
        }
        if gone.kind != stays.kind {
            let message =
                format!("{} ({}) and {} ({}) are not of one kind", gone.name, gone.kind, stays.name, stays.kind);
            let hint = format!("if they are one all the same, first `set kind of @{} = {}`", gone.key, stays.kind);
            return Err(Problem::new(self.source, into.at.0, message).label("of another kind").hint(hint));
        }
        Ok(Edit::Merge(gone, stays))
    }

    fn split(&self, split: &syntax::Split) -> Result<Edit> {
        let from = self.entity(&split.from)?;
        let own = |spelling| self.spelling_of(spelling, (&split.from, &from));
        let spellings = split.spellings.iter().map(own).collect::<Result<_>>()?;
        Ok(Edit::Split(spellings, from.clone(), self.new_entity(&split.new)?))
    }

    fn new_entity(&self, new: &syntax::New) -> Result<New> {
        let name = self.spelling(&new.name)?;
        if let Some(key) = new.key.as_ref().filter(|key| self.names.entity_by_key(&key.text).is_some()) {
            let message = format!("`@{}` is the key of another one", key.text);
            return Err(Problem::new(self.source, key.at.0, message).label("not free"));
        }
        Ok(New { kind: new.kind, name, key: new.key.as_ref().map(|key| key.text.clone()) })
    }

    fn set_entity(&self, of: &Name, value: &EntityValue) -> Result<Edit> {
        let entity = self.entity(of)?;
        let (particular, value) = match value {
            EntityValue::Kind(kind) => (EntityParticular::Kind, kind.word().to_owned()),
            EntityValue::Gender(gender) => (EntityParticular::Gender, (*gender).to_owned()),
            EntityValue::Country(None) => (EntityParticular::Country, String::new()),
            EntityValue::Country(Some(country)) => (EntityParticular::Country, self.entity(country)?.key),
        };
        Ok(Edit::SetEntity(entity, particular, value))
    }

    fn set_alias(&self, (spelling, of): (&Name, &Name), value: &AliasValue) -> Result<Edit> {
        let entity = self.entity(of)?;
        let spelling = self.spelling_of(spelling, (of, &entity))?;
        let (particular, value) = match value {
            AliasValue::Case(case) => (AliasParticular::Case, case.word().to_owned()),
            AliasValue::Sort(sort) => (AliasParticular::Sort, sort.word().to_owned()),
            AliasValue::Language(None) => (AliasParticular::Language, "*".to_owned()),
            AliasValue::Language(Some(name)) if is_code(&name.text()) => (AliasParticular::Language, name.text()),
            AliasValue::Language(Some(name)) => (AliasParticular::Language, self.language(name)?),
        };
        Ok(Edit::SetAlias(spelling, entity, particular, value))
    }

    fn tenure(&self, tenure: &syntax::Tenure) -> Result<Tenure> {
        let role = tenure.role.text();
        if !self.names.roles().contains(&role) {
            return Err(self.suggest(NameClass::Role, &role, tenure.role.at.0));
        }
        let (of, holder) = (self.entity(&tenure.of)?, self.entity(&tenure.holder)?);
        let day = |name: &Option<Name>| name.as_ref().map(|name| self.day(&name.text(), name.at)).transpose();
        let (since, until) = (day(&tenure.since)?, day(&tenure.until)?);
        match (&since, &until, &tenure.until) {
            (Some(since), Some(until), Some(name)) if until < since => {
                let message = format!("`{until}` is before `{since}`");
                Err(Problem::new(self.source, name.at.0, message).label("ends before it begins"))
            }
            _ => Ok(Tenure { role, of, holder, since, until }),
        }
    }

    /// A spelling that the entity has.
    fn spelling_of(&self, spelling: &Name, (of, entity): (&Name, &NamedEntity)) -> Result<String> {
        let text = self.spelling(spelling)?;
        let having = self.names.entities(&fold(&text));
        if having.is_empty() {
            return Err(self.suggest(NameClass::Spelling, &text, spelling.at.0));
        }
        if !having.iter().any(|known| known.key == entity.key) {
            let message = format!("`{text}` is no spelling of {}", entity.name);
            return Err(Problem::new(self.source, of.at.0, message).label("another entity"));
        }
        Ok(text)
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

    fn forget(&self, spelling: &Name, of: Option<&Name>) -> Result<Edit> {
        if let Some(of) = of {
            let entity = self.entity(of)?;
            return Ok(Edit::ForgetAlias(self.spelling_of(spelling, (of, &entity))?, vec![entity]));
        }
        let text = self.spelling(spelling)?;
        let having = self.names.entities(&fold(&text));
        if having.is_empty() {
            return Err(self.suggest(NameClass::Spelling, &text, spelling.at.0));
        }
        Ok(Edit::ForgetAlias(text, having))
    }

    fn set(&self, set: &syntax::Set) -> Result<Set> {
        if let Some(open) = parameter(&set.value) {
            return Err(self.open(open, set.value.at.0));
        }
        let document = self.document(&set.document)?;
        let value = self.value(set.particular, &set.value)?;
        Ok(Set { document, particular: set.particular, value })
    }

    fn judged_speaker(&self, quotation: &Word, name: &Name) -> Result<Judged> {
        if let Some(open) = parameter(name) {
            return Err(self.open(open, name.at.0));
        }
        let (value, entity) = match self.speaker(name)? {
            Speaker::Entity(entity) => (entity.name, Some(entity.key)),
            Speaker::Words(words) => (words.first().cloned().unwrap_or_default(), None),
        };
        Ok(Judged { quotation: self.quotation(quotation)?, what: Judgement::Speaker, value, entity })
    }

    /// The key of the quotation that a number or the beginning of a key means.
    fn quotation(&self, word: &Word) -> Result<String> {
        let mut keys = self.names.quotations(&word.text);
        match keys.len() {
            1 => Ok(keys.remove(0)),
            0 => Err(Problem::new(self.source, word.at.0, format!("`{}` is no quotation", word.text))
                .label("a row of the last answer, or a key such as q7f3k")
                .hint("keys are shown by `quotes | show key, content`")),
            many => {
                let message = format!("`{}` begins the keys of {many} quotations", word.text);
                let problem = Problem::new(self.source, word.at.0, message).label("which one?");
                Err(keys.iter().fold(problem, |problem, key| problem.instead(word.at.0, key)))
            }
        }
    }

    /// What is set, with the document by its key.
    fn set_text(&self, asked: &syntax::Set, set: &Set) -> String {
        let document = words(&set.document.key, asked.document.at);
        let value = words(&set.value, asked.value.at);
        print::edit(&syntax::Edit::Set(syntax::Set { particular: set.particular, document, value }))
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

/// What is said of a quotation, with the quotation by its key.
fn judged_text(asked: &syntax::Edit, judged: &Judged) -> String {
    let word = |at: At| Word { text: judged.quotation.clone(), at };
    print::edit(&match asked {
        syntax::Edit::Speaker(quotation, name) => syntax::Edit::Speaker(word(quotation.at), name.clone()),
        syntax::Edit::Judge(what, quotation, words) => syntax::Edit::Judge(*what, word(quotation.at), words.clone()),
        other => other.clone(),
    })
}
