//! What `dixit language` can do.

use clap::{Args, Subcommand};

use super::{Output, iso_date};

/// What `dixit language` can do.
#[derive(Subcommand)]
pub(in crate::cli) enum Language {
    /// List the built-in packs with what they hold.
    List {
        #[command(flatten)]
        output: Output,
    },
    /// Tell what is wrong or doubtful in packs; exit code 3 when one cannot be read.
    #[command(after_help = "Examples:\n  dixit language check fr\n  dixit language check data/languages/xx.toml\n\n\
        In a source tree it also tells which cues stand in no case of tests/annotate.")]
    Check {
        /// Codes of built-in packs, or language files; all built-in packs when none is given.
        #[arg(value_name = "CODE|FILE")]
        packs: Vec<String>,
    },
    /// Show how a sentence is read: marks, sentences, cues, spans and rules.
    #[command(after_help = "Examples:\n  dixit language try fr \"Selon Lucie Garrec, la halle tiendra.\"\n  \
        dixit language try my.toml - < article.txt")]
    Try(Try),
}

/// Options of `dixit language try`.
#[derive(Args)]
pub(in crate::cli) struct Try {
    /// Code of a built-in pack, or a language file.
    #[arg(value_name = "CODE|FILE")]
    pub pack: String,
    /// The sentence, or `-` for standard input.
    #[arg(required = true, value_name = "TEXT")]
    pub text: Vec<String>,
    /// Date of publication, for offices and days: YYYY, YYYY-MM or YYYY-MM-DD.
    #[arg(long, value_parser = iso_date)]
    pub date: Option<String>,
}
