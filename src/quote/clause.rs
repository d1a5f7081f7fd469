//! Where reported words end.

use super::{
    cue::{self, Group},
    lexicon::{Classes, class},
    phrase,
    reading::{Places, Reading},
    second,
};
use crate::language::Form;

/// The end of what begins at `from` and is reported by the cue before it: the sentence's end, or where another cue takes over.
pub(super) fn end(r: &Reading, from: usize, sentence: &Places, groups: &[Group]) -> usize {
    let mut last = r.trimmed(from..sentence.end).end;
    if begins_with_participle(r, sentence)
        && let Some(main) = main_clause(r, from, sentence)
    {
        last = r.trimmed(from..main).end;
    }
    for k in from + 1..last {
        if let Some(mark) = r.mark(k) {
            if r.quoted_at(k).is_none() && (mark == ';' || mark == ':' && before_attributed(r, k + 1, groups)) {
                return k;
            }
            continue;
        }
        let comma = r.mark(k - 1) == Some(',') && r.quoted_at(k).is_none_or(|q| q.tokens.0 > k - 1);
        let resumes =
            r.is(k, class::DETERMINER | class::ANAPHOR) && r.is(k + 1, class::RELATIVE) && !r.lexicon.verb_second; // ", ce qui"
        let gerund = r.is(k, class::GERUND_MARK) && (k + 1..k + 3).any(|i| r.lexicon.ends_as_participle(r.lower(i)));
        let others = |(_, after): (usize, usize)| !r.is(after, class::PRONOUN); // not "selon lui"
        if comma
            && (r.is(k, class::ENDER)
                || resumes
                || gerund && r.lexicon.lists_infinitives()
                || attribution(r, k).is_some_and(others))
        {
            return k - 1;
        }
        if let Some(group) = group_at(groups, k)
            && let Some(end) = before_group(r, from, group, comma)
        {
            return end;
        }
        if group_at(groups, k).is_some_and(|g| g.form == Form::Gerund) && ends_quoted_with_comma(r, k) {
            return k; // was “…,” adding that
        }
    }
    last
}

fn group_at(groups: &[Group], k: usize) -> Option<&Group> {
    groups.get(groups.partition_point(|g| g.places.start < k)).filter(|g| g.places.start == k)
}

/// `X, qui avait promis « … », a renouvelé`: where the relative clause of this cue ends, by its comma and the verb behind it.
pub(super) fn of_relative(r: &Reading, group: &Group, content: Places) -> Option<usize> {
    let before = group.places.start.checked_sub(1).filter(|&k| r.is(k, class::RELATIVE))?;
    let verb = |k: usize| r.is(k, class::AUXILIARY | class::BE | class::CLITIC | class::NEGATION) || r.is_finite(k);
    let comma = r.mark(before.checked_sub(1)?) == Some(',');
    let outside = |k: usize| r.quoted_at(k).is_none();
    content
        .clone()
        .find(|&k| comma && r.mark(k) == Some(',') && outside(k) && verb(k + 1) && r.name_at(k + 1).is_none())
}

/// `a parlé de « … » et a tiré …`: words without a finite verb of their own end before one that shares the cue's subject.
pub(super) fn before_shared_verb(r: &Reading, places: Places) -> Places {
    const FINITE: Classes = class::AUXILIARY | class::BE | class::FINITE;
    let outside = |k: usize| r.quoted_at(k).is_none() && r.name_at(k).is_none();
    let bare = |k: usize| r.lexicon.lists_infinitives() && r.lexicon.has_infinitive_end(r.lower(k));
    let noun = |k: usize| r.is(k - 1, class::DETERMINER) && !(r.is(k - 1, class::CLITIC) && r.is(k, class::AUXILIARY)); // l'est
    let governed = |k: usize| r.is(k - 1, class::REQUEST | class::MODAL | class::PREPOSITION) || noun(k);
    let finite = |k: usize| (r.is(k, FINITE) || r.is_finite(k)) && outside(k) && !bare(k) && !governed(k);
    let own = class::RELATIVE | class::COMPLEMENTIZER | class::WHETHER;
    let small = class::CLITIC | class::NEGATION | class::OBJECT | class::REFLEXIVE;
    let clitic = |k: &usize| r.is(*k, small) && !r.is(*k, FINITE); // did not
    for k in places.start + 1..places.end {
        if outside(k) && r.is(k, class::CONJUNCTION) {
            let verb = (k + 1..places.end).find(|i| !clitic(i)).filter(|&i| r.is(i, FINITE) && finite(i));
            if verb.is_some() && !r.lexicon.verb_second {
                return r.trimmed(places.start..k);
            }
        }
        if outside(k) && r.is(k, own) || finite(k) {
            break;
        }
    }
    places
}

/// `… : « … », dit X`: whether a quotation with its own attribution begins at `k`.
fn before_attributed(r: &Reading, k: usize, groups: &[Group]) -> bool {
    let quoted = r.quoted_at(k).filter(|q| q.tokens.0 == k);
    quoted.is_some_and(|q| groups.iter().any(|g| (q.tokens.1..=q.tokens.1 + 1).contains(&g.places.start)))
}

/// Where the content ends because of this later cue, if it does.
fn before_group(r: &Reading, from: usize, group: &Group, comma: bool) -> Option<usize> {
    let k = group.places.start;
    if group.form == Form::Gerund {
        return (comma || r.is(k, class::GERUND_MARK)).then(|| if comma { k - 1 } else { k });
    }
    if comma {
        return Some(k - 1);
    }
    let before = (from + 1..k).rev().find(|&i| !cue::is_adverb(r, i)); // y también dijo
    let unsaid = group.negated && group.cue(r).mute; // but didn't expect
    if let Some(i) = before.filter(|&i| r.is(i, class::CONJUNCTION) && !unsaid) {
        return Some(if r.mark(i - 1) == Some(',') { i - 1 } else { i });
    }
    let start = match phrase::left_of(r, from, k, group.plural) {
        phrase::Subject::Phrase(p, _) | phrase::Subject::Pronoun(p) => p.start,
        _ => return None,
    };
    let conjunction = start > from + 1 && r.is(start - 1, class::CONJUNCTION);
    if conjunction && r.mark(start - 2) == Some(',') {
        return Some(start - 2);
    }
    // "…, X a dit": a second main clause after a bare comma
    let last = group.places.end + 1 >= r.sentences[r.sentence_of(k)].end;
    (last && start > from + 2 && r.mark(start - 1) == Some(',')).then_some(start - 1)
}

/// `En affirmant que …, il …`, `Warning that …, he …`: whether the sentence begins with the participle of a cue.
fn begins_with_participle(r: &Reading, sentence: &Places) -> bool {
    let first = sentence.start + usize::from(r.is(sentence.start, class::GERUND_MARK));
    let marked = first > sentence.start && r.lexicon.drops_subject; // Tras asegurar que …, X …
    let form = |f: Form| f == Form::Gerund || marked && f == Form::Infinitive;
    r.word(first).is_some_and(|w| w.cues.iter().any(|&(_, f)| form(f))) && !r.is(first, class::ADVERB)
}

/// Where the main clause begins behind a participle's clause: at a subject right behind a comma.
pub(super) fn main_clause(r: &Reading, from: usize, sentence: &Places) -> Option<usize> {
    (from + 1..sentence.end).find(|&k| {
        let outside = r.quoted_at(k).is_none_or(|q| q.tokens.0 >= k);
        let comma = r.mark(k - 1) == Some(',') && r.quoted_at(k - 1).is_none() || ends_quoted_with_comma(r, k);
        let subject = r.is(k, class::PRONOUN | class::DETERMINER) || r.name_at(k).is_some_and(|n| !n.demonym);
        outside && comma && subject
    })
}

/// Whether `…,"` stands right before the token at `i`.
fn ends_quoted_with_comma(r: &Reading, i: usize) -> bool {
    i.checked_sub(1).and_then(|k| r.quoted_at(k)).is_some_and(|q| q.tokens.1 == i && q.inner.of(r.text).ends_with(','))
}

/// The length of an attribution (*selon*, *d'après*) that begins at `k`, and its place in the lexicon.
pub(super) fn attribution(r: &Reading, k: usize) -> Option<(usize, usize)> {
    r.word(k)?.attributions.iter().map(|&n| usize::from(n)).find_map(|n| {
        let a = &r.lexicon.attributions[n];
        let after = k + a.words.len();
        let compound = r.mark(after) == Some('-');
        let parted = !a.parted || k > 0 && (r.mark(k - 1) == Some(',') || r.quoted_at(k - 1).is_some());
        (r.follows(k, &a.words)
            && !compound
            && !a.behind
            && parted
            && (!a.source || names_source(r, after))
            && !a.not_before.iter().any(|w| w == content_word(r, after)))
        .then_some((n, after))
    })
}

/// Whether a noun for a source stands at `k`, behind an article or an adjective at most.
fn names_source(r: &Reading, k: usize) -> bool {
    if r.lexicon.verb_second {
        return second::names_source(r, k);
    }
    let noun = (k..r.tokens.len().min(k + 4)).find(|&i| r.is_capital(i) && r.mark(i + 1) != Some('-'));
    let plain = |i: usize| r.is_word(i) && !r.is(i, class::PREPOSITION) || r.mark(i) == Some('-');
    noun.is_some_and(|n| {
        r.is(n, class::SOURCE) && r.name_at(n).is_none_or(|name| name.kind.is_none()) && (k..n).all(plain)
    })
}

/// The first word behind articles.
fn content_word<'r>(r: &Reading<'r>, mut k: usize) -> &'r str {
    while r.is(k, class::DETERMINER) && k + 1 < r.tokens.len() {
        k += 1;
    }
    r.lower(k)
}
