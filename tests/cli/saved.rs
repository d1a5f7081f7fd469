//! Saved questions on the command line: values, what is new, files of questions.

use std::{fs, process::Stdio};

use super::bench::{Bench, Run};

const ARTICLE: &str = "Le pont de Bruxelles

Publié le 5 mars 2024

Mark Rutte a déclaré : « Le pont tiendra cent ans ». Mark Rutte a démenti que la Russie ait payé le pont.
";

/// A man whom the gazetteer does not know.
const VISITOR: &str = "Un visiteur au port

Publié le 6 mars 2024

Dobromir Vantongeren a déclaré que le port fermerait lundi.
";

const SAVE: &str = "save said($who, $from = 2024) \"What X said\" = quotes by $who since $from | show speaker, content";

fn saved() -> Bench {
    let bench = Bench::article(ARTICLE);
    bench.ask(SAVE).ok();
    bench
}

/// The rows of a run that asks for what is new, without keys.
fn new(bench: &Bench, args: &[&str]) -> Vec<String> {
    let run = bench.dixit(&[&["run", "--format", "tsv"], args, &["|", "new"]].concat()).ok();
    run.out.lines().skip(1).map(|row| row.split_once('\t').unwrap().1.to_owned()).collect()
}

#[test]
fn a_shipped_question_is_found_by_words_and_stepped_before_only_with_a_word_of_it() {
    let bench = saved();
    bench.ask("run denied-what topic=Koursk").fails(2, &["did you mean `denials`?", "run denials topic=Koursk"]);
    let run = bench.ask("save denials($topic) = who denied about $topic").ok();
    let (note, done) = run.err.split_once('\n').unwrap();
    assert_eq!(note, "note: `denials` is a shipped question; yours would go before it, until `forget query denials`");
    assert!(done.starts_with("saved: run denials"), "{done}");
    assert!(!bench.ask("save denials($topic) = who denied about $topic").ok().err.contains("note: `denials` is"));
    assert!(bench.ask("forget query denials").ok().err.contains("the shipped one of that name is back"));
}

#[test]
fn parameters_are_options() {
    let bench = saved();
    let expected = bench.dixit(&["run", "--format", "csv", "said", "who=Mark Rutte", "from=2024"]).ok();
    assert_eq!(expected.out.lines().count(), 3, "{expected:#?}");
    for args in [
        &["run", "said", "--who", "Mark Rutte", "--from", "2024", "--format", "csv"][..],
        &["run", "--format=csv", "said", "--who=Mark Rutte"],
        &["run", "said", "who=@mark-rutte", "--format", "csv", "--fail-empty"],
        &["run", "--who", "\"Mark Rutte\"", "--format", "csv", "said"],
    ] {
        assert_eq!(bench.dixit(args).ok().out, expected.out, "{args:?}");
    }
    let counted = bench.dixit(&["run", "said", "--who", "Mark Rutte", "|", "count", "by", "act", "--format", "csv"]);
    assert_eq!(counted.ok().out, "act,count\ndeny,1\nsay,1\n");
    assert_eq!(bench.dixit(&["run", "said", "--who", "Mark Rutte", "--from", "2025", "--fail-empty"]).code, 1);
    for (args, words) in [
        (&["run", "said"][..], &["needs a value for `who` (a speaker)", "run said who=…"][..]),
        (&["run", "positions"], &["needs values for `who` (a speaker) and `topic` (a name)"]),
        (&["run", "said", "--who"], &["expected `=`"]),
        (&["run", "said", "--whom", "Mark Rutte"], &["no parameter `whom`", "did you mean `who`?"]),
        (&["run", "said", "--who", "Mark Ruttte"], &["run said who=Mark Ruttte", "did you mean `Mark Rutte`?"]),
        (&["run", "said", "--who", "Mark Rutte", "--from", "2024-13"], &["no such date as 2024-13"]),
    ] {
        bench.dixit(args).fails(2, words);
    }
    bench.piped(&[], "run said\n").fails(2, &["standard input:1:5: ", "needs a value for `who`"]);
}

#[test]
fn new_gives_each_row_once_for_the_same_values() {
    let bench = saved();
    let who = &["said", "--who", "Mark Rutte"];
    let first = new(&bench, who);
    assert_eq!(first.len(), 2, "{first:?}");
    let again = bench.dixit(&["run", "--fail-empty", "said", "--who", "Rutte", "|", "new"]);
    assert_eq!((again.code, again.out.as_str()), (1, ""), "{again:#?}");
    assert!(again.err.contains("0 new rows") && again.err.contains("without `new` it is 2 rows"), "{again:#?}");
    // other values, another question
    assert_eq!(new(&bench, &["said", "who=Mark Rutte", "from=2023"]).len(), 2);
    assert_eq!(new(&bench, &["press-review", "topic=Russie", "from=2024"]).len(), 1);
    // only what came since, and of that what was shown
    bench.file("b.txt", "Le pont\n\nPublié le 7 mars 2024\n\nMark Rutte a déclaré que le pont est vieux. Mark Rutte a déclaré que le port est neuf.\n");
    bench.ingest(&[], &["b.txt".into()]).ok();
    let limited =
        bench.dixit(&["run", "--format", "csv", "said", "who=Mark Rutte", "|", "new", "|", "limit", "1"]).ok();
    assert!(limited.out.contains("est vieux") && !limited.out.contains("est neuf"), "{limited:#?}");
    assert_eq!(new(&bench, who), ["Mark Rutte\tque le port est neuf"]);
    assert!(new(&bench, who).is_empty());
    // a question that is forgotten has given nothing
    bench.ask("forget query said").ok();
    bench.ask(SAVE).ok();
    assert_eq!(new(&bench, who).len(), 4);
}

#[test]
fn what_a_new_alias_ascribes_is_new() {
    let bench = saved();
    bench.file("port.txt", VISITOR);
    bench.ingest(&[], &["port.txt".into()]).ok();
    bench.ask("save all = quotes | show content").ok();
    assert_eq!(new(&bench, &["all"]).len(), 3);
    bench.ask("alias \"Dobromir Vantongeren\" = Mark Rutte").ok();
    assert_eq!(new(&bench, &["all"]), ["que le port fermerait lundi"]);
    bench.ask("undo").ok();
    assert!(new(&bench, &["all"]).is_empty(), "as it was given first");
}

#[test]
fn what_copies_print_is_given_once() {
    let bench = Bench::empty();
    let text = format!(
        "{VISITOR}\n{}",
        "Le port attend ses bateaux, et la ville attend son port depuis des années. ".repeat(20)
    );
    bench.file("a.txt", &text);
    bench.file("b.txt", text.replace("6 mars", "5 mars"));
    bench.ingest(&["--outlet", "Le Phare"], &["a.txt".into()]).ok();
    bench.ask("save all = quotes | show content").ok();
    bench.ask("save each = quotes including copies | show content").ok();
    let before = (new(&bench, &["all"]).len(), new(&bench, &["each"]).len());
    assert_eq!(before.0, before.1);
    bench.ingest(&["--outlet", "La Vigie"], &["b.txt".into()]).ok();
    assert!(new(&bench, &["all"]).is_empty(), "the copy is earlier, and no news");
    assert_eq!(new(&bench, &["each"]).len(), before.1);
}

#[test]
fn the_mark_stays_where_it_was_until_the_answer_is_written() {
    let bench = saved();
    let args = ["run", "said", "who=Mark Rutte", "|", "new"];
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut child = bench.command(&args).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
    assert!(child.wait().unwrap().success());
    #[cfg(target_os = "linux")]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut child = bench.command(&args).stdout(full).stderr(Stdio::null()).spawn().unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(3));
    }
    assert_eq!(new(&bench, &args[1..3]).len(), 2);
    assert!(new(&bench, &args[1..3]).is_empty());
}

#[test]
fn new_needs_leave_where_the_base_may_not_be_changed() {
    let bench = saved();
    let line = "run said who=Mark Rutte | new\n";
    bench.piped(&[], line).fails(2, &["standard input:1:1: ", "`dixit --allow-edits`"]);
    assert!(bench.piped(&["--allow-edits"], line).ok().err.contains("2 new rows"));
    assert!(bench.ask("explain run said who=Mark Rutte | new").ok().out.contains("delivered"));
}

#[test]
fn questions_that_run_others_are_told_of() {
    let bench = saved();
    bench.ask("save by-act($a) = run said who=$a | count by act").ok();
    let rows = bench.dixit(&["run", "--format", "csv", "by-act", "--a", "Rutte"]).ok();
    assert_eq!(rows.out, "act,count\ndeny,1\nsay,1\n");
    let said = |line: &str| bench.ask(line).ok().err;
    assert_eq!(said("save said($who) = quotes by $who"), "replaced: run said\nnote: `by-act` runs it\n");
    let broken = said("save said($speaker) = quotes by $speaker");
    assert!(broken.contains("note: `by-act` runs it, and cannot be run any longer: `said` has no parameter `who`"));
    assert!(said("forget query said").contains("cannot be run any longer"));
    bench.dixit(&["run", "by-act", "a=Rutte"]).fails(2, &["`said` is not known"]);
    let shown = bench.rows("queries").into_iter().find(|row| row.starts_with("by-act\t")).unwrap();
    assert!(shown.contains("cannot be run: `said` is not known"), "{shown}");
    bench.ask("save said($who) = run by-act a=$who").fails(2, &["said → by-act → said"]);
}

#[test]
fn a_base_from_elsewhere_leads_into_no_circle() {
    let bench = Bench::article(ARTICLE);
    let base = rusqlite::Connection::open(bench.base()).unwrap();
    let keep = |name: &str, text: &str| {
        base.execute("INSERT INTO saved_query VALUES (?, ?)", [name, text]).unwrap();
    };
    keep("x", "save x($a) = run y a=$a, b=$a");
    keep("y", "save y($a, $b) = run x a=$a | count");
    for n in 0..200 {
        keep(&format!("deep{n}"), &format!("save deep{n}($a, $b) = run deep{} a=$a, b=$a", n + 1));
    }
    keep("odd", "quotes");
    keep("worse", "save worse = quotes by");
    bench.dixit(&["run", "x", "a=Mali"]).fails(2, &["`x` runs itself: x → y → x"]);
    bench.dixit(&["run", "deep0", "a=Mali", "b=Mali"]).fails(2, &["16 deep, no deeper"]);
    bench.dixit(&["run", "odd"]).fails(2, &["is not a question"]);
    bench.dixit(&["run", "worse"]).fails(2, &["the line stops too early"]);
    assert_eq!(bench.rows("queries").iter().filter(|row| row.contains("cannot be run")).count(), 204);
    bench.ask("save z($a) = run x a=$a").fails(2, &["runs itself"]);
}

#[test]
fn a_question_of_ones_own_goes_before_the_shipped_one() {
    let bench = Bench::article(ARTICLE);
    let row = || bench.rows("queries").into_iter().find(|row| row.starts_with("denials\t")).unwrap();
    assert_eq!(row(), "denials\t$topic (a name)\tWho denied what about a topic, the earliest first\tshipped");
    bench.ask("forget query denials").fails(2, &["is shipped"]);
    let saved = bench.ask("save denials \"mine\" = who denied | show speaker").ok();
    assert!(saved.err.contains("goes before the shipped one"), "{saved:#?}");
    assert_eq!((row().as_str(), bench.rows("queries")[1].as_str()), ("denials\t\tmine\tuser", "denials\t\tmine\tuser"));
    assert_eq!(bench.dixit(&["run", "denials", "--format", "csv"]).ok().out.lines().count(), 2);
    assert!(bench.ask("forget query denials").ok().err.contains("the shipped one of that name is back"));
    assert!(row().ends_with("shipped"));
}

#[test]
fn a_question_is_shown_as_it_was_saved() {
    let bench = saved();
    bench.ask("save by-act = run said who=Mark Rutte | count by act").ok();
    let shown = bench.ask("show query said").ok().out;
    assert_eq!(shown, format!("{SAVE}\n# $who (a speaker)\n# $from (a date) = 2024\n# run by by-act\n"));
    assert!(bench.ask("show query denials").ok().out.ends_with("# $topic (a name)\n# shipped\n"));
}

#[test]
fn questions_go_into_a_file_and_come_back() {
    let bench = saved();
    // by name it stands before the one that it runs
    bench.ask("save by-act($a) = run said who=$a | count by act").ok();
    let before = bench.rows("queries");
    assert!(bench.ask("export queries to \"mine.dixit\"").ok().err.starts_with("exported: 2 questions"));
    let written = fs::read_to_string(bench.path("mine.dixit")).unwrap();
    bench.ask("export queries to \"mine.dixit\"").fails(2, &["mine.dixit: expected a new file", "`replacing`"]);
    bench.ask("export queries to \"base.db\" replacing").fails(2, &["the base itself"]);
    bench.ask("export queries to \"nowhere/x\"").fails(3, &["nowhere/x"]);
    bench.ask("forget query by-act").ok();
    bench.ask("export queries to \"mine.dixit\" replacing").ok();
    assert_ne!(fs::read_to_string(bench.path("mine.dixit")).unwrap(), written);
    bench.ask("forget query said").ok();
    bench.ask("export queries to \"none.dixit\"").fails(2, &["no question of yours"]);
    bench.file("mine.dixit", &written);
    let read = |options: &[&str], line: &str| -> Run { bench.piped(options, line) };
    read(&[], ".read mine.dixit\n").fails(2, &["error: mine.dixit:2:1: this changes the base"]);
    read(&[], ".read --allow-edits mine.dixit\n").fails(2, &["error: mine.dixit:2:1: this changes the base"]);
    read(&[], "export queries to \"other\"\n").fails(2, &["standard input:1:1: ", "--allow-edits"]);
    read(&["--allow-edits"], ".read mine.dixit\n").ok();
    assert_eq!(bench.rows("queries"), before);
    bench.file("circle", ".read circle\n");
    read(&["--allow-edits"], ".read circle\n").fails(2, &["read at most"]);
    read(&["--allow-edits"], ".read gone\n").fails(2, &["gone: expected a file, found nothing there"]);
    read(&["--allow-edits"], ".read\n").fails(2, &["expected a file to read"]);
}
