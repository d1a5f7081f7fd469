//! Where things are kept.

use std::{
    fs,
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy;
use xxhash_rust::xxh3::xxh3_64;

use super::Failure;

/// The knowledge base: as given, or `dixit/dixit.db` in the user's data folder.
pub(super) fn base(given: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let Some(path) = given else { return Ok(data_folder()?.join("dixit.db")) };
    // made absolute, so that SQLite takes neither `:memory:` nor `file:…` for something else than a file's name
    std::path::absolute(&path).map_err(|e| Failure::Data(format!("{}: expected a path to a file: {e}", path.display())))
}

/// The history of a base: called like its file, with a number made from where that lies.
pub(super) fn history(base: &Path) -> Result<PathBuf, Failure> {
    let place = fs::canonicalize(base).unwrap_or_else(|_| base.to_owned());
    let name = base.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).take(40).collect();
    let number = xxh3_64(place.as_os_str().as_encoded_bytes()) >> 32;
    Ok(data_folder()?.join(format!("history-{plain}-{number:08x}")))
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
