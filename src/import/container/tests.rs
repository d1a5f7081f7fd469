use std::{
    fs,
    io::{Cursor, Write},
};

use ::tar::{Builder, EntryType, Header};
use ::zip::{ZipWriter, write::SimpleFileOptions};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::*;
use crate::import::read_all;

/// Names and contents of what is found in `bytes`, or why it cannot be had.
fn files(name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut input = bytes;
    let flow = unpack(name, &mut input, &Counter::default(), &mut |name, file| collect(&mut found, name, file));
    assert!(flow.is_continue());
    found
}

/// The same by way of a file, whose end can be read first.
fn files_on_disk(name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, bytes).unwrap();
    let mut found = Vec::new();
    let flow = members(name, &path, &Counter::default(), &mut |name, file| collect(&mut found, name, file));
    assert!(flow.is_continue());
    found
}

fn collect(found: &mut Vec<(String, String)>, name: &str, file: Result<&mut dyn BufRead, Failure>) -> ControlFlow<()> {
    let text = file.and_then(read_all).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    found.push((name.to_owned(), text.unwrap_or_else(|failure| failure.to_string())));
    ControlFlow::Continue(())
}

fn pairs(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut bzip2 = ::bzip2::write::BzEncoder::new(Vec::new(), ::bzip2::Compression::fast());
    bzip2.write_all(bytes).unwrap();
    bzip2.finish().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = Header::new_gnu();
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, name, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

const TWO: &[(&str, &[u8])] = &[("folder/a.txt", b"Un"), ("b.html", b"deux")];

#[test]
fn streams_are_read_as_what_they_hold() {
    let long = "Un texte. ".repeat(20_000);
    for (name, bytes, inside) in [
        ("x/a.jsonl.gz", gzip(long.as_bytes()), "x/a.jsonl"),
        ("a.CSV.ZST", zstd(long.as_bytes()), "a.CSV"),
        ("a.json.bz2", bzip2(long.as_bytes()), "a.json"),
        ("stdin", zstd(&gzip(long.as_bytes())), "stdin"),
        ("a.txt.gz.zst", zstd(&gzip(long.as_bytes())), "a.txt"),
        ("a.gz", long.clone().into_bytes(), "a.gz"),
    ] {
        assert_eq!(files(name, &bytes), pairs(&[(inside, &long)]), "{name}");
        assert_eq!(files_on_disk(name, &bytes), pairs(&[(inside, &long)]), "{name}");
    }
    let skipped = b"\x5A\x2A\x4D\x18\x03\0\0\0xyz".to_vec();
    let frames = [skipped.clone(), zstd(b"Un "), skipped.clone(), zstd(b""), zstd(b"deux"), skipped].concat();
    assert_eq!(files("a.zst", &frames), pairs(&[("a", "Un deux")]));
    assert_eq!(files("a.bz2", &[bzip2(b"Un "), bzip2(b""), bzip2(b"deux")].concat()), pairs(&[("a", "Un deux")]));
    assert_eq!(files("a.gz", &[gzip(b"Un "), gzip(b"deux")].concat()), pairs(&[("a", "Un deux")]));
}

#[test]
fn archives_give_their_files() {
    for (name, bytes) in
        [("a.zip", zip(TWO)), ("a.tar", tar(TWO)), ("a.tar.gz", gzip(&tar(TWO))), ("a.tgz", gzip(&tar(TWO)))]
    {
        let names = [format!("{name}!folder/a.txt"), format!("{name}!b.html")];
        let expected = pairs(&[(&names[0], "Un"), (&names[1], "deux")]);
        assert_eq!(files(name, &bytes), expected);
        assert_eq!(files_on_disk(name, &bytes), expected);
    }
    let nested = zip(&[("in.tar.gz", &gzip(&tar(&[("x.txt.gz", &gzip(b"Un"))]))), ("y.zip", &zip(TWO))]);
    let expected =
        pairs(&[("a.zip!in.tar.gz!x.txt", "Un"), ("a.zip!y.zip!folder/a.txt", "Un"), ("a.zip!y.zip!b.html", "deux")]);
    assert_eq!(files("a.zip", &nested), expected);
    assert_eq!(files_on_disk("a.zip", &nested), expected);
    assert!(files("a.zip", &zip(&[])).is_empty());
}

#[test]
fn names_are_cleaned_and_litter_is_left() {
    let long = format!("{}/é.txt", "d".repeat(150));
    let listed: &[(&str, &[u8])] = &[
        ("__MACOSX/._a.txt", b"x"),
        (".DS_Store", b"x"),
        ("d/._b", b"x"),
        (&long, b"Un"),
        ("e\u{1b}[1m\u{202e}.txt", b"deux"),
    ];
    let cleaned = [format!("a!{long}"), "a!e␛[1m.txt".to_owned()];
    let expected = pairs(&[(&cleaned[0], "Un"), (&cleaned[1], "deux")]);
    assert_eq!(files("a", &tar(listed)), expected);
    assert_eq!(files("a", &zip(listed)), expected);
}

#[test]
fn names_that_pax_tells_count() {
    let mut tar = Builder::new(Vec::new());
    tar.append_pax_extensions([("path", b"\xC3\xA9/long.txt".as_slice()), ("mtime", b"1")]).unwrap();
    let mut header = Header::new_ustar();
    header.set_size(2);
    tar.append_data(&mut header, "short.txt", &b"Un"[..]).unwrap();
    assert_eq!(files("a", &tar.into_inner().unwrap()), pairs(&[("a!é/long.txt", "Un")]));
}

#[test]
fn links_and_special_files_are_refused() {
    let mut tar = Builder::new(Vec::new());
    for (name, kind) in
        [("l", EntryType::Symlink), ("h", EntryType::Link), ("f", EntryType::Fifo), ("d/", EntryType::Directory)]
    {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        header.set_link_name("/etc/hostname").unwrap();
        header.set_path(name).unwrap();
        header.set_cksum();
        tar.append(&header, &b""[..]).unwrap();
    }
    let expected = pairs(&[
        ("a!l", "expected a file with content, found a link to another file"),
        ("a!h", "expected a file with content, found a link to another file"),
        ("a!f", "expected a file with content, found a special file"),
    ]);
    assert_eq!(files("a", &tar.into_inner().unwrap()), expected);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("l", "/etc/hostname", SimpleFileOptions::default()).unwrap();
    zip.add_directory("d", SimpleFileOptions::default()).unwrap();
    assert_eq!(files("a", &zip.finish().unwrap().into_inner()), expected[..1]);
}

#[test]
fn a_file_with_a_password_is_named_as_such() {
    let mut bytes = zip(TWO);
    for (magic, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = bytes.windows(4).position(|window| window == magic).unwrap();
        bytes[at + flags] |= 1;
    }
    let refused = "expected a file without a password, found one with a password; unpack it yourself";
    assert_eq!(files("a", &bytes), pairs(&[("a!folder/a.txt", refused), ("a!b.html", "deux")]));
}

#[test]
fn an_office_document_is_one_file() {
    let bytes = zip(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<y/>")]);
    let found = files_on_disk("a.docx", &bytes);
    assert_eq!((found.len(), found[0].0.as_str()), (1, "a.docx"));
    assert!(found[0].1.starts_with("PK"));
}

#[test]
fn what_breaks_off_gives_what_stands_before_and_one_refusal() {
    let text = "Un texte de quelque longueur, 0123456789. ".repeat(300);
    let three: &[(&str, &[u8])] = &[("a.txt", text.as_bytes()), ("b.txt", text.as_bytes()), ("c.txt", text.as_bytes())];
    for (name, bytes) in
        [("tar", tar(three)), ("zip", zip(three)), ("tar.gz", gzip(&tar(three))), ("zst", zstd(&tar(three)))]
    {
        for (share, whole) in [(40, 1), (60, 1), (90, 2)] {
            let cut = &bytes[..bytes.len() * share / 100];
            for found in [files("a", cut), files_on_disk("a", cut)] {
                let good = found.iter().filter(|(_, content)| *content == text).count();
                let [.., (_, last)] = &found[..] else { panic!("{name} {share}: nothing") };
                assert!(found.len() == good + 1, "{name} {share}: {good} good of {}", found.len());
                assert!(last.contains("get it again") || last.contains("get the file again"), "{name} {share}: {last}");
                // what is compressed as a whole comes out in lumps
                assert!(good >= whole || !matches!(name, "tar" | "zip"), "{name} {share}: {good}");
            }
        }
    }
}

#[test]
fn damage_is_noticed() {
    let text = "Un texte de quelque longueur. ".repeat(300);
    let damaged = "expected compressed data, found damaged ones; get the file again";
    for (bytes, at) in [(gzip(text.as_bytes()), 60), (zstd(text.as_bytes()), 30)] {
        let mut bytes = bytes;
        bytes[at] ^= 0x55;
        assert_eq!(files("a", &bytes), pairs(&[("a", damaged)]));
    }
    let mut bytes = zip(&[("a.txt", text.as_bytes()), ("b.txt", b"deux")]);
    bytes[60] ^= 0x55;
    assert_eq!(files("a", &bytes), pairs(&[("a!a.txt", damaged), ("a!b.txt", "deux")]));
}

/// So many zero bytes that they are too many.
fn bomb() -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    io::copy(&mut io::repeat(0).take(FLOOR + (1 << 20)), &mut gzip).unwrap();
    gzip.finish().unwrap()
}

#[test]
fn too_much_is_never_unpacked() {
    let spent = "expected at most 200 times its size in a file (or 64 MB), found more; the rest was not read";
    let (once, twice) = (bomb(), gzip(&bomb()));
    assert!(twice.len() < 1000);
    for (name, bytes) in [
        ("a", once.clone()),
        ("a", twice.clone()),
        ("a!a", zip(&[("a", &once), ("b", b"x")])),
        ("a!a", tar(&[("a", &twice), ("b", b"x")])),
    ] {
        for found in [sizes("a", &bytes), sizes_on_disk("a", &bytes)] {
            assert_eq!(found, [(name.to_owned(), Err(spent.to_owned()))]);
        }
    }
}

/// Like [`files`], with the sizes of files, however large they are.
fn sizes(name: &str, bytes: &[u8]) -> Vec<(String, Result<u64, String>)> {
    let (mut found, mut input) = (Vec::new(), bytes);
    let _ = unpack(name, &mut input, &Counter::default(), &mut |name, file| measure(&mut found, name, file));
    found
}

fn sizes_on_disk(name: &str, bytes: &[u8]) -> Vec<(String, Result<u64, String>)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, bytes).unwrap();
    let mut found = Vec::new();
    let _ = members(name, &path, &Counter::default(), &mut |name, file| measure(&mut found, name, file));
    found
}

fn measure(
    found: &mut Vec<(String, Result<u64, String>)>,
    name: &str,
    file: Result<&mut dyn BufRead, Failure>,
) -> ControlFlow<()> {
    let size = file.and_then(|file| Ok(io::copy(file, &mut io::sink())?));
    found.push((name.to_owned(), size.map_err(|failure| failure.to_string())));
    ControlFlow::Continue(())
}

#[test]
fn neither_too_deep_nor_too_many() {
    let mut bytes = b"Un".to_vec();
    for _ in 0..DEEPEST {
        bytes = gzip(&bytes);
    }
    assert_eq!(files("a", &bytes), pairs(&[("a", "Un")]));
    assert_eq!(files("a", &gzip(&bytes)), pairs(&[("a", "expected at most 4 archives in each other, found more")]));
    let names: Vec<String> = (0..=MEMBERS).map(|n| n.to_string()).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    for bytes in [tar(&many), zip(&many)] {
        let found = files("a", &bytes);
        assert_eq!(found.len() as u64, MEMBERS + 1);
        assert_eq!(found.last().unwrap().1, "expected at most 1000 files, found more; the rest was not read");
    }
}

#[test]
fn reading_stops_when_it_is_told_to() {
    for bytes in [zip(TWO), tar(TWO), gzip(&tar(TWO))] {
        let mut seen = 0;
        let mut input = &bytes[..];
        let flow = unpack("a", &mut input, &Counter::default(), &mut |_, _| {
            seen += 1;
            ControlFlow::Break(())
        });
        assert!(flow.is_break() && seen == 1);
    }
}

proptest! {
    #[test]
    fn any_bytes_give_files_or_failures(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for head in [&b""[..], b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"PK\x05\x06", b"\x50\x2A\x4D\x18"] {
            let bytes = [head, &bytes].concat();
            files("a", &bytes);
        }
    }

    #[test]
    fn archives_with_wrong_bytes_too(kind in 0..4_usize, wrong in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8), cut in any::<usize>()) {
        let mut bytes = match kind {
            0 => tar(TWO),
            1 => zip(TWO),
            2 => gzip(&tar(TWO)),
            _ => zstd(&zip(TWO)),
        };
        for (at, byte) in wrong {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(bytes.len() - cut % bytes.len() / 2);
        prop_assert!(files("a", &bytes).len() <= 8);
        files_on_disk("a", &bytes);
    }
}
