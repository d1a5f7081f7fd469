//! What ends a command early, and with which exit code.

use std::io;

use super::{problem, screen};
use crate::{
    language::PackError,
    query::Problem,
    store::{DumpError, EditError, LookupError, StoreError},
};

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
}

impl Failure {
    /// 2: the question is wrong; 3: the data is wrong; 130: cancelled.
    pub fn exit_code(&self) -> u8 {
        match self {
            Failure::Question(_) | Failure::Refused(_) => 2,
            Failure::Data(_) => 3,
            Failure::ClosedPipe => 0,
            Failure::Cancelled => 130,
        }
    }

    /// Prints it on standard error.
    pub fn print(&self) {
        match self {
            Failure::Question(p) => problem::print(p),
            Failure::Refused(message) | Failure::Data(message) => screen::complain(message),
            Failure::Cancelled => screen::complain("cancelled"),
            Failure::ClosedPipe => {}
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
