//! Readers of many documents on trial.

use std::ops::ControlFlow;

use super::{
    fields::Map,
    format::{FORMATS, Format, Read},
    record::{Failure, Piece, Record},
};

/// What a reader made of an input: its pieces, and why it stopped where it did not come to the end.
pub(super) struct Trial {
    pub pieces: Vec<Piece>,
    pub failure: Option<String>,
}

/// Lets the reader of a format read `input`.
pub(super) fn trial(format: &str, input: impl AsRef<[u8]>, map: &str) -> Trial {
    let mut input = input.as_ref();
    let map = if map.is_empty() { Map::default() } else { map.parse().unwrap() };
    let mut pieces = Vec::new();
    let mut sink = |piece| {
        pieces.push(piece);
        ControlFlow::Continue(())
    };
    let result = reader(format)(&mut input, &map, &mut sink);
    Trial { pieces, failure: result.err().map(|failure| failure.to_string()) }
}

/// The reader of a format.
pub(super) fn reader(
    name: &str,
) -> fn(&mut dyn std::io::BufRead, &Map, &mut super::format::Sink<'_>) -> Result<(), Failure> {
    match FORMATS.iter().find(|f| f.name == name) {
        Some(Format { read: Read::Many(read), .. }) => *read,
        _ => panic!("no format of many documents is called {name}"),
    }
}

impl Trial {
    /// Place and text of each document, or why it was refused; the failure of all at the end.
    pub fn told(&self) -> Vec<(&str, String)> {
        let told = |piece: &'_ Piece| match &piece.record {
            Ok(record) => record.text.clone(),
            Err(failure) => failure.to_string(),
        };
        let pieces = self.pieces.iter().map(|piece| (piece.place.as_str(), told(piece)));
        pieces.chain(self.failure.iter().map(|failure| ("end", failure.clone()))).collect()
    }

    /// The only record.
    pub fn record(self) -> Record {
        assert!(self.pieces.len() == 1 && self.failure.is_none(), "{:?}", self.told());
        self.pieces.into_iter().next().unwrap().record.unwrap()
    }
}
