//! Where things are kept.

use std::path::PathBuf;

use etcetera::BaseStrategy;

use super::Failure;

/// The knowledge base: as given, or `dixit/dixit.db` in the user's data folder.
pub(super) fn base(given: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let Some(path) = given else { return Ok(data_folder()?.join("dixit.db")) };
    // made absolute, so that SQLite takes neither `:memory:` nor `file:…` for something else than a file's name
    std::path::absolute(&path).map_err(|e| Failure::Data(format!("{}: expected a path to a file: {e}", path.display())))
}

/// The history of the prompt.
pub(super) fn history() -> Result<PathBuf, Failure> {
    Ok(data_folder()?.join("history"))
}

/// The configuration file, and whether `DIXIT_CONFIG` names it; otherwise it is `dixit/config.toml` in the user's folder of configurations.
pub(super) fn configuration() -> Option<(PathBuf, bool)> {
    match std::env::var_os("DIXIT_CONFIG") {
        Some(named) => (!named.is_empty()).then(|| (named.into(), true)),
        None => etcetera::choose_base_strategy().ok().map(|own| (own.config_dir().join("dixit/config.toml"), false)),
    }
}

/// Where dixit keeps what belongs to the user.
pub(super) fn data_folder() -> Result<PathBuf, Failure> {
    let strategy = etcetera::choose_base_strategy().map_err(|e| {
        Failure::Data(format!("expected a home folder to keep the base in, found none ({e}); name a base with --db"))
    })?;
    Ok(strategy.data_dir().join("dixit"))
}
