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

    /// Lets what was delivered of one entity count as delivered of the one that it was merged into. What was kept under its own key
    /// stays, in case that comes back.
    pub(super) fn delivered_as(&mut self, from: &str, into: &str) -> Result<(), StoreError> {
        let found: Vec<[String; 3]> = {
            let sql = "SELECT name, arguments, key FROM delivered WHERE instr(arguments || ' ' || key, ?)";
            let mut select = self.connection.prepare_cached(sql)?;
            let rows = select.query_map([from], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
            rows.collect::<Result<_, _>>()?
        };
        let mut insert =
            self.connection.prepare_cached("INSERT INTO delivered VALUES (?, ?, ?) ON CONFLICT DO NOTHING")?;
        for [name, arguments, key] in found {
            let (arguments, key) = (renamed(&arguments, "@", (from, into)), renamed(&key, "@", (from, into)));
            insert.execute(params![name, arguments, renamed(&key, "", (from, into))])?;
        }
        Ok(())
    }
}

/// `text` with one key in the place of another, wherever that stands behind `mark`, or without one at the beginning.
fn renamed(text: &str, mark: &str, (from, into): (&str, &str)) -> String {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    if mark.is_empty() {
        return match text.strip_prefix(from) {
            Some(rest) if ends(rest) => format!("{into}{rest}"),
            _ => text.to_owned(),
        };
    }
    let mut parts = text.split(mark);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| match part.strip_prefix(from) {
        Some(rest) if ends(rest) => format!("{all}{mark}{into}{rest}"),
        _ => format!("{all}{mark}{part}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_renamed_where_they_stand_whole() {
        let names = ("kim", "kim-2");
        for (text, mark, expected) in [
            ("who=@kim, topic=@kim-un", "@", "who=@kim-2, topic=@kim-un"),
            ("q7 @a & @kim", "@", "q7 @a & @kim-2"),
            ("kim", "", "kim-2"),
            ("kim koursk", "", "kim-2 koursk"),
            ("kimono", "", "kimono"),
        ] {
            assert_eq!(renamed(text, mark, names), expected);
        }
    }
}
