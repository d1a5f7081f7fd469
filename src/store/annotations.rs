//! What is found in a document, written row by row.

use std::{collections::BTreeMap, ops::AddAssign};

use rusqlite::params_from_iter;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Reader, Revision, StoreError, Writer,
    findings::{Finding, Print, SORTS, Sort, Stored, Value},
    page::{EntityTold, Findings, Page},
};
use crate::{model::Annotations, span::CodePoints};

/// What has changed when a document was annotated again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Mentions and quotations that came, or are ascribed otherwise.
    pub gained: u64,
    /// Mentions and quotations that went, or were ascribed otherwise.
    pub lost: u64,
}

impl Difference {
    fn between(gone: &[Print], new: &[Print]) -> Self {
        let count = |these: &[Print], others: &[Print]| {
            let others: FxHashSet<&[u8]> = others.iter().map(|print| &print.told[..]).collect();
            let told = these.iter().map(|print| &print.told[..]).filter(|told| !told.is_empty());
            told.filter(|told| !others.contains(told)).count() as u64
        };
        Difference { gained: count(new, gone), lost: count(gone, new) }
    }
}

impl AddAssign for Difference {
    fn add_assign(&mut self, other: Self) {
        self.gained += other.gained;
        self.lost += other.lost;
    }
}

impl Writer<'_> {
    /// Puts `annotations` in the place of what had been found in a document, and records the versions. Only rows that are not those
    /// that stand there are written.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn annotate(
        &mut self,
        row: i64,
        annotations: &Annotations,
        revision: &Revision,
    ) -> Result<Difference, StoreError> {
        let moved = self.rewords(row, annotations.sketch.as_ref())?;
        let mut select = self.connection.prepare_cached("SELECT key, text, version FROM document WHERE id = ?")?;
        let (key, text, read_by): (String, String, Option<i64>) =
            select.query_row([row], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        drop(select);
        let version = self.version_row(revision.versions())?;
        if read_by != Some(version) {
            let sql = "UPDATE document SET version = ? WHERE id = ?";
            self.connection.prepare_cached(sql)?.execute([version, row])?;
        }
        let all = self.to_stand((row, &key, &text), annotations, revision)?;
        self.lift_verdicts(row)?;
        let mut difference = Difference::default();
        for (sort, findings) in all {
            difference += self.renew(sort, row, &findings)?;
        }
        self.lay_verdicts(row)?;
        if let Some(sketch) = annotations.sketch.as_ref().filter(|_| moved) {
            self.join_copies(row, sketch)?;
        }
        Ok(difference)
    }

    /// Adds what was found in the document in `row` with this key and text, of which nothing stands there yet.
    pub(super) fn found(
        &mut self,
        (row, key, text): (i64, &str, &str),
        annotations: &Annotations,
        revision: &Revision,
    ) -> Result<(), StoreError> {
        for (sort, findings) in self.to_stand((row, key, text), annotations, revision)? {
            findings.iter().try_for_each(|finding| self.put(sort, row, finding))?;
        }
        self.lay_verdicts(row)
    }

    /// Removes what was found in a document.
    pub(super) fn clear(&mut self, document: i64) -> Result<(), StoreError> {
        for sort in SORTS {
            for row in self.stored(sort, document)?.into_values().flatten() {
                self.remove(sort, row)?;
            }
        }
        Ok(())
    }

    fn put(&self, sort: &Sort, document: i64, finding: &Finding<'_>) -> Result<(), StoreError> {
        let mut owner = document;
        for (n, (table, row)) in finding.rows.iter().enumerate() {
            if n > 0 && *table > 0 && finding.rows[n - 1].0 == 0 {
                owner = self.connection.last_insert_rowid();
            }
            let mut insert = self.connection.prepare_cached(sort.tables[*table].insert)?;
            insert.execute(params_from_iter([&Value::Integer(owner)].into_iter().chain(row)))?;
        }
        Ok(())
    }

    fn remove(&self, sort: &Sort, row: i64) -> Result<(), StoreError> {
        for sql in sort.remove {
            self.connection.prepare_cached(sql)?.execute([row])?;
        }
        Ok(())
    }

    /// Puts a finding in the place of one with the same key. That spares the index of words, which is slow to change.
    fn replace(&self, sort: &Sort, row: i64, finding: &Finding<'_>) -> Result<(), StoreError> {
        for sql in sort.remove_parts.into_iter().flatten() {
            self.connection.prepare_cached(sql)?.execute([row])?;
        }
        for (table, values) in &finding.rows {
            let table = (*table, &sort.tables[*table]);
            let sql = match table {
                (0, first) => first.update,
                (_, part) if part.select.is_some() => part.insert,
                _ => continue,
            };
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.execute(params_from_iter([&Value::Integer(row)].into_iter().chain(values)))?;
        }
        Ok(())
    }

    /// Writes those of `findings` that do not stand in the document, and takes out what else does.
    fn renew(&self, sort: &Sort, document: i64, findings: &[Finding<'_>]) -> Result<Difference, StoreError> {
        let mut stored = self.stored(sort, document)?;
        let (mut new, mut gained, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for finding in findings {
            let print = finding.print(sort);
            if stored.get_mut(&print).and_then(Vec::pop).is_none() {
                new.push(finding);
                gained.push(print);
            }
        }
        let keyed = sort.remove_parts.is_some();
        let keys: FxHashSet<&[u8]> = gained.iter().filter(|_| keyed).map(Print::key).collect();
        let mut places: FxHashMap<Vec<u8>, i64> = FxHashMap::default();
        for (print, rows) in stored {
            for row in rows {
                match keyed && keys.contains(print.key()) {
                    true => _ = places.insert(print.key().to_vec(), row),
                    false => self.remove(sort, row)?,
                }
                gone.push(print.clone());
            }
        }
        for (finding, print) in new.into_iter().zip(&gained) {
            match places.get(if keyed { print.key() } else { &[] }) {
                Some(&row) => self.replace(sort, row, finding)?,
                None => self.put(sort, document, finding)?,
            }
        }
        Ok(Difference::between(&gone, &gained))
    }
}

impl Reader<'_> {
    /// The findings of a sort that stand in a document.
    fn stored(&self, sort: &Sort, document: i64) -> Result<Stored, StoreError> {
        let mut prints: BTreeMap<i64, Print> = BTreeMap::new();
        for (n, table) in sort.tables.iter().enumerate() {
            let Some(sql) = table.select else { continue };
            let mut select = self.connection.prepare_cached(sql)?;
            let columns = select.column_count();
            let mut rows = select.query([document])?;
            while let Some(row) = rows.next()? {
                let print = prints.entry(row.get(0)?).or_default();
                print.begin(n);
                for k in 1..columns {
                    print.add(row.get_ref(k)?, k <= table.telling);
                }
            }
        }
        let mut stored = Stored::new();
        prints.into_iter().for_each(|(row, print)| stored.entry(print).or_default().push(row));
        Ok(stored)
    }

    /// All that is to stand in the document in `row` with this key and text.
    fn to_stand<'p>(
        &self,
        (row, key, text): (i64, &'p str, &'p str),
        annotations: &'p Annotations,
        revision: &Revision,
    ) -> Result<Findings<'p>, StoreError> {
        let entities = |id| self.row_of(revision, id).map(EntityTold::Row);
        let (document, day, points) = (row.into(), self.day(row)?, CodePoints::new(text));
        Page { document, key, text, day, annotations, entities: &entities, points }.findings()
    }
}
