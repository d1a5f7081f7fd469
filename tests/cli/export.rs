//! Rows written to files, and timelines.

use super::bench::Bench;

#[test]
fn rows_are_written_in_the_format_that_the_ending_tells() {
    let bench = Bench::samples();
    for (file, begins) in [
        ("a.csv", "key,speaker,"),
        ("a.tsv", "key\tspeaker\t"),
        ("a.json", "["),
        ("a.jsonl", "{\"key\":"),
        ("a.md", "| key |"),
        ("a.html", "<!DOCTYPE html>"),
        ("a.txt", "speaker "),
    ] {
        let path = bench.path(file);
        let run = bench.ask(&format!("quotes | limit 2 | export to \"{}\"", path.display())).ok();
        assert_eq!(run.out, "", "{run:#?}");
        assert!(run.err.contains("2 rows,") && run.err.contains(file), "{run:#?}");
        let written = std::fs::read_to_string(path).unwrap();
        assert!(written.starts_with(begins), "{file}: {written}");
    }
    assert!(bench.list().iter().all(|name| !name.ends_with(".part")), "{:?}", bench.list());
}

#[test]
fn a_file_that_is_there_stays_unless_it_may_go() {
    let bench = Bench::samples();
    let path = bench.file("a.csv", "mine");
    let export = format!("quotes | limit 1 | export to \"{}\"", path.display());
    bench.ask(&export).fails(2, &["expected a new file", "`replacing`"]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    bench.ask(&format!("{export} replacing")).ok();
    assert_ne!(std::fs::read_to_string(&path).unwrap(), "mine");
}

#[test]
fn what_cannot_be_written_is_told() {
    let bench = Bench::samples();
    bench.ask("quotes | export to \"a.xls\"").fails(2, &["expected a file that ends in .txt, .csv", "a.xls"]);
    let nowhere = bench.path("no/such/folder/a.csv");
    bench
        .ask(&format!("quotes | export to \"{}\"", nowhere.display()))
        .fails(3, &["expected a file that can be written"]);
    // the base itself never goes, whatever it is called
    let named = bench.path("base.txt");
    std::fs::copy(bench.base(), &named).unwrap();
    let export = format!("quotes | export to \"{}\" replacing", named.display());
    bench.dixit(&["--db", named.to_str().unwrap(), "ask", &export]).fails(2, &["another file than the base itself"]);
}

#[test]
fn a_script_writes_files_only_when_it_may() {
    let bench = Bench::samples();
    let path = bench.path("a.csv");
    let line = format!("quotes | export to \"{}\"\n", path.display());
    bench.piped(&[], &line).fails(2, &["standard input:1:1: ", "writes a file", "--allow-edits"]);
    assert!(!path.exists());
    bench.piped(&["--allow-edits"], &line).ok();
    assert!(path.exists());
}

#[test]
fn a_timeline_has_a_row_for_each_period() {
    let bench = Bench::empty();
    for (n, day) in ["2024-01-30", "2024-04-02"].into_iter().enumerate() {
        let file = bench.file(&format!("{n}.txt"), format!("Mark Rutte a déclaré : « Le pont numéro {n} tient ».\n"));
        bench.ingest(&["--date", day], &[file]).ok();
    }
    assert_eq!(
        bench.rows("quotes | timeline"),
        ["month\tdoubtful\tcount", "2024-01\t0\t1", "2024-02\t0\t0", "2024-03\t0\t0", "2024-04\t0\t1"]
    );
    assert_eq!(bench.rows("quotes | timeline by quarter").len(), 3);
    assert_eq!(bench.rows("quotes | timeline by week").len(), 11);
}
