//! A base and what has been asked of it: one statement at a time.

use std::{
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
    time::Instant,
};

use super::{
    answer, args, base, edit, export,
    failure::Failure,
    file::Answers,
    help,
    names::BaseNames,
    pager::{self, Paging},
    progress, questions, screen, settings,
};
use crate::{
    output::{Format, Layout},
    query::{
        self, Parameter, Resolved,
        registry::Type,
        syntax::{Stage, Statement},
    },
    store::{OpenMode, Store},
    table::Table,
};

/// A longer line is no question; names in it would be looked up in every possible cut.
const LONGEST: usize = 4_096;

/// What came of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// An answer with rows, or something was done.
    Done,
    /// An answer without rows.
    Empty,
}

/// An open base with the state of a conversation.
pub(super) struct Session {
    pub store: Store,
    pub format: &'static Format,
    /// Whether CSV begins with a byte-order mark.
    pub mark: bool,
    /// When answers go through the pager.
    pub paging: Paging,
    /// Whether it is told how long answers take.
    pub timing: bool,
    /// Whether rows are numbered, so that they can be opened.
    pub numbers: bool,
    /// The last question; empty where there was none.
    pub asked: String,
    /// The last answer.
    pub last: Table,
    /// What was said above the answer that is being printed, line by line.
    pub heading: String,
    /// The file that answers go into, in the place of standard output.
    pub file: Option<Answers>,
    /// The row of it that was opened last.
    pub opened: Option<usize>,
    /// Whether lines may change the base or write files; those of somebody else may not unless told.
    pub may_change: bool,
    /// The same for files that are read.
    pub files_may_change: bool,
    /// How many files are being read, one in another.
    pub files: usize,
    /// What the user is being asked for, where that is no line.
    pub asked_for: Option<Type>,
    path: PathBuf,
    mode: OpenMode,
}

impl Session {
    /// Opens the base.
    pub fn open(path: &Path, mode: OpenMode) -> Result<Self, Failure> {
        let (store, set) = (opened(path, mode)?, settings::now());
        Ok(Session {
            store,
            format: set.format(),
            mark: set.switch("bom").unwrap_or(false),
            paging: set.paging(),
            timing: set.switch("timing").unwrap_or_else(screen::is_terminal),
            numbers: false,
            asked: String::new(),
            last: Table::default(),
            heading: String::new(),
            file: None,
            opened: None,
            may_change: true,
            files_may_change: false,
            files: 0,
            asked_for: None,
            path: path.to_owned(),
            mode,
        })
    }

    /// What a statement means here.
    pub fn read(&self, source: &str) -> Result<Resolved, Failure> {
        let shown = &self.last.keys[..];
        self.store
            .read(|reader| query::read(source, &BaseNames { shown, ..BaseNames::of(reader) }).map_err(Failure::from))
    }

    /// Carries out one statement and prints what comes of it.
    pub fn execute(&mut self, source: &str) -> Result<Outcome, Failure> {
        if source.len() > LONGEST {
            let found = source.len();
            return Err(Failure::Refused(format!("expected a question of at most {LONGEST} bytes, found {found}")));
        }
        let begun = Instant::now();
        let resolved = self.read(source)?;
        if matches!(resolved, Resolved::Query(_) | Resolved::Run(_)) {
            source.clone_into(&mut self.asked);
        }
        match resolved {
            Resolved::Query(q) => answer::query(self, &q, begun),
            Resolved::Run(run) => answer::query(self, &run.query, begun),
            Resolved::Explain(q) => answer::explain(self, &q),
            Resolved::Save(save) => questions::save(self, &save),
            Resolved::ForgetQuery(name) => questions::forget(self, &name),
            Resolved::Queries => questions::list(self),
            Resolved::ShowQuery(saved) => questions::show(self, &saved),
            Resolved::Export(export) => questions::export(self, &export),
            Resolved::Help(word) => help::run(word.as_deref()),
            Resolved::Edit(change) => edit::run(self, &change),
        }
    }

    /// The parameters that a line which runs a saved question leaves without a value.
    pub fn missing(&self, source: &str) -> Result<Vec<Parameter>, Failure> {
        let line = query::parse(source)?;
        self.store.read(|reader| Ok(query::missing(&line, &BaseNames::of(reader))?))
    }

    /// Where the base is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether somebody at the prompt typed the line, who can be asked.
    pub fn sits_there(&self) -> bool {
        self.numbers && self.files == 0
    }

    /// Makes sure, before anything is printed, that what is given can be kept.
    pub fn ready_to_keep(&mut self) -> Result<(), Failure> {
        if !self.may_change {
            return Err(Failure::Refused(format!("`new` keeps what it gives: {}", self.no_leave())));
        }
        if self.mode == OpenMode::Read {
            self.store = opened(&self.path, OpenMode::Write)?;
            self.mode = OpenMode::Write;
        }
        Ok(())
    }

    /// Why a line that comes from elsewhere is not carried out.
    pub fn no_leave(&self) -> &'static str {
        match self.files {
            0 => "this changes the base, or writes a file; `dixit --allow-edits` lets standard input do so",
            _ => "this changes the base, or writes a file; `.read --allow-edits FILE` lets a file do so",
        }
    }

    /// How answers are laid out on standard output.
    pub fn layout(&self) -> Layout {
        Layout { mark: self.mark, ..screen::layout(self.numbers) }
    }

    /// Prints as the command line asks for.
    pub fn heed(&mut self, output: &args::Output) {
        (self.format, self.mark) = (output.format(), output.mark());
    }

    /// Writes a table where somebody looks at it, or row by row where a program reads it.
    fn write(&mut self, table: &Table) -> Result<(), Failure> {
        let (write, layout) = (self.format.write, self.layout());
        if let Some(file) = &mut self.file {
            let (name, rows) = (self.format.name, table.rows.len());
            file.append(|out, begins| write(table, export::layout(self.mark && begins), out))?;
            screen::say(&format!("written: {} ({rows} rows, {name})", file.name()));
            return Ok(());
        }
        if screen::is_interactive() {
            let mut text = Vec::new();
            write(table, layout, &mut text)?;
            return pager::print((&self.heading, &String::from_utf8_lossy(&text)), self.paging);
        }
        let mut out = BufWriter::new(io::stdout().lock());
        write(table, layout, &mut out)?;
        Ok(out.flush()?)
    }

    /// Prints a text that may be taller than the screen.
    pub fn show(&self, text: &str) -> Result<(), Failure> {
        if screen::is_interactive() {
            return pager::print(("", text), self.paging);
        }
        Ok(anstream::stdout().write_all(text.as_bytes())?)
    }

    /// Prints a table on standard output and keeps it for `.open`.
    pub fn print(&mut self, table: Table) -> Result<Outcome, Failure> {
        if !table.is_empty() || self.format.name != "table" {
            self.write(&table)?;
        }
        (self.last, self.opened) = (table, None);
        Ok(if self.last.is_empty() { Outcome::Empty } else { Outcome::Done })
    }
}

/// The base, where Ctrl-C stops whatever runs.
fn opened(path: &Path, mode: OpenMode) -> Result<Store, Failure> {
    let store = base::open(path, mode)?;
    store.stop_when(progress::is_stopped)?;
    Ok(store)
}

/// Whether a statement changes the base or writes a file: what a script may do only when it is allowed to.
pub(super) fn edits(source: &str) -> bool {
    let exports = |stages: &[Stage]| stages.iter().any(|stage| matches!(stage, Stage::Export(..)));
    writes(source)
        || query::parse(source).is_ok_and(|line| match &line.statement {
            Statement::Query(query) => exports(&query.stages),
            Statement::Run(run) => exports(&run.stages),
            Statement::Export(_) => true,
            _ => false,
        })
}

/// Whether a statement changes the base. A line that cannot be read changes nothing.
pub(super) fn writes(source: &str) -> bool {
    query::parse(source).is_ok_and(|line| matches!(line.statement, Statement::Save(_) | Statement::Edit(_)))
}
