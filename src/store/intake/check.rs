//! Whether what was taken in is what the base says of it.

use super::super::{Reader, StoreError, gazetteer::text};

/// Problems told of each sort; more of one sort say no more.
const TOLD: usize = 20;

/// Rows of an import that the base does not have: table, and rows.
const STRAY: &[(&str, &str)] = &[
    (
        "entity",
        "SELECT key FROM entity WHERE origin GLOB 'import:*' AND substr(origin, 8) NOT IN (SELECT id FROM import)",
    ),
    (
        "alias",
        "SELECT spelling FROM alias WHERE origin GLOB 'import:*' AND substr(origin, 8) NOT IN (SELECT id FROM import)",
    ),
    ("joined", "SELECT CAST(import AS TEXT) FROM joined WHERE import NOT IN (SELECT id FROM import)"),
];

impl Reader<'_> {
    /// Whether the index of external ids fits the entities, and whether every origin is there.
    pub(in crate::store) fn check_imports(&self, tell: &mut dyn FnMut(String)) -> Result<(), StoreError> {
        for (table, sql) in STRAY {
            let mut select = self.connection.prepare(&format!("{sql} LIMIT {TOLD}"))?;
            let rows = select.query_map([], |row| row.get::<_, String>(0))?;
            for row in rows.collect::<Result<Vec<_>, _>>()? {
                tell(format!("{table} {row} is of an import that is not there"));
            }
        }
        let sql = "SELECT x.id FROM external_id x JOIN entity e ON e.id = x.entity
            WHERE NOT instr(' ' || e.external || ' ', ' ' || x.id || ' ')";
        let mut select = self.connection.prepare(sql)?;
        let ids = select.query_map([], |row| row.get::<_, String>(0))?;
        for id in ids.take(TOLD).collect::<Result<Vec<_>, _>>()? {
            tell(format!("the id {id} leads to an entity that does not have it"));
        }
        self.check_ids(tell)
    }

    /// Whether every external id leads to an entity.
    fn check_ids(&self, tell: &mut dyn FnMut(String)) -> Result<(), StoreError> {
        let mut select = self.connection.prepare("SELECT key, external FROM entity WHERE external <> ''")?;
        let mut known = self.connection.prepare("SELECT 1 FROM external_id WHERE id = ?")?;
        let mut rows = select.query([])?;
        let mut left = TOLD;
        while let Some(row) = rows.next()? {
            for id in text(row, "external")?.split(' ').filter(|id| !id.is_empty()) {
                if left > 0 && !known.exists([id])? {
                    left -= 1;
                    tell(format!("entity {}: its id {id} leads nowhere", text(row, "key")?));
                }
            }
        }
        Ok(())
    }
}
