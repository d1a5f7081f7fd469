//! The review of proposals, key by key.

use std::fs;

use super::{CTRL_C, Prompt, dixit};

/// People whom the base knows.
const PEOPLE: &str = "id,name,kind,description,country,gender
oleg-vantrusov,Oleg Vantrusov,person,Russian ambassador to the United Nations,russia,m
tamsin-harrowgate,Tamsin Harrowgate,person,British novelist,united-kingdom,f
";

/// Articles that spell one of them otherwise, name somebody much like the other, and somebody quite new.
const ARTICLES: [(&str, &str); 3] = [
    (
        "conseil.txt",
        "Une séance au Conseil\n\nPublié le 5 mars 2024\n\nL'ambassadeur russe à l'ONU, Oleg Vantroussov, a déclaré que la séance \
         serait longue. Il a quitté New York mardi.\n",
    ),
    (
        "roman.txt",
        "Un prix pour un roman\n\nPublié le 6 mars 2024\n\nLa romancière britannique Tamsin Harrowgatte a annoncé un nouveau \
         roman. Le public de Londres l'attendait.\n",
    ),
    (
        "port.txt",
        "Un visiteur au port\n\nPublié le 7 mars 2024\n\nDobromir Vantongeren a déclaré que le port fermerait lundi.\n",
    ),
];

/// A session in a base of these.
fn prompt() -> Prompt {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("people.csv"), PEOPLE).unwrap();
    ARTICLES.iter().for_each(|(file, text)| fs::write(home.path().join(file), text).unwrap());
    assert!(dixit(&home).arg("ingest").args(ARTICLES.map(|(file, _)| file)).status().unwrap().success());
    assert!(dixit(&home).args(["gazetteer", "import", "csv", "people.csv"]).status().unwrap().success());
    Prompt::at(home)
}

#[test]
fn one_is_accepted_one_rejected_one_is_new() {
    let mut prompt = prompt();
    let question = "quotes by Oleg Vantrusov";
    prompt.asks(question, &["0 rows", "does not mean that nobody said it"]);
    prompt.asks(
        ".discover",
        &[
            "2 sure · 0 likely · 1 new",
            "1 · Oleg Vantroussov → ",
            "2 · Tamsin Harrowgatte → ",
            "new: Dobromir Vantongeren (1)",
        ],
    );
    prompt.types(".discover review\r");
    prompt.sees("1 of 2 · Oleg Vantroussov → Oleg Vantrusov (@oleg-vantrusov, person) · sure");
    prompt.sees("vantroussov sounds like vantrusov");
    prompt.sees("Russian ambassador to the United Nations");
    prompt.sees("« L'ambassadeur russe à l'ONU, Oleg Vantroussov, a déclaré");
    prompt.sees("accept (a), reject (r), new (n), later (l), quit (q)");
    prompt.types("a");
    prompt.sees("added: ");
    prompt.sees("in 1 document");
    prompt.sees("2 of 2 · Tamsin Harrowgatte → Tamsin Harrowgate");
    prompt.sees("quit (q)");
    prompt.types("r");
    prompt.sees("rejected: Tamsin Harrowgatte is not Tamsin Harrowgate");
    prompt.sees("dixit> ");
    prompt.asks(question, &["1 row", "que la séance serait longue"]);
    // what was rejected is not proposed again
    prompt.asks(".discover review", &["no name is proposed"]);
    prompt.types(".discover review Dobromir Vantongeren\r");
    prompt.sees("1 of 1 · Dobromir Vantongeren");
    prompt.sees("quit (q)");
    prompt.types("n");
    prompt.sees("Enter for person");
    prompt.enters(&["added: add person"]);
    prompt.asks("quotes by Dobromir Vantongeren", &["@dobromir-vantongeren, person", "1 row"]);
    prompt.asks("undo", &["undone: add person"]);
    // a rejection is an edit like others
    prompt.asks("undo", &["undone: reject", "nothing changes in the documents"]);
    prompt.asks(".discover", &["1 sure · 0 likely · 1 new", "1 · Tamsin Harrowgatte → "]);
    prompt.asks("redo", &["redone: reject"]);
    prompt.asks(".discover", &["0 sure · 0 likely · 2 new"]);
    prompt.asks("undo", &["undone: reject"]);
    prompt.asks("undo", &["undone: alias"]);
    prompt.asks(question, &["0 rows", "does not mean that nobody said it"]);
    prompt.types(".quit\r");
    prompt.ends();
    // also in a later session: all is proposed again
    let mut prompt = prompt.again();
    prompt.types(".discover review\r");
    prompt.sees("1 of 2 · Oleg Vantroussov");
    prompt.sees("quit (q)");
    prompt.types("x");
    prompt.types(CTRL_C);
    prompt.sees("dixit> ");
    prompt.asks(".discover reviw", &["expected `review` or nothing, found `reviw`"]);
}

#[test]
fn whoever_waits_or_quits_changes_nothing() {
    let mut prompt = prompt();
    for key in ["l", "q"] {
        prompt.types(".discover review\r");
        prompt.sees("1 of 2 · Oleg Vantroussov");
        prompt.sees("quit (q)");
        prompt.types(key);
        if key == "l" {
            prompt.sees("2 of 2 · Tamsin Harrowgatte");
            prompt.sees("quit (q)");
            prompt.types("q");
        }
        prompt.sees("dixit> ");
    }
    prompt.asks("undo", &["undone: gazetteer import"]);
}
