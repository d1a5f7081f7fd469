//! Clauses: what narrows a question, and what each means for each family of heads.

use super::NameClass;
use super::clause::{Clause, ClauseRow, Takes, Use};

use Use::{Is, Refused};

const ENTITY: Takes = Takes::Names(NameClass::Entity);
const NO_SPEAKERS: &str = "only quotations have speakers";
const NO_TOPIC: &str = "only quotations are about something";
const GAZETTEER: &str = "spellings belong to the gazetteer, not to documents";
const NOT_SPOKEN: [Use; 5] = [Refused("only quotations are spoken to somebody", None); 5];
const NOT_PASSED_ON: [Use; 5] = [Refused("only quotations are passed on by somebody", None); 5];
const ONLY_QUOTES: [Use; 5] = [Refused("only quotations have it", None); 5];
const DATED: [Use; 6] = [
    Is("its document is of such a date; with `said`, its words are, or the document where the text does not tell"),
    Is("its document is of such a date"),
    Is("it is of such a date"),
    Is("it is mentioned in a document of such a date"),
    Refused(GAZETTEER, None),
    Is("it is printed in a document of such a date"),
];
const ZONED: [Use; 6] = [
    Is("quotations there count too"),
    Is("mentions there count too"),
    Is("mentions there count too"),
    Is("mentions there count too"),
    Refused(GAZETTEER, None),
    Is("names there count too"),
];

const ONLY_FOUND: Use = Refused("only quotations and mentions are more or less sure", None);
const ONLY_MENTIONS: Use = Refused("only mentions can be ambiguous", None);

const fn of_mentions(is: Use) -> [Use; 6] {
    [ONLY_MENTIONS, is, ONLY_MENTIONS, ONLY_MENTIONS, ONLY_MENTIONS, ONLY_MENTIONS]
}

const fn of_quotes(is: Use, others: [Use; 5]) -> [Use; 6] {
    [is, others[0], others[1], others[2], others[3], others[4]]
}

const fn row(clause: Clause, word: &'static str, takes: Takes, uses: [Use; 6]) -> ClauseRow {
    ClauseRow { clause, word, synonyms: &[], takes, joint: false, scoped: false, uses, meaning: "", example: "" }
}

const fn flag(clause: Clause, word: &'static str, meaning: &'static str, example: &'static str) -> ClauseRow {
    ClauseRow { meaning, example, ..row(clause, word, Takes::Nothing, of_quotes(Is(meaning), ONLY_QUOTES)) }
}

const fn date(clause: Clause, word: &'static str, meaning: &'static str, example: &'static str) -> ClauseRow {
    ClauseRow { meaning, example, ..row(clause, word, Takes::Date, DATED) }
}

/// Every clause, in the order of [`Clause`].
pub const CLAUSES: &[ClauseRow] = &[
    ClauseRow {
        joint: true,
        meaning: "who speaks; `A and B` are joint speakers",
        example: "quotes by Lloyd Austin or Mark Rutte",
        ..row(
            Clause::By,
            "by",
            Takes::Names(NameClass::Speaker),
            [
                Is("the name is among its speakers"),
                Refused(NO_SPEAKERS, Some("of")),
                Refused(NO_SPEAKERS, Some("mentioning")),
                Refused(NO_SPEAKERS, Some("with")),
                Refused(NO_SPEAKERS, Some("of")),
                Refused(NO_SPEAKERS, Some("with")),
            ],
        )
    },
    ClauseRow {
        joint: true,
        meaning: "whom words are spoken to, where the text tells that (told the council)",
        example: "quotes to Vassili Nebenzia",
        ..row(Clause::To, "to", ENTITY, of_quotes(Is("the name is among those it is spoken to"), NOT_SPOKEN))
    },
    ClauseRow {
        meaning: "who passed words on (selon X, relayed by X): a name, or words that stand there",
        example: "quotes via OTAN",
        ..row(
            Clause::Via,
            "via",
            Takes::Names(NameClass::Relay),
            of_quotes(Is("the name, or the words, stand for who passed it on"), NOT_PASSED_ON),
        )
    },
    ClauseRow {
        joint: true,
        meaning: "what is talked of: named in the words, taken up by them, or standing in the sentence around them (≈)",
        example: "quotes about Corée du Nord",
        ..row(
            Clause::About,
            "about",
            ENTITY,
            [
                Is("it is about the name, widely: what matched only widely is marked ≈"),
                Refused(NO_TOPIC, Some("mentioning")),
                Refused(NO_TOPIC, Some("mentioning")),
                Refused(NO_TOPIC, Some("with")),
                Refused(NO_TOPIC, Some("of")),
                Refused(NO_TOPIC, Some("with")),
            ],
        )
    },
    ClauseRow {
        joint: true,
        meaning: "what is talked of, named in the very words",
        example: "quotes strictly about Koursk",
        ..row(
            Clause::StrictlyAbout,
            "strictly about",
            ENTITY,
            [
                Is("its words name it"),
                Refused(NO_TOPIC, Some("mentioning")),
                Refused(NO_TOPIC, Some("mentioning")),
                Refused(NO_TOPIC, Some("with")),
                Refused(NO_TOPIC, Some("of")),
                Refused(NO_TOPIC, Some("with")),
            ],
        )
    },
    ClauseRow {
        joint: true,
        scoped: true,
        meaning: "what is named there",
        example: "documents mentioning Koursk and OTAN",
        ..row(
            Clause::Mentioning,
            "mentioning",
            ENTITY,
            [
                Is("the name stands in its words"),
                Is("the name stands in the same paragraph"),
                Is("the name stands in it"),
                Refused("write `with`", Some("with")),
                Refused(GAZETTEER, Some("of")),
                Refused("write `with`", Some("with")),
            ],
        )
    },
    ClauseRow {
        meaning: "whose it is",
        example: "mentions of Koursk",
        ..row(
            Clause::Of,
            "of",
            ENTITY,
            [
                Refused("quotations are `by` a speaker and `about` a topic", Some("by")),
                Is("it names that entity"),
                Refused("documents mention names", Some("mentioning")),
                Refused("write `with` for names that stand in the same documents", Some("with")),
                Is("it is a spelling of that entity"),
                Refused("these names belong to nobody yet", Some("with")),
            ],
        )
    },
    ClauseRow {
        joint: true,
        scoped: true,
        meaning: "what stands in the same document, or nearer with `in same`",
        example: "people with Koursk in same sentence",
        ..row(
            Clause::With,
            "with",
            ENTITY,
            [
                Refused("write `mentioning`", Some("mentioning")),
                Refused("write `mentioning`", Some("mentioning")),
                Refused("write `mentioning`", Some("mentioning")),
                Is("it and the name are mentioned in one document"),
                Refused(GAZETTEER, Some("of")),
                Is("the name is mentioned in a document that prints it"),
            ],
        )
    },
    ClauseRow {
        synonyms: &["contains"],
        joint: true,
        meaning: "words that are printed, one behind the other; capitals, accents and marks do not count; `\"mensong*\"`: the last word begins so",
        example: "quotes containing \"troupes nord-coréennes\"",
        ..row(
            Clause::Containing,
            "containing",
            Takes::Text,
            [
                Is("its words contain these"),
                Refused("a mention is only a name", Some("as")),
                Is("its text contains these"),
                Refused("text is searched in quotations and documents", None),
                Refused("text is searched in quotations and documents", Some("as")),
                Refused("text is searched in quotations and documents", Some("as")),
            ],
        )
    },
    ClauseRow {
        joint: true,
        meaning: "a pattern (regular expression) that the text holds as printed; `(?i)` lets capitals be",
        example: "quotes containing \"troupes\" matching \"nord-coréen(ne)?s\"",
        ..row(
            Clause::Matching,
            "matching",
            Takes::Text,
            [
                Is("its words hold what the pattern tells"),
                Is("its spelling holds what the pattern tells"),
                Is("its text holds what the pattern tells"),
                Is("it is mentioned with a spelling that holds what the pattern tells"),
                Is("it holds what the pattern tells"),
                Is("it is printed with a spelling that holds what the pattern tells"),
            ],
        )
    },
    ClauseRow {
        meaning: "how it is spelled; capitals and accents do not count",
        example: "mentions of Vassili Nebenzia as \"Vasily Nunkzya\"",
        ..row(
            Clause::As,
            "as",
            Takes::Text,
            [
                Refused("how a name is spelled is asked of mentions", Some("containing")),
                Is("it is spelled so"),
                Refused("how a name is spelled is asked of mentions", Some("containing")),
                Is("it is mentioned with this spelling"),
                Is("it is spelled so"),
                Is("it is spelled so"),
            ],
        )
    },
    ClauseRow {
        joint: true,
        meaning: "words in the headline",
        example: "documents titled \"Koursk\"",
        ..row(
            Clause::Titled,
            "titled",
            Takes::Text,
            [
                Is("the document's headline contains the words"),
                Is("the document's headline contains the words"),
                Is("its headline contains the words"),
                Is("it is mentioned in a document with such a headline"),
                Refused(GAZETTEER, None),
                Is("it is printed in a document with such a headline"),
            ],
        )
    },
    ClauseRow {
        meaning: "one document, by its key, number, headline or file",
        example: "quotes in document 3",
        ..row(
            Clause::InDocument,
            "in document",
            Takes::Names(NameClass::Document),
            [
                Is("it stands in that document"),
                Is("it stands in that document"),
                Is("it is that document"),
                Is("it is mentioned in that document"),
                Refused(GAZETTEER, None),
                Is("it is printed in that document"),
            ],
        )
    },
    ClauseRow {
        meaning: "a newspaper, agency or site",
        example: "quotes in outlet 20 Minutes",
        ..row(
            Clause::InOutlet,
            "in outlet",
            Takes::Names(NameClass::Outlet),
            [
                Is("that outlet printed it"),
                Is("that outlet printed it"),
                Is("that outlet printed it"),
                Is("that outlet mentions it"),
                Refused(GAZETTEER, None),
                Is("that outlet printed it"),
            ],
        )
    },
    ClauseRow {
        meaning: "a language, by name or code",
        example: "quotes in language fr or en",
        ..row(
            Clause::InLanguage,
            "in language",
            Takes::Names(NameClass::Language),
            [
                Is("the document is in that language"),
                Is("the document is in that language"),
                Is("it is in that language"),
                Is("it is mentioned in a document in that language"),
                Is("the spelling is of that language"),
                Is("it is printed in a document in that language"),
            ],
        )
    },
    ClauseRow {
        synonyms: &["acts"],
        meaning: "what the speaker does by saying it; `act say` is plain saying only",
        example: "quotes act warn or threaten",
        ..row(
            Clause::Act,
            "act",
            Takes::Names(NameClass::Act),
            of_quotes(Is("the speaker does that by saying it"), ONLY_QUOTES),
        )
    },
    date(Clause::Since, "since", "in the period named or later", "quotes since 2024-10-30"),
    date(Clause::Until, "until", "in the period named or earlier", "quotes until 2024-10"),
    date(Clause::Before, "before", "earlier than the period named", "quotes before 2024-11"),
    date(Clause::After, "after", "later than the period named", "quotes after 2024-10-30"),
    date(Clause::On, "on", "in the period named", "quotes on 2024-10"),
    ClauseRow {
        takes: Takes::Dates,
        ..date(
            Clause::Between,
            "between",
            "from the first period to the second, both included",
            "quotes between 2024-10 and 2024-11",
        )
    },
    flag(Clause::Direct, "direct", "it stands wholly between quotation marks", "quotes direct by Mark Rutte"),
    flag(Clause::Indirect, "indirect", "it is reported without quotation marks", "quotes indirect"),
    flag(Clause::Mixed, "mixed", "it is reported, with some words between quotation marks", "quotes mixed"),
    flag(Clause::Named, "named", "a speaker has a name", "quotes named about Koursk"),
    flag(Clause::Anonymous, "anonymous", "a speaker is somebody without a name", "quotes anonymous about Koursk"),
    flag(Clause::Collective, "collective", "a speaker is a group", "quotes collective"),
    flag(Clause::NoSpeaker, "no speaker", "nobody was found who says it", "quotes no speaker"),
    ClauseRow {
        meaning: "at least so sure, from 0 to 1",
        example: "quotes min confidence 0.8",
        ..row(
            Clause::MinConfidence,
            "min confidence",
            Takes::Share,
            [
                Is("its confidence is at least that: so often its rules were right where they were counted"),
                Is("its score is at least that: so likely its entity is"),
                ONLY_FOUND,
                ONLY_FOUND,
                ONLY_FOUND,
                ONLY_FOUND,
            ],
        )
    },
    ClauseRow {
        meaning: "without a date",
        example: "documents undated",
        ..row(
            Clause::Undated,
            "undated",
            Takes::Nothing,
            [
                Is("its document has no date"),
                Is("its document has no date"),
                Is("it has no date"),
                Is("it is mentioned in a document without date"),
                Refused(GAZETTEER, None),
                Is("it is printed in a document without date"),
            ],
        )
    },
    ClauseRow {
        meaning: "whose date of publication can hardly be true: `show doubt` says why",
        example: "documents doubtful",
        ..row(
            Clause::Doubtful,
            "doubtful",
            Takes::Nothing,
            [
                Is("its document's date can hardly be true"),
                Is("its document's date can hardly be true"),
                Is("its date can hardly be true"),
                Is("it is mentioned in a document whose date can hardly be true"),
                Refused(GAZETTEER, None),
                Is("it is printed in a document whose date can hardly be true"),
            ],
        )
    },
    ClauseRow {
        meaning: "translated by a machine, as the page says itself",
        example: "quotes not translated",
        ..row(
            Clause::Translated,
            "translated",
            Takes::Nothing,
            [
                Is("its document was translated by a machine"),
                Is("its document was translated by a machine"),
                Is("it was translated by a machine"),
                Is("it is mentioned in a document translated by a machine"),
                Refused(GAZETTEER, None),
                Is("it is printed in a document translated by a machine"),
            ],
        )
    },
    ClauseRow {
        meaning: "no entity was chosen, since several are as likely; `show candidates` lists them",
        example: "mentions ambiguous | show spelling, candidates",
        ..row(Clause::Ambiguous, "ambiguous", Takes::Nothing, of_mentions(Is("no entity was chosen for it")))
    },
    flag(Clause::Checked, "checked", "the user has compared it with what was said (`check`)", "quotes checked"),
    flag(
        Clause::Unchecked,
        "unchecked",
        "the user has not compared it with what was said",
        "quotes unchecked about Koursk",
    ),
    flag(
        Clause::Corrected,
        "corrected",
        "the user has named another speaker, or rejected it (then with `including rejected`)",
        "quotes corrected including rejected",
    ),
    ClauseRow {
        meaning: "navigation, newsletters, comments and notices count too",
        example: "quotes including furniture",
        ..row(Clause::Furniture, "including furniture", Takes::Nothing, ZONED)
    },
    ClauseRow {
        meaning: "paragraphs that stood already in the document count too",
        example: "quotes including repeats",
        ..row(Clause::Repeats, "including repeats", Takes::Nothing, ZONED)
    },
    flag(
        Clause::Rejected,
        "including rejected",
        "what the user has rejected (`reject`) counts too",
        "quotes including rejected",
    ),
    ClauseRow {
        meaning: "with `of`, ambiguous mentions that may be of that entity count too",
        example: "mentions of Lloyd Austin including ambiguous",
        ..row(
            Clause::Open,
            "including ambiguous",
            Takes::Nothing,
            of_mentions(Is("ambiguous mentions that may be of the entity asked for count too")),
        )
    },
    ClauseRow {
        meaning: "what copies of a document print too is not folded into one row, and counts each time",
        example: "quotes including copies | show outlet, content",
        ..row(
            Clause::Copies,
            "including copies",
            Takes::Nothing,
            [
                Is("each document that prints it has a row"),
                Is("each document that prints it has a row"),
                Is("each copy has a row"),
                Is("mentions in copies count each"),
                Refused(GAZETTEER, None),
                Refused("names are spellings, of which every print counts", None),
            ],
        )
    },
];
