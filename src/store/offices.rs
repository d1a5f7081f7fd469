//! Edits of offices: who holds one, from when to when.

use rusqlite::{OptionalExtension as _, params};

use super::{EditError, Reader, StoreError, Writer};

impl Reader<'_> {
    /// The id of the office that is this role in the country or body with this key: one that the base has, or a new one.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn office(&self, role: &str, of: &str) -> Result<String, StoreError> {
        let sql = "SELECT t.office FROM entity e JOIN tenure t ON t.of = e.id WHERE e.key = ?2 AND t.role = ?1
            GROUP BY t.office ORDER BY max(t.since) DESC, t.office LIMIT 1";
        let known: Option<String> =
            self.connection.prepare_cached(sql)?.query_row([role, of], |row| row.get(0)).optional()?;
        Ok(known.unwrap_or_else(|| format!("{of}-{role}")))
    }

    /// Every role that somebody holds or held.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn roles(&self) -> Result<Vec<String>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT DISTINCT role FROM tenure ORDER BY role")?;
        Ok(select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// First days of the tenures of a holder in an office that fit: those of this first day, or where none is given those without an end,
    /// or else all.
    fn tenures(&self, (office, holder): (&str, i64), since: Option<&str>) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT since FROM tenure t WHERE office = ?1 AND holder = ?2 AND since = coalesce(?3, since)
            AND (?3 IS NOT NULL OR until = '' OR NOT EXISTS (SELECT 1 FROM tenure o WHERE o.office = ?1 AND o.holder = ?2 AND o.until = ''))
            ORDER BY since";
        let mut select = self.connection.prepare_cached(sql)?;
        Ok(select.query_map(params![office, holder, since], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Adds a tenure, or ends one that is there.
    pub(super) fn hold(
        &mut self,
        (office, role): (&str, &str),
        (of, holder): (&str, &str),
        (since, until): (&str, &str),
    ) -> Result<(), EditError> {
        if !until.is_empty() && until < since {
            return Err(EditError::Years { since: since.to_owned(), until: until.to_owned() });
        }
        let (of, row) = (self.row_known(of)?, self.row_known(holder)?);
        let given = Some(since).filter(|since| !since.is_empty());
        let there = self.tenures((office, row), given)?;
        let changed = match there.as_slice() {
            [since] => {
                let sql =
                    "UPDATE tenure SET until = ?1, role = ?2, of = ?3 WHERE office = ?4 AND holder = ?5 AND since = ?6
                    AND (until, role, of) IS NOT (?1, ?2, ?3)";
                self.connection.prepare_cached(sql)?.execute(params![until, role, of, office, row, since])?
            }
            [] => {
                let sql = "INSERT INTO tenure (office, role, of, holder, since, until) VALUES (?, ?, ?, ?, ?, ?)";
                self.connection.prepare_cached(sql)?.execute(params![office, role, of, row, since, until])?
            }
            several => return Err(EditError::Tenures { holder: holder.to_owned(), found: several.len() }),
        };
        if changed == 0 { Err(EditError::HeldAlready { holder: holder.to_owned() }) } else { Ok(()) }
    }

    /// Takes a tenure out.
    pub(super) fn forget_tenure(
        &mut self,
        (office, holder): (&str, &str),
        since: Option<&str>,
    ) -> Result<(), EditError> {
        let row = self.row_known(holder)?;
        let there = self.tenures((office, row), since)?;
        let [since] = there.as_slice() else {
            return Err(EditError::Tenures { holder: holder.to_owned(), found: there.len() });
        };
        let sql = "DELETE FROM tenure WHERE office = ? AND holder = ? AND since = ?";
        self.connection.prepare_cached(sql)?.execute(params![office, row, since])?;
        Ok(())
    }
}
