//! `dixit discover --gazetteer`: whose spellings names on standard input may be, by likeness alone.

use std::{
    fs,
    io::{self, BufRead, BufWriter, Write},
    path::Path,
};

use serde::{Deserialize, Serialize};

use crate::{
    cli::{failure::Failure, screen},
    import::explained,
    likeness::Names,
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

/// Prints candidates for each name; exit code 3 when a line could not be read.
pub(super) fn run(gazetteer: &Path) -> Result<u8, Failure> {
    let known = Known::read(gazetteer)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut refused = false;
    for (n, line) in io::stdin().lock().lines().enumerate() {
        let line = line?;
        match serde_json::from_str::<Asked>(&line) {
            _ if line.trim().is_empty() => {}
            Ok(asked) => known.propose(&asked.q, &mut out)?,
            Err(e) => {
                refused = true;
                screen::complain(&format!("-: line {}: expected {{\"q\": a name}}, found something else: {e}", n + 1));
            }
        }
    }
    out.flush()?;
    Ok(if refused { 3 } else { 0 })
}

/// Known names with their ids.
struct Known {
    ids: Vec<String>,
    names: Names,
}

impl Known {
    /// Reads a table with the columns id and name.
    fn read(path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        let text = fs::read_to_string(path).map_err(|e| Failure::Data(format!("{shown}: {}", explained(&e))))?;
        let mut lines = text.strip_prefix('\u{FEFF}').unwrap_or(&text).lines().enumerate();
        let header = lines.next().map_or("nothing", |(_, line)| line);
        if header.split('\t').take(2).ne(["id", "name"]) {
            let wanted = "expected the columns id and name, apart by a tab";
            return Err(Failure::Data(format!("{shown}:1: {wanted}, found {header:?}")));
        }
        let mut known = Known { ids: Vec::new(), names: Names::default() };
        for (n, line) in lines.filter(|(_, line)| !line.is_empty()) {
            let mut cells = line.split('\t');
            let (Some(id), Some(name)) = (cells.next(), cells.next().filter(|name| !name.trim().is_empty())) else {
                return Err(Failure::Data(format!("{shown}:{}: expected an id and a name, found {line:?}", n + 1)));
            };
            known.names.add(name, is_wikidata(id));
            known.ids.push(id.to_owned());
        }
        Ok(known)
    }

    fn propose(&self, q: &str, out: &mut dyn Write) -> Result<(), Failure> {
        let proposal = |c: crate::likeness::Candidate| Proposal {
            entity: &self.ids[c.name],
            score: (f64::from(c.score) * 10_000.0).round() / 10_000.0,
            why: self.names.why(q, c.name),
        };
        let candidates = self.names.like(q, MOST).into_iter().map(proposal).collect();
        serde_json::to_writer(&mut *out, &Proposed { q, candidates }).map_err(io::Error::from)?;
        Ok(out.write_all(b"\n")?)
    }
}

/// Whether an id is one of Wikidata's: then other lists have its bearer, too.
fn is_wikidata(id: &str) -> bool {
    let id = id.strip_prefix("wikidata:").unwrap_or(id);
    id.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}
