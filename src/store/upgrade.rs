//! Bringing a base up to the present schema, after a copy of it as it was.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags, backup::Backup};
use rusqlite_migration::{M, Migrations};

use super::{
    error::StoreError,
    open::{APPLICATION_ID, PATIENCE, beside, version},
};

/// Pages copied at a time.
const PAGES: std::ffi::c_int = 1024;

/// Marks the file as ours and runs the missing steps. Where several processes make one base at the same time, those that come
/// late find it made. A base that was there already is first copied into a file beside it; where that is, if there is one.
pub(super) fn upgrade(
    connection: &mut Connection,
    path: &Path,
    steps: &[M<'_>],
) -> Result<Option<PathBuf>, StoreError> {
    let latest = steps.len() as i64;
    let found = version(connection)?;
    let copy = if (1..latest).contains(&found) { copy(connection, path, (found, latest))? } else { None };
    // Before the log is switched on, so that the mark is in the file's first bytes whenever there is a file.
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    let end = Instant::now() + PATIENCE;
    loop {
        match Migrations::from_slice(steps).to_latest(connection).map_err(StoreError::from) {
            Err(_) if version(connection)? == latest => return Ok(copy),
            Err(StoreError::Locked) if Instant::now() < end => std::thread::sleep(Duration::from_millis(20)),
            result => return result.map(|()| copy),
        }
    }
}

/// Copies the base of version `found` into a new file; none when another process has just brought it up to date.
fn copy(connection: &Connection, path: &Path, (found, latest): (i64, i64)) -> Result<Option<PathBuf>, StoreError> {
    let part = beside(path, &format!("-before-v{latest}.part-{}", std::process::id()));
    let io = |source: io::Error| StoreError::Io { path: part.clone(), source };
    let copied = fill(connection, &part);
    let whole = copied.and_then(|copied| {
        if copied != found {
            return Ok(None);
        }
        fs::File::open(&part).and_then(|file| file.sync_all()).map_err(io)?;
        named(&part, path, latest).map(Some).map_err(io)
    });
    // once it has its name, the other one goes
    let _ = fs::remove_file(&part);
    whole
}

/// Copies the base into `file`, whatever others do meanwhile; the version of the copy.
fn fill(connection: &Connection, file: &Path) -> Result<i64, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut copy = Connection::open_with_flags(file, flags)?;
    Backup::new(connection, &mut copy)?.run_to_completion(PAGES, Duration::ZERO, None)?;
    // alone in its file, without one for the log beside it
    copy.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    Ok(version(&copy)?)
}

/// Gives the copy a name that nothing has.
fn named(part: &Path, path: &Path, latest: i64) -> io::Result<PathBuf> {
    for n in 1.. {
        let more = if n > 1 { format!("-{n}") } else { String::new() };
        let name = beside(path, &format!("-before-v{latest}{more}"));
        match fs::hard_link(part, &name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            // some file systems have no links
            Err(_) if !name.exists() => return fs::rename(part, &name).map(|()| name),
            result => return result.map(|()| name),
        }
    }
    unreachable!("there are more numbers than files")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{OpenMode, SavedQuery, Store, migrations::STEPS};

    const LATER: &str = "CREATE TABLE later (x INTEGER); INSERT INTO later SELECT count(*) FROM saved_query;";

    fn steps() -> Vec<M<'static>> {
        STEPS.iter().cloned().chain([M::up(LATER)]).collect()
    }

    fn kept(store: &Store) -> usize {
        store.read(|r| r.all_saved()).unwrap().len()
    }

    #[test]
    fn an_older_base_is_copied_before_it_is_brought_up_to_date() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("base.db");
        let mut store = Store::open(&path, OpenMode::Create).unwrap();
        assert_eq!(store.before_upgrade(), None);
        let query = |name: &str| SavedQuery { name: name.into(), text: "save a = quotes".into() };
        store.write(|w| w.save(&query("a"))).unwrap();
        fs::write(folder.path().join("base.db-before-v2"), "mine").unwrap();
        // the log stands beside the base still
        let mut older = Connection::open(&path).unwrap();
        let copy = upgrade(&mut older, &path, &steps()).unwrap().unwrap();
        assert_eq!(copy, folder.path().join("base.db-before-v2-2"));
        assert_eq!(fs::read(folder.path().join("base.db-before-v2")).unwrap(), b"mine");
        assert_eq!(version(&older).unwrap(), 2);
        assert_eq!(older.query_row("SELECT x FROM later", [], |row| row.get(0)), Ok(1));
        assert_eq!(upgrade(&mut older, &path, &steps()).unwrap(), None);
        drop((store, older));
        assert!(matches!(Store::open(&path, OpenMode::Write), Err(StoreError::Newer { found: 2, .. })));
        let before = Store::open(&copy, OpenMode::Write).unwrap();
        assert_eq!((kept(&before), before.before_upgrade()), (1, None));
        let names = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
        assert!(!names.into_iter().any(|name| name.contains("part")));
    }

    #[test]
    fn where_no_copy_can_be_made_nothing_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("base.db");
        drop(Store::open(&path, OpenMode::Create).unwrap());
        let mut older = Connection::open(&path).unwrap();
        let gone = folder.path().join("gone/base.db");
        assert!(upgrade(&mut older, &gone, &steps()).is_err());
        assert_eq!(version(&older).unwrap(), 1);
    }
}
