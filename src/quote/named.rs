//! Names as the engine takes them: parts of one unknown name made whole.

use rustc_hash::FxHashSet;

use super::lexicon::{Lexicon, class};
use crate::{
    model::{EntityId, Kind},
    span::Span,
    text::{TokenKind, Tokens},
};

/// A name in the text, known to the gazetteer or not.
#[derive(Clone, Debug)]
pub struct Named {
    /// Where it stands.
    pub span: Span,
    /// The entity it was linked to.
    pub entity: Option<EntityId>,
    /// What sort of entity, where one is known.
    pub kind: Option<Kind>,
    /// A demonym: it describes, it does not name.
    pub demonym: bool,
}

/// The names of a text, where the parts of an unknown name are one: *Temur Khan*, although the gazetteer has a Khan, and
/// *Hugues Le Bihan*, although no name begins with an article.
pub(super) fn whole(text: &str, tokens: &Tokens, named: &[Named], lexicon: &Lexicon) -> Vec<Named> {
    let mut whole: Vec<Named> = Vec::with_capacity(named.len());
    for (n, name) in named.iter().enumerate() {
        if named.get(n + 1).is_some_and(|next| is_role(tokens, name, next, lexicon)) {
            continue;
        }
        let mut name = name.clone();
        name.span.start = with_article(text, tokens, &name, lexicon).unwrap_or(name.span.start);
        match whole.last_mut().filter(|last| continues(text, tokens, last, &name, lexicon)) {
            Some(last) => last.span = last.span.hull(name.span),
            None => whole.push(name),
        }
    }
    whole
}

/// `named` with the single words that end an unknown name of the text: at the head of a sentence a capital alone shows nothing,
/// but *Lisle* is a name where *Warren Lisle* is one.
pub(super) fn with_surnames(text: &str, tokens: &Tokens, named: Vec<Named>, lexicon: &Lexicon) -> Vec<Named> {
    let last = |n: &Named| n.span.of(text).rsplit_once(' ').map(|(_, last)| last);
    let surnames: FxHashSet<&str> = named.iter().filter(|n| is_unknown(n)).filter_map(last).collect();
    if surnames.is_empty() {
        return named;
    }
    let mut found: Vec<Named> = Vec::with_capacity(named.len() + 8);
    let mut known = named.into_iter().peekable();
    for token in tokens.iter().filter(|t| t.capital) {
        while let Some(name) = known.next_if(|n| n.span.start <= token.span.start) {
            found.push(name);
        }
        let free = found.last().is_none_or(|n| n.span.end <= token.span.start)
            && known.peek().is_none_or(|n| n.span.start >= token.span.end);
        let word = token.span.of(text);
        let name = free && surnames.contains(word);
        if name && lexicon.word(&word.to_lowercase()).is_none() {
            found.push(Named { span: token.span, entity: None, kind: None, demonym: false });
        }
    }
    found.extend(known);
    found
}

fn is_unknown(name: &Named) -> bool {
    name.entity.is_none() && name.kind.is_none() && !name.demonym
}

/// Words with capitals that say what the person right behind them is: *Defense Secretary Lloyd Austin*.
fn is_role(tokens: &Tokens, name: &Named, next: &Named, lexicon: &Lexicon) -> bool {
    if !is_unknown(name) {
        return false;
    }
    let (own, behind) = (tokens.within(name.span), tokens.within(next.span));
    let last = own.clone().next_back().and_then(|i| lexicon.at(tokens, i));
    let role = last.is_some_and(|w| w.classes & (class::TITLE | class::PERSON) != 0);
    role && own.end == behind.start
}

/// Where an unknown family name begins that has an article and a first name before it: *Hugues Le Bihan* at the head of a
/// sentence, where a lone capital shows nothing.
fn with_article(text: &str, tokens: &Tokens, name: &Named, lexicon: &Lexicon) -> Option<usize> {
    if name.entity.is_some() || name.kind.is_some() {
        return None;
    }
    let own = tokens.within(name.span);
    let first = own.start.checked_sub(2)?;
    let capital =
        |i: usize| tokens[i].kind == TokenKind::Word && tokens[i].span.of(text).starts_with(char::is_uppercase);
    let word = |i: usize| lexicon.at(tokens, i);
    let article = word(first + 1).is_some_and(|w| w.classes & class::DETERMINER != 0);
    let plain = word(first).is_none_or(|w| w.classes == 0 && w.cues.is_empty());
    (capital(first) && capital(first + 1) && article && plain && tokens[own.start].spaced)
        .then(|| tokens[first].span.start)
}

/// Whether `name` goes on with the unknown name `last`: right behind it, or behind an article with a capital.
fn continues(text: &str, tokens: &Tokens, last: &Named, name: &Named, lexicon: &Lexicon) -> bool {
    if !is_unknown(last) {
        return false;
    }
    let single = tokens.within(name.span).len() == 1;
    let part = is_unknown(name) || name.kind == Some(Kind::Person) && single;
    let gap = tokens.within(last.span).end..tokens.within(name.span).start;
    let joined = gap.len() == 1 && tokens[gap.start].kind == TokenKind::Mark('&'); // Lorimer & Tate
    let between = joined
        || gap.clone().all(|i| {
            let word = tokens[i].span.of(text);
            let article = lexicon.at(tokens, i).is_some_and(|w| w.classes & class::DETERMINER != 0);
            tokens[i].kind == TokenKind::Word && word.starts_with(char::is_uppercase) && article
        });
    let hyphen = |i: usize| matches!(tokens[i].kind, TokenKind::Mark('-' | '‑'));
    let tied =
        gap.len() <= 4 && !gap.is_empty() && hyphen(gap.start) && (gap.start..gap.end + 1).all(|i| !tokens[i].spaced);
    if is_unknown(name) && tied {
        return true; // Lons-le-Saunier
    }
    let own = tokens.within(last.span).start;
    let office = own >= 2 && gap.is_empty() && !single && is_office(tokens, own - 2, lexicon);
    !office && part && gap.len() <= 1 && between && tokens.get(gap.end).is_some_and(|t| t.spaced)
}

/// Whether a word for an office stands at `i`, with its complement behind it: *maire de Plouvec*.
fn is_office(tokens: &Tokens, i: usize, lexicon: &Lexicon) -> bool {
    let classes = |i: usize| lexicon.at(tokens, i).map_or(0, |w| w.classes);
    classes(i) & (class::TITLE | class::PERSON) != 0 && classes(i + 1) & class::LINKER != 0
}
