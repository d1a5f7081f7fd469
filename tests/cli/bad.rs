//! Bad input: each message says what was expected, what was found, where, and what to do; nothing is lost.

use std::{fs, path::Path};

use rusqlite::Connection;

use super::bench::{Bench, bytes};

const ARTICLE: &str = "Un titre à lire\n\nMark Rutte a déclaré que non.\n";

#[test]
fn files_that_are_no_articles() {
    let bench = Bench::empty();
    fs::create_dir(bench.path("folder")).unwrap();
    bench.file("empty.txt", "");
    bench.file("blank.txt", "\u{FEFF} \n\n");
    bench.file("nul.txt", "abc\0def");
    bench.file("doc.pdf", "%PDF-1.7 …");
    bench.file("db.txt", [b"SQLite format 3\0".as_slice(), &[0; 84]].concat());
    for (file, words) in [
        ("gone.txt", &["expected a file, found nothing there", "check the path"][..]),
        ("nul.txt/in.txt", &["expected a file, found nothing there", "check the path"]),
        ("empty.txt", &["expected text, found an empty file", "get the article again"]),
        ("blank.txt", &["expected text, found an empty file", "get the article again"]),
        ("nul.txt", &["expected text, found binary data (byte 0x00 at offset 3)", "save it as plain text"]),
        ("doc.pdf", &["expected text, found a PDF file", "convert it to text first"]),
        ("db.txt", &["expected text, found an SQLite database", "convert it to text first"]),
    ] {
        for command in ["ingest", "annotate"] {
            let run = bench.dixit(&[command, file]).fails(3, words);
            assert!(run.err.starts_with(&format!("error: {file}: ")), "{command} does not say where: {run:#?}");
        }
    }
    bench.dixit(&["ingest", "folder"]).fails(3, &["folder: expected a folder with files in it, found an empty one"]);
    bench.dixit(&["annotate", "folder"]).fails(3, &["folder: expected a file, found a folder", "name the files in it"]);
    assert_eq!(bench.rows("documents").len(), 1);
}

/// Every way to open the base at `path` is refused in the same words, and leaves the file as it is.
fn refused(bench: &Bench, path: &Path, words: &[&str]) {
    bench.file("article.txt", ARTICLE);
    let before = path.is_file().then(|| bytes(path));
    let base = path.to_str().unwrap();
    let beside = bench.list();
    for command in [
        &["ask", "quotes"][..],
        &["ask", "alias \"X Y\" = Mark Rutte"],
        &["run", "q"],
        &["ingest", "article.txt"],
        &["dump"],
        &["refresh"],
        &[],
        &["--allow-edits"],
    ] {
        let run = bench.dixit(&[&["--db", base], command].concat()).fails(3, words);
        assert!(run.err.contains(base), "{command:?} does not say where: {run:#?}");
        assert_eq!(run.err.lines().count(), 1, "{command:?}: {run:#?}");
    }
    assert_eq!(path.is_file().then(|| bytes(path)), before);
    assert_eq!(bench.list(), beside);
}

#[test]
fn a_base_of_a_newer_dixit() {
    let bench = Bench::article(ARTICLE);
    let base = Connection::open(bench.base()).unwrap();
    base.pragma_update(None, "user_version", 99).unwrap();
    base.close().unwrap();
    refused(&bench, &bench.base(), &["expected a base of version", "or older, found version 99; update dixit"]);
}

#[test]
fn another_programs_database() {
    let bench = Bench::empty();
    let path = bench.path("other.db");
    let base = Connection::open(&path).unwrap();
    base.execute_batch("CREATE TABLE places (url); INSERT INTO places VALUES ('x')").unwrap();
    base.close().unwrap();
    refused(&bench, &path, &["expected a dixit base, found another program's database; give another path with --db"]);
}

#[test]
fn files_that_are_no_databases() {
    let bench = Bench::empty();
    let folder = bench.path("folder");
    fs::create_dir(&folder).unwrap();
    for (path, found) in [
        (bench.file("notes.txt", "buy milk\n"), "found a text file"),
        (bench.file("image.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "found some other file"),
        (folder, "found a folder"),
    ] {
        refused(&bench, &path, &["expected a dixit base", found, "give another path with --db"]);
    }
}

#[test]
fn no_base_yet() {
    let bench = Bench::empty();
    for command in [&["ask", "quotes"][..], &["ask", "undo"], &["dump"], &["refresh"], &["run", "q"], &[]] {
        bench.dixit(command).fails(3, &["base.db: expected a dixit base, found no file; `dixit ingest` makes one"]);
    }
    assert_eq!(bench.list(), [""; 0]);
    bench.file("base.db", "");
    bench.ask("quotes").fails(3, &["base.db: expected a dixit base, found an empty file"]);
}

#[test]
fn a_damaged_base() {
    let bench = Bench::article(ARTICLE);
    let mut half = bytes(&bench.base());
    half.truncate(half.len() / 2);
    fs::write(bench.base(), &half).unwrap();
    let run = bench.dixit(&["dump"]);
    assert_eq!(run.code, 3, "{run:#?}");
    assert!(run.err.contains("the base is damaged") && run.err.contains("from a copy"), "{run:#?}");
    assert_eq!(bytes(&bench.base()), half);
}

#[test]
fn places_where_no_base_can_be() {
    let bench = Bench::empty();
    bench.file("article.txt", ARTICLE);
    let in_a_file = bench.file("file", "x").join("base.db");
    let mut places = vec![in_a_file.to_str().unwrap().to_owned()];
    if cfg!(target_os = "linux") {
        places.push("/proc/dixit-no-such-folder/base.db".into());
    }
    for place in places {
        let words = ["expected a place where a base can be kept, found “", "give another path with --db"];
        bench.dixit(&["--db", &place, "ingest", "article.txt"]).fails(3, &words);
    }
}

/// Skipped where permissions mean nothing, as for root.
#[cfg(unix)]
#[test]
fn a_read_only_folder() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = Bench::article(ARTICLE);
    let answer = bench.ask("quotes").ok();
    let folder = bench.path("locked");
    fs::create_dir(&folder).unwrap();
    let base = folder.join("base.db");
    fs::copy(bench.base(), &base).unwrap();
    let permit = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    permit(&base, 0o444);
    permit(&folder, 0o555);
    if fs::write(folder.join("probe"), "").is_err() {
        let before = bytes(&base);
        let given = base.to_str().unwrap();
        assert_eq!(bench.dixit(&["--db", given, "ask", "quotes"]), answer, "reading needs no leave to write");
        for command in [&["ingest", "article.txt"][..], &["ask", "alias \"X Y\" = Mark Rutte"], &["refresh"]] {
            let words =
                ["expected to be able to write it and its folder, found them read-only", "copy the base elsewhere"];
            let run = bench.dixit(&[&["--db", given], command].concat()).fails(3, &words);
            assert!(run.err.contains(given), "{run:#?}");
        }
        let new = folder.join("new.db");
        bench.dixit(&["--db", new.to_str().unwrap(), "ingest", "article.txt"]).fails(3, &["new.db: expected"]);
        assert_eq!(bytes(&base), before);
    }
    permit(&folder, 0o755);
}

#[test]
fn malformed_gazetteers() {
    let bench = Bench::empty();
    bench.file("a.txt", ARTICLE);
    let sheets = [
        ("entities.tsv", "id\tkind\tname\tdescription\tgender\tcountry\texternal\nmali\tplace\tMali\t\t\t\t\n"),
        ("aliases.tsv", "entity\talias\tlanguage\tsort\tcase\nmali\tMali\t*\tname\tmatch\n"),
        ("offices.tsv", "office\trole\tof\tholder\tfrom\tto\n"),
    ];
    let annotate = || bench.dixit(&["annotate", "--gazetteer", "g", "a.txt"]);
    let reset = || sheets.iter().for_each(|(name, text)| drop(bench.file(&format!("g/{name}"), text)));
    reset();
    annotate().ok();
    for (file, line, says) in [
        ("aliases.tsv", "mali\tLe Mali", "g/aliases.tsv:3: expected 5 cells, separated by tabs, found 2"),
        ("aliases.tsv", "chad\tTchad\tfr\tname\tmatch", "g/aliases.tsv:3: expected the id of an entity, found “chad”"),
        ("aliases.tsv", "mali\tMALI\tfr\tname\tmatch", "g/aliases.tsv:3: expected each spelling once in an entity"),
        (
            "entities.tsv",
            "Tchad\tplace\tTchad\t\t\t\t",
            "g/entities.tsv:3: expected an id of a-z, 0-9 and single hyphens, found “Tchad”",
        ),
        ("entities.tsv", "chad\tland\tTchad\t\t\t\t", "g/entities.tsv:3: expected person or place"),
        ("offices.tsv", "head\thead\tmali\tbob\t\t", "g/offices.tsv:2: expected the id of an entity, found “bob”"),
    ] {
        reset();
        let (_, text) = sheets.iter().find(|(name, _)| *name == file).unwrap();
        bench.file(&format!("g/{file}"), format!("{text}{line}\n"));
        annotate().fails(3, &[says, "mend these lines and try again"]);
    }
    reset();
    bench.file("g/aliases.tsv", b"entity\talias\tlanguage\tsort\tcase\nmali\tR\xE9publique du Mali\tfr\tname\tmatch\n");
    annotate().fails(3, &["g/aliases.tsv: expected UTF-8, found other bytes; save it as UTF-8"]);
    fs::remove_file(bench.path("g/offices.tsv")).unwrap();
    reset();
    fs::remove_file(bench.path("g/offices.tsv")).unwrap();
    annotate().fails(
        3,
        &["g/offices.tsv: expected a file, found nothing there", "entities.tsv, aliases.tsv and offices.tsv"],
    );
    bench.dixit(&["annotate", "--gazetteer", "nowhere", "a.txt"]).fails(3, &["nowhere/entities.tsv: expected a file"]);
}

#[test]
fn malformed_language_files() {
    let bench = Bench::empty();
    bench.file("a.txt", ARTICLE);
    let sound = include_str!("../../data/languages/en.toml");
    for (text, words) in [
        ("code = \"xx\"\nname = 3\n".to_owned(), &["line 2, column 8", "expected a string"][..]),
        ("code = \"xx\nname".to_owned(), &["line 2"]),
        (format!("colour = \"red\"\n{sound}"), &["unknown field `colour`", "line 1"]),
        (sound.replacen("class = \"", "class = \"no-", 1), &["cue \"", "expected a conjugation of this file", "no-"]),
        (sound.replacen("act = \"say\"", "act = \"sing\"", 1), &["sing", "expected one of"]),
    ] {
        bench.file("xx.toml", text);
        let run = bench.dixit(&["annotate", "--pack", "xx.toml", "a.txt"]).fails(3, words);
        assert!(run.err.starts_with("error: xx.toml:"), "{run:#?}");
        assert!(run.err.ends_with("the form of the built-in ones, data/languages/fr.toml for one\n"), "{run:#?}");
    }
    bench.file("xx.toml", sound);
    bench.dixit(&["annotate", "--pack", "xx.toml", "a.txt"]).ok();
    bench
        .dixit(&["annotate", "--pack", "gone.toml", "a.txt"])
        .fails(3, &["gone.toml: expected a file, found nothing there"]);
}

#[test]
fn wrong_questions_have_a_caret_and_the_right_word() {
    let bench = Bench::samples();
    for (question, words) in [
        ("quots by Mark Rutte", &["expected a question", "found `quots`", "^^^^^", "try: quotes by Mark Rutte"][..]),
        ("quotes bye Mark Rutte", &["`bye`", "did you mean `by`?", "try: quotes by Mark Rutte"]),
        (
            "quotes | cuont by act",
            &["`cuont`", "expected `count`", "did you mean `count`?", "try: quotes | count by act"],
        ),
        ("quotes | count by speeker", &["`speeker`", "did you mean `speaker`?", "try: quotes | count by speaker"]),
        ("quotes by Mark Ruttte", &["`Mark Ruttte`", "did you mean `Mark Rutte`?", "try: quotes by Mark Rutte"]),
        ("mentions of Kourks", &["`Kourks`", "did you mean `Koursk`?", "try: mentions of Koursk"]),
        ("quotes by Zorglub Bulgroz", &["`Zorglub Bulgroz`", "add a spelling with `alias \"Zorglub Bulgroz\" = NAME`"]),
        ("quotes by Tressick", &["unknown speaker", "did you mean `Maud Tressick`?", "try: quotes by Maud Tressick"]),
        ("quotes by Maud Tresick", &["did you mean `Maud Tressick`?"]),
        ("quotes about Kim", &["`Kim` may mean", "@kim-jong-un"]),
        ("quotes since 2024-13", &["2024-13", "dates are written"]),
        ("quotes in language franch", &["`franch`"]),
        ("quotes by", &["the line stops too early; expected a speaker"]),
        ("", &["expected"]),
        ("help abuot", &["found “abuot”", "did you mean `help about`?"]),
    ] {
        bench.ask(question).fails(2, words);
    }
}
