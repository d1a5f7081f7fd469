//! Commands of the prompt itself, which begin with a point: one registry.

use rustyline::completion::Pair;

use super::{
    discover, edit, evidence,
    failure::Failure,
    pager::{PAGINGS, Paging},
    screen, script,
    session::{Outcome, Session},
};
use crate::output::Format;

/// What the prompt does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Ask for another line.
    Go,
    /// End.
    Quit,
}

/// One command.
struct Dot {
    name: &'static str,
    rest: &'static str,
    help: &'static str,
    run: fn(&mut Session, &str) -> Result<Next, Failure>,
}

const DOTS: &[Dot] = &[
    Dot {
        name: ".help",
        rest: "",
        help: "this list; `help` tells the language, `help about` one word of it",
        run: help,
    },
    Dot {
        name: ".open",
        rest: "N | KEY",
        help: "the paragraph behind row N, or behind a key such as q7f3k, with its marks",
        run: open,
    },
    Dot {
        name: ".discover",
        rest: "[review [NAME]]",
        help: "whose spellings unknown names may be, with reasons; `review` goes through them one by one",
        run: discover,
    },
    Dot {
        name: ".format",
        rest: "NAME [--bom]",
        help: "how answers are printed: table, cards, csv, tsv, json, ndjson, markdown, html; --bom: CSV with a byte-order mark",
        run: format,
    },
    Dot {
        name: ".pager",
        rest: "on|off|auto",
        help: "whether answers go through $PAGER; auto: those that are taller than the screen",
        run: pager,
    },
    Dot { name: ".timing", rest: "on|off", help: "whether it is told how long an answer took", run: timing },
    Dot {
        name: ".read",
        rest: "[--allow-edits] FILE",
        help: "carry out the lines of a file; they change the base only with --allow-edits",
        run: read,
    },
    Dot {
        name: ".edits",
        rest: "",
        help: "every edit: when, who, what and why; those that are undone can be redone",
        run: edits,
    },
    Dot { name: ".quit", rest: "", help: "leave; so does Ctrl-D", run: quit },
];

/// Whether a line is one for the prompt itself.
pub(super) fn is_dot(line: &str) -> bool {
    line.starts_with('.')
}

/// Carries out a line that begins with a point.
pub(super) fn run(session: &mut Session, line: &str) -> Result<Next, Failure> {
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    match DOTS.iter().find(|d| d.name == name) {
        Some(dot) => (dot.run)(session, rest.trim()),
        None => Err(unknown(name)),
    }
}

fn unknown(name: &str) -> Failure {
    let near = DOTS.iter().map(|d| d.name).min_by_key(|d| strsim::damerau_levenshtein(d, name));
    let all: Vec<&str> = DOTS.iter().map(|d| d.name).collect();
    let advice = near.filter(|d| strsim::damerau_levenshtein(d, name) <= 2).map(|d| format!("; did you mean `{d}`?"));
    Failure::Refused(format!("expected one of {}, found `{name}`{}", all.join(" "), advice.unwrap_or_default()))
}

/// The commands that begin with what is typed.
pub(super) fn completions(typed: &str) -> Vec<Pair> {
    let fits = DOTS.iter().filter(|d| d.name.starts_with(typed));
    fits.map(|d| Pair { display: d.name.into(), replacement: format!("{} ", d.name) }).collect()
}

fn help(_: &mut Session, _: &str) -> Result<Next, Failure> {
    let mut out = anstream::stdout();
    for dot in DOTS {
        std::io::Write::write_fmt(
            &mut out,
            format_args!("{:27}  {}\n", format!("{} {}", dot.name, dot.rest), dot.help),
        )?;
    }
    Ok(Next::Go)
}

fn read(session: &mut Session, given: &str) -> Result<Next, Failure> {
    const LEAVE: &str = "--allow-edits ";
    let file = given.strip_prefix(LEAVE).unwrap_or(given).trim().trim_matches('"');
    if file.is_empty() {
        return Err(Failure::Refused("expected a file to read, as in `.read questions.dixit`".into()));
    }
    let may_change = session.files_may_change || given.starts_with(LEAVE);
    script::file(session, file.as_ref(), may_change)
}

fn edits(session: &mut Session, _: &str) -> Result<Next, Failure> {
    edit::log(session).map(|_| Next::Go)
}

fn discover(session: &mut Session, rest: &str) -> Result<Next, Failure> {
    match rest.split_once(' ').unwrap_or((rest, "")) {
        ("", _) => discover::show(session).map(|_| Next::Go),
        ("review", name) => discover::review(session, name.trim().trim_matches('"')),
        (other, _) => Err(Failure::Refused(format!("expected `review` or nothing, found `{other}`"))),
    }
}

fn quit(_: &mut Session, _: &str) -> Result<Next, Failure> {
    Ok(Next::Quit)
}

fn open(session: &mut Session, which: &str) -> Result<Next, Failure> {
    let key = match which.parse::<usize>() {
        Ok(n) => numbered(session, n)?,
        Err(_) if which.is_empty() => numbered(session, 1)?,
        Err(_) => which.to_owned(),
    };
    let found = session.store.read(|r| r.evidence(&key).map_err(Failure::from))?;
    evidence::print(&found)?;
    Ok(Next::Go)
}

/// The key of row `n` of the last answer.
fn numbered(session: &Session, n: usize) -> Result<String, Failure> {
    let rows = session.last.rows.len();
    let key = n.checked_sub(1).and_then(|i| session.last.keys.get(i));
    match key {
        Some(Some(key)) => Ok(key.clone()),
        Some(None) => Err(Failure::Refused(format!("row {n} stands for several; ask for the rows themselves first"))),
        None if rows == 0 => {
            Err(Failure::Refused("there is no answer yet whose row could be opened; ask a question first".into()))
        }
        None => Err(Failure::Refused(format!("expected a row from 1 to {rows}, found {n}"))),
    }
}

fn format(session: &mut Session, given: &str) -> Result<Next, Failure> {
    let (name, mark) = given.strip_suffix("--bom").map_or((given, false), |name| (name.trim(), true));
    let found = || Failure::Refused(format!("expected one of {}, found “{name}”", Format::names()));
    session.format = Format::named(name).ok_or_else(found)?;
    session.mark = mark;
    screen::say(&format!("answers are printed as {name}"));
    Ok(Next::Go)
}

fn pager(session: &mut Session, word: &str) -> Result<Next, Failure> {
    session.paging = chosen(word, &PAGINGS, session.paging)?;
    let told = match session.paging {
        Paging::Auto => "answers taller than the screen go through the pager",
        Paging::On => "answers go through the pager",
        Paging::Off => "answers go through no pager",
    };
    screen::say(told);
    Ok(Next::Go)
}

fn timing(session: &mut Session, word: &str) -> Result<Next, Failure> {
    session.timing = chosen(word, &[("on", true), ("off", false)], session.timing)?;
    screen::say(if session.timing { "how long an answer took is told" } else { "how long an answer took is not told" });
    Ok(Next::Go)
}

/// What `word` means; as it is `now` where there is none.
fn chosen<T: Copy>(word: &str, meanings: &[(&str, T)], now: T) -> Result<T, Failure> {
    let words: Vec<&str> = meanings.iter().map(|(own, _)| *own).collect();
    match meanings.iter().find(|(own, _)| *own == word) {
        Some((_, meant)) => Ok(*meant),
        None if word.is_empty() => Ok(now),
        None => Err(Failure::Refused(format!("expected one of {}, found `{word}`", words.join(", ")))),
    }
}

/// Carries out one line, of either kind.
pub(super) fn line(session: &mut Session, line: &str) -> Result<Next, Failure> {
    if is_dot(line) {
        return run(session, line);
    }
    session.execute(line).map(|_: Outcome| Next::Go)
}
