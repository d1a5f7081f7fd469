//! Taking an import out again, and keeping imports over a newer shipped gazetteer.

use rusqlite::params;

use super::{
    super::{Reader, StoreError, Writer, gazetteer},
    identity::Known,
    rows::{Indexes, Touched},
};
use crate::{
    gazetteer::{TAKEN_IN, digest},
    model::EntityId,
};

/// From so many spellings on it is quicker to drop indexes than to take each spelling out of them.
const LARGE: i64 = 20_000;

/// What an import changed of an entity, and how that was before.
struct Joined {
    import: i64,
    entity: i64,
    external: String,
    prominence: u8,
}

impl Writer<'_> {
    /// Takes out what an import brought, and puts back what it changed.
    ///
    /// Where references are looked up row by row meanwhile, that takes long ([`super::super::Store::taking_much`]).
    pub(in crate::store) fn take_out(&mut self, import: i64) -> Result<(), StoreError> {
        let origin = format!("{TAKEN_IN}{import}");
        let mut touched = Touched::default();
        let mut by = self.part(&origin, &mut touched)?.wrapping_neg();
        by = by.wrapping_add(self.put_back(import, &mut touched)?);
        let sql = "SELECT spellings FROM import WHERE id = ?";
        let spellings: i64 = self.connection.query_row(sql, [import], |row| row.get(0))?;
        let indexes = (spellings > LARGE).then(|| Indexes::drop(self.connection)).transpose()?;
        for sql in [
            "DELETE FROM alias WHERE origin = ?",
            "DELETE FROM external_id WHERE entity IN (SELECT id FROM entity WHERE origin = ?)",
            "DELETE FROM entity WHERE origin = ?",
        ] {
            self.connection.execute(sql, [&origin])?;
        }
        self.connection.execute("DELETE FROM joined WHERE import = ?", [import])?;
        self.connection.execute("DELETE FROM import WHERE id = ?", [import])?;
        indexes.map_or(Ok(()), |indexes| indexes.make(self.connection))?;
        self.note_changes(&touched, by)
    }

    /// Puts back what an import changed of entities that were there; by how much the version changes.
    fn put_back(&mut self, import: i64, touched: &mut Touched) -> Result<u64, StoreError> {
        let mut by = 0u64;
        for joined in self.joined("import = ?", import)? {
            let before = self.known(joined.entity)?;
            let sql =
                "UPDATE entity SET (external, prominence) = (SELECT before_external, before_prominence FROM joined
                WHERE import = ?1 AND entity = ?2) WHERE id = ?2";
            self.connection.prepare_cached(sql)?.execute([import, joined.entity])?;
            for id in joined.external.split(' ') {
                self.connection.prepare_cached("DELETE FROM external_id WHERE id = ?")?.execute([id])?;
            }
            let after = self.known(joined.entity)?;
            touched.add(&after.key);
            by = by.wrapping_add(after.digest).wrapping_sub(before.digest);
        }
        Ok(by)
    }

    /// Lets what was taken in stand while the shipped gazetteer makes way for a newer one: entities that it no longer has, and of which an
    /// import tells, are the import's from now on.
    pub(in crate::store) fn keep_imports(&mut self, gone: &str) -> Result<(), StoreError> {
        let sql = "UPDATE entity SET origin = (SELECT min(a.origin) FROM alias a WHERE a.entity = entity.id AND a.origin GLOB 'import:*')
            WHERE key = ? AND EXISTS (SELECT 1 FROM alias a WHERE a.entity = entity.id AND a.origin GLOB 'import:*')";
        self.connection.prepare_cached(sql)?.execute([gone])?;
        Ok(())
    }

    /// Changes entities again as the imports did, over a shipped gazetteer just loaded, and finds all external ids anew.
    pub(in crate::store) fn join_again(&mut self) -> Result<(), StoreError> {
        for Joined { import, entity, external, prominence } in self.joined("import > ?", 0)? {
            let known = self.known(entity)?;
            let sql = "UPDATE joined SET before_external = ?, before_prominence = ? WHERE import = ? AND entity = ?";
            let before = params![known.external, known.prominence, import, entity];
            self.connection.prepare_cached(sql)?.execute(before)?;
            let own: Vec<&str> = known.ids().collect();
            let added = external.split(' ').filter(|id| !id.is_empty() && !own.contains(id));
            let ids: Vec<&str> = own.iter().copied().chain(added).collect();
            let values = params![ids.join(" "), prominence.max(known.prominence), entity];
            let sql = "UPDATE entity SET external = ?, prominence = ? WHERE id = ?";
            self.connection.prepare_cached(sql)?.execute(values)?;
        }
        self.find_ids()
    }

    /// Fills the index of external ids; of entities that have one in common the shipped one owns it, then the first.
    fn find_ids(&mut self) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM external_id", [])?;
        let sql = "SELECT id, external FROM entity WHERE external <> '' ORDER BY origin <> 'shipped', id";
        let mut select = self.connection.prepare(sql)?;
        let mut rows = select.query([])?;
        let sql = "INSERT INTO external_id (id, entity) VALUES (?, ?) ON CONFLICT DO NOTHING";
        let mut insert = self.connection.prepare(sql)?;
        while let Some(row) = rows.next()? {
            let entity: i64 = row.get(0)?;
            for id in gazetteer::text(row, "external")?.split(' ').filter(|id| !id.is_empty()) {
                insert.execute(params![id, entity])?;
            }
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// The part that all of an origin has in the version of the gazetteer.
    fn part(&self, origin: &str, touched: &mut Touched) -> Result<u64, StoreError> {
        let mut sum = 0u64;
        let mut select = self.connection.prepare("SELECT * FROM entity WHERE origin = ?")?;
        let mut rows = select.query([origin])?;
        while let Some(row) = rows.next()? {
            let entity = gazetteer::entity(row)?;
            touched.add(entity.key);
            sum = sum.wrapping_add(digest::entity(&entity));
        }
        let sql = "SELECT a.*, e.key FROM alias a JOIN entity e ON e.id = a.entity WHERE a.origin = ? AND a.active";
        let mut select = self.connection.prepare(sql)?;
        let mut rows = select.query([origin])?;
        while let Some(row) = rows.next()? {
            let key = gazetteer::text(row, "key")?;
            touched.add(key);
            sum = sum.wrapping_add(digest::alias(key, &gazetteer::alias(row, EntityId(0))?));
        }
        Ok(sum)
    }

    fn joined(&self, condition: &str, import: i64) -> Result<Vec<Joined>, StoreError> {
        let sql = format!(
            "SELECT import, entity, external, prominence FROM joined WHERE {condition} ORDER BY import, entity"
        );
        let mut select = self.connection.prepare_cached(&sql)?;
        let rows = select.query_map([import], |row| {
            let (import, entity) = (row.get(0)?, row.get(1)?);
            Ok(Joined { import, entity, external: row.get(2)?, prominence: row.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn known(&self, entity: i64) -> Result<Known, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT * FROM entity WHERE id = ?")?;
        let mut rows = select.query([entity])?;
        let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        Known::read(row)
    }
}
