//! Answers in every format: what is told of rows, and what must not be.

use dixit::output::FORMATS;

use super::bench::Bench;

/// An inferred day, somebody without a name, a group, and a topic that only stands around the words.
const ARTICLE: &str = "Le pont de Bruxelles

Publié le 5 mars 2024

Mark Rutte a déclaré lundi : « Le pont tiendra cent ans ».

Un responsable a affirmé que le pont de Bruxelles fermerait.
";

#[test]
fn a_format_is_the_same_by_its_name_and_by_the_ending_of_a_file() {
    let bench = Bench::samples();
    for format in FORMATS {
        for ending in format.endings {
            let file = bench.path(&format!("{}.{ending}", format.name));
            bench.ask(&format!("quotes | limit 3 | export to \"{}\"", file.display())).ok();
            let mut command = bench.command(&["ask", "--format", format.name, "quotes | limit 3"]);
            let printed = command.env("COLUMNS", "120").output().unwrap().stdout;
            assert_eq!(std::fs::read_to_string(&file).unwrap(), String::from_utf8(printed).unwrap(), "{ending}");
        }
    }
}

#[test]
fn options_may_stand_behind_the_words() {
    let bench = Bench::article(ARTICLE);
    let run = bench.dixit(&["ask", "quotes", "by", "Mark", "Rutte", "|", "count", "--format", "csv"]).ok();
    assert_eq!(run.out, "count\n1\n");
    assert_eq!(bench.dixit(&["ask", "quotes", "undated", "--fail-empty"]).code, 1);
    bench.dixit(&["ask", "quotes", "--", "--format"]).fails(2, &["--format"]);
}

#[test]
fn csv_has_a_mark_when_asked() {
    let bench = Bench::article(ARTICLE);
    for question in ["quotes | count", "quotes | count by act"] {
        let plain = bench.dixit(&["ask", "--format", "csv", question]).ok().out;
        let marked = bench.dixit(&["ask", "--format", "csv", "--bom", question]).ok().out;
        assert_eq!(marked, format!("\u{FEFF}{plain}"));
    }
    assert!(bench.piped(&[], ".format csv --bom\nquotes | count\n").ok().out.starts_with('\u{FEFF}'));
}

#[test]
fn raw_text_is_as_it_stands() {
    let bench = Bench::article("Un \u{1b}[31mtitre\u{202E} ici\n\nMark Rutte a déclaré : « =1+1 ».\n");
    for args in [&["ask", "--raw", "documents | show title"][..], &["--raw", "ask", "documents | show title"]] {
        let out = bench.command(args).output().unwrap().stdout;
        assert!(String::from_utf8(out).unwrap().contains("Un \u{1b}[31mtitre\u{202E} ici"), "{args:?}");
    }
    let csv = |flag: &str| {
        let mut command = bench.command(&["ask", "--format", "csv", "quotes | show content"]);
        command.args(Some(flag).filter(|flag| !flag.is_empty()));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(csv("").contains(",'=1+1\n"), "{}", csv(""));
    assert!(csv("--raw").contains(",=1+1\n"), "{}", csv("--raw"));
}

#[test]
fn what_is_a_sign_for_people_is_a_column_for_programs() {
    let bench = Bench::empty();
    let file = bench.file("a.txt", ARTICLE);
    bench.ingest(&[], &[file]).ok();
    let told = bench.ask("quotes | show speaker, said, about").ok().out;
    for sign in ["Un responsable (anonymous)", "2024-03-04 ≈"] {
        assert!(told.contains(sign), "{sign}: {told}");
    }
    for format in FORMATS.iter().filter(|format| format.data) {
        let out = bench.dixit(&["ask", "--format", format.name, "quotes about Bruxelles"]).ok().out;
        for column in ["speaker-sort", "about-widely", "translated", "doubt", "copies", "outlets"] {
            assert!(out.contains(column), "{column}: {out}");
        }
        assert!(out.contains("anonymous") && !out.contains("(anonymous)") && !out.contains('≈'), "{out}");
        assert!(!out.contains("also"), "{out}");
        // a sign goes only where a column tells what it does
        let named = |fields: &str| {
            bench.dixit(&["ask", "--format", format.name, &format!("quotes by Mark Rutte | show {fields}")]).ok().out
        };
        assert!(named("said").contains("2024-03-04 ≈"));
        let beside = named("said, said-basis, doubt");
        assert!(beside.contains("inferred") && !beside.contains('≈'), "{beside}");
    }
}

#[test]
fn a_doubtful_date_is_told_in_a_column_of_counts_too() {
    let bench = Bench::empty();
    for (name, date) in [("a", "2024-03-05"), ("b", "2024-05-05")] {
        let file = bench.file(&format!("{name}.txt"), format!("Mark Rutte a déclaré : « Le pont {name} tient ».\n"));
        bench.ingest(&["--date", date], &[file]).ok();
    }
    assert_eq!(
        bench.rows("quotes | timeline"),
        ["month\tdoubtful\tcount", "2024-03\t0\t1", "2024-04\t0\t0", "2024-05\t0\t1"]
    );
    assert_eq!(bench.rows("quotes | count by month | show month, count")[0], "month\tcount");
}

#[test]
fn nothing_is_drawn_where_there_is_no_terminal() {
    let bench = Bench::samples();
    for question in ["quotes | count by act", "quotes | timeline by day"] {
        let out = bench.ask(question).ok().out;
        assert!(!out.contains(['█', '▏', '▁']) && !out.contains("##"), "{out}");
    }
}

#[test]
fn it_is_told_how_many_rows_there_are_besides() {
    let bench = Bench::samples();
    assert!(bench.ask("documents | limit 3").ok().err.starts_with("documents · 3 of 10 documents shown"));
    assert!(bench.ask("documents | limit 10").ok().err.starts_with("documents · 10 rows"));
    let acts = bench.rows("quotes | count by act").len() - 1;
    assert!(acts > 2);
    let told = bench.ask("quotes | count by act | limit 2").ok().err;
    assert!(told.contains(&format!("quotes · 2 of {acts} groups shown")), "{told}");
    // rows are all there are where they are counted afterwards
    assert!(bench.ask("quotes | limit 3 | count").ok().err.contains("· 1 row"));
}
