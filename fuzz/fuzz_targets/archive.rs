//! Any bytes as an archive, and what they hold as a document of whatever format it is: files or refusals, nothing else.
#![no_main]

use std::{
    io::{BufRead, Read},
    ops::ControlFlow,
};

use dixit::import::{
    container::{Counter, FLOOR, unpack},
    fields::Map,
    format::{self, HEAD, Read as Reader},
    read_all,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut input = data;
    let mut out = 0;
    let flow = unpack("a", &mut input, &Counter::default(), &mut |name, file| {
        out += file.map_or(0, |file| read(name, file));
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
    // tar does not compress, and so is not counted on the way; a file may be told twice by the list of a zip archive
    assert!(out <= 2 * FLOOR, "{out}");
});

/// Reads a file as the driver does; how many bytes of documents came of it.
fn read(name: &str, input: &mut dyn BufRead) -> u64 {
    let mut head = Vec::new();
    if input.take(HEAD as u64).read_to_end(&mut head).is_err() {
        return 0;
    }
    let mut whole = head.as_slice().chain(input);
    match format::of(name, &head).read {
        Reader::One(read) => read_all(whole).map_or(0, |bytes| {
            let _ = read(&bytes);
            bytes.len() as u64
        }),
        Reader::Many(read) => {
            let mut size = 0;
            let _ = read(&mut whole, &Map::default(), &mut |piece| {
                size += piece.bytes.len() as u64;
                ControlFlow::Continue(())
            });
            size
        }
    }
}
