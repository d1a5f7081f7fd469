//! The one way from lines to a taker: rows of one entity are put together, what cannot be kept is refused with its line.

use std::io::{self, BufRead};

use super::{Part, Taker, Told, lines::Lines};

/// So many lines are looked at before a file without any good one is given up.
const PATIENCE: u64 = 1_000;

/// Most spellings of an entity that are held at once; further ones follow under the same id.
const HELD: usize = 10_000;

/// The scheme of ids that mean something in their file only: they tell which rows belong together, and go.
pub(super) const ROW: &str = "row";

/// What a line is to its format.
pub(super) enum Row {
    /// It tells of an entity: of the same one as the line before where it has the same id, or neither id nor name.
    Told(Told),
    /// It is none that was asked for.
    Passed,
    /// It tells nothing: a comment, an empty line.
    Nothing,
}

/// Reads a file line by line. `parse` says what a line is, or why it is refused.
pub(super) fn read(
    input: &mut dyn BufRead,
    part: &Part,
    taker: &mut dyn Taker,
    parse: &mut dyn FnMut(&str) -> Result<Row, String>,
) -> io::Result<()> {
    let mut lines = Lines::new(input);
    let mut rows = Rows::new(part, taker);
    loop {
        let row = match lines.next()? {
            None => break,
            Some(line) => line.and_then(&mut *parse),
        };
        rows.add(lines.number(), row)?;
    }
    rows.end()
}

/// Rows on their way to a taker.
pub(super) struct Rows<'t> {
    part: &'t Part,
    taker: &'t mut dyn Taker,
    /// The entity that the next row may go on with, and the line it has come to.
    open: Option<(u64, Told)>,
    good: u64,
    refused: u64,
}

impl<'t> Rows<'t> {
    pub fn new(part: &'t Part, taker: &'t mut dyn Taker) -> Self {
        Rows { part, taker, open: None, good: 0, refused: 0 }
    }

    /// Takes what was read up to this line.
    pub fn add(&mut self, line: u64, row: Result<Row, String>) -> io::Result<()> {
        match row {
            Ok(Row::Told(told)) => return self.told(line, told),
            Ok(Row::Passed) => self.pass(line),
            Ok(Row::Nothing) => {}
            Err(reason) => self.refuse(line, reason),
        }
        if self.good == 0 && self.refused >= PATIENCE { Err(self.hopeless()) } else { Ok(()) }
    }

    fn told(&mut self, line: u64, told: Told) -> io::Result<()> {
        let nameless = told.id().is_none() && told.name.is_empty();
        match &mut self.open {
            Some((at, open)) if nameless || told.id().is_some() && open.id() == told.id() => {
                (*at, self.good) = (line, self.good + 1);
                open.join(told);
                if open.spellings.len() < HELD {
                    return Ok(());
                }
                // what follows has the id alone
                let rest =
                    Told { key: open.key.clone(), external: open.external.clone(), kind: open.kind, ..Told::default() };
                self.close()?;
                self.open = Some((line, rest));
            }
            None if nameless => self.refuse(line, "expected an id or a name, found neither".into()),
            _ => {
                self.close()?;
                self.open = Some((line, told));
            }
        }
        Ok(())
    }

    /// Hands on the entity that is held.
    fn close(&mut self) -> io::Result<()> {
        let Some((line, mut told)) = self.open.take() else { return Ok(()) };
        told.external.retain(|id| id.split_once(':').is_none_or(|(scheme, _)| scheme != ROW));
        match told.settle() {
            Ok(None) => {}
            Ok(Some(reason)) => self.refuse(line, reason),
            Err(reason) => {
                self.refuse(line, reason);
                return Ok(());
            }
        }
        let spelled = !told.spellings.is_empty();
        told.spellings.retain(|spelling| self.part.wants_language(&spelling.language));
        let wanted = self.part.wants(told.kind) && !(spelled && told.spellings.is_empty());
        if !wanted {
            self.pass(line);
            return Ok(());
        }
        self.good += 1;
        self.taker.take(line, told)
    }

    fn pass(&mut self, line: u64) {
        self.good += 1;
        self.taker.pass(line);
    }

    /// Notes why a line is left out.
    pub fn refuse(&mut self, line: u64, reason: String) {
        self.refused += 1;
        self.taker.refuse(line, reason);
    }

    /// Hands on what is left; a file in which every line is refused is broken as a whole.
    pub fn end(mut self) -> io::Result<()> {
        self.close()?;
        if self.good == 0 && self.refused > 0 { Err(self.hopeless()) } else { Ok(()) }
    }

    fn hopeless(&self) -> io::Error {
        let found = format!("{} lines that are none", self.refused);
        io::Error::other(format!("expected lines of this format, found {found}; is it another format?"))
    }
}
