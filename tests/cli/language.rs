//! `dixit language`: packs listed, checked and tried.

use super::bench::Bench;

/// A pack of two cues that is as it should be.
const PACK: &str = r#"code = "xx"
name = "Example"

[words]
determiner = "la le"
complementizer = "que"
noun_like = "note"
source = "note"

[pronouns]
il = "m s"

[conjugations.er]
infinitive = "er"
finite = "e ent"

[[cues]]
act = "say"
list = [
  { lemma = "noter", class = "er", frames = "clause" },
  { lemma = "jurer", class = "er", frames = "clause" },
]

[[attributions]]
words = "selon"
act = "say"
not_before = "besoins"
"#;

fn checked(pack: &str) -> super::bench::Run {
    let bench = Bench::empty();
    bench.file("xx.toml", pack);
    bench.dixit(&["language", "check", "xx.toml"])
}

#[test]
fn a_sound_pack_has_hardly_a_finding() {
    let run = checked(PACK).ok();
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines.len() == 1 && lines[0].contains("roles of offices.tsv have no phrase"), "{run:#?}");
}

#[test]
fn each_flaw_is_told_with_its_line() {
    for (was, is, line, words) in [
        ("noun_like = \"note\"\n", "", 19, "its form \"note\" is also in the class `source`: add it to `noun_like`"),
        ("noun_like = \"note\"", "noun_like = \"note jus\"", 7, "is no form of a cue: jus"),
        ("source = \"note\"", "sorce = \"note\"", 8, "class `sorce` is read by nothing; did you mean \"source\"?"),
        ("source = \"note\"", "source = \"\"", 8, "class `source` is empty"),
        ("determiner = \"la le\"", "determiner = \"la le la\"", 5, "is listed twice: la"),
        ("determiner = \"la le\"", "determiner = \"la Le\"", 5, "\"Le\" is not in lower case"),
        (
            "determiner = \"la le\"",
            "determiner = \"l' le-la le/la\"",
            5,
            "several words to the reader, and never met: le/la",
        ),
        (
            "determiner = \"la le\"",
            "determiner = \"la jure\"",
            21,
            "its form \"jure\" is also in the class `determiner`",
        ),
        (
            "[pronouns]",
            "[priors]\njurar = 0.5\n[pronouns]",
            11,
            "prior of \"jurar\": no such cue; did you mean \"jurer\"?",
        ),
        ("not_before = \"besoins\"\n", "", 25, "attribution \"selon\" has no `not_before`"),
        (
            "lemma = \"jurer\", class = \"er\", frames = \"clause\"",
            "lemma = \"noter\", class = \"er\", frames = \"report\"",
            20,
            "cue \"noter\" is listed twice, as say and as say",
        ),
        (
            "[[attributions]]",
            "[[cues]]\nact = \"promise\"\nlist = [{ lemma = \"jurere\", class = \"er\", also = \"jure\" }]\n[[attributions]]",
            26,
            "expected a verb in -er",
        ),
    ] {
        assert!(PACK.contains(was), "{was}");
        let run = checked(&PACK.replacen(was, is, 1));
        let wanted = format!("xx.toml:{line}: ");
        assert!(run.out.lines().any(|l| l.starts_with(&wanted) && l.contains(words)), "{wanted}{words}: {run:#?}");
    }
}

#[test]
fn cues_that_share_a_form_and_mean_different_things_are_told() {
    let second = "  { lemma = \"jurer\", class = \"er\", frames = \"clause\" },\n]\n\n[[cues]]\nact = \"promise\"\nlist = [\n  { lemma = \"jurer fort\", class = \"er\", tail = \"fort\" },\n  { lemma = \"renoter\", class = \"er\", also = \"note\" },\n]";
    let first = "  { lemma = \"jurer\", class = \"er\", frames = \"clause\" },\n]";
    let run = checked(&PACK.replacen(first, second, 1)).ok();
    let clashes: Vec<&str> = run.out.lines().filter(|l| l.contains("share")).collect();
    assert_eq!(clashes.len(), 1, "a tail tells them apart: {run:#?}");
    assert!(clashes[0].contains("\"noter\" (say: clause) and \"renoter\" (promise: ) share \"note\""), "{run:#?}");
}

#[test]
fn a_pack_that_cannot_be_read_ends_with_3_and_the_right_word() {
    for (was, is, words) in [
        ("frames = \"clause\" },\n]", "frames = \"clase\" },\n]", "did you mean \"clause\"?"),
        ("frames = \"clause\" },\n]", "frmaes = \"clause\" },\n]", "did you mean \"frames\"?"),
        ("act = \"say\"\nlist", "act = \"sayy\"\nlist", "did you mean \"say\"?"),
        (
            "class = \"er\", frames = \"clause\" },\n]",
            "class = \"re\", frames = \"clause\" },\n]",
            "expected a conjugation",
        ),
        ("[pronouns]", "[priors]\njurer = 1.5\n[pronouns]", "cue \"jurer\": expected a prior from 0.01 to 0.99"),
        ("code =", "code", "expected"),
    ] {
        assert!(PACK.contains(was), "{was}");
        let run = checked(&PACK.replacen(was, is, 1));
        assert_eq!(run.code, 3, "{run:#?}");
        assert!(run.out.contains("broken") && run.out.contains(words), "{words}: {run:#?}");
    }
    Bench::empty().dixit(&["language", "check", "zz"]).fails(2, &["expected the code of a built-in pack", "zz"]);
    Bench::empty().dixit(&["language", "check", "no.toml"]).fails(3, &["no.toml"]);
}

#[test]
fn the_shipped_packs_can_be_read_and_only_a_source_tree_knows_their_cases() {
    let run = Bench::empty().dixit(&["language", "check"]).ok();
    assert!(!run.out.contains("broken") && !run.out.contains("tests/annotate"), "{run:#?}");
    let mut command = Bench::empty().command(&["language", "check", "fr"]);
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let (out, code) = (String::from_utf8(output.stdout).unwrap(), output.status.code());
    let untried = out.lines().find(|l| l.contains("stand in no case")).map(|l| l.rsplit_once(": ").unwrap().1);
    let untried: Vec<&str> = untried.unwrap_or_default().split(", ").collect();
    assert!(code == Some(0) && !untried.contains(&"déclarer") && !untried.contains(&"mettre en garde"), "{out}");
}

#[test]
fn a_sentence_is_underlined() {
    let sentence = "Marc Floch a dit que la « halle » tiendrait, selon une note.";
    let run = Bench::empty().dixit(&["language", "try", "fr", sentence]).ok();
    for line in [
        sentence,
        "---------- names · Marc Floch?",
        "                        \"\"\"\"\"\"\"\"\" marks",
        "           ^^^^^ cue dire · say · participle · clause infinitive whether",
        "========== 1 speaker · Marc Floch (unknown-name)",
        "                                                       .... a form of noter, not read as a cue here",
    ] {
        assert!(run.out.lines().any(|own| own == line), "expected {line:?} in\n{}", run.out);
    }
    assert!(run.out.contains("1 content · mixed · say · cue-that-clause"), "{}", run.out);
    assert_eq!(run.err, "1 sentence · 1 quotation\n");
}

#[test]
fn a_pack_being_written_is_tried_without_a_build_and_long_sentences_are_broken() {
    let bench = Bench::empty();
    bench.file("xx.toml", PACK);
    let text = format!("Marc Floch jure que {}tout ira bien.", "vraiment ".repeat(20));
    let run = bench.piped(&["language", "try", "xx.toml", "-"], &text).ok();
    assert!(run.out.contains("cue jurer · say · finite · clause"), "{run:#?}");
    assert!(run.out.lines().filter(|l| l.contains("~~~")).count() > 1, "{run:#?}");
    assert!(run.out.lines().all(|l| l.contains('·') || l.chars().count() <= 100), "{run:#?}");
    // hostile text reaches no terminal: the bench looks
    bench.dixit(&["language", "try", "fr", "« \u{1b}[2JOui », a dit\u{202e} Marc\tFloch."]).ok();
    bench.file("yy.toml", "code = \"yy\"\nname = \"Other\"\ncues = []\n[words]\n[pronouns]\n[conjugations]\n");
    assert!(bench.dixit(&["language", "try", "yy.toml", "Hola."]).ok().err.contains("names only"));
}

#[test]
fn packs_are_listed_with_what_they_hold() {
    let out = Bench::empty().dixit(&["language", "list", "--format", "csv"]).ok().out;
    let row = out.lines().find(|l| l.starts_with("fr,")).unwrap();
    let cells: Vec<&str> = row.split(',').collect();
    assert_eq!(cells[1..3], ["French", "read"]);
    assert!(cells[3..].iter().all(|n| n.parse::<u32>().unwrap() > 3), "{row}");
}
