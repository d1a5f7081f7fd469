//! Commands about a row of the last answer, or about what stands under a key.

use std::io::Write as _;

use super::Next;
use crate::{
    cli::{
        evidence::{self, Cited},
        explain::counted,
        export,
        failure::Failure,
        file, screen,
        session::Session,
        ui,
    },
    output::{FORMATS, Format, Layout, Tongue},
    query::syntax::Export,
};

/// `.open`
pub(super) fn open(session: &mut Session, which: &str) -> Result<Next, Failure> {
    let key = given(session, which)?;
    open_key(session, &key)
}

/// `.doc`
pub(super) fn doc(session: &mut Session, which: &str) -> Result<Next, Failure> {
    let key = given(session, which)?;
    let found = session.store.read(|r| r.whole(&key).map_err(Failure::from))?;
    session.show(&evidence::told(&found))?;
    Ok(Next::Go)
}

/// `.next`
pub(super) fn next(session: &mut Session, rest: &str) -> Result<Next, Failure> {
    let row = session.opened.map_or(1, |row| row + 1);
    step(session, (row, "this was the last row"), rest)
}

/// `.prev`
pub(super) fn prev(session: &mut Session, rest: &str) -> Result<Next, Failure> {
    let row = session.opened.map_or(session.last.rows.len(), |row| row - 1);
    step(session, (row, "this was the first row"), rest)
}

fn step(session: &mut Session, (row, end): (usize, &str), rest: &str) -> Result<Next, Failure> {
    if !rest.is_empty() {
        return Err(Failure::Refused(format!("expected nothing behind it, found `{rest}`; `.open` takes a row")));
    }
    let rows = session.last.rows.len();
    if session.opened.is_some() && !(1..=rows).contains(&row) {
        return Err(Failure::Refused(format!("{end}, of {rows}")));
    }
    let key = given(session, &row.to_string())?;
    screen::say(&format!("row {row} of {rows}"));
    open_key(session, &key)
}

fn open_key(session: &mut Session, key: &str) -> Result<Next, Failure> {
    let found = session.store.read(|r| r.evidence(key).map_err(Failure::from))?;
    session.show(&evidence::told(&found))?;
    Ok(Next::Go)
}

/// `.why`
pub(super) fn why(session: &mut Session, which: &str) -> Result<Next, Failure> {
    let key = given(session, which)?;
    let told = session.store.read(|r| r.told_by_key(&key).map_err(Failure::from))?;
    session.show(&evidence::why(&told))?;
    Ok(Next::Go)
}

/// `.cite`
pub(super) fn cite(session: &mut Session, rest: &str) -> Result<Next, Failure> {
    let (which, export) = into_file(rest);
    let keys = match which.trim() {
        "all" => all(session)?,
        "" => vec![given(session, "")?],
        several => several.split_whitespace().map(|one| given(session, one)).collect::<Result<_, _>>()?,
    };
    let cited = cited(session, &keys)?;
    match export {
        Some(export) => write(session, &cited, &export)?,
        None => print(&cited, &FORMATS[0])?,
    }
    Ok(Next::Go)
}

/// What stands under these keys, to be cited.
pub(in crate::cli) fn cited(session: &Session, keys: &[String]) -> Result<Vec<Cited>, Failure> {
    session.store.read(|r| keys.iter().map(|key| Ok(Cited::of(r.told_by_key(key)?))).collect())
}

/// Prints footnotes, as wide as the terminal; in a format of data, as data.
pub(in crate::cli) fn print(cited: &[Cited], format: &Format) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match format.name {
        "table" => cited.iter().try_for_each(|one| writeln!(out, "{}", screen::wrapped(&one.line())))?,
        _ => put(cited, format, &mut out)?,
    }
    Ok(out.flush()?)
}

/// Footnotes as a file has them.
fn put(cited: &[Cited], format: &Format, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    match format.name {
        "table" => cited.iter().try_for_each(|one| writeln!(out, "{}", one.line())),
        "markdown" => cited.iter().try_for_each(|one| writeln!(out, "{}", one.markdown())),
        _ => (format.write)(&Cited::table(cited), Layout { tongue: Tongue(ui::told), ..Layout::default() }, out),
    }
}

fn write(session: &Session, cited: &[Cited], export: &Export) -> Result<(), Failure> {
    if !session.may_change {
        return Err(Failure::Refused(session.no_leave().to_owned()));
    }
    let format = export::format(export)?;
    file::write((session.path(), export), |out| put(cited, format, out))?;
    screen::say(&format!("written: {} ({}, {})", export.file, counted(cited.len(), "footnote"), format.name));
    Ok(())
}

/// What stands before `to FILE`, and the file.
fn into_file(rest: &str) -> (&str, Option<Export>) {
    let Some((which, file)) = rest.strip_prefix("to ").map(|file| ("", file)).or_else(|| rest.split_once(" to "))
    else {
        return (rest, None);
    };
    (which, Some(export(file)))
}

/// `FILE [replacing]`
pub(super) fn export(given: &str) -> Export {
    let (file, replacing) = given.trim().strip_suffix(" replacing").map_or((given, false), |file| (file, true));
    Export { file: file.trim().trim_matches('"').to_owned(), replacing }
}

/// The keys of all rows of the last answer.
fn all(session: &Session) -> Result<Vec<String>, Failure> {
    let rows = session.last.rows.len().max(1);
    (1..=rows).map(|row| numbered(session, row)).collect()
}

/// The key that a row or the beginning of a key stands for; where nothing is given, of the row opened last or the first. A row is then the
/// one opened last.
fn given(session: &mut Session, which: &str) -> Result<String, Failure> {
    let (row, key) = named(session, which)?;
    session.opened = row.or(session.opened);
    Ok(key)
}

/// The row that is named, where one is, and the key or its beginning.
fn named(session: &Session, which: &str) -> Result<(Option<usize>, String), Failure> {
    let row = match which.parse::<usize>() {
        Ok(row) => row,
        Err(_) if which.is_empty() => session.opened.unwrap_or(1),
        Err(_) => return Ok((None, which.to_owned())),
    };
    Ok((Some(row), numbered(session, row)?))
}

/// What a line would show, and by which keys; none where it is another command, or there are no such rows.
pub(in crate::cli) fn meant(session: &Session, line: &str) -> Option<(&'static str, Vec<String>)> {
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let name = [".open", ".doc", ".why", ".cite"].into_iter().find(|own| *own == name)?;
    let key = |which: &str| named(session, which).ok().map(|(_, key)| key);
    let keys = match into_file(rest.trim()).0.trim() {
        "all" => all(session).ok()?,
        "" => vec![key("")?],
        several => several.split_whitespace().map(key).collect::<Option<_>>()?,
    };
    Some((name, keys))
}

/// The key of row `n` of the last answer.
fn numbered(session: &Session, n: usize) -> Result<String, Failure> {
    let rows = session.last.rows.len();
    let key = n.checked_sub(1).and_then(|i| session.last.keys.get(i));
    match key {
        Some(Some(key)) if session.store.read(|r| r.entity(key))?.is_some_and(|entity| entity.key == *key) => {
            Err(Failure::Refused(format!("row {n} is an entity: ask `mentions of @{key}` or `aliases of @{key}`")))
        }
        Some(Some(key)) => Ok(key.clone()),
        Some(None) => {
            let speaker = session.last.columns.iter().position(|column| column == "speaker");
            let name = speaker.map_or("NAME".into(), |at| session.last.rows[n - 1][at].text());
            Err(Failure::Refused(format!(
                "row {n} counts several places in texts; ask for them, as in `quotes by {name}`, and name one of those rows"
            )))
        }
        None if rows == 0 => {
            Err(Failure::Refused("there is no answer yet whose row could be opened; ask a question first".into()))
        }
        None => Err(Failure::Refused(format!("expected a row from 1 to {rows}, found {n}"))),
    }
}
