//! Credits: the agencies whose text an article says that it prints or has used.
//!
//! An agency counts only where it is credited: in the byline, between brackets behind the place or at the end of a paragraph, in a
//! line of its own, or in a few words behind the last sentence of a paragraph. Wherever else it is named, it is news.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::LazyLock,
};

use serde::Deserialize;

use crate::text::{paragraphs, searchable};

/// The words of `data/agencies.toml`, as [`searchable`] has them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    leads: Vec<String>,
    with: Vec<String>,
    reporting: Vec<String>,
    joints: Vec<String>,
    agencies: BTreeMap<String, Vec<String>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words: Words =
        toml::from_str(include_str!("../../data/agencies.toml")).expect("data/agencies.toml is tested");
    let Words { leads, with, reporting, joints, agencies } = &mut words;
    for word in [leads, with, reporting, joints].into_iter().chain(agencies.values_mut()).flatten() {
        *word = searchable(word);
    }
    words
});

/// The last words of all agencies' names.
static LAST: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let spellings = WORDS.agencies.values().flatten();
    spellings.map(|spelling| spelling.rsplit(' ').next().unwrap_or_default().to_owned()).collect()
});

/// Furthest place, in characters, at which the brackets of a dateline begin: `PARIS, 31 oct. 2024 (AFP) –`.
const DATELINE: usize = 60;

/// Most words of a line that is a credit.
const LINE: usize = 8;

/// Most words of a name before *avec*: `Le Monde avec AFP`.
const NAME: usize = 4;

/// Most letters of what stands behind a stroke in a credit: the initials of an editor, `dpa/ab`.
const INITIALS: usize = 4;

/// The agencies that an article credits, by name, apart by commas.
pub(super) fn credit(author: Option<&str>, text: &str) -> Option<String> {
    let mut found = author.map(byline).unwrap_or_default();
    for (n, span) in paragraphs(text).into_iter().enumerate() {
        let paragraph = span.of(text);
        brackets(paragraph, &mut found);
        if may_end(paragraph) {
            found.extend(behind(paragraph));
            // the headline is about somebody, and credits nobody
            found.extend((n > 0).then(|| line(paragraph)).into_iter().flatten());
        }
    }
    let names: Vec<&str> = found.into_iter().collect();
    (!names.is_empty()).then(|| names.join(", "))
}

type Names = BTreeSet<&'static str>;

/// Every agency named among the authors.
fn byline(author: &str) -> Names {
    let words = searchable(author);
    let words: Vec<&str> = words.split(' ').collect();
    (0..words.len()).filter_map(|at| agency(&words[at..])).map(|(name, _)| name).collect()
}

/// What stands between brackets at the end of a paragraph, or behind the place that it begins with.
fn brackets(paragraph: &str, found: &mut Names) {
    for (at, _) in paragraph.match_indices('(') {
        let Some((inside, rest)) = paragraph[at + 1..].split_once(')') else { return };
        let before = &paragraph[..at];
        let ends = !rest.contains(char::is_alphanumeric);
        let dateline = before.chars().count() < DATELINE && rest.trim_start().starts_with(['-', '–', '—', ':']);
        if (ends || dateline) && inside.len() < 300 {
            let pieces = inside.split([';', '.']);
            let credited: Names = pieces.flat_map(|piece| parsed(piece, 0)).collect();
            // "the agency Agence France-Presse (AFP)" only says what it is called
            let clause = || before.rsplit(['.', ',']).next().unwrap_or_default();
            let named = if dateline || credited.is_empty() { Names::new() } else { byline(clause()) };
            found.extend(credited.difference(&named));
        }
    }
}

/// Whether a paragraph ends as a credit may: with the last word of an agency's name, or behind a stroke. Few do, and most need no
/// closer look.
fn may_end(paragraph: &str) -> bool {
    let end = paragraph.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = end.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    end[..end.len() - last.len()].ends_with('/') || LAST.contains(&searchable(last))
}

/// A line of its own.
fn line(paragraph: &str) -> Names {
    let sentence = paragraph.ends_with(['.', '!', '?', '…']);
    match searchable(paragraph).split(' ').count() <= LINE {
        true => parsed(paragraph, if sentence { 0 } else { NAME }),
        false => Names::new(),
    }
}

/// A few words behind the last sentence of a paragraph.
fn behind(paragraph: &str) -> Names {
    let trimmed = paragraph.trim_end_matches(['.', ' ']);
    let end = trimmed.rmatch_indices(['.', '!', '?', '…', '»', '”']).next();
    end.map(|(at, mark)| parsed(&trimmed[at + mark.len()..], 0)).unwrap_or_default()
}

/// The agencies that `piece` credits, when it is nothing but a credit; up to `free` words of a name may stand before.
fn parsed(piece: &str, free: usize) -> Names {
    let parts: Vec<String> = piece.split('/').map(searchable).collect();
    if parts.len() > 1 {
        let lists: Vec<Option<Names>> = parts.iter().map(|part| list(&part.split(' ').collect::<Vec<_>>())).collect();
        let fits = |(part, list): (&String, &Option<Names>)| list.is_some() || part.chars().count() <= INITIALS;
        if parts.iter().zip(&lists).all(fits) {
            return lists.into_iter().flatten().flatten().collect();
        }
    }
    let joined = searchable(piece);
    let words: Vec<&str> = joined.split(' ').collect();
    let starts = (0..words.len()).find_map(|at| Some((at, list(&words[at..])?)));
    starts.filter(|(at, _)| leads(&words[..*at], free)).map(|(_, names)| names).unwrap_or_default()
}

/// Whether these words may stand before the agencies of a credit.
fn leads(before: &[&str], free: usize) -> bool {
    let text = before.join(" ");
    let begins = |lead: &String| text.strip_prefix(lead.as_str()).is_some_and(|rest| rest.starts_with(' '));
    let with = || {
        before
            .split_last()
            .is_some_and(|(last, name)| (1..=free).contains(&name.len()) && WORDS.with.iter().any(|with| with == last))
    };
    before.is_empty() || WORDS.leads.contains(&text) || with() || WORDS.reporting.iter().any(begins)
}

/// The agencies of a list that holds nothing else.
fn list(mut words: &[&str]) -> Option<Names> {
    let mut names = Names::new();
    while !words.is_empty() {
        if !names.is_empty() && WORDS.joints.iter().any(|joint| joint == words[0]) {
            words = &words[1..];
        }
        let (name, length) = agency(words)?;
        names.insert(name);
        words = &words[length..];
    }
    (!names.is_empty()).then_some(names)
}

/// The agency that `words` begin with, and in how many of them.
fn agency(words: &[&str]) -> Option<(&'static str, usize)> {
    let spelled = |spelling: &str| {
        let length = spelling.split(' ').count();
        (length <= words.len() && spelling.split(' ').zip(words).all(|(a, b)| a == *b)).then_some(length)
    };
    let all = WORDS.agencies.iter().flat_map(|(name, spellings)| spellings.iter().map(move |s| (name.as_str(), s)));
    all.filter_map(|(name, spelling)| Some((name, spelled(spelling)?))).max_by_key(|&(_, length)| length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_that_are_credited() {
        for (author, text, expected) in [
            (None, "PARIS (AFP) – La ministre est arrivée mardi.", "AFP"),
            (None, "MOSCOW, Oct 31 (Reuters) - The minister came.", "Reuters"),
            (None, "La ministre est arrivée. (AFP)", "AFP"),
            (None, "Die Ministerin ist da. (dpa/ab)", "dpa"),
            (None, "Un titre\n\nLa ministre est là.\n\nLe Petit Journal avec AFP", "AFP"),
            (None, "Un titre\n\nLa ministre est là.\n\nAvec AFP et Reuters", "AFP, Reuters"),
            (None, "La ministre est là. Avec Reuters.", "Reuters"),
            (None, "Un titre\n\nAFP/AP\n\nLa ministre est là.", "AFP, AP"),
            (None, "Die Ministerin ist da.\n\nMit Material von dpa", "dpa"),
            (None, "La ministra llegó.\n\nCon información de EFE.", "EFE"),
            (None, "It is so. (Reporting by Anna Example for Reuters; Editing by Bert Example)", "Reuters"),
            (Some("Le Petit Journal avec l’Agence France-Presse"), "La ministre est là.", "AFP"),
            (Some("Anna Example, dpa"), "Die Ministerin ist da.", "dpa"),
        ] {
            assert_eq!(credit(author, text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn agencies_that_are_only_named() {
        for text in [
            "Un accord avec l'AFP",
            "La ministre a parlé à l'AFP et à Reuters.",
            "Elle l'a dit à l'Agence France-Presse (AFP).",
            "Un titre\n\nIl a signé un accord avec Reuters.",
            "Un titre\n\nLe groupe et ses amis signent un accord durable avec AFP",
            "Le groupe (AFP) et ses amis ont signé.",
            "Son avocat l'a confirmé à Reuters. Elle a parlé à l'AFP.",
            "Selon Reuters, la ministre est là. Une carte du pays",
        ] {
            assert_eq!(credit(None, text), None, "{text}");
        }
    }
}
