//! The base: one SQLite file behind closures that lend a [`Reader`] or a [`Writer`].

mod annotations;
mod apply;
mod by_key;
mod candidates;
mod care;
mod check;
mod columns;
mod company;
mod copies;
mod corrections;
mod discover;
mod documents;
mod dump;
mod edits;
mod entities;
mod error;
mod evidence;
mod findings;
mod functions;
mod gazetteer;
mod intake;
mod journal;
mod keys;
mod load;
mod lookup;
mod migrations;
mod nearest;
mod numbers;
mod offices;
mod open;
mod page;
mod prepared;
mod rows;
mod saved;
mod spelling;
mod standing;
mod steps;
mod table;
mod tables;
mod told;
mod touched;
mod turn;
mod upgrade;
mod verdicts;
mod version;
mod word_starts;

use std::{
    ops::Deref,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, InterruptHandle};

pub use self::{
    annotations::Difference,
    candidates::Candidate,
    columns::Hearer,
    corrections::Correction,
    discover::{Scene, SceneMention, SceneSpeaker, SceneWords},
    documents::{Ascribed, Original, Revision, Standing, Versions},
    dump::DumpError,
    edits::{Change, Edit, EditError, Noticed},
    error::StoreError,
    evidence::{Evidence, Mark, Role},
    functions::add_functions,
    gazetteer::Conflict,
    intake::{Import, IntakeError, Notes, Report as ImportReport},
    journal::Rows,
    keys::{document as document_key, hash},
    load::LoadError,
    lookup::{COUNTED, DocumentHead, Found, LookupError},
    open::{OpenMode, sqlite},
    prepared::Prepared,
    rows::Rows as TableRows,
    saved::SavedQuery,
    spelling::{Choice, Spelling},
    standing::Wanted,
    steps::{Asked, Logged, Step},
    tables::{ColumnType, Table, tables},
    told::{Link, MentionTold, QuotationTold, SpeakerTold, Told},
    touched::{Changes, Spelling as ChangedSpelling},
    verdicts::{Judged, Verdict},
    word_starts::{Start, WordStarts},
};

/// Steps of SQLite's machine between two looks whether to stop: far less than a millisecond.
const OFTEN: i32 = 2_000;

/// An open base.
pub struct Store {
    connection: Connection,
    /// The copy of the base as it was before it was brought up to date.
    before_upgrade: Option<PathBuf>,
    waiting: Option<turn::Waiting>,
}

impl Store {
    /// Opens the base at `path`.
    ///
    /// # Errors
    /// When it is no base, is newer than this program, or cannot be read or written as `mode` asks; the file is then
    /// left as it was.
    pub fn open(path: &Path, mode: OpenMode) -> Result<Self, StoreError> {
        let (connection, before_upgrade) = open::open(path, mode)?;
        Ok(Store { connection, before_upgrade, waiting: None })
    }

    /// Where the copy of the base is as it was before opening brought it up to date, if that was needed.
    pub fn before_upgrade(&self) -> Option<&Path> {
        self.before_upgrade.as_deref()
    }

    /// The same base opened once more for reading, for another thread.
    ///
    /// # Errors
    /// When it cannot be opened again; a base in memory cannot.
    pub fn for_reading(&self) -> Result<Self, StoreError> {
        let path = self.connection.path().unwrap_or_default();
        Self::open(Path::new(path), OpenMode::Read)
    }

    /// Lends a reader, which sees one state of the base all along.
    ///
    /// # Errors
    /// Those of `work`, and when the base cannot be read.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&Reader<'_>) -> Result<T, E>) -> Result<T, E> {
        let reader = Reader { connection: &self.connection };
        if !self.connection.is_autocommit() {
            return work(&reader);
        }
        // Dropped, which ends it: there is nothing to commit.
        let _state = self.connection.unchecked_transaction().map_err(StoreError::from)?;
        work(&reader)
    }

    /// Lends a writer; what it wrote stands when `work` has succeeded, and nothing of it otherwise. When this returns,
    /// it is on the disk.
    ///
    /// # Errors
    /// Those of `work`, and when the base cannot be written.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transaction(work, true)
    }

    /// Like [`Store::write`], but takes everything back at the end: what would happen?
    ///
    /// # Errors
    /// Those of `work`, and when the base cannot be written.
    pub fn rehearse<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transaction(work, false)
    }

    /// Whether SQLite looks up, row by row, what rows refer to. What adds documents has looked that up itself, and
    /// [`Reader::check`] looks again; what removes rows needs it.
    ///
    /// # Errors
    /// When the base is no longer there.
    pub fn look_up_references(&self, on: bool) -> Result<(), StoreError> {
        Ok(self.connection.pragma_update(None, "foreign_keys", on)?)
    }

    /// Whether millions of rows come in or go, in order: then what rows refer to is not looked up, and few pages are kept, since memory
    /// is needed elsewhere.
    ///
    /// # Errors
    /// When the base is no longer there.
    pub fn taking_much(&self, much: bool) -> Result<(), StoreError> {
        let kept = if much { open::FEW_KIB } else { open::CACHE_KIB };
        self.connection.pragma_update(None, "cache_size", -kept)?;
        // one more sorts what goes into an index
        self.connection.pragma_update_and_check(None, "threads", i64::from(much), |_| Ok(()))?;
        self.look_up_references(!much)
    }

    /// A handle by which another thread can stop what runs; it then fails with [`StoreError::Interrupted`].
    pub fn interrupt_handle(&self) -> InterruptHandle {
        self.connection.get_interrupt_handle()
    }

    /// From now on whatever runs fails with [`StoreError::Interrupted`] as soon as `asked`, which is asked again and again, says so: also what
    /// begins after it was asked for.
    ///
    /// # Errors
    /// When the base is no longer there.
    pub fn stop_when(&self, asked: impl FnMut() -> bool + Send + 'static) -> Result<(), StoreError> {
        Ok(self.connection.progress_handler(OFTEN, Some(asked))?)
    }

    fn transaction<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
        keep: bool,
    ) -> Result<T, E> {
        let transaction = turn::begin(&self.connection, self.waiting.as_ref())?;
        // An edit of the gazetteer and the reading of every document that follows it belong together: who refers to
        // whom is checked at their end.
        transaction.pragma_update(None, "defer_foreign_keys", true).map_err(StoreError::from)?;
        let result =
            work(&mut Writer { reader: Reader { connection: &transaction }, touched: touched::Touched::new() })?;
        if keep {
            transaction.commit().map_err(StoreError::from)?;
        }
        Ok(result)
    }
}

/// Reads the base.
pub struct Reader<'c> {
    connection: &'c Connection,
}

/// Writes the base, inside a transaction; reads it too. Only [`Store::write`] and [`Store::rehearse`] make one.
pub struct Writer<'c> {
    reader: Reader<'c>,
    /// What its edits touch, as it was before.
    touched: touched::Touched,
}

impl<'c> Deref for Writer<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}
