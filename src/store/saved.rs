//! Saved questions, and what they have delivered.

use rusqlite::{OptionalExtension as _, params};

use super::{Reader, StoreError, Writer};

/// A question kept under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedQuery {
    /// Its name.
    pub name: String,
    /// The whole statement in canonical print.
    pub text: String,
}

impl Reader<'_> {
    /// The text of the question saved as `name`.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn saved(&self, name: &str) -> Result<Option<String>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT text FROM saved_query WHERE name = ?")?;
        Ok(select.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Every saved question, by name.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn all_saved(&self) -> Result<Vec<SavedQuery>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT name, text FROM saved_query ORDER BY name")?;
        let rows = select.query_map([], |row| Ok(SavedQuery { name: row.get(0)?, text: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Keeps a question; returns the text that stood under its name before.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn save(&mut self, query: &SavedQuery) -> Result<Option<String>, StoreError> {
        let before = self.saved(&query.name)?;
        let sql = "INSERT INTO saved_query (name, text) VALUES (?, ?) ON CONFLICT DO UPDATE SET text = excluded.text";
        self.connection.prepare_cached(sql)?.execute([&query.name, &query.text])?;
        Ok(before)
    }

    /// Takes a saved question out, with the record of what it has delivered; whether there was one.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn forget_saved(&mut self, name: &str) -> Result<bool, StoreError> {
        self.connection.execute("DELETE FROM delivered WHERE name = ?", [name])?;
        Ok(self.connection.execute("DELETE FROM saved_query WHERE name = ?", [name])? > 0)
    }

    /// Records that the saved question `name` with these `arguments` has delivered `keys`; for each of them, whether it
    /// is new.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn deliver(&mut self, (name, arguments): (&str, &str), keys: &[String]) -> Result<Vec<bool>, StoreError> {
        let sql = "INSERT INTO delivered (name, arguments, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
        let mut insert = self.connection.prepare_cached(sql)?;
        let fresh = keys.iter().map(|key| Ok(insert.execute(params![name, arguments, key])? > 0));
        fresh.collect()
    }
}
