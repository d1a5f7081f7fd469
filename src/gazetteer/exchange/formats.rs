//! Every format: the command line and the docs read this list.

use super::{Read, WriteOut, csv, ftm, gate, geonames, jrc, json, paranames, spacy, tsv, wikidata};

/// A format of gazetteers.
pub struct Format {
    /// Its name, as a user writes it.
    pub name: &'static str,
    /// Usual ends of its files, without the point.
    pub suffixes: &'static [&'static str],
    /// What it is, in a few words.
    pub meaning: &'static str,
    /// What is read of it, beside ids, names and kinds.
    pub reads: &'static str,
    /// What it has no place for when it is written; or what is left out when it is read, where it is not.
    pub lacks: &'static str,
    /// Files beside it in the archives in which it is given out.
    pub beside: &'static [&'static str],
    /// Reads it.
    pub read: Read,
    /// Writes it.
    pub write: Option<WriteOut>,
}

/// All of them.
pub const FORMATS: &[Format] = &[
    Format {
        name: "tsv",
        suffixes: &["tsv"],
        meaning: "one tab-separated file of ours, a line a spelling",
        reads: "everything",
        lacks: "nothing",
        beside: &[],
        read: tsv::read,
        write: Some(tsv::write),
    },
    Format {
        name: "jsonl",
        suffixes: &["jsonl", "ndjson"],
        meaning: "JSON lines of ours, an object an entity",
        reads: "everything",
        lacks: "nothing",
        beside: &[],
        read: json::read,
        write: Some(json::write),
    },
    Format {
        name: "csv",
        suffixes: &["csv"],
        meaning: "a table with a header, its columns by usual names",
        reads: "what it has columns for: languages, descriptions, countries, genders, sorts, population, sitelinks",
        lacks: "columns of other names",
        beside: &[],
        read: csv::read,
        write: None,
    },
    Format {
        name: "jrc-names",
        suffixes: &["tsv", "txt"],
        meaning: "JRC-Names, the table `entities`",
        reads: "languages; `+` is any separator; acronyms by their form",
        lacks: "places and works; demonyms; descriptions, genders, countries, prominence; our ids and those of others; sorts and case",
        beside: &[],
        read: jrc::read,
        write: Some(jrc::write),
    },
    Format {
        name: "emm",
        suffixes: &["tsv", "txt"],
        meaning: "table of name variants of the Europe Media Monitor",
        reads: "a variant in small letters is read in any; acronyms by their form",
        lacks: "the key of a line",
        beside: &[],
        read: jrc::read_emm,
        write: None,
    },
    Format {
        name: "geonames",
        suffixes: &["txt"],
        meaning: "GeoNames, the table of places (allCountries, cities500 …)",
        reads: "countries, population as prominence, other names without a language",
        lacks: "coordinates, administrative codes, heights, time zones",
        beside: &["readme.txt", "iso-languagecodes.txt"],
        read: geonames::read,
        write: None,
    },
    Format {
        name: "geonames-names",
        suffixes: &["txt"],
        meaning: "GeoNames, the table alternateNamesV2",
        reads: "languages, ids of Wikidata, IATA, ICAO, FAAC and UN/LOCODE; historic and colloquial names are weak",
        lacks: "links, post codes, sounds, years",
        beside: &["readme.txt", "iso-languagecodes.txt"],
        read: geonames::read_names,
        write: None,
    },
    Format {
        name: "wikidata",
        suffixes: &["json", "ndjson"],
        meaning: "Wikidata's JSON dump, an entity a line, as one array or without",
        reads: "labels, aliases, native names, nicknames (weak), descriptions, genders, countries, population and sitelinks as prominence",
        lacks: "entities of classes that `data/exchange/classes.tsv` does not list; all other statements",
        beside: &[],
        read: wikidata::read,
        write: None,
    },
    Format {
        name: "paranames",
        suffixes: &["tsv"],
        meaning: "ParaNames",
        reads: "languages",
        lacks: "nothing",
        beside: &[],
        read: paranames::read,
        write: None,
    },
    Format {
        name: "ftm",
        suffixes: &["json", "ndjson", "ftm"],
        meaning: "FollowTheMoney, as of OpenSanctions and Aleph",
        reads: "countries, genders, positions as descriptions, Wikidata's ids; weak aliases and previous names are weak",
        lacks: "places and works; demonyms; languages; ids of schemes but Wikidata's; prominence; case; short and wrong spellings become weak",
        beside: &[],
        read: ftm::read,
        write: Some(ftm::write),
    },
    Format {
        name: "spacy",
        suffixes: &["jsonl"],
        meaning: "patterns of spaCy's EntityRuler",
        reads: "phrases; tokens of LOWER, ORTH and TEXT",
        lacks: "demonyms and weak names; languages; sorts; descriptions, genders, countries, prominence; ids besides the first",
        beside: &[],
        read: spacy::read,
        write: Some(spacy::write),
    },
    Format {
        name: "gate",
        suffixes: &["def"],
        meaning: "GATE: a definition, and the lists beside it",
        reads: "languages; the features id, wikidata, lang and language",
        lacks: "lists whose major type `data/exchange/classes.tsv` does not list; other features",
        beside: &[],
        read: gate::read,
        write: None,
    },
];

impl Format {
    /// The format of this name.
    pub fn named(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }
}
