//! `dixit discover --gazetteer`: whose spellings names on standard input may be, by likeness alone.

use std::{
    fs,
    io::{self, BufRead, BufReader, BufWriter, Write},
    path::Path,
};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    cli::failure::{Failure, Place, STANDARD_INPUT},
    import::explained,
    likeness::{Candidate, Name, Names},
};

/// A name on standard input.
#[derive(Deserialize)]
struct Asked {
    q: String,
}

/// What is printed of it.
#[derive(Serialize)]
struct Proposed<'a> {
    q: &'a str,
    candidates: Vec<Proposal<'a>>,
}

#[derive(Serialize)]
struct Proposal<'a> {
    entity: &'a str,
    score: f64,
    why: Vec<String>,
}

/// How many candidates are printed of a name.
const MOST: usize = 5;

/// Names that are looked up together, on all threads.
const TOGETHER: usize = 512;

/// Bytes that are read ahead.
const AHEAD: usize = 1 << 16;

/// Prints candidates for each name; exit code 3 when a line could not be read. Whoever sends names one by one is answered at once.
pub(super) fn run(gazetteer: &Path) -> Result<u8, Failure> {
    let known = Known::read(gazetteer)?;
    let mut input = BufReader::with_capacity(AHEAD, io::stdin());
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut lines, mut told, mut refused) = (Vec::new(), 0, false);
    loop {
        let mut line = String::new();
        let ended = input.read_line(&mut line)? == 0;
        lines.push(line);
        if ended || lines.len() == TOGETHER || !input.buffer().contains(&b'\n') {
            let proposed: Vec<Result<String, String>> = lines.par_iter().map(|line| known.answer(line)).collect();
            for (n, answer) in proposed.into_iter().enumerate() {
                match answer {
                    Ok(answer) => out.write_all(answer.as_bytes())?,
                    Err(reason) => {
                        refused = true;
                        Failure::Data(reason).at(Place::line(STANDARD_INPUT, told + n + 1)).print();
                    }
                }
            }
            out.flush()?;
            told += lines.len();
            lines.clear();
        }
        if ended {
            return Ok(if refused { 3 } else { 0 });
        }
    }
}

/// Known names with their ids.
struct Known {
    ids: Vec<String>,
    names: Names,
}

impl Known {
    /// Reads a table with the columns id and name.
    fn read(path: &Path) -> Result<Self, Failure> {
        let shown = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|e| Failure::in_file(&shown, explained(&e)))?;
        let mut lines = text.strip_prefix('\u{FEFF}').unwrap_or(&text).lines().enumerate();
        let header = lines.next().map_or("nothing", |(_, line)| line);
        if header.split('\t').take(2).ne(["id", "name"]) {
            let wanted = "expected the columns id and name, apart by a tab";
            return Err(Failure::Data(format!("{wanted}, found {header:?}")).at(Place::line(&shown, 1)));
        }
        let (mut ids, mut names) = (Vec::new(), Vec::new());
        for (n, line) in lines.filter(|(_, line)| !line.is_empty()) {
            let mut cells = line.split('\t');
            let (Some(id), Some(name)) = (cells.next(), cells.next().filter(|name| !name.trim().is_empty())) else {
                let why = format!("expected an id and a name, found {line:?}");
                return Err(Failure::Data(why).at(Place::line(&shown, n + 1)));
            };
            names.push((name, is_wikidata(id)));
            ids.push(id.to_owned());
        }
        Ok(Known { ids, names: Names::new(&names) })
    }

    /// What is printed for a line, or what is wrong with it.
    fn answer(&self, line: &str) -> Result<String, String> {
        if line.trim().is_empty() {
            return Ok(String::new());
        }
        let asked: Asked =
            serde_json::from_str(line).map_err(|e| format!("expected {{\"q\": a name}}, found something else: {e}"))?;
        let name = Name::new(&asked.q);
        let proposal = |c: Candidate| Proposal {
            entity: &self.ids[c.name],
            score: (f64::from(c.score) * 10_000.0).round() / 10_000.0,
            why: self.names.why(&name, c.name),
        };
        let candidates = self.names.like(&name, MOST).into_iter().map(proposal).collect();
        serde_json::to_string(&Proposed { q: &asked.q, candidates }).map(|line| line + "\n").map_err(|e| e.to_string())
    }
}

/// Whether an id is one of Wikidata's: then other lists have its bearer, too.
fn is_wikidata(id: &str) -> bool {
    let id = id.strip_prefix("wikidata:").unwrap_or(id);
    id.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}
