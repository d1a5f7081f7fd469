//! What a reader tells, made ready on its own thread: spellings folded, and what cannot be kept left out.

use std::{io, mem, sync::mpsc};

use xxhash_rust::xxh3::xxh3_64;

use super::{
    super::nearest::{backward, sound_hash},
    Notes,
    keys::stem,
};
use crate::{
    gazetteer::exchange::{Spelling, Taker, Told},
    text::fold,
};

/// Spellings that are handed on together.
const BATCH: usize = 2_048;

/// Most bytes of a spelling: nothing longer is a name.
const LONGEST: usize = 1_000;

/// What a file tells of one entity, ready to be looked up and written.
pub(super) struct Row {
    pub line: u64,
    /// What was told, its spellings apart; it has a name, and its external ids can be kept.
    pub told: Told,
    /// The name, folded.
    pub folded: String,
    /// What its key begins with.
    pub stem: String,
    /// No two of them fold alike.
    pub spellings: Vec<Ready>,
}

/// A spelling with all that its row in the base says of it.
pub(super) struct Ready {
    pub spelling: Spelling,
    pub folded: String,
    pub backward: String,
    pub sound: i64,
}

/// Hands rows on in batches.
pub(super) struct Feeder {
    send: mpsc::SyncSender<Vec<Row>>,
    /// Those that were written come back: memory is freed more quickly by the thread that took it, and the other has more to do.
    written: mpsc::Receiver<Vec<Row>>,
    batch: Vec<Row>,
    /// Spellings in the batch.
    size: usize,
    fed: Fed,
}

/// What became of the lines before they were handed on.
#[derive(Default)]
pub(super) struct Fed {
    pub rows: u64,
    pub passed: u64,
    pub refused: Notes,
}

impl Feeder {
    pub fn new(send: mpsc::SyncSender<Vec<Row>>, written: mpsc::Receiver<Vec<Row>>) -> Self {
        Feeder { send, written, batch: Vec::new(), size: 0, fed: Fed::default() }
    }

    /// Hands on what is left.
    pub fn finish(mut self) -> Fed {
        // where nobody takes it any more, that one tells why
        let _ = self.hand_on();
        self.fed
    }

    fn hand_on(&mut self) -> io::Result<()> {
        self.size = 0;
        self.written.try_iter().for_each(drop);
        self.send.send(mem::take(&mut self.batch)).map_err(|_| io::Error::other("the base takes no more"))
    }

    /// The spellings that can be kept, each once.
    fn spellings(&mut self, line: u64, told: Vec<Spelling>) -> Vec<Ready> {
        let mut ready: Vec<Ready> = Vec::with_capacity(told.len());
        // a place may have ten thousand names: to compare numbers is quick enough
        let mut known: Vec<u64> = Vec::with_capacity(told.len());
        for mut spelling in told {
            let folded = fold(&spelling.text);
            let hash = xxh3_64(folded.as_bytes());
            if known.contains(&hash) {
                continue;
            }
            known.push(hash);
            if spelling.language.is_empty() {
                spelling.language.push('*');
            }
            match flaw(&spelling.text, &folded) {
                Some(flaw) => self.fed.refused.add(line, flaw),
                None => ready.push(Ready { backward: backward(&folded), sound: sound_hash(&folded), spelling, folded }),
            }
        }
        ready
    }
}

impl Taker for Feeder {
    fn take(&mut self, line: u64, mut told: Told) -> io::Result<()> {
        let spellings = mem::take(&mut told.spellings);
        let spellings = self.spellings(line, spellings);
        if told.name.is_empty() {
            told.name = spellings.first().map_or_else(String::new, |first| first.spelling.text.clone());
        }
        let folded = fold(&told.name);
        let flaw = match told.kind {
            None if spellings.is_empty() && told.external.len() < 2 => {
                Some("expected a spelling or a further id".into())
            }
            None => None,
            Some(_) => flaw(&told.name, &folded),
        };
        if let Some(flaw) = flaw {
            self.refuse(line, flaw);
            return Ok(());
        }
        self.fed.rows += 1;
        told.external.retain(|id| id.contains(':') && !id.contains(|c: char| c.is_whitespace() || c.is_control()));
        told.description.retain(|c| !c.is_control());
        self.size += spellings.len() + 1;
        self.batch.push(Row { line, stem: stem(&folded), told, folded, spellings });
        if self.size >= BATCH { self.hand_on() } else { Ok(()) }
    }

    fn refuse(&mut self, line: u64, reason: String) {
        self.fed.refused.add(line, reason);
    }

    fn pass(&mut self, _line: u64) {
        self.fed.passed += 1;
    }
}

/// Why a name or spelling cannot be kept.
fn flaw(text: &str, folded: &str) -> Option<String> {
    if text.len() > LONGEST {
        return Some(format!("expected a name of at most {LONGEST} bytes, found {}", text.len()));
    }
    if text.contains(char::is_control) {
        return Some("expected a name, found control characters".to_owned());
    }
    let speakable = folded.contains(char::is_alphanumeric);
    (!speakable).then(|| format!("expected a name with letters or digits, found “{text}”"))
}
