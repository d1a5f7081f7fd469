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
        "alias \"Vasily Nunkzya\" = Vassili Nebenzia",
    ),
    statement(
        "forget",
        " alias SPELLING [of NAME] | forget query NAME",
        "take out a spelling, or a saved question",
        "forget alias \"Vasily Nunkzya\" of Vassili Nebenzia",
    ),
    statement(
        "set",
        " PARTICULAR of document DOCUMENT = VALUE [because \"REASON\"]",
        "correct what was read of a document; the document is named by its number in the last answer, its key, source or title",
        "set date of document 3 = 2024-10-31 because \"page header\"",
    ),
    statement("undo", "", "take back the last change of the gazetteer or of a document", "undo"),
    statement("redo", "", "make the change taken back again", "redo"),
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
    /// What `last UNIT` means.
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
        unit: Unit::Year,
        word: "year",
        plural: "years",
        meaning: "the last whole calendar year",
        example: "quotes on last year",
    },
];
