//! Gazetteers of others, taken into the base: one file is one import, and one edit that can be undone.
//!
//! A thread of its own reads the file and folds its spellings ([`feed`]); this one finds out who each entity is ([`identity`]) and
//! writes it ([`rows`]), a row at a time, so that memory does not grow with the file. What an import brought is known by its
//! origin, what it changed of entities that were there stands in `joined`: [`undo`] needs no more.

mod check;
mod feed;
mod identity;
mod keys;
mod places;
mod rows;
mod undo;

use std::{io, sync::mpsc, thread};

use rusqlite::params;

use self::{
    feed::{Feeder, Row},
    identity::{Known, Who},
    rows::Rows,
};
use super::{Asked, Change, Edit, Reader, StoreError, Writer};
use crate::gazetteer::exchange::Taker;

/// Rows of a report that are told one by one; the others are counted only.
const TOLD: usize = 1_000;

/// Batches of rows that may wait for being written.
const WAITING: usize = 4;

/// Which file is taken in.
#[derive(Clone, Copy, Debug)]
pub struct Import<'i> {
    /// The name of its format.
    pub format: &'i str,
    /// Its path, as the user gave it.
    pub file: &'i str,
    /// The command, for the log of edits.
    pub command: &'i str,
    /// Who takes it in, for the same.
    pub who: Option<&'i str>,
}

/// What became of the rows of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The number of the import: what it brought has the origin `import:` and this. None where it brought nothing.
    pub import: Option<i64>,
    /// Rows that told of an entity.
    pub rows: u64,
    /// Entities that were there and that it told of.
    pub joined: u64,
    /// Entities that it brought.
    pub added: u64,
    /// Spellings that it brought.
    pub spellings: u64,
    /// Spellings that were there.
    pub known: u64,
    /// Rows that only add spellings, of entities that are not there.
    pub unknown: u64,
    /// Lines that were not asked for.
    pub passed: u64,
    /// Lines and spellings that could not be taken.
    pub refused: Notes,
    /// Entities added though they, or ids of theirs, may belong to others that were there.
    pub doubtful: Notes,
}

/// Lines of a file, each with something to say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// How many there are.
    pub count: u64,
    /// The first ones: line, counted from 1, and reason.
    pub told: Vec<(u64, String)>,
}

impl Notes {
    fn add(&mut self, line: u64, reason: String) {
        self.count += 1;
        if self.told.len() < TOLD {
            self.told.push((line, reason));
        }
    }
}

/// Why a file was not taken in; nothing of it is in the base then.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The base cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file cannot be read, or is broken as a whole.
    #[error(transparent)]
    File(#[from] io::Error),
}

impl From<rusqlite::Error> for IntakeError {
    fn from(error: rusqlite::Error) -> Self {
        IntakeError::Store(error.into())
    }
}

impl Writer<'_> {
    /// Takes in what `read` hands to its taker, and logs it as an edit. Where nobody has looked up references meanwhile
    /// ([`super::Store::taking_much`]), that is faster; it keeps to them either way. `when_told` may read the gazetteer as soon as all of it
    /// stands in the base: indexes that only questions ask are made after that.
    ///
    /// # Errors
    /// Those of `read` and `when_told`, and when the base cannot be read or written. The transaction must then not be kept.
    pub fn take_in(
        &mut self,
        import: Import<'_>,
        read: impl FnOnce(&mut dyn Taker) -> io::Result<()> + Send,
        when_told: &mut dyn FnMut(&Reader<'_>) -> Result<(), StoreError>,
    ) -> Result<Report, IntakeError> {
        let number = self.connection.query_row("SELECT coalesce(max(id), 0) + 1 FROM import", [], |row| row.get(0))?;
        let (send, batches) = mpsc::sync_channel::<Vec<Row>>(WAITING);
        let (give_back, written) = mpsc::channel();
        let (taken, fed) = thread::scope(|scope| {
            let reader = scope.spawn(move || {
                let mut feeder = Feeder::new(send, written);
                let result = read(&mut feeder);
                (result, feeder.finish())
            });
            let taken = self.take_rows(number, (batches, give_back), when_told);
            (taken, reader.join())
        });
        let mut report = taken?;
        let (result, fed) = fed.map_err(|_| io::Error::other("reading it failed; please report it"))?;
        result?;
        (report.rows, report.passed) = (fed.rows, fed.passed);
        report.refused = fed.refused;
        self.log_import(number, import, &mut report)?;
        Ok(report)
    }

    fn take_rows(
        &mut self,
        number: i64,
        (batches, give_back): (mpsc::Receiver<Vec<Row>>, mpsc::Sender<Vec<Row>>),
        when_told: &mut dyn FnMut(&Reader<'_>) -> Result<(), StoreError>,
    ) -> Result<Report, IntakeError> {
        let mut taking = Taking { rows: Rows::new(self.connection, number)?, report: Report::default() };
        for batch in batches {
            batch.iter().try_for_each(|row| taking.take(row))?;
            // when the file has ended nobody takes it
            let _ = give_back.send(batch);
        }
        let report = taking.report;
        taking.rows.finish(self, when_told)?;
        Ok(report)
    }

    fn log_import(&mut self, number: i64, import: Import<'_>, report: &mut Report) -> Result<(), StoreError> {
        let mut select = self.connection.prepare("SELECT 1 FROM joined WHERE import = ?")?;
        if report.added + report.spellings == 0 && !select.exists([number])? {
            return Ok(());
        }
        let sql = "INSERT INTO import (id, at, format, file, joined, added, spellings, doubtful)
            VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ'), ?, ?, ?, ?, ?, ?)";
        let (joined, added) = (report.joined as i64, report.added as i64);
        let (spellings, doubtful) = (report.spellings as i64, report.doubtful.count as i64);
        let Import { format, file, command, who } = import;
        self.connection.execute(sql, params![number, format, file, joined, added, spellings, doubtful])?;
        let edit = Edit::Import { import: number };
        let asked = Asked { edit: edit.clone(), command: command.to_owned(), who: who.map(str::to_owned), why: None };
        let step = self.begin_step()?;
        self.log(step, Change::plain(edit), &asked)?;
        report.import = Some(number);
        Ok(())
    }
}

/// A file being taken in.
struct Taking<'c> {
    rows: Rows<'c>,
    report: Report,
}

impl Taking<'_> {
    fn take(&mut self, row: &Row) -> Result<(), IntakeError> {
        match self.rows.who(row)? {
            Who::Known(known, doubt) => {
                self.doubt(row.line, doubt);
                self.join(row, &known)
            }
            Who::New(doubt) => {
                self.doubt(row.line, doubt);
                self.report.added += 1;
                self.report.spellings += self.rows.add(row)?;
                Ok(())
            }
            Who::Unknown => {
                self.report.unknown += 1;
                Ok(())
            }
        }
    }

    fn doubt(&mut self, line: u64, doubt: Option<String>) {
        doubt.into_iter().for_each(|reason| self.report.doubtful.add(line, reason));
    }

    fn join(&mut self, row: &Row, known: &Known) -> Result<(), IntakeError> {
        self.report.joined += u64::from(self.rows.meets(known));
        let new = self.rows.join(row, known)?;
        self.report.spellings += new;
        self.report.known += row.spellings.len() as u64 - new;
        Ok(())
    }
}
