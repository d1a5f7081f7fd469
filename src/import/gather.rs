//! Finding documents: files, folders and patterns become units of work, in batches.

use std::{
    io::{self, BufRead},
    ops::ControlFlow,
    path::PathBuf,
};

use super::{
    Options, container,
    decode::DecodeError,
    driver::{Batch, Content, Unit, unharmed},
    format::{self, HEAD, Read},
    inputs::{inputs, source},
    meta::Meta,
    record::{Failure, Piece, read_all},
};
use crate::store::{Store, hash};

/// Bytes of documents that end a batch early.
const BATCH_BYTES: usize = 8 << 20;

/// Takes a batch, and says whether to go on.
type Send<'o> = dyn FnMut(Batch<Unit>) -> ControlFlow<()> + std::marker::Send + 'o;

/// Finds documents and hands them on in batches.
pub(super) struct Gathering<'o> {
    /// A look at the base: what is in already need not be read again.
    known: Option<Store>,
    options: &'o Options,
    meta: Option<Meta>,
    send: Box<Send<'o>>,
    batch: Vec<Unit>,
    held: usize,
    read: container::Counter,
}

impl<'o> Gathering<'o> {
    /// Will hand the documents to `send`; `known` is the base to come, if there is one.
    pub fn new(
        known: Option<Store>,
        options: &'o Options,
        send: impl FnMut(Batch<Unit>) -> ControlFlow<()> + std::marker::Send + 'o,
    ) -> Self {
        let send = Box::new(send);
        let (meta, read) = (options.meta.clone(), container::Counter::default());
        Gathering { known, options, meta, send, batch: Vec::new(), held: 0, read }
    }

    /// Finds the documents of all inputs, in order.
    pub fn gather(mut self, named: &[PathBuf]) {
        for input in named.iter().flat_map(|named| inputs(named)) {
            let flow = match input {
                Ok(path) => {
                    let source = if path.as_os_str() == "-" { self.options.stdin.clone() } else { source(&path) };
                    let read = self.read.clone();
                    container::members(&source, &path, &read, &mut |name, member| self.member(name, member))
                }
                Err((path, failure)) => self.push(source(&path), Content::Failed(failure)),
            };
            if flow.is_break() {
                return;
            }
        }
        let unused: Vec<_> = self.meta.iter().flat_map(Meta::unused).collect();
        for (row, failure) in unused {
            if self.push(row, Content::Failed(failure)).is_break() {
                return;
            }
        }
        let _ = self.flush();
    }

    /// Finds the documents in the bytes of one file.
    pub fn gather_bytes(mut self, source: &str, mut bytes: &[u8]) {
        let read = self.read.clone();
        let flow = container::unpack(source, &mut bytes, &read, &mut |name, member| self.member(name, member));
        if flow.is_continue() {
            let _ = self.flush();
        }
    }

    /// Takes the documents of one file.
    fn member(&mut self, name: &str, member: Result<&mut dyn BufRead, Failure>) -> ControlFlow<()> {
        let input = match member {
            Ok(input) => input,
            Err(failure) => return self.push(name.to_owned(), Content::Failed(failure)),
        };
        let mut head = Vec::with_capacity(HEAD);
        if let Err(error) = io::Read::read_to_end(&mut io::Read::take(&mut *input, HEAD as u64), &mut head) {
            return self.push(name.to_owned(), Content::Failed(error.into()));
        }
        let format = format::of(name, &head);
        let mut input = io::Read::chain(&head[..], input);
        match format.read {
            Read::One(read) => match read_all(input) {
                Ok(bytes) => self.push_new((name.to_owned(), name), bytes, |bytes| Content::Whole(format, read, bytes)),
                Err(failure) => self.push(name.to_owned(), Content::Failed(failure)),
            },
            Read::Many(_) if head.len() < HEAD && head.trim_ascii().is_empty() => {
                self.push(name.to_owned(), Content::Failed(DecodeError::Empty.into()))
            }
            Read::Many(read) => {
                let options = self.options;
                let mut flow = ControlFlow::Continue(());
                let mut take = |mut piece: Piece| {
                    let bytes = std::mem::take(&mut piece.bytes);
                    let source = source_of(name, &piece);
                    let content = |bytes| Content::Part(format, Box::new(Piece { bytes, ..piece }));
                    flow = self.push_new((source, name), bytes, content);
                    flow
                };
                match unharmed(|| read(&mut input, &options.map, &mut take)) {
                    Ok(()) => flow,
                    Err(failure) if flow.is_continue() => self.push(name.to_owned(), Content::Failed(failure)),
                    Err(_) => flow,
                }
            }
        }
    }

    /// Adds a document, unless the base has one of this source with these bytes.
    fn push_new(
        &mut self,
        (source, name): (String, &str),
        bytes: Vec<u8>,
        content: impl FnOnce(Vec<u8>) -> Content,
    ) -> ControlFlow<()> {
        let said = match self.meta.as_mut().map(|meta| meta.said(&source, name)).transpose() {
            Ok(said) => said.flatten(),
            Err(failure) => return self.push(source, Content::Failed(failure)),
        };
        let standing = self.known.as_ref().map(|known| known.read(|r| r.standing(&source)));
        let content = match standing {
            Some(Ok(Some(standing))) if standing.byte_hash == hash(&bytes) => Content::Same,
            // what cannot be looked up is read; the writer will say what is wrong with the base
            _ => content(bytes),
        };
        self.push_unit(Unit { source, said, content })
    }

    fn push(&mut self, source: String, content: Content) -> ControlFlow<()> {
        if let Some(meta) = &mut self.meta {
            // a row fits a file that is refused, too
            let _ = meta.said(&source, &source);
        }
        self.push_unit(Unit { source, said: None, content })
    }

    fn push_unit(&mut self, unit: Unit) -> ControlFlow<()> {
        self.held += unit.bytes();
        self.batch.push(unit);
        match self.options.url {
            Some(_) if self.batch.len() > 1 => self.refuse_several(),
            // whether there is another document must be known before the first is taken
            Some(_) => ControlFlow::Continue(()),
            None if self.batch.len() >= self.options.batch || self.held >= BATCH_BYTES => self.flush(),
            None => ControlFlow::Continue(()),
        }
    }

    /// Refuses all documents, which cannot have one URL.
    fn refuse_several(&mut self) -> ControlFlow<()> {
        self.batch.truncate(1);
        if let Some(first) = self.batch.first_mut() {
            let several = Failure::format("one document for --url", "several; give them one by one");
            first.content = Content::Failed(several);
        }
        let _ = self.flush();
        ControlFlow::Break(())
    }

    fn flush(&mut self) -> ControlFlow<()> {
        self.held = 0;
        let batch = Batch { items: std::mem::take(&mut self.batch), bytes: self.read.bytes() };
        (self.send)(batch)
    }
}

/// The source of one of many: its URL where it has one, so that the same article in another file is the same; else its place.
pub(super) fn source_of(name: &str, piece: &Piece) -> String {
    let url = piece.record.as_ref().ok().and_then(|r| r.url.clone());
    url.unwrap_or_else(|| format!("{name}#{}", piece.place))
}
