//! What can go wrong with a base, and what to do about it.

use std::{io, path::PathBuf};

use rusqlite::ErrorCode;

/// Why the base could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file to read.
    #[error("{}: expected a dixit base, found no file; `dixit ingest` makes one", .0.display())]
    Missing(PathBuf),
    /// The file is no SQLite database; it was not touched.
    #[error("{}: expected a dixit base, found {found}; give another path with --db", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
        /// What it seems to be.
        found: &'static str,
    },
    /// Another program's SQLite database; it was not touched.
    #[error("{}: expected a dixit base, found another program's database; give another path with --db", .0.display())]
    OtherApplication(PathBuf),
    /// Made by a newer dixit; it was not touched.
    #[error("{}: expected a base of version {known} or older, found version {found}; update dixit", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Version of its schema.
        found: i64,
        /// Latest version that this program knows.
        known: i64,
    },
    /// Made by an older dixit, and opened for reading only.
    #[error("{}: expected a base of version {known}, found version {found}; open it once for writing, which brings it up to date", path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Version of its schema.
        found: i64,
        /// Version that this program needs.
        known: i64,
    },
    /// The file or its folder cannot be written.
    #[error("{}: expected to be able to write it and its folder, found them read-only; copy the base elsewhere or change the permissions", .0.display())]
    ReadOnly(PathBuf),
    /// The folder is read-only and changes still stand in the file beside the base.
    #[error("{}: its last changes stand in the -wal file beside it, and its folder is read-only; copy both elsewhere", .0.display())]
    Unmerged(PathBuf),
    /// Another process is writing.
    #[error("the base is being written by another process; wait for it to end and try again")]
    Locked,
    /// The file is damaged.
    #[error("the base is damaged ({0}); bring it back from a copy, or ingest again into a new one")]
    Damaged(String),
    /// Something stands where a copy should go.
    #[error("{}: expected a name for a new file, found one that exists; give another", .0.display())]
    Exists(PathBuf),
    /// The disk is full.
    #[error("the disk is full; what was acknowledged before is safe")]
    Full,
    /// The user asked to stop.
    #[error("cancelled")]
    Interrupted,
    /// Annotations speak of an entity that the base does not have.
    #[error("the annotations were made with another gazetteer: the base has no entity “{0}”")]
    UnknownEntity(String),
    /// A document that was there is gone.
    #[error("the document {0} has just been taken out of the base")]
    NoDocument(String),
    /// Another process has edited the gazetteer meanwhile.
    #[error("the base's gazetteer is not the one that the documents were read with; try again")]
    OtherGazetteer,
    /// The base holds a word that this program does not know.
    #[error("expected {expected}, found “{found}” in the base")]
    Word {
        /// What sort of word.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// The file or folder cannot be had.
    #[error("{}: expected a place where a base can be kept, found “{source}”; give another path with --db", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Anything else that SQLite says.
    #[error("the database says: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged(error.to_string()),
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::OperationInterrupted) => StoreError::Interrupted,
            _ => StoreError::Sqlite(error),
        }
    }
}

impl From<rusqlite_migration::Error> for StoreError {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => StoreError::Damaged(other.to_string()),
        }
    }
}
