//! The log of edits, step by step: made, undone, redone, and made again over a newer gazetteer.

use rusqlite::{Row, params};

use super::{Change, Conflict, Edit, EditError, Reader, StoreError, Writer};
use crate::model::Judgement;

/// An edit that is asked for, with what the log is to tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What is to be changed.
    pub edit: Edit,
    /// The edit as it could be typed.
    pub command: String,
    /// Who asks for it.
    pub who: Option<String>,
    /// Why.
    pub why: Option<String>,
}

/// Edits that are made, undone and redone together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its number in the log.
    pub number: i64,
    /// The edits, in order.
    pub changes: Vec<Logged>,
}

/// An edit in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// The number of its step.
    pub step: i64,
    /// What was changed.
    pub change: Change,
    /// When, UTC.
    pub at: String,
    /// Who asked for it.
    pub who: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// Whether it is undone.
    pub undone: bool,
    id: i64,
}

/// Columns of a [`Logged`].
const COLUMNS: &str = "id, step, at, who, why, command, change, undone";

impl Reader<'_> {
    /// Every edit, in order; those that are undone and can be redone come last.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn edits(&self) -> Result<Vec<Logged>, StoreError> {
        self.logged("TRUE")
    }

    /// The last step in force.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn last_step(&self) -> Result<Option<Step>, StoreError> {
        self.step("step = (SELECT step FROM edit WHERE NOT undone ORDER BY id DESC LIMIT 1)")
    }

    /// The step that was undone last.
    fn next_step(&self) -> Result<Option<Step>, StoreError> {
        self.step("step = (SELECT step FROM edit WHERE undone ORDER BY id LIMIT 1)")
    }

    fn step(&self, condition: &str) -> Result<Option<Step>, StoreError> {
        let changes = self.logged(condition)?;
        Ok(changes.first().map(|first| first.step).map(|number| Step { number, changes }))
    }

    fn logged(&self, condition: &str) -> Result<Vec<Logged>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM edit WHERE {condition} ORDER BY id");
        let mut select = self.connection.prepare_cached(&sql)?;
        let mut rows = select.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(logged(row)?);
        }
        Ok(all)
    }
}

impl Writer<'_> {
    /// Makes `edit` and logs it as `command`, a step of its own. Undone edits can then no longer be redone.
    ///
    /// # Errors
    /// When it does not fit the gazetteer, or the base cannot be written.
    pub fn edit(&mut self, edit: Edit, command: &str) -> Result<Change, EditError> {
        let asked = Asked { edit, command: command.to_owned(), who: None, why: None };
        let mut step = self.edit_all(vec![asked])?;
        Ok(step.changes.remove(0).change)
    }

    /// Makes several edits, in order, as one step. Undone edits can then no longer be redone. Where one does not fit, the transaction
    /// must not be kept.
    ///
    /// # Errors
    /// When one does not fit the gazetteer as those before it leave it, or the base cannot be written.
    pub fn edit_all(&mut self, edits: Vec<Asked>) -> Result<Step, EditError> {
        let number = self.begin_step()?;
        let changes = edits.into_iter().map(|asked| self.edit_in(number, asked)).collect::<Result<_, _>>()?;
        Ok(Step { number, changes })
    }

    /// Makes an edit as part of a step that was begun. Where it does not fit, all is as before it.
    ///
    /// # Errors
    /// When it does not fit the gazetteer, or the base cannot be written.
    pub fn edit_in(&mut self, step: i64, asked: Asked) -> Result<Logged, EditError> {
        let mut change = self.whole(|w| w.make(asked.edit.clone()))?;
        change.command.clone_from(&asked.command);
        Ok(self.log(step, change, &asked)?)
    }

    /// Does `work` wholly or not at all.
    fn whole<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, EditError>) -> Result<T, EditError> {
        self.connection.execute_batch("SAVEPOINT edit")?;
        let result = work(self);
        let end = if result.is_ok() { "RELEASE edit" } else { "ROLLBACK TO edit; RELEASE edit" };
        // a cancelled statement has rolled the transaction back, and the point with it
        match self.connection.execute_batch(end) {
            Err(error) if result.is_ok() => Err(error.into()),
            _ => result,
        }
    }

    /// The number of a new step; what was undone is dropped.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn begin_step(&mut self) -> Result<i64, StoreError> {
        let sql = "SELECT coalesce(max(step), 0) + 1 FROM edit";
        let number = self.connection.query_row(sql, [], |row| row.get(0))?;
        self.connection.execute("DELETE FROM edit WHERE undone", [])?;
        Ok(number)
    }

    /// Logs an edit that was made.
    pub(super) fn log(&mut self, step: i64, change: Change, asked: &Asked) -> Result<Logged, StoreError> {
        let sql = "INSERT INTO edit (step, at, who, why, command, change)
            VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ'), ?, ?, ?, ?) RETURNING id, at";
        let Asked { command, who, why, .. } = asked;
        let values = params![step, who, why, command, json(&change)];
        let (id, at) = self.connection.query_row(sql, values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Logged { step, change, at, who: who.clone(), why: why.clone(), undone: false, id })
    }

    /// Takes the last step in force back.
    ///
    /// Documents that mention an entity which is gone must be read again in the same transaction, or it fails.
    ///
    /// # Errors
    /// When there is none, or the base cannot be written.
    pub fn undo(&mut self) -> Result<Step, EditError> {
        let mut step = self.last_step()?.ok_or(EditError::NothingToUndo)?;
        for logged in step.changes.iter_mut().rev() {
            let change = &mut logged.change;
            let before = self.shown(&change.edit)?;
            let keys: Vec<String> = change.rows.keys().into_iter().map(str::to_owned).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            self.changing(&keys, |w| w.revert(change))?;
            change.noticed.particular = before.zip(self.shown(&change.edit)?);
            logged.undone = true;
        }
        self.connection.execute("UPDATE edit SET undone = 1 WHERE step = ?", [step.number])?;
        Ok(step)
    }

    /// Makes the step again that was undone last.
    ///
    /// # Errors
    /// When there is none, or the base cannot be written.
    pub fn redo(&mut self) -> Result<Step, EditError> {
        let mut step = self.next_step()?.ok_or(EditError::NothingToRedo)?;
        for logged in &mut step.changes {
            let command = std::mem::take(&mut logged.change.command);
            if let Edit::Import { .. } = logged.change.edit {
                return Err(EditError::ImportAgain(command));
            }
            logged.change = self.make(logged.change.edit.clone())?;
            logged.change.command = command;
            logged.undone = false;
            let sql = "UPDATE edit SET undone = 0, change = ? WHERE id = ?";
            self.connection.prepare_cached(sql)?.execute(params![json(&logged.change), logged.id])?;
        }
        Ok(step)
    }

    /// Takes what edits did to entities back, before a newer gazetteer comes in. Entities that they made wait for [`Writer::replay`].
    pub(super) fn lift(&mut self) -> Result<(), StoreError> {
        for logged in self.logged("NOT undone")?.iter().rev() {
            self.put_back_rows(&logged.change.rows, true)?;
        }
        Ok(())
    }

    /// Makes every edit of the gazetteer in force again, over one just loaded; what is said of documents and what was rejected stands beside it,
    /// and what was taken in is there.
    pub(super) fn replay(&mut self) -> Result<Vec<Conflict>, StoreError> {
        let mut conflicts = Vec::new();
        let edits = self.logged("NOT undone")?.into_iter().filter(|logged| !logged.change.edit.is_of_this_base());
        for Logged { id, change, .. } in edits {
            match self.whole(|w| w.made(change.edit, |w, _, edit| w.apply(edit))) {
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

    fn make(&mut self, edit: Edit) -> Result<Change, EditError> {
        let before = self.shown(&edit)?;
        let mut change = self.made(edit, |w, keys, edit| w.changing(keys, |w| w.apply(edit)))?;
        change.noticed.particular = before.zip(self.shown(&change.edit)?);
        Ok(change)
    }

    /// What `work`, which makes the edit, does to the rows of the entities with the keys that it is told.
    fn made(
        &mut self,
        edit: Edit,
        work: impl FnOnce(&mut Self, &[&str], Edit) -> Result<Change, EditError>,
    ) -> Result<Change, EditError> {
        let keys = self.touched(&edit)?;
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let before = self.rows_of(&keys)?;
        let new = edit.new_entity().map(str::to_owned);
        let mut change = work(self, &keys, edit)?;
        change.rows = super::Rows::between(before, self.rows_of(&keys)?, new.as_deref());
        Ok(change)
    }

    /// The particular that an edit is about, as it stands.
    fn shown(&self, edit: &Edit) -> Result<Option<Option<String>>, StoreError> {
        match edit {
            Edit::Set { source, particular, .. } => self.particular(source, *particular).map(Some),
            Edit::Judge { quotation, what: Judgement::Speaker, .. } => self.speakers_of(quotation).map(Some),
            _ => Ok(None),
        }
    }
}

fn json(change: &Change) -> String {
    serde_json::to_string(change).expect("a change is made of words and strings")
}

fn logged(row: &Row<'_>) -> Result<Logged, StoreError> {
    let found: String = row.get("change")?;
    let mut change: Change =
        serde_json::from_str(&found).map_err(|_| StoreError::Word { expected: "an edit", found })?;
    change.command = row.get("command")?;
    let (id, step, at, undone) = (row.get("id")?, row.get("step")?, row.get("at")?, row.get("undone")?);
    Ok(Logged { step, change, at, who: row.get("who")?, why: row.get("why")?, undone, id })
}
