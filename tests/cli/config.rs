//! What is set for good: in the configuration file and in the environment, below the options.

use super::bench::{Bench, Run};

const ARTICLE: &str = "Le pont\n\nMark Rutte a déclaré : « Le pont tiendra cent ans ».\n";

/// Runs with variables of the environment.
fn with(bench: &Bench, variables: &[(&str, &str)], args: &[&str]) -> Run {
    let mut command = bench.command(args);
    command.envs(variables.iter().copied());
    super::bench::run(command, b"")
}

fn ask(bench: &Bench, variables: &[(&str, &str)], options: &[&str]) -> String {
    with(bench, variables, &[&["ask"], options, &["documents | count"]].concat()).ok().out
}

#[test]
fn options_go_before_the_environment_and_that_before_the_file() {
    let bench = Bench::article(ARTICLE);
    assert_eq!(ask(&bench, &[], &[]), "count\n─────\n    1\n");
    bench.file("config/dixit/config.toml", "format = \"csv\"\nbom = true\n");
    assert_eq!(ask(&bench, &[], &[]), "\u{FEFF}count\n1\n");
    assert_eq!(ask(&bench, &[("DIXIT_BOM", "off")], &[]), "count\n1\n");
    assert_eq!(ask(&bench, &[("DIXIT_FORMAT", "json")], &[]), "[\n{\"count\":1}\n]\n");
    assert_eq!(ask(&bench, &[("DIXIT_FORMAT", "json")], &["--format", "tsv"]), "count\n1\n");
    bench.file("other.toml", "format = \"ndjson\"");
    assert_eq!(ask(&bench, &[("DIXIT_CONFIG", "other.toml")], &[]), "{\"count\":1}\n");
    assert_eq!(ask(&bench, &[("DIXIT_CONFIG", "")], &[]), "count\n─────\n    1\n");
    // a session takes the same
    assert_eq!(bench.dixit(&["-c", "documents | count"]).ok().out, "\u{FEFF}count\n1\n");
}

#[test]
fn every_setting_is_heeded() {
    let bench = Bench::article("Un titre\n\nMark Rutte a dit : « Le \u{202B}pont\u{202C} tiendra cent ans ».\n");
    let sets = |line: &str| bench.file("config/dixit/config.toml", line);
    std::fs::rename(bench.base(), bench.path("config/dixit/mine.db")).unwrap_or_else(|_| {
        sets("");
        std::fs::rename(bench.base(), bench.path("config/dixit/mine.db")).unwrap();
    });
    let from = |args: &[&str]| {
        let mut command = bench.command(args);
        command.env_remove("DIXIT_DB");
        super::bench::run(command, b"")
    };
    from(&["ask", "documents"]).fails(3, &["data/dixit/dixit.db: expected a dixit base, found no file"]);
    sets("db = \"mine.db\"");
    assert_eq!(from(&["ask", "--format", "csv", "documents | count"]).ok().out, "count\n1\n");
    sets("db = \"mine.db\"\ntiming = true");
    assert!(from(&["ask", "documents"]).ok().err.contains(" ms\n"));
    sets("db = \"mine.db\"\nread-only = true");
    let words = &["opened only for reading", "`read-only` is set in the configuration file"];
    from(&["ask", "save all = quotes"]).fails(2, words);
    let mut command = bench.command(&["ask", "save all = quotes"]);
    command.env_remove("DIXIT_DB").env("DIXIT_READ_ONLY", "no");
    super::bench::run(command, b"").ok();
    sets("db = \"mine.db\"\nraw = \"on\"");
    let mut command = bench.command(&["ask", "--format", "json", "quotes | show content"]);
    let out = command.env_remove("DIXIT_DB").output().unwrap().stdout;
    assert!(String::from_utf8(out).unwrap().contains('\u{202B}'));
}

#[test]
fn a_demonstration_leaves_the_base_of_the_file_alone() {
    let bench = Bench::empty();
    bench.file("config/dixit/config.toml", "db = \"~/mine.db\"");
    let from = |args: &[&str]| {
        let mut command = bench.command(args);
        command.env_remove("DIXIT_DB");
        super::bench::run(command, b"")
    };
    let mine = bench.path("mine.db");
    let words = format!("error: {}: expected a dixit base, found no file", mine.display());
    from(&["ask", "quotes"]).fails(3, &[&words]);
    from(&["demo"]).ok();
    from(&["tour"]).ok();
    assert!(!mine.exists());
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let bench = Bench::article(ARTICLE);
    for (text, words) in [
        (
            "# mine\n\npaper = \"off\"",
            "3:1: expected one of db, format, bom, pager, timing, read-only, raw, ui, keys, found `paper`; did you mean `pager`?",
        ),
        (
            "format = \"cvs\"",
            "1:10: expected one of table, cards, csv, tsv, json, ndjson, markdown, html, found `cvs`; did you mean `csv`?",
        ),
        ("bom = true\npager = false", "2:9: expected one of auto, on, off, found `false`"),
        ("timing = 3", "1:10: expected on or off, found `3`"),
        ("db = \"\"", "1:6: expected the name of a file, found ``"),
        ("[prompt]\nkeys = \"vi\"", "1:2: expected one of"),
        ("pager = off", "1:9: expected lines like `pager = \"off\"`, found what is no TOML"),
        ("bom = true\nbom = true", "2:1: expected lines like"),
    ] {
        let path = bench.file("config/dixit/config.toml", text);
        let said = format!("error: {}:{words}", path.display());
        bench.ask("documents").fails(3, &[&said]);
    }
    bench.file("config/dixit/config.toml", b"# \xFF");
    bench.ask("documents").fails(3, &["config.toml: expected UTF-8"]);
    std::fs::remove_file(bench.path("config/dixit/config.toml")).unwrap();
    with(&bench, &[("DIXIT_CONFIG", "gone.toml")], &["ask", "documents"])
        .fails(3, &["gone.toml: expected a file, found nothing"]);
    with(&bench, &[("DIXIT_PAGER", "of")], &["ask", "documents"])
        .fails(2, &["error: DIXIT_PAGER: expected one of auto, on, off, found `of`"]);
}

#[test]
fn the_doctor_tells_what_is_set_and_where() {
    let bench = Bench::article(ARTICLE);
    let doctor = |code: i32| {
        let run = bench.dixit(&["--raw", "doctor"]);
        assert_eq!(run.code, code, "{run:#?}");
        run
    };
    let config = bench.path("config/dixit/config.toml").display().to_string();
    assert!(doctor(0).out.contains(&format!("configuration            {config} (there is none)\n")));
    bench.file("config/dixit/config.toml", "pager = \"off\"\ndb = \"news.db\"\n");
    let told = doctor(0).out;
    for line in [
        format!("configuration            {config} (read)\n"),
        "set: pager               off (by the configuration file)\n".to_owned(),
        format!("set: db                  {} (by the environment)\n", bench.base().display()),
        "set: raw                 on (by the command line)\n".to_owned(),
    ] {
        assert!(told.contains(&line), "{line}: {told}");
    }
    // a report is wanted most where something is wrong
    bench.file("config/dixit/config.toml", "pager = \"of\"\n");
    let run = doctor(3);
    assert!(run.out.contains("documents                1\n") && run.err.contains("config.toml:1:9: "), "{run:#?}");
}
