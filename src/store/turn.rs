//! Waiting for another process that writes.

use std::{ops::ControlFlow, time::Duration};

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use super::{Store, StoreError};

/// How long a writer waits before it asks whether to go on.
const ASKED: Duration = Duration::from_millis(500);

/// Asked again and again while another process writes: break to stop waiting.
pub(super) type Waiting = Box<dyn Fn() -> ControlFlow<()> + Send>;

impl Store {
    /// From now on a writer waits for its turn as long as `waiting`, which is asked again and again, lets it. Without this
    /// it fails with [`StoreError::Locked`] after some seconds.
    ///
    /// # Errors
    /// When the base does not take the setting.
    pub fn wait_with(&mut self, waiting: impl Fn() -> ControlFlow<()> + Send + 'static) -> Result<(), StoreError> {
        self.connection.busy_timeout(ASKED)?;
        self.waiting = Some(Box::new(waiting));
        Ok(())
    }
}

/// Begins to write when it is this process' turn.
pub(super) fn begin<'c>(connection: &'c Connection, waiting: Option<&Waiting>) -> Result<Transaction<'c>, StoreError> {
    loop {
        match (Transaction::new_unchecked(connection, TransactionBehavior::Immediate), waiting) {
            (Err(error), Some(waiting)) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                if waiting().is_break() {
                    return Err(StoreError::Interrupted);
                }
            }
            (result, _) => return Ok(result?),
        }
    }
}
