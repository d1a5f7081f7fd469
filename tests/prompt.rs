//! The prompt as people use it, at a terminal.
#![cfg(unix)]

use std::{fs, path::PathBuf, process::Command, sync::LazyLock, time::Duration};

use expectrl::{
    Eof, Expect as _, Regex,
    process::unix::WaitStatus,
    session::{OsSession, Session},
};
use tempfile::TempDir;

#[path = "prompt/answers.rs"]
mod answers;
#[path = "prompt/cancel.rs"]
mod cancel;
#[path = "prompt/corrections.rs"]
mod corrections;
#[path = "prompt/entry.rs"]
mod entry;
#[path = "prompt/evidence.rs"]
mod evidence;
#[path = "prompt/line.rs"]
mod line;
#[path = "prompt/review.rs"]
mod review;
#[path = "prompt/screen.rs"]
mod screen;
#[path = "prompt/settings.rs"]
mod settings;
#[path = "prompt/tour.rs"]
mod tour;
#[path = "prompt/ui.rs"]
mod ui;
#[path = "prompt/watch.rs"]
mod watch;

/// A man whom the gazetteer does not know, besides the samples.
const ARTICLE: &str = "Un visiteur au port

Publié le 5 mars 2024

Dobromir Vantongeren a déclaré que le port fermerait lundi.
";

/// Longer than any answer takes.
const PATIENCE: Duration = Duration::from_secs(10);

const UP: &str = "\u{1b}[A";
const CTRL_C: &str = "\u{3}";
const CTRL_D: &str = "\u{4}";

fn dixit(home: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    command.current_dir(home.path());
    command
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .env("XDG_DATA_HOME", home.path())
        .env("DIXIT_DB", home.path().join("base.db"));
    command
        .env("TERM", "xterm")
        .env("NO_COLOR", "1")
        .env("PAGER", "")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("DIXIT_UI");
    command
}

/// The base of the samples and the article, made once.
static BASE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("port.txt"), ARTICLE).unwrap();
    let samples = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples")).unwrap();
    let files: Vec<PathBuf> = samples.map(|entry| entry.unwrap().path()).chain([PathBuf::from("port.txt")]).collect();
    assert!(dixit(&home).arg("ingest").args(files).status().unwrap().success());
    fs::read(home.path().join("base.db")).unwrap()
});

/// A session at a terminal, of 120 columns unless told.
struct Prompt {
    session: OsSession,
    home: TempDir,
}

impl Prompt {
    fn open() -> Self {
        Prompt::at(Prompt::home())
    }

    /// A home with a base.
    fn home() -> TempDir {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("base.db"), &*BASE).unwrap();
        home
    }

    /// A further session in the same home.
    fn again(self) -> Self {
        Prompt::at(self.home)
    }

    fn at(home: TempDir) -> Self {
        Prompt::sized((120, 40), dixit(&home), home)
    }

    /// A session at a terminal with so many columns and lines.
    fn sized((columns, lines): (u16, u16), command: Command, home: TempDir) -> Self {
        let mut session = Session::spawn(command).unwrap();
        session.get_process_mut().set_window_size(columns, lines).unwrap();
        session.set_expect_timeout(Some(PATIENCE));
        let mut prompt = Prompt { session, home };
        // the greeting may be broken anywhere: it may come before the terminal has its size
        prompt.sees("dixit> ");
        prompt
    }

    /// Presses keys.
    fn types(&mut self, keys: &str) {
        self.session.send(keys).unwrap();
    }

    /// Waits for `text`.
    #[track_caller]
    fn sees(&mut self, text: &str) {
        if let Err(error) = self.session.expect(text) {
            let mut there = vec![0; 1 << 16];
            let n = self.session.try_read(&mut there).unwrap_or(0);
            panic!("expected {text:?}: {error}; there was {:?}", String::from_utf8_lossy(&there[..n]));
        }
    }

    /// Enters a line and waits for every part of the answer, in order, and for the next prompt. While a line is typed
    /// the terminal repeats it: what is waited for must not stand in it.
    #[track_caller]
    fn asks(&mut self, line: &str, answer: &[&str]) {
        self.types(line);
        self.enters(answer);
    }

    #[track_caller]
    fn enters(&mut self, answer: &[&str]) {
        self.types("\r");
        answer.iter().for_each(|part| self.sees(part));
        self.sees("dixit> ");
    }

    /// Waits for the end, which must be a good one.
    #[track_caller]
    fn ends(&mut self) {
        self.session.expect(Eof).unwrap();
        let status = self.session.get_process().wait().unwrap();
        assert!(matches!(status, WaitStatus::Exited(_, 0)), "{status:?}");
    }
}

#[test]
fn a_question_a_typo_its_correction_and_the_evidence() {
    let mut prompt = Prompt::open();
    prompt.asks("quotes by Vantongeren", &["unknown speaker", "did you mean `Dobromir Vantongeren`?"]);
    prompt.asks("qoutes about Bruxelles", &["expected a question", "^^^^^^", "did you mean `quotes`?"]);
    prompt.asks("quotes by Dobromir Vantongeren", &["1 row", "port fermerait lundi"]);
    prompt
        .asks(".open 1", &["port.txt", "⟨Dobromir Vantongeren⟩ ‹a déclaré› [que le port fermerait lundi]", "speaker⟩"]);
    prompt.asks(".open 9", &["expected a row from 1 to 1, found 9"]);
    prompt.types(".quit\r");
    prompt.ends();
}

#[test]
fn an_alias_finds_more_until_it_is_undone() {
    let mut prompt = Prompt::open();
    let question = "quotes by Mark Rutte containing \"port fermerait\"";
    prompt.asks(question, &["0 rows", "does not mean that nobody said it"]);
    prompt.asks("alias \"Dobromir Vantongeren\" = Mark Rutte", &["added: ", "in 1 document"]);
    prompt.asks(question, &["1 row", "que le port fermerait lundi"]);
    prompt.asks("undo", &["undone: alias"]);
    prompt.asks(question, &["0 rows", "does not mean that nobody said it"]);
    prompt.asks("redo", &["redone: alias"]);
    prompt.types(".quit\r");
    prompt.ends();
    // what was done stands, and can be undone later
    let mut prompt = prompt.again();
    prompt.asks(question, &["1 row", "que le port fermerait lundi"]);
    prompt.asks("undo", &["undone: alias"]);
}

#[test]
fn an_edit_in_doubt_is_made_only_when_somebody_agrees() {
    let mut prompt = Prompt::open();
    let asks = |prompt: &mut Prompt, answer: &str| {
        prompt.types("alias \"Vantongeren Kim\" = Mark Rutte\r");
        prompt.sees("added: ");
        prompt.sees("dixit> ");
        prompt.types("alias \"Lavrov\" = Mark Rutte\r");
        ["would be added: ", "also belongs to @sergey-lavrov", "make it? [y/N] "]
            .iter()
            .for_each(|part| prompt.sees(part));
        prompt.types(answer);
    };
    asks(&mut prompt, "\r");
    prompt.sees("nothing was changed");
    prompt.sees("dixit> ");
    prompt.asks("undo", &["undone: alias", "Vantongeren Kim"]);
    asks(&mut prompt, "y\r");
    prompt.sees("added: ");
    prompt.sees("dixit> ");
    prompt.asks(".edits", &["Vantongeren Kim", "Lavrov"]);
    prompt.asks("undo 2", &["undone: alias", "undone: alias"]);
    prompt.types(CTRL_D);
    prompt.ends();
}

#[test]
fn a_document_is_named_by_its_number_in_the_last_answer() {
    let mut prompt = Prompt::open();
    prompt.asks("quotes by Dobromir Vantongeren", &["1 row", "port fermerait lundi"]);
    prompt.asks("set outlet of document 1 = \"Le Phare\"", &["unknown → Le Phare"]);
    prompt.asks("documents in outlet Le Phare | show source", &["1 row", "port.txt"]);
}

#[test]
fn a_saved_question_is_run_with_a_value() {
    let mut prompt = Prompt::open();
    prompt.asks("save said($who) = quotes by $who", &["saved: run said"]);
    // what is missing is asked for, again where it means nothing; an empty line asks for nothing
    prompt.types("run said\r");
    prompt.sees("who (a speaker): ");
    prompt.types("Vantongeren\r");
    prompt.sees("did you mean `Dobromir Vantongeren`?");
    prompt.sees("who (a speaker): ");
    prompt.types("Dobromir Vantongeren");
    prompt.enters(&["1 row", "que le port fermerait lundi"]);
    prompt.types("run said\r");
    prompt.sees("who (a speaker): ");
    prompt.types("Nunk\t");
    prompt.sees("Nunkzya");
    prompt.types(CTRL_C);
    prompt.sees("nothing was asked");
    prompt.sees("dixit> ");
    prompt.types("run said\r");
    prompt.sees("who (a speaker): ");
    prompt.enters(&["nothing was asked"]);
    prompt.asks("run said who=Dobromir Vantongeren", &["1 row", "que le port fermerait lundi"]);
    prompt.types(CTRL_D);
    prompt.ends();
    prompt.again().asks("run said who=Dobromir Vantongeren | count by act", &["1 row", "│ say"]);
}

#[test]
fn tab_completes_keywords_and_entities_by_any_alias() {
    let mut prompt = Prompt::open();
    prompt.types("menti\t");
    prompt.sees("mentions ");
    // there are several; the list names the entity behind each spelling
    prompt.types("of Nunk\t");
    prompt.sees("Nunkzya");
    prompt.enters(&["(@vasily-nebenzya, person)"]);
    prompt.types(".he\t");
    prompt.enters(&[".open N | KEY"]);
    prompt.types("quotes by nebenz\t");
    prompt.sees("quotes by Vasily Nebenzya ");
    prompt.types("or by Kim\t\t");
    prompt.sees("(Kim Jong-un, person, ");
}

#[test]
fn tab_completes_parameters_and_values_of_their_sort() {
    let mut prompt = Prompt::open();
    prompt.types("run positions to\t");
    prompt.sees("topic=");
    prompt.types("Koursk, who=nebenz\t");
    prompt.sees("who=Vasily Nebenzya ");
}

#[test]
fn the_arrow_brings_lines_back_also_in_a_later_session() {
    let mut prompt = Prompt::open();
    prompt.asks("documents | count", &["1 row", "11"]);
    prompt.asks("quots", &["did you mean `quotes`?"]);
    prompt.types(UP);
    prompt.types(UP);
    prompt.enters(&["documents · 1 row", "11"]);
    prompt.types(".quit\r");
    prompt.ends();
    let mut prompt = prompt.again();
    prompt.types(UP);
    prompt.sees(".quit");
    prompt.types(UP);
    prompt.enters(&["documents · 1 row", "11"]);
}

#[test]
fn ctrl_c_drops_the_line_and_ctrl_d_ends_it() {
    let mut prompt = Prompt::open();
    prompt.types("quotes by Nob");
    prompt.sees("Nob");
    prompt.types(CTRL_C);
    prompt.sees("dixit> ");
    prompt.types(CTRL_C);
    prompt.sees("dixit> ");
    prompt.asks("documents | count", &["documents · 1 row", "11"]);
    // a mark that is open asks for more
    prompt.types("quotes containing \"port\rfermerait\"\r");
    prompt.sees("containing \"port fermerait\"");
    prompt.sees("dixit> ");
    prompt.types(CTRL_D);
    prompt.ends();
}

#[test]
fn help_tells_the_commands_and_the_language() {
    let mut prompt = Prompt::open();
    prompt.asks(".help", &[".open N | KEY", ".format NAME", "Ctrl-D"]);
    prompt.asks(".help cite", &["footnotes", ".cite all"]);
    prompt.asks("help", &["`help WORD` tells", "strictly about", "limit"]);
    prompt.asks("help quotes", &["words that somebody is reported to have said"]);
    prompt.asks(".hepl", &["did you mean\r\n`.help`?"]);
    prompt.asks(".format csv", &["answers are printed as csv"]);
    prompt.asks("documents | count", &["documents · 1 row", "count\r\n11"]);
}

#[test]
fn without_a_base_it_says_how_to_make_one() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::spawn(dixit(&home)).unwrap();
    session.set_expect_timeout(Some(PATIENCE));
    session.expect(Regex(r"found no file;\s+`dixit\s+ingest`\s+makes\s+one")).unwrap();
    session.expect(Eof).unwrap();
    let status = session.get_process().wait().unwrap();
    assert!(matches!(status, WaitStatus::Exited(_, 3)), "{status:?}");
}
