//! Where things are kept.

use std::path::PathBuf;

use etcetera::BaseStrategy;

use super::Failure;

/// The knowledge base: as given, or `dixit/dixit.db` in the user's data folder.
pub(super) fn base(given: Option<PathBuf>) -> Result<PathBuf, Failure> {
    given.map_or_else(|| Ok(data_folder()?.join("dixit.db")), Ok)
}

/// The history of the prompt.
pub(super) fn history() -> Result<PathBuf, Failure> {
    Ok(data_folder()?.join("history"))
}

/// Where dixit keeps what belongs to the user.
pub(super) fn data_folder() -> Result<PathBuf, Failure> {
    let strategy = etcetera::choose_base_strategy().map_err(|e| {
        Failure::Data(format!("expected a home folder to keep the base in, found none ({e}); name a base with --db"))
    })?;
    Ok(strategy.data_dir().join("dixit"))
}
