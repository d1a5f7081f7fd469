//! What `dixit gazetteer` can do.

use std::path::PathBuf;

use clap::Subcommand;

use super::{GazetteerExport, GazetteerImport, Output};

/// What `dixit gazetteer` can do.
#[derive(Subcommand)]
pub(in crate::cli) enum Gazetteer {
    /// Count what the shipped gazetteer covers: entities, spellings, offices, states, transliterations.
    #[command(
        after_help = "Examples:\n  dixit gazetteer coverage\n  dixit gazetteer coverage --missing --format csv\n  \
        dixit gazetteer coverage data/gazetteer"
    )]
    Coverage {
        /// Folder with a gazetteer's files, to be counted in the place of the shipped one.
        #[arg(value_name = "FOLDER")]
        folder: Option<PathBuf>,
        /// Name what is missing, in the place of numbers.
        #[arg(long)]
        missing: bool,
        #[command(flatten)]
        output: Output,
    },
    /// Take gazetteers of others into the base: what they tell of entities that are there joins these.
    #[command(after_help = "Examples:\n  dixit gazetteer import geonames --min-population 15000 cities500.txt\n  \
        dixit gazetteer import wikidata --kinds person,organisation --languages fr,en --min-sitelinks 20 latest-all.json.bz2\n  \
        dixit gazetteer import csv --dry-run --rejects odd.tsv names.csv\n\n\
        `dixit gazetteer formats` lists the formats, docs/gazetteers.md shows them. Each file is taken whole or not at all; \
        `dixit ask undo` takes the last one out again.")]
    Import(GazetteerImport),
    /// Write the gazetteer of the base, or the shipped one where there is no base, for others.
    #[command(
        after_help = "Examples:\n  dixit gazetteer export tsv gazetteer.tsv\n  dixit gazetteer export spacy > patterns.jsonl"
    )]
    Export(GazetteerExport),
    /// Print your edits of the gazetteer as a table, one a line: to keep them, and to make them in another base.
    #[command(after_help = "Example:\n  dixit gazetteer diff > edits.tsv\n\n\
        Each edit is a line of the language, with entities by their keys. Corrections of documents and files taken in are not in it.")]
    Diff,
    /// Make the edits of such a table, as one step; exit code 3 when some do not fit.
    #[command(after_help = "Example:\n  dixit gazetteer apply edits.tsv --db other.db\n\n\
        Edits that the base has already are passed over, others that do not fit are told by their lines. `dixit ask undo` takes all of them back.")]
    Apply {
        /// The table; `-` is standard input.
        file: PathBuf,
        /// Say what would come of it, but change nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// List the formats of gazetteers: what is read, what is written, what they have no place for.
    Formats {
        #[command(flatten)]
        output: Output,
    },
    /// List the spellings that count in a text only with evidence, and those that will hurt.
    #[command(
        after_help = "Examples:\n  dixit gazetteer check\n  dixit gazetteer check --db news.db --limit 50 --format csv\n\n\
        It looks at the gazetteer of the base; where there is none, at the shipped one."
    )]
    Check {
        /// Most spellings of each list.
        #[arg(long, value_name = "N", default_value_t = 10)]
        limit: usize,
        #[command(flatten)]
        output: Output,
    },
    /// Tell whose a spelling is, why it may prove nothing, and what evidence it needs.
    #[command(after_help = "Examples:\n  dixit gazetteer why Mars\n  dixit gazetteer why 'Le Monde' --db news.db\n\n\
        It looks at the gazetteer of the base; where there is none, at the shipped one.")]
    Why {
        /// The spelling; capitals and accents do not count.
        spelling: String,
        #[command(flatten)]
        output: Output,
    },
}
