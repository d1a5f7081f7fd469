//! The lines typed before, one file for each base, for the user's eyes only.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rustyline::{Editor, history::FileHistory};

use super::{base, failure::Failure, line::Line, paths};
use crate::{import::explained, output::clean_line};

/// Where the history of a base is, and whether lines go into it.
pub(super) struct History {
    file: PathBuf,
    kept: bool,
}

impl History {
    /// That of the base at `path`, brought into the editor.
    pub fn load(path: &Path, editor: &mut Editor<Line, FileHistory>) -> Result<Self, Failure> {
        let file = paths::history(path)?;
        // no history yet is no reason to complain
        let _ = editor.load_history(&file);
        Ok(History { file, kept: true })
    }

    /// Keeps a line, unless it begins with a space or nothing is kept; tells whether it did. Where nothing may be written it is kept as
    /// long as the program runs, and a file that cannot be written is no reason to stop.
    pub fn keep(&self, editor: &mut Editor<Line, FileHistory>, line: &str) -> bool {
        let kept = self.kept && editor.add_history_entry(line).unwrap_or(false);
        if kept && !base::is_only_read() {
            if let Some(folder) = self.file.parent() {
                let _ = fs::create_dir_all(folder);
            }
            let _ = editor.append_history(&self.file);
        }
        kept
    }

    /// From now on lines are kept, or not.
    pub fn switch(&mut self, on: bool) {
        self.kept = on;
    }

    /// Forgets every line, in the file too.
    pub fn clear(&self, editor: &mut Editor<Line, FileHistory>) -> Result<(), Failure> {
        if base::is_only_read() {
            return Err(Failure::Refused(
                "this removes the history, and nothing is written; leave out --read-only".into(),
            ));
        }
        let _ = editor.clear_history();
        match fs::remove_file(&self.file) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                Err(Failure::Data(format!("{}: {}", self.file.display(), explained(&e))))
            }
            _ => Ok(()),
        }
    }

    /// The lines with their numbers, the oldest first.
    pub fn list(editor: &Editor<Line, FileHistory>) -> String {
        let number =
            |(n, line): (usize, &String)| format!("{:>5}  {}\n", n + 1, clean_line(&line.replace('\n', " ⏎ ")));
        editor.history().iter().enumerate().map(number).collect()
    }
}
