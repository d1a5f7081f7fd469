//! A folder with a base in it, and `dixit` run there as a child process.

use std::{
    ffi::OsStr,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::LazyLock,
};

use tempfile::TempDir;

/// A folder of its own for every test: home, data folder and working folder in one.
pub struct Bench {
    folder: TempDir,
}

/// What one run of the program left.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The base of the samples, made once.
static SAMPLES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let bench = Bench::empty();
    bench.ingest(&[], &samples()).ok();
    fs::read(bench.base()).unwrap()
});

/// The sample articles, by name.
pub fn samples() -> Vec<PathBuf> {
    let folder = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 8, "{paths:?}");
    paths
}

impl Bench {
    /// Without a base.
    pub fn empty() -> Self {
        Bench { folder: tempfile::tempdir().unwrap() }
    }

    /// With a base of the samples.
    pub fn samples() -> Self {
        let bench = Bench::empty();
        fs::write(bench.base(), &*SAMPLES).unwrap();
        bench
    }

    /// With a base of one article.
    pub fn article(text: &str) -> Self {
        let bench = Bench::empty();
        bench.file("article.txt", text);
        bench.ingest(&[], &["article.txt".into()]).ok();
        bench
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn base(&self) -> PathBuf {
        self.path("base.db")
    }

    /// Writes a file into the folder.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Names of all that stands in the folder.
    pub fn list(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// The program, about to be run with `args` in the folder.
    pub fn command(&self, args: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        command.args(args).current_dir(self.folder.path()).stdin(Stdio::null());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "DIXIT_CONFIG", "DIXIT_UI"] {
            command.env_remove(variable);
        }
        command.env("XDG_CONFIG_HOME", self.path("config"));
        command.env("HOME", self.folder.path()).env("XDG_DATA_HOME", self.path("data")).env("DIXIT_DB", self.base());
        command
    }

    /// Runs it with nothing on standard input.
    pub fn dixit(&self, args: &[impl AsRef<OsStr>]) -> Run {
        run(self.command(args), b"")
    }

    /// Runs it with `input` on standard input.
    pub fn piped(&self, args: &[&str], input: impl AsRef<[u8]>) -> Run {
        run(self.command(args), input.as_ref())
    }

    /// Answers one question.
    pub fn ask(&self, question: &str) -> Run {
        self.dixit(&["ask", question])
    }

    /// The rows of the answer to one question, header first, cells parted by tabs.
    pub fn rows(&self, question: &str) -> Vec<String> {
        self.dixit(&["ask", "--format", "tsv", question]).ok().out.lines().map(str::to_owned).collect()
    }

    pub fn ingest(&self, options: &[&str], files: &[PathBuf]) -> Run {
        let args: Vec<&OsStr> =
            ["ingest"].iter().chain(options).map(OsStr::new).chain(files.iter().map(|f| f.as_os_str())).collect();
        self.dixit(&args)
    }

    pub fn dump(&self) -> String {
        self.dixit(&["dump"]).ok().out
    }
}

/// Runs `command`. Whatever it does, it must not send anything that a terminal obeys.
pub fn run(mut command: Command, input: &[u8]) -> Run {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // it may end before it has read everything
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let run = Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
    for (stream, text) in [("standard output", &run.out), ("standard error", &run.err)] {
        let line = text.lines().find(|line| line.contains(obeyed));
        assert_eq!(line, None, "{stream} holds what a terminal obeys");
    }
    run
}

/// Whether a terminal would obey `c`, or show the text around it other than it is.
fn obeyed(c: char) -> bool {
    c.is_control() && c != '\t'
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

impl Run {
    /// That it went well.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{self:#?}");
        self
    }

    /// That it ended with `code`, printed no data, and said all of `words`.
    #[track_caller]
    pub fn fails(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        assert_eq!(self.out, "", "{self:#?}");
        for word in words {
            assert!(self.err.contains(word), "expected {word:?} in {self:#?}");
        }
        self
    }
}

/// The bytes of a file.
pub fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()
}
