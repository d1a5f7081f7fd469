//! Any bytes as a table: rows that stand in it, or refusals.
#![no_main]

use std::ops::ControlFlow;

use dixit::import::{
    fields::Map,
    format::{FORMATS, Read},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(Read::Many(read)) = FORMATS.iter().find(|format| format.name == "CSV").map(|format| &format.read) else {
        panic!("there is no format CSV");
    };
    for head in [&b""[..], b"text,title\n", b"id\ttext\turl\n"] {
        let table = [head, data].concat();
        let mut rows = 0;
        let mut sink = |piece: dixit::import::record::Piece| {
            rows += piece.bytes.len();
            let text = piece.record.map_or(String::from("x"), |record| record.text);
            assert!(!text.trim().is_empty() && !piece.place.is_empty());
            ControlFlow::Continue(())
        };
        let _ = read(&mut &table[..], &Map::default(), &mut sink);
        // a byte in an older encoding becomes three at most
        assert!(rows <= 3 * table.len());
    }
});
