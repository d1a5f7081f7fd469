//! `dixit language check`: what is wrong or doubtful in packs.

use std::{
    fs,
    io::{self, Write as _},
    path::Path,
};

use super::{
    super::{failure::Failure, screen},
    Source,
};
use crate::{
    gazetteer::Gazetteer,
    lint::{Beside, Finding, Level, lint},
    output::clean_line,
};

/// Prints every finding; exit code 3 when one of the packs cannot be read.
pub(super) fn run(packs: &[String]) -> Result<u8, Failure> {
    let sources: Vec<Source> = match packs {
        [] => Source::shipped().collect(),
        given => given.iter().map(|pack| Source::find(pack)).collect::<Result<_, _>>()?,
    };
    let gazetteer = Gazetteer::shipped();
    let mut broken = false;
    for source in &sources {
        let cases = cases(source.code())?;
        let roles = gazetteer.tenures().map(|t| t.role).collect();
        let found = lint(&source.text, &Beside { roles, cases: cases.as_deref() });
        print(source, &found)?;
        broken |= found.iter().any(|finding| finding.level == Level::Broken);
    }
    Ok(if broken { 3 } else { 0 })
}

/// The texts of a pack's cases, in a source tree.
fn cases(code: &str) -> io::Result<Option<String>> {
    let folder = Path::new("tests/annotate").join(code);
    if !folder.is_dir() {
        return Ok(None);
    }
    let mut texts = String::new();
    for entry in fs::read_dir(folder)? {
        let file = fs::read_to_string(entry?.path())?;
        file.lines().filter_map(|line| line.strip_prefix('>')).for_each(|line| texts += &format!("{line}\n"));
    }
    Ok(Some(texts))
}

fn print(source: &Source, found: &[Finding]) -> io::Result<()> {
    let mut out = anstream::stdout();
    for Finding { line, level, message } in found {
        let level = match level {
            Level::Broken => "\x1b[1;31mbroken\x1b[0m",
            Level::Warning => "\x1b[1;33mwarning\x1b[0m",
        };
        writeln!(out, "\x1b[1m{}:{line}\x1b[0m: {level}: {}", clean_line(&source.name), clean_line(message))?;
    }
    let count = |level| found.iter().filter(|finding| finding.level == level).count();
    let (broken, warnings) = (count(Level::Broken), count(Level::Warning));
    screen::say(&match (broken, warnings) {
        (0, 0) => format!("{}: nothing to say against it", source.name),
        (0, n) => format!("{}: {n} warnings", source.name),
        (n, _) => format!("{}: it cannot be read; {n} broken, {warnings} warnings", source.name),
    });
    Ok(())
}
