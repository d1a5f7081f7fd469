//! `.watch` while somebody else adds articles.

use std::fs;

use super::{CTRL_C, Prompt, dixit};

const QUESTION: &str = "quotes by Dobromir Vantongeren";

/// Another process reads an article in which the man speaks again.
fn adds(prompt: &Prompt, name: &str) {
    let text = format!(
        "Le port, encore ({name})\n\nPublié le 6 mars 2024\n\nDobromir Vantongeren a déclaré que le {name} resterait ouvert.\n"
    );
    fs::write(prompt.home.path().join(name), text).unwrap();
    assert!(dixit(&prompt.home).arg("ingest").arg(name).output().unwrap().status.success());
}

#[test]
fn rows_that_come_meanwhile_have_a_sign() {
    let mut prompt = Prompt::open();
    prompt.types(&format!(".watch 1 {QUESTION}\r"));
    prompt.sees("every 1 s · ");
    prompt.sees("0 new · Ctrl-C ends");
    prompt.sees("1 row");
    adds(&prompt, "quai");
    prompt.sees("1 new · Ctrl-C ends");
    prompt.sees("2 rows");
    prompt.sees("# │ new │ speaker");
    prompt.sees("1 │ +   │ Dobromir Vantongeren");
    prompt.sees("2 │     │ Dobromir Vantongeren");
    // at the next run it is no longer new
    prompt.sees("0 new · Ctrl-C ends");
    prompt.types(CTRL_C);
    prompt.sees("stopped watching");
    prompt.sees("dixit> ");
    // the session lives, and knows the rows
    prompt.asks(".open 1", &["quai", "⟨Dobromir Vantongeren⟩"]);
    prompt.asks("documents | count", &["documents · 1 row", "12"]);
    prompt.types(".watch 60\r");
    prompt.sees("every 60 s · ");
    prompt.sees("documents · 1 row");
    prompt.types(CTRL_C);
    prompt.sees("stopped watching");
}

#[test]
fn counts_are_new_when_they_change_and_have_a_colour_where_there_are_colours() {
    let home = Prompt::home();
    let mut command = dixit(&home);
    command.env_remove("NO_COLOR");
    let mut prompt = Prompt::sized((100, 30), command, home);
    prompt.types(&format!(".watch 1 {QUESTION} | count by act\r"));
    prompt.sees("0 new");
    adds(&prompt, "quai");
    prompt.sees("1 new");
    prompt.sees("\u{1b}[1;32m1 │ +   │ say │     2\u{1b}[0m");
    prompt.types(CTRL_C);
    prompt.sees("stopped watching");
}

#[test]
fn on_a_plain_terminal_only_what_is_new_is_printed() {
    let home = Prompt::home();
    let mut command = dixit(&home);
    command.env("TERM", "dumb");
    let mut prompt = Prompt::sized((100, 30), command, home);
    prompt.types(&format!(".watch 1 {QUESTION}\r"));
    prompt.sees("0 new");
    adds(&prompt, "quai");
    prompt.sees("1 new");
    prompt.sees("1 │ +   │ Dobromir");
    prompt.types(CTRL_C);
    prompt.sees("stopped watching");
}

#[test]
fn what_cannot_be_watched_is_told() {
    let mut prompt = Prompt::open();
    prompt.asks(".watch", &["there is no question yet to ask again"]);
    prompt.asks(".watch 0 quotes", &["expected seconds from 1 to 86400, found `0`"]);
    prompt.asks(".watch queries", &["expected a question to watch"]);
    prompt.asks(".watch quotes | export to \"x.csv\"", &["without `export` and `new`"]);
    prompt.asks(".watch 2 qoutes", &["did you mean `quotes`?"]);
}

#[test]
fn the_screen_is_never_overfull() {
    let home = Prompt::home();
    let command = dixit(&home);
    let mut prompt = Prompt::sized((100, 12), command, home);
    prompt.types(".watch 60 mentions | show spelling | limit 30\r");
    prompt.sees("30 of ");
    prompt.sees(" 6 │");
    prompt.sees("lines more; `| limit N` leaves fewer rows");
    prompt.types(CTRL_C);
    prompt.sees("stopped watching");
}
