//! What is told of an import on the way: how far it has come, what was refused; and whether to stop.

use std::{
    fs::File,
    io::{self, BufRead, BufWriter, Read, Write},
    path::PathBuf,
};

use super::{
    super::{args, failure::Failure, progress, progress::Progress},
    import::{Outcome, TOLD},
};
use crate::{
    gazetteer::exchange::{Taker, Told},
    import::{self, container::Counter},
};

/// Rows between two looks at the clock.
const PAUSE: u64 = 4_096;

/// An input that ends with an error when a stop was asked for.
pub(super) struct Stoppable<'i>(pub &'i mut dyn BufRead);

impl Read for Stoppable<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl BufRead for Stoppable<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if progress::is_stopped() { Err(io::Error::other("stopped")) } else { self.0.fill_buf() }
    }

    fn consume(&mut self, taken: usize) {
        self.0.consume(taken);
    }
}

/// Counts what is read, and tells of it.
pub(super) struct Teller {
    counter: Counter,
    progress: Progress,
    rejects: Option<BufWriter<File>>,
    broken: Option<io::Error>,
    file: String,
    outcome: Outcome,
}

impl Teller {
    pub fn new(given: &args::GazetteerImport) -> Result<Self, Failure> {
        let create = |path: &PathBuf| File::create_new(path).map(BufWriter::new);
        let explain = |e: io::Error| Failure::Data(format!("--rejects: {}", import::explained(&e)));
        let rejects = given.rejects.as_ref().map(create).transpose().map_err(explain)?;
        let size = given.files.iter().filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum();
        let (counter, progress) = (Counter::default(), Progress::new(size));
        Ok(Teller { counter, progress, rejects, broken: None, file: String::new(), outcome: Outcome::default() })
    }

    /// Another file begins.
    pub fn begin(&mut self, file: &str) {
        file.clone_into(&mut self.file);
        self.outcome = Outcome::default();
    }

    /// What became of the file.
    pub fn outcome(&mut self) -> Outcome {
        std::mem::take(&mut self.outcome)
    }

    /// Tells another taker, and listens.
    pub fn over<'t>(&'t mut self, taker: &'t mut dyn Taker) -> Telling<'t> {
        Telling { teller: self, taker }
    }

    /// Says something above the bar.
    pub fn aside(&self, say: impl FnOnce()) {
        self.progress.aside(say);
    }

    /// Takes the bar away, and sees to it that what was refused is written.
    pub fn end(self) -> Result<(), Failure> {
        self.progress.finish();
        let flushed = self.rejects.map_or(Ok(()), |mut out| out.flush());
        self.broken.or(flushed.err()).map_or(Ok(()), |error| Err(error.into()))
    }

    /// Tells now and then how far it has come.
    fn tick(&mut self) {
        let Outcome { entities, passed, .. } = self.outcome;
        if (entities + passed).is_multiple_of(PAUSE) {
            self.progress.come(entities + passed, "rows", self.counter.bytes());
        }
    }

    fn reject(&mut self, line: u64, reason: &str) {
        let cell = |text: &str| text.replace(['\t', '\n', '\r'], " ");
        let file = cell(&self.file);
        let written = self.rejects.as_mut().map_or(Ok(()), |out| writeln!(out, "{file}:{line}\t{}", cell(reason)));
        self.broken = self.broken.take().or(written.err());
    }
}

/// A taker that tells another, and the user.
pub(super) struct Telling<'t> {
    teller: &'t mut Teller,
    taker: &'t mut dyn Taker,
}

impl Telling<'_> {
    /// Where the bytes that are read are counted.
    pub fn counter(&self) -> Counter {
        self.teller.counter.clone()
    }
}

impl Taker for Telling<'_> {
    fn take(&mut self, line: u64, told: Told) -> io::Result<()> {
        let outcome = &mut self.teller.outcome;
        outcome.entities += 1;
        outcome.spellings += told.spellings.len() as u64;
        self.teller.tick();
        self.taker.take(line, told)
    }

    fn refuse(&mut self, line: u64, reason: String) {
        self.teller.outcome.refused += 1;
        self.teller.reject(line, &reason);
        if self.teller.outcome.first.len() < TOLD {
            self.teller.outcome.first.push((line, reason.clone()));
        }
        self.taker.refuse(line, reason);
    }

    fn pass(&mut self, line: u64) {
        self.teller.outcome.passed += 1;
        self.teller.tick();
        self.taker.pass(line);
    }
}

/// Keeps nothing: for a dry run.
pub(super) struct Nobody;

impl Taker for Nobody {
    fn take(&mut self, _: u64, _: Told) -> io::Result<()> {
        Ok(())
    }

    fn refuse(&mut self, _: u64, _: String) {}

    fn pass(&mut self, _: u64) {}
}
