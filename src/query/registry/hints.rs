//! Words of other languages and habits, with what to write instead.

/// One word that the language does not have.
pub struct Hint {
    /// The word.
    pub word: &'static str,
    /// What to tell.
    pub text: &'static str,
    /// What may stand in its place; empty text means that it can simply go.
    pub instead: &'static [&'static str],
}

impl Hint {
    /// The whole questions that it tells.
    pub fn questions(&self) -> impl Iterator<Item = &'static str> {
        self.text.split('`').skip(1).step_by(2).filter(|text| text.contains(" | ") && !text.contains("NAME"))
    }
}

const fn row(word: &'static str, text: &'static str, instead: &'static [&'static str]) -> Hint {
    Hint { word, text, instead }
}

const MOST: &str =
    "who is quoted most tells `quotes | top 10 by speaker`; who is named most, `people | sort by mentions desc`";
const SAYING: &str = "every way of saying is asked for with `say` and `said`";

/// Every such word.
pub const HINTS: &[Hint] = &[
    row(
        "from",
        "`from` may mean a speaker, an outlet or a date: write `by`, `in outlet` or `since`",
        &["by", "in outlet", "since"],
    ),
    row("where", "clauses follow the first word directly; leave `where` out", &[""]),
    row("that", "clauses follow the first word directly; leave `that` out", &[""]),
    row(
        "which",
        "begin with what you want; `mentions of NAME | count by spelling, document` tells which spellings occur where",
        &[""],
    ),
    row("qui", "begin with `who` and a verb: `who said`, `who denied`", &[]),
    row("citations", "begin with what you want", &["quotes"]),
    row("locuteur", "a speaker is asked for with `by`", &["by"]),
    row("par", "a speaker is asked for with `by`", &["by"]),
    row("sur", "what words are about is asked for with `about`", &["about"]),
    row("depuis", "a date is asked for with `on`, `since`, `until`, `before`, `after` or `between`", &["since"]),
    row("speaker", "a speaker is asked for with `by`", &["by"]),
    row("source", "an outlet is asked for with `in outlet`, a speaker with `by`", &["in outlet", "by"]),
    row("outlet", "an outlet is asked for with `in outlet`", &["in outlet"]),
    row("language", "a language is asked for with `in language`", &["in language"]),
    row("document", "a document is asked for with `in document`", &["in document"]),
    row("date", "a date is asked for with `on`, `since`, `until`, `before`, `after` or `between`", &["on"]),
    row("during", "a period is asked for with `on`: `on 2024-10`", &["on"]),
    row("regarding", "write `about`", &["about"]),
    row("concerning", "write `about`", &["about"]),
    row("against", "dixit does not judge for or against; write `about`", &["about"]),
    row("like", "free text is searched with `containing \"…\"`", &["containing"]),
    row("select", "dixit is not SQL: begin with what you want, `quotes` or `documents`", &["", "quotes"]),
    row("find", "begin with what you want", &["", "quotes"]),
    row("list", "begin with what you want", &[""]),
    row("order", "rows are put in order by a stage", &["| sort"]),
    row("group", "rows are counted in groups by a stage: `| count by outlet`", &["| count"]),
    row("said", "a speaker is asked for with `by`, or begin with `who said`", &[]),
    row("same", "`in same sentence` and its like stand behind the names of `with` and `mentioning`", &[]),
    row("random", "rows are drawn by lot with `| sample N`", &["sample"]),
    row("head", "the first rows only: `| limit N`", &["limit"]),
    row("first", "the first rows only: `| limit N`", &["limit"]),
    row("distinct", "each value once, with how many rows it has: `| count by FIELD`", &["count by"]),
    row("unique", "each value once, with how many rows it has: `| count by FIELD`", &["count by"]),
    row("descending", "write `desc`", &["desc"]),
    row("ascending", "write `asc`", &["asc"]),
    row("regex", "patterns are searched with `matching \"…\"`", &["matching"]),
    row("regexp", "patterns are searched with `matching \"…\"`", &["matching"]),
    row("confidence", "a least confidence is asked for with `min confidence`", &["min confidence"]),
    row("the", "leave `the` out", &[""]),
    row("spoke", SAYING, &["said"]),
    row("talked", SAYING, &["said"]),
    row("stated", SAYING, &["said"]),
    row("claimed", SAYING, &["said"]),
    row("declared", SAYING, &["said"]),
    row("told", SAYING, &["said"]),
    row("speak", SAYING, &["say"]),
    row("talk", SAYING, &["say"]),
    row("claim", SAYING, &["say"]),
    row("state", SAYING, &["say"]),
    row("was", MOST, &[]),
    row("were", MOST, &[]),
    row("is", MOST, &[]),
    row("most", MOST, &[]),
    row("quoted", MOST, &[]),
    row("when", "a date is asked for with `on`, `since`, `until`, `before`, `after` or `between`", &["on"]),
    row("talking", "what words are about is asked for with `about`", &["", "about"]),
    row("quoting", "a speaker is asked for with `by`", &["by"]),
    row("saying", "words that are printed are searched with `containing \"…\"`", &["containing"]),
    row("text", "words that are printed are searched with `containing \"…\"`", &["containing"]),
    row("title", "words of a headline are searched with `titled \"…\"`", &["titled"]),
    row("headline", "words of a headline are searched with `titled \"…\"`", &["titled"]),
    row("newspaper", "an outlet is asked for with `in outlet`", &["in outlet"]),
    row("topic", "a topic is asked for with `about`", &["about"]),
    row("delete", "what the gazetteer has is taken out with `forget`", &["forget"]),
    row("remove", "what the gazetteer has is taken out with `forget`", &["forget"]),
    row("join", "two entities are made one with `merge X into Y`", &["merge"]),
    row("edit", "what is known of an entity, a spelling or a document is changed with `set`", &["set"]),
    row("but", "write `and not`, or only `not`", &["and"]),
    row("without", "write `not`, or `no speaker`", &["no", "not"]),
    row("except", "write `not`", &["not"]),
];

/// The hint for `word`.
pub fn hint(word: &str) -> Option<&'static Hint> {
    HINTS.iter().find(|hint| hint.word == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::registry::{BASES, is_keyword};

    #[test]
    fn hints_are_for_words_that_the_language_does_not_have() {
        for hint in HINTS {
            assert!(!is_keyword(hint.word) || BASES.contains(&hint.word), "{}", hint.word);
        }
    }
}
