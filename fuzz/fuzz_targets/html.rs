//! Any bytes as a page: an article with words in it, or a refusal.
#![no_main]

use dixit::import::format::{FORMATS, Read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(Read::One(read)) = FORMATS.iter().find(|format| format.name == "html").map(|format| &format.read) else {
        panic!("there is no format html");
    };
    let wrapped = [b"<!DOCTYPE html><html><body><article><p>", data].concat();
    for page in [data, &wrapped] {
        let Ok(record) = read(page) else { continue };
        assert!(!record.text.trim().is_empty());
        // a byte in an older encoding becomes three at most, an entity of four letters two characters of three
        assert!(record.text.len() <= 8 * page.len());
        for value in [record.title, record.outlet, record.author, record.url].into_iter().flatten() {
            assert!(!value.is_empty());
        }
    }
});
