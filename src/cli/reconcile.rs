//! `dixit reconcile` and `dixit serve`: names of others matched with entities of the base.

use std::{
    cell::Cell,
    io::{self, Read, Write},
    path::Path,
    rc::Rc,
};

use serde_json::{Map, Value};

use super::{args, base, failure::Failure, progress, screen};
use crate::{
    reconcile::{self, ReconcileError, http::Server},
    store::{OpenMode, Store},
};

/// Bytes that a batch may have on standard input.
const SHARE: u64 = 16 << 20;

/// Answers batches of queries from standard input, a line each.
pub(super) fn run(path: &Path) -> Result<u8, Failure> {
    let store = base::open(path, OpenMode::Read)?;
    let left = Rc::new(Cell::new(SHARE));
    let input = Limited { input: io::stdin().lock(), left: left.clone() };
    let mut out = io::stdout().lock();
    let batches = serde_json::Deserializer::from_reader(io::BufReader::new(input)).into_iter::<Map<String, Value>>();
    for (n, batch) in batches.enumerate() {
        let batch =
            batch.map_err(|error| Failure::Data(format!("standard input: expected an object of queries: {error}")))?;
        left.set(SHARE);
        let answer = answer(&store, &batch).map_err(|failure| match failure {
            Failure::Data(reason) => Failure::Data(format!("standard input, batch {}: {reason}", n + 1)),
            other => other,
        })?;
        writeln!(out, "{}", Value::Object(answer))?;
        out.flush()?;
    }
    Ok(0)
}

fn answer(store: &Store, batch: &Map<String, Value>) -> Result<Map<String, Value>, Failure> {
    store.read(|reader| reconcile::answer(reader, batch)).map_err(|error| match error {
        ReconcileError::Query(reason) => Failure::Data(reason),
        ReconcileError::Store(error) => error.into(),
    })
}

/// Answers over HTTP until Ctrl-C.
pub(super) fn serve(path: &Path, given: &args::Serve) -> Result<u8, Failure> {
    let store = base::open(path, OpenMode::Read)?;
    let port =
        |e: io::Error| Failure::Refused(format!("expected a port that is free, found {} in use: {e}", given.port));
    let server = Server::bind(given.port).map_err(port)?;
    progress::watch_for_stop();
    screen::say(&format!("listening on {}/ for this machine alone; Ctrl-C stops", server.address()));
    server.run(&store, &progress::is_stopped)?;
    Ok(0)
}

/// An input of which no batch may take more than its share.
struct Limited<R> {
    input: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        let left = self.left.get().checked_sub(read as u64);
        self.left.set(left.ok_or_else(|| io::Error::other(format!("more than {} MB in one", SHARE >> 20)))?);
        Ok(read)
    }
}
