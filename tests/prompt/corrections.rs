//! The machine overruled, quotation by quotation, and taken back.

use super::Prompt;

const RUTTE: &str = "quotes by Mark Rutte containing \"port fermerait\"";

#[test]
fn a_speaker_is_corrected_and_the_machines_answer_stays_beside() {
    let mut prompt = Prompt::open();
    prompt.asks("quotes by Dobromir Vantongeren", &["1 row", "port fermerait lundi"]);
    prompt.asks(
        "speaker of 1 = Mark Rutte because \"heard on the radio\"",
        &["noted: speaker of q", "Dobromir Vantongeren → Mark Rutte"],
    );
    prompt.asks(RUTTE, &["1 row", "que le port fermerait lundi"]);
    prompt.asks(
        ".open 1",
        &["‹a déclaré›", "speaker: Mark Rutte; the machine found Dobromir Vantongeren (", "heard on the radio"],
    );
    prompt.asks(
        ".why 1",
        &["speaker ", "by rule unknown-name · right ", "the user ", "the machine found Dobromir Vantongeren"],
    );
    prompt.asks("quotes corrected", &["1 row", "Mark Rutte"]);
    prompt.asks("undo", &["undone: speaker of q", "Mark Rutte → Dobromir Vantongeren"]);
    prompt.asks(RUTTE, &["0 rows", "does not mean that nobody said it"]);
    prompt.asks("redo", &["redone: speaker of q"]);
    prompt.asks(RUTTE, &["1 row", "que le port fermerait lundi"]);
    prompt.types(".quit\r");
    prompt.ends();
    // it stays, is taken back later, and is told where it no longer belongs to anything
    let mut prompt = prompt.again();
    prompt.asks(".corrections", &["speaker", "Mark Rutte", "heard on"]);
    prompt.asks("undo", &["undone: speaker of q"]);
}

#[test]
fn what_is_rejected_does_not_count_and_what_is_checked_is_known() {
    let mut prompt = Prompt::open();
    let question = "quotes by Dobromir Vantongeren";
    prompt.asks(question, &["1 row", "port fermerait lundi"]);
    prompt.asks("check 1 \"harbour video, 02:10\"", &["noted: check q"]);
    prompt.asks("note 1 \"ask the harbour\"", &["noted: note q"]);
    prompt.asks("check 1 \"harbour video, 02:10\"", &["told so already"]);
    prompt.asks("quotes checked", &["1 row", "port fermerait lundi"]);
    prompt.asks(&format!("{question} unchecked"), &["0 rows", "does not mean"]);
    prompt.asks(question, &["1 row"]);
    prompt.asks("reject 1 \"a rumour\"", &["noted: reject q"]);
    prompt.asks(question, &["0 rows", "does not mean"]);
    prompt.asks(&format!("{question} including rejected"), &["1 row", "port fermerait lundi"]);
    prompt.asks(".open 1", &["checked: harbour video, 02:10 (", "note: ask the harbour (", "rejected: a rumour ("]);
    prompt.asks("undo", &["undone: reject q"]);
    prompt.asks(question, &["1 row", "port fermerait lundi"]);
    prompt.asks("reject q0q0q0", &["is no quotation"]);
}
