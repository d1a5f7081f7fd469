//! Two further examples of each word, for `help WORD`: tried on the sample articles by a test, which also finds a word that has none.

/// Further examples by part of the language and word.
const MORE: &[(&str, &str, [&str; 2])] = &[
    ("question", "quotes", ["quotes since 2024-10-30", "quotes | count by speaker"]),
    ("question", "who", ["who said \"petit nombre\"", "who warned | count by speaker"]),
    ("question", "what", ["what did Lloyd Austin say about Corée du Nord", "what did Antony Blinken demand"]),
    (
        "question",
        "positions",
        [
            "positions of Lloyd Austin about Koursk",
            "positions of Mark Rutte about Koursk | show said, act, change, content",
        ],
    ),
    ("question", "mentions", ["mentions of Koursk | count by spelling", "mentions in language en | limit 10"]),
    ("question", "documents", ["documents since 2024-11", "documents | show title, published, mentions"]),
    ("question", "people", ["people with OTAN in same sentence", "people | sort by mentions desc | limit 10"]),
    ("question", "places", ["places with Lloyd Austin", "places | sort by mentions desc | limit 10"]),
    ("question", "organisations", ["organisations in language fr", "organisations | sort by mentions desc | limit 10"]),
    ("question", "entities", ["entities with Koursk in same sentence", "entities | sort by mentions desc | limit 20"]),
    ("question", "aliases", ["aliases of Vassili Nebenzia | show spelling, language", "aliases | limit 20"]),
    ("question", "names", ["names in language fr", "names | limit 20"]),
    ("clause", "by", ["quotes by Antony Blinken or Lloyd Austin", "quotes not by Lloyd Austin | count by speaker"]),
    ("clause", "to", ["quotes to Kim Jong-un", "who said to China"]),
    ("clause", "via", ["quotes via Pentagone", "quotes not via OTAN | count by act"]),
    ("clause", "about", ["who denied about Koursk", "quotes about Koursk and OTAN"]),
    (
        "clause",
        "strictly about",
        ["quotes strictly about Corée du Nord", "quotes by Lloyd Austin strictly about Russie"],
    ),
    ("clause", "mentioning", ["quotes mentioning Koursk", "documents mentioning Koursk or Séoul"]),
    ("clause", "of", ["mentions of Vassili Nebenzia | count by spelling", "aliases of Koursk"]),
    ("clause", "with", ["people with OTAN", "places with Koursk and Lloyd Austin in same sentence"]),
    ("clause", "containing", ["quotes containing \"mensong*\"", "documents containing \"Koursk\""]),
    ("clause", "matching", ["quotes matching \"[0-9]+\"", "quotes by Lloyd Austin matching \"soldats?\""]),
    ("clause", "as", ["mentions as \"Kursk\"", "mentions of Corée du Nord as \"Pyongyang\" or \"Nord-Coréens\""]),
    ("clause", "titled", ["documents titled \"Pentagone\"", "quotes titled \"Koursk\""]),
    (
        "clause",
        "in document",
        ["mentions in document 1 | count by spelling", "people in document \"2024-10-28_otan-rutte-koursk.txt\""],
    ),
    (
        "clause",
        "in outlet",
        ["documents in outlet 20 Minutes", "mentions of Koursk in outlet 20 Minutes | count by spelling"],
    ),
    ("clause", "in language", ["documents in language en", "mentions of Koursk in language fr | count by spelling"]),
    ("clause", "act", ["quotes act deny about Koursk", "quotes not act say | count by act"]),
    ("clause", "since", ["quotes since 2024-11", "quotes said since 2024-10-31"]),
    ("clause", "until", ["documents until 2024-10-28", "quotes said until 2024-10-30"]),
    ("clause", "before", ["documents before 2024-10-28", "quotes about Koursk before 2024-10-31"]),
    ("clause", "after", ["documents after 2024-10-31", "quotes about Koursk after 2024-10"]),
    ("clause", "on", ["quotes on 2024-10-31", "quotes said on 2024-10-30"]),
    (
        "clause",
        "between",
        ["documents between 2024-10-25 and 2024-10-31", "quotes said between 2024-10-28 and 2024-10-31"],
    ),
    ("clause", "direct", ["quotes direct about Koursk", "quotes direct | count by speaker"]),
    ("clause", "indirect", ["quotes indirect by Lloyd Austin", "quotes indirect | count by act"]),
    ("clause", "mixed", ["quotes mixed about Corée du Nord", "quotes mixed | count by speaker"]),
    ("clause", "named", ["quotes named | count by speaker", "quotes not named"]),
    ("clause", "anonymous", ["quotes anonymous", "quotes anonymous | count by speaker"]),
    ("clause", "collective", ["quotes collective about Russie", "quotes collective | count by speaker"]),
    ("clause", "no speaker", ["quotes no speaker about Koursk", "quotes not no speaker | count by act"]),
    (
        "clause",
        "min confidence",
        ["quotes about Koursk min confidence 0.9", "mentions min confidence 0.99 | count by spelling"],
    ),
    ("clause", "undated", ["quotes undated", "documents not undated | count by published"]),
    ("clause", "doubtful", ["quotes doubtful", "documents doubtful | show title, published, doubt"]),
    ("clause", "translated", ["documents translated", "quotes translated | count by outlet"]),
    ("clause", "ambiguous", ["mentions ambiguous", "mentions ambiguous | count by spelling"]),
    ("clause", "checked", ["quotes checked by Lloyd Austin", "quotes checked | show speaker, content"]),
    ("clause", "unchecked", ["quotes unchecked about Koursk", "quotes unchecked | count by speaker"]),
    ("clause", "corrected", ["quotes corrected", "quotes corrected | count by speaker"]),
    (
        "clause",
        "including furniture",
        ["mentions of Koursk including furniture", "documents mentioning Koursk including furniture"],
    ),
    ("clause", "including repeats", ["mentions of Koursk including repeats", "quotes about Koursk including repeats"]),
    (
        "clause",
        "including rejected",
        ["quotes about Koursk including rejected", "quotes including rejected | count by speaker"],
    ),
    (
        "clause",
        "including ambiguous",
        ["mentions of Kim Jong-un including ambiguous", "mentions of Séoul including ambiguous | count by spelling"],
    ),
    (
        "clause",
        "including copies",
        ["documents including copies", "quotes about Koursk including copies | count by speaker"],
    ),
    (
        "scope",
        "sentence",
        ["people with Koursk and OTAN in same sentence", "quotes mentioning Koursk in same sentence"],
    ),
    (
        "scope",
        "paragraph",
        ["people with Koursk in same paragraph", "mentions of Koursk mentioning OTAN in same paragraph"],
    ),
    ("scope", "quote", ["quotes mentioning Koursk in same quote", "places with Lloyd Austin in same quote"]),
    (
        "scope",
        "document",
        ["people with Koursk in same document", "documents mentioning Koursk and OTAN in same document"],
    ),
    ("stage", "count", ["quotes | count by speaker, act", "documents in language fr | count"]),
    ("stage", "sort", ["quotes | sort by published", "people | sort by mentions desc | limit 10"]),
    ("stage", "limit", ["documents | limit 3", "names | sort by count desc | limit 10"]),
    ("stage", "show", ["documents | show title, published", "quotes about Koursk | show said, content"]),
    ("stage", "timeline", ["quotes | timeline by day", "mentions of Koursk | timeline by day"]),
    ("stage", "top", ["quotes | top 5 by speaker", "documents | top 3 by mentions"]),
    ("stage", "sample", ["quotes | sample 3", "documents in language fr | sample 2 | show title"]),
    (
        "stage",
        "export",
        [
            "quotes | show speaker, content | export to \"quotes.md\"",
            "mentions of Koursk | export to \"koursk.html\" replacing",
        ],
    ),
    ("stage", "new", ["run denials topic=Koursk | new", "run promises who=Mark Rutte | new | show content"]),
    (
        "particular",
        "set date of document",
        ["set date of document 1 = 2024-11", "set date of document \"2024-10-28_otan-rutte-koursk.txt\" = 2024-10-28"],
    ),
    (
        "particular",
        "set outlet of document",
        [
            "set outlet of document 1 = \"20 Minutes\"",
            "set outlet of document \"2024-10-28_otan-rutte-koursk.txt\" = La Gazette",
        ],
    ),
    (
        "particular",
        "set language of document",
        ["set language of document 1 = en", "set language of document \"2024-10-28_otan-rutte-koursk.txt\" = French"],
    ),
    (
        "particular",
        "set title of document",
        [
            "set title of document 1 = \"Le pont\"",
            "set title of document \"2024-10-28_otan-rutte-koursk.txt\" = \"L’OTAN confirme\"",
        ],
    ),
    (
        "particular",
        "set author of document",
        [
            "set author of document 1 = \"Ada Lune\"",
            "set author of document \"2024-10-28_otan-rutte-koursk.txt\" = \"Ada Lune\"",
        ],
    ),
    (
        "particular",
        "set url of document",
        [
            "set url of document 1 = \"https://example.org/1\"",
            "set url of document \"2024-10-28_otan-rutte-koursk.txt\" = \"https://example.org/otan\"",
        ],
    ),
    ("particular", "set kind", ["preview set kind of Bosnia = work", "set kind of OTAN = place because \"a try\""]),
    (
        "particular",
        "set gender",
        ["set gender of Mark Rutte = unknown", "set gender of Antony Blinken = f because \"a try\""],
    ),
    (
        "particular",
        "set country",
        ["set country of Mark Rutte = unknown", "preview set country of Antony Blinken = unknown"],
    ),
    (
        "particular",
        "set case of alias",
        ["set case of alias \"Koursk\" of Kursk = any", "set case of alias \"Lloyd Austin\" of Lloyd Austin = any"],
    ),
    (
        "particular",
        "set sort of alias",
        ["set sort of alias \"Koursk\" of Kursk = misspelling", "set sort of alias \"OTAN\" of NATO = name"],
    ),
    (
        "particular",
        "set language of alias",
        ["set language of alias \"Koursk\" of Kursk = every", "set language of alias \"OTAN\" of NATO = Spanish"],
    ),
    ("other", "explain", ["explain quotes about Koursk | count by speaker", "explain run denials topic=Koursk"]),
    ("other", "save", ["save koursk = quotes about Koursk", "save week($from = \"7 days ago\") = quotes since $from"]),
    ("other", "run", ["run denials topic=Corée du Nord", "run spellings-by-outlet name=Koursk | sort by count desc"]),
    ("other", "queries", [".queries", "show query denials"]),
    ("other", "show", ["show query denials", "show query press-review"]),
    ("other", "export", ["export queries to \"mine.dixit\"", "export queries to \"mine.dixit\" replacing"]),
    (
        "other",
        "alias",
        ["alias \"Sergij Kislyza\" = Sergiy Kyslytsya", "alias \"Koursk-sur-Seïm\" = Koursk because \"an atlas\""],
    ),
    ("other", "add", ["add place \"Ormettes\"", "add organisation \"Ligue du Seïm\" @ligue-du-seim"]),
    (
        "other",
        "describe",
        [
            "describe Koursk = \"city and region in Russia\"",
            "describe Mark Rutte = \"secretary general of NATO since 2024\"",
        ],
    ),
    (
        "other",
        "rename",
        ["rename Mark Rutte = \"Mark Rutte (NATO)\"", "rename OTAN = \"OTAN\" because \"a French desk\""],
    ),
    ("other", "merge", ["preview merge Koursk into Russie", "merge OTAN into Pentagone because \"a try\""]),
    (
        "other",
        "split",
        [
            "preview split \"Vasily Nunkzya\" from Vassili Nebenzia as person \"Vasily Nunkzya\"",
            "split \"OTAN\" from NATO as organisation \"OTAN\"",
        ],
    ),
    (
        "other",
        "office",
        [
            "office president of France = Mark Rutte since 2030",
            "office president of Russia = Sergueï Lavrov since 2024-05 until 2024-06 because \"a try\"",
        ],
    ),
    ("other", "forget", ["forget alias \"Koursk\" of Kursk", "forget entity Bosnia because \"a try\""]),
    ("other", "set", ["set gender of Lloyd Austin = unknown", "set sort of alias Austin of Lloyd Austin = weak"]),
    ("other", "speaker", ["speaker of 1 = Mark Rutte", "speaker of 2 = Antony Blinken because \"heard it\""]),
    ("other", "reject", ["reject 1", "reject 2 \"the title of a film\""]),
    ("other", "check", ["check 1", "check 2 \"read in the paper\""]),
    ("other", "note", ["note 1 \"said twice\"", "note 2 \"compare with the English page\""]),
    ("other", "preview", ["preview set kind of Bosnia = organisation", "preview forget entity Bosnia"]),
    ("other", "undo", ["undo 1", "preview undo"]),
    ("other", "redo", ["redo 1", "preview redo"]),
    ("other", "help", ["help all", "help denied"]),
];

/// Two further examples of a word that is told under `part`.
pub(in crate::query) fn more(part: &str, word: &str) -> Option<[&'static str; 2]> {
    MORE.iter().find(|(own, first, _)| *own == part && *first == word).map(|(.., examples)| *examples)
}

/// Every word that has further examples, with its part.
#[cfg(test)]
pub(in crate::query) fn words() -> impl Iterator<Item = (&'static str, &'static str)> {
    MORE.iter().map(|(part, word, _)| (*part, *word))
}
