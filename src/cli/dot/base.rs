//! Commands about the session and the base.

use super::{Next, line::meant, rows};
use crate::{
    cli::{
        care, discover as proposals, edit, evidence,
        failure::Failure,
        file::Answers,
        gate, gazetteer,
        pager::{PAGINGS, Paging},
        questions, screen, script,
        session::Session,
        tour, watch,
    },
    output::Format,
};

/// `.read`
pub(super) fn read(session: &mut Session, given: &str) -> Result<Next, Failure> {
    const LEAVE: &str = "--allow-edits ";
    let file = given.strip_prefix(LEAVE).unwrap_or(given).trim().trim_matches('"');
    if file.is_empty() {
        return Err(Failure::Refused("expected a file to read, as in `.read questions.dixit`".into()));
    }
    let may_change = session.files_may_change || given.starts_with(LEAVE);
    script::file(session, file.as_ref(), may_change)
}

/// `.edits`
pub(super) fn edits(session: &mut Session, _: &str) -> Result<Next, Failure> {
    edit::log(session).map(|_| Next::Go)
}

/// `.corrections`
pub(super) fn corrections(session: &mut Session, _: &str) -> Result<Next, Failure> {
    let table = evidence::list_verdicts(&session.store.read(|r| r.verdicts())?);
    session.print(table)?;
    Ok(Next::Go)
}

/// `.discover`
pub(super) fn discover(session: &mut Session, rest: &str) -> Result<Next, Failure> {
    match rest.split_once(' ').unwrap_or((rest, "")) {
        ("", _) => proposals::show(session).map(|_| Next::Go),
        ("review", name) => proposals::review(session, name.trim().trim_matches('"')),
        (other, _) => Err(Failure::Refused(format!("expected `review` or nothing, found `{other}`"))),
    }
}

/// `.format`
pub(super) fn format(session: &mut Session, given: &str) -> Result<Next, Failure> {
    let (name, mark) = given.strip_suffix("--bom").map_or((given, false), |name| (name.trim(), true));
    let found = || Failure::Refused(format!("expected one of {}, found “{name}”", Format::names()));
    session.format = Format::named(name).ok_or_else(found)?;
    session.mark = mark;
    screen::say(&format!("answers are printed as {name}"));
    Ok(Next::Go)
}

/// `.output`
pub(super) fn output(session: &mut Session, given: &str) -> Result<Next, Failure> {
    let told = match given {
        "" => session.file.as_ref().map(|file| format!("answers go into {}", file.name())),
        "off" => session.file.take().map(|file| format!("answers no longer go into {}", file.name())),
        _ if !session.may_change => return Err(Failure::Refused(session.no_leave().to_owned())),
        _ => {
            let export = rows::export(given);
            let file = Answers::open(session.path(), &export)?;
            let other = Format::of_file(export.file.as_ref()).filter(|format| format.name != session.format.name);
            let other = other.map(|format| format!("; `.format {}` makes them fit the name", format.name));
            session.file = Some(file);
            let (file, format) = (export.file, session.format.name);
            Some(format!("answers go into {file} as {format}{}", other.unwrap_or_default()))
        }
    };
    screen::say(&told.unwrap_or_else(|| "answers go into no file".to_owned()));
    Ok(Next::Go)
}

/// `.watch`
pub(super) fn watch(session: &mut Session, given: &str) -> Result<Next, Failure> {
    watch::run(session, given)
}

/// `.pager`
pub(super) fn pager(session: &mut Session, word: &str) -> Result<Next, Failure> {
    session.paging = chosen(word, &PAGINGS, session.paging)?;
    let told = match session.paging {
        Paging::Auto => "answers taller than the screen go through the pager",
        Paging::On => "answers go through the pager",
        Paging::Off => "answers go through no pager",
    };
    screen::say(told);
    Ok(Next::Go)
}

/// `.timing`
pub(super) fn timing(session: &mut Session, word: &str) -> Result<Next, Failure> {
    session.timing = chosen(word, &[("on", true), ("off", false)], session.timing)?;
    screen::say(if session.timing { "how long an answer took is told" } else { "how long an answer took is not told" });
    Ok(Next::Go)
}

/// What `word` means; as it is `now` where there is none.
fn chosen<T: Copy>(word: &str, meanings: &[(&str, T)], now: T) -> Result<T, Failure> {
    if word.is_empty() { Ok(now) } else { meant(word, meanings) }
}

/// `.queries`
pub(super) fn queries(session: &mut Session, _: &str) -> Result<Next, Failure> {
    questions::list(session).map(|_| Next::Go)
}

/// `.stats`
pub(super) fn stats(session: &mut Session, _: &str) -> Result<Next, Failure> {
    let table = care::figures(session.store.read(|r| r.stats())?, session.format);
    session.print(table).map(|_| Next::Go)
}

/// `.check`
pub(super) fn check(session: &mut Session, _: &str) -> Result<Next, Failure> {
    care::check(session.path()).map(|_| Next::Go)
}

/// `.backup`
pub(super) fn backup(session: &mut Session, file: &str) -> Result<Next, Failure> {
    let file = file.trim_matches('"');
    if file.is_empty() {
        return Err(Failure::Refused("expected a new file, as in `.backup copy.db`".into()));
    }
    if !session.may_change {
        return Err(Failure::Refused(session.no_leave().to_owned()));
    }
    care::backup(session.path(), file.as_ref()).map(|_| Next::Go)
}

/// `.tour`
pub(super) fn tour(_: &mut Session, _: &str) -> Result<Next, Failure> {
    if !screen::is_interactive() {
        return Err(Failure::Refused(
            "`.tour` needs somebody who answers; `dixit tour` reads lines of a script".into(),
        ));
    }
    tour::run().map(|_| Next::Go)
}

/// `.gazetteer`
pub(super) fn gazetteer(session: &mut Session, rest: &str) -> Result<Next, Failure> {
    let (what, spelling) = rest.split_once(' ').unwrap_or((rest, ""));
    let path = session.path().to_owned();
    let table = match (what, spelling.trim().trim_matches('"')) {
        ("", _) => session.store.read(|r| r.holdings())?,
        ("diff", "") => return gazetteer::diff(&path).map(|_| Next::Go),
        ("why", spelling) if !spelling.is_empty() => gate::told(&path, spelling)?,
        ("why", _) => return Err(Failure::Refused("expected a spelling, as in `.gazetteer why Austin`".into())),
        _ => return Err(Failure::Refused(format!("expected `diff`, `why SPELLING` or nothing, found `{rest}`"))),
    };
    session.print(table).map(|_| Next::Go)
}

/// `.quit`
pub(super) fn quit(_: &mut Session, _: &str) -> Result<Next, Failure> {
    Ok(Next::Quit)
}
