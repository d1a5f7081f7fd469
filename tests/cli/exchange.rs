//! `dixit gazetteer import`, `export` and `formats`.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};

use super::bench::Bench;

const HEADER: &str =
    "id\tname\tkind\tdescription\tgender\tcountry\tprominence\texternal\tspelling\tlanguage\tsort\tcase\n";

/// A table of one person, fictional, with two spellings.
fn table() -> String {
    format!(
        "{HEADER}x:1\tOrla Vexley\tperson\t\tf\tfrance\t\t\tOrla Vexley\ten\tname\tmatch\nx:1\t\t\t\t\t\t\t\tOrla Vexly\tfr\tmisspelling\tmatch\n"
    )
}

#[test]
fn what_was_imported_is_found_exported_and_undone() {
    let bench = Bench::samples();
    bench.file("own.tsv", table());
    let run = bench.dixit(&["gazetteer", "import", "tsv", "own.tsv"]).ok();
    assert!(
        run.err.contains("own.tsv: 1 entities with 2 spellings read, 0 lines passed over, 0 refused"),
        "{}",
        run.err
    );
    assert!(run.err.contains("0 entities joined, 1 added, 2 spellings new"), "{}", run.err);
    let out = bench.dixit(&["gazetteer", "export", "jsonl"]).ok().out;
    assert!(out.lines().any(|line| line.contains("\"Orla Vexly\"")), "{}", out.len());
    bench.dixit(&["ask", "undo"]).ok();
    let out = bench.dixit(&["gazetteer", "export", "jsonl"]).ok().out;
    assert!(!out.contains("Vexly"));
}

#[test]
fn an_export_brings_nothing_new_when_it_comes_back() {
    let bench = Bench::samples();
    let before = bench.dump();
    for format in ["tsv", "jsonl"] {
        bench.dixit(&["gazetteer", "export", format, format]).ok();
        let run = bench.dixit(&["gazetteer", "import", format, format]).ok();
        assert!(run.err.contains(" joined, 0 added, 0 spellings new"), "{}", run.err);
        assert!(bench.dump() == before, "{format}");
    }
}

#[test]
fn a_dry_run_needs_no_base_and_makes_none() {
    let bench = Bench::empty();
    bench.file("own.tsv", table());
    let run = bench.dixit(&["gazetteer", "import", "tsv", "--dry-run", "own.tsv"]).ok();
    assert!(run.err.contains("1 entities with 2 spellings would be read"), "{}", run.err);
    assert!(!bench.base().exists());
}

#[test]
fn a_dry_run_says_what_the_base_would_make_of_it() {
    let bench = Bench::samples();
    bench.file("own.tsv", table());
    let before = bench.dump();
    let run = bench.dixit(&["gazetteer", "import", "tsv", "--dry-run", "own.tsv"]).ok();
    assert!(run.err.contains("it would be: 0 entities joined, 1 added, 2 spellings new"), "{}", run.err);
    assert!(bench.dump() == before);
}

#[test]
fn refused_lines_are_told_and_written() {
    let bench = Bench::samples();
    bench.file("own.tsv", table() + &"odd\n".repeat(30));
    let run = bench.dixit(&["gazetteer", "import", "tsv", "own.tsv", "--rejects", "odd.tsv"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("own.tsv:4: expected 12 columns, found 1"), "{}", run.err);
    assert!(run.err.contains("… and 10 more refused"), "{}", run.err);
    let rejects = std::fs::read_to_string(bench.path("odd.tsv")).unwrap();
    assert_eq!(rejects.lines().count(), 30);
    assert!(rejects.starts_with("own.tsv:4\texpected 12 columns, found 1\n"), "{rejects}");
}

#[test]
fn a_file_that_is_broken_as_a_whole_leaves_the_base_as_it_was() {
    let bench = Bench::samples();
    let before = bench.dump();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    let rows: String =
        (0..20_000).map(|n| format!("x:{n}\tVexley {n}\tperson\t\t\t\t\t\tVexley {n}\t*\tname\tmatch\n")).collect();
    gzip.write_all((HEADER.to_owned() + &rows).as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    bench.file("half.tsv.gz", &gzip[..gzip.len() / 2]);
    bench.file("text.tsv", "Once upon a time.\n".repeat(5_000));
    for file in ["half.tsv.gz", "text.tsv", "missing.tsv"] {
        let run = bench.dixit(&["gazetteer", "import", "tsv", file]);
        assert_eq!(run.code, 3, "{}", run.err);
        assert!(
            run.err.contains(&format!("error: {file}: expected")) && run.err.contains("nothing of it was taken"),
            "{}",
            run.err
        );
        assert!(bench.dump() == before, "{file}");
    }
}

#[test]
fn compressed_files_are_read_by_their_content() {
    let bench = Bench::empty();
    let half = table().len() / 2;
    let gzip = |text: &str| {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(text.as_bytes()).unwrap();
        gzip.finish().unwrap()
    };
    let bzip2 = |text: &str| {
        let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        bzip2.write_all(text.as_bytes()).unwrap();
        bzip2.finish().unwrap()
    };
    bench.file("a", [gzip(&table()[..half]), gzip(&table()[half..])].concat());
    bench.file("b", [bzip2(&table()[..half]), bzip2(&table()[half..])].concat());
    let zstd = ruzstd::encoding::CompressionLevel::Fastest;
    bench.file("c", ruzstd::encoding::compress_to_vec(table().as_bytes(), zstd));
    let run = bench.dixit(&["gazetteer", "import", "tsv", "--dry-run", "a", "b", "c"]).ok();
    assert_eq!(run.err.matches("1 entities with 2 spellings would be read").count(), 3, "{}", run.err);
}

#[test]
fn what_lies_beside_a_table_in_its_archive_is_passed_over() {
    let bench = Bench::empty();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let files = [
        ("iso-languagecodes.txt", "ISO 639-3\tISO 639-2\n"),
        ("alternateNamesV2.txt", "1\t2988507\tfr\tParis\t\t\t\t\t\t\n"),
    ];
    for (name, text) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    bench.file("alternateNamesV2.zip", zip.finish().unwrap().into_inner());
    let run = bench.dixit(&["gazetteer", "import", "geonames-names", "--dry-run", "alternateNamesV2.zip"]).ok();
    assert!(
        run.err.contains("1 entities with 1 spellings would be read, 0 lines passed over, 0 refused"),
        "{}",
        run.err
    );
}

#[test]
fn an_export_says_what_it_drops_and_replaces_nothing() {
    let bench = Bench::empty();
    let run = bench.dixit(&["gazetteer", "export", "spacy", "patterns.jsonl"]).ok();
    assert!(run.err.contains("spacy has no place for: ") && run.err.contains("languages ("), "{}", run.err);
    assert!(std::fs::read_to_string(bench.path("patterns.jsonl")).unwrap().lines().count() > 5_000);
    assert_eq!(bench.dixit(&["gazetteer", "export", "spacy", "patterns.jsonl"]).code, 2);
    bench.dixit(&["gazetteer", "export", "spacy", "patterns.jsonl", "--replacing"]).ok();
    let run = bench.dixit(&["gazetteer", "export", "wikidata"]);
    assert!(run.code == 2 && run.err.contains("found “wikidata”, which is only read"), "{}", run.err);
}

#[test]
fn the_formats_are_listed() {
    let out = bench_formats();
    for name in ["tsv", "jrc-names", "geonames-names", "wikidata", "gate"] {
        assert!(out.lines().any(|line| line.starts_with(&format!("{name}\tin"))), "{out}");
    }
}

fn bench_formats() -> String {
    Bench::empty().dixit(&["gazetteer", "formats", "--format", "tsv"]).ok().out
}
