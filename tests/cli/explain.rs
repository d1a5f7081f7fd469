//! `dixit annotate --explain`: decisions in words.

use serde_json::json;

use super::bench::Bench;

const TEXT: &str = "Lucie Garrec est venue lundi. Selon Radio-Place, elle a déclaré que la halle de Bruxelles serait \
    classée.\n\nUne affiche couvre la vitrine. « Ici, personne ne vendra jamais son commerce. »";

fn explained(text: &str) -> String {
    let line = json!({"id": "halle", "text": text, "lang": "fr", "date": "2024-10-31"}).to_string();
    Bench::empty().piped(&["annotate", "--explain", "-"], line).ok().out
}

#[test]
fn each_decision_is_told_with_its_rule() {
    let out = explained(TEXT);
    for line in [
        "halle · fr · 2 quotations",
        "1  indirect · say",
        "   que la halle de Bruxelles serait classée",
        "   cue         a déclaré (déclarer)",
        "   found by    cue-that-clause",
        "   speaker     elle → Lucie Garrec (pronoun-subject)",
        "   via         Radio-Place",
        "   about       Brussels",
        "2  direct · say",
        "   speaker     nobody was found",
    ] {
        assert!(out.lines().any(|own| own == line), "expected {line:?} in\n{out}");
    }
    let measured = out.lines().find(|l| l.contains("confidence")).unwrap();
    assert!(measured.contains(": rule ") && measured.contains(", right "), "{measured}");
}

#[test]
fn colours_are_for_terminals_and_texts_are_cleaned() {
    let forced = |text: &str| {
        let bench = Bench::empty();
        bench.file("a.txt", text);
        let mut command = bench.command(&["annotate", "--explain", "--language", "fr", "a.txt"]);
        String::from_utf8(command.env("CLICOLOR_FORCE", "1").output().unwrap().stdout).unwrap()
    };
    let out = forced("« Le \u{1b}[2Jpont \u{202e}tiendra », a déclaré Lucie Garrec.");
    assert!(out.contains("\u{1b}[32m") && out.contains("␛[2J"), "{out:?}");
    assert!(!out.contains("\u{1b}[2J") && !out.contains('\u{202e}'), "{out:?}");
    // the bench itself looks for escape sequences in what is no terminal
    assert!(explained(TEXT).starts_with("halle"));
}

#[test]
fn json_tells_what_a_confidence_was_counted_on() {
    let line = json!({"id": "a", "text": TEXT, "lang": "fr"}).to_string();
    let out = Bench::empty().piped(&["annotate", "-"], line).ok().out;
    let object: serde_json::Value = serde_json::from_str(&out).unwrap();
    let quotation = &object["quotations"][0];
    let (right, of) = (quotation["measured"]["right"].as_f64().unwrap(), quotation["measured"]["of"].as_f64().unwrap());
    assert!(of > 0.0 && right <= of, "{quotation}");
    let share = ((right + 1.0) / (of + 2.0) * 100.0).round() / 100.0;
    assert_eq!(quotation["confidence"].as_f64(), Some(share));
    assert_eq!(quotation["lemma"], "déclarer");
}
