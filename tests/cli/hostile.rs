//! Texts that want to be more than text. That no run sends what a terminal obeys is checked by the bench itself, for
//! every run of every test; here are the texts that try.

use dixit::output::FORMATS;

use super::bench::Bench;

const OUTLET: &str = "Le \u{1b}[2JMonde\u{202E}";

/// Escape sequences, a C1 control, marks that turn the direction of writing.
const ARTICLE: &str = "Un \u{1b}[31mtitre\u{1b}[0m \u{202E}à lire\u{202C} ici

Publié le 5 mars 2024

Mark Rutte a déclaré : « Le pont \u{1b}]8;;http://example.org\u{1b}\\tiendra\u{9b}31m \u{2066}cent\u{2069} ans ».

Selon Dobro\u{1b}[1mmir Vanton\u{200F}geren, le port fermera.
";

fn bench() -> Bench {
    let bench = Bench::empty();
    let file = bench.file("ar\u{1b}[31mticle\u{202E}.txt", ARTICLE);
    bench.ingest(&["--outlet", OUTLET], &[file]).ok();
    bench
}

#[test]
fn no_answer_sends_what_a_terminal_obeys() {
    let bench = bench();
    let questions = [
        "quotes",
        "quotes | show source, outlet, document, content",
        "documents",
        "documents | show title, source, outlet",
        "mentions",
        "names",
        "people | count by name",
        "quotes | count by outlet",
    ];
    for format in FORMATS {
        for question in questions {
            let run = bench.dixit(&["ask", "--format", format.name, question]).ok();
            assert!(!run.out.is_empty(), "{}: {question}", format.name);
        }
    }
    let shown = bench.ask("quotes direct | show content").ok().out;
    assert!(shown.contains("Le pont ␛]8;;http://example.org␛\\tiendra\u{FFFD}31m cent ans"), "{shown}");
}

#[test]
fn nor_does_the_evidence() {
    let run = bench().piped(&[], "quotes direct\n.open 1\n").ok();
    for shown in
        ["title      Un ␛[31mtitre␛[0m à lire ici", "outlet     Le ␛[2JMonde", "ar␛[31mticle.txt", "‹a déclaré›"]
    {
        assert!(run.out.contains(shown), "{shown}: {run:#?}");
    }
}

#[test]
fn nor_do_dump_and_annotate_and_nothing_is_lost() {
    let bench = bench();
    let document = |line: &&str| line.contains("\"table\":\"document\"");
    let dump = bench.dump();
    let stored: serde_json::Value = serde_json::from_str(dump.lines().find(document).unwrap()).unwrap();
    assert_eq!(stored["text"], ARTICLE);
    assert_eq!(stored["outlet"], OUTLET);
    let input = serde_json::json!({"id": "\u{1b}[1m\u{202E}", "text": ARTICLE, "lang": "fr"});
    let run = bench.piped(&["annotate", "-"], format!("{input}\n")).ok();
    let found: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(found["id"], input["id"]);
    assert!(run.out.contains("\\u202e"), "{run:#?}");
}

#[test]
fn nor_do_messages() {
    let bench = bench();
    let gone = "go\u{1b}[31mne\u{202E}.txt";
    bench.dixit(&["ingest", gone]).fails(3, &["go␛[31mne.txt: expected a file"]);
    bench.dixit(&["annotate", gone]).fails(3, &["go␛[31mne.txt: expected a file"]);
    bench.dixit(&["--db", gone, "ask", "quotes"]).fails(3, &["go␛[31mne.txt: expected a dixit base"]);
    // an outlet, a title and a name of the article are near enough to be proposed
    for question in [
        "quotes in outlet \"Le Mond\"",
        "quotes in outlet \"Le \u{1b}[2JMond\"",
        "quotes in document titre",
        "quotes in document \"Un titre\"",
        "quotes by Dobromir Vantongere",
        "quotes by \"\u{9b}31m\u{202E}é\" and",
        "\u{9b}\u{9b}\u{202E}é quots",
        "explain quotes containing \"\u{1b}[31m\u{202E}\"",
        "help \u{1b}[31m\u{202E}",
        "run \u{1b}[31m\u{202E}",
    ] {
        let run = bench.ask(question);
        assert!(matches!(run.code, 0 | 2), "{question:?}: {run:#?}");
        bench.piped(&[], format!("{question}\n"));
    }
}

#[test]
fn the_caret_stands_under_the_word_behind_a_control_character() {
    let run = bench().ask("quotes by \"\u{9b}é\" | cuont by act");
    assert_eq!(run.code, 2, "{run:#?}");
    let lines: Vec<&str> = run.err.lines().collect();
    let line = lines.iter().position(|l| l.starts_with("1 | ")).unwrap();
    let column = |l: &str, what: &str| l.find(what).map(|at| l[..at].chars().count());
    assert_eq!(column(lines[line], "cuont"), column(lines[line + 1], "^^^^^"), "{run:#?}");
}
