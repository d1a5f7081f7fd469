//! `dixit annotate`: texts to JSON without a base, offsets in code points.

use serde_json::{Value, json};

use super::bench::{Bench, samples};

/// Characters of one, two, three and four bytes, and one of two code points, before everything that is found.
const ARTICLE: &str = "🇧🇪 Été 😀 : l'e\u{301}cluse

Mark Rutte a déclaré : « Nous aiderons l’Ukraine 😀 dès l’été ». Dobromir Vantongeren n'était pas là.
";

fn objects(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The code points of `text` from `start` to `end`.
fn slice(text: &str, start: &Value, end: &Value) -> String {
    let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
    assert!(start < end && end <= text.chars().count(), "{start} {end}");
    text.chars().skip(start).take(end - start).collect()
}

/// That every offset in `object` is right, and how many there were.
fn check_offsets(object: &Value, text: &str) -> usize {
    let list = |of: &'static str| object[of].as_array().unwrap();
    let speakers = || list("quotations").iter().flat_map(|q| q["speakers"].as_array().unwrap());
    let mut checked = 0;
    // words without a place, such as a speaker who is only understood, have nothing to check
    let located = list("mentions").iter().chain(list("names")).chain(speakers());
    for item in located.filter(|item| !item["start"].is_null() && item["text"] != "") {
        assert_eq!(slice(text, &item["start"], &item["end"]), item["text"].as_str().unwrap(), "{item}");
        checked += 1;
    }
    for quotation in list("quotations") {
        let spans = quotation["content"].as_array().unwrap();
        assert!(!spans.is_empty(), "{quotation}");
        for span in spans.iter().chain(Some(&quotation["cue"]).filter(|cue| !cue.is_null())) {
            slice(text, &span[0], &span[1]);
            checked += 1;
        }
    }
    checked
}

#[test]
fn offsets_count_code_points() {
    let bench = Bench::empty();
    bench.file("a.txt", ARTICLE);
    let found = objects(&bench.dixit(&["annotate", "a.txt"]).ok().out);
    let [object] = found.as_slice() else { panic!("{found:?}") };
    assert!(check_offsets(object, ARTICLE) >= 6, "{object}");
    assert_eq!((&object["id"], &object["lang"]), (&json!("a.txt"), &json!("fr")));
    let quotation = &object["quotations"][0];
    let content = &quotation["content"][0];
    assert_eq!(slice(ARTICLE, &content[0], &content[1]), "Nous aiderons l’Ukraine 😀 dès l’été");
    assert_eq!(slice(ARTICLE, &quotation["cue"][0], &quotation["cue"][1]), "a déclaré");
    assert_eq!((&quotation["kind"], &quotation["act"]), (&json!("direct"), &json!("say")));
    assert_eq!(quotation["speakers"][0]["entity"], "mark-rutte");
    assert_eq!(quotation["about"], json!(["ukraine"]));
    assert_eq!(object["names"][0]["text"], "Dobromir Vantongeren");
}

#[test]
fn samples_as_files_and_as_lines_give_the_same() {
    let bench = Bench::empty();
    let files = samples();
    let args: Vec<&str> = ["annotate"].into_iter().chain(files.iter().map(|f| f.to_str().unwrap())).collect();
    let from_files = objects(&bench.dixit(&args).ok().out);
    assert_eq!(from_files.len(), files.len());
    let mut lines = String::new();
    for (file, object) in files.iter().zip(&from_files) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(file).unwrap();
        assert_eq!(object["id"], name);
        assert!(check_offsets(object, &text) > 10, "{name}");
        lines += &format!("{}\n\n", json!({"id": name, "text": text, "lang": object["lang"], "date": &name[..10]}));
    }
    let run = bench.piped(&["annotate", "-"], lines).ok();
    assert!(objects(&run.out) == from_files);
    assert_eq!(run.err, "");
    assert_eq!(bench.list(), [""; 0], "no base is made");
}

#[test]
fn a_base_lends_its_gazetteer() {
    let bench = Bench::samples();
    bench.dixit(&["ask", "alias Vantongeren = Mark Rutte"]).ok();
    bench.file("a.txt", ARTICLE);
    let base = bench.base();
    let args = ["annotate", "--db", base.to_str().unwrap(), "a.txt"];
    let found = objects(&bench.dixit(&args).ok().out);
    let mentions = found[0]["mentions"].as_array().unwrap();
    let own = mentions.iter().find(|m| m["text"].as_str().is_some_and(|text| text.contains("Vantongeren")));
    assert_eq!(own.map(|m| &m["entity"]), Some(&json!("mark-rutte")), "{found:#?}");
    let both = bench.dixit(&["annotate", "--db", base.to_str().unwrap(), "--gazetteer", ".", "a.txt"]);
    assert_eq!(both.code, 2, "{both:#?}");
}

#[test]
fn a_language_may_be_given_and_a_bad_line_is_told_by_its_number() {
    let bench = Bench::empty();
    let line = |text: &str| json!({"id": "a", "text": text}).to_string();
    let run = bench.piped(&["annotate", "--language", "de", "-"], line("Mark Rutte")).ok();
    assert_eq!(objects(&run.out)[0]["lang"], "de");
    for (bad, words) in [
        ("{\"id\": 1, \"text\": \"x\"}", &["standard input:3: ", "\"id\"", "\"text\"", "integer `1`"][..]),
        ("{\"id\": \"a\"}", &["standard input:3: ", "missing field `text`"]),
        ("not json", &["standard input:3: ", "expected {"]),
    ] {
        let good = line("Mark Rutte a dit non.");
        let run = bench.piped(&["annotate", "-"], format!("{good}\n\n{bad}\n{good}\n"));
        assert_eq!(run.code, 3, "{run:#?}");
        assert_eq!(objects(&run.out).len(), 2, "what stands around it is read: {run:#?}");
        words.iter().for_each(|w| assert!(run.err.contains(w), "{w}: {run:#?}"));
    }
    bench.piped(&["annotate", "-"], b"\xFF\n").fails(3, &["standard input:1: expected UTF-8"]);
}

#[test]
fn another_gazetteer_takes_the_place_of_the_shipped_one() {
    let bench = Bench::empty();
    bench.file(
        "gazetteer/entities.tsv",
        "id\tkind\tname\tdescription\tgender\tcountry\texternal\ndobro\tperson\tDobromir Vantongeren\t\tm\t\t\n",
    );
    bench.file(
        "gazetteer/aliases.tsv",
        "entity\talias\tlanguage\tsort\tcase\ndobro\tDobromir Vantongeren\t*\tname\tmatch\n",
    );
    bench.file("gazetteer/offices.tsv", "office\trole\tof\tholder\tfrom\tto\n");
    bench.file("a.txt", ARTICLE);
    let run = bench.dixit(&["annotate", "--gazetteer", "gazetteer", "a.txt"]).ok();
    let mentions: Vec<Value> = objects(&run.out)[0]["mentions"].as_array().unwrap().clone();
    assert_eq!(mentions.iter().map(|m| &m["entity"]).collect::<Vec<_>>(), ["dobro"]);
}

#[test]
fn lines_are_answered_one_by_one_and_a_bad_one_stops_nobody() {
    use std::io::{BufRead as _, BufReader, Write as _};
    let bench = Bench::empty();
    let mut command = bench.command(&["annotate", "-"]);
    let pipe = std::process::Stdio::piped;
    let mut child = command.stdin(pipe()).stdout(pipe()).stderr(pipe()).spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for id in ["a", "b"] {
        writeln!(input, "{}", json!({"id": id, "text": "Mark Rutte a dit non."})).unwrap();
        let mut line = String::new();
        // the program still waits for more
        output.read_line(&mut line).unwrap();
        assert_eq!(objects(&line)[0]["id"], id);
    }
    let long = vec![b'x'; 1 << 20];
    for _ in 0..70 {
        input.write_all(&long).unwrap();
    }
    write!(input, "\n\n\u{fffd}\n{}", json!({"id": "c", "text": "Mark Rutte a dit non.", "lang": "fr"})).unwrap();
    drop(input);
    let rest: Vec<String> = output.lines().map(Result::unwrap).collect();
    assert!(rest.len() == 1 && objects(&rest[0])[0]["id"] == "c", "{rest:?}");
    let ended = child.wait_with_output().unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(3), "{told}");
    let [long, bad] = told.lines().collect::<Vec<_>>()[..] else { panic!("{told}") };
    assert!(long.contains("standard input:3: expected a line of at most 64 MB"), "{long}");
    assert!(bad.contains("standard input:5: expected {"), "{bad}");
}
