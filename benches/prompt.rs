//! `cargo bench --bench prompt`: how long the prompt takes, at a terminal, from a key to the menu and from the start to the first prompt, with a
//! large gazetteer.
//!
//! `DIXIT_BENCH_ALIASES` names how many spellings; 1000000 when not given. `DIXIT_BENCH_BASE` names a base that `cargo bench --bench intake` kept.

#[cfg(unix)]
mod generate;

#[cfg(unix)]
fn main() {
    terminal::run();
}

#[cfg(not(unix))]
fn main() {
    println!("the prompt is measured at a Unix terminal");
}

#[cfg(unix)]
mod terminal {
    use std::{
        path::{Path, PathBuf},
        process::Command,
        time::{Duration, Instant},
    };

    use dixit::{
        import,
        store::{Import, OpenMode, Store},
    };
    use expectrl::{
        Expect as _,
        session::{OsSession, Session},
    };
    use rusqlite::{Connection, OpenFlags};

    use crate::generate::{Random, told};

    /// Names typed, letter by letter.
    const NAMES: usize = 150;

    /// Letters typed of each.
    const LETTERS: usize = 8;

    /// Times that the program is started.
    const STARTS: usize = 20;

    /// What the line editor writes behind all that it draws for a key.
    const DRAWN: &str = "\x1b[?2026l";

    const CLEAR: &str = "\x15";
    const PATIENCE: Duration = Duration::from_secs(60);

    pub fn run() {
        let count = std::env::var("DIXIT_BENCH_ALIASES").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
        let folder = tempfile::tempdir().expect("a folder");
        let base = std::env::var_os("DIXIT_BENCH_BASE").map_or_else(|| folder.path().join("base.db"), PathBuf::from);
        if !base.exists() {
            make(&base, count);
        }
        println!("{} spellings", spellings(&base));
        print("start to first prompt", (0..STARTS).map(|_| Prompt::start(&base, folder.path()).1).collect());
        let (mut prompt, _) = Prompt::start(&base, folder.path());
        prompt.until_words_are_found();
        let names = names(&base);
        let beginning = |name: &String| name.clone();
        print("key to menu, names from their beginning", prompt.typing(&names, beginning));
        let inside = |name: &String| name.split_once(' ').map_or(name.clone(), |(_, rest)| rest.to_owned());
        print("key to menu, names from their second word", prompt.typing(&names, inside));
        let mut random = Random(3);
        let mut slipped = |name: &String| {
            let mut letters: Vec<char> = name.chars().collect();
            let at = 1 + random.below(3.min(letters.len() - 1));
            letters[at] = char::from(b'a' + random.below(26) as u8);
            letters.into_iter().collect()
        };
        let slips: Vec<String> = names.iter().map(&mut slipped).collect();
        print("key to menu, names with one slip", prompt.typing(&slips, beginning));
        let words = ["quotes about ", "who denied ", "people with ", "mentions of "].map(str::to_owned);
        print("key to menu, words of the language", words.iter().flat_map(|line| prompt.keys(line)).collect());
    }

    fn make(base: &Path, count: usize) {
        let mut store = Store::open(base, OpenMode::Create).expect("a base");
        let import = Import { format: "made", file: "made-up", command: "gazetteer import made made-up", who: None };
        import::take_in(&mut store, (import, true), |taker| told::tell(count, taker)).expect("taken in");
    }

    fn read(base: &Path) -> Connection {
        Connection::open_with_flags(base, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the base")
    }

    fn spellings(base: &Path) -> i64 {
        read(base).query_row("SELECT count(*) FROM alias", [], |row| row.get(0)).expect("a count")
    }

    /// Names spread over the whole gazetteer.
    fn names(base: &Path) -> Vec<String> {
        let connection = read(base);
        let each = (spellings(base) / NAMES as i64).max(2);
        let sql = "SELECT spelling FROM alias WHERE id % ? = 1 AND length(spelling) > 4 LIMIT ?";
        let mut select = connection.prepare(sql).expect("a statement");
        let rows = select.query_map([each, NAMES as i64], |row| row.get(0)).expect("names");
        rows.map(|name| name.expect("a name")).collect()
    }

    struct Prompt(OsSession);

    impl Prompt {
        /// A session, and how long it took to its prompt.
        fn start(base: &Path, home: &Path) -> (Self, Duration) {
            let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
            command.arg("--db").arg(base).env("HOME", home).env("XDG_DATA_HOME", home).env("TERM", "xterm-256color");
            command.env_remove("NO_COLOR");
            let begun = Instant::now();
            let mut session = Session::spawn(command).expect("a session");
            session.set_expect_timeout(Some(PATIENCE));
            session.expect("dixit> ").expect("a prompt");
            let taken = begun.elapsed();
            session.get_process_mut().set_window_size(100, 30).expect("a size");
            session.expect(DRAWN).expect("the prompt");
            (Prompt(session), taken)
        }

        /// Tries a word that stands inside names until these are found: the spellings are read in the background.
        fn until_words_are_found(&mut self) {
            let begun = Instant::now();
            loop {
                let drawn: String =
                    "quotes by Vladimirovitch Pou".chars().map(|c| self.key(&c.to_string()).0).collect();
                self.key(CLEAR);
                if drawn.contains("person") {
                    break println!(
                        "  names are found by any of their words after {:.1} s",
                        begun.elapsed().as_secs_f64()
                    );
                }
                assert!(begun.elapsed() < PATIENCE, "names are not found by their words");
            }
        }

        /// Presses a key; what was drawn, and how long it took.
        fn key(&mut self, key: &str) -> (String, Duration) {
            let begun = Instant::now();
            self.0.send(key).expect("a key");
            let drawn = self.0.expect(DRAWN).expect("something drawn");
            (String::from_utf8_lossy(drawn.before()).into_owned(), begun.elapsed())
        }

        fn keys(&mut self, line: &str) -> Vec<Duration> {
            let times = line.chars().map(|c| self.key(&c.to_string()).1).collect();
            self.key(CLEAR);
            times
        }

        /// Types names, and takes the time of each letter of theirs.
        fn typing(&mut self, names: &[String], part: impl Fn(&String) -> String) -> Vec<Duration> {
            let mut times = Vec::new();
            for name in names {
                let typed: String = part(name).chars().take(LETTERS).collect();
                times.extend(self.keys(&format!("quotes by {typed}")).into_iter().skip("quotes by ".len()));
            }
            times
        }
    }

    fn print(what: &str, mut times: Vec<Duration>) {
        times.sort_unstable();
        let ms = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
        println!("  {what}: p50 {:.1} ms, p95 {:.1} ms, at most {:.1} ms", ms(50), ms(95), ms(100));
    }
}
