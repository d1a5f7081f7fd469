//! `dixit ask` and `dixit run`: words of the shell, formats, exit codes, the two streams.

use std::process::Stdio;

use super::bench::Bench;

const ARTICLE: &str = "Le pont de Bruxelles

Publié le 5 mars 2024

Mark Rutte a déclaré : « Le pont tiendra cent ans ». Mark Rutte a démenti que la Russie ait payé le pont.
";

#[test]
fn an_argument_with_spaces_is_a_text_among_several() {
    let bench = Bench::article(ARTICLE);
    let whole = bench.ask("who said \"pont tiendra cent\"").ok();
    assert!(whole.out.contains("Mark Rutte"), "{whole:#?}");
    assert_eq!(bench.dixit(&["ask", "who", "said", "pont tiendra cent"]), whole);
    // one argument is the question as it stands
    bench.dixit(&["ask", "pont tiendra"]).fails(2, &["expected a question"]);
    // a stage behind a bar, each word an argument
    assert_eq!(
        bench.dixit(&["ask", "quotes", "by", "Mark", "Rutte", "|", "count", "by", "act"]),
        bench.ask("quotes by Mark Rutte | count by act").ok()
    );
}

#[test]
fn answers_are_on_standard_output_and_the_rest_on_standard_error() {
    let bench = Bench::article(ARTICLE);
    let run = bench.dixit(&["ask", "--format", "csv", "quotes by Mark Rutte | count by act"]).ok();
    let mut lines: Vec<&str> = run.out.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, ["act,count", "deny,1", "say,1"]);
    assert_eq!(run.err, "quotes · by Mark Rutte (@mark-rutte, person) · 2 rows\n");
}

#[test]
fn whom_words_are_spoken_to_is_asked_with_to() {
    let bench = Bench::article(
        "Le pont\n\nLucie Garrec a dit à Mark Rutte que le pont tiendrait. Lucie Garrec a dit au conseil que la halle tiendrait.",
    );
    let shown = |question: &str| -> Vec<String> {
        let rows = bench.rows(question).into_iter().skip(1);
        rows.map(|row| row.split_once('\t').unwrap().1.to_owned()).collect() // behind the key
    };
    let rows = shown("quotes to Mark Rutte | show speaker, addressee, content");
    assert_eq!(rows, ["Lucie Garrec\tMark Rutte\tque le pont tiendrait"]);
    assert_eq!(shown("quotes not to Mark Rutte | show addressee"), ["conseil"]);
    assert!(bench.dump().contains("\"table\":\"addressee\""));
    assert_eq!(bench.dixit(&["check"]).ok().err, "the base is sound\n");
}

#[test]
fn a_denial_is_shown_as_denied() {
    let bench = Bench::article(ARTICLE);
    let rows = bench.rows("who denied about Russie | show speaker, act, content");
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows[1].contains("Mark Rutte\tdeny\t"), "{rows:?}");
}

#[test]
fn every_format_holds_the_same_rows() {
    let bench = Bench::article(ARTICLE);
    let said = "Le pont tiendra cent ans";
    for format in ["table", "csv", "tsv", "json", "ndjson", "markdown"] {
        let run = bench.dixit(&["ask", "--format", format, "quotes direct"]).ok();
        assert!(run.out.contains(said), "{format}: {run:#?}");
    }
    let run = bench.dixit(&["ask", "--format", "json", "quotes direct | show speaker, content"]).ok();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&rows[0]["speaker"], &rows[0]["content"]), (&"Mark Rutte".into(), &said.into()));
    bench.dixit(&["ask", "--format", "cvs", "names"]).fails(2, &["cvs", "csv"]);
}

#[test]
fn exit_codes_tell_what_came_of_it() {
    let bench = Bench::article(ARTICLE);
    for (args, code) in [
        (&["ask", "quotes"][..], 0),
        (&["ask", "quotes about Mali"], 0),
        (&["ask", "--fail-empty", "quotes about Mali"], 1),
        (&["ask", "--fail-empty", "quotes"], 0),
        (&["ask", "quots"], 2),
        (&["ask"], 2),
        (&["ingest"], 2),
        (&["ingest", "--threads", "0", "article.txt"], 2),
        (&["ingest", "--date", "5.3.2024", "article.txt"], 2),
        (&["ingest", "--language", "french", "article.txt"], 2),
        (&["no-such-command"], 2),
        (&["ask", "--no-such-option", "quotes"], 2),
        (&["ingest", "gone.txt"], 3),
        (&["annotate", "gone.txt"], 3),
        (&["--db", "gone.db", "ask", "quotes"], 3),
        (&["--db", "gone.db", "dump"], 3),
    ] {
        let run = bench.dixit(args);
        assert_eq!(run.code, code, "{args:?}: {run:#?}");
        assert!(code == 0 || !run.err.is_empty(), "{args:?}: nothing said");
    }
}

#[test]
fn nothing_found_is_explained_and_never_taken_for_nothing_said() {
    let bench = Bench::article(ARTICLE);
    let run = bench.ask("quotes by Mark Rutte about Mali").ok();
    assert_eq!(run.out, "");
    for words in [
        "0 rows",
        "leaving out `by Mark Rutte`: 0; leaving out all else: 2",
        "leaving out `about Mali`: 2; leaving out all else: 0",
        "nothing found in 1 document;",
    ] {
        assert!(run.err.contains(words), "{words}: {run:#?}");
    }
    // what is not about somebody may still stand where they are mentioned
    let text = "Une journée calme\n\nKoursk est loin.\n\nLes routes ferment ce soir. La mairie reste ouverte.\n\n\
        « Nous n'avons rien payé », a démenti Mark Rutte.\n\nPuis le conseil est parti.";
    let other = bench.file("other.txt", text);
    bench.ingest(&[], &[other]).ok();
    let run = bench.ask("who denied about Koursk").ok();
    assert!(run.err.contains("asking for `mentioning Koursk in same document` instead: 1"), "{run:#?}");
    // where a program reads the answer, it gets an empty one in its format
    assert_eq!(bench.dixit(&["ask", "--format", "json", "quotes about Mali"]).ok().out, "[]\n");
}

#[test]
fn help_of_every_command_is_data() {
    let bench = Bench::empty();
    for command in [&[][..], &["ingest"], &["ask"], &["run"], &["annotate"], &["dump"], &["refresh"]] {
        let run = bench.dixit(&[command, &["--help"]].concat()).ok();
        assert!(run.out.contains("Usage: dixit") && run.err.is_empty(), "{command:?}: {run:#?}");
    }
    assert_eq!(bench.list(), [""; 0]);
}

#[test]
fn explain_shows_the_reading_and_binds_every_value() {
    let bench = Bench::article(ARTICLE);
    let run = bench.ask("explain quotes by Mark Rutte containing \"pont d'or\"").ok();
    let (sql, values) = run.out.split_once("\n?1").unwrap();
    assert!(sql.contains("SELECT") && sql.contains("@mark-rutte"), "{run:#?}");
    assert!(!sql.split("SELECT").skip(1).any(|part| part.contains("pont")), "{run:#?}");
    assert!(values.contains("pont"), "{run:#?}");
}

#[test]
fn a_saved_question_is_run_with_values_and_stages() {
    let bench = Bench::article(ARTICLE);
    let saved = bench.ask("save said($who, $topic = Russie) = quotes by $who about $topic").ok();
    assert_eq!((saved.out.as_str(), saved.err.as_str()), ("", "saved: run said\n"));
    let expected = bench.ask("quotes by Mark Rutte about Russie").ok().out;
    assert!(expected.contains("payé le pont"), "{expected}");
    for args in [
        &["run", "said", "who=Mark Rutte"][..],
        &["run", "said", "who=Mark Rutte", "topic=Russia"],
        &["ask", "run said who = Mark Rutte"],
    ] {
        assert_eq!(bench.dixit(args).ok().out, expected, "{args:?}");
    }
    let counted = bench.dixit(&["run", "--format", "csv", "said", "who=Mark Rutte", "|", "count by act"]).ok();
    assert_eq!(counted.out, "act,count\ndeny,1\n");
    assert_eq!(bench.dixit(&["run", "--fail-empty", "said", "who=Mark Rutte", "topic=Mali"]).code, 1);
    for (args, words) in [
        (&["run", "said"][..], &["a value", "who"][..]),
        (&["run", "sayd", "who=Mark Rutte"], &["`sayd`", "did you mean `said`?"]),
        (&["run", "said", "whom=Mark Rutte"], &["whom", "who"]),
        (&["run", "said", "who=Mark Ruttte"], &["Mark Ruttte", "did you mean `Mark Rutte`?"]),
    ] {
        bench.dixit(args).fails(2, words);
    }
    assert!(bench.rows("queries")[1].starts_with("said\t"));
    bench.ask("forget query said").ok();
    bench.dixit(&["run", "said", "who=Mark Rutte"]).fails(2, &["`said`"]);
}

#[test]
fn a_closed_pipe_is_quiet() {
    let bench = Bench::samples();
    let sample = super::bench::samples()[0].to_str().unwrap().to_owned();
    for args in [
        &["dump"][..],
        &["ask", "quotes"],
        &["ask", "--format", "csv", "quotes"],
        &["ask", "--format", "json", "aliases"],
        &["ask", "explain quotes"],
        &["ask", "help"],
        &["annotate", &sample],
    ] {
        let mut child = bench.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {said}");
        assert!(!said.contains("error") && !said.contains("panicked"), "{args:?}: {said}");
    }
}

#[test]
fn titles_are_found_by_words_beside_punctuation() {
    let bench = Bench::samples();
    for words in ["Pentagone", "Conseil de sécurité", "Soldats nord coréens"] {
        let run = bench.ask(&format!("documents titled \"{words}\"")).ok();
        assert!(run.err.ends_with("· 1 row\n"), "{words}: {run:#?}");
    }
}

#[test]
fn an_empty_answer_tells_how_many_documents_have_no_date() {
    let bench = Bench::article("Le pont\n\nMark Rutte a déclaré que le pont tiendra.\n");
    let run = bench.ask("quotes since 2024").ok();
    assert!(run.out.is_empty() && run.err.contains("1 with no date"), "{run:#?}");
}

#[test]
fn a_line_too_long_for_a_question_is_refused() {
    let bench = Bench::article(ARTICLE);
    let question = format!("quotes by {}", "a b ".repeat(3_000));
    bench.ask(&question).fails(2, &["expected a question of at most"]);
}

#[test]
fn names_that_sqlite_takes_for_something_else_are_files() {
    let bench = Bench::empty();
    bench.file("a.txt", ARTICLE);
    for name in [":memory:", "file:x?mode=memory"] {
        bench.dixit(&["--db", name, "ingest", "a.txt"]).ok();
        let run = bench.dixit(&["--db", name, "ask", "documents"]).ok();
        assert!(run.err.contains("1 row"), "{name}: {run:#?}");
    }
}
