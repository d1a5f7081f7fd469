//! Commands of the prompt itself, which begin with a point.

mod base;
mod help;
pub(super) mod line;
mod registry;
pub(super) mod rows;

use self::{line::Typing, registry::DOTS};
use super::{
    failure::Failure,
    line::Offer,
    session::{Outcome, Session},
    ui,
};
use crate::query::registry::nearest;

/// What the prompt does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Ask for another line.
    Go,
    /// End.
    Quit,
    /// Do something about the line itself, then ask for another.
    Typing(Typing),
}

/// What carries a command out, given what stands behind its name.
type Run = fn(&mut Session, &str) -> Result<Next, Failure>;

/// One command.
struct Dot {
    /// How it is written, with its point.
    name: &'static str,
    /// What may stand behind it.
    rest: &'static str,
    /// What it does.
    help: &'static str,
    /// Lines that work behind a question.
    examples: &'static [&'static str],
    /// Words that may stand behind it.
    words: fn() -> Vec<&'static str>,
    run: Run,
}

impl Dot {
    /// What it does, as short as its line in the list has room for: the first part of the help.
    fn brief(&self) -> String {
        let help = ui::told(self.help);
        help.split([';', ':']).next().unwrap_or(&help).trim_end().to_owned()
    }

    /// How it is written, as far as its line has room.
    fn usage(&self) -> String {
        let whole = format!("{} {}", self.name, self.rest);
        if whole.chars().count() <= USAGE { whole } else { format!("{} …", self.name) }
    }
}

/// How wide the list is.
const WIDTH: usize = 80;

/// How much room its usage has in the list.
pub(super) const USAGE: usize = 24;

/// Whether a line is one for the prompt itself.
pub(super) fn is_dot(line: &str) -> bool {
    line.starts_with('.')
}

/// Carries out a line that begins with a point.
pub(super) fn run(session: &mut Session, line: &str) -> Result<Next, Failure> {
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (find(name)?.run)(session, rest.trim())
}

/// The command of this name.
fn find(name: &str) -> Result<&'static Dot, Failure> {
    DOTS.iter().find(|dot| dot.name == name).ok_or_else(|| {
        let names = || DOTS.iter().map(|dot| dot.name);
        let advice = nearest(name, names()).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        Failure::Refused(format!("expected one of {}, found `{name}`{advice}", names().collect::<Vec<_>>().join(" ")))
    })
}

/// The commands that begin with what is typed, or the words that may stand behind one.
pub(super) fn completions(typed: &str) -> Vec<Offer> {
    let Some((name, begun)) = typed.split_once(' ') else {
        let fits = DOTS.iter().filter(|dot| dot.name.starts_with(typed));
        let offer =
            |dot: &Dot| Offer { note: dot.help.to_owned(), ..Offer::new(0, &format!("{} ", dot.name), dot.name) };
        return fits.map(offer).collect();
    };
    let start = typed.len() - begun.trim_start().len();
    let words = DOTS.iter().filter(|dot| dot.name == name).flat_map(|dot| (dot.words)());
    let fits = words.filter(|word| word.starts_with(begun.trim_start()));
    fits.map(|word| Offer::new(start, &format!("{word} "), word)).collect()
}

/// Carries out one line, of either kind.
pub(super) fn line(session: &mut Session, line: &str) -> Result<Next, Failure> {
    if is_dot(line) {
        return run(session, line);
    }
    session.execute(line).map(|_: Outcome| Next::Go)
}

/// What each command does.
#[cfg(test)]
pub(super) fn helps() -> impl Iterator<Item = &'static str> {
    DOTS.iter().map(|dot| dot.help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_examples_of_its_own_and_the_list_fits_a_screen() {
        for dot in DOTS {
            assert!(dot.name.starts_with('.') && !dot.help.is_empty() && !dot.examples.is_empty(), "{}", dot.name);
            assert!(dot.examples.iter().all(|e| e.split(' ').next() == Some(dot.name)), "{}", dot.name);
        }
        let list = help::list(true);
        let too_long: Vec<&String> = list.iter().filter(|line| line.chars().count() > WIDTH).collect();
        assert!(too_long.is_empty(), "{too_long:?}");
        assert!(list.len() < 24, "the prompt stands below: {list:#?}");
        assert_eq!(help::list(false).len(), DOTS.len());
    }

    #[test]
    fn names_and_what_stands_behind_them_are_completed() {
        let offered = |typed: &str| {
            let whole = |offer: Offer| format!("{}{}", &typed[..offer.start], offer.text);
            completions(typed).into_iter().map(whole).collect::<Vec<_>>()
        };
        assert_eq!(offered(".ci"), [".cite "]);
        assert_eq!(offered(".help wh"), [".help why "]);
        assert_eq!(offered(".format nd"), [".format ndjson "]);
        assert!(offered(".open q").is_empty());
    }

    #[test]
    fn a_misspelt_name_is_answered_by_the_nearest() {
        let Err(Failure::Refused(message)) = find(".ciet") else { panic!("there is no such command") };
        assert!(message.contains("did you mean `.cite`?"), "{message}");
    }
}
