//! `dixit annotate`: texts to JSON, or to words; a base is only asked for its gazetteer.

use std::{
    fs,
    io::{self, BufRead, BufWriter, Write},
    path::Path,
};

use serde::Deserialize;

use super::{
    args, base, explain,
    failure::{Failure, Place, STANDARD_INPUT},
};
use crate::{
    annotate::{Annotator, write_json},
    gazetteer::{
        Gazetteer,
        files::{FilesError, Flaw},
    },
    import::{self, dates, explained, language::detect, plausible::Witness, record::LARGEST, text},
    language::{self, Pack, PackError},
    model::Annotations,
    store::OpenMode,
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
pub(super) fn run(given: &args::Annotate, base: Option<&Path>) -> Result<u8, Failure> {
    let annotator = match base {
        Some(base) => of_base(given, base)?,
        None => annotator(given)?,
    };
    let mut out: Box<dyn Write> = match given.explain {
        true => Box::new(anstream::stdout()),
        false => Box::new(BufWriter::new(io::stdout().lock())),
    };
    let mut refused = false;
    for path in &given.files {
        let result = if path.as_os_str() == "-" {
            stream(&annotator, given, &mut *out)
        } else {
            file(&annotator, given, path, &mut *out).map(|()| false)
        };
        match result {
            Ok(bad) => refused |= bad,
            Err(Failure::Data(why)) => {
                refused = true;
                Failure::in_file(path.display(), why).print();
            }
            Err(other) => return Err(other),
        }
    }
    out.flush()?;
    Ok(if refused { 3 } else { 0 })
}

/// Reads texts with the gazetteer of a base, edits and all that was taken in.
fn of_base(given: &args::Annotate, base: &Path) -> Result<Annotator, Failure> {
    if given.gazetteer.is_some() {
        return Err(Failure::Refused("expected either --gazetteer or --db, found both".into()));
    }
    let store = base::open(base, OpenMode::Read)?;
    if given.pack.is_empty() {
        return Ok(store.read(import::annotator_of)?);
    }
    Ok(Annotator::with_packs(store.read(|r| r.gazetteer())?, packs(given)?))
}

fn annotator(given: &args::Annotate) -> Result<Annotator, Failure> {
    let gazetteer = match &given.gazetteer {
        Some(folder) => Gazetteer::from_folder(folder).map_err(|e| flawed(folder, &e))?,
        None => Gazetteer::shipped(),
    };
    Ok(Annotator::with_packs(gazetteer, packs(given)?))
}

/// The built-in language packs, with those given in their place or beside them.
fn packs(given: &args::Annotate) -> Result<Vec<Pack>, Failure> {
    let mut packs = language::shipped()?;
    for path in &given.pack {
        let pack = pack(path)?;
        packs.retain(|p| p.code != pack.code);
        packs.push(pack);
    }
    Ok(packs)
}

/// What is wrong with the gazetteer in `folder`; all flaws but the last are told at once, each with its place.
fn flawed(folder: &Path, error: &FilesError) -> Failure {
    const NOTHING: &str = "nothing was read; mend these lines and try again";
    match error {
        FilesError::Io { file, source } => {
            let wanted = "--gazetteer wants a folder with entities.tsv, aliases.tsv and offices.tsv";
            Failure::in_file(folder.join(file).display(), format!("{}\n{wanted}", explained(source)))
        }
        FilesError::Flaws(flaws) => {
            let place = |flaw: &Flaw| Place::line(&folder.join(flaw.file).display().to_string(), flaw.line as usize);
            let told = |flaw: &Flaw| format!("expected {}, found {}", flaw.expected, flaw.found);
            let Some((last, before)) = flaws.split_last() else { return Failure::Data(NOTHING.to_owned()) };
            before.iter().for_each(|flaw| Failure::Data(told(flaw)).at(place(flaw)).print());
            Failure::Data(format!("{}\n{NOTHING}", told(last))).at(place(last))
        }
    }
}

fn pack(path: &Path) -> Result<Pack, Failure> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|e| Failure::in_file(&name, explained(&e)))?;
    let form = "nothing was read; a language file has the form of the built-in ones, data/languages/fr.toml for one";
    Pack::read(&name, &text).map_err(|error| {
        let place = match &error {
            PackError::Form { reason, .. } => reason.span().map(|span| Place::in_text(&name, &text, span.start)),
            PackError::Cue { .. } => None,
        };
        let told = error.to_string();
        let told = told.strip_prefix(&format!("{name}: ")).unwrap_or(&told).trim_end();
        Failure::Data(format!("{told}\n{form}")).at(place.unwrap_or_else(|| Place::file(&name)))
    })
}

fn file(annotator: &Annotator, given: &args::Annotate, path: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let read = || {
        let bytes = import::read_all(fs::File::open(path)?)?;
        text::read(&bytes)
    };
    let record = read().map_err(|e| Failure::Data(e.to_string()))?;
    let language = given.language.clone().or_else(|| detect(&record.text));
    let witness = Witness::new(&record.text, language.as_deref(), None);
    let date = dates::published(&record.text, language.as_deref()).filter(|date| witness.doubt(date).is_none());
    let found = annotator.annotate(&record.text, language.as_deref(), date.as_deref());
    write(out, (&name, &record.text), (&found, annotator), given)
}

/// Writes what is found in one document, as it is wanted.
fn write(
    out: &mut dyn Write,
    document: (&str, &str),
    (found, annotator): (&Annotations, &Annotator),
    given: &args::Annotate,
) -> Result<(), Failure> {
    let written = match given.explain {
        true => explain::document(out, document, found, annotator.gazetteer()),
        false => write_json(out, document, found, annotator),
    };
    Ok(written?)
}

/// Reads the lines of standard input, each answered as soon as it is read; whether one was refused. A bad line does not stop the
/// others.
fn stream(annotator: &Annotator, given: &args::Annotate, out: &mut dyn Write) -> Result<bool, Failure> {
    let mut input = io::stdin().lock();
    let mut refused = false;
    for n in 1.. {
        let why = match next_line(&mut input)? {
            None => break,
            Some(Err(TooLong)) => {
                let most = LARGEST >> 20;
                format!("expected a line of at most {most} MB, found a longer one; it is left out")
            }
            Some(Ok(line)) if line.trim_ascii().is_empty() => continue,
            Some(Ok(line)) => match line_read(&line) {
                Ok(input) => {
                    answer(annotator, given, &input, out)?;
                    continue;
                }
                Err(why) => why,
            },
        };
        refused = true;
        Failure::Data(why).at(Place::line(STANDARD_INPUT, n)).print();
    }
    Ok(refused)
}

/// A line is longer than any document.
struct TooLong;

/// The next line, without more of it in memory than a document may have; none at the end.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Result<Vec<u8>, TooLong>>> {
    let mut line = Vec::new();
    let read = io::Read::take(&mut *input, LARGEST).read_until(b'\n', &mut line)?;
    if read as u64 == LARGEST && line.last() != Some(&b'\n') && !input.fill_buf()?.is_empty() {
        input.skip_until(b'\n')?;
        return Ok(Some(Err(TooLong)));
    }
    Ok((read > 0).then_some(Ok(line)))
}

fn line_read(line: &[u8]) -> Result<Input, String> {
    let text = str::from_utf8(line).map_err(|_| explained(&io::ErrorKind::InvalidData.into()))?;
    serde_json::from_str(text)
        .map_err(|e| format!("expected {{\"id\", \"text\", \"lang\"?, \"date\"?}}, found something else: {e}"))
}

/// Prints what is found in one document, at once.
fn answer(annotator: &Annotator, given: &args::Annotate, input: &Input, out: &mut dyn Write) -> Result<(), Failure> {
    let language = input.lang.clone().or_else(|| given.language.clone()).or_else(|| detect(&input.text));
    let found = annotator.annotate(&input.text, language.as_deref(), input.date.as_deref());
    write(out, (&input.id, &input.text), (&found, annotator), given)?;
    Ok(out.flush()?)
}
