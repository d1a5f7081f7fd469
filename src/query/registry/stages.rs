//! What may follow a question, other things that may be typed, and units of time.

/// A stage behind `|`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// `count [by FIELDS]`
    Count,
    /// `sort by FIELD [desc]`
    Sort,
    /// `limit N`
    Limit,
    /// `show FIELDS`
    Show,
    /// `timeline [by UNIT]`
    Timeline,
    /// `top N by FIELD`
    Top,
    /// `sample N`
    Sample,
    /// `export to "FILE" [replacing]`
    Export,
    /// `new`
    New,
}

/// One stage.
pub struct StageRow {
    /// Which.
    pub stage: Stage,
    /// How it is written.
    pub word: &'static str,
    /// How it goes on, for the docs.
    pub rest: &'static str,
    /// What it does.
    pub meaning: &'static str,
    /// A question that works.
    pub example: &'static str,
}

/// Every stage.
pub const STAGES: &[StageRow] = &[
    StageRow {
        stage: Stage::Count,
        word: "count",
        rest: " [by FIELDS]",
        meaning: "how many rows; with `by`, how many for each value. People, places … and names count their mentions then; by outlet, document or spelling, each copy counts",
        example: "quotes about Koursk | count by speaker",
    },
    StageRow {
        stage: Stage::Sort,
        word: "sort",
        rest: " by FIELD [desc]",
        meaning: "put in order",
        example: "documents | sort by mentions desc",
    },
    StageRow {
        stage: Stage::Limit,
        word: "limit",
        rest: " N",
        meaning: "the first N rows only",
        example: "quotes | limit 10",
    },
    StageRow {
        stage: Stage::Show,
        word: "show",
        rest: " FIELDS",
        meaning: "these columns instead of the usual ones",
        example: "quotes | show speaker, content, outlet",
    },
    StageRow {
        stage: Stage::Timeline,
        word: "timeline",
        rest: " [by UNIT]",
        meaning: "how many in each day, week, month (unless another is named), quarter or year of publication, empty ones too",
        example: "quotes about Koursk | timeline by week",
    },
    StageRow {
        stage: Stage::Top,
        word: "top",
        rest: " N by FIELD",
        meaning: "the N values with most rows; by a number, the N rows with the highest",
        example: "quotes about Koursk | top 10 by speaker",
    },
    StageRow {
        stage: Stage::Sample,
        word: "sample",
        rest: " N",
        meaning: "N rows drawn by lot, in the usual order; the same ones as long as the base is the same",
        example: "quotes about Koursk | sample 20",
    },
    StageRow {
        stage: Stage::Export,
        word: "export",
        rest: " to \"FILE\" [replacing]",
        meaning: "write the rows to a file, in the format that its ending tells: csv, tsv, json, ndjson, md, txt; a file that is there stays, unless `replacing`",
        example: "quotes by Mark Rutte | export to \"rutte.csv\"",
    },
    StageRow {
        stage: Stage::New,
        word: "new",
        rest: "",
        meaning: "behind `run`: the rows that this saved question with these values has not given yet; a row counts as given once it was written",
        example: "run said who=Sergueï Lavrov, topic=Koursk | new",
    },
];

/// Something other than a question.
pub struct StatementRow {
    /// First word.
    pub word: &'static str,
    /// How it goes on, for the docs.
    pub rest: &'static str,
    /// What it does.
    pub meaning: &'static str,
    /// One that works.
    pub example: &'static str,
}

const fn statement(
    word: &'static str,
    rest: &'static str,
    meaning: &'static str,
    example: &'static str,
) -> StatementRow {
    StatementRow { word, rest, meaning, example }
}

/// Every other statement, by its first word.
pub const STATEMENTS: &[StatementRow] = &[
    statement(
        "explain",
        " QUESTION",
        "how a question, or a saved one, is read and run, without its rows",
        "explain who denied",
    ),
    statement(
        "save",
        " NAME($A [= DEFAULT], …) [\"DESCRIPTION\"] = QUESTION",
        "keep a question under a name; it may be another saved one with values: `run NAME A=$B`",
        "save said($who, $topic = OTAN) \"What X said about Y\" = quotes by $who about $topic",
    ),
    statement(
        "run",
        " NAME [A=VALUE, …] [| STAGES]",
        "ask a saved question",
        "run said who=Sergueï Lavrov, topic=Koursk",
    ),
    statement("queries", "", "list the saved questions, with those that are in every base", "queries"),
    statement(
        "show",
        " query NAME",
        "a saved question as it was saved, and what its parameters are",
        "show query said",
    ),
    statement(
        "export",
        " queries to \"FILE\" [replacing]",
        "write your saved questions into a file that `.read` reads; with `replacing`, also over one that is there",
        "export queries to \"questions.dixit\"",
    ),
    statement(
        "alias",
        " SPELLING = NAME",
        "add a spelling to the gazetteer",
        "alias \"Vassilij Nebenzja\" = Vassili Nebenzia",
    ),
    statement(
        "add",
        " KIND NAME [@KEY]",
        "a new person, place, organisation or work; its key is made from the name unless it is given",
        "add person \"Pak Jong-chon\" because \"speaks for the army\"",
    ),
    statement(
        "describe",
        " NAME = \"TEXT\"",
        "a few words that tell homonyms apart",
        "describe Lloyd Austin = \"US defence secretary until 2025\"",
    ),
    statement(
        "rename",
        " NAME = SPELLING",
        "another name to show; the old one stays a spelling, and the key stays",
        "rename Kursk = \"Koursk\"",
    ),
    statement(
        "merge",
        " NAME into NAME",
        "two are one: spellings, offices and ids go over, and @KEY of the first means the second",
        "merge Koursk into Russie because \"our desk counts them as one\"",
    ),
    statement(
        "split",
        " SPELLING [or SPELLING …] from NAME as KIND NAME [@KEY]",
        "one is two: these spellings are those of a new one",
        "split \"Vasily Nunkzya\" from Vassili Nebenzia as person \"Vasily Nunkzya\"",
    ),
    statement(
        "office",
        " ROLE of NAME = NAME [since DATE] [until DATE]",
        "who holds an office, or held it; a tenure that is there is ended so",
        "office president of Russia = Sergueï Lavrov since 2024-05 until 2024-06",
    ),
    statement(
        "forget",
        " alias SPELLING [of NAME] | forget entity NAME | forget office ROLE of NAME = NAME [since DATE] | forget query NAME",
        "take out a spelling, an entity with all that belongs to it, a tenure, or a saved question",
        "forget alias \"Vasily Nunkzya\" of Vassili Nebenzia",
    ),
    statement(
        "set",
        " PARTICULAR of NAME = VALUE | set PARTICULAR of alias SPELLING of NAME = VALUE | set PARTICULAR of document DOCUMENT = VALUE",
        "what is known of an entity or of a spelling, or was read of a document, which is named by its number in the last answer, its key, source or title",
        "set date of document 3 = 2024-10-31 because \"page header\"",
    ),
    statement(
        "speaker",
        " of QUOTATION = NAME",
        "who says a quotation, which is named by its number in the last answer or its key; what the machine found stays beside it",
        "speaker of 1 = Sergueï Lavrov because \"UN video, 30:12\"",
    ),
    statement(
        "reject",
        " QUOTATION [\"TEXT\"]",
        "it is no quotation: it counts only `including rejected`",
        "reject 1 \"a title\"",
    ),
    statement(
        "check",
        " QUOTATION [\"TEXT\"]",
        "you have compared it with what was said, and where: `quotes checked`",
        "check 1 \"UN video, 30:12\"",
    ),
    statement("note", " QUOTATION \"TEXT\"", "a remark of yours on a quotation", "note 1 \"ask the press office\""),
    statement(
        "preview",
        " CHANGE",
        "what any of these changes would do, without doing it",
        "preview alias \"Vassilij Nebenzja\" = Vassili Nebenzia",
    ),
    statement(
        "undo",
        " [N]",
        "take back the last change of the gazetteer, of a document or of a quotation, or the last N",
        "undo",
    ),
    statement("redo", " [N]", "make the change taken back last again, or N of them", "redo"),
    statement("help", " [WORD]", "what the language has, or what one word means", "help about"),
];

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// January to March, April to June and so on.
    Quarter,
    /// A calendar year.
    Year,
}

/// One unit.
pub struct UnitRow {
    /// Which.
    pub unit: Unit,
    /// One of them.
    pub word: &'static str,
    /// Several.
    pub plural: &'static str,
    /// What `last UNIT` means; `this UNIT` is the one that today is in.
    pub meaning: &'static str,
    /// A question that works.
    pub example: &'static str,
}

/// Every unit, in the order of [`Unit`].
pub const UNITS: &[UnitRow] = &[
    UnitRow { unit: Unit::Day, word: "day", plural: "days", meaning: "yesterday", example: "quotes on last day" },
    UnitRow {
        unit: Unit::Week,
        word: "week",
        plural: "weeks",
        meaning: "the last whole week, Monday to Sunday",
        example: "quotes since last week",
    },
    UnitRow {
        unit: Unit::Month,
        word: "month",
        plural: "months",
        meaning: "the last whole calendar month",
        example: "quotes since 3 months ago",
    },
    UnitRow {
        unit: Unit::Quarter,
        word: "quarter",
        plural: "quarters",
        meaning: "the last whole quarter of a calendar year",
        example: "quotes on this quarter",
    },
    UnitRow {
        unit: Unit::Year,
        word: "year",
        plural: "years",
        meaning: "the last whole calendar year",
        example: "quotes on last year",
    },
];
