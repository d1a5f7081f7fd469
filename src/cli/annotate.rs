//! `dixit annotate`: texts to JSON, without a base.

use std::{
    fs,
    io::{self, BufRead, BufWriter, Write},
    path::Path,
};

use serde::Deserialize;

use super::{args, failure::Failure, screen};
use crate::{
    annotate::{Annotator, to_json},
    gazetteer::Gazetteer,
    import::text,
    language::{self, Pack},
};

/// A document on standard input.
#[derive(Deserialize)]
struct Input {
    id: String,
    text: String,
    lang: Option<String>,
    date: Option<String>,
}

/// Prints one object a document; exit code 3 when one could not be read.
pub(super) fn run(given: &args::Annotate) -> Result<u8, Failure> {
    let annotator = annotator(given)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut refused = false;
    for path in &given.files {
        let result = if path.as_os_str() == "-" {
            stream(&annotator, given, &mut out)
        } else {
            file(&annotator, given, path, &mut out)
        };
        match result {
            Ok(()) => {}
            Err(Failure::Data(why)) => {
                refused = true;
                screen::complain(&format!("{}: {why}", path.display()));
            }
            Err(other) => return Err(other),
        }
    }
    out.flush()?;
    Ok(if refused { 3 } else { 0 })
}

fn annotator(given: &args::Annotate) -> Result<Annotator, Failure> {
    let gazetteer = match &given.gazetteer {
        Some(folder) => Gazetteer::from_folder(folder)?,
        None => Gazetteer::shipped(),
    };
    let mut packs = language::shipped()?;
    for path in &given.pack {
        let name = path.display().to_string();
        let pack = Pack::read(&name, &fs::read_to_string(path).map_err(|e| Failure::Data(format!("{name}: {e}")))?)?;
        packs.retain(|p| p.code != pack.code);
        packs.push(pack);
    }
    Ok(Annotator::with_packs(gazetteer, packs))
}

fn file(annotator: &Annotator, given: &args::Annotate, path: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let document = text::read(&name, &fs::read(path)?).map_err(|e| Failure::Data(e.to_string()))?;
    let language = given.language.as_deref().or(document.language.as_deref());
    let found = annotator.annotate(&document.text, language, document.published.as_deref());
    writeln!(out, "{}", to_json(&name, &document.text, &found, annotator))?;
    Ok(())
}

fn stream(annotator: &Annotator, given: &args::Annotate, out: &mut impl Write) -> Result<(), Failure> {
    for (n, line) in io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|e| Failure::Data(format!("line {}: {e}", n + 1)))?;
        if line.trim().is_empty() {
            continue;
        }
        let input: Input = serde_json::from_str(&line).map_err(|e| {
            Failure::Data(format!(
                "line {}: expected {{\"id\", \"text\", \"lang\"?, \"date\"?}}, found something else: {e}",
                n + 1
            ))
        })?;
        let language =
            input.lang.or_else(|| given.language.clone()).or_else(|| crate::import::language::detect(&input.text));
        let found = annotator.annotate(&input.text, language.as_deref(), input.date.as_deref());
        writeln!(out, "{}", to_json(&input.id, &input.text, &found, annotator))?;
    }
    Ok(())
}
