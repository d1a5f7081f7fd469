//! Opening a base: looking before touching, and saying what is wrong.

use std::{
    ffi::OsString,
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};

use super::{
    error::StoreError,
    functions::add_functions,
    migrations::{LATEST, STEPS},
    upgrade::upgrade,
};

/// `dixt`: marks the file as ours.
pub(super) const APPLICATION_ID: i32 = i32::from_be_bytes(*b"dixt");

/// How long to wait for another process that writes.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Memory for pages of the base: enough that the inner pages of all indexes stay there while millions of rows come in.
pub(super) const CACHE_KIB: i64 = 128 << 10;

/// The same where rows come in order: what sorts them for an index takes as much again.
pub(super) const FEW_KIB: i64 = 48 << 10;

/// Pages in the log before they are brought into the base: a page that changes often is then brought once.
const CHECKPOINT: i64 = 8_192;

/// What the base is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenMode {
    /// Only reading; nothing is written, not even in the folder where that can be avoided.
    Read,
    /// Reading and writing a base that exists.
    Write,
    /// Reading and writing; made, with its folder, when it does not exist.
    Create,
}

/// Opens the file at `path`, checks that it is ours and brings its schema up to date; where the copy of an older one is.
pub(super) fn open(path: &Path, mode: OpenMode) -> Result<(Connection, Option<PathBuf>), StoreError> {
    look(path, mode)?;
    let connection = match mode {
        OpenMode::Read => connect_for_reading(path).map(|connection| (connection, None)),
        _ => connect_for_writing(path, mode),
    };
    connection.map_err(|error| match error {
        StoreError::Damaged(why) => StoreError::Damaged(format!("{}: {why}", path.display())),
        other => other,
    })
}

/// Refuses, from the first bytes and without touching the file, what cannot be a base.
fn look(path: &Path, mode: OpenMode) -> Result<(), StoreError> {
    let not = |found| Err(StoreError::NotADatabase { path: path.to_owned(), found });
    let mut head = Vec::new();
    match fs::File::open(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound && mode == OpenMode::Create => return make_folder(path),
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Err(StoreError::Missing(path.to_owned())),
        Err(source) => return Err(StoreError::Io { path: path.to_owned(), source }),
        Ok(_) if path.is_dir() => return not("a folder"),
        Ok(file) => file.take(100).read_to_end(&mut head),
    }
    .map_err(|source| StoreError::Io { path: path.to_owned(), source })?;
    let number = |at: usize| i32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    match head.len() {
        0 if mode == OpenMode::Create => Ok(()),
        0 => not("an empty file"),
        100 if head.starts_with(b"SQLite format 3\0") => {
            // A journal beside it means that a process was killed: only SQLite can tell what the file holds.
            let interrupted = beside(path, "-journal").exists();
            if number(68) != APPLICATION_ID && !interrupted {
                return Err(StoreError::OtherApplication(path.to_owned()));
            }
            check_version(path, i64::from(number(60)))
        }
        _ if std::str::from_utf8(&head).is_ok_and(|t| !t.contains('\0')) => not("a text file"),
        _ => not("some other file"),
    }
}

fn make_folder(path: &Path) -> Result<(), StoreError> {
    let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|source| match source.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly(path.to_owned()),
        _ => StoreError::Io { path: folder.to_owned(), source },
    })
}

fn check_version(path: &Path, found: i64) -> Result<(), StoreError> {
    if found > LATEST {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: LATEST });
    }
    Ok(())
}

fn connect_for_reading(path: &Path) -> Result<Connection, StoreError> {
    let (connection, found) = match try_reading(path) {
        // In a read-only folder SQLite cannot make the file by which the processes at one base agree.
        Err(error) if is_read_only(&error) => {
            if fs::metadata(beside(path, "-wal")).is_ok_and(|wal| wal.len() > 0) {
                return Err(StoreError::Unmerged(path.to_owned()));
            }
            try_reading(Path::new(&immutable(path)))?
        }
        result => result?,
    };
    check_version(path, found)?;
    if is_foreign(&connection)? {
        return Err(StoreError::OtherApplication(path.to_owned()));
    }
    if found < LATEST {
        return Err(StoreError::Older { path: path.to_owned(), found, known: LATEST });
    }
    Ok(connection)
}

fn try_reading(path: &Path) -> rusqlite::Result<(Connection, i64)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(path, flags)?;
    configure(&connection)?;
    // a count looks at pages all over the file: mapped, none is copied
    connection.pragma_update(None, "mmap_size", i64::MAX)?;
    let found = version(&connection)?;
    Ok((connection, found))
}

fn connect_for_writing(path: &Path, mode: OpenMode) -> Result<(Connection, Option<PathBuf>), StoreError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, mode == OpenMode::Create);
    let told = |error: rusqlite::Error| match is_read_only(&error) {
        true => StoreError::ReadOnly(path.to_owned()),
        false => error.into(),
    };
    let mut connection = Connection::open_with_flags(path, flags).map_err(told)?;
    if connection.is_readonly("main")? {
        return Err(StoreError::ReadOnly(path.to_owned()));
    }
    configure(&connection).map_err(told)?;
    let found = version(&connection).map_err(told)?;
    check_version(path, found)?;
    if is_foreign(&connection).map_err(told)? {
        return Err(StoreError::OtherApplication(path.to_owned()));
    }
    let mut copy = None;
    if found < LATEST {
        copy = upgrade(&mut connection, path, STEPS).map_err(|error| match error {
            StoreError::Sqlite(e) => told(e),
            other => other,
        })?;
    }
    match connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())) {
        // Another process is at it right now; the base works without, and the next opening tries again.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {}
        result => result.map_err(told)?,
    }
    Ok((connection, copy))
}

/// The version of SQLite that is built in.
pub fn sqlite() -> &'static str {
    rusqlite::version()
}

/// The version of the schema; 0 in a new file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Whether there is something in the file, and it is not ours.
fn is_foreign(connection: &Connection) -> rusqlite::Result<bool> {
    let mark: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok(mark != APPLICATION_ID && connection.prepare("SELECT 1 FROM sqlite_schema")?.exists([])?)
}

/// Settings of every connection: the file is data from elsewhere, and what was acknowledged is on the disk.
fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // NORMAL would survive kill -9 too, but not a power cut; one more sync for each batch is a fair price.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?;
    connection.set_prepared_statement_cache_capacity(64);
    add_functions(connection)
}

fn is_read_only(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied))
}

/// The file beside the base whose name ends so.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// A URI that tells SQLite that nobody will change the file.
fn immutable(path: &Path) -> String {
    let mut uri = String::from("file:");
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri + "?immutable=1"
}
