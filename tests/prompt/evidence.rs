//! What stands behind a row: opened, read whole, explained, cited.

use std::fs;

use super::Prompt;

const QUESTION: &str = "quotes by Mark Rutte or Dobromir Vantongeren | sort by published | limit 3";

#[test]
fn rows_are_opened_one_after_the_other() {
    let mut prompt = Prompt::open();
    prompt.asks(".next", &["ask a question first"]);
    prompt.asks(QUESTION, &["3 of 8 quotes shown", "port fermerait lundi"]);
    prompt.asks(".open", &["port.txt", "⟨Dobromir Vantongeren⟩ ‹a déclaré› [que le port fermerait lundi]"]);
    prompt.asks(".next", &["row 2 of 3", "published  2024-10-28 (from text)", "⟨Mark Rutte⟩", "{mention}"]);
    prompt.asks(".next", &["row 3 of 3"]);
    prompt.asks(".next", &["this was the last row, of 3"]);
    prompt.asks(".prev", &["row 2 of 3"]);
    // a new answer begins anew
    prompt.asks("mentions of Vassili Nebenzia | limit 1", &["shown"]);
    prompt.asks(".next", &["row 1 of 1", "{", "mention}"]);
    prompt.asks("people | limit 1", &["shown"]);
    prompt.asks(".open 1", &["is an entity", "mentions of @"]);
}

#[test]
fn the_whole_document_has_the_same_marks() {
    let mut prompt = Prompt::open();
    prompt.asks("quotes by Dobromir Vantongeren", &["1 row", "port fermerait lundi"]);
    prompt.asks(
        ".doc 1",
        &[
            "title",
            "Un visiteur au port",
            "⟨Dobromir Vantongeren⟩ ‹a déclaré› [que le port fermerait lundi]",
            "content]",
        ],
    );
}

#[test]
fn the_rules_are_told_with_their_rates() {
    let mut prompt = Prompt::open();
    prompt.asks("quotes by Mark Rutte containing \"des unités\"", &["1 row"]);
    prompt.asks(
        ".why 1",
        &[
            "found ",
            "by rule cue-that-clause · right ",
            "speaker ",
            "by rule named · right ",
            "linked ",
            "score ",
            "not measured",
            "act ",
            "say, by the cue “déclarer” · not measured",
            "together ",
            "confidence ",
        ],
    );
    prompt.asks("mentions of Mark Rutte | limit 1", &["shown"]);
    prompt.asks(".why 1", &["spelling ", "linked ", "Mark Rutte, by rule "]);
}

#[test]
fn a_footnote_has_all_that_is_needed_and_no_file_goes() {
    let mut prompt = Prompt::open();
    prompt.asks("quotes by Dobromir Vantongeren", &["1 row", "port fermerait lundi"]);
    // broken between words
    let line = "que le port fermerait lundi (reported, not word for word) [as printed in fr], “Un visiteur au\r\nport”, 2024-03-05. ";
    prompt.asks(".cite 1", &["Dobromir Vantongeren said: ", line, "read 20"]);
    prompt.asks(".cite all to \"notes.md\"", &["written: notes.md (1 footnote, markdown)"]);
    prompt.asks(".cite all to \"notes.md\"", &["found one there"]);
    prompt.asks(".cite 1 to notes.md replacing", &["written: notes.md"]);
    prompt.asks(".cite 1 to \"notes.csv\"", &["written: notes.csv (1 footnote, csv)"]);
    prompt.asks(".cite 1 to \"notes.odt\"", &["expected a file that ends in"]);
    let notes = fs::read_to_string(prompt.home.path().join("notes.md")).unwrap();
    assert!(notes.starts_with("[^q") && notes.contains(r"\[as printed in fr\]"), "{notes}");
    let sheet = fs::read_to_string(prompt.home.path().join("notes.csv")).unwrap();
    assert!(
        sheet.starts_with("key,content,kind,printed_in,") && sheet.contains("que le port fermerait lundi"),
        "{sheet}"
    );
}
