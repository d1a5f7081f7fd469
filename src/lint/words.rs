//! Words: classes that nobody reads or that are empty, words in capitals, words that can never match.

use std::collections::BTreeSet;

use super::{Draft, advice, forms_of};
use crate::{
    annotate::word_classes,
    query::registry::nearest,
    text::{TokenKind, Tokens, lower},
};

pub(super) fn lint(draft: &mut Draft<'_>) {
    let pack = draft.pack;
    for (class, words) in &pack.words {
        let line = draft.line_of_key(class);
        unread(draft, class, line);
        if words.trim().is_empty() {
            draft.warn(line, format!("class `{class}` is empty: leave it out"));
        }
        let mut seen = BTreeSet::new();
        let twice: Vec<&str> = words.split_whitespace().filter(|word| !seen.insert(*word)).collect();
        listed(draft, (class, line), "is listed twice", &twice);
        if !class.ends_with("_end") && class != "abbreviation" {
            let cut: Vec<&str> = words.split_whitespace().filter(|word| is_cut(word)).collect();
            listed(draft, (class, line), "is several words to the reader, and never met", &cut);
        }
        if class == "noun_like" {
            let idle: Vec<&str> = words.split_whitespace().filter(|word| !is_form(draft, word)).collect();
            listed(draft, (class, line), "is no form of a cue", &idle);
        }
    }
    capitals(draft);
}

fn unread(draft: &mut Draft<'_>, class: &str, line: usize) {
    if !word_classes().any(|known| known == class) {
        let meant = advice(nearest(class, word_classes()));
        draft.warn(line, format!("class `{class}` is read by nothing{meant}"));
    }
}

fn listed(draft: &mut Draft<'_>, (class, line): (&str, usize), what: &str, words: &[&str]) {
    if !words.is_empty() {
        draft.warn(line, format!("class `{class}`: {what}: {}", words.join(", ")));
    }
}

/// Whether the reader of texts takes a word for several. What ends in an apostrophe stands before another word (*l'*), what
/// begins with one behind it (*'ll*).
fn is_cut(word: &str) -> bool {
    if word.starts_with('\'') {
        return false;
    }
    let elided = word.ends_with('\'');
    let tokens = Tokens::new(&if elided { format!("{word}a") } else { word.to_owned() });
    let two = tokens.len() == 3 && tokens[1].kind == TokenKind::Mark('-'); // porte-parole is read as one
    !two && tokens.len() != 1 + usize::from(elided) || matches!(tokens[0].kind, TokenKind::Mark(_))
}

fn is_form(draft: &Draft<'_>, word: &str) -> bool {
    let cues = draft.pack.cues.iter().flat_map(|group| &group.list);
    cues.flat_map(|cue| forms_of(draft.pack, cue)).any(|(form, _)| form == word)
}

/// Words with capitals: texts are looked up in lower case.
fn capitals(draft: &mut Draft<'_>) {
    let pack = draft.pack;
    let classes = pack.words.iter().flat_map(|(class, words)| words.split_whitespace().map(|w| (class.clone(), w)));
    let pronouns = pack.pronouns.keys().map(|p| (p.clone(), p.as_str()));
    let mut wrong: Vec<(usize, &str)> = Vec::new();
    for (key, word) in classes.chain(pronouns).filter(|(_, word)| is_capital(word)) {
        wrong.push((draft.line_of_key(&key), word));
    }
    for cue in pack.cues.iter().flat_map(|group| &group.list).filter(|cue| is_capital(&cue.lemma)) {
        wrong.push((draft.line_of("lemma", &cue.lemma), &cue.lemma));
    }
    for attribution in pack.attributions.iter().filter(|a| is_capital(&a.words) || is_capital(&a.not_before)) {
        wrong.push((draft.line_of("words", &attribution.words), &attribution.words));
    }
    for role in &pack.roles {
        let line = draft.line_of("role", &role.role);
        wrong.extend(role.phrases.iter().filter(|p| is_capital(p)).map(|p| (line, p.as_str())));
    }
    for (line, word) in wrong {
        draft.warn(line, format!("\"{word}\" is not in lower case, as texts are looked up"));
    }
}

fn is_capital(word: &str) -> bool {
    lower(word) != word
}
