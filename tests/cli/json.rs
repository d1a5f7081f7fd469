//! `--json`: what programs are told on standard error, an object a line, for every exit code.

use serde_json::Value;

use super::bench::{Bench, Run};

const ARTICLE: &str = "Le pont\n\nMark Rutte a déclaré : « Le pont tiendra cent ans ».\n";

/// The objects of standard error.
#[track_caller]
fn told(run: &Run) -> Vec<Value> {
    let all: Vec<Value> = run.err.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    for object in &all {
        let code = object.get("exit_code").and_then(Value::as_i64);
        match object["level"].as_str() {
            Some("error") => assert_eq!(code, Some(i64::from(run.code)), "{run:#?}"),
            Some("note") => assert_eq!(code, None, "{run:#?}"),
            other => panic!("{other:?}: {run:#?}"),
        }
    }
    all
}

/// The only error.
#[track_caller]
fn error(run: &Run, code: i32) -> Value {
    assert_eq!((run.code, run.out.as_str()), (code, ""), "{run:#?}");
    let mut errors = told(run);
    errors.retain(|object| object["level"] == "error");
    assert_eq!(errors.len(), 1, "{run:#?}");
    errors.remove(0)
}

#[test]
fn remarks_of_an_answer_are_objects_too() {
    let bench = Bench::article(ARTICLE);
    let run = bench.dixit(&["ask", "--json", "--format", "csv", "quotes | count"]).ok();
    assert_eq!(
        (run.out.as_str(), &told(&run)[..]),
        ("count\n1\n", &[serde_json::json!({"level": "note", "message": "quotes · 1 row"})][..])
    );
}

#[test]
fn nothing_found_is_an_error_where_it_was_asked() {
    let bench = Bench::article(ARTICLE);
    let run =
        bench.dixit(&["--json", "ask", "--fail-empty", "--format", "tsv", "quotes containing \"viaduc\" | show act"]);
    assert_eq!(run.code, 1, "{run:#?}");
    let all = told(&run);
    assert_eq!(all.last().unwrap()["message"], "nothing was found");
    assert!(all[0]["message"].as_str().unwrap().contains("0 rows"), "{run:#?}");
}

#[test]
fn a_wrong_question_has_its_span_in_code_points() {
    let bench = Bench::article(ARTICLE);
    let question = "quotes containing «é» by Mark Ruttte";
    let found = error(&bench.dixit(&["--json", "ask", question]), 2);
    assert_eq!(found["question"], question);
    assert_eq!((&found["start"], &found["end"], &found["found"]), (&25.into(), &36.into(), &"Mark Ruttte".into()));
    assert_eq!(found["hints"][0], "did you mean `Mark Rutte`?");
    assert_eq!(found["corrected"][0], "quotes containing «é» by Mark Rutte");
    let found = error(&bench.dixit(&["--json", "ask", "quotes by"]), 2);
    assert_eq!((&found["start"], &found["end"], &found["found"]), (&9.into(), &9.into(), &Value::Null));
    assert!(found["expected"].as_array().unwrap().contains(&"a speaker".into()), "{found}");
}

#[test]
fn a_script_tells_file_line_and_column() {
    let bench = Bench::article(ARTICLE);
    bench.file("wrong.dixit", "# mine\n  quotes by Mark Ruttte\n");
    let found = error(&bench.piped(&["--json"], "\n.read wrong.dixit\n"), 2);
    assert_eq!((&found["file"], &found["line"], &found["column"]), (&"wrong.dixit".into(), &2.into(), &13.into()));
    let found = error(&bench.piped(&["--json"], "undo\n"), 2);
    assert_eq!((&found["file"], &found["line"], &found["column"]), (&"standard input".into(), &1.into(), &1.into()));
}

#[test]
fn wrong_arguments_and_settings_are_told_too() {
    let bench = Bench::article(ARTICLE);
    let found = error(&bench.dixit(&["ingest", "--json", "--batch", "many", "x.txt"]), 2);
    assert!(found["message"].as_str().unwrap().starts_with("invalid value 'many' for '--batch <N>'"), "{found}");
    bench.file("config/dixit/config.toml", "\npager = \"of\"");
    let found = error(&bench.dixit(&["--json", "ask", "quotes"]), 3);
    assert!(found["file"].as_str().unwrap().ends_with("config/dixit/config.toml"), "{found}");
    assert_eq!((&found["line"], &found["column"]), (&2.into(), &9.into()));
}

#[test]
fn wrong_data_is_told_source_by_source() {
    let bench = Bench::empty();
    bench.file("nul.txt", "abc\0def");
    bench.file("\u{202E}x.txt", "");
    bench.file("good.txt", ARTICLE);
    let run = bench.dixit(&["ingest", "--json", "nul.txt", "\u{202E}x.txt", "good.txt"]);
    assert_eq!(run.code, 3, "{run:#?}");
    let all = told(&run);
    let files: Vec<&Value> =
        all.iter().filter(|object| object["level"] == "error").map(|object| &object["file"]).collect();
    assert_eq!(files, ["nul.txt", "\u{202E}x.txt"], "{run:#?}");
    assert_eq!(all.last().unwrap()["message"], "1 taken, 2 refused");
    let found = error(&Bench::empty().dixit(&["--json", "ask", "quotes"]), 3);
    assert!(found["message"].as_str().unwrap().contains("found no file"), "{found}");
    let found = error(&bench.piped(&["annotate", "--json", "-"], "\nnot json\n"), 3);
    assert_eq!((&found["file"], &found["line"]), (&"standard input".into(), &2.into()));
}

#[test]
fn wrong_files_of_data_have_their_lines() {
    let bench = Bench::empty();
    bench.file("a.txt", ARTICLE);
    bench.file("xx.toml", "code = \"xx\"\nname = 3\n");
    let found = error(&bench.dixit(&["annotate", "--json", "--pack", "xx.toml", "a.txt"]), 3);
    assert_eq!(
        (&found["file"], &found["line"], &found["column"]),
        (&"xx.toml".into(), &2.into(), &8.into()),
        "{found}"
    );
    bench.file("g/entities.tsv", "id\tkind\tname\tdescription\tgender\tcountry\texternal\nMali\tplace\tMali\t\t\t\t\n");
    bench.file("g/aliases.tsv", "entity\talias\tlanguage\tsort\tcase\nmali\tLe Mali\n");
    bench.file("g/offices.tsv", "office\trole\tof\tholder\tfrom\tto\n");
    let all = told(&bench.dixit(&["annotate", "--json", "--gazetteer", "g", "a.txt"]));
    let places: Vec<String> = all.iter().map(|object| format!("{}:{}", object["file"], object["line"])).collect();
    assert!(places.len() > 1 && places.contains(&"\"g/entities.tsv\":2".to_owned()), "{all:?}");
    assert!(places.contains(&"\"g/aliases.tsv\":2".to_owned()), "{all:?}");
}

/// Ctrl-C ends the waiting for another who writes.
#[cfg(unix)]
#[test]
fn a_stop_is_told() {
    use dixit::store::{OpenMode, Store, StoreError};
    use std::io::{BufRead as _, BufReader, Read as _};
    let bench = Bench::article(ARTICLE);
    let mut command = bench.command(&["ingest", "--json", "--update", "article.txt"]);
    let mut store = Store::open(&bench.base(), OpenMode::Write).unwrap();
    let told = store.write(|_| {
        let mut child = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
        let mut err = BufReader::new(child.stderr.take().unwrap());
        let (mut first, mut rest) = (String::new(), String::new());
        err.read_line(&mut first).unwrap();
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        err.read_to_string(&mut rest).unwrap();
        Ok::<_, StoreError>((child.wait().unwrap().code().unwrap(), first + &rest))
    });
    let (code, err) = told.unwrap();
    let all = self::told(&Run { code, out: String::new(), err });
    assert!(all[0]["message"].as_str().unwrap().starts_with("another dixit is writing"), "{all:?}");
    assert_eq!(all.last().unwrap()["exit_code"], 130, "{all:?}");
}
