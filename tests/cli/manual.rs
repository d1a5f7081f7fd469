//! What helps to use the program: completions, pages of the manual, statements on the command line, a base that stays as it is.

use std::fs;

use super::bench::{Bench, bytes};

const ARTICLE: &str = "Le pont\n\nMark Rutte a déclaré : « Le pont; tiendra cent ans ».\n";

#[test]
fn shells_complete_every_command() {
    let bench = Bench::empty();
    let words = words(&bench);
    for word in ["tour", "json", "read-only", "fail-empty", "dry-run"] {
        assert!(words.iter().any(|own| own == word), "{word}: {words:?}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = bench.dixit(&["completions", shell]).ok().out;
        for word in &words {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    bench.dixit(&["completions", "tcsh"]).fails(2, &["bash", "zsh"]);
}

/// Every command, and every option of any, as the help tells them.
fn words(bench: &Bench) -> Vec<String> {
    let help = |command: &[&str]| bench.dixit(&[command, &["--help"]].concat()).ok().out;
    let whole = help(&[]);
    let commands = whole.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<&str> = commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    let mut words: Vec<String> =
        commands.iter().filter(|name| !name.is_empty()).map(|name| (*name).to_owned()).collect();
    for command in words.clone() {
        let told = if command == "help" { whole.clone() } else { help(&[&command]) };
        let options = told.lines().filter_map(|line| {
            line.trim_start().strip_prefix("--").or_else(|| line.split_once(", --").map(|(_, rest)| rest))
        });
        words.extend(options.filter_map(|option| option.split([' ', '=', '[']).next()).map(str::to_owned));
    }
    words.sort();
    words.dedup();
    words
}

#[test]
fn every_command_has_a_page_of_the_manual() {
    let bench = Bench::empty();
    bench.dixit(&["man", "pages"]).ok();
    let page = |name: &str| fs::read_to_string(bench.path("pages").join(name)).unwrap();
    assert!(page("dixit.1").contains("dixit\\-ingest(1)") && page("dixit.1").contains("dixit\\-tour(1)"));
    assert!(page("dixit.1").contains("\\-\\-json") && page("dixit.1").contains("config.toml"));
    assert!(page("dixit-ask.1").contains("fail\\-empty"));
    assert!(page("dixit-gazetteer-import.1").contains("min\\-sitelinks"));
    bench.file("taken", "");
    bench.dixit(&["man", "taken"]).fails(2, &["taken"]);
}

#[test]
fn statements_stand_apart_by_semicolons() {
    let bench = Bench::article(ARTICLE);
    let run = bench.dixit(&["-c", ".format csv; quotes containing \"pont; tiendra\" | count; documents | count;"]).ok();
    assert_eq!(run.out, "count\n1\ncount\n1\n");
    bench.dixit(&["-c", ".format csv; quots; names"]).fails(2, &["error: -c:1:14: ", "try: quotes"]);
    bench.dixit(&["-c", "alias \"Le Hollandais\" = Mark Rutte"]).fails(2, &["error: -c:1:1: ", "--allow-edits"]);
    let run = bench.dixit(&["-c", "documents;\n quotes by Mark Ruttte"]);
    assert!(run.code == 2 && run.err.contains("error: -c:2:12: "), "{run:#?}");
    bench.dixit(&["--allow-edits", "-c", "alias \"Le Hollandais\" = Mark Rutte"]).ok();
    bench.dixit(&["-c", "names", "ask", "names"]).fails(2, &["found both"]);
}

#[test]
fn what_is_only_read_stays_as_it_is() {
    let bench = Bench::article(ARTICLE);
    let before = bytes(&bench.base());
    assert_eq!(bench.dixit(&["--read-only", "ask", "--format", "csv", "documents | count"]).ok().out, "count\n1\n");
    for command in [
        &["--read-only", "ask", "alias \"Le Hollandais\" = Mark Rutte"][..],
        &["--read-only", "ask", "save all = documents"],
        &["--read-only", "ingest", "article.txt"],
        &["--read-only", "refresh"],
        &["--read-only", "discover", "--accept", "sure"],
        &["--read-only", "--allow-edits", "-c", "undo"],
    ] {
        bench.dixit(command).fails(2, &["opened only for reading", "--read-only"]);
    }
    assert_eq!(bytes(&bench.base()), before);
}

#[test]
fn the_doctor_tells_of_a_base_and_of_none() {
    let bench = Bench::article(ARTICLE);
    let told = bench.dixit(&["doctor"]).ok().out;
    for words in ["SQLite ", "language packs", "de, en, es, fr", "documents                1\n", "history"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(Bench::empty().dixit(&["doctor"]).ok().out.contains("not opened               "));
    bench.file("no-base", "a text that is no base, and longer than the header of one would be");
    let run = bench.dixit(&["--db", "no-base", "doctor"]);
    assert_eq!((run.code, run.out.contains("not opened")), (3, true), "{run:#?}");
}
