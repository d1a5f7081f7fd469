//! `help`: the words of the language on one screen, all with their meanings, or one with examples.

use std::io::Write as _;

use super::{failure::Failure, screen, session::Outcome, ui};
use crate::query;

/// The widest that the first screen is.
const WIDTH: usize = 80;

/// How far words stand in behind the name of their part.
const INDENT: usize = 12;

/// Stands for a space at which no line ends.
const TIED: &str = "\u{a0}";

/// What stands for everything.
const ALL: &str = "all";

/// Tells what the language has, or what one word of it means.
pub(super) fn run(word: Option<&str>) -> Result<Outcome, Failure> {
    let mut out = anstream::stdout();
    match word {
        None => out.write_all(overview().as_bytes())?,
        Some(word) => topics(word, &mut out)?,
    }
    Ok(Outcome::Done)
}

/// Every word, part by part.
fn overview() -> String {
    let width = screen::width().map_or(WIDTH, |width| width.min(WIDTH));
    let line = |head: &str, text: &str| {
        let head = ui::told(head);
        screen::at_words(&format!("{head:INDENT$}{text}"), width, INDENT.min(width / 3)).replace(TIED, " ") + "\n"
    };
    let told = |part: &str, all: &[String]| {
        // particulars are words behind `set`, which tells of them
        (part != "particular")
            .then(|| line(part, &all.iter().map(|word| word.replace(' ', TIED)).collect::<Vec<_>>().join(", ")))
    };
    let words: String = query::words().iter().filter_map(|(part, all)| told(part, all)).collect();
    let examples = [
        "quotes by Lloyd Austin about Koursk since 2024-10",
        "who denied about Corée du Nord | count by speaker",
        "mentions of Vassili Nebenzia | count by spelling",
    ];
    let examples: String = examples.iter().map(|example| line("", example)).collect();
    let first = ui::told("A question is a plain sentence. `help WORD` tells of a word, `help all` of all.");
    format!("{first}\n{examples}{words}")
}

/// Tells of a word, or of all.
fn topics(word: &str, out: &mut impl std::io::Write) -> Result<(), Failure> {
    let topics = query::help(Some(word).filter(|word| *word != ALL)).map_err(|near| {
        let advice = near.map_or("`help` lists all".to_owned(), |n| format!("did you mean `help {n}`?"));
        Failure::Refused(format!("expected a word of the language, found “{word}”; {advice}"))
    })?;
    let width = topics.iter().map(|t| t.word.chars().count()).max().unwrap_or(0).min(34);
    let mut part = "";
    for topic in &topics {
        if topic.part != part {
            part = topic.part;
            writeln!(out, "{}", ui::told(part))?;
        }
        let line = format!("  {:width$}  {}", topic.word, ui::told(topic.meaning));
        writeln!(out, "{}", screen::hanging(&line, width + 4))?;
        let examples = topic.examples.iter().filter(|_| word != ALL);
        for example in examples {
            writeln!(out, "  {:width$}  {example}", "")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::*;

    #[test]
    fn the_first_screen_is_one() {
        let told = overview();
        assert!(told.lines().count() <= 24, "{}\n{told}", told.lines().count());
        assert!(told.lines().all(|line| line.width() <= WIDTH), "{told}");
        for word in ["strictly about", "in language", "timeline", "positions", "deny", "undo", "quarter", "in same"] {
            assert!(told.contains(word), "{word}: {told}");
        }
    }
}
