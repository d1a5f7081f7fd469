//! The manual is run: every example in README.md and docs/ prints what it says. `DIXIT_REWRITE=1 cargo test --test readme`
//! writes what is printed now into the pages.
//!
//! A `console` block holds shell commands behind `$ `, in the project's folder; a `dixit` block is a session at the prompt,
//! driven through a terminal. Each page begins with an empty base.

use std::{
    env, fs,
    io::Read as _,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use expectrl::{Any, Eof, Expect as _, Needle, Session};

/// What a review asks; in a page the key stands behind it.
const KEYS: &str = "accept (a), reject (r), new (n), later (l), quit (q) ";

/// Width of the screen in the examples.
const COLUMNS: u16 = 100;

#[test]
fn every_example_prints_what_the_page_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md")];
    let docs = fs::read_dir(root.join("docs")).expect("docs can be listed").flatten().map(|e| e.path());
    pages.extend(docs.filter(|p| p.extension().is_some_and(|e| e == "md")));
    pages.sort();
    let mut wrong = Vec::new();
    let mut blocks = 0;
    for page in pages {
        let text = fs::read_to_string(&page).expect("the page can be read");
        let (now, run) = Runner::new(root).page(&text);
        blocks += run;
        if env::var_os("DIXIT_REWRITE").is_some() {
            fs::write(&page, &now).expect("the page can be written");
        } else if now != text {
            wrong.push(format!("{}\n{}", page.display(), differences(&text, &now)));
        }
    }
    assert!(blocks >= 4, "only {blocks} examples were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The lines that differ, `-` as the page has them, `+` as they are printed.
fn differences(page: &str, now: &str) -> String {
    let pairs =
        page.lines().map(Some).chain(std::iter::repeat(None)).zip(now.lines().map(Some).chain(std::iter::repeat(None)));
    let differing = pairs.take_while(|(a, b)| a.is_some() || b.is_some()).filter(|(a, b)| a != b).take(12);
    differing
        .map(|(a, b)| format!("- {}\n+ {}", a.unwrap_or_default(), b.unwrap_or_default()))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Runs the examples of one page against one base.
struct Runner<'r> {
    root: &'r Path,
    home: tempfile::TempDir,
}

impl<'r> Runner<'r> {
    fn new(root: &'r Path) -> Self {
        Runner { root, home: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The page with its examples as they print now, and how many there are.
    fn page(&self, text: &str) -> (String, usize) {
        let (mut out, mut blocks) = (String::new(), 0);
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            out += &format!("{line}\n");
            if let Some(kind @ ("console" | "dixit")) = line.strip_prefix("```") {
                let body: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
                out += &if kind == "console" { self.console(&body) } else { self.prompt(&body) };
                out += "```\n";
                blocks += 1;
            }
        }
        (out, blocks)
    }

    fn console(&self, body: &[&str]) -> String {
        let commands = body.iter().filter_map(|l| l.strip_prefix("$ "));
        commands.map(|c| format!("$ {c}\n{}", self.shell(c))).collect()
    }

    /// What a shell command prints on both streams, as it comes.
    fn shell(&self, command: &str) -> String {
        let (mut reader, writer) = std::io::pipe().expect("a pipe");
        let mut shell = Command::new("sh");
        shell.args(["-c", command]).current_dir(self.root).envs(self.environment());
        shell.stdin(std::process::Stdio::null()).stdout(writer.try_clone().expect("a pipe")).stderr(writer);
        let mut child = shell.spawn().expect("sh runs");
        drop(shell);
        let mut printed = String::new();
        reader.read_to_string(&mut printed).expect("text is printed");
        child.wait().expect("the command ends");
        printed
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        let bin = PathBuf::from(env!("CARGO_BIN_EXE_dixit"));
        let folder = bin.parent().unwrap_or(Path::new("")).display().to_string();
        let home = self.home.path().display().to_string();
        vec![
            ("PATH", format!("{folder}:{}", env::var("PATH").unwrap_or_default())),
            ("DIXIT_DB", format!("{home}/dixit.db")),
            ("XDG_DATA_HOME", home.clone()),
            ("XDG_CONFIG_HOME", format!("{home}/config")),
            ("HOME", home),
            ("COLUMNS", COLUMNS.to_string()),
            ("TERM", "dumb".into()),
            ("NO_COLOR", "1".into()),
            ("PAGER", String::new()),
            ("DIXIT_USER", "ada".into()),
        ]
    }

    /// A session at the prompt of a terminal without colours, with the time it takes left out.
    fn prompt(&self, body: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        command.current_dir(self.root).envs(self.environment());
        let mut session = Session::spawn(command).expect("dixit starts");
        session.get_process_mut().set_window_size(COLUMNS, 40).expect("a window size");
        session.set_expect_timeout(Some(Duration::from_secs(30)));
        session.expect("dixit> ").expect("a prompt");
        let mut out = String::new();
        for line in body {
            if let Some(key) = line.strip_prefix(KEYS) {
                session.send_line(key).expect("a key can be pressed");
                let found = session.expect(answered()).expect("an answer");
                let printed = String::from_utf8_lossy(found.before()).replace('\r', "");
                let answer = printed.strip_prefix(&format!("{key}\n")).unwrap_or(&printed);
                out += &format!("{KEYS}{key}\n{}\n", answer.trim());
                continue;
            }
            let Some(line) = line.strip_prefix("dixit> ") else { continue };
            session.send_line(line).expect("a line can be typed");
            let quits = line == ".quit";
            let found = if quits { session.expect(Eof) } else { session.expect(answered()) }.expect("an answer");
            let printed = String::from_utf8_lossy(found.before()).replace('\r', "");
            let answer = printed.strip_prefix(&format!("{line}\n")).unwrap_or(&printed).trim_start_matches('\n');
            out += &format!("dixit> {line}\n{}\n", untimed(answer).trim_end());
        }
        out.replace("\n\ndixit> ", "\ndixit> ").trim_end().to_owned() + "\n"
    }
}

/// What stands behind an answer: the prompt, or the question of a review.
fn answered() -> Any<Vec<Box<dyn Needle>>> {
    Any::boxed(vec![Box::new("dixit> "), Box::new(KEYS)])
}

/// `· 3 ms` as `· 1 ms`, and today as another day: how long it takes, and when, is not what the page promises.
fn untimed(answer: &str) -> String {
    let lines = answer.lines().map(|line| match line.rsplit_once(" · ") {
        Some((head, time)) if time.ends_with(" ms") => format!("{head} · 1 ms"),
        _ => line.to_owned(),
    });
    let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    lines.collect::<Vec<_>>().join("\n").replace(&today, "2024-11-07")
}
