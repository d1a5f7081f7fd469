//! The way from any older schema to the present one.

use rusqlite_migration::M;

/// Every step so far, in order. Steps are only ever appended: once a dixit has been released, the first one becomes a
/// frozen copy of the `schema.sql` of that release, and each later change of `schema.sql` comes with a step here.
pub(super) const STEPS: &[M<'static>] = &[M::up(include_str!("../../schema.sql"))];

/// Version of the present schema, as `user_version` tells it.
pub(super) const LATEST: i64 = STEPS.len() as i64;

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use rusqlite_migration::Migrations;

    use super::*;

    fn schema(connection: &Connection) -> Vec<String> {
        let mut select = connection
            .prepare("SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1")
            .unwrap();
        select.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn schema_and_migrations_arrive_at_the_same() {
        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(include_str!("../../schema.sql")).unwrap();
        let mut migrated = Connection::open_in_memory().unwrap();
        Migrations::from_slice(STEPS).to_latest(&mut migrated).unwrap();
        assert_eq!(schema(&fresh), schema(&migrated));
        let version: i64 = migrated.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(version, LATEST);
    }
}
