//! Lines that go on, lines that were pasted, lines typed before, and other keys.

use std::{fs, os::unix::fs::PermissionsExt as _, path::PathBuf};

use super::{CTRL_C, CTRL_D, Prompt, UP, dixit, screen::Screen};

const CTRL_R: &str = "\u{12}";

#[test]
fn a_line_that_goes_on_tells_why() {
    let mut screen = Screen::open((100, 24));
    screen.types("quotes containing \"port\rfermerait\" |\rcount by (\r");
    screen.shows("(> ");
    screen.is("goes-on");
    screen.types(CTRL_C);
    screen.is("goes-on-dropped");
    screen.types("documents |\rcount b");
    screen.is("goes-on-menu");
}

#[test]
fn pasted_lines_run_one_after_the_other_or_as_one() {
    let mut screen = Screen::open((100, 30));
    screen.types(".timing off\r");
    screen.shows("is not told");
    screen.types("\u{c}");
    screen.begins("dixit> ");
    screen.pastes(
        "# what there is\ndocuments\n  | count\npeople | count\r\nquotes containing \"port\nfermerait\" | count\n",
    );
    screen.is("pasted");
    screen.types("\r");
    screen.is("pasted-and-run");
}

#[test]
fn pasted_lines_stop_at_the_first_that_fails() {
    let mut prompt = Prompt::open();
    prompt.types("\u{1b}[200~documents | count\nqoutes\nnames | count\nnames | count\u{1b}[201~");
    prompt.enters(&["documents · 1 row", "did you mean `quotes`?", "the 2 questions behind it were not asked"]);
    prompt.types(UP);
    prompt.enters(&["documents · 1 row", "the 2 questions behind it were not asked"]);
}

/// The files of histories.
fn histories(prompt: &Prompt) -> Vec<PathBuf> {
    let folder = fs::read_dir(prompt.home.path().join("dixit"));
    let files = folder.into_iter().flatten().map(|entry| entry.unwrap().path());
    files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("history-")).collect()
}

#[test]
fn each_base_has_a_history_of_its_own() {
    let mut prompt = Prompt::open();
    prompt.asks("documents | count", &["documents · 1 row"]);
    prompt.asks(" names | count", &["names · 1 row"]);
    prompt.asks("people | count", &["people · 1 row"]);
    prompt.asks(".history", &["1  documents | count", "2  people | count", "3  .history"]);
    let files = histories(&prompt);
    assert_eq!(files.len(), 1);
    assert_eq!(fs::metadata(&files[0]).unwrap().permissions().mode() & 0o777, 0o600);
    let kept = fs::read_to_string(&files[0]).unwrap();
    assert!(kept.contains("documents | count\n") && !kept.contains("names"), "{kept}");
    // another base begins anew
    fs::copy(prompt.home.path().join("base.db"), prompt.home.path().join("other.db")).unwrap();
    prompt.types(".quit\r");
    prompt.ends();
    let home = prompt.home;
    let mut command = dixit(&home);
    command.env("DIXIT_DB", home.path().join("other.db"));
    let mut other = Prompt::sized((120, 40), command, home);
    other.asks(".history", &["1  .history"]);
    other.types(CTRL_R);
    other.types("docu");
    other.sees("(failed reverse-i-search)`d");
    other.types(CTRL_C);
    other.sees("\u{1b}[?2004h"); // another line begins
    other.types(".quit\r");
    other.ends();
    assert_eq!(histories(&other).len(), 2);
    let mut again = other.again();
    again.types(CTRL_R);
    again.types("docu");
    again.sees("documents | count");
    again.enters(&["documents · 1 row"]);
}

#[test]
fn a_history_can_be_switched_off_and_cleared() {
    let mut prompt = Prompt::open();
    prompt.asks("documents | count", &["documents · 1 row"]);
    prompt.asks(".history off", &["lines are kept no longer"]);
    prompt.asks("people | count", &["people · 1 row"]);
    prompt.asks(".history on", &["lines are kept in the history"]);
    prompt.asks("names | count", &["names · 1 row"]);
    prompt.asks(".history", &["1  documents | count", "2  .history off", "3  names | count"]);
    prompt.asks(".history of", &["expected one of on, off, clear, found `of`"]);
    prompt.asks(".history clear", &["the history of this base is empty"]);
    assert_eq!(histories(&prompt).len(), 0);
    prompt.asks("places | count", &["places · 1 row"]);
    let kept = fs::read_to_string(&histories(&prompt)[0]).unwrap();
    assert!(kept.contains("places") && !kept.contains("documents"), "{kept}");
}

#[test]
fn where_nothing_may_be_written_no_history_is() {
    let home = Prompt::home();
    let mut command = dixit(&home);
    command.arg("--read-only");
    let mut prompt = Prompt::sized((120, 40), command, home);
    prompt.asks("documents | count", &["documents · 1 row"]);
    prompt.types(UP);
    prompt.enters(&["documents · 1 row"]);
    prompt.asks(".history clear", &["leave out --read-only"]);
    assert_eq!(histories(&prompt).len(), 0);
}

#[test]
fn several_sessions_add_to_one_history() {
    let mut prompt = Prompt::open();
    let copy = tempfile::tempdir().unwrap();
    let mut command = dixit(&prompt.home);
    command.current_dir(copy.path());
    let mut beside = Prompt::sized((120, 40), command, copy);
    prompt.asks("documents | count", &["documents · 1 row"]);
    beside.asks("people | count", &["people · 1 row"]);
    prompt.asks("names | count", &["names · 1 row"]);
    let kept = fs::read_to_string(&histories(&prompt)[0]).unwrap();
    for line in ["documents", "people", "names"] {
        assert!(kept.contains(line), "{kept}");
    }
}

#[test]
fn keys_may_be_those_of_vi() {
    let mut prompt = Prompt::open();
    prompt.asks(".keys vi", &["the keys are those of vi"]);
    // to the beginning of the line, a word taken out, another one put in
    prompt.types("names | count\u{1b}");
    prompt.types("0cwdocuments\r");
    prompt.sees("documents · 1 row");
    prompt.sees("dixit> ");
    prompt.asks(".keys emacs", &["the keys are those of emacs"]);
    prompt.types("names | count\u{1}\u{1b}ddocuments\r");
    prompt.sees("documents · 1 row");
    prompt.sees("dixit> ");
    prompt.asks(".keys nano", &["expected one of emacs, vi, found `nano`"]);
    prompt.types(CTRL_D);
    prompt.ends();
    let home = prompt.home;
    let mut command = dixit(&home);
    command.env("DIXIT_KEYS", "vi");
    let mut prompt = Prompt::sized((120, 40), command, home);
    prompt.types("names | count\u{1b}");
    prompt.types("0cwdocuments\r");
    prompt.sees("documents · 1 row");
}
