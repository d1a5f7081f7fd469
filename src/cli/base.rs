//! The base as commands open it: they wait for their turn to write, and say so.

use std::{
    cell::Cell,
    ops::ControlFlow,
    path::Path,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

use super::{
    failure::Failure,
    progress, screen,
    settings::{self, Origin},
};
use crate::store::{OpenMode, Store};

/// Whether the user wants nothing to be written.
static ONLY_READ: AtomicBool = AtomicBool::new(false);

/// From here on no base is opened for writing.
pub(super) fn only_read() {
    ONLY_READ.store(true, Relaxed);
}

/// Whether no base is opened for writing.
pub(super) fn is_only_read() -> bool {
    ONLY_READ.load(Relaxed)
}

/// Opens the base; says where the copy is when an older one was brought up to date.
pub(super) fn open(path: &Path, mode: OpenMode) -> Result<Store, Failure> {
    if is_only_read() && mode != OpenMode::Read {
        let advice = match settings::now().get("read-only") {
            Some((_, origin)) if origin != Origin::CommandLine => format!("`read-only` is set in {}", origin.phrase()),
            _ => "leave out --read-only".to_owned(),
        };
        let why = format!("this changes the base, which is opened only for reading; {advice}");
        return Err(Failure::Refused(why));
    }
    let mut store = Store::open(path, mode)?;
    if let Some(copy) = store.before_upgrade() {
        screen::say(&format!(
            "the base is of this dixit's version now; as it was before, it stands in {}",
            copy.display()
        ));
    }
    if mode != OpenMode::Read {
        let told = Cell::new(false);
        store.wait_with(move || {
            if !told.replace(true) {
                screen::say("another dixit is writing; waiting for it to end (Ctrl-C stops) …");
            }
            if progress::is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
    }
    Ok(store)
}
