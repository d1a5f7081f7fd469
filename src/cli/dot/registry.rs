//! The commands of the prompt: one row each.

use super::{Dot, base, help, line, rows};
use crate::{cli::pager::PAGINGS, output::FORMATS};

const NOTHING: fn() -> Vec<&'static str> = Vec::new;

const fn dot(name: &'static str, rest: &'static str, help: &'static str, run: super::Run) -> Dot {
    Dot { name, rest, help, examples: &[], words: NOTHING, run }
}

/// Every command.
pub(super) const DOTS: &[Dot] = &[
    Dot {
        examples: &[".help", ".help cite"],
        words: names,
        ..dot(
            ".help",
            "[NAME]",
            "this list; with a name, one command and its examples; `help` tells the language, `help about` one word of it",
            help::run,
        )
    },
    Dot {
        examples: &[".open 1", ".open"],
        ..dot(
            ".open",
            "N | KEY",
            "the paragraph behind a row, or a key such as q7f3k; title, outlet, dates, and its marks",
            rows::open,
        )
    },
    Dot {
        examples: &[".doc 1"],
        ..dot(".doc", "N | KEY", "the whole document behind a row; all that was found in it is marked", rows::doc)
    },
    Dot { examples: &[".next"], ..dot(".next", "", "open the row behind; of the one opened last", rows::next) },
    Dot { examples: &[".prev"], ..dot(".prev", "", "open the row before; of the one opened last", rows::prev) },
    Dot {
        examples: &[".why 1"],
        ..dot(
            ".why",
            "N | KEY",
            "the rules behind a row; step by step, and how often each was right where that was counted",
            rows::why,
        )
    },
    Dot {
        examples: &[".cite 1", ".cite all", ".cite all to \"notes.md\"", ".cite 1 2 to \"notes.csv\" replacing"],
        words: || vec!["all"],
        ..dot(
            ".cite",
            "N … | all [to FILE [replacing]]",
            "footnotes of rows, printed or written into a file: words as printed, speaker, outlet, title, date, URL, hash, day of reading; the ending of the file tells its format",
            rows::cite,
        )
    },
    Dot {
        examples: &[".discover", ".discover review"],
        words: || vec!["review"],
        ..dot(
            ".discover",
            "[review [NAME]]",
            "whose spellings unknown names may be; with reasons; `review` goes through them one by one",
            base::discover,
        )
    },
    Dot {
        examples: &[".format csv", ".format csv --bom"],
        words: || FORMATS.iter().map(|format| format.name).collect(),
        ..dot(
            ".format",
            "NAME [--bom]",
            "how answers are printed; with --bom CSV begins with a byte-order mark",
            base::format,
        )
    },
    Dot {
        examples: &[".output answers.csv", ".output \"answers.txt\" replacing", ".output off"],
        words: || vec!["off"],
        ..dot(
            ".output",
            "FILE [replacing] | off",
            "answers go into a file, in the format of the session; a file that is there goes only with `replacing`",
            base::output,
        )
    },
    Dot {
        examples: &[".watch", ".watch 10 quotes about Koursk"],
        ..dot(
            ".watch",
            "[SECONDS] [QUESTION]",
            "ask the last question again and again; rows that have come since have a + before them, and Ctrl-C ends",
            base::watch,
        )
    },
    Dot {
        examples: &[".pager off"],
        words: || PAGINGS.iter().map(|(word, _)| *word).collect(),
        ..dot(
            ".pager",
            "on|off|auto",
            "whether answers go through $PAGER; auto: those that are taller than the screen",
            base::pager,
        )
    },
    Dot {
        examples: &[".timing on"],
        words: || vec!["on", "off"],
        ..dot(".timing", "on|off", "whether it is told how long an answer took", base::timing)
    },
    Dot {
        examples: &[".history", ".history off"],
        words: || line::HISTORY.iter().map(|(word, _)| *word).collect(),
        ..dot(
            ".history",
            "[on|off|clear]",
            "the lines typed before in this base; off: lines are kept no longer; clear: they are forgotten",
            line::history,
        )
    },
    Dot {
        examples: &[".keys vi"],
        words: || line::KEYS.iter().map(|(word, _)| *word).collect(),
        ..dot(
            ".keys",
            "emacs|vi",
            "the keys of the line are those of this editor; DIXIT_KEYS says so before",
            line::keys,
        )
    },
    Dot {
        examples: &[".read \"questions.dixit\""],
        ..dot(
            ".read",
            "[--allow-edits] FILE",
            "carry out the lines of a file; they change the base only with --allow-edits",
            base::read,
        )
    },
    Dot {
        examples: &[".edits"],
        ..dot(".edits", "", "every edit; when, who, what and why; those that are undone can be redone", base::edits)
    },
    Dot {
        examples: &[".corrections"],
        ..dot(
            ".corrections",
            "",
            "all that was said of quotations by hand; `speaker of`, `reject`, `check`, `note`, also of those that are gone",
            base::corrections,
        )
    },
    Dot {
        examples: &[".queries"],
        ..dot(".queries", "", "the saved questions; as `queries` lists them", base::queries)
    },
    Dot { examples: &[".stats"], ..dot(".stats", "", "what the base holds, in numbers", base::stats) },
    Dot { examples: &[".check"], ..dot(".check", "", "look for damage of the base", base::check) },
    Dot {
        examples: &[".backup \"copy.db\""],
        ..dot(".backup", "FILE", "write a copy of the base into a new file", base::backup)
    },
    Dot {
        examples: &[".gazetteer", ".gazetteer diff", ".gazetteer why Austin"],
        words: || vec!["diff", "why"],
        ..dot(
            ".gazetteer",
            "[diff | why SPELLING]",
            "what the gazetteer holds; `diff` prints your edits of it as a table, `why` where a spelling counts and what it needs",
            base::gazetteer,
        )
    },
    Dot {
        examples: &[".tour"],
        ..dot(
            ".tour",
            "",
            "learn the language in ten steps; on the shipped samples, in a base of their own",
            base::tour,
        )
    },
    Dot { examples: &[".quit"], ..dot(".quit", "", "leave, as Ctrl-D does", base::quit) },
];

/// The names without their points.
fn names() -> Vec<&'static str> {
    DOTS.iter().map(|dot| &dot.name[1..]).collect()
}
