//! A terminal as the user sees it: letters, colours, the cursor. `DIXIT_REWRITE=1 cargo test --test prompt` writes the screens anew.

use std::{
    env, fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use expectrl::{
    Expect as _,
    session::{OsSession, Session},
};
use tempfile::TempDir;

use super::{PATIENCE, Prompt, dixit};

/// As long as nothing comes, a screen that is written anew is taken to be complete.
const QUIET: Duration = Duration::from_millis(1_500);

const CLEAR: &str = "\u{c}";

/// A session with the screen that it draws.
pub struct Screen {
    session: OsSession,
    parser: vt100::Parser,
    raw: Vec<u8>,
    _home: TempDir,
}

impl Screen {
    /// An empty screen of so many columns and lines with the prompt on top, in a base of the samples.
    pub fn open(size: (u16, u16)) -> Self {
        Screen::at(size, Prompt::home(), &[])
    }

    /// The same in this home, with more variables.
    pub fn at((columns, lines): (u16, u16), home: TempDir, variables: &[(&str, &str)]) -> Self {
        let mut command = dixit(&home);
        command.env_remove("NO_COLOR").env("TERM", "xterm-256color").env("COLORTERM", "");
        command.envs(variables.iter().copied());
        let session = Session::spawn(command).unwrap();
        let parser = vt100::Parser::new(lines.try_into().unwrap(), columns.try_into().unwrap(), 0);
        let mut screen = Screen { session, parser, raw: Vec::new(), _home: home };
        screen.resizes((columns, lines));
        screen.shows("dixit> ");
        screen.types(CLEAR);
        screen.begins("dixit> ");
        screen
    }

    /// The terminal has another size now.
    pub fn resizes(&mut self, (columns, lines): (u16, u16)) {
        self.parser.screen_mut().set_size(lines.try_into().unwrap(), columns.try_into().unwrap());
        self.session.get_process_mut().set_window_size(columns, lines).unwrap();
    }

    /// Presses keys.
    pub fn types(&mut self, keys: &str) {
        self.session.send(keys).unwrap();
    }

    /// Pastes a text, as terminals do.
    pub fn pastes(&mut self, text: &str) {
        self.types(&format!("\u{1b}[200~{text}\u{1b}[201~"));
    }

    /// Waits until `text` stands on the screen.
    #[track_caller]
    pub fn shows(&mut self, text: &str) {
        self.until(&format!("{text:?}"), |screen| screen.contents().contains(text));
    }

    /// Waits until the screen begins with this line, and the cursor stands in it.
    #[track_caller]
    pub fn begins(&mut self, line: &str) {
        let line = line.trim_end();
        let fits = |screen: &vt100::Screen| screen.contents().lines().next().map(str::trim_end) == Some(line);
        self.until(&format!("{line:?} on top"), |screen| fits(screen) && screen.cursor_position().0 == 0);
    }

    /// Waits until names are found by every word of theirs.
    #[track_caller]
    pub fn ready(&mut self) {
        self.types_until("quotes by vantong", "Dobromir Vantongeren");
        self.types("\u{15}");
        self.begins("dixit> ");
    }

    /// Types a line again from its first letter on until `text` stands on the screen: what is read in the background may not be there yet.
    #[track_caller]
    pub fn types_until(&mut self, line: &str, text: &str) {
        let begun = Instant::now();
        loop {
            self.types("\u{15}");
            self.types(line);
            let waited = Instant::now();
            while waited.elapsed() < PATIENCE / 20 {
                self.pump();
                if self.parser.screen().contents().contains(text) {
                    return;
                }
            }
            assert!(begun.elapsed() < PATIENCE, "expected {text:?}; there was\n{}", self.parser.screen().contents());
        }
    }

    /// Compares the screen with the file of this name, as soon as it is the same.
    #[track_caller]
    pub fn is(&mut self, name: &str) {
        let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/prompt/screens")).join(format!("{name}.txt"));
        if env::var_os("DIXIT_REWRITE").is_some() {
            let mut quiet = Instant::now();
            while quiet.elapsed() < QUIET {
                if self.pump() {
                    quiet = Instant::now();
                }
            }
            fs::write(&path, drawn(self.parser.screen())).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        let begun = Instant::now();
        while drawn(self.parser.screen()) != expected {
            self.pump();
            assert!(begun.elapsed() < PATIENCE, "{} is now:\n{}", path.display(), drawn(self.parser.screen()));
        }
    }

    /// All that was written to the terminal so far.
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    #[track_caller]
    fn until(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let begun = Instant::now();
        while !holds(self.parser.screen()) {
            self.pump();
            assert!(begun.elapsed() < PATIENCE, "expected {what}; there was\n{}", self.parser.screen().contents());
        }
    }

    /// Takes what the program has written, or waits a moment; tells whether there was anything.
    fn pump(&mut self) -> bool {
        let mut bytes = [0; 4096];
        match self.session.try_read(&mut bytes) {
            Ok(n) if n > 0 => {
                self.raw.extend(&bytes[..n]);
                self.parser.process(&bytes[..n]);
                true
            }
            _ => {
                thread::sleep(Duration::from_millis(5));
                false
            }
        }
    }
}

/// The rows of the screen; under those in which not all is plain a row of signs that tells how each letter looks. Then the cursor.
fn drawn(screen: &vt100::Screen) -> String {
    let (lines, columns) = screen.size();
    let (lines, columns) = (lines.get(), columns.get());
    let mut rows: Vec<String> = Vec::new();
    for line in 0..lines {
        rows.push(screen.rows(0, columns).nth(line.into()).unwrap_or_default().trim_end().to_owned());
        let looks: String = (0..columns).map(|column| screen.cell(line, column).map_or(' ', look)).collect();
        if !looks.trim().is_empty() {
            rows.push(format!("~{}", looks.trim_end()));
        }
    }
    while rows.last().is_some_and(String::is_empty) {
        rows.pop();
    }
    let (line, column) = screen.cursor_position();
    format!("{}\n\ncursor in line {} at column {}\n", rows.join("\n"), line + 1, column + 1)
}

/// A sign for how a letter looks.
fn look(cell: &vt100::Cell) -> char {
    let colour = |n: u8| cell.fgcolor() == vt100::Color::Idx(n);
    match () {
        () if colour(4) => 'L', // of the language
        () if colour(2) => 't', // text
        () if colour(6) => 'r', // a reference
        () if colour(1) => 'w', // wrong
        () if colour(5) => 'p', // one of a pair
        () if cell.underline() => 'u',
        () if cell.dim() => 'd',
        () if cell.bold() => 'b',
        () => ' ',
    }
}
