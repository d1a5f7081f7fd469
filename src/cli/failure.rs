//! What ends a command early, and with which exit code.

use std::{fmt, io};

use super::{problem, report, screen};
use crate::{
    language::PackError,
    query::Problem,
    store::{DumpError, EditError, LoadError, LookupError, StoreError},
};

/// What standard input is called as a place.
pub(super) const STANDARD_INPUT: &str = "standard input";

/// Where something is wrong, counted from 1, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The file, or what stands in its place.
    pub file: String,
    pub line: Option<usize>,
    /// Counted in code points.
    pub column: Option<usize>,
}

impl Place {
    /// Somewhere in a file.
    pub fn file(file: &str) -> Self {
        Place { file: file.to_owned(), line: None, column: None }
    }

    /// A line of a file.
    pub fn line(file: &str, line: usize) -> Self {
        Place { line: Some(line), ..Place::file(file) }
    }

    /// Where byte `at` of the text of a file stands.
    pub fn in_text(file: &str, text: &str, at: usize) -> Self {
        let before = &text[..at];
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Place { column: Some(column), ..Place::line(file, before.matches('\n').count() + 1) }
    }

    /// The place so many code points further on in its line.
    pub fn further(&self, points: usize) -> Self {
        Place { column: self.column.map(|column| column + points), ..self.clone() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        [self.line, self.column].into_iter().flatten().try_for_each(|n| write!(f, ":{n}"))
    }
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// The question is wrong.
    Question(Box<Problem>),
    /// The question cannot be answered as it stands, in one sentence.
    Refused(String),
    /// The base or the data is wrong, in one sentence.
    Data(String),
    /// The reader of standard output has gone.
    ClosedPipe,
    /// The user cancelled.
    Cancelled,
    /// Any of these, with where it stands.
    At(Box<Failure>, Place),
}

impl Failure {
    /// 2: the question is wrong; 3: the data is wrong; 130: cancelled.
    pub fn exit_code(&self) -> u8 {
        match self {
            Failure::Question(_) | Failure::Refused(_) => 2,
            Failure::Data(_) => 3,
            Failure::ClosedPipe => 0,
            Failure::Cancelled => 130,
            Failure::At(failure, _) => failure.exit_code(),
        }
    }

    /// The same with its place; that which is told already is the nearer one.
    pub fn at(self, place: Place) -> Self {
        match self {
            Failure::At(..) | Failure::ClosedPipe => self,
            other => Failure::At(Box::new(other), place),
        }
    }

    /// What is wrong with a file.
    pub fn in_file(file: impl fmt::Display, why: impl Into<String>) -> Self {
        Failure::Data(why.into()).at(Place::file(&file.to_string()))
    }

    /// Prints it on standard error.
    pub fn print(&self) {
        self.print_at(None);
    }

    fn print_at(&self, place: Option<&Place>) {
        match self {
            Failure::Question(p) if report::is_json() => report::problem(p, place, self.exit_code()),
            Failure::Question(p) => problem::print(p, place),
            Failure::Refused(message) | Failure::Data(message) => screen::complain(message, place, self.exit_code()),
            Failure::Cancelled => screen::complain("cancelled", place, self.exit_code()),
            Failure::ClosedPipe => {}
            Failure::At(failure, place) => failure.print_at(Some(place)),
        }
    }
}

impl From<Box<Problem>> for Failure {
    fn from(problem: Box<Problem>) -> Self {
        Failure::Question(problem)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Interrupted => Failure::Cancelled,
            other => Failure::Data(other.to_string()),
        }
    }
}

impl From<EditError> for Failure {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Store(store) => store.into(),
            other => Failure::Refused(other.to_string()),
        }
    }
}

impl From<LookupError> for Failure {
    fn from(error: LookupError) -> Self {
        match error {
            LookupError::Store(store) => store.into(),
            other => Failure::Refused(other.to_string()),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Failure::ClosedPipe } else { Failure::Data(error.to_string()) }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Store(store) => store.into(),
            LoadError::Io(io) => io.into(),
            other => Failure::Data(other.to_string()),
        }
    }
}

impl From<DumpError> for Failure {
    fn from(error: DumpError) -> Self {
        match error {
            DumpError::Store(store) => store.into(),
            DumpError::Io(io) => io.into(),
        }
    }
}

impl From<PackError> for Failure {
    fn from(error: PackError) -> Self {
        Failure::Data(error.to_string())
    }
}
