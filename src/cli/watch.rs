//! `.watch`: a question asked again and again, with a sign before the rows that have come since.

use std::{
    collections::HashSet,
    io::{self, Write as _},
    thread,
    time::{Duration, Instant},
};

use super::{
    answer::{self, Answer},
    dot::Next,
    failure::Failure,
    line, progress, screen,
    session::Session,
};
use crate::{
    output::{Layout, clean_line},
    query::{Query, Resolved},
    table::Table,
};

/// Between two runs, unless told.
const PAUSE: u64 = 5;

/// The longest pause: a day.
const LONGEST: u64 = 86_400;

/// How long Ctrl-C may have to wait.
const BLINK: Duration = Duration::from_millis(50);

/// Asks a question every so many seconds, until Ctrl-C.
pub(super) fn run(session: &mut Session, rest: &str) -> Result<Next, Failure> {
    if !screen::is_interactive() {
        let why = "`.watch` needs somebody who looks; in a script `run NAME | new` gives what has come since";
        return Err(Failure::Refused(why.into()));
    }
    let (seconds, given) = split(rest)?;
    let question = if given.is_empty() { session.asked.clone() } else { given.to_owned() };
    if question.is_empty() {
        return Err(Failure::Refused("there is no question yet to ask again; ask one first, or name it".into()));
    }
    watch(session, &question, seconds)
}

/// The seconds, and the question behind them.
fn split(rest: &str) -> Result<(u64, &str), Failure> {
    let (first, question) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    match first.parse::<u64>() {
        Ok(seconds) if (1..=LONGEST).contains(&seconds) => Ok((seconds, question.trim())),
        _ if first.starts_with(|c: char| c.is_ascii_digit() || c == '-') => {
            Err(Failure::Refused(format!("expected seconds from 1 to {LONGEST}, found `{first}`")))
        }
        _ => Ok((PAUSE, rest)),
    }
}

fn watch(session: &mut Session, question: &str, seconds: u64) -> Result<Next, Failure> {
    let _stop = progress::cancel_by_ctrl_c();
    let mut before: Option<HashSet<String>> = None;
    loop {
        let begun = Instant::now();
        let answer = match asked(session, question).and_then(|query| answer::answered(session, &query, begun)) {
            Err(Failure::Cancelled) => break,
            answer => answer?,
        };
        let rows = answer.table.known_by();
        let fresh: Vec<bool> = before.iter().flat_map(|old| rows.iter().map(|row| !old.contains(row))).collect();
        // where nothing can be wiped away, only what is new is worth a line
        if !screen::is_dumb() || before.is_none() || fresh.contains(&true) {
            show(session, &answer, (&fresh, seconds))?;
        }
        session.opened = None;
        session.last = answer.table;
        before = Some(rows.into_iter().collect());
        if rest(seconds) {
            break;
        }
    }
    question.clone_into(&mut session.asked);
    let _ = writeln!(io::stdout()); // the terminal shows the keys of Ctrl-C
    screen::say("stopped watching");
    Ok(Next::Go)
}

/// The question, when it may be asked again and again.
fn asked(session: &Session, question: &str) -> Result<Query, Failure> {
    let query = match session.read(question)? {
        Resolved::Query(query) => query,
        Resolved::Run(run) => run.query,
        _ => return Err(Failure::Refused("expected a question to watch, as in `.watch 5 quotes about Koursk`".into())),
    };
    if query.export.is_some() || query.asks_new() {
        let why = "expected a question without `export` and `new`: what is watched is shown, and new rows have a sign";
        return Err(Failure::Refused(why.into()));
    }
    Ok(query)
}

/// Shows the answer in the place of the one before, as far as the screen has room.
fn show(session: &Session, answer: &Answer, (fresh, seconds): (&[bool], u64)) -> Result<(), Failure> {
    let count = fresh.iter().filter(|fresh| **fresh).count();
    let table = Table { fresh: if count > 0 { fresh.to_vec() } else { Vec::new() }, ..answer.table.clone() };
    let mut text = Vec::new();
    (session.format.write)(&table, Layout { colours: line::colours(), ..session.layout() }, &mut text)?;
    let text = String::from_utf8_lossy(&text);
    let now = jiff::Zoned::now().strftime("%H:%M:%S").to_string();
    let head = format!("every {seconds} s · {now} · {count} new · Ctrl-C ends\n{}", clean_line(&answer.line));
    let head = screen::wrapped(&head);
    let room = screen::height().map_or(usize::MAX, |height| height.saturating_sub(head.lines().count() + 2));
    let mut out = io::stdout().lock();
    if !screen::is_dumb() {
        write!(out, "\x1b[H\x1b[2J")?;
    }
    writeln!(out, "{head}")?;
    text.lines().take(room).try_for_each(|line| writeln!(out, "{line}"))?;
    let left = text.lines().count().saturating_sub(room);
    if left > 0 {
        writeln!(out, "… {left} lines more; `| limit N` leaves fewer rows")?;
    }
    Ok(out.flush()?)
}

/// Waits for the next run; tells whether Ctrl-C came first.
fn rest(seconds: u64) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(seconds) && !progress::is_stopped() {
        thread::sleep(BLINK);
    }
    progress::is_stopped()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_questions_are_told_apart() {
        for (rest, expected) in [
            ("", Some((5, ""))),
            ("2", Some((2, ""))),
            ("2 quotes", Some((2, "quotes"))),
            ("quotes by Mark Rutte", Some((5, "quotes by Mark Rutte"))),
            ("0 quotes", None),
            ("-1", None),
            ("1.5", None),
            ("90000", None),
        ] {
            assert_eq!(split(rest).ok(), expected, "{rest}");
        }
    }
}
