//! The spellings of the base, read in the background while the first questions are typed, and again after edits.

use std::{
    path::Path,
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use crate::store::{OpenMode, Store, StoreError, WordStarts};

/// How long the first look waits: most bases are read by then.
const FIRST: Duration = Duration::from_millis(100);

/// What has been read, and what is being read.
#[derive(Default)]
pub(super) struct Spellings {
    now: Option<WordStarts>,
    coming: Option<Receiver<WordStarts>>,
    waited: bool,
}

impl Spellings {
    /// Reads those of the base in another thread, unless they were read of the gazetteer as it stands.
    pub fn keep_up(&mut self, path: &Path, store: &Store) {
        let version = store.read(|r| r.gazetteer_version()).unwrap_or_default();
        let current = self.now.as_ref().is_some_and(|now| now.version() == version.as_deref());
        if current || self.coming.is_some() {
            return;
        }
        let (path, (told, coming)) = (path.to_owned(), channel());
        self.coming = Some(coming);
        thread::spawn(move || {
            let read =
                Store::open(&path, OpenMode::Read).and_then(|store| store.read::<_, StoreError>(|r| r.word_starts()));
            // who cannot read them, or has nobody to tell, leaves what was known
            read.map(|starts| told.send(starts))
        });
    }

    /// The spellings, as soon as they were read for the first time.
    pub fn get(&mut self) -> Option<&WordStarts> {
        let wait = if self.now.is_none() && !self.waited { FIRST } else { Duration::ZERO };
        self.waited = true;
        if let Some(read) = self.coming.as_ref().and_then(|coming| coming.recv_timeout(wait).ok()) {
            (self.now, self.coming) = (Some(read), None);
        }
        self.now.as_ref()
    }
}
