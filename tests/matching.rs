//! Every engine finds what a naive search finds.

use dixit::{
    matcher::{Automaton, Engine, Match, Tree},
    text::{Folded, fold, fold_char, is_dropped_mark, is_unspaced, is_word_char},
};
use proptest::prelude::*;

/// The naive search: every stretch of characters that folds to a spelling and has the edges of words at both ends.
fn naive(text: &str, patterns: &[String]) -> Vec<Match> {
    let mut places: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    places.push(text.len());
    let mut found = Vec::new();
    for (n, &start) in places.iter().enumerate() {
        for &end in &places[n + 1..] {
            let surface = &text[start..end];
            let whole =
                counts(surface.chars().next()) && counts(surface.trim_end_matches(is_dropped_mark).chars().next_back());
            let marks = text[end..].chars().next().is_none_or(|c| !is_dropped_mark(c));
            if !whole || !marks || !(edge(text, start) || behind_prefix(text, start)) || !edge(text, end) {
                continue;
            }
            let readings = [fold(surface), fold(&join_lines(surface))];
            let hits = patterns.iter().enumerate().filter(|(_, p)| readings.contains(p));
            found.extend(hits.map(|(n, _)| Match { start, end, pattern: n as u32 }));
        }
    }
    found.sort_unstable();
    found
}

fn folded(c: char) -> (String, bool) {
    let mut out = String::new();
    let space = fold_char(c, &mut |f| out.push(f));
    (out, space)
}

/// Whether a character counts: it folds to something, and is no space.
fn counts(c: Option<char>) -> bool {
    c.map(folded).is_some_and(|(out, space)| !space && !out.is_empty())
}

/// Whether no word goes on over byte `at`.
fn edge(text: &str, at: usize) -> bool {
    let before = text[..at].chars().rev().map(folded).find(|(out, space)| *space || !out.is_empty());
    let after = text[at..].chars().map(folded).find(|(out, space)| *space || !out.is_empty());
    let inside = |found: Option<(String, bool)>, last: bool| {
        let (out, space) = found.unwrap_or_default();
        let c = if last { out.chars().next_back() } else { out.chars().next() };
        !space && c.is_some_and(|c| is_word_char(c) && !is_unspaced(c))
    };
    !(inside(before, true) && inside(after, false))
}

/// Whether before byte `at`, inside a word, there stands nothing of the word but a prefix of its script.
fn behind_prefix(text: &str, at: usize) -> bool {
    let before: String = text[..at].chars().map(|c| if folded(c).1 { " ".to_owned() } else { folded(c).0 }).collect();
    let inside = |c: &char| is_word_char(*c) && !is_unspaced(*c); // a fraction ends in a digit, which a word goes on behind
    let mut own: Vec<char> = before.chars().rev().take_while(inside).collect();
    own.reverse();
    let own: String = own.into_iter().collect();
    let next = text[at..].chars().next().map(|c| folded(c).0).unwrap_or_default();
    match next.chars().next() {
        Some('\u{5D0}'..='\u{5EA}') => is_hebrew_prefix(&own),
        Some('\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}') => is_arabic_prefix(&own),
        _ => false,
    }
}

fn is_arabic_prefix(head: &str) -> bool {
    let rest = head.strip_prefix(['و', 'ف']).unwrap_or(head);
    !head.is_empty() && ["", "ب", "ل", "ك", "ال", "بال", "كال", "لل"].contains(&rest)
}

fn is_hebrew_prefix(head: &str) -> bool {
    let mut rest = head;
    for part in [&["ו"][..], &["כש", "ש"], &["ב", "כ", "ל", "מ"], &["ה"]] {
        rest = part.iter().find_map(|p| rest.strip_prefix(p)).unwrap_or(rest);
    }
    !head.is_empty() && rest.is_empty()
}

/// The text with words joined that a hyphen at the end of a line divides.
fn join_lines(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let behind = &rest[c.len_utf8()..];
        let next = behind.trim_start_matches([' ', '\r', '\t']).strip_prefix('\n').map(str::trim_start);
        match next.filter(|n| matches!(c, '-' | '\u{2010}') && n.starts_with(char::is_alphanumeric)) {
            Some(next) => rest = next,
            None => {
                out.push(c);
                rest = behind;
            }
        }
    }
    out
}

fn check(text: &str, spellings: &[String]) -> Result<(), TestCaseError> {
    let mut patterns: Vec<String> =
        spellings.iter().map(|s| fold(s)).filter(|p| p.chars().next().is_some_and(|c| c != ' ')).collect();
    patterns.sort();
    patterns.dedup();
    let expected = naive(text, &patterns);
    let tree = Tree::new(patterns.iter().map(|p| (p.as_str(), true)));
    let automaton = Automaton::new(patterns.iter().map(String::as_str));
    for (name, engine) in [("tree", &tree as &dyn Engine), ("automaton", &automaton)] {
        let mut found = Vec::new();
        engine.find(text, &mut found);
        found.sort_unstable();
        prop_assert_eq!(&found, &expected, "{} in {:?} of {:?}", name, text, patterns);
    }
    Ok(())
}

/// Pieces that meet at awkward places.
const PIECES: &[&str] = &[
    "Kim",
    "kim",
    "Jong",
    "un",
    "O'Brien",
    "l'",
    "d’",
    "É",
    "é",
    "e\u{301}",
    "œ",
    "ß",
    "SS",
    "İ",
    "i̇",
    " ",
    "  ",
    "\u{A0}",
    "\u{202F}",
    "-",
    "‑",
    "–",
    "-\n",
    "\n",
    "\u{AD}",
    "\u{200B}",
    ".",
    ",",
    "U.S.",
    "&",
    "'s",
    "s",
    "ё",
    "Путин",
    "а",
    "Αθήνα",
    "القاهرة",
    "ירושלים",
    "و",
    "بال",
    "ل",
    "قاهرة",
    "ى",
    "٢",
    "ו",
    "כשב",
    "ה",
    "שלים",
    "לִ",
    "־",
    "김정은",
    "은",
    "東京",
    "都",
    "ไทย",
    "½",
    "…",
    "ﬁ",
    "²",
    "2",
    "20",
    "Ａ",
    "\u{338}",
    "ª",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..14).prop_map(|pieces| pieces.concat())
}

/// Texts long enough for the scan to go by blocks, and spellings cut out of them, each with whether it may begin small.
fn long_text() -> impl Strategy<Value = (String, Vec<(String, bool)>)> {
    let piece = prop_oneof![3 => prop::sample::select(WORDS), 1 => prop::sample::select(PIECES)];
    let cuts = prop::collection::vec((0usize..400, 1usize..30, any::<bool>()), 1..40);
    (prop::collection::vec(piece, 20..120), cuts).prop_map(|(pieces, cuts)| {
        let text = pieces.concat();
        let cut = |from: usize, n: usize| text.chars().skip(from).take(n).collect::<String>();
        let spellings = cuts.iter().map(|&(from, n, small)| (cut(from, n), small)).collect();
        (text, spellings)
    })
}

/// What news is mostly made of.
const WORDS: &[&str] = &[
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "-",
    "\n",
    " « ",
    " » ",
    "l’",
    "de ",
    "la ",
    "été ",
    "général ",
    "straße ",
    "Zelensky",
    "Économie",
    "Nord",
    "Österreich",
    "Kim",
    "Jong",
    "Ministerpräsident",
    "Nations",
    "anticonstitutionnellement",
    "2024 ",
    "cœur ",
    "Čapek",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn engines_find_what_a_naive_search_finds(text in text(), spellings in prop::collection::vec(text(), 1..6)) {
        check(&text, &spellings)?;
    }

    #[test]
    fn engines_agree_on_any_text(text in "\\PC{0,24}", spellings in prop::collection::vec("\\PC{1,3}", 1..6)) {
        check(&text, &spellings)?;
    }

    /// Spellings cut out of the text itself are found often.
    #[test]
    fn engines_find_parts_of_the_text(text in text(), cuts in prop::collection::vec((0usize..40, 1usize..8), 1..6)) {
        let chars: Vec<char> = text.chars().collect();
        let spellings: Vec<String> = cuts.iter().map(|&(from, n)| chars.iter().skip(from).take(n).collect()).collect();
        check(&text, &spellings)?;
    }

    #[test]
    fn engines_agree_on_long_texts((text, spellings) in long_text()) {
        let mut patterns: Vec<(String, bool)> = spellings.iter().map(|(s, small)| (fold(s), *small)).collect();
        patterns.retain(|(p, _)| p.chars().next().is_some_and(|c| c != ' '));
        patterns.sort();
        patterns.dedup_by(|later, first| later.0 == first.0); // those that may not begin small come first
        let (mut found, mut expected) = (Vec::new(), Vec::new());
        Tree::new(patterns.iter().map(|(p, small)| (p.as_str(), *small))).find(&text, &mut found);
        Automaton::new(patterns.iter().map(|(p, _)| p.as_str())).find(&text, &mut expected);
        // the tree may pass over these, which the case of the text rules out
        let counts = |m: &Match| patterns[m.pattern as usize].1 || !text.as_bytes()[m.start].is_ascii_lowercase();
        found.retain(counts);
        expected.retain(counts);
        found.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(found, expected, "in {:?} of {:?}", text, patterns);
    }
}

/// Each row: a text, spellings, and what of the text is found, in order; both lists with `|` between.
#[test]
fn rows_in_many_scripts() {
    for row in include_str!("matching/scripts.tsv").lines().skip(1) {
        let [text, spellings, expected] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns: {row}")
        };
        let mut patterns: Vec<String> = spellings.split('|').map(fold).collect();
        patterns.sort();
        let tree = Tree::new(patterns.iter().map(|p| (p.as_str(), true)));
        let automaton = Automaton::new(patterns.iter().map(String::as_str));
        for engine in [&tree as &dyn Engine, &automaton] {
            let mut found = Vec::new();
            engine.find(text, &mut found);
            found.sort_unstable();
            let found: Vec<&str> = found.iter().map(|m| &text[m.start..m.end]).collect();
            assert_eq!(found.join("|"), expected, "{row}");
        }
    }
}

#[test]
fn a_folded_text_leads_back() {
    let text = "L’É\u{AD}quipe";
    let folded = Folded::new(text);
    assert_eq!(folded.text, "l'equipe");
    assert_eq!(folded.source(text, 2, 8).of(text), "É\u{AD}quipe");
}
