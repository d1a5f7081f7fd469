//! The command line.

mod exchange;
mod gazetteer;
mod language;

use std::path::PathBuf;

use clap::{
    Args as ClapArgs, CommandFactory as _, Parser, Subcommand,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};

pub(super) use self::{
    exchange::{GazetteerExport, GazetteerImport},
    gazetteer::Gazetteer,
    language::{Language, Try},
};
use super::{
    settings::{self, SETTINGS},
    ui,
};
use crate::{
    annotate::discover::Pile,
    import::fields::{Map, is_web},
    output::{FORMATS, Format},
    query::{self, DIALECTS, Dialect},
};

/// Who said what, about whom, where and when: an entity knowledge base over a pile of news.
#[derive(Parser)]
#[command(
    version,
    about,
    after_help = "Without a command dixit asks for questions at a prompt, or reads them from standard input.\n\
    Examples:\n  dixit ingest news/*.txt\n  dixit ask who denied about Koursk\n  dixit ask 'quotes by Mark Rutte | count by act'\n  \
    dixit -c 'quotes act deny | count; names | limit 5'\n  dixit\n\n\
    The base, the format and more may be set for good: in config.toml, or in the environment, as DIXIT_DB (docs/config.md)."
)]
pub(super) struct Args {
    /// The knowledge base: one SQLite file.
    #[arg(long, global = true, value_name = "PATH")]
    pub db: Option<PathBuf>,
    /// Let lines from standard input, and from files that `.read` reads, change the base and write files.
    #[arg(long)]
    pub allow_edits: bool,
    /// Carry out these statements, apart by `;`, and end; as one line of standard input each.
    #[arg(short = 'c', value_name = "STATEMENTS")]
    pub statements: Option<String>,
    /// Open the base only for reading: nothing can change it, and the prompt keeps no history.
    #[arg(long, global = true)]
    pub read_only: bool,
    /// Print texts as they stand in documents, with all that a terminal obeys and a spreadsheet runs.
    #[arg(long, global = true)]
    pub raw: bool,
    /// Tell errors and remarks as JSON on standard error, one object a line.
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of heads, help and messages; what programs read stays as it is.
    #[arg(long, global = true, value_name = "CODE", value_parser = ui::languages())]
    pub ui: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The command line in the language that is spoken.
pub(super) fn command() -> clap::Command {
    ui::described(english())
}

/// The command line in English, whose long help tells the settings as well.
pub(super) fn english() -> clap::Command {
    let command = Args::command();
    let brief = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let width = SETTINGS.iter().map(|setting| setting.name.len()).max().unwrap_or(0);
    let settings = SETTINGS.iter().map(|own| format!("  {:width$}  {} [{}]", own.name, own.meaning, own.usual));
    let settings = settings.collect::<Vec<_>>().join("\n");
    command.after_long_help(format!("{brief}\n\nSettings of config.toml:\n{settings}"))
}

/// What dixit can do besides the prompt.
#[derive(Subcommand)]
pub(super) enum Command {
    /// Read articles into the knowledge base.
    #[command(
        after_help = "Examples:\n  dixit ingest news/*.txt\n  dixit ingest --outlet 'Le Monde' --date 2024-10-31 a.txt\n  \
        dixit ingest news.zip feed.xml\n  dixit ingest --map text=body,date=seen articles.csv\n  \
        curl … | dixit ingest --source feed.xml -\n\nWhat can be read is told in docs/formats.md. Files that are in already are skipped; one whose text has changed is left as it was unless --update is given."
    )]
    Ingest(Ingest),
    /// Answer one question.
    #[command(
        after_help = "Examples:\n  dixit ask who said \"mensonges\"\n  dixit ask 'quotes by Mark Rutte since 2024-10 | count by act'\n  \
        dixit ask --format csv names\n\nAmong several arguments one that holds spaces is a text; `dixit ask help` tells the language."
    )]
    Ask(Ask),
    /// Answer a saved question.
    #[command(
        override_usage = ui::whole("dixit run [OPTIONS] <NAME> [--PARAM VALUE | PARAM=VALUE]... ['|' STAGES]"),
        after_help = "Examples:\n  dixit run said --who 'Mark Rutte' --topic Koursk --format csv\n  dixit run said who='Mark Rutte' '|' count by act\n  \
        dixit run denials '|' new\n\n`dixit ask queries` lists the saved questions, `dixit ask show query NAME` tells the parameters of one. A parameter \
        that is called like an option here is given as PARAM=VALUE."
    )]
    Run(Run),
    /// Print a question as SQL with named arguments, one JSON object: for the base itself, or for its tables on Spark.
    #[command(
        after_help = "Examples:\n  dixit sql 'quotes by Mark Rutte | count by act'\n  dixit sql --dialect spark 'quotes by Mark Rutte | count by act'\n\n\
        The object has sql, args, columns and notes; docs/sql.md tells what each dialect has. Names are those of the base, or of the shipped gazetteer where there is none."
    )]
    Sql(Sql),
    /// Print what is found in texts as JSON, one object a line, without a knowledge base; with --db it lends its gazetteer.
    #[command(
        after_help = "Examples:\n  dixit annotate a.txt b.txt\n  dixit annotate - < documents.jsonl\n  dixit annotate --explain a.txt\n  dixit annotate --db news.db a.txt\n\n\
        On standard input each line is {\"id\", \"text\", \"lang\"?, \"date\"?}. Offsets count Unicode code points."
    )]
    Annotate(Annotate),
    /// List, check and try language packs.
    #[command(subcommand)]
    Language(Language),
    /// Tell what the gazetteer holds; take gazetteers of others in, and write it for others.
    #[command(subcommand)]
    Gazetteer(Gazetteer),
    /// Propose whose spellings the unknown names of the base may be, with reasons; or those of a list, as JSON.
    #[command(
        after_help = "Examples:\n  dixit discover\n  dixit discover --accept sure\n  dixit discover --gazetteer known.tsv < names.jsonl\n\n\
        A name is sure, likely or new: of nobody whom the gazetteer knows. `.discover review` at the prompt goes through them one by one.\n\n\
        With --gazetteer no base is read: the list has a header with the columns id and name, apart by a tab. \
        On standard input each line is {\"q\": a name}; each is answered by a line {\"q\", \"candidates\": [{\"entity\", \"score\", \"why\"}]}, \
        the likeliest first."
    )]
    Discover(Discover),
    /// Answer OpenRefine's reconciliation queries (version 0.2) from standard input: which entities names may stand for.
    #[command(after_help = "Standard input holds the JSON of `queries`, or one such object a line:\n  \
        echo '{\"q0\":{\"query\":\"Mark Rutte\",\"type\":\"person\"}}' | dixit reconcile")]
    Reconcile,
    /// Answer other programs on this machine over HTTP, until Ctrl-C.
    #[command(
        after_help = "Example:\n  dixit serve --reconcile\n\nIn OpenRefine: Reconcile, Start reconciling, Add standard service, http://127.0.0.1:3210/"
    )]
    Serve(Serve),
    /// Look for damage: of the file, and of what dixit wrote into it; exit code 3 when there is any.
    Check,
    /// Print what the base holds, in numbers.
    Stats(Stats),
    /// Write a copy of the base into a new file; others may go on using it meanwhile.
    Backup {
        /// The new file.
        file: PathBuf,
    },
    /// Print the paragraph in which a quotation or mention stands, or a document, with its marks.
    #[command(
        after_help = "Example:\n  dixit open q7f3k\n\n`quotes … | show key, content` lists keys; the beginning of one is enough."
    )]
    Open {
        /// The beginning of a lasting key.
        key: String,
        /// Print the whole document.
        #[arg(long)]
        whole: bool,
    },
    /// Print by which rules a quotation or mention was found and attributed, and how often these were right.
    Why {
        /// The beginning of a lasting key.
        key: String,
    },
    /// Print footnotes: words as printed, speaker, outlet, title, date, URL, hash, day of reading.
    #[command(
        after_help = "Examples:\n  dixit cite q7f3k\n  dixit cite --format markdown q7f3k qa21b\n  dixit cite --format csv q7f3k > notes.csv"
    )]
    Cite {
        /// The beginnings of lasting keys.
        #[arg(required = true, value_name = "KEY")]
        keys: Vec<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Print a document's bytes as they were read.
    Original {
        /// Its key: d and twelve letters and digits.
        key: String,
    },
    /// Print the whole base as JSON lines, by lasting keys: equal bases print the same; or write each table into a folder, for use elsewhere.
    #[command(after_help = "Examples:\n  dixit dump > base.jsonl\n  dixit dump --format ndjson tables\n\n\
        The tables in the folder are those of the schema, with lasting keys in the place of row numbers, and the words that `containing` asks; \
        `dixit load` makes a base of them, and Spark reads them (docs/spark.md).")]
    Dump {
        /// A new or an empty folder for the tables.
        #[arg(requires = "format")]
        folder: Option<PathBuf>,
        /// How tables are written: a file each, with one JSON object a line.
        #[arg(long, requires = "folder", value_parser = ["ndjson"])]
        format: Option<String>,
    },
    /// Make a base of a folder of tables, as `dixit dump --format ndjson` or Spark writes it.
    #[command(after_help = "Example:\n  dixit --db part.db load tables\n\n\
        A table is a file TABLE.ndjson, or a folder TABLE with files that end in .json; the base must be new.")]
    Load {
        /// The folder with the tables.
        folder: PathBuf,
    },
    /// Print the rows that a base would hold of each document on standard input, without a base: for Spark; with --db it lends its gazetteer.
    #[command(
        after_help = "Each line of standard input is {\"source\", \"record\": a JSON object as text} or {\"source\", \"bytes\": a file in base64}. \
        Each document found is answered by a line {\"source\", \"tables\": {TABLE: [ROW, …], …}} or {\"source\", \"refused\": why}."
    )]
    Rows {
        /// Print the columns of all tables with their types instead.
        #[arg(long)]
        columns: bool,
    },
    /// Tell of pairs of texts on standard input whether they are almost the same: for Spark.
    #[command(
        after_help = "Each line is {\"one\": {\"text\", \"body\": [[start, end], …]}, \"other\": …}; places count Unicode code points. \
        Each is answered by true or false."
    )]
    Alike,
    /// Read the shipped sample articles into a base of their own, answer three questions, go on at the prompt.
    Demo,
    /// Learn the language in ten steps on the shipped samples, in a base of their own that is gone afterwards.
    Tour,
    /// Read again the documents that another version of dixit or of the gazetteer has read.
    Refresh,
    /// Tell where dixit keeps what, and which versions are at work: for a report of something that goes wrong.
    Doctor,
    /// Print what lets a shell complete dixit's commands and options.
    #[command(
        after_help = "Examples:\n  dixit completions bash > ~/.local/share/bash-completion/completions/dixit\n  \
        dixit completions zsh > ~/.zfunc/_dixit\n  dixit completions fish > ~/.config/fish/completions/dixit.fish"
    )]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Write the manual, a page for each command, into a folder.
    #[command(after_help = "Example:\n  dixit man ~/.local/share/man/man1")]
    Man {
        /// The folder, which is made where there is none.
        folder: PathBuf,
    },
}

/// Options of `dixit ingest`.
#[derive(ClapArgs, Default)]
pub(super) struct Ingest {
    /// Files of any format, archives, folders, patterns; `-` is standard input.
    #[arg(required = true, value_name = "FILES")]
    pub files: Vec<PathBuf>,
    /// Outlet of all these articles.
    #[arg(long)]
    pub outlet: Option<String>,
    /// Date of publication of all these articles: YYYY, YYYY-MM or YYYY-MM-DD.
    #[arg(long, value_parser = iso_date)]
    pub date: Option<String>,
    /// Language of all these articles, as a two-letter code.
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub language: Option<String>,
    /// Where the article was published, when it is only one.
    #[arg(long, value_parser = url)]
    pub url: Option<String>,
    /// Under which names fields or columns are, when these are unusual: text=body,date=seen.
    #[arg(long, value_name = "FIELD=NAME,…")]
    pub map: Option<Map>,
    /// A table with a column `file` that says of single files what they do not say, or say wrongly.
    #[arg(long, value_name = "TABLE")]
    pub meta: Option<PathBuf>,
    /// What standard input is called in the base; its ending helps to tell its format.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Let a text that has changed take the place of the one in the base.
    #[arg(long)]
    pub update: bool,
    /// Do not keep the bytes as read beside the text.
    #[arg(long)]
    pub no_originals: bool,
    /// Read everything and say what would be taken, but change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Write what was refused into this file, one line each: source, tab, reason.
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Documents of one transaction: what is safe at once.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=8192))]
    pub batch: Option<u16>,
    /// How many threads read.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

/// Options of `dixit discover`.
#[derive(ClapArgs)]
pub(super) struct Discover {
    /// A list of known names, in the place of a base.
    #[arg(long, value_name = "TABLE", conflicts_with_all = ["accept", "limit", "format", "fail_empty"])]
    pub gazetteer: Option<PathBuf>,
    /// Make every proposal of this pile a spelling: sure, or likely with the sure ones. One `undo` takes all of them back.
    #[arg(long, value_name = "PILE", value_parser = pile)]
    pub accept: Option<Pile>,
    /// Most names that are listed.
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    #[command(flatten)]
    pub output: Output,
}

/// Options of `dixit serve`.
#[derive(ClapArgs)]
pub(super) struct Serve {
    /// Serve reconciliation, for OpenRefine.
    #[arg(long, required = true)]
    pub reconcile: bool,
    /// The port; any that is free where it is 0.
    #[arg(long, value_name = "N", default_value_t = 3210)]
    pub port: u16,
}

/// Options of `dixit stats`.
#[derive(ClapArgs)]
pub(super) struct Stats {
    /// How many bytes each table and index takes, in the place of what it holds.
    #[arg(long)]
    pub sizes: bool,
    #[command(flatten)]
    pub output: Output,
}

/// Options of `dixit ask`.
#[derive(ClapArgs)]
pub(super) struct Ask {
    /// The question, in plain words or as one argument.
    #[arg(required = true, value_name = "WORDS", trailing_var_arg = true)]
    pub words: Vec<String>,
    #[command(flatten)]
    pub output: Output,
}

/// Options of `dixit sql`.
#[derive(ClapArgs)]
pub(super) struct Sql {
    /// Whose SQL it is.
    #[arg(long, value_name = "NAME", default_value = DIALECTS[0].name(), value_parser = dialects())]
    pub dialect: &'static dyn Dialect,
    /// The question, in plain words or as one argument.
    #[arg(required = true, value_name = "WORDS", trailing_var_arg = true)]
    pub words: Vec<String>,
}

/// Options of `dixit run`.
#[derive(ClapArgs)]
pub(super) struct Run {
    /// Name of the saved question.
    pub name: String,
    /// Values: --who NAME, or who=NAME; then stages: '|' count by speaker.
    #[arg(value_name = "PARAM=VALUE", trailing_var_arg = true)]
    pub values: Vec<String>,
    #[command(flatten)]
    pub output: Output,
}

/// How answers are printed.
#[derive(ClapArgs)]
pub(super) struct Output {
    /// Format of the answer; a table unless set otherwise.
    #[arg(long, value_name = "NAME", value_parser = format())]
    format: Option<&'static Format>,
    /// Begin CSV with a byte-order mark, by which some spreadsheets know that it is UTF-8.
    #[arg(long)]
    bom: bool,
    /// End with exit code 1 when nothing is found.
    #[arg(long)]
    pub fail_empty: bool,
}

impl Output {
    /// The format asked for here, or set for good.
    pub fn format(&self) -> &'static Format {
        self.format.unwrap_or_else(|| settings::now().format())
    }

    /// Whether CSV begins with a byte-order mark.
    pub fn mark(&self) -> bool {
        self.bom || settings::now().switch("bom") == Some(true)
    }
}

/// Options of `dixit annotate`.
#[derive(ClapArgs)]
pub(super) struct Annotate {
    /// Text files, or `-` for JSON lines on standard input: one object with id and text a line, of at most 64 MB, answered at
    /// once.
    #[arg(required = true, value_name = "FILES")]
    pub files: Vec<PathBuf>,
    /// Language of the texts that do not say theirs; told from each text when not given.
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub language: Option<String>,
    /// Folder with entities.tsv, aliases.tsv and offices.tsv to use in the place of the shipped gazetteer.
    #[arg(long, value_name = "FOLDER")]
    pub gazetteer: Option<PathBuf>,
    /// A language file to use in the place of, or beside, the built-in ones.
    #[arg(long, value_name = "FILE")]
    pub pack: Vec<PathBuf>,
    /// Print quotations in words in the place of JSON: every decision, and the rule that took it.
    #[arg(long)]
    pub explain: bool,
}

/// Reads the name of a format, and lists them in the help.
fn format() -> impl TypedValueParser<Value = &'static Format> {
    PossibleValuesParser::new(FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.help)))
        .map(|name| Format::named(&name).unwrap_or(&FORMATS[0]))
}

/// Reads the name of a dialect.
fn dialects() -> impl TypedValueParser<Value = &'static dyn Dialect> {
    PossibleValuesParser::new(DIALECTS.iter().map(|dialect| dialect.name()))
        .map(|name| query::dialect(&name).unwrap_or(DIALECTS[0]))
}

fn pile(word: &str) -> Result<Pile, String> {
    [Pile::Sure, Pile::Likely].into_iter().find(|p| p.word() == word).ok_or_else(|| "expected sure or likely".into())
}

fn iso_date(text: &str) -> Result<String, String> {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    full.parse::<jiff::civil::Date>()
        .map(|_| text.to_owned())
        .map_err(|_| "expected YYYY, YYYY-MM or YYYY-MM-DD".into())
}

fn url(text: &str) -> Result<String, String> {
    is_web(text).then(|| text.to_owned()).ok_or_else(|| "expected a URL that begins with http:// or https://".into())
}

fn language(code: &str) -> Result<String, String> {
    let well_formed = code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
    well_formed.then(|| code.to_owned()).ok_or_else(|| "expected a two-letter code such as fr".into())
}
