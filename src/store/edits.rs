//! The user's edits of the gazetteer and of what is known of documents: each one applied, logged, undone and redone.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::{Conflict, Correction, Reader, StoreError, Writer};
use crate::model::{AliasSort, CasePolicy, Kind, Particular};

/// What the user wants changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Edit {
    /// A new spelling of an entity.
    AddAlias {
        /// The entity's key.
        entity: String,
        /// The spelling, as written.
        spelling: String,
        /// ISO 639-1 code, `*` for every language.
        language: String,
        /// What sort of spelling.
        sort: AliasSort,
        /// How it minds capitals.
        case: CasePolicy,
    },
    /// A spelling that should no longer count for an entity.
    ForgetAlias {
        /// The entity's key.
        entity: String,
        /// The spelling, in any of the forms that fold to the same.
        spelling: String,
    },
    /// A new entity, with its name as first spelling.
    AddEntity {
        /// Its key; see [`Reader::new_entity_key`].
        key: String,
        /// What it is.
        kind: Kind,
        /// Its name.
        name: String,
    },
    /// What a particular of a document is.
    Set {
        /// The document's source.
        source: String,
        /// Which particular.
        particular: Particular,
        /// What it is, and how the user knows.
        correction: Correction,
    },
    /// A file of another gazetteer taken in, see [`Writer::take_in`].
    Import {
        /// The number of the import.
        import: i64,
    },
}

impl Edit {
    /// A new spelling as people type them: of the entity with this key and canonical name, valid in every language, its
    /// sort told from its looks, runs of spaces made one.
    pub fn spelling((key, name): (&str, &str), spelling: &str) -> Self {
        let words: Vec<&str> = spelling.split_whitespace().collect();
        let short = words.len() < name.split_whitespace().count();
        let letters = || spelling.chars().filter(|c| c.is_alphabetic());
        let sort = match words.len() {
            1 if letters().count() > 1 && letters().all(char::is_uppercase) => AliasSort::Acronym,
            1 if short => AliasSort::Short,
            _ => AliasSort::Name,
        };
        let (entity, spelling, language) = (key.to_owned(), words.join(" "), "*".to_owned());
        Edit::AddAlias { entity, spelling, language, sort, case: CasePolicy::Match }
    }
}

impl Edit {
    /// Keys of the entities it changes.
    pub(super) fn entities(&self) -> Vec<&str> {
        match self {
            Edit::AddAlias { entity, .. } | Edit::ForgetAlias { entity, .. } | Edit::AddEntity { key: entity, .. } => {
                vec![entity]
            }
            Edit::Set { .. } | Edit::Import { .. } => Vec::new(),
        }
    }
}

/// An edit that was made, undone or redone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What was asked.
    pub edit: Edit,
    /// The spelling stood in the base before, taken out, and came back as it was.
    #[serde(default)]
    pub revived: bool,
    /// What the user had said of the particular before.
    #[serde(default)]
    pub earlier: Option<Correction>,
    /// The edit as it could be typed.
    #[serde(skip)]
    pub command: String,
    /// The particular of the document before and after.
    #[serde(skip)]
    pub particular: Option<(Option<String>, Option<String>)>,
    /// Keys of other entities that have the same spelling: it is ambiguous now.
    #[serde(skip)]
    pub also: Vec<String>,
}

impl Change {
    /// An edit that found nothing worth telling.
    pub(super) fn plain(edit: Edit, command: &str) -> Self {
        let command = command.to_owned();
        Change { edit, revived: false, earlier: None, command, particular: None, also: Vec::new() }
    }
}

/// Why an edit cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// No entity has this key.
    #[error("expected an entity, found no “{0}”")]
    UnknownEntity(String),
    /// Nothing is left of the spelling when it is folded.
    #[error("expected a spelling with letters or digits, found “{0}”")]
    Spelling(String),
    /// The entity has the spelling already.
    #[error("“{spelling}” is a spelling of {entity} already")]
    AlreadyThere {
        /// The entity's key.
        entity: String,
        /// The spelling it has.
        spelling: String,
    },
    /// The entity does not have the spelling.
    #[error("“{spelling}” is no spelling of {entity}")]
    NotThere {
        /// The entity's key.
        entity: String,
        /// The spelling asked for.
        spelling: String,
    },
    /// The user has said this very thing before.
    #[error("the {particular} is set to “{value}” already, for this reason")]
    SetAlready {
        /// Which particular.
        particular: Particular,
        /// What it is.
        value: String,
    },
    /// The key belongs to another entity, or is no key.
    #[error("expected an id that is free, found “{0}”")]
    Key(String),
    /// Every edit is undone, or there never was one.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// An import was undone: the base does not keep the file.
    #[error("expected an edit that the base keeps, found a file that was taken in: give `{0}` again")]
    ImportAgain(String),
    /// No edit is undone.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// The base cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for EditError {
    fn from(error: rusqlite::Error) -> Self {
        EditError::Store(error.into())
    }
}

/// One row of the log.
struct Logged {
    id: i64,
    change: Change,
}

impl Reader<'_> {
    /// The edits in force, oldest first.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn edits(&self) -> Result<Vec<Change>, StoreError> {
        let mut select =
            self.connection.prepare("SELECT id, command, change FROM edit WHERE NOT undone ORDER BY id")?;
        let mut rows = select.query([])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            changes.push(logged(row)?.change);
        }
        Ok(changes)
    }
}

impl Writer<'_> {
    /// Makes `edit` and logs it as `command`. Undone edits can then no longer be redone.
    ///
    /// # Errors
    /// When it does not fit the gazetteer, or the base cannot be written.
    pub fn edit(&mut self, edit: Edit, command: &str) -> Result<Change, EditError> {
        let mut change = self.apply_counted(edit)?;
        change.command = command.to_owned();
        self.log(&change)?;
        Ok(change)
    }

    /// Logs an edit that was made.
    pub(super) fn log(&mut self, change: &Change) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM edit WHERE undone", [])?;
        let sql = "INSERT INTO edit (at, command, change) VALUES (strftime('%Y-%m-%dT%H:%M:%SZ'), ?, ?)";
        self.connection.execute(sql, params![change.command, json(change)])?;
        Ok(())
    }

    /// Takes the last edit in force back.
    ///
    /// Documents that mention an entity which is gone must be read again in the same transaction, or it fails.
    ///
    /// # Errors
    /// When there is none, or the base cannot be written.
    pub fn undo(&mut self) -> Result<Change, EditError> {
        let sql = "SELECT id, command, change FROM edit WHERE NOT undone ORDER BY id DESC LIMIT 1";
        let last = self.last_logged(sql)?.ok_or(EditError::NothingToUndo)?;
        let mut change = last.change;
        let before = self.shown(&change.edit)?;
        self.changing(&change.edit.entities(), |w| w.revert(&change))?;
        change.particular = before.zip(self.shown(&change.edit)?);
        self.connection.execute("UPDATE edit SET undone = 1 WHERE id = ?", [last.id])?;
        Ok(change)
    }

    /// Makes the edit again that was undone last.
    ///
    /// # Errors
    /// When there is none, or the base cannot be written.
    pub fn redo(&mut self) -> Result<Change, EditError> {
        let sql = "SELECT id, command, change FROM edit WHERE undone ORDER BY id LIMIT 1";
        let next = self.last_logged(sql)?.ok_or(EditError::NothingToRedo)?;
        if let Edit::Import { .. } = next.change.edit {
            return Err(EditError::ImportAgain(next.change.command));
        }
        let mut change = self.apply_counted(next.change.edit)?;
        change.command = next.change.command;
        self.connection
            .execute("UPDATE edit SET undone = 0, change = ? WHERE id = ?", params![json(&change), next.id])?;
        Ok(change)
    }

    /// Makes every edit of the gazetteer in force again, over one just loaded; what is said of documents stands beside it, and what was
    /// taken in is there.
    pub(super) fn replay(&mut self) -> Result<Vec<Conflict>, StoreError> {
        let edits: Vec<Logged> = {
            let sql = "SELECT id, command, change FROM edit WHERE NOT undone ORDER BY id";
            let mut select = self.connection.prepare(sql)?;
            let mut rows = select.query([])?;
            let mut edits = Vec::new();
            while let Some(row) = rows.next()? {
                edits.push(logged(row)?);
            }
            edits
        };
        let mut conflicts = Vec::new();
        let is_apart = |e: &Logged| matches!(e.change.edit, Edit::Set { .. } | Edit::Import { .. });
        for Logged { id, change } in edits.into_iter().filter(|e| !is_apart(e)) {
            match self.apply(change.edit) {
                Ok(again) => {
                    self.connection.execute("UPDATE edit SET change = ? WHERE id = ?", params![json(&again), id])?;
                }
                Err(EditError::Store(error)) => return Err(error),
                Err(reason) => {
                    self.connection.execute("DELETE FROM edit WHERE id = ?", [id])?;
                    conflicts.push(Conflict { command: change.command, reason });
                }
            }
        }
        Ok(conflicts)
    }

    fn apply_counted(&mut self, edit: Edit) -> Result<Change, EditError> {
        let keys: Vec<String> = edit.entities().into_iter().map(str::to_owned).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let before = self.shown(&edit)?;
        let mut change = self.changing(&keys, |w| w.apply(edit))?;
        change.particular = before.zip(self.shown(&change.edit)?);
        Ok(change)
    }

    /// The particular that an edit is about, as it stands.
    fn shown(&self, edit: &Edit) -> Result<Option<Option<String>>, StoreError> {
        let Edit::Set { source, particular, .. } = edit else { return Ok(None) };
        self.particular(source, *particular).map(Some)
    }

    fn last_logged(&self, sql: &str) -> Result<Option<Logged>, StoreError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([])?;
        rows.next()?.map(logged).transpose()
    }
}

fn json(change: &Change) -> String {
    serde_json::to_string(change).expect("a change is made of words and strings")
}

fn logged(row: &rusqlite::Row<'_>) -> Result<Logged, StoreError> {
    let found: String = row.get(2)?;
    let mut change: Change =
        serde_json::from_str(&found).map_err(|_| StoreError::Word { expected: "an edit", found })?;
    change.command = row.get(1)?;
    Ok(Logged { id: row.get(0)?, change })
}
